"""Backups in the Settings page: shown, made, and put back after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.person import NOON, Person, wait
from lightstack_desktop.desktop import afterword, restored
from lightstack_desktop.store import backups
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from lightstack_desktop.desktop.pages.settings_backups import Backups


@pytest.fixture
def keeper(app: QApplication, tmp_path: Path) -> Iterator[Person]:
    """Somebody whose alerts are kept in a real database."""
    made = Person(tmp_path, store=Store(tmp_path / DATABASE))
    made.attach()
    yield made
    made.leave()


def opened(person: Person) -> Backups:
    group: Backups = person.open("settings").backups
    return group


def row(group: Backups, number: int) -> list[str]:
    cells = [group.table.item(number, column) for column in range(3)]
    return [cell.text() for cell in cells if cell is not None]


def back_up(person: Person, group: Backups, count: int) -> None:
    group.back_up.click()
    wait(lambda: group.table.rowCount() == count)


def test_without_any_it_says_when_one_is_made(keeper: Person) -> None:
    group = opened(keeper)

    wait(lambda: group.total.text() == "There is none yet. One is made every day.")
    assert not group.put_back.isEnabled()


def test_one_is_made_now_and_shown_with_why_and_size(keeper: Person, tmp_path: Path) -> None:
    keeper.trigger("door")
    group = opened(keeper)

    back_up(keeper, group, 1)

    (made,) = backups.listed(tmp_path / DATABASE)
    assert row(group, 0)[1] == "Asked for"
    assert row(group, 0)[2].endswith("B")
    assert group.said.text() == f"Backed up, and checked: {made.name}"
    assert group.total.text().startswith("1 backup, ")


def test_where_nothing_has_changed_no_other_is_made(keeper: Person) -> None:
    group = opened(keeper)
    back_up(keeper, group, 1)

    group.back_up.click()

    wait(lambda: group.said.text() == "Nothing has changed since the newest backup.")
    assert group.table.rowCount() == 1
    assert group.back_up.isEnabled()


def test_one_is_put_back_only_after_a_question(keeper: Person) -> None:
    keeper.trigger("door")
    group = opened(keeper)
    back_up(keeper, group, 1)
    group.table.selectRow(0)

    for role in (QMessageBox.ButtonRole.RejectRole, QMessageBox.ButtonRole.AcceptRole):
        group.put_back.click()
        wait(lambda: group._question is not None and group._question.isVisible())
        question = group._question
        assert question is not None
        assert "It holds alerts: 1, history entries: 1." in question.informativeText()
        assert keeper.begun_anew == []
        next(b for b in question.buttons() if question.buttonRole(b) is role).click()

    assert [backup.reason for backup in keeper.begun_anew if backup] == ["asked"]


def test_one_that_is_damaged_is_never_offered(keeper: Person, tmp_path: Path) -> None:
    group = opened(keeper)
    back_up(keeper, group, 1)
    (made,) = backups.listed(tmp_path / DATABASE)
    made.path.write_bytes(b"no database" * 1000)
    group.table.selectRow(0)

    group.put_back.click()

    wait(lambda: group.said.isVisibleTo(group) and "checked…" not in group.said.text())
    assert group._question is None
    assert group.put_back.isEnabled()


def test_a_database_that_cannot_be_copied_is_told(person: Person) -> None:
    group = opened(person)

    group.back_up.click()

    wait(lambda: group.back_up.isEnabled() and group.said.isVisibleTo(group))
    assert "lightstack.db" in group.said.text()


def test_putting_one_back_keeps_what_was_there_and_the_next_start_says_so(
    app: QApplication, tmp_path: Path
) -> None:
    first = Person(tmp_path, store=Store(tmp_path / DATABASE))
    first.attach()
    first.trigger("door")
    group = opened(first)
    back_up(first, group, 1)
    (backup,) = backups.listed(tmp_path / DATABASE)
    first.trigger("leak")
    first.leave()

    restored.restore(first.choices.now, backup, NOON)

    second = Person(tmp_path, store=Store(tmp_path / DATABASE))
    try:
        second.attach()
        assert list(second.engine.board.alerts) == ["door"]
        wait(lambda: second.desktop._front.window is not None)
        text = second.main.failure.text.text()
        assert text.startswith(f"Restored {backup.name}: alerts: 1, history rows: 1.")
        assert "What was there before is kept as" in text
        assert afterword.take(tmp_path) == ""
    finally:
        second.leave()


def test_what_could_not_be_put_back_is_said_at_the_next_start(
    keeper: Person, tmp_path: Path
) -> None:
    group = opened(keeper)
    back_up(keeper, group, 1)
    (backup,) = backups.listed(tmp_path / DATABASE)
    backup.path.unlink()

    restored.restore(keeper.choices.now, backup, NOON)

    assert afterword.take(tmp_path).startswith("Nothing was restored. ")


def test_an_afterword_is_for_its_owner_alone_and_is_read_once(tmp_path: Path) -> None:
    afterword.leave(tmp_path / "state", "x" * 5000)

    file = tmp_path / "state" / afterword.FILE_NAME
    assert file.stat().st_mode & 0o777 == 0o600
    assert afterword.take(tmp_path / "state") == "x" * afterword.LONGEST
    assert afterword.take(tmp_path / "state") == ""


def test_an_afterword_that_cannot_be_left_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")

    afterword.leave(tmp_path / "state", "said")

    assert afterword.take(tmp_path / "state") == ""
