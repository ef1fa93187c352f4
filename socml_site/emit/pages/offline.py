"""The page that lets a reader keep the wiki for where there is no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from socml_site.emit.options import Options
from socml_site.layout import ARCHIVE, OFFLINE
from socml_site.model import Artifact, View, Wiki


@dataclass(frozen=True, slots=True)
class OfflinePage(View):
    """How to keep the wiki; `archive` is the file that holds all of it, if there is one."""

    template: ClassVar[str] = "offline.html"

    archive: str


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The page `/offline/`; what it offers is written once the site stands (site/offline.py).

    A text that a wiki has at this address stands below.
    """
    document = wiki.relations.documents.get(OFFLINE)
    yield Artifact(
        OFFLINE,
        options.words.t("Read offline"),
        OfflinePage(ARCHIVE if options.offline_zip else ""),
        document=document.url if document else None,
        sources=(document.path,) if document else (),
        description=options.words.t("Keep this wiki for trains, planes and crowded conference networks."),
    )
