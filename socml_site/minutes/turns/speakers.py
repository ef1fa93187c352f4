"""Who speaks: which labels are somebody, and who that is.

A label is a speaker if it means one person of the file's `Cast`, if it looks like a name and comes back, or if its form
says that only names stand there. "Link:", "Note:", "TODO:" never are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from socml_site.minutes.cast import Cast, Member
from socml_site.minutes.evidence import Entry, Evidence, Speech, What
from socml_site.minutes.letters import initials, key
from socml_site.minutes.people.affiliations import organisation
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.turns import talks
from socml_site.minutes.turns.label import Form, Said
from socml_site.minutes.turns.talks import INITIALS, is_given
from socml_site.words.names import ALSO_WORDS, NO_INITIALS, NO_NAMES
from socml_site.words.table import Words

_MARKS = ("action", "decision", "question", "answer", "information")
_CHATS = (Form.NICK, Form.NAMED, Form.DATED, Form.CLOCK, Form.ABOVE, Form.PROMPT)
_LOOSE = (Form.DASH, Form.LINKED)
"""Forms in which other things than names stand more often: they count for nobody who is not known."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a label is: one of the cast, or somebody new; and how that is known."""

    member: Member | None
    new: Entry | None
    why: tuple[str, float, str]


def may_speak(said: Sequence[Said], cast: Cast, words: Words) -> tuple[list[Said], list[Said]]:
    """The lines whose label may be somebody, and all others."""
    short = words.entries("short_marks")
    checked: dict[tuple[str, bool], bool] = {}
    may, others = list[Said](), list[Said]()
    for one in said:
        at = one.label, one.form in _CHATS
        if at not in checked:
            checked[at] = not _is_nobody(*at, words, short) or _initials_of(one.label, cast)
        (may if checked[at] and one.form is not Form.EVENT else others).append(one)
    return may, others


def _initials_of(label: str, cast: Cast) -> bool:
    """Whether a word such as "AM" is somebody's initials here."""
    member = cast.find(label) if label.isupper() and len(label) < 5 else None
    return member is not None and " " in member.name


def _is_nobody(label: str, chat: bool, of: Words, short: frozenset[str]) -> bool:
    bare = label.casefold().strip(" .@")
    words = bare.split()
    if chat and bare in ALSO_WORDS:
        return False
    if chat and talks.is_bot(label):
        return True
    if not words or bare in NO_NAMES or bare.upper() in short:
        return True
    if of.list_of(label) or of.role_of(label) or any(of.is_mark(name, label) for name in _MARKS):
        return True
    return len(words) > 1 and (words[0] in NO_NAMES or words[-1] in NO_NAMES)


@dataclass(slots=True)
class _Heard:
    """The labels of a file, counted, and those that are found to be somebody."""

    said: Sequence[Said]
    cast: Cast
    counts: Counter[str]
    alone: set[str]
    """Labels that always stand alone on their line."""
    stamped: Counter[str]
    length: Counter[str]
    talks: frozenset[Form]
    loose: frozenset[str]
    """Labels before a dash or as a link that come back."""
    found: dict[str, Speaker] = field(default_factory=dict)
    fresh: Cast = field(default_factory=Cast)

    @property
    def listed(self) -> bool:
        """Whether the file lists who was there."""
        return any(member.listed for member in self.cast.members)

    def add(self, label: str, why: tuple[str, float, str], org: str = "") -> None:
        """Somebody whom no list names; "Ada" is "Ada King" who spoke as well."""
        same = self.fresh.find(label)
        entry = Entry(same.name if same else label, affiliation=organisation(org))
        self.found[label] = Speaker(None, entry, why)
        self.fresh.enter(Evidence(What.TURN, 0, 0, Speech(-1, label, new=entry), *why))


