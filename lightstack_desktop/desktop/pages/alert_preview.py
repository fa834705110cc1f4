"""An alert as it will look: its face on a key, and its bar, moving as they would.

1. Moves only while it is seen. 2. The face is drawn by what draws a deck's keys.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lightstack_desktop.alerts import durations, effects, look
from lightstack_desktop.alerts.fields import LED_COUNT
from lightstack_desktop.alerts.led_plan import light_of
from lightstack_desktop.alerts.model import Alert, AlertConfig, AlertState, ConfigFields
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages.led_bar import LedBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QHideEvent, QShowEvent

    from lightstack_desktop.faces.faces import Faces

FACE_PX = 144


class AlertPreview(QWidget):
    """Shows fields. Its bar may be clicked to choose LEDs."""

    def __init__(self, faces: Faces, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._faces = faces
        self._clock = clock
        self._alert: Alert | None = None
        self._since = QElapsedTimer()
        self._since.start()
        self._next = QTimer(self, singleShot=True)
        self._next.setTimerType(Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self._draw)
        self.face = QLabel()
        self.face.setFixedSize(FACE_PX, FACE_PX)
        self.face.setAccessibleName(tr("Preview of the key"))
        self.bar = LedBar()
        row = QHBoxLayout()
        row.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignTop)
        self._hint = QLabel()
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addStretch(1)

    def show_fields(self, key: str, fields: ConfigFields) -> None:
        """Show what an active alert with these fields looks like."""
        self._alert = _active(key, fields, self._clock())
        is_single = fields.led_scope == "individual"
        self.bar.set_choosable(can_choose=is_single)
        self._hint.setText(tr("Click the LEDs that this alert lights.") if is_single else "")
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        if self._alert is None:
            return
        now_s = self._since.elapsed() / 1000
        light = light_of(self._alert)
        levels = levels_of(self._alert, now_s)
        self.bar.show_levels(levels, light.color)
        self._draw_face(levels)
        fields = self._alert.config.fields
        next_s = effects.loop(fields.led_scope, light.effect).next_s(now_s)
        if next_s is not None and light.duration and light.level:
            self._next.start(round(next_s * 1000) + 1)
        else:
            self._next.stop()

    def _draw_face(self, levels: tuple[int, ...]) -> None:
        assert self._alert is not None
        shown = replace(
            look.of(self._alert, self._clock()), bar=levels, icon=self._alert.config.fields.icon
        )
        ratio = self.devicePixelRatioF()
        side = round(FACE_PX * ratio)
        image = self._faces.image(shown, (side, side))
        picture = QImage(image.tobytes(), side, side, 3 * side, QImage.Format.Format_RGB888)
        pixmap = QPixmap.fromImage(picture)
        pixmap.setDevicePixelRatio(ratio)
        self.face.setPixmap(pixmap)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._next.stop()


def levels_of(alert: Alert, now_s: float) -> tuple[int, ...]:
    """Return how bright an alert's LEDs are at a time, from the bottom, 0-100 %."""
    fields, light = alert.config.fields, light_of(alert)
    if durations.seconds(light.duration) == 0:
        return (0,) * LED_COUNT
    loop = effects.loop(fields.led_scope, light.effect)
    frame = loop.frames[loop.index(now_s)]
    if fields.led_scope == "bar":
        return tuple(round(level * light.level) for level in frame)
    lit = fields.led_positions or ()
    return tuple(round(frame[0] * light.level) if n in lit else 0 for n in range(1, LED_COUNT + 1))


def _active(key: str, fields: ConfigFields, now: datetime) -> Alert:
    state = AlertState(1, True, None, now, now, 1, None, None, None, now, now)
    return Alert(AlertConfig(1, key, fields, is_kept=True, created_at=now, updated_at=now), state)
