"""Of a transcript no word is lost without a word about it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socml_site.importing import transcript

_TAGS = (
    "",
    "",
    "",
    "<v Nora Quill>",
    "<v.loud Tomas\nBerg>",
    "<c.yellow>",
    "<i>",
    "</i>",
    "<laughs> ",
    "&amp; ",
    "- ",
    "> ",
)
_BEHIND = (
    "",
    "",
    "",
    " -->",
    " --> x",
    " &lt;b&gt;",
    "</v>",
    "</c>",
    " <00:00:02.000>",
    " 42",
    ":",
    " *",
    " a < b > c",
)
_line = st.builds(
    lambda tag, word, end: (f"{tag}w{word}q{end}", word),
    *map(st.sampled_from, (_TAGS,)),
    st.integers(0, 10**6),
    st.sampled_from(_BEHIND),
)
_cue = st.tuples(
    st.sampled_from(["", "", "17", "intro", "b1-0"]),
    st.sampled_from(["", " align:start", " X1:10 X2:20"]),
    st.lists(st.tuples(_line, st.integers(0, 2)), max_size=4),
)


def _written(cues: list[tuple[str, str, list[tuple[tuple[str, int], int]]]], form: str, end: str, mark: bytes) -> bytes:
    blocks = ["WEBVTT - call", "", "NOTE by hand", "", "STYLE", "::cue { color: red }", ""] if form == "vtt" else []
    for number, (name, settings, lines) in enumerate(cues):
        sign = "." if form == "vtt" else ","
        blocks += [name] if name and form == "vtt" else [] if form == "vtt" else [str(number + 1)]
        blocks.append(f"00:00:{number:02}{sign}000 --> 00:00:{number + 1:02}{sign}000{settings}")
        for (text, _), gaps in lines:
            blocks += [text, *[""] * gaps]
        blocks.append("")
    return mark + "\n".join(blocks).rstrip("\n").replace("\n", end).encode()


@given(
    st.lists(_cue, min_size=1, max_size=5),
    st.sampled_from(["vtt", "srt"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_every_word_of_a_cue_is_kept(
    cues: list[tuple[str, str, list[tuple[tuple[str, int], int]]]], form: str, end: str, mark: bytes
) -> None:
    done = transcript.convert(_written(cues, form, end, mark), form)
    words = [f"w{word}q" for _, _, lines in cues for (_, word), _ in lines]
    assert done.fault == ("" if words else "It is a transcript in which nothing is said.")
    assert [word for word in words if word not in done.text] == []
    assert done.remarks == ()


KEPT: dict[str, tuple[str, str, str]] = {
    "an empty line in a cue": (
        "vtt",
        "00:01.000 --> 00:03.000\nNora Quill: first line\n\nand what follows\n\n"
        "00:05.000 --> 00:06.000\nTomas Berg: last",
        "**Nora Quill** (00:00:01): first line and what follows\n\n**Tomas Berg** (00:00:05): last\n",
    ),
    "two empty lines and a line of spaces": (
        "vtt",
        "00:01.000 --> 00:03.000\none\n\n\ntwo\n  \nthree\n",
        "(00:00:01) one two three\n",
    ),
    "an empty line in a cue of subtitles": (
        "srt",
        "1\n00:00:01,000 --> 00:00:03,000\none\n\ntwo\n\n2\n00:00:05,000 --> 00:00:06,000\nthree\n",
        "(00:00:01) one two three\n",
    ),
    "an empty line before the words": ("vtt", "00:01.000 --> 00:03.000\n\none\n", "(00:00:01) one\n"),
    "a cue without words": (
        "vtt",
        "00:01.000 --> 00:03.000\n\n00:03.000 --> 00:04.000\none\n",
        "(00:00:03) one\n",
    ),
    "no empty line between cues": (
        "srt",
        "1\n00:00:01,000 --> 00:00:03,000\none\n2\n00:00:05,000 --> 00:00:06,000\ntwo\n",
        "(00:00:01) one two\n",
    ),
    "a comment between cues": (
        "vtt",
        "00:01.000 --> 00:03.000\none\n\nNOTE\nby hand\n\n00:03.000 --> 00:04.000\ntwo",
        "(00:00:01) one two\n",
    ),
    "a name of a cue": ("vtt", "intro\n00:01.000 --> 00:03.000\none\n", "(00:00:01) one\n"),
    "an arrow in the words": ("vtt", "00:01.000 --> 00:03.000\none --> two\n", "(00:00:01) one --> two\n"),
    "a number alone": ("vtt", "00:01.000 --> 00:03.000\n42\n\n7\n\nmore\n", "(00:00:01) 42 7 more\n"),
    "what only looks like a tag": (
        "vtt",
        "00:01.000 --> 00:03.000\n<laughs> a list<T> and <b>so</b> on\n",
        "(00:00:01) \\<laughs> a list\\<T> and so on\n",
    ),
    "times without thousandths": ("vtt", "00:00:01 --> 00:00:03\none\n", "(00:00:01) one\n"),
    "a voice over several lines": (
        "vtt",
        "00:01.000 --> 00:03.000\n<v Nora\nQuill>one\n\ntwo</v>\n",
        "**Nora Quill** (00:00:01): one two\n",
    ),
    "cues at the same time": (
        "vtt",
        "00:01.000 --> 00:03.000\n<v Ada>one\n\n00:01.000 --> 00:03.000\n<v Bo>two\n",
        "**Ada** (00:00:01): one\n\n**Bo** (00:00:01): two\n",
    ),
}


@pytest.mark.parametrize(("form", "cues", "text"), KEPT.values(), ids=KEPT)
def test_words_are_kept(form: str, cues: str, text: str) -> None:
    done = transcript.convert((("WEBVTT\n\n" if form == "vtt" else "") + cues).encode(), form)
    assert (done.fault, done.text, done.remarks) == ("", text, ())


@pytest.mark.parametrize(
    ("cues", "remark"),
    [
        ("stray words\nand more\n\n00:01.000 --> 00:03.000\none\n", "2 lines before the first cue are left out"),
        (
            "00:01.000 --> 00:03.000\none\n\n00:99x --> 00:04.000\nlost\n",
            "1 cue whose times cannot be read is left out",
        ),
        (
            "00:01.000 --> 00:03.000\none\n\nsaid or not\n00:03.000 --> 00:04.000\ntwo\n",
            "1 name of a cue is left out",
        ),
    ],
)
def test_what_is_left_out_is_told(cues: str, remark: str) -> None:
    done = transcript.convert(f"WEBVTT\n\n{cues}".encode(), "vtt")
    assert done.remarks == (remark,)
    assert re.search(r"\bone\b", done.text)
