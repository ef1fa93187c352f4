"""How a page is cited: what a reference names, and how BibTeX and CSL-JSON write it.

The fields are those of "BibTeXing" (Patashnik, 1988) with `url` as in biblatex, and of CSL-JSON
(docs.citationstyles.org/en/stable/specification.html, appendices III and IV). When a page was read is for whoever cites
it to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from socml_site import layout
from socml_site.emit.options import Options
from socml_site.emit.parts import common
from socml_site.interface import Words
from socml_site.model import Document, Kind, Role, SitePath, Wiki

_PARTICLES = frozenset(
    "af al ap av bin da das de degli dei del della den der des di do dos du el ibn la las le los ter ten van vande"
    " vanden vander vom von y zu zum zur".split()
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces whether a backslash stands before them or not.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_TRANSLATED = str.maketrans(_SPECIAL)
_ENTRY = {Kind.SESSION: "inproceedings", Kind.REPORT: "techreport"}
_CSL = {Kind.SESSION: "paper-conference", Kind.REPORT: "report"}


@dataclass(frozen=True, slots=True)
class Author:
    """An author as shown; `family` and `given` are empty where it is not certain which part is which."""

    name: str
    family: str = ""
    given: str = ""

    @property
    def inverted(self) -> str:
        """`Lovelace, Ada`, or the name as it is."""
        return f"{self.family}, {self.given}" if self.family else self.name


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference to a page names; `url` is empty where nobody knows the address of the site.

    `key` is the page's path, so it stays as long as the page's address does and no other page has it.
    """

    key: str
    kind: Kind
    title: str
    authors: tuple[Author, ...]
    site: str
    event: str = ""
    day: date | None = None
    year: int | None = None
    url: str = ""
    language: str = ""


def citable(document: Document) -> bool:
    """Whether a page says something of its own: the front page and lists do not."""
    return document.kind is not Kind.HOME and document.url not in layout.GENERATED


def citation(wiki: Wiki, options: Options, document: Document) -> Citation:
    """What a reference to the document names; of people only those that its page shows."""
    event = common.event_of(wiki, document.url) if document.kind in _ENTRY else None
    change = wiki.relations.changes.get(document.url)
    year = wiki.year.get(document.url)
    written = change.at.date() if change and not year and document.kind is not Kind.SESSION else None
    day = document.date or written
    return Citation(
        key=_key(document.url),
        kind=document.kind if event or document.kind is not Kind.SESSION else Kind.PAGE,
        title=_line(document.title),
        authors=authors(wiki, document) or (Author(event.title if event else options.site_name),),
        site=_line(options.site_name),
        event=_line(event.title) if event else "",
        day=day,
        year=day.year if day else year,
        url=options.absolute(document.url) if options.site_url else "",
        language=document.language,
    )


def authors(wiki: Wiki, document: Document) -> tuple[Author, ...]:
    """Who wrote a page: the note-takers of a session, those who sign anything else."""
    role = Role.NOTED if document.kind is Kind.SESSION else Role.WROTE
    names = (one.name for one in wiki.by_document.get(document.url, ()) if one.role is role)
    return tuple(author(_line(name)) for name in dict.fromkeys(names))


def author(name: str) -> Author:
    """A name, split where it is plain which part is which: `Ada van den Berg` -> `van den Berg`, `Ada`.

    Names of one word, with three or more full words ("Gabriel García Márquez"), with brackets, titles or figures, and
    names in other scripts than the Latin stay whole.
    """
    parts = name.split()
    if len(parts) < 2 or not all(_is_name(part) for part in parts) or parts[-1].endswith("."):
        return Author(name)
    begin = next((n for n, part in enumerate(parts[1:], 1) if part in _PARTICLES), len(parts) - 1)
    given, family = parts[:begin], parts[begin:]
    if sum(len(part.rstrip(".")) > 1 for part in given) > 1 or sum(part not in _PARTICLES for part in family) != 1:
        return Author(name)
    return Author(name, " ".join(family), " ".join(given))


def _is_name(part: str) -> bool:
    letters = part.removesuffix(".").replace("-", "").replace("'", "").replace("’", "")
    latin = letters.isalpha() and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin and (part[0].isupper() or part in _PARTICLES) and not (part.endswith(".") and len(letters) > 1)


def in_words(one: Citation, words: Words) -> str:
    """The citation as a line of text; what stands in it already is not said again."""
    when = words.short_day(one.day) if one.day else str(one.year or "")
    parts = (
        words.listed(author.name for author in one.authors if author.name not in (one.event, one.site)),
        one.title,
        words.listed((one.event, when if when not in one.event.split() else "")),
        one.site if one.site != one.event else "",
    )
    sentences = " ".join(part if part[-1] in ".?!…" else f"{part}." for part in parts if part)
    return f"{sentences} {one.url}".rstrip()


def bibtex(one: Citation) -> str:
    """The citation as an entry of a BibTeX file, in UTF-8."""
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(one))
    return f"@{_ENTRY.get(one.kind, 'misc')}{{{one.key},\n{lines}}}\n"


def _fields(one: Citation) -> Iterator[tuple[str, str]]:
    # A second pair of braces keeps the capitals of the title.
    yield "title", f"{{{{{_escaped(one.title)}}}}}"
    yield "author", f"{{{' and '.join(_bibtex_author(author) for author in one.authors)}}}"
    if one.kind is Kind.SESSION:
        yield "booktitle", f"{{{{{_escaped(one.event)}}}}}"
    where = {Kind.SESSION: "organization", Kind.REPORT: "institution"}.get(one.kind, "howpublished")
    yield where, f"{{{_escaped(one.site)}}}"
    if one.year:
        yield "year", f"{{{one.year}}}"
    if one.day:
        yield "month", _MONTHS[one.day.month - 1]
        yield "day", f"{{{one.day.day}}}"
    if one.url:
        yield "url", f"{{{one.url}}}"
    if one.language:
        yield "langid", f"{{{one.language}}}"


def _bibtex_author(one: Author) -> str:
    return f"{_escaped(one.family)}, {_escaped(one.given)}" if one.family else f"{{{_escaped(one.name)}}}"


def csl(one: Citation) -> dict[str, object]:
    """The citation as an item of CSL-JSON."""
    parts = [one.day.year, one.day.month, one.day.day] if one.day else [one.year] if one.year else []
    conference = one.kind is Kind.SESSION
    item: dict[str, object] = {
        "id": one.key,
        "type": _CSL.get(one.kind, "webpage"),
        "title": one.title,
        "author": [
            {"family": author.family, "given": author.given} if author.family else {"literal": author.name}
            for author in one.authors
        ],
        "issued": {"date-parts": [parts]} if parts else None,
        "container-title": one.event if conference else one.site if one.kind is not Kind.REPORT else "",
        "event-title": one.event,
        "publisher": one.site,
        "URL": one.url,
        "language": one.language,
    }
    return {name: value for name, value in item.items() if value}


def _key(url: SitePath) -> str:
    """The path with `:` between its parts; signs that a key may not hold are written as their code points."""
    path = url.strip("/").replace("/", "\0")
    plain = re.sub(r"[^A-Za-z0-9.\-\0]", lambda sign: f"_{ord(sign[0]):x}_", path)
    return plain.replace("\0", ":")


def _line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return text.translate(_TRANSLATED)
