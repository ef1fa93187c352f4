"""Which lines below a heading of actions are its list: it ends where talk begins, or another subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.outcomes.owners import is_group
from socml_site.minutes.settle import Known
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_GAP = 3
"""Empty lines that part a list from what is none of it."""
_LONG = 45
"""Words that one says of a thing, and that nobody is told to do."""
_PARAGRAPH = 25
_LABEL = re.compile(r"[^\w:]{0,4}[^\W\d_][^:：]{0,40}[:：]\s*")
_OPENS = Pattern(r"\W{0,4}«speech_begins»(?!\w)")
_SENTENCES = re.compile(r"[.!?。！？]\s+\S")


def of_list(lines: Sequence[Line], below: Sequence[Line], known: Known, of: Words, faint: bool) -> list[Line]:
    """Of the lines below a heading or label those that can be items of its list.

    A `faint` heading may as well announce talk about what was promised: there paragraphs by speakers are such.
    """
    spoken = {one.number for one in below if one.number in known.spoken and one.box is None}
    talks = _is_talk(lines, [one for one in below if one.number in spoken], of, faint)
    found: list[Line] = []
    for one in below:
        if found and (_parted(lines, one) or _begins_another(found, one, known, of)):
            break
        if talks and one.number in spoken:
            break
        if one.number in spoken or not _is_prose(lines, one, of):
            found.append(one)
        elif any(not other.level for other in found):
            break
    return found


def _parted(lines: Sequence[Line], line: Line) -> bool:
    """Whether several empty lines stand above a line."""
    above = lines[max(0, line.number - _GAP) : line.number]
    return len(above) == _GAP and all(one.blank and not one.bullet and not one.cells and not one.code for one in above)


def _begins_another(found: Sequence[Line], line: Line, known: Known, of: Words) -> bool:
    """Whether a bold line stands behind items that no bold line is above: it is no group of them."""
    if line.level != BOLD or found[0].level:
        return False
    name = line.words.strip(" :")
    return known.cast.find(name) is None and not is_group(name, of)


def _is_talk(lines: Sequence[Line], spoken: Sequence[Line], of: Words, faint: bool) -> bool:
    """Whether the lines that begin with somebody's name are said: one in three asks, tells or is long."""
    signs = sum(_is_said(lines, one, of) for one in spoken)
    return bool(signs) and (signs * 3 >= len(spoken) or (faint and not any(one.bullet for one in spoken)))


def _is_said(lines: Sequence[Line], line: Line, of: Words) -> bool:
    text = " ".join(one.words for one in _paragraph(lines, line))
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    return "?" in text or "？" in text or bool(_OPENS.of(of).match(text)) or len(text.split()) > _LONG


def _is_prose(lines: Sequence[Line], line: Line, of: Words) -> bool:
    """Whether a paragraph tells something in several sentences."""
    if line.bullet or line.level or line.cells or line.box is not None or not line.after_blank:
        return False
    words = " ".join(one.words for one in _paragraph(lines, line))
    many = len(words.split())
    if _SENTENCES.search(words) is None:
        return many > 2 * _LONG
    return many > _PARAGRAPH or (many > _PARAGRAPH // 2 and bool(_OPENS.of(of).match(words)))


def _paragraph(lines: Sequence[Line], line: Line) -> Iterator[Line]:
    yield line
    for one in lines[line.number + 1 : line.number + 12]:
        if one.blank or one.bullet or one.level or one.cells:
            return
        yield one
