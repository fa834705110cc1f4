"""The on-screen deck, driven by the same Session as a deck on USB."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.person import Person, wait
from lightstack_desktop.deck.session import Session
from lightstack_desktop.desktop.screen_models import MODELS
from lightstack_desktop.desktop.screen_panel import ScreenPanel

if TYPE_CHECKING:
    from lightstack_desktop.desktop.screen_key import ScreenKey


@pytest.fixture
def at_deck(person: Person) -> Person:
    """Somebody in front of the on-screen deck."""
    person.attach()
    person.create("door", name="Front door", led_color=85)
    person.desktop.show_deck()
    wait(lambda: person.has_window)
    wait(lambda: "screen" in person.engine.board.decks)
    person.see()
    wait(lambda: person.window.body.keys[0]._picture is not None)
    wait(lambda: person.window.isActiveWindow() or person.desktop.show_deck())
    return person


def key(person: Person, index: int = 0) -> ScreenKey:
    return person.window.body.keys[index]


def let_a_second_pass(person: Person) -> None:
    """Set the Session's clock forward: what has just changed cannot be meant by a press."""
    session = person.window._session
    assert isinstance(session, Session)
    assert session.is_painted.wait(5)
    session._ticks = lambda: time.monotonic() + 1


def color(person: Person, index: int = 0) -> tuple[int, int, int]:
    """Return the colour of a key's ground, below its name, as it is on the screen."""
    image = key(person, index).grab().toImage()
    return image.pixelColor(image.width() // 5, image.height() * 9 // 10).toTuple()[:3]


def test_a_click_raises_an_idle_alert_and_a_second_acknowledges_it(at_deck: Person) -> None:
    QTest.mouseClick(key(at_deck), Qt.MouseButton.LeftButton)
    wait(lambda: at_deck.alert("door").is_active)
    wait(lambda: max(color(at_deck)) > 150)
    let_a_second_pass(at_deck)

    QTest.mouseClick(key(at_deck), Qt.MouseButton.LeftButton)
    wait(lambda: at_deck.alert("door").is_acknowledged)

    row = at_deck.store.saved[-1].history[-1]
    assert (row.action, row.source) == ("acknowledged", "screen")


def test_another_mouse_button_presses_nothing(at_deck: Person) -> None:
    told: list[bool] = []
    key(at_deck).held.connect(lambda _key, is_down: told.append(is_down))

    QTest.mouseClick(key(at_deck), Qt.MouseButton.MiddleButton)

    assert told == []


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_keyboard_presses_and_releases(at_deck: Person, pressed: Qt.Key) -> None:
    told: list[tuple[int, bool]] = []
    key(at_deck).held.connect(lambda n, is_down: told.append((n, is_down)))

    QTest.keyPress(key(at_deck), pressed)
    assert told == [(0, True)]
    QTest.keyRelease(key(at_deck), pressed)

    assert told == [(0, True), (0, False)]
    wait(lambda: at_deck.alert("door").is_active)


def test_the_arrows_move_a_ring_and_stop_at_the_edge(at_deck: Person) -> None:
    key(at_deck).setFocus()
    wait(key(at_deck).hasFocus)
    arrows = Qt.Key

    for pressed, focused in (
        (arrows.Key_Right, 1),
        (arrows.Key_Down, 6),
        (arrows.Key_Left, 5),
        (arrows.Key_Left, 5),
        (arrows.Key_Up, 0),
        (arrows.Key_Up, 0),
    ):
        QTest.keyClick(QApplication.focusWidget(), pressed)
        assert key(at_deck, focused).hasFocus()

    with_ring = key(at_deck).grab().toImage()
    key(at_deck).clearFocus()
    assert key(at_deck).grab().toImage() != with_ring


def test_tab_goes_from_key_to_key(at_deck: Person) -> None:
    key(at_deck).setFocus()
    wait(key(at_deck).hasFocus)

    QTest.keyClick(key(at_deck), Qt.Key.Key_Tab)

    assert key(at_deck, 1).hasFocus()


def test_losing_the_focus_lets_a_held_key_go(at_deck: Person) -> None:
    key(at_deck).setFocus()
    wait(key(at_deck).hasFocus)
    told: list[bool] = []
    key(at_deck).held.connect(lambda _key, is_down: told.append(is_down))

    QTest.keyPress(key(at_deck), Qt.Key.Key_Space)
    key(at_deck, 1).setFocus()

    assert told == [True, False]


def test_a_screen_reader_hears_what_a_key_shows(at_deck: Person) -> None:
    heard = QAccessible.queryAccessibleInterface(key(at_deck))

    def hears(text: str) -> None:
        wait(lambda: heard.text(QAccessible.Text.Name) == text)

    assert heard.role() is QAccessible.Role.Button
    hears("Front door, idle")
    at_deck.trigger("door")
    hears("Front door, priority 3, active, just now")
    at_deck.acknowledge("door")
    hears("Front door, priority 3, acknowledged, just now")
    assert key(at_deck, 1).accessibleName() == "Empty key"


def test_a_screen_reader_hears_the_page_that_is_shown(at_deck: Person) -> None:
    """It heard the first page once, whichever was shown."""
    at_deck.window.choose(MODELS["mini"])
    for n in range(8):
        at_deck.trigger(f"alert {n}")
    wait(lambda: key(at_deck, 5).accessibleName() == "3 more active, priority 3")
    first = [key(at_deck, n).accessibleName() for n in range(5)]
    let_a_second_pass(at_deck)

    QTest.mouseClick(key(at_deck, 5), Qt.MouseButton.LeftButton)

    wait(lambda: key(at_deck, 5).accessibleName() == "5 more active, priority 3")
    second = [key(at_deck, n).accessibleName() for n in range(3)]
    assert set(first).isdisjoint(second)
    assert {"active" in said for said in second} == {True}


def test_a_screen_reader_can_press(at_deck: Person) -> None:
    key(at_deck).animateClick()

    wait(lambda: at_deck.alert("door").is_active)


def test_a_name_in_a_tooltip_is_literal(at_deck: Person) -> None:
    at_deck.create("bold", name="<b>x</b> & co")
    where = key(at_deck, 1).mapToGlobal(QPoint(5, 5))
    wait(lambda: "idle" in key(at_deck, 1).accessibleName())

    QApplication.sendEvent(key(at_deck, 1), QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), where))

    assert QToolTip.text() == "<span>&lt;b&gt;x&lt;/b&gt; &amp; co, idle</span>"


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_every_model_shows_the_board(at_deck: Person, model: object) -> None:
    at_deck.trigger("door")

    at_deck.window.choose(model)

    wait(lambda: max(color(at_deck)) > 150)
    assert len(at_deck.window.body.keys) == at_deck.engine.board.decks["screen"].key_count
    assert at_deck.window.windowTitle() == model.title
    ticked = [a.text() for a in at_deck.window.menu.actions() if a.isChecked()]
    assert ticked == [model.title]


