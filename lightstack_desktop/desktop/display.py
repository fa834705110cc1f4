"""Whether there is a screen that Qt can use: asked before Qt, which ends the process if not."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Qt's platforms that draw without a screen.
_SCREENLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def problem(environ: Mapping[str, str]) -> str | None:
    """Return why no window can be shown, None if one can. Only Linux can be without a screen."""
    if sys.platform != "linux":
        return None
    if environ.get("QT_QPA_PLATFORM", "").split(":")[0] in _SCREENLESS:
        return None
    if _has_wayland(environ):
        return None
    if not environ.get("DISPLAY"):
        return "there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    return _x11_problem(environ["DISPLAY"])


def _has_wayland(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(environ.get("XDG_RUNTIME_DIR", "/"), str(name)).is_socket()


def _x11_problem(display: str) -> str | None:
    plugin = _qt_folder() / "plugins" / "platforms" / "libqxcb.so"
    try:
        # Loading Qt's own plugin names the library that is missing; Qt's message does not.
        ctypes.CDLL(os.fspath(plugin))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        return f"Qt lacks a system library ({error}); README lists what to install"
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    try:
        if xcb.xcb_connection_has_error(connection):
            return f"the screen {display} does not answer"
    finally:
        xcb.xcb_disconnect(connection)
    return None


def _qt_folder() -> Path:
    spec = importlib.util.find_spec("PySide6")
    folders = spec.submodule_search_locations if spec is not None else None
    return Path(folders[0] if folders else "/nowhere", "Qt")
