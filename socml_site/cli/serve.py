"""`socml serve`."""

from __future__ import annotations

from pathlib import Path

import click

from socml_site.cli import console
from socml_site.engine import runner


@click.command("serve", epilog="Example: socml serve notes --port 8001")
@click.argument("source", type=click.Path(path_type=Path), default=".")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
def command(source: Path, port: int) -> None:
    """Show the wiki of SOURCE on this machine and rebuild it whenever a file changes; Ctrl-C ends it."""
    console.say(f"Serving {source} on http://127.0.0.1:{port}/ (Ctrl-C ends it)")
    try:
        runner.serve_site(source, f"127.0.0.1:{port}")
    except runner.NoProjectError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"Port {port} cannot be used: {error.strerror}. Try --port.") from error
