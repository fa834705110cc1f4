"""An open deck that somebody looks at in the window: its newest frame, and word of a newer one.

Its frames come on the painter's thread; they are only handed over, one word at a time however fast
they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.deck.frame import Frame
    from lightstack_desktop.deck.session import Session


class LiveDeck(QObject):
    """Looks at one Session, or at none. `call` has something called on Qt's thread.

    `changed`, on Qt's thread: it shows something else, or is gone.
    """

    changed = Signal()

    def __init__(self, call: Callable[[Callable[[], None]], None]) -> None:
        super().__init__()
        self._call = call
        self._is_told = False
        self.session: Session | None = None

    @property
    def frame(self) -> Frame | None:
        """Return what the deck shows, None where it shows nothing or is not open."""
        return self.session.frames.newest if self.session is not None else None

    @property
    def banner_size(self) -> QSize | None:
        """Return how many pixels its strip or info bar has, None where it has neither."""
        shape = self.session.panel.shape if self.session is not None else None
        found = (shape.strip or shape.info) if shape is not None else None
        return QSize(*found.size) if found is not None else None

    @property
    def key_px(self) -> int:
        """Return how many pixels wide a key is, 1 where keys have no picture."""
        shape = self.session.panel.shape if self.session is not None else None
        known = shape.key_format if shape is not None else None
        return known.size[0] if known is not None else 1

    def watch(self, session: Session | None) -> None:
        """Look at this one from now on."""
        if session is self.session:
            return
        if self.session is not None:
            self.session.frames.unsubscribe(self._hear)
        self.session = session
        if session is not None:
            session.frames.subscribe(self._hear)

    def _hear(self, _frame: Frame | None) -> None:
        if not self._is_told:
            self._is_told = True
            self._call(self._tell)

    def _tell(self) -> None:
        # First, so that what comes while we draw is told again.
        self._is_told = False
        self.changed.emit()
