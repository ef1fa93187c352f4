"""The page that lets a reader keep the wiki for where there is no network."""

from __future__ import annotations

from collections.abc import Iterator

from socml_site.emit.options import Options
from socml_site.layout import ARCHIVE, OFFLINE
from socml_site.model import Artifact, Wiki


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The page `/offline/`; what it offers is written once the site stands (socml_site/offline.py).

    A text that a wiki has at this address stands below.
    """
    document = wiki.relations.documents.get(OFFLINE)
    yield Artifact(
        OFFLINE,
        options.words.t("Read offline"),
        "offline.html",
        {"archive": ARCHIVE if options.offline_zip else ""},
        document=document.url if document else None,
        sources=(document.path,) if document else (),
        description=options.words.t("Keep this wiki for trains, planes and crowded conference networks."),
    )
