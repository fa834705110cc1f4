"""What to do about a deck that is there and cannot be used, as doctor says it.

1. The advice is for what was found here: a rule that is installed is not to be installed again.
2. It never sends the reader back to doctor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

USB_DEVICES = "/sys/bus/usb/devices"
MAKER_ID = "0fd9"
HID_CLASS = "03"
INSTALL_RULE = "Install the udev rule as shown below, then plug the deck in again."
PLUG_AGAIN = (
    "The udev rule is there: plug the deck in again.\n"
    "For a remote login or a service, add the user to the group plugdev and log in again."
)
QUIT_OTHER = "Quit the other program that uses the deck, then plug it in again."
IF_NONE = "If there is none: "
TAKEN = (
    "Quit the program that drives it through libusb. If it was killed, plug the deck in again:\n"
    "it left the deck without a driver."
)


def of(condition: str, detail: str, *, has_rule: bool) -> str:
    """Return what to do, "" for nothing; `condition` and `detail` are as on the wire."""
    permission = PLUG_AGAIN if has_rule else INSTALL_RULE
    if condition == "no_permission":
        return permission
    if condition == "busy":
        # libusb says "busy" of both.
        return f"{QUIT_OTHER}\n{IF_NONE}{permission[0].lower()}{permission[1:]}"
    return detail


def without_driver(devices: Path) -> tuple[str, ...]:
    """Return the maker's HID interfaces on USB that the kernel's HID driver does not have.

    hidraw shows none of them: a program drives them through libusb, or was killed while it did.
    `devices` is sysfs's folder of USB devices; elsewhere than on Linux there is none.
    """
    if not devices.is_dir():
        return ()
    found = (each for each in devices.glob("*:*") if _is_ours(each) and not _has_driver(each))
    return tuple(sorted(interface.name for interface in found))


def _is_ours(interface: Path) -> bool:
    device = interface.parent / interface.name.split(":")[0]
    return (
        _text(device / "idVendor") == MAKER_ID and _text(interface / "bInterfaceClass") == HID_CLASS
    )


def _has_driver(interface: Path) -> bool:
    return (interface / "driver").resolve().name == "usbhid"


def _text(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except OSError:
        return ""
