"""What stands beside a name: an affiliation, letters, a role, pronouns, or a remark that is nobody's business."""

from __future__ import annotations

import re
from enum import Enum

from socml_site.minutes.evidence import Entry
from socml_site.minutes.letters import abbreviates, key
from socml_site.minutes.people.affiliations import (
    is_announced,
    is_label,
    is_remark,
    is_role,
    organisation,
    without_from,
)
from socml_site.model import Role
from socml_site.words.table import role_of

OF = "\u0003"
"""Stands for what says that an organisation follows: "from", "of", "@"."""
_PREPOSITION = re.compile(r"(?<!\s)\s++(?:from|of|at)\s++(?=[A-Z])")
_CUT = re.compile(
    r"\s+[-–—|/]{1,2}\s*|\s*[–—|]\s+|\s*//\s*|\s*[;,]\s+|\s*:\s+|\t+|(?<=[a-z])/(?=[A-Z])|\s+-{1,2}\s*"
    rf"|\s*{OF}\s*|\s{{3,}}"
)
_PRONOUNS = re.compile(
    r"(?:she|he|they|ze|xe|any|her|him|them|it|sie|er|hen|elle|ell[ae]|il|lui|él|ele|han|hun|hon|hij|zij|ona?|dey)"
    r"(?:\s?/\s?[^\W\d_]{2,6}){1,3}"
    r"|any pronouns|all pronouns|they|she|he",
    re.I,
)
_ROLES = re.compile(r"(?:(?<!\s)\s++)?(?:[&/+]|\band\b)\s*+")
"""What stands between the roles of one: "chair & scribe"."""


class How(Enum):
    """What a piece of text beside a name stands behind."""

    FREE = 0
    """A dash, a colon or a bar, behind which anything may be said."""
    SHOWN = 1
    """Brackets, a comma or "from": an organisation if it looks like one."""
    SAID = 2
    """A label or the head of the list that announces organisations."""


def cut(text: str) -> tuple[str, list[tuple[str, How]]]:
    """A name, and the pieces behind it with what says that they may be an organisation."""
    pieces, start, how = list[tuple[str, How]](), 0, How.SHOWN
    of, first = _PREPOSITION.search(text), _CUT.search(text)
    if of and not (first and first.start() < of.start()):
        text = f"{text[: of.start()]} {OF} {text[of.end() :]}"
    for match in (*_CUT.finditer(text), None):
        piece = text[start : match.start() if match else len(text)].strip(" .,:;-–—|/'\"“”()[]")
        if piece or start == 0:
            pieces.append((piece, how))
        if match:
            start, sign = match.end(), match[0].strip()
            if sign == ":" and is_label(piece):
                pieces = pieces[:-1] or [("", how)]
                how = How.SAID
            # A comma within a remark, and "from" within one, are parts of it.
            elif sign not in (",", OF) or (sign == OF and pieces[1:]) or (sign == "," and " " not in pieces[0][0]):
                how = How.FREE
    return pieces[0][0], pieces[1:]


def described(
    name: str,
    handles: list[str],
    groups: list[list[tuple[str, How]]],
    links: list[tuple[str, str]],
    urls: list[str],
) -> Entry:
    """Who is called `name`, with what stands in the brackets and behind the signs beside it."""
    also = [f"@{handle}" for handle in handles if f"@{handle}" != name]
    roles: list[Role] = []
    affiliation = pronouns = ""
    notes = []
    own = next((url for words, url in links if key(words.lstrip("@")) in (key(name), *map(key, handles))), "")
    announced = False
    for given in groups:
        group = [_from(part.strip(), how) for part, how in given]
        # "broken arm, tired", "allergic to nuts, tomatoes": what stands beside a remark belongs to it.
        closed = any(how is How.SHOWN and is_remark(part) and not is_role(part) for part, how in group)
        for remark, how in group:
            if not remark or remark == name:
                continue
            if remark.isupper() and _is_short(remark, name):
                # "Peter Jansen (PJ)": letters of a name, though they may mean a role in some language.
                also.append(remark)
            elif beside := _roles_in(remark):
                roles += beside
            elif _PRONOUNS.fullmatch(remark):
                pronouns = pronouns or remark
            elif _is_short(remark, name):
                also.append(remark)
            elif re.fullmatch(r"[a-z][a-z0-9_-]{2,30}", remark) and (
                any(key(words) == key(remark) for words, _ in links) or _is_nick(remark, name)
            ):
                also.append(f"@{remark}")
            elif (
                how is not How.FREE and not (affiliation or closed) and (found := organisation(remark, how is How.SAID))
            ):
                affiliation, announced = found, how is How.SAID or is_announced(remark)
            else:
                closed = closed or not is_role(remark)
                notes.append(remark)
    url = own or next((url for url in urls), "")
    return Entry(
        name,
        tuple(dict.fromkeys(also)),
        tuple(dict.fromkeys(roles)),
        affiliation,
        url,
        pronouns,
        "; ".join(notes),
        announced,
    )


def _from(part: str, how: How) -> tuple[str, How]:
    """A piece without the "from" that announces an organisation: "Ada King - from Acme"."""
    bare = without_from(part)
    return (part, how) if bare == part else (bare, How.SAID if how is How.SAID else How.SHOWN)


def _is_short(remark: str, name: str) -> bool:
    """Whether letters beside a name stand for it, and are no remark: "Vegan" for Vera Grant."""
    return abbreviates(remark, name) and (not is_remark(remark) or (remark.isupper() and len(remark) <= 3))


def _is_nick(remark: str, name: str) -> bool:
    """Whether a small word beside a name is made of it: `jroe` for Jane Roe."""
    words = [key(word) for word in name.split()]
    return (
        len(words) > 1
        and not is_remark(remark)
        and (key(remark) == words[0][:1] + words[-1] or key(remark) in ("".join(words), words[0] + words[-1][:1]))
    )


def _roles_in(remark: str) -> list[Role]:
    """The roles a remark beside a name gives ("chair", "chair & scribe"), if it says nothing else."""
    found = [role_of(part) for part in _ROLES.split(remark)]
    roles: list[Role] = [one[0] for one in found if one and one[0] is not Role.ATTENDED]
    return roles if len(roles) == len(found) else []
