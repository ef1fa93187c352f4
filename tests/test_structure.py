"""The house as the design draws it, read from the code itself."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import socml_site
from socml_site.emit import EMITTERS

PACKAGE = Path(socml_site.__file__).parent
FLOORS = {
    "": "assets interface issues model workers writing | layout marker urls words | read reserved text | front site"
    " | minutes | importing link | emit withhold | render | pipeline | engine fixes | cli | __main__",
    "cli": "bare console enclosing formats | build check import_ inspected serve why | inspect",
    "emit": "ask options | parts | heads pages | files",
    "emit/files": "citations forms promise redirects scripts | api calendars feeds markdown | llms",
    "emit/heads": "citing drawn_cards | cards linked_data | heads | dressing",
    "emit/pages": "events graph guide home offline people plain registers reports schedule sessions tips topics",
    "emit/parts": "views | common pictures timetable | lists | said | digest",
    "engine": "config shell | plugin | runner",
    "fixes": "edits prose | labels people | folder",
    "front": "faults schema | privacy | facts",
    "front/privacy": "keys | asked | meaning | reserve | entries",
    "importing": "counted cues grid html pandoc plain_text values | archive links markdown place sources transcript"
    " tree | convert | run",
    "link": "carried guess register secrecy subjects vocabulary | agenda apart index moved names targets | board"
    " changes roles topics | known | resolve",
    "link/names": "spelling | listed seen | joined | near nodes shown slips | doubts | who",
    "minutes": "days evidence letters limits lines | cast habits status titles | reading settle splitting | day_lines"
    " people | outcomes turns when | understand | document",
    "minutes/days": "written | clock named",
    "minutes/outcomes": "owners verdicts | asides found initials within | marked tabled | told voted | listed"
    " | questions",
    "minutes/turns": "label | chats talks | speakers voices | alone",
    "minutes/people": "affiliations | remarks | entry | behind introduced reported roster tabled unparted"
    " | below raised told | listed",
    "model": "base | facts | minutes | wiki",
    "read": "decode history svg table walk yaml | attachments source | files",
    "render": "blocks bounds head inline marks recordings templates tokens | converter drawing prepare | sanitise"
    " | pages",
    "site": "check offline orphans swap target uncommented | search",
    "text": "anchors language links works | markdown | addresses comments references safety",
    "withhold": "beside mentions | policy",
    "words": "forms languages | guess phrases | labels | table | patterns | calendar names",
}
"""What stands in each folder, floor by floor: it imports only from floors below its own (written to its left)."""
SHARED = {
    "check": "the command, and its work on a built site",
    "facts": "the values, and how front matter is read into them",
    "links": "what a link is in Markdown, and how imported files come to lead to each other",
    "labels": "those that a fix writes into minutes, and what labels there say",
    "forms": "those that a reader fills in, and those of a word",
    "listed": "people, outcomes and names out of lists",
    "markdown": "what it is, as a format to take away, and as one to import",
    "offline": "the page that offers it, and the files that make it work",
    "people": "their pages, and what may be corrected about them",
    "table": "tables that are read from files, and what is looked up in words",
    "tabled": "people and outcomes out of tables",
    "told": "people and outcomes out of sentences",
    "topics": "which there are, and their pages",
    "guess": "the language of a text, and what a name that is not known may mean",
}
"""Modules that share their name with another, and why each is called so where it stands."""
MODULES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


@cache
def _imported(module: str) -> tuple[str, ...]:
    """Full names of all modules a module imports, wherever in it."""
    return tuple(_names_imported(module))


def _names_imported(module: str) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _files_imported(module: str) -> set[str]:
    """Files of the package a module imports, by name; a package's own `__init__` is not counted."""
    names = {name.replace(".", "/").removeprefix("socml_site/") for name in _imported(module)}
    return {f"{name}.py" for name in names} & set(MODULES)


def _inside(folder: str) -> dict[str, str]:
    """The modules in a folder, each with the room of it that holds the module: itself, or a folder."""
    inside = f"{folder}/" if folder else ""
    paths = {module: module.removeprefix(inside) for module in MODULES if module.startswith(inside)}
    rooms = {module: path.split("/")[0].removesuffix(".py") for module, path in paths.items()}
    return {module: room for module, room in rooms.items() if room != "__init__"}


def _rooms(folder: str) -> set[str]:
    return set(_inside(folder).values())


def _floors(folder: str) -> list[list[str]]:
    return [floor.split() for floor in FLOORS[folder].split("|")]


def _needed(folder: str) -> dict[str, set[str]]:
    """Which others of its folder each room imports from."""
    prefix = ".".join(["socml_site", *filter(None, folder.split("/"))]) + "."
    needed: dict[str, set[str]] = {room: set() for room in _rooms(folder)}
    for module, room in _inside(folder).items():
        found = {name.removeprefix(prefix).split(".")[0] for name in _imported(module) if name.startswith(prefix)}
        needed[room] |= found & needed.keys() - {room}
    return needed


