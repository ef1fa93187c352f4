"""The command `socml`: one module for each of its commands."""

from __future__ import annotations

from typing import Any

import click

from socml_site import __version__
from socml_site.cli import build, check, import_, inspect, serve
from socml_site.issues import visible
from socml_site.workers import LostWorkerError


class _Commands(click.Group):
    """Commands whose errors are a line each, and steer no terminal: the paths in them may be anybody's."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one."""
        try:
            return super().invoke(ctx)
        except LostWorkerError as error:
            raise click.ClickException(str(error)) from error
        except click.ClickException as error:
            error.message = "\n".join(map(visible, error.message.split("\n")))  # type: ignore[misc]
            raise


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="socml")
def main() -> None:
    """Turn a folder of minutes into a searchable wiki, cross-linked by topic and attendee."""


for _module in (build, serve, check, inspect, import_):
    main.add_command(_module.command)
