"""What pages give their templates: values with types, each of which its template shows, and no more of a document."""

from __future__ import annotations

import ast
import importlib
import pickle
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import socml_site
from socml_site.assets import theme_folder
from socml_site.emit.pages.plain import PlainPage
from socml_site.emit.parts import views
from socml_site.emit.parts.views import DocumentPage, Ref, Shared
from socml_site.model import Artifact, View
from tests.conftest import Files, Pages
from tests.templates import EVERYWHERE, Reading, names

PACKAGE = Path(socml_site.__file__).parent
MODULES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))
_BAGS = ("dict", "Mapping")


def _tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def _read_by_key(module: str) -> Iterator[str]:
    """Where a module reads a field of some value that is called `data` or `view` by a name in quotes, or copies it."""
    for node in ast.walk(_tree(module)):
        held: list[ast.expr] = []
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, str)
        ):
            held = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            held = [node.func.value]
        elif isinstance(node, ast.Dict):
            held = [value for key, value in zip(node.keys, node.values, strict=True) if key is None]
        if any(isinstance(one, ast.Attribute) and one.attr in ("data", "view") for one in held):
            yield f"{module}:{node.lineno}"


def _bags(module: str) -> Iterator[str]:
    """Where a module speaks of a mapping that may hold anything under a name."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in _BAGS:
            held = [one.id for one in ast.walk(node.slice) if isinstance(one, ast.Name)]
            if held[:1] == ["str"] and held[-1] in ("object", "Any"):
                yield f"{module}:{node.lineno}"


def test_nothing_reads_by_a_key_what_a_page_shows() -> None:
    assert [place for module in MODULES for place in _read_by_key(module)] == []


def test_no_page_is_given_a_mapping_of_anything() -> None:
    rooms = ("model/", "emit/pages/", "emit/parts/", "emit/heads/dressing.py")
    assert [place for module in MODULES if module.startswith(rooms) for place in _bags(module)] == []
    assert [one.name for one in fields(Artifact) if any(bag in str(one.type) for bag in _BAGS)] == []


def test_no_page_holds_the_text_of_its_document(pages: Callable[[Files], Pages]) -> None:
    text = "Some lead.\n\nPresent: Ada King\n\n## Hoses\n\nMore words.\n\nA zymurgist said so.\n"
    files = {
        path: f"# {title}\n\n{text}"
        for path, title in {
            "index.md": "Home",
            "events/fair/index.md": "Fair",
            "events/fair/sessions/arms.md": "Arms",
            "guide/index.md": "Guide",
            "guide/01-begin.md": "Begin",
            "tips/board.md": "Board",
            "reports/fair.md": "What we learned",
            "about.md": "About",
            "sessions/index.md": "All of them",
        }.items()
    }
    found = pages(files)
    assert sum("zymurgist" in page.html for page in found.values()) == len(files)
    pickled = {path: pickle.dumps(page.artifact) for path, page in found.items()}
    assert [path for path, page in pickled.items() if b"zymurgist" in page] == []
    assert [path for path, page in found.items() if pickle.loads(pickled[path]) != page.artifact] == []


def _views() -> Iterator[type[View]]:
    """The views of all templates; each is in the module of its emitter."""
    for module in MODULES:
        if module.startswith("emit/"):
            name = ".".join(["socml_site", *Path(module).with_suffix("").parts])
            for one in vars(importlib.import_module(name)).values():
                if isinstance(one, type) and issubclass(one, View) and one.template and one.__module__ == name:
                    yield one


VIEWS = sorted(_views(), key=lambda view: view.template)


def test_every_template_has_one_view() -> None:
    shared = {"document.html", "layout.html", "macros.html"}
    templates = {file.name for file in (theme_folder() / "pages").iterdir()} - shared
    assert [view.template for view in VIEWS] == sorted(templates)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.template)
def test_a_view_has_what_its_template_reads_and_nothing_else(view: type[View]) -> None:
    found = Reading(view)
    assert found.faults == []
    given = [name for name, _ in names(view)]
    shared = {one.name for one in fields(Shared)} if issubclass(view, DocumentPage) else set()
    assert sorted(given) == sorted({*given} - EVERYWHERE.keys()), "each name is given once"
    assert sorted({*given} - found.names - shared) == []


def test_pages_show_all_that_they_know_of_their_document() -> None:
    assert {one.name for one in fields(Shared)} <= Reading(PlainPage).names


def test_every_field_of_what_several_pages_show_is_shown_by_one() -> None:
    read = {found for view in VIEWS for found in Reading(view).fields}
    # A function lays out each `Ref`.
    values = [one for one in vars(views).values() if is_dataclass(one) and one.__module__ == views.__name__]
    known = [(one, name.name) for one in values if not issubclass(one, Ref | View) for name in fields(one)]
    assert [f"{one.__name__}.{name}" for one, name in known if (one, name) not in read] == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ dic }}", "there is no dic"),
        ("{{ doc.text }}", "has no text"),
        ("{% for it in parts if it.invits %}{{ it.title }}{% endfor %}", "has no invits"),
        ("{{ m.facts(parts) }}", "has no label"),
        ("{{ whole.label }}{{ (whole or parts[0]).name }}", "has no name"),
        ("{% set first = parts[:2] %}{{ first[0].event.labels }}", "has no labels"),
    ],
)
def test_a_template_that_reads_what_there_is_not_is_found(source: str, fault: str) -> None:
    assert fault in "; ".join(Reading(PlainPage, source).faults)
