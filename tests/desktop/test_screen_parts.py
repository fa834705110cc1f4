"""What is no key of the on-screen deck: strip, dials, info bar and touch keys."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.person import Person, wait
from lightstack_desktop.desktop.screen_models import MODELS
from lightstack_desktop.desktop.screen_strip import LONG_TOUCH_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from lightstack_desktop.desktop.screen_body import ScreenBody
    from lightstack_desktop.desktop.screen_models import ScreenModel

LEFT = Qt.MouseButton.LeftButton


class Heard:
    """The Hand of a deck that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.told.append((name, *arguments))


@pytest.fixture
def sit(person: Person) -> Callable[[str], tuple[Person, ScreenBody]]:
    """Return a function that puts somebody in front of a model with an active alert."""

    def start(model: str, alerts: int = 1) -> tuple[Person, ScreenBody]:
        person.attach()
        for n in range(alerts):
            person.engine.trigger(f"alert {n:02}", source="test").result()
        person.desktop.show_deck()
        wait(lambda: person.has_window)
        person.window.choose(MODELS[model])
        body = person.window.body
        wait(lambda: "alert 00" in body.keys[0].accessibleName())
        # Nothing has to be drawn sharper: that would be another Session.
        wait(
            lambda: (
                not person.window._resized.isActive() and "alert" in body.keys[0].accessibleName()
            )
        )
        return person, body

    return start


def listen(body: ScreenBody) -> Heard:
    heard = Heard()
    assert body.panel is not None
    body.panel.hand = heard  # type: ignore[assignment]
    return heard


