"""Topics found in texts: none that nobody speaks of, whatever the text, and by work that grows with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from socml_site.link import vocabulary
from socml_site.link.subjects import LONGEST, cleaned
from socml_site.link.topics import lexicon, mentions, numbers, spots, tagged
from socml_site.model import Document, SitePath
from socml_site.read.yaml import parse_yaml
from socml_site.words.table import words_of
from tests.bench.shapes import TOPICAL
from tests.conftest import calls, first_document, source_of

LABELS = ["machine learning", "learning", "AI", "R", "C++", "road map", "note-taking", "games"]
WORDS = st.sampled_from([*LABELS, "machine", "ai", "r", "road", "map", "a", "-", "\n", "# ", "`", "**", ".", "+"])
WORDS_KNOWN, TOPICS, _ = vocabulary.topics(
    parse_yaml(yaml.safe_dump([{"label": label} for label in LABELS]), "topics.yml")
)
KNOWN = lexicon(WORDS_KNOWN, TOPICS)


def document_of(text: str, path: str = "wg/a.md") -> Document:
    return first_document(source_of(text, path), frozenset({path}))[0]


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_each_topic_is_spoken_of(text: str) -> None:
    one = document_of(text)
    said = f"{one.title} {text}".casefold().replace("-", " ")
    lines = text.split("\n")
    for spot in spots(one, KNOWN):
        label = WORDS_KNOWN.names[spot.topic]
        assert all(word in said for word in label.casefold().replace("-", " ").split())
        assert spot.headed or spot.count >= 2
        assert 1 <= spot.line <= len(lines)


@given(st.text(max_size=120))
def test_a_heading_is_cleaned_to_a_few_words_or_none(title: str) -> None:
    label = cleaned(title, words_of("en"))
    assert len(label.split()) <= LONGEST
    assert label == label.strip()
    assert not label or any(sign.isalpha() for sign in label)


def test_the_line_is_that_of_the_file() -> None:
    one = document_of("---\ntitle: A\n---\n\nWords.\n\n## The road map\n\ngames and\ngames\n")
    found = {WORDS_KNOWN.names[spot.topic]: (spot.line, spot.count, spot.headed) for spot in spots(one, KNOWN)}
    assert found == {"road map": (7, 1, True), "games": (9, 2, False)}


@pytest.mark.usefixtures("never_hangs")
@pytest.mark.parametrize("name", TOPICAL)
def test_hostile_text_is_searched(name: str) -> None:
    one = replace(document_of("# A\n"), text=TOPICAL[name](400_000))
    assert {spot.topic for spot in spots(one, KNOWN)} <= set(TOPICS)


def test_the_work_grows_with_the_number_of_sessions() -> None:
    labels = [f"topic {number} of many" for number in range(500)]
    words, topics, _ = vocabulary.topics(parse_yaml(yaml.safe_dump([{"label": one} for one in labels]), "topics.yml"))
    text = "# Meeting\n\n" + "\n\n".join(f"## Topic {number} of many\n\n{'words ' * 60}" for number in range(6))
    model = document_of(text)

    def work(count: int) -> int:
        sessions = [replace(model, url=SitePath(f"wg/{number}/"), path=f"wg/{number}.md") for number in range(count)]
        return calls(lambda: tagged(sessions, words, topics))

    # The labels are work whatever the number of sessions.
    least = work(0)
    assert work(500) - least < 10 * 1.1 * (work(50) - least)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("networks", ["network"]),
        ("network", ["networks"]),
        ("GAN", ["GANs"]),
        ("GANs", ["GAN"]),
        ("policy", ["policies"]),
        ("policies", ["policie", "policy"]),
        ("survey", ["surveys"]),
        ("batch", ["batches"]),
        ("batches", ["batche", "batch"]),
        ("loss", ["losses"]),
        ("news", []),
        ("new", []),
        ("analysis", []),
        ("bias", []),
        ("R", []),
        ("C++", []),
    ],
)
def test_the_other_number_of_a_word(word: str, others: list[str]) -> None:
    assert list(numbers(word)) == others


NUMBERED = """
- label: generative adversarial networks
  aliases: [GAN]
- label: networks
- label: road map
- label: agents
- label: agent
- label: news
"""


@pytest.mark.parametrize(
    ("text", "named", "about"),
    [
        ("A generative adversarial network drew it.", ["generative adversarial networks"], []),
        ("GANs are hard. GANs again.", ["generative adversarial networks"], []),
        ("A GAN. A GAN.", ["generative adversarial networks"], ["generative adversarial networks"]),
        ("## Road maps\n\nWords.", ["road map"], []),
        ("One agent here, two agents there.", ["agent", "agents"], []),
        ("The gans of Bern.", [], []),
        ("Something new, a networker, meta-network, generative adversarial networking, `GANs`.", [], []),
        (
            "A generative adversarial network; networks and networks.",
            ["generative adversarial networks", "networks"],
            ["networks"],
        ),
    ],
)
def test_the_other_number_is_named_and_gives_no_topic(text: str, named: list[str], about: list[str]) -> None:
    words, topics, _ = vocabulary.topics(parse_yaml(NUMBERED, "topics.yml"))
    known = lexicon(words, topics)
    one = document_of(f"# Title\n\n{text}\n")
    assert sorted(topics[spot.topic].label for spot in mentions(one, known)) == named
    assert sorted(topics[spot.topic].label for spot in spots(one, known)) == about
