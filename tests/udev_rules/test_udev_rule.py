"""The udev rule, read as udev reads it: assignments of every line that matches a device."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
from pathlib import Path

import pytest

RULE = Path(__file__).parents[2] / "udev-rules" / "60-lightstack-desktop.rules"
TERM = re.compile(r'\s*([A-Z]+(?:\{[^}]+\})?)\s*(==|!=|\+=|:=|=)\s*"([^"]*)"\s*(?:,|$)')

# What udev knows of a device: ATTR and ENV of its own, ATTRS of itself and what it hangs on.
# 0x00c0 is no product of which a distribution's own rules know.
PARENT = {"ATTRS{idVendor}": "0fd9", "ATTRS{idProduct}": "00c0", "ATTRS{product}": "Stream Deck X"}
USB = {
    "ACTION": "add",
    "SUBSYSTEM": "usb",
    "ENV{DEVTYPE}": "usb_device",
    "ATTR{idVendor}": "0fd9",
    **PARENT,
}
HIDRAW = {"ACTION": "add", "SUBSYSTEM": "hidraw", "KERNEL": "hidraw3", **PARENT}
INPUT = {"ACTION": "add", "SUBSYSTEM": "input", "KERNEL": "event7", **PARENT}


def rules() -> list[list[tuple[str, str, str]]]:
    """Return the rules, each a list of (key, operator, value); fails on anything else."""
    found = []
    for number, line in enumerate(RULE.read_text("ascii").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        terms, end = [], 0
        while end < len(line):
            term = TERM.match(line, end)
            assert term is not None, f"line {number}, column {end + 1}: {line[end:]}"
            terms.append((term[1], term[2], term[3]))
            end = term.end()
        found.append(terms)
    return found


def assigned(device: dict[str, str]) -> dict[str, str]:
    """Return what the rules set for a device."""
    done: dict[str, str] = {}
    label = None
    for terms in rules():
        sets = {key: value for key, operator, value in terms if operator in {"=", "+="}}
        if label is not None:
            label = None if sets.get("LABEL") == label else label
            continue
        if all(matches(device, term) for term in terms):
            label = sets.pop("GOTO", None)
            done |= sets
    return done


def matches(device: dict[str, str], term: tuple[str, str, str]) -> bool:
    key, operator, pattern = term
    if operator not in {"==", "!="}:
        return True
    is_same = key in device and fnmatch.fnmatchcase(device[key], pattern)
    return is_same == (operator == "==")


@pytest.mark.parametrize("device", [USB, HIDRAW])
def test_a_deck_of_any_product_belongs_to_the_person_at_the_screen_and_to_plugdev(
    device: dict[str, str],
) -> None:
    found = assigned(device)

    assert (found["TAG"], found["GROUP"], found["MODE"]) == ("uaccess", "plugdev", "0660")
    assert "ENV{LIBINPUT_IGNORE_DEVICE}" not in found


def test_a_group_that_does_not_exist_can_take_no_tag_with_it() -> None:
    for terms in rules():
        keys = {key for key, _, _ in terms}
        assert not {"GROUP", "TAG"} <= keys


def test_a_decks_input_node_does_not_type_into_the_desktop_and_gets_no_permission() -> None:
    assert assigned(INPUT) == {"ENV{LIBINPUT_IGNORE_DEVICE}": "1", "LABEL": LABEL}


def test_another_input_device_of_the_vendor_stays_one() -> None:
    remote = {**INPUT, "ATTRS{product}": "EyeTV DTT"}

    assert assigned(remote) == {"LABEL": LABEL}


@pytest.mark.parametrize("device", [USB, HIDRAW, INPUT])
def test_other_vendors_and_removals_are_left_alone(device: dict[str, str]) -> None:
    other = {key: "046d" if key.endswith("{idVendor}") else device[key] for key in device}

    assert set(assigned(other)) <= {"LABEL"}
    assert set(assigned({**device, "ACTION": "remove"})) <= {"LABEL"}


def test_the_file_sorts_before_the_rule_that_gives_the_permission() -> None:
    assert RULE.name < "73-seat-late.rules"


def test_every_goto_has_its_label() -> None:
    terms = [term for rule in rules() for term in rule]

    gotos = {value for key, _, value in terms if key == "GOTO"}
    assert gotos == {value for key, _, value in terms if key == "LABEL"}


def test_udev_itself_finds_nothing_wrong() -> None:
    udevadm = shutil.which("udevadm")
    if udevadm is None:
        pytest.skip("udevadm is not installed")
    known = subprocess.run([udevadm, "verify", "--help"], capture_output=True, check=False)
    if known.returncode != 0:
        pytest.skip("this udevadm cannot verify (systemd 254 or newer can)")

    ended = subprocess.run(
        [udevadm, "verify", "--resolve-names=never", RULE],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


LABEL = "lightstack_desktop_end"
