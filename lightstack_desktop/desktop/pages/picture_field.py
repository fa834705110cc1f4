"""The form's field for the user's own picture: chosen as a file, copied, checked aside.

1. A file is read and checked on another thread: one that is made to take long holds up nobody.
2. An answer that comes after the form shows another alert is of no concern. 3. A refused file
leaves the picture that there was, and `refused` says why.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from lightstack_desktop.desktop import sentences
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.faces.gallery import Gallery

if TYPE_CHECKING:
    from lightstack_desktop.desktop.aside import Aside
    from lightstack_desktop.errors import LightstackError

NO_PICTURE, CHECKING, GONE = mark("Choose…"), mark("Checking…"), mark("The file is gone")
ENDINGS = "*.png *.jpg *.jpeg *.webp *.gif"
SIDE_PX = 24


class PictureField(QWidget):
    """Holds the name of a picture in `folder`. `changed`: a person chose another."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, folder: Path, aside: Aside) -> None:
        super().__init__()
        self._folder = folder
        self._aside = aside
        self._gallery = Gallery(folder)
        self._asked = 0
        self.value: str | None = None
        self.dialog: QFileDialog | None = None
        self.button = QPushButton(tr(NO_PICTURE))
        self.button.setAccessibleName(tr("Picture"))
        self.button.setIconSize(QSize(SIDE_PX, SIDE_PX))
        self.button.clicked.connect(self._choose)
        self.remove = QPushButton(tr("Remove"))
        self.remove.setAccessibleName(tr("Remove the picture"))
        self.remove.clicked.connect(lambda: self._have(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button, 1)
        row.addWidget(self.remove)
        self.setFocusProxy(self.button)

    def show_value(self, name: str | None) -> None:
        """Show a picture without telling of it."""
        self._asked += 1
        self.value = name
        shown = self._drawn(name)
        self.button.setIcon(QIcon() if shown is None else QIcon(shown))
        self.button.setText(tr(GONE) if name and shown is None else tr(NO_PICTURE))
        self.button.setEnabled(True)
        self.remove.setEnabled(name is not None)

    def take(self, path: str) -> None:
        """Have the picture in a file, if it is one that we take."""
        from lightstack_desktop.faces import pictures  # noqa: PLC0415 - see its rule 3

        self._asked += 1
        self.button.setEnabled(False)
        self.button.setText(tr(CHECKING))
        add = partial(pictures.add, Path(path), self._folder)
        asked = self._asked
        self._aside.ask(add, partial(self._added, asked), partial(self._not_added, asked))

    def _choose(self) -> None:
        if self.dialog is None:
            pattern = tr("Pictures ({endings})", endings=ENDINGS)
            self.dialog = QFileDialog(self, tr("Choose a picture"), "", pattern)
            self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            self.dialog.fileSelected.connect(self.take)
        self.dialog.open()

    def _added(self, asked: int, name: str) -> None:
        if asked == self._asked:
            self._have(name)

    def _not_added(self, asked: int, error: LightstackError) -> None:
        if asked == self._asked:
            self.show_value(self.value)
            self.refused.emit(sentences.said(error))

    def _have(self, name: str | None) -> None:
        self.show_value(name)
        self.changed.emit()

    def _drawn(self, name: str | None) -> QPixmap | None:
        image = self._gallery.draw(name, SIDE_PX * 2) if name is not None else None
        if image is None:
            return None
        width, height = image.size
        rows = QImage(image.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
        return QPixmap.fromImage(rows)
