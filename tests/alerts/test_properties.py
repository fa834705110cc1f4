"""What holds after any sequence of commands."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts import reference
from alerts.builders import NOON, after, shown
from lightstack_desktop.alerts import decide, decide_deck, layout
from lightstack_desktop.alerts.change import (
    AlertCleared,
    AlertEvent,
    AlertUpdated,
    AllAlertsCleared,
    Change,
    CurrentAlertChanged,
    LedPlanChanged,
)
from lightstack_desktop.alerts.led_plan import plan
from lightstack_desktop.alerts.model import Board, ConfigFields
from lightstack_desktop.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lightstack_desktop.alerts.model import Alert

Command = tuple[Any, ...]

some_key = st.sampled_from(["a", "b", "c", "d", "é"])
some_priority = st.integers(1, 5)
some_fields = st.builds(
    ConfigFields,
    default_priority=some_priority,
    led_scope=st.sampled_from(["bar", "individual"]),
    led_positions=st.sampled_from([(1,), (1, 2, 3), (3, 7)]),
    led_effect=st.sampled_from([None, "solid", "pulse", "off"]),
    led_color=st.sampled_from([None, 0, 170]),
)
of_lightstack = (
    st.tuples(st.just("trigger"), some_key, st.none() | some_priority),
    st.tuples(st.just("clear"), some_key),
    st.tuples(st.just("clear_all")),
    st.tuples(st.just("create"), some_key, some_fields),
    st.tuples(st.just("update"), some_key, some_fields),
    st.tuples(st.just("delete"), some_key),
)
of_ours = (
    st.tuples(st.just("acknowledge"), some_key),
    st.tuples(st.just("acknowledge"), some_key),
    st.tuples(st.just("unacknowledge"), some_key),
    st.tuples(st.just("attach"), st.sampled_from(["one", "two"]), st.just(4)),
    st.tuples(st.just("attach"), st.just("tiny"), st.just(1)),
)
lightstacks_commands = st.lists(st.one_of(*of_lightstack), max_size=30)
any_commands = st.lists(st.one_of(*of_lightstack, *of_ours), max_size=40)


RULES: dict[str, Callable[..., Change]] = {
    "trigger": lambda b, now, key, priority: decide.trigger(b, key, priority, None, "rest", now),
    "clear": lambda b, now, key: decide.clear(b, key, None, "rest", now),
    "clear_all": lambda b, now: decide.clear_all(b, None, "rest", now),
    "create": lambda b, now, key, fields: decide.create_config(b, key, fields, now),
    "update": lambda b, now, key, fields: decide.update_config(b, key, lambda _: fields, now),
    "delete": lambda b, now, key: decide.delete_config(b, key, "rest", now),
    "acknowledge": lambda b, now, key: decide.acknowledge(b, key, None, "screen", now),
    "unacknowledge": lambda b, now, key: decide.unacknowledge(b, key, None, "screen", now),
    "attach": lambda b, _now, serial, count: decide_deck.attach(b, serial, "Mini", count, 2),
}


def run(board: Board, command: Command, now: datetime) -> Change:
    """Return what a command changes; raises RefusedError."""
    what, *said = command
    return RULES[what](board, now, *said)


def play(commands: list[Command]) -> list[Change]:
    """Return every change of a life that begins empty; a refusal changes nothing."""
    board, changes = Board(), []
    for second, command in enumerate(commands):
        try:
            changes.append(run(board, command, after(seconds=second)))
        except RefusedError:
            continue
        board = changes[-1].board
    return changes


lives = any_commands.map(play)
thorough = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plain(alert: Alert) -> dict[str, Any]:
    """Return an alert as the reference wants it."""
    assert alert.state is not None
    fields = alert.config.fields
    override = alert.state.priority
    return {
        "key": alert.key,
        "effective_priority": fields.default_priority if override is None else override,
        "acknowledged": alert.state.acknowledged_at is not None,
        **{
            name: getattr(fields, name)
            for name in (
                "led_scope led_positions led_color led_effect led_brightness led_duration"
            ).split()
        },
    }


@given(lives)
@thorough
def test_the_active_list_is_complete_and_in_rank_order(life: list[Change]) -> None:
    for change in life:
        active = [plain(a) for a in change.board.alerts.values() if a.is_active]
        listed = [alert.key for alert in change.board.active]
        assert listed == [alert["key"] for alert in reference.ranked(active)]
        assert all(change.board.alerts[alert.key] is alert for alert in change.board.active)
        assert change.board.current is (change.board.active[0] if listed else None)


@given(lives)
@thorough
def test_a_board_is_the_same_when_built_of_its_parts(life: list[Change]) -> None:
    for change in life:
        board = change.board
        built = Board.of(board.alerts.values(), board.decks.values(), board.trigger_counts)
        assert built.next_config_id <= board.next_config_id
        assert built.next_state_id <= board.next_state_id
        ids = {"next_config_id": board.next_config_id, "next_state_id": board.next_state_id}
        assert replace(built, **ids) == board


@given(lives)
@thorough
def test_ids_are_never_given_twice(life: list[Change]) -> None:
    configs: dict[int, tuple[str, datetime]] = {}
    states: dict[int, tuple[str, datetime]] = {}
    for change in life:
        for alert in change.board.alerts.values():
            config, state = alert.config, alert.state
            made = (alert.key, config.created_at)
            assert configs.setdefault(config.id, made) == made
            if state is not None:
                made = (alert.key, state.created_at)
                assert states.setdefault(state.id, made) == made


@given(lives)
@thorough
def test_every_history_row_tells_a_real_change(life: list[Change]) -> None:
    for change in life:
        assert len({row.alert_key for row in change.history}) == len(change.history)
        for row in change.history:
            assert row.alert_key in change.keys
            _assert_true(change, row.alert_key, row.action)


def _assert_true(change: Change, key: str, action: str) -> None:
    before, after_it = change.before.alerts.get(key), change.board.alerts.get(key)
    was_active = before is not None and before.is_active
    was_known = before is not None and before.is_acknowledged
    is_active = after_it is not None and after_it.is_active
    is_known = after_it is not None and after_it.is_acknowledged
    counted = change.board.trigger_counts.get(key, 0) - change.before.trigger_counts.get(key, 0)
    assert {
        "triggered": is_active and counted == 1,
        "cleared": was_active and not is_active,
        "acknowledged": was_active and is_active and not was_known and is_known,
        "unacknowledged": was_active and is_active and was_known and not is_known,
    }[action]


@given(lives)
@thorough
def test_every_activation_and_its_end_has_a_history_row(life: list[Change]) -> None:
    for change in life:
        was = {alert.key for alert in change.before.active}
        now = {alert.key for alert in change.board.active}
        rows = {(row.alert_key, row.action) for row in change.history}
        assert {(key, "triggered") for key in now - was} <= rows
        assert {(key, "cleared") for key in was - now} <= rows


@given(lives)
@thorough
def test_the_trigger_count_is_the_number_of_triggers(life: list[Change]) -> None:
    rows = Counter(
        row.alert_key for change in life for row in change.history if row.action == "triggered"
    )
    assert not life or life[-1].board.trigger_counts == rows


@given(lives)
@thorough
def test_empty_means_nothing_to_write_and_nothing_to_say(life: list[Change]) -> None:
    for change in life:
        if change.board is change.before:
            assert (change.history, change.decks) == ((), ())
        else:
            assert change.board != change.before
            assert not change.is_empty
        assert change.is_empty == (change.board is change.before and not change.events)


@given(lives)
@thorough
def test_events_show_the_board_before_and_after_truly(life: list[Change]) -> None:
    for change in life:
        for event in change.events:
            if isinstance(event, AlertEvent):
                assert event.previous is change.before.current
                assert event.current is change.board.current
                now = change.board.alerts.get(event.alert.key)
                assert now is event.alert or (now is None and not event.alert.is_active)
            elif isinstance(event, CurrentAlertChanged):
                assert event.previous is change.before.current
                assert event.current is change.board.current
                assert event.active_count == len(change.board.active)
            elif isinstance(event, AllAlertsCleared):
                assert event.keys == tuple(alert.key for alert in change.before.active)
            elif isinstance(event, AlertUpdated):
                assert event.alert is change.board.alerts[event.alert.key]
                assert event.alert.is_active
            else:
                assert isinstance(event, LedPlanChanged)
                assert event.plan == plan(change.board.active)


@given(lives)
@thorough
def test_who_hears_the_events_alone_knows_every_active_alert(life: list[Change]) -> None:
    known: dict[str, Alert] = {}
    current: Alert | None = None
    for change in life:
        for event in change.events:
            if isinstance(event, AllAlertsCleared):
                known = {key: known[key] for key in known.keys() - set(event.keys)}
            elif isinstance(event, AlertCleared):
                known.pop(event.alert.key, None)
            elif isinstance(event, AlertEvent | AlertUpdated):
                known[event.alert.key] = event.alert
            elif isinstance(event, CurrentAlertChanged):
                current = event.current
        assert tuple(sorted(known.values(), key=lambda a: a.rank)) == change.board.active
        assert current == change.board.current


@given(lives)
@thorough
def test_a_change_of_the_current_alert_and_of_the_plan_is_told_once_and_last(
    life: list[Change],
) -> None:
    for change in life:
        expected: list[type] = []
        if change.before.current != change.board.current:
            expected.append(CurrentAlertChanged)
        if plan(change.before.active) != plan(change.board.active):
            expected.append(LedPlanChanged)
        told = [type(event) for event in change.events]
        assert [kind for kind in told if kind in (CurrentAlertChanged, LedPlanChanged)] == expected
        assert told[len(told) - len(expected) :] == expected


@given(lives)
@thorough
def test_what_follows_is_the_same_where_nobody_says_which_alerts_changed(
    life: list[Change],
) -> None:
    for change in life:
        told = decide.consequences(change.before, change.board)
        assert told == decide.consequences(change.before, change.board, change.keys)


@given(lives)
@thorough
def test_only_an_active_alert_is_acknowledged_and_it_hides_no_other(life: list[Change]) -> None:
    for change in life:
        for alert in change.board.alerts.values():
            state = alert.state
            if state is None:
                continue
            acknowledged = (
                state.acknowledged_at,
                state.acknowledged_by,
                state.acknowledged_priority,
            )
            assert alert.is_acknowledged == all(acknowledged)
            assert alert.is_acknowledged or not any(acknowledged)
            assert alert.is_active or not alert.is_acknowledged
            if state.acknowledged_priority is not None:
                assert alert.effective_priority >= state.acknowledged_priority
        order = [alert.is_acknowledged for alert in change.board.active]
        assert order == sorted(order)


@given(lives)
@thorough
def test_a_key_holds_one_alert_and_an_alert_one_key_of_a_deck(life: list[Change]) -> None:
    for change in life:
        for deck in change.board.decks.values():
            indexes = [pin.key_index for pin in deck.pins]
            assert indexes == sorted(set(indexes))
            assert len({pin.alert_key for pin in deck.pins}) == len(deck.pins)
            assert all(0 <= index < deck.key_count - 1 for index in indexes)
            assert {pin.alert_key for pin in deck.pins} <= set(change.board.alerts)


@given(lives)
@thorough
def test_a_pin_stays_while_its_alert_needs_it(life: list[Change]) -> None:
    """It may be lent; and one that was not made on purpose goes to a critical alert alone."""
    for change in life:
        for serial, deck in change.before.decks.items():
            pins = {pin.key_index: pin for pin in change.board.decks[serial].pins}
            for pin in deck.pins:
                alert = change.board.alerts.get(pin.alert_key)
                if alert is None or not (pin.is_kept or alert.is_active):
                    continue
                now = pins[pin.key_index]
                if now.alert_key != pin.alert_key:
                    assert not pin.is_kept
                    assert change.board.alerts[now.sitter].effective_priority == 1


@given(lives)
@thorough
def test_every_active_alert_has_a_key_or_is_counted(life: list[Change]) -> None:
    for change in life:
        for deck in change.board.decks.values():
            alerts = shown(change.board, deck)
            seen = {alert.key for alert in alerts if alert is not None}
            hidden = [alert.key for alert in layout.hidden(deck, change.board)]
            active = [alert.key for alert in change.board.active]
            assert hidden == [key for key in active if key not in seen]
            free = [k for k in range(deck.key_count - 1) if alerts[k] is None]
            assert not (hidden and free)


@given(lives)
@thorough
def test_decks_are_settled_after_every_change_and_named_if_they_moved(life: list[Change]) -> None:
    for change in life:
        for serial, deck in change.board.decks.items():
            assert layout.settle(deck, change.board) is deck
            assert (serial in change.decks) == (deck != change.before.decks.get(serial))


@given(lightstacks_commands)
@thorough
def test_without_acknowledgement_it_behaves_as_lightstack(commands: list[Command]) -> None:
    theirs, ours = reference.LightStack(), Board()
    for command in commands:
        match command:
            case ("trigger", key, priority):
                theirs.trigger(key, priority)
            case ("clear", key):
                theirs.clear(key)
            case ("clear_all",):
                theirs.clear_all()
            case ("create", key, fields) if key not in theirs.defaults:
                theirs.put(key, fields.default_priority)
            case ("update", key, fields) if key in theirs.defaults:
                theirs.put(key, fields.default_priority)
            case ("delete", key):
                theirs.delete(key)
        with suppress(RefusedError):
            ours = run(ours, command, NOON).board

        assert [(a.effective_priority, a.key) for a in ours.active] == theirs.listed()
        assert ours.trigger_counts == theirs.trigger_counts
        assert set(ours.alerts) == set(theirs.defaults)
