"""Light and dark, and which of Qt's platform themes is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.person import wait
from lightstack_desktop.desktop import platform_theme
from lightstack_desktop.desktop.scheme import Scheme, light

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def light_app(app: QApplication) -> Iterator[QApplication]:
    before = app.palette()
    app.setPalette(light())
    yield app
    app.setPalette(before)


def is_dark(app: QApplication) -> bool:
    ground = app.palette().color(QPalette.ColorRole.Window)
    text = app.palette().color(QPalette.ColorRole.WindowText)
    assert abs(ground.lightness() - text.lightness()) > 120
    return ground.lightness() < 128


def test_the_setting_decides(light_app: QApplication) -> None:
    Scheme(light_app, "dark")
    assert is_dark(light_app)

    Scheme(light_app, "light")
    assert not is_dark(light_app)


def test_another_setting_is_followed(light_app: QApplication) -> None:
    scheme = Scheme(light_app, "auto")

    scheme.follow("dark")
    assert is_dark(light_app)

    scheme.follow("light")
    assert not is_dark(light_app)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_frame_of_a_box_is_seen(light_app: QApplication, theme: str) -> None:
    scheme = Scheme(light_app, "light" if theme == "dark" else "dark")
    ground = QWidget()
    QVBoxLayout(ground).addWidget(box := QCheckBox("Start at login"))

    scheme.follow(theme)
    light_app.processEvents()

    image = ground.grab().toImage()
    tones = [
        image.pixelColor(box.x() + x, box.geometry().center().y()).lightness() for x in range(-3, 9)
    ]
    # From the ground over the frame to what is inside.
    frame = min(tones) if theme == "light" else max(tones)
    assert abs(frame - tones[0]) > 30
    assert abs(frame - tones[-1]) > 30


def test_a_change_of_the_desktops_scheme_is_followed(
    light_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = Scheme(light_app, "auto")

    scheme._theme = "dark"
    light_app.styleHints().colorSchemeChanged.emit(light_app.styleHints().colorScheme())

    wait(lambda: is_dark(light_app))


@pytest.mark.parametrize(
    ("ini", "expected"),
    [
        ("[Settings]\ngtk-application-prefer-dark-theme=true\n", True),
        ("[Settings]\ngtk-application-prefer-dark-theme=1\n", True),
        ("[Settings]\ngtk-theme-name=Adwaita-dark\n", True),
        ("[Settings]\ngtk-theme-name=Adwaita\n", False),
        ("gtk-theme-name=broken", False),
        ("", False),
    ],
)
def test_where_no_portal_tells_gtks_file_does(
    light_app: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ini: str,
    expected: bool,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "gtk-3.0").mkdir()
    (tmp_path / "gtk-3.0" / "settings.ini").write_text(ini)

    Scheme(light_app, "auto")

    assert is_dark(light_app) is expected


def test_gtks_desktops_do_not_load_gtk() -> None:
    environ = {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}

    platform_theme.choose(environ)

    assert environ["QT_QPA_PLATFORMTHEME"] == "gnome"


@pytest.mark.parametrize(
    "environ", [{"XDG_CURRENT_DESKTOP": "KDE"}, {}, {"QT_QPA_PLATFORMTHEME": "qt6ct"}]
)
def test_a_choice_of_the_user_or_of_another_desktop_stands(environ: dict[str, str]) -> None:
    before = dict(environ)

    platform_theme.choose(environ)

    assert environ == before
