"""How much was raised, when, by what, and how soon somebody knew: charts of the last days.

1. What draws is loaded when the page is first seen, aside; so is the history counted. 2. Charts
fill while it is counted. 3. Below each chart stands in words what it shows.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.language import counted, mark, tr
from lightstack_desktop.desktop.pages import noisy_rows, spans, words
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.counting import Counting
from lightstack_desktop.desktop.pages.page import Page

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.pages.charts import BarChart, Chart, HeatMap
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.store.figures import Summary

SPANS = {
    7: mark("Last 7 days"),
    30: mark("Last 30 days"),
    90: mark("Last 90 days"),
    365: mark("Last 365 days"),
}
USUAL_DAYS = 30
PAUSE_MS = 1000
WIDE_PX = 560  # from here on two charts stand side by side
SWATCH_PX = 12
# Up to how long each bar of the waits goes.
BINS = (
    mark("1 m"), mark("5 m"), mark("15 m"), mark("1 h"), mark("4 h"), mark("1 d"), mark("more"),
)  # fmt: skip
EMPTY = mark("Nothing was raised in these days.")
DRAWN_BY = "lightstack_desktop.desktop.pages.charts"


class StatisticsPage(Page):
    """The page of figures."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._board: Board | None = None
        self._is_loading = False
        self.summary: Summary | None = None
        self.span = QComboBox()
        self.progress = QProgressBar()
        self.hint = plain(tr("Counting…"))
        self.counting = Counting(needs)
        self.days: BarChart | None = None
        self.hours: HeatMap | None = None
        self.waits: BarChart | None = None
        self.noisy = noisy_rows.NoisyRows()
        self._charts: list[Chart] = []
        self._said: dict[str, QLabel] = {}
        self._cards: list[QWidget] = []
        self._is_wide: bool | None = None
        self._grid = QGridLayout()
        self._area = QScrollArea()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build()
        self._connect()

    def show_board(self, board: Board) -> None:
        """Count what is new, soon; at once where the page was empty."""
        is_first = self._board is None
        self._board = board
        if is_first:
            self._count()
        elif not self._soon.isActive():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not self._is_loading:
            self._is_loading = True
            self._needs.aside.ask(_load, lambda _: self._draw_first(), self._fail)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._lay_out()

    def _build(self) -> None:
        for days, title in SPANS.items():
            self.span.addItem(tr(title), days)
        self.span.setCurrentIndex(self.span.findData(USUAL_DAYS))
        self.span.setAccessibleName(tr("Days"))
        self.progress.setAccessibleName(tr("Counting"))
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(160)
        self.progress.hide()
        top = QHBoxLayout()
        top.addWidget(self.span)
        top.addWidget(self.progress)
        top.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(12)
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.hint)
        column.addWidget(self._area, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.span.currentIndexChanged.connect(self._count)
        self.counting.told.connect(self._show)
        self.counting.failed.connect(self._say_failure)
        self._soon.timeout.connect(self._count)

    def _count(self) -> None:
        if self._board is not None:
            alerts = self._board.alerts.values()
            priorities = {a.key: a.config.fields.default_priority for a in alerts}
            self.counting.count(self.span.currentData(), priorities)

    # The charts

    def _draw_first(self) -> None:
        from lightstack_desktop.desktop.pages import charts  # noqa: PLC0415 - rule 1

        locale = QLocale()
        names = [locale.dayName(n, QLocale.FormatType.ShortFormat) for n in range(1, 8)]
        self.days = charts.BarChart(tr("Alerts a day by priority"))
        self.hours = charts.HeatMap(
            tr("Alerts by weekday and hour"), names, {n: str(n) for n in range(0, 24, 6)}
        )
        self.waits = charts.BarChart(tr("Time to acknowledge"))
        self._charts = [self.days, self.hours, self.waits]
        legend = _legend(charts.COLORS)
        self._add(tr("Alerts a day by priority"), "days", self.days.widget, legend)
        self._add(tr("Alerts by weekday and hour"), "hours", self.hours.widget)
        self._add(tr("Time to acknowledge"), "waits", self.waits.widget)
        self._add(tr("Noisiest alerts"), "noisy", noisy_rows.table(self.noisy))
        self._dress()
        self._lay_out()
        self._draw()

    def _add(self, title: str, name: str, *widgets: QWidget) -> None:
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        heading = plain(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        column.addWidget(heading)
        for widget in widgets:
            column.addWidget(widget)
        self._said[name] = plain("")
        column.addWidget(self._said[name])
        column.addStretch(1)
        self._cards.append(card)

    def _lay_out(self) -> None:
        """Put the cards into two columns, or one where there is no room."""
        is_wide = self.width() >= WIDE_PX
        if is_wide is self._is_wide and self._grid.count() == len(self._cards):
            return
        self._is_wide = is_wide
        columns = 2 if is_wide else 1
        for n, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, n // columns, n % columns)
        for n in range(2):
            self._grid.setColumnStretch(n, 1 if n < columns else 0)

    def _dress(self) -> None:
        for chart in self._charts:
            chart.dress(self.palette())

    # What was counted

    def _show(self, summary: Summary, share: float) -> None:
        self.summary = summary
        self.progress.setVisible(share < 1.0)
        self.progress.setValue(round(share * 100))
        self.hint.setText(tr(EMPTY) if share >= 1.0 else tr("Counting…"))
        self._draw()

    def _draw(self) -> None:
        found = self.summary
        if found is None or self.days is None or self.hours is None or self.waits is None:
            return
        self.hint.setVisible(not found.total)
        self._area.setVisible(bool(found.total))
        if not found.total:
            return
        from lightstack_desktop.desktop.pages import charts  # noqa: PLC0415 - rule 1

        parts = {charts.COLORS[p]: counts for p, counts in found.by_day.items()}
        self.days.show_stacks(parts, charts.dates(found.days))
        self.hours.show_counts(found.by_hour)
        self.waits.show_counts(found.waits, {n: tr(text) for n, text in enumerate(BINS)})
        alerts = self._board.alerts if self._board is not None else {}
        self.noisy.show(
            [(alerts[k].title if k in alerts else k, count) for k, count in found.noisiest]
        )
        self._say(found)

    def _say(self, found: Summary) -> None:
        said = {
            "days": about_days(found),
            "hours": about_hours(found),
            "waits": about_waits(found),
            "noisy": about_noise(found),
        }
        for name, text in said.items():
            self._said[name].setText(text)
        for chart, name in zip(self._charts, ("days", "hours", "waits"), strict=True):
            chart.say(said[name])

    def _fail(self, error: LightstackError) -> None:
        self._say_failure(sentences.said(error))

    def _say_failure(self, said: str) -> None:
        self.progress.hide()
        self._area.hide()
        self.hint.setText(tr("The history cannot be read: {error}", error=labels.flat(said, 400)))
        self.hint.show()


def about_days(found: Summary) -> str:
    """Return how much was raised, on which day the most, and of which priority."""
    locale = QLocale()
    totals = [sum(counts) for counts in zip(*found.by_day.values(), strict=True)]
    most = max(range(len(totals)), key=lambda n: totals[n])
    parts = [
        f"{locale.toString(sum(counts))} {name_of(priority)}"
        for priority, counts in found.by_day.items()
        if any(counts)
    ]
    day = found.days[most]
    return tr(
        "{total} in all, the most on {day}: {most}. By the priority that they have now: {parts}.",
        total=locale.toString(found.total),
        day=locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat),
        most=locale.toString(totals[most]),
        parts=", ".join(parts),
    )


def about_hours(found: Summary) -> str:
    """Return when the most was raised."""
    cells = ((count, d, h) for d, row in enumerate(found.by_hour) for h, count in enumerate(row))
    count, day, hour = max(cells, key=lambda cell: cell[0])
    return tr(
        "The brighter, the more. The most on {day} from {hour}:00 to {next}:00: {count}.",
        day=QLocale().dayName(day + 1),
        hour=hour,
        next=hour + 1,
        count=QLocale().toString(count),
    )


def about_waits(found: Summary) -> str:
    """Return how soon somebody knew."""
    known = sum(found.waits)
    if found.median_wait_s is None:
        return tr("Nobody acknowledged any.")
    return counted(
        "Each bar goes up to the time below it. {number} was acknowledged, within {time}.",
        "Each bar goes up to the time below it. {number} were acknowledged, half of them within "
        "{time}.",
        known,
        number=QLocale().toString(known),
        time=spans.text(found.median_wait_s),
    )


def about_noise(found: Summary) -> str:
    """Return how much of all is of the noisiest."""
    share = round(100 * sum(count for _, count in found.noisiest) / found.total)
    return tr("Together {share} % of all that was raised.", share=share)


def name_of(priority: int) -> str:
    """Return what a priority is called; 0 is that of an alert that is no longer configured."""
    return tr(words.PRIORITIES[priority]).lower() if priority else tr("no longer configured")


def _legend(colors: dict[int, str]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    for n, (priority, color) in enumerate(colors.items()):
        swatch = QPixmap(SWATCH_PX, SWATCH_PX)
        swatch.fill(QColor(color))
        sign = QLabel()
        sign.setPixmap(QIcon(swatch).pixmap(SWATCH_PX))
        text = plain(words.priority(priority) if priority else tr("No longer configured"))
        text.setWordWrap(False)
        grid.addWidget(sign, n // 3, 2 * (n % 3))
        grid.addWidget(text, n // 3, 2 * (n % 3) + 1)
    grid.setColumnStretch(6, 1)
    return holder


def _load() -> None:
    """Import what draws, on another thread: it takes longer than Qt's loop may stand still."""
    importlib.import_module(DRAWN_BY)
