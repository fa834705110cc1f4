"""The texts of one language, read from Qt Linguist's file as it is.

1. What a catalogue does not have is said in English. 2. Qt's own texts (Cancel, Copy, …) come from
the catalogues that Qt ships. 3. "auto" is the first language of the desktop that we speak. 4. Dates
and numbers are written in the same language.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from lightstack_desktop.desktop.language import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

AUTO = "auto"
SOURCE = "en"
LANGUAGES = {SOURCE: "English", "de": "Deutsch"}

_log = logging.getLogger(__name__)


class Catalogue(QTranslator):
    """Says what `texts` has, by the English text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str | None:
        """Return the text in this language, or None, which lets Qt ask elsewhere."""
        return self._texts.get(source) if context == CONTEXT else None

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Return whether there is nothing to say: Qt does not install an empty translator."""
        return not self._texts


def read(file: Path) -> dict[str, str]:
    """Return the finished texts of a .ts file by the English ones.

    Source of the format: https://doc.qt.io/qt-6/linguist-ts-file-format.html
    """
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - English needs none of it

    texts = {}
    # The file is our own: it comes with the program.
    for message in ET.parse(file).iter("message"):  # noqa: S314
        said = message.find("translation")
        if said is not None and said.get("type") is None and said.text:
            texts[message.findtext("source", "")] = said.text
    return texts


def chosen(language: str, wanted: Sequence[str]) -> str:
    """Return which language to speak: the one chosen, or for "auto" the first that we know.

    `wanted` are BCP 47 names such as "de-AT", the most liked first.
    """
    if language in LANGUAGES:
        return language
    spoken = (name.partition("-")[0].lower() for name in wanted)
    return next((name for name in spoken if name in LANGUAGES), SOURCE)


def speak(app: QApplication, language: str, folder: Path) -> str:
    """Have everything said from now on in `language` ("auto" or one of LANGUAGES); return which."""
    code = chosen(language, QLocale.system().uiLanguages())
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if code != SOURCE:
        _install(app, code, folder)
    QLocale.setDefault(_locale(code))
    return code


def _locale(code: str) -> QLocale:
    """Return how dates and numbers are written: as the desktop does, in the language spoken."""
    own, language = QLocale.system(), QLocale.codeToLanguage(code)
    if own.language() is language or (code == SOURCE and own.language() is QLocale.Language.C):
        return own
    return QLocale(language, own.territory())


def _install(app: QApplication, code: str, folder: Path) -> None:
    own = QTranslator(app)
    if own.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(own)
    try:
        texts = read(folder / f"lightstack_{code}.ts")
    except (OSError, SyntaxError) as error:  # what is no XML is a SyntaxError
        _log.warning("the texts of language %s cannot be read: %s", code, error)
        return
    catalogue = Catalogue(texts)
    catalogue.setParent(app)
    app.installTranslator(catalogue)
