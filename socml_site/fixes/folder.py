"""What `socml check --fix` writes: only what is certain, and every other byte as it was.

Fixes are those that issues carry, and those that follow from all files together. Each is made in memory, read again,
and kept only if the file then says what it was meant to say and its text below the front matter is the same, byte by
byte. A second run finds nothing left to do.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from pathlib import Path
from typing import Any

from socml_site import link, pipeline
from socml_site.fixes.edits import applied, edits_of, proved
from socml_site.fixes.labels import label_edits
from socml_site.fixes.people import people_edits
from socml_site.fixes.prose import certain
from socml_site.issues import Fix, Issue
from socml_site.link import Who
from socml_site.link.vocabulary import Vocabulary
from socml_site.minutes import read_documents as documents_of
from socml_site.model import Document, Kind, SourcePath
from socml_site.pipeline import Found
from socml_site.read import Scope, Source, parse_yaml, read_source
from socml_site.read.files import PEOPLE, vocabulary_of

_Mended = tuple[str, tuple[Fix, ...]]
"""A text with fixes made, and which."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """All changes of a folder, and the files that change, whole."""

    fixes: tuple[Fix, ...] = ()
    data: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Basis:
    """What is needed to say what is certain of a file."""

    files: frozenset[str]
    documents: Mapping[str, tuple[Document, ...]]
    issues: Mapping[str, tuple[Issue, ...]]
    who: Who
    people: Vocabulary
    topics: Vocabulary


def find(root: Path, scope: Scope = Scope(), wanted: Callable[[str], bool] = lambda path: True) -> Fixed:  # noqa: B008
    """Everything that can be put right in the files of the content folder `root` that are `wanted`; writes nothing."""
    known = _basis_of(pipeline.read(root, scope))
    fixes: list[Fix] = []
    changed: dict[str, bytes] = {}
    for path in sorted({*known.documents, *known.issues}):
        file = root / path
        if not wanted(path) or file.is_symlink() or not file.is_file():
            continue
        data = file.read_bytes()
        made = _vocabulary(path, data, known) if vocabulary_of(path) else _page(path, data, known)
        if made and made[0] != data:
            changed[path] = made[0]
            fixes += made[1]
    return Fixed(tuple(sorted(fixes, key=lambda one: (one.path, one.line, one.what))), changed)


def _basis_of(found: Found) -> _Basis:
    known = link.know(found.documents, found.folder)
    vocabularies = (found.folder.people.file, found.folder.topics.file)
    by_path = {path: tuple(ones) for path, ones in groupby(found.documents, key=lambda one: one.path)}
    issues: dict[str, tuple[Issue, ...]] = dict.fromkeys((*by_path, *vocabularies), ())
    for issue in (*found.issues, *(one for one in known.issues if one.path in vocabularies)):
        if issue.path in issues:
            issues[issue.path] += (issue,)
    return _Basis(found.folder.files, by_path, issues, known.who, known.who.words, known.tags.words)


def _text(data: bytes) -> str | None:
    """A file as text with its own line ends; None if it is not plain UTF-8, or has line ends of the old Macintosh."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\r" in text.replace("\r\n", "") or "\0" in text else text


def _bytes(text: str, data: bytes) -> bytes:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def _vocabulary(path: str, data: bytes, known: _Basis) -> tuple[bytes, tuple[Fix, ...]] | None:
    """people.yml or topics.yml with misspelt keys put right and, in the former, aliases that are certain."""
    text = _text(data)
    if text is None or parse_yaml(text, path).issues:
        return None

    def values(before: str, after: str) -> tuple[Any, Any] | None:
        one, other = (parse_yaml(text.replace("\r\n", "\n"), path) for text in (before, after))
        return None if other.issues else (one.value, other.value)

    text, fixes = proved(text, edits_of(text, known.issues[path]), values)
    if vocabulary_of(path) == PEOPLE:
        text, more = proved(text, people_edits(path, text, known.who, known.people), values)
        fixes += more
    return _bytes(text, data), fixes


