"""Accessibility: axe finds no violation on any kind of page, in either theme, on a desktop and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import KINDS, Served, Visit
from tests.browser.test_reading import UNFOLD, settle

pytestmark = pytest.mark.browser

RUN = "(rules) => axe.run({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })"
COLOURS = ["color-contrast"]
"""The rules that a theme can break; the others are the same in either."""
WINDOWS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, each with its rule, the element and what is wrong with it; the script must be there already."""
    found: dict[str, Any] = page.evaluate(RUN, rules)
    assert found["passes"], "axe looked at nothing"
    return [
        f"{one['id']}: {node['target']} {[check['message'] for check in node['any'] + node['all'] + node['none']]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def violations_anywhere(page: Page) -> dict[tuple[str, str], list[str]]:
    """What axe finds on a page, unfolded, by the window and the theme."""
    page.evaluate(AXE_SCRIPT)
    found = {}
    for window, size in WINDOWS.items():
        page.set_viewport_size(size)
        for scheme, rules in (("light", None), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(UNFOLD)
            if faults := violations(page, rules):
                found[window, scheme] = faults
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(wiki: Served, visit: Visit, kind: str) -> None:
    path = wiki.every_kind()[kind]
    page = visit(wiki, path, lost=(path,))
    settle(page, kind)
    assert violations_anywhere(page) == {}


def test_axe_finds_a_planted_fault(wiki: Served, visit: Visit) -> None:
    page = visit(wiki)
    page.evaluate("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    page.evaluate(AXE_SCRIPT)
    assert any(fault.startswith("image-alt") for fault in violations(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_a_planted_colour_in_either_theme(wiki: Served, visit: Visit, scheme: str) -> None:
    page = visit(wiki)
    grey = "footer * { color: #888 !important; background: #999 !important }"
    page.add_style_tag(content=f"@media (prefers-color-scheme: {scheme}) {{ {grey} }}")
    assert {theme for _, theme in violations_anywhere(page)} == {scheme}
