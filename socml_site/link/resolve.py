"""What is known of documents to `Relations`: where their links lead, and what they say of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from socml_site import layout
from socml_site.issues import Issue
from socml_site.link.board import planned
from socml_site.link.known import Known
from socml_site.link.moved import Moved, moved, published
from socml_site.link.roles import participations, speakers, statements, withheld
from socml_site.link.targets import targets_of
from socml_site.model import Document, Reference, Relations, SitePath, SourcePath


@dataclass(frozen=True, slots=True)
class Leads:
    """By page where its links lead, each as it is written there, and those that lead nowhere."""

    of: Mapping[SitePath, Mapping[str, str]]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The pages that tips name as what taught them, and those that are none."""

    of: Mapping[SitePath, tuple[Reference, ...]]
    issues: tuple[Issue, ...]


def relate(known: Known) -> tuple[Relations, tuple[Issue, ...]]:
    """All that the documents say of each other, and what of it leads nowhere."""
    paths = _paths(known)
    leads = _leads(known, paths)
    evidence = _evidence(known, paths)
    references = tuple(_references(known, leads, evidence))
    old = _moved(known)
    issues = (*known.issues, *leads.issues, *evidence.issues, *old.issues)
    return _relations(known, leads, references, old), issues


def _paths(known: Known) -> dict[SourcePath, SitePath]:
    """The page of each file; one whose address another has leads there too: the fault is told once."""
    paths = {one.path: layout.url_of(one.path, known.folder.files) for one in known.found}
    return {path: url for path, url in paths.items() if url in known.documents}


def _leads(known: Known, paths: Mapping[SourcePath, SitePath]) -> Leads:
    words = (known.who.words, known.tags.words)
    targets = targets_of(known.folder, paths, known.documents, known.events, known.event_of, *words)
    found = {url: targets.of(document) for url, document in known.documents.items()}
    issues = tuple(issue for _, faults in found.values() for issue in faults)
    return Leads({url: leads for url, (leads, _) in found.items()}, issues)


def _evidence(known: Known, paths: Mapping[SourcePath, SitePath]) -> Evidence:
    found: dict[SitePath, tuple[Reference, ...]] = {}
    issues = []
    for url, document in known.documents.items():
        ones = []
        for term in document.facts.evidence:
            path = term.text.removeprefix("/")
            target = paths.get(SourcePath(path))
            if target is not None:
                sentence = document.facts.summary or document.minutes.lead
                ones.append(Reference(url, target, sentence=sentence, relation="evidence"))
            elif path not in known.folder.files:
                hint = "Give its path below the content folder, such as reports/learning-day.md."
                message = f"There is no page {term.text!r}"
                issues.append(Issue(document.path, term.place.line, term.place.col, "evidence", message, hint))
        found[url] = tuple(ones)
    return Evidence(found, tuple(issues))


def _references(known: Known, leads: Leads, evidence: Evidence) -> Iterator[Reference]:
    """Page by page what it links to, then what it names as evidence."""
    for url, document in known.documents.items():
        yield from _linked(document, leads.of[url])
        yield from evidence.of[url]


def _linked(document: Document, leads: Mapping[str, str]) -> Iterator[Reference]:
    counted: Counter[tuple[str, str]] = Counter()
    for link in document.minutes.links:
        lead = leads.get(f"[[{link.target}]]" if link.wiki else link.target)
        if lead is None or link.image:
            continue
        page = SitePath(lead.partition("#")[0].partition("?")[0])
        counted[page, link.anchor] += 1
        if page != document.url and counted[page, link.anchor] == 1:
            yield Reference(document.url, page, link.section, link.anchor, link.sentence)


def _moved(known: Known) -> Moved:
    files, pages = known.folder.files, (known.who.words.names, known.tags.words.names, known.who.people)
    taken = published(known.events.values(), known.documents, *pages, files)
    return moved(known.documents, known.event_of, files, taken)


def _relations(known: Known, leads: Leads, references: tuple[Reference, ...], old: Moved) -> Relations:
    documents, who = known.documents.values(), known.who
    return Relations(
        documents=known.documents,
        people=who.people,
        topics=known.topics,
        events=known.events,
        participations=tuple(participations(documents, who)),
        tagged=known.tags.topics,
        named=known.tags.named,
        event_of=known.event_of,
        references=references,
        targets=leads.of,
        attachments=known.folder.attachments,
        copies=known.folder.links,
        withheld=dict(withheld(documents, who)),
        statements=tuple(statements(documents, who)),
        speakers={one.url: told for one in documents if (told := speakers(one, who))},
        planned=planned(known.unwritten, who.find),
        merged=old.merged,
        moved=old.addresses,
        least=known.least,
    )
