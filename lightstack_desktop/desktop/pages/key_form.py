"""What one key of a deck does: shows alerts, or has a task, and which alert that is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.deck_rules import NEEDS_ALERT
from lightstack_desktop.alerts.subject import ABOUT_ONE
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import deck_words
from lightstack_desktop.desktop.pages.all_clear import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lightstack_desktop.alerts.deck import KeyAction
    from lightstack_desktop.alerts.model import Alert

NAME_LENGTH = 80


class KeyForm(QWidget):
    """Edits the task of one key. `changed`: a person chose another; `freed`: none, and no alert."""

    changed = Signal()
    freed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._titles: dict[str, str] = {}
        self._needs_alert = False
        self._told: object = None
        self.title = plain("")
        self.task = QComboBox()
        for action in (None, *Action):
            self.task.addItem(deck_words.task(action), _name(action))
        self.about = QComboBox()
        for choice in (self.task, self.about):
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(8)
        self.free = QPushButton(tr("&Free this key"))
        self._fill()
        self._build()
        self.task.activated.connect(self._choose)
        self.about.activated.connect(self.changed)
        self.free.clicked.connect(self.freed)

    @property
    def action(self) -> Action | None:
        """Return the task that is chosen."""
        name: str = self.task.currentData()
        return Action(name) if name else None

    @property
    def alert_key(self) -> str | None:
        """Return the alert that the task is about; None for the most important one."""
        key: str | None = self.about.currentData()
        return (key or None) if self.action in ABOUT_ONE else None

    def offer(self, alerts: Iterable[Alert]) -> None:
        """Offer these alerts for a task to be about."""
        titles = {alert.key: alert.title for alert in alerts}
        if titles != self._titles:
            chosen = self.about.currentData()
            self._titles = titles
            self._fill()
            self.about.setCurrentIndex(max(0, self.about.findData(chosen)))

    def show_key(
        self, key_index: int, what: str, task: KeyAction | None, preferred: str | None
    ) -> None:
        """Show a key, and `preferred` as the alert for a task that would need one."""
        told = key_index, what, task, preferred
        if told == self._told:
            # What a person is about to choose stays under the hand.
            return
        self._told = told
        self.title.setText(tr("{key}: {what}", key=deck_words.key(key_index), what=what))
        action = task.action if task is not None else None
        self.task.setCurrentIndex(self.task.findData(_name(action)))
        self._fit(action)
        about = task.alert_key if task is not None else preferred
        self.about.setCurrentIndex(max(0, self.about.findData(about or "")))

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.free, 0, 2)
        for row, (text, choice) in enumerate(
            ((tr("&What it does"), self.task), (tr("&About"), self.about)), start=1
        ):
            label = QLabel(text)
            label.setBuddy(choice)
            choice.setAccessibleName(text.replace("&", ""))
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _choose(self) -> None:
        chosen = self.about.currentData()
        self._fit(self.action)
        self.about.setCurrentIndex(max(0, self.about.findData(chosen)))
        self.changed.emit()

    def _fit(self, action: Action | None) -> None:
        """Let be chosen what this task can be about."""
        self.about.setEnabled(action in ABOUT_ONE)
        if (action in NEEDS_ALERT) != self._needs_alert:
            self._needs_alert = action in NEEDS_ALERT
            self._fill()

    def _fill(self) -> None:
        self.about.clear()
        if not self._needs_alert:
            self.about.addItem(tr(deck_words.CURRENT), "")
        for key, title in self._titles.items():
            self.about.addItem(labels.flat(title, NAME_LENGTH), key)


def _name(action: Action | None) -> str:
    """Return what stands for an action in a box of choices."""
    return action.value if action is not None else ""
