"""Alt and a letter reach one thing of a window or a menu, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMenu

from desktop import reading
from desktop.busy import somebody
from lightstack_desktop.desktop import catalogue
from lightstack_desktop.desktop.main_window import ENTRIES

if TYPE_CHECKING:
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


def doubled(letters: list[str]) -> list[str]:
    return sorted({letter for letter in letters if letters.count(letter) > 1})
