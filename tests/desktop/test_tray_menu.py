"""The tray's menu by itself, without a tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alerts.builders import acknowledge, board_with, clear
from PySide6.QtWidgets import QMenu

from desktop.person import NOON
from lightstack_desktop.desktop.surroundings import DeckEntry, Surroundings
from lightstack_desktop.desktop.tray_decks import DeckMenu
from lightstack_desktop.desktop.tray_menu import TrayMenu

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication

    from lightstack_desktop.desktop.tray_rest import TrayRest


def texts(menu: QMenu) -> list[str]:
    return [a.text() for a in menu.actions() if a.isVisible() and not a.isSeparator()]


def alerts(menu: TrayMenu) -> dict[str, QAction]:
    """Return the entries of active alerts, by their texts."""
    actions = menu.menu.actions()
    first = actions.index(rest(menu)._above_alerts) + 1
    return {action.text(): action for action in actions[first : actions.index(rest(menu)._more)]}


def sub(menu: TrayMenu, text: str) -> QMenu:
    found = next(a for a in menu.menu.actions() if a.text() == text).menu()
    assert isinstance(found, QMenu)
    return found


@pytest.fixture
def menu(app: QApplication) -> TrayMenu:
    made = TrayMenu(lambda: NOON)
    made.complete(Surroundings)
    made.look_around()
    return made


def rest(menu: TrayMenu) -> TrayRest:
    assert menu.rest is not None
    return menu.rest


def test_it_stands_before_the_rest_of_it(app: QApplication) -> None:
    menu = TrayMenu(lambda: NOON)

    menu.refresh(board_with(door=3), ("Not saved",), is_remote=False)
    menu.menu.aboutToShow.emit()

    assert texts(menu.menu) == ["&Open Lightstack", "P3 door · now (1 active)", "&Quit"]


def test_entries_stay_the_same_while_others_come_and_go(menu: TrayMenu) -> None:
    """A host draws a copy and is told of what differs: what is built anew flickers and closes."""
    menu.refresh(board_with(door=3, dryer=4), (), is_remote=True)
    before = alerts(menu)
    submenus = {text: action.menu() for text, action in before.items()}

    menu.refresh(board_with(leak=1, door=3, dryer=4), ("Not saved",), is_remote=True)
    after = alerts(menu)

    assert list(after) == ["leak", "door", "dryer"]
    assert all(after[text] is before[text] for text in before)
    assert all(after[text].menu() is submenus[text] for text in before)


def test_entries_follow_the_rank(menu: TrayMenu) -> None:
    board = board_with(door=2, dryer=3, leak=4, ci=5)
    menu.refresh(board, (), is_remote=True)
    assert list(alerts(menu)) == ["door", "dryer", "leak", "ci"]

    board = acknowledge(board, "door").board
    menu.refresh(board, (), is_remote=True)
    assert list(alerts(menu)) == ["dryer", "leak", "ci", "door"]

    menu.refresh(clear(board, "leak").board, (), is_remote=True)
    assert list(alerts(menu)) == ["dryer", "ci", "door"]


def test_what_can_be_done_to_an_alert_never_turns_into_its_opposite(menu: TrayMenu) -> None:
    chosen: list[tuple[str, str]] = []
    rest(menu).alert_chosen.connect(lambda command, key: chosen.append((command, key)))
    board = board_with(door=3)
    menu.refresh(board, (), is_remote=True)
    entries = alerts(menu)["door"].menu()
    assert isinstance(entries, QMenu)
    assert texts(entries) == ["&Acknowledge", "&Clear", "&Edit…"]
    acknowledge_entry = entries.actions()[0]

    menu.refresh(acknowledge(board, "door").board, (), is_remote=True)

    assert texts(entries) == ["&Take back", "&Clear", "&Edit…"]
    acknowledge_entry.trigger()
    for entry in entries.actions()[1:]:
        entry.trigger()
    assert chosen == [
        ("acknowledge", "door"),
        ("unacknowledge", "door"),
        ("clear", "door"),
        ("edit", "door"),
    ]


def test_what_names_no_alert_any_more_is_gone_at_once(menu: TrayMenu) -> None:
    menu.refresh(board_with(door=3), (), is_remote=False)
    menu.refresh(board_with(leak=1), (), is_remote=False)

    assert list(alerts(menu)) == ["leak"]


def test_all_can_be_acknowledged_while_one_is_not(menu: TrayMenu) -> None:
    board = board_with(door=3)
    entry = rest(menu)._acknowledge_all
    menu.refresh(board_with(), (), is_remote=False)
    assert not entry.isEnabled()

    menu.refresh(board, (), is_remote=False)
    assert entry.isEnabled()

    menu.refresh(acknowledge(board, "door").board, (), is_remote=False)
    assert not entry.isEnabled()


def test_decks_are_listed_each_with_what_counts_for_it(menu: TrayMenu) -> None:
    chosen: list[tuple[str, str, int]] = []
    rest(menu).deck_chosen.connect(lambda *what: chosen.append(what))
    decks = sub(menu, "&Decks")
    assert texts(decks) == ["No deck is plugged in"]

    rest(menu)._look = lambda: Surroundings(
        decks=(
            DeckEntry("AL1", "Stream Deck & <b>co</b>", 60, 600, 3),
            DeckEntry("AL2", "Stream Deck XL", 33, None),
        )
    )
    menu.look_around()
    assert texts(decks) == ["Stream Deck && <b>co</b>", "Stream Deck XL"]
    one, other = (action.menu() for action in decks.actions()[:2])
    assert isinstance(one, DeckMenu)
    assert isinstance(other, DeckMenu)

    assert marked(one.brightness) == ["60 %"]
    assert marked(one.dim) == ["10 minutes"]
    assert marked(other.brightness) == []
    assert marked(other.dim) == ["Never"]
    assert [turn.isEnabled() for turn in (*one.turns, *other.turns)] == [True, True, False, False]
    for entry in (*one.brightness.actions()[:1], one.dim.actions()[-1], *one.turns):
        entry.trigger()
    one.actions()[-1].trigger()
    assert chosen == [
        ("AL1", "brightness", 100),
        ("AL1", "dim", 0),
        ("AL1", "page", 1),
        ("AL1", "page", -1),
        ("AL1", "blank", 0),
    ]


def test_a_deck_that_goes_leaves_the_menu(menu: TrayMenu) -> None:
    rest(menu)._look = lambda: Surroundings(decks=(DeckEntry("AL1", "XL", 60, 600),))
    menu.look_around()

    rest(menu)._look = Surroundings
    menu.look_around()

    assert texts(sub(menu, "&Decks")) == ["No deck is plugged in"]


def marked(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isChecked()]


def test_quiet_says_until_when_and_can_be_ended(menu: TrayMenu) -> None:
    chosen: list[str] = []
    rest(menu).setup.quiet_chosen.connect(chosen.append)
    quiet = rest(menu).setup.quiet
    assert [a.isEnabled() for a in quiet.actions()] == [True, True, False]

    rest(menu)._look = lambda: Surroundings(quiet_until="14:30")
    menu.look_around()

    assert quiet.title() == "Do &not disturb until 14:30"
    for action in quiet.actions():
        action.trigger()
    assert chosen == ["hour", "tomorrow", "off"]


def test_switches_show_what_is_on_and_what_cannot_be_chosen(menu: TrayMenu) -> None:
    login, notify = rest(menu).setup._login, rest(menu).setup._notify
    assert not login.isEnabled()
    assert not notify.isEnabled()

    rest(menu)._look = lambda: Surroundings(starts_at_login=True, notifies=False)
    menu.look_around()

    assert (login.isEnabled(), login.isChecked()) == (True, True)
    assert (notify.isEnabled(), notify.isChecked()) == (True, False)


def test_what_others_changed_is_true_when_the_menu_opens(menu: TrayMenu) -> None:
    rest(menu)._look = lambda: Surroundings(
        starts_at_login=True, screen_model="xl", is_screen_shown=True
    )

    menu.menu.aboutToShow.emit()

    assert rest(menu).setup._login.isChecked()
    assert rest(menu).setup._show.isChecked()
    assert marked(rest(menu).setup._models) == ["Stream Deck XL"]


def test_a_menu_asks_for_decks_only_when_they_may_differ(menu: TrayMenu) -> None:
    looks: list[int] = []

    def look() -> Surroundings:
        looks.append(1)
        return Surroundings()

    rest(menu)._look = look
    board = board_with(door=3)
    menu.refresh(board, (), is_remote=True)
    menu.refresh(acknowledge(board, "door").board, (), is_remote=True)

    assert len(looks) == 1
