"""Every string of the interface, gathered from templates, Python and scripts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import nodes

import socml_site
from socml_site.assets import theme_folder
from socml_site.emit.files import scripts
from socml_site.interface import SEPARATOR
from socml_site.issues import CODES, Severity

PACKAGE = Path(socml_site.__file__).parent
_SINGLE = frozenset({"t", "msg", "say"})
_FIRST_FORM = {"plural": 1, "form": 1, "pair": 0}
SPEAKING = ("minutes", "emit", "render")
"""The parts that write pages, or titles of them. The command line and messages of `check` are in English."""


def used() -> dict[str, str]:
    """Each key of the table that something uses, with where it does."""
    found: dict[str, str] = {}
    for part in SPEAKING:
        for file in sorted((PACKAGE / part).rglob("*.py")):
            for text in said_by_python(file.read_text(encoding="utf-8")):
                found.setdefault(text, file.name)
    for file in sorted(theme_folder().rglob("*.html")):
        for text in said_by_template(file.read_text(encoding="utf-8")):
            found.setdefault(text, file.name)
    for script in sorted((theme_folder() / "assets").glob("*.js")):
        for text in scripts.said_by(script.read_text(encoding="utf-8")):
            found.setdefault(text, script.name)
    for severity, meaning in CODES.values():
        # Only errors are told to readers.
        if severity is Severity.ERROR:
            found.setdefault(meaning, "issues.py")
    return found


def said_by_python(source: str) -> Iterator[str]:
    """Texts given to `t` and `msg`, and pairs given to `plural`, `form` and `pair`, that stand there in full."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
        yield from _keys(name, texts)


def said_by_template(source: str) -> Iterator[str]:
    """The same of a template."""
    environment = jinja2.Environment()
    for node in environment.parse(source).find_all(nodes.Call):
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        yield from _keys(name, [one.value if isinstance(one, nodes.Const) else None for one in node.args])


def _keys(name: str, texts: list[object]) -> Iterator[str]:
    if name in _SINGLE and texts and isinstance(texts[0], str):
        yield texts[0]
    first = _FIRST_FORM.get(name)
    if first is not None and len(texts) >= first + 2:
        forms = texts[first : first + 2]
        if all(isinstance(one, str) for one in forms):
            yield SEPARATOR.join(str(one) for one in forms)
