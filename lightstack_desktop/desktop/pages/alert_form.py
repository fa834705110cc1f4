"""A form with every field of a configuration, and what was wrong beside the field.

1. Only what a person changed is changed: a default that was never chosen stays a default. 2. What
is allowed is the engine's to say; the form shows its answer where it belongs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.alerts.durations import FOREVER
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.desktop.pages import words
from lightstack_desktop.desktop.pages.color_choice import ColorChoice
from lightstack_desktop.desktop.pages.duration_choice import DurationChoice
from lightstack_desktop.desktop.pages.icon_choice import IconChoice
from lightstack_desktop.errors import ConfigExistsError

if TYPE_CHECKING:
    from lightstack_desktop.desktop.glyphs import Glyphs
    from lightstack_desktop.desktop.pages.led_bar import LedBar
    from lightstack_desktop.errors import LightstackError

NO_ICON = "None"
SIGN = "\N{WARNING SIGN}"
DESCRIPTION_LINES = 3
# The rules name no field where two of them do not go together.
SAID_OF = (("LED effect", "led_effect"), ("osition", "led_positions"))


class AlertForm(QWidget):
    """Edits fields. `changed`: a person changed something. The bar is the preview's."""

    changed = Signal()

    def __init__(self, glyphs: Glyphs, bar: LedBar) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._bar = bar
        self._problems: dict[str, QLabel] = {}
        self._icon: str | None = None
        self.key = QLineEdit()
        self.name = QLineEdit()
        self.description = QPlainTextEdit()
        self.priority = QComboBox()
        self.color = ColorChoice()
        self.scope = QComboBox()
        self.effect = QComboBox()
        self.brightness = QSlider(Qt.Orientation.Horizontal)
        self.percent = QSpinBox()
        self.duration = DurationChoice()
        self.icon = QPushButton(NO_ICON)
        self.no_icon = QPushButton("Remove")
        self._fill()
        self._build()
        self._before = ConfigFields()
        self._shown = self._values()
        self._is_showing = False
        self._connect()

    def show_fields(self, key: str, fields: ConfigFields, *, is_new: bool) -> None:
        """Show fields; the key of one that exists cannot be changed."""
        self._is_showing = True
        self._before = fields
        self.key.setText(key)
        self.key.setReadOnly(not is_new)
        self.name.setText(fields.name or "")
        self.description.setPlainText(fields.description or "")
        self.priority.setCurrentIndex(fields.default_priority - 1)
        self.color.show_value(fields.led_color or 0)
        self.scope.setCurrentIndex(self.scope.findData(fields.led_scope))
        self._offer_effects(fields.led_effect)
        self._bar.choose(fields.led_positions or ())
        self.percent.setValue(100 if fields.led_brightness is None else fields.led_brightness)
        self.duration.show_value(FOREVER if fields.led_duration is None else fields.led_duration)
        self._show_icon(fields.icon)
        self._shown = self._values()
        self.mark(None)
        self._is_showing = False
        self.changed.emit()

    def changes(self) -> dict[str, Any]:
        """Return the fields that a person changed, by name."""
        return {k: v for k, v in self._values().items() if v != self._shown[k]}

    def fields(self) -> ConfigFields:
        """Return all fields as they would be."""
        return replace(self._before, **self.changes())

    def mark(self, error: LightstackError | None) -> bool:
        """Show an error beside its field; False if it is of none. None: nothing is wrong."""
        for label in self._problems.values():
            label.hide()
        if error is None:
            return True
        said, field = words.problem(str(error)), getattr(error, "field", None)
        if isinstance(error, ConfigExistsError):
            said, field = words.TAKEN, "alert_key"
        elif said == words.NO_LED:
            field = "led_positions"
        elif field is None:
            field = next((name for sign, name in SAID_OF if sign in said), None)
        name = "led_scope" if field == "led_positions" else str(field)
        if name not in self._problems:
            return False
        self._problems[name].setText(f"{SIGN} {said}")
        self._problems[name].show()
        return True

    def _values(self) -> dict[str, Any]:
        return {
            "name": self.name.text().strip() or None,
            "description": self.description.toPlainText().strip() or None,
            "default_priority": self.priority.currentIndex() + 1,
            "led_color": self.color.value,
            "led_scope": self.scope.currentData(),
            "led_effect": self.effect.currentData(),
            "led_positions": self._positions(),
            "led_brightness": self.percent.value(),
            "led_duration": self.duration.value,
            "icon": self._icon,
        }

    def _positions(self) -> tuple[int, ...] | None:
        return self._bar.positions if self.scope.currentData() == "individual" else None

    def _fill(self) -> None:
        self.key.setPlaceholderText("What scripts call it, such as front-door")
        self.name.setPlaceholderText("What people call it")
        lines = DESCRIPTION_LINES * self.description.fontMetrics().lineSpacing()
        self.description.setFixedHeight(lines + 12)
        self.description.setTabChangesFocus(True)
        for number in words.PRIORITIES:
            self.priority.addItem(words.priority(number), number)
        for scope, title in words.SCOPES.items():
            self.scope.addItem(title, scope)
        self.brightness.setRange(0, 100)
        self.percent.setRange(0, 100)
        self.percent.setSuffix(" %")

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, title, widget in (
            ("alert_key", "&Key", self.key),
            ("name", "&Name", self.name),
            ("description", "&Description", self.description),
            ("default_priority", "&Priority", self.priority),
            ("icon", "&Icon", _row(self.icon, self.no_icon)),
            ("led_color", "Colour", self.color),
            ("led_scope", "&Lights", self.scope),
            ("led_effect", "&Effect", self.effect),
            ("led_brightness", "&Brightness", _row(self.brightness, self.percent)),
            ("led_duration", "D&uration", self.duration),
        ):
            self._add(form, field, title, widget)
        self.brightness.setAccessibleName("Brightness")
        self.percent.setAccessibleName("Brightness in per cent")
        self.icon.setAccessibleName("Icon")
        self.no_icon.setAccessibleName("Remove the icon")

    def _add(self, form: QFormLayout, field: str, title: str, widget: QWidget) -> None:
        problem = QLabel()
        problem.setTextFormat(Qt.TextFormat.PlainText)
        problem.setWordWrap(True)
        font = problem.font()
        font.setBold(True)
        problem.setFont(font)
        problem.hide()
        self._problems[field] = problem
        cell = QWidget()
        cell.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(widget)
        column.addWidget(problem)
        label = QLabel(title)
        label.setBuddy(widget)
        form.addRow(label, cell)
        widget.setAccessibleName(title.replace("&", ""))

    def _connect(self) -> None:
        self.brightness.valueChanged.connect(self.percent.setValue)
        self.percent.valueChanged.connect(self.brightness.setValue)
        self.scope.currentIndexChanged.connect(lambda: self._offer_effects(self._effect()))
        self.icon.clicked.connect(self._choose_icon)
        self.no_icon.clicked.connect(lambda: self._take_icon(None))
        for signal in (
            self.key.textChanged,
            self.name.textChanged,
            self.description.textChanged,
            self.priority.currentIndexChanged,
            self.color.changed,
            self.scope.currentIndexChanged,
            self.effect.currentIndexChanged,
            self.percent.valueChanged,
            self.duration.changed,
            self._bar.positions_changed,
        ):
            signal.connect(self._tell)

    def _tell(self) -> None:
        if not self._is_showing:
            self.changed.emit()

    def _effect(self) -> str | None:
        effect: str | None = self.effect.currentData()
        return effect

    def _offer_effects(self, wanted: str | None) -> None:
        """Offer what this scope can do; what it cannot becomes the plain one."""
        self.effect.clear()
        for effect in words.effects(self.scope.currentData()):
            self.effect.addItem(words.effect(effect), effect)
        self.effect.setCurrentIndex(max(0, self.effect.findData(wanted)))

    # The icon

    def _choose_icon(self) -> None:
        self.choice = IconChoice(self._glyphs, self)
        self.choice.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choice.accepted.connect(lambda: self._take_icon(self.choice.chosen))
        self.choice.open()

    def _take_icon(self, name: str | None) -> None:
        self._show_icon(name)
        self._tell()

    def _show_icon(self, name: str | None) -> None:
        self._icon = name
        self.icon.setText(name or NO_ICON)
        ink = self.icon.palette().buttonText().color()
        self.icon.setIcon(self._glyphs.icon(name or "", ink))
        self.no_icon.setEnabled(name is not None)


def _row(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(first, 1)
    row.addWidget(second)
    holder.setFocusProxy(first)
    return holder
