"""Everyone: any kind of page by keyboard, magnified, without colours or motion of its own, and as a screen reader's
outline."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import KINDS, Served, Visit
from tests.browser.test_reading import FOCUSED, SMALL_PHONE, ZOOMED, settle

pytestmark = pytest.mark.browser

OUTLINE = """() => {
  const faults = [];
  const shown = (it) => it.checkVisibility();
  const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown);
  const levels = heads.map((it) => Number(it.tagName[1]));
  if (levels.filter((it) => it === 1).length !== 1) faults.push(`${levels.filter((it) => it === 1).length} h1`);
  if (levels[0] !== 1) faults.push(`begins with h${levels[0]}`);
  levels.forEach((level, at) => {
    if (at && level > levels[at - 1] + 1) faults.push(`h${levels[at - 1]} then h${level}: ${heads[at].textContent}`);
    if (!heads[at].textContent.trim()) faults.push(`an empty h${level}`);
  });
  const named = (id) => document.getElementById(id)?.textContent ?? "";
  const by = (it) => (it.getAttribute("aria-labelledby") ?? "").split(" ").map(named).join(" ").trim();
  const name = (it) => it.getAttribute("aria-label") || by(it);
  const top = (it) => !it.parentElement.closest("article, aside, main, nav, section");
  const landmarks = [];
  for (const it of document.querySelectorAll("header, main, nav, footer, aside, section, [role=search]")) {
    if (!shown(it)) continue;
    const tag = it.tagName.toLowerCase(), role = it.getAttribute("role") ?? tag;
    if ((tag === "header" || tag === "footer") && !top(it)) continue;
    if (tag === "section" && !name(it)) continue; // no landmark without a name
    if (["nav", "aside"].includes(tag) && !name(it)) faults.push(`${tag} without a name`);
    landmarks.push(`${role} ${name(it)}`);
  }
  for (const one of new Set(landmarks)) {
    const many = landmarks.filter((it) => it === one).length;
    if (many > 1) faults.push(`${many} landmarks are called ${one}`);
  }
  for (const role of ["main ", "header ", "footer "]) if (!landmarks.includes(role)) faults.push(`no ${role}`);
  if (!document.documentElement.lang) faults.push("no lang");
  for (const it of document.querySelectorAll("nav, .toc")) {
    if (it.querySelectorAll("[aria-current=page]").length > 1) faults.push("two current pages in one menu");
  }
  if (!document.title.trim()) faults.push("no title");
  return faults;
}"""
STOP = """() => {
  const it = document.activeElement;
  const labels = [...(it.labels ?? [])].map((label) => label.textContent).join(" ");
  const named = (id) => document.getElementById(id)?.textContent ?? "";
  const by = (it.getAttribute("aria-labelledby") ?? "").split(" ").map(named);
  return [it.getAttribute("aria-label"), ...by, labels, it.textContent, it.title].some((text) => text?.trim())
    || it.querySelector("img[alt]:not([alt=''])") !== null;
}"""
REACHABLE = "a[href]:visible, button:visible, input:visible, summary:visible, select:visible"
MOVES = """() => {
  const infinite = document.getAnimations().map((it) => `${it.animationName ?? it.transitionProperty}`);
  const slow = [...document.querySelectorAll("*")].filter((it) => {
    const style = getComputedStyle(it);
    const time = (text) => Math.max(...text.split(",").map((one) => parseFloat(one) || 0));
    const animated = style.animationName !== "none" && time(style.animationDuration) > 0.001;
    return animated || time(style.transitionDuration) > 0.001;
  });
  const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["smooth scrolling"] : [];
  return [...infinite, ...slow.map((it) => `${it.tagName}.${it.className}`), ...smooth];
}"""
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((it) => {
  const style = getComputedStyle(it);
  if (!it.checkVisibility() || it.closest(".visually-hidden, svg, canvas") || !it.textContent.trim()) return false;
  const hides = (flow) => /hidden|clip/.test(flow);
  return (hides(style.overflowX) && it.scrollWidth > it.clientWidth + 1)
    || (hides(style.overflowY) && it.scrollHeight > it.clientHeight + 1);
}).map((it) => `${it.tagName}.${it.className}: ${it.textContent.trim().slice(0, 40)}`)"""


