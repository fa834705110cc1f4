"""How interpreter and C library are to run a program of many threads that stays for days."""

from __future__ import annotations

import ctypes
import gc
import logging
import sys

log = logging.getLogger(__name__)

# A busy thread hands over this often: a press must not wait for an import or a long reply.
SWITCH_INTERVAL_S = 0.001
# glibc gives each thread a heap of its own, and what one frees no other uses: 20 to 40 MiB. Threads
# that take turns to hold the interpreter do not stand in each other's way at two heaps.
MOST_HEAPS = 2
M_ARENA_MAX = -8  # of malloc.h


def prepare() -> None:
    """Set what counts for the whole process; before any other thread begins."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    if sys.platform == "linux":
        _limit_heaps()


def keep_loaded() -> None:
    """Spare the garbage collector what is loaded for good.

    A full collection stops every thread: for 0.1 s with all that Qt and FastAPI bring, and a press
    or a picture would wait for it.
    """
    gc.freeze()


def _limit_heaps() -> None:
    try:
        is_set = ctypes.CDLL(None).mallopt(M_ARENA_MAX, MOST_HEAPS)
    except (OSError, AttributeError):
        # Another C library: what it does is its own affair.
        return
    if not is_set:
        log.debug("the C library keeps as many heaps as it likes")
