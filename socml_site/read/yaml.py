"""YAML with the place of every value, read as people write it.

Differs from PyYAML's defaults where those surprise note-takers: `14:00` stays a time and is no number of minutes,
`NO` stays a country, and a date that does not exist stays text instead of raising.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from socml_site.issues import Issue
from socml_site.model import Place

Path = tuple[str | int, ...]
_AROUND = ("while parsing a block", "expected a single document")
"""What PyYAML says of a fault that lies within something larger; of all others the beginning is what matters."""
MAX_DEPTH = 100
"""Deeper nesting than this is no front matter; some thousand levels would end the process."""
_PERHAPS_DEEP = re.compile(r"(?:[-?][ \t]+){16}|^[ \t]{64}", re.MULTILINE)
MAX_NODES = 100_000
"""More than this after aliases are followed is a YAML bomb, not front matter."""


class _Loader(yaml.CSafeLoader):
    """The C loader with the core schema of YAML 1.2 for booleans and numbers."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789"),
    ("merge", r"<<$", "<"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _timestamp(loader: _Loader, node: yaml.ScalarNode) -> object:
    try:
        return yaml.CSafeLoader.construct_yaml_timestamp(loader, node)
    except ValueError:
        return str(node.value)


def _integer(loader: _Loader, node: yaml.ScalarNode) -> object:
    text = str(node.value)
    digits = text.lstrip("+-")
    # A number with leading zeros is a phone number or a code, and a very long one is no count of anything.
    return text if len(digits) > 18 or (len(digits) > 1 and digits.startswith("0")) else int(text)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
_Loader.add_constructor("tag:yaml.org,2002:int", _integer)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A YAML document: its value, where each part of it stands, and what was wrong."""

    value: Any = None
    places: Mapping[Path, Place] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    file: str = ""
    """The path of the file it is."""

    def place(self, path: Path) -> Place:
        """Where the part at `path` stands, or the closest part around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place())


def parse_yaml(text: str, path: str, first_line: int = 1) -> Parsed:
    """Read `text`, which begins on `first_line` of the file `path`."""
    return replace(_parsed(text, path, first_line), file=path)


def _parsed(text: str, path: str, first_line: int) -> Parsed:
    suspect = text.count("[") + text.count("{") > MAX_DEPTH // 2 or _PERHAPS_DEEP.search(text)
    if suspect and _too_deep(text):
        return Parsed(issues=(Issue(path, first_line, 1, "yaml", "This YAML cannot be read: it is nested too deep"),))
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Parsed()
        if _too_large(node):
            raise yaml.MarkedYAMLError(problem="aliases make it too large", problem_mark=node.start_mark)
        value = loader.construct_document(node)
    except yaml.YAMLError as error:
        return Parsed(issues=(_fault(error, text, path, first_line),))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        # PyYAML's constructors raise whatever they stumble on: `!!bool x`, `!!timestamp x`.
        return Parsed(issues=(Issue(path, first_line, 1, "yaml", f"This YAML cannot be read: {error}"),))
    finally:
        loader.dispose()
    places: dict[Path, Place] = {}
    issues = list(_walk(node, (), places, first_line, path))
    return Parsed(value, places, tuple(issues))


def _too_deep(text: str) -> bool:
    """Whether the document is nested deeper than MAX_DEPTH; read as a stream of events, which needs no recursion."""
    depth = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return True
    except yaml.YAMLError:
        return False
    return False


def _too_large(root: yaml.Node) -> bool:
    """Whether following aliases would visit more than MAX_NODES nodes (or the document contains itself)."""
    count, stack = 0, [root]
    while stack:
        node = stack.pop()
        count += 1
        if count > MAX_NODES:
            return True
        if isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            stack.extend(part for pair in node.value for part in pair)
    return False


def _walk(node: yaml.Node, path: Path, places: dict[Path, Place], first_line: int, file: str) -> Iterator[Issue]:
    """Record the place of each value (of a mapping's value: its key's), and yield keys that stand twice."""
    places.setdefault(path, Place(node.start_mark.line + first_line, node.start_mark.column + 1))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*path, index), places, first_line, file)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            place = Place(key.start_mark.line + first_line, key.start_mark.column + 1)
            if (*path, name) in places:
                yield Issue(file, place.line, place.col, "key", f"`{name}` stands here twice", "Keep one of the two.")
            places[(*path, name)] = place
            yield from _walk(value, (*path, name), places, first_line, file)


def _fault(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Issue:
    hint = "Put text with : # [ ] { } or quotes in it between double quotes; indent with spaces."
    if not isinstance(error, yaml.MarkedYAMLError):
        return Issue(path, first_line, 1, "yaml", f"This YAML cannot be read: {error}", hint)
    mark = error.problem_mark
    # Of something left open, its beginning is what must be mended; PyYAML points to where it gave up.
    if error.context and error.context_mark and not error.context.startswith(_AROUND):
        mark = error.context_mark
    line, col = (mark.line, mark.column) if mark else (0, 0)
    line, col = _earlier(text, line) or (line, col)
    what = error.problem or "cannot be read"
    return Issue(path, line + first_line, col + 1, "yaml", f"This YAML cannot be read: {what}", hint)


def _earlier(text: str, until: int) -> tuple[int, int] | None:
    """The line and column of a fault that YAML only stumbles over later: a quote left open, a key without a colon."""
    for number, line in enumerate(text.split("\n")[: until + 1]):
        value = line.partition(": ")[2] if not line.startswith((" ", "-", "#")) else line.strip(" -").partition(": ")[2]
        quote = value.lstrip()[:1]
        if quote in ("'", '"') and quote and value.count(quote) % 2 and not value.rstrip().endswith(("[", "|", ">")):
            return number, line.index(quote)
        if number < until and _BARE_LINE.match(line) and not _opens_text(text.split("\n")[:number]):
            return number, 0
    return None


_BARE_LINE = re.compile(r"[A-Za-z][^:#]*$")


def _opens_text(above: list[str]) -> bool:
    """Whether a value that goes on over several lines may still be open."""
    last = next((line for line in reversed(above) if line.strip()), "")
    return last.rstrip().endswith(("|", ">", "|-", ">-", ",", "[", "{")) or last.startswith(" ")
