"""The web API: where it is, who may call, and the token.

1. The token is never shown; it is copied on a person's press, and marked so that clipboard
histories leave it out. 2. What opens the API further, or shuts somebody out, is asked first.
"""

from __future__ import annotations

import socket
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from lightstack_desktop import instance
from lightstack_desktop.desktop import labels, sentences
from lightstack_desktop.desktop.language import mark, tr
from lightstack_desktop.desktop.pages import first_commands
from lightstack_desktop.desktop.pages.all_clear import plain
from lightstack_desktop.desktop.pages.copy_line import CopyLine
from lightstack_desktop.desktop.pages.setting_line import Names, Number, Switch
from lightstack_desktop.desktop.pages.settings_group import Group, one_of, side_by_side
from lightstack_desktop.desktop.question import question
from lightstack_desktop.errors import PortTakenError
from lightstack_desktop.settings import NUMBERS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from lightstack_desktop.desktop.pages.page import Needs
    from lightstack_desktop.errors import LightstackError
    from lightstack_desktop.settings import Settings
    from lightstack_desktop.settings_file import Value

CLIPBOARD_HINT = "x-kde-passwordManagerHint"
LONGEST = 300
STRICT_MORE = mark("Without this, programs of yours on this computer need no token.")
NAMES_MORE = mark("By which others on the network ask for it, with commas between them.")
LAN_MORE = mark("They need the token, which anybody who listens in on the network can read.")
LAN_QUESTION = mark(
    "They reach it as {names}, and need the token. It is sent in the clear: whoever listens in on "
    "the network can read it, and then do everything that you can do here."
)
ROTATE_QUESTION = mark(
    "The present one stops counting at once: every program that uses it needs the new one."
)


class Api(Group):
    """The group of the API."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(tr("Web API"), needs)
        chosen = needs.chosen
        self._copied: str | None = None
        self._question: QMessageBox | None = None
        self.address = CopyLine(tr("Address of the API"), needs.glyphs)
        self.retry = QPushButton(tr("Tr&y again"))
        self.retry.clicked.connect(self._try_again)
        self.no_address = side_by_side(plain(tr("There is none just now.")), self.retry)
        self.port = Port(
            chosen, "api_port", NUMBERS["api_port"][:2], lowest_text=tr("any free one")
        )
        self.callers = plain("")
        self.strict = Switch(
            chosen, "strict", tr("As&k my own programs for the token, too"), hint=tr(STRICT_MORE)
        )
        self.names = Names(chosen, "api_hosts", tr(NAMES_MORE))
        self.names.line.setPlaceholderText(_own_name())
        self.lan = Lan(needs, self.names)
        self.docs = Switch(chosen, "api_docs", tr("Ser&ve pages to read about the API"))
        self.copy = QPushButton(tr("&Copy the token"))
        self.copy.clicked.connect(self._copy_token)
        self.rotate = QPushButton(tr("Replace the toke&n…"))
        self.rotate.clicked.connect(self._ask_rotate)
        self.said = plain("")
        self._build()
        chosen.changed.connect(self.look)

    def look(self) -> None:
        """Look where the API is."""
        settings = self._needs.settings
        address = first_commands.address(settings)
        self.address.show_text(address or "")
        self.address.setVisible(address is not None)
        self.no_address.setVisible(address is None)
        self.retry.setEnabled(settings.fixed_by("api_port") is None)
        self.callers.setText(callers(settings))

    def close_down(self) -> None:
        """Take the token back out of the clipboard, if it is still there.

        Content that Python made would also be destroyed after Python has ended, which crashes.
        """
        clipboard = QGuiApplication.clipboard()
        if self._copied is not None and clipboard.text() == self._copied:
            clipboard.clear()

    def _build(self) -> None:
        where = one_of(self.address, self.no_address)
        where.setFocusProxy(self.address.line)
        self.add(tr("Address"), where)
        self.add(tr("&Port"), self.port)
        self.add(tr("Who may call"), self.callers)
        self.add("", self.strict)
        self.add("", self.lan)
        self.add(tr("Names of this co&mputer"), self.names)
        self.add(tr("Pages"), self.docs)
        self.add(tr("Token"), side_by_side(self.copy, self.rotate))
        self.add("", self.said)
        self._say("")

    def _try_again(self) -> None:
        self.port.ask(api_port=self._needs.settings.api_port)

    def _say(self, text: str) -> None:
        self.said.setText(labels.flat(text, LONGEST))
        self._form.setRowVisible(self.said, bool(text))

    def _copy_token(self) -> None:
        folder = self._needs.settings.data_dir
        token = instance.read_token(folder)
        if token is None:
            self._say(tr("There is no token to read in {folder}.", folder=folder))
            return
        content = QMimeData()
        content.setText(token)
        content.setData(CLIPBOARD_HINT, b"secret")
        QGuiApplication.clipboard().setMimeData(content)
        self._copied = token
        self._say(tr("It is in the clipboard. Whoever has it may do everything here."))

    def _ask_rotate(self) -> None:
        self._question = question(
            tr("Replace the token?"), tr(ROTATE_QUESTION), tr("Replace it"), self
        )
        self._question.accepted.connect(self._rotate)
        self._question.show()

    def _rotate(self) -> None:
        self._needs.slow.ask(self._needs.program.rotate_token, self._rotated, self._not_rotated)

    def _rotated(self, _nothing: None) -> None:
        self.close_down()
        self._say(tr("Another token counts now. Copy it for the programs that need it."))

    def _not_rotated(self, error: LightstackError) -> None:
        self._say(tr("The token is still the same. {error}", error=sentences.said(error)))


class Port(Number):
    """The port; one that another program has is told in the window's words."""

    def refuse(self, error: LightstackError) -> None:
        super().refuse(error)
        if isinstance(error, PortTakenError):
            self.say(tr("Port {port} is used by another program. Try another.", port=error.port))


class Lan(Switch):
    """Whether others on the network may call, by these names; that is asked before."""

    def __init__(self, needs: Needs, names: Names) -> None:
        super().__init__(
            needs.chosen, "api_lan", tr("Let others on the net&work call"), hint=tr(LAN_MORE)
        )
        self._names = names
        self._question: QMessageBox | None = None

    def choose(self, value: Value) -> None:
        if not value:
            self.ask(api_lan=False)
            return
        # It stays as it is until the answer.
        self.refresh()
        names = self._names.names or (_own_name(),)
        more = tr(LAN_QUESTION, names=labels.flat(", ".join(names), LONGEST))
        self._question = question(tr("Let others on the network call?"), more, tr("Let them"), self)
        self._question.accepted.connect(partial(self.ask, api_lan=True, api_hosts=names))
        self._question.show()


def callers(settings: Settings) -> str:
    """Return who may call the API, in words."""
    if settings.api_lan:
        hosts = labels.flat(", ".join(settings.api_hosts), LONGEST)
        return tr("Everyone on the network who has the token, as {hosts}.", hosts=hosts)
    if settings.strict:
        return tr("Programs on this computer that have the token.")
    return tr("Your programs on this computer, without the token.")


def _own_name() -> str:
    return socket.gethostname().lower()
