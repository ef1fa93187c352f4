"""Publishes random texts of hostile pieces, and says which lost a word, are unsafe or took too long.

    python -m tests.bench.hostile --texts 15000 --seed 1

Every piece holds a word that no other holds. After a text is published each of its words must be on the page, unless it
stands where no reader looks for it: in a comment that has an end, in a definition, in the info string of a fence, in an
attribute. The page is read with two parsers, as a browser would, and must hold nothing that is not on the allow-list.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from time import process_time
from urllib.parse import urlsplit

import lxml.html

from socml_site import urls
from socml_site.model import Document
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from socml_site.text import markdown, safety
from tests.conftest import first_document, source_of

BOUND = 2.0
"""Seconds of this process that a text may take."""
LONGEST = 4000
"""Characters of a text at most."""

_INLINE = (
    *("W", "W W", "**W**", "*W*", "_W_", "__W__", "~~W~~", "==W==", "`W`", "``W``", "***W***", "W\\*", "\\W"),
    *("\\\\", "[W](https://a.example/b)", "[W](b.md)", "[W][W]", "[W][]", "[W]", "[[W]]", "[[x|W]]", "[[#W]]"),
    *("![W](a.png)", "[^1]", "[^W]", "<b>W</b>", "<i>W", "W</i>", "<kbd>W</kbd>", "<br>W", "<W>", "</W>"),
    *("<W W>", "< W", "<W", "<b W", "<script>W</script>", "<script>W", "W</script>", "<style>W", "<textarea>W"),
    *("<title>W", "<xmp>W", "<plaintext>W", "<svg><p>W", "<math><mtext>W", "<select>W", "<iframe>W"),
    *("<noscript>W", "<template>W", "<![CDATA[W", "W]]>", "<!-- W -->", "<!-- W", "W -->", "<!--", "-->"),
    *("<!-->W", "<!--->W", "<!-- W --!>", "<!W", "<!W>", "<!DOCTYPE W", "<?W", "<?W?>", "<?php W", "W ?>"),
    *("</W", "</ W", "</>W", "<>W", '<a title="W">', '<a title="W', "<a title='W'>"),
    *('<a href="https://a.example/">W</a>', "<a href=", '<b id="x"W>', "<b class=W W>", "<img alt=W>", "<p W"),
    *("W>", '<img src="a.png" alt="W', "<https://a.example/W>", "<W@a.example>", "https://a.example/W", "@W"),
    *("W@a.example", "&amp;W", "&W;", "&W", "&lt;W&gt;", "&#60;W", "&#0;W", "&#x1F;W", "&#xD800;W", "&#", "&"),
    *("{W}", "{: W }", "{#W}", "{: .W }", "{W=W}", "{W W}", "**W**{W}", "W|W", "|W|", "W :", "W::", "(W)"),
    *("((W", "W))", "[W", "W]", "![W", "](W", "](", "[W](", "[]W", "*W", "W*", "**W", "_W", "__W", "`W", "``W"),
    *("```W", "~~W", "==W", "'W", '"W', 'W"', "W'", "???", "??? W", "!!! W", "\x01W", "\x02W\x03"),
    *("\x02wzxhzdk:0\x03W", "\x03W", "klzzwxh:0000W", "\x02klzzwxh:0000\x03W", "\x1bW", "\x7fW", "\u200bW"),
    *("\u202eW", "\ufeffW", "\u2028W", "\x0cW", "\x0bW", "\x85W", "\U0010fe00W", "\xe9 W", "\u6a5fW", "W\\"),
    *("W  ", "$W$", "$$W", "^W^", "~W~", "--W", "...W", "(c)W", "#W", "/// W", "::: W", "===W", "+W+", "++W++"),
    *("{--W--}", ":W:"),
)
_LINE = (
    *("# W", "## W", "### W #", "###### W", "#W", "# W {#W}", "W\n===", "W\n---", "# <!-- W", "## `W"),
    *("## [W](", "#", "- W", "* W", "+ W", "1. W", "2) W", "- [ ] W", "- [x] W", "-", "- - W", "10. W"),
    *("  - W", "    - W", "      W", "> W", "> > W", ">W", "> - W", "- > W", "> # W", "> ```", ">", "    W"),
    *("\tW", "        W", "  W", "\t\tW", "```", "```W", "``` {.W}", "~~~", "~~~ W", "````", "```\nW\n```"),
    *("~~~\nW", "    ```\n    W\n    ```", "- ```\n  W", "| W | W |\n|---|---|\n| W | W |"),
    *("| W |\n|---|\n| W | W | W |", "W | W\n--|--\nW", "|---|", "| W", "W |\n-|", "!!! note\n    W"),
    *('!!! note "W"\n    W', "!!! W", "!!! note\nW", "??? note\n    W", '??? "W"\n    W', '???+ W "W"'),
    *("??? note", '=== "W"\n    W', '=== "W"\nW', "===", "/// W\nW\n///", "W\n: W", ": W", ":   W"),
    *("W\n\n:   W", "[^1]: W", "[^W]: W\n    W", "[^1]: W\nW", "    W\n[^1]: W", "*[W]: W"),
    *("[W]: https://a.example/", "[W]: W W", '[W]: https://a.example/ "W"', "[W]:", "[W]: <W", "{: .W }"),
    *("{: #x }", "{W W}", "W {W}", "---", "***", "___", "- - -", "--", "<div>W</div>", "<div>\nW\n</div>"),
    *("<div>", "</div>", "<div>W", "<div markdown>\nW\n</div>", "<div markdown>", "<div markdown=1>W"),
    *('<div markdown="span">W</div>', "<p markdown>W</p>", "<p>W", "</p>W", "<table><tr><td>W"),
    *("<details><summary>W</summary>", "<details>W", "</details>", "<summary>W", "<details markdown>"),
    *("<details open>", "<ul><li>W", "<li>W", "<dl><dt>W<dd>W", "<pre>W", "<pre>\nW\n</pre>", "<pre><code>W"),
    *("<h1>W</h1>", "<h2>W", "<hr>W", "<table>W<tr>W</table>", "<caption>W", "<col>W", "<td>W", "<center>W"),
    *("<input>W", "<label>W", "<ruby>W<rt>W", "<!-- W", "<!--\nW\n-->", "-->", "<!-- W --> W", "W <!-- W"),
    *("<script>\nW\n</script>", "<style>\nW", "</script>W", "<?php\nW\n?>", "<![CDATA[\nW\n]]>"),
    *("<!DOCTYPE html>W", "<svg>\nW\n</svg>", "<section>W</section>", "<hr/>W", "[TOC]", "[[TOC]]", "W: W"),
    *("**W:** W", "[W]: W", "W:", "ACTION: W", "Q: W", "DECISION: W", "Present: W W", "- ", "%%W%%"),
    *("--8<-- W", '--8<-- "W"', "$$\nW\n$$", "\\[ W \\]", "W\\", "W  ", "\\# W", "1\\. W", "<", "[", "`", "*"),
    *("|",),
)
_JOINTS = (
    *("\n", "\n", "\n", "\n\n", "\n\n", " ", " ", "", "\n    ", "\n  ", "\n> ", "\n- ", "\t", "\n\t"),
    *("\n\n    ", "\r\n"),
)
_STEM = "zq"
_MARKER = re.compile(rf"{_STEM}\d{{3}}q")

_DEFINES = re.compile(
    r"(?:^[ \t>*+\d.):-]*\*\[[^\]\n]*\] ?:.*|\[(?!\^)[^\]\n]*\]:\s*(?:\w+:|<|#|\.?/|\w+\.\w).*)", re.MULTILINE
)
"""An abbreviation or the address of a reference."""
_INFO = re.compile(r"^.*(?:`{3}|~{3}).*$", re.MULTILINE)
_LISTS = re.compile(rf"{markdown.ATTRIBUTES.pattern}|\]\([^()]*\)|=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=`]+)")
"""Attributes in Markdown and HTML, and addresses."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What publishing a text came to."""

    lost: frozenset[str]
    unsafe: tuple[str, ...]
    seconds: float

    @property
    def bad(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.lost or self.unsafe) or self.seconds > BOUND


