"""Ages are said anew in time, and never without a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.person import wait
from lightstack_desktop.desktop.age_timer import AgeTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def test_an_age_that_changes_at_once_is_waited_for_a_second_long(app: QApplication) -> None:
    parent, told = QObject(), []
    ages = AgeTimer(lambda: told.append(1), parent)

    ages.wait(0.002)

    assert ages.isActive()
    assert ages.interval() == 1000
    assert told == []
    wait(lambda: told)
    assert told == [1]
    assert not ages.isActive()


def test_nothing_is_waited_for_where_nothing_ages(app: QApplication) -> None:
    ages = AgeTimer(lambda: None, parent := QObject())
    ages.wait(60)
    assert ages.parent() is parent
    assert ages.interval() == 60_001

    ages.wait(None)

    assert not ages.isActive()
