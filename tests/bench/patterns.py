"""Every pattern of socml, and texts it is slow on if it is slow on any."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import signal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from types import FrameType, ModuleType
from typing import Any

import socml_site
from socml_site.words.patterns import Pattern
from socml_site.words.table import words_of

SIZES = (4_000, 16_000)
NOTICED = 0.05
"""Seconds on the larger text from which on growth matters."""
POWER = 1.5
"""Four times as much text may take 4 ** 1.5 = 8 times as long."""
PATIENCE = 1.0
"""Seconds of this process after which a text is given up, and counts as slow."""
ENDS = ("", "\0", " \0")
"""What a hostile text ends with: nothing, or what few patterns go on over."""
CUT = {
    # Of what stands before an attribute list its caller gives it no more.
    "text.safety._INLINE_END": 300,
}
"""The most characters that a pattern is ever given: it is measured on no more."""
_UNITS = (
    *(
        "a",
        "A",
        "1",
        " ",
        "\t",
        "\n",
        "a ",
        "A ",
        "1 ",
        " \n",
        "a\n",
        "-",
        "|",
        "-|",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "{",
        "*",
    ),
    *(
        "_",
        "`",
        "~",
        ":",
        "#",
        ".",
        ",",
        "/",
        '"',
        "'",
        "=",
        "&",
        "!",
        "\\",
        "<a ",
        "[a](",
        "a:",
        "a, ",
        "Ada ",
        "- ",
        "--",
    ),
)


@dataclass(frozen=True)
class Slow:
    """A pattern that takes too long on a text made of `unit`."""

    name: str
    unit: str
    method: str
    seconds: float

    def __str__(self) -> str:
        size = f"{most(self.name):,} characters"
        return f"{self.name} ({self.method}) takes {self.seconds:.2f} s on {size} of {self.unit!r}"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """All patterns of texts, compiled or within a call such as `re.sub`, by where they are first found."""
    found: dict[str, re.Pattern[str]] = {}
    seen: set[tuple[str, int]] = set()
    names = [info.name for info in pkgutil.walk_packages(socml_site.__path__, "socml_site.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    held = [one for module in modules for one in _held(module, module.__name__, set())]
    for name, pattern in (*held, *(one for module in modules for one in _called(module))):
        if (pattern.pattern, pattern.flags) not in seen:
            seen.add((pattern.pattern, pattern.flags))
            found[name.removeprefix("socml_site.")] = pattern
    return found


def _held(value: Any, name: str, seen: set[int]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns in a module, a class, a container or a value of ours; those made of words with all words."""
    if isinstance(value, Pattern):
        value = value.of(words_of())
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    inner: Iterator[tuple[object, Any]] | None = None
    if isinstance(value, ModuleType) or (isinstance(value, type) and value.__module__.startswith("socml_site")):
        inner = ((key, one) for key, one in list(vars(value).items()) if not isinstance(one, ModuleType))
    elif isinstance(value, Mapping):
        inner = ((number, one) for number, pair in enumerate(list(value.items())) for one in pair)
    elif isinstance(value, list | tuple | set | frozenset):
        inner = iter(enumerate(value))
    for key, one in inner or ():
        if not (isinstance(one, type) and one.__module__ != name):
            yield from _held(one, f"{name}.{key}", seen)


def _called(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that a module writes into calls of `re`, by their line and the call."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=call),
                args=[ast.Constant(value=str(written)), *others],
                keywords=named,
            ) if call not in ("compile", "escape"):
                words = [
                    part.attr for one in (*others, *named) for part in ast.walk(one) if isinstance(part, ast.Attribute)
                ]
                flags = sum(re.RegexFlag[word] for word in words if word in re.RegexFlag.__members__)
                yield f"{module.__name__}:{node.lineno} {call}", re.compile(written, flags)


