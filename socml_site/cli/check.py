"""`socml check`."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace
from pathlib import Path

import click

from socml_site import fixes, pipeline, writing
from socml_site.cli import console
from socml_site.cli.bare import nothing_here
from socml_site.cli.formats import github, sarif
from socml_site.engine import runner
from socml_site.issues import Issue, failing, visible
from socml_site.read import Scope
from socml_site.site.check import check_built


@click.command("check", epilog="Example: socml check content --format github")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="text to read, json for programs, github to annotate a pull request, sarif for code scanning.",
)
@click.option(
    "--built", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A built site to check too."
)
@click.option(
    "--fix",
    is_flag=True,
    help="First write what is certain: misspelt keys, and title, day and people the prose names.",
)
@click.option("--hints", is_flag=True, help="Say too what may be a person, a decision or an action, but is not sure.")
def command(paths: tuple[Path, ...], form: str, built: Path | None, fix: bool, hints: bool) -> None:
    """Say everything that is wrong with the minutes in PATHS, all at once.

    PATHS are projects, folders or single files; without any it is the project or folder you are in.
    """
    issues: list[Issue] = []
    try:
        for path in paths or ((Path(),) if built is None else ()):
            if fix:
                _fix(path, form)
            issues += _issues(path, hints)
        if built is not None:
            issues += [_here(issue, built) for issue in check_built(built)]
    except runner.NoProjectError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be written: {error.strerror}.") from error
    found = tuple(dict.fromkeys(issues))
    if form == "text":
        console.show(found)
        for path in paths or ((Path(),) if built is None else ()):
            if path.is_dir() and (bare := nothing_here(_content(path)[0])):
                console.say(bare)
        console.say(f"{console.summary(found)}.".capitalize())
    elif form == "json":
        console.dump([_record(issue) for issue in found])
    elif form == "github":
        for issue in found:
            click.echo(github(issue))
    else:
        console.dump(sarif(found))
    sys.exit(1 if failing(found) else 0)


def _fix(path: Path, form: str) -> None:
    """Write what is certain below a path, and say so; apart from the issues where those are for a program."""
    root, scope, wanted = _content(path)
    found = fixes.find(root, scope, lambda name: wanted in ("", name))
    for name, data in found.data.items():
        writing.replace(root / name, data, root)
    for one in found.fixes:
        place = Path(os.path.relpath(root / one.path)).as_posix()
        console.say(f"{place}:{one.line}: fixed: {one.what}", error=form != "text")


def _issues(path: Path, hints: bool) -> list[Issue]:
    """What is wrong below a path, with `hints` what is unsure too; a file is judged within the content around it."""
    root, scope, wanted = _content(path)
    understood = pipeline.understand(root, scope)
    found = (*understood.issues, *(understood.maybe if hints else ()))
    return [_here(issue, root) for issue in sorted(found) if visible(wanted) in ("", issue.path)]


def _content(path: Path) -> tuple[Path, Scope, str]:
    """The content folder of a path, what belongs to it, and the one file of it that is asked for, if it is one."""
    if path.is_dir():
        return *runner.content_of(path), ""
    project = next((folder for folder in path.absolute().parents if runner.is_project(folder)), None)
    root, scope = runner.content_of(project or path.absolute().parent)
    # A link is judged as what it is, not as what it leads to.
    file = path.absolute().parent.resolve() / path.name
    if not file.is_relative_to(root.resolve()):
        root, scope = runner.content_of(path.absolute().parent)
    return root, scope, file.relative_to(root.resolve()).as_posix()


def _here(issue: Issue, root: Path) -> Issue:
    """The issue with its path as seen from the current folder."""
    return replace(issue, path=Path(os.path.relpath(root / issue.path)).as_posix())


def _record(issue: Issue) -> dict[str, object]:
    record = asdict(issue)
    return {**{key: record[key] for key in ("path", "line", "col", "code")}, "severity": issue.severity} | {
        key: record[key] for key in ("message", "hint")
    }
