"""HTML to HTML that may be published: an allow-list, and every address checked or made relative."""

from __future__ import annotations

import html
import re

import nh3

from socml_site.render.converter import Page
from socml_site.text.markdown import ATTRIBUTES_OF_TAG
from socml_site.text.safety import ATTRIBUTES, TAGS, kept
from socml_site.urls import is_external, safe_url

_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b(?:[^<>\"]++|\"[^\"]*+\")*+>")
_LINK = re.compile(r"<a\b(?:[^<>\"]++|\"[^\"]*+\")*+>")
_ALT = re.compile(r' alt="([^"]*)"')
_HEADING = re.compile(r"(<h([1-6])\b[^<>]*+>)(.*?)(</h\2>|\Z)", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:blockquote|center|dd|details|div|dl|dt|figcaption|figure|hr|li|ol|p|pre|summary|table|tbody|td|tfoot|th|thead"
    r"|tr|ul)\b[^>]*>"
)
_COMMENT = re.compile(r"<!--\s*-->")
_DRAWING = re.compile(rf"</?(?:svg|g|path|circle|rect|line|polyline|polygon|ellipse){ATTRIBUTES_OF_TAG}", re.IGNORECASE)
"""What extensions of a project draw with: nh3 would take away the words with it."""
_STRAY = re.compile(rf"<(?!/?(?:{'|'.join(sorted(TAGS))}){ATTRIBUTES_OF_TAG})", re.IGNORECASE)
"""What is no tag that may be published: any other hides the words behind it from some parser."""
_INPUTS = frozenset({"radio", "checkbox"})


def sanitise(markup: str, page: Page) -> str:
    """What of `markup` may be published, with the page's links leading where they were resolved to."""

    def allowed(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return _link(value, page)
        if attribute == "src":
            return _image(value, page)
        if attribute == "cite":
            return value if safe_url(value) else None
        if tag == "input" and attribute == "type":
            return value if value in _INPUTS else None
        return kept(attribute, value) or None if attribute in ("rel", "target") else value

    # Comments have lost their words before; what else looks like one is text.
    markup = _COMMENT.sub("", markup) if "<!--" in markup else markup
    markup = _DRAWING.sub("", markup) if "<svg" in markup else markup
    markup = _STRAY.sub("&lt;", markup)
    clean = nh3.clean(
        markup,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=allowed,
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties={"text-align"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    clean = _IMAGE.sub(_whole_picture, clean) if "<img" in clean else clean
    clean = _LINK.sub(_alone, clean) if ' target="' in clean else clean
    return _HEADING.sub(_of_words, clean)


def _alone(match: re.Match[str]) -> str:
    """A link that opens a window with the word that keeps that window from steering this one."""
    tag = match.group()
    if ' target="' not in tag or "noopener" in tag:
        return tag
    return tag.replace(' rel="', ' rel="noopener ', 1) if ' rel="' in tag else f'{tag[:-1]} rel="noopener">'


def _of_words(match: re.Match[str]) -> str:
    """A heading without the blocks in it, whose words stay: HTML allows none there, and contents lists need a line."""
    return match[1] + _BLOCK.sub("", match[3]) + match[4]


def _whole_picture(match: re.Match[str]) -> str:
    """A picture as HTML wants it: with an address, else its text stands for it, and with a text, be it empty."""
    tag = match.group()
    if ' src="' not in tag:
        words = _ALT.search(tag)
        # What is harmless in an attribute need not be so in the text.
        return html.escape(html.unescape(words[1])) if words else ""
    return tag if ' alt="' in tag else f'{tag[:-1]} alt="">'


def _link(value: str, page: Page) -> str | None:
    if value in page.made:
        return value
    if is_external(value):
        return value if safe_url(value) else None
    lead = page.leads.get(value) or page.leads.get(html.unescape(value))
    if lead is not None:
        return page.relative(lead)
    return value if value.startswith("#") else None


def _image(value: str, page: Page) -> str | None:
    if _PICTURE.match(value):
        return value
    if is_external(value):
        return None
    lead = page.leads.get(value)
    return page.relative(lead) if lead is not None else None
