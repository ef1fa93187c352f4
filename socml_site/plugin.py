"""MkDocs in, MkDocs out: the only module that knows MkDocs, and through it ProperDocs.

The pipeline makes the article of every page; MkDocs puts the theme's shell around it, copies attachments and assets and
writes the sitemap. Whatever the content folder holds is decided by the pipeline, before MkDocs empties the old site.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import jinja2
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import config_options as c
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from watchdog.observers.polling import PollingObserverVFS

from socml_site import offline, pipeline, search
from socml_site.emit import CARDS, Options
from socml_site.emit.views import Changed
from socml_site.issues import Issue, Severity, failing, visible
from socml_site.layout import event_title, theme_folder
from socml_site.marker import MARKER, mark, site_around
from socml_site.model import Artifact
from socml_site.pipeline import Understood
from socml_site.read import Scope
from socml_site.render import Interface, Settings, Site, head_html, shown_html
from socml_site.render.workers import Aside, LostWorkerError
from socml_site.site.comments import without_comments
from socml_site.site.orphans import end_with
from socml_site.site.target import danger
from socml_site.words import direction, spoken

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
_UNUSED = ("assets/javascripts/", "assets/stylesheets/")
_POLLING = 0.5
"""Seconds between two looks at the content while it is served."""
log = get_plugin_logger(__name__)

Progress = Callable[[Iterable[str]], Iterable[str]]


class SocmlConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in mkdocs.yml."""

    jobs = c.Type(int, default=0)
    """Processes that render pages; 0 takes one for each processor."""
    cards = c.Choice(CARDS, default="events")
    """Which pages have a picture of their own for previews on other sites.

    `events` draws one for the site and one for each event, `pages` one for each session, report, tip and topic too,
    `none` no picture. Drawn ones are kept in `.cache/socml/` beside mkdocs.yml. They need `site_url`.
    """
    contributors = c.Type(bool, default=True)
    """Whether pages name those who changed them, as git and people.yml have their names; the day is told anyway."""
    offline_zip = c.Type(bool, default=False)
    """Whether the site holds itself as a file that can be read and searched from a disk."""


