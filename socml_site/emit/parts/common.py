"""What several kinds of page show alike: entries, references, backlinks, long lists, facets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from socml_site.emit.options import Options
from socml_site.emit.parts.views import (
    Backlink,
    DocumentPage,
    Entry,
    Heading,
    Linked,
    Notice,
    Reason,
    Ref,
    Shared,
    Shown,
)
from socml_site.interface import Words, msg, pair
from socml_site.issues import CODES, Severity
from socml_site.model import (
    Artifact,
    Attendance,
    Document,
    Event,
    Format,
    Kind,
    Participation,
    Reference,
    Related,
    Role,
    Search,
    SitePath,
    WebLink,
    Wiki,
)

KIND_NAMES = {
    Kind.SESSION: msg("Session"),
    Kind.EVENT: msg("Event"),
    Kind.REPORT: msg("Report"),
    Kind.TIP: msg("Tip"),
    Kind.GUIDE: msg("Guide"),
    Kind.PAGE: msg("Page"),
    Kind.HOME: msg("Page"),
}
"""The same in every language, as a facet of the search: they are translated where they are shown."""
_LISTS = {
    Kind.SESSION: (msg("Sessions"), "sessions/"),
    Kind.EVENT: (msg("Events"), "events/"),
    Kind.REPORT: (msg("Reports"), "reports/"),
    Kind.TIP: (msg("Tips"), "tips/"),
    Kind.GUIDE: (msg("Guide"), "guide/"),
}
PERSON, TOPIC = msg("Person"), msg("Topic")
"""The kinds of pages that are no documents."""
FORMAT_NAMES = {
    Format.DISCUSSION: msg("discussion"),
    Format.LECTURE: msg("lecture"),
    Format.TUTORIAL: msg("tutorial"),
    Format.POSTER: msg("poster"),
    Format.LIGHTNING_TALK: msg("lightning talk"),
    Format.PANEL: msg("panel"),
    Format.BREAKOUT: msg("breakout"),
    Format.DEBUGGING: msg("debugging"),
    Format.LEARNING_LOG: msg("learning log"),
}
ROLE_NAMES = {
    Role.MODERATED: pair("Moderator", "Moderators"),
    Role.SPOKE: pair("Speaker", "Speakers"),
    Role.PRESENTED: pair("Presented by", "Presented by"),
    Role.NOTED: pair("Notes by", "Notes by"),
}
ROLE_WORDS = {
    Role.MODERATED: msg("moderated"),
    Role.SPOKE: msg("spoke"),
    Role.PRESENTED: msg("presented"),
    Role.NOTED: msg("took notes"),
    Role.ATTENDED: msg("took part"),
    Role.WROTE: msg("wrote"),
}
_REASONS = 3
"""How many common topics a related page names."""
KIND_GROUPS = {
    Kind.SESSION: msg("Sessions"),
    Kind.REPORT: msg("Reports"),
    Kind.TIP: msg("Tips"),
    Kind.GUIDE: msg("Chapters of the guide"),
    Kind.EVENT: msg("Events"),
    Kind.PAGE: msg("Pages"),
    Kind.HOME: msg("Pages"),
}
"""The kinds of page in the order in which their links are shown."""
RELATIONS = {"evidence": msg("Taught the tips"), "mentions": ""}
"""What a link may mean beside that it is one."""
LINKED = 40
"""So many links of one relation and kind a page shows; a search finds the others."""
ROLE_FACETS = {
    Role.MODERATED: "moderator",
    Role.SPOKE: "speaker",
    Role.PRESENTED: "presenter",
    Role.NOTED: "note-taker",
    Role.ATTENDED: "attendee",
    Role.WROTE: "author",
}
"""Facets of the search index, each with people as its values."""
FACETS = ("kind", "event", "year", "topic", "person")
"""The other facets of the search index, as the search page shows them."""


def document_ref(document: Document, url: str | None = None, note: str = "") -> Ref:
    """A link to a document by its title, or with `url` to a place in it."""
    return Ref(document.title, document.url if url is None else url, note=note, lang=document.language)


def event_ref(event: Event | None) -> Ref | None:
    """A link to an event."""
    return Ref(event.title, event.url) if event else None


def event_of(wiki: Wiki, url: SitePath) -> Event | None:
    """The event a document belongs to."""
    return wiki.relations.events.get(wiki.relations.event_of.get(url, ""))


def entry(wiki: Wiki, url: SitePath, note: str = "") -> Entry:
    """A document as one line of a list."""
    document = wiki.relations.documents[url]
    facts = document.facts
    return Entry(
        title=document.title,
        url=url,
        kind=KIND_NAMES[document.kind],
        date=document.date,
        start=facts.start,
        end=facts.end,
        room=facts.room,
        event=event_ref(event_of(wiki, url)),
        summary=facts.summary or document.minutes.lead,
        format=FORMAT_NAMES[facts.format] if facts.format else "",
        note=note,
        invites=document.awaits_notes,
        lang=document.language,
    )


def entries(wiki: Wiki, urls: Iterable[SitePath], *kinds: Kind) -> list[Entry]:
    """The documents of these kinds (of any, if none is named), each as a line."""
    return [entry(wiki, url) for url in urls if not kinds or wiki.relations.documents[url].kind in kinds]


def topic_refs(wiki: Wiki, urls: Iterable[SitePath]) -> list[Ref]:
    """Links to topics, with the number of sessions on each."""
    topics = wiki.relations.topics
    return [Ref(topics[url].label, url, len(wiki.sessions_on.get(url, ()))) for url in urls if url in topics]


def people_refs(wiki: Wiki, counted: Iterable[tuple[SitePath, int]]) -> list[Ref]:
    """Links to people, with a number beside each."""
    people = wiki.relations.people
    return [Ref(people[url].name, url, count) for url, count in counted if url in people]


def participants(ones: Iterable[Participation], role: Role) -> tuple[Ref, ...]:
    """Who took part in this role."""
    return tuple(Ref(one.name, one.person) for one in ones if one.role is role)


def linked(wiki: Wiki, options: Options, target: SitePath, title: str) -> list[Linked]:
    """What links to a page called `title`, by relation and by the kind of page; of many the newest LINKED."""
    groups: dict[tuple[int, int, str], list[Reference]] = {}
    for one in wiki.backlinks.get(target, ()):
        kind = wiki.relations.documents[one.source].kind
        order = (list(RELATIONS).index(one.relation), list(KIND_GROUPS).index(kind))
        label = RELATIONS[one.relation] or KIND_GROUPS[kind]
        groups.setdefault((*order, label), []).append(one)
    made = []
    for (_, _, label), ones in sorted(groups.items()):
        newest = sorted(ones, key=lambda one: wiki.relations.documents[one.source].date or date.min, reverse=True)
        rest = f"search/?q={quote(title)}" if len(ones) > LINKED else ""
        links = tuple(_backlink(wiki, one) for one in newest[:LINKED])
        made.append(Linked(options.words.t(label), links, len(ones), rest))
    return made


def _backlink(wiki: Wiki, one: Reference) -> Backlink:
    source = wiki.relations.documents[one.source]
    url = f"{one.source}#{one.anchor}" if one.anchor else one.source
    section = "" if one.section == source.title else one.section
    return Backlink(document_ref(source), section, url, one.sentence)


def web_refs(wiki: Wiki, document: Document, links: Iterable[WebLink]) -> list[Ref]:
    """Links of the front matter, to elsewhere or to a file beside the page; what leads nowhere has no address."""
    leads = wiki.relations.targets.get(document.url, {})
    elsewhere = ("https://", "http://", "mailto:")
    return [
        Ref(
            link.title,
            link.url if link.url.lower().startswith(elsewhere) else leads.get(link.url),
            note=f"({link.kind})" if link.kind else "",
        )
        for link in links
    ]


def _of_title(document: Document) -> tuple[WebLink, ...]:
    """The addresses in the heading that is the title: the page's own heading holds none."""
    line = document.minutes.title_line
    return tuple(
        WebLink(one.url, one.title or one.url)
        for one in (document.minutes.citations if line else ())
        if one.place.line == line
    )


