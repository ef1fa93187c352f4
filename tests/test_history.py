"""Last changes from git, in real repositories made on the spot; and who of the contributors is named."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from socml_site import pipeline
from socml_site.model import SitePath
from socml_site.read import Revision, read_history
from tests.conftest import Files, socml

Write = Callable[[Files], Path]


class Repository:
    """A git repository around a content folder."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.day = 0
        self.git("init", "-q", "-b", "main", *options)

    def git(self, *arguments: str, who: str = "Ada Lovelace <ada@example.org>") -> None:
        name, _, email = who.rstrip(">").partition(" <")
        when = f"2020-01-{self.day + 1:02d}T12:00:00+01:00"
        names = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", email), ("DATE", when))
        }
        environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *arguments], cwd=self.root, env=environment, check=True, capture_output=True)

    def commit(self, who: str = "Ada Lovelace <ada@example.org>", **files: str) -> None:
        """A commit, a day after the one before, that writes these files (`a__b` for a/b.md)."""
        self.day += 1
        for name, text in files.items():
            file = self.root / "content" / f"{name.replace('__', '/')}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Change", who=who)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "content").mkdir()
    return Repository(tmp_path)


BO = "Bo Diaz <bo@example.org>"


def _told(root: Path) -> dict[str, tuple[str, list[str]]]:
    found = read_history(root / "content").revisions
    return {path: (f"{one.at:%d}", [who.name for who in one.by]) for path, one in found.items()}


def test_each_file_has_its_last_change_and_all_who_wrote_it(repository: Repository) -> None:
    repository.commit(a="one", b="one")
    repository.commit(BO, a="two")
    repository.commit(a="three")
    assert _told(repository.root) == {"a.md": ("04", ["Ada Lovelace", "Bo Diaz"]), "b.md": ("02", ["Ada Lovelace"])}
    at = read_history(repository.root / "content").revisions["a.md"].at
    assert at == datetime.fromisoformat("2020-01-04T12:00:00+01:00")


def test_paths_with_spaces_and_letters_of_any_kind(repository: Repository) -> None:
    repository.commit(**{"über uns__日 本": "one", "q\"uo'te": "one", "new\nline": "one"})
    assert set(_told(repository.root)) == {"über uns/日 本.md", "q\"uo'te.md", "new\nline.md"}


def test_a_renamed_file_begins_anew(repository: Repository) -> None:
    repository.commit(BO, a="the same words")
    (repository.root / "content/a.md").rename(repository.root / "content/b.md")
    repository.commit()
    assert _told(repository.root)["b.md"] == ("03", ["Ada Lovelace"])


def test_a_merge_changes_nothing_itself(repository: Repository) -> None:
    repository.commit(a="one")
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(BO, b="two")
    repository.git("checkout", "-q", "main")
    repository.commit(a="three")
    repository.day += 1
    repository.git("merge", "-q", "--no-ff", "side", "-m", "Merge", who="Cy Merger <cy@example.org>")
    assert _told(repository.root) == {"a.md": ("04", ["Ada Lovelace"]), "b.md": ("03", ["Bo Diaz"])}


def test_a_mailmap_is_respected(repository: Repository) -> None:
    repository.commit("adal <ada@old.example>", a="one")
    repository.commit(a="two")
    (repository.root / ".mailmap").write_text("Ada Lovelace <ada@example.org> <ada@old.example>\n", encoding="utf-8")
    assert _told(repository.root)["a.md"] == ("03", ["Ada Lovelace"])


def test_only_the_content_counts(repository: Repository) -> None:
    (repository.root / "README.md").write_text("x", encoding="utf-8")
    repository.commit(a="one")
    (repository.root / "README.md").write_text("y", encoding="utf-8")
    repository.commit(BO)
    assert _told(repository.root) == {"a.md": ("02", ["Ada Lovelace"])}


