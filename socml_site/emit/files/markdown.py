"""Each page as Markdown, at `<page>/index.md`.

The page of a file is its text below front matter that is made anew of what may be told: the file's own may hold names
and keys that are withheld. All other pages are lists, and are written as lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from json.encoder import encode_basestring

from socml_site import layout
from socml_site.emit import ask
from socml_site.emit.files.forms import MARKDOWN
from socml_site.emit.options import Options
from socml_site.emit.pages.registers import READING, REGISTERS, Register
from socml_site.emit.parts import common, lists, said
from socml_site.interface import msg
from socml_site.link.vocabulary import key
from socml_site.model import (
    Artifact,
    Document,
    Event,
    Kind,
    OutcomeKind,
    Person,
    Policy,
    Role,
    SitePath,
    Slot,
    Status,
    Topic,
    WebLink,
    Wiki,
    Work,
)
from socml_site.text.markdown import blank_code, without_html_comments
from socml_site.text.references import relinked
from socml_site.urls import relative_url, safe_url

Pieces = Iterator[str]
_ELSEWHERE = ("https://", "http://", "mailto:")
_MARKS = re.compile(r"[\\`*_\[\]<>#|]")
_OPENING = re.compile(r"^(\d*)([-+.)])(?=\s)")
"""What would begin a list."""
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML wants escaped, beside what JSON does."""
_ROLES = {
    "moderators": (Role.MODERATED,),
    "note_takers": (Role.NOTED,),
    "speakers": (Role.SPOKE, Role.PRESENTED),
    "attendees": (Role.ATTENDED,),
    "authors": (Role.WROTE,),
}
_KINDS = {
    "decisions": OutcomeKind.DECISION,
    "actions": OutcomeKind.ACTION,
    "questions": OutcomeKind.QUESTION,
}


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The Markdown of every page but search and the further pages of long lists."""
    writer = _Writer(wiki, options)
    written: set[SitePath] = set()
    for document in wiki.relations.documents.values():
        if document.url not in layout.GENERATED:
            written.add(document.url)
            yield _file(document.url, writer.document(document))
    for event in wiki.relations.events.values():
        if event.url not in written:
            yield _file(event.url, writer.event(event))
    for topic in wiki.relations.topics.values():
        yield _file(topic.url, writer.topic(topic))
    for person in wiki.relations.people.values():
        yield _file(person.url, writer.person(person))
    for url, title, pieces in writer.lists():
        own = wiki.relations.documents.get(url)
        head = writer.document(own) if own else iter((f"# {_text(title)}\n",))
        yield _file(url, (*head, "\n", *(tuple(pieces) or (options.words.t("Nothing yet.") + "\n",))))


def _file(url: SitePath, pieces: Iterable[str]) -> Artifact:
    return Artifact(f"{url}{MARKDOWN.name}", body=tuple(pieces))


class _Writer:
    """The pages of one wiki as pieces of Markdown; lines that many pages share are made once."""

    def __init__(self, wiki: Wiki, options: Options) -> None:
        self.wiki, self.options = wiki, options
        self.relations = wiki.relations
        self.labels = {key(topic.label): url for url, topic in wiki.relations.topics.items()}
        self.pages = {*wiki.relations.documents, *wiki.relations.topics, *wiki.relations.people, *layout.GENERATED}
        self.pages |= {event.url for event in wiki.relations.events.values()}
        self.pages -= {SitePath("search/"), SitePath("graph/"), layout.OFFLINE}
        self.known: dict[tuple[str, str], str] = {}

    def document(self, document: Document) -> Pieces:
        """The page of a file."""
        yield "---\n"
        for name, value in self._front(document):
            yield f"{name}: {_yaml(value)}\n"
        yield "---\n\n"
        yield self._body(document)

    def _front(self, document: Document) -> Iterator[tuple[str, object]]:
        """The keys of a page and their values, without those that say nothing."""
        kinds: Mapping[Kind, Callable[[Document], Iterator[tuple[str, object]]]] = {
            Kind.SESSION: self._session,
            Kind.REPORT: self._report,
            Kind.EVENT: _event_keys,
            Kind.TIP: self._tip,
        }
        facts = document.facts
        yield "kind", document.kind.value
        yield "title", document.title
        own = kinds[document.kind](document) if document.kind in kinds else iter(())
        order = () if facts.order is None else (("order", facts.order),)
        topics = [self.relations.topics[url].label for url in self.relations.tagged.get(document.url, ())]
        shared = (
            ("summary", facts.summary),
            ("policy", facts.policy.value if facts.policy is not Policy.NAMED else ""),
            ("topics", topics),
            ("links", self._links(document, facts.links)),
            ("sources", self._links(document, facts.sources)),
            ("license", facts.license),
            ("lang", facts.lang),
        )
        for name, value in (*own, *order, *shared):
            if value not in (None, "", [], {}, False):
                yield name, value

    def _session(self, document: Document) -> Iterator[tuple[str, object]]:
        facts, said_of = document.facts, document.minutes
        event = common.event_of(self.wiki, document.url)
        own = facts.start is not None
        yield "event", event.key if event else ""
        yield "date", document.date
        yield "start", facts.start if own else said_of.start
        yield "end", facts.end if own else said_of.end
        yield "room", facts.room
        yield "format", facts.format.value if facts.format else ""
        yield "status", facts.status.value if facts.status is not Status.PUBLISHED else ""
        if facts.status is Status.MERGED:
            yield "merged_from", [one.label for one in self.wiki.relations.merged.get(document.url, ())]
        yield from self._people(document)
        yield "notes_by", facts.notes_by
        yield "consent", facts.consent

    def _report(self, document: Document) -> Iterator[tuple[str, object]]:
        facts = document.facts
        event = common.event_of(self.wiki, document.url)
        yield "event", event.key if event else ""
        yield "date", document.date
        yield from self._people(document)
        yield "attendance", _attendance(document)
        for name in ("worked", "improve", "quotes", "next"):
            yield name, list(getattr(facts, name))

    def _tip(self, document: Document) -> Iterator[tuple[str, object]]:
        facts = document.facts
        yield "phase", facts.phase
        yield "role", facts.audience
        yield "effort", facts.effort
        yield "evidence", [f"{url}{MARKDOWN.name}" for url in ask.evidence(self.wiki, document)]

    def _people(self, document: Document) -> Iterator[tuple[str, object]]:
        ones = self.wiki.by_document.get(document.url, ())
        for name, roles in _ROLES.items():
            yield name, list(dict.fromkeys(one.name for one in ones if one.role in roles))

    def _links(self, document: Document, links: Iterable[WebLink]) -> list[dict[str, str]]:
        """Links that lead somewhere, as front matter has them."""
        leads = self.relations.targets.get(document.url, {})
        found = []
        for link in links:
            elsewhere = link.url.lower().startswith(_ELSEWHERE)
            lead = link.url if elsewhere else leads.get(link.url)
            if lead is not None:
                address = lead if elsewhere else self._beside(document.url, lead)
                found.append({"url": address, "title": link.title} | ({"kind": link.kind} if link.kind else {}))
        return found

    def _beside(self, page: str, lead: str) -> str:
        """The address of a path of the site in the Markdown of `page`: of a page that has Markdown, that."""
        path, mark, fragment = lead.partition("#")
        if path == page:
            return f"#{fragment}"
        return relative_url(f"{path}{MARKDOWN.name if path in self.pages else ''}{mark}{fragment}", page)

    def _body(self, document: Document) -> str:
        """The text as written, without comments and without ways to what is withheld."""
        text = without_html_comments(document.text).lstrip("\n")
        ones = document.minutes.links
        if all(one.target.lower().startswith(_ELSEWHERE) or one.target.startswith("@") for one in ones):
            return text
        leads = self.relations.targets.get(document.url, {})

        def lead(target: str) -> str | None:
            if target.startswith("[["):
                return leads.get(target)
            if ":" in target.split("/", 1)[0] or target.startswith("//"):
                return target
            found = leads.get(target)
            return None if found is None else _safe(self._beside(document.url, found))

        return relinked(text, blank_code(text), lead)

    def event(self, event: Event) -> Pieces:
        """An event that is only a folder."""
        yield f"# {_text(event.title)}\n\n"
        for document in ask.sessions(self.wiki, event):
            yield self._line(event.url, document.url)

    def topic(self, topic: Topic) -> Pieces:
        """A topic, and all that is about it."""
        t = self.options.words.t
        yield f"# {_text(topic.label)}\n"
        yield f"\n{_text(topic.description)}\n" if topic.description else ""
        if topic.aliases:
            yield "\n" + t("Also called {names}.", names=", ".join(map(_text, topic.aliases))) + "\n"
        broader = [url for label in topic.broader if (url := self.labels.get(key(label)))]
        for label, urls in ((msg("Broader"), broader), (msg("Narrower"), self.wiki.narrower.get(topic.url, ()))):
            named = (f"- {self._link(topic.url, self.relations.topics[url].label, url)}\n" for url in urls)
            yield from _section(t(label), named)
        about = self.wiki.by_topic.get(topic.url, ())
        yield from _section(t("Sessions"), self._lines(topic.url, about, Kind.SESSION))
        yield from _section(t("Reports"), self._lines(topic.url, about, Kind.REPORT))
        yield from _section(t("Tips"), self._lines(topic.url, about, Kind.TIP))
        rest = self._lines(topic.url, about, Kind.EVENT, Kind.GUIDE, Kind.PAGE)
        yield from _section(t("Events and pages"), rest)

    def person(self, person: Person) -> Pieces:
        """Somebody, and what they took part in, the newest last."""
        t = self.options.words.t
        yield f"# {_text(person.name)}\n"
        yield f"\n{_text(person.affiliation)}\n" if person.affiliation else ""
        if person.aliases:
            yield "\n" + t("Also written {names}.", names=", ".join(map(_text, person.aliases))) + "\n"
        sessions, reports = ask.took_part(self.wiki, person)
        roles = {url: ", ".join(t(common.ROLE_WORDS[role]) for role in ones) for url, ones in sessions.items()}
        yield from _section(
            t("Sessions"), (part for url in roles for part in (self._line(person.url, url)[:-1], f", {roles[url]}\n"))
        )
        yield from _section(t("Reports"), self._lines(person.url, reports))

    def lists(self) -> Iterator[tuple[SitePath, str, Pieces]]:
        """Each page that lists all of a kind, with its title."""
        t = self.options.words.t
        newest = [one.url for one in lists.newest_first(self.relations.documents.values())]
        everything = self.relations.events.values()
        latest = sorted(everything, key=lambda one: ask.order(self.wiki, one), reverse=True)
        yield SitePath(""), self.options.site_name, self._home()
        yield SitePath("sessions/"), t("Sessions"), self._lines("sessions/", newest, Kind.SESSION)
        yield SitePath("reports/"), t("Reports"), self._lines("reports/", newest, Kind.REPORT)
        yield SitePath("events/"), t("Events"), self._named("events/", ((one.title, one.url) for one in latest))
        topics = sorted((one.label, one.url) for one in self.relations.topics.values())
        yield SitePath("topics/"), t("Topics"), self._named("topics/", topics)
        named = sorted((one.name, one.url) for one in self.relations.people.values())
        yield SitePath("people/"), t("People"), self._named("people/", named)
        yield SitePath("tips/"), t("Tips"), self._lines("tips/", [one.url for one in ask.tips(self.wiki)])
        chapters = [one.url for one in ask.chapters(self.wiki)]
        yield SitePath("guide/"), t("Guide"), self._lines("guide/", chapters)
        for register in REGISTERS:
            found = self._works() if register is READING else self._register(register)
            yield SitePath(f"{register.path}/"), t(register.title), found

    def _home(self) -> Pieces:
        t = self.options.words.t
        for path, label in HOME:
            yield f"- {self._link('', t(label), f'{path}/')}\n"

    def _named(self, page: str, ones: Iterable[tuple[str, SitePath]]) -> Pieces:
        return (f"- {self._link(page, title, url)}\n" for title, url in ones)

    def _register(self, register: Register) -> Pieces:
        t = self.options.words.t
        for ones in said.stated(self.wiki, said.newest_first(self.wiki), _KINDS[register.path]):
            last = ones[0]
            document = self.relations.documents[last.document]
            owners = ", ".join(_text(owner.name) for owner in last.owners)
            due = t("due {day}", day=last.outcome.due.isoformat()) if last.outcome.due else ""
            state = said.state(last.outcome, self.options.today)
            day = document.date.isoformat() if document.date else ""
            place = f"[{_text(document.title)}]({_safe(relative_url(said.place(last), f'{register.path}/'))})"
            facts = ", ".join(part for part in (owners, due, t(state) if state else "", place, day) if part)
            yield f"- {_text(last.outcome.text)} ({facts})\n"

    def _works(self) -> Pieces:
        t = self.options.words.t
        for work in self.wiki.works:
            urls = list(dict.fromkeys(url for url, _, _ in work.cited))[: said.PLACES]
            places = ", ".join(self._link("reading/", self.relations.documents[url].title, url) for url in urls)
            yield f"- {_work(work)}. {t('Cited in {pages}', pages=places)}\n"

    def _lines(self, page: str, urls: Iterable[SitePath], *kinds: Kind) -> Pieces:
        documents = self.relations.documents
        return (self._line(page, url) for url in urls if not kinds or documents[url].kind in kinds)

    def _line(self, page: str, url: SitePath) -> str:
        """A document as a line of a list; all pages of one depth share it."""
        up = "../" * page.count("/")
        line = self.known.get((up, url))
        if line is None:
            document = self.relations.documents[url]
            event = common.event_of(self.wiki, url)
            facts = (
                _text(event.title) if event else "",
                self.options.words.short_day(document.date) if document.date else "",
            )
            told = "".join(f", {part}" for part in facts if part)
            address = f"{up}{relative_url(url, '').removeprefix('./')}{MARKDOWN.name}"
            line = self.known[up, url] = f"- [{_text(document.title)}]({_safe(address)}){told}\n"
        return line

    def _link(self, page: str, title: str, url: str) -> str:
        return f"[{_text(title)}]({_safe(relative_url(url + MARKDOWN.name, page))})"


HOME = (
    ("sessions", msg("Sessions")),
    ("events", msg("Events")),
    ("topics", msg("Topics")),
    ("people", msg("People")),
    ("decisions", msg("Decisions")),
    ("actions", msg("Actions")),
    ("questions", msg("Open questions")),
    ("reading", msg("Reading list")),
    ("reports", msg("Reports")),
    ("tips", msg("Tips")),
    ("guide", msg("Guide")),
)
"""The lists of a wiki, by path."""


def _event_keys(document: Document) -> Iterator[tuple[str, object]]:
    facts = document.facts
    yield "start", facts.date
    yield "end", facts.end_date
    for name in ("timezone", "venue", "city", "country", "online", "host", "series"):
        yield name, getattr(facts, name)
    yield "rooms", list(facts.rooms)
    yield "slots", [_slot(one) for one in facts.slots]
    yield "attendance", _attendance(document)


def _slot(slot: Slot) -> dict[str, object]:
    values = {"label": slot.label, "date": slot.date, "start": slot.start, "end": slot.end}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _attendance(document: Document) -> dict[str, int]:
    came = document.facts.attendance
    counts = {"in_person": came.in_person, "online": came.online, "applied": came.applied}
    return {name: count for name, count in counts.items() if count is not None}


def _section(title: str, pieces: Iterable[str]) -> Pieces:
    """A heading and its lines, if there are any."""
    found = tuple(pieces)
    if found:
        yield f"\n## {title}\n\n"
        yield from found


def _work(work: Work) -> str:
    return f"[{_text(work.title)}]({_safe(work.url)})" if safe_url(work.url) else _text(work.title)


def _text(text: str) -> str:
    """Words on one line in which nothing is a mark of Markdown."""
    return _OPENING.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", " ".join(text.split())))


def _safe(address: str) -> str:
    """An address as a link may hold it."""
    return re.sub(r"[\s<>()]", lambda match: f"%{ord(match[0]):02X}", address)


def _yaml(value: object) -> str:
    """A value in YAML's flow style, which is JSON with days and without what YAML cannot print."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_yaml(one)}' for name, one in value.items())}}}"
    if isinstance(value, str):
        return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", encode_basestring(value))
    return json.dumps(value)
