"""How smoothly the graph moves in a browser, how soon it is there, and how large its data is.

    python -m tests.bench.graph [--sessions N]

The time of a frame is the time between two calls of requestAnimationFrame while the drawing is dragged and while it is
made larger and smaller, in a headless Chromium that draws in software; a screen of 60 Hz has one each 16.7 ms. The
first drawing is counted from the start of navigation, over the loopback interface. With and without people.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import statistics
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from socml_site import link, pipeline
from socml_site.assets import theme_folder
from socml_site.emit import Options
from socml_site.emit.pages import graph
from socml_site.render.templates import Site, Templates
from tests.bench.generate import generate
from tests.browser.conftest import ARGS, chromium

SHELL = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="../assets/socml.css">'
    '<link rel="stylesheet" href="../assets/graph.css"><script src="../assets/dom.js"></script>'
    '<script src="../assets/constants.js"></script><script src="../assets/graph.js" type="module"></script>'
    '<main class="wide">{}</main>'
)
FRAMES = """() => {
  const times = [];
  let last = 0;
  window.stop = () => { window.done = true; return times; };
  window.done = false;
  const tick = (now) => {
    if (last) times.push(now - last);
    last = now;
    if (!window.done) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def moved(page: Page, way: str) -> list[float]:
    """The milliseconds of each frame while the drawing is dragged about, or zoomed with the wheel."""
    box = page.locator("canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.locator("canvas").focus()
    page.evaluate(FRAMES)
    if way == "panning":
        page.mouse.down()
    for step in range(60):
        if way == "panning":
            page.mouse.move(x + 4 * (step % 30), y + 2 * (step % 20))
        else:
            page.mouse.wheel(0, -60 if step % 30 < 15 else 60)
        page.wait_for_timeout(16)
    if way == "panning":
        page.mouse.up()
    times: list[float] = page.evaluate("() => window.stop()")
    return times


def report(page: Page, url: str, name: str) -> None:
    """Open the page and print what it takes."""
    page.goto(url)
    page.wait_for_selector("canvas[data-drawn]")
    first = page.evaluate("() => performance.now()")
    nodes, links = (page.get_attribute("canvas", f"data-{one}") for one in ("nodes", "links"))
    print(f"{name}: {nodes} nodes, {links} links, first drawing after {first:.0f} ms")
    for way in ("panning", "zooming"):
        times = sorted(moved(page, way))
        median, late = statistics.median(times), times[int(len(times) * 0.95)]
        print(f"  {way}: {len(times)} frames, median {median:.1f} ms, 95th percentile {late:.1f} ms")


def main() -> None:
    """Generate, emit, open, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=5000)
    sessions = parser.parse_args().sessions
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        generate(folder / "content", sessions)
        wiki = link.build_index(pipeline.understand(folder / "content").relations)
        began = time.perf_counter()
        page, data = graph.emit(wiki, Options())
        took = time.perf_counter() - began
        body = str(data.body).encode()
        print(f"emitter: {took:.2f} s; graph.json: {len(body):,} bytes, {len(gzip.compress(body)):,} with gzip")
        (folder / "site/graph").mkdir(parents=True)
        (folder / "site/assets").symlink_to(theme_folder() / "assets")
        (folder / "site" / data.path).write_bytes(body)
        html = SHELL.format(Templates(Site()).article(page, ""))
        (folder / "site/graph/index.html").write_text(html, encoding="utf-8")
        handler = partial(_Quiet, directory=str(folder / "site"))
        host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=host.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(playwright), args=ARGS)
            window = browser.new_page(viewport={"width": 1280, "height": 900})
            url = f"http://127.0.0.1:{host.server_port}/graph/"
            report(window, url, "as it opens")
            report(window, f"{url}?kinds=session,topic,person,event", "with people")
            browser.close()
        host.shutdown()


if __name__ == "__main__":
    main()
