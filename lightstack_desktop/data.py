"""Where the files lie that we ship: in the wheel under _data, in a checkout at the top level."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def path(*parts: str) -> Path:
    """Return a shipped file or folder, such as path("assets", "fonts")."""
    in_checkout = PACKAGE.parent / "pyproject.toml"
    # A checkout comes first: an editable install may hold an older copy of the same files.
    base = PACKAGE.parent if in_checkout.is_file() else PACKAGE / "_data"
    return base.joinpath(*parts)
