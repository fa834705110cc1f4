"""The contract's STATE, kept by a client from the greeting and the events alone."""

from __future__ import annotations

from typing import Any

NEWS = {"alert_triggered", "alert_acknowledged", "alert_unacknowledged", "alert_updated"}


class Rebuilt:
    """What one client knows."""

    def __init__(self, greeting: dict[str, Any]) -> None:
        assert greeting["type"] == "connection_established"
        state = greeting["data"]["state"]
        self._active = {alert["alert_key"]: alert for alert in state["active_alerts"]}
        self._current = state["current_alert"]
        self._plan = state["led_plan"]
        self._is_saved = state["saved"]

    def hear(self, frame: dict[str, Any]) -> None:
        """Take an event; answers to commands change nothing."""
        kind, data = frame["type"], frame["data"]
        if kind in NEWS:
            self._active[data["alert"]["alert_key"]] = data["alert"]
        elif kind == "alert_cleared":
            self._active.pop(data["alert"]["alert_key"], None)
        elif kind == "all_alerts_cleared":
            for key in data["cleared_keys"]:
                del self._active[key]
        elif kind == "current_alert_changed":
            self._current = data["current"]
        elif kind == "led_plan_changed":
            self._plan = data
        if kind not in ("command_result", "error"):
            self._is_saved = frame.get("saved", True)

    @property
    def state(self) -> dict[str, Any]:
        """Return what `get_state` should answer now."""
        ranked = sorted(self._active.values(), key=_rank)
        return {
            "is_all_clear": self._current is None,
            "current_alert": self._current,
            "active_count": len(ranked),
            "active_alerts": ranked,
            "led_plan": self._plan,
            "saved": self._is_saved,
        }


def _rank(alert: dict[str, Any]) -> tuple[bool, int, str]:
    return alert["acknowledged_at"] is not None, alert["effective_priority"], alert["alert_key"]
