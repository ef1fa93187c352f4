"""MkDocs run from here: a site built or served as the commands of socml do it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from socml_site.engine.config import fault_of, scope_of
from socml_site.engine.plugin import Progress, SocmlPlugin
from socml_site.issues import Issue
from socml_site.layout import event_title
from socml_site.read import Scope

_FILES = ("mkdocs.yml", "mkdocs.yaml")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build reported: its issues, and why it stopped if it did."""

    issues: tuple[Issue, ...]
    pages: int
    failure: str = ""


class NoProjectError(Exception):
    """The given source is neither a folder of minutes nor a project."""


def content_of(source: Path) -> tuple[Path, Scope]:
    """The content folder of a project, or the folder itself if it has no mkdocs.yml, and what of it belongs to it.

    Raises NoProjectError if there is neither.
    """
    config = _load(source)
    return Path(config.docs_dir), scope_of(config)


def is_project(folder: Path) -> bool:
    """Whether a folder holds a mkdocs.yml, which says where the content is."""
    return any((folder / name).is_file() for name in _FILES)


def build_site(source: Path, site: Path | None, strict: bool, jobs: int, progress: Progress) -> Built:
    """Build `source` into `site`, which must be empty or missing. Raises NoProjectError."""
    config = _load(source, site, strict)
    plugin = _plugin(config)
    plugin.report, plugin.progress = False, progress
    if jobs:
        plugin.config.jobs = jobs
    failure = ""
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except (Abort, MkDocsException) as error:
        # MkDocs hides the reason behind "Aborted with a BuildError!".
        failure = str(error.__context__ or error)
    finally:
        config.plugins.on_shutdown()
    issues = plugin.understood.issues if plugin.understood else ()
    pages = len(list(Path(config.site_dir).rglob("index.html"))) if not failure else 0
    return Built(issues, pages, failure)


def site_of(source: Path) -> Path:
    """Where a project's site is built, by its configuration. Raises NoProjectError."""
    return Path(_load(source).site_dir)


def serve_site(source: Path, address: str) -> None:
    """Build, serve and rebuild on change until interrupted. Raises NoProjectError."""
    _load(source)
    found = _project(source)
    with tempfile.TemporaryDirectory(prefix="socml-") as folder:
        file = found or Path(folder) / "mkdocs.yml"
        if found is None:
            # MkDocs reads it again before each build.
            file.write_bytes(_made_up(source))
        mkdocs_serve(config_file=str(file), dev_addr=address)


def _plugin(config: MkDocsConfig) -> SocmlPlugin:
    found = next((one for one in config.plugins.values() if isinstance(one, SocmlPlugin)), None)
    if found is None:
        raise NoProjectError("mkdocs.yml does not name the plugin socml: add `plugins: [socml]`.")
    return found


def _load(source: Path, site: Path | None = None, strict: bool = False) -> MkDocsConfig:
    file = _project(source)
    try:
        config = load_config(config_file=str(file) if file else BytesIO(_made_up(source)), strict=strict or None)
    except (Abort, MkDocsException) as error:
        raise NoProjectError(str(error)) from error
    fault = fault_of(config)
    if fault:
        raise NoProjectError(fault)
    if site is not None:
        config.site_dir = str(site)
    return config


def _project(source: Path) -> Path | None:
    """The mkdocs.yml of a source; None for a bare folder of minutes. Raises NoProjectError if it is neither."""
    candidates = [source] if source.suffix in (".yml", ".yaml") else [source / name for name in _FILES]
    found = next((file for file in candidates if file.is_file()), None)
    if found is None and not source.is_dir():
        raise NoProjectError(f"There is no folder {source}.")
    return found


def _made_up(source: Path) -> bytes:
    """The configuration of a bare folder of minutes."""
    settings = {
        "site_name": event_title(source.resolve().name) or "Minutes",
        "docs_dir": str(source.resolve()),
        # Never written to; MkDocs only wants it outside of the minutes.
        "site_dir": f"{source.resolve()}.site",
        "theme": {"name": "material", "font": False},
        "plugins": ["socml"],
    }
    return yaml.safe_dump(settings).encode()
