"""Pictures that somebody looked at and found good: PYTHONPATH=.:tests python -m faces.golden
draws them again. Look at each before it is committed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from faces.looks import FONT_DIR
from faces.scenes import alerts, banners, states
from lightstack_desktop.faces.faces import Faces

if TYPE_CHECKING:
    from PIL import Image

FOLDER = Path(__file__).parent / "golden"
KEY, LARGE = (72, 72), (120, 120)


def drawn(faces: Faces) -> dict[str, Image.Image]:
    """Return each picture by the name of its file."""
    looks = {**alerts(), **states(145)}
    pictures = {name: faces.image(look, KEY) for name, look in looks.items() if name != "blank"}
    for name in ("leak", "acknowledged", "idle", "holding"):
        pictures[f"{name} 120"] = faces.image(looks[name], LARGE)
    for name, banner in list(banners())[:5]:
        pictures[f"strip {name}"] = faces.strip(banner, (800, 100))
        pictures[f"info {name}"] = faces.info(banner, (248, 58))
    return {name.replace(", ", " ").replace(" ", "-"): image for name, image in pictures.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for file, image in drawn(Faces(FONT_DIR)).items():
        image.quantize(64).save(FOLDER / f"{file}.png", optimize=True)
