"""What a person chooses for a deck as a whole: brightness, dimming, sleep, presses, its filter.

1. What is changed counts at once, and can be taken back. 2. A slider on its way, or a text that is
being written, is no change yet. 3. A text that is refused stays, with what is wrong beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.alerts.deck import DARKEST_PERCENT, EVERY_PRIORITY
from lightstack_desktop.desktop import sentences
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import deck_words, words
from lightstack_desktop.desktop.pages.percent_choice import PercentChoice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtGui import QFocusEvent

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.errors import LightstackError

PAUSE_MS = 300
PATTERN_LINES = 4
SIGN = "\N{WARNING SIGN}"


class DeckForm(QWidget):
    """Edits a deck's choices. `changed`: a person made a choice; `changes()` tells which."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_showing = False
        self._shown: dict[str, Any] = {}
        self._problems: dict[str, QLabel] = {}
        self._refused: tuple[str, ...] | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.changed)
        self.brightness = PercentChoice(tr("Brightness"), DARKEST_PERCENT)
        self.dim_after = QComboBox()
        self.dim_percent = PercentChoice(tr("Brightness when dimmed"), 0)
        self.sleep_after = QComboBox()
        self.double_press = QCheckBox(tr("clears the alert"))
        self.priorities = {number: QCheckBox(words.priority(number)) for number in EVERY_PRIORITY}
        self.patterns = Patterns()
        # Each field of a deck that a person chooses, and what it is chosen by.
        self.fields: dict[str, QWidget] = {
            "brightness_percent": self.brightness,
            "dim_after_s": self.dim_after,
            "dim_percent": self.dim_percent,
            "sleep_after_s": self.sleep_after,
            "has_double_press": self.double_press,
            "priorities": _column(self.priorities.values()),
            "patterns": self.patterns,
        }
        self._build()
        self._connect()

    def show_deck(self, deck: Deck) -> None:
        """Show a deck's choices, but for what a person has under the hand."""
        if self._is_busy():
            return
        self._is_showing = True
        self.brightness.show_value(deck.brightness_percent)
        self.dim_percent.show_value(deck.dim_percent)
        _show_wait(self.dim_after, deck.dim_after_s)
        _show_wait(self.sleep_after, deck.sleep_after_s)
        self.double_press.setChecked(deck.has_double_press)
        for number, box in self.priorities.items():
            box.setChecked(number in deck.priorities)
        if self._refused is None:
            self.patterns.show_value(deck.patterns)
        self._shown = self._values() | {"patterns": deck.patterns}
        self._is_showing = False

    def changes(self) -> dict[str, Any]:
        """Return the choices that a person changed, by the name of the field."""
        found = {name: v for name, v in self._values().items() if v != self._shown[name]}
        # What was refused must not keep the other choices from being made.
        if found.get("patterns") == self._refused:
            found.pop("patterns", None)
        return found

    def take_answer(self, names: Collection[str], error: LightstackError | None) -> None:
        """Show what was wrong with these choices beside them; None: nothing was."""
        for name in names:
            self._problems[name].hide()
        if "patterns" in names:
            self._refused = None
        if error is None:
            return
        said = str(error)
        name = next((n for n in names if said.startswith(n)), next(iter(names)))
        if name == "patterns":
            self._refused = self.patterns.value
        self._problems[name].setText(f"{SIGN} {sentences.said(error)}")
        self._problems[name].show()

    def _is_busy(self) -> bool:
        return self._soon.isActive() or self.patterns.is_being_written

    def _values(self) -> dict[str, Any]:
        return {
            "brightness_percent": self.brightness.value,
            "dim_after_s": self.dim_after.currentData() or None,
            "dim_percent": self.dim_percent.value,
            "sleep_after_s": self.sleep_after.currentData() or None,
            "has_double_press": self.double_press.isChecked(),
            "priorities": tuple(n for n, box in self.priorities.items() if box.isChecked()),
            "patterns": self.patterns.value,
        }

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        titles = {
            "brightness_percent": tr("&Brightness"),
            "dim_after_s": tr("D&im without a press"),
            "dim_percent": tr("Brightness &when dimmed"),
            "sleep_after_s": tr("&Sleep without a press"),
            "has_double_press": tr("A second press soon after the first"),
            "priorities": tr("Alerts that come by themselves"),
            "patterns": tr("… and only these &keys, one a line"),
        }
        for name, widget in self.fields.items():
            label = QLabel(titles[name])
            label.setBuddy(widget)
            label.setWordWrap(True)
            if isinstance(widget, QCheckBox):
                widget.setAccessibleName(f"{titles[name]}: {widget.text()}")
            elif not isinstance(widget, PercentChoice):
                widget.setAccessibleName(titles[name].replace("&", ""))
            form.addRow(label, self._with_problem(name, widget))

    def _with_problem(self, name: str, widget: QWidget) -> QWidget:
        problem = QLabel()
        problem.setTextFormat(Qt.TextFormat.PlainText)
        problem.setWordWrap(True)
        problem.hide()
        self._problems[name] = problem
        return _column((widget, problem))

    def _connect(self) -> None:
        for choice in (self.brightness, self.dim_percent):
            choice.changed.connect(self._wait)
        for wait in (self.dim_after, self.sleep_after):
            wait.activated.connect(self._tell)
        for box in (self.double_press, *self.priorities.values()):
            box.clicked.connect(self._tell)
        self.patterns.written.connect(self._tell)

    def _wait(self) -> None:
        """Tell of a slider once it rests."""
        if not self._is_showing:
            self._soon.start()

    def _tell(self) -> None:
        if not self._is_showing and self._shown:
            self._soon.stop()
            self.changed.emit()


class Patterns(QPlainTextEdit):
    """Patterns, one a line. `written`: a person has written others."""

    written = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setTabChangesFocus(True)
        self.setPlaceholderText(tr("All. Or such as: ci-*"))
        lines = PATTERN_LINES * self.fontMetrics().lineSpacing()
        self.setFixedHeight(lines + 12)

    @property
    def value(self) -> tuple[str, ...]:
        """Return the patterns."""
        lines = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    @property
    def is_being_written(self) -> bool:
        """Tell whether something stands here that nobody heard of."""
        return self.toPlainText() != self._shown

    def show_value(self, patterns: Iterable[str]) -> None:
        """Show patterns, if they are others."""
        text = "\n".join(patterns)
        if text != self.toPlainText():
            self.setPlainText(text)
        self._shown = text

    def finish(self) -> None:
        """Tell of what was written, if anything was."""
        if self.is_being_written:
            self._shown = self.toPlainText()
            self.written.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finish()


def _show_wait(choice: QComboBox, seconds: int | None) -> None:
    """Offer the usual times and this one, and show it."""
    if choice.findData(seconds or 0) < 0:
        choice.clear()
        for offer in sorted({0, *deck_words.WAITS_S, seconds or 0}):
            choice.addItem(deck_words.wait(offer or None), offer)
    choice.setCurrentIndex(choice.findData(seconds or 0))


def _column(widgets: Iterable[QWidget]) -> QWidget:
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for n, widget in enumerate(widgets):
        column.addWidget(widget)
        if n == 0:
            holder.setFocusProxy(widget)
    return holder
