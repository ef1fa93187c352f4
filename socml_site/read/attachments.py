"""Which files may be published beside minutes as they are.

A server that does not know the ending of a file may send no type with it, and browsers then take for a page whatever
looks like one (WHATWG, MIME Sniffing). So only endings are published that the usual lists of types have, each file has
to begin as its ending says, and nothing but a drawing may begin with an angle bracket.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from socml_site.issues import Issue
from socml_site.read.svg import fault_of_drawing
from socml_site.read.walk import load, unreadable

_PICTURE = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|....ftyp(?:avi[fs]|mif1|msf1)", re.DOTALL
)
"""Any of these for any of their endings: browsers draw what they see."""
_ZIP = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")
_OFFICE = re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""A zip file, or what Office makes of one that is locked with a password."""
_PDF = re.compile(rb".{0,1000}%PDF", re.DOTALL)
_OGG = re.compile(rb"OggS")
_MP4 = re.compile(rb"....(?:ftyp|moov|mdat|free|skip|wide)", re.DOTALL)
_KINDS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (".png .jpg .jpeg .gif .webp .avif", _PICTURE),
    (".pdf", _PDF),
    (".odt .ods .odp .epub .zip", _ZIP),
    (".docx .xlsx .pptx", _OFFICE),
    (".gz", re.compile(rb"\x1f\x8b")),
    (".ogg .oga .opus .ogv", _OGG),
    (".m4a .mp4", _MP4),
    (".mp3", re.compile(rb"ID3|\xff[\xe2-\xff]")),
    (".wav", re.compile(rb"(?:RIFF|RF64)....WAVE", re.DOTALL)),
    (".webm", re.compile(rb"\x1a\x45\xdf\xa3")),
    (".txt .csv .tsv .json .ics .vtt .srt .tex", re.compile(rb"")),
)
_BEGINS = {ending: begin for endings, begin in _KINDS for ending in endings.split()}
ATTACHMENTS = frozenset({*_BEGINS, ".svg"})
"""Endings of files that may be published beside minutes: none of them runs when a browser opens it, save .svg."""
_LEGAL = frozenset({"LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"})
_LIKE_A_PAGE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x01-\x20]*<")
_HEAD = 2_000
"""Bytes of a file that are looked at; browsers look at 1,445 to guess what it is."""


def is_legal(path: str) -> bool:
    """Whether a file is such as lie in every repository: no server knows its type, so it is not published."""
    pure = PurePosixPath(path)
    return not pure.suffix and pure.stem.upper().partition("-")[0] in _LEGAL


def attachment_faults(root: Path, path: str) -> tuple[Issue, ...]:
    """What speaks against publishing a file beside the minutes."""
    ending = PurePosixPath(path).suffix.lower()
    if ending not in ATTACHMENTS:
        what = f"Files ending in {ending}" if ending else "Files without an ending"
        hint = (
            "Put it into a .zip, or name it in extra_css or extra_javascript of mkdocs.yml if it is yours; "
            "else take it out."
        )
        return (Issue(path, 1, 1, "attachment", f"{what} are not published", hint),)
    try:
        if ending == ".svg":
            return _drawing(path, load(root / path))
        with (root / path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        return (unreadable(path, error),)
    if _LIKE_A_PAGE.match(head):
        hint = "Begin it with a line of words, or put it into a .zip."
        return (Issue(path, 1, 1, "attachment", "This file looks like a web page and is not published", hint),)
    if not _BEGINS[ending].match(head):
        message = f"This is no {ending} file, whatever its name says, and is not published"
        return (Issue(path, 1, 1, "attachment", message, "Give it the ending of what it is, or save it anew."),)
    return ()


def _drawing(path: str, data: bytes) -> tuple[Issue, ...]:
    fault = fault_of_drawing(data)
    if fault is None:
        return ()
    message = f"{fault.what}, so this picture is not published"
    return (Issue(path, fault.line, fault.col, "unsafe", message, fault.hint),)
