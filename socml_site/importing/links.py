"""Links between imported files, made to hold where the files now are.

Every link that leads to an imported page or file becomes a path relative to its page, whatever dialect it was in; what
leads nowhere becomes the words it had, and a remark. In a wiki on GitHub `[[text|Page]]` has its text first and names
pages without regard to case, dashes and folders; elsewhere it is `[[Page|text]]`.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from socml_site.importing.values import Origin
from socml_site.text.anchors import loose
from socml_site.text.links import (
    CONTENTS,
    USE,
    WIKI,
    InlineLink,
    definitions,
    folded,
    inline_links,
    is_escaped,
)
from socml_site.text.markdown import blank_code
from socml_site.urls import harmful_url, is_external, safe_url, slugify

_TAG = re.compile(
    r"<(a|img)\b([^<>]{0,4000}?)\s(href|src)\s*=\s*(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)([^<>]{0,2000})>", re.I
)
_ALT = re.compile(r"\balt\s*=\s*[\"']([^\"'<>]*)[\"']", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)$", re.IGNORECASE)
_GITHUB = re.compile(
    r"(?:https?://)?(?:www\.)?github\.com/[\w.-]+/([\w.-]+)/wiki(?:/([^\s#?]*))?([#?]\S*)?$", re.IGNORECASE
)
_RAW = re.compile(r"https?://raw\.githubusercontent\.com/wiki/[\w.-]+/([\w.-]+)/([^\s#?]+)$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_SITE_WIKI = re.compile(r"/[\w.-]+/[\w.-]+/wiki(?:/([^\s#?]*))?([#?]\S*)?$")
_LINKING = frozenset({"markdown", "html", "mediawiki", "text"})
"""Formats whose pictures are files beside them."""


@dataclass(frozen=True, slots=True)
class Page:
    """An imported page: where it came from, its path below the event's folder, what it is called, its anchors."""

    origin: Origin
    path: str
    title: str
    anchors: frozenset[str]


@dataclass(slots=True)
class Leads:
    """All that links can lead to. `copied` asks to take a file along that a page links to, by the page's
    path, a folder and the path in it: it gives the new path, or None if it may not be taken.
    """

    pages: tuple[Page, ...]
    attachments: dict[str, str]
    """Files by `root` and path in it, to their new path."""
    copied: Callable[[str, Path, str], str | None]
    taken: dict[str, dict[str, None]] = field(default_factory=dict, init=False)
    """Pages to the files that were taken along with them, in order."""
    _by_path: dict[str, Page] = field(default_factory=dict, init=False)
    _by_name: dict[str, Page] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for page in self.pages:
            where = file_key(page.origin, page.origin.inside)
            self._by_path.setdefault(where, page)
            self._by_path.setdefault(where.rpartition(".")[0], page)
        for page in self.pages:
            self._by_name.setdefault(_name(PurePosixPath(page.origin.inside).stem), page)
        for page in self.pages:
            self._by_name.setdefault(_name(page.title), page)

    def page_at(self, origin: Origin, path: str) -> Page | None:
        """The page that was the file `path` in the folder of `origin`."""
        wanted = file_key(origin, path)
        return self._by_path.get(wanted) or next(
            (self._by_path[f"{wanted}/{name}"] for name in ("index", "readme") if f"{wanted}/{name}" in self._by_path),
            None,
        )

    def page_named(self, name: str) -> Page | None:
        """The page of this name, as wikis compare names."""
        return self._by_name.get(_name(name)) if name.strip() else None


def file_key(origin: Origin, path: str) -> str:
    """A file of the folder of an origin, to compare: without regard to case."""
    return f"{origin.root}\0{path}".casefold()


def _name(name: str) -> str:
    return slugify(PurePosixPath(unquote(name).strip().replace("\\", "/")).name)


@dataclass(slots=True)
class _Edit:
    start: int
    end: int
    new: str


