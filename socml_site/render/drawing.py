"""How a mark looks in the HTML of a page: a word for an outcome, a speaker set apart for a turn.

Everything said in the minutes stays in its order; only the word of an outcome is added, and it is kept out of the
search index.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from socml_site.interface import msg
from socml_site.model import Document, Outcome, OutcomeKind, Owner, Turn
from socml_site.render.marks import Draw, Drawn, Mark
from socml_site.render.recordings import Recording, recording_of, seconds_of
from socml_site.render.templates import Interface
from socml_site.urls import relative_url

WORDS = {
    OutcomeKind.DECISION: msg("Decided"),
    OutcomeKind.ACTION: msg("Action"),
    OutcomeKind.QUESTION: msg("Open"),
    OutcomeKind.INFO: msg("Info"),
    OutcomeKind.GAP: msg("Missed word"),
}
_IGNORED = " data-pagefind-ignore"

_OPENING = re.compile(r"(?:<(?:strong|em|b|i|u|mark|code|cite)>|<a(?: [^<>]*)?>|&lt;|[\[(@*_“\"])*")
_SPACES = re.compile(r"[\s,;–—-]*")
_TAIL = re.compile(
    r"((?:</(?:strong|em|b|i|u|mark|code|cite|a)>|&gt;|[\])*_”\"])*)"
    r"((?:\s{0,3}[\[(][^()\[\]<>]{0,80}[\])])?)"
    r"((?:</(?:strong|em|b|i|u|mark|code|cite|a)>)*)"
    r"((?:\s?[:：])?)"
    r"((?:</(?:strong|em|b|i|u|mark|code|cite|a)>)*)"
)
_OPENED = re.compile(r"<([a-z]+)")
_CLOSED = re.compile(r"</([a-z]+)>")
_NEAR = 60
"""How many characters before a turn its time stamp may stand."""


def drawer(document: Document, speakers: Mapping[str, Owner], interface: Interface) -> Draw:
    """How the marks of a document are drawn; `speakers` are those of its turns as they may be shown."""
    # Within minutes in another language the words of the interface say that they are in their own.
    lang = interface.own() if interface.lang(document.language) else ""
    recording = recording_of(document) if document.minutes.turns else None

    def draw(mark: Mark, html: str, at: int, linked: bool) -> Drawn:
        if isinstance(mark.said, Turn):
            owner = speakers.get(mark.said.speaker)
            link = relative_url(owner.person, document.url) if owner and owner.person is not None else ""
            name, link = owner.name if owner else "", link if linked else ""
            return _Speaker(mark, mark.said, name, link, recording, linked, interface).of(html, at)
        return Drawn(_outcome(mark, mark.said, linked, interface, lang), at)

    return draw


def _outcome(mark: Mark, said: Outcome, linked: bool, interface: Interface, lang: str) -> str:
    """The word that says what kind of outcome stands here; it links to itself, to be copied."""
    word, kind = WORDS[said.kind], said.kind.value
    if said.withdrawn:
        word, kind = msg("Withdrawn"), "withdrawn"
    elif said.done and said.kind is OutcomeKind.ACTION:
        word, kind = msg("Done"), "done"
    elif said.done and said.kind is OutcomeKind.QUESTION:
        word, kind = msg("Asked"), "asked"
    anchor, word = escape(mark.anchor), interface.t(word)
    shown = f'<a href="#{anchor}">{word}</a>' if linked else word
    return f'<span class="mark mark-{kind}" id="{anchor}"{lang}{_IGNORED}>{shown}</span> '


class _Speaker:
    """Who speaks, set apart, at the beginning of a turn."""

    def __init__(
        self,
        mark: Mark,
        turn: Turn,
        name: str,
        link: str,
        recording: Recording | None,
        linked: bool,
        interface: Interface,
    ) -> None:
        self.interface = interface
        self.mark, self.turn, self.name, self.link, self.linked = mark, turn, name, link, linked
        self.anchor = escape(mark.anchor)
        seconds = seconds_of(turn.time) if turn.time else None
        self.moment = recording.at(seconds) if recording and seconds is not None and linked else ""

    def of(self, html: str, at: int) -> Drawn:
        """The beginning of the turn in `html` from `at` on, up to and with the colon."""
        stamp, after_stamp = self._stamp_at(html, at)
        opening = _OPENING.match(html, after_stamp)
        begin = opening.end() if opening else after_stamp
        label = escape(self.turn.label, quote=False)
        if not label or not html.startswith(label, begin):
            return Drawn(f'<span class="said-by" id="{self.anchor}"></span>{self._here()}', at)
        opened = html[after_stamp:begin]
        before, tail, end = self._tail(html, opened, begin + len(label))
        shown = self._linked(label, "<a" in opened)
        later, behind = ("", end) if stamp else self._stamp_behind(html, end)
        moment = later or ("" if stamp or self._time_in(tail) or self._time_near(html, at) else self._moment())
        inner = f"{opened}{shown}{self._stamped(tail)}" if before else f"{shown}{self._stamped(tail)}"
        outer = "" if before else opened
        here = "" if self._points(inner + stamp + moment) else self._here()
        return Drawn(f'{outer}<span class="said-by" id="{self.anchor}">{stamp}{inner}{here}{moment}</span>', behind)

    def _tail(self, html: str, opened: str, end: int) -> tuple[bool, str, int]:
        """What belongs to the label behind it, and whether what was opened before it closes in there, all of it."""
        match = _TAIL.match(html, end)
        if not match:
            return not opened, "", end
        names, closed = _OPENED.findall(opened), _CLOSED.findall(match[0])
        if closed == names[::-1]:
            return True, self._colon(match), match.end()
        if not closed:
            return False, self._colon(match), match.end()
        return False, "", end

    @staticmethod
    def _colon(match: re.Match[str]) -> str:
        colon = f'<span class="said-colon">{match[4]}</span>' if match[4] else ""
        return f"{match[1]}{match[2]}{match[3]}{colon}{match[5]}"

    def _linked(self, label: str, within_link: bool) -> str:
        full = self.name if self.name and self.name != self.turn.label else ""
        title = f' title="{escape(full)}"' if full else ""
        if self.link and not within_link:
            return f'<a class="speaker" href="{escape(self.link)}"{title}>{label}</a>'
        if self.linked and not within_link and not self.link:
            return f'<a class="speaker speaker-bare" href="#{self.anchor}"{title}>{label}</a>'
        return f'<span class="speaker"{title}>{label}</span>'

    def _points(self, html: str) -> bool:
        """Whether something there already links to the turn itself."""
        return f'href="#{self.anchor}"' in html

    def _here(self) -> str:
        if not self.linked:
            return ""
        name = self.name or self.turn.label
        label = escape(self.interface.words.t("Link to what {name} said here", name=name))
        return f'<a class="here" href="#{self.anchor}" aria-label="{label}"></a>'

    def _moment(self, words: str = "") -> str:
        """The turn's time stamp, which leads to the moment in the recording, or else to the turn."""
        if not self.turn.time:
            return ""
        if not words:
            return f" {self._moment(escape(self.turn.time, quote=False))}"
        if not self.linked:
            return f'<span class="said-at">{words}</span>'
        if self.moment:
            title = self.interface.t("Watch from here")
            return f'<a class="said-at" href="{escape(self.moment)}" title="{title}">{words}</a>'
        return f'<a class="said-at" href="#{self.anchor}">{words}</a>'

    def _stamp_at(self, html: str, at: int) -> tuple[str, int]:
        """A time stamp before the speaker, drawn, and where the speaker begins."""
        end = self._stamp_end(html, at)
        if end is None:
            return "", at
        spaces = _SPACES.match(html, end)
        behind = spaces.end() if spaces else end
        return self._moment(html[at:end]) + html[end:behind], behind

    def _stamp_behind(self, html: str, at: int) -> tuple[str, int]:
        """A time stamp behind the speaker, drawn, and where the words begin."""
        spaces = _SPACES.match(html, at)
        begin = spaces.end() if spaces else at
        end = self._stamp_end(html, begin)
        return ("", at) if end is None else (html[at:begin] + self._moment(html[begin:end]), end)

    def _stamp_end(self, html: str, at: int) -> int | None:
        """Where the turn's time stamp ends, perhaps in brackets, if it stands at `at`."""
        stamp = escape(self.turn.time, quote=False)
        begin = at + 1 if html[at : at + 1] in ("[", "(") else at
        if not stamp or not html.startswith(stamp, begin):
            return None
        end = begin + len(stamp)
        return end + 1 if html[end : end + 1] in ("]", ")") else end

    def _time_in(self, tail: str) -> bool:
        return bool(self.turn.time) and escape(self.turn.time, quote=False) in tail

    def _time_near(self, html: str, at: int) -> bool:
        return bool(self.turn.time) and escape(self.turn.time, quote=False) in html[max(0, at - _NEAR) : at]

    def _stamped(self, tail: str) -> str:
        if not self._time_in(tail):
            return tail
        stamp = escape(self.turn.time, quote=False)
        whole = next((one for one in (f"({stamp})", f"[{stamp}]") if one in tail), stamp)
        return tail.replace(whole, self._moment(whole), 1)
