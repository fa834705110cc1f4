"""One setting in a form: its control, and below it what is to be said of it.

1. A control shows what counts; what was refused is said beside it, and it goes back. 2. What the
environment decides cannot be edited, and it is said which variable does. 3. The wheel turns the
page and not the values, unless a person has put the focus there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages.all_clear import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

    from lightstack_desktop.desktop.chosen import Chosen
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.settings_file import Value

LONGEST = 600

if TYPE_CHECKING:
    # What it is mixed into is a widget; at run time it must not be one itself.
    _Field = QWidget
else:
    _Field = object


class Line(QWidget):
    """A setting named `key`; `hint` stands below it while nothing else is to be said.

    A kind of control fills in `show_value`, and calls `refresh` when it is built.
    """

    def __init__(self, chosen: Chosen, key: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self._chosen = chosen
        self._key = key
        self._hint = hint
        self.control = control
        self.note = plain("")
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(control)
        column.addWidget(self.note)
        self.setFocusProxy(control)
        self._shown: object = None
        chosen.changed.connect(self._follow)

    def refresh(self) -> None:
        """Show what counts now."""
        self._shown = getattr(self._chosen.now, self._key)
        where = self._chosen.now.fixed_by(self._key)
        self.control.setEnabled(where is None)
        with QSignalBlocker(self.control):
            self.show_value(self._shown)
        fixed = tr("Set by {where}; change it there.", where=where)
        self._put(self._hint if where is None else fixed, QPalette.ColorRole.PlaceholderText)

    def show_value(self, value: object) -> None:
        """Show a value in the control."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Say something below the control that is to be noticed."""
        self._put(text, QPalette.ColorRole.WindowText)

    def set_hint(self, text: str) -> None:
        """Say this while nothing else is to be said."""
        self._hint = text
        self.refresh()

    def choose(self, value: Value) -> None:
        """Take what a person chose."""
        if value != getattr(self._chosen.now, self._key):
            self.ask(**{self._key: value})

    def ask(self, **values: Value) -> None:
        """Ask for a change; what is refused is said, and nothing is changed."""
        self._chosen.change(self.refresh, self.refuse, **values)

    def refuse(self, error: LightstackError) -> None:
        """Say why a change was not made."""
        self.refresh()
        self.say(sentences.said(error))

    def _follow(self) -> None:
        # What somebody writes here must not go because something else was changed.
        if getattr(self._chosen.now, self._key) != self._shown:
            self.refresh()

    def _put(self, text: str, ink: QPalette.ColorRole) -> None:
        self.note.setForegroundRole(ink)
        self.note.setText(labels.flat(text, LONGEST))
        self.note.setVisible(bool(text))


class Switch(Line):
    """A check box. `off` and `on` are the values that it stands for."""

    def __init__(
        self,
        chosen: Chosen,
        key: str,
        text: str,
        *,
        off: Value = False,
        on: Value = True,
        hint: str = "",
    ) -> None:
        self.box = QCheckBox(text)
        self._on = on
        super().__init__(chosen, key, self.box, hint)
        # Not `clicked`, which a screen reader's "toggle" is not.
        self.box.toggled.connect(lambda is_on: self.choose(on if is_on else off))
        self.refresh()

    def show_value(self, value: object) -> None:
        self.box.setChecked(value == self._on)


class Choice(Line):
    """A list of values, each with its name."""

    def __init__(
        self, chosen: Chosen, key: str, named: Sequence[tuple[Value, str]], hint: str = ""
    ) -> None:
        self.list = CalmList()
        for value, text in named:
            self.list.addItem(text, value)
        super().__init__(chosen, key, self.list, hint)
        self.list.activated.connect(lambda row: self.choose(self.list.itemData(row)))
        self.refresh()

    def show_value(self, value: object) -> None:
        self.list.setCurrentIndex(self.list.findData(value))


class Number(Line):
    """A number between two bounds; `lowest_text` is what the lowest means."""

    def __init__(
        self,
        chosen: Chosen,
        key: str,
        bounds: tuple[int, int],
        *,
        lowest_text: str = "",
        suffix: str = "",
        hint: str = "",
    ) -> None:
        self.box = CalmNumber()
        self.box.setRange(*bounds)
        self.box.setSpecialValueText(lowest_text)
        self.box.setSuffix(suffix)
        self.box.setGroupSeparatorShown(bounds[1] > 65_535)
        super().__init__(chosen, key, self.box, hint)
        self.box.editingFinished.connect(lambda: self.choose(self.box.value()))
        self.refresh()

    def show_value(self, value: object) -> None:
        assert isinstance(value, int)
        self.box.setValue(value)


class Names(Line):
    """A list of names, written with commas between them. What was refused stays to be mended."""

    def __init__(self, chosen: Chosen, key: str, hint: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(chosen, key, self.line, hint)
        self.line.editingFinished.connect(lambda: self.choose(self.names))
        self.refresh()

    @property
    def names(self) -> tuple[str, ...]:
        """Return what is written there."""
        return tuple(name.strip() for name in self.line.text().split(",") if name.strip())

    def show_value(self, value: object) -> None:
        assert isinstance(value, tuple)
        self.line.setText(", ".join(map(str, value)))

    def refuse(self, error: LightstackError) -> None:
        self.say(sentences.said(error))


class Calm(_Field):
    """A field as wide as it needs to be, which the wheel passes by without the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmList(Calm, QComboBox):
    """A list to choose from."""


class CalmNumber(Calm, QSpinBox):
    """A number to write or step."""
