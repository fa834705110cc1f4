"""The window that edits one configuration, with a preview beside the form.

1. It stays open until the engine has taken what was entered; what is wrong is said in it. 2. It
changes only the fields that a person changed, so that two people's edits do not undo each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QScrollArea, QVBoxLayout

from lightstack_desktop.desktop import sentences
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.notice import Notice
from lightstack_desktop.desktop.pages.alert_form import AlertForm
from lightstack_desktop.desktop.pages.alert_preview import AlertPreview

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import ConfigFields
    from lightstack_desktop.desktop.pages.edits import Edits
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError

NO_NAME = mark("New alert")


class AlertEditor(QDialog):
    """Edits a configuration that is there, or makes one."""

    def __init__(
        self,
        needs: Needs,
        edits: Edits,
        taken: Callable[[], Container[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self._is_new = True
        self._is_waiting = False
        self._key = ""
        self.preview = AlertPreview(needs.faces(), needs.clock)
        self.form = AlertForm(needs, self.preview.bar, taken)
        self.form.changed.connect(self._preview)
        self.failure = Notice(tr("What is wrong"), needs.glyphs)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self._build()

    def open_new(self, key: str, fields: ConfigFields) -> None:
        """Open with what a new configuration begins with."""
        self._open(key, fields, is_new=True)
        self.form.name.setFocus()

    def open_on(self, key: str, fields: ConfigFields) -> None:
        """Open with a configuration as it is."""
        self._open(key, fields, is_new=False)
        self.form.name.setFocus()

    def reject(self) -> None:
        """Close, but not while the engine has yet to answer."""
        if not self._is_waiting:
            super().reject()

    def _build(self) -> None:
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(self.form.sizeHint().width() + 24)
        row = QHBoxLayout()
        row.addWidget(area, 1)
        row.addWidget(self.preview, 0)
        column = QVBoxLayout(self)
        column.addWidget(self.failure)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        self.resize(740, 560)

    def _open(self, key: str, fields: ConfigFields, *, is_new: bool) -> None:
        self._is_new, self._key = is_new, key
        self.setWindowTitle(tr("New alert") if is_new else tr("Edit alert"))
        self.failure.say("")
        self.form.show_fields(key, fields, is_new=is_new)
        self.open()

    def _preview(self) -> None:
        self.preview.show_fields(self.form.key.text() or tr(NO_NAME), self.form.fields())

    def _save(self) -> None:
        if not self._is_new and not self.form.changes():
            self.accept()
            return
        self._wait(is_waiting=True)
        if self._is_new:
            fields = self.form.fields()
            self._edits.create(self.form.key.text(), fields, self._done, self._refused)
        else:
            self._edits.edit(self._key, self.form.changes(), self._done, self._refused)

    def _wait(self, *, is_waiting: bool) -> None:
        self._is_waiting = is_waiting
        self.buttons.setEnabled(not is_waiting)

    def _done(self, _change: Change) -> None:
        self._wait(is_waiting=False)
        self.accept()

    def _refused(self, error: LightstackError) -> None:
        self._wait(is_waiting=False)
        self.failure.say("" if self.form.mark(error) else sentences.said(error))