def open_kind(wiki: Served, visit: Visit, kind: str, **options: Any) -> Page:
    """A page of a kind, with all that scripts add to it, and unfolded."""
    path = wiki.every_kind()[kind]
    page = visit(wiki, path, lost=(path,), **options)
    settle(page, kind)
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_the_outline_is_whole_and_nothing_moves(wiki: Served, visit: Visit, kind: str) -> None:
    page = open_kind(wiki, visit, kind)
    assert page.evaluate(OUTLINE) == []
    assert page.evaluate(MOVES) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>Again</h1>", "2 h1"),
        ("<h2>A</h2><h5>B</h5>", "h2 then h5: B"),
        ("<h2> </h2>", "an empty h2"),
        ("<nav>x</nav>", "nav without a name"),
        ("<nav aria-label='Footer'>x</nav><nav aria-label='Footer'>x</nav>", "landmarks are called nav Footer"),
    ],
)
def test_a_planted_fault_of_the_outline_is_found(wiki: Served, visit: Visit, html: str, fault: str) -> None:
    page = visit(wiki, "topics/")
    page.evaluate("(html) => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html)
    assert any(fault in one for one in page.evaluate(OUTLINE))


@pytest.mark.parametrize(("kind", "scheme"), [*((kind, "light") for kind in KINDS), ("session", "dark")])
def test_every_stop_of_the_keyboard_is_seen_and_named(wiki: Served, visit: Visit, kind: str, scheme: str) -> None:
    page = open_kind(wiki, visit, kind, color_scheme=scheme)
    wanted = page.locator(REACHABLE).count()
    assert page.evaluate("() => document.querySelector('a, button, input, [tabindex]').matches('a.skip')")
    # Begin again at the top, wherever a page has put the focus: with the skip link, the first of all.
    page.evaluate("() => { scrollTo(0, 0); document.querySelector('a.skip').focus(); }")
    seen, faults = 1, []
    focus = {"body": False}
    # A search box that is reached may show facets, and with them more stops.
    while not focus["body"] and seen <= wanted + 100:
        page.keyboard.press("Tab")
        focus, named = page.evaluate(f"() => [({FOCUSED})(), ({STOP})()]")
        if focus["body"]:
            break
        seen += 1
        if not focus["inside"] or focus["outline"] < 2 or focus["colour"].endswith(", 0)") or not named:
            faults.append(focus)
    assert faults == []
    # It comes round, so nothing holds it, and meets all there is.
    assert focus["body"]
    assert seen >= wanted


def test_motion_would_be_seen(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, reduced_motion="no-preference")
    assert "smooth scrolling" in page.evaluate(MOVES)
    page.evaluate("() => { document.querySelector('h1').style.transition = 'color 1s' }")
    assert any(one.startswith("H1") for one in page.evaluate(MOVES))


@pytest.mark.parametrize("window", [SMALL_PHONE, ZOOMED], ids=["320 px", "200 % zoom"])
def test_nothing_is_cut_on_small_windows(wiki: Served, visit: Visit, window: dict[str, object]) -> None:
    kinds = wiki.every_kind()
    page = visit(wiki, lost=tuple(kinds.values()), **window)
    cut = {}
    for kind, path in kinds.items():
        page.goto(wiki.at(path))
        settle(page, kind)
        if found := page.evaluate(CUT):
            cut[kind] = found
    assert cut == {}


def test_what_is_cut_would_be_seen(wiki: Served, visit: Visit) -> None:
    page = visit(wiki)
    page.evaluate("() => { document.querySelector('h1').style.cssText = 'overflow: hidden; block-size: 5px' }")
    assert page.evaluate(CUT) != []


FORCED = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const system = ["CanvasText", "LinkText", "Highlight", "ButtonText", "GrayText"].map((name) => {
    probe.style.cssText = `color: ${name}; forced-color-adjust: none`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  const faults = new Set();
  for (const it of document.querySelectorAll("body *")) {
    const style = getComputedStyle(it), what = `${it.tagName} ${it.className?.baseVal ?? it.className}`;
    if (!it.checkVisibility() || it.closest(".visually-hidden")) continue;
    // Browsers see to the colours of words, but not where a page has told them not to, nor to what is drawn.
    const own = style.forcedColorAdjust === "none" && !it.matches("mark, svg, svg *, canvas");
    if (own) faults.add(`own colours: ${what}`);
    // What is transparent only catches the pointer.
    const clear = style.fill === "rgba(0, 0, 0, 0)" && style.stroke === "none";
    if (!clear && it.matches("rect, circle, path, line, polygon, polyline")) {
      if (![style.fill, style.stroke].some((colour) => system.includes(colour))) faults.add(`drawn: ${what}`);
    }
    const control = it.matches(".button, input[type=search], select");
    if (control && style.borderTopStyle === "none") faults.add(`no edge: ${what}`);
  }
  return [...faults];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_can_be_told_apart_in_forced_colours(wiki: Served, visit: Visit, scheme: str) -> None:
    kinds = wiki.every_kind()
    page = visit(wiki, lost=tuple(kinds.values()), forced_colors="active", color_scheme=scheme)
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    faults = {}
    for kind, path in kinds.items():
        page.goto(wiki.at(path))
        settle(page, kind)
        if found := page.evaluate(FORCED):
            faults[kind] = found
    assert faults == {}


@pytest.mark.parametrize("style", ["forced-color-adjust: none", "display: inline-block; border: 0"])
def test_what_forced_colours_swallow_would_be_seen(wiki: Served, visit: Visit, style: str) -> None:
    page = visit(wiki, forced_colors="active")
    page.evaluate("(style) => { document.querySelector('main button').style.cssText = style }", style)
    page.evaluate("() => document.querySelector('main button').classList.add('button')")
    assert page.evaluate(FORCED) != []
