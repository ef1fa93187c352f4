"""The import as a whole: all files converted, placed and linked, before any is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

import yaml

from socml_site import writing
from socml_site.importing.convert import convert, opening
from socml_site.importing.links import Leads, Page, file_key, relinked
from socml_site.importing.place import (
    Places,
    event_name,
    index_of,
    is_drawing,
    picture_ending,
    stem_of,
    title_from_name,
)
from socml_site.importing.sources import Found, wiki_part
from socml_site.importing.values import MOST_BYTES, Converted, Origin
from socml_site.interface import plural
from socml_site.layout import event_title
from socml_site.minutes import read_documents
from socml_site.minutes.days.named import day_in_path
from socml_site.model import Document, Minutes, OutcomeKind, SourcePath
from socml_site.read.attachments import attachment_faults
from socml_site.read.source import read_source
from socml_site.read.walk import may_be_read

Progress = Callable[[Iterable[Origin]], Iterable[Origin]]
_Files = dict[str, tuple[bytes | Path, str]]
"""Files beside pages by their path: what is in them, and the page they belong to."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: its new `path` (empty if it was not imported: then `fault` says why and what to do).

    `facts` says what was understood, `remarks` what to look at.
    """

    source: Path
    path: str = ""
    facts: str = ""
    remarks: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written below the event's folder: pages, with the files that belong to each, and other files.

    `files` are by their path the bytes or the file to copy; `owners` name the page a file belongs to.
    """

    pages: tuple[tuple[Imported, bytes], ...]
    files: tuple[tuple[str, bytes | Path], ...]
    owners: tuple[str, ...]
    attachments: tuple[tuple[Imported, Path], ...]
    refused: tuple[Imported, ...]


@dataclass(slots=True)
class _Draft:
    """A page on its way."""

    origin: Origin
    path: str
    done: Converted
    front: dict[str, object]
    index: bool = False


def plan(found: Found, event: str, prefix: str, progress: Progress = iter) -> Plan:
    """All that an import would write for the event with the folder `event`; sessions go below `prefix` in it."""
    places = Places(prefix)
    refused = [Imported(path, fault=fault) for path, fault in found.refused]
    drafts, faults = _drafts(found, places, progress)
    refused += faults
    files: _Files = {}
    copies: dict[tuple[str, Path, str], str | None] = {}
    attachments, addresses = [], {}
    for origin in found.attachments:
        faults_beside = attachment_faults(origin.root, origin.inside)
        if faults_beside:
            refused.append(Imported(origin.path, fault=f"{faults_beside[0].message}. {faults_beside[0].hint}"))
            continue
        path = places.attachment(origin)
        addresses[file_key(origin, origin.inside)] = path
        attachments.append((Imported(origin.path, path), origin.path))

    def copied(page: str, root: Path, inside: str) -> str | None:
        if (page, root, inside) not in copies:
            copies[page, root, inside] = _copy_of(page, root, inside, places, files)
        return copies[page, root, inside]

    said = [_said(draft, event) for draft in drafts]
    pages = tuple(map(_page, drafts, said))
    leads = Leads(pages, addresses, copied)
    done = []
    for draft, page, documented in zip(drafts, pages, said, strict=True):
        media, remarks = _media(draft, places, files)
        done.append(_finished(draft, documented, page, leads, media, remarks))
    names = tuple(files)
    return Plan(
        tuple(done),
        tuple((name, files[name][0]) for name in names),
        tuple(files[name][1] for name in names),
        tuple(attachments),
        tuple(refused),
    )


