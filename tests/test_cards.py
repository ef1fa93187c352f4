"""Cards: what is drawn, how large, how often."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.emit.heads import drawn_cards
from socml_site.pipeline import Understood
from tests.conftest import Files

OPTIONS = Options(site_name="Our minutes", description="What was said.", site_url="https://wiki.example/")
Understand = Callable[[Files], Understood]
FILES = {
    "events/fair/index.md": "---\ntitle: The Fair\nstart: 2020-02-01\ncity: Graz\n---\n\nTalk.\n",
    "events/fair/sessions/arms.md": "---\ntitle: Arms\ntopics: [robots]\nattendees: [Zorba Quux]\n---\n\nWords.\n",
    "tips/t.md": "# A tip\n\nWords.\n",
}


def _cards(understood: Understood, options: Options = OPTIONS) -> dict[str, bytes]:
    found = pipeline.emit(understood, options)[1]
    return {one.path: bytes(one.body) for one in found if one.path.endswith(".png") and isinstance(one.body, bytes)}


def _image_of(understood: Understood, page: str, options: Options = OPTIONS) -> str:
    found = {one.path: one for one in pipeline.emit(understood, options)[1]}
    return {name: content for _, name, content in found[page].head.metas}.get("og:image", "")


def test_there_is_a_card_for_the_site_and_for_each_event(understand: Understand) -> None:
    understood = understand(FILES)
    assert set(_cards(understood)) == {"assets/cards/site.png", "assets/cards/events/fair.png"}
    assert _image_of(understood, "events/fair/sessions/arms/") == "https://wiki.example/assets/cards/events/fair.png"
    assert _image_of(understood, "events/fair/") == "https://wiki.example/assets/cards/events/fair.png"
    assert _image_of(understood, "tips/t/") == "https://wiki.example/assets/cards/site.png"


def test_pages_have_their_own_if_asked_for(understand: Understand) -> None:
    understood, options = understand(FILES), replace(OPTIONS, cards="pages")
    wanted = {"site", "events/fair", "events/fair/sessions/arms", "tips/t", "topics/robots"}
    assert set(_cards(understood, options)) == {f"assets/cards/{name}.png" for name in wanted}
    for page in ("events/fair/sessions/arms", "tips/t", "topics/robots"):
        assert _image_of(understood, f"{page}/", options) == f"https://wiki.example/assets/cards/{page}.png"


@pytest.mark.parametrize("options", [replace(OPTIONS, cards="none"), replace(OPTIONS, site_url="")])
def test_there_may_be_none(understand: Understand, options: Options) -> None:
    understood = understand(FILES)
    assert _cards(understood, options) == {}
    assert _image_of(understood, "", options) == ""


@pytest.mark.parametrize("title", ["Why?", "A long title " * 30, "W" * 400, "Größe, Łódź, Ωμέγα, Съезд", ""])
def test_a_card_is_a_small_picture_of_few_colours(title: str) -> None:
    data = drawn_cards.draw(title, "Friday 7 October 2016, Graz", "Our minutes")
    assert len(data) < 30_000
    card = Image.open(io.BytesIO(data))
    assert (card.format, card.mode, card.size) == ("PNG", "P", (1200, 630))
    colours = card.convert("RGB").getcolors(maxcolors=16)
    assert colours
    assert max(colours)[1] == (252, 251, 248)
    # Nothing touches the edges.
    shown = card.convert("RGB").crop((0, 20, 1200, 630))
    left, top, right, bottom = (
        Image.eval(shown.convert("L"), lambda value: 255 if value < 200 else 0).getbbox() or (0,) * 4
    )
    assert left >= 60
    assert right <= 1140
    assert top > 20
    assert bottom < 570


def test_the_same_words_give_the_same_bytes() -> None:
    assert drawn_cards.draw("A", "b", "C") == drawn_cards.draw("A", "b", "C") != drawn_cards.draw("B", "b", "C")


def test_lines_are_few_and_about_equally_long() -> None:
    font, lines = drawn_cards.set_title("What we learned about machine learning in production this year")
    lengths = [font.getlength(line) for line in lines]
    assert 1 < len(lines) <= 4
    assert min(lengths) > 0.6 * max(lengths)
    assert len(drawn_cards.set_title("word " * 200)[1]) == 4


@pytest.mark.parametrize("title", ["機械学習", "تعلم الآلة", "Party 🎉", "ไทย"])
def test_what_the_font_cannot_write_has_the_sites_card(understand: Understand, title: str) -> None:
    understood = understand({"events/fair/index.md": f"---\ntitle: {title}\n---\n\nTalk.\n"})
    assert set(_cards(understood)) == {"assets/cards/site.png"}
    assert _image_of(understood, "events/fair/") == "https://wiki.example/assets/cards/site.png"
    nameless = replace(OPTIONS, site_name=title)
    assert _cards(understood, nameless) == {}
    assert _image_of(understood, "events/fair/", nameless) == ""


def test_joiners_and_composed_letters_can_be_written() -> None:
    assert drawn_cards.has_letters("e\u0301 a\u200db\u2019s – “x” é")


def test_a_card_is_drawn_once(understand: Understand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options, drawn = replace(OPTIONS, cache=tmp_path / "cache"), []
    draw = drawn_cards.draw
    monkeypatch.setattr(drawn_cards, "draw", lambda *words: drawn.append(words) or draw(*words))
    understood = understand(FILES)
    first = _cards(understood, options)
    assert sorted(words[0] for words in drawn) == ["Our minutes", "The Fair"]
    assert _cards(understood, options) == first
    assert len(drawn) == 2
    changed = FILES | {"events/fair/index.md": FILES["events/fair/index.md"].replace("The Fair", "The Feast")}
    _cards(understand(changed), options)
    assert [words[0] for words in drawn[2:]] == ["The Feast"]


def test_a_cache_that_cannot_be_written_does_no_harm(understand: Understand, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert len(_cards(understand(FILES), replace(OPTIONS, cache=tmp_path / "file"))) == 2


def test_the_fonts_are_not_sent_to_readers_and_have_their_licence() -> None:
    fonts = Path(drawn_cards.__file__).parent / "fonts"
    assert "SIL Open Font License" in (fonts / "LICENSE.txt").read_text(encoding="utf-8")
    root = fonts.parent.parent.parent
    assert not list((root / "theme").rglob("SourceSerif*"))
