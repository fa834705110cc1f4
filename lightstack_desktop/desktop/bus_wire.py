"""D-Bus's wire format: messages to bytes and back, pure.

Our own because QtDBus lets Python send no unsigned number and no byte, which notification services
ask for: a number goes as `i`, one in a QDBusArgument as `q` (seen with PySide6 6.11).
1. Little-endian is written, both are read. 2. A variant is written as `Variant`, and read as the
value in it. 3. What breaks the format raises ValueError.
Source: the D-Bus Specification, 0.43.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CALL, REPLY, ERROR, SIGNAL = 1, 2, 3, 4
NO_REPLY, NO_START = 1, 2
# The longest message we take: a notification service sends lines, not pictures.
LONGEST_BYTES = 1 << 20
# The header up to its fields: byte order, kind, flags, version, length of the body, serial, and the
# length of the fields.
FIXED_BYTES = 16
DEEPEST = 16

# What struct calls each number; its size is its alignment, too.
NUMBERS = {"y": "B", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}
NUMBERS |= {"b": "I", "h": "I"}
ALIGNED = {code: struct.calcsize(f"<{as_c}") for code, as_c in NUMBERS.items()}
ALIGNED |= {"s": 4, "o": 4, "g": 1, "v": 1, "a": 4, "(": 8, "{": 8}
FIELDS = {
    "path": (1, "o"),
    "interface": (2, "s"),
    "member": (3, "s"),
    "error": (4, "s"),
    "reply_to": (5, "u"),
    "destination": (6, "s"),
    "sender": (7, "s"),
    "signature": (8, "g"),
    "fd_count": (9, "u"),
}
FIELD_NAMES = {number: name for name, (number, _) in FIELDS.items()}


class Variant(NamedTuple):
    """A value with its type, for where a signature says `v`."""

    signature: str
    value: Any


@dataclass(frozen=True, slots=True)
class Message:
    """One message; a field that is not there is "" or 0. `body` goes by `signature`."""

    kind: int
    serial: int = 0
    flags: int = 0
    path: str = ""
    interface: str = ""
    member: str = ""
    error: str = ""
    reply_to: int = 0
    destination: str = ""
    sender: str = ""
    signature: str = ""
    fd_count: int = 0
    body: tuple[Any, ...] = ()

    def encoded(self) -> bytes:
        """Return the bytes of it."""
        body = _Writer()
        for one, value in zip(_split(self.signature), self.body, strict=True):
            body.put(one, value)
        fields = [
            (number, Variant(kind, value))
            for name, (number, kind) in FIELDS.items()
            if (value := getattr(self, name))
        ]
        head = _Writer()
        for kind, value in zip("yyyyuu", (0x6C, self.kind, self.flags, 1), strict=False):
            head.put(kind, value)
        head.put("u", len(body.made))
        head.put("u", self.serial)
        head.put("a(yv)", fields)
        head.align(8)
        return bytes(head.made + body.made)


def length(head: bytes) -> int:
    """Return how long the message is that begins with these FIXED_BYTES."""
    order = _order(head)
    body: int
    fields: int
    (body,), (fields,) = (struct.unpack_from(f"{order}I", head, at) for at in (4, 12))
    total = FIXED_BYTES + (fields + 7) // 8 * 8 + body
    if total > LONGEST_BYTES:
        raise ValueError(f"a message of {total} bytes")
    return total


def decoded(raw: bytes) -> Message:
    """Return the message that these bytes are, whole; raises ValueError."""
    try:
        return _decoded(raw)
    except (struct.error, IndexError, KeyError, UnicodeDecodeError, TypeError) as error:
        raise ValueError(f"not a message of D-Bus: {error}") from error


def _decoded(raw: bytes) -> Message:
    reader = _Reader(raw, _order(raw))
    _order_byte, kind, flags, _version = (reader.take("y") for _ in range(4))
    reader.take("u")
    serial = reader.take("u")
    fields = {
        FIELD_NAMES[number]: value
        for number, value in reader.take("a(yv)")
        if number in FIELD_NAMES
    }
    reader.align(8)
    body = tuple(reader.take(one) for one in _split(fields.get("signature", "")))
    return Message(kind, serial, flags, **fields, body=body)


def _order(raw: bytes) -> str:
    order = {0x6C: "<", 0x42: ">"}.get(raw[0])
    if order is None:
        raise ValueError("not a message of D-Bus")
    return order


def _split(signature: str) -> Iterator[str]:
    """Yield the complete types of a signature one by one."""
    at = 0
    while at < len(signature):
        end = _end(signature, at)
        yield signature[at:end]
        at = end


def _end(signature: str, at: int) -> int:
    """Return where the complete type that begins at `at` ends."""
    code = signature[at]
    if code == "a":
        return _end(signature, at + 1)
    if code not in "({":
        return at + 1
    at += 1
    while signature[at] not in ")}":
        at = _end(signature, at)
    return at + 1


class _Writer:
    def __init__(self) -> None:
        self.made = bytearray()

    def align(self, to: int) -> None:
        self.made += bytes(-len(self.made) % to)

    def put(self, signature: str, value: Any) -> None:
        code = signature[0]
        self.align(ALIGNED[code])
        if code in NUMBERS:
            self.made += struct.pack(f"<{NUMBERS[code]}", value)
        elif code in "sog":
            self._put_text(code, value)
        elif code == "v":
            self._put_text("g", value.signature)
            self.put(value.signature, value.value)
        elif code == "a":
            self._put_array(signature[1:], value)
        else:
            for one, part in zip(_split(signature[1:-1]), value, strict=True):
                self.put(one, part)

    def _put_text(self, code: str, text: str) -> None:
        raw = text.encode()
        self.made += struct.pack("<B" if code == "g" else "<I", len(raw)) + raw + b"\0"

    def _put_array(self, each: str, values: Sequence[Any] | dict[Any, Any]) -> None:
        at = len(self.made)
        self.made += bytes(4)
        self.align(ALIGNED[each[0]])
        begin = len(self.made)
        for value in values.items() if isinstance(values, dict) else values:
            self.put(each, value)
        struct.pack_into("<I", self.made, at, len(self.made) - begin)


class _Reader:
    def __init__(self, raw: bytes, order: str) -> None:
        self._raw = raw
        self._order = order
        self._at = 0
        self._depth = 0

    def align(self, to: int) -> None:
        self._at += -self._at % to

    def take(self, signature: str) -> Any:
        code = signature[0]
        self.align(ALIGNED[code])
        if code in NUMBERS:
            value = self._number(NUMBERS[code])
            return bool(value) if code == "b" else value
        if code in "sog":
            return self._text(code)
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError("too deep")
        value = self._nested(signature)
        self._depth -= 1
        return value

    def _nested(self, signature: str) -> Any:
        if signature[0] == "v":
            return self.take(self._text("g"))
        if signature[0] == "a":
            return self._array(signature[1:])
        return tuple(self.take(one) for one in _split(signature[1:-1]))

    def _number(self, as_c: str) -> Any:
        (value,) = struct.unpack_from(f"{self._order}{as_c}", self._raw, self._at)
        self._at += struct.calcsize(f"<{as_c}")
        return value

    def _text(self, code: str) -> str:
        size = self._number("B" if code == "g" else "I")
        begin, self._at = self._at, self._at + size + 1
        if self._at > len(self._raw):
            raise ValueError("a text that goes on beyond the message")
        return self._raw[begin : begin + size].decode()

    def _array(self, each: str) -> Any:
        size = self._number("I")
        self.align(ALIGNED[each[0]])
        end = self._at + size
        if end > len(self._raw):
            raise ValueError("an array that goes on beyond the message")
        found = []
        while self._at < end:
            before = self._at
            found.append(self.take(each))
            if self._at == before:
                raise ValueError("an array of nothing")
        return dict(found) if each[0] == "{" else found
