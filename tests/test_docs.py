"""What the documents say is so: their commands, options, examples, tables and links are tried out here."""

from __future__ import annotations

import functools
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest
import yaml
from pydantic import BaseModel

from socml_site import interface, pipeline
from socml_site.cli import main
from socml_site.emit import CARDS
from socml_site.engine.config import SocmlConfig
from socml_site.front.facts import SYNONYMS
from socml_site.front.schema import (
    NESTED,
    EventFront,
    PageFront,
    PersonEntry,
    ReportFront,
    SessionFront,
    TipFront,
    TopicEntry,
)
from socml_site.issues import CODES
from socml_site.model import Role
from socml_site.pipeline import Understood
from socml_site.text.anchors import slug
from socml_site.text.markdown import blank_code, headings, plain
from socml_site.words import languages
from socml_site.words.labels import Announced
from socml_site.words.languages import ENGLISH, LANGUAGES, entries_of
from socml_site.words.table import Words
from tests.conftest import ROOT, Files, Page, run, socml

README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
DOCS = ROOT / "docs"
MESSAGES, COMMANDS, PUBLISHING, WRITING = (
    DOCS / f"{name}.md" for name in ("messages", "commands", "publishing", "writing")
)
UNDERSTOOD, INDEX, WORDS = (DOCS / f"{name}.md" for name in ("understood", "index", "words"))
PAGES = [README, *sorted(DOCS.glob("*.md"))]
"""What users read."""
DECISIONS = sorted((DOCS / "adr").glob("*.md"))
GUIDE = sorted((ROOT / "content" / "guide").glob("*.md"))
TAUGHT = [*PAGES, CONTRIBUTING, *GUIDE]
"""Documents that tell readers which commands to give."""
LINKED = [*PAGES, CONTRIBUTING, ROOT / "CHANGELOG.md", *DECISIONS]
ADR_PARTS = ["Context", "Decision", "Consequences"]
KEYS: dict[str, tuple[type[BaseModel], type[BaseModel]]] = {
    "Every page": (PageFront, BaseModel),
    "Sessions": (SessionFront, PageFront),
    "Events": (EventFront, PageFront),
    "Reports": (ReportFront, SessionFront),
    "Tips": (TipFront, PageFront),
    "People: people.yml": (PersonEntry, BaseModel),
    "Topics: topics.yml": (TopicEntry, BaseModel),
}
"""By the heading that has their table: the keys of a model that another has not."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_EXAMPLE = re.compile(r"^<!-- (file|understood): (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\[\]]*\]\(([^()\s]+)\)")


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _code(text: str) -> Iterator[str]:
    """Each line of shell blocks without its comment, and each piece of code within the prose."""
    for language, block in _FENCE.findall(text):
        if language in ("sh", "bash", "console"):
            yield from (line.partition(" #")[0].strip() for line in block.splitlines() if line.strip())
    yield from _CODE.findall(_FENCE.sub("", text))


def _commands(program: str) -> list[tuple[str, str]]:
    """Every command line of a program in the documents, with the first document that has it."""
    found: dict[str, str] = {}
    for file in TAUGHT:
        for line in _code(_text(file)):
            # `.venv/bin/socml check` is `socml check`, and settings before a command are no part of it.
            bare = re.sub(r"^(?:[A-Z_]+=\S+ +)*(?:\.venv/bin/)?", "", line)
            if bare.split(" ")[0] == program:
                found.setdefault(bare, _name(file))
    return [(document, line) for line, document in found.items()]


def _tables(text: str) -> Iterator[list[str]]:
    """The cells of every table row but headings' underlines."""
    for line in text.splitlines():
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def _options(command: click.Command) -> dict[str, click.Option]:
    """A command's options by their names, the help left out."""
    named = [one for one in command.params if isinstance(one, click.Option)]
    return {name: one for one in named for name in one.opts if name.startswith("--")}


