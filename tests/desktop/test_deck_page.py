"""The Deck page: a deck as it looks now, arranged by mouse and by keyboard, and taken back."""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any

import fake_hid
import pytest
from fake_hid import FakeBus, FakeDeck
from fakes import NO_ROOM
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.person import Person, wait
from lightstack_desktop import data
from lightstack_desktop.alerts import arrange
from lightstack_desktop.alerts.deck import Action, Deck, KeyAction
from lightstack_desktop.deck.watcher import Watcher
from lightstack_desktop.desktop.pages import deck_view, deck_words
from lightstack_desktop.desktop.pages.deck_key import ALERT_TYPE, KEY_TYPE
from lightstack_desktop.faces.faces import Faces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lightstack_desktop.deck.session import Session
    from lightstack_desktop.desktop.pages.deck import DeckPage

ONE = "ONE"
# What the device says, and what is chosen key by key.
NO_CHOICE = {"serial", "model", "key_count", "columns", "pins", "actions", "taken_off"}
MOVE = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


@pytest.fixture
def page(person: Person) -> DeckPage:
    """Return the page on a deck of six keys that is remembered, with two alerts on it."""
    person.attach()
    person.engine.attach_deck(ONE, "Mini", 6, 3).result()
    person.create("door", name="Front door", default_priority=2)
    person.create("dryer", name="Dryer", default_priority=4)
    found: DeckPage = person.open("deck")
    choose(found, ONE)
    see(person, found)
    return found


@pytest.fixture
def plug(person: Person) -> Iterator[Callable[[FakeDeck], Session]]:
    """Return a function that plugs a deck in, and returns its Session once it shows the board."""
    watchers: list[Watcher] = []

    def plug_in(deck: FakeDeck) -> Session:
        watcher = Watcher(
            person.engine,
            lambda: Faces(data.path("assets", "fonts")),
            lambda: person.now,
            FakeBus(deck),
        )
        watchers.append(watcher)
        person.open_decks = watcher.open_decks
        watcher.start()
        assert watcher.wait_painted(5)
        (session,) = watcher.open_decks.newest
        return session

    yield plug_in
    for watcher in watchers:
        watcher.stop()


def choose(page: DeckPage, serial: str) -> None:
    choice = page.desk.choice
    choice.setCurrentIndex(choice.findData(serial))
    choice.activated.emit(choice.currentIndex())


def see(person: Person, page: DeckPage) -> None:
    """Wait until the page has drawn the engine's board."""
    person.see_window()
    wait(lambda: page._board is person.engine.board)
    page._draw()


def settle(person: Person, page: DeckPage) -> None:
    """Wait for what was ordered."""
    person.engine.clear_all(source="test").result()
    wait(lambda: not page.hand.edits._is_waiting)
    see(person, page)


def deck(person: Person) -> Deck:
    return person.engine.board.decks[ONE]


def seats(person: Person) -> list[str | None]:
    pins = {pin.key_index: pin.alert_key for pin in deck(person).pins}
    return [pins.get(key_index) for key_index in range(6)]


def texts(page: DeckPage) -> list[str]:
    return [key.accessibleName() for key in page.desk.view.keys]


def titles(page: DeckPage) -> list[str]:
    return [page.desk.choice.itemText(n) for n in range(page.desk.choice.count())]


def drop(target: QWidget, kind: str, said: str) -> None:
    """Drag something onto a widget and let it go."""
    carried = QMimeData()
    carried.setData(kind, said.encode())
    middle = QPointF(target.rect().center())
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(middle.toPoint(), MOVE, carried, *none))
    QApplication.sendEvent(target, QDropEvent(middle, MOVE, carried, *none))


def press(page: DeckPage, key_index: int, key: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page.desk.view.keys[key_index], key, modifier)


# What is seen


def test_it_shows_a_remembered_deck_by_the_rules_and_says_that_it_is_away(page: DeckPage) -> None:
    assert texts(page) == [
        "Key 1: Front door, idle",
        "Key 2: Dryer, idle",
        *(f"Key {n}: Empty key" for n in range(3, 7)),
    ]
    assert titles(page) == ["On-screen deck · Stream Deck MK.2", "Mini · ONE (not attached)"]
    assert page.desk.state.text().startswith("Not attached.")
    assert page.desk.model.isHidden()


