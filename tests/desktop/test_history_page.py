"""The History page: what happened, filtered and in pages, without Qt waiting for the disk."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt

from desktop.person import NOON, Person, wait
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.desktop.pages import spans
from lightstack_desktop.desktop.pages.past import PAGE_SIZE
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store import history_export
from lightstack_desktop.store.history import HistoryPage, HistoryRow, Wanted
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from lightstack_desktop.desktop.pages.past import HistoryPage as Page

OLD_ROWS = 250


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with old rows: a door and a dryer by turns."""
    path = tmp_path_factory.mktemp("long") / DATABASE
    store = Store(path)
    store.open()
    entries = tuple(
        HistoryEntry(
            "door" if n % 2 else "dryer",
            "triggered" if n % 5 else "cleared",
            f"note {n}",
            "rest",
            NOON - timedelta(minutes=OLD_ROWS - n),
        )
        for n in range(OLD_ROWS)
    )
    store.begin()
    store.save(Change(Board(), Board(), history=entries))
    store.commit()
    store.close()
    return path


@pytest.fixture
def reader(app: QApplication, database: Path, tmp_path: Path) -> Iterator[Person]:
    """Somebody whose program keeps a real database."""
    (tmp_path / DATABASE).write_bytes(database.read_bytes())
    made = Person(tmp_path, store=Store(tmp_path / DATABASE))
    made.attach()
    yield made
    made.leave()


@pytest.fixture
def page(reader: Person) -> Page:
    found: Page = reader.open("history")
    settle(found)
    return found


def settle(page: Page) -> None:
    wait(lambda: page._asked is None and page.place.text())


def notes(page: Page) -> list[str | None]:
    return [row.note for row in page.rows.rows]


def test_the_newest_stands_first_and_pages_follow(page: Page) -> None:
    assert notes(page)[:2] == ["note 249", "note 248"]
    assert page.place.text() == "1 to 100 of 250"
    assert not page.newer.isEnabled()

    page.older.click()
    settle(page)
    assert page.place.text() == "101 to 200 of 250"
    assert notes(page)[0] == "note 149"

    page.last.click()
    settle(page)
    assert page.place.text() == "201 to 250 of 250"
    assert notes(page)[-1] == "note 0"
    assert not page.older.isEnabled()

    page.first.click()
    settle(page)
    assert notes(page)[0] == "note 249"


def test_a_row_is_told_in_words_and_its_note_in_full(page: Page) -> None:
    cells = [page.rows.index(0, column).data() for column in range(1, 5)]
    assert cells == ["door", "Triggered", "REST API", "note 249"]

    page.table.selectRow(3)

    assert page.note.isVisible()
    assert page.note.text() == "note 246"


def test_it_is_filtered_by_alert_and_by_what_happened(page: Page) -> None:
    page.filter.key.setEditText("dryer")
    line = page.filter.key.lineEdit()
    assert line is not None
    line.returnPressed.emit()
    settle(page)
    assert page.place.text() == "1 to 100 of 125"
    assert {row.alert_key for row in page.rows.rows} == {"dryer"}

    page.filter.action.setCurrentIndex(page.filter.action.findData("cleared"))
    settle(page)
    assert page.place.text() == "1 to 25 of 25"

    page.filter.key.setEditText("100%")
    line.returnPressed.emit()
    settle(page)
    assert page.rows.rows == ()
    assert page.place.text() == "Nothing fits"


def test_what_is_new_shows_by_itself_on_the_first_page(reader: Person, page: Page) -> None:
    reader.engine.trigger("leak", note="drip", source="test").result()

    wait(lambda: notes(page)[0] == "drip")

    assert page.place.text() == "1 to 100 of 251"
    assert "leak" in [page.filter.key.itemText(n) for n in range(page.filter.key.count())]


def test_an_older_page_stays_as_it_is(reader: Person, page: Page) -> None:
    page.older.click()
    settle(page)
    before = notes(page)

    reader.engine.trigger("leak", source="test").result()
    reader.see()
    reader.see_window()
    settle(page)

    assert notes(page) == before