def crumbs(wiki: Wiki, options: Options, document: Document) -> list[Ref]:
    """The way from the front page to a document, without the document itself."""
    event = event_of(wiki, document.url)
    if event:
        return [Ref(options.words.t("Events"), "events/"), Ref(event.title, event.url)]
    above = _LISTS.get(document.kind)
    return [Ref(options.words.t(above[0]), above[1])] if above else []


def headings(document: Document) -> list[Heading]:
    """Lines of "On this page": two levels of headings."""
    sections = document.minutes.sections
    return [Heading(one.title, f"{document.url}#{one.anchor}", one.level) for one in sections if one.level in (2, 3)]


def notices(options: Options, document: Document) -> list[Notice]:
    """What a reader should know is wrong with a page: no more than the kind of fault, which can name nobody."""
    return [
        Notice(one.line, options.words.t(CODES[one.code][1]))
        for one in options.issues.get(document.path, ())
        if one.severity is Severity.ERROR
    ]


def related(wiki: Wiki, options: Options, document: Document) -> list[Reason]:
    """Related pages with the reason."""
    return [Reason(entry(wiki, one.url), _reason(wiki, options, one)) for one in wiki.related.get(document.url, ())]


def _reason(wiki: Wiki, options: Options, one: Related) -> str:
    """`Ada Example, robots, linked`: what two pages have in common."""
    words, people, topics = options.words, wiki.relations.people, wiki.relations.topics
    said = []
    if len(one.people) == 1:
        said.append(people[one.people[0]].name)
    elif one.people:
        said.append(words.plural(len(one.people), "{n} person in common", "{n} people in common"))
    said += [topics[url].label for url in one.topics[:_REASONS]]
    if one.linked:
        said.append(words.t("linked"))
    elif not said:
        said.append(words.t("both link to the same page"))
    return words.listed(said)