def text(part: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def role(part: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(part).role()


def turn_wheel(part: QWidget, delta: int) -> None:
    middle = QPointF(part.rect().center())
    QApplication.sendEvent(
        part,
        QWheelEvent(
            middle,
            part.mapToGlobal(middle),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_the_strip_shows_and_says_the_current_alert(sit: Callable) -> None:
    _, body = sit("plus", 12)

    wait(lambda: body.strip._picture is not None)
    image = body.strip.grab().toImage()

    assert text(body.strip) == ("alert 00, priority 3, active, just now; 12 active; page 1 of 2")
    assert role(body.strip) is QAccessible.Role.Button
    assert max(image.pixelColor(image.width() // 2, image.height() * 5 // 6).toTuple()[:3]) > 90


def test_a_click_on_the_strip_touches_it_where_it_was(sit: Callable) -> None:
    _, body = sit("plus")
    heard = listen(body)
    right_end = QPoint(body.strip.width() - 1, body.strip.height() // 2)

    QTest.mouseClick(body.strip, LEFT, pos=right_end)

    ((what, x, y, is_long),) = heard.told
    assert (what, x, is_long) == ("strip_touched", 799, False)
    assert y == pytest.approx(50, abs=2)


def test_a_finger_that_stays_on_the_strip_touches_it_long_at_the_threshold(sit: Callable) -> None:
    _, body = sit("plus")
    heard = listen(body)
    assert LONG_TOUCH_MS == 500
    body.strip._long.setInterval(1)

    QTest.mousePress(body.strip, LEFT)
    wait(lambda: bool(heard.told))
    QTest.mouseRelease(body.strip, LEFT)

    ((what, *_, is_long),) = heard.told
    assert (what, is_long) == ("strip_touched", True)


def test_a_finger_that_moves_sideways_swipes(sit: Callable) -> None:
    _, body = sit("plus")
    heard = listen(body)
    strip, y = body.strip, body.strip.height() // 2

    QTest.mousePress(strip, LEFT, pos=QPoint(strip.width() * 3 // 4, y))
    QTest.mouseMove(strip, QPoint(strip.width() // 4, y))
    QTest.mouseRelease(strip, LEFT, pos=QPoint(strip.width() // 4, y))

    ((what, x, _, to_x, _),) = heard.told
    assert what == "strip_swiped"
    assert x - to_x > 300


def test_the_keyboard_turns_pages_on_the_strip_and_acknowledges(sit: Callable) -> None:
    person, body = sit("plus", 12)
    body.strip.setFocus()

    QTest.keyClick(body.strip, Qt.Key.Key_Right)
    wait(lambda: "page 2 of 2" in text(body.strip))
    QTest.keyClick(body.strip, Qt.Key.Key_Left)
    wait(lambda: "page 1 of 2" in text(body.strip))
    # What has just changed cannot be meant.
    person.window.session._ticks = lambda: time.monotonic() + 1
    QTest.keyClick(body.strip, Qt.Key.Key_Return)

    wait(lambda: person.alert("alert 00").is_acknowledged)


def test_losing_the_focus_is_no_touch(sit: Callable) -> None:
    _, body = sit("plus")
    heard = listen(body)
    body.strip.setFocus()

    QTest.keyPress(body.strip, Qt.Key.Key_Space)
    body.keys[0].setFocus()

    assert heard.told == []


def test_the_wheel_turns_a_dial_a_step_a_notch(sit: Callable) -> None:
    _, body = sit("plus")
    heard = listen(body)

    for delta in (120, -240, 60, 60):
        turn_wheel(body.dials[3], delta)

    assert heard.told == [("dial_turned", 3, 1), ("dial_turned", 3, -2), ("dial_turned", 3, 1)]


def test_the_keyboard_turns_and_pushes_a_dial(sit: Callable) -> None:
    _, body = sit("plus")
    heard = listen(body)
    dial = body.dials[1]
    dial.setFocus()

    for pressed in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(dial, pressed)
    QTest.mouseClick(dial, LEFT)

    pushes = [("dial_pushed", 1, True), ("dial_pushed", 1, False)]
    assert heard.told == [("dial_turned", 1, 1), ("dial_turned", 1, -1), *pushes, *pushes]


def test_the_last_dial_sets_the_brightness_and_says_it(sit: Callable) -> None:
    person, body = sit("plus")
    dial = body.dials[3]
    assert text(dial) == "Brightness dial, 70 %"

    turn_wheel(dial, -120)

    wait(lambda: text(dial) == "Brightness dial, 60 %")
    assert person.engine.board.decks["screen"].brightness_percent == 60
    assert dial.value() == 60


def test_a_screen_reader_can_turn_a_dial(sit: Callable) -> None:
    _, body = sit("plus")
    dial = body.dials[3]
    heard = listen(body)
    assert role(dial) is QAccessible.Role.Dial

    dial.setValue(80)

    assert heard.told == [("dial_turned", 3, 1)]


def test_arrows_go_from_the_keys_to_the_strip_and_the_dials(sit: Callable) -> None:
    person, body = sit("plus")
    wait(lambda: person.window.isActiveWindow() or person.desktop.show_deck())
    body.keys[6].setFocus()

    QTest.keyClick(body.keys[6], Qt.Key.Key_Down)
    assert body.strip.hasFocus()
    QTest.keyClick(body.strip, Qt.Key.Key_Down)
    focused = next(dial for dial in body.dials if dial.hasFocus())
    QTest.keyClick(focused, Qt.Key.Key_Right)
    following = next(dial for dial in body.dials if dial.hasFocus())

    assert body.dials.index(following) == body.dials.index(focused) + 1


@pytest.mark.parametrize("model", ["plus", "neo"])
def test_what_has_the_focus_shows_a_ring(sit: Callable, model: str) -> None:
    person, body = sit(model)
    wait(lambda: person.window.isActiveWindow() or person.desktop.show_deck())
    parts = [*body.dials[:1], *([body.strip] if body.strip else []), *body.touch_keys]
    assert len(parts) == 2

    for part in parts:
        body.keys[0].setFocus()
        without = part.grab().toImage()
        part.setFocus()
        assert part.grab().toImage() != without


def test_touch_keys_turn_pages_and_shine_where_there_are_some(sit: Callable) -> None:
    _, body = sit("neo", 12)
    back, forth = body.touch_keys
    assert (text(back), text(forth)) == (
        "Previous page, page 1 of 2",
        "Next page, page 1 of 2",
    )
    lit = forth.grab().toImage()

    QTest.mouseClick(forth, LEFT)

    wait(lambda: text(forth) == "Next page, page 2 of 2")
    forth.show_light((0, 0, 0))
    assert forth.grab().toImage() != lit


def test_the_info_bar_shows_and_says_the_current_alert_and_takes_no_focus(sit: Callable) -> None:
    _, body = sit("neo")

    wait(lambda: body.info._picture is not None)

    assert text(body.info) == "alert 00, priority 3, active, just now"
    assert role(body.info) is QAccessible.Role.StaticText
    assert body.info.focusPolicy() is Qt.FocusPolicy.NoFocus
    width, height = body.panel.shape.info.size
    assert width / height == pytest.approx(248 / 58, rel=0.02)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_parts_do_not_touch_and_stay_within_the_body(app: QApplication, model: ScreenModel) -> None:
    boxes = [
        *(model.key_box(n) for n in range(model.key_count)),
        *(model.dial_box(n) for n in range(model.dial_count)),
        *(model.touch_key_box(n) for n in range(model.touch_key_count)),
        *([model.strip_box] if model.strip_box else []),
        *([model.info_box] if model.info_box else []),
    ]

    for n, one in enumerate(boxes):
        assert 0 < one.x < one.x + one.width < model.width
        assert 0 < one.y < one.y + one.height < model.height
        for other in boxes[n + 1 :]:
            assert (
                one.x + one.width < other.x
                or other.x + other.width < one.x
                or one.y + one.height < other.y
                or other.y + other.height < one.y
            )


def test_another_model_is_opened_once(sit: Callable) -> None:
    person, _ = sit("mini")
    opened: list[object] = []
    person.window.driven.connect(lambda: opened.append(person.window.session))

    person.window.choose(MODELS["plus"])
    wait(lambda: not person.window._resized.isActive())

    assert [session is not None for session in opened] == [False, True]


def test_an_event_that_is_not_ours_is_left_to_the_window(sit: Callable) -> None:
    _, body = sit("plus")
    heard = listen(body)

    QTest.keyClick(body.dials[0], Qt.Key.Key_F5)
    QTest.mouseClick(body.dials[0], Qt.MouseButton.MiddleButton)
    QApplication.sendEvent(body.dials[0], QEvent(QEvent.Type.Leave))

    assert heard.told == []
