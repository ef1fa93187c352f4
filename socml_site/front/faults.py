"""What is wrong with a value, in words: from the type of pydantic's error and what it holds, never from its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

_REASONS = {
    "string_type": "should be a text",
    "string_unicode": "should be a text in UTF-8",
    "too_long": "should have at most {max_length} characters, not {actual_length}",
    "tuple_type": "should be a list",
    "model_type": "should be an entry with keys",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_parsing_size": "should be a smaller number",
    "int_from_float": "should be a whole number",
    "finite_number": "should be a finite number",
    "greater_than_equal": "should be at least {ge}",
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
}
"""Why a value cannot be what it is, for each type of error that pydantic's own checks of our models give."""
_WHEN = "Write a day as 2016-10-07 and a time as 14:00."


class Fault(NamedTuple):
    """A code of issues, what is wrong, and what to do."""

    code: str
    message: str
    hint: str = ""


def fault_of(error: ErrorDetails, key: str) -> Fault:
    """What to say of an error at the key of this name."""
    held = error.get("ctx", {})
    match error["type"]:
        case "no_day":
            return Fault("date", f"`{key}` is no date: {held['value']}", _WHEN)
        case "no_time":
            return Fault("date", f"`{key}` is no time of day: {held['value']}", _WHEN)
        case "no_language":
            hint = "Write its tag, such as de, pt-BR or zh-Hant."
            return Fault("type", f"`{key}` is no language: {held['value']}", hint)
        case "no_texts":
            return Fault("type", f"`{key}`: should be a list of texts, not {held['value']}")
        case "no_choice":
            return _choice(key, held["value"], held["allowed"])
        case "missing":
            return Fault("type", f"`{key}` is missing", "Each entry needs it.")
    return _other(key, error, held)


def _choice(key: str, value: object, allowed: Sequence[str]) -> Fault:
    best = process.extractOne(str(value), allowed, scorer=fuzz.ratio, score_cutoff=60)
    hint = f"Did you mean `{best[0]}`?" if best else f"It is one of: {', '.join(allowed)}."
    return Fault("type", f"`{key}` cannot be {_short(value)}", hint)


def _other(key: str, error: ErrorDetails, held: Mapping[str, Any]) -> Fault:
    reason = _REASONS.get(error["type"], "").format(**held)
    return Fault("type", f"`{key}` cannot be {_short(error['input'])}{reason and f': {reason}'}")


def _short(value: object) -> str:
    return repr(value)[:60]
