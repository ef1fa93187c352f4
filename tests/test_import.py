"""`socml import`: each format becomes clean Markdown that builds, and nothing bad in a source does harm."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from socml_site import importing, pipeline
from socml_site.cli import main
from socml_site.importing import archive, convert, counted, links, markdown, pandoc, plain_text, sources, transcript
from socml_site.importing.values import Origin
from socml_site.issues import failing
from tests.conftest import socml
from tests.imports import office

HERE = Path(__file__).parent / "imports"
GOOD, WRONG, MISUSED = 0, 1, 2

Import = Callable[..., Result]


@pytest.fixture
def bring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Runs `socml import` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def made(*sources: Path | str, to: str = "out/events/fair/sessions") -> Result:
        done = CliRunner().invoke(main, ["import", *map(str, sources), "--to", to])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done

    return made


def _source(tmp_path: Path, name: str, data: bytes | str) -> Path:
    file = tmp_path / "in" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _session(name: str) -> str:
    return _text(f"out/events/fair/sessions/{name}.md")


def _errors(root: Path = Path("out")) -> list[str]:
    return [str(issue) for issue in failing(pipeline.understand(root).issues)]


@pytest.fixture
def minutes_docx() -> bytes:
    body = "".join(
        [
            office.paragraph(office.run("Robots, first meeting"), "Title"),
            office.paragraph(office.run("Tools", "b"), "Heading1"),
            office.paragraph(office.run("hammers"), level=0),
            office.paragraph(
                office.run("small ") + office.inserted("new") + office.deleted("old") + office.run(" ones"), level=1
            ),
            office.paragraph(office.run("the smallest"), level=2),
            office.paragraph(office.run("saws"), level=0),
            office.paragraph(office.commented("They hold") + office.run(" up", 'u w:val="single"') + office.picture()),
            office.paragraph(office.run("[x] snake_case costs 5 * 3 + $2 [or more]")),
            office.table(
                (office.paragraph(office.run("Who")), office.paragraph(office.run("What"))),
                (
                    office.paragraph(office.run("Ada")) + office.paragraph(office.run("Bo")),
                    office.paragraph(office.run("saws")),
                ),
            ),
            office.paragraph(office.run("Later"), "Heading1"),
        ]
    )
    return office.docx(body, {"word/media/image1.png": office.PNG})


def test_a_docx_with_tracked_nested_lists(tmp_path: Path, bring: Import, minutes_docx: bytes) -> None:
    done = bring(_source(tmp_path, "First Meeting 2024-04-08.docx", minutes_docx))
    assert done.exit_code == GOOD, done.output
    assert _session("first-meeting-2024-04-08") == (
        "---\ntitle: Robots, first meeting\n---\n\n"
        "# Tools\n\n"
        "- hammers\n  - small new ones\n    - the smallest\n- saws\n\n"
        "They hold[^1] up![the board](first-meeting-2024-04-08-files/image1.png)\n\n"
        "[x] snake_case costs 5 * 3 + $2 [or more]\n\n"
        "| Who       | What |\n|-----------|------|\n| Ada<br>Bo | saws |\n\n"
        "# Later\n\n"
        "[^1]: Comment by Grace Hopper: Is that so?\n"
    )
    picture = Path("out/events/fair/sessions/first-meeting-2024-04-08-files/image1.png")
    assert picture.read_bytes() == office.PNG
    assert "“Robots, first meeting”, 2024-04-08" in done.output
    assert "tracked changes accepted: 1 insertion and 1 deletion." in done.output
    assert "1 comment is kept as a footnote; see whether that may be published." in done.output
    assert done.output.endswith("Imported 1 page and 1 file beside them into out/events/fair.\n")
    assert _errors() == []


def test_a_comment_in_a_heading_is_no_part_of_it(tmp_path: Path, bring: Import) -> None:
    body = office.paragraph(office.commented("Arms"), "Heading1") + office.paragraph(office.run("Two."))
    bring(_source(tmp_path, "arms.docx", office.docx(body)))
    assert _session("arms") == "# Arms\n\n> Comment by Grace Hopper: Is that so?\n\nTwo.\n"


def test_a_comment_that_never_ends_is_kept(tmp_path: Path, bring: Import) -> None:
    body = office.paragraph(office.commented("Arms").replace("commentRangeEnd", "proofErr"))
    bring(_source(tmp_path, "arms.docx", office.docx(body)))
    assert "Comment by Grace Hopper: Is that so?" in _session("arms")


def test_an_odt(tmp_path: Path, bring: Import) -> None:
    change = (
        '<text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>'
    )
    note = "<office:annotation><dc:creator>Grace Hopper</dc:creator><text:p>Why &amp; how?</text:p></office:annotation>"
    image = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    data = office.odt(
        "# Robots\n\nTwo legs hold.\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| c | d |\n",
        {
            "<office:text>": f"<office:text><text:tracked-changes>{change}</text:tracked-changes>",
            "legs hold": f'legs{note} hold<text:change text:change-id="c1"/>{image}',
        },
        {"Pictures/a.png": office.PNG},
    )
    done = bring(_source(tmp_path, "robots.odt", data))
    assert done.exit_code == GOOD, done.output
    assert _session("robots") == (
        "# Robots\n\nTwo legs[^1] hold![](robots-files/a.png).\n\n- one\n  - two\n\n"
        "| a   | b   |\n|-----|-----|\n| c   | d   |\n\n[^1]: Comment by Grace Hopper: Why & how?\n"
    )
    assert "tracked changes accepted: 1 deletion." in done.output
    assert Path("out/events/fair/sessions/robots-files/a.png").read_bytes() == office.PNG
    assert _errors() == []


def test_a_page_exported_by_google(bring: Import) -> None:
    done = bring(HERE / "pages/planning.html")
    assert done.exit_code == GOOD, done.output
    assert _session("planning") == (
        "---\ntitle: Planning day\n---\n\n"
        "**Who moderates?** ~~Nobody.~~ *Grace*, says [the plan](https://example.org/plan?a=1).[^1]\n\n"
        "- rooms\n  - the big one\n  - the small one\n- food\n\n"
        "## Later\n\n[This part](#later) and that. ![](planning-files/sketch.png)\n\n"
        "![dot](planning-files/picture-1.png)\n\n"
        "| Who       | What                 |\n|-----------|----------------------|\n"
        "| Ada<br>Bo | • chairs<br>• tables |\n\n"
        "[^1]: Comment: Has she been asked?\n"
    )
    assert "1 script left out." in done.output
    assert "images/sketch.png is taken along." in done.output
    assert _errors() == []


def test_a_vtt_transcript(bring: Import) -> None:
    done = bring(HERE / "pages/2024-05-06 Weekly call.transcript.vtt")
    assert done.exit_code == GOOD, done.output
    assert _session("2024-05-06-weekly-call") == (
        "---\ntitle: Weekly call\nnotes_by: ai\n---\n\n"
        "**Ada Lovelace** (00:00:01): Good morning, everyone. Shall we begin & end on time?\n\n"
        "**Grace Hopper** (00:01:02): Yes: \\*please\\*.\n\n"
        "(01:00:05) (laughter)\n"
    )
    assert _errors() == []


def test_an_srt_transcript(bring: Import) -> None:
    bring(HERE / "pages/call.srt")
    assert _session("call") == (
        "---\ntitle: Call\n---\n\n"
        "**Ada Lovelace** (00:00:01): The arm holds. It holds well.\n\n"
        "**Grace Hopper** (00:00:09): Note: not when it rains.\n"
    )


def test_plain_text(bring: Import) -> None:
    bring(HERE / "pages/minutes.txt")
    assert _session("minutes") == (
        "# Notes on arms\n\n"
        "Present: Ada Lovelace, Grace Hopper\n\nAbsent: nobody\n\n"
        "## AGENDA\n\n"
        "- motors\n   - small\n   - large\n- sensors\n\n"
        "1. measure\n2. decide\n\n"
        "This paragraph was broken into lines by a program that\n"
        "thinks that seventy signs are enough for a line of text, and\nit is one paragraph.\n"
    )


def test_mediawiki(bring: Import) -> None:
    done = bring(HERE / "pages/lab.mediawiki", HERE / "pages/planning.html")
    assert done.exit_code == GOOD
    assert _session("lab") == (
        "## Tools\n\n**Ada:** we use [Planning](planning.md) and something. `{{stub|lab}}` [a site](https://example.org)\n\n"
        "- hammer\n  - small\n\n| Tool | Owner |\n|------|-------|\n| saw  | Bo    |\n"
    )
    assert "1 template is kept as written." in done.output
    assert "the link Nothing_Here leads nowhere; its words are kept." in done.output
    assert _errors() == []


def test_the_clone_of_a_wiki(bring: Import) -> None:
    done = bring(HERE / "robots.wiki")
    assert done.exit_code == GOOD, done.output
    assert _text("out/events/fair/index.md") == (
        "---\ntitle: Robots\n---\n\n"
        "Notes of the people who meet about robots.\n\n"
        "* [Meeting notes 2024-04-08](sessions/meeting-notes-2024-04-08.md)\n"
        "* [what comes next](sessions/road-map.md#next-steps)\n"
        "* [the plan by its address](sessions/road-map.md)\n"
        "* [Arms & Legs](sessions/arms-legs.md)\n"
        "* A page that nobody wrote\n"
        "* an old one\n\n"
        "![The board](sessions/images/the-board.png)\n\n"
        "## Pages\n\n"
        "1. [Home](index.md)\n2. [Road Map](sessions/road-map.md)\n"
        "3. [Meeting notes 2024-04-08](sessions/meeting-notes-2024-04-08.md)\n\n"
        "* * *\n\nEverything here may be copied. [The licence](https://example.org/licence)\n"
    ).replace("## Pages\n\n", "### Pages\n\n")
    assert "line 11: the link A page that nobody wrote leads nowhere; its words are kept." in done.output
    assert "line 12: the link Old-Page leads nowhere; its words are kept." in done.output
    assert _errors() == []


def test_the_pages_of_a_wiki(bring: Import) -> None:
    done = bring(HERE / "robots.wiki")
    notes = _session("meeting-notes-2024-04-08")
    assert notes.startswith("---\ntitle: Meeting notes\n---\n\n## Attendees\n")
    assert "![the board](images/the-board.png) and at [our slides](uploads/slides.pdf)" in notes
    assert "See [above](#attendees), [Road Map](road-map.md) and nothing." in notes
    assert _session("road-map").endswith(
        "Back to [Home](../index.md) or to [the notes](meeting-notes-2024-04-08.md#what-was-said).\n"
    )
    assert "[[_TOC_]]" in _session("road-map")
    assert _session("arms-legs") == (
        "# Arms and legs\n\nFour of each, says [the plan](road-map.md).\n\n"
        "- left\n  - upper\n  - lower\n- right\n\nCategory:Parts\n"
    )
    assert Path("out/events/fair/sessions/uploads/slides.pdf").read_bytes().startswith(b"%PDF")
    assert "_Sidebar.md is part of this page now." in done.output
    assert not list(Path("out").rglob("*sidebar*"))
    assert "2024-04-08" in done.output


def test_a_wiki_without_home_is_headed_by_its_sidebar(tmp_path: Path, bring: Import) -> None:
    _source(tmp_path, "lab.wiki/_Sidebar.md", "* [[Arms]]\n")
    _source(tmp_path, "lab.wiki/Arms.md", "# Arms\n\nTwo.\n")
    assert bring(tmp_path / "in/lab.wiki").exit_code == GOOD
    assert _text("out/events/fair/index.md") == "---\ntitle: Lab\n---\n\n## Pages\n\n* [Arms](sessions/arms.md)\n"


def test_all_together_build(tmp_path: Path, bring: Import, minutes_docx: bytes) -> None:
    done = bring(
        HERE / "robots.wiki", *sorted((HERE / "pages").glob("*.*")), _source(tmp_path, "first.docx", minutes_docx)
    )
    assert done.exit_code == GOOD, done.output
    assert "error" not in done.output
    built = socml("build", str(tmp_path / "out"), "--site-dir", str(tmp_path / "site"))
    assert built.returncode == GOOD, built.stdout + built.stderr
    sessions = tmp_path / "site/events/fair/sessions"
    for page in ("meeting-notes-2024-04-08", "road-map", "planning", "call", "minutes", "lab", "first", "arms-legs"):
        assert (sessions / page / "index.html").is_file(), page
    assert (sessions / "first-files/image1.png").is_file()
    assert "Is that so?" in (sessions / "first/index.html").read_text()


def test_as_a_user_gives_it(tmp_path: Path) -> None:
    done = socml("import", str(HERE / "pages/call.srt"), cwd=tmp_path)
    assert done.returncode == GOOD, done.stderr
    assert (tmp_path / "events/call/sessions/call.md").is_file()
    assert done.stdout.endswith("Imported 1 page into events/call.\n")


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml"])
def test_in_a_project_it_goes_into_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / name).write_text("site_name: N\ndocs_dir: notes\ntheme: {name: material}\nplugins: [socml]\n")
    (tmp_path / "deeper").mkdir()
    done = socml("import", str(HERE / "robots.wiki"), cwd=tmp_path / "deeper")
    assert done.returncode == GOOD, done.stderr
    assert (tmp_path / "notes/events/robots/index.md").is_file()
    assert (tmp_path / "notes/events/robots/sessions/road-map.md").is_file()


def test_a_folder_that_is_not_called_sessions_holds_the_pages_itself(bring: Import) -> None:
    bring(HERE / "robots.wiki", to="out/events/fair")
    assert "(road-map.md#next-steps)" in _text("out/events/fair/index.md")
    assert _errors() == []


def test_folders_and_days_in_a_path_are_kept(tmp_path: Path, bring: Import) -> None:
    _source(tmp_path, "club/2024/April/08 Robots.md", "# Robots\n\nSee [the first](../March/README.md).\n")
    _source(tmp_path, "club/2024/March/README.md", "# First\n\nText.\n")
    _source(tmp_path, "club/node_modules/x/readme.md", "# No minutes\n")
    done = bring(tmp_path / "in/club")
    assert done.exit_code == GOOD, done.output
    assert "See [the first](../march.md)." in _session("2024/april/08-robots")
    assert "“Robots”, 2024-04-08" in done.output
    assert not list(Path("out").rglob("*no-minutes*"))
    assert _errors() == []


def test_the_day_of_a_file_alone_is_written_down_where_its_new_name_does_not_say_it(
    tmp_path: Path, bring: Import
) -> None:
    bring(_source(tmp_path, "Minutes of 8 April 2024.txt", "We met.\n\nIt was late.\n"))
    found = pipeline.understand(Path("out")).relations.documents
    assert [f"{one.date}" for one in found.values()] == ["2024-04-08"]


def test_a_day_that_is_not_clear_is_not_written(tmp_path: Path, bring: Import) -> None:
    bring(_source(tmp_path, "Minutes 04-05-2024.txt", "We met.\n\nIt was late.\n"))
    assert "date:" not in _session("minutes-04-05-2024")


def test_front_matter_stays_as_it_was(tmp_path: Path, bring: Import) -> None:
    head = "---\ntitle:   Arms   # ours\ndate: 2024-04-08\n---\n"
    bring(_source(tmp_path, "Arms Race.md", f"{head}\nText \\- here.\n"))
    assert _session("arms-race") == f"{head}Text - here.\n"


def test_two_sources_of_one_name_are_numbered(tmp_path: Path, bring: Import) -> None:
    one = _source(tmp_path, "a/Notes.md", "# One\n\nText.\n")
    two = _source(tmp_path, "b/notes.txt", "Two\n\nText.\n")
    assert bring(one, two).exit_code == GOOD
    assert _session("notes").startswith("# One")
    assert _session("notes-2").startswith("# Two")


def test_a_source_named_twice_is_imported_once(tmp_path: Path, bring: Import) -> None:
    file = _source(tmp_path, "notes.md", "# One\n\nText.\n")
    done = bring(file, file.parent, file)
    assert "Imported 1 page into" in done.output


def test_nothing_is_overwritten(tmp_path: Path, bring: Import, minutes_docx: bytes) -> None:
    old = Path("out/events/fair/sessions/first.md")
    old.parent.mkdir(parents=True)
    old.write_text("Mine.\n")
    second = _source(tmp_path, "second.md", "# Second\n\nText.\n")
    done = bring(_source(tmp_path, "first.docx", minutes_docx), second)
    assert done.exit_code == WRONG
    assert old.read_text() == "Mine.\n"
    assert not Path("out/events/fair/sessions/first-files").exists()
    assert (
        "first.md is there already and stays as it is. Rename one of the two, or import with another --to."
        in done.output
    )
    assert "Imported 1 page into out/events/fair; 1 file was not imported." in done.output
    assert _session("second").startswith("# Second")


def test_a_picture_that_is_there_is_not_overwritten(tmp_path: Path, bring: Import, minutes_docx: bytes) -> None:
    old = Path("out/events/fair/sessions/first-files/image1.png")
    old.parent.mkdir(parents=True)
    old.write_bytes(b"mine")
    done = bring(_source(tmp_path, "first.docx", minutes_docx))
    assert old.read_bytes() == b"mine"
    assert "image1.png is there already" in done.output


def _bomb() -> bytes:
    return office.docx(office.paragraph("x"), {"word/huge.xml": b"\0" * (archive.MOST_TEXT + 1)})


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "garbage with an .md name": ("notes.md", bytes(range(256)) * 20, "It is not text, whatever its name says."),
    "control characters": ("notes.txt", b"\x01\x02abc" * 100, "It is not text, whatever its name says."),
    "garbage with a .docx name": ("notes.docx", b"no archive at all" * 50, "It is no .docx file, or a broken one."),
    "a zip that is no .docx": ("notes.docx", office.archive({"a.txt": b"a"}), "It is an archive, but no .docx file."),
    "a cut-off .docx": (
        "notes.docx",
        office.docx(office.paragraph("x"))[:-300],
        "It is no .docx file, or a broken one.",
    ),
    "a .docx that is no XML": (
        "notes.docx",
        office.archive({"word/document.xml": b"<w:document", "_rels/.rels": b"<", "[Content_Types].xml": b""}),
        "It cannot be read:",
    ),
    "garbage with an .odt name": ("notes.odt", b"PK\x03\x04" + b"x" * 90, "It is no .odt file, or a broken one."),
    "an .odt without its text": (
        "notes.odt",
        office.archive({"mimetype": b"x"}),
        "It is an archive, but no .odt file.",
    ),
    "a bomb": ("notes.docx", _bomb(), "Its text would take 64 MB; no more than 64 MB are read."),
    "no transcript": ("call.vtt", b"Just words.\n", "It is no .vtt transcript: it does not begin with WEBVTT."),
    "no subtitles": ("call.srt", b"Just words.\n", "It is no .srt transcript:"),
    "a binary transcript": ("call.vtt", b"WEBVTT\n\n\0\0", "It is not text."),
    "a transcript of silence": ("call.vtt", b"WEBVTT\n\n", "It is a transcript in which nothing is said."),
    "an empty file": ("notes.md", b"\n \n", "There is nothing in it."),
    "an empty page": (
        "notes.html",
        b"<html><head><title>T</title></head><body> </body></html>",
        "There is nothing in it.",
    ),
    "an unknown kind": ("notes.pages", b"x", "A file ending in .pages cannot be imported. Known are .docx, .htm"),
    "a page nested too deep": ("deep.html", b"<blockquote>" * 3000 + b"x", "nested too deep"),
}


@pytest.mark.parametrize(("name", "data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_imported_is_said(tmp_path: Path, bring: Import, name: str, data: bytes, why: str) -> None:
    good = _source(tmp_path, "good.md", "# Good\n\nText.\n")
    done = bring(_source(tmp_path, name, data), good)
    assert done.exit_code == WRONG, done.output
    assert f"{name}: not imported. " in done.output
    assert why in done.output
    assert "Traceback" not in done.output
    assert [path.name for path in Path("out").rglob("*.md")] == ["good.md"], "all the rest is imported"


def test_a_file_too_large_is_refused(tmp_path: Path, bring: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 10)
    done = bring(_source(tmp_path, "notes.md", "# More than ten\n"))
    assert done.exit_code == WRONG
    assert "no more than 0 MB are imported" in done.output


def test_pandoc_that_hangs_is_stopped(tmp_path: Path, bring: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "TIMEOUT", 0.0001)
    done = bring(_source(tmp_path, "notes.html", "<p>x</p>"))
    assert done.exit_code == WRONG
    assert "Reading it took more than 0.0001 seconds." in done.output


def test_without_pandoc_it_is_named(tmp_path: Path, bring: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    pandoc._program.cache_clear()
    try:
        assert not importing.pandoc_is_there()
        done = bring(_source(tmp_path, "notes.html", "<p>x</p>"), HERE / "pages/call.srt")
        assert done.exit_code == MISUSED
        assert 'pip install "socml[import]"' in done.output
        assert not Path("out").exists(), "nothing is done by halves"
        rest = [HERE / "pages" / name for name in ("call.srt", "minutes.txt")]
        assert bring(*rest, HERE / "robots.wiki/Home.md").exit_code == GOOD
    finally:
        pandoc._program.cache_clear()


@pytest.mark.parametrize("arguments", [(), ("no-such-file.md",), (".",)])
def test_misuse(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = socml("import", *arguments, cwd=tmp_path)
    assert done.returncode == MISUSED
    assert "Traceback" not in done.stderr


def test_a_target_that_is_a_file_is_misuse(tmp_path: Path, bring: Import) -> None:
    assert bring(HERE / "pages/call.srt", to=str(_source(tmp_path, "x", ""))).exit_code == MISUSED


def test_pictures_cannot_be_put_elsewhere(tmp_path: Path, bring: Import) -> None:
    body = office.paragraph(office.run("Text ") + office.picture())
    parts = {"word/media/../../../../evil.png": office.PNG, "../evil.png": office.PNG, "word/media/..": office.PNG}
    done = bring(_source(tmp_path, "a.docx", office.docx(body, parts, picture_at="media/../../../../evil.png")))
    assert done.exit_code == GOOD, done.output
    assert not list(tmp_path.parent.rglob("*evil*"))
    assert not list(Path("out").rglob("*.png"))


def test_a_picture_that_browsers_do_not_show_is_told(tmp_path: Path, bring: Import) -> None:
    body = office.paragraph(office.run("Text ") + office.picture())
    data = office.docx(body, {"word/media/image1.emf": b"\x01\0\0\0 EMF"}, picture_at="media/image1.emf")
    done = bring(_source(tmp_path, "a.docx", data))
    assert "the picture image1.emf is of a kind that browsers do not show." in done.output
    assert "(the board)" in _session("a")
    assert _errors() == []


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text("the secret")
    return file


def _held(root: Path = Path("out")) -> Iterator[bytes]:
    return (path.read_bytes() for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# A\n\n[x](../secret.txt) ![y](../secret.txt) [z](/{secret}) [[../secret.txt]]\n"),
        ("a.html", '<h1>A</h1><a href="../secret.txt">x</a> <a href="file://{secret}">y</a> <img src="{secret}">'),
        ("a.html", '<h1>A</h1><iframe src="file://{secret}"></iframe><object data="{secret}"></object> text'),
        ("a.mediawiki", "= A =\n[[File:{secret}]] {{{{{secret}}}}}\n"),
    ],
)
def test_files_outside_are_not_read(tmp_path: Path, bring: Import, secret: Path, name: str, text: str) -> None:
    done = bring(_source(tmp_path, name, text.format(secret=secret)))
    assert done.exit_code == GOOD, done.output
    assert not any(b"the secret" in data for data in _held())
    assert _errors() == []


def test_links_of_the_file_system_that_lead_out_are_refused(tmp_path: Path, bring: Import, secret: Path) -> None:
    _source(tmp_path, "notes/good.md", "# Good\n\n[x](leak.txt) [y](deep/secret.txt)\n")
    (tmp_path / "in/notes/leak.txt").symlink_to(secret)
    (tmp_path / "in/notes/leak.md").symlink_to(secret)
    (tmp_path / "in/notes/deep").symlink_to(tmp_path)
    done = bring(tmp_path / "in/notes")
    assert done.exit_code == WRONG
    assert "This is a link to a file outside the folder. Copy the file instead." in done.output
    assert not any(b"the secret" in data for data in _held())
    alone = bring(tmp_path / "in/notes/good.md", to="alone")
    assert alone.exit_code == GOOD
    assert not any(b"the secret" in data for data in _held(Path("alone")))


def test_an_office_document_takes_no_files_from_beside_it(tmp_path: Path, bring: Import) -> None:
    _source(tmp_path, "media/image1.png", office.PNG)
    bring(_source(tmp_path, "a.docx", office.docx(office.paragraph(office.run("x") + office.picture()))))
    assert not list(Path("out").rglob("*.png"))


def test_a_drawing_that_runs_is_not_taken_along(tmp_path: Path, bring: Import) -> None:
    _source(tmp_path, "notes/a.md", "# A\n\n![d](d.svg)\n")
    _source(tmp_path, "notes/d.svg", '<svg onload="alert(1)"></svg>')
    done = bring(tmp_path / "in/notes")
    assert done.exit_code == WRONG
    assert "onload of <svg> is not allowed in a drawing, so this picture is not published." in done.output
    assert not list(Path("out").rglob("*.svg"))
    assert _errors() == []


def test_text_that_is_not_utf_8(tmp_path: Path, bring: Import) -> None:
    done = bring(_source(tmp_path, "a.txt", "Café\n\nWe met.\n".encode("cp1252")))
    assert done.exit_code == GOOD
    assert _session("a") == "# Café\n\nWe met.\n"
    assert "in the source, line 1: The byte 0xe9 is not UTF-8." in done.output


def test_a_page_that_names_its_encoding(tmp_path: Path, bring: Import) -> None:
    page = '<meta charset="shift_jis"><h1>ロボット</h1><p>会議</p>'.encode("shift_jis")
    bring(_source(tmp_path, "a.html", page))
    assert _session("a") == "# ロボット\n\n会議\n"


def test_pandoc_calls_nobody(tmp_path: Path) -> None:
    with pytest.raises(pandoc.PandocError):
        pandoc.read(b".. include:: /etc/hostname\n\n.. csv-table::\n   :file: /etc/hostname\n", "rst")
    tree = pandoc.read(b'<img src="http://127.0.0.1:9/a.png">', "html")
    assert "http://127.0.0.1:9/a.png" in pandoc.write(tree), "pictures of other hosts stay links"


def test_pandoc_says_why_it_failed() -> None:
    with pytest.raises(pandoc.PandocError, match=r"It cannot be read: .*format"):
        pandoc.read(b"", "no-such-format")


CLEAN: dict[str, tuple[str, str]] = {
    "spans of other programs": ("a [b]{.underline} c [d]{#x .y}", "a b c d"),
    "a span in code stays": ("`[b]{.underline}`", "`[b]{.underline}`"),
    "a link with attributes is no span": ("[b](c){.d}", "[b](c){.d}"),
    "empty anchors": ('<a name="x"></a>a <a id="y" />b []( #z)c', "a b []( #z)c"),
    "an anchor that is used": ('<a name="x"></a>a [b](#x)', '<a name="x"></a>a [b](#x)'),
    "an id of a heading that nothing uses": ("# A {#h.abc}\n\nb", "# A\n\nb"),
    "an id of a heading that is used": ("# A {#h.abc}\n\n[b](#h.abc)", "# A {#h.abc}\n\n[b](#h.abc)"),
    "layout": ('<div align="center"><span style="color:red">a</span> <u>b</u></div>', "a b"),
    "attributes of other sites": ('<td class="x" colspan="2" onclick="y()">a</td>', '<td colspan="2">a</td>'),
    "styles and scripts": ("a<style>b{}</style><script src=x>\nc()\n</script>d", "ad"),
    "a script in code stays": ("```\n<script>a</script>\n```", "```\n<script>a</script>\n```"),
    "an embedded page": ('<iframe width=1 src="https://example.org/v"></iframe>', "<https://example.org/v>"),
    "an embedded page that runs": ('a <iframe src="javascript:x"></iframe>', "a "),
    "a tag closed the wrong way round": ("a<br \\>b", "a<br>b"),
    "a form": ("<form>a</form>", "&lt;form>a&lt;/form>"),
    "less than": ("a < b and c <d e> <https://example.org>", "a < b and c <d e> <https://example.org>"),
    "redirects": ("[a](https://www.google.com/url?q=https://b.org/%3Fc%3D1&sa=D&usg=d)", "[a](https://b.org/?c=1)"),
    "needless backslashes": (
        r"a\-b, 1\.5 \(c\) it\'s \$5 \#d 2 \* 3 \[e\] \! snake\_case",
        "a-b, 1.5 (c) it's $5 #d 2 * 3 [e] ! snake_case",
    ),
    "needed backslashes": (
        r"\*a\* \_b\_ \`c\` \[d\](e) \[\[f\]\] \![g] \\i",
        r"\*a\* \_b\_ \`c\` \[d\](e) \[\[f\]\] \![g] \\i",
    ),
    "a tag that is but words": (r"\<p\> and \<b", "&lt;p> and &lt;b"),
    "at the head of a line": ("\\- a\n\n1\\. b\n\n\\# c\n\n> \\+ d", "\\- a\n\n1\\. b\n\n\\# c\n\n> \\+ d"),
    "a box": (r"- \[ \] a" + "\n" + r"- \[x\] b", "- [ ] a\n- [x] b"),
    "words in brackets that are a label": ("\\[a\\]\n\n[a]: b", "\\[a\\]\n\n[a]: b"),
    "a bar": ("a \\| b\n\n| c \\| d |\n|---|\n", "a | b\n\n| c \\| d |\n|---|"),
    "backslashes in code": ("`a\\-b`\n\n    c\\-d", "`a\\-b`\n\n    c\\-d"),
    "comments that keep lists apart": ("- a\n\n<!-- -->\n\n- b", "- a\n\n- b"),
    "signs nobody sees": ("a\u200bb\u00a0c\x07", "ab c"),
}


@pytest.mark.parametrize(("before", "after"), CLEAN.values(), ids=CLEAN)
def test_cleaning(before: str, after: str) -> None:
    assert markdown.convert(before).text == f"{after}\n"


def test_cleaning_twice_is_cleaning_once() -> None:
    for before, _ in CLEAN.values():
        once = markdown.convert(before).text
        assert markdown.convert(once).text == once


def test_pictures_in_the_text_become_files(tmp_path: Path, bring: Import) -> None:
    dot = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="
    other = "<data:image/gif;base64,R0lGODlh>"
    text = f"# A\n\n![b]({dot}) ![c][image1] ![d](data:image/png;base64,%%%)\n\n[image1]: {other}\n"
    done = bring(_source(tmp_path, "a.md", text))
    assert done.exit_code == GOOD, done.output
    assert _session("a") == "# A\n\n![b](a-files/picture-1.png) ![c][image1] (d)\n\n[image1]: a-files/picture-2.gif\n"
    assert "1 picture inside the text cannot be read and is left out." in done.output
    assert _errors() == []


TURNS: dict[str, tuple[str, str]] = {
    "two voices in one cue": ("<v Ada>Yes.</v> <v Bo>No.</v>", "**Ada** (00:00:01): Yes.\n\n**Bo** (00:00:01): No."),
    "two names in one cue": (
        "Ada Lovelace: Yes.\nBo Karlsson: No.",
        "**Ada Lovelace** (00:00:01): Yes.\n\n**Bo Karlsson** (00:00:01): No.",
    ),
    "nobody": ("Yes.", "(00:00:01) Yes."),
    "no name": ("Note: this, https://example.org: 10:30", "(00:00:01) Note: this, https://example.org: 10:30"),
    "a number for a name": ("SPEAKER_01: Yes.", "**SPEAKER_01** (00:00:01): Yes."),
    "tags and signs": ("<c.yellow>a</c> <00:00:02.000>b &lt;c&gt; [d] _e_", "(00:00:01) a b \\<c> \\[d\\] \\_e\\_"),
    "a voice that says nothing": ("<v Ada></v>\n<v Bo>Yes.", "**Bo** (00:00:01): Yes."),
}


@pytest.mark.parametrize(("cue", "turns"), TURNS.values(), ids=TURNS)
def test_turns(cue: str, turns: str) -> None:
    done = transcript.convert(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cue}\n".encode(), "vtt")
    assert (done.fault, done.text) == ("", f"{turns}\n")


def _cues(*cues: tuple[int, int, str]) -> bytes:
    lines = (f"00:{a // 60:02}:{a % 60:02}.000 --> 00:{b // 60:02}:{b % 60:02}.000\n{words}\n" for a, b, words in cues)
    return ("WEBVTT\n\n" + "\n".join(lines)).encode()


def test_a_pause_parts_what_nobody_said() -> None:
    done = transcript.convert(_cues((1, 2, "One."), (3, 4, "Two."), (70, 71, "Three.")), "vtt")
    assert done.text == "(00:00:01) One. Two.\n\n(00:01:10) Three.\n"


def test_lines_that_roll_up_are_said_once() -> None:
    done = transcript.convert(_cues((1, 2, "the first line"), (2, 3, "the first line\nthe second line")), "vtt")
    assert done.text == "(00:00:01) the first line the second line\n"


def test_a_cue_that_is_broken_is_told() -> None:
    data = _cues((1, 2, "One.")) + b"\n00:99x --> 00:04.000\nLost.\n"
    done = transcript.convert(data, "vtt")
    assert done.text == "(00:00:01) One.\n"
    assert done.remarks == ("1 cue whose times cannot be read is left out",)


def test_a_transcript_by_hand_does_not_say_that_it_is_by_a_machine() -> None:
    assert transcript.convert(_cues((1, 2, "This was automatically generated.")), "vtt").front == {}


PLAIN: dict[str, tuple[str, str]] = {
    "lines": ("one\ntwo\n", "one\n\ntwo\n"),
    "a list below a line": ("Agenda:\n* a\n* b\nthen", "Agenda:\n\n- a\n- b\n\nthen\n"),
    "an indent is no code": ("a.\n\n    b.\n", "a.\n\nb.\n"),
    "markdown stays": ("# A\nb\nc\n", "# A\nb\nc\n"),
    "an underlined line": ("A\n===\nb\n", "A\n===\nb\n"),
    "a sentence is no title": ("We met.\n\nIt rained.", "We met.\n\nIt rained.\n"),
    "one line is no title": ("We met", "We met\n"),
    "a rule": ("a.\n\n-----\n\nb.", "a.\n\n* * *\n\nb.\n"),
    "a shout is no heading": ("We met.\n\nOK.\n\nNASA\n\nyes.", "We met.\n\nOK.\n\n## NASA\n\nyes.\n"),
    "a year is no list": ("In\n1984. It rained.\n", "In\n\n1984. It rained.\n"),
}


@pytest.mark.parametrize(("before", "after"), PLAIN.values(), ids=PLAIN)
def test_plain_lines(before: str, after: str) -> None:
    assert plain_text.markdown(before) == after


def _relinked(text: str, wiki: bool = False) -> tuple[str, list[str]]:
    """The text of `sub/a.md`, whose folder also holds `Big Page.md`, `sub/c.md` and `pic.png`."""
    root = Path("/r/lab.wiki" if wiki else "/r/lab")

    def page(inside: str, path: str, title: str, *anchors: str) -> links.Page:
        return links.Page(Origin(root / inside, inside, root, "markdown", wiki), path, title, frozenset(anchors))

    own = page("sub/a.md", "sessions/sub/a.md", "A", "here")
    pages = (
        own,
        page("Big Page.md", "sessions/big-page.md", "The title", "part-one"),
        page("sub/c.md", "sessions/c.md", "C"),
    )
    files = {links.file_key(own.origin, "pic.png"): "sessions/pic.png"}
    return links.relinked(text, own, links.Leads(pages, files, lambda *_: None), {}, 1)


LINKS: dict[str, tuple[str, str, str]] = {
    "by path": ("", "[x](../Big%20Page.md#part-one) [y](c.md)", "[x](../big-page.md#part-one) [y](../c.md)"),
    "by path from the top": ("", "[x](</Big Page.md>)", "[x](../big-page.md)"),
    "to a heading, loosely": ("", "[x](../Big%20Page.md#Part_One)", "[x](../big-page.md#part-one)"),
    "with a title": ("", '[x](c.md "see")', '[x](../c.md "see")'),
    "to itself": ("", "[x](#here) [y](#gone)", "[x](#here) y"),
    "our own order": ("", "[[Big Page|x]] [[The title]]", "[x](../big-page.md) [The title](../big-page.md)"),
    "github's order": ("wiki", "[[x|Big-Page]] [[big page]]", "[x](../big-page.md) [big page](../big-page.md)"),
    "the other order": ("wiki", "[[Big Page|x]]", "[x](../big-page.md)"),
    "an address behind a bar": ("wiki", "[[x|https://example.org]]", "[x](https://example.org)"),
    "a wiki's address": ("wiki", "[x](https://github.com/o/lab/wiki/Big-Page)", "[x](../big-page.md)"),
    "another wiki's address": ("wiki", "[x](https://github.com/o/b/wiki/c)", "[x](https://github.com/o/b/wiki/c)"),
    "a site's path": ("wiki", "[x](/o/lab/wiki/Big-Page#part-one)", "[x](../big-page.md#part-one)"),
    "pictures": (
        "",
        "![x](../pic.png) ![](../no.png) ![[pic.png]]",
        "![x](../pic.png) (picture: no.png) ![pic.png](../pic.png)",
    ),
    "a picture that is a link": ("", "[![x](../pic.png)](c.md)", "[![x](../pic.png)](../c.md)"),
    "a picture in a link to nowhere": ("", "[![x](../pic.png)](no.md)", "![x](../pic.png)"),
    "tags": ("", '<a href="c.md">x</a> <img alt="y" src="no.png">', '<a href="../c.md">x</a> (y)'),
    "definitions": ("", "[x][1] [y][2] [2]\n\n[1]: c.md\n[2]: no.md\n", "[x][1] y 2\n\n[1]: ../c.md\n"),
    "definitions in angle brackets": ("", "[x][ A b ]\n\n[a B]: <c.md> 't'\n", "[x][ A b ]\n\n[a B]: ../c.md 't'\n"),
    "what somebody said": ("", "[Ada]: yes\n\n[Bo]: no, not now.\n", "[Ada]: yes\n\n[Bo]: no, not now.\n"),
    "behind a backslash": ("", "\\[[c]] \\[x](no.md)", "\\[[c]] \\[x](no.md)"),
    "a bar behind a backslash": ("", "[[Big Page\\|x]]", "[x](../big-page.md)"),
    "code for words": ("", "[[Nothing|`x`]] [[Big Page|`x`]]", "`x` [`x`](../big-page.md)"),
    "brackets in brackets": ("", "[a [b [c] d] e](c.md)", "[a [b [c] d] e](../c.md)"),
    "addresses stay": ("", "[x](https://a.org/b) [y](mailto:a@b.org)", "[x](https://a.org/b) [y](mailto:a@b.org)"),
    "a mail address": ("", "[x](a.b@c.org)", "[x](mailto:a.b@c.org)"),
    "what runs goes": ("", "[x](javascript:a) [y](file:///etc/passwd)", "x y"),
    "code stays": ("", "`[x](no.md)` `[[y]]`", "`[x](no.md)` `[[y]]`"),
    "out of the folder": ("", "[x](../../c.md) [[../../c]]", "x ../../c"),
    "a check box": ("", "- [ ] [x](c.md)", "- [ ] [x](../c.md)"),
    "brackets that are no link": ("", "[x] (no.md) [[_TOC_]]", "[x] (no.md) [[_TOC_]]"),
}


@pytest.mark.parametrize(("kind", "before", "after"), LINKS.values(), ids=LINKS)
def test_relinking(kind: str, before: str, after: str) -> None:
    assert _relinked(before, wiki=kind == "wiki")[0] == after


def test_dead_links_are_told_once_each_with_their_line() -> None:
    _, remarks = _relinked("a\n\n[x](no.md) [y](no.md)\n\n[z](../Big%20Page.md#gone) ![](no.png)\n")
    assert remarks == [
        "line 3: the link no.md leads nowhere; its words are kept",
        "line 5: ../Big%20Page.md#gone leads to no heading; the link leads to its page now",
        "line 5: the picture no.png leads nowhere; its description is kept",
    ]


def test_redirects_that_lead_nowhere_good_stay() -> None:
    for address in (
        "https://www.google.com/url?q=javascript:a",
        "https://www.google.com/url?sa=D",
        "https://a.org/url?q=b",
    ):
        assert counted.unwrapped(address) == address


def test_titles_of_pages() -> None:
    assert convert.opening("# A\n\n## B\n\n## C\n") == "A"
    assert convert.opening("## A\n\n## B\n") == "", "the first of several is a section"
    assert convert.opening("Text.\n\n# A\n") == ""


def test_a_part_is_read_no_further_than_it_says(tmp_path: Path) -> None:
    """An archive that hides its size gives an error, not memory."""
    data = bytearray(office.archive({"word/document.xml": b"a" * 100_000}))
    with zipfile.ZipFile(tmp_path / "x", "w") as _:
        pass
    for match in list(re.finditer(re.escape((100_000).to_bytes(4, "little")), bytes(data))):
        data[match.start() : match.end()] = (10).to_bytes(4, "little")
    with pytest.raises(archive.ArchiveError):
        archive.open_archive(bytes(data), "docx")


@pytest.mark.parametrize("item", ["{} Buy a hose", "<label>{} Buy a hose</label>", "<p>{} Buy a hose</p>"])
def test_a_box_of_a_web_page_keeps_its_tick(bring: Import, tmp_path: Path, item: str) -> None:
    boxes = ('<input type="checkbox">', "<input checked type=checkbox>", '<input type="text" value="x">')
    rows = "".join(f"<li>{item.format(box)}</li>" for box in boxes)
    bring(_source(tmp_path, "hose.html", f"<h1>Hose</h1><ul>{rows}</ul>"))
    said = (tmp_path / "out/events/fair/sessions/hose.md").read_text()
    assert [line for line in said.split("\n") if "hose" in line] == [
        "- [ ] Buy a hose",
        "- [x] Buy a hose",
        "- Buy a hose",
    ]


def test_a_recording_is_called_by_its_day_and_not_by_its_program(bring: Import, tmp_path: Path) -> None:
    vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAda Example: Hello.\n"
    done = bring(_source(tmp_path, "GMT20240408-090000_Recording.transcript.vtt", vtt))
    assert "8 April 2024" in done.output
    assert "title:" not in (tmp_path / "out/events/fair/sessions/gmt20240408-090000-recording.md").read_text()
