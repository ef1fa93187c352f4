"""Addresses that only count who follows them, and then lead to another."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

REDIRECT = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/url\?[^\s<>()\"']{1,4000}")
"""An address of Google's that leads to the one it has in `q`, as its documents write every link when exported."""


def unwrapped(address: str) -> str:
    """The address that a redirect of Google's leads to; any other address as it is."""
    if not REDIRECT.fullmatch(address):
        return address
    try:
        asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    except ValueError:
        return address
    inner = (asked.get("q") or asked.get("url") or [""])[0]
    return inner.replace(" ", "%20") if re.match(r"(?:https?://|mailto:)", inner) else address
