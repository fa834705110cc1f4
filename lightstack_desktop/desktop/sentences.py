"""What the other rooms say of trouble, in a person's language.

1. Those rooms know no Qt: they raise English sentences, and these are told by how they read. 2. A
sentence that is not known here is said as it came. 3. What is quoted in one is never translated,
but for a field's name and for a sentence that gives the reason. 4. A test holds each sentence
against the room that says it.
"""

from __future__ import annotations

import re
from functools import cache

from lightstack_desktop.desktop.language import mark, tr

# What stands for `{field}`, and what a person calls it.
FIELDS = {
    "brightness_percent": mark("The brightness"),
    "dim_percent": mark("The brightness when dimmed"),
    "dim_after_s": mark("The time until the deck dims"),
    "sleep_after_s": mark("The time until the deck sleeps"),
    "priorities": mark("The priorities"),
    "patterns": mark("The patterns"),
    "taken_off": mark("The alerts taken off this deck"),
    "api_hosts": mark("A name of this computer"),
    "api_port": mark("The port"),
}
RULES = (
    mark("Alert '{key}' not found"),
    mark("Alert '{key}' is not active"),
    mark("Alert config '{key}' already exists"),
    mark("Icon '{icon}' is not known"),
    mark("Deck '{serial}' is not known. Plug it in once, then try again."),
    mark("{field} must be some of 1 to 5, at least one"),
    mark("{field} must not be empty; to show every alert name none"),
    mark("{field} must be at most {most}; keep so many away by the deck's filter"),
    mark("{field} must be at most {most}"),
    mark("{field} must have at most {most} characters"),
    mark("{field} must not contain control characters"),
    mark("{field} must be {lowest} to {highest}, not {value}"),
    mark("{field} must be 1 to {most} seconds, or none for never"),
    mark("pins: this deck has no key {number}"),
    mark("pins: '{key}' must have one key only"),
    mark("actions: there is no key {number}"),
    mark("actions: choose which alert key {number} is about"),
)
SAVING = (
    mark(
        "The database could not be read at the start, so the alerts it holds are missing here "
        "until it can be; it is left as it is."
    ),
    mark(
        "Kept in memory only: the database cannot be written. Make room on its disk or check its "
        "folder; it is saved as soon as that works."
    ),
    mark(
        "Nothing was changed: the database cannot be written. Make room on its disk or check its "
        "folder, then try again."
    ),
    mark(
        "While the database could not be written more happened than could be held: {count} "
        "repeats of alerts were counted, and are not in the history."
    ),
    mark("Nothing was changed: Lightstack Desktop is quitting."),
    mark("nothing can be saved at the moment"),
    mark("The database was damaged; the backup of {when} was restored."),
    mark("The database was damaged, and there was no backup; a new one was begun."),
    mark("{count} newer history rows could still be read and are there."),
    mark("All that came after could be read."),
    mark("More from {begin} UTC to {end} UTC may be missing."),
    mark("More from its beginning to {end} UTC may be missing."),
    mark("The backup {name} could not be used."),
    mark("The damaged file is kept as {name}."),
    mark("The database file was removed while it was in use, and was written anew."),
    mark("The database was empty, so a new one was begun."),
    mark("The database was gone, so a new one was begun."),
    mark("Its backups are there: lightstack backup list"),
)
DATABASE = (
    mark(
        "{path} was made by a newer version of Lightstack Desktop (schema {found}). Install that "
        "version, or move the file away to begin anew."
    ),
    mark("{path} belongs to another program. Move it away."),
    mark("{path} is no ordinary file. Move it away."),
    mark("{path} is damaged ({verdict})."),
    mark("{path} lacks what a database of ours holds."),
    mark("{path} is of an older version. Start the app once, then retry."),
    mark("{path} is empty."),
    mark("Another program reads {path}. Close that program."),
    mark("There is no backup {name}. See: lightstack backup list"),
    mark("The backup was given up."),
    mark(
        "Database {path}: it was replaced while it was in use. Restart Lightstack Desktop.",
    ),
    mark("Database {path}: its tables cannot be read."),
    mark("Database {path}: {why}"),
    mark("The disk is full. Free some space."),
    mark("It cannot be written. Give yourself permission to write it."),
    mark("The system refuses access. Give yourself permission to use it."),
    mark("It cannot be opened. Check that its folder exists and is yours."),
    mark("The system cannot read or write it. Check the disk."),
    mark("Another program keeps it locked. Close that program."),
    mark("It is damaged. Put a file from the backups folder in its place."),
    mark("It is no database. Put a file from the backups folder in its place."),
)
FILES = (
    mark(
        "Cannot write {path}: {why}. Choose another place, or make room there, then try again.",
    ),
    mark(
        "Cannot make the folder {path}: {why}. Free the path, or name another by "
        "LIGHTSTACK_DATA_DIR, LIGHTSTACK_STATE_DIR or LIGHTSTACK_RUNTIME_DIR."
    ),
    mark("Cannot write {path}: {why}."),
    mark("Cannot remove {path}: {why}."),
    mark("Cannot open {path}: {why}."),
    mark("it is a symbolic link; remove it"),
    mark("{path} is a symbolic link; remove it."),
    mark("{path} is a link to what is no file of yours; remove it."),
    mark("{path} was changed by another program just now. Try again."),
)
SETTINGS = (
    mark(
        "api_lan needs api_hosts, the names by which others ask for this machine. Set it, such "
        'as: api_hosts = ["desk.example", "192.0.2.7"].'
    ),
    mark("{field} is set by {where}. Change it there."),
    mark("{field} is {value}. Allowed: {why}."),
    mark('a list of names with or without a port, such as ["desk.example", "192.0.2.7:8437"]'),
    mark(
        "Port {port} is used by another program. Set api_port in config.toml or "
        "LIGHTSTACK_API_PORT to a free port, or to 0 to take any."
    ),
    mark("The system does not let us use port {port}. Set api_port to 1024 or higher."),
    mark("The program is still starting. Try again in a moment."),
    mark("There is no token before the program has started."),
)
PICTURES = (
    mark(
        "{name} has {width} x {height} pixels. Scale it down to at most {side} each way and "
        "{most} million in all; a key shows 120 x 120."
    ),
    mark(
        "{name} has {count} frames, more than {most}. A key shows one: save that one as PNG and "
        "choose it."
    ),
    mark("{name} is larger than {most} MiB. Save it smaller and try again."),
    mark("{name} cannot be read: {why}. Choose another file."),
    mark(
        "{name} cannot be decoded: it is damaged. Open it in a picture editor, save it as PNG, "
        "and choose that."
    ),
    mark(
        "This picture is damaged or carries something else with it: {why}. Open it in a picture "
        "editor, save it as PNG, and choose that."
    ),
    mark("This is no PNG, JPEG, WebP or GIF. Save the picture as one of these."),
    mark(
        "The picture could not be kept in {folder}: {why}. Make room there or make the folder "
        "writable, then choose the picture again."
    ),
)
# The first that fits counts: what says more stands before what says less.
SENTENCES = (*RULES, *SAVING, *DATABASE, *FILES, *SETTINGS, *PICTURES)
FIELD, WHY = "field", "why"
END = ". "


def said(trouble: object) -> str:
    """Return an error, or what it says, as a person reads it."""
    text = str(trouble)
    whole = _known(text)
    if whole is not None:
        return whole
    for end in (found.end() for found in re.finditer(re.escape(END), text)):
        first = _known(text[: end - 1])
        if first is not None:
            return f"{first} {said(text[end:])}"
    return text


def _known(text: str) -> str | None:
    for sentence, shape in _shapes():
        found = shape.fullmatch(text)
        values = found.groupdict() if found is not None else {}
        if found is not None and (FIELD not in values or values[FIELD] in FIELDS):
            return tr(sentence, **{name: _value(name, value) for name, value in values.items()})
    return None


def _value(name: str, value: str) -> str:
    if name == FIELD:
        return tr(FIELDS[value])
    return said(value) if name == WHY else value


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each sentence with what it reads like, whatever fills it."""
    return tuple((sentence, _shape(sentence)) for sentence in SENTENCES)


def _shape(sentence: str) -> re.Pattern[str]:
    literal = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(sentence))
    return re.compile(literal, re.DOTALL)
