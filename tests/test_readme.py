"""README's commands and tables tell the truth."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from lightstack_desktop import settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def command(name: str) -> str:
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)
    assert found is not None, name
    return found[1]


@pytest.mark.parametrize("name", ["start", "test"])
def test_each_command_is_one_line_that_a_shell_understands(name: str) -> None:
    checked = subprocess.run(["/bin/sh", "-n"], input=command(name), text=True, check=False)

    assert checked.returncode == 0


def test_the_tests_install_all_that_the_program_does() -> None:
    def packages(name: str) -> set[str]:
        words = command(name).partition("--no-install-recommends")[2].partition("&&")[0]
        return set(words.split())

    assert packages("start") < packages("test")


def test_ci_runs_exactly_the_second_command(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_bytes((ROOT / ".ci" / "run").read_bytes())
    (tmp_path / "README.md").write_text(
        "<!-- command: start -->\n```sh\necho wrong\n```\n"
        '<!-- command: test -->\n```sh\necho "here: $PWD $CI" && echo second\n```\n'
        "```sh\necho wrong\n```\n"
    )

    ended = subprocess.run(
        ["/bin/sh", tmp_path / ".ci" / "run"], capture_output=True, text=True, check=False
    )

    assert ended.stdout == f"here: {tmp_path} true\nsecond\n", ended.stderr
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_ci_fails_when_the_command_is_not_there_or_fails(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_bytes((ROOT / ".ci" / "run").read_bytes())
    for text in ("nothing", "<!-- command: test -->\n```sh\nfalse && true\n```\n"):
        (tmp_path / "README.md").write_text(text)
        ended = subprocess.run(
            ["/bin/sh", tmp_path / ".ci" / "run"], capture_output=True, check=False
        )
        assert ended.returncode == 1


def test_the_settings_shown_are_the_defaults(tmp_path: Path) -> None:
    shown = re.search(r"```toml\n(.+?)```", README, re.DOTALL)
    assert shown is not None

    chosen = settings.load({"LIGHTSTACK_CONFIG_DIR": str(tmp_path)})

    values = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in tomllib.loads(shown[1]).items()
    }
    assert tuple(values) == settings.KEYS
    assert values == {key: getattr(chosen, key) for key in values}
