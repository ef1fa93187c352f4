"""Pictures of each kind of page: for the documentation, and to look at before a change of the theme is called done.

python tools/screenshots.py                     three pictures for README and docs into docs/images
python tools/screenshots.py --all --out shots   every kind of page on a phone and a desktop, light and dark
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
LARGEST = 200_000
"""Bytes of a picture in the documentation, so that it opens quickly."""
SEARCH = "search/?q=robot"
SHOWN = {
    "session": "events/socml-2017/sessions/machine-learning-in-production/",
    "search": SEARCH,
    "graph": "graph/",
}
KINDS = ("session", "event", "schedule", "topic", "person", "report", "tip", "guide")
REGISTERS = ("decisions", "actions", "questions", "reading")
LISTS = ("sessions", "topics", "people", "events", "reports", "tips", "guide")
WINDOWS = {"390": {"width": 390, "height": 844}, "1280": {"width": 1280, "height": 860}}


class _Host(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a built site while it is served."""
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    thread = Thread(target=host.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{host.server_port}/"
    finally:
        host.shutdown()
        host.server_close()
        thread.join()


@contextmanager
def built(site: Path | None) -> Iterator[Path]:
    """The site that was given, or a fresh one of the project's own content."""
    if site is not None:
        yield site
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "site"
        command = [sys.executable, "-m", "socml_site", "build", str(PROJECT), "--site-dir", str(made)]
        subprocess.run(command, check=True)
        yield made


def chromium(playwright: Playwright) -> Browser:
    """The browser named in SOCML_CHROMIUM, one installed on the machine, or Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("SOCML_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])


def every_kind(site: Path) -> dict[str, str]:
    """A page of each kind by what it is called, the longest where there are many."""
    longest: dict[str, tuple[int, str]] = {}
    for file in site.rglob("index.html"):
        html = file.read_text(encoding="utf-8")
        path = f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
        for kind in re.findall(r'<article class="page page-([\w-]+)', html):
            longest[kind] = max(longest.get(kind, (0, "")), (len(html), path))
    return {
        "home": "",
        **{kind: longest[kind][1] for kind in KINDS if kind in longest},
        **{f"list-{name}": f"{name}/" for name in (*LISTS, *REGISTERS)},
        "graph": "graph/",
        "offline": "offline/",
        "search": SEARCH,
        "404": "404.html",
    }


def take(page: Page, address: str, file: Path, full: bool) -> None:
    """A picture of a page as a reader sees it, once scripts have added what they add."""
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file, full_page=full)
    with Image.open(file) as picture:
        # Pages have few colours; with a palette a picture takes half the bytes.
        small = picture.convert("RGB").quantize(192, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
    print(f"{file} {file.stat().st_size:,} bytes")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, help="a built site; without it content/ is built")
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "images", help="folder for the pictures")
    parser.add_argument(
        "--all", action="store_true", help="every kind of page, 390 and 1280 wide, light and dark, whole"
    )
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with built(given.site) as site, served(site) as url, sync_playwright() as playwright:
        browser = chromium(playwright)
        if given.all:
            for window, size in WINDOWS.items():
                for scheme in ("light", "dark"):
                    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
                    for kind, path in every_kind(site).items():
                        take(page, f"{url}{path}", given.out / f"{kind}-{window}-{scheme}.png", full=True)
                    page.close()
            browser.close()
            return 0
        page = browser.new_page(viewport=WINDOWS["1280"], color_scheme="light", reduced_motion="reduce")
        files = {name: given.out / f"{name}.png" for name in SHOWN}
        for name, path in SHOWN.items():
            take(page, f"{url}{path}", files[name], full=False)
        browser.close()
    large = [str(file) for file in files.values() if file.stat().st_size > LARGEST]
    if large:
        print(f"Too large for the documentation: {', '.join(large)}", file=sys.stderr)
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