def identified(
    said: Sequence[Said], others: Sequence[Said], cast: Cast, usual: Mapping[str, str]
) -> dict[str, Speaker]:
    """Each label that is a speaker, and who that is; `others` are lines whose label is nobody."""
    heard = _counted(said, cast)
    _find_known(heard, usual)
    nobody = frozenset(one.label for one in others)
    fields = talks.fields(sorted((*said, *others), key=lambda one: one.line.number), nobody) if nobody else frozenset()
    _find_in_chats(heard)
    _find_by_name(heard, fields)
    _find_in_loose_forms(heard)
    _find_short_forms(heard)
    # A list of names with remarks is no conversation: somebody must speak twice, or two must speak.
    several = sum(heard.counts[label] for label in heard.found) > 1 or heard.loose
    return heard.found if heard.listed or heard.talks or several else {}


def _counted(said: Sequence[Said], cast: Cast) -> _Heard:
    length = Counter[str]()
    for one in said:
        length[one.label] += len(one.text.split())
    return _Heard(
        said,
        cast,
        Counter(one.label for one in said if one.stands and one.form not in _LOOSE),
        {one.label for one in said} - {one.label for one in said if one.text or one.time or one.dash},
        talks.stamped(said),
        length,
        talks.conversations(said) - ({Form.NICK} if _are_tags(said, cast) else set()),
        talks.dashed(said) | talks.linked(said),
    )


def _find_known(heard: _Heard, usual: Mapping[str, str]) -> None:
    """Those of the cast, and those whom the series knows."""
    for one in heard.said:
        label = one.label
        if label in heard.found:
            continue
        if member := heard.cast.find(label):
            if not (one.dash and len(label) < 3 and not label.isupper()):
                heard.found[label] = _present(label, member)
        elif one.form not in _LOOSE and (name := usual.get(key(label))):
            because = f'"{label}" stands before what is said, and means {name} in other files of the series'
            heard.found[label] = Speaker(None, Entry(name), ("turn of somebody of the series", 3.0, because))


def _find_in_chats(heard: _Heard) -> None:
    """Everybody who speaks in a form of chats: only names stand there."""
    for one in heard.said:
        if one.form in heard.talks and one.label not in heard.found and talks.is_nick(one.label):
            because = f'"{one.label}" stands before what is said in the form of a chat'
            if member := _begun(one.label, heard.cast):
                heard.found[one.label] = _present(one.label, member)
            else:
                heard.add(one.label, ("turn in a chat", 3.0, because))


def _are_tags(said: Sequence[Said], cast: Cast) -> bool:
    """Whether words in square brackets name nobody where a file lists people: "[shed] New roof"."""
    held = {one.label for one in said if one.form is Form.NICK}
    typed = all(one.line.text.startswith("[") and not one.time for one in said if one.form is Form.NICK)
    known = any(cast.find(label) or is_given(label) for label in held)
    return bool(held) and typed and not known and any(member.listed for member in cast.members)


def _begun(label: str, cast: Cast) -> Member | None:
    """Who is called by the beginning of their first name: in a chat `tom` may be Tomislav, if no other can be."""
    fits = [one for one in cast.members if one.listed and one.words and one.words[0].startswith(key(label))]
    return fits[0] if len(key(label)) > 2 and len(fits) == 1 else None


def _find_by_name(heard: _Heard, fields: frozenset[str]) -> None:
    """Those whose label looks like a name, and who come back or speak beside others."""
    found, counts, listed = heard.found, heard.counts, heard.listed
    known = len(found)
    wanting: dict[str, Said] = {}
    for one in heard.said:
        label = one.label
        if label in found or label in wanting or one.form in _LOOSE or not one.stands:
            continue
        if label in fields and not is_given(label):
            continue
        if _could_speak(one, counts[label], heard.stamped[label]):
            wanting[label] = one
    companions = known + sum(counts[label] > 1 or (label in heard.alone and is_given(label)) for label in wanting)
    asked = sum(one.form is Form.ASKED for one in wanting.values())
    for label, one in wanting.items():
        if heard.cast.is_ambiguous(label):
            continue
        heads = is_given(label) or initials(label).upper() in counts
        if label in heard.alone and not (heads and companions > 1):
            continue
        why = _reason(one, heard, known=known, companions=companions + max(0, asked - 1), listed=listed)
        if why[1]:
            heard.add(label, why, one.org)


