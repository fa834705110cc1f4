"""How a picture is seen: in grey, and by people who lack one kind of cone.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (2009), severity 1.0, for linear RGB.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageStat

Matrix = tuple[float, ...]

# fmt: off
PROTANOPIA: Matrix = (
    0.152286, 1.052583, -0.204868, 0,
    0.114503, 0.786281, 0.099216, 0,
    -0.003882, -0.048116, 1.051998, 0,
)
DEUTERANOPIA: Matrix = (
    0.367322, 0.860646, -0.227968, 0,
    0.280085, 0.672501, 0.047413, 0,
    -0.011820, 0.042940, 0.968881, 0,
)
TRITANOPIA: Matrix = (
    1.255528, -0.076749, -0.178779, 0,
    -0.078411, 0.930809, 0.147602, 0,
    0.004733, 0.691367, 0.303900, 0,
)
# fmt: on
EYES = {
    "greyscale": None,
    "protanopia": PROTANOPIA,
    "deuteranopia": DEUTERANOPIA,
    "tritanopia": TRITANOPIA,
}

_TO_LINEAR = [
    round(255 * (v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4))
    for v in range(256)
]
_TO_SRGB = [
    round(255 * (v / 255 * 12.92 if v < 1 else 1.055 * (v / 255) ** (1 / 2.4) - 0.055))
    for v in range(256)
]


def by(matrix: Matrix | None, image: Image.Image) -> Image.Image:
    """Return a picture as these eyes see it; None sees grey."""
    if matrix is None:
        return image.convert("L")
    return image.point(_TO_LINEAR * 3).convert("RGB", matrix).point(_TO_SRGB * 3)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pictures differ, 0 to 255: the root mean square of the channel that
    differs most."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).rms)