class WikiPage(Page):
    """A page whose article is made already; MkDocs neither reads nor converts anything for it."""

    def __init__(self, artifact: Artifact, article: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(artifact.title, file, config)
        self._article = article
        self._artifact = artifact

    def read_source(self, config: MkDocsConfig) -> None:
        """Give MkDocs the metadata; there is no Markdown left."""
        self.markdown = ""
        self.meta = _meta(self._artifact)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Give MkDocs the article."""
        self.content = self._article
        self.toc = TableOfContents([])


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
        fault = at_risk or _is_site(config)
        if fault:
            raise PluginError(f"Nothing was published: {fault}")
        self.understood = pipeline.understand(Path(config.docs_dir), _scope(config), self.config.jobs)
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
            self.understood, _options(config, self.config, self._zips), _settings(config, self.config.jobs)
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
            file.content_string = without_comments(file.content_string)
        # What is left is of the theme: a project may override it.
        own = {file.src_uri for file in kept}
        beside = [artifact for artifact in built.files if artifact.path not in own]
        parent = os.getpid()
        self._writing = Aside.begin(lambda: _written(beside, site, parent))
        self._indexing = search.Indexing.start(_records(built, config), site)
        for artifact, article in zip(built.pages, self.progress(built.articles), strict=True):
            file = _file(artifact, config)
            WikiPage(artifact, article, file, config)
            kept.append(file)
        return kept

    on_files = CombinedEvent(_uncover, _publish)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Give the shell its words in the language of the interface."""
        words = spoken(_language(config))
        env.globals.update(Interface(words, _language(config)).globals(), interface=words.language)
        env.globals.update(site_direction=config.theme._vars.get("direction") or direction(_language(config)))
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


def _scope(config: MkDocsConfig) -> Scope:
    excluded = config.exclude_docs
    site, docs = Path(config.site_dir).resolve(), Path(config.docs_dir).resolve()
    inside = f"{site.relative_to(docs).as_posix()}/" if site.is_relative_to(docs) else None
    assets = {str(path) for path in (*config.extra_css, *config.extra_javascript)}

    def leave_out(path: str) -> bool:
        return bool(excluded and excluded.match_file(path)) or bool(inside and path.startswith(inside))

    return Scope(leave_out, frozenset(assets))


def _options(config: MkDocsConfig, own: SocmlConfig, zips: bool) -> Options:
    base = ""
    if config.repo_url and config.edit_uri:
        base = config.edit_uri if "://" in config.edit_uri else f"{config.repo_url.rstrip('/')}/{config.edit_uri}"
        base = base if base.endswith("/") else f"{base}/"
    site_url = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
    return Options(
        config.site_name,
        config.site_description or "",
        base,
        site_url,
        spoken(_language(config)),
        cards=own.cards,
        cache=_cache(config),
        contributors=own.contributors,
        offline_zip=zips,
    )


def _cache(config: MkDocsConfig) -> Path | None:
    """Where drawn cards are kept: beside the project's configuration, and nowhere for a bare folder."""
    file = Path(config.config_file_path) if config.config_file_path else None
    return file.parent / ".cache" / "socml" if file and file.is_file() else None


def _settings(config: MkDocsConfig, jobs: int) -> Settings:
    language = _language(config)
    site = Site(config.site_name, config.site_description or "", config.repo_url or "", language, spoken(language))
    return Settings(site, list(config.markdown_extensions), config.mdx_configs, jobs)


def _file(artifact: Artifact, config: MkDocsConfig) -> File:
    """The file MkDocs knows a page by: its own source, which a `nav` may name, or one made up."""
    made_up = f"{artifact.path}index.md"
    for path in (*(artifact.sources if artifact.document is not None else ()), made_up):
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        if file.dest_uri == f"{artifact.path}index.html":
            return file
    raise PluginError(f"MkDocs would put {made_up} elsewhere.")


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


def _is_site(config: MkDocsConfig) -> str:
    """What is wrong if the content is a site itself; empty if it is not."""
    site = site_around(Path(config.docs_dir))
    return f"{site} is a site that socml built, and no content. If it is none, delete its {MARKER}." if site else ""


def _language(config: MkDocsConfig) -> str:
    return str(config.theme._vars.get("language") or "en")


def _to_find(built: pipeline.Built) -> list[tuple[Artifact, str]]:
    """The pages that can be found, each with the HTML of its document."""
    return [(artifact, shown_html(artifact, built.contents)) for artifact in built.pages if artifact.search]


def _records(built: pipeline.Built, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    for artifact, content in _to_find(built):
        yield artifact.path, search.record(artifact, content, _language(config))


def _meta(artifact: Artifact) -> dict[str, Any]:
    edit_url = artifact.data.get("edit_url", "")
    kind = artifact.template.removesuffix(".html")
    changed = artifact.data.get("changed")
    return {
        "title": artifact.title,
        "description": artifact.description,
        "socml": {
            "kind": kind,
            "language": "",
            "edit_url": edit_url,
            "forms": artifact.forms,
            "changed": changed.day.isoformat() if isinstance(changed, Changed) else "",
            "head": head_html(artifact.head),
        },
    }


def _log(issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        (log.info if issue.severity is Severity.HINT else log.warning)("%s", issue)


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
    return Path(config.docs_dir), _scope(config)


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
    fault = _is_site(config)
    if fault:
        raise NoProjectError(fault)
    if site is not None:
        config.site_dir = str(site)
    return config


def _project(source: Path) -> Path | None:
    """The mkdocs.yml of a source; None for a bare folder of minutes. Raises NoProjectError if it is neither."""
    candidates = [source] if source.suffix in (".yml", ".yaml") else [source / "mkdocs.yml", source / "mkdocs.yaml"]
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
