"""Which values a field may hold. 1. A key can be told apart and addressed. 2. Text is text.

Raises InvalidAlertError with LightStack's sentences where it has one.
Source: LightStack's schemas; keys by the declared deviation D5.
"""

from __future__ import annotations

from dataclasses import replace
from string import ascii_letters, digits
from typing import TYPE_CHECKING

from lightstack_desktop.errors import InvalidAlertError

if TYPE_CHECKING:
    from collections.abc import Container

    from lightstack_desktop.alerts.model import ConfigFields

KEY_LENGTH = 100
NAME_LENGTH = 200
DESCRIPTION_LENGTH = 4000
NOTE_LENGTH = 1000
PICTURE_LENGTH = 100

LED_COUNT = 7
ICON_PREFIX = "mdi:"
RESERVED_KEYS = frozenset({"active", "current", "plan", "clear-all", "summary", ".", ".."})

BAR_EFFECTS = frozenset(
    "off solid fast_blink medium_blink slow_blink pulse chase slow_chase fast_chase open_close "
    "small_to_big aurora slow_falling medium_falling fast_falling slow_rising medium_rising "
    "fast_rising fast_siren slow_siren clear_effect".split()
)
LED_EFFECTS = frozenset(
    "off solid fast_blink slow_blink pulse chase falling rising aurora clear_effect".split()
)

# Marks that reorder the text around them.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What a decoder leaves where bytes of a URL were no text: two such keys look the same.
_UNDECODABLE = "\ufffd"
_PLAIN = frozenset(ascii_letters + digits + "._-")
_BLANKS = frozenset("\t\n\r")


def check_key(key: str) -> str:
    """Return `key` if it may name an alert."""
    if not 1 <= len(key) <= KEY_LENGTH:
        raise InvalidAlertError(f"alert_key must have 1 to {KEY_LENGTH} characters", "alert_key")
    if key in RESERVED_KEYS:
        raise InvalidAlertError(f"alert_key '{key}' is reserved", "alert_key")
    if key != key.strip(" "):
        raise InvalidAlertError("alert_key must not begin or end with a space", "alert_key")
    if "/" in key:
        raise InvalidAlertError("alert_key must not contain '/'", "alert_key")
    # What can be printed is neither, and most keys and texts are such.
    if not key.isprintable() and any(_is_control(c) or c in _BIDI for c in key):
        raise InvalidAlertError("alert_key must not contain control characters", "alert_key")
    if _UNDECODABLE in key:
        raise InvalidAlertError("alert_key must be valid UTF-8", "alert_key")
    return key


def is_legal_in_key(char: str) -> bool:
    """Tell whether a key may hold this character, wherever it stands."""
    return not (char in {"/", _UNDECODABLE} or char in _BIDI or _is_control(char))


def check_text(text: str | None, field: str, length: int) -> str | None:
    """Return `text` if it is at most `length` characters without control characters."""
    if text is None:
        return None
    if len(text) > length:
        raise InvalidAlertError(f"{field} must have at most {length} characters", field)
    if not text.isprintable() and not all(map(is_legal_in_text, text)):
        raise InvalidAlertError(f"{field} must not contain control characters", field)
    return text


def is_legal_in_text(char: str) -> bool:
    """Tell whether a name, a description or a note may hold this character."""
    return char in _BLANKS or not _is_control(char)


def check_note(note: str | None) -> str | None:
    """Return `note` if a history row may hold it."""
    return check_text(note, "note", NOTE_LENGTH)


def check_priority(priority: int | None, field: str = "priority") -> int | None:
    """Return `priority` if it is 1 (critical) to 5 (info), or None."""
    if priority is None:
        return None
    return _check_range(priority, field, 1, 5)


def check_fields(fields: ConfigFields, icons: Container[str] = ()) -> ConfigFields:
    """Return `fields` in normal form: LED positions sorted, each once, None for a bar; an icon by
    its plain name. `icons` are the names that there are."""
    check_text(fields.name, "name", NAME_LENGTH)
    check_text(fields.description, "description", DESCRIPTION_LENGTH)
    _check_range(fields.default_priority, "default_priority", 1, 5)
    for name, highest in (("led_color", 255), ("led_brightness", 100), ("led_duration", 255)):
        value = getattr(fields, name)
        if value is not None:
            _check_range(value, name, 0, highest)
    icon = check_icon(fields.icon, icons)
    check_picture(fields.picture)
    positions = check_positions(fields.led_scope, fields.led_positions)
    check_effect(fields.led_scope, fields.led_effect)
    return replace(fields, led_positions=positions, icon=icon)


def check_icon(icon: str | None, icons: Container[str]) -> str | None:
    """Return the plain name of a known icon; Home Assistant writes `mdi:door` for `door`."""
    name = icon.removeprefix(ICON_PREFIX) if icon is not None else None
    if name is not None and name not in icons:
        raise InvalidAlertError(f"Icon '{icon}' is not known", "icon")
    return name


def check_picture(picture: str | None) -> None:
    """Refuse a name that is no plain file name: it is looked for in one folder only."""
    if picture is None:
        return
    check_text(picture, "picture", PICTURE_LENGTH)
    if not picture or picture.startswith(".") or not _PLAIN.issuperset(picture):
        raise InvalidAlertError("picture must be the name of a file that was added", "picture")


def check_positions(scope: str, positions: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """Return the positions of an alert of this scope in normal form."""
    if scope not in ("bar", "individual"):
        raise InvalidAlertError("led_scope must be 'bar' or 'individual'", "led_scope")
    if scope == "bar":
        return None
    if not positions:
        raise InvalidAlertError("led_positions is required when led_scope is 'individual'")
    bad = sorted({p for p in positions if not 1 <= p <= LED_COUNT})
    if bad:
        raise InvalidAlertError(f"LED positions must be between 1 and 7; got {bad}")
    return tuple(sorted(set(positions)))


def effects_of(scope: str) -> frozenset[str]:
    """Return the effects that an alert of this scope may have."""
    return BAR_EFFECTS if scope == "bar" else LED_EFFECTS


def check_effect(scope: str, effect: str | None) -> None:
    """Refuse an effect that this scope does not have."""
    allowed = effects_of(scope)
    if effect is not None and effect not in allowed:
        raise InvalidAlertError(
            f"LED effect '{effect}' is not supported for led_scope '{scope}'. "
            f"Supported effects: {', '.join(sorted(allowed))}"
        )


def _check_range(value: int, field: str, lowest: int, highest: int) -> int:
    if not lowest <= value <= highest:
        raise InvalidAlertError(f"{field} must be {lowest} to {highest}, not {value}", field)
    return value


def _is_control(char: str) -> bool:
    """Tell whether `char` is C0, DEL, C1 or a lone surrogate."""
    return char < " " or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff"
