"""The Alerts page: every configuration found, made, edited, tried, deleted, and taken back."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from fakes import NO_ROOM
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.person import Person, wait
from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.alerts.fields import BAR_EFFECTS, LED_EFFECTS
from lightstack_desktop.alerts.model import ConfigFields
from lightstack_desktop.alerts.palette import NAMES, rgb
from lightstack_desktop.desktop.pages import words
from lightstack_desktop.errors import InvalidAlertError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel

    from lightstack_desktop.desktop.pages.alert_editor import AlertEditor
    from lightstack_desktop.desktop.pages.alerts import AlertsPage

DOOR = ConfigFields(
    name="Front door",
    description="Somebody rang.",
    default_priority=2,
    led_color=85,
    led_effect="pulse",
    led_brightness=60,
    led_duration=65,
    icon="door",
)


@pytest.fixture
def page(person: Person) -> AlertsPage:
    person.attach()
    person.engine.create_config("door", DOOR).result()
    person.create("dryer", name="Dryer", default_priority=4)
    found: AlertsPage = person.open("alerts")
    person.see_window()
    return found


def shown(page: AlertsPage) -> list[str]:
    lines = range(page.table.filter.rowCount())
    return [page.table.filter.index(line, 1).data() for line in lines]


def editor_on(page: AlertsPage, key: str) -> AlertEditor:
    page.table.select(key)
    page.edit.trigger()
    assert page.editor is not None
    return page.editor


def save(editor: AlertEditor) -> None:
    editor._save()
    wait(lambda: not editor.isVisible())


def fields(person: Person, key: str = "door") -> ConfigFields:
    return person.alert(key).config.fields


def settle(person: Person, page: AlertsPage) -> None:
    wait(lambda: not page.edits._is_waiting)
    person.see_window()


def problems(editor: AlertEditor) -> dict[str, str]:
    found: dict[str, QLabel] = editor.form._problems
    return {name: label.text() for name, label in found.items() if label.isVisible()}


def test_all_are_listed_with_priority_and_state(person: Person, page: AlertsPage) -> None:
    person.trigger("dryer")
    person.see_window()

    lines = [
        [page.table.filter.index(line, column).data() for column in range(4)] for line in range(2)
    ]

    assert lines == [
        ["Dryer", "dryer", "4 · Low", "Active"],
        ["Front door", "door", "2 · High", "Idle"],
    ]


@pytest.mark.parametrize(
    ("sought", "found"),
    [("FRONT", ["door"]), ("rang", ["door"]), ("dry", ["dryer"]), ("r d", ["dryer", "door"])],
)
def test_the_filter_finds_words_in_name_key_and_description(
    page: AlertsPage, sought: str, found: list[str]
) -> None:
    page.search.setText(sought)

    assert shown(page) == found


def test_an_empty_table_says_why(page: AlertsPage) -> None:
    page.search.setText("% nothing _ like it")

    assert shown(page) == []
    assert page._hint.isVisible()
    assert page._hint.text().startswith("No alert has these words")


def test_opening_and_saving_unchanged_writes_nothing(person: Person, page: AlertsPage) -> None:
    before = len(person.store.saved)

    save(editor_on(page, "door"))
    save(editor_on(page, "dryer"))

    assert len(person.store.saved) == before


def test_every_field_can_be_edited(person: Person, page: AlertsPage) -> None:
    editor = editor_on(page, "door")
    form = editor.form
    form.name.setText("Back door")
    form.description.setPlainText("Somebody\nknocked.")
    form.priority.setCurrentIndex(0)
    form.color.swatches[170].click()
    form.scope.setCurrentIndex(form.scope.findData("individual"))
    form.effect.setCurrentIndex(form.effect.findData("aurora"))
    editor.preview.bar.leds[0].click()
    editor.preview.bar.leds[4].click()
    form.percent.setValue(35)
    form.duration.unit.setCurrentText("Hours")
    form.duration.count.setValue(3)
    form.icon.take("washing-machine")

    save(editor)

    assert fields(person) == ConfigFields(
        name="Back door",
        description="Somebody\nknocked.",
        default_priority=1,
        led_scope="individual",
        led_positions=(1, 5),
        led_color=170,
        led_effect="aurora",
        led_brightness=35,
        led_duration=123,
        icon="washing-machine",
    )


def test_the_form_knows_every_field(page: AlertsPage) -> None:
    names = set(editor_on(page, "door").form._values())

    assert {field.name for field in fields_of(ConfigFields)} == names


def test_a_default_that_nobody_chose_stays_a_default(person: Person, page: AlertsPage) -> None:
    editor = editor_on(page, "dryer")
    editor.form.name.setText("Tumble dryer")
    save(editor)

    assert fields(person, "dryer") == ConfigFields(name="Tumble dryer", default_priority=4)


def test_an_edit_leaves_what_another_changed_meanwhile(person: Person, page: AlertsPage) -> None:
    editor = editor_on(page, "door")
    editor.form.name.setText("Back door")
    person.engine.update_config("door", lambda f: replace(f, led_color=21)).result()

    save(editor)

    assert (fields(person).name, fields(person).led_color) == ("Back door", 21)


def test_what_is_wrong_is_said_beside_its_field_and_the_window_stays(
    person: Person, page: AlertsPage
) -> None:
    page.new.trigger()
    editor = page.editor
    assert editor is not None
    editor.form.key.setText("a/b")

    editor._save()
    wait(lambda: problems(editor))
    assert problems(editor) == {"alert_key": "\u26a0 The key must not contain '/'"}

    editor.form.key.setText("ab")
    editor.form.scope.setCurrentIndex(editor.form.scope.findData("individual"))
    editor._save()
    wait(lambda: "led_scope" in problems(editor))
    assert problems(editor)["led_scope"] == f"\u26a0 {words.NO_LED}"
    assert editor.isVisible()

    editor.preview.bar.leds[6].click()
    save(editor)
    assert fields(person, "ab").led_positions == (7,)


def test_what_is_of_no_field_is_said_above_the_form(person: Person, page: AlertsPage) -> None:
    editor = editor_on(page, "door")
    editor.form.name.setText("Back door")
    person.store.fails("commit", NO_ROOM)

    editor._save()
    wait(editor.failure.isVisible)

    assert editor.isVisible()
    assert editor.buttons.isEnabled()
    assert fields(person).name == "Front door"
    person.store.heals()


def test_a_taken_key_is_refused(page: AlertsPage) -> None:
    page.new.trigger()
    editor = page.editor
    assert editor is not None
    editor.form.key.setText("door")

    editor._save()

    wait(lambda: problems(editor))
    assert problems(editor) == {"alert_key": f"\u26a0 {words.TAKEN}"}


def test_a_new_alert_is_made_and_stands_under_the_cursor(person: Person, page: AlertsPage) -> None:
    person.main.activateWindow()
    page.table.setFocus()
    wait(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    editor = page.editor
    assert editor is not None
    assert editor.isVisible()
    editor.form.key.setText("leak")
    editor.form.name.setText("Water leak")
    save(editor)
    person.see_window()

    assert fields(person, "leak").name == "Water leak"
    assert person.alert("leak").config.is_kept
    current = page.table.current()
    assert current is not None
    assert current.key == "leak"


def test_a_duplicate_has_the_same_fields_and_a_key_of_its_own(
    person: Person, page: AlertsPage
) -> None:
    page.table.select("door")
    page.copy.trigger()
    editor = page.editor
    assert editor is not None
    save(editor)

    assert fields(person, "door-2") == replace(DOOR, name="Front door (copy)")


def test_deleting_asks_and_can_be_taken_back(person: Person, page: AlertsPage) -> None:
    page.table.select("door")
    page.delete.trigger()
    assert page.question is not None
    assert page.question.text() == "Delete “Front door”?"
    page.question.buttons()[0].click()
    wait(lambda: "door" not in person.engine.board.alerts)
    settle(person, page)
    assert shown(page) == ["dryer"]

    page.undo.trigger()
    wait(lambda: "door" in person.engine.board.alerts)
    settle(person, page)

    assert fields(person) == DOOR
    assert shown(page) == ["dryer", "door"]


def delete(person: Person, page: AlertsPage, key: str) -> None:
    page.table.select(key)
    page.delete.trigger()
    assert page.question is not None
    page.question.buttons()[0].click()
    wait(lambda: key not in person.engine.board.alerts)
    settle(person, page)


def test_an_active_alert_comes_back_as_it_was(person: Person, page: AlertsPage) -> None:
    person.engine.trigger("door", priority=1, source="test").result()
    person.acknowledge("door")
    person.see_window()
    delete(person, page, "door")

    page.undo.trigger()
    settle(person, page)

    back = person.alert("door")
    assert (back.is_active, back.is_acknowledged, back.effective_priority) == (True, True, 1)
    assert back.config.fields == DOOR

    page.redo.trigger()
    settle(person, page)
    assert "door" not in person.engine.board.alerts


def test_what_a_trigger_made_anew_gets_its_settings_back(person: Person, page: AlertsPage) -> None:
    delete(person, page, "door")
    person.trigger("door")
    person.see_window()

    page.undo.trigger()
    settle(person, page)

    assert fields(person) == DOOR
    assert person.alert("door").is_active


def test_the_key_of_a_new_alert_follows_its_name_until_a_person_writes_one(
    person: Person, page: AlertsPage
) -> None:
    page.new.trigger()
    editor = page.editor
    assert editor is not None
    editor.form.name.setText("Door")
    assert editor.form.key.text() == "door-2"
    editor.form.key.setText("bell")
    editor.form.name.setText("Door bell")
    save(editor)

    assert fields(person, "bell").name == "Door bell"

    opened = editor_on(page, "dryer")
    opened.form.name.setText("Tumble dryer")
    assert opened.form.key.text() == "dryer"


def test_a_picture_is_copied_shown_and_taken_off(
    person: Person, page: AlertsPage, tmp_path: Path
) -> None:
    chosen = tmp_path / "cat.png"
    Image.new("RGB", (300, 200), "red").save(chosen)
    editor = editor_on(page, "door")
    editor.form.picture.take(str(chosen))
    wait(lambda: editor.form.picture.value)
    save(editor)

    name = fields(person).picture
    assert name is not None
    assert (tmp_path / "pictures" / name).is_file()

    form = editor_on(page, "door").form
    assert not form.picture.button.icon().isNull()
    form.picture.remove.click()
    save(editor)
    assert fields(person).picture is None


def test_a_file_that_is_no_picture_is_refused_beside_the_button(
    person: Person, page: AlertsPage, tmp_path: Path
) -> None:
    (tmp_path / "cat.png").write_text("no picture")
    editor = editor_on(page, "door")

    editor.form.picture.take(str(tmp_path / "cat.png"))

    wait(lambda: "picture" in problems(editor))
    assert problems(editor)["picture"].startswith("\u26a0 This is no PNG")
    assert editor.form.picture.button.isEnabled()
    assert editor.form.changes() == {}


def test_a_picture_that_comes_late_is_not_put_on_another_alert(
    page: AlertsPage, tmp_path: Path
) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "cat.png")
    editor = editor_on(page, "door")
    editor.form.picture.take(str(tmp_path / "cat.png"))

    editor.form.show_fields("dryer", ConfigFields(), is_new=False)

    wait(lambda: list((tmp_path / "pictures").glob("*.png")))
    heard: list[None] = []
    editor._edits._orders._call(lambda: heard.append(None))
    wait(lambda: heard)
    assert editor.form.fields() == ConfigFields()


def test_every_word_that_a_value_can_have_is_known() -> None:
    assert words.COLORS == NAMES
    assert set(words.EFFECTS) == BAR_EFFECTS | LED_EFFECTS


@pytest.mark.parametrize("start", words.SENTENCES)
def test_each_sentence_that_the_form_words_anew_is_one_of_the_rules(start: str) -> None:
    said = set()
    for key in ("", "active", " a", "a/b", "a\tb", "\ufffd"):
        with pytest.raises(InvalidAlertError) as refused:
            rules.check_key(key)
        said.add(str(refused.value))
    for field in ("name", "description"):
        for text in ("x" * 5000, "\0"):
            with pytest.raises(InvalidAlertError) as refused:
                rules.check_fields(ConfigFields(**{field: text}))
            said.add(str(refused.value))
    with pytest.raises(InvalidAlertError) as refused:
        rules.check_positions("individual", None)
    said.add(str(refused.value))

    assert any(sentence.startswith(start) for sentence in said)


def test_no_is_the_answer_of_enter_and_escape(person: Person, page: AlertsPage) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        page.table.select("door")
        page.delete.trigger()
        assert page.question is not None
        QTest.keyClick(page.question, key)
        assert not page.question.isVisible()

    assert "door" in person.engine.board.alerts


def test_edits_are_taken_back_and_done_again_in_order(person: Person, page: AlertsPage) -> None:
    for name in ("Two", "Three"):
        editor = editor_on(page, "door")
        editor.form.name.setText(name)
        save(editor)
    names = []

    for action in (page.undo, page.undo, page.redo, page.redo):
        action.trigger()
        settle(person, page)
        names.append(fields(person).name)

    assert names == ["Two", "Front door", "Two", "Three"]
    assert not page.redo.isEnabled()


def test_taking_back_leaves_what_another_changed_since(person: Person, page: AlertsPage) -> None:
    editor = editor_on(page, "door")
    editor.form.name.setText("Two")
    save(editor)
    person.engine.update_config("door", lambda f: replace(f, led_color=21)).result()

    page.undo.trigger()
    settle(person, page)

    assert (fields(person).name, fields(person).led_color) == ("Front door", 21)


def test_what_cannot_be_taken_back_is_said_and_can_be_tried_again(
    person: Person, page: AlertsPage
) -> None:
    editor = editor_on(page, "door")
    editor.form.name.setText("Two")
    save(editor)
    person.store.fails("commit", NO_ROOM)

    page.undo.trigger()
    settle(person, page)
    wait(person.main.failure.isVisible)
    assert fields(person).name == "Two"
    assert page.undo.isEnabled()

    person.store.heals()
    wait(lambda: person.engine.board.is_saved)
    page.undo.trigger()
    wait(lambda: fields(person).name == "Front door")


def test_no_name_gets_into_a_tooltip(person: Person, page: AlertsPage) -> None:
    person.create("<b>x", name="<img src=x>")
    person.see_window()
    editor = editor_on(page, "<b>x")
    editor.form.name.setText("<i>y</i>")
    save(editor)
    person.see_window()

    widgets = [*page.findChildren(QWidget), *page.actions()]

    assert page.undo.toolTip() == "Undo edit"
    assert not any("<" in widget.toolTip() for widget in widgets)
    cells = [page.table.rows.index(row, 0) for row in range(3)]
    assert not any(cell.data(Qt.ItemDataRole.ToolTipRole) for cell in cells)


def test_trigger_tries_an_alert(person: Person, page: AlertsPage) -> None:
    page.table.select("door")

    page.trigger.trigger()

    wait(lambda: person.alert("door").is_active)


def test_without_a_line_nothing_can_be_done_to_one(page: AlertsPage) -> None:
    page.search.setText("no such alert")

    actions = (page.edit, page.copy, page.delete, page.trigger, page.undo, page.redo)

    assert not any(action.isEnabled() for action in actions)
    assert page.new.isEnabled()


@pytest.mark.parametrize(("scope", "known"), [("bar", BAR_EFFECTS), ("individual", LED_EFFECTS)])
def test_each_scope_offers_its_effects_the_plain_one_first(
    scope: str, known: frozenset[str]
) -> None:
    offered = words.effects(scope)

    assert set(offered) == known
    assert offered[0] == "solid"
    assert offered[-2:] == ["clear_effect", "off"]


@pytest.mark.parametrize("byte", range(256))
def test_every_duration_can_be_chosen(byte: int) -> None:
    assert words.byte(*words.parts(byte)) == byte


@pytest.mark.parametrize(
    ("byte", "said"),
    [
        (0, "Not at all"),
        (1, "1 second"),
        (60, "60 seconds"),
        (61, "1 minute"),
        (121, "1 hour"),
        (254, "134 hours"),
        (255, "Until cleared"),
    ],
)
def test_durations_are_said_in_words(byte: int, said: str) -> None:
    assert words.duration(byte) == said


@pytest.mark.parametrize(
    ("color", "said"), [(0, "Red"), (255, "White"), (25, "Like orange"), (250, "Like red")]
)
def test_colours_are_said_in_words(color: int, said: str) -> None:
    assert words.color(color) == said


def test_the_preview_moves_only_while_it_is_seen(page: AlertsPage) -> None:
    editor = editor_on(page, "door")
    wait(editor.isVisible)
    assert editor.preview._next.isActive()

    editor.form.effect.setCurrentIndex(editor.form.effect.findData("solid"))
    assert not editor.preview._next.isActive()

    editor.form.effect.setCurrentIndex(editor.form.effect.findData("chase"))
    assert editor.preview._next.isActive()
    editor.reject()
    assert not editor.preview._next.isActive()


def test_the_preview_shows_colour_and_darkness(page: AlertsPage) -> None:
    editor = editor_on(page, "dryer")
    led: Any = editor.preview.bar.leds[0]
    editor.form.color.swatches[170].click()
    assert led._rgb == rgb(170)

    editor.form.duration.unit.setCurrentText("Not at all")
    assert led._rgb is None


def test_leds_are_chosen_by_keyboard_and_named(page: AlertsPage) -> None:
    editor = editor_on(page, "dryer")
    led = editor.preview.bar.leds[2]
    assert not led.isEnabled()
    editor.form.scope.setCurrentIndex(editor.form.scope.findData("individual"))

    led.setFocus()
    QTest.keyClick(led, Qt.Key.Key_Space)

    assert editor.form.fields().led_positions == (3,)
    assert led.accessibleName() == "LED 3"


def test_an_icon_is_found_and_taken(page: AlertsPage) -> None:
    editor = editor_on(page, "dryer")
    editor.form.icon.button.click()
    choice = editor.form.icon.choice
    assert choice is not None
    everything = choice.cells.rowCount()
    assert everything > 7000

    choice.search.setText("washing machine")
    assert choice.chosen == "washing-machine"
    assert choice.cells.rowCount() < 500
    choice.accept()

    assert editor.form.fields().icon == "washing-machine"
    assert editor.form.icon.button.text() == "washing-machine"


def test_only_the_icons_that_are_seen_are_drawn(page: AlertsPage) -> None:
    editor = editor_on(page, "dryer")
    editor.form.icon.button.click()
    choice = editor.form.icon.choice
    assert choice is not None

    choice.view.grab()

    assert 0 < len(choice.cells._kept) < 300


def test_a_search_that_finds_nothing_offers_nothing(page: AlertsPage) -> None:
    editor = editor_on(page, "dryer")
    editor.form.icon.button.click()
    choice = editor.form.icon.choice
    assert choice is not None

    choice.search.setText("qqqq")

    assert choice.chosen is None
    assert choice.name.text() == "No icon fits"
