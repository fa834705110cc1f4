"""A HID bus without hardware, under the real streamdeck classes: what hidapi's module offers.

`FakeBus` stands where `hidraw` or `hid` is imported. Each FakeDeck speaks its model's reports: it
puts pages of a picture together as the firmware does, notes what firmware would not understand in
`errors`, and hands presses to whoever reads.
"""

from __future__ import annotations

import io
import threading
import time
from collections import deque
from typing import Any

from PIL import Image

ELGATO = 0x0FD9

ORIGINAL, ORIGINAL_V2, MK2, SCISSOR, MODULE_15 = 0x60, 0x6D, 0x80, 0xA5, 0xB9
MINI, MINI_MK2, MINI_DISCORD, MODULE_6 = 0x63, 0x90, 0xB3, 0xB8
XL, XL_V2, MODULE_32 = 0x6C, 0x8F, 0xBA
NEO, PLUS, PLUS_XL, STUDIO, PEDAL = 0x9A, 0x84, 0xC6, 0xAA, 0x86

# Length of an input report: its header, then a byte a key.
_KEYS = {
    **dict.fromkeys((ORIGINAL, ORIGINAL_V2, MK2, SCISSOR, MODULE_15), 15),
    **dict.fromkeys((MINI, MINI_MK2, MINI_DISCORD, MODULE_6), 6),
    **dict.fromkeys((XL, XL_V2, MODULE_32), 32),
    NEO: 10,
    PLUS: 8,
    PLUS_XL: 36,
    STUDIO: 32,
    PEDAL: 3,
}
_PICTURES = _KEYS | {NEO: 8, PEDAL: 0}
# Places on the wire that are no keys: the info bar, and a strip's pieces by where they begin.
INFO, STRIP = 1000, 2000
_FIRST_GENERATION = (ORIGINAL, MINI, MINI_MK2, MINI_DISCORD, MODULE_6)


