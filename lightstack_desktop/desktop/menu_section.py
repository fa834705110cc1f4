"""A part of a menu whose entries come and go while the others stay.

1. An entry keeps its action as long as its key stays: an open menu does not flicker, and a host
that draws a copy of the menu is told of what differs alone. 2. Entries stand in the order given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu


class Keyed(Protocol):
    """What an entry shows; equal ones look equal."""

    @property
    def key(self) -> str:
        """Return what it is known by, once in a section."""


T = TypeVar("T", bound=Keyed)


class Section(Generic[T]):
    """Entries of `menu` above `below`. `make` builds one, `dress` lets it show what it is to."""

    def __init__(
        self,
        menu: QMenu,
        below: QAction | None,
        make: Callable[[T], QAction],
        dress: Callable[[QAction, T], None],
    ) -> None:
        self._menu = menu
        self._below = below
        self._make = make
        self._dress = dress
        self._shown: dict[str, T] = {}
        self._actions: dict[str, QAction] = {}

    def show(self, items: Sequence[T]) -> None:
        """Show these, and no others."""
        wanted = {item.key: item for item in items}
        for key in [key for key in self._shown if key not in wanted]:
            self._remove(key)
        before = list(self._shown)
        for key, item in wanted.items():
            if key not in self._actions:
                self._actions[key] = self._make(item)
            if self._shown.get(key) != item:
                self._dress(self._actions[key], item)
        if before != list(wanted):
            self._order(list(wanted))
        self._shown = wanted

    def _order(self, keys: list[str]) -> None:
        """Put in its place what does not stand there already, from the last on."""
        below = self._below
        for key in reversed(keys):
            action = self._actions[key]
            if _next(self._menu, action) is not below or action not in self._menu.actions():
                self._menu.insertAction(below, action)  # type: ignore[arg-type]
            below = action

    def _remove(self, key: str) -> None:
        del self._shown[key]
        action = self._actions.pop(key)
        # Deleting takes until Qt's loop comes round; until then it would still stand there.
        self._menu.removeAction(action)
        (action.menu() or action).deleteLater()


def _next(menu: QMenu, action: QAction) -> QAction | None:
    """Return what stands below an action, None for the last one and for one that is not there."""
    actions = menu.actions()
    try:
        return actions[actions.index(action) + 1]
    except (ValueError, IndexError):
        return None
