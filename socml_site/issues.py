"""What is wrong with the content, as data: `Issue`, the `Fix` that is certain to mend it, and the table of codes.

Bad content never raises. Each stage returns the issues it met; they are collected and printed once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

STEERING = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that steer a terminal, break a line, turn the order of letters or are none."""


def visible(text: str) -> str:
    r"""A text on one line with the signs that steer shown as they are written, `\x1b` or `\u202e`."""
    return STEERING.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    code = ord(match[0])
    # What is no UTF-8 in the name of a file comes as half a surrogate pair (PEP 383).
    code -= 0xDC00 if 0xDC80 <= code <= 0xDCFF else 0
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class Severity(StrEnum):
    """`error` fails a build, `warning` fails it only with `--strict`, `hint` never does."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


CODES: dict[str, tuple[Severity, str]] = {
    "encoding": (Severity.ERROR, "The file is not UTF-8 text"),
    "binary": (Severity.ERROR, "The file is not text at all and is not published"),
    "unreadable": (Severity.ERROR, "The file cannot be opened"),
    "empty": (Severity.ERROR, "The file says nothing"),
    "yaml": (Severity.ERROR, "The front matter or vocabulary is not valid YAML"),
    "type": (Severity.ERROR, "A front matter value is of the wrong type or outside its range"),
    "date": (Severity.ERROR, "A date or time is none"),
    "unclear-date": (Severity.WARNING, "The day can be read in several ways, or two places differ"),
    "key": (Severity.ERROR, "A front matter key looks misspelt, or stands twice"),
    "unknown-key": (Severity.WARNING, "A front matter key is not known"),
    "foreign-key": (Severity.HINT, "A front matter key is one of other programs and not read"),
    "order": (Severity.ERROR, "Something ends before it starts"),
    "url": (Severity.ERROR, "Two files would have the same address"),
    "link": (Severity.ERROR, "A link leads nowhere"),
    "anchor": (Severity.ERROR, "A link leads to a heading that is not there"),
    "title": (Severity.ERROR, "A [[link]] fits several pages"),
    "unsafe": (Severity.ERROR, "HTML that is not published"),
    "image": (Severity.WARNING, "An image on another host is shown as a link"),
    "markup": (Severity.WARNING, "Harmless HTML that has no effect"),
    "bound": (Severity.WARNING, "There is more of something than is read"),
    "scheme": (Severity.WARNING, "An address of an unknown kind is shown as its words"),
    "alias": (Severity.ERROR, "A name or label is claimed twice in people.yml or topics.yml"),
    "topic": (Severity.ERROR, "A broader topic does not exist"),
    "circle": (Severity.ERROR, "A topic is broader than itself by way of others"),
    "event": (Severity.ERROR, "An event does not exist"),
    "redirect": (Severity.ERROR, "An old address cannot lead to the new one"),
    "schedule": (Severity.WARNING, "Something in schedule.csv is not known or says too little"),
    "evidence": (Severity.ERROR, "A tip's evidence does not exist"),
    "similar": (Severity.WARNING, "A name or label looks misspelt"),
    "duplicate": (Severity.HINT, "Two names may be one person's"),
    "attachment": (Severity.WARNING, "A file is of a kind that is not published"),
    "comment": (Severity.ERROR, "A comment has no end, so that the rest of the page is not published"),
    "policy": (
        Severity.ERROR,
        "Something that looks like a policy cannot be understood, and the page is not published",
    ),
    "maybe": (Severity.HINT, "Something may be a person, a decision, an action or a question, but is not sure"),
    "history": (Severity.HINT, "Only a part of the history of the files is there"),
    "unpublished": (Severity.HINT, "A page is a draft or private and is on no page of the site"),
    "withheld": (
        Severity.WARNING,
        "A link leads to a page that is not published, or a summary holds a name that may not be told",
    ),
}
"""Each code with its severity and its meaning; the hint that goes with it is written where the issue is found."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is certain: in the file `path`, from `line` and `col` on, `old` becomes `new`; `what` tells it.

    `old` stands on that one line and may be empty. Where it does not stand there, nothing is to be changed.
    """

    path: str
    line: int
    col: int
    old: str
    new: str
    what: str


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One fault: `path` relative to the content folder, `line` and `col` from 1 in the file as stored.

    Who shows it reads `message` and `hint`; nobody finds out from them what is meant, for which there is `fix`.
    """

    path: str
    line: int
    col: int
    code: str
    message: str
    hint: str = ""
    fix: Fix | None = field(default=None, compare=False)
    """It follows from all of the above: two issues that agree in that have the same."""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such code of issues: {self.code}")

    @property
    def severity(self) -> Severity:
        """How bad it is, by its code."""
        return CODES[self.code][0]

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        said = f"{self.path}:{self.line}:{self.col}: {self.severity} [{self.code}] {self.message}.{hint}"
        return visible(said)


def failing(issues: tuple[Issue, ...], strict: bool = False) -> tuple[Issue, ...]:
    """Those issues that fail a build; `strict` counts warnings too."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return tuple(issue for issue in issues if issue.severity in bad)
