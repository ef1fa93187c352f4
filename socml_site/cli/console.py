"""What the commands print: issues, one line on what was done, and progress on a terminal."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from socml_site.interface import plural
from socml_site.issues import STEERING, Issue, Severity, visible

T = TypeVar("T")

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_PATIENCE = 1.0
"""Seconds after which a terminal shows progress."""


def say(text: str, error: bool = False) -> None:
    """Print one line."""
    Console(stderr=error, soft_wrap=True, highlight=False, markup=False, emoji=False).print(visible(text))


def dump(data: object) -> None:
    """Print data as JSON; signs that steer a terminal are escaped in it as JSON does."""
    click.echo(STEERING.sub(_escaped, json.dumps(data, indent=1, ensure_ascii=False)))


def _escaped(match: re.Match[str]) -> str:
    return match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}"


def show(issues: Sequence[Issue]) -> None:
    """Print issues, each with its place, what is wrong and what to do."""
    console = Console(soft_wrap=True, highlight=False)
    for issue in issues:
        line = Text(f"{visible(issue.path)}:{issue.line}:{issue.col}: ")
        line.append(issue.severity, style=_STYLES[issue.severity])
        line.append(f" [{issue.code}] {visible(issue.message)}.")
        if issue.hint:
            line.append(f" {visible(issue.hint)}", style="dim")
        console.print(line)


def summary(issues: Sequence[Issue]) -> str:
    """`2 errors, 1 warning`, or that there are no issues."""
    counts = [(severity, sum(issue.severity is severity for issue in issues)) for severity in Severity]
    parts = [plural(count, severity, f"{severity}s") for severity, count in counts if count]
    return ", ".join(parts) or "no issues"


def progress(items: Iterable[T], doing: str = "Rendering pages") -> Iterator[T]:
    """The items, with a bar on a terminal once they have taken more than a second."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=False) as bar:
        task = bar.add_task(doing, total=None, visible=False)
        for item in items:
            bar.update(task, advance=1, visible=time.monotonic() - started > _PATIENCE)
            yield item
