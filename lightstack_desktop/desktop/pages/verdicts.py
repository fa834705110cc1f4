"""What the rules decided, in words: for whoever wants to know why an alert is or is not shown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.rehearsal import Lead, Place, Why, lead
from lightstack_desktop.desktop.language import mark, tr, within
from lightstack_desktop.desktop.pages import words

if TYPE_CHECKING:
    from lightstack_desktop.alerts.led_plan import LedSlot
    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.alerts.rehearsal import Outcome, Verdict

MOST_NAMED = 3
NOTHING = mark("Nothing is active: all is clear.")
LEADS = {
    Lead.ALONE: mark("Current: “{name}”. Nothing else is active."),
    Lead.KNOWN: mark("Current: “{name}”. The next, “{next}”, is acknowledged; this one is not."),
    Lead.PRIORITY: mark(
        "Current: “{name}”. Its priority is {priority}; that of “{next}”, the next, is {lower}."
    ),
    Lead.KEY: mark("Current: “{name}”. “{next}” has the same priority, but its key comes later."),
}
WHYS = {
    Why.BAR: mark("Lights the whole bar: no other bar alert comes before it."),
    Why.LEDS: mark("Lights {leds}."),
    Why.KNOWN: mark("Not on the bar: it is acknowledged, and {winners} is not."),
    Why.BEHIND: mark("Not on the bar: {winners} comes before it."),
    Why.SINGLE: mark(
        "Not on the bar: {winners} lights all of it, and a bar alert goes before single LEDs "
        "whatever its priority."
    ),
    Why.TAKEN: mark("Not on the bar: its LEDs show {winners}, before it in rank."),
}
PLACES = {
    Place.KEY: mark("On key {key}."),
    Place.COUNTED: mark("No key is free: it is counted on the last one."),
    Place.FILTERED: mark("This deck does not show it: its filter keeps it away."),
}


def current(board: Board) -> str:
    """Return which alert is current, and what puts it first."""
    if not board.active:
        return tr(NOTHING)
    first, second = board.active[0], board.active[min(1, len(board.active) - 1)]
    return tr(
        LEADS[lead(board)],
        name=_name(first),
        next=_name(second),
        priority=first.effective_priority,
        lower=second.effective_priority,
    )


def verdict(found: Verdict) -> str:
    """Return what becomes of an alert, and why."""
    named = [tr("“{name}”", name=_name(alert)) for alert in found.winners[:MOST_NAMED]]
    if len(found.winners) > MOST_NAMED:
        named.append("…")
    bar = tr(WHYS[found.why], leds=leds(found.leds), winners=", ".join(named))
    place = tr(PLACES[found.place], key=(found.key_index or 0) + 1)
    return f"{bar} {place}"


def bar(outcome: Outcome) -> str:
    """Return what each LED of the plan shows, a line for those that show the same."""
    if outcome.plan.is_all_clear:
        return tr("The bar is dark.")
    runs = groupby(outcome.plan.slots, key=lambda slot: (slot.alert_key, slot.light))
    return "\n".join(_lit(tuple(run), outcome) for _, run in runs)


def leds(numbers: tuple[int, ...]) -> str:
    """Return LEDs by their numbers, neighbours as one run."""
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda p: p[1] - p[0])]
    ends = (f"{run[0]}\N{EN DASH}{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    listed = ", ".join(ends)
    return (
        tr("LED {numbers}", numbers=listed)
        if len(numbers) == 1
        else tr("LEDs {numbers}", numbers=listed)
    )


def _lit(run: tuple[LedSlot, ...], outcome: Outcome) -> str:
    where = leds(tuple(slot.led for slot in run))
    key, light = run[0].alert_key, run[0].light
    if key is None:
        return tr("{leds}: dark", leds=where)
    return tr(
        "{leds}: “{name}”, {color}, {effect}",
        leds=where,
        name=_name(outcome.board.alerts[key]),
        color=within(words.color(light.color)),
        effect=within(words.effect(light.effect)),
    )


def _name(alert: Alert) -> str:
    return words.name(alert.title)
