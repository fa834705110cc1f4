"""Every text that a person may read or hear in a window or a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDialogButtonBox,
    QGraphicsScene,
    QGroupBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabBar,
    QTabWidget,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is read where a kind of widget or action has it.
SAID_BY = (
    *("text", "title", "windowTitle", "placeholderText", "toolTip", "statusTip", "whatsThis"),
    *("accessibleName", "accessibleDescription", "informativeText", "prefix", "suffix"),
    *("specialValueText", "toPlainText"),
)
ROLE = Qt.ItemDataRole
ROLES = (ROLE.DisplayRole, ROLE.ToolTipRole, ROLE.AccessibleTextRole)
# What these say of themselves is said by Qt; and a scene is drawn, its actions are in no menu.
NOT_OURS = (QCalendarWidget, QDialogButtonBox, QTabBar, QGraphicsScene)


def texts(root: QWidget) -> set[str]:
    """Return what is read in `root` and in all that is in it, but what Qt itself says there."""
    found: set[str] = set()
    for what in (root, *root.findChildren(QObject)):
        if _is_ours(what):
            found.update(_said(what))
    return {text for text in found if text}


def mnemonics(root: QWidget) -> list[str]:
    """Return the letters by which Alt reaches what can be seen in `root`, or what `root` lists."""
    if isinstance(root, QMenu):
        said = [action.text() for action in root.actions() if action.isVisible()]
    else:
        said = [_reached(widget) for widget in root.findChildren(QWidget) if widget.isVisible()]
    ends = (text.replace("&&", "").partition("&")[2] for text in said)
    return sorted(end[0].lower() for end in ends if end)


def _reached(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text() if widget.buddy() is not None else ""
    if isinstance(widget, QGroupBox):
        return widget.title()
    return str(getattr(widget, "text", str)()) if hasattr(widget, "setShortcut") else ""


def _is_ours(what: QObject) -> bool:
    if isinstance(what, QAction) and what.isSeparator():
        return False
    box = what.parent().parent() if isinstance(what.parent(), QDialogButtonBox) else None
    if isinstance(box, QMessageBox) and isinstance(what, QPushButton):
        # A question's own answers stand beside Qt's.
        return box.standardButton(what) is QMessageBox.StandardButton.NoButton
    return not any(isinstance(each, NOT_OURS) or _is_inner(each) for each in _upwards(what))


def _is_inner(what: QObject) -> bool:
    """Return whether this is a part that Qt gives a field."""
    is_in_field = isinstance(what.parent(), QAbstractSpinBox | QComboBox)
    return is_in_field and what.objectName().startswith("qt_")


def _upwards(what: QObject | None) -> Iterator[QObject]:
    while what is not None:
        yield what
        what = what.parent()


def _said(what: QObject) -> Iterator[str]:
    for name in SAID_BY:
        said = getattr(what, name, None)
        if callable(said):
            yield str(said())
    if isinstance(what, QComboBox):
        yield from (what.itemText(n) for n in range(what.count()))
    if isinstance(what, QTabWidget):
        yield from (what.tabText(n) for n in range(what.count()))
    if isinstance(what, QAbstractItemView) and what.model() is not None:
        yield from _listed(what.model())


def _listed(model: QAbstractItemModel) -> Iterator[str]:
    # Qt hides the one column of a list.
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
    across: Any = Qt.Orientation.Horizontal
    yield from (_text(model.headerData(n, across)) for n in columns)
    for row in range(model.rowCount()):
        for column in columns:
            index = model.index(row, column)
            yield from (_text(model.data(index, role)) for role in ROLES)


def _text(said: object) -> str:
    return said if isinstance(said, str) else ""