def write(made: Plan, base: Path, root: Path) -> tuple[Imported, ...]:
    """Write a plan below `base`; whatever is there already stays as it is, and is reported.

    No link leads what is written out of `root`, which is `base` or a folder above it.
    """
    done = list(made.refused)
    for page, data in made.pages:
        if (base / page.path).exists() or (base / page.path).is_symlink():
            done.append(_skipped(page, base))
            continue
        own = [item for item, owner in zip(made.files, made.owners, strict=True) if owner == page.path]
        faults = [fault for name, content in own if (fault := _put(base / name, content, root))]
        fault = _put(base / page.path, data, root)
        remarks = (*page.remarks, *(one for one in faults))
        done.append(replace(page, path="", fault=fault) if fault else replace(page, remarks=remarks))
    for file, source in made.attachments:
        fault = _put(base / file.path, source, root)
        done.append(replace(file, path="", fault=fault) if fault else file)
    return tuple(done)


def _skipped(page: Imported, base: Path) -> Imported:
    return replace(page, path="", fault=_there(base / page.path))


def _there(target: Path) -> str:
    return f"{target} is there already and stays as it is. Rename one of the two, or import with another --to."


def _put(target: Path, content: bytes | Path, root: Path) -> str:
    """Write a new file; the reason if that cannot be. The same file once more is no fault."""
    try:
        data = content if isinstance(content, bytes) else content.read_bytes()
        writing.create(target, data, root)
    except FileExistsError:
        if target.is_file() and target.read_bytes() == data:
            return ""
        return _there(target)
    except OSError as error:
        return f"{target} cannot be written: {error.strerror}."
    return ""


def _drafts(found: Found, places: Places, progress: Progress) -> tuple[list[_Draft], list[Imported]]:
    """Each file converted and with its path; parts that a wiki shows on every page are put into its index."""
    index = index_of(found.origins)
    drafts: list[_Draft] = []
    parts: list[tuple[Origin, Converted]] = []
    faults = []
    for origin in progress(found.origins):
        done = convert(origin)
        if done.fault:
            faults.append(Imported(origin.path, fault=done.fault))
        elif wiki_part(origin):
            parts.append((origin, done))
        else:
            front = _front(origin, done, origin is index)
            drafts.append(_Draft(origin, places.page(origin, origin is index), done, front, origin is index))
    if parts:
        drafts = _with_parts(drafts, parts, places)
    return drafts, faults


def _with_parts(drafts: list[_Draft], parts: list[tuple[Origin, Converted]], places: Places) -> list[_Draft]:
    order = ("header", "sidebar", "footer")
    parts = sorted(parts, key=lambda part: order.index(wiki_part(part[0])))
    first = next((draft for draft in drafts if draft.index), None)
    if first is None:
        origin = parts[0][0]
        first = _Draft(origin, places.page(origin, True), Converted(), _front(origin, Converted(), True), True)
        drafts = [first, *drafts]
    for number, (origin, part) in enumerate(parts):
        text = part.text.replace("(embedded:", f"(part{number}:")
        media = tuple(replace(one, address=one.address.replace("embedded:", f"part{number}:")) for one in part.media)
        kind = wiki_part(origin)
        above = "## Pages\n\n" if kind == "sidebar" and not opening(text) else "* * *\n\n" if kind == "footer" else ""
        done = first.done
        joined = f"{text}\n{done.text}" if kind == "header" else f"{done.text}\n{above}{text}"
        remark = f"{origin.inside} is part of this page now"
        first.done = replace(
            done,
            text=joined.lstrip("\n"),
            media=(*done.media, *media),
            remarks=(*done.remarks, *part.remarks, remark),
        )
    return drafts


def _front(origin: Origin, done: Converted, index: bool) -> dict[str, object]:
    """What is certain of a page and not in its text: its title, and what its file said of itself."""
    if done.head:
        return {}
    said = opening(done.text)
    name = event_name_of(origin) if index else stem_of(origin)
    title = ""
    if done.title and _bare(done.title) != _bare(said):
        title = done.title
    elif index and origin.wiki and (not said or said.casefold() in ("home", "welcome")):
        title = event_title(name)
    elif not said:
        title = title_from_name(name)
    return {**({"title": title} if title else {}), **done.front}


