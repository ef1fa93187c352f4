"""Everybody one file names, each once: spellings inside one file joined where they can mean only one of those present.

"SC", "Sarven" and "Sarven Capadisli" in one meeting are one person if only one of those listed fits. Looking a label up
costs the same however many people there are: keys, first and last names and initials are indexed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from socml_site.minutes.evidence import Entry, Evidence, Present, Speech
from socml_site.minutes.letters import TITLE, TITLE_BEHIND, abbreviates, initials, key
from socml_site.model import Ground, Named, Place, Role
from socml_site.words.names import NICKNAMES, NO_INITIALS, WHOLE_NAMES
from socml_site.words.phrases import HAN

CROWD = 300
_SHORTEST_HANDLE, _LONGEST_HANDLE = 4, 20
"""So many candidates are compared letter by letter; with more of them nobody can tell who "JB" is anyway."""


@dataclass(slots=True)
class Member:
    """Somebody the file names, while more is learnt about them."""

    name: str
    line: int
    index: int = 0
    groups: set[int] = field(default_factory=set)
    """The lists it stands in, by their first line: two entries of one list are two people."""
    also: dict[str, None] = field(default_factory=dict)
    roles: dict[Role, None] = field(default_factory=dict)
    affiliation: str = ""
    url: str = ""
    pronouns: str = ""
    note: str = ""
    listed: bool = False
    weight: float = 0.0
    """How sure it is that somebody of this name was there, as log odds; see `minutes.evidence`."""
    rules: dict[str, str] = field(default_factory=dict)
    """Why, by the rule that says so."""

    def as_named(self, body_line: int) -> Named:
        """The same for the model; `body_line` is the line of the file on which the text begins."""
        return Named(
            self.name,
            _told(self.roles),
            Place(self.line + body_line, 1),
            tuple(self.also),
            self.affiliation,
            self.url,
            self.pronouns,
            self.note,
            Ground(", ".join(self.rules), round(self.weight, 1), "; ".join(self.rules.values())),
        )

    @property
    def words(self) -> list[str]:
        """The words of the name as keys."""
        bare = TITLE.sub("", self.name.lstrip("@"))
        return [word for word in (key(part) for part in re.split(r"[\s.]+", bare)) if word]


@dataclass(slots=True)
class Cast:
    """The people of one file, to add to and to look up in."""

    members: list[Member] = field(default_factory=list)
    _by_key: dict[str, int] = field(default_factory=dict)
    _by_word: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_letter: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, Member | None] = field(default_factory=dict)

    def enter(self, found: Evidence) -> Member | None:
        """Enter whom evidence names; weights of several rules add up, of one rule the first counts."""
        value = found.value
        if isinstance(value, Present):
            member = self._add(value.entry, value.roles, found.line, value.group)
        elif isinstance(value, Speech):
            member = self._add(value.new, (Role.SPOKE,), found.line) if value.new else self.members[value.member]
            member.roles.setdefault(Role.SPOKE)
            self.note_alias(member, value.label)
        else:
            return None
        if found.rule not in member.rules:
            member.rules[found.rule] = found.because
            member.weight += found.weight
        return member

    def _add(self, entry: Entry, roles: Iterable[Role], line: int, group: int = -1) -> Member:
        """Enter somebody in these roles; `group` is the list of people that names them, if one does.

        Two entries of one list are one person only if they share a full name or a handle.
        """
        member = self._same(entry, group)
        if member is None:
            member = Member(entry.name, line, len(self.members))
            self.members.append(member)
            self._index(member)
        elif key(entry.name) != key(member.name):
            self._rename(member, entry.name)
        for also in entry.also:
            self._also(member, also)
        for role in (*roles, *entry.roles):
            member.roles.setdefault(role)
        member.affiliation = member.affiliation or entry.affiliation
        member.url = member.url or entry.url
        member.pronouns = member.pronouns or entry.pronouns
        member.note = member.note or entry.note
        if group >= 0:
            member.groups.add(group)
            member.listed = True
        self._known.clear()
        return member

    def find(self, label: str) -> Member | None:
        """The one person a label can mean, or None if it is nobody or could be several."""
        if label not in self._known:
            self._known[label] = self._find(TITLE_BEHIND.sub("", label.strip().rstrip(".").strip()))
        return self._known[label]

    def named(self, body_line: int) -> tuple[Named, ...]:
        """Everybody, in the order first named; who only was absent keeps that one role."""
        return tuple(one.as_named(body_line) for one in self.members)

    def is_ambiguous(self, label: str) -> bool:
        """Whether a single word is the first or last name of several people."""
        return len(self._by_word.get(key(label), ())) > 1 and key(label) not in self._by_key

    def note_alias(self, member: Member, label: str) -> None:
        """Keep a spelling under which the text speaks of somebody."""
        if key(label) and key(label) != key(member.name):
            self._also(member, label)

    def _same(self, entry: Entry, group: int) -> Member | None:
        for name in (entry.name, *entry.also):
            found = self._by_key.get(key(name))
            if found is None or not (key(self.members[found].name) == key(entry.name) or name.startswith("@")):
                continue
            if group in self.members[found].groups and _other_handle(self.members[found], entry):
                # Two people of one name in one list, each with a handle of their own.
                return None
            return self.members[found]
        words = [word for word in (key(part) for part in entry.name.split()) if word]
        member = self.find(entry.name) if len(words) < 2 else self._shorter(words, entry.name) or self._by_two(words)
        return member if member and group not in member.groups else None

    def _shorter(self, words: list[str], name: str) -> Member | None:
        """Somebody known by the first name or the initials of this full name alone, if nobody else fits."""
        for word in (words[0], initials(name)):
            found = self._by_key.get(word)
            if found is not None and word != words[0] and not self.members[found].name.isupper():
                # "Al" is a name, "AL" may be Ada Lovelace.
                continue
            if (
                found is not None
                and len(self.members[found].words) == 1
                and not self._by_word.get(word, set()) - {found}
            ):
                return self.members[found]
        return None

    def _find(self, label: str) -> Member | None:
        wanted = key(label)
        if not wanted:
            return None
        if wanted in self._by_key:
            return self.members[self._by_key[wanted]]
        words = [key(word) for word in re.split(r"[\s.]+", label.lstrip("@")) if key(word)]
        if len(words) > 1:
            return self._by_two(words)
        held = self._by_word.get(wanted, set())
        if held:
            return self.members[next(iter(held))] if len(held) == 1 else None
        near = [self.members[index] for index in self._by_letter.get(wanted[0], ())]
        if len(near) > CROWD:
            return None
        return (
            _by_letters(label, near)
            or self._by_nickname(wanted)
            or self._by_part(wanted)
            or _by_family(label, near)
            or self._by_handle(wanted)
        )

    def _by_nickname(self, wanted: str) -> Member | None:
        """`Bob` for Robert Stone."""
        if len(wanted) < 3 or len(self.members) > CROWD:
            return None
        fits = [one for one in self.members if one.words and _nickname(wanted, one.words[0])]
        return fits[0] if len(fits) == 1 else None

    def _by_two(self, words: list[str]) -> Member | None:
        """`Mike D` for Mike Dolan, `M. Dolan`, `Joe Sepi` for Joe B. Sepi, a full name for a first word."""
        first = self._by_word.get(words[0], set())
        if len(words[-1]) == 1:
            fits = [index for index in first if self.members[index].words[-1].startswith(words[-1])]
        elif len(words[0]) == 1:
            held = self._by_word.get(words[-1], set())
            fits = [at for at in held if len(held) <= CROWD and self.members[at].words[0].startswith(words[0])]
        else:
            fits = list(first & self._by_word.get(words[-1], set()))
            last = self._by_word.get(words[-1], set())
            if not fits and len(last) <= CROWD:
                fits = [index for index in last if same_first_name(self.members[index].words[0], words[0])]
        return self.members[fits[0]] if len(fits) == 1 else None

    def _by_part(self, wanted: str) -> Member | None:
        """`Felix` for pnkfelix, `Niko` for nikomatsakis, and a name with one letter wrong.

        Of somebody whose name is known a handle tells a first name only as its first word: `Jakob` for JakobJohn.
        """
        whole = wanted in WHOLE_NAMES
        if len(wanted) < 3 or (len(wanted) < 4 and not whole) or len(self.members) > CROWD:
            return None
        handles = [
            one
            for one in self.members
            if any(
                " " not in name
                and (
                    _first_word(name) == wanted
                    if whole and len(one.words) > 1
                    else key(name).startswith(wanted) or (len(wanted) > 3 and key(name).endswith(wanted))
                )
                for name in (one.name, *one.also)
            )
        ]
        if handles:
            return handles[0] if len(handles) == 1 else None
        if len(wanted) < 6 or whole:
            return None
        alike = [one for one in self.members if any(_misspelt(word, wanted) for word in one.words)]
        return alike[0] if len(alike) == 1 else None

    def _by_handle(self, wanted: str) -> Member | None:
        """`rgommers` for Ralf Gommers, `seberg` for Sebastian Berg, `scottmcm` where only "Scott" is on the list."""
        if not _SHORTEST_HANDLE <= len(wanted) <= _LONGEST_HANDLE or len(self.members) > CROWD:
            return None
        fits = [one for one in self.members if _is_handle(wanted, one.words)]
        return fits[0] if len(fits) == 1 else None

    def _rename(self, member: Member, name: str) -> None:
        """The fuller of two names is the person's name, the other a spelling of it."""
        fuller = len(name.split()) > len(member.name.split()) or (HAN.match(name) and name.startswith(member.name))
        if fuller or (member.name.startswith("@") and not name.startswith("@")):
            old, member.name = member.name, name
            self._index(member)
            self._also(member, old)
        else:
            self._also(member, name)

    def _also(self, member: Member, name: str) -> None:
        if key(name) and key(name) not in {key(one) for one in (member.name, *member.also)}:
            member.also.setdefault(name)
            self._by_key.setdefault(key(name), member.index)
            self._known.clear()

    def _index(self, member: Member) -> None:
        index = member.index
        self._by_key.setdefault(key(member.name), index)
        words = member.words
        for word in {words[0], words[-1]} if words else ():
            self._by_word[word].add(index)
        if words and index not in self._by_letter[words[0][0]]:
            self._by_letter[words[0][0]].append(index)


