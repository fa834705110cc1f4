"""Writes the index of the shipped icons: python tests/faces/icon_index.py META_JSON.

META_JSON is the file of that name in Material Design Icons' SVG package, of the font's version.
One line an icon, by name: name, code point, words to find it by; a brand that the set will drop
has the word "deprecated" alone.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

INDEX = Path(__file__).parents[2] / "assets" / "icons" / "mdi" / "index.tsv"


def line(icon: dict[str, Any]) -> str:
    """Return an icon's line."""
    tags = {word for tag in icon["tags"] for word in re.findall("[a-z0-9]+", tag.lower())}
    words = " ".join(sorted(tags | set(icon["aliases"])))
    return "\t".join((icon["name"], icon["codepoint"], "deprecated" * icon["deprecated"] or words))


if __name__ == "__main__":
    icons = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    INDEX.write_text("".join(f"{each}\n" for each in sorted(map(line, icons))), "ascii")
