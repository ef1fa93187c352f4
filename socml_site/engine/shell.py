"""Pages as MkDocs knows them: it puts the shell of the theme around an article that is made already."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from socml_site.model import Artifact
from socml_site.render import head_html


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


def file_of(artifact: Artifact, config: MkDocsConfig) -> File:
    """The file MkDocs knows a page by: its own source, which a `nav` may name, or one made up."""
    made_up = f"{artifact.path}index.md"
    for path in (*(artifact.sources if artifact.document is not None else ()), made_up):
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        if file.dest_uri == f"{artifact.path}index.html":
            return file
    raise PluginError(f"MkDocs would put {made_up} elsewhere.")


def _meta(artifact: Artifact) -> dict[str, Any]:
    return {
        "title": artifact.title,
        "description": artifact.description,
        "socml": {
            "kind": artifact.template.removesuffix(".html"),
            "forms": artifact.forms,
            "changed": artifact.changed.isoformat() if artifact.changed else "",
            "head": head_html(artifact.head),
        },
    }