def _page(path: str, data: bytes, known: _Basis) -> tuple[bytes, tuple[Fix, ...]] | None:
    """A Markdown file with its front matter put right and completed."""
    text, source = _text(data), read_source(SourcePath(path), data)[0]
    if text is None or not source.front.whole or any(one.code == "yaml" for one in source.issues):
        return None
    if source.front.values and not text.startswith("---"):
        # Something stands above the front matter, and nobody but socml reads it there.
        return None

    def read(text: str) -> Source:
        return read_source(SourcePath(path), _bytes(text, data))[0]

    def values(before: str, after: str) -> tuple[Any, Any] | None:
        one, other = read(before), read(after)
        return (one.front.values, other.front.values) if _sound(one, other) else None

    topics = [term for one in known.documents[path][:1] for term in one.facts.topics]
    edits = (*edits_of(text, known.issues[path]), *label_edits(path, text, topics, known.topics))
    text, fixes = proved(text, edits, values)
    text, more = _completed(text, read, known)
    return _bytes(text, data), (*fixes, *more)


def _sound(before: Source, after: Source) -> bool:
    """Whether the front matter can be read and the text below is the same; the line end before it is its own."""
    same = after.text == before.text or (before.body_line == 1 and after.text == f"\n{before.text}")
    return after.front.whole and same and not any(one.code == "yaml" for one in after.issues)


def _completed(text: str, read: Callable[[str], Source], known: _Basis) -> _Mended:
    """The text with what its prose says for certain written into its front matter."""
    source = read(text)
    found, place = documents_of(source, known.files)[0], _place(text, source)
    if place is None or len(found) != 1 or found[0].kind is not Kind.SESSION or not source.text.strip():
        return text, ()

    def written(lines: Mapping[str, str]) -> _Mended | None:
        new, fixes = _with(text, source.path, place, lines.values())
        after = read(new)
        right = _sound(source, after) and {*after.front.values} == {*source.front.values, *lines}
        return (new, fixes) if right and _says_the_same(found[0], after, known) else None

    lines = dict(certain(found[0], source.front.values, known.who, known.people))
    made = written(lines) if lines else None
    if made is None:
        lines = {key: line for key, line in lines.items() if written({key: line})}
        made = written(lines) if lines else None
    return made or (text, ())


def _place(text: str, source: Source) -> int | None:
    """The line above which front matter can go on, 1 if there is none yet; None if that is not plain to see."""
    if not source.front.values:
        return 1 if source.body_line == 1 else None
    closing = text.find("\n---", 3)
    closed = closing >= 0 and text[closing + 4 : closing + 5] in ("\r", "\n", "")
    return text.count("\n", 0, closing) + 2 if closed else None


def _with(text: str, path: str, place: int, lines: Iterable[str]) -> _Mended:
    """The text with these lines in its front matter, above the line `place`, and the fix that each of them is."""
    end = "\r\n" if "\r\n" in text else "\n"
    if place == 1:
        text, place = f"---{end}---{end}{text}", 2
    fixes = tuple(Fix(path, place + at, 1, "", f"{line}{end}", f"wrote `{line}`") for at, line in enumerate(lines))
    return reduce(applied, fixes, text), fixes


def _says_the_same(document: Document, after: Source, known: _Basis) -> bool:
    """Whether what a file is after a change is the page it was, with its title, day, outline and people."""
    found, issues = documents_of(after, known.files)
    return len(found) == 1 and _said(found[0]) == _said(document) and len(issues) <= len(known.issues[document.path])


def _said(document: Document) -> tuple[object, ...]:
    minutes = document.minutes
    outline = [(one.level, one.title, one.anchor) for one in minutes.sections]
    people = [(one.name, one.roles) for one in minutes.people]
    return document.title, document.date, document.url, outline, people
