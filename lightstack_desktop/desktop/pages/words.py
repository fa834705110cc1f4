"""What a configuration's values are called, for forms and tables."""

from __future__ import annotations

from lightstack_desktop.alerts import durations, palette
from lightstack_desktop.alerts.fields import effects_of

PRIORITIES = {1: "Critical", 2: "High", 3: "Medium", 4: "Low", 5: "Info"}
SCOPES = {"bar": "The whole bar", "individual": "Single LEDs"}
FIRST_EFFECT, LAST_EFFECTS = "solid", ("clear_effect", "off")

UNTIL_CLEARED, NOT_AT_ALL = "Until cleared", "Not at all"
# The bytes of each unit, from its first one on. Source: durations.py.
UNITS = {"Seconds": (1, 60), "Minutes": (61, 120), "Hours": (121, 254)}

# How the rules' sentences begin, and what the form calls that.
SUBJECTS = {
    "alert_key": "The key",
    "name": "The name",
    "description": "The description",
    "led_duration": "The duration",
}
NO_LED = "Choose one LED or more: click them in the bar."
TAKEN = "There is an alert with this key already. Choose another."


def problem(said: str) -> str:
    """Return a rule's sentence in the form's words."""
    if said.startswith("led_positions is required"):
        return NO_LED
    subject, _, rest = said.partition(" ")
    return f"{SUBJECTS.get(subject, subject)} {rest}"


def priority(number: int) -> str:
    """Return a priority as `2 · High`."""
    return f"{number} · {PRIORITIES[number]}"


def effect(name: str) -> str:
    """Return an effect's name as a person writes it."""
    return name.replace("_", " ").capitalize()


def effects(scope: str) -> list[str]:
    """Return the effects of a scope: the plain one first, the dark ones last."""
    return sorted(effects_of(scope), key=lambda e: (e in LAST_EFFECTS, e != FIRST_EFFECT, e))


def color(number: int) -> str:
    """Return what a colour is called: by its name, or by the nearest one's."""
    if number in palette.NAMES:
        return palette.NAMES[number]
    # The hue circle closes: 250 is nearer to red than to pink.
    circle = [*((hue, name) for hue, name in palette.NAMES.items() if hue < 255), (255, "Red")]
    return f"Like {min((abs(hue - number), name) for hue, name in circle)[1].lower()}"


def duration(byte: int) -> str:
    """Return how long an effect moves, in words."""
    count, unit = parts(byte)
    return unit if not count else f"{count} {unit.lower()}"[: -1 if count == 1 else None]


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
