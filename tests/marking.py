"""Documents with outcomes and turns made by hand, so that how they are shown is tested without any recogniser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from socml_site.model import Document, Outcome, OutcomeKind, Owner, Place, SitePath, Turn, WebLink
from socml_site.render import pages
from socml_site.render.converter import Converter, Page
from tests.conftest import first_document, source_of

_CONVERTER = Converter()
_WORD = re.compile(
    r'<span class="mark mark-[a-z]+" id="([^"]+)" data-pagefind-ignore>(<a href="#\1">)?([^<]+)(</a>)?</span>'
)

Said = tuple[str, int]
"""The kind of an outcome and its line in the file."""
Spoken = Mapping[str, object]
"""Of a turn its `line`, `by`, and perhaps `label` and `time`."""


def marked_document(
    text: str, said: Sequence[Said] = (), spoken: Sequence[Spoken] = (), recording: str = ""
) -> Document:
    """A file with this text in which just these things are said; their anchors are `o1`, `o2`… and `t1`, `t2`…"""
    found = first_document(source_of(text), frozenset({"notes/a.md"}))[0]
    outcomes = tuple(_outcome(kind, line, number) for number, (kind, line) in enumerate(said, 1))
    turns = tuple(
        Turn(
            speaker=str(one["by"]),
            label=str(one.get("label", one["by"])),
            place=Place(int(str(one["line"]))),
            end=int(str(one["line"])),
            anchor=f"t{number}",
            time=str(one.get("time", "")),
            words=int(str(one.get("words", 3))),
        )
        for number, one in enumerate(spoken, 1)
    )
    links = (WebLink(recording, "Recording", "video"),) if recording else ()
    minutes = replace(found.minutes, outcomes=outcomes, turns=turns, citations=())
    return replace(found, minutes=minutes, facts=replace(found.facts, links=links))


def _outcome(kind: str, line: int, number: int) -> Outcome:
    """`done action` and `withdrawn decision` are kinds too."""
    state, _, kind = kind.rpartition(" ")
    return Outcome(
        OutcomeKind(kind), "words", Place(line), f"o{number}", done=state == "done", withdrawn=state == "withdrawn"
    )


def published(found: Document, speakers: Mapping[str, Owner] | None = None) -> str:
    """The HTML of a document's text as it is on its page."""
    page = Page(found.url, {})
    return pages.published(found, page, _CONVERTER, speakers or {})


def speakers_of(named: Mapping[str, str | None]) -> dict[str, Owner]:
    """Speakers by the name the minutes use, each with the path of their page, if they have one."""
    return {name: Owner(name, SitePath(url) if url else None) for name, url in named.items()}


def brief(html: str) -> str:
    """The HTML with the word of each outcome as `«id word»`, with a `!` if it is no link."""
    return _WORD.sub(lambda match: f"«{match[1]} {match[3]}{'' if match[2] else '!'}»", html)
