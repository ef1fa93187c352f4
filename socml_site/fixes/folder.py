"""What `socml check --fix` writes: only what is certain, and every other byte as it was.

Each change is an edit of single lines of the file as stored. It is made in memory, read again, and kept only if the
file then says what it was meant to say and its text below the front matter is the same, byte by byte. A second run
finds nothing left to do.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

from socml_site import link, minutes, pipeline
from socml_site.fixes.edits import Edit, applied, key_edits, label_edits
from socml_site.fixes.people import people_edits
from socml_site.issues import Issue
from socml_site.link import Who
from socml_site.link.names.doubts import line_of
from socml_site.link.names.spelling import Shape, shape
from socml_site.link.vocabulary import Vocabulary
from socml_site.minutes import read_documents as documents_of
from socml_site.model import Document, Kind, Named, Policy, Role, SourcePath, Term
from socml_site.pipeline import Found
from socml_site.read import Scope, Source, parse_yaml, read_source
from socml_site.read.files import PEOPLE, vocabulary_of

_ROLES = {"moderators": Role.MODERATED, "note_takers": Role.NOTED, "attendees": Role.ATTENDED}
_GAP = 4
"""Two entries of one list of people are at most so many lines apart."""
_LISTED = (Shape.FULL, Shape.HANDLE, Shape.FIRST, Shape.NICK)
"""Names that may be written down for good; initials and halves of names may not."""


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """One change: where, and in words what."""

    path: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """All changes of a folder, and the files that change, whole."""

    fixes: tuple[Fix, ...] = ()
    data: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is needed to say what is certain of a file."""

    files: frozenset[str]
    documents: Mapping[str, tuple[Document, ...]]
    issues: Mapping[str, tuple[Issue, ...]]
    who: Who
    people: Vocabulary
    topics: Vocabulary


def find(root: Path, scope: Scope = Scope(), wanted: Callable[[str], bool] = lambda path: True) -> Fixed:  # noqa: B008
    """Everything that can be put right in the files of the content folder `root` that are `wanted`; writes nothing."""
    known = _know(pipeline.read(root, scope))
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
    return Fixed(tuple(sorted(fixes)), changed)


def _know(found: Found) -> _Known:
    known = link.know(found.documents, found.folder)
    vocabularies = (found.folder.people.file, found.folder.topics.file)
    by_path = {path: tuple(ones) for path, ones in groupby(found.documents, key=lambda one: one.path)}
    issues: dict[str, tuple[Issue, ...]] = dict.fromkeys((*by_path, *vocabularies), ())
    for issue in (*found.issues, *(one for one in known.issues if one.path in vocabularies)):
        if issue.path in issues:
            issues[issue.path] += (issue,)
    return _Known(found.folder.files, by_path, issues, known.who, known.who.words, known.tags.words)


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


def _vocabulary(path: str, data: bytes, known: _Known) -> tuple[bytes, list[Fix]] | None:
    """people.yml or topics.yml with misspelt keys put right and, in the former, aliases that are certain."""
    text = _text(data)
    if text is None or parse_yaml(text, path).issues:
        return None
    fixes: list[Fix] = []
    for edit in key_edits(text, known.issues[path]):
        text = _kept(path, text, edit, fixes)
    if vocabulary_of(path) == PEOPLE:
        for edit in people_edits(text, known.who, known.people):
            text = _kept(path, text, edit, fixes)
    return _bytes(text, data), fixes


def _kept(path: str, text: str, edit: Edit, fixes: list[Fix]) -> str:
    """The text with an edit if it then says what is meant, else as it was."""
    new = applied(text, edit)
    parsed = parse_yaml(new.replace("\r\n", "\n"), path)
    if parsed.issues or not edit.meant(parse_yaml(text.replace("\r\n", "\n"), path).value, parsed.value):
        return text
    fixes.append(Fix(path, edit.line, edit.what))
    return new


def _page(path: str, data: bytes, known: _Known) -> tuple[bytes, list[Fix]] | None:
    """A Markdown file with its front matter put right and completed."""
    text, source = _text(data), read_source(SourcePath(path), data)[0]
    if text is None or not source.front.whole or any(one.code == "yaml" for one in source.issues):
        return None
    if source.front.values and not text.startswith("---"):
        # Something stands above the front matter, and nobody but socml reads it there.
        return None
    fixes: list[Fix] = []
    topics = [term for one in known.documents[path][:1] for term in one.facts.topics]
    edits = [*key_edits(text, known.issues[path]), *label_edits(text, topics, known.topics)]
    for edit in sorted(edits, key=lambda one: (one.line, one.col), reverse=True):
        new = applied(text, edit)
        after = read_source(SourcePath(path), _bytes(new, data))[0]
        before = read_source(SourcePath(path), _bytes(text, data))[0]
        if _sound(before, after) and edit.meant(before.front.values, after.front.values):
            text = new
            fixes.append(Fix(path, edit.line, edit.what))
    written = _completed(path, _bytes(text, data), known)
    if written is None:
        return _bytes(text, data), fixes
    return written[0], [*fixes, *written[1]]