def test_keys_stay_square_and_do_not_touch_in_any_window(at_deck: Person) -> None:
    for width, height in ((300, 900), (900, 300), (700, 500)):
        at_deck.window.resize(width, height)
        wait(lambda: at_deck.window.body.width() > 0)
        boxes = [k.geometry() for k in at_deck.window.body.keys]

        assert {box.width() - box.height() for box in boxes} == {0}
        assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
        assert all(at_deck.window.body.rect().contains(box) for box in boxes)


def test_a_larger_window_gets_larger_pictures(at_deck: Person) -> None:
    at_deck.trigger("door")
    before = key(at_deck)._picture
    assert before is not None

    at_deck.window.resize(1400, 1000)

    wait(lambda: (now := key(at_deck)._picture) is not None and now[1] > before[1])
    assert at_deck.window._key_px() >= at_deck.window.body.key_size


def test_a_hidden_deck_is_not_driven_and_a_shown_one_is_again(at_deck: Person) -> None:
    at_deck.window.hide()
    assert at_deck.window._session is None

    at_deck.trigger("door")
    at_deck.desktop.show_deck()

    wait(lambda: max(color(at_deck)) > 150)


def test_the_window_says_what_is_wrong(at_deck: Person) -> None:
    at_deck.desktop.set_api_problem("Port 8437 is <b>taken</b>.")

    label = at_deck.window._troubles
    wait(label.isVisible)
    assert label.text() == "API off: Port 8437 is <b>taken</b>."
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_picture_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="72 x 72"):
        ScreenPanel(MODELS["mk2"], 72, lambda: None).show(0, b"\0" * 72)


def test_a_dimmed_deck_is_darker(at_deck: Person) -> None:
    at_deck.trigger("door")
    wait(lambda: max(color(at_deck)) > 150)
    before = max(color(at_deck))

    at_deck.window._panel.set_brightness(20)

    wait(lambda: max(color(at_deck)) < before / 2)


def test_holding_an_idle_key_shows_the_alert_in_the_window(at_deck: Person) -> None:
    at_deck.create("washer", name="Washer")
    let_a_second_pass(at_deck)

    QTest.mousePress(key(at_deck, 0), Qt.MouseButton.LeftButton)
    wait(lambda: at_deck.desktop._front.window is not None and at_deck.main.isVisible())
    QTest.mouseRelease(key(at_deck, 0), Qt.MouseButton.LeftButton)

    wait(lambda: at_deck.main.pages["alerts"].table.current() is not None)
    assert at_deck.main.pages["alerts"].table.current().key == "door"
    assert not at_deck.alert("door").is_active
