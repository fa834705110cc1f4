"""Every configuration, active or not: find, make, edit, try, delete, and take back.

1. What is done to one is done to the line under the cursor. 2. Edits and deletes can be taken
back; deleting asks all the same, for an active alert ends with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolBar, QVBoxLayout

from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import new_key, words
from lightstack_desktop.desktop.pages.alert_editor import AlertEditor
from lightstack_desktop.desktop.pages.alert_table import AlertTable
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.edits import Edits
from lightstack_desktop.desktop.pages.page import Page
from lightstack_desktop.desktop.question import question

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QMessageBox

    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.desktop.pages.page import Needs

EMPTY = mark("There is no alert yet. Make one with New, or let a script raise one.")
NOT_FOUND = mark("No alert has these words in its name, key or description.")


class AlertsPage(Page):
    """The page of all configurations."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self.edits = Edits(needs.orders)
        self.editor: AlertEditor | None = None
        self.question: QMessageBox | None = None
        self._awaited: str | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Filter"))
        self.search.setAccessibleName(tr("Filter alerts"))
        self.search.setClearButtonEnabled(True)
        self.table = AlertTable()
        self._hint = plain("")
        self.bar = QToolBar()
        self._glyphs: dict[QAction, str] = {}
        self._add_actions()
        self._build()
        self._dress()
        self._connect()

    def show_board(self, board: Board) -> None:
        """Show the configurations of this board."""
        self.table.rows.show(board.alerts.values())
        if self._awaited in board.alerts:
            self.table.select(str(self._awaited))
            self._awaited = None
        self._agree()

    def point_to(self, key: str) -> None:
        """Put the cursor on an alert, whatever is filtered."""
        self.search.clear()
        self.table.select(key)
        self.table.setFocus()

    def _add_actions(self) -> None:
        self.new = self._action(tr("&New…"), "plus", "Ctrl+N", self._create)
        self.edit = self._action(tr("&Edit…"), "pencil-outline", "", self._edit)
        self.copy = self._action(tr("D&uplicate…"), "content-duplicate", "Ctrl+D", self._duplicate)
        self.delete = self._action(tr("De&lete…"), "delete-outline", "", self._ask_delete)
        self.delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.trigger = self._action(tr("&Trigger"), "bell-ring-outline", "Ctrl+T", self._trigger)
        self.bar.addSeparator()
        self.undo = self._action(tr("Undo"), "undo", "", self.edits.undo)
        self.undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.redo = self._action(tr("Redo"), "redo", "", self.edits.redo)
        self.redo.setShortcut(QKeySequence(QKeySequence.StandardKey.Redo))

    def _action(self, text: str, glyph: str, keys: str, run: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(run)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if keys:
            action.setShortcut(QKeySequence(keys))
        self._glyphs[action] = glyph
        self.bar.addAction(action)
        self.addAction(action)
        return action

    def _build(self) -> None:
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.table.activated.connect(self._edit)
        self.table.selectionModel().currentChanged.connect(self._agree)
        self.edits.settled.connect(self._agree)

    def _find(self, text: str) -> None:
        self.table.filter.find(text)
        self._agree()

    def _agree(self) -> None:
        """Let be chosen what can be done, and say why the table is empty."""
        has_one = self.table.current() is not None
        for action in (self.edit, self.copy, self.delete, self.trigger):
            action.setEnabled(has_one)
        self.undo.setEnabled(self.edits.can_undo)
        self.redo.setEnabled(self.edits.can_redo)
        # Without a name: Qt takes a tooltip for HTML where a key looks like it.
        undo, redo = self.edits.stack.undoText(), self.edits.stack.redoText()
        self.undo.setToolTip(tr("Undo {edit}", edit=undo) if undo else tr("Undo"))
        self.redo.setToolTip(tr("Redo {edit}", edit=redo) if redo else tr("Redo"))
        is_empty = not self.table.filter.rowCount()
        self._hint.setText(tr(NOT_FOUND if self.table.rows.alerts else EMPTY))
        self._hint.setVisible(is_empty)

    # What can be done

    def _create(self) -> None:
        self._open().open_new("", ConfigFields())

    def _edit(self) -> None:
        alert = self.table.current()
        if alert is not None:
            self._open().open_on(alert.key, alert.config.fields)

    def _duplicate(self) -> None:
        alert = self.table.current()
        if alert is not None:
            fields = alert.config.fields
            name = tr("{name} (copy)", name=fields.name) if fields.name else None
            key = new_key.beside(alert.key, self._keys())
            self._open().open_new(key, replace(fields, name=name))

    def _keys(self) -> set[str]:
        return {alert.key for alert in self.table.rows.alerts}

    def _open(self) -> AlertEditor:
        if self.editor is None:
            self.editor = AlertEditor(self._needs, self.edits, self._keys, self)
            self.editor.accepted.connect(self._await_new)
        return self.editor

    def _await_new(self) -> None:
        """Put the cursor on what was made, once the board has it."""
        assert self.editor is not None
        self._awaited = self.editor.form.key.text()
        self.table.select(self._awaited)

    def _ask_delete(self) -> None:
        alert = self.table.current()
        if alert is None:
            return
        more = tr("Undo brings it back. The history stays.")
        if alert.is_active:
            more = tr("It is active and ends with it. Undo brings it back. The history stays.")
        text = tr("Delete “{name}”?", name=words.name(alert.title))
        if self.question is not None:
            self.question.deleteLater()
        self.question = question(text, more, tr("Delete"), self.window())
        self.question.accepted.connect(lambda: self._delete(alert))
        self.question.show()

    def _delete(self, alert: Alert) -> None:
        self.edits.delete(alert)

    def _trigger(self) -> None:
        alert = self.table.current()
        if alert is not None:
            self._needs.orders.alert("trigger", alert.key)

    def _dress(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.ButtonText)
        for action, glyph in self._glyphs.items():
            action.setIcon(self._needs.glyphs.icon(glyph, ink))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()
