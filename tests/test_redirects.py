"""Old addresses lead to new ones, and never over a page or out of the site."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.emit.files.redirects import emit
from socml_site.model import Wiki
from socml_site.pipeline import Understood
from socml_site.site.check import check_built
from tests.conftest import Files, Page, socml

Pages = Callable[[Files], dict[str, Page]]
Understand = Callable[[Files], Understood]
WikiOf = Callable[[Files], Wiki]


def page(*old: str, more: str = "") -> str:
    written = "".join(f'  - "{one}"\n' for one in old)
    return f'---\ntitle: Arms & "legs"\nredirect_from:\n{written}{more}---\nWords.\n'


def leads(wiki: Wiki, options: Options = Options()) -> dict[str, str]:  # noqa: B008
    """Each file of a redirect, with the address its refresh leads to."""
    found = {one.path: str(one.body) for one in emit(wiki, options)}
    return {path: re.findall(r'content="0; url=([^"]*)"', body)[0] for path, body in found.items()}


def test_every_form_of_an_old_address(wiki_of: WikiOf) -> None:
    old = ["wiki/Old Page", "/notes/arms.md", "old/arms.html", "a/b/index.html", "x%20y/", "more/README.md"]
    assert leads(wiki_of({"events/f/sessions/it's.md": page(*old)})) == {
        "wiki/Old Page/index.html": "../../events/f/sessions/it%27s/",
        "notes/arms/index.html": "../../events/f/sessions/it%27s/",
        "old/arms.html": "../events/f/sessions/it%27s/",
        "a/b/index.html": "../../events/f/sessions/it%27s/",
        "x y/index.html": "../events/f/sessions/it%27s/",
        "more/index.html": "../events/f/sessions/it%27s/",
    }


def test_a_redirect_says_what_a_reader_and_a_search_engine_need(wiki_of: WikiOf) -> None:
    wiki = wiki_of({"events/f/arms.md": page("old")})
    (made,) = emit(wiki, Options(site_url="https://wiki.example/x/"))
    html = str(made.body)
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://wiki.example/x/events/f/arms/">' in html
    assert '<a href="../events/f/arms/">Arms &amp; &quot;legs&quot;</a>' in html
    assert (made.template, made.search) == ("", None)


@pytest.mark.parametrize(
    "old",
    (
        *("../out", "a/../../b", "https://example.org/a", "//example.org", "", "a?b", "a#b", "a\\\\b", ".git/x"),
        *("a.html/b", "a//b"),
        *("events/f/", "events/f/schedule/", "sessions", "search", "people/ada-king", "topics/robots", "arms", "b.md"),
        *("sessions/page/2", "api/v1", "assets/x", "notes.txt", "notes.txt/a", "feed.xml", "x" * 300),
    ),
)  # fmt: skip
def test_what_cannot_be_an_old_address_is_an_issue(understand: Understand, old: str) -> None:
    files = {
        "arms.md": page(old),
        "b.md": "# B\n\nText.",
        "notes.txt": "x",
        "events/f/index.md": "# Fair\n\nText.",
        "events/f/sessions/s.md": "---\ntitle: S\nattendees: [Ada King]\ntopics: [robots]\n---\nText.",
    }
    understood = understand(files)
    found = [(one.code, one.path, one.line) for one in understood.issues]
    assert found == ([("redirect", "arms.md", 4)] if old else [])
    assert understood.relations.moved == {}


def test_of_two_pages_that_claim_an_address_the_first_has_it(understand: Understand) -> None:
    understood = understand({"a.md": page("old"), "b.md": page("old/")})
    assert [(one.code, one.path, one.line) for one in understood.issues] == [("redirect", "b.md", 4)]
    assert understood.relations.moved == {"old/": "a/"}


@pytest.mark.parametrize("secret", ["status: draft\n", "policy: private\n"])
def test_what_is_withheld_leaves_no_redirect(wiki_of: WikiOf, secret: str) -> None:
    hidden = page("old/xylophone", more=f"{secret}merged_from: [gone.md]\n")
    assert leads(wiki_of({"a.md": "Text", "events/f/sessions/b.md": hidden})) == {}


def test_a_merged_session_says_so_and_its_old_address_leads_there(pages: Pages, wiki_of: WikiOf) -> None:
    files = {
        "events/f/sessions/all.md": "---\ntitle: All\nmerged_from: "
        "[Legs, gone-arms.md, Nowhere, events/f/sessions/feet.md]\n---\nWords.",
        "events/f/sessions/legs.md": "---\ntitle: Legs\nstatus: merged\n---\nWords.",
        "events/f/sessions/feet.md": "---\ntitle: Feet\nstatus: merged\n---\nWords.",
    }
    found = pages(files)
    whole = found["events/f/sessions/all/"].html
    part = whole[whole.index("Several sessions were merged into this one:") :].partition("</p>")[0]
    assert re.findall(r'<a href="([^"]+)">', part) == ["../legs/", "../feet/"]
    assert [name in part for name in ("Legs", "Gone arms", "Nowhere", "Feet")] == [True] * 4
    legs = found["events/f/sessions/legs/"].html
    assert 'merged into another one, which has the notes: <span><a href="../all/">All</a>' in legs
    assert leads(wiki_of(files)) == {"events/f/sessions/gone-arms/index.html": "../all/"}


def test_a_merged_session_that_is_withheld_is_not_named(pages: Pages) -> None:
    files = {
        "events/f/sessions/all.md": "---\ntitle: All\nmerged_from: [Xylophones]\n---\nWords.",
        "events/f/sessions/x.md": "---\ntitle: Xylophones\npolicy: private\n---\nWords.",
    }
    assert not any("Xylophone" in page.html for page in pages(files).values())


def test_a_title_that_several_withheld_sessions_have_is_not_named(pages: Pages) -> None:
    files: dict[str, str | bytes] = {
        "events/f/sessions/all.md": "---\ntitle: All\nmerged_from: [Xylophones]\n---\nWords.",
        "events/f/sessions/x.md": "---\ntitle: Xylophones\npolicy: private\n---\nWords.",
        "events/f/sessions/y.md": "---\ntitle: xylophones\nstatus: draft\n---\nWords.",
    }
    assert "ylophones" not in "".join(page.html for page in pages(files).values())


def test_a_built_site_with_redirects_is_sound(write: Callable[[Files], object], tmp_path: object) -> None:
    root = write({"events/f/sessions/arms.md": page("wiki/Old Page", "old.html"), "index.md": "# Home\n\nText."})
    site = root.parent / "site"  # type: ignore[attr-defined]
    done = socml("build", str(root), "--site-dir", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    assert (site / "wiki" / "Old Page" / "index.html").is_file()
    assert (site / "old.html").is_file()
    assert check_built(site) == ()
    assert "Old%20Page" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_nothing_is_written_where_a_page_has_come_to_stand(understand: Understand) -> None:
    people = {"people.yml": "- name: Nora Noname\n  as: B. E.\n"}
    session = "---\ntitle: S\nattendees: [Nora Noname]\n---\nText."
    understood = understand({**people, "s.md": session, "arms.md": page("people/b-e")})
    paths = [one.path for one in pipeline.emit(understood, Options())[1]]
    assert "people/b-e/" in paths
    assert "people/b-e/index.html" not in paths
