"""A small page at each address that a page had before, which leads to where it is now.

It is in no list, no search and no sitemap. It works without a script; with one it keeps what stands behind the `#`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from socml_site.emit.options import Options
from socml_site.link.moved import published
from socml_site.model import Artifact, Wiki
from socml_site.urls import relative_url

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={address}">
<p>{moved} <a href="{address}">{title}</a></p>
<script>if(location.hash)location.replace(document.querySelector("a").href+location.hash)</script>
</html>
"""


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """A file for each old address; none where a page has come to stand by now."""
    relations = wiki.relations
    taken = frozenset(published(relations.events.values(), relations.documents, relations.people, relations.topics))
    for old, url in sorted(relations.moved.items()):
        if old in taken:
            continue  # The page of somebody who is shown under another name, which nobody knew before.
        # An apostrophe would end the address for some readers of `refresh`.
        address = relative_url(url, old).replace("'", "%27")
        body = _PAGE.format(
            language=escape(options.words.language),
            title=escape(relations.documents[url].title),
            canonical=escape(options.absolute(url) if options.site_url else address),
            address=escape(address),
            icon=escape(relative_url("assets/icon.svg", old)),
            moved=escape(options.words.t("This page has moved:")),
        )
        yield Artifact(old if old.endswith(".html") else f"{old}index.html", body=body)
