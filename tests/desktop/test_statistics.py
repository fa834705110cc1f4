"""The Statistics page: counted aside, drawn late, said in words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QWidget

from desktop.person import NOON, Person, wait
from lightstack_desktop.desktop import scheme
from lightstack_desktop.desktop.pages import charts, counting, statistics
from lightstack_desktop.errors import StoreError
from lightstack_desktop.store import rows
from lightstack_desktop.store.figures import Summary
from lightstack_desktop.store.store import DATABASE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from lightstack_desktop.desktop.pages.statistics import StatisticsPage

INSERT = (
    "INSERT INTO alert_history (alert_key, action, source, created_at) VALUES (?, ?, 'rest', ?)"
)


def write(folder: Path, *found: tuple[str, str, datetime]) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as raw, raw:
        raw.executemany(INSERT, [(key, act, rows.microseconds(at)) for key, act, at in found])


@pytest.fixture
def reader(app: QApplication, tmp_path: Path) -> Iterator[Person]:
    """Somebody whose program keeps a real database: a door, ten days in a row."""
    made = Person(tmp_path, store=Store(tmp_path / DATABASE))
    made.attach()
    made.create("door", name="Front door", default_priority=2)
    for n in range(10):
        at = NOON - timedelta(days=n)
        write(
            tmp_path,
            *(("door", "triggered", at + timedelta(seconds=s)) for s in range(n + 1)),
            ("door", "acknowledged", at + timedelta(seconds=90)),
            ("door", "cleared", at + timedelta(seconds=100)),
        )
    yield made
    made.leave()


def opened(reader: Person) -> StatisticsPage:
    page: StatisticsPage = reader.open("statistics")
    wait(lambda: page.summary is not None and page.days is not None and not page.counting.is_busy)
    return page


def test_what_was_raised_is_counted_and_said(reader: Person) -> None:
    page = opened(reader)

    assert page.summary is not None
    assert page.summary.total == 55
    assert page._said["days"].text() == (
        f"55 in all, the most on {short(date(2026, 11, 12))}: 10. "
        "By the priority that they have now: 55 high."
    )
    assert (
        page._said["waits"].text().endswith("10 were acknowledged, half of them within 1 min 30 s.")
    )
    assert page._said["noisy"].text() == "Together 100 % of all that was raised."
    assert [page.noisy.index(0, column).data() for column in (0, 1)] == ["Front door", "55"]
    assert page.days is not None
    assert page.days.widget.accessibleDescription() == page._said["days"].text()
    assert page.days.widget.accessibleName() == "Alerts a day by priority"


def short(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def test_another_period_counts_other_days(reader: Person) -> None:
    page = opened(reader)

    page.span.setCurrentIndex(page.span.findData(7))
    wait(lambda: page.summary is not None and len(page.summary.days) == 7)
    wait(lambda: not page.counting.is_busy)

    assert page.summary.total == sum(range(1, 8))


def test_what_is_new_is_added_and_another_priority_counts_anew(reader: Person) -> None:
    page = opened(reader)

    reader.engine.trigger("leak", source="test").result()
    reader.see()
    reader.see_window()
    page._soon.timeout.emit()
    wait(lambda: page.summary is not None and page.summary.total == 56)
    assert sum(page.summary.by_day[2]) == 55

    reader.engine.update_config("door", lambda f: replace(f, default_priority=1)).result()
    reader.see()
    reader.see_window()
    page._soon.timeout.emit()
    wait(lambda: sum(page.summary.by_day[1]) == 55)


def test_it_fills_while_it_is_counted(reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ROWS_A_PIECE", 10)
    monkeypatch.setattr(counting, "TOLD_EVERY_MS", 0)
    page: StatisticsPage = reader.open("statistics")
    heard: list[tuple[int, float]] = []
    page.counting.told.connect(lambda summary, share: heard.append((summary.total, share)))

    wait(lambda: heard and heard[-1][1] == 1.0)

    totals = [total for total, _ in heard]
    assert totals == sorted(totals)
    assert totals[-1] == 55
    assert len(heard) >= 7
    assert all(share < 1.0 for _, share in heard[:-1])
    assert not page.progress.isVisible()


def test_days_without_anything_say_so(person: Person, tmp_path: Path) -> None:
    with closing(Store(tmp_path / DATABASE)) as store:
        store.open()
    person.attach()
    page: StatisticsPage = person.open("statistics")
    wait(lambda: page.summary is not None and page.days is not None)

    assert page.hint.isVisible()
    assert page.hint.text() == "Nothing was raised in these days."
    assert not page._area.isVisible()


def test_a_database_that_cannot_be_read_is_told(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(reader)

    def broken() -> int:
        raise StoreError("It is damaged.")

    monkeypatch.setattr(reader.main._needs.history, "last_id", broken)
    page.span.setCurrentIndex(0)
    wait(page.hint.isVisible)

    assert page.hint.text() == "The history cannot be read: It is damaged."


def test_charts_take_the_colours_of_the_palette(reader: Person) -> None:
    page = opened(reader)
    seen = []

    for palette in (scheme.light(), scheme.dark()):
        page.setPalette(palette)
        assert page.days is not None
        image = page.days.widget.grab().toImage()
        seen.append(image.pixelColor(image.width() - 2, 2).lightness())
        assert {"#d55e00", "#e69f00"} & colors(image)

    assert seen[0] > 200
    assert seen[1] < 60


def colors(image: object) -> set[str]:
    return {
        image.pixelColor(x, y).name()  # type: ignore[attr-defined] # an image
        for x in range(0, image.width(), 2)  # type: ignore[attr-defined] # the same
        for y in range(0, image.height(), 3)  # type: ignore[attr-defined] # the same
    }


def test_cards_stand_in_one_column_where_there_is_no_room(reader: Person) -> None:
    page = opened(reader)
    for width, columns in ((statistics.WIDE_PX, 2), (statistics.WIDE_PX - 1, 1)):
        page.resize(width, 400)
        places = [page._grid.getItemPosition(n)[1] for n in range(4)]
        assert max(places) + 1 == columns


def test_names_are_never_markup(reader: Person, tmp_path: Path) -> None:
    reader.create("x", name="<b>x</b>")
    write(tmp_path, *(("x", "triggered", NOON) for _ in range(99)))
    page = opened(reader)

    assert page.noisy.index(0, 0).data() == "<b>x</b>"
    assert not any("<" in widget.toolTip() for widget in page.findChildren(QWidget))


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, [0]), (3, [0, 1, 2, 3]), (9, [0, 5]), (100, [0, 50, 100]), (12_345, [0, 5000, 10_000])],
)
def test_counts_are_marked_by_whole_round_numbers(highest: float, ticks: list[int]) -> None:
    assert charts.whole_ticks(highest) == ticks


def test_some_days_of_many_are_named() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    assert 3 <= len(charts.dates(days)) <= 4
    assert len(charts.dates(days[:3])) == 3


def test_nobody_loads_what_draws_before_the_page_is_seen() -> None:
    show = (
        "import sys; import lightstack_desktop.desktop.pages.statistics; "
        "sys.exit(any(m.split('.')[0] in ('numpy', 'pyqtgraph') for m in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", show], check=False).returncode == 0


def test_sentences_fit_one_and_none() -> None:
    none = Summary((), {}, (), (), (0,) * 7, None, 0)
    one = Summary((), {}, (), (), (1, *(0,) * 6), 4.0, 1)

    assert statistics.about_waits(none) == "Nobody acknowledged any."
    assert statistics.about_waits(one).endswith("1 was acknowledged, within 4 s.")