def text_of(chance: random.Random) -> str:
    """A text of up to forty pieces, each with words of its own."""
    pieces = []
    for _ in range(chance.randint(2, 40)):
        pieces.append(chance.choice(_LINE if chance.random() < 0.45 else _INLINE))
        pieces.append(chance.choice(_JOINTS))
    number = iter(range(1000))
    return re.sub("W", lambda _: f"{_STEM}{next(number):03}q", "".join(pieces)[: LONGEST // 4])


def texts(count: int, seed: int) -> Iterator[str]:
    """So many texts, the same ones for the same seed."""
    for number in range(count):
        yield text_of(random.Random(f"{seed} {number}"))


def judged(text: str, converter: Converter) -> Verdict:
    """A text published, and what became of its words."""
    began = process_time()
    found, _ = first_document(source_of(text), frozenset({"notes/a.md"}))
    html = published(found, Page(found.url, {}), converter, {})
    taken = process_time() - began
    seen = Seen(html)
    # Python-Markdown writes the first letter of a box's name large.
    shown = f"{found.title} {' '.join(seen.words)}".lower()
    return Verdict(frozenset(wanted(found) - {*_MARKER.findall(shown)}), tuple(unsafe(seen, html)), taken)


def wanted(found: Document) -> set[str]:
    """The words of a text that its page must show."""
    masked = markdown.blank_code(found.text)
    # A comment is blank in the masked text, and so is code, whose words are shown.
    text = markdown.without_html_comments(found.text)
    hiding = [*_LISTS.findall(masked), *_DEFINES.findall(text), *_INFO.findall(text)]
    hidden = {word for one in hiding for word in _MARKER.findall(one)}
    return {*_MARKER.findall(text)} - hidden


class Seen(HTMLParser):
    """Elements with their attributes, and words, those of attributes included."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.words += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """No page has one."""
        self.odd.append(f"a comment {data[:20]!r}")

    def handle_decl(self, decl: str) -> None:
        """No page has one."""
        self.odd.append(f"a declaration {decl[:20]!r}")

    def handle_pi(self, data: str) -> None:
        """No page has one."""
        self.odd.append(f"an instruction {data[:20]!r}")


def unsafe(seen: Seen, html: str) -> Iterator[str]:
    """What is not on the allow-list, by both parsers."""
    yield from seen.odd
    tree = lxml.html.document_fromstring(f"<div>{html}</div>").find("body")
    others = [(str(one.tag), {str(k): str(v) for k, v in one.attrib.items()}) for one in tree.iterdescendants()]
    for tag, attributes in (*seen.tags, *others):
        if tag not in safety.TAGS:
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name == "data-pagefind-ignore":
                # Of a mark, which is drawn after the text is cleaned.
                continue
            if name not in safety.ATTRIBUTES["*"] | safety.ATTRIBUTES.get(tag, set()):
                yield f"{name} of <{tag}>"
            elif name in ("href", "cite") and not urls.safe_url(value):
                yield f"{name}={value[:40]!r}"
            elif (
                name == "src" and not value.startswith("data:image/") and (urlsplit(value).scheme or value[:2] == "//")
            ):
                yield f"src={value[:40]!r}"
            elif name == "style" and not re.fullmatch(r"\s*text-align:\s*\w+;?\s*", value):
                yield f"style={value[:40]!r}"


def _calls(address: str) -> bool:
    """Whether a browser that shows a picture calls another host."""
    return not address.startswith("data:image/") and bool(urlsplit(address).scheme or address.startswith("//"))


def main(arguments: list[str]) -> int:
    """Publish, say what is wrong and how it went; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=15_000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other texts")
    parser.add_argument("--show", type=int, default=5, help="how many of the bad ones are shown in full")
    chosen = parser.parse_args(arguments)
    converter = Converter()
    lost = wrong = over = shown = 0
    slowest, slow = 0.0, -1
    for number, text in enumerate(texts(chosen.texts, chosen.seed)):
        verdict = judged(text, converter)
        lost, wrong, over = lost + bool(verdict.lost), wrong + bool(verdict.unsafe), over + (verdict.seconds > BOUND)
        if verdict.seconds > slowest:
            slowest, slow = verdict.seconds, number
        if verdict.bad and shown < chosen.show:
            shown += 1
            print(
                f"text {number}: lost {sorted(verdict.lost)} unsafe {verdict.unsafe} {verdict.seconds:.2f} s\n{text!r}"
            )
        if number % 1000 == 999:
            print(f"{number + 1:,} texts: {lost} lost words, {wrong} unsafe, {over} over {BOUND:g} s", flush=True)
    print(
        f"{chosen.texts:,} texts of seed {chosen.seed}: {lost} lost words, {wrong} unsafe, {over} over {BOUND:g} s;"
        f" the slowest took {slowest:.2f} s (text {slow})."
    )
    return 1 if lost or wrong or over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
