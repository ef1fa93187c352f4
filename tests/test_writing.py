"""What socml writes stays where it belongs, whatever links, pipes and folders a stranger has put in its way."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from socml_site import writing
from socml_site.emit.heads import cards, drawn_cards
from tests.conftest import Files, socml

Write = Callable[[Files], Path]
PAGE = "2024-01-02-garden.md"
TEXT = "---\nmoderatorz: [Ada Example]\n---\n# Garden\n\nWe dug.\n"
MENDED = TEXT.replace("moderatorz", "moderators")


def _fix(root: Path, *more: str) -> tuple[int, str]:
    done = socml("check", str(root), "--fix", *more)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def _outside(tmp_path: Path, text: str = "#!/bin/sh\n") -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "hook").write_text(text)
    return folder


def test_a_correction_is_not_written_through_a_link_beside_the_page(write: Write, tmp_path: Path) -> None:
    root, outside = write({PAGE: TEXT}), _outside(tmp_path)
    (root / f".{PAGE}.fixed").symlink_to(outside / "hook")
    _fix(root)
    assert (outside / "hook").read_text() == "#!/bin/sh\n"
    assert (root / f".{PAGE}.fixed").is_symlink(), "it is not socml's to take away"
    assert (root / PAGE).read_text().startswith("---\nmoderators:")


def test_a_correction_creates_nothing_through_a_link_that_leads_nowhere(write: Write, tmp_path: Path) -> None:
    root, outside = write({PAGE: TEXT}), _outside(tmp_path)
    (root / f".{PAGE}.fixed").symlink_to(outside / "post-checkout")
    _fix(root)
    assert [file.name for file in outside.iterdir()] == ["hook"]
    assert not (root / PAGE).is_symlink()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_a_correction_minds_nothing_beside_the_page(write: Write, make: Callable[[Path], None]) -> None:
    root = write({PAGE: TEXT})
    make(root / f".{PAGE}.fixed")
    code, said = _fix(root)
    assert (code, "fixed: " in said) == (0, True), said
    assert {file.name for file in root.iterdir()} == {PAGE, f".{PAGE}.fixed"}


def test_a_correction_leaves_other_names_of_a_file_as_they_were(write: Write, tmp_path: Path) -> None:
    root = write({PAGE: TEXT})
    (tmp_path / "other").hardlink_to(root / PAGE)
    _fix(root)
    assert (tmp_path / "other").read_text() == TEXT
    assert (root / PAGE).read_text() != TEXT


@pytest.mark.parametrize("name", [" .md", "-rf.md", "x" * 240 + ".md"], ids=["blank", "dash", "long"])
def test_a_page_of_any_name_is_corrected_and_keeps_its_mode(write: Write, name: str) -> None:
    root = write({name: TEXT})
    (root / name).chmod(0o640)
    _fix(root)
    assert "moderators:" in (root / name).read_text()
    assert stat.S_IMODE((root / name).stat().st_mode) == 0o640
    assert [file.name for file in root.iterdir()] == [name]


def test_a_file_is_replaced_only_below_its_root(tmp_path: Path) -> None:
    outside, root = _outside(tmp_path), tmp_path / "root"
    root.mkdir()
    (root / "folder").symlink_to(outside)
    (root / "file").symlink_to(outside / "hook")
    os.mkfifo(root / "pipe")
    for name in ("folder/hook", "file", "pipe", "../outside/hook"):
        for write_ in (writing.replace, writing.put):
            with pytest.raises(OSError, match=r"link|plain"):
                write_(root / name, b"x", root)
    with pytest.raises(FileExistsError):
        writing.create(root / "file", b"x", root)
    (root / "gone").symlink_to(outside / "new")
    with pytest.raises(FileExistsError):
        writing.create(root / "gone", b"x", root)
    with pytest.raises(OSError, match="link"):
        writing.create(root / "folder/new/file", b"x", root)
    assert {one.name: one.read_text() for one in outside.iterdir()} == {"hook": "#!/bin/sh\n"}
    assert {one.name for one in root.iterdir()} == {"folder", "file", "pipe", "gone"}


@pytest.mark.parametrize("function", [writing.replace, writing.create, writing.put])
def test_what_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: Callable[[Path, bytes, Path], None]
) -> None:
    def fails(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.md"
    if function is not writing.create:
        file.write_text("old")
    for name in ("replace", "rename", "link"):
        monkeypatch.setattr(os, name, fails)
    with pytest.raises(OSError, match="No space"):
        function(file, b"new", tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ([] if function is writing.create else ["a.md"])
    assert function is writing.create or file.read_text() == "old"


def test_without_hard_links_a_new_file_still_takes_nobodys_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*arguments: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fails)
    writing.create(tmp_path / "a/b.md", b"one", tmp_path)
    with pytest.raises(FileExistsError):
        writing.create(tmp_path / "a/b.md", b"two", tmp_path)
    assert (tmp_path / "a/b.md").read_bytes() == b"one"
    assert [one.name for one in (tmp_path / "a").iterdir()] == ["b.md"]


def _project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content/index.md").write_text("# Home\n")
    (root / "mkdocs.yml").write_text(
        "site_name: Fair\nsite_url: https://x.org/\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        "plugins: [socml]\n"
    )
    return root


@pytest.mark.parametrize("linked", [".cache", ".cache/socml", ".cache/socml/cards"])
def test_cards_are_not_kept_behind_a_link(tmp_path: Path, linked: str) -> None:
    root, outside = _project(tmp_path), _outside(tmp_path)
    (root / linked).parent.mkdir(parents=True, exist_ok=True)
    (root / linked).symlink_to(outside)
    done = socml("build", str(root))
    assert done.returncode == 0, done.stderr
    assert [file.name for file in outside.rglob("*")] == ["hook"]
    assert (root / "site/assets/cards/site.png").is_file()


@pytest.mark.parametrize("what", ["link", "pipe", "text"])
def test_no_file_is_published_as_a_kept_card(tmp_path: Path, what: str) -> None:
    root, outside = _project(tmp_path), _outside(tmp_path, "a private key")
    assert socml("build", str(root)).returncode == 0
    (kept,) = (root / ".cache/socml/cards").iterdir()
    drawn = kept.read_bytes()
    kept.unlink()
    if what == "link":
        kept.symlink_to(outside / "hook")
    elif what == "pipe":
        os.mkfifo(kept)
    else:
        kept.write_text("a private key")
    assert socml("build", str(root)).returncode == 0
    assert (root / "site/assets/cards/site.png").read_bytes() == drawn


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = cards.Card("assets/cards/site.png", "Fair", "", "")
    first = cards._picture(card, tmp_path / ".cache/socml")
    monkeypatch.setattr(drawn_cards, "draw", lambda *words: b"")
    assert cards._picture(card, tmp_path / ".cache/socml") == first


def _import(root: Path, *more: str) -> tuple[int, str]:
    source = root.parent / "minutes.md"
    source.write_text("# Garden call\n\nWe dug.\n")
    done = socml("import", str(source), *more, cwd=root)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("linked", "to"),
    [
        ("content/events", ()),
        ("content/events/minutes", ()),
        ("content/events/minutes/sessions", ()),
        ("content/events/fair", ("--to", "content/events/fair")),
        ("content/events/fair/sessions", ("--to", "content/events/fair/sessions")),
        ("content/events/fair/sessions", ("--to", "content/../content/events/fair/sessions")),
    ],
)
def test_an_import_is_not_led_out_of_the_content(tmp_path: Path, linked: str, to: tuple[str, ...]) -> None:
    root, outside = _project(tmp_path), _outside(tmp_path)
    (root / linked).parent.mkdir(parents=True, exist_ok=True)
    (root / linked).symlink_to(outside)
    code, said = _import(root, *to)
    assert (code, [file.name for file in outside.rglob("*")]) == (1, ["hook"]), said
    assert "leads out of" in said


def test_an_import_takes_the_place_of_no_link(tmp_path: Path) -> None:
    root, outside = _project(tmp_path), _outside(tmp_path)
    sessions = root / "content/events/minutes/sessions"
    sessions.mkdir(parents=True)
    (sessions / "minutes.md").symlink_to(outside / "new.md")
    code, said = _import(root)
    assert (code, [file.name for file in outside.rglob("*")]) == (1, ["hook"]), said
    assert (sessions / "minutes.md").is_symlink()


def test_an_import_goes_where_a_named_link_leads_outside_any_project(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "fair").symlink_to(elsewhere)
    code, said = _import(tmp_path, "--to", "fair")
    assert code == 0, said
    assert [file.name for file in elsewhere.iterdir()] == ["minutes.md"]
