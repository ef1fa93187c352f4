"""Work for other processors: one function over many items, and one piece of work beside the rest."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 64
"""Below this many items starting workers costs more than it saves."""
_CHUNK = 24

_WATCH = 1.0
"""Seconds between two looks of a worker at whether its work is still wanted."""

_function: Callable[[Any], Any] | None = None
_items: Sequence[Any] = ()
"""What forked workers inherit: handing it to them would cost more than the work."""


def _chunk(start: int) -> list[Any]:
    if _function is None:
        raise RuntimeError("a worker was started without work")
    return [_function(item) for item in _items[start : start + _CHUNK]]


class LostWorkerError(RuntimeError):
    """A process that shared the work was ended from outside: what it worked at is not done."""

    def __init__(self) -> None:
        super().__init__(
            "A worker process was ended by the system, perhaps for want of memory. Try again with --jobs 1."
        )


def spread(function: Callable[[T], R], items: Sequence[T], jobs: int = 0) -> Iterator[R]:
    """`map(function, items)` in `jobs` processes (0: one a processor), which begin at once.

    Results come in the order of the items. Where items are few or the system cannot fork, each is made in this process
    when it is asked for. Raises LostWorkerError as soon as a process is killed, and ends the others.
    """
    workers = min(jobs or os.cpu_count() or 1, len(items) // FEW + 1)
    if workers == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return map(function, items)
    results = _results(*_forked(function, items, workers))
    # Begun, so that it clears up behind itself even if nobody asks for a result.
    next(results)
    return results


def _forked(
    function: Callable[[T], R], items: Sequence[T], workers: int
) -> tuple[ProcessPoolExecutor, deque[Future[list[Any]]]]:
    """Workers with all they have to do; where forking is the way, the first task makes every one of them."""
    global _function, _items
    _function, _items = function, items
    # Frozen objects are not touched by the collector, so that workers share their memory instead of copying it.
    gc.freeze()
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(workers, context, initializer=_watch, initargs=(os.getpid(),))
    try:
        return pool, deque(pool.submit(_chunk, start) for start in range(0, len(items), _CHUNK))
    except BrokenProcessPool as error:
        pool.shutdown()
        raise LostWorkerError from error
    finally:
        gc.unfreeze()
        _function, _items = None, ()


def _watch(parent: int) -> None:
    """End this process with its parent, which may be killed without a word."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _results(pool: ProcessPoolExecutor, chunks: deque[Future[list[Any]]]) -> Iterator[Any]:
    """A first value that says nothing, then the results."""
    try:
        yield None
        while chunks:
            yield from chunks.popleft().result()
    except BrokenProcessPool as error:
        raise LostWorkerError from error
    finally:
        pool.shutdown(cancel_futures=True)


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
        """Wait for the result. Raises RuntimeError if the work failed, LostWorkerError if it was killed."""
        if self._process is None or self._answer is None:
            return self._done
        try:
            failed, text = self._answer.recv()
        except EOFError:
            self._process.join()
            raise LostWorkerError from None
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