def test_every_folder_has_its_floors() -> None:
    folders = {module.rpartition("/")[0] for module in MODULES}
    assert set(FLOORS) == folders


@pytest.mark.parametrize("folder", FLOORS)
def test_every_room_has_its_floor(folder: str) -> None:
    assert sorted(room for floor in _floors(folder) for room in floor) == sorted(_rooms(folder))


@pytest.mark.parametrize("folder", FLOORS)
def test_imports_only_from_floors_below(folder: str) -> None:
    floor_of = {room: number for number, floor in enumerate(_floors(folder)) for room in floor}
    wrong = {
        f"{room} <- {other}"
        for room, needed in _needed(folder).items()
        for other in needed
        if floor_of[other] >= floor_of[room]
    }
    assert not wrong, f"in {folder or 'the package'}: {sorted(wrong)}"


@pytest.mark.parametrize("folder", FLOORS)
def test_no_room_stands_higher_than_it_must(folder: str) -> None:
    floors, needed = _floors(folder), _needed(folder)
    high = {room for below, floor in pairwise(floors) for room in floor if not needed[room] & set(below)}
    assert not high, f"in {folder or 'the package'} these need nothing of the floor below: {sorted(high)}"


def test_modules_share_a_name_only_for_a_reason() -> None:
    stems = Counter(Path(module).stem for module in MODULES if not module.endswith("__init__.py"))
    assert sorted(stem for stem, number in stems.items() if number > 1) == sorted(SHARED)


@pytest.mark.parametrize("folder", [folder for folder in FLOORS if folder])
def test_no_face_hides_a_module_behind_another_thing(folder: str) -> None:
    name = f"socml_site.{folder.replace('/', '.')}"
    for room in _rooms(folder):
        assert inspect.ismodule(importlib.import_module(f"{name}.{room}"))
        assert inspect.ismodule(getattr(sys.modules[name], room)), f"{name}.{room} is no module for who imports it"


def test_the_nouns_import_nothing_of_the_package() -> None:
    nouns = [module for module in MODULES if module.startswith("model/")]
    assert len(nouns) > 1
    imported = {name for module in nouns for name in _imported(module) if name.startswith("socml_site")}
    assert all(name.startswith("socml_site.model") for name in imported)


def test_only_the_engine_knows_the_site_generator() -> None:
    engines = ("mkdocs", "properdocs", "material")
    knowing = {module for module in MODULES if any(name.split(".")[0] in engines for name in _imported(module))}
    assert knowing == {f"engine/{name}.py" for name in ("config", "plugin", "runner", "shell")}


def test_no_modules_import_in_a_circle() -> None:
    left = {module: _files_imported(module) - {module} for module in MODULES if not module.endswith("__init__.py")}
    while left:
        free = {module for module, needed in left.items() if not needed & left.keys()}
        assert free, f"these import each other: {sorted(left)}"
        left = {module: needed for module, needed in left.items() if module not in free}


def _undescribed(module: str) -> Iterator[str]:
    tree = _tree(module)
    if not ast.get_docstring(tree):
        yield module
    for holder in ast.walk(tree):
        if not isinstance(holder, ast.Module | ast.ClassDef) or getattr(holder, "name", "").startswith("_"):
            continue
        for node in holder.body:
            named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if named and not node.name.startswith("_") and not ast.get_docstring(node):
                yield f"{module}: {node.name}"


def test_everything_public_says_what_it_is() -> None:
    assert [name for module in MODULES for name in _undescribed(module)] == []


def test_every_emitter_has_the_one_shape() -> None:
    for emitter in EMITTERS:
        signature = inspect.signature(emitter)
        shape = [parameter.annotation for parameter in signature.parameters.values()]
        assert (emitter.__name__, shape) == ("emit", ["Wiki", "Options"]), emitter.__module__
        assert signature.return_annotation == "Iterator[Artifact]", emitter.__module__


def test_every_module_of_emit_that_emits_is_listed() -> None:
    emitting = {
        module
        for module in MODULES
        if module.startswith("emit/") and any(getattr(node, "name", "") == "emit" for node in _tree(module).body)
    }
    listed = {emitter.__module__.removeprefix("socml_site.").replace(".", "/") + ".py" for emitter in EMITTERS}
    assert listed == emitting


@pytest.mark.parametrize("module", MODULES)
def test_dates_are_written_alike_on_every_system(module: str) -> None:
    """`%-d` is no directive of C's, and Windows knows none of its kind."""
    texts = (node.value for node in ast.walk(_tree(module)) if isinstance(node, ast.Constant))
    assert not [text for text in texts if isinstance(text, str) and re.search(r"%-[A-Za-z]", text)]
