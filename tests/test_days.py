"""A wrong day is worse than none: of a text that names one day no other is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socml_site import pipeline
from socml_site.minutes import read_documents
from socml_site.minutes.days.clock import hours
from socml_site.minutes.days.named import day_in_path
from socml_site.minutes.days.written import day_near, days, short_day
from socml_site.minutes.reading import read
from socml_site.minutes.understand import minutes_of
from socml_site.read import Scope
from socml_site.words.calendar import month
from socml_site.words.languages import LANGUAGES, entries_of
from tests.conftest import Files, source_of

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
}
_BEFORE = [
    *("", "", "Mon ", "Monday, ", "Mo, ", "lundi ", "mar. ", "Dienstag, den ", "dom, ", "śr. ", "ons "),
    *("14:00 ", "2pm ", "10-11 ", "10:00-11:30 ", "14.30 - 16 ", "9 am to 5 pm, ", "18h30 ", "10-11am, ", "at 9, "),
    *("Call 3, ", "Call #12 - ", "Hall 3.2, ", "FOSDEM 2023 ", "ICML 2023, ", "2023/2024 ", "v1.2 ", "Room 12: "),
    *("(", "on ", "Board of "),
]
_BEHIND = [
    *("", "", ",", ".", " 14:00", " 1-2pm", " 10 - 11", " 10-12", " 10 12", ", 10:00", " 10.30-11.15", " 9-10.30 am"),
    *("T14:00:00Z", " 14:00 America/New_York", " 14:00-15:00 UTC+2", " @ 3pm ET", " at 5", " 18h30", " 18 h", " 10/11"),
    *(" (10-11)", "; 9 to 10", " 12", " 12 attendees", ", 3 guests", " #4", " - 10:00", " 2/3 quorum", " 10:00 12:00"),
    *(" in Hall 3", " May Hall", " -- 4", " – 12 people", ", Room 3-4"),
]
_dates = st.dates(date(1990, 1, 1), date(2049, 12, 31))


def _numbers(day: date, form: str, sign: str, padded: bool) -> str:
    parts = {"d": day.day, "m": day.month}
    shown = {name: f"{number:02}" if padded else str(number) for name, number in parts.items()} | {"y": str(day.year)}
    return sign.join(shown[part] for part in form)


def _words(day: date, language: str, form: str, signs: str) -> str:
    month = _MONTHS[language].split()[day.month - 1]
    th = {1: "st", 2: "nd", 3: "rd"}.get(day.day if day.day < 14 else day.day % 10, "th")
    number = {"th": f"{day.day}{th}", "dot": f"{day.day}.", "": f"{day.day}", "0": f"{day.day:02}"}[signs]
    de = " de " if language in ("es", "pt") else " "
    return {
        "dMy": f"{number}{de}{month}{de}{day.year}",
        "Mdy": f"{month} {number}, {day.year}",
        "Mdy without comma": f"{month} {number} {day.year}",
        "yMd": f"{day.year} {month} {number}",
        "d-M-y": f"{day.day}-{month}-{day.year}",
        "of": f"{number} of {month}, {day.year}",
    }[form]


_written = st.one_of(
    st.builds(
        lambda day, form, sign, padded: (day, _numbers(day, form, sign, padded)),
        _dates,
        st.sampled_from(["ymd", "ymd", "dmy", "mdy"]),
        st.sampled_from(["-", "/", ".", " / ", "_"]),
        st.booleans(),
    ),
    st.builds(
        lambda day, language, form, signs: (day, _words(day, language, form, signs)),
        _dates,
        st.sampled_from(sorted(_MONTHS)),
        st.sampled_from(["dMy", "dMy", "Mdy", "Mdy without comma", "yMd", "d-M-y", "of"]),
        st.sampled_from(["", "th", "dot", "0"]),
    ),
)


@given(_written, st.sampled_from(_BEFORE), st.sampled_from(_BEHIND))
def test_of_one_day_no_other_is_read(written: tuple[date, str], before: str, behind: str) -> None:
    day, text = written
    assert {one.day for one in days(f"{before}{text}{behind}") if one.day} <= {day}


@given(_written, st.sampled_from(_BEFORE), st.sampled_from(_BEHIND))
def test_of_one_day_on_a_line_no_other_is_the_meetings(written: tuple[date, str], before: str, behind: str) -> None:
    day, text = written
    said = minutes_of(read(source_of(f"# Board\n\nDate: {before}{text}{behind}\n\nWe met.\n", "notes/a.md")))[0]
    assert said.date in (day, None)


@given(
    _dates,
    st.integers(1, 5),
    st.sampled_from(sorted(_MONTHS)),
    st.sampled_from([" - ", "-", "–", " to ", " – ", "/", " & ", " bis ", " au ", ". - "]),
    st.sampled_from(["dMy", "Mdy", "both", "numbers", "iso", "slashes", "short"]),
)
def test_of_several_days_only_the_first_is_read(first: date, more: int, language: str, to: str, form: str) -> None:
    last = date.fromordinal(first.toordinal() + more)
    one, other = (_MONTHS[language].split()[day.month - 1] for day in (first, last))
    texts = {
        "dMy": f"{first.day}{to}{last.day} {other} {last.year}",
        "Mdy": f"{one} {first.day}{to}{last.day}, {last.year}",
        "both": f"{first.day} {one}{to}{last.day} {other} {last.year}",
        "numbers": f"{first:%d.%m.%Y}{to}{last:%d.%m.%Y}",
        "iso": f"{first.isoformat()}{to}{last.isoformat()}",
        "slashes": f"{first:%d/%m/%Y} {to} {last:%d/%m/%Y}",
        "short": f"{first:%d.%m.}{to}{last:%d.%m.%Y}",
    }
    if first.month != last.month and form in ("dMy", "Mdy"):
        return
    found = [day for day in days(texts[form]) if day.day or day.readings]
    assert not found or found[0].day in (first, None), texts[form]
    assert not found or found[0].day or first in found[0].readings or form == "short", texts[form]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-10-02 - 2023-10-04", "2023-10-02"),
        ("2023-10-02/04", "2023-10-02"),
        ("2023-10-02 to 04", "2023-10-02"),
        ("2-4 October 2023", "2023-10-02"),
        ("Oct 30 - Nov 2, 2023", "2023-10-30"),
        ("30 October - 2 November 2023", "2023-10-30"),
        ("Dec 30 - Jan 2, 2024", "2023-12-30"),
        ("Mon, Oct 30 – Thu, Nov 2, 2023", "2023-10-30"),
        ("vom 2. bis 4. Oktober 2023", "2023-10-02"),
        ("du 2 au 4 octobre 2023", "2023-10-02"),
        ("14/10/2023-15/10/2023", "2023-10-14"),
        ("14/10/2023 1-2pm", "2023-10-14"),
        ("30/09/2024 10-12", "2024-09-30"),
        ("Call 12 - 4 October 2023", "2023-10-04"),
        ("Call 3, 14 October 2023", "2023-10-14"),
        ("2024-04-08: Board", "2024-04-08"),
        ("2 - 24.10.2023", None),
        ("30.10. - 2.11.2023", None),
        ("Call 3 - 4 October 2023", None),
        ("vom 2. bis zum 4. Oktober 2023", "2023-10-02"),
        ("Montag, den 2. bis Mittwoch, den 4. Oktober 2023", "2023-10-02"),
        ("du lundi 2 au mercredi 4 octobre 2023", "2023-10-02"),
        ("del 2 al 4 de octubre de 2023", "2023-10-02"),
        ("30 paź - 2 lis 2023", "2023-10-30"),
        ("1. až 3. října 2023", "2023-10-01"),
        ("1er octobre 2023", "2023-10-01"),
        ("1º de out. de 2023", "2023-10-01"),
        ("2023年10月2日（月）", "2023-10-02"),
        ("5 set 2023", "2023-09-05"),
        ("Set 5, 2023", None),
        ("Pro 5 2023", None),
        ("12 out of 2023", None),
        ("8. Jänner 2024", "2024-01-08"),
        ("Tue 12/03/2024 10 - 11", None),
        ("10-12-2024-10-11", None),
        ("30 February 2024 10 11", None),
        ("Thu 4th April '24", "2024-04-04"),
        ("April 4 ’24, 7pm", "2024-04-04"),
        ("the '24 board of 4 April", None),
        ("Thursday 04/04/2024", "2024-04-04"),
        ("Thursday, 02/05/2024", "2024-05-02"),
        ("02/05/2024 (Thursday)", "2024-05-02"),
        ("jeudi 02/05/2024", "2024-05-02"),
        ("Sunday, 02/05/2024", None),
        ("２０２４年４月８日", "2024-04-08"),
        ("令和６年４月８日", "2024-04-08"),
        ("令和元年5月8日", "2019-05-08"),
        ("平成30年5月31日", "2018-05-31"),
        ("民國113年4月8日", "2024-04-08"),
    ],
)
def test_the_first_day_of_a_text(text: str, expected: str | None) -> None:
    found = next((one.day for one in days(text)), None)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8 avr.", "2024-04-08"), ("bis 5. Okt", "2024-10-05"), ("out 5", None), ("5 set", None), ("Sex 5", None)],
)
def test_a_short_month_that_is_another_word_needs_its_year(text: str, expected: str | None) -> None:
    found = day_near(text, 2024)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_of_word_files_have_their_numbers(language: str) -> None:
    for entry in entries_of(language).get("months_also", ()):
        name, _, number = entry.partition("=")
        assert number in map(str, range(1, 13)), entry
        assert month(name) == int(number)


@pytest.mark.parametrize(
    ("text", "start", "zone"),
    [
        ("5 July 2024, 14:00 America/New_York", time(14), "America/New_York"),
        ("5 July 2024, 12:00 America/New_York", time(12), "America/New_York"),
        ("5 July 2024 12:00 Amsterdam", time(12), ""),
        ("5 July 2024 14:00 AMT", time(14), "AMT"),
        ("5 July 2024 9:30 PMC room", time(9, 30), ""),
        ("5 July 2024 9:30 pm", time(21, 30), ""),
        ("5 July 2024 9:30 p.m. ET", time(21, 30), "ET"),
        ("5 July 2024 14:00 Zürich", time(14), ""),
        ("5 July 2024 10:00 ist Beginn", time(10), ""),
        ("5 July 2024 14:00 UTC 15:30", time(14), "UTC"),
        ("30.10. - 2.11.2023", None, ""),
        ("12/03/2024 10 - 11", None, ""),
        ("2 - 14.10.2023", None, ""),
        ("19:00 Uhr bis 21:15 Uhr", time(19), ""),
        ("14h30 à 16h00", time(14, 30), ""),
        ("18.00 do 20.00", time(18), ""),
    ],
)
def test_hours_beside_a_day(text: str, start: time | None, zone: str) -> None:
    found = hours(text)
    assert (found.start, found.zone) == (start, zone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Date: 28/03/24", "2024-03-28"), ("Date: 24-03-28", None), ("Date: 14/10 10-12", None), ("Date: 1-2.30", None)],
)
def test_a_year_of_two_digits(text: str, expected: str | None) -> None:
    found = short_day(text)
    assert (found.day.isoformat() if found and found.day else None) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("calls/2023-10-02_2023-10-04.md", "2023-10-02"),
        ("calls/2023-10-02--2023-10-04.md", "2023-10-02"),
        ("calls/2025/Core call (04-02-2025).md", None),
        ("calls/2025/Core call (24-02-2025).md", "2025-02-24"),
        ("calls/minutes-2024-05-06-approved-2024-06-06.md", "2024-05-06"),
        ("calls/minutes-of-2024-05-06-approved-2024-06-06.md", "2024-05-06"),
        ("calls/approved-2024-06-06-minutes-2024-05-06.md", "2024-05-06"),
        ("calls/2024-05-06-minutes-of-2024-04-06.md", "2024-05-06"),
        ("calls/20240506_board_due_20240606.md", "2024-05-06"),
        ("calls/acta 2024-05-06 aprobada el 2024-06-06.md", "2024-05-06"),
        ("posts/2018-10-15-minutes-2018-10-12.md", "2018-10-12"),
        ("calls/a-2024-05-06-b-2024-06-06.md", None),
        ("calls/board-2024-05-06-board-2024-05-06.md", "2024-05-06"),
        ("calls/Protokoll_vom_2024-05-06_genehmigt_am_2024-06-06.md", "2024-05-06"),
        ("calls/compte_rendu_2024-05-06_approuvé_le_2024-06-06.md", "2024-05-06"),
        ("calls/2024/kwiecień/08.md", "2024-04-08"),
        ("calls/2024/set/08.md", None),
        ("calls/2024/8-avril.md", "2024-04-08"),
        ("calls/2024Apr8.md", "2024-04-08"),
        ("calls/notes-28-03-24.md", None),
        ("calls/notes-31-12-23.md", "2023-12-31"),
        ("calls/minutes-310524.md", "2024-05-31"),
        ("calls/240531.md", "2024-05-31"),
        ("calls/053124.md", "2024-05-31"),
        ("calls/board (112024).md", None),
        ("calls/2024-05-08-minutes-6-5-2024.md", "2024-05-06"),
        ("calls/2024-05-08-minutes-8-5-2024.md", "2024-05-08"),
        ("calls/2024-10-04-minutes-1-11-2024.md", "2024-10-04"),
        ("calls/2024/24-05-06.md", "2024-05-06"),
        ("calls/24-05-06.md", None),
        ("calls/120524.md", None),
        ("calls/call-12.md", None),
        ("calls/Minutes_31.5.24.md", "2024-05-31"),
        ("calls/minutes-31-5-2024.md", "2024-05-31"),
        ("calls/protokoll_31_05_2024.md", "2024-05-31"),
        ("calls/acta_31_de_mayo_de_2024.md", "2024-05-31"),
        ("calls/2024/May/notes-31.md", "2024-05-31"),
        ("calls/2024/05/call-12.md", None),
        ("calls/2024/May/room-3.md", None),
        ("calls/2024/31-05.md", "2024-05-31"),
        ("calls/2024/31.5..md", "2024-05-31"),
        ("calls/2024/call-05-12.md", "2024-05-12"),
        ("calls/2024/item-4-2-roof.md", None),
        ("calls/202405/31.md", "2024-05-31"),
        ("calls/2024-2025/10-31.md", "2024-10-31"),
        ("calls/2024-25/01-31.md", "2025-01-31"),
        ("calls/2024-25/07-31.md", None),
        ("calls/2024-W22.md", None),
        ("calls/w22-2024.md", None),
        ("calls/令和6年4月8日.md", "2024-04-08"),
    ],
)
def test_a_day_in_a_path(path: str, expected: str | None) -> None:
    found = day_in_path(path)
    assert (found.isoformat() if found else None) == expected


def test_a_line_that_could_be_several_days_says_which() -> None:
    found, issues = read_documents(source_of("# Board\n\nDate: 10-11-12\n", "notes/a.md"), frozenset({"notes/a.md"}))
    assert found[0].minutes.date is None
    assert [issue.code for issue in issues] == ["unclear-date"]
    assert issues[0].message.count("2012") == 2 and "2010" in issues[0].message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("readme.md", "# Notes\n\nSee the [call of 03/04/2024](calls/a.md).\n"),
        ("readme.md", "# Notes\n\n[03/04/2024](calls/a.md)\n"),
        ("guide.md", "---\nkind: page\n---\n# Notes of 03/04/2024\n"),
        ("calls/a.md", "# Call\n\nMinutes of [the call, 03/04/2024](b.md) were read.\n"),
        ("calls/a.md", "# Call\n\nBoard, see the [call of 03/04/2024](b.md)\n"),
    ],
)
def test_what_is_no_day_of_a_meeting_is_not_unclear(path: str, text: str) -> None:
    _, issues = read_documents(source_of(text, path), frozenset({path, "calls/a.md", "calls/b.md"}))
    assert not [issue for issue in issues if issue.code == "unclear-date"]


def test_days_that_differ_are_both_named() -> None:
    path = "calls/2025-06-11.md"
    _, issues = read_documents(source_of("# Call 2025-11-06\n\nWe met.\n", path), frozenset({path}))
    assert [issue.code for issue in issues] == ["unclear-date"]
    assert "6 November 2025" in issues[0].message and "11 June 2025" in issues[0].message
    assert "`date: 2025-11-06` or `date: 2025-06-11`" in issues[0].hint


NAMED_BY_DAY = {
    ("meetup/2026-10-07.md", "en"): "Meetup, 7 October 2026",
    ("meetup/2026-10-07.md", "de"): "Meetup, 7. Oktober 2026",
    ("2026-10-07.md", "en"): "Minutes, 7 October 2026",
    ("2026-10-07.md", "de-AT"): "Protokoll, 7. Oktober 2026",
    ("2026-10-07.md", "fr"): "Minutes, 7 October 2026",
}
"""French is no language of the interface, and a site in it stays English."""


@pytest.mark.parametrize(("path", "language"), NAMED_BY_DAY)
def test_a_title_made_of_a_day_speaks_the_language_of_the_site(path: str, language: str) -> None:
    found, _ = read_documents(source_of("We met.\n", path), frozenset({path}), language)
    assert [one.title for one in found] == [NAMED_BY_DAY[path, language]]


def test_the_language_of_a_site_reaches_its_titles(write: Callable[[Files], Path]) -> None:
    root = write({"2026-10-07.md": "We met.\n"})
    found = pipeline.understand(root, Scope(language="de")).relations.documents
    assert [one.title for one in found.values()] == ["Protokoll, 7. Oktober 2026"]


def test_the_order_of_day_and_month_of_one_file_holds_in_its_series(write: Callable[[Files], Path]) -> None:
    text = "# Call\n\nWe talked of hoses, and the one that leaks is to be mended.\n"
    root = write({f"{name}.md": text for name in ("a/05-06-2026", "a/13-05-2026", "b/05-06-2026", "b/05-13-2026")})
    (root / "c").mkdir()
    (root / "c" / "05-06-2026.md").write_text(text, encoding="utf-8")
    found = {one.path: one.date for one in pipeline.read(root).documents}
    assert found["a/05-06-2026.md"] == date(2026, 6, 5)
    assert found["b/05-06-2026.md"] == date(2026, 5, 6)
    assert found["c/05-06-2026.md"] is None
