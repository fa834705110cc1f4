"""Notices that a deck cannot be used, has it said, and sees to it that it is mended.

1. The permission of a fresh deck comes a moment after it does: only what stays is told. 2. Mended,
a deck is opened without a restart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lightstack_desktop.desktop import deck_trouble
from lightstack_desktop.desktop.aside import Aside
from lightstack_desktop.desktop.rule_installer import RuleInstaller

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.deck.feed import Feed
    from lightstack_desktop.deck.status import DeckStatus
    from lightstack_desktop.desktop.deck_trouble import DeckTrouble
    from lightstack_desktop.errors import LightstackError

GRACE_MS = 3000


class DeckCare(QObject):
    """Follows `conditions`. `call` has something called on Qt's thread, `look_again` has the decks
    looked for at once. `changed` hands over the DeckTrouble, or None.
    """

    changed = Signal(object)

    def __init__(
        self,
        conditions: Feed[tuple[DeckStatus, ...]],
        call: Callable[[Callable[[], None]], None],
        look_again: Callable[[], None],
    ) -> None:
        super().__init__()
        self._conditions = conditions
        self._call = call
        self._trouble: DeckTrouble | None = None
        self.installer = RuleInstaller()
        self.installer.done.connect(look_again)
        self.installer.done.connect(self._installed)
        self.installer.failed.connect(self._say_why)
        # To ask every process for its open files takes too long for Qt's loop.
        self._aside = Aside(call)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.look)
        conditions.subscribe(self._hand_over)

    def stop(self) -> None:
        """Follow no more."""
        self._conditions.unsubscribe(self._hand_over)
        self._soon.stop()
        self.installer.stop()
        self._aside.stop()

    @Slot()
    def look(self) -> None:
        """Look what is wrong now, and tell it later if that is another thing than before."""
        self._aside.ask(self._looked, self._tell, self._ignore)

    def _looked(self) -> DeckTrouble | None:
        decks = self._conditions.newest
        return deck_trouble.of(decks, deck_trouble.look(decks))

    def _tell(self, found: DeckTrouble | None) -> None:
        if found != self._trouble:
            self._trouble = found
            self.changed.emit(found)

    def _ignore(self, _error: LightstackError) -> None:
        """What was seen before stays: looking is only reading, and the log has the rest."""

    @Slot()
    def _installed(self) -> None:
        """Give the system the moment that it takes to set the permission."""
        self._soon.start(GRACE_MS)

    @Slot(str)
    def _say_why(self, why: str) -> None:
        if self._trouble is not None:
            self.changed.emit(replace(self._trouble, text=f"{self._trouble.text}\n{why}"))

    def _hand_over(self, _decks: tuple[DeckStatus, ...]) -> None:
        self._call(self._later)

    def _later(self) -> None:
        # What is mended is told at once; what is wrong has to stay for a while.
        if self._trouble is not None:
            self.look()
        self._soon.start(GRACE_MS)
