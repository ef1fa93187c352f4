"""What a session's page shows on top: its outcomes in short, and who spoke how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from socml_site.emit.options import Options
from socml_site.emit.parts import said
from socml_site.emit.parts.views import Ref, Said
from socml_site.interface import Words, msg, pair
from socml_site.model import Document, OutcomeKind, SitePath, Wiki

_KINDS = {
    OutcomeKind.DECISION: (pair("decision", "decisions"), msg("Decided")),
    OutcomeKind.ACTION: (pair("action", "actions"), msg("To do")),
    OutcomeKind.QUESTION: (pair("open question", "open questions"), msg("Open questions")),
}
FEW_TURNS = 10
"""Below this many turns a picture of who spoke how much says nothing."""
SHOWN = 8
"""How many speakers are shown by name; the others share a line."""


@dataclass(frozen=True, slots=True)
class Part:
    """Outcomes of one kind: `kind` is the word for their mark, `label` what they are called."""

    kind: str
    label: str
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """What came of a session: in a line, and in full."""

    line: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How much somebody spoke; `share` is that of all words, 0 to 1, and `length` that of the longest bar."""

    who: Ref
    words: int
    turns: int
    share: float
    length: float


@dataclass(frozen=True, slots=True)
class Talk:
    """Who spoke how much in a session, most first."""

    turns: int
    speakers: int
    shares: tuple[Share, ...]


def short(wiki: Wiki, options: Options, document: Document) -> Short | None:
    """`2 decisions, 3 actions (1 open), 2 open questions`, and each of them; None if there are none."""
    counted, parts = [], []
    words = options.words
    for kind, (forms, label) in _KINDS.items():
        lines = tuple(said.lines(wiki, options, document.url, kind, event=False))
        if lines:
            counted.append(_still_open(words, kind, lines, words.plural(len(lines), *forms)))
            parts.append(Part(kind.value, words.t(label), lines))
    return Short(words.listed(counted), tuple(parts)) if parts else None


def _still_open(words: Words, kind: OutcomeKind, lines: tuple[Said, ...], counted: str) -> str:
    """What was counted, with how many actions are open where the minutes say of any that it is done."""
    waiting = sum(one.state != "done" for one in lines)
    if kind is not OutcomeKind.ACTION or waiting == len(lines):
        return counted
    if waiting:
        return words.t("{actions} ({n} open)", actions=counted, n=words.number(waiting))
    if len(lines) == 1:
        return words.t("{actions} (done)", actions=counted)
    return words.t("{actions} (all done)", actions=counted)


def talk(wiki: Wiki, options: Options, document: Document) -> Talk | None:
    """Who spoke how much; None for a session of few turns, or where fewer than two speakers may be named.

    Words count, since turns may be long or short; of several spellings of one speaker the words are added up.
    """
    turns = document.minutes.turns
    speakers = wiki.relations.speakers.get(document.url, {})
    words: Counter[tuple[str, SitePath | None]] = Counter()
    spoken: Counter[tuple[str, SitePath | None]] = Counter()
    labels: dict[tuple[str, SitePath | None], dict[str, None]] = defaultdict(dict)
    others = [0, 0]
    for turn in turns:
        owner = speakers.get(turn.speaker)
        if owner is None:
            others = [others[0] + turn.words, others[1] + 1]
            continue
        key = (owner.name, owner.person)
        words[key] += turn.words
        spoken[key] += 1
        labels[key][turn.label] = None
    total = words.total() + others[0]
    if len(turns) < FEW_TURNS or len(words) < 2 or not total:
        return None
    order = sorted(words, key=lambda key: (-words[key], key[0]))
    rest = order[SHOWN:] if len(order) > SHOWN + 1 else []
    rows = [(Ref(*key, note=_note(key[0], labels[key])), words[key], spoken[key]) for key in order if key not in rest]
    others = [others[0] + sum(words[key] for key in rest), others[1] + sum(spoken[key] for key in rest)]
    if others[1]:
        rows.append(
            (
                Ref(options.words.plural(len(rest), "other", "others") if rest else options.words.t("Others")),
                others[0],
                others[1],
            )
        )
    longest = max(count for _, count, _ in rows) or 1
    shares = tuple(Share(who, count, times, count / total, count / longest) for who, count, times in rows)
    return Talk(len(turns), len(words), shares)


def _note(name: str, labels: dict[str, None]) -> str:
    """The label a speaker goes by in the minutes, if it is not the name: whoever reads "SC" looks it up here."""
    short_ones = [label for label in labels if label and label != name and label not in name.split()]
    return f"({short_ones[0]})" if short_ones else ""
