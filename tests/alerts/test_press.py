"""What a press means."""

from __future__ import annotations

from alerts.builders import NOON, active_alert, board_of, clear, idle_alert
from lightstack_desktop.alerts import press
from lightstack_desktop.alerts.press import Intent


def test_a_short_press_on_an_idle_alert_triggers_it() -> None:
    cleared = clear(board_of(active_alert("door", 1)), "door").alert

    assert press.short(idle_alert("door")) is press.short(cleared) is Intent.TRIGGER


def test_a_short_press_on_an_active_alert_acknowledges_it() -> None:
    for priority in (1, 3, 5):
        assert press.short(active_alert("door", priority)) is Intent.ACKNOWLEDGE


def test_a_short_press_on_an_acknowledged_alert_clears_it() -> None:
    assert press.short(active_alert("door", 2, acknowledged_at=NOON)) is Intent.CLEAR


def test_a_short_press_never_clears_a_critical_alert() -> None:
    assert press.short(active_alert("door", 1, acknowledged_at=NOON)) is None
    assert press.short(active_alert("door", 5, override=1, acknowledged_at=NOON)) is None