def test_each_key_is_a_button_that_says_how_it_is_used(page: DeckPage) -> None:
    key = page.desk.view.keys[0]

    assert "Enter puts the chosen alert here" in key.accessibleDescription()
    assert key.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_what_happens_is_seen_at_once(person: Person, page: DeckPage) -> None:
    person.trigger("door")
    wait(lambda: texts(page)[0] == "Key 1: Front door, priority 2, active, just now")


def test_an_open_deck_is_shown_as_it_looks_now(
    person: Person, page: DeckPage, plug: Callable[[FakeDeck], Session]
) -> None:
    plug(FakeDeck(fake_hid.MINI, serial="LIVE"))
    person.trigger("door")
    wait(lambda: any("LIVE" in title for title in titles(page)))
    choose(page, "LIVE")
    wait(lambda: page.live.frame is not None)
    see(person, page)

    wait(lambda: texts(page)[0] == "Key 1: Front door, priority 2, active, just now")
    assert page.desk.state.text() == "As it looks now."
    assert titles(page)[0].endswith("· LIVE")


def test_a_finger_on_a_key_of_the_desk_is_seen_in_the_window(
    person: Person, page: DeckPage, plug: Callable[[FakeDeck], Session]
) -> None:
    plugged = FakeDeck(fake_hid.MINI, serial="LIVE")
    plug(plugged)
    person.trigger("door")
    wait(lambda: any("LIVE" in title for title in titles(page)))
    choose(page, "LIVE")
    wait(lambda: page._scene is not None and page._scene.looks[0].priority == 2)

    plugged.press(0)

    wait(lambda: page._scene is not None and page._scene.looks[0].touch.value != "none")
    plugged.release()


@pytest.mark.parametrize(
    ("product", "keys"), [(fake_hid.NEO, 248 / 96), (fake_hid.PLUS, 4 + 3 * deck_view.GAP)]
)
def test_a_strip_or_info_bar_is_drawn_as_wide_as_it_is(
    person: Person,
    page: DeckPage,
    plug: Callable[[FakeDeck], Session],
    product: int,
    keys: float,
) -> None:
    plug(FakeDeck(product, serial="LIVE"))
    person.trigger("door")
    wait(lambda: any("LIVE" in title for title in titles(page)))
    choose(page, "LIVE")
    view = page.desk.view

    wait(lambda: view.banner.accessibleName().startswith("Strip: Front door, priority 2"))

    assert view.banner.isVisible()
    assert view.banner.width() == pytest.approx(keys * view._key_size(), abs=2)


def test_a_deck_that_is_unplugged_is_said_to_be_away(
    person: Person, page: DeckPage, plug: Callable[[FakeDeck], Session]
) -> None:
    plugged = FakeDeck(fake_hid.MINI, serial="LIVE")
    plug(plugged)
    person.trigger("door")
    wait(lambda: any("LIVE" in title for title in titles(page)))
    choose(page, "LIVE")

    wait(lambda: page.desk.state.text() == "As it looks now.")

    plugged.unplug()

    wait(lambda: page.desk.state.text().startswith("Not attached."))
    assert any(title.endswith("LIVE (not attached)") for title in titles(page))


def test_the_on_screen_deck_is_live_while_it_is_open(person: Person, page: DeckPage) -> None:
    choose(page, "screen")
    assert page.desk.model.isVisible()
    person.desktop.show_deck()
    wait(lambda: person.has_window)

    wait(lambda: page.live.frame is not None)
    wait(lambda: page.desk.state.text() == "As it looks now.")
    assert texts(page)[0] == "Key 1: Front door, idle"


def test_the_on_screen_deck_gets_another_model_here(person: Person, page: DeckPage) -> None:
    choose(page, "screen")
    model = page.desk.model
    model.setCurrentIndex(model.findData("xl"))
    model.activated.emit(model.currentIndex())

    wait(lambda: len(page.desk.view.keys) == 32)

    assert person.engine.board.decks["screen"].model == "Stream Deck XL"
    assert person.desktop._screen.model.name == "xl"


