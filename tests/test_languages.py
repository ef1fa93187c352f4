"""No word of the interface goes past the table, and pages say in which language they are.

The strongest proof is a language of which every wording stands in brackets, over content in Greek letters: whatever
Latin letters are left outside of brackets on any kind of page were never given to the table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from socml_site import interface
from socml_site.assets import theme_folder
from socml_site.emit.files import scripts
from socml_site.engine import runner
from socml_site.interface import SEPARATOR
from tests.conftest import Files

TURNS = "\n\n".join(f"{'Άννα' if number % 2 else 'Βίος'}: λόγος {number}" for number in range(12))
MANY = {
    f"events/πολλά/sessions/ω{number}.md": f"---\ntitle: Ωμέγα {number}\ndate: 20{10 + number % 9}-05-06\n---\nΛόγος.\n"
    for number in range(210)
}
CONTENT: Files = {
    "people.yml": "- name: Άννα Άλφα\n  aliases: [Αλφίτσα]\n  affiliation: Σχολή\n- name: Βίος Βήτα\n",
    "topics.yml": "- label: ρομπότ\n  aliases: [μηχανές]\n  description: Περί.\n- label: χέρια\n  broader: ρομπότ\n",
    "events/γιορτή/index.md": "---\ntitle: Γιορτή\nstart: 2016-10-07\nend: 2016-10-08\nvenue: Χώρος\nonline: true\n"
    "host: Άννα\nseries: Σειρά\nrooms: [Άλφα]\ntimezone: Ώρα\nslots: [{label: Πρωί, start: '9:00', end: '10:00'}]"
    "\nattendance: {in_person: 3, online: 2, applied: 1}\nlinks: [{url: https://1.2.3.4/, title: Εκεί}]\n---\nΛόγος.\n",
    "events/αγορά/index.md": "---\ntitle: Αγορά\nstart: 2017-10-07\nseries: Σειρά\nonline: true\n---\nΛόγος.\n",
    "events/γιορτή/sessions/α.md": "---\ntitle: Άλφα\ndate: 2016-10-07\nstart: '9:00'\nroom: Άλφα\n"
    "format: lightning talk\n"
    "moderators: [Άννα Άλφα, Βίος Βήτα]\nnote_takers: [Άννα Άλφα]\nspeakers: [Γάμμα Γέρος]\nconsent: ναι\n"
    "notes_by: ai\nattendees: [Δέλτα Δέκα, Έψιλον Ένα, Ζήτα Ζώη, Ήτα Ήλιος, Θήτα Θέα]\n"
    "topics: [ρομπότ, χέρια]\nlicense: Ελεύθερο\n"
    f"sources: [https://1.2.3.4/α]\n---\n\n## Ένα\n\n{TURNS}\n\n## Δύο\n\nDECISION: Ναι λοιπόν, έτσι.\n\n"
    "ACTION: Άννα Άλφα να γράψει κάτι έως 2016-11-01\n\n- [x] Βίος Βήτα: έκανε κάτι\n\nQUESTION: Ποιος και πότε;\n\n"
    "INFO: Αυτό.\n\nΛείπει ??? εδώ.\n\n~~ACTION: Όχι πια.~~\n\n## Τρία\n\n[Έργο](https://1.2.3.4/έργο) και "
    "![](https://1.2.3.4/e.png) και [β](β.md) και [χαμένο](χαμένο.md).[^1]\n\n[^1]: Σημείωση.\n",
    "events/γιορτή/sessions/β.md": "---\ntitle: Βήτα\ndate: 2016-10-08\nnotes_by: mixed\nstatus: merged\n"
    "merged_from: [Κάπα]\nmoderators: [Άννα Άλφα]\ntopics: [ρομπότ]\n---\nΛόγος για [α](α.md) και "
    "[Έργο](https://1.2.3.4/έργο).\n\n## Action items\n\n- [x] Άννα Άλφα: τέλος εδώ\n- [ ] κάποιο πράγμα\n",
    "events/γιορτή/sessions/γ.md": "---\ntitle: Γάμμα\ndate: 2017-10-08\nstatus: notes-missing\ntopics: [χέρια]\n---\n",
    "events/γιορτή/sessions/δ.md": "---\ntitle: Δέλτα\nstatus: cancelled\n---\nΛόγος.\n",
    "events/γιορτή/sessions/ε.md": "# Πολλά\n\n## 2016-10-07\n\nΠρώτα.\n\n### Έτσι\n\n## 2016-10-08\n\nΜετά.\n",
    "reports/ρ.md": "---\ntitle: Ρο\nevent: γιορτή\nauthors: [Άννα Άλφα]\nattendance: {in_person: 1}\nworked: [Αυτό]\n"
    "improve: [Εκείνο]\nnext: [Άλλο]\nquotes: [Έτσι]\ntopics: [ρομπότ]\n---\nΛόγος.\n",
    "tips/τ.md": "---\ntitle: Ταυ\nphase: before\nrole: note-taker\neffort: λίγο\nevidence: [../reports/ρ.md]\n"
    "topics: [ρομπότ]\n---\nΛόγος.\n",
    "tips/υ.md": "---\ntitle: Ύψιλον\n---\nΛόγος.\n",
    "guide/1.md": "# Κεφάλαιο\n\nΛόγος.\n\n## Α\n\n## Β\n\n## Γ\n",
    "guide/2.md": "# Επόμενο\n\nΛόγος.\n",
    "σελίδα.md": "---\nkind: page\n---\n# Σελίδα\n\nΛόγος.\n",
    **MANY,
}
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_ALLOWED = re.compile(
    r"https?://\S+|\S+\.(?:md|png|yml)\b|(?:[A-Z][a-z]+, )?\d+\. [A-Z][a-zä]+\.? \d{4}|\bBibTeX\b|\bCSL-JSON\b"
)
"""Addresses, paths, dates and names of formats."""
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SHOWN = ("aria-label", "title", "placeholder", "alt", "content")
_TOLD = ("title", "description", "alt", "creator", "author", "publisher", "site_name", "keywords")
"""What of a page's metadata is said to people; the rest is for machines."""
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "rect", "path", "circle"})
_LEFT_OUT = frozenset({"script", "style", "time", "code", "pre", "kbd"})
"""Scripts, and what is in no language: dates are written by a library, paths are paths."""


