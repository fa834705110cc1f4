"""The tray: what it says of the board, and what its menu does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox, QSystemTrayIcon

from desktop.person import NOON, Person, wait
from lightstack_desktop.desktop import badge, labels
from lightstack_desktop.desktop.surroundings import Surroundings
from lightstack_desktop.desktop.tray import Tray

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def image(person: Person) -> QImage:
    return person.tray.icon.icon().pixmap(32, 32).toImage()


def test_it_stands_before_there_is_an_engine(person: Person) -> None:
    assert person.labels == ["&Open Lightstack", "Starting…", "&Quit"]
    assert person.tray.icon.toolTip() == "Lightstack: Starting…"
    assert image(person) == badge.pixmap(None, 32).toImage()


def test_with_an_engine_it_offers_the_rest(person: Person) -> None:
    person.attach()

    assert person.labels == [
        "&Open Lightstack",
        "All clear",
        "A&cknowledge all",
        "Clear &all…",
        "&Trigger",
        "Do &not disturb",
        "&Decks",
        "On-scr&een deck",
        "&Set up",
        "Settin&gs…",
        "&Quit",
    ]
    assert not person.entry("Clear &all…").isEnabled()


def test_it_shows_the_current_alert(person: Person) -> None:
    person.attach()
    assert person.labels[1] == "All clear"

    person.trigger("dryer", name="Dryer", default_priority=4, led_color=85)
    person.trigger("leak", name="Water leak", default_priority=1, led_color=0)
    person.pass_time(minutes=3)
    person.menu.aboutToShow.emit()

    assert person.labels[1:4] == ["P1 Water leak · 3m (2 active)", "Water leak", "Dryer"]
    assert not person.entry(person.labels[1]).isEnabled()
    assert image(person) == badge.pixmap(badge.of_board(person.engine.board), 32).toImage()


def test_the_icon_changes_with_priority_and_state(person: Person) -> None:
    person.attach()
    seen = [image(person)]

    person.trigger("dryer", default_priority=4)
    seen.append(image(person))
    person.trigger("leak", default_priority=1)
    seen.append(image(person))
    person.acknowledge("leak")
    seen.append(image(person))
    person.acknowledge("dryer")
    seen.append(image(person))

    calm, dryer, both, dryer_again, none_unknown = seen
    # What somebody knows of does not count: it is as if the dryer were alone.
    assert dryer_again == dryer
    different = (calm, dryer, both, none_unknown)
    assert all(a != b for n, a in enumerate(different) for b in different[n + 1 :])


def test_an_alert_can_be_acknowledged_taken_back_and_cleared(person: Person) -> None:
    person.attach()
    person.trigger("door", name="Door")

    person.entry("Door", "&Acknowledge").trigger()
    wait(lambda: person.alert("door").is_acknowledged)
    person.see()
    person.entry("Door", "&Take back").trigger()
    wait(lambda: not person.alert("door").is_acknowledged)
    person.see()
    person.entry("Door", "&Clear").trigger()
    wait(lambda: not person.alert("door").is_active)

    rows = [row for change in person.store.saved for row in change.history]
    assert [(row.action, row.source) for row in rows][1:] == [
        ("acknowledged", "tray"),
        ("unacknowledged", "tray"),
        ("cleared", "tray"),
    ]


def test_a_configured_alert_can_be_triggered(person: Person) -> None:
    person.attach()
    person.create("lunch", name="Lunch & tea")

    person.entry("&Trigger", "Lunch && tea").trigger()

    wait(lambda: person.engine.board.active)
    assert person.engine.board.active[0].key == "lunch"


def test_names_are_literal(person: Person) -> None:
    person.attach()

    person.trigger("bold", name="<b>x</b> & co")

    assert "<b>x</b> && co" in person.labels
    assert person.tray.icon.toolTip().splitlines()[1] == "P3 <b>x</b> & co · now"


def test_a_host_that_draws_the_menu_gets_underscores_doubled(person: Person) -> None:
    person.tray._is_remote = True
    person.attach()

    person.trigger("disk_full")

    assert "disk__full" in person.labels
    assert person.labels[1] == "P3 disk__full · now (1 active)"


def test_the_menu_stays_short_with_many_alerts(person: Person) -> None:
    person.attach()
    for n in range(1000):
        person.engine.trigger(f"a{n:04}", source="test")
    person.engine.subscribe(lambda change: None).result()
    person.see()

    assert len(person.labels) == 2 + 12 + 1 + 9
    assert "988 more in the window…" in person.labels
    trigger = person.entry("&Trigger").menu()
    assert len(trigger.actions()) == 21
    assert trigger.actions()[-1].text() == "980 more in the window…"
    assert "and 997 more" in person.tray.icon.toolTip()


def test_an_open_menu_does_not_change_under_the_pointer(person: Person) -> None:
    person.attach()
    person.trigger("door", name="Door")
    person.menu.popup(person.menu.pos())
    wait(person.menu.isVisible)
    before = person.labels

    person.trigger("leak", default_priority=1)
    assert person.labels == before
    person.menu.close()

    wait(lambda: "leak" in person.labels)


def asked(person: Person) -> QMessageBox | None:
    assert person.desktop._menu is not None
    return person.desktop._menu.question


def test_clear_all_asks_without_blocking(person: Person) -> None:
    person.attach()
    person.trigger("door")

    person.entry("Clear &all…").trigger()
    question = asked(person)
    assert question is not None
    assert question.isVisible()
    assert not question.isModal()
    person.trigger("leak")
    button(question, QMessageBox.ButtonRole.AcceptRole).click()

    wait(lambda: not person.engine.board.active)


def test_clear_all_can_be_thought_better_of(person: Person) -> None:
    person.attach()
    person.trigger("door")

    person.entry("Clear &all…").trigger()
    question = asked(person)
    assert question is not None
    button(question, QMessageBox.ButtonRole.RejectRole).click()

    assert not question.isVisible()
    assert person.alert("door").is_active


def button(question: QMessageBox, role: QMessageBox.ButtonRole) -> QMessageBox:
    return next(b for b in question.buttons() if question.buttonRole(b) is role)


def test_trouble_stands_in_the_menu_in_short_and_in_the_tooltip_in_full(person: Person) -> None:
    person.attach()
    person.store.fails("commit")

    person.engine.trigger("door", source="test").exception()
    person.desktop.set_api_problem("Port 8437 is used by another program. Set another api_port.")
    wait(lambda: "API off" in person.tray.icon.toolTip())
    person.see()

    assert person.labels[2:4] == [
        "Not saved: the disk cannot be written",
        "API off: Port 8437 is used by another program",
    ]
    assert "Alerts go on in memory." in person.tray.icon.toolTip()
    assert "Set another api_port." in person.tray.icon.toolTip()
    person.desktop.set_api_problem(None)
    wait(lambda: "API off" not in person.tray.icon.toolTip())


@pytest.mark.usefixtures("app")
def test_menu_and_tooltip_say_that_the_network_is_let_in() -> None:
    shown = Tray(lambda: NOON, is_on_network=True)
    shown.menu.complete(Surroundings)
    shown.menu.look_around()

    texts = [action.text() for action in shown.menu.menu.actions()]
    assert labels.REACHABLE in texts
    assert labels.REACHABLE in shown.icon.toolTip()
    shown.hide()


def test_no_timer_runs_while_nothing_is_active(person: Person) -> None:
    person.attach()
    assert not person.tray._next_age.isActive()

    person.trigger("door")
    assert person.tray._next_age.isActive()
    assert person.tray._next_age.isSingleShot()
    assert person.tray._next_age.interval() == 60_001

    person.engine.clear("door", source="test").result()
    person.see()
    assert not person.tray._next_age.isActive()


def test_the_tooltips_ages_go_on(person: Person) -> None:
    person.attach()
    person.trigger("door")
    assert person.tray.icon.toolTip().endswith("door · now")

    person.pass_time(seconds=61)
    person.tray._next_age.timeout.emit()

    assert person.tray.icon.toolTip().endswith("door · 1m")
    assert person.now > NOON


def test_a_tray_host_that_comes_late_gets_a_new_icon(person: Person) -> None:
    person.attach()
    person.trigger("door")
    first = person.tray.icon

    person.tray._watcher.serviceRegistered.emit("org.kde.StatusNotifierWatcher")

    assert person.tray.icon is not first
    assert person.tray.icon.isVisible()
    assert person.tray.icon.contextMenu() is person.menu
    assert image(person) == badge.pixmap(badge.of_board(person.engine.board), 32).toImage()


def test_an_icon_that_a_host_has_already_is_not_doubled(person: Person) -> None:
    person.tray._is_remote = True
    first = person.tray.icon

    person.tray._watcher.serviceRegistered.emit("org.kde.StatusNotifierWatcher")

    assert person.tray.icon is first


def test_a_click_on_the_icon_opens_the_window(person: Person) -> None:
    person.attach()

    person.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)

    assert person.main.isVisible()


def test_the_first_entry_opens_the_window(person: Person) -> None:
    person.attach()

    person.entry("&Open Lightstack").trigger()

    assert person.main.isVisible()
    assert not person.has_window
