"""Every page is valid HTML: those of the project's own wiki, and those of content that means harm."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from tests.browser.conftest import Build, Served
from tests.browser.test_safety import attacked
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
__all__ = ["attacked"]

VALIDATOR = ROOT / "tools" / "node"
NAMES = (
    "Sessions Actions Reports Met Outcomes People Related Evidence Chapters Series Content Q Search Results Status "
    "Owners How Chosen Facets Lists More Sort Nearest"
).split()
"""Headings that would have the ids of parts of pages."""


def faults(site: Path) -> dict[str, list[str]]:
    """What html-validate (https://html-validate.org) finds wrong with the pages of a folder, by page."""
    command = [str(VALIDATOR / "node_modules/.bin/html-validate"), "--config", str(VALIDATOR / "pages.cjs")]
    # Into a file, since Node does not wait for a pipe to take all.
    with TemporaryFile("w+") as out:
        done = subprocess.run([*command, "--formatter", "json", "**/*.html"], cwd=site, stdout=out, check=False)
        assert done.returncode in (0, 1)
        out.seek(0)
        found = json.load(out)
    return {
        Path(page["filePath"]).relative_to(site.resolve()).as_posix(): [
            f"{one['line']}:{one['column']} {one['ruleId']}: {one['message']}" for one in page["messages"]
        ]
        for page in found
        if page["messages"]
    }


def test_every_page_is_valid(wiki: Served) -> None:
    assert len(wiki.pages()) > 100
    assert faults(wiki.folder) == {}


def test_every_page_of_a_strangers_content_is_valid(attacked: Served) -> None:
    assert len(attacked.pages()) > 50
    assert faults(attacked.folder) == {}


def test_headings_of_minutes_take_no_ids_of_the_page(build: Build, tmp_path: Path) -> None:
    text = "\n\n".join(f"## {name}\n\nWords." for name in NAMES)
    header = "---\ntopics: [hardware]\nattendees: [Ada Example]\n---\n"
    files = {
        "index.md": f"# Minutes\n\n{text}\n",
        "events/fair/index.md": f"# The fair\n\n{text}\n",
        "events/fair/sessions/one.md": f"{header}# One\n\n{text}\n\n[[Two]]\n\nACTION: Ada Example to write\n",
        "events/fair/sessions/two.md": f"{header}# Two\n\n{text}\n\n[[One]]\n\nDECISION: go on\n",
        "reports/fair.md": f"---\nevent: fair\n---\n# How it was\n\n{text}\n",
        "tips/one.md": f"---\nevidence: [events/fair/sessions/one.md]\n---\n# Begin on time\n\n{text}\n",
        "guide/01-first.md": f"# First\n\n{text}\n",
        "guide/02-second.md": f"# Second\n\n{text}\n",
    }
    for name, content in files.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    assert faults(build(tmp_path / "content", {0, 1}).folder) == {}


PLANTED = (
    ("<p id=a></p><p id=a></p>", "no-dup-id"),
    ("<ul><div></div></ul>", "element-permitted-content"),
    ("<p><section></section></p>", "close-order"),
    ("<img src=a.png>", "wcag/h37"),
    ("<p>a & b <b>c</p>", "close-order"),
    ("<blink>x</blink>", "deprecated"),
    ("<label for='b'>x</label>", "no-missing-references"),
)


def test_each_planted_fault_is_found(tmp_path: Path) -> None:
    for number, (html, _) in enumerate(PLANTED):
        page = f'<!doctype html>\n<html lang="en"><head><title>t</title></head><body>{html}</body></html>\n'
        (tmp_path / f"{number}.html").write_text(page)
    found = faults(tmp_path)
    for number, (html, rule) in enumerate(PLANTED):
        assert any(f" {rule}:" in one for one in found[f"{number}.html"]), html