def test_pages_are_turned_where_there_are_several(person: Person, page: DeckPage) -> None:
    assert not page.desk.next.isVisible()
    for n in range(8):
        person.engine.trigger(f"job-{n}", source="test").result()
    wait(lambda: page.desk.page.text() == "Page 1 of 2")
    assert "more active" in texts(page)[5]

    page.desk.next.click()

    wait(lambda: page.desk.page.text() == "Page 2 of 2")
    assert texts(page)[0].startswith("Key 1: job-")
    page.desk.back.click()
    wait(lambda: page.desk.page.text() == "Page 1 of 2")


def test_the_page_of_an_open_deck_is_turned_on_the_deck(
    person: Person, page: DeckPage, plug: Callable[[FakeDeck], Session]
) -> None:
    session = plug(FakeDeck(fake_hid.MINI, serial="LIVE"))
    for n in range(8):
        person.engine.trigger(f"job-{n}", source="test").result()
    wait(lambda: any("LIVE" in title for title in titles(page)))
    choose(page, "LIVE")
    wait(lambda: page.desk.page.text() == "Page 1 of 2")

    page.desk.next.click()

    wait(lambda: session.frames.newest is not None and session.frames.newest.page == 1)
    wait(lambda: page.desk.page.text() == "Page 2 of 2")


def test_while_it_is_hidden_nothing_is_drawn_and_no_deck_listened_to(
    person: Person, page: DeckPage
) -> None:
    person.engine.create_config("door-2", person.alert("door").config.fields).result()
    person.trigger("door")
    see(person, page)

    person.main.hide()

    assert not page._next.isActive()
    assert page.live.session is None
    person.engine.trigger("dryer", source="test").result()
    person.see()
    assert not page._next.isActive()


def test_an_alert_that_moves_is_drawn_again_and_one_at_rest_is_not(
    person: Person, page: DeckPage
) -> None:
    person.trigger("slow", name="Slow", led_effect="solid")
    see(person, page)
    assert page._scene is not None
    assert page._scene.next_s is None or page._scene.next_s > 1

    person.trigger("fast", name="Fast", led_effect="fast_blink")
    wait(lambda: page._scene is not None and page._scene.next_s is not None)
    wait(lambda: page._next.interval() >= 66)


def test_a_pedal_has_three_keys_for_tasks(person: Person, page: DeckPage) -> None:
    person.engine.attach_deck("PEDAL", "Pedal", 0, 3).result()
    see(person, page)
    choose(page, "PEDAL")
    page._draw()
    assert len(page.desk.view.keys) == 3

    page._choose_key(1)
    take_task(page, Action.CLEAR_ALL)

    wait(lambda: person.engine.board.decks["PEDAL"].actions)
    wait(lambda: texts(page)[1] == "Key 2: Hold to clear all")


# The layout


def test_an_alert_dropped_on_a_key_stays_there(person: Person, page: DeckPage) -> None:
    drop(page.desk.view.keys[4], ALERT_TYPE, "dryer")
    settle(person, page)

    assert seats(person) == ["door", None, None, None, "dryer", None]
    assert texts(page)[4] == "Key 5: Dryer, idle"


def test_a_key_dropped_on_another_changes_places_with_it(person: Person, page: DeckPage) -> None:
    drop(page.desk.view.keys[0], KEY_TYPE, "1")
    settle(person, page)

    assert seats(person)[:2] == ["dryer", "door"]
    assert page.desk.key.title.text() == "Key 1: Dryer, idle"


def test_while_a_key_is_dragged_it_does_not_go_away(person: Person, page: DeckPage) -> None:
    view = page.desk.view
    view.keys[0].is_dragged = True
    choose(page, "screen")
    page._draw()
    assert len(view.keys) == 6

    view.keys[0].is_dragged = False
    wait(lambda: len(view.keys) == 15)


def test_a_key_dropped_on_the_list_is_free(person: Person, page: DeckPage) -> None:
    drop(page.desk.offer.viewport(), KEY_TYPE, "0")
    settle(person, page)

    assert seats(person)[:2] == [None, "dryer"]
    assert deck(person).taken_off == ("door",)


def test_a_chosen_alert_is_put_on_a_key_by_enter(person: Person, page: DeckPage) -> None:
    page.desk.offer.choose("dryer")

    press(page, 5, Qt.Key.Key_Return)
    settle(person, page)

    assert seats(person) == ["door", None, None, None, None, "dryer"]


