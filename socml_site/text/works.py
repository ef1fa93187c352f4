"""Which work a web address names: one paper, issue or video has many addresses and must be one entry of a reading list.

A work has a key, which all its addresses have in common, and a kind: `paper`, `issue` (of a tracker; pull requests and
discussions too), `video`, `slides`, `code`, `doc`, or nothing where the address does not tell. Keys of known kinds
begin with where the work lives (`arxiv:1706.03762`, `doi:10.1000/182`, `github:owner/repo#12`, `youtube:dQw4w9WgXcQ`);
the key of any other address is that address in its normal form.

Forms of the ids: arXiv (info.arxiv.org/help/arxiv_identifier.html), DOI (ISO 26324: case does not count), GitHub (one
count for issues and pull requests of a repository), IETF (a draft's last two digits are its version), W3C (w3.org/TR/
followed by year and status is a version of the same report). Where two addresses might be two works they stay two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

LONGEST = 2000
"""Characters of an address that are looked at; a longer one is its own key."""

_TRACKING = re.compile(
    r"utm_\w+|gclid|fbclid|msclkid|dclid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|_ga|ref_src|ref_url|usp|ab_channel|trk",
    re.IGNORECASE,
)
_ROUTE = ("/", "!")
"""A fragment that begins so is no place within a page but chooses the page."""
_UNRESERVED = re.compile(r"%([46][1-9A-Fa-f]|[57][0-9Aa]|3[0-9]|2[DEde]|5[Ff]|7[Ee])")
_PORTS = (None, 80, 443)


@dataclass(frozen=True, slots=True)
class _Address:
    """An address taken apart: `host` in small letters without `www.`, `path` decoded and without a slash at its end."""

    host: str
    path: str
    parts: SplitResult

    def query(self, name: str) -> str:
        """The first value of a parameter."""
        return parse_qs(self.parts.query).get(name, [""])[0]


_Found = tuple[str, str]
"""Key and kind."""


@lru_cache(maxsize=4096)
def work_of(url: str) -> _Found:
    """Key and kind of the work at `url`; never raises, whatever is given."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url, ""
    host = host.removeprefix("www.")
    if not host or len(url) > LONGEST:
        return url, ""
    address = _Address(host, unquote(parts.path).rstrip("/"), parts)
    if host == "google.com" and address.path == "/url" and (meant := address.query("q") or address.query("url")):
        # What is copied from a Google document leads through Google; each time shorter, so this ends.
        return work_of(meant)
    for read in (*_READERS.get(host, ()), *_EVERYWHERE):
        if found := read(address):
            return found
    return _normal(address, port), _kind(address)


def _normal(address: _Address, port: int | None) -> str:
    """The address without what does not choose the page: scheme, `www.`, tracking, place within the page."""
    parts = address.parts
    host = address.host if port in _PORTS else f"{address.host}:{port}"
    path = _UNRESERVED.sub(lambda code: chr(int(code[1], 16)), parts.path).rstrip("/")
    wanted = [item for item in parts.query.split("&") if item and not _TRACKING.fullmatch(item.partition("=")[0])]
    query = f"?{'&'.join(wanted)}" if wanted else ""
    path = path or "/" * bool(query or parts.fragment.startswith(_ROUTE))
    fragment = f"#{parts.fragment}" if len(parts.fragment) > 1 and parts.fragment.startswith(_ROUTE) else ""
    return f"https://{host}{path}{query}{fragment}"