def test_a_shallow_clone_says_nothing_but_that_it_is_one(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a="one")
    repository.commit(b="two")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(clone))
    found = read_history(clone / "content")
    assert found.revisions == {}
    assert [(one.path, one.code) for one in found.issues] == [(".", "history")]
    assert "history" in [one.code for one in pipeline.understand(clone / "content").issues]


def test_no_repository_no_commit_and_no_git_say_nothing(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({"a.md": "Text"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert read_history(root).revisions == {}
    assert read_history(tmp_path / "nowhere").revisions == {}
    Repository(tmp_path)
    assert read_history(root).revisions == {}
    assert read_history(root).issues == ()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(root).revisions == {}


def test_what_the_environment_says_of_another_repository_does_not_count(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(a="one")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Nobody")
    assert set(_told(repository.root)) == {"a.md"}


def test_a_strangers_repository_starts_no_program(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a="one")
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
    script.chmod(0o755)
    for setting in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand"):
        repository.git("config", setting, str(script))
    repository.git("config", "log.showSignature", "true")
    assert set(_told(repository.root)) == {"a.md"}
    assert not ran.exists()


def _missing(root: Path, name: str) -> None:
    """Take an object out of a repository, as a partial clone has never had it."""
    asked = ["git", "rev-parse", name]
    told = subprocess.run(asked, cwd=root, check=True, capture_output=True, text=True).stdout.strip()
    (root / ".git/objects" / told[:2] / told[2:]).unlink()


@pytest.fixture
def hostile(repository: Repository, tmp_path: Path) -> tuple[Repository, Path, Path]:
    """A repository that lacks the tree of its first commit, a program, and the file that this program makes."""
    repository.commit(a="one")
    repository.commit(BO, a="two")
    _missing(repository.root, "HEAD~1^{tree}")
    ran, script = tmp_path / "ran", tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    return repository, ran, script


PARTIAL = ("core.repositoryformatversion=1", "extensions.partialClone=origin")
FETCHES: dict[str, tuple[str, ...]] = {
    "ext": (*PARTIAL, "remote.origin.url=ext::{script}", "protocol.ext.allow=always"),
    "ssh": (*PARTIAL, "remote.origin.url=ssh://127.0.0.1/x", "core.sshCommand={script}"),
    "uploadpack": (*PARTIAL, "remote.origin.url={root}", "remote.origin.uploadpack={script}"),
    "uploadpack of a file": (*PARTIAL, "remote.origin.url=file://{root}", "remote.origin.uploadpack={script}"),
    "another address": (*PARTIAL, "remote.origin.url=x:y", "url.ext::{script} .insteadOf=x:", "protocol.allow=always"),
    "promisor": ("remote.evil.promisor=true", "remote.evil.url={root}", "remote.evil.uploadpack={script}",
                 "core.repositoryformatversion=1", "extensions.partialClone=evil"),
    "proxy": (*PARTIAL, "remote.origin.url=git://127.0.0.1/x", "core.gitProxy={script}"),
    "helper": (*PARTIAL, "remote.origin.vcs=ext", "remote.origin.url={script}", "protocol.allow=always",
               "protocol.ext.allow=always"),
    "included": (*PARTIAL, "include.path={included}"),
    "of a worktree": ("core.repositoryformatversion=1", "extensions.worktreeConfig=true"),
}  # fmt: skip
"""Configurations of a repository that start a program once an object is missing."""


@pytest.mark.parametrize("plain", [True, False], ids=["plain git runs it", "socml does not"])
@pytest.mark.parametrize("name", FETCHES)
def test_what_is_missing_is_not_fetched(hostile: tuple[Repository, Path, Path], name: str, plain: bool) -> None:
    repository, ran, script = hostile
    included = repository.root / "included"
    if name in ("included", "of a worktree"):
        file = included if name == "included" else repository.root / ".git/config.worktree"
        section = f'[remote "origin"]\nurl = {repository.root}\nuploadpack = {script}\n'
        file.write_text(f"[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = origin\n{section}")
        if name == "of a worktree":
            repository.git("config", "extensions.partialClone", "origin")
    for setting in FETCHES[name]:
        key, _, value = setting.format(script=script, root=repository.root, included=included).partition("=")
        repository.git("config", key, value)
    if plain:
        subprocess.run(["git", "log", "--name-only"], cwd=repository.root, check=False, capture_output=True)
    else:
        assert read_history(repository.root / "content").revisions == {}
    assert ran.exists() == plain


@pytest.mark.parametrize("name", ["HEAD", "HEAD~1", "HEAD^{tree}"])
def test_no_object_that_is_missing_is_fetched(hostile: tuple[Repository, Path, Path], name: str) -> None:
    repository, ran, script = hostile
    _missing(repository.root, name)
    for setting in FETCHES["uploadpack"]:
        key, _, value = setting.format(script=script, root=repository.root).partition("=")
        repository.git("config", key, value)
    assert read_history(repository.root / "content").revisions == {}
    assert not ran.exists()


def test_a_repository_among_the_content_runs_nothing(hostile: tuple[Repository, Path, Path]) -> None:
    repository, ran, script = hostile
    for setting in FETCHES["uploadpack"]:
        key, _, value = setting.format(script=script, root=repository.root).partition("=")
        repository.git("config", key, value)
    for name in ("config", "HEAD", "objects", "refs"):
        (repository.root / ".git" / name).rename(repository.root / "content" / name)
    assert read_history(repository.root / "content").revisions == {}
    assert not ran.exists()


SETTINGS = (
    "core.fsmonitor core.pager pager.log gpg.program gpg.ssh.program diff.external diff.x.command "
    "diff.x.textconv filter.x.clean filter.x.smudge filter.x.process core.sshCommand core.askPass "
    "core.editor core.alternateRefsCommand credential.helper alias.log alias.rev-parse "
    "uploadpack.packObjectsHook trace2.eventTarget man.x.cmd sequence.editor"
).split()


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_of_a_repository_starts_a_program(repository: Repository, tmp_path: Path, setting: str) -> None:
    ran, script = tmp_path / "ran", tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\n", encoding="utf-8")
    script.chmod(0o755)
    (repository.root / ".gitattributes").write_text("* diff=x filter=x\n", encoding="utf-8")
    repository.commit(a="one")
    value = f"!{script}" if setting.startswith("alias.") else str(script)
    for key, one in ((setting, value), ("log.showSignature", "true"), ("core.hooksPath", str(tmp_path))):
        repository.git("config", key, one)
    assert set(_told(repository.root)) == {"a.md"}
    assert not ran.exists()


def test_a_history_of_longer_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    longer = Repository(tmp_path, "--object-format=sha256")
    longer.commit(a="one")
    assert set(_told(longer.root)) == {"a.md"}


def test_a_worktree_and_a_shared_history_are_read(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a="one")
    repository.git("worktree", "add", "-q", str(tmp_path / "second"))
    assert set(_told(tmp_path / "second")) == {"a.md"}
    repository.git("clone", "-q", "--shared", str(repository.root), str(tmp_path / "third"))
    assert set(_told(tmp_path / "third")) == {"a.md"}


def _changes(root: Path, page: str) -> list[tuple[str, str | None]]:
    change = pipeline.understand(root / "content").relations.changes[SitePath(page)]
    return [(one.name, one.person) for one in change.by]


PEOPLE = """\
- {name: Ada Lovelace, aliases: [Countess], handle: adal}
- {name: Zorba Quux, handle: zq, listed: false}
- {name: Edda Lundqvist, as: A reader}
"""
TEXT = (
    "---\ndate: 2020-01-01\nattendees: [Ada Lovelace, Edda Lundqvist, Zorba Quux, Bo Diaz]\n{}---\n# S\n\nWords {}.\n"
)


def _wiki(repository: Repository, front: str = "") -> Path:
    (repository.root / "content/people.yml").write_text(PEOPLE, encoding="utf-8")
    authors = (
        "Countess <c@example.org>",
        "ada <12+adal@users.noreply.github.com>",
        "Ada Lovelace <ada@example.org>",
        "Zorba Quux <z@example.org>",
        "Zorba Quus <z@example.org>",
        "Zorba <z@example.org>",
        "zz <7+zq@users.noreply.github.com>",
        "edda lundqvist <e@example.org>",
        "robot[bot] <r@example.org>",
        "Nora Noname <n@example.org>",
        BO,
    )
    for number, who in enumerate(authors):
        repository.commit(who, fair__s=TEXT.format(front, number))
    return repository.root


def test_contributors_are_people_of_the_wiki_shown_as_they_want(repository: Repository) -> None:
    assert _changes(_wiki(repository), "fair/s/") == [
        ("Ada Lovelace", "people/ada-lovelace/"),
        ("A reader", "people/a-reader/"),
        ("Bo Diaz", "people/bo-diaz/"),
    ]


@pytest.mark.parametrize("policy", ["initials", "chatham-house"])
def test_where_not_everybody_may_be_named_no_contributor_is(repository: Repository, policy: str) -> None:
    root = _wiki(repository, f"policy: {policy}\n")
    change = pipeline.understand(root / "content").relations.changes[SitePath("fair/s/")]
    assert change.by == ()
    assert change.at.date().isoformat() == "2020-01-12"


def test_a_draft_has_no_change(repository: Repository) -> None:
    assert pipeline.understand(_wiki(repository, "status: draft\n") / "content").relations.changes == {}


def test_the_log_is_read_in_one_pass_whatever_it_holds() -> None:
    from socml_site.read.history import revisions

    log = "\x01A\x02a@x\x022020-01-02T00:00:00+00:00\0\nb.md\0c.md\0\x01odd\0\nd.md\0\x01B\x02b\x02\x02x\0\ne.md\0\0"
    found = revisions(log)
    assert list(found) == ["b.md", "c.md"]
    assert isinstance(found["b.md"], Revision)


PROJECT = """site_name: Notes
site_url: https://notes.example/
docs_dir: content
theme: {name: material, font: false}
plugins: [socml: {contributors: CONTRIBUTORS}]
"""


@pytest.mark.parametrize(
    ("contributors", "said"), [("true", "Changed 3 Jan 2020 by Bo Diaz."), ("false", "Changed 3 Jan 2020.")]
)
def test_page_feed_and_sitemap_say_when_the_file_was_changed(
    repository: Repository, contributors: str, said: str
) -> None:
    settings = PROJECT.replace("CONTRIBUTORS", contributors)
    (repository.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (repository.root / "content").mkdir(exist_ok=True)
    people = "- name: Ada Lovelace\n- name: Bo Diaz\n"
    (repository.root / "content/people.yml").write_text(people, encoding="utf-8")
    repository.commit(events__fair__sessions__bees="# Bees\n\nDate: 2019-05-04\n\nThey hum.\n")
    repository.commit(BO, events__fair__sessions__bees="# Bees\n\nDate: 2019-05-04\n\nThey hum loudly.\n")
    repository.commit(events__fair__sessions__ants="# Ants\n\nDate: 2019-05-03\n\nThey walk.\n")
    done = socml("build", ".", cwd=repository.root)
    assert done.returncode == 0, done.stdout + done.stderr
    site = repository.root / "site"
    page = re.sub(r"<[^>]*>", "", (site / "events/fair/sessions/bees/index.html").read_text(encoding="utf-8"))
    assert said.replace(" by Bo", " by Ada Lovelace, Bo") in page
    feed = (site / "events/fair/feed.xml").read_text(encoding="utf-8")
    assert re.findall("<updated>(.*?)</updated>", feed) == [
        "2020-01-04T11:00:00Z", "2020-01-03T11:00:00Z", "2020-01-04T11:00:00Z",
    ]  # fmt: skip
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "sessions/bees/</loc><lastmod>2020-01-03</lastmod>" in sitemap