def test_a_database_that_cannot_be_read_is_told(person: Person, tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database" * 100)
    person.attach()
    page = person.open("history")

    wait(lambda: page.place.text().startswith("The history cannot be read"))


class SlowHistory:
    """A history whose answers wait until they are let go."""

    def __init__(self) -> None:
        self.asked: list[Wanted] = []
        self.may_answer = threading.Event()

    def page(self, wanted: Wanted, *rest: object) -> HistoryPage:
        self.asked.append(wanted)
        if not self.may_answer.wait(10):
            raise StoreError("nobody let it answer")
        row = HistoryRow(1, str(wanted.alert_key), "triggered", None, "rest", NOON)
        return HistoryPage((row,), 1)


def test_of_questions_asked_meanwhile_only_the_last_is_asked(
    reader: Person, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowHistory()
    monkeypatch.setattr(reader.desktop._front.window._needs.history, "page_of", slow.page)
    page.ask()
    for key in ("a", "b", "door"):
        page.filter.key.setEditText(key)
        page._filter()

    slow.may_answer.set()
    settle(page)
    wait(lambda: page._asked is None)

    assert [wanted.alert_key for wanted in slow.asked] == [None, "door"]
    assert [row.alert_key for row in page.rows.rows] == ["door"]


def test_quitting_does_not_answer_a_question_any_more(
    reader: Person, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowHistory()
    monkeypatch.setattr(reader.desktop._front.window._needs.history, "page_of", slow.page)
    page.ask()
    wait(lambda: slow.asked)
    slow.may_answer.set()

    reader.desktop._stop()

    assert page._asked is not None
    assert len(page.rows.rows) == PAGE_SIZE


def test_it_is_filtered_by_who_did_it_and_by_days(page: Page) -> None:
    page.filter.source.setCurrentIndex(page.filter.source.findData("deck"))
    settle(page)
    assert page.place.text() == "Nothing fits"

    page.filter.source.setCurrentIndex(page.filter.source.findData("rest"))
    settle(page)
    assert page.place.text() == "1 to 100 of 250"

    page.filter.span.setCurrentIndex(page.filter.span.findData(None))
    assert page.filter.first.isVisible()
    page.filter.first.setDate(QDate(2026, 11, 1))
    page.filter.last.setDate(QDate(2026, 11, 2))
    settle(page)
    assert page.place.text() == "Nothing fits"

    page.filter.span.setCurrentIndex(page.filter.span.findData(7))
    assert not page.filter.first.isVisible()
    settle(page)
    assert page.place.text() == "1 to 100 of 250"


def test_a_source_written_by_hand_is_looked_for(page: Page) -> None:
    page.filter.source.setEditText("deck:A1")
    line = page.filter.source.lineEdit()
    assert line is not None
    line.returnPressed.emit()

    assert page.filter.wanted.source == "deck:A1"


def test_what_the_filter_shows_is_exported(page: Page, tmp_path: Path) -> None:
    page.filter.key.setEditText("dryer")
    page._filter()
    settle(page)

    page.export.write(tmp_path / "dryer.csv", "csv")
    wait(lambda: not page.export.is_running)

    assert page.export.text.text() == "125 rows are in dryer.csv."
    assert len((tmp_path / "dryer.csv").read_text("utf-8").splitlines()) == 126
    page.export.stop.click()
    assert not page.export.isVisible()


def test_a_cancelled_export_leaves_nothing(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_export, "ROWS_A_STEP", 10)
    (tmp_path / "out").mkdir()

    page.export.write(tmp_path / "out" / "a.json", "json")
    page.export.stop.click()
    wait(lambda: not page.export.is_running)

    assert page.export.text.text() == "Cancelled; nothing was written."
    assert list((tmp_path / "out").iterdir()) == []


def test_quitting_leaves_no_half_export(
    reader: Person, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_export, "ROWS_A_STEP", 1)
    (tmp_path / "out").mkdir()
    page.export.write(tmp_path / "out" / "a.json", "json")
    wait(lambda: list((tmp_path / "out").iterdir()))

    reader.desktop._stop()

    assert list((tmp_path / "out").iterdir()) == []


def test_an_export_that_cannot_be_written_is_told(page: Page, tmp_path: Path) -> None:
    page.export.write(tmp_path / "nowhere" / "a.csv", "csv")
    wait(lambda: not page.export.is_running)

    assert "No such file or directory" in page.export.text.text()
    assert page.export.button.isEnabled()


def test_the_timeline_of_the_line_tells_when_and_how_long(reader: Person, page: Page) -> None:
    for minutes, command in ((0, "trigger"), (1, "trigger"), (5, "acknowledge"), (30, "clear")):
        reader.now = NOON + timedelta(minutes=minutes)
        getattr(reader.engine, command)("leak", source="test").result()
    wait(lambda: page.total == 254)
    settle(page)
    page.table.selectRow(0)
    page.follow.click()
    timeline = page.timeline
    assert timeline is not None
    wait(lambda: timeline.rows.items)

    cells = [timeline.rows.index(0, column).data() for column in range(1, 4)]

    assert cells == ["5 min", "30 min", "2"]
    assert timeline.rows.shares(timeline.rows.items[0]) == pytest.approx((1 / 6, 5 / 6))
    assert timeline.summary.text() == (
        "On show: 1. Acknowledged: 1, half of them within 5 min. "
        "Cleared: 1, half of them within 30 min."
    )
    spoken = timeline.rows.index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "30 min"
    assert not timeline.more.isEnabled()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (2.34, "2.3 s"),
        (10.9, "10 s"),
        (60, "1 min"),
        (3599, "59 min 59 s"),
        (3600, "1 h"),
        (7384, "2 h 3 min"),
        (86_400, "1 d"),
        (100_000, "1 d 3 h"),
    ],
)
def test_lengths_of_time_are_said_in_two_units(seconds: float, said: str) -> None:
    assert spans.text(seconds) == said


def test_the_timeline_of_another_alert_begins_anew_and_goes_on(reader: Person, page: Page) -> None:
    for n in range(55):
        reader.now = NOON + timedelta(minutes=n)
        reader.engine.trigger("leak", source="test").result()
        reader.engine.clear("leak", source="test").result()
    wait(lambda: page.total == 360)
    settle(page)
    page.table.selectRow(0)
    page.follow.click()
    timeline = page.timeline
    assert timeline is not None
    wait(lambda: len(timeline.rows.items) == 50)
    timeline.more.click()
    wait(lambda: len(timeline.rows.items) == 55)
    assert not timeline.more.isEnabled()
    timeline.reject()

    page.filter.key.setEditText("door")
    page._filter()
    settle(page)
    page.table.selectRow(0)
    page.follow.click()
    wait(lambda: timeline.rows.items)

    assert timeline.name.text() == "door"
    assert len(timeline.rows.items) < 50
    assert timeline is page.timeline
