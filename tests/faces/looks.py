"""Looks, names and sizes for the tests of faces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop.alerts.look import Kind, Look

if TYPE_CHECKING:
    from PIL import Image

ASSETS = Path(__file__).parents[2] / "assets"
FONT_DIR = ASSETS / "fonts"
ICON_DIR = ASSETS / "icons" / "mdi"
SIZES = ((72, 72), (80, 80), (96, 96), (120, 120), (112, 112), (80, 120))
COLORS = range(256)
LIT = (100,) * 7

NASTY = (
    "A",
    "W" * 40,
    "i" * 60,
    "x" * 300,
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "Server room temperature sensor on the second floor",
    "server_room.temperature-sensor/front",
    "ÅÄÖ gjpqy ŷ",
    "a" + "\u0301\u0302\u0308\u030a\u0330" * 12,
    "two\nlines\tand a tab",
    "",
    "   ",
    "\u200b\u200d\ufe0f",
    "\u202egnorw\u202c",
    "\x00\x1b[31m",
    "\ud800 half",
    "\ue123\U000fffff\u0378",
    "<b>bold</b> & co",
    "👨‍👩‍👧‍👦" * 5,
    "🇩🇪🇫🇷🇮🇹🔥✅❌⚠️",
    "ﷺ ﷽",
    "दरवाज़ा खुला है और बंद नहीं होता",
    "ประตูหน้าบ้านเปิดอยู่นานเกินไปแล้ว",
    "前门打开" * 10,
    "باب المرآب مفتوح منذ ساعة كاملة",
    "תיבת הדואר CI 12 מלאה",
)


def active(title: str = "Water leak", **fields: object) -> Look:
    known = {"priority": 1, "color": 0, "age": "5m", "bar": LIT, **fields}
    return Look(Kind.ACTIVE, title, **known)  # type: ignore[arg-type]


def idle(title: str = "Water leak", **fields: object) -> Look:
    return Look(Kind.IDLE, title, **{"priority": 1, **fields})  # type: ignore[arg-type]


def acknowledged(title: str = "Water leak", **fields: object) -> Look:
    known = {"priority": 1, "age": "5m", **fields}
    return Look(Kind.ACKNOWLEDGED, title, **known)  # type: ignore[arg-type]


def overflow(count: int = 7, **fields: object) -> Look:
    return Look(Kind.OVERFLOW, count=count, **{"priority": 1, **fields})  # type: ignore[arg-type]


def ring(image: Image.Image, width: int) -> list[Image.Image]:
    """Return the four strips along the edge."""
    right, bottom = image.size
    boxes = (
        (0, 0, right, width),
        (0, bottom - width, right, bottom),
        (0, 0, width, bottom),
        (right - width, 0, right, bottom),
    )
    return [image.crop(box) for box in boxes]
