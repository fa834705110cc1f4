"""The user's own pictures: what is taken, what is refused and how fast, what is kept."""

from __future__ import annotations

import os
import stat
import time
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from faces import picture_bytes
from faces.looks import FONT_DIR, active
from faces.picture_bytes import FORMATS, picture
from lightstack_desktop.errors import PictureError
from lightstack_desktop.faces import gallery, picture_files, pictures
from lightstack_desktop.faces.faces import Faces
from lightstack_desktop.faces.gallery import Gallery
from lightstack_desktop.faces.picture_files import BadPictureFile

if TYPE_CHECKING:
    from pathlib import Path


def _file(folder: Path, data: bytes, name: str = "mine.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _add(folder: Path, data: bytes) -> Image.Image:
    """Add a picture; return what is kept of it."""
    name = pictures.add(_file(folder, data), folder / "kept")
    with Image.open(folder / "kept" / name) as image:
        image.load()
        return image.copy()


def _refused(folder: Path, data: bytes, match: str) -> None:
    """Assert that `data` is refused with these words within a second, and nothing is kept."""
    path = _file(folder, data)
    begun = time.process_time()
    with pytest.raises(PictureError, match=match):
        pictures.add(path, folder / "kept")
    assert time.process_time() - begun < 1
    assert not (folder / "kept").exists()


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_taken(kind: str, tmp_path: Path) -> None:
    kept = _add(tmp_path, picture(kind))

    assert (kept.format, kept.size) == (None, (64, 48))
    assert kept.getpixel((8, 24))[0] > 150  # type: ignore[index]
    assert kept.getpixel((56, 24))[2] > 150  # type: ignore[index]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_of_a_moving_picture_the_first_frame_is_kept(kind: str, tmp_path: Path) -> None:
    kept = _add(tmp_path, picture(kind, frames=5))

    assert getattr(kept, "n_frames", 1) == 1
    assert kept.getpixel((8, 24))[2] < 40  # type: ignore[index]


def test_a_large_picture_is_kept_small_and_keeps_its_shape(tmp_path: Path) -> None:
    assert _add(tmp_path, picture("JPEG", (4000, 1000))).size == (240, 60)


def test_a_photograph_is_turned_upright(tmp_path: Path) -> None:
    file, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (64, 32)).save(file, "JPEG", exif=exif)

    assert _add(tmp_path, file.getvalue()).size == (32, 64)


def test_what_is_kept_is_ours_under_a_random_name(tmp_path: Path) -> None:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(
        file, "JPEG", comment=b"<script>", exif=b"Exif\0\0MM\0*\0\0\0\x08"
    )
    path, folder = _file(tmp_path, file.getvalue(), "holiday.jpg"), tmp_path / "a" / "kept"

    first, second = pictures.add(path, folder), pictures.add(path, folder)

    assert first != second
    assert {each.name for each in folder.iterdir()} == {first, second}
    assert b"script" not in (folder / first).read_bytes()
    assert (folder / first).read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_what_is_kept_is_readable_by_us_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        name = pictures.add(_file(tmp_path, picture("PNG")), tmp_path / "kept")
    finally:
        os.umask(mask)

    assert stat.S_IMODE((tmp_path / "kept" / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"BM" + b"\0" * 60,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
    ],
    ids=["empty", "zeros", "bmp", "svg", "pdf"],
)
def test_another_format_is_refused(data: bytes, tmp_path: Path) -> None:
    _refused(tmp_path, data, "This is no PNG, JPEG, WebP or GIF")


def test_the_name_of_a_file_says_nothing(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="This is no PNG"):
        pictures.add(_file(tmp_path, b"II*\0" + b"\0" * 50, "real.png"), tmp_path)
    assert pictures.add(_file(tmp_path, picture("GIF"), "real.txt"), tmp_path)


def test_a_file_of_more_than_5_mib_is_refused(tmp_path: Path) -> None:
    _refused(tmp_path, picture("PNG") + b"\0" * (5 << 20), "larger than 5 MiB")


