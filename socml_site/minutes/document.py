"""A source to a document: its address, its kind, its facts and what its prose says."""

from __future__ import annotations

from socml_site import layout
from socml_site.facts import facts_of
from socml_site.issues import Issue
from socml_site.minutes.understand import understand
from socml_site.model import Document, Kind
from socml_site.read.source import Source


def document(source: Source, files: frozenset[str]) -> tuple[Document, tuple[Issue, ...]]:
    """The document a source is, and what is wrong with its front matter; `files` are all paths of its folder."""
    kind = _kind(source, files)
    facts, issues = facts_of(source.front, kind, source.path)
    minutes = understand(source, facts.title)
    found = Document(
        path=source.path,
        url=layout.url_of(source.path, files),
        kind=kind,
        title=facts.title or minutes.title,
        facts=facts,
        minutes=minutes,
        text=source.text,
        body_line=source.body_line,
        digest=source.digest,
    )
    return found, issues


def documents(source: Source, files: frozenset[str]) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """The documents a source is: one, or one for each session it holds behind one for the whole."""
    found, issues = document(source, files)
    return (found,), issues


def _kind(source: Source, files: frozenset[str]) -> Kind:
    written = str(source.front.values.get("kind", "")).strip().lower()
    return Kind(written) if written in set(Kind) else layout.kind_of(source.path, files)
