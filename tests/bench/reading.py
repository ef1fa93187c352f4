"""What a reader's browser loads and waits for, on a wiki of generated sessions, in Chromium.

    python -m tests.bench.reading [--sessions N] [--site FOLDER]

The site is served on this machine as hosts serve sites: text compressed with gzip, what Pagefind has compressed
already left as it is. Bytes are those of the bodies as sent. Each line is one step of one reader, in order; a step
counts only what was not in the browser's cache. `--site` takes a site that is built already.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

from playwright.sync_api import Page, sync_playwright

from socml_site.engine.runner import build_site
from tests.bench.generate import generate
from tests.browser.conftest import ARGS, chromium

RESULTS = "#results > li.result"
TEXT = {".html", ".css", ".js", ".svg", ".txt", ".json", ".xml", ".ics"}


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


@dataclass
class Sent:
    """Bytes and answers that the host gave since the last `take`."""

    size: int = 0
    answers: int = 0

    def __post_init__(self) -> None:
        self._lock = Lock()

    def add(self, size: int) -> None:
        """One more answer, with a body of this size."""
        with self._lock:
            self.size, self.answers = self.size + size, self.answers + 1

    def take(self) -> tuple[int, int]:
        """What was sent, counted anew from here."""
        with self._lock:
            was, self.size, self.answers = (self.size, self.answers), 0, 0
        return was


class _Host(SimpleHTTPRequestHandler):
    """A static host that compresses text and lets it be cached."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, sent: Sent, **options: object) -> None:
        self._sent = sent
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, compressed if it is text."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        text = file.suffix in TEXT
        body = _packed(file) if text else file.read_bytes()
        self._sent.add(len(body))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sent]]:
    """The address of a site served from `folder`, and what was sent of it."""
    sent = Sent()
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder), sent=sent))
    thread = Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{host.server_port}/", sent
    finally:
        host.shutdown()
        host.server_close()
        thread.join()


Step = Callable[[Page, str], object]


def _session(number: int) -> Step:
    return lambda page, url: page.goto(f"{url}{_path(number)}", wait_until="networkidle")


def _path(number: int) -> str:
    return f"events/event-{number // 25}/sessions/session-{number}/"


def _open(page: Page, url: str) -> None:
    page.goto(f"{url}search/", wait_until="load")


def _first(page: Page, url: str) -> None:
    """Type a query of two words and wait for the first results."""
    page.locator("#q").fill("gradient paper")
    page.locator(RESULTS).first.wait_for()


def _counted(page: Page, url: str) -> None:
    """Wait for the facets with their numbers."""
    page.locator("#facets input").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")


def _choose(page: Page, url: str) -> None:
    page.locator("#facets fieldset", has_text="Year").locator("input").first.check()
    page.locator("#results:not([aria-busy])").wait_for()


def _people(page: Page, url: str) -> None:
    page.get_by_role("button", name="Show people").click()
    page.locator("#facets legend", has_text="Person").locator("xpath=..").locator(
        "input[type=checkbox]"
    ).first.wait_for()


STEPS: tuple[tuple[str, Step], ...] = (
    ("a session page, first visit", _session(3)),
    ("another session page", _session(42)),
    ("the search page, before anything is typed", _open),
    ("first query, until its first result", _first),
    ("the facets with their numbers", _counted),
    ("one facet chosen", _choose),
    ("the list of people, asked for", _people),
)
"""What a reader does, in order: a name, and what does it and waits for its end."""


def measure(site: Path) -> Iterator[tuple[str, int, int, float]]:
    """Each step: its name, bytes, answers and seconds."""
    with served(site) as (url, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGS)
        page = browser.new_page()
        page.set_default_timeout(60_000)
        for name, step in STEPS:
            sent.take()
            started = time.perf_counter()
            step(page, url)
            seconds = time.perf_counter() - started
            yield (name, *sent.take(), seconds)
        browser.close()


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--site", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="socml-bench-") as folder:
        site = args.site or Path(folder) / "site"
        if not args.site:
            generate(Path(folder) / "docs", args.sessions)
            build_site(Path(folder) / "docs", site, False, 0, iter)
        for name, size, answers, seconds in measure(site):
            print(f"{name:<44} {size / 1000:8.1f} kB {answers:4} answers {seconds:6.2f} s")


if __name__ == "__main__":
    main()
