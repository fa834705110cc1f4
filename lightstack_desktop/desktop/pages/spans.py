"""How long something took, in words: the two largest units that say something."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from lightstack_desktop.desktop.language import mark, tr

MINUTE, HOUR, DAY = 60, 3600, 86_400


def text(seconds: float) -> str:
    """Return a length of time: under 10 s with tenths, then in whole seconds, and so on."""
    if seconds < 10:
        tenths = round(seconds * 10)
        return tr("{n} s", n=QLocale().toString(tenths / 10, "f", 1 if tenths % 10 else 0))
    whole = int(seconds)
    if whole < MINUTE:
        return tr("{n} s", n=whole)
    if whole < HOUR:
        return _two(whole, MINUTE, 1, mark("{n} min"), mark("{n} min {m} s"))
    if whole < DAY:
        return _two(whole, HOUR, MINUTE, mark("{n} h"), mark("{n} h {m} min"))
    return _two(whole, DAY, HOUR, mark("{n} d"), mark("{n} d {m} h"))


def _two(whole: int, unit: int, smaller: int, one: str, both: str) -> str:
    count, rest = divmod(whole, unit)
    more = rest // smaller
    return tr(both, n=count, m=more) if more else tr(one, n=count)
