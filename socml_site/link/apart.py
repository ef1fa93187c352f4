"""Titles that tell the sessions of one series from each other.

What minutes are called is often the same from week to week: "Weekly call". Beside its neighbours in a list, in a search
or in a tab of a browser such a session is known by its day. Links by title are resolved before, by what minutes are
called in their file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socml_site.interface import long_day
from socml_site.link.vocabulary import key
from socml_site.model import Document, Kind, Relations, SitePath


def told_apart(relations: Relations, language: str) -> Relations:
    """The relations with the day of a session in its title where others of its event are called the same.

    A title that front matter gives is left as it is. The day is written as its minutes are, else in `language`.
    """
    alike: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for url, document in relations.documents.items():
        if document.kind is Kind.SESSION:
            alike[relations.event_of.get(url, ""), key(document.title)].append(document)
    renamed = dict(one for same in alike.values() if len(same) > 1 for one in _with_days(same, language))
    return replace(relations, documents={**relations.documents, **renamed}) if renamed else relations


def _with_days(same: Sequence[Document], language: str) -> Iterator[tuple[SitePath, Document]]:
    for one in same:
        written = one.facts.title and one.whole is None
        if one.date and not written:
            day = long_day(one.date, one.language or language)
            yield one.url, replace(one, title=f"{one.title}, {day}")
