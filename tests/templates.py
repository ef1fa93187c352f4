"""What a template reads of its view, found without filling it: its names, and the attributes of what they stand for."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import jinja2
from jinja2 import nodes

from socml_site.assets import theme_folder
from socml_site.model import Artifact, View
from socml_site.render.templates import Site

Hints = tuple[Any, ...]
"""Of which types a value may be; none where nobody knows."""
Names = Mapping[str, Hints]
_FUNCTIONS = ("t", "plural", "lang", "ref")
EVERYWHERE: Names = {"page": (Artifact,), "content": (str,), "site": (Site,), **dict.fromkeys(_FUNCTIONS, ())}
"""What every template is told beside its view."""
_OWN = {"loop", "joiner"}
"""What Jinja itself brings."""
_ENVIRONMENT = jinja2.Environment(loader=jinja2.FileSystemLoader(theme_folder() / "pages"), autoescape=True)


def names(view: type[View]) -> Iterator[tuple[str, Hints]]:
    """The names that a view gives its template, with their types."""
    hints = typing.get_type_hints(view)
    for one in fields(view):
        kinds = _kinds(hints[one.name])
        within = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, View)]
        if within:
            for kind in within:
                yield from names(kind)
        else:
            yield one.name, kinds


def _kinds(hint: Any) -> Hints:
    if isinstance(hint, typing.NewType):
        return _kinds(hint.__supertype__)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return tuple(kind for part in typing.get_args(hint) for kind in _kinds(part))
    return () if hint is type(None) else (hint,)


def _items(kinds: Hints) -> Hints:
    """What stands in a list."""
    found = []
    for kind in kinds:
        if typing.get_origin(kind) in (Sequence, tuple):
            found += [one for part in typing.get_args(kind) if part is not ... for one in _kinds(part)]
    return tuple(found)


def _attributes(kind: Any) -> dict[str, Hints]:
    """The fields and properties of a value."""
    if not is_dataclass(kind) or not isinstance(kind, type):
        return dict.fromkeys(dir(kind), ())
    own = {name: _kinds(hint) for name, hint in typing.get_type_hints(kind).items()}
    return {**{name: () for name in dir(kind) if not name.startswith("_")}, **own}


class Reading:
    """One template read with one view: `names` and `fields` that are read, and `faults`: those that there are not."""

    def __init__(self, view: type[View], source: str = "") -> None:
        """Read the template of a view or, with its names, another `source`."""
        self.names: set[str] = set()
        self.fields: set[tuple[type, str]] = set()
        self.faults: list[str] = []
        self._given = {**EVERYWHERE, **dict(names(view))}
        self._blocks: dict[str, nodes.Block] = {}
        self._macros: dict[str, nodes.Macro] = {}
        self._gather("macros.html")
        self._all((_ENVIRONMENT.parse(source) if source else self._gather(view.template)).body, {})

    def _gather(self, name: str) -> nodes.Template:
        """The template at the root of all that a template extends; what stands in the template itself counts first."""
        assert _ENVIRONMENT.loader
        tree = _ENVIRONMENT.parse(_ENVIRONMENT.loader.get_source(_ENVIRONMENT, name)[0])
        for block in tree.find_all(nodes.Block):
            self._blocks.setdefault(block.name, block)
        for macro in tree.find_all(nodes.Macro):
            self._macros.setdefault(macro.name, macro)
        above = tree.find(nodes.Extends)
        return self._gather(above.template.as_const()) if above else tree

    def _all(self, found: Iterable[nodes.Node], known: dict[str, Hints]) -> None:
        for node in found:
            self._kinds(node, known)

    def _kinds(self, node: nodes.Node, known: dict[str, Hints]) -> Hints:
        """What an expression may be; of all else nothing, but it is read."""
        match node:
            case nodes.Macro() | nodes.FromImport() | nodes.Import():
                return ()
            case nodes.Block():
                self._all(self._blocks[node.name].body, dict(known))
                return ()
            case nodes.For():
                self._for(node, known)
                return ()
            case nodes.Assign(target=nodes.Name()):
                known[node.target.name] = self._kinds(node.node, known)
                return ()
            case nodes.AssignBlock(target=nodes.Name()):
                self._all(node.body, known)
                known[node.target.name] = ()
                return ()
            case nodes.Name():
                return self._name(node, known)
            case nodes.Getattr():
                return self._attribute(node, known)
            case nodes.Getitem():
                kinds = self._kinds(node.node, known)
                return kinds if isinstance(node.arg, nodes.Slice) else _items(kinds)
            case nodes.Call():
                return self._call(node, known)
            case nodes.Or() | nodes.And():
                return self._kinds(node.left, known) + self._kinds(node.right, known)
            case nodes.CondExpr():
                self._kinds(node.test, known)
                return self._kinds(node.expr1, known) + (self._kinds(node.expr2, known) if node.expr2 else ())
        self._all(node.iter_child_nodes(), known)
        return ()

    def _name(self, node: nodes.Name, known: dict[str, Hints]) -> Hints:
        if node.name in known:
            return known[node.name]
        if node.name in self._given:
            self.names.add(node.name)
            return self._given[node.name]
        if node.name not in _OWN:
            self.faults.append(f"line {node.lineno}: there is no {node.name}")
        return ()

    def _attribute(self, node: nodes.Getattr, known: dict[str, Hints]) -> Hints:
        kinds = self._kinds(node.node, known)
        having = [kind for kind in kinds if node.attr in _attributes(kind)]
        if kinds and not having:
            self.faults.append(f"line {node.lineno}: {', '.join(map(str, kinds))} has no {node.attr}")
        self.fields |= {(kind, node.attr) for kind in having}
        return tuple(one for kind in having for one in _attributes(kind)[node.attr])

    def _for(self, node: nodes.For, known: dict[str, Hints]) -> None:
        if isinstance(node.iter, nodes.List):
            rows = [[self._kinds(one, known) for one in getattr(row, "items", [row])] for row in node.iter.items]
            columns = [tuple(kind for cell in column for kind in cell) for column in zip(*rows, strict=True)]
        else:
            columns = [(kind,) for kind in _items(self._kinds(node.iter, known))]
            columns = columns if isinstance(node.target, nodes.Tuple) else [tuple(kind for (kind,) in columns)]
        targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        inside = {**known, **{one.name: columns[at] if at < len(columns) else () for at, one in enumerate(targets)}}
        self._all([*([node.test] if node.test else []), *node.body, *node.else_], inside)

    def _call(self, node: nodes.Call, known: dict[str, Hints]) -> Hints:
        given = [self._kinds(one, known) for one in node.args]
        named = {one.key: self._kinds(one.value, known) for one in node.kwargs}
        match node.node:
            case nodes.Name(name=name) | nodes.Getattr(node=nodes.Name(name="m"), attr=name) if name in self._macros:
                macro = self._macros[name]
                told: dict[str, Hints] = {one.name: () for one in macro.args}
                told.update(zip(told, given, strict=False))
                self._all(macro.body, {**told, **named})
            case other:
                self._kinds(other, known)
        return ()
