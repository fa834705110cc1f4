"""What would be shown if: alerts are ticked, and bar, deck and current alert say what the rules do.

1. Nothing is raised: the rules work on a board of the page's own. 2. What is shown is drawn by what
draws the real thing. 3. Every outcome is told in words, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.alerts import look, rehearsal
from lightstack_desktop.alerts.deck import Deck
from lightstack_desktop.alerts.palette import rgb
from lightstack_desktop.desktop import labels
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import verdicts, words
from lightstack_desktop.desktop.pages.alert_table import Filter
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.deck_picture import DeckPicture
from lightstack_desktop.desktop.pages.led_bar import LedBar
from lightstack_desktop.desktop.pages.page import Page
from lightstack_desktop.desktop.pages.tick_rows import (
    PRIORITY,
    TICK,
    PriorityChoice,
    TickRows,
    Ticks,
)
from lightstack_desktop.desktop.screen_models import DEFAULT, MODELS

if TYPE_CHECKING:
    from typing import Any

    from lightstack_desktop.alerts.model import Alert, AlertConfig, Board
    from lightstack_desktop.alerts.rehearsal import Outcome, Verdict
    from lightstack_desktop.desktop.pages.page import Needs

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
EMPTY = mark("There is no alert yet to try. Make one on the page Alerts.")
LONGEST = 300
SIDE_PX = 340


class SimulatorPage(Page):
    """The page of what would be."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._board: Board | None = None
        self.outcome: Outcome | None = None
        self.rows = TickRows()
        self.filter = Filter()
        self.filter.setSourceModel(self.rows)
        self.search = QLineEdit()
        self.table = _table(self.filter)
        self.hint = plain(tr(EMPTY))
        self.take = QPushButton(tr("Take from &now"))
        self.nothing = QPushButton(tr("&Tick nothing"))
        self.current = plain("")
        self.bar = LedBar()
        self.bar.set_choosable(can_choose=False)
        self.lights = plain("")
        self.deck = QComboBox()
        self.picture = DeckPicture(needs.faces())
        self.list = VerdictRows()
        self.view = QListView()
        self.why = plain("")
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()

    def show_board(self, board: Board) -> None:
        """Offer the alerts and decks of this board."""
        had, self._board = self._board, board
        # Sorted here, once: a model that sorts would ask for every text at every tick.
        self.rows.show(sorted(board.alerts.values(), key=_by_name))
        self.hint.setVisible(not board.alerts)
        if had is None or had.decks.keys() != board.decks.keys():
            self._offer_decks(board)
        if had is None or had.decks is not board.decks or _configs(had) != _configs(board):
            self._soon.start()

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Filter"))
        self.search.setAccessibleName(tr("Filter alerts"))
        self.search.setClearButtonEnabled(True)
        self.deck.setAccessibleName(tr("Deck"))
        self.view.setModel(self.list)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAlternatingRowColors(True)
        self.view.setAccessibleName(tr("What becomes of each alert"))
        self.lights.setAccessibleName(tr("LED bar"))
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self._left())
        sides.addWidget(self._right())
        sides.setSizes([SIDE_PX, SIDE_PX])
        sides.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sides)

    def _left(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(self.nothing)
        column.addLayout(foot)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.current)
        shown = QHBoxLayout()
        shown.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignTop)
        pictured = QVBoxLayout()
        pictured.addWidget(self.deck)
        pictured.addWidget(self.picture, 1)
        shown.addLayout(pictured, 1)
        column.addLayout(shown, 3)
        column.addWidget(self.lights)
        column.addWidget(self.view, 2)
        column.addWidget(self.why)
        return side

    def _connect(self) -> None:
        self.search.textChanged.connect(self.filter.find)
        self.rows.ticked.connect(self._soon.start)
        self.take.clicked.connect(self._take_from_now)
        self.nothing.clicked.connect(lambda: self.rows.choose(()))
        self.deck.currentIndexChanged.connect(self._soon.start)
        self._soon.timeout.connect(self._rehearse)
        self.view.selectionModel().currentChanged.connect(self._say_why)

    def _take_from_now(self) -> None:
        if self._board is not None:
            self.rows.choose(rehearsal.chosen_on(self._board))

    # Decks

    def _offer_decks(self, board: Board) -> None:
        """Offer remembered decks as they are laid out, then every model as it comes."""
        chosen = self.deck.currentData()
        self.deck.blockSignals(True)
        self.deck.clear()
        for deck in board.decks.values():
            if deck.key_count:
                self.deck.addItem(labels.flat(f"{deck.model} · {deck.serial}"), deck.serial)
        for name, model in MODELS.items():
            self.deck.addItem(tr("{model}, fresh", model=model.title), name)
        has_own = any(deck.key_count for deck in board.decks.values())
        usual = 0 if has_own else self.deck.findData(DEFAULT)
        line = self.deck.findData(chosen)
        self.deck.setCurrentIndex(line if line >= 0 else usual)
        self.deck.blockSignals(False)

    def _deck(self) -> Deck:
        chosen: str = self.deck.currentData()
        remembered = self._board.decks.get(chosen) if self._board is not None else None
        if remembered is not None:
            return remembered
        model = MODELS[chosen]
        return Deck(rehearsal.SOURCE, model.title, model.key_count, model.columns)

    # The outcome

    def _rehearse(self) -> None:
        if self._board is None:
            return
        now = self._needs.clock()
        configs = [alert.config for alert in self._board.alerts.values()]
        made = rehearsal.rehearse(configs, self.rows.chosen, self._deck(), now)
        self.outcome = made
        self.current.setText(verdicts.current(made.board))
        for led, slot in zip(self.bar.leds, made.plan.slots, strict=True):
            light = slot.light
            is_lit = slot.alert_key is not None and light.level > 0 and light.effect != "off"
            led.show_light(rgb(light.color, light.level / 100) if is_lit else None)
        self.lights.setText(verdicts.bar(made))
        self.picture.show_looks(made.deck, look.looks(made.board, made.deck, now))
        self.list.show(made.verdicts)
        self._say_why()

    def _say_why(self) -> None:
        """Say the whole verdict of the line under the cursor."""
        row = self.view.currentIndex().row()
        found = self.list.verdicts[row] if 0 <= row < len(self.list.verdicts) else None
        self.why.setText(verdicts.verdict(found) if found is not None else "")
        self.why.setVisible(found is not None)


