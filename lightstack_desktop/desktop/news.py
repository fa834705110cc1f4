"""What is worth a notification, when, and what is taken back: pure, on boards and seconds.

1. News is an alert that becomes active, or whose priority rises while it is; a repeat is none.
2. What this person did at this computer is no news. 3. While they are away or want quiet, news
waits, and what of it still stands afterwards is told at once. 4. Priority 1 does not wait for quiet
to end. 5. Many at once are one notification, which the next one replaces. 6. What was acknowledged
or cleared is taken back. 7. What a locked screen was told without names is told with them after.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lightstack_desktop.desktop.news_state import (
    TOGETHER,
    TOGETHER_PAUSE_S,
    News,
    Show,
    ShowTogether,
    Spoken,
    Withdraw,
)

if TYPE_CHECKING:
    from lightstack_desktop.alerts.change import Change
    from lightstack_desktop.alerts.model import Alert, Board, HistoryEntry
    from lightstack_desktop.desktop.news_state import Order, Rules, State

# What a person at this computer uses. A deck's source ends in its serial number.
OWN_SOURCES = frozenset({"screen", "window", "tray", "notification", "cli"})
OWN_PREFIX = "deck:"
# So many notifications in so many seconds can be read; more are told together.
FEW, FLOOD_S = 3, 10.0
TOP = 3


def hear(state: State, change: Change) -> State:
    """Return the state with what is new to the person in a change."""
    fresh = tuple(News(row.alert_key, row.note) for row in change.history if _is_news(change, row))
    if not fresh:
        return state
    keys = {news.key for news in fresh}
    waiting = tuple(news for news in state.waiting if news.key not in keys)
    return replace(state, waiting=waiting + fresh)


def speak(state: State, board: Board, rules: Rules, now_s: float) -> Spoken:
    """Return what is to be told and taken back now; `now_s` is monotonic."""
    state, withdrawn = _swept(_unveiled(state, rules), board, rules)
    if now_s < rules.settled_s:
        late = tuple(replace(news, is_late=True) for news in state.waiting)
        next_s = rules.settled_s - now_s if late else None
        return Spoken(replace(state, waiting=late), withdrawn, next_s)
    ready, held = _sorted(state.waiting, board, rules)
    told = tuple((s, is_first) for s, is_first in state.told if now_s - s < FLOOD_S)
    state = replace(state, waiting=held, told=told)
    alone, together = _divided(ready, board, told)
    orders: list[Order] = [*withdrawn]
    had_together = bool(state.together)
    for news in alone:
        state, show = _tell_alone(state, news, board, rules, now_s)
        orders.append(show)
    if not together:
        if had_together and not state.together:
            orders.append(Withdraw(TOGETHER))
        return Spoken(state, tuple(orders), None)
    pause_s = state.together_s + TOGETHER_PAUSE_S - now_s
    if pause_s > 0:
        state = replace(state, waiting=(*held, *together))
        return Spoken(state, tuple(orders), pause_s)
    state, show_together = _tell_together(state, together, board, rules, now_s)
    state, doubled = _without_doubles(state)
    return Spoken(state, (*orders, *doubled, show_together), None)


def _is_news(change: Change, row: HistoryEntry) -> bool:
    """Tell whether a row of a change's history is new to the person at this computer."""
    if row.action != "triggered" or _is_own(row.source):
        return False
    before, after = (b.alerts.get(row.alert_key) for b in (change.before, change.board))
    if after is None or not _stands(after):
        return False
    if before is None or not before.is_active:
        return True
    return after.effective_priority < before.effective_priority


def _is_own(source: str) -> bool:
    return source in OWN_SOURCES or source.startswith(OWN_PREFIX)


def _stands(alert: Alert | None) -> bool:
    """Tell whether nobody has dealt with an alert yet."""
    return alert is not None and alert.is_active and not alert.is_acknowledged


def _unveiled(state: State, rules: Rules) -> State:
    """Have told by its name what a locked screen was told without."""
    if rules.is_away or not state.private:
        return state
    keys = {news.key for news in state.waiting}
    again = (replace(n, is_late=True, was_told=True) for n in state.private if n.key not in keys)
    return replace(state, waiting=(*again, *state.waiting), private=())


