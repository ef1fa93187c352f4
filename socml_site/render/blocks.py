"""Blocks of Python-Markdown that would hide words, and here do not."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, HTMLExtractorExtra
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from socml_site.text.links import DEFINITION, defines, folded, labels
from socml_site.text.markdown import ATTRIBUTES
from socml_site.text.safety import SIGNS


def keep_words(md: Markdown) -> None:
    """Put the blocks of this module in the place of those they are better than."""
    blocks = md.parser.blockprocessors
    blocks.register(_References(md.parser), "reference", 15)
    if "table" in blocks:
        blocks.register(_Tables(md.parser, vars(blocks["table"])["config"]), "table", 75)
    if "abbr" in blocks:
        blocks.register(_Abbreviations(md.parser, vars(blocks["abbr"])["abbrs"]), "abbr", 16)
    if "footnote" in blocks:
        notes = _Footnotes(vars(blocks["footnote"])["footnotes"])
        blocks.register(notes, "footnote", 17)
        md.treeprocessors.register(_Shown(notes, True), "socml-footnotes-begin", 51)
        md.treeprocessors.register(_Shown(notes, False), "socml-footnotes-end", 49)
    if "attr_list" in md.treeprocessors:
        md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)
    if "fenced_code_block" in md.preprocessors:
        for entry in vars(vars(md.preprocessors["fenced_code_block"]).get("extension")).get("superfences", ()):
            entry["formatter"] = _of_code(entry["formatter"])
    if isinstance(md.preprocessors["html_block"], HtmlBlockPreprocessor):
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)


def _of_code(show: Callable[..., str]) -> Callable[..., str]:
    """What shows a fence, given its code as it was written."""
    written = str.maketrans({sign: code for code, sign in SIGNS.items()})
    return lambda src="", **rest: show(src=src.translate(written), **rest)


class _References(ReferenceProcessor):
    """`[label]: address "title"` in one line; what has that shape but no address is text, unless something needs it."""

    RE = DEFINITION

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self._needed: tuple[object, frozenset[str]] = (None, frozenset())
        """The lines of a document with the labels that its links name."""

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Take the definitions out of the first block."""
        block, texts, last = blocks[0], [], 0
        for match in self.RE.finditer(block) if "]:" in block else ():
            label = folded(match[1])
            if defines(match, self._labels()):
                title = match[4] or match[5] or match[6]
                self.parser.md.references.setdefault(label, (match[2] or match[3], title))
                texts.append(block[last : match.start()].rstrip("\n"))
                last = match.end()
        if not texts:
            return False
        blocks[:1] = [text for text in (*texts, block[last:].lstrip("\n")) if text.strip()]
        return True

    def _labels(self) -> frozenset[str]:
        lines: list[str] = vars(self.parser.md)["lines"]
        if self._needed[0] is not lines:
            self._needed = lines, labels("\n".join(lines))
        return self._needed[1]


class _Abbreviations(AbbrBlockprocessor):
    """`*[HTML]: what it means` in one line: the next line is text."""

    RE = re.compile(r"^[*]\[(?P<abbr>[^\\\[\]\n]*)\][ ]?:[ ]*(?P<title>.*)$", re.MULTILINE)


class _Tables(TableProcessor):
    """Tables whose rows may hold more cells than their head: the last cell holds what is left."""

    def _build_row(self, row: str, parent: etree.Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]
        if align and len(cells) > len(align):
            parent[-1][-1].text = " | ".join(cell.strip() for cell in cells[len(align) - 1 :])


class _Footnotes(FootnoteBlockProcessor):
    """Footnotes of which two may have one label: the second is a further paragraph of the first."""

    def __init__(self, extension: FootnoteExtension) -> None:
        super().__init__(extension)
        self._extension, self.footnotes = extension, self  # type: ignore[assignment]
        self.shown = False
        """Whether the notes are being put below the text: a note that begins in one is its text."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether there may be a note in a block."""
        return not self.shown and super().test(parent, block)

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802  # as in Python-Markdown
        """Keep a note."""
        told = self._extension.footnotes.get(id)
        self._extension.setFootnote(id, f"{told}\n\n{text}" if told else text)


class _Shown(Treeprocessor):
    """Tells the footnotes that they are being shown now, or no longer."""

    def __init__(self, notes: _Footnotes, shown: bool) -> None:
        super().__init__()
        self._notes, self._shown = notes, shown

    def run(self, root: etree.Element) -> None:
        """Tell them."""
        self._notes.shown = self._shown


class _AttributeLists(AttrListTreeprocessor):
    """Attributes in braces as minutes know them: `{see below}` is text."""

    BASE_RE = rf"(?={ATTRIBUTES.pattern})\{{:?[ \t]*((?:\"[^\"\n]*\"|'[^'\n]*'|[^{{}}\"'\n])*)\}}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"(?<! ) +{BASE_RE} *$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n *{BASE_RE} *$")  # type: ignore[misc]
    # Pandoc writes `{=html}` behind code that is of another language.
    INLINE_RE = re.compile(BASE_RE.replace("(?=", r"(?=\{=\w+\}|", 1))  # type: ignore[misc]

    def assign_attrs(self, elem: etree.Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give an element its attributes, of which one without a value says nothing."""
        rest = super().assign_attrs(elem, attrs_string, strict=strict)
        for name in [name for name, value in elem.attrib.items() if value is None]:
            del elem.attrib[name]
        return rest


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Markdown in HTML, of which every element ends with the text at the latest."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with the HTML in them put aside."""
        parser = _Html(self.md)
        parser.feed("\n".join(lines))
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class _Html(HTMLExtractorExtra):
    def close(self) -> None:
        super().close()
        opened: list[str] = vars(self)["mdstack"]
        while opened:
            # Python-Markdown closes but one of several elements with the name of the outermost.
            self.handle_endtag(opened[0])
