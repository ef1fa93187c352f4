"""`socml build`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from socml_site.cli import console
from socml_site.cli.bare import nothing_here
from socml_site.engine import runner
from socml_site.issues import failing
from socml_site.site.swap import BusyError, building, swap
from socml_site.site.target import refusal


@click.command("build", epilog="Example: socml build notes --site-dir public")
@click.argument("source", type=click.Path(path_type=Path), default=".")
@click.option(
    "--site-dir", type=click.Path(path_type=Path), help="Where the site goes [default: site, or as in mkdocs.yml]."
)
@click.option("--strict", is_flag=True, help="Publish nothing when there is any error or warning.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that render pages [default: one a processor].")
def command(source: Path, site_dir: Path | None, strict: bool, jobs: int | None) -> None:
    """Build the wiki of SOURCE: a project with mkdocs.yml, or any folder of minutes.

    The site is built beside the old one, which is only replaced by a whole new one. What is no site of socml's is
    never replaced.
    """
    try:
        configured = runner.site_of(source) if runner.is_project(source) else Path("site")
        content, named = runner.content_of(source)[0], site_dir or configured
        _check(named, content)
        # People deploy by a link to the folder that is served: the link stays.
        site = Path(os.path.realpath(named))
        with building(site) as beside:
            fresh = beside / "site"
            built = runner.build_site(source, fresh, strict, jobs or 0, console.progress)
            console.show(built.issues)
            if built.failure:
                console.say(f"{built.failure} {site} is as it was.", error=True)
                sys.exit(1)
            # Somebody may have begun to work there meanwhile.
            _check(site, content)
            swap(fresh, site)
    except BusyError as error:
        raise click.ClickException(f"Another build of {site} is running. Wait for it to end.") from error
    except runner.NoProjectError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"The site cannot be written: {error}") from error
    if bare := nothing_here(content):
        console.say(bare)
    console.say(f"Built {built.pages:,} pages into {site}: {console.summary(built.issues)}.")
    sys.exit(1 if failing(built.issues) else 0)


def _check(site: Path, content: Path) -> None:
    """Refuse to replace what may be somebody's work."""
    fault = refusal(site, content)
    if fault:
        raise click.UsageError(fault)