def test_without_a_chosen_alert_it_is_said_what_to_do(person: Person, page: DeckPage) -> None:
    press(page, 5, Qt.Key.Key_Space)

    assert page.desk.note.text() == "Choose an alert in the list first."
    assert seats(person)[:2] == ["door", "dryer"]


def test_enter_in_the_list_puts_the_alert_on_the_key_spoken_of(
    person: Person, page: DeckPage
) -> None:
    page._choose_key(3)
    page.desk.offer.choose("dryer")
    QTest.keyClick(page.desk.offer, Qt.Key.Key_Return)
    settle(person, page)

    assert seats(person)[3] == "dryer"


def test_a_screen_reader_can_put_an_alert_on_a_key(person: Person, page: DeckPage) -> None:
    page.desk.offer.choose("dryer")

    page.desk.view.keys[2].click()
    settle(person, page)

    assert seats(person)[2] == "dryer"


def test_delete_frees_a_key(person: Person, page: DeckPage) -> None:
    press(page, 1, Qt.Key.Key_Delete)
    settle(person, page)

    assert seats(person)[:2] == ["door", None]


def test_delete_says_why_a_visitor_stays(person: Person, page: DeckPage) -> None:
    person.engine.trigger("bell", source="test").result()
    see(person, page)

    press(page, 2, Qt.Key.Key_Delete)

    assert page.desk.note.text().startswith("This alert leaves by itself")
    assert not page.desk.key.free.isEnabled() or page._key != 2


def test_control_and_an_arrow_move_what_a_key_shows(person: Person, page: DeckPage) -> None:
    press(page, 1, Qt.Key.Key_Down, control=True)
    settle(person, page)

    assert seats(person) == ["door", None, None, None, "dryer", None]
    press(page, 0, Qt.Key.Key_Up, control=True)
    settle(person, page)
    assert seats(person)[0] == "door"


def test_arrows_go_from_key_to_key_and_stop_at_the_edge(page: DeckPage) -> None:
    view = page.desk.view

    assert view.neighbour(0, 1, 0) == 1
    assert view.neighbour(2, 1, 0) is None
    assert view.neighbour(0, 0, 1) == 3
    assert view.neighbour(0, 0, -1) is None
    assert view.neighbour(5, 0, 1) is None


def test_what_was_done_is_taken_back_and_done_again(person: Person, page: DeckPage) -> None:
    before = deck(person)
    drop(page.desk.view.keys[0], KEY_TYPE, "1")
    settle(person, page)
    press(page, 0, Qt.Key.Key_Delete)
    settle(person, page)
    after = deck(person)

    page.desk.undo.trigger()
    settle(person, page)
    page.desk.undo.trigger()
    settle(person, page)
    assert deck(person) == before
    assert not page.desk.undo.isEnabled()

    page.desk.redo.trigger()
    settle(person, page)
    page.desk.redo.trigger()
    settle(person, page)
    assert deck(person) == after
    assert page.desk.undo.toolTip() == "Undo: free a key"


def test_what_others_changed_since_stays(person: Person, page: DeckPage) -> None:
    drop(page.desk.view.keys[4], ALERT_TYPE, "dryer")
    settle(person, page)
    person.engine.edit_deck(ONE, lambda d: arrange.give_task(d, 3, Action.DARKER)).result()

    page.desk.undo.trigger()
    settle(person, page)

    assert seats(person) == ["door", "dryer", None, None, None, None]
    assert deck(person).actions == (KeyAction(3, Action.DARKER),)


def test_a_deck_the_engine_has_not_heard_of_can_be_arranged(person: Person, page: DeckPage) -> None:
    choose(page, "screen")
    page._draw()
    assert "screen" not in person.engine.board.decks

    drop(page.desk.view.keys[7], ALERT_TYPE, "dryer")

    wait(lambda: "screen" in person.engine.board.decks)
    wait(lambda: texts(page)[7] == "Key 8: Dryer, idle")


# Tasks


def take_task(page: DeckPage, action: Action | None) -> None:
    task = page.desk.key.task
    task.setCurrentIndex(task.findData(action.value if action is not None else ""))
    task.activated.emit(task.currentIndex())


def test_every_task_can_be_chosen(page: DeckPage) -> None:
    task = page.desk.key.task

    assert [task.itemData(n) for n in range(task.count())] == ["", *(a.value for a in Action)]
    assert set(deck_words.TASKS) == set(Action)


