"""The steps of linking: each returns values and changes none that it was given, and none looks at all for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from socml_site import layout, link, pipeline
from socml_site.link import guess, names, vocabulary
from socml_site.link.guess import Guess
from socml_site.link.names.seen import sightings
from socml_site.link.topics import tagged
from socml_site.model import Kind, SourcePath
from tests.conftest import ROOT, Files

Write = Callable[[Files], Path]


class Counted(frozenset[str]):
    """Paths that count how often somebody goes through all of them."""

    rounds = 0

    def __iter__(self) -> Iterator[str]:
        self.rounds += 1
        return super().__iter__()


def test_the_kinds_of_all_files_are_known_by_looking_at_them_once() -> None:
    pages = [f"wg/{number}/README.md" for number in range(50)]
    alone = Counted([*pages, "a/pad.png"])
    assert {layout.kind_of(SourcePath(path), alone) for path in pages} == {Kind.SESSION}
    beside = Counted([*pages, *(f"wg/{number}/notes.md" for number in range(50))])
    assert {layout.kind_of(SourcePath(path), beside) for path in pages} == {Kind.EVENT}
    assert (alone.rounds, beside.rounds) == (1, 1)


@pytest.mark.parametrize(
    ("path", "beside", "kind"),
    [
        ("wg/index.markdown", ["wg/index.markdown"], Kind.SESSION),
        ("wg/index.markdown", ["wg/index.markdown", "wg/a.md"], Kind.EVENT),
        ("wg/index.md", ["wg/index.md", "wg/a.markdown", "wg/more/a.md", "a.md"], Kind.SESSION),
        ("wg/index.md", ["wg/a.md"], Kind.EVENT),
    ],
)
def test_an_index_is_an_event_where_it_stands_beside_others(path: str, beside: list[str], kind: Kind) -> None:
    assert layout.kind_of(SourcePath(path), frozenset(beside)) is kind


def _tag(number: int) -> str:
    return f"{(number + 1) * 7919 % 100_000:05}"


def _broken(count: int) -> Files:
    """Pages each of which has three links that lead nowhere, though something is near."""
    text = "# Talk on subject {0}\n\n[It](talk-{0}.markdown), [[Talk of subjects {0}]] and [[#label {0}]].\n"
    tags = [_tag(number) for number in range(count)]
    topics = "".join(f"- label: label-{tag}\n" for tag in tags)
    return {"topics.yml": topics} | {f"g{tag}/talk-{tag}.md": text.format(tag) for tag in tags}


def test_work_for_broken_links_grows_with_their_number(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    keys: list[str] = []
    best, key = process.extractOne, vocabulary.key

    def extract(wanted: str, choices: object, **options: object) -> object:
        compared.append(len(choices))  # type: ignore[arg-type]
        return best(wanted, choices, **options)

    def seen(name: str) -> str:
        keys.append(name)
        return key(name)

    monkeypatch.setattr(process, "extractOne", extract)
    monkeypatch.setattr("socml_site.link.targets.key", seen)
    monkeypatch.setattr(guess, "MOST", 20)
    work = []
    for count in (60, 120):
        compared.clear()
        keys.clear()
        issues = pipeline.understand(write(_broken(count))).issues
        hints = [one.hint for one in issues if one.code == "link"]
        assert sorted(hints) == sorted(
            hint
            for tag in map(_tag, range(count))
            for hint in (
                f"Did you mean talk-{tag}.md?",
                f"Did you mean [[Talk on subject {tag}]]?",
                f"Did you mean [[#label-{tag}]]?",
            )
        )
        work.append((sum(compared), len(keys)))
    (few, before), (many, after) = work
    assert many <= 2 * 1.1 * few
    assert after <= 2 * 1.1 * before


@pytest.mark.parametrize("least", [60, 75])
def test_a_guess_is_the_nearest_of_all(monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    words = (ROOT / "README.md").read_text().split()
    known = list(dict.fromkeys(f"{one} {other}" for one, other in pairwise(words) if len(one) > 4 < len(other)))
    found = Guess(known)
    monkeypatch.setattr(guess, "MOST", 40)
    for name in known[::7]:
        wanted = name[:3] + name[4:]
        best = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=least)
        near = found.near(wanted, least)
        assert near is not None
        assert fuzz.ratio(wanted, near) == pytest.approx(best[1])


def test_a_guess_is_none_where_nothing_is_near() -> None:
    assert Guess([]).near("a", 60) is None
    assert Guess(f"talk-{number}" for number in range(guess.MOST + 1)).near("zzzzzzz", 60) is None


def test_no_step_changes_what_it_is_given(write: Write) -> None:
    listed_too = {"people.yml": "- name: Ada Abel\n", "topics.yml": "- label: robots\n"}
    minutes = "---\ntopics: [GPUs]\nattendees: [Ada Abel, Bo Brook]\n---\n# Talk\n"
    found = pipeline.read(write({**listed_too, "a.md": minutes}))
    people, listed, _ = vocabulary.people(found.folder.people)
    labels, topics, _ = vocabulary.topics(found.folder.topics)
    before = repr((people, listed, labels, topics))
    seen = tuple(sightings(found.documents, frozenset(one.url for one in found.documents)))
    who, tags = names.identify(seen, people, listed), tagged(found.documents, labels, topics)
    assert repr((people, listed, labels, topics)) == before
    assert (tagged(found.documents, labels, topics), names.identify(seen, people, listed)) == (tags, who)
    assert [*people.names.values(), *labels.names.values()] == ["Ada Abel", "robots"]
    assert [*who.words.names.values(), *tags.words.names.values()] == ["Ada Abel", "Bo Brook", "robots", "GPUs"]


def test_what_is_known_is_no_other_once_links_are_followed() -> None:
    found = pipeline.read(ROOT / "tests" / "sites" / "good")
    known = link.know(found.documents, found.folder)
    before = repr(known)
    first = link.relate(known)
    assert repr(known) == before
    assert link.relate(known) == first
    assert link.know(reversed(found.documents), found.folder).who == known.who


def test_a_learner_leaves_what_it_has_told() -> None:
    begun = vocabulary.Vocabulary("topics", "topic")
    learner = vocabulary.Learner(begun)
    first = learner.add("GPUs")
    told = learner.learnt
    assert learner.add("gpus") == first
    assert learner.add("gpus!") != first
    assert (begun.names, told.names) == ({}, {first: "GPUs"})


def test_sessions_that_are_called_the_same_are_told_apart_by_their_days(write: Write) -> None:
    root = write(
        {
            "garden/2024-04-08.md": "# Weekly call\n\nSee [[Talk]].\n",
            "garden/2024-04-15.md": "# Weekly call\n\nMore words.\n",
            "garden/talk.md": "# Talk\n\nWords.\n",
            "pond/2024-04-15.md": "# Weekly call\n\nWords.\n",
            "pond/2024-04-22.md": "---\ntitle: Frogs\n---\nWords.\n",
            "pond/2024-04-29.md": "---\ntitle: Frogs\n---\nMore words.\n",
            "garten/2024-04-08.md": "---\nlang: de\n---\n# Treffen der Gruppe\n\nWorte.\n",
            "garten/2024-04-15.md": "---\nlang: de\n---\n# Treffen der Gruppe\n\nMehr Worte.\n",
        }
    )
    documents = pipeline.understand(root).relations.documents
    assert {one.url: one.title for one in documents.values() if one.kind is Kind.SESSION} == {
        "garden/2024-04-08/": "Weekly call, 8 April 2024",
        "garden/2024-04-15/": "Weekly call, 15 April 2024",
        "garden/talk/": "Talk",
        "pond/2024-04-15/": "Weekly call",
        "pond/2024-04-22/": "Frogs",
        "pond/2024-04-29/": "Frogs",
        "garten/2024-04-08/": "Treffen der Gruppe, 8. April 2024",
        "garten/2024-04-15/": "Treffen der Gruppe, 15. April 2024",
    }
