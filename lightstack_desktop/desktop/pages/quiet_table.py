"""Tables that only show: a row is chosen as one, and Tab goes on to what comes next."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView


def quiet(table: QTableView, name: str) -> None:
    """Make a table one of lines without a grid; `name` is for screen readers."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
