"""Markdown to HTML with Python-Markdown, and this project's own links."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor

from socml_site.interface import Words
from socml_site.render.blocks import keep_words
from socml_site.render.inline import whole_links
from socml_site.render.tokens import TOKEN, number_of, without_tokens
from socml_site.text.safety import SIGNS
from socml_site.urls import relative_url

EXTENSIONS: dict[str, dict[str, object]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {"use_align_attribute": True},
    "toc": {},
    "pymdownx.betterem": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {"use_pygments": True, "auto_title": False},
    "pymdownx.inlinehilite": {},
    "pymdownx.magiclink": {},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {"subscript": False},
}
"""What minutes may use, with its settings; a project's `markdown_extensions` come on top."""

_WANTED: dict[str, re.Pattern[str]] = {
    "abbr": re.compile(r"^\*\[", re.MULTILINE),
    "admonition": re.compile(r"^ *!!!", re.MULTILINE),
    "def_list": re.compile(r"^ {0,3}: ", re.MULTILINE),
    "footnotes": re.compile(r"\[\^"),
    "md_in_html": re.compile(r"<[A-Za-z]"),
    "tables": re.compile(r"\|"),
    "toc": re.compile(r"\[TOC\]"),
    "pymdownx.betterem": re.compile(r"[*_]"),
    "pymdownx.details": re.compile(r"^ *\?\?\?", re.MULTILINE),
    "pymdownx.highlight": re.compile(r"`|~~~|^(?: {4}|\t)", re.MULTILINE),
    "pymdownx.inlinehilite": re.compile(r"`"),
    "pymdownx.magiclink": re.compile(r"://|www\.|@|ftp", re.IGNORECASE),
    "pymdownx.mark": re.compile(r"=="),
    "pymdownx.superfences": re.compile(r"`|~~~|^(?: {4}|\t)", re.MULTILINE),
    "pymdownx.tabbed": re.compile(r"^ *===", re.MULTILINE),
    "pymdownx.tasklist": re.compile(r"\[[ xX]\]"),
    "pymdownx.tilde": re.compile(r"~~"),
}
"""What a text must hold for an extension to make a difference: each costs time on every line of every page."""

_MARKS = re.compile(r"[`\\\[\]!<>&*_~=@:\x02\x03\U0010fe80]|  \n|www\.|ftp", re.IGNORECASE)
"""What every inline pattern of Python-Markdown and of EXTENSIONS needs to match at all."""
_OURS = frozenset({*EXTENSIONS, "fenced_code"})
"""Extensions that are known to need no more than the marks above; superfences stand for fenced code."""


@dataclass(slots=True)
class Page:
    """The page being converted: where it is, and what its links lead to. `made` are addresses that are final.

    `wiki` are the links that stand as tokens in its text: as they are written, and where they lead.
    """

    url: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)
    wiki: Sequence[tuple[str, str | None]] = ()
    made: set[str] = field(default_factory=set)

    def relative(self, lead: str) -> str:
        """The final address of a path of the site."""
        address = relative_url(lead, self.url)
        self.made.add(address)
        return address


class _Links(InlineProcessor):
    """The links that stand as tokens in the text; one that leads nowhere stays as its words."""

    def __init__(self, pattern: str, md: Markdown, converter: Converter) -> None:
        super().__init__(pattern, md)
        self.converter = converter

    def handleMatch(  # type: ignore[override]  # noqa: N802  # the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str, int, int]:
        page, number = self.converter.page, number_of(m[1])
        lead = page.wiki[number][1] if number < len(page.wiki) else None
        if lead is None:
            return self.unescape(m[2]), m.start(0), m.end(0)
        element = etree.Element("a", {"href": page.relative(lead)})
        element.text = m[2]
        return element, m.start(0), m.end(0)


class _Inline(InlineTreeprocessor):
    """Python-Markdown's search for inline marks, spared for text that holds none: every pattern costs on every text."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if not _MARKS.search(data):
            return data
        return str(super()._InlineProcessor__handleInline(data, patternIndex))  # type: ignore[misc]


class _WikiExtension(Extension):
    """The links of minutes; `plain` says that no other extension looks for marks than those in EXTENSIONS."""

    def __init__(self, converter: Converter, plain: bool) -> None:
        super().__init__()
        self.converter = converter
        self.plain = plain

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(_Links(TOKEN, md, self.converter), "socml-wiki", 175)
        keep_words(md)
        whole_links(md)
        if self.plain:
            md.treeprocessors.register(_Inline(md), "inline", 20)


class Converter:
    """One Python-Markdown instance, used for one page after another.

    `extensions` and `configs` are those of the project's configuration; EXTENSIONS fill in what it does not name.
    `words` are for what is drawn around the words of minutes: check boxes, the way back from a footnote.
    """

    def __init__(
        self,
        extensions: Sequence[str | Extension] = (),
        configs: Mapping[str, Mapping[str, Any]] | None = None,
        words: Words = Words(),  # noqa: B008
    ) -> None:
        extensions = [one for one in extensions if one in (configs or {}) or one not in _OURS]
        named = {one for one in extensions if isinstance(one, str)}
        aliases = {"extra": {"abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables"}}
        covered = named.union(*(aliases.get(one.rpartition(".")[2], set()) for one in named))
        ours = [one for one in EXTENSIONS if one not in covered and f"markdown.extensions.{one}" not in covered]
        self.page = Page()
        self._words = words
        back = words.t("Jump back to footnote {n} in the text", n="{}")
        provided: dict[str, dict[str, Any]] = {**EXTENSIONS, "footnotes": {"BACKLINK_TITLE": back}}
        self._extensions = tuple(extensions)
        self._ours = tuple(ours)
        self._settings = {
            **provided,
            **{name: {**provided.get(name, {}), **dict(own)} for name, own in (configs or {}).items()},
        }
        self._made: dict[tuple[str, ...], Markdown] = {}

    def _markdown(self, text: str) -> Markdown:
        """The instance with the extensions that this text needs."""
        needed = tuple(one for one in self._ours if one not in _WANTED or _WANTED[one].search(text))
        if needed not in self._made:
            plain = all(one in _OURS for one in self._extensions)
            names = {one for one in (*self._extensions, *needed) if isinstance(one, str)}
            self._made[needed] = Markdown(
                extensions=[*self._extensions, *needed, _WikiExtension(self, plain)],
                extension_configs={name: self._settings[name] for name in names if name in self._settings},
            )
        return self._made[needed]

    def convert(self, text: str, page: Page) -> str:
        """The HTML of a text, not yet sanitised."""
        self.page = page
        markdown = self._markdown(text)
        markdown.reset()
        try:
            made = _CHECKBOX.sub(self._box, markdown.convert(text))
        except RecursionError:
            # Nested deeper than any minutes; the parser's state is lost with it, the words are not.
            self._made.clear()
            made = f"<pre>{html.escape(text)}</pre>"
        made = without_tokens(made, page.wiki, page.relative)
        return made if made.isascii() else made.translate(_WRITTEN)

    def _box(self, match: re.Match[str]) -> str:
        """A check box nobody can check is a picture, and has to say what it shows."""
        state, glyph = (self._words.t("done"), "☑") if match[1] else (self._words.t("open"), "☐")
        return f'<span class="task-box" role="img" aria-label="{html.escape(state)}">{glyph}</span>'


_WRITTEN = {ord(made): html.escape(sign) for sign, made in SIGNS.items()}
_CHECKBOX = re.compile(r'<input type="checkbox" disabled(?:="[^"]*")?( checked(?:="[^"]*")?)? ?/?>')
