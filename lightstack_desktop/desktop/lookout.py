"""Which decks are open, on USB and on screen, for whoever wants to show them.

1. `changed` comes on Qt's thread; what the decks' own threads tell is only handed over. 2. What is
listened to is let go by `stop`, before the decks are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.desktop.screen_models import ScreenModel

    Sessions = tuple[Session, ...]


class Lookout(QObject):
    """Knows the open decks. `call` has something called on Qt's thread.

    `on_usb` gives the feed of the decks on USB, None while the program is starting; `model` and
    `choose` are about what the on-screen deck looks like.
    """

    changed = Signal()

    def __init__(
        self,
        call: Callable[[Callable[[], None]], None],
        on_usb: Callable[[], Feed[Sessions] | None],
        model: Callable[[], ScreenModel],
        choose: Callable[[ScreenModel], None],
    ) -> None:
        super().__init__()
        self.call = call
        self.model = model
        self.choose = choose
        self._on_usb = on_usb
        self._feed: Feed[Sessions] | None = None
        self._screen: Session | None = None

    def start(self) -> None:
        """Begin to listen, if there is something to listen to; may be called again."""
        if self._feed is None:
            self._feed = self._on_usb()
            if self._feed is not None:
                self._feed.subscribe(self._hear)

    def stop(self) -> None:
        """Hear of nothing any more."""
        if self._feed is not None:
            self._feed.unsubscribe(self._hear)

    def sessions(self) -> Sessions:
        """Return the decks that are open, those on USB first."""
        on_usb = self._feed.newest if self._feed is not None else ()
        on_screen = (self._screen,) if self._screen is not None else ()
        return tuple(session for session in (*on_usb, *on_screen) if session.is_open)

    def take_screen(self, session: Session) -> None:
        """Take the Session of the on-screen deck, which is about to start."""
        self._screen = session
        self.call(self.changed.emit)

    def _hear(self, _sessions: Sessions) -> None:
        self.call(self.changed.emit)
