"""The house as the design draws it, read from the code itself."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import socml_site
from socml_site.emit import EMITTERS

PACKAGE = Path(socml_site.__file__).parent
ORDER = (
    "model words writing marker layout reserved issues schema read privacy facts minutes link beside mentions policy"
    " fixes emit render pipeline site search offline built importing plugin cli __main__"
).split()
"""A part imports only from parts before it; a folder is one part."""
MODULES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))


def _tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def _part(module: str) -> str:
    return module.removesuffix(".py").split("/")[0]


def _imported(module: str) -> Iterator[str]:
    """Full names of all modules a module imports, wherever in it."""
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


def test_every_part_has_its_place() -> None:
    assert {_part(module) for module in MODULES} == {*ORDER, "__init__"}


@pytest.mark.parametrize("module", [module for module in MODULES if module != "__init__.py"])
def test_imports_only_from_parts_above(module: str) -> None:
    own = ORDER.index(_part(module))
    wrong = set()
    for name in _imported(module):
        parts = name.split(".")
        if parts[0] == "socml_site" and len(parts) > 1 and parts[1] in ORDER and ORDER.index(parts[1]) > own:
            wrong.add(name)
    assert not wrong, f"{module} imports from below: {sorted(wrong)}"


def test_the_nouns_import_nothing_of_the_package() -> None:
    nouns = [module for module in MODULES if module.startswith("model/")]
    assert len(nouns) > 1
    imported = {name for module in nouns for name in _imported(module) if name.startswith("socml_site")}
    assert all(name.startswith("socml_site.model") for name in imported)


def test_only_the_plugin_knows_the_site_generator() -> None:
    engines = ("mkdocs", "properdocs", "material")
    knowing = {module for module in MODULES if any(name.split(".")[0] in engines for name in _imported(module))}
    assert knowing == {"plugin.py"}


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
