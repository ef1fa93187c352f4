"""Which files beside the minutes are not published: those of hidden pages, and those that tell who was there.

A file belongs to the pages that link to it, or, if none does, to those it lies beside or is called after. Whoever links
to it from a page that may name its people has judged it. A link in the file system is judged as what it leads to, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from socml_site.issues import Issue
from socml_site.link.secrecy import Secrecy, is_index
from socml_site.model import Document, Relations, SitePath

_SILENT = frozenset(".png .jpg .jpeg .gif .webp .avif .svg .pdf .odp .pptx".split())
"""Files that a page may show though it names nobody: what they tell was chosen, as no recording or transcript is."""
_LONG = 4
"""A page whose name has fewer letters says nothing of files elsewhere that begin with them."""


def withheld_files(relations: Relations, kept: Secrecy) -> tuple[frozenset[str], tuple[Issue, ...]]:
    """The files that are not published, and a word on each of which nobody may know why."""
    linked: dict[str, set[SitePath]] = {}
    for url, leads in relations.targets.items():
        for lead in leads.values():
            linked.setdefault(lead, set()).add(url)
    closed = _Closed.of(one for url, one in relations.documents.items() if url not in kept.opened)
    withheld, issues = set(), []
    for path in sorted(relations.attachments):
        by = linked.get(path, set())
        told = by - kept.hidden.keys()
        if by & kept.opened:
            continue
        if by and not told:
            withheld.add(path)
        elif told and not _is_silent(path):
            message = (
                "This file may tell who was there, and only pages that name nobody link to it: it is not published"
            )
            issues.append(Issue(path, 1, 1, "unpublished", message, "Link to it from a page whose policy is `named`."))
        elif not by and closed.holds(path):
            message = "This file belongs to minutes that are not published or name nobody, and is not published"
            issues.append(Issue(path, 1, 1, "unpublished", message, "Link to it from a page if it is to be seen."))
    withheld |= {issue.path for issue in issues}
    for path in sorted(path for path, to in relations.copies.items() if to in withheld and path not in withheld):
        message = "This is a link to a file that is not published, and is not published either"
        issues.append(Issue(path, 1, 1, "unpublished", message, "Put a copy in its place if it is to be seen."))
    return frozenset(withheld | {issue.path for issue in issues}), tuple(issues)


@dataclass(frozen=True, slots=True)
class _Closed:
    """Where files of pages lie that are not published or name nobody.

    `folders` are those of such pages, `above` those whose files may lie deeper, `own` is what the paths of their own
    files begin with, and `stems` what the names of their files begin with, wherever they lie.
    """

    folders: frozenset[str]
    above: frozenset[str]
    own: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> _Closed:
        """All that such pages keep back."""
        folders, above, own, stems = set(), set(), set(), set()
        for one in documents:
            folder = _parent(one.path)
            folders.add(folder)
            if folder or not one.unread:
                # A file at the top that cannot be read is no reason to keep back all there is.
                above.add(folder)
            base = folder if is_index(one) else one.path.rpartition(".")[0]
            own.add(base)
            stems.add(_plain(PurePosixPath(base).name))
        long = frozenset(stem for stem in stems if len(stem) >= _LONG)
        return cls(frozenset(folders), frozenset(above), frozenset(own), long)

    def holds(self, path: str) -> bool:
        """Whether a file that no page links to is one of theirs; sought by its beginnings, since there may be many."""
        if _parent(path) in self.folders or any(path[:end] in self.own for end in range(len(path))):
            return True
        if _is_silent(path):
            return False
        name = _plain(PurePosixPath(path).name)
        called = any(name[:end] in self.stems for end in range(_LONG, len(name) + 1))
        return called or not self.above.isdisjoint(_above(path))


def _is_silent(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in _SILENT


def _parent(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _above(path: str) -> Iterator[str]:
    """Every folder that a file lies in, up to the root."""
    return (path[:end] for end in range(len(path)) if end == 0 or path[end - 1] == "/")


def _plain(name: str) -> str:
    """A name as it counts: in letters of any case, whatever is between its words."""
    return re.sub(r"[\s_-]+", "-", name.casefold())
