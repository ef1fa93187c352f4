"""Which headings of agendas are topics: those that come back.

A heading is a topic when its words, cleaned, head a part of at least `OFTEN` different sessions. Cleaned means without
numbers, timings ("(5m, Lee)"), days, addresses, numbers of issues, who speaks behind a dash, and words such as "update
on". What stands in nearly every meeting is furniture and no topic: a heading is none if it stands in more than
`FURNITURE` of the sessions of any folder, or folder of folders, that holds at least `MANY` of them. Nor are what every
agenda has ("Attendees", "Next meeting"), names of people, whole sentences, titles of changes ("Add a test"), and paths.

Sessions that are not published are not counted: how often a word was said there is theirs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from socml_site.link.vocabulary import key
from socml_site.model import Document, Kind, SitePath

OFTEN = 3
FURNITURE = 0.6
MANY = 5
LONGEST = 6
"""Words of a topic; what has more is a sentence or a title."""
_LETTERS = 50

_ADDRESS = re.compile(r"<?https?://\S+|www\.\S+")
_BRACKETS = re.compile(r"\s*(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])\s*")
_ISSUE = re.compile(
    r"(?:[\w.-]+/)?[\w.-]*#\d+\b|\b(?:PR|MR|RFC issue|issue|ticket|pull request)\s?#?\d+\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^(?:(?:agenda )?(?:item|topic|point|part|session|§)\s*)?"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]*|[a-z][.)]|[ivx]{1,4}[.)])\s+",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\b|~|\+)\d{1,3}\s?\+?\s?(?:m|mins?|minutes?|h|hours?)\b\.?"
    r"|\b\d{1,2}:\d\d(?:\s?[-–]\s?\d{1,2}:\d\d)?\b|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\s+[-–—|]+\s+[^-–—|]*$|\s+by [A-Z]\w+(?: [A-Z]\w+)?$")
_BEFORE = re.compile(
    r"^(?:topic|discussion|discuss|presentation|demo|proposal|rfc|mcp|initiative|continued|cont|tracking issue|"
    r"updates?|status|report|talk|recap|wip|draft)\s*(?::|-|\bof\b|\bon\b|\babout\b|\bfor\b|\bfrom\b)\s*(?:the\s)?",
    re.IGNORECASE,
)
_BEHIND = frozenset(
    "update updates report reports status discussion discussions review reviews cont continued cont'd proposal demo "
    "stuff".split()
)
_EDGE = " \t:;,.-–—|*_~\"'“”‘’`()[]{}<>/\\+&"
_SENTENCE = re.compile(r"[?!]|\.$|\w[.;] \w|[<>=$|@\"“”]|::|(?<!\w)#")
_VERBS = frozenset(
    "add adds allow approve ask avoid bump check choose clarify close complete consider create define delete deny "
    "deprecate describe determine do enable ensure explain explore extend find fix get give go handle improve "
    "implement include introduce keep let lets let's look make merge move need please prepare prevent provide put "
    "reconsider redefine refactor remove rename replace require resolve return revise rewrite see send show "
    "specify split stabilize start stop switch take tell try turn update upgrade write am are can could did does "
    "had has have how i is it may might must shall should that there these they this was we were what when where "
    "whether which who whom whose why will would you on in at to for with by from as next upcoming pending "
    "nominated proposed potential outstanding parking remaining adding allowing changing clarifying discussing "
    "fixing integrating making moving removing reviewing updating discontinue disable loosen refine warn port "
    "prs rfcs".split()
)
"""What a title of a change, an order, a question or a part of the meeting begins with."""
_LISTS = frozenset("meeting meetings agenda agendas issue issues pr prs fcps topics items questions".split())
"""What headings of lists end with."""
_REVIEWS = re.compile(r"(?:review|approval|reading|introduction|report|update|overview) (?:of|from|to|on)\b")
_EVERYDAY = frozenset(
    "a about absent acceptance accepted action actions active activities actual ad add additional admin "
    "administration administrative administrivia adoption after agenda agreed agreement agreements all also and "
    "announcement announcements any aob apologies appendix approval approve as assigned at attendance attendee "
    "attendees attending background backlog before begin board body break breakout business by calendar call calls "
    "case chair chairs chat check check-in check-ins checkin checklist close closed closing code comment comments "
    "committee common community complete completed concerns conclusion conclusions conduct confirmed content "
    "contents context continued core council coverage critical cross current custom daily date dates day debrief "
    "decided decision decisions deferred demo demos description detail details dial discuss discussed discussion "
    "discussions done draft during each end etc event events everyone everything example examples excused external "
    "facilitator faq feedback final first follow follow-up follow-ups followup followups for format forum from "
    "functional further future general goal goals group groups guest guests guideline guidelines had header held "
    "high highlights host housekeeping how idea ideas in info information input intro introduction introductions "
    "intros invited is issue issues item items join kick kickoff last late leads leftover link links list live "
    "location log logistics low main major meeting meetings member members merged message minute minutes misc "
    "miscellaneous moderator monthly more most mtg my name names need needed new news next no nominated not note "
    "notes notice number objective objectives observers of off ok old on online open opening opportunities or order "
    "organisation organization organizational other others our out outcome outcomes outstanding overview owner p0 "
    "p1 p2 p3 page parking lot part participant participants participation past pending people planned planning "
    "plan plans please point points poll possible post pr pre prep preparation present presentation presentations "
    "presenter presenters previous prior priorities priority progress project projects proposal proposals proposed "
    "prs public pull purpose q q&a qa question questions quick quorum raw reading recap recent record recorded "
    "recording recordings ref reference references regrets regular reminder reminders remaining remote report "
    "reports request requests required resolution resolutions resolved resource resources responsible results retro "
    "retrospective review reviewed reviews rfc rfcs role roles roll room round roundtable rules schedule scheduled "
    "scheduling scribe scribes secretary section session sessions shepherded short side sig slides social special "
    "staff stand-up standing standup start stats status steering step steps stuff subject subteam subteams "
    "suggested suggestions summary sync table tabled takeaways task tasks tbd team teams template tentative test "
    "text thank thanks that the theme thoughts time timekeeper timeline title to today today's todo todos together "
    "tomorrow topic topics transcript transcripts triage tuesday type unscheduled upcoming up update updates urls "
    "us venue video videos vote votes voting waiting was watch we week week's weekly welcome what what's wg when "
    "where who why will wip with working wrap wrap-up written year yearly yes yesterday you your zoom monday "
    "wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december".split()
)
"""Words that name parts of meetings; a heading of nothing else is no topic."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that might be a topic: its words, and a spelling-blind form of them."""

    key: str
    label: str
    line: int


