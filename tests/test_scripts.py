"""The theme's scripts: what they share with package and templates, what is sent of them, and what judges them."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from socml_site import pipeline
from socml_site.assets import theme_folder
from socml_site.emit import Options
from socml_site.emit.parts import common
from socml_site.pipeline import Understood
from socml_site.site.uncommented import published_script
from tests.conftest import ROOT, Files

ASSETS = theme_folder() / "assets"
SCRIPTS = sorted(ASSETS.glob("*.js"))
TEMPLATES = [file.read_text(encoding="utf-8") for file in sorted(theme_folder().rglob("*.html"))]
NODE = ROOT / "tools" / "node"
Run = Callable[..., subprocess.CompletedProcess[str]]
_ID = re.compile(r'\b(?:byId|getElementById)\("([^"]+)"')
_READ = """
const espree = require("espree");
const read = (text) => espree.parse(text, { ecmaVersion: "latest", sourceType: "module", tokens: true }).tokens
  .map((it) => [it.type, it.value]);
const pairs = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(pairs.filter(([, one, other]) => JSON.stringify(read(one)) !== JSON.stringify(read(other)))
  .map(([name]) => name)));
"""


def test_scripts_know_the_constants_of_the_package() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "constants.py"))["text"]()
    said = (ASSETS / "constants.js").read_text(encoding="utf-8")
    assert said == made, "python tools/constants.py writes theme/assets/constants.js anew"


def test_every_facet_of_the_index_is_one_that_scripts_know(understand: Callable[[Files], Understood]) -> None:
    files = {
        "topics.yml": "- label: hoses\n",
        "events/fair/index.md": "# Fair\n",
        "events/fair/sessions/2026-10-07-hoses.md": "# Hoses\n\nModerator: Ada Example\n\nNotes: Bo Example\n\n"
        "Present: Cy Example, Di Example\n\n## Hoses\n\nCy Example: They leak.\n\nDi Example: All?\n",
    }
    _, artifacts = pipeline.emit(understand(files), Options())
    found = {name for one in artifacts if one.search for name, _ in one.search.facets}
    assert set(common.FACETS) <= found <= {*common.FACETS, *common.ROLE_FACETS.values()}
    assert {"moderator", "note-taker", "attendee"} <= found


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_every_element_that_a_script_asks_for_is_in_a_template(script: Path) -> None:
    asked = set(_ID.findall(script.read_text(encoding="utf-8")))
    assert [one for one in sorted(asked) if not any(f'id="{one}"' in html for html in TEMPLATES)] == []


def test_the_theme_is_kept_under_the_name_that_the_first_line_of_a_page_looks_for() -> None:
    kept = re.findall(r'localStorage\.\w+\("([^"]+)"', (ASSETS / "socml.js").read_text(encoding="utf-8"))
    assert set(kept) == set(re.findall(r'localStorage\.\w+\("([^"]+)"', "".join(TEMPLATES)))
    assert kept


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("/* One\n   two */\nlet a;\n", "let a;\n"),
        ("  // One\n  let a; // two\n\n", "  let a; // two\n"),
        ("/** One\n    @type {A} */\nlet a;\n", "let a;\n"),
        ("let a = /** @type {A} */ (b);\n", "let a = (b);\n"),
        ("/** @type {A} */ (b).c(/** @type {D} */ (d));\n", "(b).c((d));\n"),
        ("a(/\\/*$/, b); /* c */\nd();\n", "a(/\\/*$/, b); /* c */\nd();\n"),
        ('let a = "// b"; let c = `/* ${a} */`;\n', 'let a = "// b"; let c = `/* ${a} */`;\n'),
    ],
)
def test_comments_are_not_sent(script: str, sent: str) -> None:
    assert published_script(script) == sent


def test_what_is_sent_of_each_script_does_the_same(run: Run) -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in SCRIPTS}
    pairs = [(name, text, published_script(text)) for name, text in texts.items()]
    done = run("node", "-e", _READ, cwd=NODE, given=json.dumps([*pairs, ("another", "let a;", "let b;")]))
    assert json.loads(done.stdout) == ["another"], done.stderr
    assert sum(len(sent) for _, _, sent in pairs) < 0.8 * sum(map(len, texts.values()))


@pytest.fixture
def run() -> Run:
    """Runs a program to its end."""

    def done(*command: str, cwd: Path, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, check=False, timeout=60)

    return done


PLANTED = (
    ("search-choices.js", 'presenter: say("Presenter"), ', "", "Property 'presenter' is missing"),
    ("constants.js", '"topic", "person"]', '"topic", "person", "room"]', "Property 'room' is missing"),
    ("graph-data.js", "/** @param {Data} data\n    @returns {Graph} */", "", "implicitly has an 'any' type"),
    ("offline-store.js", "socmlConstants.kept", "socmlConstants.missing", "Property 'missing' does not exist"),
)
"""Script, what stands there, what is put in its place, and what TypeScript says then."""


def test_planted_faults_of_types_are_found(tmp_path: Path, run: Run) -> None:
    shutil.copytree(ASSETS, tmp_path / "theme" / "assets")
    node = tmp_path / "tools" / "node"
    shutil.copytree(NODE, node, ignore=shutil.ignore_patterns("node_modules"))
    (node / "node_modules").symlink_to(NODE / "node_modules")
    for script, before, after, _ in PLANTED:
        file = tmp_path / "theme" / "assets" / script
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, script
        file.write_text(text.replace(before, after), encoding="utf-8")
    said = run("node_modules/.bin/tsc", "--project", ".", cwd=node).stdout
    assert [fault for *_, fault in PLANTED if fault not in said] == [], said


def test_a_planted_fault_of_style_is_found(run: Run) -> None:
    command = ["tools/node/node_modules/.bin/eslint", "--config", "tools/node/eslint.config.mjs", "--stdin"]
    text = "const { say } = socml;\nconst unused = 1;\nif (say = 2) missing();\n"
    done = run(*command, "--stdin-filename", "theme/assets/search.js", "--format", "json", cwd=ROOT, given=text)
    found = {one["ruleId"] for one in json.loads(done.stdout)[0]["messages"]}
    assert found == {"no-unused-vars", "no-cond-assign", "no-const-assign", "no-constant-condition", "no-undef"}
