"""Processes that end with the one that started them, also when that one is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Have this process end as soon as `parent`, which started it, does.

    Else what a killed build has left is still written to while the next one clears it up. Only Linux can do this.
    """
    if sys.platform == "linux" and os.getpid() != parent:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def bound() -> Callable[[], None] | None:
    """What has a program end with this process, as `preexec_fn` of subprocess."""
    own = os.getpid()
    return (lambda: end_with(own)) if sys.platform == "linux" else None
