"""Text of ours without what is the user's: for a report that strangers will read.

1. What is kept is what the program says itself: the words of its own source, of the system's error
messages, and short numbers. Any other word, wherever it came from, becomes a dot. 2. What is known
to be the user's is replaced first, by what it is, even where it is a word of the program's too.
"""

from __future__ import annotations

import ast
import builtins
import errno
import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from lightstack_desktop.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HIDDEN = "·"
NUMBER_DIGITS = 5

# A line feed of a traceback stands in the log as two characters, and is no part of a word.
_WORD = re.compile(r"\\(?:n|r|t|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})|\w+")
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?:[0-9A-Fa-f]{0,4}:){3,}[0-9A-Fa-f]{0,4}")
_OURS = frozenset({"127.0.0.1", "::1"})
# What Python says of a thread and of where something failed.
_PYTHONS = "mainthread thread traceback most recent call last file line in module".split()
_RUN = re.compile(rf"{HIDDEN}(?:[^\w<>\n]*{HIDDEN})+")
_SAID = re.compile(r"[^\W\d_]+")
_PLACEHOLDER = re.compile("<[a-z ]+>")


class Anonymizer:
    """`private` says what a text that is the user's is to be called: {"/home/anna": "home"}."""

    def __init__(self, private: Mapping[str, str], vocabulary: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._names = {
            form: f"<{name}>" for text, name in private.items() for form in _forms(text) if form
        }
        # The longest first: a folder in the home folder is more than the home folder.
        parts = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._private = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None

    def text(self, said: str) -> str:
        """Return a text with nothing of the user's in it."""
        said = _ADDRESS.sub(lambda found: found[0] if found[0] in _OURS else HIDDEN, said)
        if self._private is not None:
            said = self._private.sub(lambda found: self._names[found[0]], said)
        pieces, at = list[str](), 0
        for placeholder in _PLACEHOLDER.finditer(said):
            if placeholder[0] not in self._names.values():
                continue
            pieces += (self._known(said[at : placeholder.start()]), placeholder[0])
            at = placeholder.end()
        return _RUN.sub(HIDDEN, "".join((*pieces, self._known(said[at:]))))

    def _known(self, said: str) -> str:
        return _WORD.sub(lambda word: word[0] if self._may_stay(word[0]) else HIDDEN, said)

    def _may_stay(self, word: str) -> bool:
        if word[0] == "\\":
            return True
        if word.isdigit():
            return len(word) <= NUMBER_DIGITS
        return all(part.lower() in self._vocabulary for part in _SAID.findall(word)) and (
            sum(char.isdigit() for char in word) <= NUMBER_DIGITS
        )


def _forms(text: str) -> set[str]:
    """Return how a text may stand in a log: as it is, escaped, and as Python quotes it."""
    return {text, escaped(text), repr(text)[1:-1]}


@cache
def vocabulary(package: Path) -> frozenset[str]:
    """Return every word, in lower case, that the program's source or the system says."""
    words = {word.lower() for name in dir(builtins) for word in _SAID.findall(name)}
    words |= {*_PYTHONS}
    words |= {word.lower() for name in sys.stdlib_module_names for word in _SAID.findall(name)}
    for number in errno.errorcode:
        words |= {word.lower() for word in _SAID.findall(os.strerror(number))}
    for file in package.rglob("*.py"):
        words |= {word.lower() for word in _words_of(file.read_text("utf-8"))}
    return frozenset(words)


def _words_of(source: str) -> Iterator[str]:
    """Yield the words of names and texts in a source; what its docstrings tell is no message."""
    tree = ast.parse(source)
    told = {id(text) for text in _docstrings(tree)}
    for node in ast.walk(tree):
        for field in ("id", "attr", "name", "arg", "module"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                yield from _SAID.findall(name)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from _SAID.findall(node.value)


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value
