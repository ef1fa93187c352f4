"""`socml import`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from socml_site import importing, pipeline
from socml_site.cli import console
from socml_site.engine import runner
from socml_site.importing.run import event_name_of
from socml_site.importing.sources import BY_PANDOC
from socml_site.interface import plural
from socml_site.issues import Issue
from socml_site.read import Scope


@click.command("import", epilog="Example: socml import minutes.docx project.wiki --to content/events/fair")
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE [SOURCE]...", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="The event's folder, or its folder sessions [default: one named after the first SOURCE].",
)
def command(sources: tuple[Path, ...], to: Path | None) -> None:
    """Bring in notes from elsewhere as clean Markdown, with their pictures.

    SOURCE is a file or a folder of Markdown, .docx, .odt, .html, .mediawiki, .txt, .vtt or .srt, or the clone of a
    wiki on GitHub. All become sessions of one event, and a wiki's Home its page. No file that is there is touched.
    """
    found = importing.find(sources)
    if not (found.origins or found.attachments or found.refused):
        raise click.UsageError(f"There is nothing to import in {', '.join(map(str, sources))}.")
    if any(origin.form in BY_PANDOC for origin in found.origins) and not importing.pandoc_is_there():
        raise click.UsageError('This needs pandoc, which is not installed: pip install "socml[import]"')
    content = _content(Path.cwd())
    base, prefix = _target(to, content, found)
    if base.exists() and not base.is_dir():
        raise click.UsageError(f"{base} is a file. Name a folder with --to.")
    made = importing.plan(found, base.resolve().name, prefix, console.progress)
    done = importing.write(made, base, _bounds(base, to, content))
    _report(done, base)
    _show_issues(done, base, content)
    _sum_up(done, made, base)
    sys.exit(1 if any(one.fault for one in done) else 0)


def _content(here: Path) -> Path | None:
    """The content folder of the project one is in, if any."""
    project = next((folder for folder in (here, *here.parents) if runner.is_project(folder)), None)
    try:
        return runner.content_of(project)[0] if project else None
    except runner.NoProjectError as error:
        raise click.UsageError(str(error)) from error


def _target(to: Path | None, content: Path | None, found: importing.Found) -> tuple[Path, str]:
    """The event's folder, and the folder in it that sessions go to: `sessions`, or none if `to` names another."""
    if to is not None:
        return (to.parent, "sessions") if to.name == "sessions" else (to, "")
    firsts = [*found.origins, *found.attachments]
    name = event_name_of(firsts[0]) if firsts else "imported"
    return (content or Path()) / "events" / name, "sessions"


def _bounds(base: Path, to: Path | None, content: Path | None) -> Path:
    """The folder that no link may lead out of: the project's content, or else the folder that was named."""
    whole = (content or Path.cwd()).absolute()
    within = to is None or (content is not None and Path(os.path.normpath(base.absolute())).is_relative_to(whole))
    return whole if within else base


def _report(done: tuple[importing.Imported, ...], base: Path) -> None:
    for one in done:
        if one.fault:
            console.say(f"{_shown(one.source)}: not imported. {one.fault}")
        else:
            what = f": {one.facts}" if one.facts else ""
            console.say(f"{_shown(one.source)} -> {_shown(base / one.path)}{what}")
        for remark in () if one.fault else one.remarks:
            console.say(f"  {remark}.")


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    near = os.path.relpath(path)
    return str(path) if near.startswith("..") else Path(near).as_posix()


def _show_issues(done: tuple[importing.Imported, ...], base: Path, content: Path | None) -> None:
    """What `socml check` says of the new pages."""
    root = _root(base, content)
    new = {Path(os.path.relpath((base / one.path).resolve(), root)).as_posix() for one in done if not one.fault}
    scope = runner.content_of(content.parent)[1] if content and runner.is_project(content.parent) else Scope()
    found: list[Issue] = []
    if new:
        found = [issue for issue in pipeline.understand(root, scope).issues if issue.path in new]
    console.show([replace(issue, path=_shown(root / issue.path)) for issue in found])


def _root(base: Path, content: Path | None) -> Path:
    """The content folder that an event's folder belongs to."""
    whole = base.resolve()
    if content and whole.is_relative_to(content.resolve()):
        return content.resolve()
    return next((folder.parent for folder in (whole, *whole.parents) if folder.name == "events"), whole)


def _sum_up(done: tuple[importing.Imported, ...], made: importing.Plan, base: Path) -> None:
    good = [one for one in done if not one.fault]
    pages = sum(one.path.endswith(".md") for one in good)
    written = {one.path for one in good}
    others = len(good) - pages + sum(owner in written for owner in made.owners)
    parts = [plural(pages, "page", "pages")]
    parts += [plural(others, "file beside them", "files beside them")] if others else []
    failed = len(done) - len(good)
    left = f"; {plural(failed, 'file was', 'files were')} not imported" if failed else ""
    console.say(f"Imported {' and '.join(parts)} into {_shown(base)}{left}.")