class _Seen(HTMLParser):
    """All that a page shows, with the elements around it."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[tuple[str, Mapping[str, str]]] = []
        self.shown: list[tuple[str, str]] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        told = tag != "meta" or (held.get("name") or held.get("property", "")).lower().endswith(_TOLD)
        self.shown += [(f"{tag} {name}", held[name]) for name in _SHOWN if name in held and told]
        if tag not in _VOID:
            self.around.append((tag, held))

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        classes = " ".join(held.get("class", "") for _, held in self.around).split()
        outside = self._outside(data)
        if _LEFT_OUT & {tag for tag, _ in self.around} or ("prose" in classes and "mark" not in classes):
            return
        self.shown.append((self.around[-1][0] if self.around else "", outside))

    def _outside(self, data: str) -> str:
        """What stands outside of brackets, which may close in another element than they open in."""
        kept = ""
        for character in data:
            self.depth += (character == "⟦") - (character == "⟧")
            kept += character if not self.depth else ""
        return kept


def _unmarked(html: str) -> Iterator[str]:
    seen = _Seen()
    seen.feed(html)
    assert seen.depth == 0
    for place, text in seen.shown:
        rest = text
        while (less := _MARKED.sub("", rest)) != rest:
            rest = less
        if _LATIN.search(_ALLOWED.sub("", rest)):
            yield f"{place}: {text.strip()}"


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site of CONTENT in a language whose every wording stands in brackets."""
    work = tmp_path_factory.mktemp("marked")
    for name, text in CONTENT.items():
        file = work / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(text), encoding="utf-8")
    settings = {
        "site_name": "Πρακτικά",
        "repo_url": "https://1.2.3.4/r",
        "edit_uri": "edit/",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False, "language": "de"},
        "plugins": ["socml"],
    }
    (work / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    table = {
        text: {"de": SEPARATOR.join(f"⟦{form}⟧" for form in text.split(SEPARATOR))} for text in interface.wordings_of()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interface, "wordings_of", lambda: table)
        built = runner.build_site(work, work / "site", strict=False, jobs=1, progress=iter)
    assert not built.failure
    yield work / "site"


def test_no_word_of_the_interface_goes_past_the_table(marked: Path) -> None:
    found: dict[str, str] = {}
    for file in sorted(marked.rglob("*.html")):
        for text in _unmarked(file.read_text(encoding="utf-8")):
            found.setdefault(text, file.relative_to(marked).as_posix())
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def test_the_marked_site_has_every_kind_of_page_and_most_of_the_table(marked: Path) -> None:
    pages = [file.read_text(encoding="utf-8") for file in marked.rglob("*.html")]
    kinds = {kind for html in pages for kind in re.findall(r'<article class="page page-([\w-]+)', html)}
    templates = {file.stem for file in (theme_folder() / "pages").glob("*.html")} - {"layout", "macros", "document"}
    assert {"home", "session", "event", "topic", "person", "report", "tip", "guide", "list", "search", "page"} <= kinds
    assert len(templates - kinds - {"register", "guide-index", "timeline"}) == 0
    whole = "".join(pages)
    texts = [text for text in interface.wordings_of() if SEPARATOR not in text and "{" not in text]
    never = [text for text in texts if f"⟦{text}⟧" not in whole]
    assert len(never) < len(texts) / 2, never


_SENTENCE = re.compile(r'"([A-Z][a-z]+(?: [^"]*)?)"|`([A-Z][a-z]+ [^`]*)`')
_NO_WORDS = frozenset({"Escape", "IntersectionObserver", "Enter", "Home", "End", "Tab", "ArrowUp", "ArrowDown"})
"""Names of keys and of the browser's own things."""


@pytest.mark.parametrize("script", sorted((theme_folder() / "assets").glob("*.js")), ids=lambda file: file.name)
def test_scripts_say_nothing_past_the_table(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    said = {form for key in scripts.said_by(text) for form in key.split(SEPARATOR)} | set(scripts.SHOWN)
    literal = {
        match[1] or match[2] for match in _SENTENCE.finditer(re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.S))
    }
    assert literal - said - _NO_WORDS == set()
