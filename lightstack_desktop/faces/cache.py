"""What was made last, kept up to a number of bytes. 1. Used by one thread."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

V = TypeVar("V")


class Cache(Generic[V]):
    """Makes a value (not None) with `make` where none is kept; `size_of` tells its bytes."""

    def __init__(
        self, make: Callable[..., V], size_of: Callable[[V], int], most_bytes: int
    ) -> None:
        self._make = make
        self._size_of = size_of
        self._kept: OrderedDict[tuple[Hashable, ...], V] = OrderedDict()
        self.most_bytes = most_bytes
        self.bytes = 0
        self.made = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __call__(self, *key: Hashable) -> V:
        """Return the value of `key`, the arguments that make it."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        value = self._make(*key)
        self.made += 1
        self._kept[key] = value
        self.bytes += self._size_of(value)
        # The newest stays even where it is larger than the limit: it is about to be used.
        while self.bytes > self.most_bytes and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self.bytes -= self._size_of(old)
        return value
