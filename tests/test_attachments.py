"""What lies beside minutes is published only if no browser runs it: drawings by what they hold, others by kind."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from socml_site import pipeline
from socml_site.cli import main
from socml_site.pipeline import Understood
from socml_site.read.svg import fault_of_drawing
from socml_site.site.check import check_built
from tests.conftest import ROOT, Files, socml
from tests.imports import office

Write = Callable[[Files], Path]
Understand = Callable[[Files], Understood]
SVG = 'xmlns="http://www.w3.org/2000/svg"'
LINKED = f'{SVG} xmlns:xlink="http://www.w3.org/1999/xlink"'
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'

HOSTILE: dict[str, str | bytes] = {
    "script": f"<svg {SVG}><script>x()</script></svg>",
    "script of another prefix": f'<svg {SVG} xmlns:x="http://www.w3.org/2000/svg"><x:script>x()</x:script></svg>',
    "script of the root's prefix": '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>x()</s:script></s:svg>',
    "script of HTML": f"<svg {SVG} {HTML}><h:script>x()</h:script></svg>",
    "script in metadata": f"<svg {SVG} {HTML}><metadata><h:script>x()</h:script></metadata></svg>",
    "script in what an editor notes": f'<svg {SVG} xmlns:i="http://www.inkscape.org/namespaces/inkscape">'
    "<i:grid><script>x()</script></i:grid></svg>",
    "script from elsewhere": f'<svg {LINKED}><script xlink:href="https://x.test/a.js"/></svg>',
    "handler": f'<svg {SVG} onload="x()"/>',
    "handler of a shape": f'<svg {SVG}><rect onclick="x()"/></svg>',
    "handler of an animation": f'<svg {SVG}><set attributeName="x" onbegin="x()"/></svg>',
    "animated handler": f'<svg {SVG}><set attributeName="onmouseover" to="x()"/></svg>',
    "address with a line break": f'<svg {SVG}><a href="java&#10;script:x()"><rect/></a></svg>',
    "address with a tab and a control sign": f'<svg {SVG}><a href=" &#9;java&#9;script:x()"><rect/></a></svg>',
    "address by an entity": f'<svg {LINKED}><a xlink:href="j&#97;vascript:x()"><rect/></a></svg>',
    "address of data": f'<svg {SVG}><a href="data:text/html,&lt;script>x()&lt;/script>"><rect/></a></svg>',
    "animated address": f'<svg {SVG}><a><animate attributeName="href" values="javascript:x()"/><rect/></a></svg>',
    "address that is set": f'<svg {LINKED}><a><set attributeName="xlink:href" to="javascript:x()"/></a></svg>',
    "frame": f'<svg {SVG} {HTML}><h:iframe srcdoc="&lt;h1&gt;x"/></svg>',
    "refresh": f'<svg {SVG} {HTML}><h:meta http-equiv="refresh" content="0;url=https://x.test/"/></svg>',
    "base": f'<svg {SVG} {HTML}><h:base href="https://x.test/"/><a href="#a"/></svg>',
    "another base": f'<svg {SVG} xml:base="javascript:x()//"><a href="#a"><rect/></a></svg>',
    "HTML in it": f'<svg {SVG}><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>',
    "style from elsewhere": f'<svg {SVG}><style>@import "https://x.test/a.css";</style></svg>',
    "style from elsewhere in CDATA": f"<svg {SVG}><style><![CDATA[@import 'https://x.test/a.css';]]></style></svg>",
    "style in two parts": f"<svg {SVG}><style>@imp<!-- -->ort 'https://x.test/a.css';</style></svg>",
    "style with a backslash": f"<svg {SVG}><style>@\\69mport 'https://x.test/a.css';</style></svg>",
    "style that calls": f"<svg {SVG}><style>rect {{ fill: url(//x.test/a) }}</style></svg>",
    "style that calls by a set": f"<svg {SVG}><style>svg {{ background: image-set('//x.test/a' 1x) }}</style></svg>",
    "font from elsewhere": f"<svg {SVG}><style>@font-face {{ src: url(https://x.test/a) }}</style></svg>",
    "style attribute that calls": f'<svg {SVG}><rect style="fill:URL( &quot;//x.test/a&quot;)"/></svg>',
    "attribute that calls": f'<svg {SVG}><rect filter="url(https://x.test/a.svg#f)"/></svg>',
    "attribute that calls for another drawing": f'<svg {SVG}><rect mask="url(other.svg#m)"/></svg>',
    "picture from elsewhere": f'<svg {LINKED}><image xlink:href="https://x.test/a.png"/></svg>',
    "picture beside it": f'<svg {SVG}><image href="/api/v1/people.json"/></svg>',
    "picture that is a drawing": f'<svg {SVG}><image href="data:image/svg+xml;base64,PHN2Zy8+"/></svg>',
    "filter that calls": f'<svg {SVG}><filter><feImage href="https://x.test/a.png"/></filter></svg>',
    "part of another file": f'<svg {LINKED}><use xlink:href="other.svg#a"/></svg>',
    "part of data": f'<svg {SVG}><use href="data:image/png;base64,AAAA#a"/></svg>',
    "pings": f'<svg {SVG}><a href="https://x.test/" ping="https://x.test/"><rect/></a></svg>',
    "opener": f'<svg {SVG}><a href="https://x.test/" target="_blank" rel="opener"><rect/></a></svg>',
    "entity": f'<!DOCTYPE svg [<!ENTITY a "javascript:x()">]><svg {SVG}><a href="&a;"><rect/></a></svg>',
    "entity from elsewhere": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg {SVG}>&a;</svg>',
    "entities without end": f'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><svg {SVG}>&b;</svg>',
    "attributes from the type": f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]><svg {SVG}/>',
    "type of HTML": f'<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><svg {SVG}>&nbsp;</svg>',
    "style sheet": f'<?xml-stylesheet href="https://x.test/a.xsl" type="text/xsl"?><svg {SVG}/>',
    "style sheet behind": f'<svg {SVG}/><?xml-stylesheet href="data:text/css,a"?>',
    "Japanese": b'<?xml version="1.0" encoding="ISO-2022-JP"?><svg xmlns="http://www.w3.org/2000/svg"><scr\x1b(Bipt>'
    b"x()</scr\x1b(Bipt></svg>",
    "an encoding far behind": f'<?xml version="1.0"{" " * 500}encoding="ISO-2022-JP"?><svg {SVG}/>',
    "an encoding of no list": f'<?xml version="1.0" encoding="x-user-defined"?><svg {SVG}/>',
    "two addresses": f'<svg {SVG}><rect style="fill:url(#a);mask:url(https://x.test/a)"/></svg>',
    "two addresses in one": f'<svg {SVG}><rect fill="url(#a) url(//x.test/a)"/></svg>',
    "a name with a space": f'<svg {SVG} xmlns:h="http://www.w3.org/1999/xhtml x"><h:script/></svg>',
    "handler of the namespace": f'<svg {SVG} xmlns:s="http://www.w3.org/2000/svg" s:onload="x()"/>',
    "UTF-7": f'<?xml version="1.0" encoding="UTF-7"?><svg {SVG}>+ADw-script+AD4-x()+ADw-/script+AD4-</svg>',
    "UTF-16 without a mark": f'<?xml version="1.0" encoding="UTF-16"?><svg {SVG}><script/></svg>'.encode("utf-16-le"),
    "UTF-16": f"<svg {SVG}><script>x()</script></svg>".encode("utf-16"),
    "two encodings": b"\xef\xbb\xbf" + f'<?xml version="1.0" encoding="ISO-8859-1"?><svg {SVG}/>'.encode(),
    "broken after the script": f"<svg {SVG}><g><script>x()</script>",
    "a page": "<!doctype html><script>x()</script>",
    "a page of XML": '<html xmlns="http://www.w3.org/1999/xhtml"><script>x()</script></html>',
    "events of XML": f'<svg {SVG} xmlns:ev="http://www.w3.org/2001/xml-events"><g ev:handler="#a"/></svg>',
    "no namespace": "<svg><script>x()</script></svg>",
    "sound": f'<svg {SVG} {HTML}><h:audio src="https://x.test/a.mp3"/></svg>',
    "tiny's script": f'<svg {SVG}><handler type="application/ecmascript">x()</handler></svg>',
    "mathematics": f'<svg {SVG}><math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:x()"/></svg>',
}

HARMLESS = {file.stem: file.read_bytes() for file in sorted((Path(__file__).parent / "drawings").glob("*.svg"))}
"""Small drawings as the programs they are named after export them."""


@pytest.mark.parametrize("drawing", HOSTILE.values(), ids=HOSTILE)
def test_a_drawing_that_runs_or_calls_is_not_published(understand: Understand, drawing: str | bytes) -> None:
    understood = understand({"a.md": "Text", "a.svg": drawing})
    assert understood.folder.attachments == frozenset()
    assert [(one.path, one.code) for one in understood.issues] == [("a.svg", "unsafe")]
    assert understood.issues[0].hint


@pytest.mark.parametrize("drawing", HARMLESS.values(), ids=HARMLESS)
def test_a_drawing_as_programs_export_it_is_published(understand: Understand, drawing: bytes) -> None:
    understood = understand({"a.md": "Text", "a.svg": drawing})
    assert understood.issues == ()
    assert understood.folder.attachments == {"a.svg"}


def test_the_place_and_the_name_of_what_is_wrong_are_told() -> None:
    fault = fault_of_drawing(f'<svg {SVG}>\n<g>\n  <rect onclick="x()"/>\n</g></svg>'.encode())
    assert fault is not None
    assert (fault.line, fault.col) == (3, 3)
    assert fault.what == "The attribute onclick of <rect> is not allowed in a drawing"
    assert fault.hint == "Export it anew as plain SVG, or as PNG."
    labels = fault_of_drawing(f"<svg {SVG}><foreignObject/></svg>".encode())
    assert labels is not None
    assert "htmlLabels" in labels.hint


def test_the_drawings_of_the_project_are_harmless() -> None:
    drawings = [file for folder in ("theme", "docs", "content") for file in (ROOT / folder).rglob("*.svg")]
    assert [(file.name, fault_of_drawing(file.read_bytes())) for file in drawings] == [
        (file.name, None) for file in drawings
    ]


PAGE = b"<!doctype html><html><body><script>x()</script>"
UNKNOWN = ["x.drawio", "x.excalidraw", "x.key", "x.bib", "x.ipynb", "x.unknown", "README", "x.md.bak", "x.svgz"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_servers_do_not_know_is_not_published(understand: Understand, name: str) -> None:
    understood = understand({"a.md": "Text", name: PAGE})
    assert understood.folder.attachments == frozenset()
    assert [(one.path, one.code) for one in understood.issues] == [(name, "attachment")]
    assert ".zip" in understood.issues[0].hint


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE", "notes/AUTHORS", "Copying", "LICENSE-MIT"])
def test_a_licence_is_not_published_and_no_fault(understand: Understand, name: str) -> None:
    understood = understand({"a.md": f"See the [terms]({name}).\n", name: PAGE})
    assert understood.folder.attachments == frozenset()
    assert understood.issues == ()


def test_a_link_to_a_licence_that_would_be_lost_is_said(understand: Understand) -> None:
    front = "---\nlinks: [{title: Terms, url: LICENSE}]\n---\n# A\n\nText.\n"
    found = understand({"a.md": front, "LICENSE": b"Free."}).issues
    assert [(one.path, one.line, one.code) for one in found] == [("a.md", 2, "link")]


SNIFFED = [
    PAGE,
    b" \n\t<script>x()</script>",
    b"\xef\xbb\xbf<html>",
    b"\x0b\x0c<!-- a --><b>",
    b"<?xml version='1.0'?>",
]


@pytest.mark.parametrize("ending", ["txt", "csv", "json", "ics", "vtt", "tex", "png", "pdf", "zip", "mp3", "docx"])
@pytest.mark.parametrize("data", SNIFFED)
def test_what_looks_like_a_page_is_not_published(understand: Understand, ending: str, data: bytes) -> None:
    understood = understand({"a.md": "Text", f"x.{ending}": data})
    assert understood.folder.attachments == frozenset()
    assert [one.code for one in understood.issues] == ["attachment"]


KINDS: dict[str, bytes] = {
    "a.png": office.PNG,
    "a.jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a.gif": b"GIF89a",
    "a.webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "a.avif": b"\0\0\0\x1cftypavif",
    "a.PDF": b"%PDF-1.7\n",
    "late.pdf": b"\n\n%PDF-1.7\n",
    "a.zip": b"PK\x05\x06" + b"\0" * 18,
    "a.docx": b"PK\x03\x04",
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a.odt": b"PK\x03\x04",
    "a.epub": b"PK\x03\x04",
    "a.gz": gzip.compress(b"x"),
    "a.mp3": b"ID3\x03\0",
    "bare.mp3": b"\xff\xfb\x90\x64",
    "a.ogg": b"OggS\0",
    "a.wav": b"RIFF\0\0\0\0WAVEfmt ",
    "a.m4a": b"\0\0\0\x20ftypM4A ",
    "a.mp4": b"\0\0\0\x18ftypmp42",
    "many-brands.mp4": b"\0\0\0<ftypisom",
    "a.webm": b"\x1a\x45\xdf\xa3",
    "a.txt": b"[10:00] <Ada> Hello\n",
    "empty.txt": b"",
    "a.csv": b"a,b\n",
    "a.tsv": b"a\tb\n",
    "a.json": b"{}",
    "a.ics": b"BEGIN:VCALENDAR\n",
    "a.tex": b"\\documentclass{article}",
}


@pytest.mark.parametrize(("name", "data"), KINDS.items(), ids=KINDS)
def test_a_file_that_is_what_its_name_says_is_published(understand: Understand, name: str, data: bytes) -> None:
    understood = understand({"a.md": "Text", name: data})
    assert understood.issues == ()
    assert understood.folder.attachments == {name}


@pytest.mark.parametrize("name", sorted(name for name, data in KINDS.items() if not data.isascii() or b"\0" in data))
@pytest.mark.parametrize("data", [b"x", b"", b"alert(1)//GIF89a"])
def test_a_file_that_is_not_what_its_name_says_is_not_published(understand: Understand, name: str, data: bytes) -> None:
    understood = understand({"a.md": "Text", name: data})
    assert understood.folder.attachments == frozenset()
    assert [(one.path, one.code) for one in understood.issues] == [(name, "attachment")]


def test_import_takes_no_drawing_that_runs_out_of_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    body = office.paragraph(office.run("Text ") + office.picture())
    for name in ("script of another prefix", "style from elsewhere", "animated address", "UTF-16"):
        drawing = HOSTILE[name]
        data = drawing if isinstance(drawing, bytes) else drawing.encode()
        (tmp_path / "a.docx").write_bytes(office.docx(body, {"word/media/i.svg": data}, picture_at="media/i.svg"))
        done = CliRunner().invoke(main, ["import", "a.docx", "--to", f"out/{name}"])
        assert "the picture i.svg may run or load something." in done.output
    assert not list(tmp_path.rglob("*.svg"))
    (tmp_path / "b.docx").write_bytes(
        office.docx(body, {"word/media/i.svg": HARMLESS["sketch"]}, picture_at="media/i.svg")
    )
    CliRunner().invoke(main, ["import", "b.docx", "--to", "good"])
    assert len(list(tmp_path.rglob("*.svg"))) == 1


BESIDE = [".docker/config.json", "../outside.txt", "a/.git/config.txt", "{root}/.env.txt", "file://{root}/plain.txt",
          "node_modules/x.txt", "hidden.txt", "%2edocker/config.json", "./a/../.docker/config.json", "loop.txt",
          "pipe.txt", "run.svg", "page.txt"]  # fmt: skip


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("address", BESIDE)
def test_import_takes_nothing_hidden_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, form: str
) -> None:
    root = tmp_path / "in"
    for name in (".docker/config.json", "a/.git/config.txt", ".env.txt", "plain.txt", "node_modules/x.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text('"secret"')
    (tmp_path / "outside.txt").write_text("secret")
    (root / "hidden.txt").symlink_to(".docker/config.json")
    (root / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(root / "pipe.txt")
    (root / "run.svg").write_text(f"<svg {SVG} {HTML}><h:script>secret</h:script></svg>")
    (root / "page.txt").write_text("<script>secret</script>")
    address = address.format(root=root)
    text = f"<h1>t</h1><p><a href='{address}'>x</a></p>" if form == "html" else f"# t\n\n[x]({address})\n"
    (root / f"t.{form}").write_text(text)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["import", f"in/t.{form}", "--to", "out"])
    assert done.exit_code == 0, done.output
    assert [file.name for file in (tmp_path / "out").rglob("*") if file.is_file()] == ["t.md"]


def test_import_of_a_folder_says_what_it_does_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "in"
    root.mkdir()
    (root / "good.md").write_text("# Good\n\nText.\n")
    (root / ".env").write_text("secret")
    (root / "hidden.txt").symlink_to(".env")
    (root / "loop.md").symlink_to("loop.md")
    (root / "here").symlink_to(".")
    (root / "odd\udcff.md").write_text("# Odd\n")
    os.mkfifo(root / "pipe.md")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["import", "in", "--to", "out"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    assert done.output.count(": not imported") == 5
    for what in ("hidden.txt: not imported. This is a link to a file that is hidden", "loop.md: not imported. This is",
                 "here: not imported. This is a link to a folder", "pipe.md: not imported. This is no file",
                 "odd\\xff.md: not imported. The name of this file"):  # fmt: skip
        assert what in done.output
    assert [file.name for file in (tmp_path / "out").rglob("*") if file.is_file()] == ["good.md"]


@pytest.mark.parametrize("name", ["script of another prefix", "style from elsewhere", "Japanese", "handler"])
def test_a_built_site_is_looked_through_for_drawings(tmp_path: Path, name: str) -> None:
    drawing = HOSTILE[name]
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/a.svg").write_bytes(drawing if isinstance(drawing, bytes) else drawing.encode())
    (tmp_path / "notes/b.SVG").write_bytes(HARMLESS["mermaid"])
    assert [(one.path, one.code) for one in check_built(tmp_path)] == [("notes/a.svg", "unsafe")]


def test_a_site_with_drawings_and_files_is_faultless(write: Write, tmp_path: Path) -> None:
    root = write({"index.md": "# Home\n\n![plan](plan.svg) [terms](LICENSE)\n", "plan.svg": HARMLESS["inkscape"],
                  "run.svg": HOSTILE["base"], "LICENSE": PAGE, "x.drawio": PAGE})  # fmt: skip
    site = tmp_path / "site"
    done = socml("build", str(root), "--site-dir", str(site))
    assert done.returncode == 1, done.stdout + done.stderr
    assert (site / "plan.svg").read_bytes() == HARMLESS["inkscape"]
    assert not any((site / name).exists() for name in ("run.svg", "LICENSE", "x.drawio"))
    assert [one for one in check_built(site) if one.code == "unsafe"] == []
    assert pipeline.understand(root).folder.kept_back == {"LICENSE"}
