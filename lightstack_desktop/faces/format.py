"""What bytes a key of some model understands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyFormat:
    """The picture format of one key.

    `size` is width x height in pixels; `encoding` JPEG, BMP, or RGB (raw rows of three bytes);
    `rotation` in degrees counter-clockwise, applied before `flip` (horizontal, vertical).
    """

    size: tuple[int, int]
    encoding: str = "RGB"
    flip: tuple[bool, bool] = (False, False)
    rotation: int = 0
