"""The History page: what happened, filtered and in pages, without Qt waiting for the disk."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.person import NOON, Person, wait
from lightstack_desktop.alerts.change import Change
from lightstack_desktop.alerts.model import Board, HistoryEntry
from lightstack_desktop.desktop.pages.past import PAGE_SIZE
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store.history import HistoryPage, HistoryRow
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
    assert cells == ["door", "Triggered", "rest", "note 249"]

    page.table.selectRow(3)

    assert page.note.isVisible()
    assert page.note.text() == "note 246"


def test_it_is_filtered_by_alert_and_by_what_happened(page: Page) -> None:
    page.key.setEditText("dryer")
    line = page.key.lineEdit()
    assert line is not None
    line.returnPressed.emit()
    settle(page)
    assert page.place.text() == "1 to 100 of 125"
    assert {row.alert_key for row in page.rows.rows} == {"dryer"}

    page.action.setCurrentIndex(page.action.findData("cleared"))
    settle(page)
    assert page.place.text() == "1 to 25 of 25"

    page.key.setEditText("100%")
    line.returnPressed.emit()
    settle(page)
    assert page.rows.rows == ()
    assert page.place.text() == "Nothing happened yet"


def test_what_is_new_shows_by_itself_on_the_first_page(reader: Person, page: Page) -> None:
    reader.engine.trigger("leak", note="drip", source="test").result()

    wait(lambda: notes(page)[0] == "drip")

    assert page.place.text() == "1 to 100 of 251"
    assert "leak" in [page.key.itemText(n) for n in range(page.key.count())]


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
        self.asked: list[tuple[object, ...]] = []
        self.may_answer = threading.Event()

    def page(self, *question: object) -> HistoryPage:
        self.asked.append(question)
        if not self.may_answer.wait(10):
            raise StoreError("nobody let it answer")
        row = HistoryRow(1, str(question[0]), "triggered", None, "rest", NOON)
        return HistoryPage((row,), 1)


def test_of_questions_asked_meanwhile_only_the_last_is_asked(
    reader: Person, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowHistory()
    monkeypatch.setattr(reader.desktop._front.window._needs.history, "page", slow.page)
    page.ask()
    for key in ("a", "b", "door"):
        page.key.setEditText(key)
        page._filter()

    slow.may_answer.set()
    settle(page)
    wait(lambda: page._asked is None)

    assert [question[0] for question in slow.asked] == [None, "door"]
    assert [row.alert_key for row in page.rows.rows] == ["door"]


def test_quitting_does_not_answer_a_question_any_more(
    reader: Person, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowHistory()
    monkeypatch.setattr(reader.desktop._front.window._needs.history, "page", slow.page)
    page.ask()
    wait(lambda: slow.asked)
    slow.may_answer.set()

    reader.desktop._stop()

    assert page._asked is not None
    assert len(page.rows.rows) == PAGE_SIZE
