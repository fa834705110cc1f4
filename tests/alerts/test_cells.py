"""What every key shows at an instant."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from alerts.builders import NOON, active_alert, after, board_of, idle_alert
from alerts.desk import Desk
from lightstack_desktop.alerts import effects
from lightstack_desktop.alerts.deck import Action, KeyAction
from lightstack_desktop.alerts.fields import BAR_EFFECTS, LED_EFFECTS
from lightstack_desktop.alerts.look import BLANK, Banner, Kind, Look, Touch
from lightstack_desktop.alerts.model import Board
from lightstack_desktop.alerts.subject import Role
from lightstack_desktop.alerts.view import Options

STILL = Options(is_still=True)
EVERY = [("bar", effect) for effect in sorted(BAR_EFFECTS)] + [
    ("individual", effect) for effect in sorted(LED_EFFECTS)
]


def test_every_key_says_what_it_is_about() -> None:
    board = board_of(active_alert("door", 2), idle_alert("dryer", id=2, is_kept=True))
    desk = Desk(board, 4, actions=(KeyAction(2, Action.STATUS),))

    roles = [cell.subject.role for cell in desk.cells]

    assert roles == [Role.ALERT, Role.ALERT, Role.ACTION, Role.NOTHING]


def test_a_pressed_key_is_the_same_face_inset() -> None:
    desk = Desk(board_of(active_alert("door", 2)))
    before = desk.looks[0]

    desk.press(0)

    assert desk.looks[0] == replace(before, touch=Touch.PRESSED)


def test_a_ring_fills_in_eighths_while_a_hold_is_under_way() -> None:
    desk = Desk(board_of(active_alert("door", 1)))
    desk.press(0)

    rings = [desk.looks[0].hold]
    for _ in range(16):
        desk.wait(1 / 16)
        rings.append(desk.looks[0].hold)

    assert rings[::2] == [0, 12, 25, 37, 50, 62, 75, 87, 100]
    assert len(set(rings)) == 9
    desk.wait(3)
    assert desk.looks[0].hold == 100
    desk.release(0)
    assert desk.looks[0].hold == 0


def test_a_press_that_acted_at_once_has_no_ring() -> None:
    desk = Desk(board_of(active_alert("door", 3, acknowledged_at=NOON)))
    desk.press(0)
    desk.wait(0.3)

    assert (desk.looks[0].touch, desk.looks[0].hold) == (Touch.PRESSED, 0)


def test_animated_keys_are_in_phase_and_follow_the_clock() -> None:
    alerts = [active_alert(key, id=n, led_effect="chase") for n, key in enumerate("abc", 1)]
    desk = Desk(board_of(*alerts))
    desk.wait(0.06)
    seen = []
    for _ in range(8):
        assert len({look.bar for look in desk.looks[:3]}) == 1
        seen.append(desk.looks[0].bar)
        desk.wait(0.12)

    assert len(set(seen)) == 8
    assert desk.looks[0].bar == seen[0]


def test_an_acknowledged_alert_and_a_still_one_do_not_move() -> None:
    board = board_of(
        active_alert("known", id=1, led_effect="chase", acknowledged_at=NOON),
        active_alert("solid", id=2),
        active_alert("unlit", id=3, led_effect="chase", led_brightness=0),
    )
    desk = Desk(board)
    before = desk.looks
    for _ in range(40):
        desk.wait(0.07)
        assert desk.looks == before


def test_brightness_scales_the_bar_and_positions_limit_it() -> None:
    board = board_of(
        active_alert("a", id=1, led_effect="medium_blink", led_brightness=50),
        active_alert(
            "b",
            id=2,
            led_scope="individual",
            led_positions=(1, 7),
            led_effect="pulse",
            led_brightness=40,
        ),
    )
    desk = Desk(board)
    bars = set()
    for _ in range(30):
        bars.update(look.bar for look in desk.looks[:2])
        desk.wait(0.05)

    assert {(50,) * 7, (0,) * 7} <= bars
    single = {bar for bar in bars if bar[1:6] == (0,) * 5 and any(bar)}
    assert {bar[0] for bar in single} == {6, 20, 34, 40}
    assert all(bar[0] == bar[6] for bar in single)


def test_reduced_motion_holds_the_first_frame() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="pulse")), options=STILL)
    before = desk.looks[0]
    assert (before.bar, before.glow) == ((10,) * 7, 100)

    desk.wait(0.6)

    assert desk.looks[0] == before


def test_a_dimmed_deck_holds_still() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="pulse")), dim_after_s=60)
    desk.wait(60)
    before = desk.looks[0].bar
    desk.wait(0.6)

    assert desk.looks[0].bar == before == (10,) * 7


def test_the_light_goes_out_after_its_duration_and_the_alert_stays() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="pulse", led_duration=30)))
    assert any(desk.looks[0].bar)

    desk.wait(20)

    assert (desk.looks[0].kind, desk.looks[0].bar, desk.looks[0].glow) == (
        Kind.ACTIVE,
        (0,) * 7,
        100,
    )


def test_another_trigger_begins_the_duration_anew() -> None:
    desk = Desk(board_of(active_alert("door", led_duration=30)))
    desk.wait(15)
    desk.trigger("door")
    desk.wait(29)
    assert desk.looks[0].bar == (100,) * 7

    desk.wait(1)
    assert desk.looks[0].bar == (0,) * 7


def test_a_duration_of_0_is_steady_and_dark_from_the_start() -> None:
    desk = Desk(board_of(active_alert("door", led_effect="pulse", led_duration=0)))
    looks = set()
    for _ in range(20):
        looks.add(desk.looks[0])
        desk.wait(0.13)

    assert {(look.bar, look.glow) for look in looks} == {((0,) * 7, 100)}


def test_a_clock_set_back_does_not_make_a_light_last_longer_than_it_may() -> None:
    desk = Desk(board_of(active_alert("door", led_duration=30, activated_at=NOON)))
    desk.set_clock(days=-1)

    assert desk.next_s == 30


@pytest.mark.parametrize(("scope", "effect"), EVERY)
def test_a_ground_never_flashes_more_than_three_times_a_second(scope: str, effect: str) -> None:
    glows = effects.loop(scope, effect).glows
    frame_s = effects.loop(scope, effect).frame_s
    rounds = 2 + round(2 / (frame_s * len(glows)))
    long = glows * rounds

    steps = [(n, b - a) for n, (a, b) in enumerate(pairwise(long)) if a != b]
    turns = [n * frame_s for (_, was), (n, now) in pairwise(steps) if (was > 0) != (now > 0)]
    for begin in turns:
        # A flash is two opposing changes.
        assert sum(begin <= turn < begin + 1 for turn in turns) / 2 <= 3


@pytest.mark.parametrize(("scope", "effect"), EVERY)
def test_an_effect_is_a_handful_of_pictures(scope: str, effect: str) -> None:
    positions = (2, 5) if scope == "individual" else None
    alert = active_alert(
        "door", led_scope=scope, led_positions=positions, led_effect=effect, activated_at=NOON
    )
    desk = Desk(board_of(alert))
    pictures = set()
    for _ in range(400):
        desk._s += 0.02
        pictures.add(desk.looks[0])

    assert len(pictures) <= 24
    assert (len(pictures) > 1) == effects.is_moving(effect)


def test_a_face_carries_its_icon_and_picture() -> None:
    alert = active_alert("door", icon="door", picture="abc.png")

    look = Desk(board_of(alert)).looks[0]

    assert (look.icon, look.picture) == ("door", "abc.png")


def test_what_is_not_saved_says_so_on_every_key_that_says_anything() -> None:
    board = board_of(*(active_alert(key, id=n) for n, key in enumerate("abcd", 1)))
    tasks = (KeyAction(0, Action.STATUS), KeyAction(1, Action.NEXT_PAGE))
    desk = Desk(board, 4, actions=tasks)
    desk.board = replace(desk.board, is_saved=False)

    assert [look.is_true for look in desk.looks] == [False] * 4
    assert not desk.banner.shown.is_true


# Status and tasks


def test_the_status_key_is_calm_when_nothing_is_active_and_counts_otherwise() -> None:
    desk = Desk(Board(), actions=(KeyAction(3, Action.STATUS),))
    assert desk.looks[3] == Look(Kind.CLEAR)

    desk.trigger("door", 4)
    desk.trigger("fire", 1)

    assert desk.looks[3] == Look(Kind.ACTION, priority=1, count=2, action="status")


def test_a_task_about_one_alert_carries_its_name_and_colour() -> None:
    idle = idle_alert("door", name="Door", default_priority=2, led_color=85, icon="door")
    desk = Desk(board_of(idle), actions=(KeyAction(3, Action.TRIGGER, "door"),))

    assert desk.looks[3] == Look(Kind.ACTION, "Door", 2, 85, icon="door", action="trigger", count=0)


def test_a_task_about_all_or_about_nothing_known_is_a_word() -> None:
    tasks = (KeyAction(0, Action.CLEAR_ALL), KeyAction(1, Action.CLEAR, "gone"))
    desk = Desk(board_of(active_alert("door")), actions=tasks)

    assert desk.looks[0] == Look(Kind.ACTION, action="clear_all")
    assert desk.looks[1] == Look(Kind.ACTION, action="clear")


# The banner


def test_a_banner_shows_the_current_alert_and_how_many_there_are() -> None:
    board = board_of(
        active_alert("door", 3, id=1),
        active_alert("fire", 1, id=2, activated_at=after(minutes=-5)),
        active_alert("known", 1, id=3, acknowledged_at=NOON),
    )
    desk = Desk(board)

    banner = desk.banner

    assert (banner.shown.title, banner.shown.age, banner.shown.kind) == ("fire", "5m", Kind.ACTIVE)
    assert (banner.active_count, banner.acknowledged_count, banner.page) == (2, 1, "")


def test_a_banner_is_calm_when_nothing_is_active() -> None:
    assert Desk(Board()).banner == Banner(Look(Kind.CLEAR))


def test_a_banner_tells_the_page_where_there_are_several() -> None:
    desk = Desk(board_of(*(active_alert(key, id=n) for n, key in enumerate("abcdefg", 1))))
    assert desk.banner.page == "1/2"

    desk.tap(5)

    assert desk.banner.page == "2/2"


def test_a_tasks_name_is_not_told_by_a_pedal_or_by_an_empty_key() -> None:
    desk = Desk(Board(), actions=(KeyAction(9, Action.STATUS), KeyAction(1, Action.NOTHING)))

    assert desk.looks == (BLANK,) * 6
