"""From mkdocs.yml to what the stages are told."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from socml_site.emit import CARDS, Options
from socml_site.interface import spoken
from socml_site.marker import MARKER, site_around
from socml_site.read import Scope
from socml_site.render import Settings, Site


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


def scope_of(config: MkDocsConfig) -> Scope:
    """Which files of the content folder are read: not the site itself, nor what `exclude_docs` names."""
    excluded = config.exclude_docs
    site, docs = Path(config.site_dir).resolve(), Path(config.docs_dir).resolve()
    inside = f"{site.relative_to(docs).as_posix()}/" if site.is_relative_to(docs) else None
    assets = {str(path) for path in (*config.extra_css, *config.extra_javascript)}

    def leave_out(path: str) -> bool:
        return bool(excluded and excluded.match_file(path)) or bool(inside and path.startswith(inside))

    return Scope(leave_out, frozenset(assets), language_of(config))


def options_of(config: MkDocsConfig, own: SocmlConfig, zips: bool) -> Options:
    """What emitters are told; `zips` says that the site holds itself as a file."""
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
        spoken(language_of(config)),
        cards=own.cards,
        cache=_cache(config),
        contributors=own.contributors,
        offline_zip=zips,
    )


def _cache(config: MkDocsConfig) -> Path | None:
    """Where drawn cards are kept: beside the project's configuration, and nowhere for a bare folder."""
    file = Path(config.config_file_path) if config.config_file_path else None
    return file.parent / ".cache" / "socml" if file and file.is_file() else None


def settings_of(config: MkDocsConfig, jobs: int) -> Settings:
    """What rendering is told; `jobs` are processes, 0 for one a processor."""
    language = language_of(config)
    site = Site(config.site_name, config.site_description or "", config.repo_url or "", language, spoken(language))
    return Settings(site, list(config.markdown_extensions), config.mdx_configs, jobs)


def fault_of(config: MkDocsConfig) -> str:
    """What is wrong if the content is a site itself; empty if it is not."""
    site = site_around(Path(config.docs_dir))
    return f"{site} is a site that socml built, and no content. If it is none, delete its {MARKER}." if site else ""


def language_of(config: MkDocsConfig) -> str:
    """The language of the interface, as the theme names it."""
    return str(config.theme._vars.get("language") or "en")
