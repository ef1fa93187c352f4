"""The wiki without a network: what a browser is to keep of it, and the wiki as a file that needs no server.

Both are made from the site as it was written, when its search index is there too. The list `offline.json` and the
worker `sw.js` cost a reader nothing until the page `/offline/` is asked to keep the wiki.

A page opened from a disk may neither load modules nor fetch anything, and `folder/` shows no `index.html` there. So the
pages in the file have whole addresses, and search without Pagefind: one script with the words of all pages.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path

from socml_site.layout import ARCHIVE, OFFLINE
from socml_site.marker import MARKER
from socml_site.model import Artifact
from socml_site.urls import relative_url

MANIFEST = "offline.json"
WORKER = "sw.js"
WORDS = "assets/offline-words.js"
_OWN = frozenset({MANIFEST, WORKER, ARCHIVE, MARKER})
_LEFT_OUT = re.compile(
    r"(?:^|/)(?:feed\.(?:xml|json)|sitemap\.xml(?:\.gz)?|llms\.txt|index\.md|cite\.json|[^/]*\.(?:ics|bib))$"
    r"|\.(?:mp4|webm|mov|m4v|ogv|mp3|m4a|ogg|oga|opus|wav|flac|zip|tar|gz|7z)$"
    r"|^api/|^assets/(?:cards/|images/favicon\.png$|offline-search)",
    re.IGNORECASE,
)
"""What a browser does not keep: what other programs read, copies in other forms, pictures drawn for other sites, and
recordings and archives, which can be larger than all the rest."""
_NO_USE_ON_A_DISK = re.compile(r"^(?:pagefind/|sitemap\.xml|404\.html$|assets/offline-worker\.js$)")
_ELSEWHERE = re.compile(
    r"[\\\x00-\x1f\x7f]|[. ](?:/|$)"
    r"|(?:^|/)(?:[a-z]:|\.\.(?:/|$)|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:/|$))",
    re.IGNORECASE,
)
"""Names that programs on Windows take for another folder, a drive or a device, or cannot make (Naming Files, Paths)."""
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title)\b(?P<raw_attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r".*?(?:</(?P=raw)\s*+>|\Z)"
    r"|<(?:a|area|link|form)\b(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?P<before>\s(?P<name>[^\s=>\"'/]+)\s*=\s*)\"(?P<value>[^\"]*)\"")
"""One attribute after the other, so that nothing within a value is taken for an attribute."""
_MODULE = re.compile(r"\stype\s*=\s*[\"']?module\b", re.IGNORECASE)
_OFFER = re.compile(r'<section id="offline-file">.*?</section>', re.DOTALL)
"""Where the page `/offline/` offers the file, which is not in itself."""
_SEARCH_SCRIPTS = (WORDS, "assets/offline-search.js")
FIELDS = ("address", "title", "kind", "event", "date", "labels", "text")
"""What a row of the words says of a page, in this order."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day a zip file can name (APPNOTE.TXT 4.4.6): the same wiki is the same file."""


def write(site: Path) -> None:
    """Write what a browser needs to keep the site, once all else is there: its list of files, and the worker.

    The list holds the address of each file with the beginning of its SHA-256 and its size in bytes.
    """
    files: dict[str, tuple[str, int]] = {}
    for path in _paths(site):
        if path in _OWN or _LEFT_OUT.search(path):
            continue
        data = (site / path).read_bytes()
        files[_address(path)] = (hashlib.sha256(data).hexdigest()[:16], len(data))
    listed = json.dumps(files, separators=(",", ":"))
    build = hashlib.sha256(listed.encode()).hexdigest()[:16]
    total = sum(size for _, size in files.values())
    (site / MANIFEST).write_text(f'{{"build":"{build}","bytes":{total},"files":{listed}}}\n', encoding="utf-8")
    scripts = 'importScripts("assets/constants.js", "assets/offline-store.js", "assets/offline-worker.js");'
    (site / WORKER).write_text(f"// Build {build}: a browser takes another first line for another worker.\n{scripts}\n")


def archive(site: Path, records: Iterable[tuple[Artifact, str]]) -> tuple[str, ...]:
    """Write the site as a file that can be read and searched from a disk.

    `records` are the pages that can be found, each with the HTML of its document. Returned are the files left out since
    some program that unpacks the file would put them elsewhere.
    """
    left_out = []
    with zipfile.ZipFile(site / ARCHIVE, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
        for path in _paths(site):
            if path in _OWN or _NO_USE_ON_A_DISK.search(path):
                continue
            if _ELSEWHERE.search(path):
                left_out.append(path)
                continue
            data = (site / path).read_bytes()
            if path.endswith(".html"):
                data = for_disk(data.decode("utf-8"), path).encode()
            _add(bundle, path, data)
        _add(bundle, WORDS, words(records).encode())
    return tuple(left_out)


def for_disk(html: str, path: str) -> str:
    """A page as it works when opened from a disk; `path` is that of its file.

    Links to folders name their `index.html`, and modules, which no browser loads there, are left out.
    """
    made = _TAG.sub(_tag_for_disk, html)
    if path == f"{OFFLINE}index.html":
        return _OFFER.sub("", made)
    if path != "search/index.html":
        return made
    added = "".join(f'<script src="{escape(relative_url(one, path))}" defer></script>\n' for one in _SEARCH_SCRIPTS)
    return made.replace("</body>", f"{added}</body>")


def words(records: Iterable[tuple[Artifact, str]]) -> str:
    """The script with what can be found: of each page its FIELDS."""
    rows = [_row(artifact, html) for artifact, html in records if artifact.search]
    return f"window.socmlPages = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


def _row(artifact: Artifact, html: str) -> list[str]:
    search = artifact.search
    if search is None:
        return []
    facts, facets = dict(search.facts), dict(search.facets)
    labels = [value for name, value in search.facets if name in ("topic", "person")]
    text = " ".join([*search.text, _plain(html)])
    address = f"{relative_url(artifact.path, '').removeprefix('./')}index.html"
    return [address, artifact.title, facets.get("kind", ""), facts.get("event", ""), facts.get("date", ""),
            "\n".join(labels), " ".join(text.split())]  # fmt: skip


def _plain(html: str) -> str:
    """The words of safe HTML."""
    return unescape(re.sub(r"<[^<>]*+>", " ", html))


def _tag_for_disk(match: re.Match[str]) -> str:
    tag = match.group()
    if match["raw"]:
        return "" if match["raw"].lower() == "script" and _MODULE.search(match["raw_attributes"]) else tag
    return tag if tag.startswith("<!--") else _ATTRIBUTE.sub(_attribute_for_disk, tag)


def _attribute_for_disk(match: re.Match[str]) -> str:
    if match["name"].lower() not in ("href", "action"):
        return match.group()
    path = re.split(r"[?#]", match["value"], maxsplit=1)[0]
    elsewhere = re.match(r"[a-z][a-z0-9+.-]*:|/", path, re.IGNORECASE)
    if elsewhere or not path or not re.search(r"(?:^|/)\.{0,2}$", path):
        return match.group()
    slash = "" if path.endswith("/") else "/"
    return f'{match["before"]}"{path}{slash}index.html{match["value"][len(path) :]}"'


def _address(path: str) -> str:
    """The address of a file: pages are asked for by their folder."""
    page = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return relative_url(page, "")


def _paths(site: Path) -> Iterator[str]:
    return iter(sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()))


def _add(bundle: zipfile.ZipFile, path: str, data: bytes) -> None:
    bundle.writestr(zipfile.ZipInfo(path, _EPOCH), data, zipfile.ZIP_DEFLATED)
