"""people.yml and topics.yml: who and what is known by which names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from rapidfuzz import fuzz, process

from socml_site import urls
from socml_site.front import facts, schema
from socml_site.front.privacy import Reserve, of_person
from socml_site.issues import Issue
from socml_site.model import Person, Place, Policy, SitePath, Term, Topic
from socml_site.read.yaml import Parsed

MISSPELT = 88
"""How alike, of 100, an unknown name must be to a known one to be called its misspelling."""

T = TypeVar("T", Person, Topic)


def key(name: str) -> str:
    """What spellings of one name have in common: case, spaces and the form of letters do not count."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name)).strip().casefold()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """People or topics, to look up by any of their names; `listed` says which names come from the file."""

    folder: str
    what: str
    by_key: Mapping[str, SitePath] = field(default_factory=dict)
    names: Mapping[SitePath, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[SitePath] = frozenset()
    """Addresses that files have: a page written by hand below people/ keeps its own."""

    def find(self, name: str) -> SitePath | None:
        """Where a name leads."""
        return self.by_key.get(key(name))

    def misspelt(self, term: Term, path: str) -> Iterator[Issue]:
        """A warning if the name is unknown to the file and looks like one that is known."""
        if not self.listed or key(term.text) in self.listed:
            return
        best = process.extractOne(key(term.text), self.listed.keys(), scorer=fuzz.ratio, score_cutoff=MISSPELT)
        if best:
            line, col = term.place.line, term.place.col
            hint = f"Did you mean {self.listed[best[0]]!r}? If not, add it to {self.folder}.yml."
            yield Issue(path, line, col, "similar", f"The {self.what} {term.text!r} looks misspelt", hint)


class Learner:
    """A vocabulary while it learns names, beside the one that it began with; `learnt` is what it comes to."""

    def __init__(self, begun: Vocabulary) -> None:
        self._begun = begun
        self._by_key, self._names, self._listed = dict(begun.by_key), dict(begun.names), dict(begun.listed)
        self._taken = {*begun.names, *begun.taken}

    @property
    def learnt(self) -> Vocabulary:
        """All that is known by now; what is learnt later does not change it."""
        return replace(self._begun, by_key=dict(self._by_key), names=dict(self._names), listed=dict(self._listed))

    def claim(self, name: str, url: SitePath) -> bool:
        """Let `name` lead to `url`; False if it already leads elsewhere."""
        return self._by_key.setdefault(key(name), url) == url

    def find(self, name: str) -> SitePath | None:
        """Where a name leads by now."""
        return self._by_key.get(key(name))

    def name(self, url: SitePath) -> str:
        """What whoever has an address is called."""
        return self._names[url]

    def add(self, name: str) -> SitePath:
        """The address for a name, a new one if it was not known."""
        found = self.find(name)
        if found is None:
            found = urls.unique_url(self._begun.folder, name, self._taken)
            self._taken.add(found)
            self._names[found] = " ".join(name.split())
            self.claim(name, found)
        return found

    def owner(self, name: str) -> SitePath | None:
        """The address of the entry of the file called `name`, unless that name belongs to another entry."""
        url = self.find(name)
        if url is None or self._names[url] != " ".join(name.split()):
            return None
        self._listed.setdefault(key(name), name)
        return url

    def alias(self, alias: str, url: SitePath) -> str | None:
        """Let an alias of the file lead to `url` too; whom it stands for already, if it does."""
        self._listed.setdefault(key(alias), self._names[url])
        return None if self.claim(alias, url) else self._names[self._by_key[key(alias)]]


def people(
    parsed: Parsed, pages: frozenset[SitePath] = frozenset()
) -> tuple[Vocabulary, dict[SitePath, Person], tuple[Issue, ...]]:
    """The people of people.yml."""
    entries, faults = facts.entries(parsed, schema.PersonEntry, parsed.file)
    reserves = dict(_reserves(parsed))
    doubts = [issue for one in reserves.values() for issue in one.issues]
    told = {issue.line for issue in doubts}
    words = Learner(Vocabulary("people", "name", taken=pages))
    found: dict[SitePath, Person] = {}
    issues = [*doubts, *(issue for issue in faults if issue.line not in told)]
    for index, entry in entries:
        listed = entry.listed and reserves[index].policy is not Policy.PRIVATE
        if taken := words.find(entry.name):
            issues.append(_claimed(parsed.file, parsed.place((index, "name")), entry.name, words.name(taken)))
            # Whoever asked not to be shown in one of two entries must not be.
            found[taken] = replace(found[taken], listed=found[taken].listed and listed)
            continue
        url = words.add(entry.name)
        found[url] = Person(
            entry.name, url, entry.aliases, entry.handle, entry.url, entry.affiliation, listed, entry.shown_as
        )
    for index, entry in entries:
        owner = words.owner(entry.name)
        if owner is not None:
            handle = (f"@{entry.handle.removeprefix('@')}",) if entry.handle else ()
            issues += _aliases(words, owner, entry.aliases, parsed, index)
            issues += _aliases(words, owner, handle, parsed, index, "handle")
    return words.learnt, found, tuple(issues)


def _reserves(parsed: Parsed) -> Iterator[tuple[int, Reserve]]:
    """What each entry of people.yml asks for, also one that is good for nothing else."""
    for index, value in enumerate(parsed.value if isinstance(parsed.value, list) else ()):
        yield index, _reserve(value if isinstance(value, dict) else {}, parsed, index)


def _reserve(entry: Mapping[object, object], parsed: Parsed, index: int = 0) -> Reserve:
    return of_person({str(key): item for key, item in entry.items()}, parsed, index, parsed.file)


def says_whom(parsed: Parsed) -> bool:
    """Whether people.yml can be read, and all in it that keeps somebody back is an entry that says whom."""
    items = parsed.value if isinstance(parsed.value, list) else [[parsed.value]]
    named = {index for index, _ in facts.entries(parsed, schema.PersonEntry, parsed.file)[0]}
    # An entry says whom it keeps back, but not whom something within it does.
    within = [[*item.values()] if index in named else item for index, item in enumerate(items)]
    return not keeps_back(replace(parsed, value=within))


def keeps_back(parsed: Parsed) -> bool:
    """Whether something in such a file, however deep, keeps somebody back, or nobody knows since it cannot be read."""
    left = [parsed.value]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            if "as" in map(key, map(str, item)) or _reserve(item, parsed).policy is Policy.PRIVATE:
                return True
            left += item.values()
        elif isinstance(item, list):
            left += item
    return bool(parsed.issues)


def topics(
    parsed: Parsed, pages: frozenset[SitePath] = frozenset()
) -> tuple[Vocabulary, dict[SitePath, Topic], tuple[Issue, ...]]:
    """The topics of topics.yml; a broader topic that does not exist, or is the topic itself, is an issue."""
    entries, faults = facts.entries(parsed, schema.TopicEntry, parsed.file)
    words, found, issues = Learner(Vocabulary("topics", "topic", taken=pages)), {}, list(faults)
    for index, entry in entries:
        if taken := words.find(entry.label):
            issues.append(_claimed(parsed.file, parsed.place((index, "label")), entry.label, words.name(taken)))
        else:
            words.add(entry.label)
    for index, entry in entries:
        owner = words.owner(entry.label)
        if owner is not None:
            issues += _aliases(words, owner, entry.aliases, parsed, index)
    known = words.learnt
    for index, entry in entries:
        url = words.owner(entry.label)
        if url is not None and url not in found:
            broader = []
            for number, label in enumerate(entry.broader):
                target = known.find(label)
                if target is None or target == url:
                    place = parsed.place((index, "broader", number))
                    issues.append(_no_broader(parsed.file, place, entry.label, label, known))
                else:
                    broader.append(known.names[target])
            found[url] = Topic(entry.label, url, entry.aliases, tuple(broader), entry.description)
    places = {entry.label: parsed.place((index, "broader")) for index, entry in reversed(entries)}
    issues += _uncircled(parsed.file, found, places)
    return known, found, tuple(issues)


def _uncircled(path: str, topics: dict[SitePath, Topic], places: Mapping[str, Place]) -> Iterator[Issue]:
    """Take the word "broader" that closes a circle out of `topics`, and say so; what is left has no circle.

    Depth first in the order of the file, as Cormen et al. find back edges (Introduction to Algorithms, 20.3).
    """
    by_label = {topic.label: url for url, topic in topics.items()}
    done: set[SitePath] = set()
    for first in topics:
        way: list[tuple[SitePath, Iterator[str]]] = [(first, iter(topics[first].broader))] if first not in done else []
        above = {first} if way else set()
        while way:
            url, labels = way[-1]
            label = next(labels, None)
            if label is None:
                done.add(url)
                above.discard(url)
                way.pop()
                continue
            target = by_label[label]
            if target in above:
                topic = topics[url]
                topics[url] = replace(topic, broader=tuple(one for one in topic.broader if one != label))
                place, hint = places[topic.label], "Take it out of one of the two."
                message = f"{topic.label!r} is under {label!r}, which is under {topic.label!r}"
                yield Issue(path, place.line, place.col, "circle", message, hint)
            elif target not in done:
                above.add(target)
                way.append((target, iter(topics[target].broader)))


def _aliases(
    words: Learner,
    url: SitePath,
    aliases: tuple[str, ...],
    parsed: Parsed,
    index: int,
    written: str = "aliases",
) -> Iterator[Issue]:
    for number, alias in enumerate(aliases):
        other = words.alias(alias, url)
        if other is not None:
            yield _claimed(parsed.file, parsed.place((index, written, number)), alias, other)


def _claimed(path: str, place: Place, name: str, owner: str) -> Issue:
    return Issue(path, place.line, place.col, "alias", f"{name!r} already stands for {owner!r}", "Keep one of the two.")


def _no_broader(path: str, place: Place, label: str, broader: str, words: Vocabulary) -> Issue:
    best = process.extractOne(key(broader), words.listed.keys(), scorer=fuzz.ratio, score_cutoff=60)
    hint = f"Did you mean {words.listed[best[0]]!r}?" if best else "Add it to topics.yml, or take it out."
    return Issue(path, place.line, place.col, "topic", f"{label!r} is under {broader!r}, which is no topic", hint)
