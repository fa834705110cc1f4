"""Finds every text that the program may say, and keeps the translations' files up to it.

    python tests/spoken.py        adds what is new to each file, unfinished, and drops what is gone

A text is a literal given to `tr`, `mark` or `counted` of desktop/language.py.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lightstack_desktop.desktop.language import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lightstack_desktop"
FILES = ROOT / "assets" / "translations"
# How many of the first arguments are texts.
TEXTS = {"tr": 1, "mark": 1, "counted": 2}


def texts() -> dict[str, str]:
    """Return every text with the first place it stands in, such as `desktop/tray.py`."""
    found: dict[str, str] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for text in _in(ast.parse(file.read_text("utf-8"))):
            found.setdefault(text, file.relative_to(PACKAGE).as_posix())
    return found


def _in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for argument in node.args[: TEXTS.get(node.func.id, 0)]:
                yield from _literals(argument)


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield a literal, or those between which a condition chooses."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def write(file: Path) -> int:
    """Bring a .ts file up to the program; return how many texts are not translated."""
    known = {}
    language = file.stem.rpartition("_")[2]
    if file.exists():
        for message in ET.parse(file).iter("message"):
            said = message.find("translation")
            if said is not None and said.text:
                known[message.findtext("source", "")] = said.text
    top = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(top, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, _ in sorted(texts().items(), key=lambda found: (found[1], found[0])):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        said = ET.SubElement(message, "translation")
        if text in known:
            said.text = known[text]
        else:
            said.set("type", "unfinished")
    ET.indent(top)
    body = ET.tostring(top, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")
    return len(texts().keys() - known.keys())


if __name__ == "__main__":
    for found in sorted(FILES.glob("*.ts")):
        print(f"{found.name}: {write(found)} texts to translate")
