"""Bytes for each model: the right way up, in the right format, few enough."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat
from StreamDeck.Devices.StreamDeckMini import StreamDeckMini
from StreamDeck.Devices.StreamDeckNeo import StreamDeckNeo
from StreamDeck.Devices.StreamDeckOriginal import StreamDeckOriginal
from StreamDeck.Devices.StreamDeckOriginalV2 import StreamDeckOriginalV2
from StreamDeck.Devices.StreamDeckPlus import StreamDeckPlus
from StreamDeck.Devices.StreamDeckPlusXL import StreamDeckPlusXL
from StreamDeck.Devices.StreamDeckStudio import StreamDeckStudio
from StreamDeck.Devices.StreamDeckXL import StreamDeckXL

from faces.looks import FONT_DIR, LIT, NASTY, acknowledged, active, idle, overflow
from lightstack_desktop.alerts.look import BLANK, Banner
from lightstack_desktop.faces import encode
from lightstack_desktop.faces.cache import Cache
from lightstack_desktop.faces.faces import Faces
from lightstack_desktop.faces.format import KeyFormat

MODELS = (
    StreamDeckMini,
    StreamDeckNeo,
    StreamDeckOriginal,
    StreamDeckOriginalV2,
    StreamDeckPlus,
    StreamDeckPlusXL,
    StreamDeckStudio,
    StreamDeckXL,
)
PAYLOAD = 1016  # bytes of a picture in one report of 1,024
# Width and height, and the reports that a picture may take.
BUDGETS = {(72, 72): 4, (96, 96): 6, (112, 112): 8, (120, 120): 9, (80, 120): 6}
NAMES = (
    "Water leak", "Door", "CI main failed", "Backup running late", "Server room temperature",
    "Geschirrspülmaschine", "前门打开", "サーバー室の温度", "Deploy 🚀", "दरवाज़ा खुला है",
)  # fmt: skip


def _format(model: type) -> KeyFormat:
    size = (model.KEY_PIXEL_WIDTH, model.KEY_PIXEL_HEIGHT)  # type: ignore[attr-defined]
    return KeyFormat(size, model.KEY_IMAGE_FORMAT, model.KEY_FLIP, model.KEY_ROTATION)  # type: ignore[attr-defined]


def _marked(size: tuple[int, int]) -> Image.Image:
    """A dark picture whose top left corner is red, and the one beside it green."""
    image = Image.new("RGB", size, (20, 20, 20))
    image.paste((255, 0, 0), (0, 0, 24, 16))
    image.paste((0, 255, 0), (size[0] - 16, 0, size[0], 24))
    return image


def _seen(picture: bytes, key_format: KeyFormat) -> Image.Image:
    """Undo what the device's mounting needs: what a person sees."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    if key_format.flip[1]:
        image = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    if key_format.flip[0]:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return image.rotate(-key_format.rotation, expand=True)


@pytest.mark.parametrize("model", MODELS)
def test_a_person_sees_the_picture_the_right_way_up(model: type) -> None:
    key_format = _format(model)
    image = _marked(key_format.size)

    seen = _seen(encode.native(image, key_format), key_format)

    assert seen.size == image.size
    assert ImageStat.Stat(ImageChops.difference(seen, image)).rms[0] < 12


@pytest.mark.parametrize(
    ("model", "red", "green"),
    [
        (StreamDeckOriginalV2, (68, 68), (4, 68)),
        (StreamDeckXL, (92, 92), (4, 92)),
        (StreamDeckMini, (4, 4), (4, 76)),
        (StreamDeckPlus, (4, 4), (116, 4)),
        (StreamDeckPlusXL, (4, 108), (4, 4)),
    ],
)
def test_corners_lie_where_the_device_expects_them(
    model: type, red: tuple[int, int], green: tuple[int, int]
) -> None:
    key_format = _format(model)

    sent = Image.open(BytesIO(encode.native(_marked(key_format.size), key_format))).convert("RGB")

    assert max(range(3), key=sent.getpixel(red).__getitem__) == 0  # type: ignore[union-attr]
    assert sent.getpixel(red)[0] > 200  # type: ignore[index]
    assert sent.getpixel(green)[1] > 200  # type: ignore[index]