def _first_word(handle: str) -> str:
    """`jakob` of `@JakobJohn`, `@jakob-j` and `@jakob`."""
    match = re.match(r"@?([^\W\d_][^\W\dA-Z_]*)", handle)
    return key(match[1]) if match else ""


def _is_handle(wanted: str, words: Sequence[str]) -> bool:
    """Whether a handle is made of the beginning of the first name and of the last name, one of them whole."""
    if len(words) < 2:
        return bool(words) and len(words[0]) > 3 and words[0] in WHOLE_NAMES and wanted.startswith(words[0])
    first, last = words[0], words[-1]
    if len(last) > 2 and wanted.endswith(last) and first.startswith(wanted[: -len(last)]):
        return True
    behind = wanted.removeprefix(first)
    return len(first) > 2 and behind != wanted and len(behind) > 1 and last.startswith(behind)


def _other_handle(member: Member, entry: Entry) -> bool:
    known = {key(one) for one in member.also if one.startswith("@")}
    given = {key(one) for one in entry.also if one.startswith("@")}
    return bool(known and given) and not known & given


def _by_letters(label: str, near: list[Member]) -> Member | None:
    """Who of those with the same first letter a short form stands for: the stricter reading comes first."""
    short = key(label)
    if len(label) <= 6 and label.isalpha() and sum(c.isupper() for c in label) > 1 and not _is_name(label):
        for fits in (
            [one for one in near if len(one.words) > 1 and initials(one.name) == key(label)],
            [one for one in near if abbreviates(label, one.name)],
        ):
            if fits:
                return fits[0] if len(fits) == 1 else None
    if len(short) == 2 and label.isupper() and label not in NO_INITIALS:
        # "HZ" where only "Hadrian" is on the list.
        fits = [one for one in near if len(one.words) == 1 and not one.name.isupper()]
        return fits[0] if len(fits) == 1 and len(near) == 1 else None
    # A whole first name is no beginning of another one: "Ann" is not Anna, unless one is known to be short for it.
    begins = "" if short in WHOLE_NAMES else short
    if 2 <= len(short) <= 3 and label.islower():
        fits = [one for one in near if begins and one.words[0].startswith(begins)]
    elif len(short) > 2:
        fits = [one for one in near if (begins and one.words[0].startswith(begins)) or _nickname(short, one.words[0])]
    else:
        fits = []
    return fits[0] if len(fits) == 1 else None