def _swept(state: State, board: Board, rules: Rules) -> tuple[State, tuple[Withdraw, ...]]:
    """Forget what was dealt with, and take back what was told of it."""
    standing = tuple(key for key in state.alone if _stands(board.alerts.get(key)))
    gone = [Withdraw(key) for key in state.alone if key not in standing]
    together = tuple(key for key in state.together if _stands(board.alerts.get(key)))
    if state.together and not together:
        gone.append(Withdraw(TOGETHER))
    waiting, private = (
        tuple(n for n in news if _is_wanted(board.alerts.get(n.key), rules))
        for news in (state.waiting, state.private)
    )
    swept = replace(state, waiting=waiting, private=private, alone=standing, together=together)
    return swept, tuple(gone)


def _is_wanted(alert: Alert | None, rules: Rules) -> bool:
    return alert is not None and _stands(alert) and alert.effective_priority in rules.notify


def _sorted(
    waiting: tuple[News, ...], board: Board, rules: Rules
) -> tuple[tuple[News, ...], tuple[News, ...]]:
    """Return what may be told now, and what has to wait."""
    ready: list[News] = []
    held: list[News] = []
    for news in waiting:
        may = rules.lets(board.alerts[news.key])
        (ready if may else held).append(news if may else replace(news, is_late=True))
    return tuple(ready), tuple(held)


def _divided(
    ready: tuple[News, ...], board: Board, told: tuple[tuple[float, bool], ...]
) -> tuple[tuple[News, ...], tuple[News, ...]]:
    """Return what is told by a notification each, and what is told together."""
    if len(ready) > 1 and any(news.is_late for news in ready):
        return (), ready
    alone: list[News] = []
    together: list[News] = []
    # Apart from each other: a flood of lesser ones must not take the place of the first.
    for is_first in (True, False):
        group = [n for n in ready if _is_first(board.alerts[n.key]) is is_first]
        room = FEW - sum(was_first is is_first for _, was_first in told)
        (alone if len(group) <= room else together).extend(group)
    return tuple(alone), tuple(together)


def _is_first(alert: Alert) -> bool:
    return alert.effective_priority == 1


def _tell_alone(
    state: State, news: News, board: Board, rules: Rules, now_s: float
) -> tuple[State, Show]:
    alert = board.alerts[news.key]
    alone = (*(key for key in state.alone if key != news.key), news.key)
    together = tuple(key for key in state.together if key != news.key)
    told = (*state.told, (now_s, _is_first(alert)))
    order = Show(alert, news.note, _sounds(news, board, rules), rules.is_private)
    private = (*state.private, news) if rules.is_private else state.private
    state = replace(state, alone=alone, together=together, told=told, private=private)
    return state, order


def _tell_together(
    state: State, fresh: tuple[News, ...], board: Board, rules: Rules, now_s: float
) -> tuple[State, ShowTogether]:
    keys = tuple(dict.fromkeys((*state.together, *(news.key for news in fresh))))
    alerts = sorted((board.alerts[key] for key in keys), key=_rank)
    is_sounding = any(_sounds(news, board, rules) for news in fresh)
    private = (*state.private, *fresh) if rules.is_private else state.private
    order = ShowTogether(tuple(alerts[:TOP]), len(alerts), is_sounding, rules.is_private)
    # What comes soon after belongs to the same flood.
    groups = {_is_first(board.alerts[news.key]) for news in fresh}
    told = (*state.told, *((now_s, is_first) for is_first in groups for _ in range(FEW)))
    state = replace(state, together=keys, together_s=now_s, told=told, private=private)
    return state, order


def _without_doubles(state: State) -> tuple[State, tuple[Withdraw, ...]]:
    """Take back what was told alone and is now told together with others."""
    doubles = tuple(key for key in state.alone if key in state.together)
    alone = tuple(key for key in state.alone if key not in doubles)
    return replace(state, alone=alone), tuple(Withdraw(key) for key in doubles)


def _sounds(news: News, board: Board, rules: Rules) -> bool:
    return not news.was_told and board.alerts[news.key].effective_priority in rules.sound


def _rank(alert: Alert) -> tuple[bool, int, str]:
    return alert.rank
