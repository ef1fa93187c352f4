"""The words minutes are marked with: labels of lists and lines, and words that look like names and are none.

Collected from the habits of working groups, unconferences and open-source projects. One table for each question asked,
so that a spelling is added in one place.
"""

from __future__ import annotations

import functools
import re
from enum import StrEnum

from socml_site.model import Role
from socml_site.words.names import PLACEHOLDERS


class Label(StrEnum):
    """What a label announces, beside roles."""

    DECISIONS = "decisions"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    INFO = "info"


def _any(words: str) -> str:
    return "(?:" + "|".join(word.strip().replace(" ", "[ -]?") for word in words.split("|")) + ")"


_QUALIFIER = _any(
    "remote|in person|on site|onsite|online|virtual|physical|dial in|zoom|other|additional|further|also"
    "|voting|non voting"
    "|core|team|board|committee|council|community|company|staff|invited|special|regular|sig|wg|tsc|tc|tac|cpc|cg|ig"
    "|working group|project|steering|group|steering committee|meeting|session|call|today s|today|present|new|key|main"
    "|confirmed|registered|current|member|elected|lead|executive|non member|public|full list of|list of"
    "|names of|all|who"
)
_ATTENDED = _any(
    "present|attendees?|attendee list|attendance list|attending|attendance|attended|attended by"
    "|participants?|participating"
    "|participation|participant list|in attendance|people present|members present|present members"
    "|who was there|who s here"
    "|who is here|who attended|roll call|rollcall|sign in|sign in sheet|sign up|on the call|on call|in the room"
    "|anwesend|anwesende|teilnehmer|teilnehmerinnen|teilnehmende|teilnehmer innen|présents|présentes"
    "|presents|presentes|asistentes|aanwezig"
    "|people in the room|people attending|people|with us|attended the meeting|presence|present were|joined|joining"
)
_WEAK = _any(
    "members|team members|guests?|observers?|others|visitors?|invitees|delegates|voting members|core team"
    "|staff|contributors"
    "|non members|committee members|board members|members and guests|invited guests|regular members|voting"
    "|organisations represented|community members|maintainers|participants and guests|liaisons|representatives|remote"
    "|in person|online|onsite|on site|virtual|volunteers"
)
_ABSENT = _any(
    "regrets|apologies|apologies for absence|apologies received|absent|absences|absentees|excused"
    "|not present|not attending"
    "|unable to attend|unable to make it|did not attend|couldn ?t attend|could not attend|sends? regrets"
    "|excused absences"
    "|entschuldigt|abwesend|abwesende|excusés|excusé|absents|absentes|ausentes|disculpados|afwezig"
    "|absent with apologies|members absent|missing|away|not in attendance|no shows?|regrets from|apologies from"
)
_MODERATED = _any(
    "chair|chairs|chaired by|chairperson|chairman|chairwoman|chairing|co chairs?|cochairs?|moderators?|moderated by"
    "|moderation|moderating|facilitators?|facilitated by|facilitation|facilitating|conveners?|convenors?"
    "|convened by|hosts?"
    "|hosted by|host and moderator|leads?|led by|lead by|leader|session leads?|session leaders?|discussion leads?"
    "|discussion leader|meeting leads?|meeting leader|meeting lead by|presided by|presiding|presiding officer|run by"
    "|meeting chair|session chair|vice chair|acting chair|moderator s|facilitator s|organi[sz]ers?|owner of the session"
    "|leitung|sitzungsleitung|vorsitz|versammlungsleitung|animateur|animatrice|président de séance"
    "|moderador|moderadora|modera|preside|presidente|presidenta|voorzitter"
    "|host s|chair s|session host|meeting host|meeting facilitator|meeting moderator|discussion host|proposed by"
).replace("|proposed[ -]?by", "")
_NOTED = _any(
    "scribes?|scribe s|scribenick|scribe nick|scribed by|scribing|note takers?|note taker s|notetakers?"
    "|notetaker s|note taking|notes taker"
    "|notes by|notes taken by|notes from|minutes|minutes by|minutes taken by|minutes taker|minute takers?|minutetakers?"
    "|minuted by|minute keeper|minutes keeper|secretary|recording secretary|recorder|recorded by|taking notes"
    "|taking minutes|action item scribe|notes compiled by|notes written by|written by|notes author|notes and minutes by"
    "|notes|scribe and note taker|backup note taker|backup scribe|lead note taker|protocol|protocol by|rapporteurs?"
    "|volunteer note takers?|minutes drafted by|minutes prepared by|reporter|transcribed by|note keeper|record keeper"
    "|protokoll|protokollant|protokollantin|protokollführer|protokollführung|schriftführer|schriftführung|secrétaire"
    "|secrétaire de séance|secretario|secretaria|notulist|notes takers"
    "|keeper of the minutes|notes captured by|captured by|minute taking|volunteers for note taking"
    "|volunteers to take notes"
    "|determine volunteers for note taking|volunteer note taker|note taking volunteers"
)
_PRESENTED = _any(
    "presenters?|presented by|presenting|presenter s|speakers?|speaker s|talk by|presentation by|session by|lecturer"
    "|tutor|demo by|panelists?|panellists?|lightning talk by|introduced by|guest speakers?|invited speakers?"
)
_KEPT_TIME = _any("time keepers?|timekeepers?|gatekeepers?|queue manager|queue|tech support|backup|time keeping")

