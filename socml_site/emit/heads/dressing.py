"""What pages have in common that is told beside their article: how to cite them, when they changed, their head."""

from __future__ import annotations

from dataclasses import replace

from socml_site.emit.heads import citing, heads
from socml_site.emit.options import Options
from socml_site.emit.parts.views import Changed, Cite, DocumentPage, Ref
from socml_site.layout import FURTHER_PAGE
from socml_site.model import Artifact, Document, SitePath, Wiki

WORDS_A_MINUTE = 230
"""How fast prose is read: 238 words a minute for non-fiction in Brysbaert's meta-analysis (2019), less for notes."""


def dressed(wiki: Wiki, options: Options, page: Artifact) -> Artifact:
    """The page with its head and, if it is that of a document, with what its last lines say."""
    document = wiki.relations.documents.get(page.document) if page.document is not None else None
    if document is None or FURTHER_PAGE.search(page.path):
        return replace(page, head=heads.head(wiki, options, page, None, None))
    citation = citing.citation(wiki, options, document) if citing.citable(document) else None
    changed, view = _changed(wiki, options, document), page.view
    if isinstance(view, DocumentPage):
        cite = Cite(citing.in_words(citation, options.words), citing.bibtex(citation)) if citation else None
        shared = replace(view.shared, cite=cite, changed=changed, reading=reading_minutes(document))
        view = replace(view, shared=shared)
    head = heads.head(wiki, options, page, document, citation)
    return replace(page, view=view, changed=changed.day if changed else None, head=head)


def reading_minutes(document: Document) -> int:
    """How many minutes the text takes to read, at least one; 0 if there is none."""
    words = document.minutes.words
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def _changed(wiki: Wiki, options: Options, document: Document) -> Changed | None:
    change = wiki.relations.changes.get(SitePath(document.url))
    if change is None:
        return None
    named = change.by if options.contributors else ()
    return Changed(change.at.date(), tuple(Ref(one.name, one.person) for one in named))
