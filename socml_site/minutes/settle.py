"""What the evidence on one file comes to: decided once after each layer of recognisers, by weight.

Evidence of one person adds up over all lines. Of outcomes on one line the strongest counts; what is not sure is kept as
"maybe". Lines that a list of people takes up are no longer asked for anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from socml_site.minutes.cast import Cast
from socml_site.minutes.evidence import MAYBE, SURE, Evidence, Found, Speech, What
from socml_site.model import OutcomeKind

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file after some layers: everybody in it, who speaks where, and what came of it.

    `taken` are lines that say who was there or are mere form; `people` is the evidence that `cast` is made of.
    """

    cast: Cast = field(default_factory=Cast)
    people: tuple[Evidence, ...] = ()
    speeches: tuple[Evidence, ...] = ()
    outcomes: tuple[Evidence, ...] = ()
    taken: frozenset[int] = _NONE
    maybe: tuple[Evidence, ...] = ()

    spoken: frozenset[int] = field(init=False)
    """The lines on which somebody begins to speak."""
    with_marks: frozenset[int] = field(init=False)
    """The lines with an outcome that begin with a mark of it."""
    marked: Mapping[int, Found] = field(init=False)
    """The outcomes so far by their lines."""

    def __post_init__(self) -> None:
        # Recognisers ask for these on every line.
        for name, value in (
            ("spoken", frozenset(one.line for one in self.speeches)),
            ("with_marks", frozenset(one.line for one in self.outcomes if one.rule.startswith("marked"))),
            ("marked", {one.line: one.value for one in self.outcomes if isinstance(one.value, Found)}),
        ):
            object.__setattr__(self, name, value)


def settle(known: Known, evidence: Iterable[Evidence]) -> Known:
    """What is known when this evidence, in the order of lines within each recogniser, is added."""
    seen = list(evidence)
    if not seen:
        return known
    people = (*known.people, *(one for one in seen if one.what is What.PERSON))
    new = [one for one in seen if isinstance(one.value, Speech)]
    speeches = (*known.speeches, *(one for one in new if one.weight >= SURE))
    changed = len(people) > len(known.people) or len(speeches) > len(known.speeches)
    cast = cast_of((*people, *speeches)) if changed else known.cast
    taken = known.taken.union(*(range(one.line, one.end + 1) for one in seen if one.what in (What.PERSON, What.FORM)))
    outcomes, maybe = _strongest((*known.outcomes, *(one for one in seen if one.what is What.OUTCOME)))
    return Known(
        cast,
        people,
        speeches,
        outcomes,
        taken,
        (*known.maybe, *maybe, *(one for one in new if MAYBE <= one.weight < SURE)),
    )


def cast_of(evidence: Iterable[Evidence]) -> Cast:
    """Everybody whom evidence names."""
    cast = Cast()
    for one in evidence:
        cast.enter(one)
    return cast


def _strongest(outcomes: Iterable[Evidence]) -> tuple[tuple[Evidence, ...], list[Evidence]]:
    """Of the outcomes on each line the strongest, if it is sure; gaps and information stand beside others."""
    best: dict[tuple[int, bool], Evidence] = {}
    maybe: list[Evidence] = []
    for one in outcomes:
        place = (one.line, isinstance(one.value, Found) and one.value.kind is OutcomeKind.GAP)
        other = best.get(place)
        if other is None or one.weight > other.weight:
            best[place] = one
    maybe += [one for one in best.values() if MAYBE <= one.weight < SURE]
    sure = sorted((one for one in best.values() if one.weight >= SURE), key=lambda one: one.line)
    return tuple(sure), maybe


def sure_people(cast: Cast) -> Iterator[int]:
    """The numbers of those who were surely there."""
    return (one.index for one in cast.members if one.weight >= SURE)