def _sound(before: Source, after: Source) -> bool:
    """Whether the front matter can be read and the text below is the same; the line end before it is its own."""
    same = after.text == before.text or (before.body_line == 1 and after.text == f"\n{before.text}")
    return after.front.whole and same and not any(one.code == "yaml" for one in after.issues)


def _completed(path: str, data: bytes, known: _Known) -> tuple[bytes, list[Fix]] | None:
    """The file with what its prose says for certain written into its front matter; None if there is nothing to add."""
    source = read_source(SourcePath(path), data)[0]
    found = documents_of(source, known.files)[0]
    if len(found) != 1 or found[0].kind is not Kind.SESSION or not source.text.strip():
        return None
    lines = dict(_certain(found[0], source, known))
    if not lines:
        return None
    made = _with(data, lines, source, found[0], known)
    if made is None:
        lines = {key: line for key, line in lines.items() if _with(data, {key: line}, source, found[0], known)}
        made = _with(data, lines, source, found[0], known) if lines else None
    if made is None:
        return None
    # The line end behind the closing dashes is taken for the text's: its first line is theirs.
    first = source.body_line if source.front.values else 2
    return made, [Fix(path, first + at, f"wrote `{line}`") for at, line in enumerate(lines.values())]


def _certain(document: Document, source: Source, known: _Known) -> Iterator[tuple[str, str]]:
    """Lines of front matter, by key, that the prose says without doubt and the front matter does not."""
    facts, said = document.facts, document.minutes
    given = source.front.values.keys()
    # A title that is cleaned of something is shown beside its heading once it is written down: the heading says it.
    heading = next((one.title for one in said.sections if one.place.line == said.title_line), "")
    if not facts.title and "title" not in given and said.title and heading == said.title:
        yield "title", f"title: {line_of(said.title)}"
    if facts.date is None and "date" not in given and said.date and said.date_is_certain:
        yield "date", f"date: {said.date.isoformat()}"
    written = {mention.role for mention in facts.people}
    for key, role in _ROLES.items() if facts.policy is Policy.NAMED else ():
        people = [one for one in said.people if role in one.roles]
        if not people or role in written or key in given or not _is_one_list(people, role):
            continue
        if all(_may_be_written(one, document, known) for one in people):
            yield key, f"{key}: {line_of([one.name for one in people])}"


def _is_one_list(people: Sequence[Named], role: Role) -> bool:
    """Whether people stand together, as in a list of those present; who has another role too may stand elsewhere."""
    lines = sorted(one.place.line for one in people if one.roles == (role,))
    return role is not Role.ATTENDED or all(after - line <= _GAP for line, after in pairwise(lines))


def _may_be_written(one: Named, document: Document, known: _Known) -> bool:
    """Whether a name is whole, not misspelt, and nobody's who asked not to be shown under it."""
    owner = known.who.find(document.url, one.name)
    if owner is None or shape(one.name) not in _LISTED:
        return False
    if any(known.people.misspelt(Term(one.name, one.place), document.path)):
        return False
    person = known.who.people.get(owner.person) if owner.person is not None else None
    return person is None or (person.listed and not person.shown_as)


def _with(data: bytes, lines: Mapping[str, str], source: Source, document: Document, known: _Known) -> bytes | None:
    """The file with these lines of front matter, if it then says the same in all else."""
    text = _text(data) or ""
    end = "\r\n" if "\r\n" in text else "\n"
    added = "".join(f"{line}{end}" for line in lines.values())
    if source.front.values:
        closing = text.find("\n---", 3)
        if closing < 0 or text[closing + 4 : closing + 5] not in ("\r", "\n", ""):
            return None
        new = f"{text[: closing + 1]}{added}{text[closing + 1 :]}"
    elif source.body_line > 1:
        return None
    else:
        new = f"---{end}{added}---{end}{text}"
    made = _bytes(new, data)
    after = read_source(document.path, made)[0]
    if not _sound(source, after) or {*after.front.values} != {*source.front.values, *lines}:
        return None
    found, issues = minutes.read_documents(after, known.files)
    return made if len(found) == 1 and _same(document, found[0]) and len(issues) <= len(_old(known, document)) else None


def _old(known: _Known, document: Document) -> tuple[Issue, ...]:
    return known.issues[document.path]


def _same(before: Document, after: Document) -> bool:
    """Whether a page says what it said: its title, day, outline and people."""
    one, other = before.minutes, after.minutes
    outlines = [[(s.level, s.title, s.anchor) for s in found.sections] for found in (one, other)]
    people = [[(p.name, p.roles) for p in found.people] for found in (one, other)]
    return (
        (before.title, before.date, before.url) == (after.title, after.date, after.url)
        and outlines[0] == outlines[1]
        and people[0] == people[1]
    )
