"""Templates with escaping switched on: artifacts to the HTML of their articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from socml_site.assets import theme_folder
from socml_site.emit.parts.views import Ref
from socml_site.interface import Words, direction
from socml_site.model import Artifact, View
from socml_site.urls import relative_url

_ELSEWHERE = re.compile(r"https?://|mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What every template is told of the site.

    `language` is that of minutes that do not say; the interface speaks that of `words`, which may be another.
    """

    name: str = "Minutes"
    description: str = ""
    repo_url: str = ""
    language: str = "en"
    words: Words = Words()


def _named(view: View | None) -> Iterator[tuple[str, object]]:
    """The fields of a view, those of a view within it among them."""
    for one in fields(view) if view else ():
        value = getattr(view, one.name)
        if isinstance(value, View):
            yield from _named(value)
        else:
            yield one.name, value


@jinja2.pass_context
def _href(context: jinja2.runtime.Context, target: str) -> str:
    page: Artifact = context["page"]
    return target if _ELSEWHERE.match(target) else relative_url(target, page.path)


class Interface:
    """What templates say themselves, in the language of the interface: safe HTML, whatever is filled in escaped."""

    def __init__(self, words: Words, language: str = "") -> None:
        self.words, self._site_language = words, language or words.language
        self._said: dict[str, Markup] = {}

    def globals(self) -> dict[str, object]:
        """The functions as templates call them."""
        return {"t": self.t, "plural": self.plural, "lang": self.lang}

    def filters(self) -> dict[str, Callable[..., str]]:
        """The filters by the names templates know."""
        words = self.words
        return {
            "day": lambda value: words.day(value) if value else "",
            "shortday": lambda value: words.short_day(value) if value else "",
            "clock": lambda value: words.clock(value) if value else "",
            "number": words.number,
        }

    def t(self, text: str, **values: object) -> Markup:
        """`Words.t`."""
        said = self._said.get(text)
        if said is None:
            said = self._said[text] = escape(self.words.t(text))
        return said.format(**values) if values else said

    def plural(self, count: int, one: str, many: str, **values: object) -> Markup:
        """`Words.plural`."""
        said, number = escape(self.words.form(count, one, many)), self.words.number(count)
        if "{n}" in said:
            return said.format(n=number, **values)
        return Markup("{} {}").format(number, said.format(**values) if values else said)

    def own(self) -> Markup:
        """The attribute of a word of the interface that stands among those of the minutes, in their direction."""
        return Markup(' lang="{}"').format(self.words.language)

    def lang(self, language: str) -> Markup:
        """The attributes of an element that holds words of the minutes; none in the language of the interface.

        `language` is a BCP 47 tag, or empty where the minutes do not say: they are then in the language of the site.
        """
        said = language or self._site_language
        if said == self.words.language:
            return Markup("")
        other = direction(said) != direction(self._site_language)
        turned = f' dir="{direction(said)}"' if other else ""
        return Markup(f' lang="{escape(said)}"{turned}')  # noqa: S704  # escaped


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
        self._interface = Interface(site.words, site.language)
        self._environment.filters.update(self._interface.filters(), href=_href)
        self._environment.globals.update(self._interface.globals(), ref=self._ref, site=site)

    def article(self, artifact: Artifact, content: str) -> str:
        """The article of a page; `content` is the sanitised HTML of its document, or empty."""
        template = self._environment.get_template(artifact.template)
        return template.render(_named(artifact.view), page=artifact, content=Markup(content))  # noqa: S704

    @jinja2.pass_context
    def _ref(self, context: jinja2.runtime.Context, ref: Ref, counts: bool = True) -> Markup:
        """A name with its link, note and count: the commonest piece of all pages, and the reason why it is no macro."""
        out = str(escape(ref.label))
        lang = self._interface.lang(ref.lang) if ref.lang is not None else ""
        if ref.url is not None:
            out = f'<a href="{escape(_href(context, ref.url))}"{lang}>{out}</a>'
        elif lang:
            out = f"<span{lang}>{out}</span>"
        if ref.note:
            out += f' <span class="note">{escape(ref.note)}</span>'
        if counts and ref.count:
            out += f' <span class="count">{self._interface.words.number(ref.count)}</span>'
        return Markup(out)  # noqa: S704  # each part is escaped above
