"""Topics of front matter as topics.yml writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from socml_site.fixes.edits import Edit, rewords
from socml_site.issues import Fix
from socml_site.link.names.doubts import line_of
from socml_site.link.vocabulary import Vocabulary, key
from socml_site.model import Term


def label_edits(path: str, text: str, topics: Iterable[Term], known: Vocabulary) -> Iterator[Edit]:
    """An edit for each topic of a file that topics.yml writes with other capitals or spaces."""
    lines = text.split("\n")
    for term in topics:
        label = known.listed.get(key(term.text))
        if label is None or label == term.text or key(label) != key(term.text) or term.place.line > len(lines):
            continue
        tail = lines[term.place.line - 1][term.place.col - 1 :]
        mark = tail[:1] if tail[:1] in ("'", '"') else ""
        old = f"{mark}{term.text}{mark}"
        if tail.startswith(old) and re.match(r"\s*(?:$|[,\]#])", tail[len(old) :]):
            new = f"{mark}{label}{mark}" if mark else line_of([label])[1:-1]
            what = f"`{term.text}` is now `{label}`, as in topics.yml"
            yield Edit(Fix(path, term.place.line, term.place.col, old, new, what), rewords(term.text, label))
