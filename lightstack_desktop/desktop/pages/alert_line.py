"""One active alert as a line of the Now page: badge, name, age, and two buttons.

1. Drawn, not built: a thousand lines cost what the visible ones cost, and what many lines show
alike, badges and buttons, is drawn once. 2. Text is plain, and cut where it does not fit. 3. The
buttons are drawn by the style, light or dark, and everything they do a key and the line's menu
do, too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

from lightstack_desktop.desktop import badge, labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages.alert_rows import ALERT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.alerts.model import Alert
    from lightstack_desktop.desktop.badge import Badge

    Index = QModelIndex | QPersistentModelIndex

TIMES = "\N{MULTIPLICATION SIGN}"
MARGIN, GAP, BADGE = 10, 10, 32
LONGEST = 200
ACKNOWLEDGE, TAKE_BACK, CLEAR = mark("Acknowledge"), mark("Take back"), mark("Clear")
ROLE = QPalette.ColorRole
STATE = QStyle.StateFlag


def facts(alert: Alert, now: datetime, note: str = "") -> str:
    """Return the second line: priority, age, repeats, note, and the key where the name hides it."""
    priority = tr("Priority {number}", number=alert.effective_priority)
    parts = [priority, labels.age(alert, now)]
    if alert.state is not None and alert.state.repeat_count > 1:
        parts.append(f"{TIMES}{alert.state.repeat_count}")
    if note:
        parts.append(labels.flat(note, LONGEST))
    if alert.title != alert.key:
        parts.append(labels.flat(alert.key))
    return " · ".join(parts)


def spoken(alert: Alert, now: datetime, note: str = "") -> str:
    """Return a line as a screen reader says it."""
    state = tr("acknowledged") if alert.is_acknowledged else tr("active")
    return f"{labels.flat(alert.title, LONGEST)}, {state}, {facts(alert, now, note)}"


class AlertLine(QStyledItemDelegate):
    """Draws lines; `chosen` says which command on which key a click meant.

    `note` returns the note of an alert's last trigger by its key, "" for none.
    """

    chosen = Signal(str, str)

    def __init__(
        self, clock: Callable[[], datetime], note: Callable[[str], str] = lambda _key: ""
    ) -> None:
        super().__init__()
        self._clock = clock
        self._note = note
        self._pressed: tuple[str, str] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(280, max(BADGE, 2 * option.fontMetrics.height() + 2) + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        alert = index.data(ALERT)
        rect, ratio = option.rect, painter.device().devicePixelRatioF()
        font, palette = option.font.toString(), QApplication.palette().cacheKey()
        painter.save()
        style = _style(option)
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        drawn = _badge(badge.of_alert(alert), ratio)
        painter.drawPixmap(rect.left() + MARGIN, rect.center().y() - BADGE // 2, drawn)
        buttons = self._buttons(option, alert)
        right = min(place.left() for place in buttons.values()) - GAP
        self._draw_texts(painter, option, alert, font, right)
        for command, place in buttons.items():
            is_down = self._pressed == (command, alert.key)
            size = place.width(), place.height()
            button = _button(command, font, size, is_down, ratio, _style(option), palette)
            painter.drawPixmap(place.topLeft(), button)
        if option.state & STATE.State_HasFocus:
            self._draw_focus(painter, option)
        painter.restore()

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return False
        alert = index.data(ALERT)
        command = self._hit(option, alert, event.position().toPoint())
        if event.type() == QEvent.Type.MouseButtonPress:
            # What slides under a resting pointer is not meant: press and release name one alert.
            self._pressed = (command, alert.key) if command else None
        elif event.type() == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if pressed is not None and pressed == (command, alert.key):
                self.chosen.emit(*pressed)
        return bool(command)

    def button_rect(self, option: QStyleOptionViewItem, alert: Alert, command: str) -> QRect:
        """Return where a button of a line is, empty if it has none of this command."""
        return self._buttons(option, alert).get(command, QRect())

    def _hit(self, option: QStyleOptionViewItem, alert: Alert, at: QPoint) -> str:
        found = (c for c, rect in self._buttons(option, alert).items() if rect.contains(at))
        return next(found, "")

    def _buttons(self, option: QStyleOptionViewItem, alert: Alert) -> dict[str, QRect]:
        """Return each button's place, by its command; it is the same in every line."""
        rect = option.rect
        height, know_width, clear_width = _button_size(option.font.toString())
        top = rect.center().y() - height // 2
        # QRect.right() is the last pixel inside.
        clear = QRect(rect.right() - MARGIN - clear_width + 1, top, clear_width, height)
        know = QRect(clear.left() - 6 - know_width + 1, top, know_width, height)
        command = "unacknowledge" if alert.is_acknowledged else "acknowledge"
        return {command: know, "clear": clear}

    def _draw_texts(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        alert: Alert,
        font: str,
        right: int,
    ) -> None:
        left = option.rect.left() + MARGIN + BADGE + GAP
        room = right - left
        height = option.fontMetrics.height()
        top = option.rect.center().y() - height
        is_selected = bool(option.state & STATE.State_Selected)
        ink = option.palette.color(ROLE.HighlightedText if is_selected else ROLE.Text)
        bold = _font(font, is_bold=not alert.is_acknowledged)
        title = labels.flat(alert.title, LONGEST)
        _draw_line(painter, bold, ink, QRect(left, top, room, height), title)
        ink.setAlphaF(0.75)
        more = QRect(left, top + height + 2, room, height)
        said = facts(alert, self._clock(), self._note(alert.key))
        _draw_line(painter, _font(font), ink, more, said)

    def _draw_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        painter.setPen(option.palette.color(ROLE.Text))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