_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?", re.IGNORECASE)
_ARXIV_PAGE = re.compile(r"/(?:abs|pdf|html|format|ps|e-print|papers)/(.+)")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_IN_PATH = re.compile(r"/(?:doi|content|article|chapter|book)/(?:[a-z]+/)?(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE)
_DOI_BEHIND = re.compile(r"(?:\.(?:full|abstract|pdf|html|short)){1,4}$|(?<=\d)v\d+(?:\.full)?(?:\.pdf)?$")
_ARXIV_DOI = "10.48550/arxiv."


def _arxiv(address: _Address) -> _Found | None:
    page = _ARXIV_PAGE.fullmatch(address.path)
    known = _ARXIV.fullmatch(page[1]) if page else None
    return (f"arxiv:{known[1].lower()}", "paper") if known else None


def _doi(address: _Address) -> _Found | None:
    return _by_doi(address.path[1:]) if _DOI.fullmatch(address.path[1:]) else None


def _by_doi(doi: str) -> _Found:
    doi = doi.lower()
    paper = _ARXIV.fullmatch(doi.removeprefix(_ARXIV_DOI)) if doi.startswith(_ARXIV_DOI) else None
    return (f"arxiv:{paper[1]}" if paper else f"doi:{doi}"), "paper"


def _publisher(address: _Address) -> _Found | None:
    """A publisher whose paths hold the DOI."""
    found = _DOI_IN_PATH.match(address.path)
    return _by_doi(_DOI_BEHIND.sub("", found[1])) if found else None


def _nature(address: _Address) -> _Found | None:
    found = re.match(r"/articles/((?:s\d+|nature|n[a-z]{2,8})[\w.-]*\d[\w-]*)", address.path)
    return _by_doi(f"10.1038/{found[1]}") if found else None


_REPOSITORY = re.compile(r"/([\w.-]+)/([\w.-]+?)(?:\.git)?(?:/(.*))?")
_NO_OWNERS = frozenset(
    [
        "orgs",
        "topics",
        "settings",
        "sponsors",
        "features",
        "about",
        "marketplace",
        "search",
        "notifications",
        "login",
        "apps",
        "users",
        "collections",
        "enterprise",
        "pricing",
        "explore",
        "security",
        "site",
        "contact",
        "customer-stories",
        "new",
        "organizations",
    ]
)
_NUMBERED = re.compile(r"(?:issues|pull|pulls)/(\d+)(?:/.*)?")
_DISCUSSION = re.compile(r"discussions/(\d+)(?:/.*)?")
_COMMIT = re.compile(r"commits?/([0-9a-f]{7,40})(?:/.*)?", re.IGNORECASE)
_MAIN = re.compile(r"tree/(?:main|master|HEAD)")


def _github(address: _Address) -> _Found | None:
    found = _REPOSITORY.fullmatch(address.path)
    if not found or found[1].lower() in _NO_OWNERS:
        return None
    return _in_repository(f"github:{found[1]}/{found[2]}".lower(), found[3] or "")


def _in_repository(name: str, rest: str) -> _Found | None:
    if numbered := _NUMBERED.fullmatch(rest):
        return f"{name}#{numbered[1]}", "issue"
    if discussion := _DISCUSSION.fullmatch(rest):
        return f"{name}/discussions/{discussion[1]}", "issue"
    if commit := _COMMIT.fullmatch(rest):
        return f"{name}@{commit[1].lower()}", "code"
    return (name, "code") if not rest or _MAIN.fullmatch(rest) else None


def _gist(address: _Address) -> _Found | None:
    found = re.fullmatch(r"(?:/[\w.-]+)?/([0-9a-f]{20,40})(?:/.*)?", address.path)
    return (f"gist:{found[1]}", "code") if found else None


def _codeberg(address: _Address) -> _Found | None:
    found = _REPOSITORY.fullmatch(address.path)
    return _in_repository(f"codeberg:{found[1]}/{found[2]}".lower(), found[3] or "") if found else None


_GITLAB = re.compile(r"/([\w.-]+(?:/[\w.-]+){1,6}?)(?:/-)?/(issues|work_items|merge_requests|commit)/(\w+)(?:/.*)?")
_GITLAB_REPOSITORY = re.compile(r"/([\w.-]+/[\w.-]+?)(?:\.git)?(?:/-/tree/(?:main|master|HEAD))?")


def _gitlab(address: _Address) -> _Found | None:
    """GitLab counts issues and merge requests apart, and writes `!` before the latter."""
    if not address.host.startswith("gitlab."):
        return None
    place = "gitlab:" if address.host == "gitlab.com" else f"gitlab:{address.host}/"
    found = _GITLAB.fullmatch(address.path)
    if found and (found[3].isdigit() or found[2] == "commit"):
        sign = {"merge_requests": "!", "commit": "@"}.get(found[2], "#")
        return f"{place}{found[1].lower()}{sign}{found[3].lower()}", "code" if sign == "@" else "issue"
    whole = _GITLAB_REPOSITORY.fullmatch(address.path)
    return (f"{place}{whole[1].lower()}", "code") if whole else None


_VIDEO = re.compile(r"[\w-]{6,20}")
_VIDEO_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{6,20})(?:/.*)?")


