"""Which signals ask the program to end.

1. A terminal that closes is one of them: without that the decks would stay lit. 2. Who started us
under nohup wants to be left alone by that one.
"""

from __future__ import annotations

import signal


def signals() -> tuple[signal.Signals, ...]:
    """Return the signals, as they are to be handled now."""
    always = (signal.SIGTERM, signal.SIGINT)
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is None or signal.getsignal(hangup) is signal.SIG_IGN:
        return always
    return (*always, hangup)
