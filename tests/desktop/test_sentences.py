"""What other rooms say of trouble is said in a person's language."""

from __future__ import annotations

import ast
import errno
import re
import string
from pathlib import Path

import pytest
import spoken

from lightstack_desktop import settings
from lightstack_desktop.alerts import deck_rules
from lightstack_desktop.alerts.deck import Deck
from lightstack_desktop.desktop import sentences
from lightstack_desktop.errors import (
    InvalidDeckError,
    LightstackError,
    NotExportedError,
    PortTakenError,
    SettingsError,
    UnknownAlertError,
)
from lightstack_desktop.ledger import LOST, NOT_SAVED

pytestmark = pytest.mark.usefixtures("german")

DESKTOP = spoken.PACKAGE / "desktop"
GAP = "\0"


def test_every_sentence_is_one_that_another_room_says() -> None:
    """What is reworded there must be reworded here, or it is said in English."""
    elsewhere = _said_elsewhere()
    assert [s for s in sentences.SENTENCES if not _is_said(s, elsewhere)] == []


def _said_elsewhere() -> list[tuple[re.Pattern[str], int]]:
    """Return every text outside the desktop: what it reads like, and how long it is at least."""
    files = (file for file in spoken.PACKAGE.rglob("*.py") if DESKTOP not in file.parents)
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    texts = {text for node in nodes if (text := _text(node))}
    shapes = (("(.*)".join(map(re.escape, t.split(GAP))), len(t.replace(GAP, ""))) for t in texts)
    return [(re.compile(shape, re.DOTALL), length) for shape, length in shapes]


def _text(node: ast.AST) -> str:
    """Return a literal, what is filled in as a gap."""
    if isinstance(node, ast.JoinedStr):
        parts = (str(p.value) if isinstance(p, ast.Constant) else GAP for p in node.values)
        return "".join(parts)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        return re.sub(r"{\w+}", GAP, node.value.strip())
    return ""


def _is_said(sentence: str, elsewhere: list[tuple[re.Pattern[str], int]]) -> bool:
    least = len(re.sub(r"{\w+}", "", sentence)) / 2
    values = dict.fromkeys(_names(sentence), "0")
    texts = {sentence.format(**values | {"field": field}) for field in sentences.FIELDS}
    return any(
        length >= least and shape.fullmatch(text) for shape, length in elsewhere for text in texts
    )


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_a_sentence_keeps_what_fills_it() -> None:
    said = sentences.said(UnknownAlertError("haus & hof"))
    assert said == "Den Alarm „haus & hof“ gibt es nicht"


def test_a_field_is_called_as_the_window_calls_it() -> None:
    with pytest.raises(InvalidDeckError) as refused:
        deck_rules.check_deck(Deck("A", "Model", 15, 5, brightness_percent=101))
    assert sentences.said(refused.value) == "Die Helligkeit: 0 bis 100, nicht 101"


def test_what_somebody_wrote_is_never_translated() -> None:
    assert sentences.said(UnknownAlertError("patterns")) == "Den Alarm „patterns“ gibt es nicht"


def test_the_reason_within_a_sentence_is_said_in_the_same_language() -> None:
    said = sentences.said("Database /home/a/alerts.db: The disk is full. Free some space.")
    assert said == "Datenbank /home/a/alerts.db: Der Datenträger ist voll. Platz schaffen."


def test_several_sentences_are_each_said() -> None:
    said = sentences.said(
        "The database was damaged; the backup of 2026-11-21 12:00 UTC was restored. 7 newer "
        "history rows could still be read and are there. All that came after could be read. The "
        "damaged file is kept as alerts.damaged.db."
    )
    assert said == (
        "Die Datenbank war beschädigt; die Sicherung vom 2026-11-21 12:00 UTC wurde "
        "zurückgespielt. 7 neuere Einträge im Verlauf waren noch lesbar und sind da. Alles danach "
        "war lesbar. Die beschädigte Datei bleibt erhalten als alerts.damaged.db."
    )


@pytest.mark.parametrize(
    "trouble",
    [
        PortTakenError(8437),
        NotExportedError(Path("/x/a.csv"), OSError(errno.ENOSPC, "Auf dem Gerät ist kein Platz")),
        NOT_SAVED,
        LOST.format(count=7),
        SettingsError(settings.NEEDS_HOSTS),
    ],
)
def test_what_a_person_may_meet_is_known(trouble: LightstackError | str) -> None:
    assert sentences.said(trouble) != str(trouble)


def test_a_name_that_is_refused_is_said_with_what_is_allowed() -> None:
    with pytest.raises(SettingsError) as refused:
        settings.check("api_hosts", ["not a name"])
    assert sentences.said(refused.value) == (
        'Ein Name dieses Computers: "not a name" geht nicht. Erlaubt: Namen mit oder ohne Port, '
        "etwa desk.example, 192.0.2.7:8437."
    )


def test_what_is_not_known_is_said_as_it_came() -> None:
    assert sentences.said("Something else. And more.") == "Something else. And more."


def test_no_sentence_hides_a_later_one() -> None:
    """The first that fits counts, so the one that says more stands first."""
    for sentence in sentences.SENTENCES:
        text = sentence.format(**dict.fromkeys(_names(sentence), "7") | {"field": "patterns"})
        assert next(s for s, shape in sentences._shapes() if shape.fullmatch(text)) == sentence
