"""How often each rule is right, beside the weight it gives: `python -m tests.bench.calibrate FOLDER`.

FOLDER holds minutes and `gold.json`, a list of what a careful reader sees in some of them: for each `path` the
`people` (name, also), `decisions`, `actions` and `questions` (line, perhaps other lines `alt`), and in `unclear` the
lines and names of which readers think otherwise; these count for nothing. A weight is the natural logarithm of the odds
of being right; the measured one counts one right and one wrong thing more than there were, since few cases say little.
The last lines hold `SURE` against what was found just below it and just above it.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from socml_site.cli.enclosing import enclosing
from socml_site.cli.inspect import inspection
from socml_site.minutes.evidence import SURE
from socml_site.minutes.letters import key
from socml_site.model import Document, Ground, Named, Outcome

NEAR = 2
"""Lines by which readers of the same thing may differ."""


class Judged(NamedTuple):
    """A thing that was found, by what it is, its ground, and whether it is right."""

    what: str
    ground: Ground
    right: bool


def judged(documents: Iterable[Document], gold: Mapping[str, Any]) -> Iterator[Judged]:
    """Everything found in a file of which the gold says whether it is right."""
    found = [one for document in documents for one in (*_said(document), *document.minutes.maybe)]
    people = [_names(one) for one in gold["people"]]
    doubtful = set(map(key, gold.get("unclear", {}).get("people", ())))
    for one in found:
        if isinstance(one, Named):
            names = set(map(key, (one.name, *one.also)))
            if not names & doubtful:
                yield Judged("people", one.ground, any(names & other for other in people))
        elif (field := f"{one.kind.value}s") in gold:
            lines = [line for item in gold[field] for line in (item["line"], *item.get("alt", ()))]
            if not _near(one.place.line, gold.get("unclear", {}).get(field, ())):
                yield Judged(field, one.ground, _near(one.place.line, lines))


def _said(document: Document) -> Iterator[Named | Outcome]:
    yield from document.minutes.people
    yield from document.minutes.outcomes


def _names(person: Mapping[str, Any]) -> set[str]:
    return set(map(key, (person["name"], *person.get("also", ()))))


def _near(line: int, lines: Iterable[int]) -> bool:
    return any(abs(line - other) <= NEAR for other in lines)


def log_odds(right: int, wrong: int) -> float:
    """The natural logarithm of the odds of being right, one of each kind added."""
    return math.log((right + 1) / (wrong + 1))


def report(found: Iterable[Judged]) -> None:
    """Print a table by rule, and the share of right things by weight."""
    rules, weights = defaultdict(list), defaultdict(list)
    for one in found:
        rules[one.what, one.ground.rule].append(one)
        weights[one.what, math.floor(one.ground.weight * 2) / 2].append(one)
    print(f"{'of':10}{'rule':62}{'found':>6}{'right':>7}{'weight':>8}{'measured':>10}")
    for (what, rule), ones in sorted(rules.items(), key=lambda pair: (pair[0][0], -len(pair[1]))):
        right = sum(one.right for one in ones)
        given = sum(one.ground.weight for one in ones) / len(ones)
        measured = log_odds(right, len(ones) - right)
        print(f"{what:10}{rule[:60]:62}{len(ones):6}{right / len(ones):7.0%}{given:8.1f}{measured:10.1f}")
    print(f"\n{'of':10}{'weight from':>12}{'found':>8}{'right':>8}   told from {SURE} on")
    for (what, weight), ones in sorted(weights.items()):
        print(f"{what:10}{weight:12.1f}{len(ones):8}{sum(one.right for one in ones) / len(ones):8.0%}")


def main() -> int:
    """Judge what is found in the annotated files of a folder."""
    root = Path(sys.argv[1])
    every: list[Judged] = []
    for gold in json.loads((root / "gold.json").read_text(encoding="utf-8")):
        path = root / gold["path"]
        found = inspection(path, enclosing(path))
        every += judged((one.document for one in found.sessions), gold) if found else ()
    report(every)
    return 0


if __name__ == "__main__":
    sys.exit(main())
