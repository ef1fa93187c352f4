"""A line that may begin a turn, and what names and clocks look like in all forms of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from socml_site.minutes.lines import Line

DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?"
    r"|(?:[^\W\d_]{2,9}\.?,?\s)?\d{1,2}\.?[ -][^\W\d_]{3,10}\.?,?[ -]\d{2,4}"
    r"|(?:[^\W\d_]{2,9}\.?,?\s)?[^\W\d_]{3,10}\.?\s\d{1,2},?(?:\s\d{4})?)"
)
"""A day as programs write it: "12.06.27", "12-Jun-2027", "Sat, Jun 12, 2027"."""
CLOCK = r"(\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?)(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?"
"""A time of the day or of a recording, in one group without "AM"."""
WHO = r"(@?[^\W\d_][^:\[\]<>(){}|*_`\"“”?!]{0,60}?)"
BOLD = r"[*_]{0,3}"
"""Signs of emphasis, which may stand around a name."""


class Form(StrEnum):
    """In which form a name stands; those of chats are told from others by their signs."""

    COLON = "colon"
    DASH = "dash"
    ASKED = "asked"
    """`Q (Ada): …`."""
    NICK = "nick"
    """`<ada> …`, `[ada] …`."""
    NAMED = "named"
    """`[name=Ada] …`, `10:02:11 From Ada Marsh to Everyone: …`: nobody writes that by hand."""
    DATED = "dated"
    """`[12.06.27, 10:02:11] Ada: …`."""
    CLOCK = "clock"
    """`10:02 ada: …`."""
    ABOVE = "above"
    """`Ada Marsh  10:02 AM` above what is said."""
    PROMPT = "prompt"
    """`ada> …`."""
    LINKED = "linked"
    """`[[ada]] …`."""
    ROUND = "round"
    """A name alone as heading or item, above what is said."""
    EVENT = "event"
    """What a chat says of itself: "ada has joined"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line that may begin a turn: what stands before the colon, and behind it."""

    line: Line
    label: str
    org: str
    time: str
    text: str
    form: Form = Form.COLON
    holds: bool = False
    """The name stands alone, and what is said below it."""

    @property
    def dash(self) -> bool:
        """Whether but a dash stands behind the name."""
        return self.form is Form.DASH

    @property
    def stands(self) -> bool:
        """Whether something is said or timed here, so that the label is more than a word with a colon."""
        return bool(self.text or self.time or self.holds)
