"""A browser, and sites served to it as hosts serve them: below a path, with their page for lost addresses."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Playwright, sync_playwright

from tests.conftest import ROOT, Once, socml

SUB_PATH = "/some/repo/"
"""Where the sites stand on their host, as on GitHub Pages."""
PUBLISHED = f"https://wiki.example{SUB_PATH}"
"""What the sites take for their address: a page that loads anything from there is caught calling another host."""
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing a page asks for can leave this machine; that it asked is recorded all the same.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class _Host(SimpleHTTPRequestHandler):
    """A static host: a folder below SUB_PATH, its 404.html for what is not there, no listings."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(SUB_PATH)
        return super().translate_path(path[len(SUB_PATH) - 1 :] if inside else "/outside-of-the-site")

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        body = lost.read_bytes() if lost.is_file() else b"There is nothing here."
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent: what was asked for is recorded in the browser."""


@dataclass(frozen=True)
class Served:
    """A built site and where a browser finds it."""

    folder: Path
    url: str

    def at(self, path: str = "") -> str:
        """The address of a page, given by its path below the site's root."""
        return f"{self.url}{quote(path, safe='/?=&%#+')}"

    def pages(self) -> list[str]:
        """The paths of all pages."""
        files = sorted(self.folder.rglob("index.html"))
        return [f"{file.parent.relative_to(self.folder).as_posix()}/".removeprefix("./") for file in files]

    def html(self, path: str) -> str:
        """A page as it is sent."""
        return (self.folder / path / "index.html").read_text(encoding="utf-8")

    @cached_property
    def _articles(self) -> dict[str, list[tuple[int, str]]]:
        """Pages by the class of their article, each with its length."""
        found: dict[str, list[tuple[int, str]]] = {}
        for path in self.pages():
            html = self.html(path)
            for kind in re.findall(r'<article class="page page-([\w-]+)', html):
                found.setdefault(kind, []).append((len(html), path))
        return found

    def longest(self, kind: str) -> str:
        """The page of a kind with most on it."""
        assert self._articles.get(kind), f"the site has no page of the kind {kind}"
        return max(self._articles[kind])[1]

    def every_kind(self) -> dict[str, str]:
        """Of each of KINDS the path of a page; the longest where there are many."""
        return {kind: find(self) for kind, find in _KINDS.items()}


_KINDS: dict[str, Callable[[Served], str]] = {
    "front page": lambda site: "",
    "session": lambda site: site.longest("session"),
    "event": lambda site: site.longest("event"),
    "schedule": lambda site: site.longest("schedule"),
    "topic": lambda site: site.longest("topic"),
    "person": lambda site: site.longest("person"),
    "report": lambda site: site.longest("report"),
    "tip": lambda site: site.longest("tip"),
    "guide chapter": lambda site: site.longest("guide"),
    "list of sessions": lambda site: "sessions/",
    "list of topics": lambda site: "topics/",
    "list of people": lambda site: "people/",
    "list of events": lambda site: "events/",
    "list of reports": lambda site: "reports/",
    "list of tips": lambda site: "tips/",
    "list of chapters": lambda site: "guide/",
    "graph": lambda site: "graph/",
    "search": lambda site: "search/",
    "search with results": lambda site: "search/?q=the",
    "404": lambda site: f"archive/{PurePosixPath(site.longest('session')).name}/",
}
KINDS = tuple(_KINDS)
"""The kinds of page a reader meets."""


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    thread = Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Served(folder, f"http://127.0.0.1:{host.server_port}{SUB_PATH}")
    finally:
        host.shutdown()
        host.server_close()
        thread.join()


Build = Callable[..., Served]


def _digest(content: Path, configured: bool) -> str:
    """What names a site by all that it is built from."""
    held = sha256(f"{configured} {content.name}\0".encode())
    for file in sorted(content.rglob("*")):
        if file.is_file():
            held.update(f"{file.relative_to(content)}\0{sha256(file.read_bytes()).hexdigest()}\0".encode())
    return held.hexdigest()[:16]


