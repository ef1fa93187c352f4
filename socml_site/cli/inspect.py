"""`socml inspect`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from socml_site.cli import console
from socml_site.issues import Issue
from socml_site.minutes import documents
from socml_site.model import Document, Outcome, OutcomeKind, SourcePath
from socml_site.read.source import read_source

_PARTS = 4
"""How much of a path outside any project is looked at for a date: that many of its last parts."""


@click.command(epilog="Example: socml inspect notes/2024-04-08.md --format json")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def inspect(file: Path, form: str) -> None:
    """Say what was understood from the minutes in FILE, and from which line."""
    path = SourcePath("/".join(file.absolute().parts[-_PARTS:]))
    source, issues = read_source(path, file.read_bytes())
    if source is None:
        console.show(issues)
        sys.exit(2)
    found, faults = documents(source, frozenset({path}))
    sessions = [one for one in found if not one.parts]
    record = {
        "path": str(file),
        "sessions": [_session(one) for one in sessions],
        "issues": [_issue(one) for one in sorted({*issues, *faults})],
    }
    click.echo(json.dumps(record, indent=1, ensure_ascii=False))


def _session(document: Document) -> dict[str, object]:
    said = document.minutes
    return {
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "line": said.title_line or document.body_line,
        "people": [
            {"name": one.name, "also": list(one.also), "roles": list(one.roles), "line": one.place.line}
            for one in said.people
        ],
        "topics": [term.text for term in document.facts.topics],
        "turns": len(said.turns),
        "decisions": [_outcome(one) for one in _of(said.outcomes, OutcomeKind.DECISION)],
        "actions": [
            {
                **_outcome(one),
                "owner": ", ".join(one.owners) or None,
                "done": one.done,
                "due": one.due.isoformat() if one.due else None,
            }
            for one in _of(said.outcomes, OutcomeKind.ACTION)
        ],
        "questions": [_outcome(one) for one in _of(said.outcomes, OutcomeKind.QUESTION)],
        "references": [{"line": one.place.line, "url": one.url, "title": one.title or None} for one in said.citations],
    }


def _of(outcomes: tuple[Outcome, ...], kind: OutcomeKind) -> list[Outcome]:
    return [one for one in outcomes if one.kind is kind and not one.withdrawn]


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {"line": outcome.place.line, "text": outcome.text}


def _issue(issue: Issue) -> dict[str, object]:
    names = ("line", "col", "code", "severity", "message", "hint")
    return {name: getattr(issue, name) for name in names}
