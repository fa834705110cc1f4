"""What is active, in rank order, and what can be done about it.

1. The order is the engine's: what is most important stands first. 2. A key does what a button
does: A acknowledges or takes back, Delete clears. 3. Ages go on only while the page is seen.
4. What was just cleared can be raised again, see cleared.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from lightstack_desktop.alerts.look import DAY, HOUR, MINUTE
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.age_timer import AgeTimer
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import alert_line
from lightstack_desktop.desktop.pages.alert_list import AlertList
from lightstack_desktop.desktop.pages.alert_rows import AlertRows
from lightstack_desktop.desktop.pages.all_clear import AllClear, plain
from lightstack_desktop.desktop.pages.cleared import Cleared
from lightstack_desktop.desktop.pages.page import Page
from lightstack_desktop.desktop.pages.trigger_notes import TriggerNotes
from lightstack_desktop.desktop.question import question
from lightstack_desktop.errors import ConfigExistsError, LightstackError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QMessageBox

    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.desktop.pages.page import Needs

DEMO = "demo-alert"
DEMO_NAME = mark("Demo alert")
DEMO_DESCRIPTION = mark("Made by the window to show what an alert is. Delete it when you like.")
DEMO_FIELDS = ConfigFields(
    default_priority=2,
    led_color=21,
    led_effect="pulse",
    icon="bell-ring",
)
DEMO_TEXT = mark(
    "This is an alert. It lights a key of your deck and the tray icon until somebody deals with "
    "it. Acknowledge says that you know: it calms down and stays in the list. Clear ends it."
)


class NowPage(Page):
    """The page of what is active."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._board: Board | None = None
        self._question: QMessageBox | None = None
        self._next_age = AgeTimer(self._step_ages, self)
        self.rows = AlertRows((tr("Alert"),), self._text, self._spoken)
        self.notes = TriggerNotes(needs.aside, needs.history)
        self.notes.changed.connect(self.rows.refresh)
        self.list = AlertList(needs.clock, self.notes.of)
        self.list.setModel(self.rows)
        self.list.chosen.connect(self._command)
        self._summary = plain("")
        self.about_demo = plain(tr(DEMO_TEXT))
        self.know_all = QPushButton(tr("Acknowledge a&ll"))
        self.clear_all = QPushButton(tr("&Clear all…"))
        self.know_all.clicked.connect(self._acknowledge_all)
        self.clear_all.clicked.connect(self._ask_clear_all)
        self.all_clear = AllClear(needs)
        self.all_clear.demo_chosen.connect(self._raise_demo)
        self.cleared = Cleared(needs.clock, needs.glyphs)
        self.cleared.chosen.connect(needs.orders.raise_again)
        self._build()

    def show_board(self, board: Board) -> None:
        """Show what is active on this board."""
        self._board = board
        self.rows.show(board.active)
        if board.active and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self._summary.setText(labels.summary(board))
        self.know_all.setEnabled(any(not alert.is_acknowledged for alert in board.active))
        self.about_demo.setVisible(any(alert.key == DEMO for alert in board.active))
        had_focus = self._has_focus()
        self.stack.setCurrentIndex(0 if board.active else 1)
        if had_focus and not self._has_focus():
            # The list went away under the keyboard, or came.
            (self.list if board.active else self.all_clear.demo).setFocus()
        self.cleared.show_board(board)
        self.notes.show_board(board)
        self._wait_for_age()

    def _has_focus(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and focused.hasFocus() and focused.isVisible()

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        foot.addWidget(self.know_all)
        foot.addWidget(self.clear_all)
        busy = QWidget()
        column = QVBoxLayout(busy)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about_demo)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(busy)
        self.stack.addWidget(self.all_clear)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        outer.addWidget(self.cleared)

    def _text(self, alert: Alert, _column: int) -> str:
        return labels.flat(alert.title, alert_line.LONGEST)

    def _spoken(self, alert: Alert, _column: int) -> str:
        return alert_line.spoken(alert, self._needs.clock(), self.notes.of(alert.key))

    # Ages

    def _wait_for_age(self) -> None:
        next_s = next_age_s(self.rows.alerts, self._needs.clock())
        self._next_age.wait(next_s if self.isVisible() else None)

    def _step_ages(self) -> None:
        self.rows.refresh()
        self._wait_for_age()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._next_age.stop()

    # Commands

    def _command(self, command: str, key: str) -> None:
        self._needs.orders.alert(command, key)

    def _acknowledge_all(self) -> None:
        for alert in self.rows.alerts:
            if not alert.is_acknowledged:
                self._needs.orders.alert("acknowledge", alert.key)

    def _ask_clear_all(self) -> None:
        if self._question is None:
            self._question = question(
                tr("Clear all active alerts?"),
                tr("They end on every deck. The history keeps them."),
                tr("Clear all"),
                self.window(),
            )
            self._question.accepted.connect(self._needs.orders.clear_all)
        self._question.show()

    def _raise_demo(self) -> None:
        orders = self._needs.orders

        def refused(error: LightstackError) -> None:
            if isinstance(error, ConfigExistsError):
                orders.alert("trigger", DEMO)
            else:
                orders.failed.emit(sentences.said(error))

        fields = replace(DEMO_FIELDS, name=tr(DEMO_NAME), description=tr(DEMO_DESCRIPTION))
        orders.create(DEMO, fields, lambda _: orders.alert("trigger", DEMO), refused)


def next_age_s(alerts: Sequence[Alert], now: datetime) -> float | None:
    """Return in how many seconds the first age reads otherwise; None if none will."""
    return min((_step_s(alert, now) for alert in alerts), default=None)


def _step_s(alert: Alert, now: datetime) -> float:
    state = alert.state
    since = (state.acknowledged_at or state.activated_at) if state is not None else None
    age_s = max(0.0, (now - since).total_seconds()) if since is not None else 0.0
    unit = MINUTE if age_s < HOUR else HOUR if age_s < DAY else DAY
    return unit - age_s % unit
