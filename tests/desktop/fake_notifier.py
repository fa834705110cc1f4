"""A notification service on a bus of the test: what it was asked to show, and to close."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from desktop.fake_bus import FakeBus
from lightstack_desktop.desktop.notifications import SERVICE

if TYPE_CHECKING:
    from pathlib import Path


class Server(FakeBus):
    """A bus with a notification service on it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.abilities = ["actions", "body", "body-markup", "sound"]
        self._numbers = count(7)

    def begin(self) -> None:
        self.own(
            SERVICE,
            GetServerInformation=lambda: ("ssss", ("desk", "us", "1.0", "1.2")),
            GetCapabilities=lambda: ("as", (self.abilities,)),
            Notify=lambda *body: ("u", (body[1] or next(self._numbers),)),
            CloseNotification=lambda _number: ("", ()),
        )

    @property
    def shown(self) -> list[dict[str, Any]]:
        names = "app replaces icon title body actions hints timeout".split()
        return [dict(zip(names, call.body, strict=True)) for call in self.named("Notify")]

    @property
    def closed(self) -> list[int]:
        return [call.body[0] for call in self.named("CloseNotification")]
