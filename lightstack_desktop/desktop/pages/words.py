"""What a configuration's values are called, for forms and tables.

1. Tables hold the English words, marked; functions say them in the person's language. 2. A unit's
English name is its identity in code.
"""

from __future__ import annotations

from lightstack_desktop.alerts import durations, palette
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import counted, mark, tr, within

PRIORITIES = {
    1: mark("Critical"),
    2: mark("High"),
    3: mark("Medium"),
    4: mark("Low"),
    5: mark("Info"),
}
SCOPES = {"bar": mark("The whole bar"), "individual": mark("Single LEDs")}
EFFECTS = {
    "solid": mark("Solid"),
    "fast_blink": mark("Fast blink"),
    "medium_blink": mark("Medium blink"),
    "slow_blink": mark("Slow blink"),
    "pulse": mark("Pulse"),
    "chase": mark("Chase"),
    "fast_chase": mark("Fast chase"),
    "slow_chase": mark("Slow chase"),
    "open_close": mark("Open close"),
    "small_to_big": mark("Small to big"),
    "aurora": mark("Aurora"),
    "falling": mark("Falling"),
    "fast_falling": mark("Fast falling"),
    "medium_falling": mark("Medium falling"),
    "slow_falling": mark("Slow falling"),
    "rising": mark("Rising"),
    "fast_rising": mark("Fast rising"),
    "medium_rising": mark("Medium rising"),
    "slow_rising": mark("Slow rising"),
    "fast_siren": mark("Fast siren"),
    "slow_siren": mark("Slow siren"),
    "clear_effect": mark("Clear effect"),
    "off": mark("Off"),
}
FIRST_EFFECT, LAST_EFFECTS = "solid", ("clear_effect", "off")
COLORS = {
    0: mark("Red"),
    21: mark("Orange"),
    42: mark("Yellow"),
    85: mark("Green"),
    127: mark("Cyan"),
    145: mark("Teal"),
    170: mark("Blue"),
    195: mark("Purple"),
    220: mark("Light Pink"),
    234: mark("Pink"),
    255: mark("White"),
}
ACTIONS = {
    "triggered": mark("Triggered"),
    "acknowledged": mark("Acknowledged"),
    "unacknowledged": mark("Taken back"),
    "cleared": mark("Cleared"),
}

# A source is a surface, and may name more behind a colon; `deck` is every deck.
SOURCES = {
    "rest": mark("REST API"),
    "websocket": mark("WebSocket"),
    "deck": mark("Stream Deck"),
    "screen": mark("On-screen deck"),
    "window": mark("Window"),
    "tray": mark("Tray"),
    "notification": mark("Notification"),
    "cli": mark("Command line"),
    "lightstack": mark("Import from LightStack"),
}

UNTIL_CLEARED, NOT_AT_ALL = mark("Until cleared"), mark("Not at all")
# The bytes of each unit, from its first one on. Source: durations.py.
UNITS = {mark("Seconds"): (1, 60), mark("Minutes"): (61, 120), mark("Hours"): (121, 254)}
COUNTED = {
    "Seconds": (mark("{n} second"), mark("{n} seconds")),
    "Minutes": (mark("{n} minute"), mark("{n} minutes")),
    "Hours": (mark("{n} hour"), mark("{n} hours")),
}

NO_LED = mark("Choose one LED or more: click them in the bar.")
TAKEN = mark("There is an alert with this key already. Choose another.")
# How the rules' sentences begin, and what the form says instead.
SENTENCES = {
    "led_positions is required": NO_LED,
    "alert_key must have 1 to": mark("The key must have 1 to {most} characters"),
    "alert_key must not begin": mark("The key must not begin or end with a space"),
    "alert_key must not contain '/'": mark("The key must not contain '/'"),
    "alert_key must not contain control": mark("The key must not contain control characters"),
    "alert_key must be valid": mark("The key must be valid UTF-8"),
    "alert_key '": mark("This key is reserved. Choose another."),
    "name must have": mark("The name must have at most {most} characters"),
    "name must not": mark("The name must not contain control characters"),
    "description must have": mark("The description must have at most {most} characters"),
    "description must not": mark("The description must not contain control characters"),
}
MOST = {
    "alert_key": rules.KEY_LENGTH,
    "name": rules.NAME_LENGTH,
    "description": rules.DESCRIPTION_LENGTH,
}


def name(title: str) -> str:
    """Return an alert's name as a sentence may hold it: in one line, and in its own direction."""
    flat = labels.flat(title)
    # The sentence must not run the other way where the name does.
    return flat if flat.isascii() else f"{labels.ISOLATE}{flat}{labels.END_ISOLATE}"


def problem(said: str) -> str:
    """Return a rule's sentence in the form's words."""
    text = next((text for start, text in SENTENCES.items() if said.startswith(start)), None)
    return said if text is None else tr(text, most=MOST.get(said.partition(" ")[0], 0))


def priority(number: int) -> str:
    """Return a priority as `2 · High`."""
    return f"{number} · {tr(PRIORITIES[number])}"


def effect(known: str) -> str:
    """Return an effect's name as a person writes it."""
    return tr(EFFECTS[known])


def effects(scope: str) -> list[str]:
    """Return the effects of a scope: the plain one first, the dark ones last."""
    known = rules.effects_of(scope)
    return sorted(known, key=lambda e: (e in LAST_EFFECTS, e != FIRST_EFFECT, e))


def action(known: str) -> str:
    """Return what happened, as the history says it; an unknown action by its own name."""
    return tr(ACTIONS[known]) if known in ACTIONS else known.capitalize()


def source(known: str) -> str:
    """Return who did something; an unknown source by its own name."""
    surface, _, more = known.partition(":")
    if surface not in SOURCES:
        return known
    return f"{tr(SOURCES[surface])} {more}".strip()


def color(number: int) -> str:
    """Return what a colour is called: by its name, or by the nearest one's."""
    if number in COLORS:
        return tr(COLORS[number])
    # The hue circle closes: 250 is nearer to red than to pink.
    circle = [*((hue, hue) for hue in COLORS if hue < palette.WHITE), (palette.WHITE, 0)]
    nearest = min((abs(place - number), hue) for place, hue in circle)[1]
    return tr("Like {color}", color=within(tr(COLORS[nearest])))


def duration(byte: int) -> str:
    """Return how long an effect moves, in words."""
    count, unit = parts(byte)
    return counted(*COUNTED[unit], count) if count else tr(unit)


def parts(byte: int) -> tuple[int, str]:
    """Return a duration byte as a count and its unit; a unit without a count counts 0."""
    if byte in (0, durations.FOREVER):
        return 0, NOT_AT_ALL if byte == 0 else UNTIL_CLEARED
    unit = next(unit for unit, (first, last) in UNITS.items() if first <= byte <= last)
    return byte - UNITS[unit][0] + 1, unit


def byte(count: int, unit: str) -> int:
    """Return the duration byte of a count and its unit."""
    if unit not in UNITS:
        return 0 if unit == NOT_AT_ALL else durations.FOREVER
    first, last = UNITS[unit]
    return min(max(first + count - 1, first), last)
