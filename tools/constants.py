"""Makes theme/assets/constants.js anew: what the package decides and scripts must know too.

python tools/constants.py

A test compares the script with the package. The types of the other scripts are taken from it, so that a facet or a kind
that a script does not know is found by TypeScript.
"""

from __future__ import annotations

import json
from pathlib import Path

from socml_site.emit.files import scripts
from socml_site.emit.pages import graph
from socml_site.emit.parts import common
from socml_site.model import Kind
from socml_site.site import offline, search

SCRIPT = Path(__file__).resolve().parent.parent / "theme/assets/constants.js"
HEAD = """\
/* What the package decides and scripts must know too. Made by tools/constants.py: do not change it here. */
const socmlConstants = /** @type {const} */ ("""


def constants() -> dict[str, object]:
    """Each constant by the name it has in scripts."""
    return {
        # The search index: its folder, its facets, and what of it is not shown.
        "index": search.FOLDER,
        "spellings": search.WORDS,
        "every": search.EVERY,
        "synonyms": search.SYNONYMS,
        "facets": common.FACETS,
        "roles": tuple(common.ROLE_FACETS.values()),
        # Values that scripts tell from others.
        "session": common.KIND_NAMES[Kind.SESSION],
        "person": common.PERSON,
        "topic": common.TOPIC,
        "nobody": scripts.NOBODY,
        # The graph: kinds in the order of its data, and rows that its table begins with.
        "nodes": graph.KINDS,
        "rows": graph.ROWS,
        # What is kept on a device, and the file for a disk.
        "kept": offline.MANIFEST,
        "worker": offline.WORKER,
        "fields": offline.FIELDS,
    }


def text() -> str:
    """The script."""
    lines = (f"  {name}: {json.dumps(value)},\n" for name, value in constants().items())
    return f"{HEAD}{{\n{''.join(lines)}}});\n"


if __name__ == "__main__":
    SCRIPT.write_text(text(), encoding="utf-8")
