"""What we answer, as pydantic models with LightStack's field names, and ours beside them.

Every time is RFC 3339 in UTC, with microseconds and `Z`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

from lightstack_desktop.deck.status import DeckCondition  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from lightstack_desktop.alerts import led_plan, model


def timestamp(at: datetime) -> str:
    """Return an aware time as the wire has it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


Timestamp = Annotated[
    datetime,
    PlainSerializer(timestamp, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class _Configured(BaseModel):
    """What a configuration and its summary share; `trigger_count` counts history rows."""

    alert_key: str
    name: str | None
    default_priority: int
    led_scope: str
    led_positions: list[int] | None
    led_color: int | None
    led_effect: str | None
    led_brightness: int | None
    led_duration: int | None
    icon: str | None
    trigger_count: int


class AlertConfig(_Configured):
    """One configuration."""

    id: int
    description: str | None
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, config: model.AlertConfig, trigger_count: int) -> AlertConfig:
        """Show a configuration that was triggered so many times."""
        return cls(
            **values(config.fields),
            id=config.id,
            alert_key=config.alert_key,
            created_at=config.created_at,
            updated_at=config.updated_at,
            trigger_count=trigger_count,
        )


class AlertKeySummary(_Configured):
    """A configuration and whether it is active, for lists."""

    is_active: bool
    last_triggered_at: Timestamp | None

    @classmethod
    def of(cls, alert: model.Alert, board: model.Board) -> AlertKeySummary:
        """Show an alert in short."""
        return cls(
            **values(alert.config.fields),
            alert_key=alert.key,
            is_active=alert.is_active,
            last_triggered_at=alert.state.last_triggered_at if alert.state else None,
            trigger_count=board.trigger_counts.get(alert.key, 0),
        )


class Alert(BaseModel):
    """An alert that was triggered at least once; its `id` and `config.id` are unrelated."""

    id: int
    alert_key: str
    is_active: bool
    priority: int | None
    effective_priority: int
    last_triggered_at: Timestamp | None
    acknowledged_at: Timestamp | None
    acknowledged_by: str | None
    created_at: Timestamp
    updated_at: Timestamp
    config: AlertConfig | None

    @classmethod
    def of(cls, alert: model.Alert, board: model.Board) -> Alert:
        """Show an alert that has a state."""
        state = alert.state
        assert state is not None
        return cls(
            id=state.id,
            alert_key=alert.key,
            is_active=state.is_active,
            priority=state.priority,
            effective_priority=alert.effective_priority,
            last_triggered_at=state.last_triggered_at,
            acknowledged_at=state.acknowledged_at,
            acknowledged_by=state.acknowledged_by,
            created_at=state.created_at,
            updated_at=state.updated_at,
            config=AlertConfig.of(alert.config, board.trigger_counts.get(alert.key, 0)),
        )


class CurrentAlert(BaseModel):
    """The alert of the highest rank."""

    is_all_clear: bool
    alert: Alert | None
    active_count: int


class ClearedAll(BaseModel):
    """What clear-all did, keys in rank order."""

    cleared_count: int
    alert_keys: list[str]


class Light(BaseModel):
    """What a lamp shows; every number is the lamp's own code."""

    effect: str
    color: int
    level: int
    duration: int


class SingleLight(Light):
    """What one LED shows; the lamp wants its number as text."""

    led: str


class LedSlot(Light):
    """One LED, 1 at the bottom to 7, and the alert it shows."""

    led: int
    alert_key: str | None


class BarCommand(BaseModel):
    """A step that addresses the whole bar."""

    led_effect: Light


class LedCommand(BaseModel):
    """A step that addresses one LED."""

    individual_led_effect: SingleLight


class RenderPlan(BaseModel):
    """What a seven-LED bar should show, and the eight steps that make it so."""

    mode: str
    is_all_clear: bool
    bar_alert_key: str | None
    leds: list[LedSlot]
    suppressed: list[str]
    commands: list[BarCommand | LedCommand]

    @classmethod
    def of(cls, plan: led_plan.LedPlan) -> RenderPlan:
        """Show a plan."""
        return cls(
            mode=plan.mode,
            is_all_clear=plan.is_all_clear,
            bar_alert_key=plan.bar_alert_key,
            leds=[
                LedSlot(**values(slot.light), led=slot.led, alert_key=slot.alert_key)
                for slot in plan.slots
            ],
            suppressed=list(plan.suppressed),
            commands=[_command(command) for command in plan.commands],
        )


class HistoryEntry(BaseModel):
    """Something that happened to an alert, and the surface it came from; made of a store's row."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    alert_key: str
    action: str
    note: str | None
    source: str
    created_at: Timestamp


class HistoryPage(BaseModel):
    """One page of the history, newest first."""

    items: list[HistoryEntry]
    total: int
    page: int
    page_size: int
    total_pages: int


class Day(BaseModel):
    """What happened since a midnight."""

    since: Timestamp
    total_alerts: int
    critical: int
    auto_cleared: int


class Stats(BaseModel):
    """Today's figures; the first five are LightStack's."""

    total_alerts_today: int
    critical_today: int
    auto_cleared: int
    active_count: int
    total_alert_keys: int
    local_day: Day
    active_by_priority: dict[int, int]
    acknowledged_count: int


class Health(BaseModel):
    """That we are there."""

    status: Literal["healthy"] = "healthy"
    environment: str
    version: str


class Readiness(BaseModel):
    """Whether what is asked of us now would be saved.

    `notice` is ours: what happened to the database that a person should know of.
    """

    status: Literal["ready", "not_ready"]
    database: Literal["connected", "disconnected"]
    environment: str
    version: str
    error: str | None = None
    notice: str | None = None


class Welcome(BaseModel):
    """LightStack's greeting, which its clients look for."""

    message: str = "Welcome to LightStack API v1"


class Deck(BaseModel):
    """One deck that is plugged in, and how it stands with it; made of a DeckStatus."""

    model_config = ConfigDict(from_attributes=True)

    serial: str
    model: str
    product_id: int
    path: str
    condition: DeckCondition
    detail: str


class Compared(BaseModel):
    """Names of what is new, names of what became another, and how many stayed as they were."""

    model_config = ConfigDict(from_attributes=True)

    added: list[str]
    changed: list[str]
    same: int


class Imported(BaseModel):
    """What an import did; made of a Difference."""

    model_config = ConfigDict(from_attributes=True)

    alerts: Compared
    decks: Compared


def _command(command: led_plan.LedCommand) -> BarCommand | LedCommand:
    if command.led is None:
        return BarCommand(led_effect=Light(**values(command.light)))
    light = SingleLight(**values(command.light), led=str(command.led))
    return LedCommand(individual_led_effect=light)


# Which picture somebody chose is for this desk alone.
_UNTOLD = frozenset({"picture"})


def values(thing: model.ConfigFields | led_plan.Light) -> dict[str, Any]:
    """Return the fields of a frozen object, whose names are the wire's."""
    # A list may hold thousands of these: __slots__ is at hand, dataclasses.fields() is not.
    return {name: getattr(thing, name) for name in thing.__slots__ if name not in _UNTOLD}
