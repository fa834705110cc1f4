"""A deck as it looks now, and everything that a person can choose for it.

1. What an open deck shows is drawn as it tells it; another is drawn by the same rules. 2. Nothing
is drawn while the page is not seen, and motion no more often than an eye needs. 3. Every edit can
be taken back; what is refused is said. 4. What the mouse can do the keyboard can.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from lightstack_desktop.alerts import arrange
from lightstack_desktop.alerts.deck import Action
from lightstack_desktop.alerts.deck_rules import NEEDS_ALERT
from lightstack_desktop.alerts.view import Instant, Options
from lightstack_desktop.desktop import screen_words
from lightstack_desktop.desktop.language import tr
from lightstack_desktop.desktop.pages import deck_hand, deck_list, deck_scene, deck_words
from lightstack_desktop.desktop.pages.deck_choice import DeckChoice
from lightstack_desktop.desktop.pages.deck_desk import DeckDesk
from lightstack_desktop.desktop.pages.deck_hand import DeckHand
from lightstack_desktop.desktop.pages.deck_live import LiveDeck
from lightstack_desktop.desktop.pages.deck_menu import KeyMenu
from lightstack_desktop.desktop.pages.page import Page

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.alerts.deck import Deck
    from lightstack_desktop.alerts.model import Board
    from lightstack_desktop.desktop.pages.deck_scene import Scene
    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.desktop.screen_models import ScreenModel
    from lightstack_desktop.errors import LightstackError

# A drawn deck moves this often at most: the one on the desk is the one to look at.
FRAME_MS = 66
# While a key is dragged the deck waits; then it is drawn within this time.
DRAG_MS = 200


class DeckPage(Page):
    """The page of decks."""

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self._needs = needs
        self._board: Board | None = None
        self._page = 0
        self._key = 0
        self._scene: Scene | None = None
        self._since = QElapsedTimer()
        self._since.start()
        self._drawn = QElapsedTimer()
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._draw)
        self.hand = DeckHand(needs.orders)
        self.live = LiveDeck(needs.lookout.call)
        self.desk = DeckDesk(needs)
        self.choice = DeckChoice(self.desk.choice, self.desk.model, needs.lookout)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_scrolled(self.desk))
        self._connect()
        self._agree()

    def show_board(self, board: Board) -> None:
        """Show the decks of this board."""
        self._board = board
        self._needs.lookout.start()
        self._look_around()

    def close_down(self) -> None:
        """Listen to no deck any more."""
        self._next.stop()
        self.live.watch(None)

    def _connect(self) -> None:
        desk, view, hand = self.desk, self.desk.view, self.hand
        self.choice.chosen.connect(self._choose_deck)
        self.choice.model_chosen.connect(self._attach_screen)
        desk.back.clicked.connect(lambda: self._turn(-1))
        desk.next.clicked.connect(lambda: self._turn(1))
        desk.undo.triggered.connect(hand.edits.undo)
        desk.redo.triggered.connect(hand.edits.redo)
        desk.offer.activated.connect(lambda: self._put_chosen(self._key))
        desk.offer.key_dropped.connect(hand.free)
        desk.key.changed.connect(self._give_task)
        desk.key.freed.connect(lambda: hand.free(self._key))
        desk.form.changed.connect(lambda: hand.choose(desk.form.changes()))
        view.chosen.connect(self._choose_key)
        view.put_asked.connect(self._put_chosen)
        view.freed.connect(hand.free)
        view.moved.connect(hand.move)
        view.alert_dropped.connect(hand.put)
        view.menu_asked.connect(self._open_menu)
        view.resized.connect(self._soon)
        hand.said.connect(desk.say)
        hand.answered.connect(self._answer)
        hand.edits.settled.connect(self._agree)
        self.live.changed.connect(self._follow)
        self._needs.lookout.changed.connect(self._renew)

    # Which deck

    @property
    def _deck(self) -> Deck | None:
        entry = self.choice.entry
        if entry is None or self._board is None:
            return None
        return deck_scene.deck_on(self._board, entry.deck)

    def _look_around(self) -> None:
        """Offer the decks that there are, and show the chosen one."""
        if self._board is not None and self.isVisible():
            self.choice.offer(self._board)
            self._show_deck()

    def _renew(self) -> None:
        """See what came, went, or looks otherwise now."""
        self.choice.forget_model()
        self._look_around()

    def _choose_deck(self) -> None:
        self._page = self._key = 0
        self.desk.say("")
        self._show_deck()

    def _attach_screen(self, model: ScreenModel) -> None:
        self.hand.attach(deck_list.screen(model), lambda _change: self._look_around())

    def _show_deck(self) -> None:
        """Show what is known of the chosen deck, and draw it."""
        entry, deck, board = self.choice.entry, self._deck, self._board
        if entry is None or deck is None or board is None:
            return
        sessions = self._needs.lookout.sessions()
        self.live.watch(next((s for s in sessions if s.panel.serial == entry.serial), None))
        self.hand.take(deck, is_known=entry.serial in board.decks)
        self.desk.show_deck(deck, board, is_screen=entry.is_screen)
        self._soon()

    # What it shows

    def _follow(self) -> None:
        """Show what the deck shows now; if it is gone, see what there is."""
        if self.live.session is not None and not self.live.session.is_open:
            self._look_around()
        self._soon()

    def _soon(self) -> None:
        """Draw as soon as the last drawing is old enough."""
        rested_ms = self._drawn.elapsed() if self._drawn.isValid() else FRAME_MS
        wait_ms = max(0, FRAME_MS - rested_ms)
        if not self._next.isActive() or self._next.remainingTime() > wait_ms:
            self._next.start(wait_ms)

    def _draw(self) -> None:
        deck = self._deck
        if deck is None or not self.isVisible():
            return
        view = self.desk.view
        self._drawn.start()
        if view.is_dragging:
            self._next.start(DRAG_MS)
            return
        self._scene = scene = self._seen(deck)
        live, count = self.live, deck_scene.key_count(deck)
        view.set_shape(count, deck.columns, live.banner_size, live.key_px)
        view.show_looks(scene.looks, scene.banner)
        self._key = min(self._key, len(view.keys) - 1)
        self.desk.show_page(scene.page, scene.page_count)
        self.desk.state.setText(self._state())
        self._show_key()
        if scene.next_s is not None:
            self._next.start(max(FRAME_MS, round(scene.next_s * 1000)))

    def _seen(self, deck: Deck) -> Scene:
        assert self._board is not None
        now = self._needs.clock()
        frame = self.live.frame
        if frame is not None and deck_scene.is_live(frame, deck):
            return deck_scene.of_frame(frame, self._board, deck, now)
        at = Instant(now, self._since.elapsed() / 1000)
        options = Options(is_still=self._needs.settings.motion == "reduced")
        return deck_scene.of_rules(self._board, deck, self._page, at, options)

    def _state(self) -> str:
        """Return how it stands with the deck, in a sentence."""
        entry = self.choice.entry
        if self.live.session is not None:
            return deck_words.state(self.live.frame)
        is_screen = entry is not None and entry.is_screen
        return tr(deck_words.CLOSED if is_screen else deck_words.AWAY)

    def _turn(self, steps: int) -> None:
        """Turn pages: on the deck itself if it is open."""
        if self.live.session is not None:
            self.live.session.turn_pages(steps)
        elif self._scene is not None:
            self._page = (self._scene.page + steps) % self._scene.page_count
            self._soon()

    # One key

    def _choose_key(self, key_index: int) -> None:
        self._key = key_index
        self.desk.say("")
        self._show_key()

    def _show_key(self) -> None:
        deck, scene = self._deck, self._scene
        if deck is None or scene is None or self._key >= len(scene.looks):
            return
        self.desk.view.set_current(self._key)
        what, pin = screen_words.key(scene.looks[self._key]), arrange.pin_on(deck, self._key)
        self.desk.key.show_key(
            self._key, what, deck.action_on(self._key), pin.sitter if pin is not None else None
        )
        self.desk.key.free.setEnabled(deck_hand.can_free(deck, self._key))

    def _put_chosen(self, key_index: int) -> None:
        alert = self.desk.offer.current()
        self.hand.put(key_index, alert.key if alert is not None else None)

    def _give_task(self) -> None:
        form = self.desk.key
        self.hand.give_task(self._key, form.action, form.alert_key)

    def _open_menu(self, key_index: int, at: QPoint) -> None:
        menu = self.new_menu(key_index)
        if menu is not None:
            menu.popup(at)

    def new_menu(self, key_index: int) -> KeyMenu | None:
        """Return what can be done with a key; it goes away when it is closed."""
        deck = self._deck
        if deck is None:
            return None
        self._choose_key(key_index)
        alert, task = self.desk.offer.current(), deck.action_on(key_index)
        action = task.action if task is not None else None
        can_free = deck_hand.can_free(deck, key_index)
        menu = KeyMenu(self, alert, action, can_free=can_free)
        menu.put_chosen.connect(lambda: self._put_chosen(key_index))
        menu.free_chosen.connect(lambda: self.hand.free(key_index))
        key = alert.key if alert is not None else None
        menu.task_chosen.connect(partial(self._take_task, key_index, key))
        return menu

    def _take_task(self, key_index: int, alert_key: str | None, name: str) -> None:
        action = Action(name) if name else None
        about = alert_key if action in NEEDS_ALERT else None
        self.hand.give_task(key_index, action, about)

    # Edits

    def _agree(self) -> None:
        """Let be chosen what can be taken back."""
        edits, desk = self.hand.edits, self.desk
        desk.undo.setEnabled(edits.can_undo)
        desk.redo.setEnabled(edits.can_redo)
        desk.undo.setToolTip(_step(tr("Undo"), edits.stack.undoText()))
        desk.redo.setToolTip(_step(tr("Redo"), edits.stack.redoText()))

    def _answer(self, names: tuple[str, ...], error: LightstackError | None) -> None:
        """Show what came of choices: those that were refused are as they were."""
        self.desk.form.take_answer(names, error)
        deck = self._deck
        if deck is not None:
            self.desk.form.show_deck(deck)

    # What Qt tells

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._renew()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._next.stop()
        self.live.watch(None)
        self.desk.view.pictures.forget()


def _scrolled(widget: QWidget) -> QScrollArea:
    """Return a frame in which a widget can be larger than the window."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    return area


def _step(word: str, text: str) -> str:
    return f"{word}: {text}" if text else word
