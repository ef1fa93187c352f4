"""MkDocs in, MkDocs out: the plugin, which ProperDocs runs as well.

The pipeline makes the article of every page; MkDocs puts the theme's shell around it, copies attachments and assets and
writes the sitemap. Whatever the content folder holds is decided by the pipeline, before MkDocs empties the old site.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Set
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from watchdog.observers.polling import PollingObserverVFS

from socml_site import pipeline
from socml_site.assets import theme_folder
from socml_site.engine.config import SocmlConfig, fault_of, language_of, options_of, scope_of, settings_of
from socml_site.engine.shell import WikiPage, file_of
from socml_site.interface import direction, spoken
from socml_site.issues import Issue, Severity, failing, visible
from socml_site.marker import mark
from socml_site.model import Artifact
from socml_site.pipeline import Understood
from socml_site.render import Interface, shown_html
from socml_site.site import offline, search
from socml_site.site.orphans import end_with
from socml_site.site.target import danger
from socml_site.site.uncommented import published_script
from socml_site.workers import Aside, LostWorkerError

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
_UNUSED = ("assets/javascripts/", "assets/stylesheets/")
_POLLING = 0.5
"""Seconds between two looks at the content while it is served."""
log = get_plugin_logger(__name__)

Progress = Callable[[Iterable[str]], Iterable[str]]


class SocmlPlugin(BasePlugin[SocmlConfig]):  # type: ignore[no-untyped-call]
    """`plugins: [socml]` in mkdocs.yml."""

    def __init__(self) -> None:
        self.understood: Understood | None = None
        self.command = "build"
        self.report = True
        self.progress: Progress = iter
        self._indexing: search.Indexing | None = None
        self._writing: Aside | None = None
        self._to_find: list[tuple[Artifact, str]] = []
        self._content = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what is run; defining this also keeps the plugin alive between rebuilds of `serve`."""
        self.command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the theme before Material's."""
        if not config.use_directory_urls:
            raise ConfigurationError("socml needs `use_directory_urls: true`: a page's address is its path.")
        if config.theme.name != "material":
            raise ConfigurationError("socml needs `theme: material`: its pages are built on it.")
        folder = str(theme_folder())
        if folder not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)
        return config

    @event_priority(100)
    def _understand(self, *, config: MkDocsConfig) -> None:
        """Understand the content while the old site still stands, and see that no work is deleted with it."""
        # `serve` builds into a new folder among the temporary files.
        at_risk = "" if self.command == "serve" else danger(Path(config.site_dir), Path(config.docs_dir))
        fault = at_risk or fault_of(config)
        if fault:
            raise PluginError(f"Nothing was published: {fault}")
        self.understood = pipeline.understand(Path(config.docs_dir), scope_of(config), self.config.jobs)
        if self.report:
            _log(self.understood.issues)
        faults = failing(self.understood.issues, strict=True)
        if config.strict and faults:
            raise PluginError(f"Nothing was published: {len(faults)} issues, and --strict was given.")
        try:
            # MkDocs lets it stand, as it does all hidden files, so that a half made site is known for one too.
            mark(Path(config.site_dir), Path(config.docs_dir).name)
        except OSError as error:
            raise PluginError(
                f"Nothing was published: {error.filename} cannot be written: {error.strerror}."
            ) from error

    @event_priority(-100)
    def _cover(self, *, config: MkDocsConfig) -> None:
        """Give MkDocs nothing to walk: it follows links to folders, and round in a circle without end."""
        self._content, config.docs_dir = config.docs_dir, os.devnull

    on_pre_build = CombinedEvent(_understand, _cover)

    @event_priority(100)
    def _uncover(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hand MkDocs, instead of what it would have found, what may be published as it is."""
        config.docs_dir = self._content or config.docs_dir
        attachments = self.understood.relations.attachments if self.understood else frozenset()
        kept = Files([file for file in files if file.src_uri not in attachments])
        for path in sorted(attachments):
            kept.append(File(path, config.docs_dir, config.site_dir, config.use_directory_urls))
        return kept

    def _publish(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what MkDocs found in the content folder by the wiki's pages and attachments."""
        if self.understood is None:
            raise PluginError("The content was not read.")
        built = pipeline.build(
            self.understood, options_of(config, self.config, self._zips), settings_of(config, self.config.jobs)
        )
        self._to_find = _to_find(built) if self._zips else []
        self._stop()
        site = Path(config.site_dir)
        _without_links(site)
        generated = {artifact.path for artifact in built.files}
        kept = Files([file for file in files if not self._ours(file, config, generated)])
        # A file of the content that is not published has hidden the theme's with the same path.
        kept.add_files_from_theme(config.theme.get_env(), config)
        kept = Files([file for file in kept if not self._ours(file, config, generated)])
        for file in filter(_own_script, kept):
            file.content_string = published_script(file.content_string)
        # What is left is of the theme: a project may override it.
        own = {file.src_uri for file in kept}
        beside = [artifact for artifact in built.files if artifact.path not in own]
        parent = os.getpid()
        self._writing = Aside.begin(lambda: _written(beside, site, parent))
        self._indexing = search.Indexing.start(_records(built, config), site)
        for artifact, article in zip(built.pages, self.progress(built.articles), strict=True):
            file = file_of(artifact, config)
            WikiPage(artifact, article, file, config)
            kept.append(file)
        return kept

    on_files = CombinedEvent(_uncover, _publish)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Give the shell its words in the language of the interface."""
        words = spoken(language_of(config))
        env.globals.update(Interface(words, language_of(config)).globals(), interface=words.language)
        env.globals.update(site_direction=config.theme._vars.get("direction") or direction(language_of(config)))
        return env

    def _ours(self, file: File, config: MkDocsConfig, generated: Set[str]) -> bool:
        """Whether MkDocs must not publish this file of the content folder itself."""
        if file.src_dir is None or Path(file.src_dir) != Path(config.docs_dir):
            # Nothing of the theme's pages asks for Material's own scripts and styles.
            return file.src_uri.startswith(_UNUSED) and "material" in Path(str(file.src_dir)).parts
        attachments = self.understood.relations.attachments if self.understood else frozenset()
        return file.is_documentation_page() or file.src_uri not in attachments or file.src_uri in generated

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait until all is written and the site can be searched; `serve` lets nobody wait for the search."""
        site = Path(config.site_dir)
        if self._writing is not None:
            self._writing.finish()
            self._writing = None
        if self.command == "serve" or self._indexing is None:
            return
        fault, self._indexing = self._indexing.finish(), None
        if fault:
            log.warning(fault)
        offline.write(site)
        if self._zips:
            for path in offline.archive(site, self._to_find):
                log.warning("%s is not in the file for a disk: Windows has no such name. Rename it.", visible(path))

    @property
    def _zips(self) -> bool:
        return self.config.offline_zip and self.command != "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> None:
        """Watch the content as it is read: into no folder by a link."""
        watched = list(server._watched_paths)
        for path in watched:
            server.unwatch(path)
        look = partial(_stat, frozenset(watched))
        server.observer = PollingObserverVFS(look, os.scandir, polling_interval=_POLLING)  # type: ignore[assignment]
        for path in watched:
            server.watch(path)

    def on_build_error(self, *, error: Exception) -> None:
        """Stop what a failed build leaves behind, and say in one line that the system ended a worker."""
        self._stop()
        if isinstance(error, LostWorkerError):
            raise PluginError(str(error)) from error

    def on_shutdown(self) -> None:
        """Stop what still runs for `serve`."""
        self._stop()

    def _stop(self) -> None:
        for work in (self._writing, self._indexing):
            if work is not None:
                work.stop()
        self._writing = self._indexing = None


def _own_script(file: File) -> bool:
    return file.src_dir == str(theme_folder()) and PurePosixPath(file.src_uri).match("assets/*.js")


def _stat(watched: frozenset[str], path: str) -> os.stat_result:
    """What a path is; a link to a folder is but a link, save where it is what is watched."""
    own = Path(path).stat() if path in watched else os.lstat(path)
    if not stat.S_ISLNK(own.st_mode):
        return own
    try:
        target = Path(path).stat()
    except OSError:
        return own
    return own if stat.S_ISDIR(target.st_mode) else target


def _written(files: Iterable[Artifact], site: Path, parent: int) -> str:
    end_with(parent)
    for artifact in files:
        _write(site / artifact.path, artifact.body)
    return ""


def _write(file: Path, body: str | bytes | tuple[str, ...]) -> None:
    data = body if isinstance(body, bytes) else "".join(body).encode()
    try:
        file.write_bytes(data)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _without_links(site: Path) -> None:
    """Take links out of an old site, which MkDocs leaves there: what is written must not follow them."""
    for folder, folders, files in os.walk(site):
        folders[:] = [name for name in folders if folder != str(site) or not name.startswith(".")]
        for name in (*folders, *files):
            file = Path(folder) / name
            if file.is_symlink() and not name.startswith("."):
                file.unlink()


def _to_find(built: pipeline.Built) -> list[tuple[Artifact, str]]:
    """The pages that can be found, each with the HTML of its document."""
    return [(artifact, shown_html(artifact, built.contents)) for artifact in built.pages if artifact.search]


def _records(built: pipeline.Built, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    for artifact, content in _to_find(built):
        yield artifact.path, search.record(artifact, content, language_of(config))


def _log(issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        (log.info if issue.severity is Severity.HINT else log.warning)("%s", issue)
