"""A deck that cannot be used: told apart, said in the window, and mended from there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from desktop.fake_decks import Decks
from desktop.person import wait
from lightstack_desktop import deck_advice, udev_rule
from lightstack_desktop.deck.status import DeckCondition, DeckStatus
from lightstack_desktop.desktop import deck_care, deck_trouble
from lightstack_desktop.desktop.deck_trouble import Surroundings
from lightstack_desktop.desktop.rule_installer import RuleInstaller

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.person import Person
    from lightstack_desktop.desktop.deck_notice import DeckNotice


def deck(
    condition: DeckCondition, model: str = "Stream Deck XL", path: str = "/dev/hidraw0"
) -> DeckStatus:
    return DeckStatus("A1", model, 0x8F, path, condition, "")


REFUSED, BUSY = deck(DeckCondition.NO_PERMISSION), deck(DeckCondition.BUSY)
OPEN = deck(DeckCondition.OPEN)


def text(*decks: DeckStatus, **around: object) -> str:
    found = deck_trouble.of(decks, Surroundings(**around))
    return found.text if found is not None else ""


def test_no_deck_and_a_deck_that_works_are_no_trouble() -> None:
    assert text() == text(OPEN) == text(deck(DeckCondition.FOUND)) == ""


def test_without_the_rule_the_rule_is_what_helps() -> None:
    found = deck_trouble.of((REFUSED,), Surroundings(has_rule=False))

    assert found is not None
    assert found.needs_rule
    assert "Stream Deck XL is plugged in, but you may not use it yet" in found.text


def test_with_the_rule_plugging_in_again_is_what_helps() -> None:
    found = deck_trouble.of((REFUSED,), Surroundings(has_rule=True))

    assert found is not None
    assert not found.needs_rule
    assert "Plug it out and in again" in found.text
    assert "plugdev" in found.text


def test_a_deck_that_another_program_has_is_told_with_the_program_where_it_is_known() -> None:
    assert "used by another program. Quit that" in text(BUSY)
    assert "used by another program: OpenDeck (process 7). " in text(
        BUSY, owners=("OpenDeck (process 7)",)
    )


def test_a_deck_that_libusb_took_from_the_system_is_told_although_no_deck_is_seen() -> None:
    assert "A Stream Deck is used by another program: x" in text(
        driverless=("1-1:1.0",), owners=("x",)
    )
    # One of ours through libusb has no driver either.
    assert text(OPEN, driverless=("1-1:1.0",)) == ""


def test_an_unknown_model_and_one_that_does_not_answer_are_told_apart() -> None:
    assert "product id, 0fd9:008f" in text(deck(DeckCondition.UNKNOWN_MODEL))
    assert "does not answer. Plug it out" in text(deck(DeckCondition.FAILED))


def test_what_can_be_mended_here_is_told_first() -> None:
    unknown = deck(DeckCondition.UNKNOWN_MODEL)

    assert "may not use" in text(unknown, BUSY, OPEN, REFUSED)


def test_a_model_is_plain_text() -> None:
    assert "<b>x</b> y is plugged in" in text(
        deck(DeckCondition.NO_PERMISSION, "<b>x</b>\ny"), has_rule=False
    )


def test_the_system_is_looked_at_for_the_rule_and_for_who_has_the_deck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = tmp_path / "usb" / "1-1"
    (tmp_path / "usb" / "1-1:1.0").mkdir(parents=True)
    device.mkdir()
    for name, value in (("idVendor", "0fd9"), ("busnum", "1"), ("devnum", "4")):
        (device / name).write_text(f"{value}\n")
    (tmp_path / "usb" / "1-1:1.0" / "bInterfaceClass").write_text("03\n")
    asked: list[tuple[str, ...]] = []

    def owners(files: tuple[str, ...]) -> tuple[str, ...]:
        asked.append(files)
        return ("x (process 1)",)

    monkeypatch.setattr(deck_trouble.deck_owner, "owners", owners)
    monkeypatch.setattr(deck_trouble.udev_rule, "installed", lambda: ())

    found = deck_trouble.look((BUSY,), tmp_path / "usb")

    assert asked == [("/dev/hidraw0", "/dev/bus/usb/001/004")]
    assert found == Surroundings(has_rule=False, driverless=("1-1:1.0",), owners=("x (process 1)",))


# In the window


class Desk:
    """A person whose deck does not work."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.decks = Decks()

    def begin(self, *decks: DeckStatus) -> None:
        self.decks.conditions.tell(decks)
        self.person.attach()
        self.person.desktop.follow(self.decks)
        self.person.open()
        wait(lambda: self.person.desktop._deck_care is not None)

    @property
    def notice(self) -> DeckNotice:
        return self.person.main.deck_notice


