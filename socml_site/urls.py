"""Addresses: made of words, seen from a page, and judged for what a browser would do with them."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Container
from urllib.parse import quote

from socml_site.model import SitePath


def slugify(text: str) -> str:
    """A word for addresses: lower case, letters of any script and digits, hyphens between; accents fall away."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", bare)).strip("-")
    return slug[:80].rstrip("-") or hashlib.sha256(text.encode()).hexdigest()[:8]


def unique_url(folder: str, name: str, taken: Container[SitePath]) -> SitePath:
    """An address below `folder` for `name` that nothing else has."""
    slug, number = slugify(name), 2
    url = SitePath(f"{folder}/{slug}/")
    while url in taken:
        url, number = SitePath(f"{folder}/{slug}-{number}/"), number + 1
    return url


def relative_url(target: str, page: str) -> str:
    """The address of `target` (a site path, perhaps with a fragment) as seen from `page`, percent-encoded.

    Relative addresses make a site work below any path.
    """
    path, mark, fragment = target.partition("#")
    if mark or "?" in path:
        path, question, query = path.partition("?")
        address = "" if mark and path == page else _relative_path(path, page)
        return f"{address}{question}{query}{mark}{quote(fragment, safe='~:@!$&()*+,;=/?%')}"
    return _relative_path(path, page)


@functools.lru_cache(maxsize=65536)
def _quoted(path: str) -> str:
    return quote(path, safe="/~:@!$&'()*+,;=")


def _relative_path(path: str, page: str) -> str:
    here = page.split("/")[:-1]
    there = path.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    down = "/".join(there[common:])
    up = "../" * (len(here) - common)
    address = up + _quoted(down) or "./"
    # Else a folder called `javascript:` would be a scheme.
    return f"./{address}" if ":" in address.partition("/")[0] else address


def is_external(target: str) -> bool:
    """Whether a target is a whole address and no path of this site."""
    head = target.split("/", 1)[0].split("#", 1)[0].split("?", 1)[0]
    return ":" in head or target.startswith("//")


SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
HARMFUL_SCHEMES = frozenset({"javascript", "vbscript", "data", "file", "blob", "filesystem", "about"})


def safe_url(url: str) -> bool:
    """Whether a browser that follows this address stays with the web and mail."""
    return _scheme(url) in {"", *SAFE_SCHEMES}


def harmful_url(url: str) -> bool:
    """Whether an address is of a kind that runs something or reads files; others not safe are merely of no use."""
    return _scheme(url) in HARMFUL_SCHEMES


def _scheme(url: str) -> str:
    scheme, colon, _ = re.sub(r"[\x00-\x20]+", "", url).partition(":")
    return scheme.lower() if colon and not re.search(r"[/?#]", scheme) else ""
