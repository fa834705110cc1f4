"""All alerts with a tick, a priority and an acknowledgement to try: a table of choices.

1. A choice outlives the board that offered it, as long as its alert is configured.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from lightstack_desktop.alerts.rehearsal import Choice
from lightstack_desktop.desktop import labels, scheme
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import words
from lightstack_desktop.desktop.pages.alert_rows import ALERT, AlertRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from lightstack_desktop.alerts.model import Alert

Index = QModelIndex | QPersistentModelIndex
TITLES = (mark("Active"), mark("Priority"), mark("Known"))
TICK, PRIORITY, KNOWN = range(3)
LONGEST = 200
ROLE, FLAG = Qt.ItemDataRole, Qt.ItemFlag
AS_CONFIGURED = mark("As configured")


class TickRows(AlertRows):
    """Holds alerts and which are chosen. `ticked`: a person chose otherwise."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__(tuple(map(tr, TITLES)), self._said)
        self._choices: dict[str, Choice] = {}

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(self._choices.values())

    def choose(self, choices: Iterable[Choice]) -> None:
        """Choose these and no others."""
        self._choices = {choice.alert_key: choice for choice in choices}
        self.refresh()
        self.ticked.emit()

    def choice_of(self, alert: Alert) -> Choice | None:
        """Return how an alert is chosen, None if it is not."""
        return self._choices.get(alert.key)

    def _said(self, alert: Alert, column: int) -> str:
        if column == TICK:
            return labels.flat(alert.title, LONGEST)
        choice = self.choice_of(alert)
        if column == PRIORITY:
            own = choice.priority if choice is not None else None
            return words.priority(own or alert.config.fields.default_priority)
        return ""

    # What Qt asks and tells

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        if role == ROLE.CheckStateRole and index.isValid() and index.column() != PRIORITY:
            choice = self.choice_of(self.alerts[index.row()])
            is_set = choice is not None and (index.column() == TICK or choice.is_acknowledged)
            return Qt.CheckState.Checked if is_set else Qt.CheckState.Unchecked
        if role == ROLE.EditRole and index.isValid() and index.column() == PRIORITY:
            choice = self.choice_of(self.alerts[index.row()])
            return choice.priority if choice is not None else None
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = FLAG.ItemIsEnabled | FLAG.ItemIsSelectable
        is_priority = index.column() == PRIORITY
        return flags | (FLAG.ItemIsEditable if is_priority else FLAG.ItemIsUserCheckable)

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:  # noqa: N802 - Qt's name
        key = self.alerts[index.row()].key
        choice = self._choices.get(key, Choice(key))
        if role == ROLE.CheckStateRole and index.column() == TICK:
            if Qt.CheckState(value) is Qt.CheckState.Checked:
                self._choices[key] = choice
            else:
                self._choices.pop(key, None)
        elif role == ROLE.CheckStateRole:
            is_known = Qt.CheckState(value) is Qt.CheckState.Checked
            self._choices[key] = replace(choice, is_acknowledged=is_known)
        else:
            self._choices[key] = replace(choice, priority=value)
        self.dataChanged.emit(self.index(index.row(), TICK), self.index(index.row(), KNOWN))
        self.ticked.emit()
        return True


class Ticks(QStyledItemDelegate):
    """Draws boxes that are seen: in the dark the style's frame is as dark as what lies around."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        if scheme.is_dark(option.palette):
            option.palette.setColor(QPalette.ColorRole.Window, scheme.FRAME)


class PriorityChoice(QStyledItemDelegate):
    """Edits a priority by a list: the configuration's own, or another."""

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName(tr("Priority"))
        alert: Alert = index.data(ALERT)
        usual = words.priority(alert.config.fields.default_priority)
        box.addItem(f"{tr(AS_CONFIGURED)}: {usual}", None)
        for number in words.PRIORITIES:
            box.addItem(words.priority(number), number)
        # A choice is made by choosing: nobody should have to leave the cell for it.
        box.activated.connect(lambda: self._commit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(max(0, editor.findData(index.data(ROLE.EditRole))))

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData(), ROLE.EditRole)

    def _commit(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