@pytest.mark.parametrize(
    "data",
    [
        picture_bytes.png_of(4097, 10),
        picture_bytes.png_of(10, 4097),
        picture_bytes.png_of(4096, 4096),
        picture_bytes.png_of(0, 10),
        picture_bytes.png_of(2**31 - 1, 2**31 - 1),
        picture_bytes.webp_of(16_000, 16_000),
        picture_bytes.gif_of(60_000, 60_000),
        picture("JPEG", (5000, 20)),
    ],
    ids=["wide", "high", "too many", "none", "huge", "webp", "gif", "jpeg"],
)
def test_too_many_pixels_are_refused_before_they_are_decoded(data: bytes, tmp_path: Path) -> None:
    _refused(tmp_path, data, "pixels. Scale it down")


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_more_than_100_frames_are_refused(kind: str, tmp_path: Path) -> None:
    _refused(tmp_path, picture(kind, (8, 8), frames=101), "101 frames")


def test_a_hundred_frames_are_taken(tmp_path: Path) -> None:
    assert _add(tmp_path, picture("GIF", (8, 8), frames=100)).size == (8, 8)


def test_a_jpeg_of_endless_scans_is_refused(tmp_path: Path) -> None:
    _refused(tmp_path, picture_bytes.jpeg_of_scans(2000), "frames")


def test_a_png_that_unpacks_to_more_or_less_than_it_says_is_no_harm(tmp_path: Path) -> None:
    _refused(tmp_path, picture_bytes.png_bomb(), "damaged")


def test_a_comment_that_unpacks_to_200_mb_is_refused(tmp_path: Path) -> None:
    _refused(tmp_path, picture_bytes.png_text_bomb(), "damaged")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_truncated_file_is_refused_wherever_it_is_cut(kind: str, tmp_path: Path) -> None:
    whole = picture(kind, (200, 200), frames=1 if kind == "JPEG" else 3)
    for share in (0.1, 0.5, 0.9, 0.99):
        _refused(tmp_path, whole[: int(len(whole) * share)], "damaged|no PNG|pixels")
    _refused(tmp_path, whole[:-1], "damaged")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_is_something_else_as_well_is_refused(kind: str, tmp_path: Path) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("run.html", "<script>alert(1)</script>")

    _refused(tmp_path, picture(kind) + archive.getvalue(), "carries something else")
    _refused(tmp_path, b"<html><!--" + picture(kind), "This is no PNG")


@pytest.mark.parametrize("kind", FORMATS)
def test_zeros_at_the_end_are_no_harm(kind: str, tmp_path: Path) -> None:
    assert _add(tmp_path, picture(kind) + b"\0" * 3).size == (64, 48)


@pytest.mark.parametrize("kind", FORMATS)
def test_any_damage_is_taken_or_refused_but_raises_nothing_else(kind: str, tmp_path: Path) -> None:
    random, whole = Random(17), picture(kind, frames=1 if kind == "JPEG" else 2)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(random.randint(1, 4)):
            data[random.randrange(len(data))] = random.randrange(256)
        try:
            pictures.add(_file(tmp_path, bytes(data)), tmp_path / "kept")
        except PictureError as error:
            assert str(error).endswith(".")  # noqa: PT017 - both ends are right


def test_a_scan_may_hold_restarts_and_stuffed_bytes() -> None:
    file = BytesIO()
    noise = Image.effect_noise((128, 128), 90).convert("RGB")
    noise.save(file, "JPEG", quality=95, restart_marker_blocks=2)
    data = file.getvalue()

    assert b"\xff\xd0" in data
    assert b"\xff\x00" in data
    assert picture_files.read(data) == picture_files.PictureFile("JPEG", (128, 128), 1)


