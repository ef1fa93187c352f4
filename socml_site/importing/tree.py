"""Pandoc's tree without noise: what a word processor leaves that nobody wrote.

Layout goes (underlines, spans, anchors, widths), words stay: what was deleted under tracked changes is gone and what
was inserted is there, as if all changes had been accepted; comments become footnotes; templates of a wiki stay as they
were written. Tables become plain grids and lists tight ones, for Markdown has no others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from socml_site.importing import grid
from socml_site.importing.counted import unwrapped
from socml_site.importing.pandoc import Tree
from socml_site.text.anchors import slug, unique

Node = dict[str, Any]

_MARKED = ("Emph", "Strong", "Strikeout", "Superscript", "Subscript")
_LAYOUT = ("Underline", "SmallCaps")
_LISTS = ("BulletList", "OrderedList")
_BLANK = ("Space", "SoftBreak", "LineBreak")
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_GOOGLE_NOTE = re.compile(r"#(ftnt|cmnt)(\d+)$")
_GOOGLE_BACK = re.compile(r"#(ftnt|cmnt)_ref(\d+)$")
_MEANT = ("subtitle", "author", "date", "abstract")
"""Paragraphs at the head of a document that pandoc takes out of its text, in the order they are put back."""


@dataclass(slots=True)
class _Met:
    """What is gathered on the way through a tree."""

    anchors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[Node]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    begun: dict[str, Node] = field(default_factory=dict)
    """Comments whose words have not ended yet, by their id."""


def cleaned(tree: Tree, form: str) -> tuple[Tree, str, Counter[str]]:
    """The tree without noise, the title the document gives itself, and how many of what was met.

    Counted are `insertion`, `deletion`, `comment` and `template`. Raises RecursionError if it is nested too deep.
    """
    met = _Met()
    blocks = _without_notes(tree["blocks"], met)
    met.anchors = _anchors(blocks)
    head = [_paragraph(tree["meta"], name) for name in _MEANT] if form == "docx" else []
    done = _blocks([*(one for one in head if one), *blocks], met)
    if met.begun:
        done.append({"t": "Para", "c": list(met.begun.values())})
    while done and done[0]["t"] == "HorizontalRule":
        done = done[1:]
    title = " ".join(words(tree["meta"].get("title", {}).get("c", [])).split())
    return {**tree, "meta": {}, "blocks": done}, title, met.counts


def words(content: object) -> str:
    """The words of any part of a tree."""
    if isinstance(content, list):
        return "".join(map(words, content))
    if not isinstance(content, dict):
        return ""
    kind, inner = content.get("t"), content.get("c")
    if kind == "Str":
        return str(inner)
    if kind in _BLANK:
        return " "
    if kind in ("Code", "Math", "RawInline") and isinstance(inner, list):
        return str(inner[-1])
    return "" if kind == "Note" else words(inner)


def _paragraph(meta: Node, name: str) -> Node | None:
    """A paragraph that pandoc made into metadata; of several authors one line each."""
    value = meta.get(name)
    if not value:
        return None
    if value["t"] == "MetaBlocks":
        return {"t": "Div", "c": [_NO_ATTRIBUTES, value["c"]]}
    parts = value["c"] if value["t"] == "MetaList" else [value]
    content: list[Node] = []
    for part in parts:
        content += [*([{"t": "LineBreak"}] if content else []), *(part["c"] if part["t"] == "MetaInlines" else [])]
    return {"t": "Para", "c": content}


def _without_notes(blocks: list[Node], met: _Met) -> list[Node]:
    """The blocks without the notes and comments that Google Docs puts at the end of a page, which are gathered."""
    kept = []
    for block in blocks:
        inner = block["c"][1] if block["t"] == "Div" else [block]
        first = inner[0] if inner and inner[0]["t"] in ("Para", "Plain") else None
        name = _back(first["c"]) if first else ""
        if first and name:
            rest = {"t": "Para", "c": [one for one in first["c"] if not _back([one])]}
            met.notes[name] = [rest, *inner[1:]]
        elif block["t"] == "Div":
            kept.append({"t": "Div", "c": [block["c"][0], _without_notes(inner, met)]})
        else:
            kept.append(block)
    return kept


def _back(content: list[Node]) -> str:
    """The name of the note a paragraph is, if it begins with a link back to where it stands."""
    for node in content[:2]:
        if node["t"] == "Link" and (match := _GOOGLE_BACK.match(node["c"][2][0])):
            return f"{match[1]}{match[2]}"
        if node["t"] in (*_MARKED, "Span") and (name := _back(node["c"] if node["t"] != "Span" else node["c"][1])):
            return name
    return ""


def _anchors(blocks: list[Node]) -> dict[str, str]:
    """Ids in headings, or alone just before them, to the ids these headings will have."""
    anchors: dict[str, str] = {}
    taken: dict[str, int] = {}
    waiting: list[str] = []
    for block in _flat(blocks):
        if block["t"] == "Header":
            own = unique(slug(" ".join(words(block["c"][2]).split())), taken)
            anchors |= {name: own for name in (*waiting, block["c"][1][0], *_ids(block["c"][2])) if name}
            waiting = []
        else:
            waiting = [*waiting, *_ids(block["c"])] if not words(block["c"]).strip() else []
    return anchors


def _flat(blocks: Iterable[Node]) -> Iterator[Node]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _flat(block["c"][1])
        elif "c" in block:
            yield block


def _ids(content: object) -> Iterator[str]:
    if isinstance(content, list):
        for part in content:
            yield from _ids(part)
    elif isinstance(content, dict) and "c" in content:
        if content["t"] in ("Span", "Link"):
            yield content["c"][0][0]
        yield from _ids(content["c"])


def _blocks(blocks: Iterable[Node], met: _Met) -> list[Node]:
    done: list[Node] = []
    for block in blocks:
        for one in _block(block, met):
            last = done[-1] if done else None
            if last and one["t"] == last["t"] == "BulletList":
                last["c"] += one["c"]
            else:
                done.append(one)
    return done


def _block(block: Node, met: _Met) -> Iterator[Node]:
    kind: str = block["t"]
    content: Any = block.get("c")
    if kind in ("Para", "Plain"):
        if inner := _trimmed(_inlines(content, met)):
            yield {"t": kind, "c": inner}
    elif kind == "Header":
        yield from _heading(content, met)
    elif kind in _LISTS:
        items = [
            _tight(one) for item in (content if kind == "BulletList" else content[1]) if (one := _blocks(item, met))
        ]
        if items:
            yield {"t": kind, "c": items if kind == "BulletList" else [[content[0][0], *_PLAIN_NUMBERS], items]}
    elif kind == "Div":
        yield from _blocks(content[1], met)
    elif kind == "BlockQuote":
        if inner := _blocks(content, met):
            yield {"t": kind, "c": inner}
    elif kind == "Table":
        yield from grid.table([_blocks(one, met) for one in grid.cells(content)], content)
        yield from _blocks(content[1][1], met)
    else:
        yield from _rare(kind, content, met)


_PLAIN_NUMBERS = ({"t": "Decimal"}, {"t": "Period"})


def _rare(kind: str, content: Any, met: _Met) -> Iterator[Node]:
    """Blocks that Markdown does not have, or that few documents have."""
    if kind == "Figure":
        inner, caption = _blocks(content[2], met), _blocks(content[1][1], met)
        alts = {" ".join(words(inner).split()), ""}
        yield from (*inner, *(one for one in caption if " ".join(words(one).split()) not in alts))
    elif kind == "CodeBlock":
        yield {"t": kind, "c": [["", content[0][1][:1], []], content[1]]}
    elif kind == "LineBlock":
        lines = [node for line in content for node in (*line, {"t": "LineBreak"})]
        yield from _block({"t": "Para", "c": lines}, met)
    elif kind == "DefinitionList":
        for term, meanings in content:
            yield from _block({"t": "Para", "c": [{"t": "Strong", "c": term}]}, met)
            for meaning in meanings:
                yield from _blocks(meaning, met)
    elif kind == "RawBlock" and content[0] == "mediawiki":
        met.counts["template"] += 1
        yield {"t": "CodeBlock", "c": [_NO_ATTRIBUTES, content[1]]}
    elif kind == "HorizontalRule":
        yield {"t": kind}


def _heading(content: Any, met: _Met) -> Iterator[Node]:
    """A heading on one line and not bold as a whole; its notes stand below it, for it may be a title."""
    inner = _trimmed(_inlines(content[2], met))
    notes = [node for node in inner if node["t"] == "Note"]
    inner = _trimmed([{"t": "Space"} if node["t"] == "LineBreak" else node for node in inner if node["t"] != "Note"])
    if len(inner) == 1 and inner[0]["t"] == "Strong":
        inner = inner[0]["c"]
    if words(inner).strip():
        yield {"t": "Header", "c": [content[0], _NO_ATTRIBUTES, inner]}
    elif inner:
        yield {"t": "Para", "c": inner}
    yield from ({"t": "BlockQuote", "c": note["c"]} for note in notes)


def _tight(item: list[Node]) -> list[Node]:
    """An item of one paragraph, perhaps with lists below it, without the space a paragraph has."""
    loose = [block for block in item if block["t"] not in _LISTS]
    if len(loose) == 1 and item[0]["t"] == "Para":
        return [{"t": "Plain", "c": item[0]["c"]}, *item[1:]]
    return item


def _trimmed(content: list[Node]) -> list[Node]:
    start, end = 0, len(content)
    while start < end and content[start]["t"] in _BLANK:
        start += 1
    while end > start and content[end - 1]["t"] in _BLANK:
        end -= 1
    return content[start:end]


def _inlines(content: Iterable[Node], met: _Met) -> list[Node]:
    return [one for node in content for one in _inline(node, met)]


def _inline(node: Node, met: _Met) -> Iterator[Node]:
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind in _MARKED:
        inner = _inlines(content, met)
        if kind == "Superscript" and all(one["t"] == "Note" for one in inner):
            yield from inner
        elif words(inner).strip() or any(one["t"] in ("Image", "Note") for one in inner):
            yield {"t": kind, "c": inner}
        else:
            yield from inner
    elif kind in _LAYOUT:
        yield from _inlines(content, met)
    elif kind == "Span":
        yield from _span(content, met)
    elif kind == "Link":
        yield from _link(content, met)
    elif kind == "Image":
        yield {"t": kind, "c": [_NO_ATTRIBUTES, _inlines(content[1], met), [content[2][0], ""]]}
    elif kind == "Quoted":
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        yield from ({"t": "Str", "c": marks[0]}, *_inlines(content[1], met), {"t": "Str", "c": marks[1]})
    elif kind == "Cite":
        yield from _inlines(content[1], met)
    elif kind in ("Code", "Math"):
        yield {"t": "Code", "c": [_NO_ATTRIBUTES, content[1]]}
    elif kind == "Note":
        yield {"t": kind, "c": _blocks(content, met)}
    elif kind == "RawInline":
        if content[0] == "mediawiki":
            met.counts["template"] += 1
            yield {"t": "Code", "c": [_NO_ATTRIBUTES, content[1]]}
    else:
        yield node


def _span(content: Any, met: _Met) -> Iterator[Node]:
    classes, pairs = content[0][1], dict(content[0][2])
    if "deletion" in classes:
        met.counts["deletion"] += 1
    elif "comment-start" in classes:
        met.counts["comment"] += 1
        by = f"Comment by {pairs['author']}:" if pairs.get("author") else "Comment:"
        said = _inlines(content[1], met)
        note = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": by}, {"t": "Space"}, *said]}]}
        met.begun[str(pairs.get("id"))] = note
    elif "comment-end" in classes:
        # A mark behind the words, as of any footnote.
        if note := met.begun.pop(str(pairs.get("id")), {}):
            yield note
    else:
        met.counts["insertion"] += "insertion" in classes
        yield from _inlines(content[1], met)


def _link(content: Any, met: _Met) -> Iterator[Node]:
    target = unwrapped(content[2][0])
    note = _GOOGLE_NOTE.match(target)
    if note and (blocks := met.notes.get(f"{note[1]}{note[2]}")):
        met.counts["comment"] += note[1] == "cmnt"
        lead = [{"t": "Str", "c": "Comment:"}, {"t": "Space"}] if note[1] == "cmnt" else []
        first = {"t": "Para", "c": [*lead, *_trimmed(blocks[0]["c"])]}
        yield {"t": "Note", "c": _blocks([first, *blocks[1:]], met)}
        return
    inner = _inlines(content[1], met)
    if not words(inner).strip() and not any(one["t"] == "Image" for one in inner):
        yield from inner
        return
    if target.startswith("#"):
        target = f"#{met.anchors.get(target[1:], target[1:])}"
    notes = [one for one in inner if one["t"] == "Note"]
    inner = [one for one in inner if one["t"] != "Note"]
    yield from ({"t": "Link", "c": [_NO_ATTRIBUTES, inner, [target, ""]]}, *notes) if target else inner
