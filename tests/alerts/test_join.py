"""What happened without the database, joined with what the database holds."""

from __future__ import annotations

from alerts.builders import active_alert, board_of, board_with, clear, create, idle_alert, trigger
from lightstack_desktop.alerts import decide_deck
from lightstack_desktop.alerts.join import join
from lightstack_desktop.alerts.model import Board


def test_what_only_one_of_them_knows_is_on_the_joined_board() -> None:
    saved = board_with(door=1, dryer=3)
    change = trigger(Board(), "mail")

    joined = join(saved, Board(), change.board, change.keys)

    assert set(joined.alerts) == {"door", "dryer", "mail"}
    assert [alert.key for alert in joined.active] == ["door", "dryer", "mail"]


def test_the_configuration_of_the_database_and_the_newer_state_win() -> None:
    saved = board_of(idle_alert("door", id=7, name="Front door", default_priority=1, is_kept=True))
    raised = trigger(Board(), "door", note="open").board

    joined = join(saved, Board(), raised, ("door",))

    door = joined.alerts["door"]
    assert door.config == saved.alerts["door"].config
    assert door.is_active
    assert door.effective_priority == 1


def test_an_alert_that_was_ended_in_memory_stays_ended() -> None:
    saved = board_with(door=1)
    raised = trigger(Board(), "door")
    ended = clear(raised.board, "door")

    joined = join(saved, Board(), ended.board, ("door",))

    assert joined.active == ()
    assert joined.alerts["door"].state is not None
    assert saved.alerts["door"].state is not None
    assert joined.alerts["door"].state.id == saved.alerts["door"].state.id


def test_ids_are_never_used_twice() -> None:
    saved = board_of(active_alert("a", id=1), active_alert("b", id=2))
    board = trigger(trigger(Board(), "x").board, "y").board

    joined = join(saved, Board(), board, ("x", "y"))

    assert sorted(alert.config.id for alert in joined.alerts.values()) == [1, 2, 3, 4]
    assert sorted(a.state.id for a in joined.alerts.values() if a.state) == [1, 2, 3, 4]
    assert (joined.next_config_id, joined.next_state_id) == (5, 5)


def test_triggers_are_counted_once() -> None:
    saved = Board.of((active_alert("door"),), trigger_counts={"door": 10, "gone": 4})
    board = trigger(trigger(Board(), "door").board, "door").board

    assert join(saved, Board(), board, ("door",)).trigger_counts == {"door": 12, "gone": 4}


def test_a_configuration_that_was_never_triggered_stays_so() -> None:
    made = create(Board(), "door")

    joined = join(board_with(dryer=2), Board(), made.board, ("door",))

    assert joined.alerts["door"].state is None
    assert joined.next_state_id == 2
    assert joined.next_config_id == 3


def test_a_saved_state_is_kept_where_memory_has_none() -> None:
    made = create(Board(), "door")
    saved = board_with(door=1)

    assert join(saved, Board(), made.board, ("door",)).alerts == saved.alerts


def test_a_deck_keeps_its_saved_pins_and_finds_room_for_what_is_new() -> None:
    saved = decide_deck.attach(create(Board(), "dryer").board, "one", "XL", 32, 8).board
    memory = decide_deck.attach(trigger(Board(), "door").board, "one", "XL", 32, 8).board
    memory = decide_deck.attach(memory, "two", "Mini", 6, 3).board

    joined = join(saved, Board(), memory, ("door",))

    pins = {serial: [p.alert_key for p in d.pins] for serial, d in joined.decks.items()}
    assert pins == {"one": ["dryer", "door"], "two": ["door", "dryer"]}


def test_a_key_that_neither_knows_changes_nothing() -> None:
    saved = board_with(door=1)

    assert join(saved, Board(), Board(), ("door", "gone")) == saved
