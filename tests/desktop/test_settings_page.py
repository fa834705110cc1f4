"""The Settings page: what it shows, what it changes, and what it says where it cannot."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from lightstack_desktop import instance
from lightstack_desktop.deck.status import DeckCondition, DeckStatus
from lightstack_desktop.desktop.pages.settings_api import callers

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.person import Person
    from lightstack_desktop.desktop.pages.settings import SettingsPage


def opened(person: Person) -> SettingsPage:
    page: SettingsPage = person.open("settings")
    return page


def serve(person: Person, port: int | None) -> None:
    record = instance.Record(os.getpid(), port, has_window=True)
    instance.write_record(person.desktop._settings, record)


def test_the_address_is_the_one_that_is_served(person: Person) -> None:
    serve(person, 18437)
    page = opened(person)

    page.api.address.button.click()

    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:18437"
    assert not page.api.no_address.isVisible()


def test_without_an_api_it_says_so(person: Person) -> None:
    serve(person, None)
    page = opened(person)

    assert page.api.no_address.isVisible()
    assert not page.api.address.isVisible()


def test_the_token_is_copied_as_a_secret_and_never_shown(person: Person, tmp_path: Path) -> None:
    token = instance.create_token(tmp_path)
    page = opened(person)

    page.api.copy.click()

    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == token
    assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    texts = [label.text() for label in page.findChildren(QLabel)]
    texts += [line.text() for line in page.findChildren(QLineEdit)]
    assert texts
    assert not any(token in text for text in texts)


def test_on_quitting_the_token_leaves_the_clipboard(person: Person, tmp_path: Path) -> None:
    """What Python put there and Qt destroys after Python has ended crashes the program."""
    token = instance.create_token(tmp_path)
    page = opened(person)
    page.api.copy.click()
    assert QGuiApplication.clipboard().text() == token

    person.main.put_away()

    assert QGuiApplication.clipboard().text() == ""


def test_without_a_token_it_says_so(person: Person) -> None:
    page = opened(person)

    page.api.copy.click()

    assert page.api.said.text().startswith("There is no token to read in")
    assert page.api.said.isVisibleTo(page)


def test_each_deck_is_told_with_how_it_stands_with_it(person: Person) -> None:
    page = opened(person)
    assert page.decks.decks.text().startswith("No deck is plugged in")

    person.decks = (
        DeckStatus("AL1", "Stream Deck MK.2", 0x80, "/dev/hidraw0", DeckCondition.OPEN),
        DeckStatus("", "<b>XL</b>", 0x6C, "/dev/hidraw1", DeckCondition.BUSY),
    )
    person.main.open_page("now")
    person.main.open_page("settings")

    assert page.decks.decks.text().splitlines() == [
        "Stream Deck MK.2: in use, AL1",
        "<b>XL</b>: another program has it",
    ]


@pytest.mark.parametrize("condition", DeckCondition)
def test_every_condition_has_words(person: Person, condition: DeckCondition) -> None:
    person.decks = (DeckStatus("AL1", "XL", 0x6C, "/dev/hidraw1", condition),)

    assert opened(person).decks.decks.text().startswith("XL: ")


def test_who_may_call_is_told(person: Person) -> None:
    plain = person.desktop._settings
    lan = replace(plain, api_lan=True, api_hosts=("desk.example", "192.0.2.7"))

    assert callers(plain).endswith("without the token.")
    assert callers(replace(plain, strict=True)).endswith("that have the token.")
    assert callers(lan).endswith("as desk.example, 192.0.2.7.")
