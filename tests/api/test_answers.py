"""The engine's answers reach those who wait, all of a batch at once."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

import pytest

from lightstack_desktop.api.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Coroutine


def count_wakes(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    loop, wakes = asyncio.get_running_loop(), list[object]()
    wake = loop.call_soon_threadsafe

    def counted(callback: Any, *arguments: Any, **more: Any) -> asyncio.Handle:
        wakes.append(callback)
        return wake(callback, *arguments, **more)

    monkeypatch.setattr(loop, "call_soon_threadsafe", counted)
    return wakes


async def begun(*waiting: Coroutine[Any, Any, int]) -> list[asyncio.Task[int]]:
    """Let these begin to wait."""
    tasks = [asyncio.ensure_future(each) for each in waiting]
    await asyncio.sleep(0)
    return tasks


def test_one_wake_up_hands_out_all_answers_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait() -> None:
        answers, asked = Answers(), [Future[int]() for _ in range(50)]
        heard: list[int] = []

        async def hear(future: Future[int]) -> int:
            heard.append(await answers.to(future))
            return 0

        tasks = await begun(*(hear(each) for each in asked))
        wakes = count_wakes(monkeypatch)
        for number, each in enumerate(asked):
            each.set_result(number)
        await asyncio.gather(*tasks)
        assert heard == list(range(50))
        assert len(wakes) == 1

    asyncio.run(wait())


def test_what_is_answered_later_wakes_again() -> None:
    async def wait() -> None:
        answers = Answers()
        for number in range(2):
            asked = Future[int]()
            (task,) = await begun(answers.to(asked))
            asked.set_result(number)
            assert await task == number

    asyncio.run(wait())


def test_an_answer_that_is_there_already_is_heard() -> None:
    async def wait() -> None:
        asked = Future[int]()
        asked.set_result(1)
        assert await Answers().to(asked) == 1

    asyncio.run(wait())


def test_an_error_is_raised_where_it_is_waited_for() -> None:
    async def wait() -> None:
        asked = Future[int]()
        asked.set_exception(ValueError("no"))
        with pytest.raises(ValueError, match="no"):
            await Answers().to(asked)

    asyncio.run(wait())


def test_who_went_away_keeps_nobody_from_an_answer() -> None:
    async def wait() -> None:
        answers, asked = Answers(), [Future[int](), Future[int]()]
        gone, stays = await begun(*(answers.to(each) for each in asked))
        gone.cancel()
        for number, each in enumerate(asked):
            each.set_result(number)
        assert await stays == 1
        assert gone.cancelled()

    asyncio.run(wait())


def test_a_loop_that_has_ended_is_not_told() -> None:
    asked, answers = Future[int](), Answers()

    async def wait() -> None:
        await begun(answers.to(asked))

    asyncio.run(wait())
    asked.set_result(1)
