"""A stranger's pull request: whatever it carries, nothing runs on any page that shows it, and no word is lost."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import Build, Served, Visit, Watch, served

pytestmark = pytest.mark.browser

ATTACKS = {
    "script": "<script>window.__pwned = 1</script><script src='https://elsewhere.example/remote.js'></script>",
    "picture": "<img src=x onerror='window.__pwned = 1'>",
    "svg": "<svg onload='window.__pwned = 1'><animate onbegin='window.__pwned = 1' attributeName=x dur=1s></svg>",
    "frame": "<iframe srcdoc='<script>parent.__pwned = 1</script>'></iframe><iframe src='//elsewhere.io'></iframe>",
    "style": "<style>@import url(https://elsewhere.example/a.css); body { display: none }</style>",
    "refresh": "<meta http-equiv='refresh' content='0; url=https://elsewhere.example/refresh'>",
    "form": "<form action='https://elsewhere.example/'><input autofocus onfocus='window.__pwned = 1'></form>",
    "link": "<a href='javascript:window.__pwned = 1'>anchorword</a> [bracketword](javascript:window.__pwned=1)",
    "details": "<details open ontoggle='window.__pwned = 1'><summary>foldword</summary></details>",
    "object": "<object data='https://elsewhere.example/a.swf'></object><base href='https://elsewhere.example/'>",
    "double": "' autofocus onfocus='window.__pwned = 1' x='\" autofocus onfocus=\"window.__pwned = 1\" x=\"",
    "closing": "</title></script></textarea></style>--><script>window.__pwned = 1</script>",
    "entities": "&lt;script&gt;window.__pwned = 1&lt;/script&gt; {{ 7 * 7 }}{% raw %} {{ config }}",
    "handler": "<b onclick='window.__pwned = 1' onmouseover='window.__pwned = 1'>boldword</b>",
}
"""What strangers try, by what each tries to get past."""
BARE = {"link": {"anchorword", "bracketword"}, "details": {"foldword"}, "handler": {"boldword"}}
"""Words inside of the attacks that are words of the text."""


def marked(place: str, attack: str) -> str:
    """An attack between two words that tell where it stands."""
    return f"{place}{attack}before {ATTACKS[attack]} {place}{attack}after"


def text(front: Mapping[str, object], body: str) -> str:
    # JSON is YAML, and quotes whatever it is given.
    return "".join(["---\n", *(f"{key}: {json.dumps(value)}\n" for key, value in front.items()), "---\n", body])


@pytest.fixture(scope="module")
def attacked(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    content = tmp_path_factory.mktemp("attacked") / "content"
    files = {"index.md": text({"title": "Minutes"}, "Welcome.\n")}
    people = []
    for attack in ATTACKS:
        body = (
            f"{marked('paragraph', attack)}\n\n## {marked('heading', attack)}\n\n- {marked('item', attack)}\n\n"
            f"| table |\n|---|\n| {marked('cell', attack)} |\n\nSee [{marked('label', attack)}](../index.md).\n"
        )
        session = {
            "title": marked("title", attack),
            "summary": marked("summary", attack),
            "room": marked("room", attack),
            "topics": [marked("topic", attack)],
            "attendees": [marked("attendee", attack)],
            "moderators": [f"Moderator {attack}"],
            "links": [{"url": "javascript:window.__pwned=1", "title": marked("slides", attack)}],
            "sources": [{"url": f"https://elsewhere.example/{ATTACKS[attack]}", "title": marked("source", attack)}],
        }
        files[f"events/{attack}/sessions/attacked.md"] = text(session, body)
        event = {"title": marked("event", attack), "city": marked("city", attack), "host": marked("host", attack)}
        files[f"events/{attack}/index.md"] = text(event, "")
        tip = {"title": marked("tip", attack), "effort": marked("effort", attack), "summary": marked("advice", attack)}
        files[f"tips/{attack}.md"] = text(tip, marked("tipbody", attack))
        report = {
            "title": marked("report", attack),
            "event": attack,
            "summary": marked("gist", attack),
            "worked": [marked("worked", attack)],
        }
        files[f"reports/{attack}.md"] = text(report, marked("reportbody", attack))
        person = {
            "name": f"Moderator {attack}",
            "url": "javascript:window.__pwned=1",
            "aliases": [marked("alias", attack)],
        }
        people.append({**person, "affiliation": marked("affiliation", attack), "handle": marked("nick", attack)})
    files["people.yml"] = json.dumps(people)
    for name, content_of_file in files.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content_of_file, encoding="utf-8")
    return build(content, {1})


JUDGE = """async () => {
  // What a reader might do: unfold, point at and focus everything.
  for (const it of document.querySelectorAll("details")) it.open = true;
  for (const it of document.querySelectorAll("main *")) {
    it.dispatchEvent(new PointerEvent("mouseover", { bubbles: true }));
    it.focus({ preventScroll: true });
  }
  await new Promise((done) => setTimeout(done, 10));
  const unsafe = [], foreign = "main :is(script, style, iframe, object, embed, base, meta, link)";
  for (const it of document.querySelectorAll("*")) {
    for (const { name, value } of it.attributes) {
      const leads = /^(href|src|action|formaction|data|xlink:href)$/.test(name);
      const runs = leads && /^\\s*(javascript|vbscript|data):/i.test(value);
      if (runs || name.startsWith("on")) unsafe.push(`${it.tagName} ${name} ${value}`);
    }
  }
  for (const it of document.querySelectorAll(foreign)) unsafe.push(it.tagName);
  for (const it of document.forms) if (new URL(it.action).origin !== location.origin) unsafe.push(`form ${it.action}`);
  const hidden = !document.querySelector("h1").checkVisibility();
  return { ran: "__pwned" in window, unsafe, hidden, text: document.querySelector("main").innerText };
}"""
HARMLESS = {"ran": False, "unsafe": [], "hidden": False}
PLACES = (
    "title summary room topic attendee slides source paragraph heading item cell label event city host tip effort "
    "advice tipbody report gist worked reportbody alias affiliation nick"
).split()
MARKS = re.compile(rf"({'|'.join(PLACES)})({'|'.join(ATTACKS)})(before|after)")


def judge(page: Page) -> tuple[dict[str, object], str]:
    """What an attack has achieved on a page, and the words that are shown."""
    found = page.evaluate(JUDGE)
    return found, found.pop("text")


def swallowed(text: str) -> set[tuple[str, str]]:
    """The attacks of which only the word before is shown: what followed was swallowed."""
    marks = [match.groups() for match in MARKS.finditer(text)]
    halves = [{(place, attack) for place, attack, half in marks if half == wanted} for wanted in ("before", "after")]
    return halves[0] - halves[1]


def shown(place: str, attack: str) -> str:
    """An attack as a reader sees it where it is text."""
    return " ".join(marked(place, attack).split())


def test_nothing_runs_on_any_page_and_no_word_is_swallowed(attacked: Served, visit: Visit) -> None:
    page = visit(attacked)
    faults = {}
    paths = attacked.pages()
    for path in paths:
        page.goto(attacked.at(path))
        assert page.url == attacked.at(path)
        found, text = judge(page)
        if found != HARMLESS or swallowed(text):
            faults[path] = (found, swallowed(text))
    # Each attack has a session, an event, a tip, a report, a topic and two people.
    assert len(paths) >= 7 * len(ATTACKS)
    assert faults == {}


def test_the_words_of_a_session_are_all_there(attacked: Served, visit: Visit) -> None:
    page = visit(attacked)
    places = "title summary room topic attendee slides source paragraph heading item cell label".split()
    for attack in ATTACKS:
        page.goto(attacked.at(f"events/{attack}/sessions/attacked/"))
        text = page.get_by_role("main").inner_text()
        marks = {match.groups() for match in MARKS.finditer(text)}
        assert {(place, attack, half) for place in places for half in ("before", "after")} <= marks
        assert all(text.count(word) >= 6 for word in BARE.get(attack, ()))
        # Where there is no Markdown the attack is shown as the text it is.
        expect(page.get_by_role("heading", level=1)).to_have_text(shown("title", attack))
        expect(page.get_by_role("list", name="Topics")).to_have_text(shown("topic", attack))
        assert page.title().startswith(shown("title", attack))

        page.get_by_role("list", name="Topics").get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(shown("topic", attack))
        page.get_by_role("main").get_by_role("link", name=f"Moderator {attack}", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"Moderator {attack}")
        for place in ("affiliation", "alias", "nick"):
            expect(page.get_by_role("main")).to_contain_text(shown(place, attack))


@pytest.mark.parametrize("kind", ["Session", "Event", "Report", "Tip", "Topic", "Person"])
def test_nothing_runs_among_the_results_of_a_search(attacked: Served, visit: Visit, kind: str) -> None:
    page = visit(attacked, f"search/?kind={kind}")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ results?"))
    total = int(status.inner_text().split()[0])
    assert total >= len(ATTACKS)
    results = page.locator("#results > li")
    for count in range(5, total, 10):
        expect(results).to_have_count(count)
        page.get_by_role("button", name=re.compile("^Show more")).click()
    expect(results).to_have_count(total)
    folded = page.get_by_role("button", name=re.compile("^Show all"))
    while folded.count():
        folded.first.click()
    assert judge(page)[0] == HARMLESS


def test_nothing_runs_when_the_words_around_it_are_sought(attacked: Served, visit: Visit) -> None:
    page = visit(attacked)
    for attack in ATTACKS:
        page.goto(attacked.at(f"search/?q=paragraph{attack}before"))
        result = page.locator("#results > li").first
        expect(result.locator("mark").first).to_have_text(re.compile(f"paragraph{attack}before", re.IGNORECASE))
        expect(result.get_by_role("heading")).to_have_text(shown("title", attack))
        assert judge(page)[0] == HARMLESS, attack


def test_nothing_runs_from_an_address(attacked: Served, visit: Visit) -> None:
    topics = {attack: path for path in attacked.pages() for attack in ATTACKS if f"topic{attack}before" in path}
    lost = {
        attack: f"archive/{quote(words, safe='')}/{PurePosixPath(topics[attack]).name}/"
        for attack, words in ATTACKS.items()
    }
    page = visit(attacked, lost=tuple(lost.values()))
    # All of them at once: what is sought, and chosen as facets.
    words = " ".join(ATTACKS.values())
    query = {"q": words, "topic": list(ATTACKS.values()), "kind": words, "sort": words}
    page.goto(attacked.at(f"search/?{urlencode(query, doseq=True)}"))
    expect(page.get_by_role("status")).to_contain_text(ATTACKS["script"])
    chosen = page.get_by_role("list", name="Chosen filters")
    for attack in ATTACKS.values():
        expect(chosen).to_contain_text(attack)
    assert judge(page)[0] == HARMLESS
    for attack in ATTACKS:
        page.goto(attacked.at(lost[attack]))
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
        expect(page.get_by_role("main").get_by_role("link", name=shown("topic", attack))).to_be_visible()
        assert judge(page)[0] == HARMLESS, attack


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_would_be_seen(browser: Browser, tmp_path: Path, attack: str) -> None:
    """The tests above are worth something only if an attack that gets through is caught."""
    raw = html.unescape(ATTACKS[attack])
    page_of_it = f"<!doctype html><link rel=icon href='data:,'><main><h1>t</h1>{raw}<p title='{raw}'>p</p></main>"
    (tmp_path / "raw.html").write_text(page_of_it, encoding="utf-8")
    with served(tmp_path) as site, closing(browser.new_context()) as context:
        watch = Watch(site.url)
        watch.over(context)
        page = context.new_page()
        page.goto(site.at("raw.html"), wait_until="commit")
        achieved = HARMLESS
        with suppress(Error):  # A page that is sent elsewhere is not there any more to be judged.
            page.wait_for_load_state()
            achieved, _ = judge(page)
        assert achieved != HARMLESS or watch.faults