_REMARK = r"(?:\s*[(\[][^()\[\]]{0,80}[)\]])*"
_NUMBER = r"\s*(?:[-–:(#]?\s*\d{1,4}\)?)?"
_ROLES: tuple[tuple[Role, bool, re.Pattern[str]], ...] = tuple(
    (role, strong, re.compile(rf"(?:the )?(?:{pattern}){_REMARK}{_NUMBER}{_REMARK}\W*$", re.IGNORECASE))
    for role, strong, pattern in (
        (
            Role.ABSENT,
            True,
            (
                rf"(?:{_QUALIFIER} |\w+ (?=(?:not )?{_ABSENT})){{0,2}}{_ABSENT}(?: {_QUALIFIER})?(?:\s*(?:and|&|/"
                rf"|,)\s*{_ABSENT})?"
            ),
        ),
        (
            Role.ATTENDED,
            True,
            rf"(?:{_QUALIFIER} |\w+ (?={_ATTENDED})){{0,3}}{_ATTENDED}(?: {_QUALIFIER}){{0,2}}"
            rf"(?:\s*(?:and|&|/|,|or)\s*(?:{_ATTENDED}|{_WEAK}|introductions|roll call))?",
        ),
        (
            Role.MODERATED,
            True,
            rf"(?:{_QUALIFIER} ){{0,2}}{_MODERATED}(?:\s*(?:and|&|/|,)\s*(?:{_NOTED}|{_PRESENTED}))?",
        ),
        (
            Role.NOTED,
            True,
            rf"(?:{_QUALIFIER} ){{0,2}}{_NOTED}(?: for (?:this|today|the) \w+)?(?:\s*(?:and|&|/|,)\s*{_NOTED})?",
        ),
        (Role.PRESENTED, True, rf"(?:{_QUALIFIER} ){{0,2}}{_PRESENTED}"),
        (Role.ATTENDED, False, rf"(?:{_QUALIFIER} ){{0,2}}{_WEAK}(?:\s*(?:and|&|/|,)\s*{_WEAK})?|{_KEPT_TIME}"),
    )
)
_LEADING = re.compile(r"^[\W\d_]+(?=[^\W\d_]{2})")
_FAINT = re.compile(
    r"(?:meeting )?(?:notes|minutes|protocol|protokoll|leitung|people|hosts?|leads?|leader|organi[sz]ers?"
    r"|backup|queue|reporter|recorder"
    r"|participation|introductions|who|moderation|facilitation|speakers?|written by|notes from|missing|away)\W*$",
    re.IGNORECASE,
)
"""Labels that announce people only if names follow."""
_NOBODY = re.compile(
    r"\b(?:previous|last|past|next|upcoming|future|expected|potential|number of|max|total|former|how many"
    r"|emeritus)\b|\?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(.{2,40}?)(?: ?[/&] ?| and |, )(.{2,40})$")


@functools.lru_cache(maxsize=1 << 14)
def role_of(label: str) -> tuple[Role, bool] | None:
    """The role of those listed behind a label such as "Remote attendees (12)", and whether it says so beyond doubt.

    "Members" or "Others" may announce people or anything else: what follows must look like names.
    """
    label = label.strip().strip(":").strip()
    if len(label) > 90 or _NOBODY.search(label):
        return None
    bare = _LEADING.sub("", label).replace("’", " ").replace("'", " ")
    bare = re.sub(r"\(s\)|\(en\)", "s", bare)
    for role, strong, pattern in _ROLES:
        if pattern.match(bare):
            return role, strong and not _FAINT.match(bare)
    return None