def _whole(wiki: Wiki, document: Document) -> Ref | None:
    """The page of the file that holds a session among others."""
    whole = wiki.relations.documents.get(document.whole) if document.whole is not None else None
    return document_ref(whole) if whole else None


def shared(wiki: Wiki, options: Options, document: Document) -> Shared:
    """What the page of a document shows whatever its kind."""
    return Shared(
        crumbs=crumbs(wiki, options, document),
        doc=_shown(document),
        headings=headings(document),
        notices=notices(options, document),
        linked=linked(wiki, options, document.url, document.title),
        parts=entries(wiki, (part for part in document.parts if part in wiki.relations.documents)),
        whole=_whole(wiki, document),
        related=related(wiki, options, document),
        edit_url=options.edit_url(document.path),
        source_path=document.path,
        topics=topic_refs(wiki, wiki.relations.tagged.get(document.url, ())),
        links=web_refs(wiki, document, (*document.facts.links, *_of_title(document))),
        origins=web_refs(wiki, document, document.facts.sources),
    )


def _shown(document: Document) -> Shown:
    facts, minutes = document.facts, document.minutes
    return Shown(
        title=document.title,
        url=document.url,
        language=document.language,
        summary=facts.summary,
        date=facts.date,
        end_date=facts.end_date,
        license=facts.license,
        turns=bool(minutes.turns),
        outcomes=bool(minutes.outcomes),
    )


def page(wiki: Wiki, document: Document, view: DocumentPage, url: SitePath | None = None) -> Artifact:
    """The page of a document, at its own address or at another."""
    return Artifact(
        path=document.url if url is None else url,
        title=document.title,
        view=view,
        search=search(wiki, document),
        description=document.facts.summary or document.minutes.lead,
        document=document.url,
        sources=(document.path,),
    )


def search(wiki: Wiki, document: Document) -> Search:
    """The facets of a document."""
    event = event_of(wiki, document.url)
    people = wiki.by_document.get(document.url, ())
    facets = [("kind", KIND_NAMES[document.kind])]
    if event or document.kind is Kind.EVENT:
        facets.append(("event", event.title if event else document.title))
    if document.url in wiki.year:
        facets.append(("year", str(wiki.year[document.url])))
    facets += [("topic", wiki.relations.topics[url].label) for url in wiki.relations.tagged.get(document.url, ())]
    facets += [("person", name) for name in dict.fromkeys(one.name for one in people if one.person)]
    roles = ((ROLE_FACETS[one.role], one.name) for one in people if one.person and one.role in ROLE_FACETS)
    facets += dict.fromkeys(roles)
    facts = [("event", event.title)] if event else []
    if document.date:
        facts.append(("date", document.date.isoformat()))
    if document.language:
        facts.append(("lang", document.language))
    said = document.facts
    text = (said.summary, *said.worked, *said.improve, *said.next, *said.quotes)
    day = document.date.isoformat() if document.date else str(wiki.year.get(document.url, ""))
    words = tuple(part for part in text if part)
    return Search(tuple(facets), tuple(facts), day, text=words, synonyms=synonyms(wiki, document))


def synonyms(wiki: Wiki, document: Document) -> tuple[str, ...]:
    """The names of each topic that a document has or names, as one line; a topic of one name needs none."""
    has = (wiki.relations.topics[url] for url in wiki.relations.tagged.get(document.url, ()))
    topics = dict.fromkeys((*has, *wiki.relations.named.get(document.url, ())))
    # The label first, then how else it is called: what the page for a search shows of it.
    return tuple(", ".join((topic.label, *topic.aliases)) for topic in topics if topic.aliases)


def how_many(words: Words, attendance: Attendance) -> str:
    """Attendance in words."""
    here, online, applied = attendance.in_person, attendance.online, attendance.applied
    return words.listed(
        [
            words.t("{n} in person", n=words.number(here)) if here is not None else "",
            words.t("{n} online", n=words.number(online)) if online is not None else "",
            words.plural(applied, "{n} had applied", "{n} had applied") if applied is not None else "",
        ]
    )
