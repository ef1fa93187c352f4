"""What was said, promised and cited, over all documents: from `Relations` to the registers of `Wiki`.

Each function passes once over the statements or citations, so that the work grows with their number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from socml_site.model import Citation, Kind, OutcomeKind, Relations, SitePath, Statement, Work

REGISTERED = (OutcomeKind.DECISION, OutcomeKind.ACTION, OutcomeKind.QUESTION)
"""What goes into registers; information and gaps stay in their minutes."""
_NO_READING = frozenset({Kind.HOME, Kind.PAGE})
"""Pages about the wiki itself, unless they hold sessions: what they link to was not cited in any."""
_CALL = re.compile(
    r"(?:[\w-]+\.)*(?:zoom\.(?:us|com)|zoom\.com\.cn|meet\.google\.com|hangouts\.google\.com|calendar\.google\.com"
    r"|teams\.(?:microsoft|live)\.com|webex\.com|whereby\.com|meet\.jit\.si|bluejeans\.com|gotomeeting\.com|goto\.com"
    r"|doodle\.com|when2meet\.com|timeanddate\.com|everytimezone\.com|worldtimebuddy\.com)(?:[:/?#]|$)",
    re.IGNORECASE,
)
"""Hosts of calls and calendars: one goes there to meet, not to read."""
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?!\S*+\s)(?:\S*?://\S*+|www\.\S++|\S+?\.[a-z]{2,}+(?:[/?#]\S*+|\Z)|\S[^\s/]*+/[^\s/]*+/\S*+)", re.IGNORECASE
)
"""Words that only repeat an address."""
_NUMBER = re.compile(r"\W*+(?:(?:pr|issue|pull|pull request|no|nr|ticket|bug|comment)\W*+)?\d++\W*+", re.IGNORECASE)
_VAGUE = frozenset(
    word.strip()
    for word in """
    here, link, links, this, that, it, see, see here, click here, read more, more, details, more details, info, source,
    sources, reference, ref, url, web, website, site, page, web page, webpage, home page, homepage, document, doc, docs,
    documentation, file, pdf, paper, article, post, blog, blog post, book, slides, slide deck, deck, presentation, talk,
    video, recording, recordings, issue, issues, pr, prs, pull request, comment, thread, discussion, proposal, spec,
    code, repo, repository, github, gist, demo, example, notes, minutes, agenda, draft, text, online, available here,
    arxiv, doi, youtube
    """.replace("\n", " ").split(",")
)
"""What people call a link without saying what it is."""
_TITLE = 160
_LABELS = {
    "arxiv:": "arXiv:",
    "doi:": "doi:",
    "rfc:": "RFC ",
    **dict.fromkeys(("github:", "gitlab:", "codeberg:", "ietf:", "w3c:"), ""),
}
"""What a key tells a reader: ids people know by heart, with what stands before them in print."""


def stated(relations: Relations) -> dict[SitePath, tuple[Statement, ...]]:
    """By document what was decided, promised and asked in it, in its order; nothing that was withdrawn."""
    found: dict[SitePath, list[Statement]] = defaultdict(list)
    for one in relations.statements:
        if one.outcome.kind in REGISTERED and not one.outcome.withdrawn and one.document in relations.documents:
            found[one.document].append(one)
    return {url: tuple(ones) for url, ones in found.items()}


def promised(
    said: Mapping[SitePath, Sequence[Statement]], in_time: Sequence[SitePath]
) -> dict[SitePath, tuple[Statement, ...]]:
    """By person their action items, newest first; `in_time` are all documents, oldest first."""
    found: dict[SitePath, list[Statement]] = defaultdict(list)
    for url in reversed(in_time):
        for one in said.get(url, ()):
            if one.outcome.kind is OutcomeKind.ACTION:
                for person in dict.fromkeys(owner.person for owner in one.owners if owner.person is not None):
                    found[person].append(one)
    return {person: tuple(ones) for person, ones in found.items()}


def works(relations: Relations, in_time: Sequence[SitePath]) -> tuple[Work, ...]:
    """The reading list, most cited first and of equals the latest cited; the places of each work, newest first."""
    found: dict[str, list[tuple[SitePath, Citation]]] = defaultdict(list)
    for url in reversed(in_time):
        document = relations.documents[url]
        if document.kind in _NO_READING and not document.parts:
            continue
        for one in document.minutes.citations:
            key = work_key(one)
            if not _CALL.match(key):
                found[key].append((url, one))
    made = [_work(key, places) for key, places in found.items()]
    # The sort is stable, and works were met from the newest document to the oldest.
    return tuple(sorted(made, key=lambda one: -len({url for url, _, _ in one.cited})))


def works_of(reading: Iterable[Work]) -> dict[SitePath, tuple[Work, ...]]:
    """By document the works it cites, most cited first."""
    found: dict[SitePath, list[Work]] = defaultdict(list)
    for one in reading:
        for url in dict.fromkeys(url for url, _, _ in one.cited):
            found[url].append(one)
    return {url: tuple(ones) for url, ones in found.items()}


def work_key(citation: Citation) -> str:
    """What all addresses of a work have in common: `http` and `https`, with and without a last slash, are one."""
    key = citation.key or citation.url
    scheme = _SCHEME.match(key)
    if not scheme:
        return key
    host, slash, path = key[scheme.end() :].partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def _work(key: str, places: Sequence[tuple[SitePath, Citation]]) -> Work:
    ones = [one for _, one in places]
    url = min((one.url for one in ones), key=lambda url: (not url.lower().startswith("https://"), len(url), url))
    return Work(
        key=key,
        url=url,
        title=_title(key, ones, url),
        kind=next((one.kind for one in ones if one.kind), ""),
        cited=tuple(dict.fromkeys((where, one.anchor, one.section) for where, one in places)),
    )


def _title(key: str, ones: Iterable[Citation], url: str) -> str:
    """The name most often given to a work, of equals the longest; without any its number or its address."""
    given = Counter(name for one in ones if (name := " ".join(one.title.split())) and telling(name))
    if given:
        best = min(given, key=lambda name: (-given[name], len(name) > _TITLE, -len(name), name))
        return _cut(best)
    for prefix, label in _LABELS.items():
        if key.startswith(prefix):
            return label + key.removeprefix(prefix)
    return _cut(_SCHEME.sub("", url, count=1).rstrip("/"))


def telling(name: str) -> bool:
    """Whether the words of a link say what it leads to: not "here", not "#12", not its address."""
    bare = re.sub(r"^\W+|\W+$", "", name.casefold())
    bare = re.sub(r"^(?:the|this|that|a|an|our|their|in|see|from|on) ", "", bare)
    return len(bare) > 2 and bare not in _VAGUE and not _ADDRESS.fullmatch(name) and not _NUMBER.fullmatch(name)


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[:_TITLE]}…"