class VerdictRows(QAbstractListModel):
    """A line for each active alert, by rank."""

    def __init__(self) -> None:
        super().__init__()
        self.verdicts: tuple[Verdict, ...] = ()

    def show(self, verdicts: tuple[Verdict, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.verdicts = verdicts
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.verdicts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        found = self.verdicts[index.row()]
        return f"{words.name(found.alert.title)}: {verdicts.verdict(found)}"[:LONGEST]


def _by_name(alert: Alert) -> tuple[str, str]:
    return alert.title.casefold(), alert.key


def _configs(board: Board) -> list[AlertConfig]:
    return [alert.config for alert in board.alerts.values()]


def _table(model: Filter) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(Ticks(table))
    table.setItemDelegateForColumn(PRIORITY, PriorityChoice(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    triggers = QAbstractItemView.EditTrigger
    table.setEditTriggers(
        triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked
    )
    table.setTabKeyNavigation(False)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.setAccessibleName(tr("Alerts to try"))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setStretchLastSection(False)
    header.setMinimumSectionSize(8 * table.fontMetrics().averageCharWidth())
    header.setSectionResizeMode(TICK, QHeaderView.ResizeMode.Stretch)
    width = table.fontMetrics().averageCharWidth()
    table.setColumnWidth(PRIORITY, 12 * width)
    table.setColumnWidth(PRIORITY + 1, max(8 * width, header.sectionSizeHint(PRIORITY + 1)))
    return table
