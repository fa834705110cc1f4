"""The Settings page's controls: each changes what it says, at once, and says what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QTableWidget,
    QWidget,
)

from desktop.person import Person, wait
from lightstack_desktop.desktop import autostart, scheme
from lightstack_desktop.desktop.quiet import Quiet
from lightstack_desktop.errors import PortTakenError

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.desktop.pages.setting_line import Line
    from lightstack_desktop.desktop.pages.settings import SettingsPage
    from lightstack_desktop.settings import Settings

KEY = Qt.Key


@pytest.fixture
def page(person: Person) -> SettingsPage:
    made: SettingsPage = person.open("settings")
    return made


def choose(box: QComboBox, value: object) -> None:
    """Choose as a person does: from the list that opens."""
    row = box.findData(value)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def enter(box: QSpinBox, number: int) -> None:
    box.setValue(number)
    box.editingFinished.emit()


def file(person: Person) -> str:
    path = person.choices.now.file
    return path.read_text() if path.exists() else ""


def note(line: Line) -> str:
    return line.note.text() if line.note.isVisibleTo(line) else ""


def answer(question: QMessageBox | None, role: QMessageBox.ButtonRole) -> None:
    assert question is not None
    assert question.isVisible()
    next(b for b in question.buttons() if question.buttonRole(b) is role).click()


def test_another_theme_counts_at_once(
    person: Person, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.attach()
    asked: list[str] = []
    # Another palette for every widget that earlier tests have left would take seconds.
    monkeypatch.setattr(scheme.Scheme, "follow", lambda _self, theme: asked.append(theme))

    choose(page.general.theme.list, "dark")

    person.settle()
    assert asked == ["dark"]
    assert file(person) == 'theme = "dark"\n'


def test_less_motion_reaches_the_on_screen_deck(person: Person, page: SettingsPage) -> None:
    person.attach()
    person.desktop.show_deck()
    wait(lambda: person.has_window and person.window._session is not None)

    page.general.motion.box.click()

    person.settle()
    session = person.window._session
    assert session is not None
    assert session._gestures._options.is_still  # type: ignore[attr-defined]
    assert page.general.motion.box.isChecked()


def test_another_language_says_when_it_comes_and_offers_to_start_again(
    person: Person, page: SettingsPage
) -> None:
    assert not page.general.again.isVisibleTo(page)

    choose(page.general.language.list, "de")
    person.settle()
    assert page.general.again.isVisibleTo(page)
    assert note(page.general.language).startswith("Texts change when")
    page.general.again.click()

    assert person.begun_anew == [None]


def test_priorities_that_are_notified_of_and_that_sound(person: Person, page: SettingsPage) -> None:
    group = page.notifications
    assert [n for n, box in group.notify.boxes.items() if box.isChecked()] == [1, 2, 3]

    group.notify.boxes[2].click()
    group.notify.boxes[5].click()
    group.sound.boxes[5].click()
    choose(group.locked.list, "private")
    person.settle()

    now = person.choices.now
    assert (now.notify_priorities, now.sound_priorities) == ((1, 3, 5), (1, 5))
    assert now.notify_while_locked == "private"
    assert group.notify.boxes[5].accessibleName() == "Notify of: Info"


def test_quiet_is_begun_and_ended_and_said(
    person: Person, page: SettingsPage, tmp_path: Path
) -> None:
    group = page.notifications
    group.hour.click()
    assert group.quiet.text() == "Off."

    quiet = person.desktop._quiet = Quiet(tmp_path, lambda: person.now)
    group.hour.click()
    group.look()
    assert group.quiet.text().startswith("On, until ")
    group.end.click()
    assert (group.quiet.text(), quiet.is_on) == ("Off.", False)
    group.tomorrow.click()
    assert quiet.is_on
    assert group.end.isEnabled()


def test_start_at_login_is_what_the_file_says(
    person: Person, page: SettingsPage, tmp_path: Path
) -> None:
    login = page.general.login

    login.box.click()
    assert autostart.is_on(person.desktop._program.environ)
    login.box.click()
    assert not autostart.is_on(person.desktop._program.environ)

    (tmp_path / "home" / ".config" / "autostart").rmdir()
    (tmp_path / "home" / ".config" / "autostart").write_text("in the way")
    login.box.click()
    assert login.note.text().startswith("Cannot")
    assert not login.box.isChecked()


def test_a_decks_own_settings_are_one_press_away(person: Person, page: SettingsPage) -> None:
    page.decks.choose.click()

    assert person.main.stack.currentWidget() is person.main.pages["deck"]


def test_how_long_history_is_kept(person: Person, page: SettingsPage) -> None:
    enter(page.kept.rows.box, 5000)
    enter(page.kept.days.box, 30)

    person.settle()
    assert page.kept.days.box.text() == "30 days"
    assert (person.choices.now.history_rows, person.choices.now.history_days) == (5000, 30)


def test_what_is_being_written_stays_when_something_else_is_changed(
    person: Person, page: SettingsPage
) -> None:
    page.api.names.line.setText("desk.exam")

    page.api.docs.box.click()
    person.settle()

    assert page.api.names.line.text() == "desk.exam"


def test_the_log_tells_more(person: Person, page: SettingsPage) -> None:
    choose(page.diagnostics.log_level.list, "debug")

    person.settle()
    assert person.choices.now.log_level == "debug"


def test_switches_of_the_api(person: Person, page: SettingsPage) -> None:
    page.api.strict.box.click()
    page.api.docs.box.click()
    person.settle()

    assert file(person) == "strict = true\napi_docs = true\n"
    assert page.api.callers.text().endswith("that have the token.")


def test_a_screen_reader_can_turn_a_switch(person: Person, page: SettingsPage) -> None:
    """Its action is "toggle", which is no click."""
    page.api.strict.box.toggle()
    person.settle()

    assert person.choices.now.strict


def test_a_port_that_is_taken_is_told_beside_it_and_the_old_one_stays(
    person: Person, page: SettingsPage
) -> None:
    def refuse(_before: Settings, after: Settings) -> None:
        raise PortTakenError(after.api_port)

    person.choices.follow(refuse)

    enter(page.api.port.box, 9000)

    person.settle()
    assert "Port 9000 is used by another program" in note(page.api.port)
    assert page.api.port.box.value() == 8437
    assert person.choices.now.api_port == 8437
    assert file(person) == ""


def test_a_file_that_does_not_parse_is_told_with_its_line(
    person: Person, page: SettingsPage
) -> None:
    person.choices.now.file.write_text("strict = true\ntheme =\n")

    page.api.docs.box.click()

    person.settle()
    assert "line 2" in note(page.api.docs)
    assert not page.api.docs.box.isChecked()
    assert file(person) == "strict = true\ntheme =\n"


def test_what_was_refused_is_forgotten_once_something_counts(
    person: Person, page: SettingsPage
) -> None:
    person.choices.now.file.write_text("theme =\n")
    page.api.docs.box.click()
    person.settle()
    assert "line 1" in note(page.api.docs)
    person.choices.now.file.write_text("")

    page.api.docs.box.click()

    person.settle()
    assert person.choices.now.api_docs
    assert note(page.api.docs) == ""


def test_names_that_are_wrong_stay_to_be_mended(person: Person, page: SettingsPage) -> None:
    page.api.names.line.setText("desk.example, two words")
    page.api.names.line.editingFinished.emit()

    person.settle()
    assert 'A name of this computer is "two words"' in note(page.api.names)
    assert page.api.names.line.text() == "desk.example, two words"
    assert file(person) == ""


def test_the_network_is_let_in_only_after_a_question(person: Person, page: SettingsPage) -> None:
    page.api.names.line.setText("Desk.example, 192.0.2.7")

    page.api.lan.box.click()
    assert not page.api.lan.box.isChecked()
    answer(page.api.lan._question, QMessageBox.ButtonRole.RejectRole)
    assert file(person) == ""

    page.api.lan.box.click()
    answer(page.api.lan._question, QMessageBox.ButtonRole.AcceptRole)

    person.settle()
    assert person.choices.now.api_hosts == ("desk.example", "192.0.2.7")
    assert page.api.lan.box.isChecked()
    wait(lambda: person.main.troubles.text.text().startswith("Reachable from the network"))

    page.api.lan.box.click()
    person.settle()
    assert not person.choices.now.api_lan


def test_the_token_is_replaced_only_after_a_question(person: Person, page: SettingsPage) -> None:
    page.api.rotate.click()
    answer(page.api._question, QMessageBox.ButtonRole.RejectRole)
    assert person.rotations == 0

    page.api.rotate.click()
    answer(page.api._question, QMessageBox.ButtonRole.AcceptRole)

    wait(lambda: "Another token counts now" in page.api.said.text())
    assert person.rotations == 1


def test_another_try_for_a_port_is_offered_where_there_is_none(
    person: Person, page: SettingsPage
) -> None:
    assert page.api.retry.isVisibleTo(page)
    tries: list[int] = []
    person.choices.follow(lambda _before, after: tries.append(after.api_port))

    page.api.retry.click()

    person.settle()
    assert tries == [8437]


def test_what_the_environment_decides_is_said_and_cannot_be_edited(
    app: QApplication, tmp_path: Path
) -> None:
    person = Person(tmp_path, environ={"LIGHTSTACK_THEME": "dark", "LIGHTSTACK_API_PORT": "9000"})
    try:
        page: SettingsPage = person.open("settings")

        assert not page.general.theme.list.isEnabled()
        assert note(page.general.theme) == "Set by LIGHTSTACK_THEME; change it there."
        assert page.general.theme.list.currentData() == "dark"
        assert not page.api.port.box.isEnabled()
        assert not page.api.retry.isEnabled()
        assert page.general.language.list.isEnabled()
    finally:
        person.leave()


def test_the_wheel_passes_by_a_control_without_the_focus(
    person: Person, page: SettingsPage
) -> None:
    page.api.port.box.clearFocus()
    for control in (page.api.port.box, page.general.theme.list):
        before = control.value() if isinstance(control, QSpinBox) else control.currentIndex()

        turn = wheel()
        QApplication.sendEvent(control, turn)

        after = control.value() if isinstance(control, QSpinBox) else control.currentIndex()
        assert after == before
        assert not turn.isAccepted()


def test_the_wheel_turns_a_number_that_has_the_focus(person: Person, page: SettingsPage) -> None:
    person.main.activateWindow()
    page.api.port.box.setFocus()
    wait(page.api.port.box.hasFocus)

    QApplication.sendEvent(page.api.port.box, wheel())

    assert page.api.port.box.value() == 8438


def wheel() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_the_report_is_asked_for_shown_and_copied(person: Person, page: SettingsPage) -> None:
    person.report = "error    disk       <b>full</b>"

    page.diagnostics.examine.click()
    wait(lambda: "<b>full</b>" in page.diagnostics.report.toPlainText())
    page.diagnostics.copy.click()

    text = QApplication.clipboard().text()
    assert text.startswith("error    disk       <b>full</b>\n")
    assert "Lightstack Desktop" in text
    assert "Qt " in text
    assert "Tray: " in text


def test_an_examination_that_fails_says_why(person: Person, page: SettingsPage) -> None:
    person.report = PortTakenError(1)

    page.diagnostics.examine.click()

    wait(lambda: page.diagnostics.report.toPlainText().startswith("Port 1 is used"))
    assert page.diagnostics.examine.isEnabled()


def test_every_control_has_a_name_and_is_reached_by_the_keyboard(
    person: Person, page: SettingsPage
) -> None:
    controls = [c for c in page.findChildren(QWidget) if is_control(c)]
    named = {label.buddy() for label in page.findChildren(QLabel) if label.text()}

    nameless = [
        control
        for control in controls
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
        and control not in named
    ]
    deaf = [c for c in controls if not c.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert len(controls) > 20
    assert nameless == []
    assert deaf == []


def test_no_two_controls_have_the_same_letter(person: Person, page: SettingsPage) -> None:
    texts = [b.text() for b in page.findChildren(QAbstractButton)]
    texts += [label.text() for label in page.findChildren(QLabel) if label.buddy()]
    texts += [b.text() for b in (person.main.deck, person.main.quit)]

    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]

    assert sorted(letters) == sorted(set(letters))


def is_control(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit) and isinstance(widget.parent(), QSpinBox):
        return False
    if widget.metaObject().className().startswith(("QTableCorner", "QComboBoxPrivate")):
        return False
    kinds = (QAbstractButton, QComboBox, QSpinBox, QLineEdit, QTableWidget)
    return isinstance(widget, kinds) and widget.isVisibleTo(widget.window())


def test_the_page_is_walked_through_by_the_tab_key(person: Person, page: SettingsPage) -> None:
    person.main.activateWindow()
    page.general.theme.list.setFocus()
    wait(page.general.theme.list.hasFocus)
    seen = []

    for _ in range(60):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)

    for control in (
        page.general.motion.box,
        page.api.port.box,
        page.api.lan.box,
        page.api.rotate,
        page.kept.days.box,
        page.backups.table,
        page.backups.back_up,
        page.diagnostics.examine,
        page.diagnostics.log_level.list,
    ):
        assert control in seen
    assert person.main.list in seen
