"""Full names that are slips of a regular's: "Ada Wintergren" on one list, where "Ada Wintergreen" is on twenty.

One letter says little where both come often, for two people may be called so. Who comes once or twice under a name that
differs by a letter or two from that of somebody who always comes, and never stands beside them, is the same person. Two
first names stay two: Erik and Erika, Maria and Marie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from socml_site.link.names.joined import Join, Joined, Set
from socml_site.link.names.listed import Listed
from socml_site.link.names.spelling import Shape, fold, shape, words
from socml_site.model import SourcePath
from socml_site.words.names import WHOLE_NAMES

_Key = tuple[str, str, int]
"""What a slip and the right name have in common: a series of meetings, the first letter and the number of words."""
_Regulars = Mapping[_Key, Mapping[str, tuple[str, str, int]]]
"""By that and by folded name: the name, the node, and how often it stands on a list."""
_OFTEN, _ALWAYS = 10, 50
"""Lists on which a regular stands at least, and somebody who nearly always comes."""
_SELDOM = 15
"""So many times more often the right name stands there than a slip of it; who stands there once or twice may be one."""
_LETTERS = 6
"""Letters of a word in which one may be wrong; one less if its bearer nearly always comes, or if it is the first."""
_LONG = 12
"""Letters of a whole name in which two may be wrong."""
_REASON = "a slip of somebody who is often there, in the same meetings"


def join_slips(joined: Joined, book: Listed) -> None:
    """Join who is on one list or two with the only regular of the same meetings whose name theirs is a slip of."""
    often: dict[_Key, dict[str, tuple[str, str, int]]] = defaultdict(dict)
    seldom: list[tuple[str, str, int]] = []
    for root, known in joined.sets.items():
        count = len({document for document, _ in known.entries})
        full = [name for name in known.names if shape(name) is Shape.FULL and len(words(name)) > 1]
        if count >= _OFTEN:
            for name in full:
                for key in _keys(known, name):
                    often[key][fold(name)] = name, root, count
        if count and len(known.names) == 1 and known.listed is None:
            seldom += [(root, name, count) for name in full]
    for root, name, count in seldom:
        if any(c.isdigit() for c in name) or root not in joined.sets:
            continue
        near = _near(name, _keys(joined.sets[root], name), often)
        fits = {other: spelt for spelt, other, times in near if count <= 2 or count * _SELDOM <= times}
        if len(fits) == 1:
            ((other, spelt),) = fits.items()
            if not book.is_reserved(joined.sets[joined.root(other)].listed):
                path, line = joined.sets[root].first or (SourcePath("people.yml"), 1)
                joined.join(root, other, Join(name, spelt, _REASON, path, line), loosely=True)


def _keys(known: Set, name: str) -> Iterator[_Key]:
    return ((group, fold(name)[:1], len(words(name))) for group in known.groups)


def _near(name: str, keys: Iterable[_Key], often: _Regulars) -> Iterator[tuple[str, str, int]]:
    """The regulars whose name is perhaps meant."""
    wanted = fold(name)
    for key in keys:
        held = often.get(key, {})
        for found, _, _ in process.extract(wanted, held.keys(), scorer=OSA.distance, score_cutoff=2, limit=4):
            if found != wanted and _is_slip(words(name), words(held[found][0]), held[found][2] >= _ALWAYS):
                yield held[found]


def _is_slip(one: tuple[str, ...], other: tuple[str, ...], always: bool) -> bool:
    """Whether the words of a name are those of another but for a letter or two in one of them."""
    changed = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(changed) != 1:
        return False
    wrong, right = changed[0]
    first, least = wrong == one[0], min(map(len, changed[0]))
    if (first and wrong in WHOLE_NAMES) or least < _LETTERS - first - always:
        return False
    most = 2 if sum(map(len, other)) >= _LONG and least >= _LETTERS else 1
    return OSA.distance(wrong, right) <= most
