"""Names for the keys of LightStack that our rules refuse, so that their alerts can be imported.

1. A key that is allowed keeps its name. 2. No two keys get the same name. 3. A name that begins
with `escaped:` gives the key back: %2F and the like are its characters in UTF-8, as in a URL.
4. What would be too long begins with `shortened:` and ends in a digest of the key; it cannot be
taken back. 5. A key that looks like such a name already is escaped too, or rule 2 would not hold.
"""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import unquote_to_bytes

from lightstack_desktop.alerts import fields as rules
from lightstack_desktop.errors import InvalidAlertError

ESCAPED = "escaped:"
SHORTENED = "shortened:"
DIGEST_LENGTH = 24  # hexadecimal digits: 96 bits


def name_of(key: str) -> str:
    """Return the key under which LightStack's `key` is imported."""
    if not key.startswith((ESCAPED, SHORTENED)) and _is_allowed(key):
        return key
    name = ESCAPED + "".join(
        char if _is_plain(char, place in {0, len(key) - 1}) else _escape(char)
        for place, char in enumerate(key)
    )
    return name if len(name) <= rules.KEY_LENGTH else _shortened(key, name)


def key_of(name: str) -> str | None:
    """Return LightStack's key for a name of ours; None where the name holds only a part of it."""
    if name.startswith(SHORTENED):
        return None
    if not name.startswith(ESCAPED):
        return name
    return unquote_to_bytes(name.removeprefix(ESCAPED)).decode("utf-8", "surrogatepass")


def _is_allowed(key: str) -> bool:
    try:
        rules.check_key(key)
    except InvalidAlertError:
        return False
    return True


def _is_plain(char: str, is_at_an_end: bool) -> bool:
    return rules.is_legal_in_key(char) and char != "%" and not (is_at_an_end and char == " ")


def _escape(char: str) -> str:
    # Bytes of a damaged file that are no text have become lone surrogates.
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _shortened(key: str, name: str) -> str:
    digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]
    room = rules.KEY_LENGTH - len(SHORTENED) - len("~") - DIGEST_LENGTH
    return f"{SHORTENED}{name.removeprefix(ESCAPED)[:room]}~{digest}"
