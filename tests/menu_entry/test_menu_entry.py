"""The menu entry, the start at login, and the files by which a desktop knows the program."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from lightstack_desktop import cli, data, desktop_entry, menu_entry
from lightstack_desktop.desktop import autostart
from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these files are Linux's")

ENTRY = data.path("assets", "desktop", "lightstack-desktop.desktop")
METAINFO = data.path("assets", "desktop", "lightstack-desktop.metainfo.xml")
THEME = data.path("assets", "icons", "app", "hicolor")
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A home of our own, and a system that knows nothing of us."""
    return {"HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path / "etc")}


def read_as_a_menu_does(value: str) -> list[str]:
    """Undo the escapes of strings, then those of quoted words, then the percent signs."""
    unescaped = value.replace("\\\\", "\\")
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|([^ "]+)', unescaped)
    return [(re.sub(r"\\(.)", r"\1", quoted) or bare).replace("%%", "%") for quoted, bare in words]


@pytest.mark.parametrize(
    "word",
    [
        "/usr/bin/lightstack-desktop",
        "/home/me/my programs/lightstack-desktop",
        '/home/"me"/$HOME/`id`/\\x/50%/a\'b/~/(1)&;|<>*?#',
        "/home/Jürgen Größe/bin/x",
    ],
)
def test_any_path_is_read_back_as_one_word(word: str) -> None:
    assert read_as_a_menu_does(desktop_entry.exec_value([word, "run"])) == [word, "run"]


@pytest.mark.parametrize("word", ["", "/a\nb", "/a\x1bb", "/a\udce9"])
def test_a_path_that_no_entry_can_hold_is_refused(word: str) -> None:
    with pytest.raises(SettingsError, match="Install to another path"):
        desktop_entry.exec_value([word])


def test_the_program_beside_this_python_is_started_else_python_itself(tmp_path: Path) -> None:
    python = tmp_path / "python"
    assert desktop_entry.program(str(python)) == (str(python), "-m", "lightstack_desktop", "run")

    script = tmp_path / "lightstack-desktop"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    assert desktop_entry.program(str(python)) == (str(script),)


def test_only_the_first_groups_plain_keys_are_read() -> None:
    text = "# x\nA=0\n[Desktop Entry]\nName = A=B\nName[de]=C\n#Hidden=true\n[Other]\nHidden=true\n"

    assert desktop_entry.entries(text) == {"Name": "A=B", "Name[de]": "C"}


# Start at login


def test_it_does_not_start_at_login_until_somebody_wishes_it(environ: dict[str, str]) -> None:
    assert not autostart.is_on(environ)


def test_it_is_turned_on_and_off_by_one_file(environ: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / ".config" / "autostart" / "lightstack-desktop.desktop"

    autostart.turn_on(environ)
    found = desktop_entry.entries(file.read_text("utf-8"))
    assert autostart.is_on(environ)
    assert read_as_a_menu_does(found["Exec"]) == list(desktop_entry.program())
    assert found["Type"] == "Application"

    autostart.turn_off(environ)
    autostart.turn_off(environ)
    assert not autostart.is_on(environ)
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize(
    "line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden = True"]
)
def test_what_another_program_turned_off_is_off(environ: dict[str, str], line: str) -> None:
    autostart.turn_on(environ)
    file = autostart.own_folder(environ) / "lightstack-desktop.desktop"
    file.write_text(f"{file.read_text()}{line}\n")

    assert not autostart.is_on(environ)
    autostart.turn_on(environ)
    assert autostart.is_on(environ)


def test_what_the_system_starts_for_everybody_is_hidden_for_this_user(
    environ: dict[str, str], tmp_path: Path
) -> None:
    system = tmp_path / "etc" / "autostart" / "lightstack-desktop.desktop"
    system.parent.mkdir(parents=True)
    system.write_text("[Desktop Entry]\nType=Application\nExec=lightstack-desktop\n")
    assert autostart.is_on(environ)

    autostart.turn_off(environ)

    assert not autostart.is_on(environ)
    assert system.is_file()


def test_a_configuration_folder_elsewhere_is_used(environ: dict[str, str], tmp_path: Path) -> None:
    autostart.turn_on(environ | {"XDG_CONFIG_HOME": str(tmp_path / "else")})
    autostart.turn_on(environ | {"XDG_CONFIG_HOME": "relative"})

    assert (tmp_path / "else" / "autostart" / "lightstack-desktop.desktop").is_file()
    assert autostart.is_on(environ)


def test_an_entry_behind_a_link_is_not_written(environ: dict[str, str], tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    folder = autostart.own_folder(environ)
    folder.mkdir(parents=True)
    (folder / "lightstack-desktop.desktop").symlink_to(victim)

    with pytest.raises(SettingsError, match="symbolic link"):
        autostart.turn_on(environ)

    assert victim.read_text() == "precious"


def test_a_folder_that_cannot_be_written_is_said(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("")

    with pytest.raises(SettingsError, match="autostart"):
        autostart.turn_on(environ)


# The menu entry


def test_it_is_installed_for_this_user_and_removed_again(
    environ: dict[str, str], tmp_path: Path
) -> None:
    base = tmp_path / ".local" / "share"
    base.mkdir(parents=True)
    (base / "other").write_text("stays")

    made = menu_entry.install(environ)
    assert menu_entry.install(environ) == made
    names = {str(path.relative_to(base)) for path in made}
    assert {
        "applications/lightstack-desktop.desktop",
        "metainfo/lightstack-desktop.metainfo.xml",
        "icons/hicolor/48x48/apps/lightstack-desktop.png",
        "icons/hicolor/scalable/apps/lightstack-desktop.svg",
        "icons/hicolor/symbolic/apps/lightstack-desktop-symbolic.svg",
    } < names
    assert all(path.is_file() for path in made)

    assert menu_entry.remove(environ) == made
    assert menu_entry.remove(environ) == ()
    assert [path.name for path in base.rglob("*") if path.is_file()] == ["other"]


def test_the_entry_starts_this_installation(environ: dict[str, str]) -> None:
    menu_entry.install(environ)
    text = (menu_entry.folder(environ) / "applications" / ENTRY.name).read_text("utf-8")

    found, shipped = desktop_entry.entries(text), desktop_entry.entries(ENTRY.read_text("utf-8"))
    assert read_as_a_menu_does(found.pop("Exec")) == list(desktop_entry.program())
    assert shipped.pop("Exec") == "lightstack-desktop"
    assert found == shipped


def test_the_command_line_installs_and_removes_it(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", environ["HOME"])
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    assert cli.main(["install-desktop"]) == 0
    assert "made: " in capsys.readouterr().out
    assert cli.main(["install-desktop", "--remove"]) == 0
    assert "removed: " in capsys.readouterr().out
    assert cli.main(["install-desktop", "--remove"]) == 0
    assert capsys.readouterr().out == "Nothing was there.\n"


def test_a_folder_that_cannot_be_made_is_said_and_the_exit_code_is_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))

    assert cli.main(["install-desktop"]) == 1
    assert "Cannot write" in capsys.readouterr().err


# What is shipped


def test_the_entry_says_what_a_menu_needs() -> None:
    found = desktop_entry.entries(ENTRY.read_text("utf-8"))

    assert found["Type"] == "Application"
    assert found["Icon"] == found["StartupWMClass"] == ENTRY.stem == "lightstack-desktop"
    for key in ("Categories", "Keywords", "Keywords[de]"):
        assert found[key].endswith(";")
    assert {"GenericName[de]", "Comment[de]"} < set(found)


def test_the_metainfo_names_the_entry_and_the_licence() -> None:
    root = ET.parse(METAINFO).getroot()

    assert root.get("type") == "desktop-application"
    assert root.findtext("launchable") == ENTRY.name
    assert root.findtext("project_license") == "MIT"
    assert root.findtext("icon") == "lightstack-desktop"
    assert root.find("content_rating") is not None
    assert len((root.findtext("summary") or "").split()) < 10


@pytest.mark.parametrize("size", SIZES)
def test_each_size_of_the_icon_is_of_that_size(size: int) -> None:
    raw = (THEME / f"{size}x{size}" / "apps" / "lightstack-desktop.png").read_bytes()

    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", raw[16:24]) == (size, size)


def test_the_drawings_are_square_and_the_symbolic_one_has_one_colour() -> None:
    for name, side in (("scalable", "128"), ("symbolic", "16")):
        (file,) = (THEME / name / "apps").iterdir()
        root = ET.parse(file).getroot()
        assert (root.get("width"), root.get("height")) == (side, side)
        assert root.get("viewBox") == f"0 0 {side} {side}"
        if name == "symbolic":
            assert {e.get("fill") for e in root.iter() if e.get("fill")} == {"#2e3436"}


def test_no_drawing_asks_for_another_file() -> None:
    for file in THEME.rglob("*.svg"):
        text = file.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not {"http", "href", "url(", "<script", "<image"} & set(text.split()), file
        assert "http" not in text


def test_the_desktops_own_tool_finds_nothing_wrong_with_the_entry(
    environ: dict[str, str],
) -> None:
    validate = shutil.which("desktop-file-validate")
    if validate is None:
        pytest.skip("desktop-file-validate is not installed (desktop-file-utils)")
    menu_entry.install(environ)
    autostart.turn_on(environ)
    installed = menu_entry.folder(environ) / "applications" / ENTRY.name
    for file in (ENTRY, installed, autostart.own_folder(environ) / ENTRY.name):
        ended = subprocess.run([validate, file], capture_output=True, text=True, check=False)
        assert (ended.returncode, ended.stdout + ended.stderr) == (0, ""), file


def test_appstreams_own_tool_finds_nothing_wrong_with_the_metainfo() -> None:
    appstreamcli = shutil.which("appstreamcli")
    if appstreamcli is None:
        pytest.skip("appstreamcli is not installed (appstream)")
    ended = subprocess.run(
        [appstreamcli, "validate", "--no-net", METAINFO],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