def _find_in_loose_forms(heard: _Heard) -> None:
    """Those before a dash, or as a link, who come back."""
    for one in heard.said:
        label = one.label
        if label in heard.loose and label not in heard.found:
            because = f'"{label}" stands before what is said again and again'
            heard.add(label, ("turn of somebody who comes back", 2.5, because), one.org)


def _find_short_forms(heard: _Heard) -> None:
    """Of "Mark" that he is Mark Noble, if nobody but he, who spoke as well, can be meant."""
    spoke = {one.member.index for one in heard.found.values() if one.member}
    for label in [one for one in heard.counts if one not in heard.found]:
        same, fresh = heard.cast.find(label), heard.fresh.find(label)
        if not same and fresh and label in heard.alone and INITIALS.fullmatch(label):
            heard.found[label] = Speaker(None, Entry(fresh.name), _present(label, fresh).why)
        elif same and same.index in spoke and same.words[:1] == [key(label)]:
            heard.found[label] = _present(label, same)
        elif not same and fresh and fresh.words[:1] == [key(label)]:
            heard.found[label] = Speaker(None, Entry(fresh.name), _present(label, fresh).why)


def _present(label: str, member: Member) -> Speaker:
    because = f'"{label}" stands before what is said' + (
        f", who can only be {member.name}" if label != member.name else ""
    )
    return Speaker(member, None, ("turn of somebody present", 4.0, because))


def _reason(one: Said, heard: _Heard, *, known: int, companions: int, listed: bool) -> tuple[str, float, str]:
    """Why a label that nobody of the cast bears is a speaker's; the weight is 0 if it is not."""
    label = one.label
    count = heard.counts[label]
    given = is_given(label) or one.holds
    talks_long = given or known > 1 or heard.length[label] >= 5 * count
    if heard.stamped[label]:
        return "turn with a time", 3.0, f'"{label}" stands beside times'
    if one.form is Form.NICK and heard.talks & {Form.NICK}:
        return "turn in a chat", 3.0, f'"{label}" stands in brackets before what is said'
    if talks_long and count >= _needed(label, known, listed):
        return "turn of somebody who comes back", 2.5, f'"{label}" stands before what is said {count} times'
    if given and companions >= 1 and not (listed and known < 1):
        return "turn of a first name", 2.2, f'"{label}" is a first name, and others speak as well'
    if len(label.split()) > 1 and not listed and companions >= 2 and len(one.text.split()) > 2:
        # "Hose Reels: three of them are left" looks the same.
        return "turn of a full name", 1.2, f'"{label}" looks like a name, and others speak as well'
    return "", 0.0, ""


def _needed(label: str, known: int, listed: bool) -> int:
    """How often an unknown label must stand before a colon to be a speaker: who is on no list needs more of it."""
    if INITIALS.fullmatch(label):
        return 2 if known > 1 else 3
    if is_given(label):
        return 2
    return 4 if listed and known < 2 else 3 if listed else 2


def _could_speak(one: Said, count: int, stamped: int) -> bool:
    label = one.label
    if stamped or one.form is Form.NICK:
        return is_name(label, listed=True) and not (" " in label and label.islower() and not is_given(label))
    if INITIALS.fullmatch(label):
        return not label.isupper() or len(label) < 3 or (len(label) == 3 and label not in NO_INITIALS)
    if label.startswith("@"):
        return True
    if label[0].islower():
        return " " not in label and is_name(label, listed=True) and count >= 2 and len(label) > 2
    if label.isupper() and len(label) > 3:
        return False
    return is_name(label) and (len(label.split()) <= 2)