class FakeDeck:
    """One deck on the bus. `pictures` holds the encoded bytes that each key shows."""

    def __init__(self, product_id: int = MK2, serial: str = "FAKE0001", path: str = "fake-1"):
        self.product_id, self.serial, self.path = product_id, serial, path
        self.is_plugged = True
        self.open_error: OSError | None = None
        self.failing_writes = 0
        self.cuts_writes = False
        self.failing_reads = False
        self.answers = True
        # Writes wait for this: cleared, the deck hangs as one that has stopped working.
        self.takes = threading.Event()
        self.takes.set()
        self.calls_under_way = 0
        self.sleep_after_s = 0
        self.lights: dict[int, tuple[int, ...]] = {}
        self.strip: dict[int, bytes] = {}
        self.info: bytes | None = None
        self.has_inner_serial = False
        self.writes = 0
        self.asked = 0
        self.pictures: dict[int, bytes] = {}
        self.picture_count = 0
        self.brightness: list[int] = []
        self.errors: list[str] = []
        self.open_handles: list[FakeHandle] = []
        self.changed = threading.Condition()
        self._half: tuple[int, list[bytes]] | None = None
        self._down: set[int] = set()

    @property
    def is_first_generation(self) -> bool:
        return self.product_id in _FIRST_GENERATION

    def press(self, *keys: int) -> None:
        """Report these keys as down, and no other."""
        self._down = set(keys)
        states = bytes(int(self._user_key(k) in self._down) for k in range(_KEYS[self.product_id]))
        header = b"\x01" if self.is_first_generation else bytes([1, 0, len(states), 0])
        self.report(header + states)

    def release(self) -> None:
        self.press()

    def touch_keys(self, *indexes: int) -> None:
        """Report these touch keys as down, which come after the keys with pictures."""
        self.press(*(_PICTURES[self.product_id] + n for n in indexes))

    def turn(self, dial: int, steps: int) -> None:
        values = [0] * 6
        values[dial] = steps & 0xFF
        self.report(bytes([1, 3, 5, 0, 1, *values]))

    def push(self, *dials: int) -> None:
        """Report these dials as pushed, and no other."""
        self.report(bytes([1, 3, 5, 0, 0, *(int(n in dials) for n in range(6))]))

    def touch(self, x: int, y: int, *, is_long: bool = False) -> None:
        at = x.to_bytes(2, "little") + y.to_bytes(2, "little")
        self.report(bytes([1, 2, 14, 0, 2 if is_long else 1, 0]) + at)

    def swipe(self, x: int, y: int, to_x: int, to_y: int) -> None:
        at = b"".join(n.to_bytes(2, "little") for n in (x, y, to_x, to_y))
        self.report(bytes([1, 2, 14, 0, 3, 0]) + at)

    def report(self, raw: bytes) -> None:
        """Send one input report to everyone who has the deck open."""
        with self.changed:
            for handle in self.open_handles:
                handle.inbox.append(raw.ljust(64, b"\0"))
            self.changed.notify_all()

    def unplug(self) -> None:
        with self.changed:
            self.is_plugged = False
            self.open_handles.clear()
            self.changed.notify_all()

    def plug(self, path: str | None = None) -> None:
        """Plug in again: firmware starts with its logo and forgets the pictures."""
        with self.changed:
            self.path = path or self.path
            self.pictures.clear()
            self.strip.clear()
            self.info, self._half = None, None
            self.is_plugged = True

    def image(self, key: int) -> Image.Image:
        return Image.open(io.BytesIO(self.pictures[key]))

    def strip_image(self, x: int) -> Image.Image:
        return Image.open(io.BytesIO(self.strip[x]))

    def info_image(self) -> Image.Image:
        assert self.info is not None
        return Image.open(io.BytesIO(self.info))

    def wait(self, condition: Any, timeout_s: float = 5.0) -> None:
        """Wait until `condition()` holds; it is asked again after every write and open."""
        with self.changed:
            if not self.changed.wait_for(condition, timeout_s):
                raise TimeoutError(f"not reached: {len(self.pictures)} pictures shown")

    def wait_picture(self, key: int, unlike: bytes | None = None) -> bytes:
        """Wait until `key` shows a picture other than `unlike`."""
        self.wait(lambda: self.pictures.get(key) not in (None, unlike))
        return self.pictures[key]

    def take(self, raw: bytes, handle: FakeHandle) -> int:
        self._stand_still()
        with self.changed:
            if handle not in self.open_handles:
                return -1
            self.writes += 1
            if self.failing_writes:
                self.failing_writes -= 1
                self.changed.notify_all()
                return len(raw) // 2 if self.cuts_writes else -1
            self._understand(raw)
            self.changed.notify_all()
        return len(raw)

    def take_feature(self, raw: bytes, handle: FakeHandle) -> int:
        self._stand_still()
        with self.changed:
            if handle not in self.open_handles:
                return -1
            if raw[:2] == b"\x03\x08":
                self.brightness.append(raw[2])
            elif raw[:5] == b"\x05\x55\xaa\xd1\x01":
                self.brightness.append(raw[5])
            elif raw[:2] == b"\x03\x0d":
                self.sleep_after_s = int.from_bytes(raw[2:6], "little")
            elif raw[:2] == b"\x03\x06":
                self.lights[raw[2]] = tuple(raw[3:6])
            elif raw[:2] in (b"\x03\x02", b"\x0b\x63"):
                self.errors.append("a reset, which shows the maker's logo")
            self.changed.notify_all()
        return len(raw)

    def tell_feature(self, report_id: int) -> bytes:
        """Return what the deck answers to a question; raises OSError if it does not."""
        self._stand_still()
        with self.changed:
            self.asked += 1
            self.changed.notify_all()
        if not self.answers:
            raise OSError("read error")
        if report_id == 0x0A and not self.is_first_generation:
            return bytes([report_id, 4]) + self.sleep_after_s.to_bytes(4, "little")
        if report_id in (4, 5):
            header = 5 if self.is_first_generation else 6
            return bytes([report_id, 12]).ljust(header, b"\0") + b"1.00.012"
        header = 5 if self.is_first_generation else 2
        return bytes([report_id, len(self.serial)]).ljust(header, b"\0") + self.inner_serial

    @property
    def inner_serial(self) -> bytes:
        """Return the serial number that the firmware tells; a descriptor may lack it."""
        return (self.serial or "INNER001").encode() if self.has_inner_serial else b""

    def _stand_still(self) -> None:
        """Take as long as a test says; nothing may be closed meanwhile, see traffic.py."""
        with self.changed:
            self.calls_under_way += 1
            self.changed.notify_all()
        self.takes.wait(10)
        with self.changed:
            self.calls_under_way -= 1

    def _understand(self, raw: bytes) -> None:
        if raw[0] != 2:
            self.errors.append(f"report id {raw[0]}")
        elif raw[1] == 0:
            self._half = None
        elif self.is_first_generation and raw[1] == 1:
            first = 1 if self.product_id == ORIGINAL else 0
            self._page(self._user_key(raw[5] - 1), raw[2] - first, bool(raw[4]), raw[16:])
        elif raw[1] == 7:
            length = raw[4] | raw[5] << 8
            self._page(raw[2], raw[6] | raw[7] << 8, bool(raw[3]), raw[8 : 8 + length])
        elif raw[1] == 0x0B:
            length = raw[4] | raw[5] << 8
            self._page(INFO, raw[6] | raw[7] << 8, bool(raw[3]), raw[8 : 8 + length])
        elif raw[1] == 0x0C:
            length = raw[13] | raw[14] << 8
            # The Plus XL's strip stands upright on the wire: x and y are swapped.
            at = 4 if self.product_id == PLUS_XL else 2
            place = STRIP + (raw[at] | raw[at + 1] << 8)
            self._page(place, raw[11] | raw[12] << 8, bool(raw[10]), raw[16 : 16 + length])
        else:
            self.errors.append(f"command {raw[1]}")

    def _page(self, key: int, page: int, is_last: bool, chunk: bytes) -> None:
        if self._half is not None and self._half[0] != key:
            self.errors.append(f"a page of key {key} amid key {self._half[0]}")
        if page == 0:
            if self._half is not None:
                self.errors.append(f"key {key} begun again before its last page")
            self._half = (key, [])
        if self._half is None or len(self._half[1]) != page:
            self.errors.append(f"key {key}: page {page} out of order")
            return
        if self.product_id == ORIGINAL:
            chunk = chunk[:7803]  # two equal halves of 54 + 72 x 72 x 3 bytes
        self._half[1].append(chunk)
        if is_last:
            self._put(key, b"".join(self._half[1]))
            self.picture_count += 1
            self._half = None

    def _put(self, place: int, picture: bytes) -> None:
        if place >= STRIP:
            self.strip[place - STRIP] = picture
        elif place == INFO:
            self.info = picture
        elif place < _PICTURES[self.product_id]:
            self.pictures[place] = picture
        else:
            self.errors.append(f"no key {place}")

    def _user_key(self, wire_key: int) -> int:
        """Return the key as a person counts: the first Original counts from the right."""
        if self.product_id != ORIGINAL:
            return wire_key
        row, column = divmod(wire_key, 5)
        return row * 5 + 4 - column