def test_a_segment_out_of_place_is_damage() -> None:
    with pytest.raises(BadPictureFile):
        picture_files.read(b"\xff\xd8\xff\xe0\0\x02no")
    with pytest.raises(BadPictureFile):
        picture_files.read(picture("GIF")[:-1] + b"\x99;")


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"gone.png cannot be read: No such file"):
        pictures.add(tmp_path / "gone.png", tmp_path)
    with pytest.raises(PictureError, match="cannot be read"):
        pictures.add(tmp_path, tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")

    with pytest.raises(PictureError, match="no ordinary file"):
        pictures.add(tmp_path / "pipe.png", tmp_path)


def test_a_folder_that_takes_nothing_says_so(tmp_path: Path) -> None:
    blocked = _file(tmp_path, b"", "kept")

    with pytest.raises(PictureError, match="could not be kept"):
        pictures.add(_file(tmp_path, picture("PNG")), blocked)


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()

    with pytest.raises(OSError, match="full"):
        pictures._write(folder / "a.png", _Unsaveable())

    assert list(folder.iterdir()) == []


class _Unsaveable(Image.Image):
    """A picture that the disk has no room for."""

    def save(self, fp: object, *_: object, **__: object) -> None:
        raise OSError(28, "full")


def test_a_picture_is_drawn_in_place_of_an_icon(tmp_path: Path) -> None:
    name = pictures.add(_file(tmp_path, picture("PNG")), tmp_path)
    faces = Faces(FONT_DIR, picture_dir=tmp_path)

    own = faces.image(active(color=85, icon="door", picture=name), (72, 72))
    icon = faces.image(active(color=85, icon="door"), (72, 72))

    assert own != icon
    colors = {color for _, color in own.getcolors(9999) or []}
    assert (200, 0, 0) in colors
    assert (0, 0, 200) in colors


@pytest.mark.parametrize(
    "name", ["f" * 32 + ".png", "../" + "f" * 32 + ".png", "/etc/passwd", "x\0.png", "a.png"]
)
def test_a_picture_that_is_gone_or_not_ours_is_a_visible_sign(name: str, tmp_path: Path) -> None:
    faces = Faces(FONT_DIR, picture_dir=tmp_path)

    gone = faces.image(active(picture=name), (72, 72))

    assert gone == faces.image(active(icon="image-broken-variant"), (72, 72))
    assert gone == Faces(FONT_DIR).image(active(picture=name), (72, 72))


def test_only_names_that_we_gave_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    name = pictures.add(_file(tmp_path, picture("PNG")), folder)
    (tmp_path / name).write_bytes((folder / name).read_bytes())

    assert Gallery(folder).draw(name, 24) is not None
    assert Gallery(folder).draw(f"../{name}", 24) is None


@pytest.mark.parametrize(
    "data", [b"", b"no picture", picture("JPEG"), picture("PNG", (300, 300)), picture("PNG")[:60]]
)
def test_what_was_put_in_the_folder_by_another_is_not_drawn(data: bytes, tmp_path: Path) -> None:
    name = "0" * 32 + ".png"
    _file(tmp_path, data, name)

    assert Gallery(tmp_path).draw(name, 24) is None


def test_a_drawn_picture_fits_its_square_and_keeps_its_shape(tmp_path: Path) -> None:
    name = pictures.add(_file(tmp_path, picture("PNG")), tmp_path)

    drawn = Gallery(tmp_path).draw(name, 24)

    assert drawn is not None
    assert (drawn.size, drawn.mode) == ((24, 18), "RGBA")
    assert drawn.getpixel((0, 0))[3] < 128  # type: ignore[index]


START = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_picture_that_nothing_uses_is_removed_long_after_it_was_last_used(tmp_path: Path) -> None:
    used, unused = (pictures.add(_file(tmp_path, picture("PNG")), tmp_path / "g") for _ in "ab")
    folder = tmp_path / "g"
    gallery.tidy(folder, {used, unused}, START)

    assert gallery.tidy(folder, {used}, START + timedelta(days=89)) == 0
    assert gallery.tidy(folder, {used}, START + timedelta(days=91)) == 1

    assert [path.name for path in folder.iterdir()] == [used]
    assert gallery.tidy(folder, (), START + timedelta(days=180)) == 0


def test_a_picture_that_was_just_added_is_not_removed(tmp_path: Path) -> None:
    """The window may be about to save the configuration that names it."""
    name = pictures.add(_file(tmp_path, picture("PNG")), tmp_path / "g")

    gallery.tidy(tmp_path / "g", (), datetime.now(UTC))

    assert (tmp_path / "g" / name).exists()


def test_only_what_is_ours_is_removed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "g", tmp_path / "outside.png"
    folder.mkdir()
    outside.write_bytes(b"x")
    (folder / "notes.txt").write_bytes(b"x")
    (folder / f"{'0' * 32}.png").symlink_to(outside)

    removed = gallery.tidy(folder, (), START + timedelta(days=36500))

    assert removed == 1  # the link
    assert outside.exists()
    assert (folder / "notes.txt").exists()


def test_a_folder_that_cannot_be_tidied_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "g" / f"{'0' * 32}.png").mkdir(parents=True)

    assert gallery.tidy(tmp_path / "g", (), START + timedelta(days=36500)) == 0
    assert gallery.tidy(tmp_path / "none", (), START) == 0
