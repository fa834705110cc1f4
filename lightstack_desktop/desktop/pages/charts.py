"""The charts of the Statistics page, drawn by pyqtgraph: bars, stacked bars and a heat map.

1. Imported late, and only by that page: numpy and pyqtgraph take 50 MiB and half a second. 2. A
chart is to be looked at: no zoom, no menu, and the wheel belongs to the page. 3. Colours are told
apart by people who see few of them; what a chart shows is said in words beside it. 4. Nothing that
comes from outside is drawn here, for pyqtgraph's labels are HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QPalette

from lightstack_desktop.desktop.language import mark, tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

# Okabe and Ito's colours, which the colour-blind tell apart; 0 is unknown.
COLORS = {
    1: "#D55E00",
    2: "#E69F00",
    3: "#009E73",
    4: "#56B4E9",
    5: "#0072B2",
    0: "#999999",
}
HEIGHT_PX = 170
BAR_SHARE = 0.84
MOST_DATES = 4
DAY = mark("d MMM")  # of a date, in the signs of QLocale
ROLE = QPalette.ColorRole


class Chart:
    """One chart. `widget` goes into the page; `dress` takes the palette's colours."""

    def __init__(self, name: str) -> None:
        self.plot: Any = pyqtgraph.PlotItem(enableMenu=False)
        self._view: Any = pyqtgraph.GraphicsView(useOpenGL=False)
        self._view.setCentralItem(self.plot)
        self._view.setFixedHeight(HEIGHT_PX)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view.setAccessibleName(name)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()

    @property
    def widget(self) -> QWidget:
        view: QWidget = self._view
        return view

    def say(self, text: str) -> None:
        """Say what is drawn, for who does not see it."""
        self._view.setAccessibleDescription(text)

    def dress(self, palette: QPalette) -> None:
        """Draw in this palette's colours."""
        self._view.setBackground(palette.color(ROLE.Base))
        ink = palette.color(ROLE.Text)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(ink)
            axis.setTextPen(ink)

    def _tick(self, side: str, texts: Mapping[int, str]) -> None:
        self.plot.getAxis(side).setTicks([[*texts.items()]])


class BarChart(Chart):
    """Counts side by side, each bar named below it, or stacked in parts of several colours."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._bars: dict[str, Any] = {}
        self.plot.getAxis("left").enableAutoSIPrefix(False)

    def show_counts(self, counts: Sequence[int], names: Mapping[int, str]) -> None:
        """Show counts; `names` say what stands below which bar."""
        self.show_stacks({COLORS[5]: counts}, names)

    def show_stacks(self, parts: Mapping[str, Sequence[int]], names: Mapping[int, str]) -> None:
        """Show parts by their colours, the first at the bottom; `names` stand below bars."""
        width = len(next(iter(parts.values())))
        places, base = np.arange(width), np.zeros(width)
        for color, counts in parts.items():
            heights = np.array(counts, dtype=float)
            self._bar(color).setOpts(x=places, y0=base.copy(), height=heights, width=BAR_SHARE)
            base += heights
        highest = float(base.max())
        self.plot.setXRange(-0.5, width - 0.5, padding=0)
        self.plot.setYRange(0, max(1.0, highest), padding=0.04)
        self._tick("bottom", names)
        self._tick("left", {n: QLocale().toString(n) for n in whole_ticks(highest)})

    def _bar(self, color: str) -> Any:
        if color not in self._bars:
            self._bars[color] = pyqtgraph.BarGraphItem(
                x=[0], height=[0], width=BAR_SHARE, brush=color, pen=None
            )
            self.plot.addItem(self._bars[color])
        return self._bars[color]


class HeatMap(Chart):
    """Counts in rows and columns, the brighter the more."""

    def __init__(self, name: str, rows: Sequence[str], columns: Mapping[int, str]) -> None:
        super().__init__(name)
        self._image: Any = pyqtgraph.ImageItem(axisOrder="row-major")
        self._image.setLookupTable(pyqtgraph.colormap.get("cividis").getLookupTable(nPts=256))
        self.plot.addItem(self._image)
        self.plot.getViewBox().invertY()
        self._tick("left", dict(enumerate(rows)))
        self._tick("bottom", columns)
        # Cells lie around whole numbers, where their names stand.
        self._image.setRect(-0.5, -0.5, 24, len(rows))
        self.plot.setXRange(-0.5, 23.5, padding=0)
        self.plot.setYRange(-0.5, len(rows) - 0.5, padding=0)

    def show_counts(self, counts: Sequence[Sequence[int]]) -> None:
        """Show rows of counts."""
        cells = np.array(counts, dtype=float)
        self._image.setImage(cells, autoLevels=False, levels=(0.0, max(1.0, float(cells.max()))))
        self._image.setRect(-0.5, -0.5, cells.shape[1], cells.shape[0])


def whole_ticks(highest: float) -> list[int]:
    """Return about four whole numbers from 0 up to the highest."""
    step = 1
    while highest / step > 4:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return [*range(0, int(highest) + 1, step)]


def dates(days: Sequence[date]) -> dict[int, str]:
    """Return some days of many, as the user writes them, by their places."""
    locale = QLocale()
    step = max(1, -(-len(days) // MOST_DATES))
    # In the middle of their stretch: at an edge a text has no room.
    first = step // 2
    return {
        n: locale.toString(QDate(day.year, day.month, day.day), tr(DAY))
        for n, day in enumerate(days)
        if n % step == first
    }
