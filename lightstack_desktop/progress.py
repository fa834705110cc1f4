"""How far a long command has come: a bar on a terminal, elsewhere a line for each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    Progress = Callable[[str, int, int], None]

BAR_WIDTH = 30


class Bar:
    """Progress on a terminal, or a line for each part of the work where there is none."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._shown = ""

    def show(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` rows are done."""
        text = f"{what} ({total:,} rows)"
        if self._is_terminal:
            filled = BAR_WIDTH * done // total
            text += f" [{'#' * filled:{BAR_WIDTH}}] {100 * done // total:3} %"
        if text != self._shown:
            self._shown = text
            self._stream.write(f"\r{text}\x1b[K" if self._is_terminal else f"{text}\n")
            self._stream.flush()

    def close(self) -> None:
        """Leave the cursor where the next line begins."""
        if self._is_terminal and self._shown:
            self._stream.write("\n")