_DECISION = _any(
    "decisions?|decided|decision made|decisions made|decisions taken|key decisions?|group decision|team decision"
    "|final decision|resolved|resolutions?|agreed|agreements?|agreed points|points of agreement|conclusions?|consensus"
    "|consensus items|summary of conclusions?|summary of decisions|conclusion and resolution|outcomes?"
    "|decision log|approved|motion carried|group consensus|team consensus|meeting consensus|rough consensus"
    "|beschluss|beschlüsse|entscheidungen|ergebnisse|décisions|decisiones|acuerdos|besluiten|resoluciones"
    "|resolved unanimously|decisions and agreements|what we decided|conclusion resolution|decision items?|concluded"
)
_ACTION = _any(
    "actions?|action items?|actions? item|action points?|actions points|actions? required|ai|ais|ar|ars|ap"
    "|aps|actionables?"
    "|action list|todos?|to ?dos?|to do list|todo list|to do items|next steps?|follow ups?|follow up items"
    "|follow up actions|"
    "assignments?|homework|tasks?|task list|action item list|promises|commitments|new actions|open actions"
    "|new action items|open action items|outstanding actions?|outstanding action items|pending actions?"
    "|pending action items|previous action items|previous actions|past action items|completed actions"
    "|action items review|actions? review|action item review|review action items|review of action items"
    "|review of actions|review actions|review open actions|action items from last meeting"
    "|action items from previous meeting"
    "|actions from last meeting|actions from previous meeting|actions from last week|actions from the last meeting"
    "|actions arising|matters arising and actions|action register|who does what|takeaways and actions"
    "|aufgaben|maßnahmen|nächste schritte|à faire|prochaines étapes|acciones|tareas|próximos pasos|actiepunten"
    "|summary of actions?|summary of action items|action item summary|closed action items|carry over action items"
)
_QUESTION = _any(
    "questions?|open questions?|open question|unresolved questions?|outstanding questions?|remaining questions?|q"
    "|questions? raised|questions to answer|unanswered questions?|still open|questions for next time|open issues?"
    "|offene fragen|offene punkte|questions ouvertes|preguntas abiertas"
    "|questions left open|questions to follow up|discussion questions?|question for the group|key questions?"
).replace("|discussion[ -]?questions?", "")
_INFO = _any("info|fyi|information|note well|good to know|nb")
_TAIL = rf"{_REMARK}{_NUMBER}{_REMARK}\W*$"
_OURS = (
    r"(?:(?:the|our|all|key|main|new|open|team|group|meeting|further|other|more|agreed|assigned|today s"
    r"|final|other|current"
    r"|recurring|outstanding|pending|immediate|prior|identified|possible|proposed|suggested|list of"
    r"|summary of|record of|overview of|board|formal|major) ){0,2}"
)
_MADE = r"(?: (?:made|taken|reached|so far|today|log|points|items|from this meeting|of the meeting|and rationale))?"
_LISTS = (
    (
        Label.ACTIONS,
        re.compile(
            rf"{_OURS}{_ACTION}(?:\s*(?:and|&|/)\s*(?:{_ACTION}|{_DECISION}|\w+(?: \w+)?))?"
            rf"(?: (?:from|for|of|since) .{{1,40}})?{_TAIL}",
            re.IGNORECASE,
        ),
    ),
    (
        Label.DECISIONS,
        re.compile(
            rf"(?:{_OURS}{_DECISION}|(?:[\w-]+ ){{0,4}}(?:decisions?|conclusions?|agreements|consensus))"
            rf"(?:\s*(?:and|&|/)\s*(?:{_DECISION}|next steps|rationale))?{_MADE}{_TAIL}",
            re.IGNORECASE,
        ),
    ),
    (
        Label.QUESTIONS,
        re.compile(
            rf"(?:some |the |our |new )?{_QUESTION}(?: (?:that|which|we|left|still|for (?:next|later"
            rf"|follow)|to (?:\w+ )?(?:answer|be|consider|follow|resolve"
            rf"|discuss|ask|address|settle)).{{0,50}})?{_TAIL}",
            re.IGNORECASE,
        ),
    ),
)
_NOT_A_LIST = re.compile(
    r"^(?:seeking|towards|reaching|building|licen[cs]e|licen[cs]ing|service|user|membership|contributor"
    r"|data|lease|trade) "
    r"|^(?:proposed|proposal|draft|potential|possible|candidate|no|any|if|how|why|what|when|who"
    r"|pending) (?!action)|\bproposals?\b"
    r"|^(?:q ?& ?a|questions? (?:and|&) answers?|decision process|decision making|consensus process|task force|agenda)",
    re.IGNORECASE,
)
_PLAIN_QUESTIONS = re.compile(r"^(?:questions?|q|open issues?|a[irp])$", re.IGNORECASE)


@functools.lru_cache(maxsize=1 << 14)
def list_of(label: str) -> Label | None:
    """What the items below a heading or label are, if it says: "Action items (new)", "Open questions".

    A bare "Questions" announces a part of the meeting more often than questions that stayed open.
    """
    label = re.sub(r"^[\W\d]+", "", label.strip()).rstrip(" :").replace("’", "'")
    label = re.sub(r"\s+", " ", label)
    if not label or len(label) > 80 or label.endswith("?") or _NOT_A_LIST.match(label) or _PLAIN_QUESTIONS.match(label):
        return None
    for kind, pattern in _LISTS:
        if pattern.match(label):
            return kind
    return None


def is_placeholder(name: str) -> bool:
    """Whether a text stands where a name should be: "TBD", "everyone", "your name here", "3 others", "+1"."""
    bare = re.sub(r"\s+", " ", name).strip(" .:;,*_-–—<>[](){}@").casefold()
    return (
        bare in PLACEHOLDERS
        or name.strip().casefold() in PLACEHOLDERS
        or not any(c.isalpha() for c in bare)
        or bool(re.match(r"[+\d].*\bothers?\b|\+\s*\d|\d+\b|and \d+ others?\b|several\b|about \d+", bare))
    )
