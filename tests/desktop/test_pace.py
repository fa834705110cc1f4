"""What changes fast is renewed at a pace."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.person import wait
from lightstack_desktop.desktop import pace
from lightstack_desktop.desktop.pace import Pace

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication


def test_many_asks_are_one_renewal(app: QApplication) -> None:
    parent, renewed = QObject(), []
    one = Pace(lambda: renewed.append(1), parent)

    for _ in range(100):
        one.ask()

    assert one.is_waiting
    wait(lambda: renewed)
    assert renewed == [1]
    assert not one.is_waiting


def test_it_rests_longer_the_longer_a_renewal_took(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "SHORTEST_REST_MS", 1)
    parent, renewed = QObject(), []

    def slowly() -> None:
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            pass
        renewed.append(time.monotonic())

    one = Pace(slowly, parent)
    one.renew()
    one.ask()
    wait(lambda: len(renewed) == 2)

    assert renewed[1] - renewed[0] >= 4 * 0.05


def test_what_was_asked_for_can_be_forgotten(app: QApplication) -> None:
    parent, renewed = QObject(), []
    one = Pace(lambda: renewed.append(1), parent)
    one.ask()

    one.stop()

    assert not one.is_waiting
    assert renewed == []
