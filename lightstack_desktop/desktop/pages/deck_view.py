"""A deck drawn to be arranged: the faces it shows, key by key, and its strip or info bar.

1. A face is drawn when it differs from the one that is there. 2. Keys are as large as fits, and no
larger than a hand needs. 3. Arrows go from key to key.
"""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lightstack_desktop.alerts.look import Look
from lightstack_desktop.desktop import screen_paint, screen_words
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import deck_words
from lightstack_desktop.desktop.pages.deck_key import RING_SHARE, DeckKey
from lightstack_desktop.desktop.pages.key_pictures import KeyPictures
from lightstack_desktop.desktop.spoken_button import SpokenGround

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from lightstack_desktop.alerts.look import Banner
    from lightstack_desktop.faces.faces import Faces

BODY = QColor(30, 31, 35)
# In keys.
GAP, BORDER = 0.16, 0.28
LARGEST, SMALLEST = 104, 30
# What a key's words can depend on: all but what moves.
_MEANT = attrgetter(*(field.name for field in fields(Look) if field.name not in ("bar", "glow")))


class DeckView(SpokenGround):
    """Draws a deck. `chosen`: another key has the focus; `resized`: keys need other pictures."""

    chosen = Signal(int)
    put_asked = Signal(int)
    freed = Signal(int)
    moved = Signal(int, int)
    alert_dropped = Signal(int, str)
    menu_asked = Signal(int, QPoint)
    resized = Signal()

    def __init__(self, faces: Faces) -> None:
        super().__init__()
        self._faces = faces
        self.pictures = KeyPictures(faces)
        self._columns = 1
        self._drawn: list[tuple[Look, int] | None] = []
        self._meant: list[object] = []
        self._banner: tuple[Banner, QSize] | None = None
        self._banner_size: QSize | None = None
        self._banner_keys = 0.0
        self._leader: QWidget | None = None
        self.keys: list[DeckKey] = []
        self.banner = QLabel(self)
        self.banner.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def is_dragging(self) -> bool:
        """Tell whether a key is being dragged, which must not go away meanwhile."""
        return any(key.is_dragged for key in self.keys)

    def set_shape(
        self, key_count: int, columns: int, banner: QSize | None = None, key_px: int = 1
    ) -> None:
        """Have so many keys, and a strip or bar of this size where a key has `key_px` pixels."""
        columns = min(columns or key_count, key_count)
        shape = key_count, columns, banner
        if shape == (len(self.keys), self._columns, self._banner_size):
            return
        self._columns, self._banner_size, self._banner = columns, banner, None
        self._banner_keys = banner.width() / key_px if banner is not None else 0.0
        for key in self.keys:
            key.hide()
            key.deleteLater()
        self.keys = [self._new_key(n) for n in range(key_count)]
        self._order()
        self._drawn, self._meant = [None] * key_count, [None] * key_count
        self.banner.setVisible(banner is not None)
        self._place()
        self.updateGeometry()
        self.update()

    def follow(self, widget: QWidget) -> None:
        """Let Tab come to the keys from this widget."""
        self._leader = widget
        self._order()

    def _order(self) -> None:
        leader = [] if self._leader is None else [self._leader]
        for before, after in pairwise([*leader, *self.keys]):
            QWidget.setTabOrder(before, after)

    def show_looks(self, looks: Sequence[Look], banner: Banner) -> None:
        """Show these faces."""
        side, changed = self._side_px(), QRect()
        for n, (key, look) in enumerate(zip(self.keys, looks, strict=True)):
            if self._drawn[n] != (look, side):
                self._drawn[n] = look, side
                key.take_picture(self.pictures.picture(look, side))
                changed |= key.geometry()
                if self._meant[n] != (meant := _MEANT(look)):
                    self._meant[n] = meant
                    what = screen_words.key(look)
                    key.set_text(tr("{key}: {what}", key=deck_words.key(n), what=what))
        # As one: every region that is painted by itself is sent to the screen by itself.
        self.update(changed)
        if self._banner_size is not None and self._banner != (banner, self.banner.size()):
            self._banner = banner, self.banner.size()
            self._draw_banner(banner, self._banner_size)

    def set_current(self, key_index: int | None) -> None:
        """Show which key is spoken of."""
        for key in self.keys:
            key.set_current(is_current=key.key_index == key_index)

    def choose(self, key_index: int) -> None:
        """Give a key the focus."""
        self.keys[key_index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_key(self, key_index: int) -> DeckKey:
        key = DeckKey(key_index, self)
        key.chosen.connect(self.chosen)
        key.put_asked.connect(self.put_asked)
        key.freed.connect(self.freed)
        key.menu_asked.connect(self.menu_asked)
        key.alert_dropped.connect(self.alert_dropped)
        key.key_dropped.connect(lambda to, dragged: self.moved.emit(dragged, to))
        key.stepped.connect(self._step)
        key.shoved.connect(self._shove)
        key.show()
        return key

    def neighbour(self, key_index: int, right: int, down: int) -> int | None:
        """Return the key beside another, None at the edge."""
        row, column = divmod(key_index, self._columns)
        row, column = row + down, column + right
        found = row * self._columns + column
        is_inside = 0 <= column < self._columns and row >= 0 and found < len(self.keys)
        return found if is_inside else None

    def _step(self, key_index: int, right: int, down: int) -> None:
        beside = self.neighbour(key_index, right, down)
        if beside is not None:
            self.choose(beside)

    def _shove(self, key_index: int, right: int, down: int) -> None:
        beside = self.neighbour(key_index, right, down)
        if beside is not None:
            self.moved.emit(key_index, beside)
            self.choose(beside)

    # Sizes

    def _extent(self) -> tuple[float, float]:
        """Return width and height of the body in keys."""
        rows = -(-len(self.keys) // self._columns) if self.keys else 1
        width = self._columns + (self._columns - 1) * GAP + 2 * BORDER
        height = rows + (rows - 1) * GAP + 2 * BORDER
        if self._banner_size is not None:
            inner = self._banner_width(width)
            height += GAP + inner * self._banner_size.height() / self._banner_size.width()
        return width, height

    def _banner_width(self, body_width: float) -> float:
        """Return how many keys wide the strip or bar is: as on the deck, if that fits."""
        return min(self._banner_keys, body_width - 2 * BORDER)

    def _key_size(self) -> float:
        width, height = self._extent()
        return min(self.width() / width, self.height() / height, LARGEST)

    def _side_px(self) -> int:
        """Return how large pictures are drawn, in the screen's pixels."""
        ring = self._key_size() * RING_SHARE / (1 - 2 * RING_SHARE)
        side = round(self._key_size() + 2 * ring)
        face = round(side * (1 - 2 * RING_SHARE))
        return max(SMALLEST, round(face * self.devicePixelRatioF()))

    def _box(self) -> QRectF:
        size, (width, height) = self._key_size(), self._extent()
        width, height = width * size, height * size
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _place(self) -> None:
        box, size = self._box(), self._key_size()
        ring = size * RING_SHARE / (1 - 2 * RING_SHARE)
        side = round(size + 2 * ring)
        for n, key in enumerate(self.keys):
            row, column = divmod(n, self._columns)
            x = box.x() + (BORDER + column * (1 + GAP)) * size
            y = box.y() + (BORDER + row * (1 + GAP)) * size
            key.setGeometry(QRect(round(x - ring), round(y - ring), side, side))
        if self._banner_size is not None:
            width = self._banner_width(box.width() / size) * size
            height = width * self._banner_size.height() / self._banner_size.width()
            place = QRectF(0, 0, width, height)
            place.moveCenter(box.center())
            place.moveBottom(box.bottom() - BORDER * size)
            self.banner.setGeometry(place.toRect())

    def _draw_banner(self, banner: Banner, size: QSize) -> None:
        image = self._faces.strip(banner, (size.width(), size.height()))
        ratio = self.devicePixelRatioF()
        picture = screen_paint.pixmap(image.tobytes(), image.size).scaled(
            self.banner.size() * ratio, mode=Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        self.banner.setPixmap(picture)
        self.banner.setAccessibleName(tr("Strip: {what}", what=screen_words.key(banner.shown)))

    # What Qt asks and tells

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        # It takes what room there is; asking for more would only make the page scroll.
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        width, height = self._extent()
        return QSize(round(width * SMALLEST), round(height * SMALLEST))

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self._place()
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(BODY.lighter(150), 1))
        painter.setBrush(BODY)
        corner = self._key_size() * 0.28
        painter.drawRoundedRect(self._box().adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.end()
