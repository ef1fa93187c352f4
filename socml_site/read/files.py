"""A folder to sources and attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from socml_site.interface import ENGLISH
from socml_site.issues import Issue
from socml_site.model import SourcePath
from socml_site.read.attachments import attachment_faults, is_legal
from socml_site.read.decode import decode
from socml_site.read.source import Source, read_source, unread
from socml_site.read.table import Table, read_table
from socml_site.read.walk import load, nothing, unreadable, walk_folder
from socml_site.read.yaml import Parsed, parse_yaml

MARKDOWN = (".md", ".markdown")
PEOPLE, TOPICS = VOCABULARIES = ("people.yml", "topics.yml")
BOARD = "schedule.csv"
"""An event's board, in letters of any case. It is read and never published: it may name who is not to be named."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a folder belongs to the wiki: all but `excluded`; `assets` are files its configuration names.

    Titles that are made of the names of files are in `language`, that of the site.
    """

    excluded: Callable[[str], bool] = nothing
    assets: frozenset[str] = frozenset()
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Folder:
    """All that a content folder holds; `files` are its Markdown files and the `attachments`, which are published."""

    sources: tuple[Source, ...]
    people: Parsed
    topics: Parsed
    files: frozenset[str]
    attachments: frozenset[str]
    issues: tuple[Issue, ...]
    boards: tuple[Table, ...] = ()
    kept_back: frozenset[str] = frozenset()
    """Files that are not published and no fault, such as LICENSE; a link to one of them is its words."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Attachments that are links in the file system, to the attachments they lead to."""
    strays: tuple[Parsed, ...] = ()
    """Files of people that are not read, since they lie in a folder below or beside the one that is."""


def vocabulary_of(path: str) -> str:
    """Which of the vocabularies a file is by its name, in letters of any case and with either ending; or nothing."""
    name = PurePosixPath(path).name.lower()
    name = f"{name.removesuffix('.yaml')}.yml" if name.endswith(".yaml") else name
    return name if name in VOCABULARIES else ""


def read_folder(root: Path, scope: Scope = Scope()) -> Folder:
    """Read the content folder `root`, as far as it is the wiki's and can be read; all else is an issue."""
    sources: list[Source] = []
    boards: list[Table] = []
    attachments, pages, kept_back = set(), set(), set()
    walked = walk_folder(root, lambda path: scope.excluded(path) and not is_people(path))
    own = [path for path in walked.files if path not in walked.links]
    issues = list(walked.issues)
    for path in own:
        if path.lower().endswith(MARKDOWN):
            pages.add(path)
            data, faults = _bytes(root, path)
            if data is None:
                source = unread(SourcePath(path), faults)
            else:
                source, faults = read_source(SourcePath(path), data)
            sources.append(source)
            issues += faults
        elif PurePosixPath(path).name.lower() == BOARD:
            text, faults = _text(root, path)
            issues += faults
            boards += [read_table(text, SourcePath(path))] if text is not None else []
        elif is_legal(path):
            kept_back.add(path)
        elif vocabulary_of(path) != PEOPLE and (vocabulary_of(path) != TOPICS or "/" in path):
            faults = () if path in scope.assets else attachment_faults(root, path)
            issues += faults
            attachments |= set() if faults else {path}
    links = {path: to for path, to in walked.links.items() if _is_copy(path, to, attachments)}
    kept_back |= {path for path in walked.links if is_legal(path)}
    misled = tuple(_misled(walked.links.keys() - links.keys() - kept_back))
    issues += misled
    closed = (one for one in (*walked.issues, *misled) if one.path.lower().endswith(MARKDOWN))
    # What cannot be read may be an index that closes its folder.
    sources += (unread(SourcePath(one.path), (one,)) for one in closed)
    people, strays = _vocabulary(root, own, PEOPLE, issues)
    topics, _ = _vocabulary(root, own, TOPICS, issues)
    attachments |= links.keys()
    return Folder(
        sources=tuple(sources),
        people=people,
        topics=topics,
        files=frozenset(pages | attachments),
        attachments=frozenset(attachments),
        issues=tuple(issues),
        boards=tuple(boards),
        kept_back=frozenset(kept_back),
        links=links,
        strays=strays,
    )


def is_people(path: str) -> bool:
    """Whether a file is read though it is excluded: what is never published anyway is not to go unheard."""
    return "/" not in path and vocabulary_of(path) == PEOPLE


def _is_copy(path: str, target: str, attachments: Set[str]) -> bool:
    """Whether a link stands for an attachment: by any other name a file would be judged by other rules."""
    pure = PurePosixPath(path)
    same = pure.suffix.lower() == PurePosixPath(target).suffix.lower()
    return same and target in attachments and pure.name.lower() != BOARD


def _misled(links: Iterable[str]) -> Iterator[Issue]:
    """What is said of links to files of the content that are no attachments of that kind."""
    message = "This is a link to a file that is not published as it is, or has another ending"
    return (Issue(path, 1, 1, "unreadable", message, "Copy what may be published.") for path in sorted(links))


def _vocabulary(root: Path, files: Iterable[str], name: str, issues: list[Issue]) -> tuple[Parsed, tuple[Parsed, ...]]:
    """A vocabulary, and other files that are called so; what of these may be told is for others to judge."""
    called = called_so(files, name)
    read = called[0] if called and "/" not in called[0] else ""
    text, faults = _text(root, read) if read else ("", ())
    parsed = parse_yaml(text or "", read or name)
    issues += (*faults, *parsed.issues)
    strays = []
    for path in called[1:] if read else called:
        if name == PEOPLE:
            text, faults = _text(root, path)
            strays.append(parse_yaml(text, path) if text is not None else Parsed(issues=faults, file=path))
        elif "/" not in path:
            message = f"Only {read} is read, so this file is neither read nor published"
            issues.append(Issue(path, 1, 1, "attachment", message, "Move its entries there, and take it out."))
    return parsed, tuple(strays)


def called_so(files: Iterable[str], name: str) -> list[str]:
    """Those of the files that are called as a vocabulary is; of several at the top the first is read."""
    return sorted((path for path in files if vocabulary_of(path) == name), key=lambda path: ("/" in path, path != name))


def _bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Issue, ...]]:
    try:
        return load(root / path), ()
    except OSError as error:
        return None, (unreadable(path, error),)


def _text(root: Path, path: str) -> tuple[str | None, tuple[Issue, ...]]:
    """The text of a file, or None if it cannot be opened or holds none."""
    data, faults = _bytes(root, path)
    text, odd = decode(data, path) if data is not None else (None, ())
    return text, (*faults, *odd)
