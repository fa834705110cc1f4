"""The Deck page's furniture: the chooser above, the drawn deck, its key's form, two tabs beside."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeySequence,
    QPalette,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.deck_form import DeckForm
from lightstack_desktop.desktop.pages.deck_offer import OfferList
from lightstack_desktop.desktop.pages.deck_view import DeckView
from lightstack_desktop.desktop.pages.key_form import KeyForm
from lightstack_desktop.desktop.screen_models import MODELS

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QShowEvent

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.pages.page import Needs

NO_ALERT = mark("There is no alert yet. The page Alerts makes one.")
HOW = mark(
    "Drag an alert onto a key, or choose it here and press Enter on the key. "
    "A key that is dragged here is free."
)
SIDE_PX = 190
# The deck's room, and the tabs'.
SHARES = (5, 3)


class DeckDesk(QWidget):
    """Holds the widgets; the page tells them what to show, and hears what they say."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._is_shared = False
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Deck"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.model = QComboBox()
        self.model.setAccessibleName(tr("Model of the on-screen deck"))
        for model in MODELS.values():
            self.model.addItem(model.title, model.name)
        self.state = plain("")
        self.view = DeckView(needs.faces())
        self.back = _turner(tr("Previous page"), Qt.ArrowType.LeftArrow)
        self.next = _turner(tr("Next page"), Qt.ArrowType.RightArrow)
        self.page = QLabel()
        self.note = plain("")
        self.note.hide()
        self.key = KeyForm()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Filter"))
        self.search.setAccessibleName(tr("Filter alerts"))
        self.search.setClearButtonEnabled(True)
        self.offer = OfferList()
        self.search.textChanged.connect(self.offer.filter.find)
        self.how = plain(tr(HOW))
        self.form = DeckForm()
        self.undo = self._action(tr("Undo"), QKeySequence.StandardKey.Undo)
        self.redo = self._action(tr("Redo"), QKeySequence.StandardKey.Redo)
        self._build()
        self._order()
        self._dress()

    def say(self, text: str) -> None:
        """Say something below the deck, or nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.note, text))

    def show_deck(self, deck: Deck, board: Board, *, is_screen: bool) -> None:
        """Show what is chosen for a deck, and what can be put on it."""
        self.model.setVisible(is_screen)
        self.model.setCurrentIndex(self.model.findText(deck.model))
        self.form.show_deck(deck)
        self.offer.rows.show_on(deck, board.alerts.values())
        self.key.offer(board.alerts.values())
        self.how.setText(tr(HOW if board.alerts else NO_ALERT))

    def show_page(self, page: int, page_count: int) -> None:
        """Show which page is seen, where there are several."""
        for widget in (self.back, self.page, self.next):
            widget.setVisible(page_count > 1)
        self.page.setText(tr("Page {page} of {count}", page=page + 1, count=page_count))

    def _action(self, text: str, keys: QKeySequence.StandardKey) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.choice, 1)
        head.addWidget(self.model)
        for action in (self.undo, self.redo):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setObjectName("step")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoRaise(True)
            head.addWidget(button)
        self._beside = beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(self._left())
        beside.addWidget(self._right())
        beside.setStretchFactor(0, 1)
        beside.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addWidget(beside, 1)

    def _order(self) -> None:
        """Let Tab go as the eye does."""
        buttons = self.findChildren(QToolButton, "step")
        steps = (
            self.choice,
            self.model,
            *buttons,
            self.back,
            self.next,
            self.key.free,
            self.key.task,
            self.key.about,
            self.tabs.tabBar(),
            self.search,
            self.offer,
            *(field for part in self.form.fields.values() for field in _parts(part)),
        )
        for before, after in pairwise(steps):
            QWidget.setTabOrder(before, after)
        self.view.follow(buttons[-1])

    def _left(self) -> QWidget:
        pages = QHBoxLayout()
        pages.addStretch(1)
        for widget in (self.back, self.page, self.next):
            pages.addWidget(widget)
        pages.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.view, 1)
        column.addLayout(pages)
        column.addWidget(self.note)
        column.addWidget(self.key)
        return left

    def _right(self) -> QWidget:
        alerts = QWidget()
        column = QVBoxLayout(alerts)
        column.addWidget(self.search)
        column.addWidget(self.offer, 1)
        column.addWidget(self.how)
        choices = QScrollArea()
        choices.setWidget(self.form)
        choices.setWidgetResizable(True)
        choices.setFrameShape(QScrollArea.Shape.NoFrame)
        choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tabs = QTabWidget()
        self.tabs.addTab(alerts, tr("Alerts"))
        self.tabs.addTab(choices, tr("This deck"))
        self.tabs.setMinimumWidth(SIDE_PX)
        return self.tabs

    def _dress(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.ButtonText)
        for action, glyph in ((self.undo, "undo"), (self.redo, "redo")):
            action.setIcon(self._needs.glyphs.icon(glyph, ink))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not self._is_shared:
            self._is_shared = True
            # Only now is there a width to share.
            self._beside.setSizes([share * self.width() // sum(SHARES) for share in SHARES])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._dress()


def _parts(widget: QWidget) -> list[QWidget]:
    """Return what of a field takes the focus."""
    # A box of choices has its list in a window of its own.
    found = [part for part in widget.findChildren(QWidget) if part.window() is widget.window()]
    return [p for p in (widget, *found) if p.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _turner(name: str, arrow: Qt.ArrowType) -> QToolButton:
    button = QToolButton()
    button.setArrowType(arrow)
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