def units(pattern: re.Pattern[str]) -> list[str]:
    """What hostile texts for a pattern are made of: common signs, what it finds, and beginnings of that."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    samples = [_sample(tree, more) for more in (0, 1, 3)]
    cut = [one[:at] for one in samples for at in range(1, min(len(one), 40))]
    signs = [sign for one in samples for sign in one]
    return list(dict.fromkeys(unit for unit in (*_UNITS, *samples, *signs, *cut) if unit))


def _sample(tree: Any, more: int) -> str:
    """A text that a pattern, or nearly all of it, matches; what may come again comes `more` times more than it must."""
    out = ""
    for code, value in tree:
        if code is codes.LITERAL:
            out += chr(value)
        elif code is codes.NOT_LITERAL:
            out += "a" if value != ord("a") else "b"
        elif code is codes.ANY:
            out += "a"
        elif code is codes.IN:
            out += _one_of(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inner = value
            out += _sample(inner, more) * min(least + more, int(most))
        elif code is codes.SUBPATTERN:
            out += _sample(value[-1], more)
        elif code is codes.ATOMIC_GROUP:
            out += _sample(value, more)
        elif code is codes.BRANCH:
            out += _sample(value[1][min(more, len(value[1]) - 1)], more)
    return out


def _one_of(members: Any) -> str:
    if members[0][0] is codes.NEGATE:
        barred = [chr(value) for code, value in members[1:] if code is codes.LITERAL]
        return next(sign for sign in "a b.1-" if sign not in barred)
    for code, value in members:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(value[0])
        if code is codes.CATEGORY:
            return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(value, "a")
    return "a"


class _GivenUpError(Exception):
    pass


def _give_up(number: int, frame: FrameType | None) -> None:
    raise _GivenUpError


def run(pattern: re.Pattern[str], method: str, text: str) -> None:
    """Use a pattern on a text."""
    if method == "find":
        for _ in pattern.finditer(text):
            pass
    elif method == "fullmatch":
        pattern.fullmatch(text)
    else:
        pattern.match(text)


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """How long a pattern takes on a text, at most PATIENCE."""
    before = signal.signal(signal.SIGVTALRM, _give_up)
    began = process_time()
    try:
        # The signal may come as late as in the inner `finally`.
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
            run(pattern, method, text)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _GivenUpError:
        return PATIENCE
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return process_time() - began


def methods(name: str) -> list[str]:
    """How a pattern is used, by the text of its module; where that cannot be told, as most are."""
    if ":" in name:
        return [_method(name.rpartition(" ")[2])]
    module, _, constant = name.partition("._") if "._" in name else name.rpartition(".")
    source = inspect.getsource(importlib.import_module(f"socml_site.{module}"))
    constant = f"_{constant.partition('.')[0]}" if "._" in name else constant.partition(".")[0]
    calls = r"\.(match|fullmatch|search|sub|subn|split|finditer|findall)\("
    used = set(re.findall(rf"\b{re.escape(constant)}(?:\.of\(\w+\))?{calls}", source))
    return sorted({_method(call) for call in used} or {"match"})


def _method(call: str) -> str:
    return call if call in ("match", "fullmatch") else "find"


def most(name: str) -> int:
    """How long the longest text is that a pattern is measured on."""
    return CUT.get(name, SIZES[1])


def slow(name: str, pattern: re.Pattern[str]) -> Iterator[Slow]:
    """The hostile texts whose length a pattern does not keep in step with."""
    ways, sizes = methods(name), (most(name) * SIZES[0] // SIZES[1], most(name))
    for unit in units(pattern):
        for end in ENDS:
            for method in ways:
                short, long = (unit * (size // len(unit)) + end for size in sizes)
                taken = seconds(pattern, method, short)
                if taken * (SIZES[1] / SIZES[0]) ** 2 < NOTICED:
                    continue
                longer = seconds(pattern, method, long)
                if longer > NOTICED and (longer > taken * (SIZES[1] / SIZES[0]) ** POWER or longer >= PATIENCE):
                    yield Slow(name, unit, method, longer)


def report(chosen: Iterable[str] = ()) -> int:
    """Print what is slow, of the patterns whose name has one of these words; 1 if any is."""
    words, bad = tuple(chosen), 0
    found = patterns()
    for name, pattern in found.items():
        if not words or any(word in name for word in words):
            worst = max(slow(name, pattern), key=lambda one: one.seconds, default=None)
            bad += worst is not None
            if worst:
                print(worst, flush=True)
    print(f"{len(found)} patterns, {bad} of them slower than their texts are long.")
    return bool(bad)
