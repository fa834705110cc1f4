"""What was created, edited and deleted, and the way back.

1. An edit counts once the engine has taken it. 2. Taking back puts back the fields that the edit
changed, and leaves what others changed since. 3. A deleted alert comes back as active and as
acknowledged as it was, with a new beginning. 4. What cannot be taken back is said, and stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from lightstack_desktop.desktop import sentences
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.errors import ConfigExistsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Alert, ConfigFields
    from lightstack_desktop.desktop.orders import Orders
    from lightstack_desktop.errors import LightstackError

    Done = Callable[[Change], None]
    Refused = Callable[[LightstackError], None]
    # Gives an order, and has one of the two called later.
    Order = Callable[[Done, Refused], None]

MOST = 100


class Edits(QObject):
    """Gives orders on configurations and remembers them. `settled`: undo and redo can be used."""

    settled = Signal()

    def __init__(self, orders: Orders) -> None:
        super().__init__()
        self._orders = orders
        self._is_waiting = False
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(MOST)
        self.stack.indexChanged.connect(self.settled)

    @property
    def can_undo(self) -> bool:
        return self.stack.canUndo() and not self._is_waiting

    @property
    def can_redo(self) -> bool:
        return self.stack.canRedo() and not self._is_waiting

    def create(self, key: str, fields: ConfigFields, done: Done, refused: Refused) -> None:
        """Make a configuration."""
        self._begin(tr("create"), self._creating(key, fields), self._deleting(key))(done, refused)

    def edit(self, key: str, changes: dict[str, Any], done: Done, refused: Refused) -> None:
        """Change some fields, by their names."""
        forth = self._editing(key, changes)

        def keep(change: Change) -> None:
            before = change.before.alerts[key].config.fields
            after = change.board.alerts[key].config.fields
            names = [name for name in changes if getattr(before, name) != getattr(after, name)]
            back = {name: getattr(before, name) for name in names}
            self._push(tr("edit"), forth, self._editing(key, back))
            done(change)

        forth(keep, refused)

    def delete(self, alert: Alert) -> None:
        """Forget a configuration."""
        forth, back = self._deleting(alert.key), self._restoring(alert)
        self._begin(tr("delete"), forth, back)(_nothing, self._say)

    def undo(self) -> None:
        """Take the last edit back."""
        if self.can_undo:
            self.stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.can_redo:
            self.stack.redo()

    def _begin(self, text: str, forth: Order, back: Order) -> Order:
        def order(done: Done, refused: Refused) -> None:
            def keep(change: Change) -> None:
                self._push(text, forth, back)
                done(change)

            forth(keep, refused)

        return order

    def _push(self, text: str, forth: Order, back: Order) -> None:
        self.stack.push(_Step(text, forth, back, self))

    def run(self, order: Order, step: _Step, *, is_undo: bool) -> None:
        """Go a step; if the engine refuses, stay where we were."""
        self._is_waiting = True

        def done(_change: Change) -> None:
            self._is_waiting = False
            self.settled.emit()

        def refused(error: LightstackError) -> None:
            self._is_waiting = False
            step.is_muted = True
            (self.stack.redo if is_undo else self.stack.undo)()
            step.is_muted = False
            self.settled.emit()
            self._say(error)

        order(done, refused)

    def _say(self, error: LightstackError) -> None:
        self._orders.failed.emit(sentences.said(error))

    def _creating(self, key: str, fields: ConfigFields) -> Order:
        return lambda done, refused: self._orders.create(key, fields, done, refused)

    def _restoring(self, alert: Alert) -> Order:
        key, state = alert.key, alert.state
        orders = [self._making_sure(key, alert.config.fields)]
        if state is not None and state.is_active:
            priority = state.priority
            orders.append(lambda done, no: self._orders.trigger(key, priority, done, no))
        if alert.is_acknowledged:
            orders.append(lambda done, no: self._orders.acknowledge(key, done, no))
        return _in_turn(*orders)

    def _making_sure(self, key: str, fields: ConfigFields) -> Order:
        """Create; what a trigger has made of this key meanwhile gets the fields."""

        def order(done: Done, refused: Refused) -> None:
            def edit(error: LightstackError) -> None:
                if isinstance(error, ConfigExistsError):
                    self._orders.update(key, lambda _: fields, done, refused)
                else:
                    refused(error)

            self._orders.create(key, fields, done, edit)

        return order

    def _deleting(self, key: str) -> Order:
        return lambda done, refused: self._orders.delete(key, done, refused)

    def _editing(self, key: str, changes: dict[str, Any]) -> Order:
        def edit(fields: ConfigFields) -> ConfigFields:
            return replace(fields, **changes)

        return lambda done, refused: self._orders.update(key, edit, done, refused)


class _Step(QUndoCommand):
    """One step. Qt does it once when it is pushed, which is when it has just been done."""

    def __init__(self, text: str, forth: Order, back: Order, edits: Edits) -> None:
        super().__init__(text)
        self._forth = forth
        self._back = back
        self._edits = edits
        self.is_muted = True

    def redo(self) -> None:
        if self.is_muted:
            self.is_muted = False
            return
        self._edits.run(self._forth, self, is_undo=False)

    def undo(self) -> None:
        if not self.is_muted:
            self._edits.run(self._back, self, is_undo=True)


def _in_turn(first: Order, *rest: Order) -> Order:
    """Return an order that gives the next one when one is done."""
    if not rest:
        return first
    then = _in_turn(*rest)
    return lambda done, refused: first(lambda _change: then(done, refused), refused)


def _nothing(_change: Change) -> None:
    """The next board is the answer."""
