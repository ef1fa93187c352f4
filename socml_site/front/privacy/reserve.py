"""What the head of a file says about who may see its page: the one reader of policies, and it fails closed.

Who wants a page to stay in the house writes it in many ways: in the words of other tools (`publish: false` of Obsidian,
`draft: true` of Jekyll and Hugo, `visibility: private`), above the place where front matter belongs, with a tab or a
wide colon, in YAML that cannot be read. Whatever looks like such a wish and cannot be understood keeps the page back,
with an issue that names the line: it is better to ask once than to publish once.

A block of front matter is read strictly: a key of this kind with a value that is no answer closes the page. The first
lines of the text are read loosely, for minutes speak of private rooms and the public: there only a whole line counts
that has the very key and a plain answer, such as `Policy: Chatham House Rule`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from socml_site.front.privacy.asked import Said, in_lines, in_text, in_values, word_of
from socml_site.front.privacy.keys import KEYS
from socml_site.front.privacy.meaning import meaning_of
from socml_site.issues import Issue
from socml_site.model import Policy
from socml_site.read.source import FrontMatter


@dataclass(frozen=True, slots=True)
class Reserve:
    """What a head asks for: the strictest policy it names, whether it is no more than a draft, and on which line."""

    policy: Policy = Policy.NAMED
    draft: bool = False
    line: int = 0
    issues: tuple[Issue, ...] = ()


def reserve_of(front: FrontMatter, known: Iterable[str], path: str) -> Reserve:
    """What the head of the file `path` asks for; `known` are the keys that mean something else."""
    others = _others(frozenset(known))
    said = (
        *in_values(front.values, front, others),
        *in_lines(front.head, others, bool(front.values) and front.whole),
        *in_text(front.opening),
    )
    policies, draft, line, issues = [Policy.NAMED], False, 0, {}
    for one in said:
        meant = meaning_of(one)
        policies.append(meant.policy)
        draft |= meant.draft
        line = line or (one.place.line if meant.hides else 0)
        if meant.doubtful:
            issues[one.place.line] = _issue(one, path)
    return Reserve(max(policies, key=list(Policy).index), draft, line, tuple(issues.values()))


@functools.cache
def _others(known: frozenset[str]) -> frozenset[str]:
    """Keys that speak of something else, as they count; they are the same for all files."""
    return frozenset(word_of(key) for key in known) - KEYS.keys()


def _issue(one: Said, path: str) -> Issue:
    message = f"Whether this page may be seen cannot be understood, so it is not published: `{one.key[:40]}`"
    hint = "Write `policy: named`, `policy: private` or `status: draft` at the top, between lines of three dashes."
    return Issue(path, one.place.line, one.place.col, "policy", message, hint)
