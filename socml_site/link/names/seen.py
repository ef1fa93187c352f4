"""Every place where a document names somebody, in one shape, whether front matter or prose says it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from socml_site import layout
from socml_site.link.names.spelling import fold, handle_of, link_of
from socml_site.minutes.people.entry import entry_of
from socml_site.model import Document, Mention, Named, Place, Role, SitePath, SourcePath
from socml_site.text.links import WIKI, inline_links

_YEAR = re.compile(r"\d{1,4}|\d{4}-\d{2}|\d{4}-?q[1-4]|archive|archived|old", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;/&+]\s*+|(?<!\s)\s++and\s++")
_REMARK = re.compile(r"[(\[<@]|\s[-–—]\s")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>@\s]+@[^<>\s]+>|(?<!\S)@[\w.-]+|\s[-–—]\s.*$")
_LISTS = (Role.ATTENDED, Role.ABSENT)
"""Roles that stand in a list of people, each of whom is named there once."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody named in a document.

    `day` counts days (`date.toordinal`), 0 if unknown. `group` is the series of meetings. `lists` are the lists of
    people it is an entry of: two entries of one are two people. Only what is `open` may say who is who: a page that is
    not published must not. In `passing` somebody is meant but not introduced: the owner of an action item.
    """

    document: SitePath
    path: SourcePath
    place: Place
    name: str
    day: int
    group: str
    open: bool
    also: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    link: str = ""
    url: str = ""
    affiliation: str = ""
    lists: tuple[str, ...] = ()
    passing: bool = False
    gone: bool = False
    """They were but excused there, and took no part."""


def sightings(documents: Iterable[Document], opened: frozenset[SitePath]) -> Iterator[Sighting]:
    """Everybody the documents name, in their order; `opened` are the pages whose people may be named."""
    for document in documents:
        seen: set[str] = set()
        for one in (*_of_front_matter(document, opened), *_of_prose(document, opened)):
            # Who was excused may have promised something all the same.
            seen |= set() if one.gone else {fold(one.name), *(fold(name) for name in one.also)}
            yield one
        for name, place in _in_passing(document):
            if fold(name) not in seen:
                seen.add(fold(name))
                yield _sighting(document, opened, name, place, passing=True)


def _in_passing(document: Document) -> Iterator[tuple[str, Place]]:
    """Names of those who speak or promise something, who may stand in no list."""
    for outcome in document.minutes.outcomes:
        for owner in outcome.owners:
            for name in parts(owner):
                yield name, outcome.place
    for turn in document.minutes.turns:
        yield turn.speaker, turn.place


@functools.lru_cache(maxsize=65536)
def group_of(path: SourcePath) -> str:
    """The series of meetings a file belongs to: its event, or its folder without the year."""
    key = layout.event_key(path)
    if path.startswith("events/"):
        return key
    folders = key.split("/")
    while folders and _YEAR.fullmatch(folders[-1]):
        folders.pop()
    return "/".join(folders)


def parts(owner: str) -> tuple[str, ...]:
    """The names an owner consists of, the whole first: `Ada and @bo` -> `Ada and @bo`, `Ada`, `@bo`."""
    pieces = [piece.strip() for piece in _SEVERAL.split(owner) if piece.strip()]
    return (owner, *pieces) if len(pieces) > 1 else (owner,)


def _of_front_matter(document: Document, opened: frozenset[SitePath]) -> Iterator[Sighting]:
    said: dict[str, Named] = {}
    for named in document.minutes.people if document.facts.people and not document.parts else ():
        for name in (named.name, *named.also):
            said.setdefault(fold(name), named)
    for mention in document.facts.people:
        known = _with_prose(described(mention), said.get(fold(described(mention).name)))
        known = replace(known, roles=(mention.role,))
        yield _sighting(document, opened, known.name, mention.place, known, (f"front matter {mention.role}",))


def _with_prose(written: Named, said: Named | None) -> Named:
    """A name of the front matter with what the prose below says of the same name."""
    if said is None:
        return written
    also = dict.fromkeys((*written.also, *said.also, said.name, written.name))
    return replace(
        written,
        name=said.name,
        also=tuple(name for name in also if name != said.name),
        url=written.url or said.url,
        affiliation=written.affiliation or said.affiliation,
    )


def _of_prose(document: Document, opened: frozenset[SitePath]) -> Iterator[Sighting]:
    for named in () if document.parts else document.minutes.people:
        lists = ("prose",) if any(role in _LISTS for role in named.roles) else ()
        yield _sighting(document, opened, named.name, named.place, named, lists)


def described(mention: Mention) -> Named:
    """A name of the front matter with what stands beside it: `Ada Example (MIT) @ada`."""
    return _described(mention.name)


@functools.lru_cache(maxsize=65536)
def _described(text: str) -> Named:
    bare = text.strip()
    if wiki := WIKI.fullmatch(bare):
        return Named(" ".join((wiki[2] or wiki[1]).split()), ())
    link = next(inline_links(bare), None)
    if link and not link.image and (link.start, link.end) == (0, len(bare)):
        return Named(" ".join(bare[slice(*link.words)].split()), (), url=bare[slice(*link.target)])
    entry = entry_of(text) if _REMARK.search(text) else None
    if entry is None or text.startswith("@") or not _is_remark(text.removeprefix(entry.name), text):
        return Named(" ".join(text.split()), ())
    return Named(entry.name, (), also=entry.also, affiliation=entry.affiliation, url=entry.url)


def _is_remark(rest: str, text: str) -> bool:
    """Whether what stands behind a name is nothing but remarks: no word of a name may fall away."""
    return rest != text and not _ASIDE.sub("", rest).strip()


def _sighting(
    document: Document,
    opened: frozenset[SitePath],
    name: str,
    place: Place,
    named: Named | None = None,
    lists: tuple[str, ...] = (),
    passing: bool = False,
) -> Sighting:
    also, url = (named.also, named.url) if named else ((), "")
    handles = [handle for text in (name, *also, url) if (handle := handle_of(text))]
    return Sighting(
        document=document.url,
        path=document.path,
        place=place,
        name=name,
        day=document.date.toordinal() if document.date else 0,
        group=group_of(document.path),
        open=document.url in opened,
        also=also,
        handles=tuple(dict.fromkeys(handles)),
        link=link_of(url) if url else "",
        url=url,
        affiliation=named.affiliation if named else "",
        lists=lists,
        passing=passing,
        gone=named is not None and set(named.roles) == {Role.ABSENT},
    )
