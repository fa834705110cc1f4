"""The udev rule that lets people use a deck: whether it is installed, and how that is done.

1. What root runs is fixed: it takes the rule's text from its input, and no path, no word of ours.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from lightstack_desktop import data

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "60-lightstack-desktop.rules"
FOLDERS = (Path("/etc/udev/rules.d"), Path("/usr/lib/udev/rules.d"), Path("/lib/udev/rules.d"))
RELOAD = (
    "udevadm control --reload && udevadm trigger --subsystem-match=usb --subsystem-match=hidraw"
)
# udev reads no file that does not end in .rules: half a rule is never in force.
SCRIPT = (
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin; umask 022; mkdir -p /etc/udev/rules.d && "
    f"cat > /etc/udev/rules.d/{NAME}.new && "
    f"mv -f /etc/udev/rules.d/{NAME}.new /etc/udev/rules.d/{NAME} && {RELOAD}"
)


def installed(folders: Sequence[Path] = FOLDERS) -> tuple[Path, ...]:
    """Return where the rule lies, the file that counts first."""
    return tuple(folder / NAME for folder in folders if (folder / NAME).is_file())


def text() -> bytes:
    """Return the rule that is shipped."""
    return data.path("udev-rules", NAME).read_bytes()


def command() -> str:
    """Return the line for a terminal that installs the rule."""
    rule = shlex.quote(str(data.path("udev-rules", NAME)))
    # Each part asks sudo itself: it may be pasted line by line.
    return f"sudo cp {rule} /etc/udev/rules.d/ && {RELOAD.replace('udevadm', 'sudo udevadm')}"
