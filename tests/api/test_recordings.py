"""What LightStack answered, answered by us: the same status and reply, but for what is declared.

Each way in which a reply may differ stands below as one function, with the deviation it is for.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

import pytest

from lightstack_desktop import __version__

if TYPE_CHECKING:
    from api.conftest import Api

CONTRACT = Path(__file__).parent.parent / "contract"
UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
TIMES = {"created_at", "updated_at", "last_triggered_at"}
# Section 6, 10 and 11: what has the first field has ours, which LightStack does not have.
ADDED = {
    "effective_priority": {"acknowledged_at", "acknowledged_by"},
    "default_priority": {"icon"},
    "action": {"source"},
    "active_alerts": {"saved"},
    "total_alerts_today": {"local_day", "active_by_priority", "acknowledged_count"},
}


@pytest.mark.parametrize("name", ["rest-life", "rest-leds", "rest-random-1", "rest-random-2"])
def test_we_answer_what_lightstack_answered(any_api: Api, name: str) -> None:
    replay = Replay(any_api)
    exchanges = json.loads((CONTRACT / f"{name}.json").read_text("utf-8"))["exchanges"]

    for number, exchange in enumerate(exchanges):
        replay.check(exchange, f"{name} #{number} {exchange['method']} {exchange['path']}")

    assert replay.checked == len(exchanges) > 80


class Replay:
    """Sends the recorded requests in order, and compares."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.checked = 0
        self.cleared_together: list[set[str]] = []

    def check(self, exchange: dict[str, Any], where: str) -> None:
        self.active_before = [alert.key for alert in self.api.engine.board.active]
        body = {} if exchange["body"] is None else {"json": exchange["body"]}
        reply = self.api.send(exchange["method"], exchange["path"], **body)
        assert reply.status_code == exchange["status"], (where, reply.text)
        ours = reply.json() if reply.content else None
        expected = self.declared(exchange, exchange["reply"], ours)
        assert_same(expected, ours, where)
        self.checked += 1

    def declared(self, exchange: dict[str, Any], recorded: Any, ours: Any) -> Any:
        """Return the recorded reply with the declared deviations applied."""
        path = exchange["path"].partition("?")[0]
        if exchange["status"] == 404:
            return specific_not_found(path, recorded)
        if exchange["status"] != 200:
            return recorded
        if path.startswith("/api/v1/history"):
            return self.history(exchange["path"], recorded, ours)
        return self.of_a_tie(exchange["path"], recorded, ours)

    def of_a_tie(self, path: str, recorded: Any, ours: Any) -> Any:
        if path == "/api/v1/alerts/current":
            return self.current_of_a_tie(recorded, ours)
        if path == "/api/v1/alerts/clear-all":
            return self.cleared_by_rank(recorded)
        if path == "/api/v1/alerts/active" or "active_only=true" in path:
            return ranked(recorded)
        return about_us(recorded) if path.startswith("/api/health") else recorded

    def current_of_a_tie(self, recorded: Any, ours: Any) -> Any:
        # D3: LightStack takes any of the alerts of the highest priority, we the first by key.
        if recorded["alert"] is None or recorded["alert"] == ours["alert"]:
            return recorded
        theirs = self.api.get(f"/api/v1/alerts/{recorded['alert']['alert_key']}").json()
        assert_same(recorded["alert"], theirs, "the recorded current alert, as we have it")
        assert theirs["is_active"]
        assert theirs["effective_priority"] == ours["alert"]["effective_priority"]
        assert theirs["alert_key"] >= ours["alert"]["alert_key"]
        return recorded | {"alert": ours["alert"]}

    def cleared_by_rank(self, recorded: Any) -> Any:
        # D3: among equal priorities LightStack's order is the database's, ours the key's.
        assert sorted(recorded["alert_keys"]) == sorted(self.active_before)
        self.cleared_together.append(set(self.active_before))
        return recorded | {"alert_keys": self.active_before}

    def history(self, asked: str, recorded: Any, ours: Any) -> Any:
        # Section 4: LightStack's clock has whole seconds and no tie-break, so which of a second's
        # rows a page shows, and in which order, is open. Ours are the newest, and in it each of
        # theirs is one of ours, with its id.
        path, _, query = asked.partition("?")
        how = {name: values[0] for name, values in parse_qs(query).items()}
        if not isinstance(recorded, dict):
            found = self.found(how | {"alert_key": unquote(path.rpartition("/")[2])})
            self.assert_shown(recorded, ours, found, 0, int(how.get("limit", 50)))
            return ours
        found = self.found(how)
        size = recorded["page_size"]
        self.assert_shown(
            recorded["items"], ours["items"], found, size * (recorded["page"] - 1), size
        )
        assert recorded["total"] == len(without_ours(found))
        assert ours["total"] == len(found)
        pages = max(1, -(-ours["total"] // size))
        return recorded | {"items": ours["items"], "total": ours["total"], "total_pages": pages}

    def found(self, how: dict[str, str]) -> list[Any]:
        """Return the rows that we have of what is asked for, newest first."""
        return [
            row
            for row in reversed(self.api.rows())
            if how.get("alert_key") in (None, row.alert_key)
            and how.get("action") in (None, row.action)
        ]

    def assert_shown(
        self, recorded: list[Any], ours: list[Any], found: list[Any], skipped: int, size: int
    ) -> None:
        assert [row["id"] for row in ours] == [row.id for row in found[skipped : skipped + size]]
        assert len(recorded) == len(without_ours(found)[skipped : skipped + size])
        for item in recorded:
            self.assert_is_ours(item)

    def assert_is_ours(self, item: dict[str, Any]) -> None:
        row = without_ours(self.api.rows())[item["id"] - 1]
        assert (item["action"], item["note"]) == (row.action, row.note)
        if item["alert_key"] != row.alert_key:
            # D3: rows of one clear-all stand in rank order, and ties are LightStack's to choose.
            pair = {item["alert_key"], row.alert_key}
            assert any(pair <= together for together in self.cleared_together)


def without_ours(rows: list[Any]) -> list[Any]:
    # B7: deleting an active alert writes a row that LightStack does not have.
    return [row for row in rows if row.note != "Configuration deleted"]


def specific_not_found(path: str, recorded: Any) -> Any:
    # D1: LightStack overwrites the text that says what was not found.
    assert recorded == {"detail": "Not found"}
    found = re.fullmatch(r"/api/v1/(alerts|alert-configs)/([^/]+)(/clear)?", path)
    if found is None:
        return recorded
    noun = "Alert" if found[1] == "alerts" else "Alert config"
    return {"detail": f"{noun} '{unquote(found[2])}' not found"}


def about_us(recorded: dict[str, Any]) -> dict[str, Any]:
    # Section 11: our own values.
    return recorded | {"environment": "desktop", "version": __version__}


def ranked(alerts: list[Any]) -> list[Any]:
    # D3: a total order, where LightStack leaves equal priorities to the database.
    assert [a["effective_priority"] for a in alerts] == sorted(
        a["effective_priority"] for a in alerts
    )
    return sorted(alerts, key=lambda a: (a["effective_priority"], a["alert_key"]))


def assert_same(recorded: Any, ours: Any, where: str) -> None:
    """Compare what is left to compare: all but times (D2) and added fields (10, 11)."""
    if isinstance(recorded, list) and isinstance(ours, list):
        assert len(recorded) == len(ours), where
        for index, (theirs, mine) in enumerate(zip(recorded, ours, strict=True)):
            assert_same(theirs, mine, f"{where}[{index}]")
    elif isinstance(recorded, dict) and isinstance(ours, dict):
        added = [names for mark, names in ADDED.items() if mark in recorded]
        assert set(ours) == set(recorded).union(*added), where
        for name, theirs in recorded.items():
            if name in TIMES and theirs is not None:
                # D2: always RFC 3339 in UTC, with microseconds.
                assert UTC_TIME.fullmatch(ours[name]), f"{where}.{name}"
            elif name == "input":  # what was sent, quoted
                assert theirs == ours[name], where
            elif name == "led_positions" and recorded.get("led_scope") == "bar":
                # Section 2: a bar has no positions; LightStack's PUT stores them unchecked.
                assert ours[name] is None, f"{where}.{name}"
            else:
                assert_same(theirs, ours[name], f"{where}.{name}")
    else:
        assert recorded == ours, where
        assert type(recorded) is type(ours), where
