"""streamdeck's transport on the hidapi wheel: one bus scan, reads that block, writes that check.

1. One backend a process: hidraw on Linux unless told otherwise, hidapi's own elsewhere.
2. A read waits up to READ_TIMEOUT_S for a report, so an idle deck costs a wake-up in that time.
3. Once its reader runs, only the reader closes the device: hidapi forbids a close during a read,
or during a write. 4. What goes over the cable is counted here, where it is sent.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from StreamDeck.DeviceManager import DeviceManager
from StreamDeck.Transport.Transport import Transport, TransportError

from lightstack_desktop.deck.traffic import Traffic
from lightstack_desktop.errors import DeckBusyError, DeckError, DeckPermissionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from StreamDeck.Devices.StreamDeck import StreamDeck

ELGATO = 0x0FD9
# Also how long a libusb deck that hangs stays ours: its next owner waits for this read to end.
READ_TIMEOUT_S = 1.5
# The cable carries a report of this size in a millisecond; the first Original's are eight of them.
REPORT_BYTES = 1024

DOCTOR = "Run 'lightstack doctor' to see what to do."


def load_backend(name: str) -> Any:
    """Import and return the hidapi module: `name` is auto, hidraw or libusb.

    Raises DeckError where the wheel lacks it.
    """
    wants_hidraw = name == "hidraw" or (name == "auto" and sys.platform == "linux")
    module = "hidraw" if wants_hidraw else "hid"
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise DeckError(f"hidapi has no '{module}' here: {error}. {DOCTOR}") from error


class HidDevice(Transport.Device):
    """One HID device under streamdeck's device classes.

    `sent` counts what was written, in reports of REPORT_BYTES.
    """

    def __init__(self, backend: Any, info: dict[str, Any], traffic: Traffic) -> None:
        self._backend = backend
        self._info = info
        self._traffic = traffic
        self._handle: Any = None
        self._is_ending = False
        # Protects the handle from the reader, which closes it while the painter may write.
        self._writing = threading.Lock()
        self.sent = 0
        self._busy_since_s: float | None = None

    @property
    def busy_s(self) -> float:
        """Return for how long a call to the device has been under way, 0.0 if none is."""
        since_s = self._busy_since_s
        return 0.0 if since_s is None else time.monotonic() - since_s

    def open(self) -> None:
        """Open the device, unless it is open; raises DeckError with the reason."""
        if self._handle is not None:
            return
        handle = self._backend.device()
        try:
            handle.open_path(self._info["path"])
        except OSError as error:
            raise _why_not(self.path(), error) from error
        self._handle = handle

    def end(self) -> None:
        """Write no more, and ask the reader to close the device after its present read."""
        self._is_ending = True

    def close(self) -> None:
        with self._writing:
            handle, self._handle = self._handle, None
        if handle is not None:
            self._traffic.close(handle.close)

    def is_open(self) -> bool:
        return self._handle is not None

    def connected(self) -> bool:
        return any(info["path"] == self._info["path"] for info in find(self._backend))

    def path(self) -> str:
        return os.fsdecode(self._info["path"])

    def vendor_id(self) -> int:
        return int(self._info["vendor_id"])

    def product_id(self) -> int:
        return int(self._info["product_id"])

    def serial(self) -> str:
        """Return the serial number from the USB descriptor, "" if it cannot be read."""
        return (self._info.get("serial_number") or "").strip()

    def write_feature(self, payload: bytes | bytearray) -> int:
        return self._checked("send_feature_report", payload)

    def read_feature(self, report_id: int, length: int) -> bytes:
        try:
            return bytes(self._call("get_feature_report", report_id, length))
        except (OSError, ValueError) as error:
            raise TransportError(f"cannot read feature report {report_id}: {error}") from error

    def write(self, payload: bytes | bytearray) -> int:
        self.sent += -(-len(payload) // REPORT_BYTES)
        return self._checked("write", payload)

    def read(self, length: int) -> bytes | None:
        """Wait for a report and return its first `length` bytes; None if none came in time.

        A report that is shorter than the model's is no report: None.
        """
        try:
            report = bytes(self._open_handle().read(length, int(READ_TIMEOUT_S * 1000)))
        except (OSError, ValueError) as error:
            raise TransportError(f"cannot read: {error}") from error
        if self._is_ending:
            raise TransportError("closed")
        return report if len(report) == length else None

    def _checked(self, method: str, payload: bytes | bytearray) -> int:
        try:
            written = int(self._call(method, bytes(payload)))
        except (OSError, ValueError) as error:
            raise TransportError(f"cannot write: {error}") from error
        # cython-hidapi returns -1 where it should raise.
        if written < len(payload):
            raise TransportError(f"wrote {written} of {len(payload)} bytes")
        return written

    def _call(self, method: str, *arguments: Any) -> Any:
        """Call hidapi where it may take long, holding the handle, and note since when it does."""
        with self._writing:
            if self._is_ending:
                raise TransportError("closing")
            self._traffic.begin()
            self._busy_since_s = time.monotonic()
            try:
                return getattr(self._open_handle(), method)(*arguments)
            finally:
                self._busy_since_s = None
                self._traffic.end()

    def _open_handle(self) -> Any:
        handle = self._handle
        if handle is None:
            raise TransportError("the device is closed")
        return handle


class ScannedTransport(Transport):
    """Answers streamdeck's question for each product from one scan of the bus."""

    def __init__(self, backend: Any, traffic: Traffic) -> None:
        self._devices = [HidDevice(backend, info, traffic) for info in find(backend)]
        self.unclaimed = list(self._devices)

    @staticmethod
    def probe() -> None:
        """Do nothing: the backend is loaded before."""

    def enumerate(self, vid: int, pid: int) -> Sequence[HidDevice]:
        """Return each device of this product once; 0x00b9 is asked for twice."""
        found = [d for d in self.unclaimed if (d.vendor_id(), d.product_id()) == (vid, pid)]
        self.unclaimed = [d for d in self.unclaimed if d not in found]
        return found


