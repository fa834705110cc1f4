"""A change of settings: made whole, or refused whole."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from lightstack_desktop import logs, settings
from lightstack_desktop.choices import Choices
from lightstack_desktop.errors import PortTakenError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lightstack_desktop.settings import Settings


@pytest.fixture
def choices(tmp_path: Path) -> Iterator[Choices]:
    env = {f"LIGHTSTACK_{n}_DIR": str(tmp_path) for n in ("DATA", "CONFIG", "STATE", "RUNTIME")}
    made = Choices(settings.load(env), env)
    yield made
    made.stop()


class Follower:
    """Remembers what it was told; refuses a port if it is told to."""

    def __init__(self, taken_port: int | None = None) -> None:
        self.told: list[tuple[str, str]] = []
        self._taken_port = taken_port

    def __call__(self, before: Settings, after: Settings) -> None:
        if after.api_port == self._taken_port:
            raise PortTakenError(after.api_port)
        self.told.append((before.theme, after.theme))


def test_a_change_counts_is_told_and_is_in_the_file(choices: Choices, tmp_path: Path) -> None:
    follower = Follower()
    choices.follow(follower)

    after = choices.change(theme="dark").result()

    assert (after.theme, choices.now) == ("dark", after)
    assert follower.told == [("auto", "dark")]
    assert (tmp_path / "config.toml").read_text() == 'theme = "dark"\n'


def test_what_one_refuses_is_taken_back_by_the_others_and_not_written(
    choices: Choices, tmp_path: Path
) -> None:
    first, second, third = Follower(), Follower(taken_port=9000), Follower()
    for each in (first, second, third):
        choices.follow(each)

    with pytest.raises(PortTakenError):
        choices.change(theme="dark", api_port=9000).result()

    assert first.told == [("auto", "dark"), ("dark", "auto")]
    assert (second.told, third.told) == ([], [])
    assert choices.now.theme == "auto"
    assert not (tmp_path / "config.toml").exists()


def test_what_cannot_be_written_is_taken_back(choices: Choices, tmp_path: Path) -> None:
    follower = Follower()
    choices.follow(follower)
    (tmp_path / "config.toml").symlink_to(tmp_path / "nothing")

    with pytest.raises(SettingsError):
        choices.change(theme="dark").result()

    assert follower.told == [("auto", "dark"), ("dark", "auto")]
    assert choices.now.theme == "auto"


def test_who_cannot_take_a_change_back_does_not_keep_the_others_from_it(
    choices: Choices, caplog: pytest.LogCaptureFixture
) -> None:
    first, stubborn, refusing = Follower(), Follower(taken_port=8437), Follower(taken_port=9000)
    for each in (first, stubborn, refusing):
        choices.follow(each)

    with pytest.raises(PortTakenError, match="9000"):
        choices.change(theme="dark", api_port=9000).result()

    assert first.told == [("auto", "dark"), ("dark", "auto")]
    assert "could not be taken back" in caplog.text


def test_changes_are_made_in_the_order_in_which_they_were_asked(choices: Choices) -> None:
    follower = Follower()
    choices.follow(follower)

    answers = [choices.change(theme=theme) for theme in ("dark", "light", "auto")]

    assert [answer.result().theme for answer in answers] == ["dark", "light", "auto"]
    assert follower.told == [("auto", "dark"), ("dark", "light"), ("light", "auto")]


def test_the_log_tells_more_at_once(choices: Choices) -> None:
    ours, root = logging.getLogger("lightstack_desktop"), logging.getLogger()
    levels = ours.level, root.level
    choices.follow(logs.follow)
    try:
        choices.change(log_level="debug").result()
        assert ours.level == logging.DEBUG
        choices.change(log_level="error").result()
        assert (ours.level, root.level) == (logging.ERROR, logging.ERROR)
    finally:
        ours.setLevel(levels[0])
        root.setLevel(levels[1])
