"""What a person reads, in their language.

1. Code holds the English text; `tr` says it now, in the language that the program runs in. 2. A
text that is named before there is a Qt application, such as a constant, is marked where it stands
and goes through `tr` where it is shown. 3. Placeholders are filled after the translation.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

CONTEXT = "Lightstack"
PROGRAM = "Lightstack Desktop"  # A name is not translated.


def tr(text: str, /, **values: object) -> str:
    """Return `text` as a person reads it, its `{name}`s filled."""
    said = QCoreApplication.translate(CONTEXT, text)
    return said.format(**values) if values else said


def mark(text: str, /) -> str:
    """Name a text that `tr` is given later."""
    return text


def within(text: str, /) -> str:
    """Return a name as it stands within a sentence: small, but in German, where nouns are large."""
    return text if QLocale().language() is QLocale.Language.German else text.lower()


def counted(one: str, many: str, number: int, /, **values: object) -> str:
    """Return `one` or `many` as a person reads it; `{n}` is the number."""
    return tr(one if number == 1 else many, n=number, **values)
