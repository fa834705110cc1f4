"""The on-screen deck as a Panel: the same Session drives it as a deck on USB.

Pictures come from the Session's painter and go to the widgets by queued signals; presses come
from the widgets, on Qt's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lightstack_desktop.faces.format import KeyFormat

if TYPE_CHECKING:
    from lightstack_desktop.deck.panel import OnKey, OnLost
    from lightstack_desktop.desktop.screen_models import ScreenModel

SERIAL = "screen"


class ScreenPanel(QObject):
    """One opening of the on-screen deck; its keys are `key_px` wide and high."""

    key_shown = Signal(int, object)
    brightness_set = Signal(int)

    def __init__(self, shown_as: ScreenModel, key_px: int) -> None:
        super().__init__()
        self._shown_as = shown_as
        self._key_format = KeyFormat((key_px, key_px))
        self._on_key: OnKey | None = None

    @property
    def serial(self) -> str:
        return SERIAL

    @property
    def model(self) -> str:
        return self._shown_as.title

    @property
    def source(self) -> str:
        return "screen"

    @property
    def key_count(self) -> int:
        return self._shown_as.key_count

    @property
    def columns(self) -> int:
        return self._shown_as.columns

    @property
    def key_format(self) -> KeyFormat:
        return self._key_format

    def start(self, on_key: OnKey, on_lost: OnLost) -> None:  # noqa: ARG002 - it cannot be lost
        """Begin to report presses; a window is never unplugged."""
        self._on_key = on_key

    def show(self, key_index: int, picture: bytes) -> None:
        """Hand a picture over to the window; ValueError if it is not of our size."""
        width, height = self._key_format.size
        if len(picture) != width * height * 3:
            raise ValueError(f"{len(picture)} bytes for a key of {width} x {height} RGB")
        self.key_shown.emit(key_index, picture)

    def recover(self) -> None:
        """Do nothing: `show` does not fail here."""

    def set_brightness(self, percent: int) -> None:
        """Hand the brightness over to the window."""
        self.brightness_set.emit(percent)

    def close(self) -> None:
        """Stop reporting presses."""
        self._on_key = None

    def press(self, key_index: int, is_down: bool) -> None:
        """Report what the person does with a key; called on Qt's thread."""
        on_key = self._on_key
        if on_key is not None:
            on_key(key_index, is_down)
