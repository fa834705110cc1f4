"""In every language no text is cut off, and Alt and a letter reach one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QMenu,
    QWidget,
)

from desktop import reading
from desktop.busy import somebody
from desktop.person import wait
from lightstack_desktop.desktop import catalogue
from lightstack_desktop.desktop.main_window import ENTRIES, USUAL_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("language", sorted(catalogue.LANGUAGES))
def test_a_letter_reaches_one_thing(tmp_path: Path, language: str) -> None:
    with somebody(tmp_path, language) as person:
        for entry in ENTRIES:
            person.open(entry.name)
            person.see_window()
            assert doubled(reading.mnemonics(person.main)) == [], entry.name
        alerts = person.open("alerts")
        alerts.new.trigger()
        assert doubled(reading.mnemonics(alerts.editor)) == []
        person.tray.menu._open()
        menus = [person.menu, *person.menu.findChildren(QMenu)]
        assert [doubled(reading.mnemonics(menu)) for menu in menus] == [[] for _ in menus]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("language", sorted(catalogue.LANGUAGES))
def test_no_text_is_cut_off(tmp_path: Path, language: str) -> None:
    with somebody(tmp_path, language) as person:
        for entry in ENTRIES:
            page = person.open(entry.name)
            person.main.resize(USUAL_SIZE)
            person.see_window()
            if entry.name == "deck":
                page.desk.tabs.setCurrentIndex(1)
            QApplication.processEvents()
            assert list(cut(page)) == [], entry.name
        history = person.main.pages["history"]
        wait(lambda: history.rows.rows)
        history.table.selectRow(0)
        history.follow.click()
        QApplication.processEvents()
        assert list(cut(history.timeline)) == []


def cut(root: QWidget) -> Iterator[str]:
    """Yield the texts of one line in `root` that have not the room they need."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QHeaderView):
            yield from _cut_titles(widget)
        elif isinstance(widget, QAbstractButton) or _is_line(widget):
            room = widget.visibleRegion().boundingRect()
            is_below = room.isEmpty()  # what is scrolled away is not cut
            if widget.text() and not is_below and room.width() < widget.sizeHint().width() - 1:
                yield widget.text()


def _cut_titles(header: QHeaderView) -> Iterator[str]:
    for column in range(header.count()):
        if header.sectionSize(column) < header.sectionSizeHint(column):
            yield str(header.model().headerData(column, header.orientation()))


def _is_line(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and not widget.wordWrap()


def doubled(letters: list[str]) -> list[str]:
    return sorted({letter for letter in letters if letters.count(letter) > 1})