@pytest.mark.parametrize("model", [StreamDeckMini, StreamDeckOriginal])
def test_a_bitmap_has_24_bits_and_its_lowest_row_first(model: type, faces: Faces) -> None:
    key_format = _format(model)
    width, height = key_format.size

    picture = faces.native(active(), key_format)

    offset, _, wide, high, _, bits, compression = struct.unpack_from("<IIiiHHI", picture, 10)
    assert picture[:2] == b"BM"
    assert (offset, wide, high, bits, compression) == (54, width, height, 24, 0)
    assert len(picture) == 54 + 3 * width * height


def test_raw_rows_are_what_a_person_sees(faces: Faces) -> None:
    key_format = KeyFormat((72, 72), "RGB")

    assert faces.native(active(), key_format) == faces.image(active(), (72, 72)).tobytes()


def test_a_picture_of_another_size_is_scaled_to_the_key() -> None:
    picture = encode.native(_marked((144, 144)), KeyFormat((72, 72), "RGB"))

    assert len(picture) == 3 * 72 * 72


def test_jpeg_keeps_colour_at_full_resolution(faces: Faces) -> None:
    picture = Image.open(BytesIO(faces.native(active(), KeyFormat((72, 72), "JPEG"))))

    assert [layer[1:3] for layer in picture.layer] == [(1, 1)] * 3  # type: ignore[attr-defined]
    assert not picture.info.get("progressive")


@pytest.mark.parametrize("size", BUDGETS)
def test_every_face_keeps_to_its_budget_of_reports(size: tuple[int, int], faces: Faces) -> None:
    key_format = KeyFormat(size, "JPEG", (True, True))
    bars = (LIT, (0, 0, 45, 100, 45, 0, 0), ())
    looks = [BLANK, overflow(123, color=85), overflow(7, color=0, is_true=False)]
    for n, title in enumerate((*NAMES, *NASTY)):
        color = n * 37 % 256
        look = active(title, color=color, priority=n % 5 + 1, age="48m", bar=bars[n % 3])
        looks += [look, idle(title, color=color), acknowledged(title, color=color)]
        looks += [active(title, color=color, repeats=12, is_true=False, bar=bars[n % 3])]

    largest = max(len(faces.native(look, key_format)) for look in looks)

    assert largest <= BUDGETS[size] * PAYLOAD


@pytest.mark.parametrize(("side", "reports"), [(72, 3), (96, 5), (120, 6)])
@pytest.mark.parametrize("icon", ["water-alert", "washing-machine", None])
def test_a_typical_active_face_takes_few_reports(
    side: int, reports: int, icon: str | None, faces: Faces
) -> None:
    key_format = KeyFormat((side, side), "JPEG", (True, True))
    sizes = sorted(
        len(faces.native(active(title, color=color, icon=icon), key_format))
        for title in NAMES
        for color in (0, 21, 42, 85, 170, 255)
    )

    assert sizes[len(sizes) * 3 // 4] <= reports * PAYLOAD


def test_all_caches_are_bounded() -> None:
    faces = Faces(FONT_DIR)
    for n in range(300):
        look = active(f"Alert {n}", color=n % 256, age=f"{n}m", icon="door", glow=n % 101)
        faces.native(look, KeyFormat((120, 120), "BMP"))
        if n % 10 == 0:
            faces.strip(Banner(look), (800, 100))

    parts = faces._parts
    held = [each for owner in (faces, parts, parts._fonts) for each in vars(owner).values()]
    counted = [each.cache_info() for each in held if hasattr(each, "cache_info")]
    weighed = [each for each in held if isinstance(each, Cache)]
    assert len(counted) >= 15
    assert all(info.maxsize is not None and info.currsize <= info.maxsize for info in counted)
    assert any(info.currsize == info.maxsize for info in counted)
    assert len(weighed) >= 6
    assert all(cache.bytes <= cache.most_bytes for cache in weighed)
    assert any(cache.made > len(cache) for cache in weighed)
    assert sum(cache.most_bytes for cache in weighed) <= 10 << 20


def test_a_name_is_fitted_once_for_all_states() -> None:
    faces, key_format = Faces(FONT_DIR), KeyFormat((72, 72), "JPEG")
    faces.native(idle("Front door"), key_format)
    fitted = faces._parts.name.made

    faces.native(active("Front door"), key_format)
    faces.native(acknowledged("Front door"), key_format)

    assert faces._parts.name.made == fitted