@pytest.mark.parametrize("action", list(Action))
def test_a_task_is_given_to_a_key(person: Person, page: DeckPage, action: Action) -> None:
    page._choose_key(5)
    page.desk.key.offer(person.engine.board.alerts.values())
    take_task(page, action)
    settle(person, page)

    (task,) = deck(person).actions
    assert (task.key_index, task.action) == (5, action)
    wait(lambda: texts(page)[5].startswith("Key 6: "))

    take_task(page, None)
    settle(person, page)
    assert deck(person).actions == ()


def test_a_task_is_about_the_alert_that_is_chosen_for_it(person: Person, page: DeckPage) -> None:
    page._choose_key(5)
    take_task(page, Action.TOGGLE)
    settle(person, page)
    about = page.desk.key.about
    assert about.findData("") == -1

    about.setCurrentIndex(about.findData("dryer"))
    about.activated.emit(about.currentIndex())
    settle(person, page)

    assert deck(person).actions == (KeyAction(5, Action.TOGGLE, "dryer"),)
    assert texts(page)[5] == "Key 6: Trigger or clear Dryer"


def test_a_menu_offers_what_can_be_done_with_a_key(person: Person, page: DeckPage) -> None:
    page.desk.offer.choose("dryer")
    menu = page.new_menu(4)
    assert menu is not None
    assert not menu.free.isEnabled()

    menu.put_chosen.emit()
    settle(person, page)
    assert seats(person)[4] == "dryer"

    named = {action.text(): action for action in menu.tasks.actions()}
    assert named["Show alerts"].isChecked()
    named["Darker"].trigger()
    settle(person, page)
    assert deck(person).actions == (KeyAction(4, Action.DARKER),)
    menu.free_chosen.emit()
    settle(person, page)
    assert deck(person).actions == ()
    menu.close()


def test_the_menu_opens_by_the_keyboard_at_its_key(person: Person, page: DeckPage) -> None:
    asked: list[int] = []
    page.desk.view.menu_asked.connect(lambda key_index, _at: asked.append(key_index))
    key = page.desk.view.keys[3]

    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(key, QContextMenuEvent(reason, QPoint(), QPoint()))

    assert asked == [3]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_tab_goes_as_the_eye_does(page: DeckPage) -> None:
    desk, way = page.desk, [page.desk.choice]
    while len(way) < 300:
        way.append(way[-1].nextInFocusChain())
    stops = [w for w in way if w.focusPolicy() & Qt.FocusPolicy.TabFocus]

    wanted = [
        desk.choice,
        desk.view.keys[0],
        desk.back,
        desk.key.free,
        desk.key.task,
        desk.search,
        desk.offer,
        desk.form.brightness.slider,
        desk.form.dim_after,
        desk.form.patterns,
    ]
    places = [stops.index(widget) for widget in wanted]
    assert places == sorted(places)
    assert [w for w in stops if w in desk.view.keys][:1] == [desk.view.keys[0]]


# The deck as a whole


def test_every_choice_for_a_deck_has_its_control(page: DeckPage) -> None:
    assert {field.name for field in fields_of(Deck)} - NO_CHOICE == set(page.desk.form.fields)
    assert set(arrange.CHOICES) == set(page.desk.form.fields)


def choose_wait(choice: Any, seconds: int) -> None:
    choice.setCurrentIndex(choice.findData(seconds))
    choice.activated.emit(choice.currentIndex())


def write(page: DeckPage, text: str) -> None:
    """Write patterns, and go on to something else."""
    patterns = page.desk.form.patterns
    patterns.setPlainText(text)
    patterns.finish()


CHOICES: list[tuple[str, Callable[[DeckPage], None], Any]] = [
    ("brightness_percent", lambda p: p.desk.form.brightness.slider.setValue(35), 35),
    ("dim_after_s", lambda p: choose_wait(p.desk.form.dim_after, 0), None),
    ("dim_percent", lambda p: p.desk.form.dim_percent.number.setValue(5), 5),
    ("sleep_after_s", lambda p: choose_wait(p.desk.form.sleep_after, 3600), 3600),
    ("has_double_press", lambda p: p.desk.form.double_press.click(), True),
    ("priorities", lambda p: p.desk.form.priorities[5].click(), (1, 2, 3, 4)),
    ("patterns", lambda p: write(p, " ci-* \n\ndoor"), ("ci-*", "door")),
]


