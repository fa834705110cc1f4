"""Where settings come from, and what a wrong one is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lightstack_desktop import settings
from lightstack_desktop.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def environ(home: Path, **more: str) -> dict[str, str]:
    folders = {f"LIGHTSTACK_{name.upper()}_DIR": str(home / name) for name in FOLDERS}
    return folders | more


FOLDERS = ("data", "config", "state", "runtime")


def write(home: Path, text: str | bytes) -> Path:
    file = home / "config" / "config.toml"
    file.parent.mkdir()
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refusal(home: Path, **more: str) -> str:
    with pytest.raises(SettingsError) as caught:
        settings.load(environ(home, **more))
    return str(caught.value)


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    chosen = settings.load(environ(tmp_path))

    assert (chosen.api_port, chosen.log_level) == (8437, "info")
    assert (chosen.hid_backend, chosen.theme, chosen.motion) == ("auto", "auto", "full")
    assert (chosen.api_lan, chosen.api_hosts, chosen.strict) == (False, (), False)
    assert chosen.data_dir == tmp_path / "data"
    assert chosen.file == tmp_path / "config" / "config.toml"
    assert chosen.warnings == ()


def test_loading_makes_no_folder_and_no_file(tmp_path: Path) -> None:
    settings.load(environ(tmp_path))

    assert list(tmp_path.iterdir()) == []


def test_the_environment_outranks_the_file_and_flags_outrank_both(tmp_path: Path) -> None:
    write(tmp_path, 'api_port = 1\nlog_level = "debug"\ntheme = "dark"\nhid_backend = "hidraw"')

    chosen = settings.load(
        environ(tmp_path, LIGHTSTACK_API_PORT="2", LIGHTSTACK_LOG_LEVEL="error"),
        {"api_port": 3},
    )

    assert (chosen.api_port, chosen.log_level) == (3, "error")
    assert (chosen.theme, chosen.hid_backend) == ("dark", "hidraw")


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    assert settings.load(environ(tmp_path, LIGHTSTACK_API_PORT="")).api_port == 8437


@pytest.mark.parametrize(("key", "value"), [("history_rows", 1000), ("history_days", 0)])
def test_how_much_history_is_kept_can_be_set(tmp_path: Path, key: str, value: int) -> None:
    write(tmp_path, f"{key} = {value}")

    assert getattr(settings.load(environ(tmp_path)), key) == value
    variable = f"LIGHTSTACK_{key.upper()}"
    for wrong in ("-1", "999999999", "x"):
        assert "a whole number from" in refusal(tmp_path, **{variable: wrong})


@pytest.mark.parametrize("key", ["notify_priorities", "sound_priorities"])
def test_priorities_are_a_list_each_once_and_in_order(tmp_path: Path, key: str) -> None:
    file = write(tmp_path, f"{key} = [3, 1, 3]")
    variable = f"LIGHTSTACK_{key.upper()}"

    assert getattr(settings.load(environ(tmp_path)), key) == (1, 3)
    assert getattr(settings.load(environ(tmp_path, **{variable: "5,2"})), key) == (2, 5)
    assert getattr(settings.load(environ(tmp_path, **{variable: "none"})), key) == ()
    for wrong in ("0", "6", "1,", "x", "1 2", "true"):
        assert "a list of priorities from 1 to 5" in refusal(tmp_path, **{variable: wrong})
    for wrong in ("1", "[0]", "[true]", '["1"]', "[1.0]"):
        file.write_text(f"{key} = {wrong}")
        assert f"{file}, line 1: {key} is " in refusal(tmp_path)
    file.write_text(f"{key} = []")
    assert getattr(settings.load(environ(tmp_path)), key) == ()


def test_alerts_of_priority_1_to_3_are_notified_of_and_the_first_with_a_sound(
    tmp_path: Path,
) -> None:
    chosen = settings.load(environ(tmp_path))

    assert (chosen.notify_priorities, chosen.sound_priorities) == ((1, 2, 3), (1,))
    assert chosen.notify_while_locked == "nothing"


@pytest.mark.parametrize("port", [0, 1, 65535])
def test_every_port_of_the_range_is_allowed(tmp_path: Path, port: int) -> None:
    write(tmp_path, f"api_port = {port}")

    assert settings.load(environ(tmp_path)).api_port == port


@pytest.mark.parametrize("value", ["-1", "65536", "true", "8437.0", '"8437"', "[8437]", "{}"])
def test_a_bad_port_is_told_with_file_line_and_what_is_allowed(tmp_path: Path, value: str) -> None:
    file = write(tmp_path, f'# my settings\ntheme = "dark"\n\n  api_port = {value}\n')

    message = refusal(tmp_path)

    assert message.startswith(f"{file}, line 4: api_port is ")
    assert "from 0 to 65535" in message


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("log_level", '"loud"', '"debug" or "info" or "warning" or "error"'),
        ("hid_backend", "1", '"auto" or "hidraw" or "libusb"'),
        ("theme", '"DARK"', '"auto" or "light" or "dark"'),
        ("motion", '"off"', '"full" or "reduced"'),
        ("notify_while_locked", '"some"', '"nothing" or "private" or "all"'),
    ],
)
def test_a_bad_choice_is_told_what_is_allowed(
    tmp_path: Path, key: str, value: str, allowed: str
) -> None:
    file = write(tmp_path, f"{key} = {value}")

    message = refusal(tmp_path)

    assert message.startswith(f"{file}, line 1: {key} is {value}")
    assert allowed in message


@pytest.mark.parametrize(
    "line", ["api_prot = 1", '"api_prot" = 1', "[api_prot]", "[[api_prot]]", "api_prot.x = 1"]
)
def test_an_unknown_key_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    file = write(tmp_path, f"api_port = 1\n{line}\n")

    message = refusal(tmp_path)

    assert message.startswith(f"{file}, line 2: there is no setting 'api_prot'.")
    assert f"Allowed: {', '.join(settings.KEYS)}." in message


def test_the_line_is_not_taken_from_inside_a_string(tmp_path: Path) -> None:
    file = write(tmp_path, 'theme = """\napi_port = 1\n"""\napi_port = 2')

    assert refusal(tmp_path).startswith(f"{file}, line 1: theme is ")
    assert settings._line('note = """\nport = 1\n"""\nport = 2', "port") == 4


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("api_port = 1\napi_port = = 2\n", 2),
        ('theme = "dark"\n\n\napi_port', 4),
        ("api_port = 1\napi_port = 2\n", 2),
        (b'theme = "dark"\n# \xff\n', 2),
        ("<<<<<<< HEAD\n", 1),
    ],
)
def test_a_file_that_does_not_parse_is_told_with_its_line_and_left_alone(
    tmp_path: Path, text: str | bytes, line: int
) -> None:
    file = write(tmp_path, text)
    before = file.read_bytes()

    assert refusal(tmp_path).startswith(f"{file}, line {line}: ")
    assert file.read_bytes() == before


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "api_port = " + "9" * 5000])
def test_a_file_made_to_hurt_is_refused_like_any_other(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, text)

    assert str(file) in refusal(tmp_path)


def test_a_file_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "config" / "config.toml").mkdir(parents=True)

    assert refusal(tmp_path).startswith("Cannot read ")


def test_a_byte_order_mark_is_no_reason_to_stop(tmp_path: Path) -> None:
    write(tmp_path, b"\xef\xbb\xbfapi_port = 1\r\n")

    assert settings.load(environ(tmp_path)).api_port == 1


@pytest.mark.parametrize("value", ["x", "-1", "65536", "1_000", "٣", "1.0", " 1", "9" * 5000])
def test_a_bad_variable_is_told_by_name(tmp_path: Path, value: str) -> None:
    message = refusal(tmp_path, LIGHTSTACK_API_PORT=value)

    assert message.startswith("LIGHTSTACK_API_PORT: api_port is ")
    assert len(message) < 200


def test_an_unknown_variable_is_a_warning(tmp_path: Path) -> None:
    chosen = settings.load(environ(tmp_path, LIGHTSTACK_API_PROT="1", OTHER="2"))

    assert chosen.warnings == (
        "The environment variable LIGHTSTACK_API_PROT is not known, and is ignored.",
    )


def test_the_network_is_let_in_under_the_names_that_are_listed(tmp_path: Path) -> None:
    write(
        tmp_path, 'api_lan = true\napi_hosts = ["Desk.Example:8437", "192.0.2.7", "[2001:db8::7]"]'
    )

    chosen = settings.load(environ(tmp_path))

    assert chosen.api_lan
    assert chosen.api_hosts == ("desk.example:8437", "192.0.2.7", "[2001:db8::7]")


@pytest.mark.parametrize("hosts", ["", "api_hosts = []\n"])
def test_the_network_is_not_let_in_without_a_list_of_names(tmp_path: Path, hosts: str) -> None:
    file = write(tmp_path, f'theme = "dark"\n{hosts}api_lan = true')

    message = refusal(tmp_path)

    assert message.startswith(f"{file}, line {3 if hosts else 2}: api_lan needs api_hosts")
    assert 'api_hosts = ["desk.example", "192.0.2.7"]' in message


@pytest.mark.parametrize(
    "host",
    [
        '""',
        "1",
        '"*"',
        '"*.example"',
        '"0.0.0.0"',
        '"0.0.0.0:8437"',
        '"[::]:8437"',
        '"http://desk.example"',
        '"desk.example/"',
        '"desk.example."',
        '"user@desk.example"',
        '"desk example"',
        '"desk.example:"',
        '"desk_x\\n"',
    ],
)
def test_a_name_that_no_host_can_have_is_told(tmp_path: Path, host: str) -> None:
    file = write(tmp_path, f'api_lan = true\napi_hosts = ["desk.example", {host}]')

    message = refusal(tmp_path)

    assert message.startswith(f"{file}, line 2: api_hosts is ")
    assert "a list of names with or without a port" in message


@pytest.mark.parametrize("key", ["strict", "api_lan", "api_docs"])
@pytest.mark.parametrize("value", ['"true"', "1", '"yes"', "[true]"])
def test_a_switch_is_true_or_false(tmp_path: Path, key: str, value: str) -> None:
    file = write(tmp_path, f"{key} = {value}")

    assert refusal(tmp_path).startswith(f"{file}, line 1: {key} is ")
    assert "Allowed: true or false." in refusal(tmp_path)


def test_switches_and_names_can_come_from_the_environment(tmp_path: Path) -> None:
    chosen = settings.load(
        environ(
            tmp_path,
            LIGHTSTACK_STRICT="true",
            LIGHTSTACK_API_LAN="true",
            LIGHTSTACK_API_HOSTS="desk.example,192.0.2.7:80",
        )
    )

    assert (chosen.strict, chosen.api_lan) == (True, True)
    assert chosen.api_hosts == ("desk.example", "192.0.2.7:80")


def test_a_bad_switch_or_name_in_the_environment_is_told_by_variable(tmp_path: Path) -> None:
    assert refusal(tmp_path, LIGHTSTACK_STRICT="1").startswith('LIGHTSTACK_STRICT: strict is "1".')
    assert refusal(tmp_path, LIGHTSTACK_API_LAN="true").startswith("LIGHTSTACK_API_LAN: api_lan ")
    assert refusal(tmp_path, LIGHTSTACK_API_HOSTS="a, b").startswith(
        'LIGHTSTACK_API_HOSTS: api_hosts is " b".'
    )
