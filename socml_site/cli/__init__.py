"""The command `socml`: one module for each of its commands."""

from __future__ import annotations

import click

from socml_site import __version__
from socml_site.cli.build import build
from socml_site.cli.check import check
from socml_site.cli.import_ import import_
from socml_site.cli.inspect import inspect
from socml_site.cli.serve import serve
from socml_site.render.workers import LostWorkerError


class _Commands(click.Group):
    """Commands of which each may lose a process that shares its work."""

    def invoke(self, ctx: click.Context) -> object:
        """Run one, and say in a line what it could not help."""
        try:
            return super().invoke(ctx)
        except LostWorkerError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="socml")
def main() -> None:
    """Turn a folder of minutes into a searchable wiki, cross-linked by topic and attendee."""


for _command in (build, serve, check, inspect, import_):
    main.add_command(_command)
