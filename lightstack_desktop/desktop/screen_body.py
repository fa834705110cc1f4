"""The body of the on-screen deck: its parts in their places, what they show, and the arrows.

1. It shows what its panel has got, and tells the panel's hand what a person does. 2. The arrows go
from part to part; a dial keeps Up and Down to itself, a strip Left and Right. 3. What a part says
is said of the frame that is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from lightstack_desktop.alerts.press import STEP_PERCENT
from lightstack_desktop.desktop import screen_focus, screen_paint, screen_words
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.screen_dial import ScreenDial
from lightstack_desktop.desktop.screen_key import ScreenKey, ScreenTouchKey
from lightstack_desktop.desktop.screen_panel import Place
from lightstack_desktop.desktop.screen_strip import ScreenInfo, ScreenStrip
from lightstack_desktop.desktop.spoken_button import SpokenGround
from lightstack_desktop.faces.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QPixmap, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.deck.frame import Frame
    from lightstack_desktop.deck.panel import Hand
    from lightstack_desktop.desktop.screen_models import Box, ScreenModel
    from lightstack_desktop.desktop.screen_panel import ScreenPanel

# 100 pictures of 76 pixels, and what they were made of.
MOST_BYTES = 4 << 20
USUAL_KEY, SMALLEST_KEY = 76, 36
RING_SHARE = 0.095  # of a key lies around each face, for the ring
RING_ON_DARK, RING_ON_LIGHT = QColor(122, 190, 255), QColor(0, 84, 200)
STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ScreenBody(SpokenGround):
    """A deck without its window. `resized` says that the parts have another size, in pixels of the
    screen or of ours.

    `panel` is what it shows and tells, None while nothing drives it.
    """

    resized = Signal()

    def __init__(self, model: ScreenModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.panel: ScreenPanel | None = None
        self._color = QColor(*model.body)
        self._ring = RING_ON_DARK if self._is_dark else RING_ON_LIGHT
        # In the order of the tabulator.
        rounded = Cache(screen_paint.rounded, _bytes, MOST_BYTES)
        self.keys = [ScreenKey(n, self._ring, self, rounded) for n in range(model.key_count)]
        self.strip = self._new_strip()
        self.dials = [ScreenDial(n, self._ring, self) for n in range(model.dial_count)]
        self.touch_keys = [
            ScreenTouchKey(n, self._ring, self) for n in range(model.touch_key_count)
        ]
        self.info = ScreenInfo(self) if model.info is not None else None
        self._rows = self._focus_rows()
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(model.title)
        self.say(None)

    @property
    def key_size(self) -> float:
        """Return the side of a key's face in logical pixels: what fits, in the body's shape."""
        return min(self.width() / self.model.width, self.height() / self.model.height)

    def show_news(self) -> None:
        """Show what the panel has got since the last time."""
        panel = self.panel
        if panel is None:
            return
        changed = QRect()
        for news in panel.taken():
            if news.place is Place.KEY:
                key = self.keys[news.at]
                key.take_picture(news.rows, news.size)
                changed |= key.geometry()
            elif news.place is Place.STRIP and self.strip is not None:
                assert panel.shape.strip is not None
                self.strip.show_piece(news.rows, news.at, news.size, panel.shape.strip.size)
            elif news.place is Place.INFO and self.info is not None:
                self.info.show_picture(news.rows, news.size)
        # As one: every region that is painted by itself is sent to the screen by itself.
        self.update(changed)
        for part, color in zip(self.touch_keys, panel.lights, strict=True):
            part.show_light(color)
        if panel.brightness_percent is not None:
            self._dim(panel.brightness_percent)

    def say(self, frame: Frame | None) -> None:
        """Say in words what the parts show."""
        dark = tr(screen_words.NOTHING_YET)
        said = screen_words.keys(frame) or (dark,) * len(self.keys)
        for key, text in zip(self.keys, said, strict=False):
            key.set_text(text)
        if self.strip is not None:
            self.strip.set_text(screen_words.banner(frame))
        if self.info is not None:
            self.info.set_text(screen_words.banner(frame))
        for n, touch_key in enumerate(self.touch_keys):
            touch_key.set_text(screen_words.touch_key(n, frame))
        self._say_dials(frame)

    def _say_dials(self, frame: Frame | None) -> None:
        count = len(self.dials)
        for n, dial in enumerate(self.dials):
            dial.set_text(screen_words.dial(n, count, frame), tr(screen_words.DIAL_HINT))
        if self.dials and frame is not None:
            self.dials[0].set_value(frame.page, 0, frame.page_count - 1, 1)
            self.dials[-1].set_value(frame.brightness_percent, 0, 100, STEP_PERCENT)

    def _dim(self, percent: int) -> None:
        for key in self.keys:
            key.set_brightness(percent)
        for part in (self.strip, self.info):
            if part is not None:
                part.set_brightness(percent)

    # What a person does

    def _connect(self) -> None:
        for key in self.keys:
            key.held.connect(lambda n, is_held: self._tell(lambda hand: hand.key(n, is_held)))
        for touch_key in self.touch_keys:
            touch_key.held.connect(
                lambda n, is_held: self._tell(lambda hand: hand.touch_key(n, is_held))
            )
        for dial in self.dials:
            dial.turned.connect(
                lambda n, steps: self._tell(lambda hand: hand.dial_turned(n, steps))
            )
            dial.pushed.connect(
                lambda n, is_down: self._tell(lambda hand: hand.dial_pushed(n, is_down))
            )
        if self.strip is not None:
            self.strip.touched.connect(
                lambda x, y, is_long: self._tell(lambda hand: hand.strip_touched(x, y, is_long))
            )
            self.strip.swiped.connect(
                lambda x, y, to_x, to_y: self._tell(
                    lambda hand: hand.strip_swiped(x, y, to_x, to_y)
                )
            )

    def _tell(self, what: Callable[[Hand], None]) -> None:
        hand = self.panel.hand if self.panel is not None else None
        if hand is not None:
            what(hand)

    # Places

    @property
    def _is_dark(self) -> bool:
        return self._color.lightness() < 128

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._size_for(USUAL_KEY)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._size_for(SMALLEST_KEY)

    def _size_for(self, key_size: float) -> QSize:
        return QSize(round(self.model.width * key_size), round(self.model.height * key_size))

    def _outline(self) -> QRectF:
        width, height = self.model.width * self.key_size, self.model.height * self.key_size
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _in_pixels(self, box: Box) -> QRectF:
        at, size = self._outline().topLeft(), self.key_size
        return QRectF(
            at.x() + box.x * size, at.y() + box.y * size, box.width * size, box.height * size
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.resized.emit()
        return super().event(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        model, ring_px = self.model, self.key_size * RING_SHARE
        for part, box in self._placed():
            part.place(self._in_pixels(box), ring_px)
        if self.info is not None and model.info_box is not None:
            self.info.setGeometry(self._in_pixels(model.info_box).toRect())
        self.resized.emit()

    def _placed(
        self,
    ) -> Iterator[tuple[ScreenKey | ScreenTouchKey | ScreenStrip | ScreenDial, Box]]:
        """Yield each part that takes the focus, and where its face is."""
        model = self.model
        yield from ((key, model.key_box(n)) for n, key in enumerate(self.keys))
        yield from ((dial, model.dial_box(n)) for n, dial in enumerate(self.dials))
        yield from ((part, model.touch_key_box(n)) for n, part in enumerate(self.touch_keys))
        if self.strip is not None and model.strip_box is not None:
            yield self.strip, model.strip_box

    def _new_strip(self) -> ScreenStrip | None:
        pixels = self.model.strip
        if pixels is None:
            return None
        strip = ScreenStrip(pixels, self._ring, self)
        strip.setAccessibleDescription(tr(screen_words.STRIP_HINT))
        return strip

    # The arrows

    def _focus_rows(self) -> tuple[Sequence[QWidget], ...]:
        """Return the rows of what takes the focus, from the top."""
        columns = self.model.columns
        rows: list[Sequence[QWidget]] = [
            self.keys[n : n + columns] for n in range(0, len(self.keys), columns)
        ]
        rows += [[self.strip] if self.strip is not None else [], self.dials, self.touch_keys]
        return tuple(row for row in rows if row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step, focused = STEPS.get(event.key()), self.focusWidget()
        if step is None or focused is None:
            event.ignore()
            return
        target = screen_focus.beside(self._rows, focused, *step)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._color.lighter(150) if self._is_dark else self._color.darker(125)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(self._color)
        corner = self.key_size * 0.3
        painter.drawRoundedRect(self._outline().adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.end()


def _bytes(face: QPixmap) -> int:
    """Return how much memory a face takes, and the RGB rows that it is found by."""
    return (4 + 3) * face.width() * face.height()
