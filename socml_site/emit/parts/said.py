"""What was decided, promised, asked and cited, as lines: for the registers, and for each event, topic and person."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from urllib.parse import quote, urlsplit

from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists
from socml_site.emit.parts.views import Cited, Outcomes, Ref, Said
from socml_site.interface import Words, msg
from socml_site.link.register import work_key
from socml_site.model import Outcome, OutcomeKind, SitePath, Statement, Wiki, Work
from socml_site.urls import safe_url

TITLES = {
    OutcomeKind.DECISION: (msg("Decisions"), "decisions"),
    OutcomeKind.ACTION: (msg("Actions"), "actions"),
    OutcomeKind.QUESTION: (msg("Open questions"), "questions"),
}
"""By kind what a list of them is called, and the path of their register."""
_REGISTERS = {
    "decisions": msg("the register of decisions"),
    "actions": msg("the register of actions"),
    "questions": msg("the register of questions"),
    "reading": msg("the reading list"),
}
STATES = (msg("Open"), msg("Done"), msg("Overdue"), msg("Answered"))
"""The states of promises and questions as readers see them: registers are filtered by them, in any language."""
_IN_A_LINE = (msg("done"), msg("overdue"), msg("answered"))
"""The same where templates write them behind a line; named here for the table of wordings alone."""
SHOWN = 60
"""How many of a kind the page of an event, topic or person lists; the register has them all."""
PLACES = 24
"""How many of the places that cite a work are listed."""
_LONGEST = 400
"""Characters of a sentence that are shown; its place has the rest."""
_BEFORE = 6
"""How many of the earlier places of a statement are named, the first of them always."""


def state(outcome: Outcome, today: date) -> str:
    """How far a promise or a question has come; open is whatever nobody called done."""
    if outcome.kind is OutcomeKind.DECISION:
        return ""
    if outcome.done:
        return "done" if outcome.kind is OutcomeKind.ACTION else "answered"
    return "overdue" if outcome.due and outcome.due < today else "open"


Wordings = tuple[Statement, ...]
"""One decision, promise or question: as said last, then as it was said before in other meetings."""


def stated(wiki: Wiki, urls: Iterable[SitePath], kind: OutcomeKind) -> list[Wordings]:
    """What these documents, the newest first, state of a kind; in each document in its order."""
    ones = (one for url in urls for one in wiki.stated.get(url, ()) if one.outcome.kind is kind)
    return [same for same in _once(wiki, ones) if is_told(same[0].outcome)]


def is_told(outcome: Outcome) -> bool:
    """Whether registers tell of something: of questions those that stayed open."""
    return not (outcome.kind is OutcomeKind.QUESTION and outcome.done)


def _once(wiki: Wiki, statements: Iterable[Statement]) -> list[Wordings]:
    """Statements, each with its other places; what several meetings said stands where it was said last."""
    found: dict[Statement, Wordings] = {}
    for one in statements:
        ones = wiki.carried.get(one, (one,))
        found.setdefault(ones[0], ones)
    return list(found.values())


def line(wiki: Wiki, options: Options, ones: Wordings, event: bool = True, person: SitePath | None = None) -> Said:
    """A statement as a line. `event` says whether to name its event; on the page of `person` only others are named."""
    last = ones[0]
    document, outcome = wiki.relations.documents[last.document], last.outcome
    named = next((one.owners for one in ones if one.owners), ())
    owners = (owner for owner in named if person is None or owner.person != person)
    return Said(
        text=outcome.text if len(outcome.text) <= _LONGEST else f"{outcome.text[:_LONGEST].rsplit(' ', 1)[0]}…",
        url=place(last),
        source=common.document_ref(document),
        event=common.event_ref(common.event_of(wiki, document.url)) if event else None,
        owners=tuple(Ref(it.name, f"{it.person}#on:actions" if it.person else None) for it in owners),
        nobody=outcome.kind is OutcomeKind.ACTION and not named,
        state=state(outcome, options.today),
        due=outcome.due,
        date=document.date,
        topics=_labels(wiki, [document.url]),
        before=tuple(_said_at(wiki, options, one) for one in _earlier(ones)),
    )


def _earlier(ones: Wordings) -> list[Statement]:
    """Where something was said first, and the latest places before the last, oldest first: one for each document."""
    places = {one.document: one for one in reversed(ones) if one.document != ones[0].document}
    earlier = list(places.values())
    return earlier if len(earlier) <= _BEFORE else [earlier[0], *earlier[1 - _BEFORE :]]


def lines(wiki: Wiki, options: Options, url: SitePath, *kinds: OutcomeKind, event: bool = True) -> Iterator[Said]:
    """All that one document states of these kinds, in its order, with where a later one says the same."""
    for one in wiki.stated.get(url, ()):
        last = wiki.carried.get(one, (one,))[0]
        if one.outcome.kind in kinds and is_told(last.outcome):
            made = line(wiki, options, (one,), event)
            if last.document != url:
                made = replace(made, state=state(last.outcome, options.today), later=_said_at(wiki, options, last))
            yield made


def _said_at(wiki: Wiki, options: Options, statement: Statement) -> Ref:
    document = wiki.relations.documents[statement.document]
    if document.date:
        return Ref(options.words.short_day(document.date), place(statement))
    return common.document_ref(document, place(statement))


def place(statement: Statement) -> str:
    """The place of a statement, as near as it is known."""
    outcome = statement.outcome
    if outcome.anchor or not outcome.section_anchor:
        return statement.url if outcome.anchor else statement.document
    return f"{statement.document}#{outcome.section_anchor}"


def newest_first(wiki: Wiki) -> list[SitePath]:
    """All documents that state something; those of which only the year is known stand at its end."""
    documents = lists.newest_first(wiki.relations.documents[url] for url in wiki.stated)
    return [one.url for one in sorted(documents, key=lambda one: wiki.year.get(one.url, 0), reverse=True)]


def newest(wiki: Wiki, options: Options, kind: OutcomeKind, number: int) -> list[Said]:
    """The newest of a kind that nobody has dealt with, from as many sessions, so that no long one hides the others."""
    firsts: dict[SitePath, Wordings] = {}
    for ones in stated(wiki, newest_first(wiki), kind):
        if not ones[0].outcome.done:
            firsts.setdefault(ones[0].document, ones)
    return [line(wiki, options, ones, event=False) for ones in islice(firsts.values(), number)]


def outcomes(wiki: Wiki, options: Options, urls: Sequence[SitePath], query: tuple[str, str]) -> list[Outcomes]:
    """What came of these documents, oldest first, by kind, with what they cite: in their order, a topic's newest first.

    `query` is what the registers are to be filtered by, such as `("event", "Open day")`.
    """
    made = []
    of_event = query[0] == "event"
    rank = {url: number for number, url in enumerate(urls)}
    for kind, (label, path) in TITLES.items():
        found = stated(wiki, reversed(urls), kind)
        if of_event:
            found.sort(key=lambda ones: rank[ones[0].document])
        shown = tuple(line(wiki, options, ones, event=not of_event) for ones in found[:SHOWN])
        if shown:
            made.append(_outcomes(options.words, label, path, shown, len(found), query))
    cites: dict[str, list[SitePath]] = defaultdict(list)
    works: dict[str, Work] = {}
    for url in reversed(urls):
        for work in wiki.works_of.get(url, ()):
            works[work.key] = work
            cites[work.key].append(url)
    most = sorted(cites, key=lambda key: -len(cites[key]))
    if most:
        entries = tuple(cited(wiki, options, works[key], cites[key]) for key in most[:SHOWN])
        made.append(_outcomes(options.words, msg("Reading"), "reading", entries, len(most), query))
    return made


def promises(wiki: Wiki, options: Options, person: SitePath) -> list[Outcomes]:
    """The actions of a person, those still open first; the others who share one are named beside it."""
    found = _once(wiki, wiki.promised.get(person, ()))
    query = ("owner", wiki.relations.people[person].name)
    made = []
    for done, label in ((False, msg("Open")), (True, msg("Done"))):
        ones = [one for one in found if bool(one[0].outcome.done) is done]
        shown = tuple(line(wiki, options, one, person=person) for one in ones[:SHOWN])
        if shown:
            made.append(_outcomes(options.words, label, "actions", shown, len(ones), query))
    return made


def _outcomes(
    words: Words, label: str, path: str, entries: tuple[Said | Cited, ...], total: int, query: tuple[str, str]
) -> Outcomes:
    register = Ref(words.t(_REGISTERS[path]), f"{path}/?{_query(*query)}")
    return Outcomes(words.t(label), f"came-{label.split()[-1].lower()}", entries, total, register)


def _query(name: str, value: str) -> str:
    return f"{name}={quote(value, safe='')}"


def cited(wiki: Wiki, options: Options, work: Work, urls: Sequence[SitePath] | None = None) -> Cited:
    """A work with the documents that cite it; with `urls` only with those of them, in their order."""
    if urls is None:
        anchors = {url: anchor for url, anchor, _ in reversed(work.cited)}
        urls = list(dict.fromkeys(url for url, _, _ in work.cited))
        events = (event.title for url in urls if (event := common.event_of(wiki, url)))
        told = tuple(dict.fromkeys(events)), _labels(wiki, urls)
    else:
        anchors, told = {url: _anchor(wiki, work.key, url) for url in urls[:PLACES]}, ((), ())
    return Cited(
        work=Ref(work.title, work.url if safe_url(work.url) else None),
        host="" if work.title.startswith(host := _host(work.url)) else host,
        places=tuple(_citing(wiki, options, url, anchors[url]) for url in urls[:PLACES]),
        count=len(urls),
        events=told[0],
        topics=told[1],
    )


def _citing(wiki: Wiki, options: Options, url: SitePath, anchor: str) -> Ref:
    document = wiki.relations.documents[url]
    day = options.words.short_day(document.date) if document.date else ""
    return common.document_ref(document, f"{url}#{anchor}" if anchor else url, day)


def _anchor(wiki: Wiki, key: str, url: SitePath) -> str:
    """The first place where a document cites the work with this key."""
    return next((one.anchor for one in wiki.relations.documents[url].minutes.citations if work_key(one) == key), "")


@functools.lru_cache(maxsize=1 << 14)
def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _labels(wiki: Wiki, urls: Iterable[SitePath]) -> tuple[str, ...]:
    """The topics of these documents."""
    topics = wiki.relations.topics
    found = Counter(topic for url in urls for topic in wiki.relations.tagged.get(url, ()))
    return tuple(topics[url].label for url in found if url in topics)