def relinked(text: str, page: Page, leads: Leads, media: dict[str, str], line: int) -> tuple[str, list[str]]:
    """The text of a page, which begins on `line` of its file, with all its links made to hold; and what did not.

    `media` are the addresses that pictures of the page have in the text, to their paths.
    """
    masked = blank_code(text)
    breaks = [match.start() for match in re.finditer("\n", text)]
    edits: list[_Edit] = []
    remarks: dict[str, tuple[int, str]] = {}

    def lead(target: str, at: int, image: bool = False) -> str | None:
        found = _lead(target, page, leads, media, image)
        where = line + bisect_left(breaks, at)
        shown = target if len(target) <= 80 else f"{target[:80]}…"
        if found is None:
            what, kept = ("picture", "description is") if image else ("link", "words are")
            remarks.setdefault(f"{what} {target}", (where, f"the {what} {shown} leads nowhere; its {kept} kept"))
        elif "#" in target and "#" not in found:
            remarks.setdefault(target, (where, f"{shown} leads to no heading; the link leads to its page now"))
        return found

    edits += _wiki_links(masked, text, page, leads, lead)
    for link in inline_links(masked):
        edits += _inline(link, text, lead)
    edits += _definitions(masked, text, lead)
    edits += _tags(masked, lead)
    return _edited(text, edits), [f"line {where}: {what}" for where, what in sorted(remarks.values(), key=_line)]


def _line(remark: tuple[int, str]) -> int:
    return remark[0]


Lead = Callable[..., "str | None"]


def _wiki_links(masked: str, text: str, page: Page, leads: Leads, lead: Lead) -> Iterator[_Edit]:
    for found in WIKI.finditer(masked):
        if CONTENTS.fullmatch(found[0]) or found[1].startswith("@") or is_escaped(masked, found.start()):
            continue
        first, second = text[slice(*found.span(1))], text[slice(*found.span(2))] if found[2] else ""
        begin = found.start() - (masked[found.start() - 1 : found.start()] == "!")
        image = begin < found.start() or bool(_PICTURE.search(first.strip()))
        if image:
            alt = re.search(r"alt=([^|]*)", second)
            target, words = first.strip(), (alt[1] if alt else "").strip()
        else:
            target, words = _sides(first.strip(), second.strip(), bool(second), page, leads)
        new = lead(target, begin, image)
        words = words or PurePosixPath(target).name
        if new is None:
            yield _Edit(begin, found.end(), words.removeprefix("#") if not image else f"(picture: {words})")
        else:
            yield _Edit(begin, found.end(), f"{'!' * image}[{words}]({new})")


def _sides(first: str, second: str, both: bool, page: Page, leads: Leads) -> tuple[str, str]:
    """Target and words of a wiki link."""
    if not both:
        return first, first
    order = [(second, first), (first, second)] if page.origin.wiki else [(first, second), (second, first)]
    for target, words in order:
        if is_external(target) or leads.page_named(target.partition("#")[0]):
            return target, words
    return order[0]


def _inline(link: InlineLink, text: str, lead: Lead) -> Iterator[_Edit]:
    target = text[slice(*link.target)]
    if not target:
        return
    new = lead(target, link.start, link.image)
    if new is None and link.image:
        name = "" if target.startswith("embedded:") else f": {PurePosixPath(target).name[:60]}"
        words = text[slice(*link.words)].strip() or f"picture{name}"
        yield _Edit(link.start, link.end, f"({words})")
    elif new is None:
        yield _Edit(link.start, link.words[0], "")
        yield _Edit(link.words[1], link.end, "")
    elif new != target:
        yield _addressed(link.target, text, new)


def _addressed(target: tuple[int, int], text: str, new: str) -> _Edit:
    """Another address in the place of one, and of the angle brackets around it."""
    angled = text[target[0] - 1 : target[0]] == "<"
    return _Edit(target[0] - angled, target[1] + angled, new)


def _definitions(masked: str, text: str, lead: Lead) -> Iterator[_Edit]:
    """Links whose address stands elsewhere: `[words][label]`, `[label]`."""
    defined = tuple(definitions(masked))
    uses: dict[str, list[re.Match[str]]] = {}
    for use in USE.finditer(masked) if defined else ():
        uses.setdefault(folded(use[3] or use[2]), []).append(use)
    for found in defined:
        target = text[slice(*found.target)]
        used = uses.get(folded(found.label), [])
        new = lead(target, found.start, any(use[1] for use in used))
        if new is None:
            yield _Edit(found.start, found.end + (text[found.end : found.end + 1] == "\n"), "")
            yield from (_Edit(use.start(), use.end(), text[use.start(2) : use.end(2)]) for use in used)
        elif new != target:
            yield _addressed(found.target, text, new)


