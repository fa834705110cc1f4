"""The tray's menu by itself, without a tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.builders import board_with

from desktop.person import NOON
from lightstack_desktop.desktop.tray_menu import TrayMenu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def test_a_menu_that_is_filled_anew_names_no_alert_twice(app: QApplication) -> None:
    menu = TrayMenu(lambda: NOON)

    menu.refresh(board_with(door=3), (), is_remote=False)
    menu.refresh(board_with(door=3, leak=1), (), is_remote=False)

    names = [action.text() for action in menu.menu.actions() if action.menu() is not None]
    assert names == ["leak", "door", "&Trigger"]
