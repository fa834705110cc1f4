"""A form with every field of a configuration, and what was wrong beside the field.

1. Only what a person changed is changed: a default that was never chosen stays a default. 2. What
is allowed is the engine's to say; the form shows its answer where it belongs. 3. A new alert's key
follows its name until a person writes one.
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
    QSizePolicy,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.alerts.durations import FOREVER
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import new_key, words
from lightstack_desktop.desktop.pages.color_choice import ColorChoice
from lightstack_desktop.desktop.pages.duration_choice import DurationChoice
from lightstack_desktop.desktop.pages.icon_field import IconField
from lightstack_desktop.desktop.pages.picture_field import PictureField
from lightstack_desktop.errors import ConfigExistsError
from lightstack_desktop.faces import gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from lightstack_desktop.desktop.pages.led_bar import LedBar
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError

SIGN = "\N{WARNING SIGN}"
DESCRIPTION_LINES = 3
# The rules name no field where two of them do not go together.
SAID_OF = (("LED effect", "led_effect"), ("osition", "led_positions"))


class AlertForm(QWidget):
    """Edits fields. `changed`: a person changed something. The bar is the preview's."""

    changed = Signal()

    def __init__(self, needs: Needs, bar: LedBar, taken: Callable[[], Container[str]]) -> None:
        super().__init__()
        self._bar = bar
        self._taken = taken
        self._problems: dict[str, QLabel] = {}
        self._suggested: str | None = None
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
        self.icon = IconField(needs.glyphs)
        self.picture = PictureField(needs.settings.data_dir / gallery.FOLDER, needs.aside)
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
        self._suggested = "" if is_new and not key else None
        self.name.setText(fields.name or "")
        self.description.setPlainText(fields.description or "")
        self.priority.setCurrentIndex(fields.default_priority - 1)
        self.color.show_value(fields.led_color or 0)
        self.scope.setCurrentIndex(self.scope.findData(fields.led_scope))
        self._offer_effects(fields.led_effect)
        self._bar.choose(fields.led_positions or ())
        self.percent.setValue(100 if fields.led_brightness is None else fields.led_brightness)
        self.duration.show_value(FOREVER if fields.led_duration is None else fields.led_duration)
        self.icon.show_value(fields.icon)
        self.picture.show_value(fields.picture)
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
            said, field = tr(words.TAKEN), "alert_key"
        elif said == tr(words.NO_LED):
            field = "led_positions"
        elif field is None:
            field = next((name for sign, name in SAID_OF if sign in said), None)
        name = "led_scope" if field == "led_positions" else str(field)
        if name not in self._problems:
            return False
        self._say(name, said)
        return True

    def _say(self, field: str, said: str) -> None:
        self._problems[field].setText(f"{SIGN} {said}")
        self._problems[field].show()

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
            "icon": self.icon.value,
            "picture": self.picture.value,
        }

    def _positions(self) -> tuple[int, ...] | None:
        return self._bar.positions if self.scope.currentData() == "individual" else None

    def _fill(self) -> None:
        self.key.setPlaceholderText(tr("What scripts call it, such as front-door"))
        self.name.setPlaceholderText(tr("What people call it"))
        lines = DESCRIPTION_LINES * self.description.fontMetrics().lineSpacing()
        self.description.setFixedHeight(lines + 12)
        self.description.setTabChangesFocus(True)
        for number in words.PRIORITIES:
            self.priority.addItem(words.priority(number), number)
        for scope, title in words.SCOPES.items():
            self.scope.addItem(tr(title), scope)
        self.brightness.setRange(0, 100)
        self.percent.setRange(0, 100)
        self.percent.setSuffix(" %")

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, title, widget in (
            ("name", tr("&Name"), self.name),
            ("alert_key", tr("&Key"), self.key),
            ("description", tr("&Description"), self.description),
            ("default_priority", tr("&Priority"), self.priority),
            ("icon", tr("&Icon"), self.icon),
            ("picture", tr("Pic&ture"), self.picture),
            ("led_color", tr("Colour"), self.color),
            ("led_scope", tr("&Lights"), self.scope),
            ("led_effect", tr("&Effect"), self.effect),
            ("led_brightness", tr("&Brightness"), _row(self.brightness, self.percent)),
            ("led_duration", tr("D&uration"), self.duration),
        ):
            self._add(form, field, title, widget)
        self.brightness.setAccessibleName(tr("Brightness"))
        self.percent.setAccessibleName(tr("Brightness in per cent"))

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
        self.name.textChanged.connect(self._suggest)
        self.key.textChanged.connect(self._keep_key)
        self.picture.refused.connect(lambda said: self._say("picture", said))
        self.picture.changed.connect(self._problems["picture"].hide)
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
            self.icon.changed,
            self.picture.changed,
            self._bar.positions_changed,
        ):
            signal.connect(self._tell)

    def _tell(self) -> None:
        if not self._is_showing:
            self.changed.emit()

    def _suggest(self, name: str) -> None:
        """Let the key of a new alert follow its name."""
        if self._suggested is not None and not self._is_showing:
            self._suggested = new_key.suggested(name, self._taken())
            self.key.setText(self._suggested)

    def _keep_key(self, key: str) -> None:
        """Stop suggesting once a person has written a key of their own."""
        if not self._is_showing and key != self._suggested:
            self._suggested = None

    def _effect(self) -> str | None:
        effect: str | None = self.effect.currentData()
        return effect

    def _offer_effects(self, wanted: str | None) -> None:
        """Offer what this scope can do; what it cannot becomes the plain one."""
        self.effect.clear()
        for effect in words.effects(self.scope.currentData()):
            self.effect.addItem(words.effect(effect), effect)
        self.effect.setCurrentIndex(max(0, self.effect.findData(wanted)))


def _row(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(first, 1)
    row.addWidget(second)
    holder.setFocusProxy(first)
    return holder