def event_name_of(origin: Origin) -> str:
    """The folder of the event that a file alone, or the folder it came with, would have."""
    return event_name(stem_of(origin) if origin.alone else origin.root.name)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _said(draft: _Draft, event: str) -> tuple[Document, ...]:
    """What the page says, before its links are made to hold; a file of several sessions comes before them."""
    path = SourcePath(f"events/{event}/{draft.path}")
    source, _ = read_source(path, ((draft.done.head or _head(draft.front)) + draft.done.text).encode())
    return read_documents(source, frozenset({path}))[0] if source else ()


def _page(draft: _Draft, said: tuple[Document, ...]) -> Page:
    """The page as links see it."""
    minutes = said[0].minutes if said else Minutes()
    anchors = frozenset({section.anchor for section in minutes.sections} | minutes.ids)
    return Page(draft.origin, draft.path, said[0].title if said else "", anchors)


def _finished(
    draft: _Draft, said: tuple[Document, ...], page: Page, leads: Leads, media: dict[str, str], remarks: list[str]
) -> tuple[Imported, bytes]:
    day = None if draft.done.head or draft.index or any(one.date for one in said) else day_in_path(draft.origin.inside)
    head = draft.done.head or _head(draft.front | ({"date": day} if day else {}))
    text, broken = relinked(draft.done.text, page, leads, media, head.count("\n") + 1)
    facts = "; ".join(_told(one, day) for one in said if not one.parts)
    along = [f"{inside} is taken along" for inside in leads.taken.get(draft.path, ())]
    remarks = [*draft.done.remarks, *remarks, *along, *broken]
    return Imported(draft.origin.path, draft.path, facts, tuple(dict.fromkeys(remarks))), (head + text).encode()


def _head(front: dict[str, object]) -> str:
    """Front matter, or nothing."""
    if not front:
        return ""
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)}---\n\n"


def _told(one: Document, day: date | None) -> str:
    """What was understood, in a line: title, day, people, decisions, actions."""
    said = one.minutes
    names = {person.name for person in said.people} | {mention.name for mention in one.facts.people}
    kinds = [outcome.kind for outcome in said.outcomes if not outcome.withdrawn]
    counts = (
        (len(names), "person", "people"),
        (kinds.count(OutcomeKind.DECISION), "decision", "decisions"),
        (kinds.count(OutcomeKind.ACTION), "action", "actions"),
    )
    when = one.date or day
    return ", ".join(
        [
            f"“{one.title}”",
            *([when.isoformat()] if when else []),
            *(plural(number, *words) for number, *words in counts if number),
        ]
    )


def _media(
    draft: _Draft, places: Places, files: dict[str, tuple[bytes | Path, str]]
) -> tuple[dict[str, str], list[str]]:
    """The pictures of a page by their address in its text, put among the files; and those that cannot be shown."""
    paths, remarks = {}, []
    for media in draft.done.media:
        if media.address not in draft.done.text:
            continue
        ending = picture_ending(media)
        name = PurePosixPath(media.address.replace(":", "/")).stem
        if not ending:
            shown = PurePosixPath(media.address).name
            why = "may run or load something" if is_drawing(media) else "is of a kind that browsers do not show"
            remarks.append(f"the picture {shown} {why}")
            continue
        path = places.beside(draft.path, f"picture-{name}" if name.isdigit() else name, ending)
        paths[media.address] = path
        files[path] = (media.data, draft.path)
    return paths, remarks


def _copy_of(page: str, root: Path, inside: str, places: Places, files: _Files) -> str | None:
    """The path of the copy of a file that a page named alone links to; None if it may not be taken along."""
    file = root / inside
    try:
        fit = may_be_read(root, inside) and file.stat().st_size <= MOST_BYTES and not attachment_faults(root, inside)
    except OSError:
        return None
    if not fit:
        return None
    path = places.beside(page, file.stem, file.suffix.lower())
    files[path] = (file, page)
    return path