def _by_family(label: str, near: list[Member]) -> Member | None:
    """`長内` for 長内一真: in a script that parts no names the family's name begins the whole one."""
    if not HAN.fullmatch(label[:1]) or not 3 <= len(label) <= 6:
        return None
    fits = [one for one in near if 1 < len(one.name) < len(label) and label.startswith(one.name)]
    return fits[0] if len(fits) == 1 else None


def _is_name(label: str) -> bool:
    """Whether letters are rather a first name in capitals: "KIM", "SAM"; two capitals are initials."""
    return len(label) > 2 and key(label) in WHOLE_NAMES


def _misspelt(word: str, wanted: str) -> bool:
    return word[:2] == wanted[:2] and OSA.distance(word, wanted) <= 1 + (len(wanted) > 5 and len(word) == len(wanted))


def _nickname(one: str, other: str) -> bool:
    return any(one in group and other in group for group in NICKNAMES)


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names are one name, perhaps in its short form; given as keys."""
    return one == other or _nickname(one, other)


def _told(roles: dict[Role, None]) -> tuple[Role, ...]:
    """Roles as they are told: who moderated and is on the list attended too; who is excused but spoke was there."""
    if Role.ABSENT in roles and len(roles) > 1 and set(roles) - {Role.ABSENT}:
        return tuple(role for role in roles if role is not Role.ABSENT)
    return tuple(roles) or (Role.ATTENDED,)
