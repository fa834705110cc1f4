"""Names in menus and tooltips: literal, in one line, and never markup."""

from __future__ import annotations

import re

import pytest
from alerts.builders import NOON, active_alert, after
from PySide6.QtGui import Qt

from lightstack_desktop.alerts.model import Board
from lightstack_desktop.desktop import labels


@pytest.mark.parametrize("name", ["A & B && C", "disk_full_now", "&&", "_x_", "a & b_c", "50 %"])
def test_a_menu_that_the_tray_host_draws_shows_a_name_literally(name: str) -> None:
    sent = as_qt_sends_it(labels.literal(name, is_remote=True))

    assert as_a_host_shows_it(sent) == name


@pytest.mark.parametrize("name", ["A & B && C", "disk_full_now", "&&", "_x_"])
def test_a_menu_that_qt_draws_shows_a_name_literally(name: str) -> None:
    shown = labels.literal(name, is_remote=False)

    assert re.sub("&(.)", r"\1", shown) == name


def as_qt_sends_it(text: str) -> str:
    """Do as QDBusMenuItem::convertMnemonic: the first `&` that is not the last character."""
    at = text.find("&")
    return text if at in {-1, len(text) - 1} else f"{text[:at]}_{text[at + 1 :]}"


def as_a_host_shows_it(label: str) -> str:
    """Do as the dbusmenu specification says: `__` is `_`, another `_` is not shown."""
    return re.sub("_(.)", r"\1", label)


def test_a_name_is_one_line() -> None:
    assert labels.flat("fire\tand\nflood\r\u2028\x1b") == "fire and flood"


def test_a_long_name_is_cut_and_says_so() -> None:
    shown = labels.flat("x" * 255)

    assert len(shown) == labels.LONGEST_NAME
    assert shown.endswith("…")


def test_a_name_cannot_turn_the_rest_of_the_line_around() -> None:
    assert labels.flat("door\u202egnp.exe\u2066") == "doorgnp.exe"


@pytest.mark.parametrize("name", ["<b>x</b>", "<img src='http://127.0.0.1/x.png'>", "&lt;i&gt;"])
def test_qt_does_not_take_a_tooltip_for_html(name: str) -> None:
    board = Board.of([active_alert("door", name=name)])

    tooltip = labels.tooltip(board, labels.troubles(board, name), NOON)

    assert name in tooltip
    assert not Qt.mightBeRichText(tooltip)


def test_a_tooltip_tells_the_top_three_with_their_ages() -> None:
    board = Board.of(
        [
            active_alert("leak", 1, name="Water leak"),
            active_alert("door", 2, activated_at=after(minutes=-5)),
            active_alert("ci", 3, acknowledged_at=after(minutes=-120)),
            active_alert("dryer", 4, acknowledged_at=NOON),
        ]
    )

    assert labels.tooltip(board, (), NOON).splitlines() == [
        "Lightstack: 4 active, 2 acknowledged",
        "P1 Water leak · now",
        "P2 door · 5m",
        "P3 ci · acknowledged 2h",
        "and 1 more",
    ]


def test_what_is_wrong_is_said() -> None:
    unsaved = Board(is_saved=False)

    troubles = labels.troubles(unsaved, "port 8437 is used by another program")
    tooltip = labels.tooltip(unsaved, troubles, NOON)

    assert "Not saved" in tooltip
    assert "API off: port 8437 is used by another program" in tooltip


def test_it_is_said_that_the_network_is_let_in() -> None:
    (line,) = labels.troubles(None, None, is_on_network=True)

    assert line == "Reachable from the network; the token is sent in the clear"
    assert line in labels.tooltip(None, (line,), NOON)


def test_a_port_that_was_not_had_is_reachable_for_nobody() -> None:
    (line,) = labels.troubles(None, "the port is taken", is_on_network=True)

    assert line == "API off: the port is taken"


def test_api_off_is_not_said_twice() -> None:
    (line,) = labels.troubles(None, "API off: the port is taken")

    assert line == "API off: the port is taken"


@pytest.mark.parametrize(
    ("board", "said"),
    [
        (None, "Starting…"),
        (Board(), "All clear"),
        (Board.of([active_alert("a")]), "1 active"),
        (Board.of([active_alert("a", acknowledged_at=NOON)]), "1 active, acknowledged"),
    ],
)
def test_a_summary_in_words(board: Board | None, said: str) -> None:
    assert labels.summary(board) == said


def test_what_happened_to_the_database_is_a_trouble_on_one_line() -> None:
    (line,) = labels.troubles(Board(notice="A backup\nwas restored."), None)

    assert line == "A backup was restored."
