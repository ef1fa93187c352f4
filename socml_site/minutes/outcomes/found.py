"""An outcome as the recognisers pass it on, and what says nothing: the empty fields of templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.owners import owners_of, state_of
from socml_site.minutes.people.cast import Cast
from socml_site.model import OutcomeKind

EMPTY = re.compile(
    r"(?:\W*|(?:(?:name|person|someone|who|x) to (?:do )?\w+|none(?: \w+){0,4}|(?:name|owner"
    r"|who)\s*[:–-]\s*(?:what|task|action|description)[\w ]{0,20}|text|name|tbd|tba|none|no|n/?a|nil"
    r"|nothing|description|details|item|owner|action|decision|question|your \w+|some \w+|xxx|todo|who|what"
    r"|when|link|see above|\w+ here|add \w+ here"
    r"|none (?:yet|today|this week|recorded|identified)|no (?:new )?(?:action(?: item)?s?|decisions?"
    r"|questions?|resolutions?)(?: \w+){0,3}|nothing (?:new|to report|recorded)|name ?[:-] ?(?:text|action"
    r"|task|item)|who ?[:-] ?what|owner ?[:-] ?\w+|<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\}|\(none\))\W*)",
    re.I,
)
WANTED = re.compile(r"(?:volunteers?|owner|someone|help) (?:is |are )?(?:needed|wanted|required)\W*$", re.I)
_STRUCK_ALL = re.compile(r"(?:^|[:–—-][*_]*\s+)(?:~~.*~~|<(s|del|strike)>.*</\1>)\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """An outcome by its line from 0."""

    kind: OutcomeKind
    text: str
    line: int
    owners: tuple[str, ...] = ()
    done: bool | None = None
    due: date | None = None
    withdrawn: bool = False
    listed: bool = False
    """It is an item of a list of its kind, without a mark of its own."""


def made(kind: OutcomeKind, line: Line, text: str, cast: Cast, who: str = "") -> Found:
    """The outcome a line is, with what it says behind its mark; `who` is what the mark itself says of the owner."""
    withdrawn = line.struck or bool(_STRUCK_ALL.search(line.text))
    if kind is not OutcomeKind.ACTION:
        return Found(kind, text or line.words, line.number, withdrawn=withdrawn)
    done = line.box if line.box is not None else state_of(line.words)
    return Found(kind, text or line.words, line.number, owners_of(text or line.words, cast, who), done, None, withdrawn)
