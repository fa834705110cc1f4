"""What the desktop says of alerts, as plain text for menus, tooltips and screen readers.

1. A name stays as it was written, but in one line, without invisible controls, and not longer
than a menu bears. 2. Nothing here is markup, and nothing that a name holds can become markup.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lightstack_desktop.desktop import sentences
from lightstack_desktop.desktop.language import mark, tr

if TYPE_CHECKING:
    from datetime import datetime

    from lightstack_desktop.alerts.model import Alert, Board

LONGEST_NAME = 48
LONGEST_TROUBLE = 300
TOP = 3
NOW, AGES = mark("now"), {"m": mark("{n}m"), "h": mark("{n}h"), "d": mark("{n}d")}
REACHABLE = mark("Reachable from the network; the token is sent in the clear")
# Cs cannot be drawn; the others end a line or move the cursor.
BREAKING = {"Cc", "Cs", "Zl", "Zp"}
# A direction that a name opens must not run on into what stands behind it.
DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


def flat(text: str, longest: int = LONGEST_NAME) -> str:
    """Return `text` in one line of at most `longest` characters."""
    kept = (c for c in text if c not in DIRECTIONS)
    line = "".join(" " if unicodedata.category(c) in BREAKING else c for c in kept).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def literal(line: str, is_remote: bool) -> str:
    """Return a menu entry's text that is shown as `line`.

    `is_remote`: the tray host draws the menu. There `_` marks a shortcut, and Qt turns only the
    first `&` into it and leaves the others as they are.
    """
    if not is_remote:
        return line.replace("&", "&&")
    doubled = line.replace("_", "__")
    return f"&{doubled}" if "&" in doubled else doubled


def summary(board: Board | None) -> str:
    """Return how many alerts are active, in words."""
    if board is None:
        return tr("Starting…")
    if not board.active:
        return tr("All clear")
    known = sum(alert.is_acknowledged for alert in board.active)
    if known == len(board.active):
        return tr("{n} active, acknowledged", n=known)
    if known:
        return tr("{n} active, {known} acknowledged", n=len(board.active), known=known)
    return tr("{n} active", n=len(board.active))


def of(alert: Alert, now: datetime) -> str:
    """Return one line on an active alert: priority, name, age."""
    return f"P{alert.effective_priority} {_isolated(flat(alert.title))} · {age(alert, now)}"


def age(alert: Alert, now: datetime) -> str:
    """Return how long an alert is active, or known of."""
    # The tray icon stands before there is an alert, and does not wait for the rules to load.
    from lightstack_desktop.alerts import look  # noqa: PLC0415 - see above

    shown = look.of(alert, now)
    said = _age(shown.age)
    return tr("acknowledged {age}", age=said) if alert.is_acknowledged else said


def _age(text: str) -> str:
    """Return an age as a key shows it (now, 5m, 2h, 1d), in a person's language."""
    unit = AGES.get(text[-1])
    return tr(unit, n=text[:-1]) if unit is not None else tr(NOW)


def troubles(
    board: Board | None, api_problem: str | None, *, is_on_network: bool = False
) -> tuple[str, ...]:
    """Return what the user should know besides the alerts, a line each."""
    lines = []
    if board is not None and not board.is_saved:
        lines.append(tr("Not saved: the disk cannot be written. Alerts go on in memory."))
    if board is not None and board.notice is not None:
        lines.append(flat(sentences.said(board.notice), LONGEST_TROUBLE))
    if api_problem is not None:
        why = sentences.said(api_problem)
        is_told = why.startswith("API off")
        lines.append(flat(why if is_told else tr("API off: {why}", why=why), LONGEST_TROUBLE))
    elif is_on_network:
        lines.append(tr(REACHABLE))
    return tuple(lines)


def brief(trouble: str) -> str:
    """Return a trouble's first sentence: a menu is as wide as its longest line."""
    return trouble.split(". ", 1)[0].removesuffix(".")


def tooltip(board: Board | None, troubles: tuple[str, ...], now: datetime) -> str:
    """Return the tray's tooltip: how many, the top alerts, and `troubles`.

    The first line is ours alone: Qt takes a tooltip for HTML by what its first line holds.
    """
    lines = [tr("Lightstack: {state}", state=summary(board))]
    active = board.active if board is not None else ()
    lines += [of(alert, now) for alert in active[:TOP]]
    if len(active) > TOP:
        lines.append(tr("and {n} more", n=len(active) - TOP))
    return "\n".join((*lines, *troubles))


def _isolated(name: str) -> str:
    """Keep a name of another direction from turning the line around."""
    return name if name.isascii() else f"{ISOLATE}{name}{END_ISOLATE}"