def _style(option: QStyleOptionViewItem) -> QStyle:
    widget: QWidget | None = option.widget
    return widget.style() if widget is not None else QApplication.style()


@lru_cache(maxsize=64)
def _badge(shown: Badge, ratio: float) -> QPixmap:
    drawn = badge.pixmap(shown, round(BADGE * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=8)
def _button_size(font: str) -> tuple[int, int, int]:
    """Return how high both buttons are, and how wide that of knowing and that of clearing."""
    metrics = QFontMetrics(_font(font))
    know = max(metrics.horizontalAdvance(tr(text)) for text in (ACKNOWLEDGE, TAKE_BACK))
    return metrics.height() + 12, know + 28, metrics.horizontalAdvance(tr(CLEAR)) + 28


@lru_cache(maxsize=32)
def _button(
    command: str,
    font: str,
    size: tuple[int, int],
    is_down: bool,
    ratio: float,
    style: QStyle,
    _palette: int,
) -> QPixmap:
    """Return a button as the style draws it; `_palette` tells the application's from others."""
    button = QStyleOptionButton()
    button.rect = QRect(QPoint(), QSize(*size))
    button.text = tr({"clear": CLEAR, "unacknowledge": TAKE_BACK}.get(command, ACKNOWLEDGE))
    button.palette = QApplication.palette()
    button.fontMetrics = QFontMetrics(_font(font))
    button.state = STATE.State_Enabled | STATE.State_Active
    button.state |= STATE.State_Sunken if is_down else STATE.State_Raised
    drawn = QPixmap(QSize(*size) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setFont(_font(font))
    style.drawControl(QStyle.ControlElement.CE_PushButton, button, painter)
    painter.end()
    return drawn


@lru_cache(maxsize=8)
def _font(said: str, *, is_bold: bool = False) -> QFont:
    """Return the font that Qt calls so, bold or not; nobody changes it."""
    font = QFont()
    font.fromString(said)
    font.setBold(is_bold)
    return font


def _draw_line(painter: QPainter, font: QFont, ink: QColor, rect: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, flags, cut)
