"""LightStack's WebSocket, recorded with two clients and played to us: the same frames in order.

What we say beside them, or otherwise, stands below, each with the deviation it is for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from api.live import served
from api.test_recordings import CONTRACT, UTC_TIME, assert_same
from lightstack_desktop import __version__

if TYPE_CHECKING:
    from api.live import Caller, Live

Frame = dict[str, Any]

FIRST_OF_A_CHANGE = {"alert_triggered", "alert_cleared", "all_alerts_cleared", "alert_updated"}


def test_we_say_what_lightstack_said() -> None:
    steps = json.loads((CONTRACT / "websocket-life.json").read_text("utf-8"))["steps"]
    with served() as live:
        replay = Replay(live)
        for number, step in enumerate(steps):
            replay.step(step, f"#{number}")
        replay.finish()

    assert replay.compared == sum("receive" in step for step in steps) > 70
    # The session re-triggers the current alert twice, then edits it.
    edit = ["alert_updated", "current_alert_changed", "led_plan_changed"]
    for ear in replay.ears.values():
        assert ear.added == ["current_alert_changed", "current_alert_changed", *edit]


class Replay:
    """Does what the recording did, and compares what comes back."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.callers: dict[str, Caller] = {}
        self.ears: dict[str, Ear] = {}
        self.compared = 0

    def step(self, step: Any, where: str) -> None:
        if "rest" in step:
            call = step["rest"]
            status, _reply = self.live.rest(call["method"], call["path"], call["body"])
            assert status == call["status"], where
        elif "connect" in step:
            self.callers[step["client"]] = self.live.connect()
            self.ears[step["client"]] = Ear()
        elif "send" in step:
            self.callers[step["client"]].send(step["send"])
        else:
            self.ears[step["client"]].hear(self.callers[step["client"]], step["receive"], where)
            self.compared += 1

    def finish(self) -> None:
        """Nothing was said that the recording does not have."""
        for name, caller in self.callers.items():
            caller.ask("ping", "last")
            assert self.ears[name].next_of_theirs(caller)["data"]["command_id"] == "last"


class Ear:
    """One client: what it knows of every alert from the frames alone, and what was added."""

    def __init__(self) -> None:
        self.known: dict[str, Frame] = {}
        self.before: dict[str, Frame] = {}
        self.added: list[str] = []
        self._is_edited = False

    def hear(self, caller: Caller, recorded: Frame, where: str) -> None:
        ours = self.next_of_theirs(caller)
        assert ours["type"] == recorded["type"], where
        assert UTC_TIME.fullmatch(ours["timestamp"]), where  # D2
        expected = self.declared(recorded["data"], ours["data"])
        assert_same(expected, ours["data"], f"{where} {recorded['type']}")
        self.learn(ours)

    def next_of_theirs(self, caller: Caller) -> Frame:
        while True:
            frame = caller.read()
            if frame["type"] in FIRST_OF_A_CHANGE:
                self.before = dict(self.known)
            if not self.is_added(frame):
                return dict(frame)
            self.added.append(frame["type"])
            self.learn(frame)

    def is_added(self, frame: Frame) -> bool:
        data = frame["data"]
        if frame["type"] == "alert_updated":  # D4
            self._is_edited = True
            return True
        if frame["type"] == "current_alert_changed":  # B8: the same alert, another value
            before, now = data["previous"], data["current"]
            is_same = before and now and before["alert_key"] == now["alert_key"]
            return bool(is_same and before != now)
        if frame["type"] == "led_plan_changed" and self._is_edited:  # B7
            self._is_edited = False
            return True
        return False

    def declared(self, recorded: Frame, ours: Frame) -> Frame:
        """Return the recorded data with the deviations that are declared."""
        recorded = dict(recorded)
        for name in {"previous", "previous_current"} & recorded.keys():
            # B9: LightStack shows the alert as it is afterwards; ours is as it was last told.
            assert (recorded[name] is None) == (ours[name] is None)
            if ours[name] is not None:
                assert ours[name]["alert_key"] == recorded[name]["alert_key"]
                assert ours[name] == self.before[ours[name]["alert_key"]]
            recorded[name] = ours[name]
        if recorded.get("code") == "INVALID_MESSAGE":
            # LightStack prints a page of its validator's; what is promised is the beginning.
            assert ours["message"].startswith("Invalid message format: ")
            recorded["message"] = ours["message"]
        if "server_version" in recorded:  # section 11
            recorded["server_version"] = __version__
        return recorded

    def learn(self, frame: Frame) -> None:
        for alert in alerts_in(frame["data"]):
            self.known[alert["alert_key"]] = alert


def alerts_in(data: Any) -> list[Frame]:
    """Return what a frame says of alerts as they are now."""
    if isinstance(data, list):
        return [alert for each in data for alert in alerts_in(each)]
    if not isinstance(data, dict):
        return []
    if "effective_priority" in data:
        return [data]
    return [a for name, each in data.items() if "previous" not in name for a in alerts_in(each)]
