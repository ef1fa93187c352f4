"""Comments as Obsidian has them: what stands between two `%%` is for the note-taker and published nowhere.

In a line, or over several from a line that begins with the sign (https://help.obsidian.md/syntax#Comments). In code,
and in `100%% sure`, two percent signs are two percent signs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from socml_site.issues import Issue
from socml_site.minutes.markup import blank_code

_SIGN = re.compile(r"(?<!%)%%(?!%)")
_BLANK = re.compile(r"\n[ \t]*\n")
_BEFORE = re.compile(r"[ \t>*+-]*$")


def without_comments(text: str, path: str, first_line: int) -> tuple[str, tuple[Issue, ...]]:
    """The text, which begins on `first_line` of its file, with comments taken out and all its lines kept.

    One that has no end goes on to the end of the text, and is an issue.
    """
    if "%%" not in text:
        return text, ()
    masked = blank_code(text)
    issues = []
    for start, end in reversed(list(_comments(masked))):
        if end is None:
            message = "This comment has no end, so that nothing below it is published"
            line = text.count("\n", 0, start) + first_line
            issues.append(Issue(path, line, 1, "comment", message, "Put %% where it ends."))
            end = len(text)
        text = text[:start] + "\n" * text.count("\n", start, end) + text[end:]
    return text, tuple(issues)


def _comments(masked: str) -> Iterator[tuple[int, int | None]]:
    """Where each comment begins and ends; None for the end of one that is never closed."""
    signs = [match.start() for match in _SIGN.finditer(masked)]
    closing = [at for at in signs if not masked[at + 2 : at + 3].isalnum()]
    blanks = [match.start() for match in _BLANK.finditer(masked)]
    done = 0
    for at in signs:
        if at < done or masked[max(0, at - 1) : at].isalnum():
            continue
        begin = masked.rfind("\n", 0, at) + 1
        of_lines = len(masked[begin:at]) < 20 and _BEFORE.match(masked[begin:at]) is not None
        found = bisect_left(closing, at + 2)
        end = closing[found] + 2 if found < len(closing) else None
        if end is None:
            if of_lines and not masked[at + 2 :].partition("\n")[0].strip():
                yield at, None
                return
            continue
        gap = bisect_left(blanks, at)
        if of_lines or gap == len(blanks) or blanks[gap] >= end:
            yield at, end
            done = end
