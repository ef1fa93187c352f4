"""The same function over many items, on as many processors as there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.pool import Pool
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 64
"""Below this many items starting workers costs more than it saves."""
_CHUNK = 24

_function: Callable[[Any], Any] | None = None
_items: Sequence[Any] = ()
"""What forked workers inherit: handing it to them would cost more than the work."""


def _chunk(start: int) -> list[Any]:
    if _function is None:
        raise RuntimeError("a worker was started without work")
    return [_function(item) for item in _items[start : start + _CHUNK]]


def spread(function: Callable[[T], R], items: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """`map(function, items)` in `jobs` processes (0: one a processor), which begin at once.

    Results come in the order of the items. Where items are few or the system cannot fork, each is made in this process
    when it is asked for.
    """
    workers = min(jobs or os.cpu_count() or 1, len(items) // FEW + 1)
    if workers == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return map(function, items)
    pool = _forked(function, items, workers)
    return _until_done(pool, pool.imap(_chunk, range(0, len(items), _CHUNK)))


def _forked(function: Callable[[T], R], items: Sequence[T], workers: int) -> Pool:
    global _function, _items
    _function, _items = function, items
    # Frozen objects are not touched by the collector, so that workers share their memory instead of copying it.
    gc.freeze()
    try:
        return multiprocessing.get_context("fork").Pool(workers)
    finally:
        gc.unfreeze()
        _function, _items = None, ()


def _until_done(pool: Pool, chunks: Iterator[list[Any]]) -> Iterator[Any]:
    with pool:
        for results in chunks:
            yield from results
