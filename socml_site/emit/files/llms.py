"""`llms.txt` (llmstxt.org): where programs that read text find the wiki as Markdown and as data."""

from __future__ import annotations

from collections.abc import Iterator

from socml_site.emit import ask
from socml_site.emit.files import promise
from socml_site.emit.files.api import FOLDER
from socml_site.emit.files.calendars import is_dated
from socml_site.emit.files.forms import ATOM, CALENDAR, MARKDOWN
from socml_site.emit.files.markdown import HOME
from socml_site.emit.options import Options
from socml_site.model import Artifact, Wiki
from socml_site.urls import relative_url

PATH = "llms.txt"
LONGEST = 40
"""Events and topics that are named; the lists have all."""


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The one file, of much the same length for a wiki of any size."""
    t = options.words.t
    summary = " ".join(options.description.split()) or t("Minutes, linked by topic and person.")
    note = t("Each page is also there as Markdown: its address with index.md behind it.")
    lines = [f"# {' '.join(options.site_name.split())}", "", f"> {summary}", "", note, "", f"## {t('Lists')}", ""]
    lines.append(_line(options, t("Front page"), MARKDOWN.name))
    lines += [_line(options, t(label), f"{path}/{MARKDOWN.name}") for path, label in HOME]
    latest = sorted(wiki.relations.events.values(), key=lambda one: ask.order(wiki, one), reverse=True)
    found = [_line(options, one.title, f"{one.url}{MARKDOWN.name}") for one in latest[:LONGEST]]
    lines += ["", f"## {t('Events')}", "", *found] if found else []
    held = {url: len(wiki.sessions_on.get(url, ())) for url in wiki.relations.topics}
    most = sorted(held, key=lambda url: (-held[url], url))[:LONGEST]
    found = [_line(options, wiki.relations.topics[url].label, f"{url}{MARKDOWN.name}") for url in most]
    lines += ["", f"## {t('Topics')}", "", *found] if found else []
    lines += ["", f"## {t('Data')}", ""]
    lines += [_line(options, f"{name}.json", f"{FOLDER}{name}.json") for name in (*promise.FILES, "schema")]
    lines.append(_line(options, t("Feed"), ATOM.name))
    if is_dated(wiki):
        lines.append(_line(options, t("Calendar"), CALENDAR.name))
    yield Artifact(PATH, body="\n".join(lines) + "\n")


def _line(options: Options, title: str, path: str) -> str:
    address = options.absolute(path) if options.site_url else relative_url(path, "")
    words = " ".join(title.replace("[", "(").replace("]", ")").split())
    return f"- [{words}]({address.replace('(', '%28').replace(')', '%29')})"
