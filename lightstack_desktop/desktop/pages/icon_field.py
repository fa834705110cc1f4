"""The form's field for an icon: what is chosen, a button to choose another, one to have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages.icon_choice import IconChoice

if TYPE_CHECKING:
    from lightstack_desktop.desktop.glyphs import Glyphs

NO_ICON = mark("None")


class IconField(QWidget):
    """Holds the name of an icon. `changed`: a person chose another."""

    changed = Signal()

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self.value: str | None = None
        self.choice: IconChoice | None = None
        self.button = QPushButton(tr(NO_ICON))
        self.button.setAccessibleName(tr("Icon"))
        self.button.clicked.connect(self._choose)
        self.remove = QPushButton(tr("Remove"))
        self.remove.setAccessibleName(tr("Remove the icon"))
        self.remove.clicked.connect(lambda: self.take(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button, 1)
        row.addWidget(self.remove)
        self.setFocusProxy(self.button)

    def show_value(self, name: str | None) -> None:
        """Show an icon without telling of it."""
        self.value = name
        self.button.setText(name or tr(NO_ICON))
        ink = self.button.palette().buttonText().color()
        self.button.setIcon(self._glyphs.icon(name or "", ink))
        self.remove.setEnabled(name is not None)

    def take(self, name: str | None) -> None:
        """Have another icon, or none."""
        self.show_value(name)
        self.changed.emit()

    def _choose(self) -> None:
        self.choice = choice = IconChoice(self._glyphs, self)
        choice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choice.accepted.connect(lambda: self.take(choice.chosen))
        choice.open()