def _section(file: Path, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", _text(file), re.MULTILINE | re.DOTALL)
    assert found, f"{_name(file)}: {heading}"
    return found[1]


def _rows(file: Path, heading: str) -> dict[str, list[str]]:
    """The table below a heading: by the code in its first column, the other cells."""
    return {cells[0].strip("`"): cells[1:] for cells in _tables(_section(file, heading)) if cells[0].startswith("`")}


def _examples(marker: str) -> list[tuple[Path, str, str]]:
    """The examples with this marker: the document, the name of the file, its text."""
    return [
        (file, name, text) for file in PAGES for kind, name, text in _EXAMPLE.findall(_text(file)) if kind == marker
    ]


def _files() -> dict[str, str]:
    """The files of the example project, by their names."""
    return {name: text for _, name, text in _examples("file")}


def _settings() -> list[str]:
    """Pieces of mkdocs.yml, which stand in no file."""
    return [block for language, block in _FENCE.findall(_text(PUBLISHING)) if language == "yaml"][1:]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example project; FOLDER and FILE hold other notes, and DIR is an empty site."""
    for name, text in _files().items():
        file = tmp_path / name if name == "mkdocs.yml" else tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "DIR").mkdir()
    (tmp_path / "FOLDER").mkdir()
    (tmp_path / "FOLDER" / "notes.md").write_text("# Robots\n\nSome notes.\n", encoding="utf-8")
    (tmp_path / "FILE").write_text("# Robots\n\nSome notes.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def understood(understand: Callable[[dict[str, str]], Understood]) -> Understood:
    """What the pipeline makes of the example project."""
    return understand({name: text for name, text in _files().items() if name != "mkdocs.yml"})


@pytest.mark.parametrize(("document", "line"), _commands("socml"))
def test_each_command_exists(document: str, line: str) -> None:
    words = [word for word in shlex.split(line)[1:] if not word.startswith("[")]
    if words and not words[0].startswith("-"):
        assert words[0] in main.commands, f"{document}: {line}"
        options = main.commands[words[0]]
        known = {name for one in options.params for name in one.opts} | {"--help", "-h"}
    else:
        known = {name for one in main.params for name in one.opts} | {"--help", "-h"}
    assert {word.partition("=")[0] for word in words if word.startswith("-")} <= known, f"{document}: {line}"


def _runnable() -> list[tuple[str, str]]:
    """Command lines that are whole: without the brackets and the placeholders of a description."""
    return [
        (document, line)
        for document, line in _commands("socml")
        if " " in line and "[" not in line and not line.startswith("socml serve")
    ]


@pytest.mark.parametrize(("document", "line"), _runnable())
def test_each_command_works(project: Path, document: str, line: str) -> None:
    done = socml(*shlex.split(line)[1:], cwd=project)
    assert done.returncode == 0, f"{document}: {line}\n{done.stdout}{done.stderr}"


def test_commands_were_found() -> None:
    lines = {line for _, line in _commands("socml")}
    assert {"socml build FOLDER", "socml check FOLDER", "socml serve FOLDER", "socml --version"} <= lines
    assert len(_runnable()) >= 5


@pytest.mark.parametrize("file", TAUGHT, ids=_name)
def test_each_option_named_belongs_to_some_command(file: Path) -> None:
    known = {name for command in main.commands.values() for name in _options(command)} | {"--help", "--version"}
    named = {code.split()[0] for code in _CODE.findall(_text(file)) if re.match("--[a-z]", code)}
    assert named <= known


def test_the_table_of_commands_is_whole() -> None:
    told: dict[str, dict[str, str]] = {}
    command = ""
    for cells in _tables(_section(COMMANDS, "Commands")):
        if cells[:2] == ["Command", "Option"]:
            continue
        if cells[0]:
            command = cells[0].strip("`").removeprefix("socml ").split()[0]
            told[command] = {}
        else:
            told[command][cells[1].strip("`").split()[0]] = cells[2]
    assert {name: set(options) for name, options in told.items()} == {
        name: set(_options(command)) for name, command in main.commands.items()
    }
    for name, known in main.commands.items():
        for option, one in _options(known).items():
            if isinstance(one.type, click.Choice):
                assert _CODE.findall(told[name][option]) == list(one.type.choices)
            elif isinstance(one.default, int) and not one.is_flag:
                assert told[name][option].endswith(f"; {one.default}"), option


def test_the_arguments_in_the_table_are_those_of_the_commands() -> None:
    for name, command in main.commands.items():
        usage = command.collect_usage_pieces(click.Context(command))[1:]
        assert f"| `socml {name} {' '.join(usage)}` |" in _text(COMMANDS)


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", _text(ROOT / "Makefile"), re.MULTILINE))


@pytest.mark.parametrize(("document", "line"), _commands("make"))
def test_each_make_target_exists(document: str, line: str) -> None:
    settings = {word.partition("=")[0] for word in line.split()[1:] if "=" in word}
    targets = {word for word in line.split()[1:] if "=" not in word}
    assert targets <= _make_targets(), f"{document}: {line}"
    assert settings <= set(re.findall(r"^(\w+) \?=", _text(ROOT / "Makefile"), re.MULTILINE)), f"{document}: {line}"


def test_the_readme_begins_with_exactly_two_commands() -> None:
    _, block = _FENCE.findall(_text(README))[0]
    assert [line.partition("#")[0].strip() for line in block.splitlines()] == ["make serve", "make test"]


def test_the_readme_is_short() -> None:
    assert len(_text(README).splitlines()) <= 110


def test_every_page_is_listed() -> None:
    assert "docs/index.md" in _LINK.findall(_text(README))
    listed = {(DOCS / address).resolve() for address in _LINK.findall(_text(INDEX))}
    assert sorted(_name(file) for file in {*DOCS.rglob("*.md")} - listed) == [_name(INDEX)]


def test_every_described_make_target_is_told() -> None:
    described = set(re.findall(r"^([a-z]+):.*##", _text(ROOT / "Makefile"), re.MULTILINE))
    told = {line.split()[1] for _, line in _commands("make") if " " in line}
    assert described - told <= {"setup", "browser", "validator", "wheel"}, "steps of other targets alone need no words"


def test_continuous_integration_runs_make_test() -> None:
    lines = [line.strip() for line in _text(ROOT / ".ci" / "run").splitlines()]
    done = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert done == ["make test"]


def test_the_versions_of_python_are_those_of_the_package() -> None:
    told = re.findall(r"Python (3\.\d+), (3\.\d+) or (3\.\d+)", _text(README))
    package = re.findall(r"Python :: (3\.\d+)", _text(ROOT / "pyproject.toml"))
    assert [list(found) for found in told] == [package]


def test_the_examples_have_no_issues(understood: Understood) -> None:
    assert understood.issues == ()
    assert len(understood.folder.sources) == 2


def test_each_example_has_a_name_of_its_own() -> None:
    names = [name for marker in ("file", "understood") for _, name, _ in _examples(marker)]
    assert len(names) == len(set(names)) == 8


@pytest.mark.parametrize("file", PAGES, ids=_name)
def test_no_example_is_left_untried(file: Path) -> None:
    shown = [block for language, block in _FENCE.findall(_text(file)) if language in ("markdown", "yaml", "csv")]
    tried = [text for _, _, text in _EXAMPLE.findall(_text(file))]
    assert sorted(shown) == sorted([*tried, *(_settings() if file == PUBLISHING else ())])


def test_the_examples_give_what_the_page_says(understood: Understood) -> None:
    relations = understood.relations
    by_path = {one.path: one for one in relations.documents.values()}
    bare = by_path["meetup/2026-10-07-hardware.md"]
    assert (bare.kind, bare.title, f"{bare.date}") == ("session", "Hardware for small models", "2026-10-07")
    assert relations.event_of[bare.url] == "meetup"
    full = by_path["events/fair/sessions/interpretability.md"]
    assert [(one.name, one.role.value) for one in relations.participations] == [
        ("Ada Example", "moderated"),
        ("B. E.", "noted"),
        ("Cy Example", "attended"),
    ]
    assert set(relations.people) == {"people/ada-example/", "people/b-e/", "people/cy-example/"}
    assert relations.tagged[full.url] == ("topics/interpretability/",)
    assert set(relations.targets[full.url].values()) == {bare.url, "topics/hardware/", "people/ada-example/"}


def test_the_examples_withhold_what_the_page_says(pages: Callable[[dict[str, str]], dict[str, Page]]) -> None:
    found = pages({name: text for name, text in _files().items() if name != "mkdocs.yml"})
    told = "".join(page.html for page in found.values())
    assert "Cy Example" in told
    assert "Bo Example" not in told
    assert "Di Example" not in told


def test_the_example_configuration_does_what_the_page_says(project: Path) -> None:
    done = socml("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    config = yaml.safe_load(_files()["mkdocs.yml"])
    page = _text(project / "site/meetup/2026-10-07-hardware/index.html")
    assert f"{config['repo_url']}/{config['edit_uri']}meetup/2026-10-07-hardware.md" in page
    assert 'href="/minutes/assets/socml.css"' in _text(project / "site/404.html")


@pytest.mark.parametrize("piece", _settings(), ids=lambda piece: piece.split()[-2])
def test_each_piece_of_configuration_does_what_the_page_says(project: Path, piece: str) -> None:
    config = project / "mkdocs.yml"
    config.write_text(yaml.safe_dump({**yaml.safe_load(_text(config)), **yaml.safe_load(piece)}), encoding="utf-8")
    done = socml("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ('<html lang="de"' in _text(project / "site/index.html")) == ("language: de" in piece)
    assert (project / "site/wiki.zip").exists() == ("offline_zip: true" in piece)


def test_every_option_of_the_plugin_has_its_row() -> None:
    rows = _rows(PUBLISHING, "Options of the plugin")
    options = SocmlConfig()  # type: ignore[no-untyped-call]
    assert {name: yaml.safe_load(cells[0].strip("`")) for name, cells in rows.items()} == dict(options)
    assert set(CARDS) <= set(_CODE.findall(rows["cards"][1]))


def _words(schema: dict[str, Any], definitions: dict[str, Any]) -> set[str]:
    """The words that a value may be, where it is one of several."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    others = (_words(one, definitions) for one in schema.get("anyOf", ()))
    return {*schema.get("enum", ())}.union(*others)


@pytest.mark.parametrize("heading", KEYS)
def test_every_key_has_its_row(heading: str) -> None:
    model, base = KEYS[heading]
    rows = {name: set(_CODE.findall(" ".join(cells))) for name, cells in _rows(WRITING, heading).items()}
    assert rows.keys() == {one.alias or name for name, one in model.model_fields.items()} - base.model_fields.keys()
    schema = model.model_json_schema()
    for name, told in rows.items():
        assert _words(schema["properties"][name], schema.get("$defs", {})) <= told, name
        assert (
            name == "sources" or name not in NESTED or model is ReportFront or NESTED[name].model_fields.keys() <= told
        )
        assert {other for other, meant in SYNONYMS.items() if meant == name} <= told, name


def test_every_message_has_its_row() -> None:
    rows = {cells[0].strip("`"): cells[1:] for cells in _tables(_text(MESSAGES)) if cells[0] != "Code"}
    assert {code: row[0] for code, row in rows.items()} == {code: f"{how}" for code, (how, _) in CODES.items()}
    assert all(len(row) == 3 and all(row) for row in rows.values())


def test_the_message_shown_is_one_that_is_given(tmp_path: Path) -> None:
    shown = next(block for language, block in _FENCE.findall(_text(MESSAGES)) if language == "text").strip()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "robots.md").write_text("---\ntitle: Robots\nroom: B\natendees: [Ada]\n---\nText.\n")
    assert [f"notes/{issue}" for issue in pipeline.understand(tmp_path / "notes").issues] == [shown]