class Catalog(DeviceManager):
    """streamdeck's table of products over our own scan. `unknown` are decks that it lacks.

    Who holds decks open from one scan to the next passes the same `traffic` to both.
    """

    def __init__(self, backend: Any, traffic: Traffic | None = None) -> None:
        self._scan = ScannedTransport(backend, traffic or Traffic())
        self.transport = self._scan
        self.decks: list[StreamDeck] = self.enumerate()
        self.unknown = tuple(self._scan.unclaimed)


def find(backend: Any) -> list[dict[str, Any]]:
    """Scan the bus once and return hidapi's entry of each Stream Deck, one a path.

    The maker's other products (lights, microphones) are left out. Raises DeckError.
    """
    try:
        entries = backend.enumerate(ELGATO, 0)
    except OSError as error:
        raise DeckError(f"The USB bus cannot be searched: {error}. {DOCTOR}") from error
    decks = {e["path"]: e for e in entries if e.get("interface_number", 0) <= 0 and _is_deck(e)}
    return list(decks.values())


def _is_deck(entry: dict[str, Any]) -> bool:
    """Tell whether an entry is a deck; one without a readable name may be one."""
    name = entry.get("product_string") or ""
    return not name or "deck" in name.lower()


def _why_not(path: str, error: OSError) -> DeckError:
    """Return the reason why a device cannot be opened; hidapi itself gives none."""
    try:
        os.close(os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0)))
    except PermissionError:
        return DeckPermissionError(f"No permission to open {path}. {DOCTOR}")
    except FileNotFoundError:
        if os.sep not in path:  # libusb names a port, not a file
            return DeckBusyError(f"Another program has {path}, or there is no permission. {DOCTOR}")
        return DeckError(f"{path} is gone.")
    except OSError as reason:
        return DeckBusyError(f"Cannot open {path}: {reason.strerror}. {DOCTOR}")
    return DeckError(f"Cannot open {path}: {error}. {DOCTOR}")
