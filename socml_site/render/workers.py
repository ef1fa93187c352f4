"""Work for other processors: one function over many items, and one piece of work beside the rest."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
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


class Aside:
    """One piece of work in a process of its own, from `begin` to `finish`; its result is a text.

    What it writes stays, what it changes in memory does not. Where the system cannot fork, `begin` does it at once.
    """

    def __init__(self, process: ForkProcess | None, answer: Connection | None, done: str = "") -> None:
        self._process, self._answer, self._done = process, answer, done

    @classmethod
    def begin(cls, work: Callable[[], str]) -> Aside:
        """Begin `work`, which sees everything as it is now."""
        if "fork" not in multiprocessing.get_all_start_methods():
            return cls(None, None, work())
        context = multiprocessing.get_context("fork")
        answer, own_end = context.Pipe(duplex=False)
        # A daemon, so that a program that is ended does not wait for it.
        process = context.Process(target=_answered, args=(work, own_end), daemon=True)
        gc.freeze()
        try:
            process.start()
        finally:
            gc.unfreeze()
        own_end.close()
        return cls(process, answer)

    def finish(self) -> str:
        """Wait for the result. Raises RuntimeError if the work failed."""
        if self._process is None or self._answer is None:
            return self._done
        try:
            failed, text = self._answer.recv()
        except EOFError:
            failed, text = True, "a process that worked aside was killed"
        self._process.join()
        if failed:
            raise RuntimeError(text)
        return str(text)

    def stop(self) -> None:
        """Give it up, with all programs it runs; nothing happens if it has ended."""
        if self._process is None or self._process.pid is None:
            return
        with suppress(OSError):
            # Its own group, unless it is so new that it has none yet.
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()


def _answered(work: Callable[[], str], answer: Connection) -> None:
    os.setpgid(0, 0)
    try:
        answer.send((False, work()))
    except BaseException:  # whatever it was, it is told by the process that waits
        answer.send((True, traceback.format_exc()))
