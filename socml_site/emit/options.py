"""What emitters are told beside the wiki."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

from socml_site.interface import Words
from socml_site.issues import Issue
from socml_site.urls import relative_url

CARDS = ("none", "events", "pages")
"""Which pages have a picture of their own: none, the site and each event, or all that people share."""


def build_day() -> date:
    """The day of the build: that of SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), or today."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Options:
    """What emitters need to know besides the wiki; `edit_base` and `site_url` end with a slash or are empty.

    What was due before `today` is overdue. `words` is what the interface says, in the language of the site. `cards`
    says which pages have a picture of their own for previews elsewhere (CARDS), and `cache` where drawn ones are kept.
    With `contributors` pages name those who changed them; with `offline_zip` the site holds itself as a file.
    """

    site_name: str = "Minutes"
    description: str = ""
    edit_base: str = ""
    site_url: str = ""
    words: Words = Words()
    issues: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    today: date = field(default_factory=build_day)
    cards: str = "events"
    cache: Path | None = None
    contributors: bool = True
    offline_zip: bool = False

    def edit_url(self, path: str) -> str:
        """Where a source file can be edited, or the empty string."""
        return f"{self.edit_base}{quote(path)}" if self.edit_base else ""

    def absolute(self, target: str) -> str:
        """The whole address of a path of the site, perhaps with a fragment; without `site_url` it begins at the root.

        It is percent-encoded.
        """
        address = relative_url(target, "")
        return f"{self.site_url or '/'}{address.removeprefix('./')}"
