"""What a change of one setting does to the user's file, and what it leaves alone."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop import settings, settings_file
from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from lightstack_desktop.settings_file import Value


def environ(home: Path, **more: str) -> dict[str, str]:
    names = ("DATA", "CONFIG", "STATE", "RUNTIME")
    return {f"LIGHTSTACK_{name}_DIR": str(home / name.lower()) for name in names} | more


def change(home: Path, *, env: dict[str, str] | None = None, **values: Value) -> None:
    where = env or environ(home)
    settings_file.write(where, values, settings_file.foreseen(where, values))


def written(home: Path, text: str | bytes) -> Path:
    file = home / "config" / "config.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def refused(home: Path, env: dict[str, str] | None = None, **values: Value) -> str:
    with pytest.raises(SettingsError) as caught:
        change(home, env=env, **values)
    return str(caught.value)


def test_comments_and_order_stay(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        '# my desk\ntheme = "dark"   # at night\n\n# far away\napi_port = 9000 # not 8437\n',
    )

    change(tmp_path, api_port=9001)

    assert file.read_text() == (
        '# my desk\ntheme = "dark"   # at night\n\n# far away\napi_port = 9001 # not 8437\n'
    )


def test_a_setting_that_is_not_there_is_added(tmp_path: Path) -> None:
    file = written(tmp_path, 'theme = "dark"')

    change(tmp_path, strict=True, api_hosts=("desk.example", "192.0.2.7"))

    assert file.read_text().splitlines() == [
        'theme = "dark"',
        "strict = true",
        'api_hosts = ["desk.example", "192.0.2.7"]',
    ]
    assert settings.load(environ(tmp_path)).api_hosts == ("desk.example", "192.0.2.7")


def test_without_a_file_one_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        change(tmp_path, theme="light")
    finally:
        os.umask(before)

    file = tmp_path / "config" / "config.toml"
    assert file.read_text() == 'theme = "light"\n'
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    file = written(tmp_path, b'\xef\xbb\xbftheme = "dark"\r\nstrict = true\r\n')

    change(tmp_path, theme="light")

    assert file.read_bytes() == b'\xef\xbb\xbftheme = "light"\r\nstrict = true\r\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'theme = "dark"\napi_port = \n', "line 2"),
        (b'theme = "dark"\n\xff\n', "line 2: this is not UTF-8"),
        (b'a = 1\ntheme = "dark"\n', "line 1: there is no setting 'a'"),
        (b'theme = "dark"\napi_port = 99999\n', "line 2: api_port is 99999"),
    ],
)
def test_a_file_that_is_not_right_is_never_overwritten(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = written(tmp_path, content)

    message = refused(tmp_path, theme="light")

    assert message.startswith(f"{file}, ")
    assert said in message
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"theme": "pink"}, 'theme is "pink". Allowed: "auto" or "light" or "dark".'),
        ({"api_port": 65536}, "api_port is 65536. Allowed: a whole number"),
        ({"api_hosts": ("two words",)}, 'api_hosts is "two words". Allowed: a list of names'),
        ({"api_lan": True}, "api_lan needs api_hosts"),
        ({"api_prot": 1}, "there is no setting 'api_prot'"),
    ],
)
def test_a_value_that_is_not_allowed_is_not_written(
    tmp_path: Path, values: dict[str, Value], said: str
) -> None:
    file = written(tmp_path, "strict = true\n")

    assert said in refused(tmp_path, **values)
    assert file.read_text() == "strict = true\n"


def test_one_wrong_value_of_two_writes_neither(tmp_path: Path) -> None:
    assert "api_port is -1" in refused(tmp_path, theme="dark", api_port=-1)
    assert not (tmp_path / "config").exists()


def test_what_the_environment_decides_is_not_written(tmp_path: Path) -> None:
    env = environ(tmp_path, LIGHTSTACK_API_PORT="9000")

    assert refused(tmp_path, env, api_port=9001) == (
        "api_port is set by LIGHTSTACK_API_PORT. Change it there."
    )
    change(tmp_path, env=env, theme="dark")
    assert (tmp_path / "config" / "config.toml").read_text() == 'theme = "dark"\n'


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path: Path) -> None:
    file = written(tmp_path, 'theme = "dark"\n')
    settings.load(environ(tmp_path))
    written(tmp_path, '# new\ntheme = "dark"\nstrict = true\n')

    change(tmp_path, theme="light")

    assert file.read_text() == '# new\ntheme = "light"\nstrict = true\n'


def test_a_file_that_changes_while_the_change_is_tried_is_left_alone(tmp_path: Path) -> None:
    values: dict[str, Value] = {"theme": "light"}
    foreseen = settings_file.foreseen(environ(tmp_path), values)
    file = written(tmp_path, "strict = true\n")

    with pytest.raises(SettingsError, match="changed by another program just now"):
        settings_file.write(environ(tmp_path), values, foreseen)

    assert file.read_text() == "strict = true\n"


def test_a_link_to_a_file_of_the_users_own_stays_a_link(tmp_path: Path) -> None:
    own = tmp_path / "dotfiles" / "lightstack.toml"
    own.parent.mkdir()
    own.write_text('theme = "dark" # mine\n')
    link = tmp_path / "config" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(own)

    change(tmp_path, theme="light")

    assert link.is_symlink()
    assert own.read_text() == 'theme = "light" # mine\n'


def test_a_link_into_the_void_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "config" / "config.toml"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "nothing")

    assert "is a link to what is no file of yours" in refused(tmp_path, theme="light")
    assert not (tmp_path / "nothing").exists()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")

    assert "Cannot" in refused(tmp_path, theme="light")
    assert [path.name for path in tmp_path.iterdir()] == ["config"]