def recurring(
    documents: Iterable[Document], hidden: Container[SitePath] = ()
) -> dict[SitePath, tuple[tuple[str, int], ...]]:
    """For each session the labels of those of its headings that come back elsewhere, with their lines.

    `hidden` are pages that are not published.
    """
    documents = tuple(documents)
    sessions = [one for one in documents if one.kind is Kind.SESSION and not one.parts]
    names = _names(sessions)
    found = {one.url: tuple(_headings(one, names)) for one in sessions}
    counted = [one for one in sessions if one.url not in hidden]
    holders: dict[str, set[SitePath]] = defaultdict(set)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for one in counted:
        for heading in found[one.url]:
            holders[heading.key].add(one.url)
            spellings[heading.key][heading.label] += 1
    often = {word for word, urls in holders.items() if len(urls) >= OFTEN} - _furniture(counted, found)
    labels = {word: max(sorted(spellings[word]), key=lambda label: spellings[word][label]) for word in sorted(often)}
    return {
        url: tuple({one.key: (labels[one.key], one.line) for one in reversed(headings) if one.key in often}.values())[
            ::-1
        ]
        for url, headings in found.items()
        if any(one.key in often for one in headings)
    }


def _furniture(sessions: Sequence[Document], found: dict[SitePath, tuple[_Heading, ...]]) -> set[str]:
    """What stands in nearly every session of some folder."""
    size: Counter[str] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for one in sessions:
        words = {heading.key for heading in found[one.url]}
        for folder in _folders(one.path):
            size[folder] += 1
            held.update((folder, word) for word in words)
    return {word for (folder, word), count in held.items() if size[folder] >= MANY and count > FURNITURE * size[folder]}


def _folders(path: str) -> Iterator[str]:
    """The folder of a file and those it stands in; the outermost is the empty string."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _names(sessions: Iterable[Document]) -> frozenset[str]:
    """Every word of the names of those who take part, in small letters."""
    written: set[str] = set()
    for one in sessions:
        written.update(mention.name for mention in one.facts.people)
        written.update(turn.label for turn in one.minutes.turns)
        for person in one.minutes.people:
            written.update((person.name, *person.also))
    return frozenset(word for name in written for word in re.findall(r"[\w'’-]+", name.casefold()))


def _headings(document: Document, names: frozenset[str]) -> Iterator[_Heading]:
    for section in document.minutes.sections:
        if section.place.line != document.minutes.title_line:
            label = cleaned(section.title)
            if label and not _is_name(label, names):
                yield _Heading(key(label), label, section.place.line)


def _is_name(label: str, names: frozenset[str]) -> bool:
    words = re.findall(r"[\w'’-]+", label.casefold())
    return all(word in names or word in ("and", "with", "by") for word in words)


def cleaned(title: str) -> str:
    """The words of a heading that may name a topic; empty if it cannot be one.

    `1. Road map update (10m, Lee)` -> `Road map`; `Attendees` -> nothing.
    """
    if len(title) > 4 * _LETTERS:
        return ""
    words = _ADDRESS.sub(" ", title)
    if re.fullmatch(r"[@\w.-]+/[\w./-]+", words.strip()):
        return ""
    for pattern in (_BRACKETS, _ISSUE, _TIME, _SPEAKER):
        words = pattern.sub(" ", words)
    words = "".join(sign for sign in words if sign.isprintable() and not _pictured(sign)).strip(_EDGE + "#")
    words = _NUMBER.sub("", words)
    words = _BEFORE.sub("", _BEFORE.sub("", words).strip(_EDGE)).strip(_EDGE)
    said = words.split()
    while len(said) > 1 and said[-1].casefold() in _BEHIND:
        said.pop()
    words = " ".join(said).strip(_EDGE)
    return words if _names_a_topic(words) else ""


def _pictured(sign: str) -> bool:
    """Whether a sign is a picture: emoji, arrows, dingbats and what varies them."""
    return sign >= "\U0001f000" or "\u2190" <= sign <= "\u2bff" or sign in "\ufe0f\u200d"


def _names_a_topic(words: str) -> bool:
    parts = words.casefold().split()
    if not 1 <= len(parts) <= LONGEST or len(words) > _LETTERS or _SENTENCE.search(words):
        return False
    if sum(sign.isalpha() for sign in words) < (2 if words.isupper() else 3) or _REVIEWS.match(words.casefold()):
        return False
    bare = [part.strip(_EDGE) for part in parts]
    if bare[0] in _VERBS or bare[-1] in _LISTS:
        return False
    return not is_furniture(words)


def is_furniture(title: str) -> bool:
    """Whether a heading says nothing but which part of a meeting this is."""
    parts = (part.strip(_EDGE) for part in title.casefold().split())
    return all(part in _EVERYDAY or not any(sign.isalpha() for sign in part) for part in parts)