def _tags(masked: str, lead: Lead) -> Iterator[_Edit]:
    for found in _TAG.finditer(masked):
        target, image = found[4].strip("\"'"), found[1].lower() == "img"
        new = lead(target, found.start(), image) if target else ""
        if new is None and image:
            alt = _ALT.search(found[0])
            yield _Edit(found.start(), found.end(), f"({alt[1] if alt and alt[1] else 'picture'})")
        elif new is None:
            yield _Edit(found.start(3), found.end(4), "")
        elif new != target:
            yield _Edit(found.start(4), found.end(4), f'"{new}"')


def _edited(text: str, edits: list[_Edit]) -> str:
    done, last = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start >= last:
            done += [text[last : edit.start], edit.new]
            last = edit.end
    return "".join([*done, text[last:]])


def _lead(target: str, page: Page, leads: Leads, media: dict[str, str], image: bool) -> str | None:
    """Where a target leads from its page's new place; None if nowhere."""
    here = posixpath.dirname(page.path)
    if target in media or unquote(target) in media:
        return posixpath.relpath(media.get(target) or media[unquote(target)], here or ".")
    target = f"mailto:{target}" if _MAIL.fullmatch(target) else _local(target, page.origin)
    if is_external(target):
        return None if harmful_url(target) or not safe_url(target) else target
    path, mark, fragment = target.partition("#")
    path = unquote(path.partition("?")[0]).replace("\\", "/")
    if not path:
        anchor = _anchor(page, fragment)
        return f"#{anchor}" if anchor else None
    inside = _inside(path, page.origin)
    found = None if image else (leads.page_at(page.origin, inside) if inside else None) or _by_name(path, page, leads)
    if found:
        anchor = _anchor(found, fragment) if mark else ""
        where = posixpath.relpath(found.path, here or ".")
        return f"{where}#{anchor}" if anchor else where
    return _file(path, inside, page, leads, here)


def _by_name(path: str, page: Page, leads: Leads) -> Page | None:
    """The page a name without an ending means: in wikis wherever it stands."""
    if page.origin.wiki or "/" not in path:
        return leads.page_named(re.sub(r"\.(?:md|markdown|mediawiki|wiki)$", "", path, flags=re.IGNORECASE))
    return None


def _file(path: str, inside: str, page: Page, leads: Leads, here: str) -> str | None:
    for candidate in (inside, path.lstrip("/")):
        new = leads.attachments.get(file_key(page.origin, candidate)) if candidate else None
        if new:
            return posixpath.relpath(new, here or ".")
    if page.origin.alone and inside and page.origin.form in _LINKING:
        new = leads.copied(page.path, page.origin.root, inside)
        if new:
            leads.taken.setdefault(page.path, {})[inside] = None
        return posixpath.relpath(new, here or ".") if new else None
    return None


def _inside(path: str, origin: Origin) -> str:
    """A path as written, from the folder the page came with; empty if it leads out of that."""
    base = "" if path.startswith("/") else posixpath.dirname(origin.inside)
    whole = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
    return "" if whole.startswith("..") or whole == "." else whole


def _local(target: str, origin: Origin) -> str:
    """The target within a wiki's clone that a full address of that wiki means; any other target as it is."""
    if not origin.wiki:
        return target
    own = re.sub(r"\.wiki$", "", origin.root.name, flags=re.IGNORECASE).casefold()
    if (raw := _RAW.match(target)) and raw[1].casefold() == own:
        return f"/{raw[2]}"
    whole = _GITHUB.match(target)
    if whole and whole[1].casefold() == own:
        return f"/{whole[2] or 'Home'}{whole[3] or ''}"
    site = _SITE_WIKI.match(target)
    return f"/{site[1] or 'Home'}{site[2] or ''}" if site else target


def _anchor(page: Page, fragment: str) -> str:
    """The anchor of the page that a fragment means; empty if there is none."""
    wanted = unquote(fragment)
    if wanted in page.anchors:
        return wanted
    return next((one for one in sorted(page.anchors) if loose(one) == loose(wanted)), "") if wanted else ""
