"""Alerts and decks of another desk, taken over while the app runs: one change, with the token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.conftest import TOKEN
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from api.conftest import Api

URL = "/api/v1/import"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}
DECK = {"serial": "A1", "model": "Mini", "key_count": 6, "columns": 3}
BODY: dict[str, Any] = {
    "alerts": [{"alert_key": "door", "led_color": 5}, {"alert_key": "dryer", "icon": "door"}],
    "decks": [DECK | {"pins": [{"key_index": 2, "alert_key": "door"}]}],
}


def test_all_comes_in_as_one_change(any_api: Api) -> None:
    any_api.post("/api/v1/alerts/door/trigger")

    reply = any_api.post(URL, BODY, headers=SHOWN)

    assert reply.status_code == 200
    assert reply.json() == {
        "alerts": {"added": ["dryer"], "changed": ["door"], "same": 0},
        "decks": {"added": ["A1"], "changed": [], "same": 0},
    }
    board = any_api.engine.board
    assert board.alerts["door"].config.fields.led_color == 5
    assert board.alerts["door"].is_active
    assert {pin.key_index: pin.alert_key for pin in board.decks["A1"].pins}[2] == "door"
    assert any_api.post(URL, BODY, headers=SHOWN).json()["alerts"]["same"] == 2


def test_a_dry_run_says_the_same_and_changes_nothing(api: Api) -> None:
    before = api.engine.board

    reply = api.post(URL, {**BODY, "is_dry_run": True}, headers=SHOWN)

    assert reply.json()["alerts"]["added"] == ["door", "dryer"]
    assert api.engine.board is before


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ({"alerts": [{"alert_key": "a/b"}]}, "alerts[0]: alert_key must not contain '/'"),
        ({"alerts": [{"alert_key": "a", "icon": "none"}]}, "Icon 'none' is not known"),
        ({"decks": [{"serial": 5}]}, "decks[0]: serial must be text"),
        ({"decks": [DECK | {"pins": [{"key_index": 0, "alert_key": "x"}]}]}, "no alert 'x'"),
    ],
)
@pytest.mark.parametrize("is_dry_run", [True, False])
def test_one_refusal_refuses_all(
    api: Api, part: dict[str, Any], why: str, is_dry_run: bool
) -> None:
    before = api.engine.board

    reply = api.post(URL, {**BODY, **part, "is_dry_run": is_dry_run}, headers=SHOWN)

    assert reply.status_code == 422
    assert why in reply.json()["detail"]
    assert api.engine.board is before


@pytest.mark.parametrize("body", [{"alerts": {}}, {"alerts": [1]}, {"decks": "x"}])
def test_a_body_of_another_shape_is_refused(api: Api, body: dict[str, Any]) -> None:
    assert api.post(URL, body, headers=SHOWN).status_code == 422


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_without_the_token_nothing_is_taken(api: Api, headers: dict[str, str]) -> None:
    assert api.post(URL, BODY, headers=headers).status_code == 401
    assert api.engine.board.alerts == {}


def test_what_cannot_be_saved_is_refused_and_changes_nothing(api: Api) -> None:
    api.store.problem = StoreError("The disk is full.")

    reply = api.post(URL, BODY, headers=SHOWN)

    assert reply.status_code == 507
    assert api.engine.board.alerts == {}
