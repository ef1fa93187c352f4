"""Templates with escaping switched on: artifacts to the HTML of their articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from socml_site import words
from socml_site.emit.views import Ref
from socml_site.layout import relative_url
from socml_site.model import Artifact

_ELSEWHERE = re.compile(r"https?://|mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What every template is told of the site."""

    name: str = "Minutes"
    description: str = ""
    repo_url: str = ""
    language: str = "en"


def theme_folder() -> Path:
    """Where templates and assets are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"


@jinja2.pass_context
def _href(context: jinja2.runtime.Context, target: str) -> str:
    page: Artifact = context["page"]
    return target if _ELSEWHERE.match(target) else relative_url(target, page.path)


@jinja2.pass_context
def _ref(context: jinja2.runtime.Context, ref: Ref, counts: bool = True) -> Markup:
    """A name with its link, note and count: the commonest piece of all pages, and the reason why it is no macro."""
    out = str(escape(ref.label))
    if ref.url is not None:
        out = f'<a href="{escape(_href(context, ref.url))}">{out}</a>'
    if ref.note:
        out += f' <span class="note">{escape(ref.note)}</span>'
    if counts and ref.count:
        out += f' <span class="count">{ref.count:,}</span>'
    return Markup(out)  # noqa: S704  # each part is escaped above


def _day(value: date | None) -> str:
    return words.day_words(value) if value else ""


def _short_day(value: date | None) -> str:
    return words.short_day(value) if value else ""


def _clock(value: time | None) -> str:
    return words.clock(value) if value else ""


class Templates:
    """The theme's article templates."""

    def __init__(self, site: Site, folder: Path | None = None) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader((folder or theme_folder()) / "pages"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(href=_href, day=_day, shortday=_short_day, clock=_clock, number=words.number)
        said = words.Words(site.language)
        self._environment.globals.update(t=said.t, plural=said.plural, ref=_ref, site=site)

    def article(self, artifact: Artifact, content: str) -> str:
        """The article of a page; `content` is the sanitised HTML of its document, or empty."""
        data: Mapping[str, object] = {**artifact.data, "content": Markup(content)}  # noqa: S704
        return self._environment.get_template(artifact.template).render(page=artifact, **data)
