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
    heard: list[object] = []
    threads: set[int] = set()

    def hear(changes: tuple[Change, ...]) -> None:
        heard.extend(changes)
        threads.add(threading.get_ident())

    bridge.changed.connect(hear)
    changes = [Change(Board(), Board()) for _ in range(100)]

    def engine() -> None:
        for change in changes:
            bridge.hand_over(change)

    thread = threading.Thread(target=engine)
    thread.start()
    thread.join()
    assert heard == []

    wait(lambda: len(heard) == len(changes))
    assert heard == changes
    assert threads == {threading.get_ident()}


def test_what_came_while_qt_was_busy_is_one_delivery(app: QApplication) -> None:
    bridge = Bridge()
    deliveries: list[tuple[Change, ...]] = []
    bridge.changed.connect(deliveries.append)
    first, second, third = (Change(Board(), Board()) for _ in range(3))
    bridge.hand_over(first)
    bridge.hand_over(second)
    wait(lambda: len(deliveries) == 1)

    bridge.hand_over(third)

    wait(lambda: len(deliveries) == 2)
    assert deliveries == [(first, second), (third,)]


def test_a_call_is_made_later_even_from_qts_own_thread(app: QApplication) -> None:
    bridge = Bridge()
    made: list[str] = []

    bridge.call(lambda: made.append("called"))
    made.append("returned")

    wait(lambda: len(made) == 2)
    assert made == ["returned", "called"]