def _youtube(address: _Address) -> _Found | None:
    watched = address.query("v") if address.path == "/watch" else ""
    if found := _VIDEO.fullmatch(watched) or _VIDEO_PATH.fullmatch(address.path):
        return f"youtube:{found[found.lastindex or 0]}", "video"
    return None


def _youtu_be(address: _Address) -> _Found | None:
    found = _VIDEO.fullmatch(address.path[1:])
    return (f"youtube:{found[0]}", "video") if found else None


def _vimeo(address: _Address) -> _Found | None:
    found = re.fullmatch(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{5,12})(?:/\w+)?", address.path)
    return (f"vimeo:{found[1]}", "video") if found else None


_GOOGLE = re.compile(r"/(document|presentation|spreadsheets|file)(?:/u/\d+)?/d/(?:e/)?([\w-]{10,120})(?:/.*)?")


def _google(address: _Address) -> _Found | None:
    found = _GOOGLE.fullmatch(address.path)
    if found:
        return f"google:{found[2]}", "slides" if found[1] == "presentation" else "doc"
    opened = address.query("id") if address.path in ("/open", "/uc") else ""
    return (f"google:{opened}", "doc") if re.fullmatch(r"[\w-]{10,120}", opened) else None


_RFC = re.compile(
    r"/(?:doc/html/|doc/|html/|rfc/|info/|specs/)*rfc0*(\d{1,5})(?:\.(?:html|txt|pdf|xml))?", re.IGNORECASE
)
_DRAFT = re.compile(
    r"/(?:doc/html/|doc/pdf/|doc/|html/|id/|archive/id/)(draft-[a-z\d-]+?)(?:-\d\d)?(?:/\d\d)?(?:\.(?:html|txt|pdf|xml))?",
    re.IGNORECASE,
)


def _ietf(address: _Address) -> _Found | None:
    if found := _RFC.fullmatch(address.path):
        return f"rfc:{found[1]}", "doc"
    found = _DRAFT.fullmatch(address.path)
    return (f"ietf:{found[1].lower()}", "doc") if found else None


_REPORT = re.compile(
    r"/TR/(?:\d{4}/[A-Za-z]+-)?([\w.-]+?)(?:-(?:19|20)\d{6})?(?:/(?:Overview|index)\.html)?", re.IGNORECASE
)


def _w3c(address: _Address) -> _Found | None:
    found = _REPORT.fullmatch(address.path)
    return (f"w3c:{found[1].lower()}", "doc") if found else None


def _openreview(address: _Address) -> _Found | None:
    name = address.query("id") if address.path in ("/forum", "/pdf", "/attachment", "/references/pdf") else ""
    return (f"openreview:{name}", "paper") if re.fullmatch(r"[\w-]{5,40}", name) else None


_PAD = re.compile(r"/(?:s/|p/)?(@[\w.-]+/[\w-]+|[\w-]{6,40})(?:/(?:edit|publish|view|slide))?")
_NO_PADS = frozenset(["features", "pricing", "login", "tutorials", "explore", "settings"])


def _hackmd(address: _Address) -> _Found | None:
    found = _PAD.fullmatch(address.path)
    if not found or found[1] in _NO_PADS:
        return None
    shown = address.path.startswith("/p/") or address.path.endswith("/slide")
    return f"hackmd:{found[1]}", "slides" if shown else "doc"