@pytest.mark.parametrize(("field", "act", "value"), CHOICES, ids=[c[0] for c in CHOICES])
def test_every_choice_is_made_and_taken_back(
    person: Person, page: DeckPage, field: str, act: Callable[[DeckPage], None], value: Any
) -> None:
    before = deck(person)

    act(page)
    wait(lambda: getattr(deck(person), field) == value)
    settle(person, page)
    page.desk.undo.trigger()
    settle(person, page)

    assert deck(person) == before
    wait(lambda: page.desk.form.changes() == {})


def test_the_test_of_choices_knows_every_choice() -> None:
    assert {name for name, _, _ in CHOICES} == set(arrange.CHOICES)


def test_a_choice_that_is_refused_is_said_beside_it_and_nothing_else_is_lost(
    person: Person, page: DeckPage
) -> None:
    form = page.desk.form
    write(page, "\n".join(f"key-{n}" for n in range(51)))
    page.desk.tabs.setCurrentIndex(1)

    wait(form._problems["patterns"].isVisible)

    assert "The patterns must be at most 50" in form._problems["patterns"].text()
    assert form.patterns.toPlainText().endswith("key-50")
    assert deck(person).patterns == ()

    form.double_press.click()
    wait(lambda: deck(person).has_double_press)
    settle(person, page)
    assert form._problems["patterns"].isVisible()
    assert form.patterns.toPlainText().endswith("key-50")

    write(page, "key-1")
    wait(lambda: deck(person).patterns == ("key-1",))
    wait(lambda: not form._problems["patterns"].isVisible())


def test_the_last_priority_cannot_be_switched_off(person: Person, page: DeckPage) -> None:
    form = page.desk.form
    page.desk.tabs.setCurrentIndex(1)
    person.engine.edit_deck(ONE, lambda d: Deck(ONE, "Mini", 6, 3, priorities=(2,))).result()
    wait(lambda: not form.priorities[1].isChecked())

    form.priorities[2].click()

    wait(form._problems["priorities"].isVisible)
    wait(form.priorities[2].isChecked)
    assert deck(person).priorities == (2,)


def test_a_time_that_is_not_offered_is_shown_as_it_is(person: Person, page: DeckPage) -> None:
    person.engine.edit_deck(ONE, lambda d: Deck(ONE, "Mini", 6, 3, dim_after_s=45)).result()

    wait(lambda: page.desk.form.dim_after.currentText() == "After 45 seconds")

    assert page.desk.form.changes() == {}


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "Never"),
        (1, "After 1 second"),
        (60, "After 1 minute"),
        (600, "After 10 minutes"),
        (3600, "After 1 hour"),
        (7200, "After 2 hours"),
        (90, "After 90 seconds"),
    ],
)
def test_a_time_is_said_in_words(seconds: int | None, said: str) -> None:
    assert deck_words.wait(seconds) == said


def test_what_cannot_be_saved_is_refused_in_words_and_changes_nothing(
    person: Person, page: DeckPage
) -> None:
    person.store.fails("commit", NO_ROOM)
    before = deck(person)

    drop(page.desk.view.keys[4], ALERT_TYPE, "dryer")

    wait(person.main.failure.isVisible)
    assert deck(person) == before
    assert not page.hand.edits.can_undo
    person.store.heals()
    wait(lambda: person.engine.board.is_saved)


def test_a_name_is_never_markup_nor_a_shortcut(person: Person, page: DeckPage) -> None:
    person.create("odd", name="<b>R&D</b>")
    see(person, page)
    page.desk.offer.choose("odd")

    menu = page.new_menu(0)

    assert menu is not None
    assert "<b>R&&D</b>" in menu.actions()[0].text()
    assert page.desk.key.title.textFormat() is Qt.TextFormat.PlainText
    menu.close()


def test_the_drawn_deck_takes_no_event_of_another_kind(person: Person, page: DeckPage) -> None:
    drop(page.desk.view.keys[4], "text/plain", "dryer")
    drop(page.desk.offer.viewport(), "text/plain", "0")
    settle(person, page)

    assert seats(person)[:2] == ["door", "dryer"]
