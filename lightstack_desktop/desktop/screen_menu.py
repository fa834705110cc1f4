"""The on-screen deck's menu: the model that it looks like, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.screen_models import MODELS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.desktop.screen_models import ScreenModel


class ScreenMenu(QMenu):
    """Tells what a person chooses."""

    model_chosen = Signal(object)
    quit_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._models = QActionGroup(self)
        for model in MODELS.values():
            action = QAction(model.title, self, checkable=True)
            action.setData(model.name)
            action.triggered.connect(lambda _checked, model=model: self.model_chosen.emit(model))
            self._models.addAction(action)
            self.addAction(action)
        self.addSeparator()
        self.addAction(tr("&Quit"), self.quit_chosen.emit)

    def tick(self, model: ScreenModel) -> None:
        """Show which model it is."""
        for action in self._models.actions():
            action.setChecked(action.data() == model.name)
