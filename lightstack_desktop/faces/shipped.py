"""A painter of faces with what we ship and what the user has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lightstack_desktop import data
from lightstack_desktop.faces import gallery
from lightstack_desktop.faces.faces import Faces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def make_faces(data_dir: Path, words: Mapping[str, str] | None = None) -> Faces:
    """Return a painter of faces with the fonts we ship, the user's own pictures and language."""
    return Faces(data.path("assets", "fonts"), None, data_dir / gallery.FOLDER, words)
