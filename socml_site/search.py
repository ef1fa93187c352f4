"""The search step: Pagefind's command-line program over what each page says.

Pagefind is given the words of the pages and not the pages themselves: no menu, list or "related" box can be found, it
has half as much to read, and it can work while the pages are still being written. Its Python interface costs 0.1 s a
call, so its program is run.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import escape
from pathlib import Path

from pagefind_bin import get_executable

from socml_site.model import Artifact

FOLDER = "pagefind"
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
    return (
        f'<!doctype html><html lang="{escape(language)}"><body><main data-pagefind-body{weight}>'
        f'<h1 data-pagefind-meta="title">{escape(artifact.title)}</h1>{"".join(spans)}'
        f"{text}{content}</main></body></html>"
    )


def _span(what: str, name: str, value: str) -> str:
    return f'<span data-pagefind-{what}="{name}[data-value]" data-value="{escape(value)}"></span>'


class Indexing:
    """Pagefind at work, from `start` to `finish`."""

    def __init__(self, process: subprocess.Popen[str], words: Path, index: Path) -> None:
        self._process, self._words, self._index = process, words, index

    @classmethod
    def start(cls, records: Iterable[tuple[str, str]], site: Path) -> Indexing:
        """Begin to index the records, each the path of a page and its `record`, into the site's own folder."""
        words = Path(tempfile.mkdtemp(prefix="socml-words-"))
        for path, html in records:
            file = words / path / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
        index = site / FOLDER
        process = subprocess.Popen(  # noqa: S603
            command(words, index), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        return cls(process, words, index)

    def finish(self) -> str:
        """Wait for the index; returns what went wrong, or the empty string."""
        _, error = self._process.communicate()
        self._clean()
        if self._process.returncode:
            return f"The search index was not made: {error.strip()[-500:]}"
        for file in unused(self._index):
            file.unlink()
        return ""

    def stop(self) -> None:
        """Give it up, or clear up behind one that has ended."""
        with suppress(OSError):
            self._process.kill()
        self._process.communicate()
        self._clean()

    def _clean(self) -> None:
        shutil.rmtree(self._words, ignore_errors=True)


def command(words: Path, index: Path) -> list[str]:
    """How the index of a folder of records is made."""
    return [str(get_executable()), "--site", str(words), "--output-path", str(index), "--quiet"]


def unused(index: Path) -> Iterator[Path]:
    """Files of Pagefind that no page asks for."""
    for pattern in _UNUSED:
        yield from index.glob(pattern)