@pytest.fixture
def desk(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for variable in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(variable, f"unix:path={tmp_path}/none")
    monkeypatch.setattr(deck_care, "GRACE_MS", 20)
    monkeypatch.setattr(deck_advice, "USB_DEVICES", str(tmp_path / "none"))
    monkeypatch.setattr(deck_trouble.udev_rule, "installed", lambda: ())
    return Desk(person)


def test_the_window_offers_button_and_command_and_takes_them_back_when_it_works(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RuleInstaller, "is_possible", property(lambda _self: True))
    desk.begin(REFUSED)
    wait(desk.notice.isVisible)

    assert desk.notice.repair.isVisible()
    assert desk.notice.command.line.text() == udev_rule.command()
    desk.decks.conditions.tell((OPEN,))
    wait(lambda: not desk.notice.isVisible())


def test_where_no_password_can_be_asked_for_there_is_the_command_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RuleInstaller, "is_possible", property(lambda _self: False))
    desk.begin(REFUSED)
    wait(desk.notice.isVisible)

    assert desk.notice.command.isVisible()
    assert not desk.notice.repair.isVisible()


def test_another_trouble_has_neither(desk: Desk) -> None:
    desk.begin(BUSY)
    wait(desk.notice.isVisible)

    assert not desk.notice.command.isVisible()
    assert not desk.notice.repair.isVisible()


def test_a_permission_that_comes_a_moment_late_is_no_trouble(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deck_care, "GRACE_MS", 3_600_000)
    desk.begin()
    desk.decks.conditions.tell((REFUSED,))
    care = desk.person.desktop._deck_care
    assert care is not None
    wait(care._soon.isActive)

    assert not desk.notice.isVisible()


def test_a_failure_to_install_is_said_beside_the_trouble(desk: Desk) -> None:
    desk.begin(REFUSED)
    wait(desk.notice.isVisible)

    desk.person.desktop._deck_care.installer.failed.emit("No password was given.")

    assert "you may not use it yet" in desk.notice.text.text()
    assert desk.notice.text.text().endswith("\nNo password was given.")


def test_after_installing_the_decks_are_looked_for_at_once(desk: Desk) -> None:
    desk.begin(REFUSED)
    wait(desk.notice.isVisible)

    desk.person.desktop._deck_care.installer.done.emit()
    assert desk.decks.told == ["looked"]
    desk.decks.conditions.tell((OPEN,))
    wait(lambda: not desk.notice.isVisible())


# The installer


def installer(folder: Path, code: int = 0, said: str = "") -> RuleInstaller:
    """Return one whose pkexec writes down what it is to run, and ends as it is told."""
    fake = folder / "pkexec"
    fake.write_text(
        "#!/bin/sh\n"
        f'for word in "$@"; do printf "%s\\n" "$word"; done > {folder}/argv\n'
        f"cat > {folder}/input\n"
        f"echo '{said}' >&2\n"
        f"exit {code}\n"
    )
    fake.chmod(0o755)
    return RuleInstaller((folder / "none", fake))


def outcome(made: RuleInstaller) -> str:
    told: list[str] = []
    made.done.connect(lambda: told.append("done"))
    made.failed.connect(told.append)
    made.begin()
    made.begin()
    assert made.is_busy
    wait(lambda: told)
    assert not made.is_busy
    return told[0]


def test_root_runs_a_fixed_script_and_gets_the_rule_as_its_input(
    app: QApplication, tmp_path: Path
) -> None:
    assert outcome(installer(tmp_path)) == "done"

    shell, option, script = (tmp_path / "argv").read_text().rstrip("\n").split("\n", 2)
    assert (shell, option, script) == ("/bin/sh", "-c", udev_rule.SCRIPT)
    assert (tmp_path / "input").read_bytes() == udev_rule.text()
    assert "/etc/udev/rules.d/60-lightstack-desktop.rules" in script
    assert script.startswith("PATH=/usr/sbin:/usr/bin:/sbin:/bin; ")
    assert str(tmp_path) not in script


@pytest.mark.parametrize(
    ("code", "said", "why"),
    [
        (126, "", "no password was given"),
        (127, "", "Run the command"),
        (1, "one\nudevadm: no such thing", "udevadm: no such thing"),
        (1, "", "The rule was not installed: 1"),
    ],
)
def test_why_it_was_not_installed_is_said(
    app: QApplication, tmp_path: Path, code: int, said: str, why: str
) -> None:
    assert why in outcome(installer(tmp_path, code, said))


def test_without_pkexec_nothing_is_asked(app: QApplication, tmp_path: Path) -> None:
    made = RuleInstaller((tmp_path / "none",))
    made.begin()

    assert not made.is_possible
    assert not made.is_busy


def test_a_pkexec_that_cannot_be_run_is_said(app: QApplication, tmp_path: Path) -> None:
    fake = tmp_path / "pkexec"
    fake.write_text("no program")
    told: list[str] = []
    made = RuleInstaller((fake,))
    made.failed.connect(told.append)
    made.begin()
    wait(lambda: told)

    assert "Run the command" in told[0]


def test_quitting_while_the_password_is_asked_for_waits_for_nobody(
    app: QApplication, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "never")
    fake = tmp_path / "pkexec"
    fake.write_text(f"#!/bin/sh\nread line < {tmp_path}/never\n")
    fake.chmod(0o755)
    made = RuleInstaller((fake,))
    made.begin()

    made.stop()

    assert not made.is_busy


def test_the_script_is_one_that_a_shell_understands() -> None:
    assert os.system(f"/bin/sh -n -c '{udev_rule.SCRIPT}'") == 0
    assert os.system(f"/bin/sh -n -c '{udev_rule.command()}'") == 0
