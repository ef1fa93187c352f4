"""One file to Markdown, whatever it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from socml_site.importing import html, markdown, pandoc, plain_text, transcript, tree
from socml_site.importing.archive import ArchiveError, open_archive
from socml_site.importing.values import Converted, Media, Origin
from socml_site.interface import plural
from socml_site.issues import Issue
from socml_site.model import SourcePath
from socml_site.read.decode import decode
from socml_site.read.source import read_source
from socml_site.text.markdown import blank_code, headings
from socml_site.text.markdown import plain as words_of

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_OF_GOOGLE = re.compile(r"(?<!\s)\s++[-–]\s+Google (?:Docs|Drive|Documents)$|^Untitled( document)?$", re.IGNORECASE)


def convert(origin: Origin) -> Converted:
    """What a file becomes. Nothing in it makes this raise."""
    try:
        data = origin.path.read_bytes()
    except OSError as error:
        return Converted(fault=f"It cannot be opened: {error.strerror}.")
    try:
        done = _BY_FORM[origin.form](data, origin)
    except (ArchiveError, pandoc.PandocError) as error:
        return Converted(fault=str(error))
    except RecursionError:
        return Converted(fault="It is nested too deep to be read.")
    if not done.fault and not done.text.strip() and not done.head:
        return replace(done, fault="There is nothing in it.")
    return done


def opening(text: str) -> str:
    """The title a text begins with: a heading above all others; one of several like it is but that of a section."""
    found = [one for one in headings(text, blank_code(text)) if words_of(one.text)]
    if not found or not found[0].opens or any(one.level <= found[0].level for one in found[1:]):
        return ""
    return words_of(found[0].text)


def _markdown(data: bytes, origin: Origin) -> Converted:
    text = _decoded(data)
    if text is None:
        return _NO_TEXT
    source, issues = read_source(SourcePath(origin.inside), text.encode())
    # What stands before the text, with the line that ends it.
    head = text[: len(text) - len(source.text)].rstrip("\n")
    done = markdown.convert(source.text)
    faults = [issue for issue in (*decode(data, origin.inside)[1], *issues) if issue.code in ("encoding", "yaml")]
    return replace(done, head=f"{head}\n" if head else "", remarks=(*done.remarks, *_told(faults)))


def _text(data: bytes, origin: Origin) -> Converted:
    text = _decoded(data)
    if text is None:
        return _NO_TEXT
    done = markdown.convert(plain_text.markdown(text))
    return replace(done, remarks=(*done.remarks, *_told(decode(data, origin.inside)[1])))


def _transcript(data: bytes, origin: Origin) -> Converted:
    return transcript.convert(data, origin.form)


def _archive(data: bytes, origin: Origin) -> Converted:
    opened = open_archive(data, origin.form)
    counts = Counter(deletion=opened.deletions, insertion=opened.insertions, comment=opened.comments)
    return _by_pandoc(opened.data, origin.form, opened.media, counts)


def _html(data: bytes, origin: Origin) -> Converted:
    text = html.decoded(data)
    if text is None or _is_noise(text):
        return _NO_TEXT
    text, scripts = html.plainer(text)
    done = _by_pandoc(text.encode(), "html", (), Counter())
    # A page's heading says better what it is about than the title of its window.
    title = "" if opening(done.text) else _OF_GOOGLE.sub("", done.title)
    left = (f"{plural(scripts, 'script', 'scripts')} left out",) if scripts else ()
    return replace(done, title=title, remarks=(*done.remarks, *left))


def _mediawiki(data: bytes, origin: Origin) -> Converted:
    text = _decoded(data)
    return _NO_TEXT if text is None else _by_pandoc(text.encode(), "mediawiki", (), Counter())


def _by_pandoc(data: bytes, form: str, media: tuple[Media, ...], counts: Counter[str]) -> Converted:
    found, title, met = tree.cleaned(pandoc.read(data, form), form)
    done = markdown.convert(pandoc.write(found))
    return replace(done, title=title, media=(*media, *done.media), remarks=(*_kept(counts + met), *done.remarks))


def _kept(counts: Counter[str]) -> Iterator[str]:
    changes = [plural(counts[one], one, f"{one}s") for one in ("insertion", "deletion") if counts[one]]
    if changes:
        yield f"tracked changes accepted: {' and '.join(changes)}"
    if counts["comment"]:
        count = counts["comment"]
        kept = f"{plural(count, 'comment is', 'comments are')} kept as {'a footnote' if count == 1 else 'footnotes'}"
        yield f"{kept}; see whether that may be published"
    if counts["template"]:
        yield f"{plural(counts['template'], 'template is', 'templates are')} kept as written"


def _told(issues: list[Issue] | tuple[Issue, ...]) -> tuple[str, ...]:
    return tuple(f"in the source, line {issue.line}: {issue.message}" for issue in issues)


def _decoded(data: bytes) -> str | None:
    text = decode(data, "")[0]
    return None if text is None or _is_noise(text) else text


def _is_noise(text: str) -> bool:
    """Whether a text is none, though it could be decoded: one sign in fifty is a control character."""
    sample = text[:100_000]
    return len(_CONTROL.findall(sample)) * 50 > len(sample)


_NO_TEXT = Converted(fault="It is not text, whatever its name says.")
_BY_FORM: dict[str, Callable[[bytes, Origin], Converted]] = {
    "markdown": _markdown,
    "text": _text,
    "vtt": _transcript,
    "srt": _transcript,
    "docx": _archive,
    "odt": _archive,
    "html": _html,
    "mediawiki": _mediawiki,
}
