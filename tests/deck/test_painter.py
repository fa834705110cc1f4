"""The newest frame, picture by picture, the most urgent first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deck.desk import faces
from lightstack_desktop.alerts.cells import Cell
from lightstack_desktop.alerts.look import BLANK, Banner, Kind, Look, Touch
from lightstack_desktop.alerts.subject import NOTHING
from lightstack_desktop.deck.frame import Frame
from lightstack_desktop.deck.painter import Painter
from lightstack_desktop.deck.panel import Shape
from lightstack_desktop.errors import DeckError
from lightstack_desktop.faces.format import KeyFormat

JPEG = KeyFormat((72, 72), "JPEG")
BARS = tuple(tuple(100 if n == lit else 0 for n in range(7)) for lit in range(7))


class Paper:
    """A panel that notes what is sent, at a thousand reports a second."""

    serial, model, source = "paper", "Paper", "deck:paper"
    busy_s = 0.0

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.sent = 0
        self.now_s = 100.0
        self.log: list[object] = []
        self.fails = False

    def show(self, key_index: int, picture: bytes) -> None:
        self._send(key_index, picture)

    def show_strip(self, picture: bytes, x: int, width: int) -> None:
        self._send((x, width), picture)

    def show_info(self, picture: bytes) -> None:
        self._send("info", picture)

    def light(self, touch_key: int, color: tuple[int, int, int]) -> None:
        self.log.append((f"light {touch_key}", color))

    def wake(self) -> None:
        self.log.append("wake")

    def set_brightness(self, percent: int) -> None:
        self.log.append(f"{percent} %")

    def _send(self, place: object, picture: bytes) -> None:
        if self.fails:
            raise DeckError("no")
        reports = -(-len(picture) // 1016)
        self.sent += reports
        self.now_s += reports * 0.001
        self.log.append(place)

    def taken(self) -> list[object]:
        log, self.log = self.log, []
        return log


def desk(shape: Shape) -> tuple[Paper, Painter]:
    paper = Paper(shape)
    return paper, Painter(paper, faces(), lambda: paper.now_s)  # type: ignore[arg-type]


def cells(*looks: Look) -> tuple[Cell, ...]:
    return tuple(Cell(look, NOTHING) for look in looks)


def frame(*looks: Look, banner: Banner | None = None, percent: int = 70) -> Frame:
    return Frame(cells(*looks), banner or Banner(), percent)


def active(priority: int, beat: int = 0, title: str = "x") -> Look:
    return Look(Kind.ACTIVE, title, priority, bar=BARS[beat % 7])


def paint(paper: Paper, painter: Painter) -> None:
    """Send all of a frame, however long that takes."""
    while (wait_s := painter.step()) is not None:
        paper.now_s += max(wait_s, 1e-4)


def keys(count: int) -> Shape:
    return Shape(count, count, JPEG)


def test_what_a_key_shows_already_is_not_sent_again() -> None:
    paper, painter = desk(keys(2))
    painter.take(frame(active(1), BLANK))
    paint(paper, painter)
    assert paper.taken() == ["wake", "70 %", 0, 1]

    painter.take(frame(active(1), BLANK))
    paint(paper, painter)

    assert paper.taken() == []


def test_equal_bytes_are_not_sent_for_other_words() -> None:
    paper, painter = desk(keys(1))
    painter.take(frame(Look(Kind.BLANK)))
    paint(paper, painter)
    paper.taken()

    painter.take(frame(Look(Kind.BLANK, priority=4)))
    paint(paper, painter)

    assert paper.taken() == []


def test_a_finger_goes_first_then_changes_by_rank_then_motion() -> None:
    paper, painter = desk(keys(5))
    before = (active(2), active(5), active(3), active(4), BLANK)
    painter.take(frame(*before))
    paint(paper, painter)
    paper.taken()

    touched = replace(before[3], touch=Touch.PRESSED)
    other = replace(before[1], repeats=2)
    painter.take(frame(active(2, 1), other, active(3, 1), touched, active(1)))
    paint(paper, painter)

    assert paper.taken() == [3, 4, 1, 0, 2]


def test_a_frame_that_was_not_sent_in_time_is_dropped() -> None:
    paper, painter = desk(keys(2))
    painter.take(frame(active(1), active(2)))
    painter.step()

    painter.take(frame(active(1), active(2, title="newer")))
    paint(paper, painter)

    assert paper.taken() == ["wake", "70 %", 0, 1]
    assert painter.has_painted(1, active(2, title="newer"))


def test_all_keys_move_in_turn_and_the_highest_rank_moves_more() -> None:
    paper, painter = desk(keys(32))
    ranks = [2, *([3] * 31)]
    painter.take(frame(*map(active, ranks)))
    paint(paper, painter)
    paper.taken()

    end_s, beat = paper.now_s + 4, 0
    while paper.now_s < end_s:
        beat += 1
        painter.take(frame(*(active(rank, beat) for rank in ranks)))
        due_s = paper.now_s + 1 / 30
        while paper.now_s < due_s:
            wait_s = painter.step()
            assert wait_s is not None, "the cable is full"
            paper.now_s += max(wait_s, 1e-4) if wait_s else 0

    shown = [paper.log.count(key) for key in range(32)]
    assert shown[0] / 4 == pytest.approx(15, abs=3)
    assert max(shown[1:]) - min(shown[1:]) <= 1
    assert min(shown[1:]) / 4 >= 5


def test_a_strip_is_sent_in_pieces_and_a_finger_goes_between_them() -> None:
    shape = Shape(1, 1, JPEG, dial_count=4, strip=KeyFormat((800, 100), "JPEG"))
    paper, painter = desk(shape)
    painter.take(frame(active(1), banner=Banner(active(1))))
    while painter.step() is not None:
        pieces = [place for place in paper.log if isinstance(place, tuple)]
        if len(pieces) == 2:
            break
        paper.now_s += 0.05

    touched = replace(active(1), touch=Touch.PRESSED)
    painter.take(frame(touched, banner=Banner(active(1))))
    paint(paper, painter)

    assert paper.log[-3:] == [0, (400, 200), (600, 200)]


def test_an_info_bar_and_touch_keys_are_served() -> None:
    shape = Shape(0, 4, None, touch_key_count=2, info=KeyFormat((248, 58), "JPEG"))
    paper, painter = desk(shape)

    painter.take(Frame((), Banner(active(1), page="1/2"), 70, light=(9, 9, 9)))
    paint(paper, painter)

    assert paper.taken() == ["wake", "70 %", ("light 0", (9, 9, 9)), ("light 1", (9, 9, 9)), "info"]


def test_after_a_write_that_failed_nothing_is_taken_for_shown() -> None:
    paper, painter = desk(keys(1))
    painter.take(frame(active(1)))
    paint(paper, painter)
    paper.fails = True
    painter.take(frame(active(2)))
    with pytest.raises(DeckError):
        painter.step()
    assert not painter.has_painted(0, active(1))

    painter.forget()
    paper.fails = False
    paper.taken()
    painter.take(frame(active(1)))
    paint(paper, painter)

    assert paper.taken() == ["wake", "70 %", 0]


def test_a_deck_that_we_leave_is_dark() -> None:
    shape = Shape(2, 2, JPEG, touch_key_count=1, info=KeyFormat((248, 58), "JPEG"))
    paper, painter = desk(shape)
    painter.take(Frame(cells(active(1), BLANK), Banner(active(1)), 70, light=(9, 9, 9)))
    paint(paper, painter)
    paper.taken()

    painter.blank()

    assert paper.taken() == [0, "info", ("light 0", (0, 0, 0))]
