"""Takes the user's own pictures into the gallery: checked, made small, under a random name.

1. A file is taken only if it is a PNG, JPEG, WebP or GIF by its content, and within the limits,
all checked before it is decoded. 2. What is kept is our own PNG of its first frame: nothing else
of the file survives. 3. Imported late, by the window that asks for a file.
Source: security rule S17.
"""

from __future__ import annotations

import os
import secrets
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from lightstack_desktop.errors import PictureError
from lightstack_desktop.faces import picture_files
from lightstack_desktop.faces.gallery import KEPT_SIDE, UNREADABLE, is_name, read_file
from lightstack_desktop.faces.picture_files import BadPictureFile

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.faces.picture_files import PictureFile

MOST_BYTES = 5 << 20
MOST_SIDE = 4096
MOST_PIXELS = 16_000_000
MOST_FRAMES = 100


def add(path: Path, folder: Path) -> str:
    """Copy the picture at `path` into `folder`; return its name there. Raises PictureError."""
    data = _bytes(path)
    _check(_structure(data), path.name)
    small = _decoded(data, path.name)
    name = f"{secrets.token_hex(16)}.png"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / name, small)
    except OSError as error:
        raise PictureError(
            f"The picture could not be kept in {folder}: {error.strerror}. "
            "Make room there or make the folder writable, then choose the picture again."
        ) from error
    return name


def check(name: str, data: bytes) -> None:
    """Refuse what is not a picture as another gallery of ours keeps it; raises PictureError."""
    _small(name, data)


def put(name: str, data: bytes, folder: Path) -> bool:
    """Put a picture of another gallery into `folder` under its name; False if it is there already.

    Raises PictureError. What is kept is decoded and written anew, as with `add`.
    """
    small = _small(name, data)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / name, small)
    except FileExistsError:
        return False
    except OSError as error:
        raise PictureError(
            f"The picture could not be kept in {folder}: {error.strerror}. Make room there or make "
            "the folder writable."
        ) from error
    return True


def _small(name: str, data: bytes) -> Image.Image:
    if not is_name(name):
        raise PictureError("This is no name of a picture.")
    found = _structure(data)
    if found.format != picture_files.PNG or max(found.size) > KEPT_SIDE or found.frames > 1:
        raise PictureError(f"It is no PNG of at most {KEPT_SIDE} x {KEPT_SIDE} pixels.")
    _check(found, name)
    return _decoded(data, name)


def _bytes(path: Path) -> bytes:
    try:
        data = read_file(path, MOST_BYTES + 1)
    except OSError as error:
        raise PictureError(
            f"{path.name} cannot be read: {error.strerror}. Choose another file."
        ) from error
    if len(data) > MOST_BYTES:
        raise PictureError(
            f"{path.name} is larger than {MOST_BYTES >> 20} MiB. Save it smaller and try again."
        )
    return data


def _structure(data: bytes) -> PictureFile:
    try:
        found = picture_files.read(data)
    except BadPictureFile as error:
        raise PictureError(
            f"This picture is damaged or carries something else with it: {error}. "
            "Open it in a picture editor, save it as PNG, and choose that."
        ) from error
    if found is None:
        raise PictureError("This is no PNG, JPEG, WebP or GIF. Save the picture as one of these.")
    return found


def _check(found: PictureFile, name: str) -> None:
    width, height = found.size
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE and width * height <= MOST_PIXELS):
        raise PictureError(
            f"{name} has {width} x {height} pixels. Scale it down to at most {MOST_SIDE} each way "
            f"and {MOST_PIXELS // 1_000_000} million in all; a key shows 120 x 120."
        )
    if found.frames > MOST_FRAMES:
        raise PictureError(
            f"{name} has {found.frames} frames, more than {MOST_FRAMES}. "
            "A key shows one: save that one as PNG and choose it."
        )


def _decoded(data: bytes, name: str) -> Image.Image:
    """Return the first frame, upright, within what is kept."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of odd metadata, which is dropped anyway.
            warnings.simplefilter("ignore")
            return _first_frame(data)
    except (*UNREADABLE, MemoryError) as error:
        raise PictureError(
            f"{name} cannot be decoded: it is damaged. Open it in a picture editor, save it as "
            "PNG, and choose that."
        ) from error


def _first_frame(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF")) as image:
        image.draft("RGB", (KEPT_SIDE, KEPT_SIDE))  # a large JPEG is decoded at a fraction
        small = ImageOps.exif_transpose(image).convert("RGBA")
        small.thumbnail((KEPT_SIDE, KEPT_SIDE))
        return small


def _write(path: Path, image: Image.Image) -> None:
    """Write a new file, readable by us alone; what was begun does not stay."""
    file = BytesIO()
    image.save(file, "PNG")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as out:  # noqa: PTH123 - a descriptor
            out.write(file.getvalue())
    except OSError:
        path.unlink(missing_ok=True)
        raise
