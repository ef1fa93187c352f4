"""The search step: Pagefind's command-line program over what each page says.

Pagefind is given the words of the pages and not the pages themselves: no menu, list or "related" box can be found, it
has half as much to read, and it can work while the pages are still being written. Its Python interface costs 0.1 s a
call, so its program is run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path

from pagefind_bin import get_executable

from socml_site.model import Artifact
from socml_site.site.orphans import bound, end_with
from socml_site.workers import Aside

FOLDER = "pagefind"
SYNONYMS = "socml-also-"
"""How the anchors of synonyms begin in the index, so that results do not link to them."""
EVERY = "\ua66e"
"""A word that every record has and nobody types (a letter once used for many-eyed seraphim): asked for where there is a
facet and no query, since for a query of no words Pagefind loads the whole index.
"""
WORDS = "search/words.txt"
"""Where `Spellings` are written: loaded by the search page only when nothing was found."""
MOST_WORDS = 20_000
_WORD = re.compile(r"[^\W\d_]{3,40}")
_TAG = re.compile(r"<[^<>]*+>")
_NAMED = re.compile(r'data-pagefind-filter="(?:topic|person|event)\[data-value\]" data-value="([^"]*)"')
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces: the search page has its own."""


def record(artifact: Artifact, content: str, language: str) -> str:
    """What the index is told of a page, as the HTML that Pagefind reads; `content` is the HTML of its minutes."""
    search = artifact.search
    if search is None:
        return ""
    weight = f' data-pagefind-weight="{search.weight}"' if search.weight != 1 else ""
    spans = [_span("filter", name, value) for name, value in search.facets]
    spans += [_span("meta", name, value) for name, value in search.facts]
    # Pagefind leaves out of a sorted list whatever has nothing to sort by.
    spans.append(_span("sort", "date", search.sort or "0000"))
    text = "".join(f"<p>{escape(part)}</p>" for part in search.text)
    # A heading each: Pagefind then tells them from passages of the minutes, and gives the line whole.
    synonyms = "".join(
        f'<h6 id="{SYNONYMS}{number}" data-pagefind-weight="0.1">{escape(line)}</h6>'
        for number, line in enumerate(search.synonyms)
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><body><main data-pagefind-body{weight}>'
        f'<h1 data-pagefind-meta="title">{escape(artifact.title)}</h1>{"".join(spans)}'
        f'{text}{content}{synonyms}<h6 id="{SYNONYMS}all">{EVERY}</h6></main></body></html>'
    )


def _span(what: str, name: str, value: str) -> str:
    return f'<span data-pagefind-{what}="{name}[data-value]" data-value="{escape(value)}"></span>'


class Spellings:
    """The words of the records, for those who mistype one: each with the number of pages it stands on."""

    def __init__(self) -> None:
        self._pages: Counter[str] = Counter()

    def read(self, html: str) -> None:
        """Take in the words of one `record`; those of its title and of its facets count as if on two pages."""
        said = unescape(_TAG.sub(" ", html)).casefold()
        self._pages.update(set(_WORD.findall(said)))
        head = " ".join((html[: html.find("</h1>")], *_NAMED.findall(html)))
        self._pages.update(set(_WORD.findall(unescape(_TAG.sub(" ", head)).casefold())))

    def text(self) -> str:
        """The MOST_WORDS words that stand on most pages, in this order, one a line; of spellings that differ in accents
        alone the most usual.
        """
        usual = sorted(self._pages.items(), key=lambda one: (-one[1], one[0]))
        found: dict[str, str] = {}
        for word, _ in usual:
            found.setdefault(word if word.isascii() else _bare(word), word)
            if len(found) == MOST_WORDS:
                break
        return "\n".join(found.values())


def _bare(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


class Indexing:
    """Pagefind at work beside the rest of the build, from `start` to `finish`."""

    def __init__(self, work: Aside, words: Path) -> None:
        self._work, self._words = work, words

    @classmethod
    def start(cls, records: Iterable[tuple[str, str]], site: Path) -> Indexing:
        """Begin to index the records, each the path of a page and its `record`, into the site's own folder."""
        words = Path(tempfile.mkdtemp(prefix="socml-words-"))
        parent = os.getpid()
        return cls(Aside.begin(lambda: _index(records, words, site, parent)), words)

    def finish(self) -> str:
        """Wait for the index; returns what went wrong, or the empty string."""
        try:
            return self._work.finish()
        finally:
            self._clean()

    def stop(self) -> None:
        """Give it up, or clear up behind one that has ended."""
        self._work.stop()
        self._clean()

    def _clean(self) -> None:
        shutil.rmtree(self._words, ignore_errors=True)


def _index(records: Iterable[tuple[str, str]], words: Path, site: Path, parent: int) -> str:
    end_with(parent)
    spellings, said = Spellings(), False
    for path, html in records:
        said = True
        file = words / path / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
        spellings.read(html)
    (site / WORDS).parent.mkdir(parents=True, exist_ok=True)
    (site / WORDS).write_text(spellings.text(), encoding="utf-8")
    index = site / FOLDER
    if not said:
        # Of nothing no index can be made.
        return ""
    done = subprocess.run(  # noqa: S603
        command(words, index), capture_output=True, text=True, check=False, preexec_fn=bound()
    )
    if done.returncode:
        return f"The search index was not made: {done.stderr.strip()[-500:]}"
    for file in unused(index):
        file.unlink()
    return ""


def command(words: Path, index: Path) -> list[str]:
    """How the index of a folder of records is made."""
    return [str(get_executable()), "--site", str(words), "--output-path", str(index), "--quiet"]


def unused(index: Path) -> Iterator[Path]:
    """Files of Pagefind that no page asks for."""
    for pattern in _UNUSED:
        yield from index.glob(pattern)
