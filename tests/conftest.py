"""What tests share: content folders made on the spot, and the project's own site, built once."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2
import pytest
from hypothesis import HealthCheck, settings

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.issues import Issue
from socml_site.minutes import read_documents
from socml_site.model import Artifact, Document, SourcePath, Wiki
from socml_site.pipeline import Understood
from socml_site.read.source import Source, read_source
from socml_site.render import Settings, shown_html
from socml_site.site import search
from tests.commands import OF_ALL_TESTS, ROOT, socml

# The same examples on every run: a change that breaks something is seen, and nothing else is.
settings.register_profile(
    "socml", max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", parent=settings.get_profile("socml"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("SOCML_HYPOTHESIS", "socml"))

Files = Mapping[str, str | bytes]
PATIENCE = 60
"""Seconds of work after which a test is said to hang: more than any needs on the slowest machine."""


@dataclass(frozen=True)
class Page:
    """A page without the shell around it."""

    artifact: Artifact
    html: str
    record: str
    """What the search index is told of it."""


class Pages(dict[str, Page]):
    """The pages of a wiki by address, and the text of its other files by path."""

    def __init__(self, pages: dict[str, Page], files: dict[str, str]) -> None:
        super().__init__(pages)
        self.files = files


def text_of(artifact: Artifact) -> str:
    """What is written into a file."""
    return artifact.body.decode() if isinstance(artifact.body, bytes) else "".join(artifact.body)


class _Compiled(jinja2.BytecodeCache):
    """Templates that are compiled, for all wikis a process builds: to compile them takes longer than a small wiki."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[None]:
    """Has each template compiled once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2, "Environment", partial(jinja2.Environment, bytecode_cache=_Compiled()))
        yield


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], Path]:
    """A content folder that holds these files."""

    def made(files: Files) -> Path:
        root = tmp_path / "content"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return made


@pytest.fixture
def never_hangs() -> Iterator[None]:
    """Ends a test that would go on or wait for minutes: a net, and no measure; `tests.bench.growth` measures."""

    def end(number: int, frame: object) -> None:
        pytest.fail("this hangs")

    # Seconds of this process, so that others at work do no harm, and of the clock for what only waits.
    nets = {
        signal.SIGVTALRM: (signal.ITIMER_VIRTUAL, PATIENCE),
        signal.SIGALRM: (signal.ITIMER_REAL, 5 * PATIENCE),
    }
    before = {number: signal.signal(number, end) for number in nets}
    for timer, seconds in nets.values():
        signal.setitimer(timer, seconds)
    yield
    for number, (timer, _) in nets.items():
        signal.setitimer(timer, 0)
        signal.signal(number, before[number])


def calls(work: Callable[[], object]) -> int:
    """How many functions are called in the course of a work: the same number on any machine, whatever its load."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture
def understand(write: Callable[[Files], Path]) -> Callable[[Files], Understood]:
    """What the pipeline understands of a content folder that holds these files."""
    return lambda files: pipeline.understand(write(files))


@pytest.fixture
def wiki_of(understand: Callable[[Files], Understood]) -> Callable[[Files], Wiki]:
    """The index of a content folder that holds these files."""
    return lambda files: pipeline.emit(understand(files), Options())[0]


@pytest.fixture
def pages(understand: Callable[[Files], Understood]) -> Callable[[Files], Pages]:
    """The pages of a content folder that holds these files, by address, without the shell around them."""

    def made(files: Files) -> Pages:
        built = pipeline.build(understand(files), Options(), Settings(jobs=1))
        pages = zip(built.pages, built.articles, strict=True)
        words = {one.path: search.record(one, shown_html(one, built.contents), "en") for one in built.pages}
        found = {one.path: Page(one, html, words[one.path]) for one, html in pages}
        return Pages(found, {one.path: text_of(one) for one in built.files})

    return made


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Gives a folder by its name, made by whichever process asks first; nobody may change what is in it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder = base / "once" / name
        folder.parent.mkdir(exist_ok=True)
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                beside = tmp_path_factory.mktemp("beside") / "made"
                make(beside)
                beside.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The site of the project's own content, built by the command a user would give."""

    def make(folder: Path) -> None:
        done = socml("build", str(ROOT), "--site-dir", str(folder))
        assert done.returncode == 0, done.stdout + done.stderr

    return once("own", make)


def run(module: str, *arguments: str, cwd: Path | None = None, seconds: int = 120) -> subprocess.CompletedProcess[str]:
    """Run a program of this Python's environment, and keep what it prints."""
    environment = {**os.environ, **OF_ALL_TESTS}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=seconds
    )


def file_of(path: str) -> bytes:
    """The smallest file that is what the ending of its name says, and says that it is a stranger's."""
    heads = {".png": b"\x89PNG\r\n\x1a\n", ".zip": b"PK\x03\x04", ".gz": b"\x1f\x8b", ".pdf": b"%PDF-1.7\n"}
    if path.lower().endswith(".svg"):
        return b'<svg xmlns="http://www.w3.org/2000/svg"><title>strange</title></svg>'
    return heads.get(Path(path).suffix.lower(), b"") + b"strange"


def source_of(text: str | bytes, path: str = "notes/a.md") -> Source:
    """A file with this text, as read."""
    data = text if isinstance(text, bytes) else text.encode()
    source, _ = read_source(SourcePath(path), data)
    assert not source.unread, "the file was taken for no text"
    return source


def first_document(source: Source, files: frozenset[str]) -> tuple[Document, tuple[Issue, ...]]:
    """The document a file is, or its head if it holds several sessions, and all that is wrong with the file."""
    found, issues = read_documents(source, files)
    return found[0], issues


@pytest.fixture(scope="session")
def sample() -> Understood:
    """What is understood of the sound sample site."""
    return pipeline.understand(ROOT / "tests" / "sites" / "good")