@pytest.fixture(scope="session")
def build(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Serves the site of a content folder; `status` is what the command that builds it may end with.

    One content is built once, for all files of tests in all processes. Who changes its site asks for a copy, its `own`.
    """
    with ExitStack() as stack:

        def build_and_serve(content: Path, status: set[int], configured: bool = True, own: bool = False) -> Served:
            def make(site: Path) -> None:
                source = content
                if configured:
                    # The page for lost addresses can only know from the configuration where the site begins.
                    settings = {"INHERIT": str(ROOT / "mkdocs.yml"), "docs_dir": str(content), "site_url": PUBLISHED}
                    source = tmp_path_factory.mktemp("project")
                    (source / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
                done = socml("build", str(source), "--site-dir", str(site))
                assert done.returncode in status, done.stdout + done.stderr
                assert "Traceback" not in done.stderr

            site = once(_digest(content, configured), make)
            if own:
                site = Path(shutil.copytree(site, tmp_path_factory.mktemp("own") / "site"))
            return stack.enter_context(served(site))

        yield build_and_serve


@pytest.fixture(scope="session")
def wiki(build: Build) -> Served:
    """The project's own content."""
    return build(ROOT / "content", {0})


def chromium(playwright: Playwright) -> str:
    """The browser's program: the one named in the environment, one installed on the machine, or Playwright's own."""
    named = os.environ.get("SOCML_CHROMIUM")
    installed = (path for name in BROWSERS if (path := shutil.which(name)))
    program = named or next(installed, None) or playwright.chromium.executable_path
    if not Path(program).is_file():
        pytest.fail("There is no Chromium. Name one in SOCML_CHROMIUM or run: playwright install chromium")
    return program


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a reader's browser must never be made to do; `lost` are addresses that are rightly not there."""

    home: str
    lost: frozenset[str] = frozenset()
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Record what goes wrong on any page of the context."""
        context.on("request", lambda request: self._asked(request.url))
        context.on("response", lambda response: self._answered(response.url, response.status))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"an error on the page: {error.error}"))
        context.on("dialog", self._dialog)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:", "about:")):
            self.faults.append(f"another host was called: {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= HTTPStatus.BAD_REQUEST and url not in self.lost:
            self.faults.append(f"{status} for {url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] not in self.lost:
            self.faults.append(f"on the console: {message.text} ({message.location['url']})")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> dict[str, tuple[BrowserContext, Watch]]:
    """Browser profiles by what they are set to: making one takes as long as opening six pages."""
    return {}


@pytest.fixture
def visit(browser: Browser, contexts: dict[str, tuple[BrowserContext, Watch]]) -> Iterator[Visit]:
    """A reader's browser at a page of a site, with nothing stored yet, watched until the test ends."""
    used: dict[str, tuple[BrowserContext, Watch]] = {}

    def open_page(site: Served, path: str = "", lost: tuple[str, ...] = (), **options: Any) -> Page:
        there = [one for one in (path, *lost) if not (site.folder / one.partition("?")[0]).exists()]
        # Without motion there is nothing to wait for: what is shown is where it stays.
        usual = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        settings = {**usual, **options}
        key = f"{site.url} {sorted(settings.items())}"
        if key in used:
            key += f" {len(used)}"  # Two visits in one test are two readers.
        if key not in contexts:
            context, watch = browser.new_context(**settings), Watch(site.url)
            context.set_default_timeout(5000)
            watch.over(context)
            contexts[key] = context, watch
        used[key] = context, watch = contexts[key]
        watch.lost = frozenset(site.at(one) for one in there)
        page = context.new_page()
        page.goto(site.at(path))
        return page

    yield open_page
    faults = []
    for context, watch in used.values():
        for page in context.pages:
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            page.close()
        faults += watch.faults
        watch.faults.clear()
    assert not faults, "\n".join(faults)