def _anchors(file: Path) -> list[str]:
    text = _text(file)
    return [slug(plain(heading.text)) for heading in headings(text, blank_code(text))]


@pytest.mark.parametrize("file", LINKED, ids=_name)
def test_local_links_lead_somewhere(file: Path) -> None:
    for address in _LINK.findall(blank_code(_text(file))):
        if re.match(r"[a-z]+:", address):
            continue
        path, _, fragment = unquote(address).partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), f"{_name(file)}: {address}"
        assert not fragment or fragment in _anchors(target), f"{_name(file)}: {address}"


@pytest.mark.parametrize("file", DECISIONS, ids=_name)
def test_a_decision_has_its_parts(file: Path) -> None:
    text = _text(file)
    found = [(one.level, one.text) for one in headings(text, blank_code(text))]
    assert re.fullmatch(rf"{file.name[:4]}: .+", found[0][1])
    assert found[1:] == [(2, part) for part in ADR_PARTS]


def test_decisions_are_numbered_one_after_another() -> None:
    numbers = [int(file.name[:4]) for file in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("file", LINKED, ids=_name)
def test_files_named_exist(file: Path) -> None:
    """Paths of the project in code, as `text/safety.py`, lead to a file of the package or of the project.

    Pages of docs/ name files outside in code, not as links: see the sites that are made of them below.
    """
    for code in _CODE.findall(_text(file)):
        if re.fullmatch(r"(?:tests|theme|tools|content)/[\w./-]*|[A-Z]+\.md|[\w./-]+\.py", code):
            below = [ROOT / code, ROOT / "socml_site" / code]
            assert any(path.exists() for path in below) or code in _names_of_modules(), f"{_name(file)}: {code}"


def test_every_room_is_named_and_stands() -> None:
    """CONTRIBUTING.md names the folders of the package, and no others."""
    rows = re.findall(r"^\| (`[^|]+) \|", _text(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    named = {code for row in rows for code in re.findall(r"`([a-z_]+)/`", row)}
    assert named == {folder.parent.name for folder in (ROOT / "socml_site").glob("*/__init__.py")}


@pytest.mark.parametrize("file", [ROOT / "CONTRIBUTING.md", ROOT / "docs/from-file-to-page.md"], ids=_name)
def test_what_stands_in_a_room_is_there(file: Path) -> None:
    """Each path, and each table of words, exists below the package or the project, save those that people write."""
    codes = [code for code in _CODE.findall(_text(file)) if re.fullmatch(r"[a-z_]+/[\w./-]*|[a-z_]+\.yml", code)]
    assert codes
    for code in codes:
        written = code.endswith(".md") or code in ("people.yml", "topics.yml", "mkdocs.yml")
        assert written or (ROOT / code).exists() or (ROOT / "socml_site" / code).exists(), f"{_name(file)}: {code}"


@functools.cache
def _names_of_modules() -> frozenset[str]:
    """Names that stand alone where a text says the folder just before, as in a table of rooms."""
    return frozenset(file.name for file in (ROOT / "socml_site").rglob("*.py"))


def test_the_walk_passes_through_every_stage() -> None:
    walk = _text(ROOT / "docs" / "from-file-to-page.md")
    named = [code for code in _CODE.findall(walk) if code.endswith((".py", ".html"))]
    stages = ["read", "minutes", "link", "withhold", "emit", "render", "site"]
    first = [next(n for n, code in enumerate(named) if code.startswith(f"{stage}/")) for stage in stages]
    assert first == sorted(first)
    assert walk.count("\n") < 45


def test_the_readme_shows_what_is_understood_of_its_example(tmp_path: Path) -> None:
    ((name, text),) = ((name, text) for file, name, text in _examples("understood") if file == README)
    (shown,) = (block for language, block in _FENCE.findall(_text(README)) if language == "text")
    notes = tmp_path / "notes"
    (notes / name).parent.mkdir(parents=True)
    (notes / name).write_text(text, encoding="utf-8")
    done = socml("inspect", name, cwd=notes)
    assert done.stdout.split("\n\n")[1].rstrip() == shown.rstrip()
    relations = pipeline.understand(notes).relations
    assert set(relations.people) == {f"people/{slug}-example/" for slug in ("ada", "bo")}, "Di was but excused"
    assert {str(one.outcome.kind) for one in relations.statements} == {"decision", "action", "question"}


def test_the_example_of_what_is_understood_is_understood_so(understand: Callable[[Files], Understood]) -> None:
    ((name, text),) = ((name, text) for file, name, text in _examples("understood") if file == UNDERSTOOD)
    found = understand({name: text}).relations
    (document,) = found.documents.values()
    roles: dict[str, set[str]] = {}
    for one in found.participations:
        roles.setdefault(one.name, set()).add(str(one.role))
    assert roles == {
        "Ada Example": {"attended", "moderated", "spoke"},
        "Bo Example": {"attended", "noted", "spoke"},
        "Cy Example": {"attended", "spoke"},
        "Di Example": {"absent"},
    }
    said = document.minutes
    assert (str(document.date), f"{said.start:%H:%M}", f"{said.end:%H:%M}", said.timezone) == (
        "2026-10-14",
        "16:00",
        "17:00",
        "UTC",
    )
    assert len(said.turns) == 4
    assert [
        (str(one.outcome.kind), one.outcome.text, [owner.name for owner in one.owners], one.outcome.done)
        for one in found.statements
    ] == [
        ("decision", "Buy new ones", [], None),
        ("action", "Bo to ask three shops by 20 October", ["Bo Example"], False),
        ("action", "AE: measure the garden", ["Ada Example"], True),
        ("question", "Who pays?", [], None),
    ]
    assert [str(one.outcome.due) for one in found.statements][1] == "2026-10-20"


def test_the_languages_named_are_those_there_are() -> None:
    told = _section(PUBLISHING, "Languages")
    columns = {language for wordings in interface.wordings_of().values() for language in wordings}
    assert set(re.findall(r"\(`(\w+)`\)", told)) == columns
    assert yaml.safe_load(_FENCE.findall(told)[0][1])["theme"]["language"] in columns
    named = [entries_of(language)["language"][0] for language in LANGUAGES]
    understood = ", ".join(named[:-1]) + f" and {named[-1]}"
    assert understood in _section(UNDERSTOOD, "Languages")
    assert understood in _text(README)


def test_the_example_of_a_word_file_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words, cases = (block for language, block in _FENCE.findall(_text(WORDS)) if language == "yml")
    (tmp_path / "xx.yml").write_text(words, encoding="utf-8")
    monkeypatch.setattr(languages, "_FOLDER", tmp_path)
    held = Words(("xx",))
    assert entries_of("xx").keys() <= entries_of(ENGLISH).keys()
    roles = {name: {held.role_of(form) for form in held.forms(name)} for name in ("attended", "absent", "noted")}
    assert roles == {name: {Announced(Role(name), strong=True)} for name in roles}
    assert all(form for name in entries_of("xx") for form in held.forms(name))
    assert [{*case} for case in yaml.safe_load(cases)] == [{"case", "text", "expect"}]


def _by_mkdocs(folder: Path) -> None:
    """Build the documents with MkDocs alone; it gives up if a link or an anchor leads nowhere."""
    links = dict.fromkeys(("not_found", "absolute_links", "unrecognized_links", "anchors"), "warn")
    config = {"site_name": "socml", "docs_dir": str(DOCS), "site_dir": "site", "validation": {"links": links}}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


def _by_socml(folder: Path) -> None:
    """Build the documents as if they were minutes."""
    done = socml("build", str(DOCS), "--strict", "--site-dir", str(folder / "site"))
    assert done.returncode == 0, done.stdout + done.stderr
    done = socml("check", str(DOCS), "--built", str(folder / "site"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("build", [_by_mkdocs, _by_socml])
def test_the_documents_make_a_site_without_any_configuration(build: Callable[[Path], None], tmp_path: Path) -> None:
    """So their links stay within docs/: what lies outside is named as code, which a site can show anywhere."""
    build(tmp_path)
    for file in DOCS.rglob("*.md"):
        path = file.relative_to(DOCS).with_suffix("")
        page = _text(tmp_path / "site" / ("" if file == INDEX else path) / "index.html")
        title, *anchors = _anchors(file)
        assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == [], f"{_name(file)}: {title}"
