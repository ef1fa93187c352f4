"""Nothing is lost: every Markdown file of a strange folder is on the site or in an issue, and its words are found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.accounting import issues_of, lost_words, unaccounted
from tests.conftest import socml

STRANGE: dict[str, str | bytes] = {
    "README.md": "# Garden club\n\nMinutes of the club.\n",
    "CONTRIBUTING.md": "# How to help\n\nSend minutes.\n",
    "meetings/2024/2024-04-08.md": "## Attendees\n\n- Ada King\n\nACTION: Ada to mend the hose\n",
    "meetings/2024/april-15.md": "# Garden call\n\nPresent: Ada, Bob\n\nWe met, and read\n"
    "https://example.org/hoses.\n\nDECISION: Mend the hose\n",
    "meetings/2023.md": "# Calls of 2023\n\n## 2023-01-09\n\nWe talked about hoses for an hour.\n\n## 2023-01-16\n\n"
    "We talked about spades for an hour.\n",
    "meetings/template.md": "# Title\n\nPresent: name\n\nACTION: text\n",
    "summit/README.md": '# Summit\n\n## Session "Hoses" by Ada King\n\nNotes by Bob\n\nThey all leak, we found.\n\n'
    '## Session "Spades" by Bob Stone\n\nNotes by Ada\n\nThey are all blunt, we found.\n',
    "summit/extra notes.md": "More words.\n",
    "odd/empty.md": "",
    "odd/binary.md": b"\x00\x01\x02\x00",
    "odd/latin.md": "Gr\xfc\xdfe\n".encode("latin-1"),
    "odd/front.md": "---\ntitle: [broken\n---\n\nText below.\n",
    "odd/draft.md": "---\nstatus: draft\n---\n\nNot yet.\n",
    "odd/same.md": "# One\n",
    "odd/same/index.md": "# Two\n",
    "odd/cancelled.md": "# Call of 2024-05-06\n\nThe meeting was cancelled.\n",
    "node_modules/pad/README.md": "# Not ours\n",
    ".github/PULL_REQUEST_TEMPLATE.md": "# Not ours either\n",
}


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, frozenset[str]]:
    """The strange folder, its site, and the files that issues name."""
    root = tmp_path_factory.mktemp("strange") / "content"
    for name, text in STRANGE.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    site = root.parent / "site"
    done = socml("build", str(root), "--site-dir", str(site))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return root, site, issues_of(root)


Strange = tuple[Path, Path, frozenset[str]]


def test_every_file_is_on_the_site_or_in_an_issue(strange: Strange) -> None:
    assert unaccounted(*strange) == []


def test_every_word_is_on_the_page_of_its_file(strange: Strange) -> None:
    assert lost_words(*strange) == {}


def test_a_lost_file_and_a_lost_word_are_noticed(strange: Strange, tmp_path: Path) -> None:
    root, site, faulty = strange
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / "meetings/2024/april-15/index.html").unlink()
    page = copy / "meetings/2024/2024-04-08/index.html"
    page.write_text(page.read_text().replace("hose", ""))
    assert unaccounted(root, copy, faulty) == ["meetings/2024/april-15.md"]
    assert lost_words(root, copy, faulty) == {"meetings/2024/2024-04-08.md": {"hose"}}


def test_the_sessions_of_a_file_are_pages(strange: Strange) -> None:
    for page in ("meetings/2023/2023-01-09", "meetings/2023/2023-01-16", "summit/hoses", "summit/spades"):
        assert (strange[1] / page / "index.html").is_file(), page


def test_tools_and_hidden_folders_are_left_out(strange: Strange) -> None:
    assert not (strange[1] / "node_modules").exists()
    assert not list(strange[1].rglob("*PULL_REQUEST*"))


def test_every_link_of_the_site_leads_somewhere(strange: Strange) -> None:
    done = socml("check", "--built", str(strange[1]))
    assert done.stdout.strip() == "No issues."