_Reader = Callable[[_Address], _Found | None]
_HOSTS: tuple[tuple[str, tuple[_Reader, ...]], ...] = (
    ("arxiv.org export.arxiv.org ar5iv.org ar5iv.labs.arxiv.org alphaxiv.org huggingface.co", (_arxiv,)),
    ("doi.org dx.doi.org", (_doi,)),
    (
        "dl.acm.org onlinelibrary.wiley.com tandfonline.com science.org pnas.org journals.sagepub.com "
        "link.springer.com biorxiv.org medrxiv.org journals.aps.org pubs.acs.org psycnet.apa.org",
        (_publisher,),
    ),
    ("nature.com", (_nature,)),
    ("github.com m.github.com", (_github,)),
    ("gist.github.com", (_gist,)),
    ("codeberg.org", (_codeberg,)),
    ("youtube.com m.youtube.com music.youtube.com youtube-nocookie.com", (_youtube,)),
    ("youtu.be", (_youtu_be,)),
    ("vimeo.com player.vimeo.com", (_vimeo,)),
    ("docs.google.com drive.google.com", (_google,)),
    ("datatracker.ietf.org tools.ietf.org ietf.org rfc-editor.org httpwg.org", (_ietf,)),
    ("w3.org", (_w3c,)),
    ("openreview.net", (_openreview,)),
    ("hackmd.io", (_hackmd,)),
)
_READERS = {host: readers for hosts, readers in _HOSTS for host in hosts.split()}
_EVERYWHERE: tuple[_Reader, ...] = (_gitlab,)

_KINDS_OF_HOSTS = {
    "paper": "aclanthology.org proceedings.mlr.press papers.nips.cc proceedings.neurips.cc papers.neurips.cc jmlr.org "
    "semanticscholar.org eprint.iacr.org distill.pub ssrn.com openaccess.thecvf.com ieeexplore.ieee.org",
    "video": "loom.com media.ccc.de videolectures.net slideslive.com",
    "slides": "speakerdeck.com slideshare.net slides.com",
    "code": "crates.io pypi.org npmjs.com play.rust-lang.org codepen.io jsfiddle.net godbolt.org "
    "colab.research.google.com",
    "doc": "docs.rs readthedocs.io developer.mozilla.org wikipedia.org",
}
_KIND_OF_HOST = {host: kind for kind, hosts in _KINDS_OF_HOSTS.items() for host in hosts.split()}
_KIND_OF_ENDING = {
    ".pptx": "slides",
    ".ppt": "slides",
    ".odp": "slides",
    ".key": "slides",
    ".mp4": "video",
    ".webm": "video",
    ".mov": "video",
    ".pdf": "doc",
    ".docx": "doc",
    ".odt": "doc",
    ".md": "doc",
    ".rst": "doc",
}
_SOMETHING = re.compile(r"/[^/]+")
_TRACKER = re.compile(r"/show_bug\.cgi|/browse/[A-Z][A-Z\d]+-\d+|/ticket/\d+", re.IGNORECASE)


def _kind(address: _Address) -> str:
    """The kind of a work that has no id: by its ending, its host or its path."""
    dot = address.path.rfind(".")
    if ended := _KIND_OF_ENDING.get(address.path[dot:].lower() if dot >= 0 else ""):
        return ended
    if not _SOMETHING.match(address.path) and not address.parts.query:
        # The front door of a host is none of its works.
        return ""
    if kind := next((_KIND_OF_HOST[host] for host in _parents(address.host) if host in _KIND_OF_HOST), ""):
        return kind
    if _TRACKER.search(address.path):
        return "issue"
    return "code" if address.host == "github.com" and "/blob/" in address.path else ""


def _parents(host: str) -> Iterator[str]:
    """A host and those it stands below: `en.wikipedia.org`, `wikipedia.org`."""
    while "." in host:
        yield host
        host = host.partition(".")[2]
