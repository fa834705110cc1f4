"""What an import takes over: what is not known here, repaired where it must be, and told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.builders import NOON, create, trigger
from lightstack_desktop.alerts import adopt
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.adopt import Remarks, TheirConfig, TheirEntry, TheirState
from lightstack_desktop.alerts.model import Board, ConfigFields, HistoryEntry

if TYPE_CHECKING:
    from lightstack_desktop.alerts.change import Change

EARLIER = "2026-11-20 08:00:00"
AT_EIGHT = datetime(2026, 11, 20, 8, tzinfo=UTC)
ANYTHING = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=30), st.binary(max_size=30)
)


def config(key: object, **values: Any) -> TheirConfig:
    row: dict[str, Any] = dict.fromkeys(TheirConfig.__slots__)
    row |= {"default_priority": 3, "led_scope": "bar"}
    row |= {"created_at": EARLIER, "updated_at": EARLIER}
    return TheirConfig(**(row | {"alert_key": key} | values))


def state(key: object, **values: Any) -> TheirState:
    row: dict[str, Any] = dict.fromkeys(TheirState.__slots__)
    row |= {"is_active": 1, "last_triggered_at": EARLIER}
    row |= {"created_at": EARLIER, "updated_at": EARLIER}
    return TheirState(**(row | {"alert_key": key} | values))


def merged(
    board: Board, *rows: TheirConfig | TheirState, remarks: Remarks | None = None, **triggered: int
) -> Change:
    configs = [row for row in rows if isinstance(row, TheirConfig)]
    states = [row for row in rows if isinstance(row, TheirState)]
    return adopt.merge(board, configs, states, triggered, remarks or Remarks(), NOON)


def fields_of(row: TheirConfig) -> tuple[ConfigFields, list[str]]:
    remarks = Remarks()
    (alert,) = merged(Board(), row, remarks=remarks).board.alerts.values()
    return alert.config.fields, remarks.repaired


def test_a_sound_configuration_comes_over_as_it_is_and_keeps_a_key() -> None:
    row = config(
        "door",
        name="Garage",
        description="Left\nside",
        default_priority=2,
        led_scope="individual",
        led_positions="[1, 7]",
        led_color=21,
        led_effect="pulse",
        led_brightness=80,
        led_duration=255,
    )
    remarks = Remarks()

    change = merged(Board(), row, remarks=remarks)

    made = change.board.alerts["door"].config
    assert made.fields == ConfigFields(
        "Garage", "Left\nside", 2, "individual", (1, 7), 21, "pulse", 80, 255
    )
    assert made.is_kept
    assert (made.created_at, made.updated_at) == (AT_EIGHT, AT_EIGHT)
    assert remarks == Remarks(_names={"door": "door"})


@pytest.mark.parametrize(
    ("values", "repaired", "told"),
    [
        ({"default_priority": "abc"}, {}, 'door: default_priority "abc" became 3'),
        ({"default_priority": 99}, {"default_priority": 5}, "door: default_priority 99 became 5"),
        ({"led_color": 999}, {"led_color": 255}, "door: led_color 999 became 255"),
        ({"led_color": "red"}, {}, 'door: led_color "red" was left out'),
        ({"led_effect": "disco"}, {"led_effect": "solid"}, 'led_effect "disco" became "solid"'),
        ({"led_scope": "ring"}, {}, 'door: led_scope "ring" became "bar"'),
        ({"led_scope": "individual"}, {}, 'door: led_scope "individual" became "bar"'),
        ({"name": "a\x00b"}, {"name": "a\ufffdb"}, "door: name "),
        ({"description": "d" * 5000}, {"description": "d" * 4000}, "door: description "),
        (
            {"led_scope": "individual", "led_positions": "[8, 2]"},
            {"led_scope": "individual", "led_positions": (2,)},
            'door: led_positions "[8,2]" became "[2]"',
        ),
    ],
)
def test_a_value_that_is_refused_is_repaired_and_told(
    values: dict[str, Any], repaired: dict[str, Any], told: str
) -> None:
    fields, remarks = fields_of(config("door", **values))

    assert fields == ConfigFields(**repaired)
    assert [told in remark for remark in remarks] == [True]


def test_positions_of_a_bar_mean_nothing_and_are_not_told() -> None:
    assert fields_of(config("door", led_positions="[99]")) == (ConfigFields(), [])


@given(st.fixed_dictionaries(dict.fromkeys(TheirConfig.__slots__[1:], ANYTHING)))
def test_no_configuration_is_so_broken_that_the_import_fails(values: dict[str, Any]) -> None:
    fields, _ = fields_of(config("door", **values))

    assert rules.check_fields(fields) == fields


@given(st.fixed_dictionaries(dict.fromkeys(TheirState.__slots__[1:], ANYTHING)))
def test_no_state_is_so_broken_that_the_import_fails(values: dict[str, Any]) -> None:
    change = merged(Board(), config("door"), state("door", **values))

    alert = change.board.alerts["door"]
    assert alert.state is not None
    assert 1 <= alert.effective_priority <= 5
    assert alert.is_active is (alert.state.activated_at is not None)


def test_an_active_alert_stays_active_since_the_first_trigger_of_its_activation() -> None:
    row = state("door", priority=1, activated_at="2026-11-20 07:00:00", repeat_count=4)

    alert = merged(Board(), config("door", default_priority=4), row).board.alerts["door"]

    assert alert.state is not None
    assert (alert.is_active, alert.effective_priority) == (True, 1)
    assert alert.state.activated_at == datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert (alert.state.last_triggered_at, alert.state.repeat_count) == (AT_EIGHT, 4)


@pytest.mark.parametrize(("stored", "effective"), [("abc", 4), (99, 5), (-5, 1), (0, 1), (2, 2)])
def test_a_priority_that_broke_lightstack_is_repaired(stored: object, effective: int) -> None:
    rows = config("door", default_priority=4), state("door", priority=stored)

    assert merged(Board(), *rows).board.alerts["door"].effective_priority == effective


def test_a_cleared_alert_comes_over_cleared() -> None:
    change = merged(Board(), config("door"), state("door", is_active=0, priority=1))

    found = change.board.alerts["door"].state
    assert found is not None
    assert (found.is_active, found.priority, found.activated_at, found.repeat_count) == (
        False,
        None,
        None,
        0,
    )
    assert found.last_triggered_at == AT_EIGHT


def test_what_a_person_made_here_stays() -> None:
    board = trigger(create(Board(), "door", name="Ours").board, "door").board

    change = merged(board, config("door", name="Theirs"), state("door", is_active=0))

    assert change.is_empty
    assert change.board is board


def test_a_configuration_that_a_trigger_made_gives_way_but_its_state_stays() -> None:
    board = trigger(Board(), "door", priority=1).board

    change = merged(board, config("door", name="Theirs"), state("door", is_active=0))

    ours, alert = board.alerts["door"], change.board.alerts["door"]
    assert (alert.config.id, alert.config.fields.name) == (ours.config.id, "Theirs")
    assert alert.config.is_kept
    assert alert.state == ours.state


def test_an_import_goes_on_behind_the_ids_in_use() -> None:
    board = trigger(Board(), "ours").board

    change = merged(board, config("a"), config("b"), state("b"), state("a"))

    alerts = [change.board.alerts[key] for key in ("ours", "a", "b")]
    assert [alert.config.id for alert in alerts] == [1, 2, 3]
    assert [alert.state.id for alert in alerts if alert.state] == [1, 3, 2]


def test_new_triggers_are_added_to_the_count_also_of_a_deleted_alert() -> None:
    board = trigger(Board(), "door").board

    change = merged(board, door=2, gone=5)

    assert change.board.trigger_counts == {"door": 3, "gone": 5}
    assert change.keys == ("door", "gone")


def test_a_refused_key_is_renamed_everywhere_and_told_once() -> None:
    remarks = Remarks()
    rows = [TheirEntry("a/b", "triggered", None, EARLIER)] * 2

    (entry, _) = adopt.entries(rows, remarks)
    change = merged(Board(), config("a/b"), state("a/b"), remarks=remarks)

    assert entry.alert_key == "escaped:a%2Fb"
    assert change.board.alerts["escaped:a%2Fb"].is_active
    assert remarks.renamed == {"a/b": "escaped:a%2Fb"}


def test_a_key_too_long_for_a_name_is_kept_in_the_description() -> None:
    key = "k\n" * 80

    (alert,) = merged(Board(), config(key, description="Left door")).board.alerts.values()

    assert alert.key.startswith("shortened:k%0Ak%0A")
    assert alert.config.fields.description == (
        "LightStack's key: \"" + "k\\n" * 80 + '"\nLeft door'
    )


@pytest.mark.parametrize("key", [None, 5])
def test_rows_without_a_key_are_left_out_and_counted(key: object) -> None:
    remarks = Remarks()

    change = merged(Board(), config(key), state(key), remarks=remarks)

    assert change.is_empty
    assert sum(remarks.counted.values()) == 2


def test_a_key_of_bytes_is_the_text_that_they_spell() -> None:
    remarks = Remarks()

    change = merged(Board(), config(b"door"), state("door"), config(b"caf\xe9"), remarks=remarks)

    door, cafe = change.board.alerts.values()
    assert (door.key, door.is_active) == ("door", True)
    assert list(remarks.renamed.values()) == [cafe.key]
    assert cafe.key.startswith("escaped:caf")


def test_a_state_without_a_configuration_is_left_out_and_counted() -> None:
    remarks = Remarks()

    assert merged(Board(), state("orphan"), remarks=remarks).is_empty
    assert remarks.counted == {"states of alerts without a configuration were left out": 1}


def test_history_comes_over_with_its_own_times_and_source() -> None:
    row = TheirEntry("door", "triggered", "Front\ndoor", "2026-11-20 08:00:00")

    assert [*adopt.entries([row], Remarks())] == [
        HistoryEntry("door", "triggered", "Front\ndoor", "lightstack", AT_EIGHT)
    ]


def test_history_rows_are_repaired_or_left_out_and_counted() -> None:
    remarks = Remarks()
    rows = [
        TheirEntry("door", "triggered", "n" * 2000, EARLIER),
        TheirEntry("door", "triggered", "a\x00b", EARLIER),
        TheirEntry("door", b"cleared", None, EARLIER),
        TheirEntry("door", "triggered", None, "yesterday"),
        TheirEntry("door", "", None, EARLIER),
        TheirEntry(None, "triggered", None, EARLIER),
    ]

    found = [*adopt.entries(rows, remarks)]

    assert [(entry.action, entry.note) for entry in found] == [
        ("triggered", "n" * 1000),
        ("triggered", "a\ufffdb"),
        ("cleared", None),
    ]
    assert sorted(remarks.counted.values()) == [1, 2, 3]
