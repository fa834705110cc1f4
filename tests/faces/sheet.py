"""The contact sheet: every state, on keys of every size, in a light and a dark colour.

PYTHONPATH=.:tests python -m faces.sheet [FILE] draws it; without FILE the one that the README
shows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from faces.looks import ASSETS, FONT_DIR
from faces.scenes import banners, states
from lightstack_desktop.faces.faces import Faces
from lightstack_desktop.faces.fonts import LATIN

if TYPE_CHECKING:
    from lightstack_desktop.alerts.look import Look

FILE = ASSETS / "screenshots" / "faces.png"
SIDES = (72, 80, 96, 120)
YELLOW, BLUE = 42, 170
GAP, LABEL, ROW = 10, 150, 120
BLOCK = LABEL + 2 * (sum(SIDES) + len(SIDES) * GAP) + 2 * GAP
DESK, WORDS = (58, 61, 68), (225, 228, 233)


def sheet(faces: Faces) -> Image.Image:
    """Draw the sheet: two blocks of states beside each other, strips and info bars below."""
    light, dark = states(YELLOW), states(BLUE)
    half = (len(light) + 1) // 2
    bottom = GAP + half * (ROW + GAP)
    image = Image.new("RGB", (2 * BLOCK, bottom + 5 * (100 + GAP)), DESK)
    for n, name in enumerate(light):
        at = (n // half * BLOCK, GAP + n % half * (ROW + GAP))
        _row(image, faces, at, name, (light[name], dark[name]))
    for n, (name, banner) in enumerate(list(banners())[:5]):
        y = bottom + n * (100 + GAP)
        _write(image, (GAP, y + 50), name)
        image.paste(faces.strip(banner, (800, 100)), (LABEL, y))
        image.paste(faces.info(banner, (248, 58)), (LABEL + 800 + 3 * GAP, y + 21))
    return image


def _row(
    image: Image.Image, faces: Faces, at: tuple[int, int], name: str, looks: tuple[Look, Look]
) -> None:
    x, y = at
    _write(image, (x + GAP, y + ROW // 2), name)
    x += LABEL
    for look in looks:
        for side in SIDES:
            image.paste(faces.image(look, (side, side)), (x, y + (ROW - side) // 2))
            x += side + GAP
        x += GAP


def _write(image: Image.Image, at: tuple[int, int], text: str) -> None:
    font = ImageFont.truetype(str(FONT_DIR / LATIN), 14)
    words = text.replace(", ", ",\n")
    ImageDraw.Draw(image).multiline_text(at, words, WORDS, font, anchor="lm", spacing=6)


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.parent.mkdir(exist_ok=True)
    sheet(Faces(FONT_DIR)).quantize(256).save(file, optimize=True)
