"""Where the folders are, and how they and the files in them are made."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from lightstack_desktop.errors import SettingsError
from lightstack_desktop.folders import folders, make, open_private


def test_folders_are_those_of_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))

    places = folders({"XDG_RUNTIME_DIR": str(tmp_path)})

    assert places.data_dir == tmp_path / "DATA" / "lightstack-desktop"
    assert places.config_dir == tmp_path / "CONFIG" / "lightstack-desktop"
    assert places.state_dir == tmp_path / "STATE" / "lightstack-desktop"
    assert places.runtime_dir == tmp_path / "lightstack-desktop"


def test_what_has_no_runtime_folder_goes_to_the_data_folder(tmp_path: Path) -> None:
    places = folders({"LIGHTSTACK_DATA_DIR": str(tmp_path), "XDG_RUNTIME_DIR": "/nowhere"})

    expected = Path(f"/run/user/{os.getuid()}/lightstack-desktop")
    assert places.runtime_dir == (expected if expected.parent.is_dir() else tmp_path)


def test_a_named_folder_may_be_relative_or_begin_with_a_tilde() -> None:
    places = folders({"LIGHTSTACK_DATA_DIR": "here", "LIGHTSTACK_STATE_DIR": "~/there"})

    assert places.data_dir == Path.cwd() / "here"
    assert places.state_dir == Path.home() / "there"


def test_folders_we_make_are_ours_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make(tmp_path / "a" / "b")
    finally:
        os.umask(before)

    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    make(tmp_path)

    assert mode(tmp_path) == 0o755


def test_a_folder_that_cannot_be_made_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SettingsError, match="Cannot make the folder"):
        make(tmp_path / "file" / "data")
    with pytest.raises(SettingsError, match="it is not a folder"):
        make(tmp_path / "file")


def test_a_private_file_is_0600_whatever_the_umask_and_what_it_was(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("")
    (tmp_path / "old").chmod(0o644)
    before = os.umask(0)
    try:
        for name in ("old", "new"):
            os.close(open_private(tmp_path / name, os.O_RDWR))
    finally:
        os.umask(before)

    assert mode(tmp_path / "old") == mode(tmp_path / "new") == 0o600


def test_a_planted_link_is_refused_and_a_linked_folder_is_fine(tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(tmp_path)
    (tmp_path / "planted").symlink_to(tmp_path / "victim")

    os.close(open_private(tmp_path / "linked" / "file", os.O_RDWR))
    with pytest.raises(SettingsError, match="symbolic link; remove it"):
        open_private(tmp_path / "planted", os.O_RDWR)

    assert (tmp_path / "file").exists()
    assert not (tmp_path / "victim").exists()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
