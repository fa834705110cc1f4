"""What changes fast is renewed at a pace."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.person import wait
from lightstack_desktop.desktop.pace import Pace

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

BUSY_S = 0.05


def _be_busy() -> None:
    end = time.monotonic() + BUSY_S
    while time.monotonic() < end:
        pass


def _rest_s(pace: Pace, renewed: list[float]) -> float:
    """Renew, ask for the next at once, and return how many seconds lie between the two."""
    pace.renew()
    pace.ask()
    wait(lambda: len(renewed) == 2)
    return renewed[1] - renewed[0]


def test_many_asks_are_one_renewal(app: QApplication) -> None:
    parent, renewed = QObject(), []
    one = Pace(lambda: renewed.append(1), parent)

    for _ in range(100):
        one.ask()

    assert one.is_waiting
    wait(lambda: renewed)
    assert renewed == [1]
    assert not one.is_waiting


def test_it_rests_longer_the_longer_a_renewal_took(app: QApplication) -> None:
    parent, renewed = QObject(), []

    def slowly() -> None:
        _be_busy()
        renewed.append(time.monotonic())

    one = Pace(slowly, parent, shortest_ms=1)

    assert _rest_s(one, renewed) >= 4 * BUSY_S


def test_painting_belongs_to_the_renewal(app: QApplication) -> None:
    class Slow(QWidget):
        painted = 0

        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            _be_busy()
            self.painted += 1

    slow, renewed = Slow(), []
    slow.show()
    wait(lambda: slow.painted)

    def renew() -> None:
        slow.update()
        renewed.append(time.monotonic())

    one = Pace(renew, slow, shortest_ms=1)

    assert _rest_s(one, renewed) >= 4 * BUSY_S
    slow.hide()


def test_what_has_rested_is_renewed_at_once(app: QApplication) -> None:
    parent, renewed = QObject(), []
    one = Pace(lambda: renewed.append(time.monotonic()), parent, shortest_ms=300)
    one.renew()
    rested = time.monotonic() + 0.35
    wait(lambda: time.monotonic() > rested)

    asked = time.monotonic()
    one.ask()
    wait(lambda: len(renewed) == 2)

    assert renewed[1] - asked < 0.3


def test_what_was_asked_for_can_be_forgotten(app: QApplication) -> None:
    parent, renewed = QObject(), []
    one = Pace(lambda: renewed.append(1), parent)
    one.ask()

    one.stop()

    assert not one.is_waiting
    assert renewed == []
