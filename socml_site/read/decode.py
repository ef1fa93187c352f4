"""Bytes to text: what can be read is kept, whatever the encoding turns out to be."""

from __future__ import annotations

import codecs

from socml_site.issues import Issue

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as Windows-1252, by far the likeliest encoding of a stray byte."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("socml-windows", _as_windows)


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Issue, ...]]:
    r"""Return the text with `\n` line ends, or None if `data` is no text, and what is wrong with it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(data[len(mark) :].decode(encoding, "replace")), ()
    if b"\0" in data:
        hint = "Save it as Markdown text, or give it the ending of what it is."
        return None, (Issue(path, 1, 1, "binary", "This file is not text", hint),)
    try:
        return _lines(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        before = _lines(data[: error.start].decode("utf-8"))
        line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"The byte 0x{data[error.start]:02x} is not UTF-8"
        issue = Issue(path, line, col, "encoding", message, "Save the file with the encoding UTF-8.")
        return _lines(data.decode("utf-8", "socml-windows")), (issue,)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
