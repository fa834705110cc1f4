"""The small sign of a state, drawn for tray and menu: shape by priority, colour by alert.

1. A shape tells the priority without its colour: octagon 1, triangle 2, diamond 3, circle 4,
square 5. 2. Ink and outline contrast with the fill, so that it is legible on light and dark
panels. 3. Acknowledged is hollow and muted, with a check mark; nothing active is a
calm grey check mark alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

if TYPE_CHECKING:
    from lightstack_desktop.alerts.model import Alert, Board
    from lightstack_desktop.alerts.palette import RGB

TRAY_SIZES = (16, 22, 24, 32, 48, 64)
MENU_SIZES = (16, 32)
DARK, LIGHT = QColor(16, 17, 20), QColor(250, 250, 252)
CALM = QColor(138, 144, 154)
# The calm grey's own luminance is 0.28.
BRIGHTEST_MUTED, DARKEST_MUTED = 0.3, 0.16
MOST = 9
TWO_CHARACTERS_PX = 22
# The corners of each shape in a square of side 1, y downwards; a circle and a square have none.
CORNERS = {
    1: ((0.29, 0), (0.71, 0), (1, 0.29), (1, 0.71), (0.71, 1), (0.29, 1), (0, 0.71), (0, 0.29)),
    2: ((0.5, 0), (1, 0.96), (0, 0.96)),
    3: ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge shows; equal badges look equal. `text` is one or two characters."""

    priority: int
    rgb: RGB
    text: str
    is_acknowledged: bool


def of_board(board: Board | None) -> Badge | None:
    """Return the tray's badge, None when all is calm.

    It shows the highest priority that nobody knows of yet and how many those are; once all are
    acknowledged, the highest of them.
    """
    if board is None or board.current is None:
        return None
    count = sum(not alert.is_acknowledged for alert in board.active) or len(board.active)
    return _badge(board.current, str(count) if count <= MOST else f"{MOST}+")


def of_alert(alert: Alert) -> Badge:
    """Return the badge of one alert in a menu, with its priority as a digit."""
    priority = alert.effective_priority
    return _badge(alert, "i" if priority == 5 else str(priority))


def _badge(alert: Alert, text: str) -> Badge:
    # The tray icon stands before there is an alert, and does not wait for the rules to load.
    from lightstack_desktop.alerts import led_plan, palette  # noqa: PLC0415 - see above

    rgb = palette.rgb(led_plan.light_of(alert).color)
    return Badge(alert.effective_priority, rgb, text, alert.is_acknowledged)


@lru_cache(maxsize=128)
def icon(badge: Badge | None, sizes: tuple[int, ...] = TRAY_SIZES) -> QIcon:
    """Return a badge as an icon, drawn for each size; many alerts look alike."""
    drawn = QIcon()
    for size in sizes:
        drawn.addPixmap(pixmap(badge, size))
    return drawn


def pixmap(badge: Badge | None, size: int) -> QPixmap:
    """Draw a badge in `size` x `size` pixels."""
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if badge is None:
        _draw_calm(painter, size)
    elif badge.is_acknowledged:
        _draw_acknowledged(painter, badge, size)
    else:
        _draw_active(painter, badge, size)
    painter.end()
    return drawn


def _draw_active(painter: QPainter, badge: Badge, size: int) -> None:
    fill = QColor(*badge.rgb)
    ink = DARK if _luminance(fill) > 0.18 else LIGHT
    line = max(1.0, size / 24)
    painter.setPen(_pen(ink, line))
    painter.setBrush(fill)
    shape = _shape(badge.priority, size, line)
    painter.drawPath(shape)
    _draw_text(painter, badge, ink, size)


def _draw_acknowledged(painter: QPainter, badge: Badge, size: int) -> None:
    frame = _muted(QColor(*badge.rgb))
    line = max(1.8, size / 11)
    painter.setPen(_pen(frame, line))
    painter.drawPath(_shape(badge.priority, size, line))
    # What is left inside a pointed shape's frame is smaller than inside a round one's.
    share = 0.72 if badge.priority in {2, 3} else 1.0
    _draw_check(painter, CALM, size, _middle(badge.priority, size), share)


def _draw_calm(painter: QPainter, size: int) -> None:
    # Without a frame: an acknowledged alert has one, and some are square.
    _draw_check(painter, CALM, size, size / 2, 1.8)


def _muted(color: QColor) -> QColor:
    """Return a quiet tone of a colour, which light and dark panels both let be seen."""
    red, green, blue = (
        (2 * own + calm) // 3
        for own, calm in (
            (color.red(), CALM.red()),
            (color.green(), CALM.green()),
            (color.blue(), CALM.blue()),
        )
    )
    tone = QColor(red, green, blue)
    while _luminance(tone) > BRIGHTEST_MUTED:
        tone = tone.darker(108)
    while _luminance(tone) < DARKEST_MUTED:
        tone = tone.lighter(108)
    return tone


def _pen(ink: QColor, width: float) -> QPen:
    join, cap = Qt.PenJoinStyle.RoundJoin, Qt.PenCapStyle.RoundCap
    return QPen(ink, width, Qt.PenStyle.SolidLine, cap, join)


def _draw_check(
    painter: QPainter, ink: QColor, size: int, middle: float, share: float = 1.0
) -> None:
    step = share * size / 16
    painter.setPen(_pen(ink, max(1.6, share * size / 9)))
    x = size / 2
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(x - 3 * step, middle + 0.2 * step),
                QPointF(x - 0.9 * step, middle + 2.3 * step),
                QPointF(x + 3 * step, middle - 2.2 * step),
            ]
        )
    )


def _draw_text(painter: QPainter, badge: Badge, ink: QColor, size: int) -> None:
    # Two characters do not fit into the smallest shapes: "many" is what they say.
    text = badge.text if size >= TWO_CHARACTERS_PX else badge.text[-1]
    font = QFont()
    font.setBold(True)
    scale = 0.62 if len(text) == 1 else 0.46
    font.setPixelSize(max(7, round(size * scale * (0.88 if badge.priority in {2, 3} else 1))))
    painter.setFont(font)
    painter.setPen(ink)
    middle = _middle(badge.priority, size)
    box = QRectF(0, middle - size / 2, size, size)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _middle(priority: int, size: int) -> float:
    """Return the height at which the eye sees a shape's middle: lower in a triangle."""
    return size * (0.64 if priority == 2 else 0.5)


def _shape(priority: int, size: int, line: float) -> QPainterPath:
    """Return the outline of a priority's shape; `line` is how wide it will be drawn."""
    path = QPainterPath()
    width = size - line
    box = QRectF(line / 2, line / 2, width, width)
    if priority in CORNERS:
        corners = [QPointF(box.x() + x * width, box.y() + y * width) for x, y in CORNERS[priority]]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    elif priority == 4:
        path.addEllipse(box)
    else:
        path.addRoundedRect(box, size / 6, size / 6)
    return path


def _luminance(color: QColor) -> float:
    """Return the relative luminance, 0 to 1. Source: WCAG 2.2."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
