"""Documents that are archives: .docx (Office Open XML) and .odt (OpenDocument).

An archive is never given to pandoc as it came. Its text parts are read here, no more of them than is sensible, and put
into a new one with empty pictures; the pictures are taken out here too, by name and never by path.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from socml_site.importing.values import Media

MOST_TEXT = 64_000_000
"""Bytes of all text parts of an archive together."""
MOST_MEDIA = 200_000_000
"""Bytes of all pictures of an archive together."""
_MOST_PARTS = 20_000
_ENCRYPTED = 0x1
_NEEDED = {"docx": "word/", "odt": "content.xml"}
_MEDIA = {"docx": re.compile(r"word/(media/[^/]+)"), "odt": re.compile(r"(?:\./)?(Pictures/[^/]+)")}
_TEXT = (".xml", ".rels", ".rdf")
_ANNOTATION = re.compile(r"<office:annotation(?=[\s>])[^<>]*(?<!/)>")
_ANNOTATION_END = "</office:annotation>"
_END = re.compile(r"<office:annotation-end\b[^<>]*/>")
_CREATOR = re.compile(r"<dc:creator>([^<>]*)</dc:creator>")
_SAID = re.compile(r"<text:(p|list)\b[^<>]*>")
_FIRST = re.compile(r"<text:p\b[^<>]*(?<!/)>")
_DELETION = re.compile(r"<text:deletion\b")
_INSERTION = re.compile(r"<text:insertion\b")


class ArchiveError(Exception):
    """A file is no such archive, or one that must not be opened; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive made anew without its pictures, these apart, and counts of what changes its text records.

    `comments` counts only those that pandoc would lose; they are footnotes now.
    """

    data: bytes
    media: tuple[Media, ...]
    deletions: int = 0
    insertions: int = 0
    comments: int = 0


def open_archive(data: bytes, form: str) -> Opened:
    """The parts of a .docx or .odt. Raises ArchiveError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _opened(archive, form)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise ArchiveError(f"It is no .{form} file, or a broken one.") from error


def _opened(archive: zipfile.ZipFile, form: str) -> Opened:
    parts = archive.infolist()
    if not any(part.filename.startswith(_NEEDED[form]) for part in parts):
        raise ArchiveError(f"It is an archive, but no .{form} file.")
    if len(parts) > _MOST_PARTS:
        raise ArchiveError(f"It has {len(parts):,} parts; no more than {_MOST_PARTS:,} are read.")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ArchiveError("It is locked with a password. Save it without one.")
    texts = [part for part in parts if part.filename.lower().endswith(_TEXT) or part.filename == "mimetype"]
    pictures = [part for part in parts if _MEDIA[form].fullmatch(part.filename)]
    _bounded(texts, MOST_TEXT, "text")
    _bounded(pictures, MOST_MEDIA, "pictures")
    out = io.BytesIO()
    counts: tuple[int, int, int] = (0, 0, 0)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as fresh:
        for part in {part.filename: part for part in texts}.values():
            content = archive.read(part)
            if part.filename == "content.xml":
                content, counts = _kept(content.decode("utf-8", "replace"))
            fresh.writestr(part.filename, content)
        for name in dict.fromkeys(part.filename for part in pictures):
            fresh.writestr(name, b"")
    return Opened(out.getvalue(), tuple(_media(archive, pictures, form)), *counts)


def _bounded(parts: list[zipfile.ZipInfo], most: int, what: str) -> None:
    """Refuse more than `most` bytes: no more than an archive declares of a part is ever read of it."""
    size = sum(part.file_size for part in parts)
    if size > most:
        raise ArchiveError(f"Its {what} would take {size / 1e6:,.0f} MB; no more than {most / 1e6:,.0f} MB are read.")


def _media(archive: zipfile.ZipFile, pictures: list[zipfile.ZipInfo], form: str) -> Iterator[Media]:
    for part in pictures:
        match = _MEDIA[form].fullmatch(part.filename)
        if match:
            yield Media(match[1], archive.read(part))


def _kept(content: str) -> tuple[bytes, tuple[int, int, int]]:
    """The text of an .odt with its comments as footnotes, which pandoc keeps; and deletions, insertions, comments."""
    done, at, comments = [], 0, 0
    while begun := _ANNOTATION.search(content, at):
        end = content.find(_ANNOTATION_END, begun.end())
        if end < 0:
            # None of those that follow has an end either.
            break
        done += [content[at : begun.start()], _footnote(content[begun.end() : end])]
        at, comments = end + len(_ANNOTATION_END), comments + 1
    content = _END.sub("", "".join([*done, content[at:]]))
    return content.encode(), (len(_DELETION.findall(content)), len(_INSERTION.findall(content)), comments)


def _footnote(comment: str) -> str:
    creator = _CREATOR.search(comment)
    by = f"Comment by {html.unescape(creator[1])}: " if creator and creator[1].strip() else "Comment: "
    by = html.escape(by, quote=False)
    said = "".join(_said(comment))
    body, begun = _FIRST.subn(lambda first: first[0] + by, said, count=1)
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    return f"{note}{body if begun else f'<text:p>{by}</text:p>{said}'}</text:note-body></text:note>"


def _said(comment: str) -> Iterator[str]:
    """The paragraphs and lists of a comment; each end is looked for once, however many beginnings there are."""
    at = 0
    last = {name: comment.rfind(f"</text:{name}>") for name in ("p", "list")}
    while begun := _SAID.search(comment, at):
        name, at = begun[1], begun.end()
        if begun[0].endswith("/>") and name == "p":
            yield begun[0]
        elif last[name] >= at:
            # A list may hold others: it goes on to the last of them.
            end = last[name] if name == "list" else comment.find("</text:p>", at)
            at = end + len(f"</text:{name}>")
            yield comment[begun.start() : at]
