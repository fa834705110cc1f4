"""A damaged row costs itself alone: the rest is there, and the alert can be made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alerts.builders import create, trigger

from lightstack_desktop.alerts import decide_deck
from lightstack_desktop.store.store import Store
from store.files import commit_each, damage, reopened, rows

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.store.history import History

CONFIG_DAMAGE = [
    "default_priority = 'abc'",
    "default_priority = 99",
    "default_priority = 2.5",
    "name = x'ff'",
    "name = CAST(x'c328' AS TEXT)",
    "name = 'a' || char(0)",
    f"description = '{'d' * 4001}'",
    "led_scope = 'ring'",
    "led_scope = 'individual'",
    "led_effect = 'disco'",
    "led_color = 256",
    "led_brightness = 'bright'",
    "led_duration = -1",
    "is_kept = 7",
    "created_at = 'yesterday'",
    "created_at = 9000000000000000000",
    "alert_key = 'a/b'",
    "alert_key = CAST(x'ff' AS TEXT)",
    "alert_key = ''",
    "led_scope = 'individual', led_positions = '[9]'",
    "led_scope = 'individual', led_positions = '{}'",
    "led_scope = 'individual', led_positions = x'00'",
]
STATE_DAMAGE = [
    "priority = 'abc'",
    "priority = -5",
    "is_active = 2",
    "repeat_count = 'many'",
    "repeat_count = -5",
    "repeat_count = 9223372036854775807",
    "activated_at = ''",
    "acknowledged_priority = 9",
    "acknowledged_by = x'00'",
]


@pytest.fixture
def board(path: Path) -> Board:
    """Return the board of a closed database with two active alerts and a deck."""
    store = Store(path)
    board = commit_each(
        store,
        store.open(),
        lambda b: decide_deck.attach(b, "one", "MK.2", 15, 5),
        lambda b: trigger(b, "dryer"),
        lambda b: create(b, "door"),
        lambda b: trigger(b, "door"),
    )
    store.close()
    return board


@pytest.mark.parametrize("damaged", CONFIG_DAMAGE)
def test_a_damaged_configuration_is_left_out_and_named(
    path: Path, board: Board, caplog: pytest.LogCaptureFixture, damaged: str
) -> None:
    damage(path, f"UPDATE alert_configs SET {damaged} WHERE alert_key = 'door'")

    found = reopened(path)

    assert found.alerts == {"dryer": board.alerts["dryer"]}
    assert [alert.key for alert in found.active] == ["dryer"]
    assert "damaged row" in caplog.text
    assert "alert_configs" in caplog.text


@pytest.mark.parametrize("damaged", STATE_DAMAGE)
def test_an_alert_with_damaged_state_keeps_its_configuration(
    path: Path, board: Board, damaged: str
) -> None:
    damage(path, f"UPDATE alerts SET {damaged} WHERE alert_key = 'door'")

    found = reopened(path)

    assert found.alerts["door"].config == board.alerts["door"].config
    assert found.alerts["door"].state is None
    assert found.alerts["dryer"] == board.alerts["dryer"]


@pytest.mark.parametrize(
    "damaged",
    [
        "UPDATE alert_configs SET default_priority = 'abc' WHERE alert_key = 'door'",
        "UPDATE alerts SET priority = 'abc' WHERE alert_key = 'door'",
    ],
)
def test_a_damaged_alert_can_be_triggered_anew(path: Path, board: Board, damaged: str) -> None:
    damage(path, damaged)
    store = Store(path)

    board = commit_each(
        store,
        store.open(),
        lambda b: trigger(b, "another new one"),
        lambda b: trigger(b, "door", 1),
    )
    store.close()

    assert reopened(path) == board
    assert board.alerts["door"].effective_priority == 1
    assert len({alert.config.id for alert in board.alerts.values()}) == 3


def test_an_unknown_icon_does_not_cost_the_alert(path: Path, board: Board) -> None:
    damage(path, "UPDATE alert_configs SET icon = 'from the future' WHERE alert_key = 'door'")

    assert reopened(path).alerts["door"].config.fields.icon == "from the future"


@pytest.mark.parametrize(
    "damaged",
    [
        "UPDATE decks SET columns = 'five'",
        "UPDATE decks SET key_count = 0.5",
        "UPDATE decks SET model = x'ff'",
        "UPDATE decks SET brightness_percent = 101",
    ],
)
def test_a_damaged_deck_is_forgotten_and_comes_back_without_its_old_pins(
    path: Path, board: Board, damaged: str
) -> None:
    damage(path, damaged, "UPDATE pins SET key_index = 9 WHERE alert_key = 'door'")
    store = Store(path)
    found = store.open()

    again = commit_each(store, found, lambda b: decide_deck.attach(b, "one", "MK.2", 15, 5))
    store.close()

    assert found.decks == {}
    assert reopened(path).decks == again.decks
    assert len(again.decks["one"].pins) == 2


@pytest.mark.parametrize(
    "damaged", ["key_index = 15", "key_index = -1", "alert_key = 'a/b'", "is_kept = 'yes'"]
)
def test_a_damaged_pin_is_forgotten_alone(path: Path, board: Board, damaged: str) -> None:
    damage(path, f"UPDATE pins SET {damaged} WHERE alert_key = 'door'")

    assert [pin.alert_key for pin in reopened(path).decks["one"].pins] == ["dryer"]


def test_a_damaged_count_is_forgotten_alone(path: Path, board: Board) -> None:
    damage(path, "UPDATE trigger_counts SET count = 'many' WHERE alert_key = 'door'")

    assert reopened(path).trigger_counts == {"dryer": 1}


def test_a_damaged_history_row_is_left_out(path: Path, board: Board, history: History) -> None:
    damage(path, "UPDATE alert_history SET created_at = 'x' WHERE alert_key = 'door'")

    found = history.page(None, None, 1, 50)

    assert [row.alert_key for row in found.items] == ["dryer"]
    assert rows(path, "SELECT count(*) FROM alert_history") == [(2,)]


def test_undecodable_history_is_shown_as_far_as_it_can_be(
    path: Path, board: Board, history: History
) -> None:
    damage(path, "UPDATE alert_history SET note = CAST(x'61ff62' AS TEXT)")

    assert history.of("door", 1)[0].note == "a\ufffdb"
