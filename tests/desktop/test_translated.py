"""Nothing that a person reads is left out of the translations.

Here every text of the program is said in brackets, and every alert is called by numbers: letters
outside of brackets are a text that no language can have.
"""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pytest
import spoken

from desktop import reading
from desktop.busy import somebody
from desktop.person import wait
from lightstack_desktop import udev_rule
from lightstack_desktop.desktop import (
    announcement,
    catalogue,
    deck_trouble,
    rule_installer,
)
from lightstack_desktop.desktop.main_window import ENTRIES
from lightstack_desktop.desktop.news_state import Show, ShowTogether
from lightstack_desktop.desktop.pages import first_commands, settings_diagnostics
from lightstack_desktop.desktop.screen_models import MODELS
from lightstack_desktop.errors import PortTakenError
from lightstack_desktop.logs import FILE_NAME as LOG
from lightstack_desktop.store.store import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from desktop.person import Person

OPEN, CLOSE = "⟦", "⟧"
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD = re.compile(r"[^\W\d_]{2,}")
PAGES = [entry.name for entry in ENTRIES]


@pytest.fixture(scope="module")
def reader(
    app: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Person]:
    """Somebody whose program says every text as it is, in brackets."""
    said = {text: f"{OPEN}{text}{CLOSE}" for text in spoken.texts()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "read", lambda _file: said)
        with somebody(tmp_path_factory.mktemp("reader"), "de") as made:
            yield made


def untold(*found: str) -> list[str]:
    """Return what has letters outside of brackets."""
    return sorted(text for text in found if WORD.search(_outside(text)))


def _outside(text: str) -> str:
    while (less := INNERMOST.sub("", text)) != text:
        text = less
    return text


def unread(root: QWidget, *names: str) -> list[str]:
    """Return the texts of `root` that cannot be translated, but for these names."""
    return untold(*(_without(text, names) for text in reading.texts(root)))


def _without(text: str, names: tuple[str, ...]) -> str:
    known = ("Lightstack Desktop", "Ctrl+", *catalogue.LANGUAGES.values(), *names)
    models = (model.title for model in MODELS.values())
    for name in sorted((*known, *models), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def test_every_text_of_every_page_can_be_translated(reader: Person) -> None:
    for name in PAGES:
        reader.open(name)
        reader.see_window()
    past, figures = reader.main.pages["history"], reader.main.pages["statistics"]
    wait(lambda: past._asked is None and past.place.text())
    wait(lambda: figures.days is not None)
    shell, host = first_commands.by_command_line(), socket.gethostname().lower()
    settings = reader.desktop._settings
    files = (str(settings.data_dir / DATABASE), str(settings.file), str(settings.state_dir / LOG))
    names = (shell, host, udev_rule.command(), *files, settings_diagnostics.versions())

    missed = {name: unread(page, *names) for name, page in reader.main.pages.items()}

    assert missed == {name: [] for name in PAGES}
    assert unread(reader.main, *names) == []


def test_every_text_of_the_alert_editor_can_be_translated(reader: Person) -> None:
    page = reader.open("alerts")
    reader.see_window()
    page.new.trigger()
    editor = page.editor
    editor.form.key.setText("1")
    editor.form.scope.setCurrentIndex(editor.form.scope.findData("individual"))
    editor._save()
    wait(lambda: any(label.isVisible() for label in editor.form._problems.values()))
    editor.form.icon.button.click()
    icons = editor.form.icon.choice
    icons.search.setText("0000")

    assert unread(editor) == []
    assert unread(icons) == []
    icons.reject()
    editor.reject()


def test_every_text_of_the_questions_can_be_translated(reader: Person) -> None:
    alerts, now = reader.open("alerts"), reader.open("now")
    settings = reader.open("settings")
    reader.see_window()
    alerts.table.select("1")
    alerts._ask_delete()
    now._ask_clear_all()
    settings.api._ask_rotate()
    settings.api.names.line.setText("1")
    settings.api.lan.box.toggle()
    asked = (
        alerts.question,
        now._question,
        settings.api._question,
        settings.api.lan._question,
    )

    assert [unread(box) for box in asked if box is not None] == [[]] * 4
    for box in asked:
        box.reject()


def test_every_text_of_a_timeline_can_be_translated(reader: Person) -> None:
    page = reader.open("history")
    wait(lambda: page.rows.rows)
    page.table.selectRow(0)
    page.follow.click()
    wait(lambda: page.timeline.rows.items)

    assert unread(page.timeline) == []


def test_every_task_of_a_key_can_be_translated(reader: Person) -> None:
    page = reader.open("deck")
    reader.see_window()
    wait(lambda: page._scene is not None)
    menu = page.new_menu(0)
    assert menu is not None

    assert unread(menu) == unread(page) == []


def test_every_text_of_the_tray_can_be_translated(reader: Person) -> None:
    reader.tray.menu._open()

    assert unread(reader.menu) == untold(reader.tray.icon.toolTip()) == []


def test_every_text_of_the_on_screen_deck_can_be_translated(reader: Person) -> None:
    reader.desktop.show_deck()
    wait(lambda: reader.has_window)
    for model in MODELS.values():
        reader.window.choose(model)
        reader.see()
        assert unread(reader.window) == []


def test_every_text_of_a_notification_can_be_translated(reader: Person) -> None:
    alert = reader.alert("1")
    orders = (
        Show(alert, "0", is_sounding=True, is_private=False),
        Show(alert, None, is_sounding=True, is_private=True),
        ShowTogether((alert,), 5, is_sounding=False, is_private=False),
    )
    for order in orders:
        said = announcement.of(order)
        assert untold(said.title, said.body, *(text for _, text in said.actions)) == []


def test_every_trouble_can_be_translated(reader: Person) -> None:
    reader.desktop.set_api_problem(str(PortTakenError(8437)))
    around = deck_trouble.Surroundings(has_rule=False, owners=("1",))
    decks = [deck_trouble.of([deck], around) for deck in reader.decks]
    ends = [rule_installer._why(code, "") for code in (1, 126, 127)]
    wait(lambda: "8437" in reader.tray.icon.toolTip())

    assert untold(*(trouble.text for trouble in decks if trouble is not None), *ends) == []
    assert untold(reader.tray.icon.toolTip()) == []
