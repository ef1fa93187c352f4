"""Wikis whose files are taken away in tests: what they hold, and titles that break what is not careful."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from socml_site import pipeline
from socml_site.emit import Options
from tests.conftest import ROOT, text_of

HOSTILE = {
    "quotes": "\"Quotes\" and 'quotes' and `code`",
    "markup": "<b>bold</b> & ]]> &amp; <!-- x --> </title><script>",
    "control": "Bell \x07 and \x1b[31m escape \x0b \x7f \x85 \u2028 \ufeff \ufffe",
    "emoji": "👩‍🚀 🏳️‍🌈 é ü 𝕏",
    "rtl": "עברית ‏ العربية \u202e mixed",
    "long": "Long" + " ümlaut 世界" * 29,
    "markdown": "[link](x) *star* _under_ # hash \\ | pipe",
    "calendar": "semi;colon, comma\\n and : colon",
    "yaml": "- yaml: {a: [b, c]} # no comment",
    "brackets": "] [[ ]] ( ) >",
}
"""Titles, also used as summaries, rooms, topics and names, by the name of their file."""
SITE = "https://example.org/wiki/"


def hostile() -> dict[str, str]:
    """A wiki in which every text is one of HOSTILE."""
    files = {}
    for number, (name, title) in enumerate(HOSTILE.items()):
        front = {
            "title": title,
            "date": f"2021-03-{number + 1:02d}",
            "start": "23:30",
            "end": "23:45",
            "summary": title,
            "room": title,
            "moderators": [title, f"Person {title}"],
            "topics": [title],
            "links": [{"url": "https://example.org/a b(c)", "title": title}],
        }
        # JSON is YAML, and escapes what YAML cannot print.
        head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
        head = "".join(f"\\u{ord(c):04x}" if c in "\x7f\x85\u2028\ufeff\ufffe" else c for c in head)
        files[f"events/fair/sessions/{name}.md"] = (
            f"---\n{head}\n---\n\nDECISION: {title} stays as it is.\n\nACTION: {title} to be told.\n"
        )
    front = "title: The & <fair>\nstart: 2021-03-01\nend: 2021-03-12\ntimezone: America/New_York\nvenue: A; B, C\n"
    return {**files, "events/fair/index.md": f"---\n{front}---\n\nText.\n"}


def files_of(root: Path, site_url: str = SITE) -> dict[str, str]:
    """The files of text beside the pages of a content folder, by path."""
    _, artifacts = pipeline.emit(pipeline.understand(root), Options("A & B", "Minutes", site_url=site_url))
    return {one.path: text_of(one) for one in artifacts if not one.template and not one.path.endswith(".png")}


def wikis() -> Iterator[Path]:
    """The content folders that every format is tried on."""
    yield ROOT / "content"
    yield ROOT / "tests/sites/good"
    yield ROOT / "tests/sites/bad"
