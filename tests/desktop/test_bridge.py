"""The bridge: whoever calls, from whatever thread, is heard on Qt's."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from desktop.person import wait
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.desktop.bridge import Bridge

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def test_a_change_arrives_on_qts_thread_in_order(app: QApplication) -> None:
    bridge = Bridge()
    heard: list[tuple[object, int]] = []
    bridge.changed.connect(lambda change: heard.append((change, threading.get_ident())))
    changes = [Change(Board(), Board()) for _ in range(100)]

    def engine() -> None:
        for change in changes:
            bridge.hand_over(change)

    thread = threading.Thread(target=engine)
    thread.start()
    thread.join()
    assert heard == []

    wait(lambda: len(heard) == len(changes))
    assert heard == [(change, threading.get_ident()) for change in changes]


def test_a_call_is_made_later_even_from_qts_own_thread(app: QApplication) -> None:
    bridge = Bridge()
    made: list[str] = []

    bridge.call(lambda: made.append("called"))
    made.append("returned")

    wait(lambda: len(made) == 2)
    assert made == ["returned", "called"]
