"""Comments as Obsidian has them: what stands between two `%%` is for the note-taker and published nowhere.

In a line, or over several where the sign begins or ends one (https://help.obsidian.md/syntax#Comments). In code, and in
`100%% sure`, two percent signs are two percent signs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from socml_site.issues import Issue
from socml_site.text.markdown import blank_code, fences

_SIGN = re.compile(r"(?<!%)%%(?!%)")
_ALONE = re.compile(r"^[ \t]*%%[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"\n[ \t]*(?:\n|[-*+#>|]|\d+[.)])")
"""Where a paragraph, an item or a row ends."""
_REST = re.compile(r"[ \t]*+(?:\n|\Z)")
_BEFORE = re.compile(r"[ \t>*+-]*$")


def without_comments(text: str, path: str, first_line: int) -> tuple[str, tuple[Issue, ...]]:
    """The text, which begins on `first_line` of its file, with comments taken out and all its lines kept.

    One that has no end goes on to the end of the text, and is an issue.
    """
    if "%%" not in text:
        return text, ()
    issues: tuple[Issue, ...] = ()
    pieces, done = [], 0
    for start, end in _comments(text):
        if end is None:
            message = "This comment has no end, so that nothing below it is published"
            line = text.count("\n", 0, start) + first_line
            issues = (Issue(path, line, 1, "comment", message, "Put %% where it ends."),)
            end = len(text)
        pieces += [text[done:start], "\n" * text.count("\n", start, end)]
        done = end
    return "".join((*pieces, text[done:])), issues


def _comments(text: str) -> Iterator[tuple[int, int | None]]:
    """Where each comment begins and ends; None for the end of one that is never closed."""
    signs = _signs(text)
    closing = [at for at in signs if _closes(text, at)]
    breaks = [match.start() for match in _BREAK.finditer(text)]
    done = 0
    for at in signs:
        if at < done or text[max(0, at - 1) : at].isalnum():
            continue
        head = text[max(0, at - _NEAR) : at].rpartition("\n")
        opens = (head[1] or at < _NEAR) and _BEFORE.match(head[2]) is not None
        found = bisect_left(closing, at + 2)
        if found == len(closing):
            if opens and not text[at + 2 : at + 3].strip():
                yield at, None
                return
            continue
        end = closing[found] + 2
        gap = bisect_left(breaks, at)
        if opens or _REST.match(text, at + 2) or gap == len(breaks) or breaks[gap] >= end:
            yield at, end
            done = end


_NEAR = 20
"""Signs of an item or a quote take no more characters at the head of a line."""


def _signs(text: str) -> list[int]:
    """Where two percent signs stand outside of code; on a line alone they count however deep it is."""
    found = {match.start() for match in _SIGN.finditer(blank_code(text))}
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    fenced = [(starts[one.line], starts[one.end] if one.end is not None else len(text)) for one in fences(text)]
    begins = [start for start, _ in fenced]
    for match in _ALONE.finditer(text):
        at = text.index("%%", match.start())
        before = bisect_right(begins, at)
        if not before or at >= fenced[before - 1][1]:
            found.add(at)
    return sorted(found)


def _closes(text: str, at: int) -> bool:
    """Whether a sign can end a comment: not what only begins a word, as `%%time` does."""
    return not text[at + 2 : at + 3].isalnum() or not text[max(0, at - 1) : at].isspace()
