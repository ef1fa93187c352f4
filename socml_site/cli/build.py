"""`socml build`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import click

from socml_site import plugin
from socml_site.cli import console
from socml_site.issues import failing


@click.command(epilog="Example: socml build notes --site-dir public")
@click.argument("source", type=click.Path(path_type=Path), default=".")
@click.option(
    "--site-dir", type=click.Path(path_type=Path), help="Where the site goes [default: site, or as in mkdocs.yml]."
)
@click.option("--strict", is_flag=True, help="Publish nothing when there is any error or warning.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that render pages [default: one a processor].")
def build(source: Path, site_dir: Path | None, strict: bool, jobs: int | None) -> None:
    """Build the wiki of SOURCE: a project with mkdocs.yml, or any folder of minutes.

    The site is built beside the old one, which is only replaced by a whole new one.
    """
    try:
        configured = plugin.site_of(source) if (source / "mkdocs.yml").is_file() else Path("site")
        site = (site_dir or configured).absolute()
        _check_replaceable(site)
        site.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as beside:
            fresh = Path(beside) / "new"
            built = plugin.build_site(source, fresh, strict, jobs or 0, console.progress)
            console.show(built.issues)
            if built.failure:
                console.say(f"{built.failure} {site} is as it was.", error=True)
                sys.exit(1)
            _swap(fresh, site, Path(beside) / "old")
    except plugin.NoProjectError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"The site cannot be written: {error}") from error
    console.say(f"Built {built.pages:,} pages into {site}: {console.summary(built.issues)}.")
    sys.exit(1 if failing(built.issues) else 0)


def _check_replaceable(site: Path) -> None:
    """Refuse to replace a folder that is no site: it may hold somebody's work."""
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").is_file():
        raise click.UsageError(f"{site} holds something that is no site. Name another folder with --site-dir.")
    if site.exists() and not site.is_dir():
        raise click.UsageError(f"{site} is a file. Name a folder with --site-dir.")


def _swap(fresh: Path, site: Path, old: Path) -> None:
    fresh.chmod(0o755)
    if site.is_dir() and not site.is_symlink():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.is_dir():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