class FakeHandle:
    """One opened device, with the methods of cython-hidapi's `device`."""

    def __init__(self, bus: FakeBus) -> None:
        self._bus = bus
        self._deck: FakeDeck | None = None
        self.inbox: deque[bytes] = deque()

    def open_path(self, path: bytes) -> None:
        deck = next((d for d in self._bus.decks if d.path.encode() == path and d.is_plugged), None)
        if deck is None:
            raise OSError("open failed")
        if deck.open_error is not None:
            raise deck.open_error
        self._deck = deck
        with deck.changed:
            deck.open_handles.append(self)
            deck.changed.notify_all()

    def close(self) -> None:
        deck, self._deck = self._deck, None
        for other in self._bus.decks:
            if other.calls_under_way:
                other.errors.append("a device was closed during a call, which stops everybody")
        if deck is not None:
            with deck.changed:
                if self in deck.open_handles:
                    deck.open_handles.remove(self)
                deck.changed.notify_all()

    def read(self, length: int, timeout_ms: int) -> list[int]:
        deck = self._there()
        end = time.monotonic() + timeout_ms / 1000
        with deck.changed:
            while not self.inbox:
                if self not in deck.open_handles or deck.failing_reads:
                    raise OSError("read error")
                left = end - time.monotonic()
                if left <= 0 or not deck.changed.wait(left):
                    return []
            return list(self.inbox.popleft()[:length])

    def write(self, raw: bytes) -> int:
        return self._there().take(raw, self)

    def send_feature_report(self, raw: bytes) -> int:
        return self._there().take_feature(raw, self)

    def get_feature_report(self, report_id: int, length: int) -> list[int]:
        raw = self._there().tell_feature(report_id)
        return list(raw.ljust(length, b"\0")[:length])

    def _there(self) -> FakeDeck:
        if self._deck is None:
            raise ValueError("not open")
        return self._deck


class FakeBus:
    """The module: `enumerate` and `device`."""

    def __init__(self, *decks: FakeDeck) -> None:
        self.decks = list(decks)
        self.scans = 0
        self.failing_scans = 0
        self.changed = threading.Condition()

    def device(self) -> FakeHandle:
        return FakeHandle(self)

    def wait_scan(self, failing_scans: int) -> None:
        """Wait until only so many scans are still to fail."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.failing_scans <= failing_scans, 5)

    def wait_scans(self, count: int) -> None:
        """Wait until the bus was scanned so often."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.scans >= count, 5)

    def enumerate(self, vendor_id: int, product_id: int) -> list[dict[str, Any]]:
        with self.changed:
            self.scans += 1
            self.changed.notify_all()
            if self.failing_scans:
                self.failing_scans -= 1
                raise OSError("no bus")
        return [
            {
                "path": deck.path.encode(),
                "vendor_id": ELGATO,
                "product_id": deck.product_id,
                "serial_number": deck.serial,
                "product_string": "Stream Deck",
                "interface_number": 0,
            }
            for deck in self.decks
            if deck.is_plugged and vendor_id == ELGATO and product_id in (0, deck.product_id)
        ]
