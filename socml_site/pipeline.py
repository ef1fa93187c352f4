"""The one orchestrator: read -> understand -> link -> withhold -> emit -> render."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from socml_site import link, minutes
from socml_site.emit import EMITTERS, Options, dressed
from socml_site.emit.files.forms import with_forms
from socml_site.issues import Issue
from socml_site.marker import MARKER, sites_in
from socml_site.model import Artifact, Document, Named, OutcomeKind, Policy, Relations, SitePath, Wiki
from socml_site.read import Folder, Scope, read_folder, read_history
from socml_site.read.walk import SKIPPED_FOLDERS
from socml_site.render import Settings, articles, bounds, contents
from socml_site.reserved import reserved_files
from socml_site.text import safety
from socml_site.text.markdown import blank_code
from socml_site.withhold import policy
from socml_site.workers import spread

_KINDS = {
    OutcomeKind.DECISION: "a decision",
    OutcomeKind.ACTION: "an action item",
    OutcomeKind.QUESTION: "an open question",
    OutcomeKind.INFO: "a piece of information",
    OutcomeKind.GAP: "a gap",
}
Progress = Callable[[Iterable[Any]], Iterable[Any]]
"""Hands on the steps of some work, and shows how far it has come."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a content folder holds: its files, the documents they are, and what is wrong with each for itself."""

    folder: Folder
    documents: tuple[Document, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A content folder as far as `check` needs it: what may be told, and everything that is wrong."""

    folder: Folder
    relations: Relations
    issues: tuple[Issue, ...]
    maybe: tuple[Issue, ...] = ()
    """What may be somebody or an outcome and is not sure enough to be told to readers."""


@dataclass(frozen=True, slots=True)
class Built:
    """The pages of a wiki, ready for the shell that a site generator puts around them, and its other `files`.

    `contents` is the HTML of each document's text; `articles` are those of `pages`, in their order, made while they are
    asked for.
    """

    pages: tuple[Artifact, ...]
    files: tuple[Artifact, ...]
    contents: Mapping[SitePath, str]
    articles: Iterator[str]


def read(root: Path, scope: Scope = Scope(), jobs: int = 0, progress: Progress = iter) -> Found:  # noqa: B008
    """Read the content folder `root` in `jobs` processes (0: one a processor); each file is one step of `progress`."""
    folder = read_folder(root, scope)
    each = partial(minutes.read_file, files=folder.files, language=scope.language)
    files = list(progress(spread(each, folder.sources, jobs)))
    files = _again(folder, files, scope, jobs)
    documents = [one for file in files for one in file.documents]
    issues = [*folder.issues, *(one for file in files for one in file.issues)]
    folder, faults = _unreserved(folder, documents)
    return Found(folder, tuple(documents), (*issues, *faults))


def _again(folder: Folder, files: list[minutes.FileRead], scope: Scope, jobs: int) -> list[minutes.FileRead]:
    """The files as the habits of their series make them understood, where these help."""
    habits = minutes.habits_of(file.clues for file in files)
    helped = [
        (at, habits[file.clues.series])
        for at, file in enumerate(files)
        if file.clues.series in habits and minutes.helps(habits[file.clues.series], file.clues)
    ]
    read_again = spread(partial(_with_habits, folder=folder, language=scope.language), helped, jobs)
    found = list(files)
    for (at, _), (documents, issues) in zip(helped, read_again, strict=True):
        found[at] = replace(files[at], documents=documents, issues=issues)
    return found


def _with_habits(
    one: tuple[int, minutes.Habits], folder: Folder, language: str
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    at, habits = one
    return minutes.read_documents(folder.sources[at], folder.files, language, habits)


def understand(
    root: Path,
    scope: Scope = Scope(),  # noqa: B008
    jobs: int = 0,
    progress: Progress = iter,
) -> Understood:
    """Read and link the content folder `root`, and withhold what must be."""
    found = read(root, scope, jobs, progress)
    maybe = tuple(sorted(one for document in found.documents for one in _maybe(document)))
    known = link.know(tuple(_told(one) for one in found.documents), found.folder)
    relations, faults = link.relate(known)
    issues = [*found.issues, *faults, *_sites(root, scope)]
    told = read_history(root)
    issues += told.issues
    relations = replace(relations, changes=link.changes_of(relations, told))
    issues += _unsafe(relations.documents.values())
    relations, faults = policy.withhold(relations)
    relations = link.told_apart(relations, scope.language)
    issues += faults
    return Understood(found.folder, relations, tuple(sorted(_quiet(set(issues)))), maybe)


def _quiet(issues: Collection[Issue]) -> Iterator[Issue]:
    """The issues, with one for all keys of other programs: notes that come from elsewhere have them in every file."""
    foreign = sorted(one for one in issues if one.code == "foreign-key")
    yield from (one for one in issues if one.code != "foreign-key")
    if len(foreign) > 1:
        files = len({one.path for one in foreign})
        where = f"{files:,} files" if files > 1 else "this file"
        message = f"Keys of other programs are not read: {len(foreign):,} in {where}"
        renamed = next((one.fix for one in foreign if one.fix), None)
        hint = f"If `{renamed.old}` are your `{renamed.new}`, call them so." if renamed else ""
        first = foreign[0]
        foreign = [Issue(first.path, first.line, first.col, first.code, message, hint)]
    yield from foreign


def _maybe(document: Document) -> Iterator[Issue]:
    """What of a document is not sure; nothing of one that may not name its people."""
    for one in document.minutes.maybe if document.facts.policy is Policy.NAMED else ():
        what, text = ("somebody who was there", one.name) if isinstance(one, Named) else (_KINDS[one.kind], one.text)
        message = f'"{text[:80]}" is perhaps {what}, but that is not sure: {one.ground.because}'
        hint = "Say so in the front matter, below a label or behind a mark, if it is."
        yield Issue(document.path, one.place.line, 1, "maybe", message, hint)


def _told(document: Document) -> Document:
    """A document with what is told to readers, and whom it may name, which is withheld where nobody is named."""
    maybe = tuple(one for one in document.minutes.maybe if isinstance(one, Named))
    return replace(document, minutes=replace(document.minutes, maybe=maybe)) if document.minutes.maybe else document


def _unreserved(folder: Folder, documents: Iterable[Document]) -> tuple[Folder, tuple[Issue, ...]]:
    """The folder without those files beside the minutes whose address the wiki needs itself."""
    taken = frozenset(reserved_files(folder.attachments, (one.url for one in documents)))
    what, hint = "of a generated one and is not published", "Rename it, or put it into another folder."
    issues = (Issue(path, 1, 1, "url", f"This file would have the address /{path} {what}", hint) for path in taken)
    return replace(folder, files=folder.files - taken, attachments=folder.attachments - taken), tuple(issues)


def _sites(root: Path, scope: Scope) -> Iterator[Issue]:
    """What is said of sites among the minutes, which are read as no content."""
    for site in sites_in(root, SKIPPED_FOLDERS):
        path = f"{site.relative_to(root).as_posix()}/{MARKER}"
        if not scope.excluded(path):
            hint = "Delete this folder, or move it out of the minutes. If it is none, delete this file."
            yield Issue(path, 1, 1, "attachment", "This folder is a site that socml built, and no content", hint)


def _unsafe(documents: Iterable[Document]) -> Iterator[Issue]:
    for found in documents:
        if "<" in found.text or bounds.dense(found.text):
            masked = blank_code(found.text)
            yield from bounds.issues(found, masked)
            yield from safety.issues(found, masked)


def emit(understood: Understood, options: Options) -> tuple[Wiki, tuple[Artifact, ...]]:
    """The wiki and all its artifacts, no two of them with one path."""
    wiki = link.build_index(understood.relations)
    by_path: dict[str, list[Issue]] = {}
    for issue in understood.issues:
        by_path.setdefault(issue.path, []).append(issue)
    options = replace(options, issues={path: tuple(issues) for path, issues in by_path.items()})
    artifacts: dict[str, Artifact] = {}
    for emitter in EMITTERS:
        for artifact in emitter(wiki, options):
            if artifact.path in artifacts:
                raise RuntimeError(f"two artifacts have the path {artifact.path!r}")
            artifacts[artifact.path] = dressed(wiki, options, artifact) if artifact.template else artifact
    return wiki, tuple(with_forms(one, artifacts) if one.template else one for one in artifacts.values())


def build(understood: Understood, options: Options, settings: Settings) -> Built:
    """Every page, in the order of the artifacts."""
    converting = contents(understood.relations, settings)
    _, artifacts = emit(understood, options)
    pages = tuple(artifact for artifact in artifacts if artifact.template)
    files = tuple(artifact for artifact in artifacts if not artifact.template)
    html = dict(converting)
    return Built(pages, files, html, articles(pages, html, settings))
