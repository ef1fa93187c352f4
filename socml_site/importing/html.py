"""Web pages before pandoc reads them: what only their style sheet says, and lists that only look nested.

Documents exported by Google say bold, italic and struck through by classes, and write each level of a nested list as a
list of its own beside the one it belongs to (`lst-kix_..-0`, `lst-kix_..-1`).
"""

from __future__ import annotations

import codecs
import html
import re
from html.parser import HTMLParser

import nh3

from socml_site.read.decode import decode
from socml_site.text.safety import TAGS
from socml_site.urls import safe_url

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_LEVEL = re.compile(r"\blst-kix_\w+-(\d)\b")
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "object", "select", "button", "textarea", "title"}
)
"""Elements that are left out with all they hold."""
_EMBEDDED = frozenset({"iframe", "embed", "video", "audio", "source"})
_KEPT = (TAGS | _EMBEDDED | frozenset("section article aside main header footer nav".split())) - {"wbr"} | {"input"}
_ATTRIBUTES = frozenset("id name class style href src alt start colspan rowspan type checked".split())
_BOXES = {True: "☒ ", False: "☐ "}
"""How pandoc writes the box of a task, with and without a tick."""
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<>]{0,2000})</title", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), "strong"),
    (re.compile(r"font-style\s*:\s*italic"), "em"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through"), "del"),
)


def decoded(data: bytes) -> str | None:
    """The text of a page in the encoding it names, else as any text is read; None if it is no text."""
    named = _CHARSET.search(data[:2048])
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            name = codecs.lookup(named[1].decode()).name
            if not name.startswith(("utf", "idna", "punycode")) and b"\0" not in data:
                return data.decode(name, "replace")
        except (LookupError, ValueError):
            pass
    return decode(data, "")[0]


def plainer(text: str) -> tuple[str, int]:
    """The page with its styles as elements, its lists nested, without scripts; and how many scripts there were."""
    styles = {name: _elements(rule) for block in _style_sheets(text) for name, rule in _RULE.findall(block)}
    title = _TITLE.search(text)
    writer = _Writer(styles)
    # Python's parser takes the square of the time for tags that never end; after this there are none.
    writer.feed(_well_formed(text))
    writer.close()
    writer.end_lists()
    head = f"<head><title>{title[1]}</title></head>" if title else ""
    return f"<html>{head}<body>{''.join(writer.out)}</body></html>", len(_SCRIPT.findall(text))


def _well_formed(text: str) -> str:
    return nh3.clean(
        text,
        tags=set(_KEPT),
        clean_content_tags=set(_SILENT),
        attributes={"*": set(_ATTRIBUTES)},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )


def _style_sheets(text: str) -> list[str]:
    parts = re.split(r"<style\b[^<>]*>", text, flags=re.IGNORECASE)[1:]
    return [part for part in (re.split(r"</style", part, maxsplit=1, flags=re.IGNORECASE)[0] for part in parts) if part]


def _elements(style: str) -> tuple[str, ...]:
    return tuple(name for pattern, name in _STYLES if pattern.search(style))


class _Writer(HTMLParser):
    """Writes again what it reads."""

    def __init__(self, styles: dict[str, tuple[str, ...]]) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._styles = styles
        self._spans: list[tuple[str, ...]] = []
        self._lists: list[str] = []
        """The nested lists that are open, of those that do not nest themselves."""
        self._inside = False
        """Whether such a list is open in the page too, and not only here."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write a tag, with what its style says."""
        values = {name: value or "" for name, value in attrs}
        level = _LEVEL.search(values.get("class", "")) if tag in ("ul", "ol") else None
        if level:
            self._open_list(tag, int(level[1]), values.get("start", ""))
        elif tag == "li" and self._inside:
            self._next_item()
        else:
            if not self._inside:
                self.end_lists()
            self._write_tag(tag, values)

    def _write_tag(self, tag: str, values: dict[str, str]) -> None:
        if tag == "input":
            if values.get("type", "").lower() == "checkbox":
                self.out.append(_BOXES["checked" in values])
            return
        if tag in _EMBEDDED:
            address = values.get("src", "")
            if address and safe_url(address):
                shown = html.escape(address)
                self.out.append(f'<a href="{shown}">{shown}</a> ')
            return
        kept = "".join(
            f' {name}="{html.escape(value)}"'
            for name, value in values.items()
            if name not in ("style", "class", "type", "checked") and re.fullmatch(r"[\w:-]+", name)
        )
        self.out.append(f"<{tag}{kept}>")
        if tag == "span":
            classes = values.get("class", "").split()
            found = (
                *_elements(values.get("style", "")),
                *(one for name in classes for one in self._styles.get(name, ())),
            )
            marks = tuple(dict.fromkeys(found))
            self._spans.append(marks)
            self.out += [f"<{mark}>" for mark in marks]

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if self._inside and tag in ("ul", "ol"):
            self._inside = False
        elif tag not in _VOID and tag not in _EMBEDDED and not (tag == "li" and self._inside):
            if not self._inside:
                self.end_lists()
            if tag == "span":
                self.out += [f"</{mark}>" for mark in reversed(self._spans.pop() if self._spans else ())]
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write text."""
        if not self._inside and data.strip():
            self.end_lists()
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numbered character."""
        self.handle_data(f"&#{name};")

    def _open_list(self, tag: str, level: int, start: str) -> None:
        while len(self._lists) > level + 1 or (len(self._lists) == level + 1 and self._lists[-1] != tag):
            self._close_list()
        while len(self._lists) <= level:
            number = f' start="{start}"' if start.isdigit() and len(self._lists) == level else ""
            # A level that was left out has an item of its own, which is empty and goes later.
            self.out.append(f"<{tag}{number}>" + ("<li>" if len(self._lists) < level else ""))
            self._lists.append(tag)
            self._fresh = len(self._lists) == level + 1
        self._inside = True

    def _next_item(self) -> None:
        self.out.append("<li>" if self._fresh else "</li><li>")
        self._fresh = False

    def _close_list(self) -> None:
        self.out.append(f"</li></{self._lists.pop()}>")
        self._fresh = False

    def end_lists(self) -> None:
        """Close all lists that still wait for a deeper level."""
        while self._lists:
            self._close_list()

    _fresh = True
    """Whether the innermost list has no item yet."""
