"""What faces say of themselves, in a person's language.

The room that draws them knows no Qt and is given the words; a test holds these against it.
"""

from __future__ import annotations

from lightstack_desktop.desktop.language import mark, tr

WORDS = (
    mark("Ack"),
    mark("Ack all"),
    mark("Brighter"),
    mark("Clear"),
    mark("Clear all"),
    mark("Darker"),
    mark("Next"),
    mark("Back"),
    mark("Toggle"),
    mark("Raise"),
    mark("All clear"),
    mark("active"),
    mark("now"),
)


def said() -> dict[str, str]:
    """Return each word as a person reads it."""
    return {word: tr(word) for word in WORDS}
