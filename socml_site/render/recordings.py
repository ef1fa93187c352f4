"""Recordings: which one a page's time stamps belong to, and the address of a moment in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from socml_site.model import Document, Turn

_STAMP = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?(?!\d)")
_FILE = re.compile(r"\.(?:mp4|m4v|m4a|mp3|ogg|ogv|oga|opus|webm|wav)$", re.IGNORECASE)
_PEERTUBE = re.compile(r"/(?:w|videos/watch)/[\w-]{8,}$")
_LATEST_START = 5 * 60
"""Whoever speaks first does so within minutes; `09:05` as a first stamp is more likely a time of day."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording whose page can be opened at a moment: `{}` in `pattern` stands for the seconds."""

    pattern: str

    def at(self, seconds: int) -> str:
        """The address of a moment."""
        return self.pattern.replace("{}", str(seconds))


def seconds_of(stamp: str) -> int | None:
    """`1:02:03`, `00:01:02.500` or `62:03` as seconds; None for anything else."""
    match = _STAMP.search(stamp)
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]) if match else None


def recording_of(document: Document) -> Recording | None:
    """The recording that the time stamps of a document's turns count from, if that is certain.

    The front matter's links say it; else the text must name no more than one.
    """
    stamps = _seconds(document.minutes.turns)
    if next(stamps, _LATEST_START + 1) > _LATEST_START:
        return None
    own = [one.url for one in document.facts.links]
    cited = [one.url for one in document.minutes.citations if one.kind in ("video", "")]
    for urls in (own, cited):
        found = list(dict.fromkeys(one for one in map(recording, urls) if one))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _seconds(turns: Iterable[Turn]) -> Iterator[int]:
    for turn in turns:
        seconds = seconds_of(turn.time) if turn.time else None
        if seconds is not None:
            yield seconds


def recording(url: str) -> Recording | None:
    """How a moment is addressed on the pages of YouTube, Vimeo and PeerTube, and in a file of sound or film."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "{}" in url:
        return None
    page = f"https://{parts.netloc}{parts.path}"
    if host == "youtu.be" and len(parts.path) > 1:
        return Recording(f"{page}?t={{}}")
    if host in ("youtube.com", "youtube-nocookie.com"):
        video = re.search(r"(?:^|&)v=([\w-]+)", parts.query) or re.match(r"/(?:live|embed|shorts)/([\w-]+)", parts.path)
        return Recording(f"https://www.youtube.com/watch?v={video[1]}&t={{}}") if video else None
    if host in ("vimeo.com", "player.vimeo.com"):
        return Recording(f"{page}#t={{}}s") if re.search(r"/\d+", parts.path) else None
    if _PEERTUBE.search(parts.path):
        return Recording(f"{page}?start={{}}")
    if _FILE.search(parts.path):
        return Recording(f"{url.partition('#')[0]}#t={{}}")
    return None
