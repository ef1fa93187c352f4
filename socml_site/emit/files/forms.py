"""The other forms of a page: files beside it for feed readers, calendars and programs."""

from __future__ import annotations

import uuid
from collections.abc import Container
from dataclasses import replace

from socml_site.emit.options import Options
from socml_site.interface import msg
from socml_site.model import Artifact, Form

ATOM = Form("feed.xml", "application/atom+xml", msg("Feed"))
JSON_FEED = Form("feed.json", "application/feed+json", msg("JSON Feed"))
CALENDAR = Form("calendar.ics", "text/calendar", msg("Calendar"))
MARKDOWN = Form("index.md", "text/markdown", msg("Markdown"))
FORMS = (ATOM, JSON_FEED, CALENDAR, MARKDOWN)


def with_forms(page: Artifact, paths: Container[str]) -> Artifact:
    """The page, with those forms of it that are among the `paths` of all outputs."""
    found = tuple(form for form in FORMS if f"{page.path}{form.name}" in paths)
    return replace(page, forms=found) if found else page


def identity(options: Options, path: str) -> str:
    """A UUID for what stands at a path of this site, the same in every build (RFC 9562, version 5).

    It is made of the site's address or, where that is not known, of its name, so that two wikis do not share one.
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{options.site_url or options.site_name}\n{path}"))
