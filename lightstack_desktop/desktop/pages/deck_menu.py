"""What can be done with one key of a deck, as a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.deck_rules import NEEDS_ALERT
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import deck_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.alerts.model import Alert


class KeyMenu(QMenu):
    """The menu of a key; it goes away when it is closed. `alert` is the one that is chosen.

    `task_chosen` names a task, "" for none.
    """

    put_chosen = Signal()
    free_chosen = Signal()
    task_chosen = Signal(str)

    def __init__(
        self, parent: QWidget, alert: Alert | None, action: Action | None, *, can_free: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if alert is not None:
            name = labels.literal(labels.flat(alert.title), is_remote=False)
            self.addAction(tr("&Put “{name}” here", name=name), self.put_chosen.emit)
        self.free = self.addAction(tr("&Free this key"), self.free_chosen.emit)
        self.free.setEnabled(can_free)
        self.tasks = self.addMenu(tr("&What it does"))
        group = QActionGroup(self.tasks)
        for task in (None, *Action):
            if task in NEEDS_ALERT and alert is None:
                continue
            entry = self.tasks.addAction(deck_words.task(task))
            entry.setCheckable(True)
            entry.setChecked(task is action)
            name = task.value if task is not None else ""
            entry.triggered.connect(partial(self._tell, name))
            group.addAction(entry)

    def _tell(self, name: str, _is_checked: bool = True) -> None:
        self.task_chosen.emit(name)
