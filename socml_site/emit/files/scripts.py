"""The words of the interface that scripts say, for a site in another language than English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from socml_site.assets import theme_folder
from socml_site.emit.options import Options
from socml_site.emit.parts import common, said
from socml_site.interface import ENGLISH, SEPARATOR
from socml_site.model import Artifact, Wiki

_TEXT = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"\bsay\(\s*{_TEXT}")
_COUNTED = re.compile(rf"\bplural\([^\"]{{0,200}}?,\s*{_TEXT},\s*{_TEXT}")
NOBODY = "Nobody named"
"""What a register shows where an action has no owner."""
SHOWN = (*common.KIND_NAMES.values(), common.PERSON, common.TOPIC, *said.STATES, NOBODY)
"""Values of facets and filters: kept in English, translated where a script shows them."""


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """`assets/words.js`: sets the table of the strings that the theme's scripts use; none for English."""
    if options.words.language.split("-")[0] == ENGLISH:
        return
    table = options.words.table
    texts = {*SHOWN, *(text for script in scripts() for text in said_by(script))}
    words = json.dumps({text: table[text] for text in sorted(texts) if text in table}, ensure_ascii=False)
    yield Artifact(path="assets/words.js", body=f"window.socmlWords = {words};\n")


def scripts() -> Iterable[str]:
    """The theme's own scripts; what comes from elsewhere has words of its own."""
    return (file.read_text(encoding="utf-8") for file in sorted((theme_folder() / "assets").glob("*.js")))


def said_by(script: str) -> Iterator[str]:
    """The keys of all strings a script says: of `say("...")`, and of `plural(n, "...", "...")` both forms."""
    for match in _SAID.finditer(script):
        yield json.loads(f'"{match[1]}"')
    for match in _COUNTED.finditer(script):
        yield SEPARATOR.join(json.loads(f'"{match[number]}"') for number in (1, 2))
