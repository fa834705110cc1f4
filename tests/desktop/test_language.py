"""Texts are said in a person's language, whole."""

from __future__ import annotations

import ast
import re
import string
from typing import TYPE_CHECKING

import pytest
import spoken
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDialogButtonBox

from lightstack_desktop import data
from lightstack_desktop.desktop import catalogue
from lightstack_desktop.desktop.language import counted, tr, within
from lightstack_desktop.desktop.pages import spans

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

FOLDER = data.path("assets", "translations")
OTHERS = sorted(set(catalogue.LANGUAGES) - {catalogue.SOURCE})


def file(language: str) -> Path:
    return FOLDER / f"lightstack_{language}.ts"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_nothing_else_stands_in_the_file(language: str) -> None:
    """`python tests/spoken.py` brings the file up to the program."""
    assert sorted(catalogue.read(file(language))) == sorted(spoken.texts())


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_what_its_text_does(language: str) -> None:
    for text, said in catalogue.read(file(language)).items():
        assert _fields(said) == _fields(text), text


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_is_reached_by_a_key_where_its_text_is(language: str) -> None:
    """One letter after `&`; and it ends as its text does, for what follows it."""
    for text, said in catalogue.read(file(language)).items():
        assert len(re.findall(r"&\w", said)) == len(re.findall(r"&\w", text)), text
        assert said.endswith("…") == text.endswith("…"), text
        assert (said != said.strip()) == (text != text.strip()), text


def test_a_text_is_said_in_the_language_chosen(german: None) -> None:
    assert tr("Alerts") == "Alarme"
    assert tr("no text of this program") == "no text of this program"


def test_qts_own_buttons_are_too(german: None) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "Abbrechen"


@pytest.mark.usefixtures("german")
def test_dates_and_numbers_are_written_in_the_language(app: QApplication) -> None:
    moment = QDate(2026, 11, 1)
    assert QLocale().toString(moment, QLocale.FormatType.LongFormat) == "Sonntag, 1. November 2026"
    assert spans.text(4.2) == "4,2 s"

    catalogue.speak(app, "en", FOLDER)

    assert "Sunday" in QLocale().toString(moment, QLocale.FormatType.LongFormat)
    assert spans.text(4.2) == "4.2 s"


@pytest.mark.usefixtures("german")
def test_a_name_within_a_sentence_is_small_where_the_language_has_it_so(app: QApplication) -> None:
    assert within(tr("Fast blink")) == "Schnelles Blinken"

    catalogue.speak(app, "en", FOLDER)

    assert within(tr("Fast blink")) == "fast blink"


def test_english_takes_the_translations_back(app: QApplication) -> None:
    catalogue.speak(app, "de", FOLDER)

    assert catalogue.speak(app, "en", FOLDER) == "en"

    assert tr("Alerts") == "Alerts"


def test_numbers_choose_one_or_many() -> None:
    assert counted("{n} thing", "{n} things", 1) == "1 thing"
    assert counted("{n} thing", "{n} things", 0) == "0 things"


@pytest.mark.parametrize(
    ("language", "wanted", "expected"),
    [
        ("de", ["en-US"], "de"),
        ("auto", ["de-AT", "en"], "de"),
        ("auto", ["ja-JP", "de"], "de"),
        ("auto", ["ja-JP"], "en"),
        ("auto", ["C"], "en"),
        ("auto", [], "en"),
    ],
)
def test_the_desktops_first_language_that_we_know_is_spoken(
    language: str, wanted: list[str], expected: str
) -> None:
    assert catalogue.chosen(language, wanted) == expected


def test_a_file_that_is_broken_leaves_english(
    app: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "lightstack_de.ts").write_text("<TS>")

    catalogue.speak(app, "de", tmp_path)

    assert tr("Alerts") == "Alerts"
    assert "cannot be read" in caplog.text
    catalogue.speak(app, "en", tmp_path)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


SAYS = {
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QAction", "QGroupBox", "QToolButton"),
    *("setText", "setTitle", "setWindowTitle", "setToolTip", "setStatusTip", "setPlaceholderText"),
    *("setAccessibleName", "setAccessibleDescription", "setInformativeText", "setSpecialValueText"),
    *(
        "addAction",
        "addMenu",
        "addItem",
        "addTab",
        "addRow",
        "addSection",
        "setPrefix",
        "setSuffix",
    ),
}


def test_no_widget_is_given_a_text_that_cannot_be_translated() -> None:
    found = [
        f"{file.name}:{node.lineno}"
        for file in sorted((spoken.PACKAGE / "desktop").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and _called(node) in SAYS and any(map(_is_text, node.args))
    ]
    assert found == []


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", None) or getattr(node.func, "id", "")


def _is_text(node: ast.expr) -> bool:
    """Return whether this is a literal with words in it."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    said = [part.value for part in parts if isinstance(part, ast.Constant)]
    return any(isinstance(text, str) and re.search("[A-Za-z]{2}", text) for text in said)
