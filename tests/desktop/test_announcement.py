"""What a notification says: names as they were written, and nothing that is markup to us."""

from __future__ import annotations

import pytest
from alerts.builders import active_alert

from lightstack_desktop.desktop import announcement
from lightstack_desktop.desktop.news_state import Show, ShowTogether

HOSTILE = "<b>x</b> <img src='http://127.0.0.1/x.png'> &x <a href='file:///etc/passwd'>y</a>"


def one(**fields: object) -> Show:
    alert = active_alert("door", 2, **{k: v for k, v in fields.items() if k != "note"})
    return Show(alert, fields.get("note"), is_sounding=False, is_private=False)


def test_it_names_the_alert_its_priority_and_what_was_said() -> None:
    made = announcement.of(one(name="Front door", note="Somebody rings"))

    assert (made.name, made.title, made.body) == ("door", "Front door", "P2 · Somebody rings")
    assert [command for command, _ in made.actions] == ["open", "acknowledge", "clear"]


def test_without_a_note_the_description_is_said_and_without_both_the_priority() -> None:
    assert announcement.of(one(description="Bell\nat the gate")).body == "P2 · Bell at the gate"
    assert announcement.of(one()).body == "P2"


def test_a_hostile_name_and_note_stay_as_they_were_written() -> None:
    made = announcement.of(one(name=HOSTILE[:90], note=HOSTILE))

    assert made.title == HOSTILE[:90]
    assert made.body == f"P2 · {HOSTILE}"


def test_a_long_note_is_cut_and_a_name_turns_no_line_around() -> None:
    made = announcement.of(one(name="door\u202egnp.exe", note="x" * 5000))

    assert made.title == "doorgnp.exe"
    assert len(made.body) <= announcement.LONGEST_BODY + 10


def test_a_private_one_says_only_that_there_is_one() -> None:
    alert = active_alert("secret", 1, name="Secret")

    made = announcement.of(Show(alert, "more", is_sounding=True, is_private=True))

    assert (made.title, made.body) == ("An alert of priority 1", "")


@pytest.mark.parametrize("is_private", [False, True])
def test_several_are_counted_and_the_first_are_named(is_private: bool) -> None:
    top = tuple(active_alert(key, 2, name=key.upper()) for key in "abc")

    made = announcement.of(ShowTogether(top, 5, is_sounding=False, is_private=is_private))

    assert (made.name, made.title, made.priority) == ("", "5 new alerts", 2)
    assert made.body == ("" if is_private else "P2 A\nP2 B\nP2 C\nand 2 more")
    assert [command for command, _ in made.actions] == ["open"]
