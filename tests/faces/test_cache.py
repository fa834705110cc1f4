"""A cache keeps what was used last, up to its bytes."""

from __future__ import annotations

from lightstack_desktop.faces.cache import Cache


def _cache(most_bytes: int) -> Cache[str]:
    return Cache(lambda letter, count: letter * count, len, most_bytes)


def test_what_is_kept_is_not_made_again() -> None:
    cache = _cache(10)

    assert (cache("a", 3), cache("a", 3), cache.made) == ("aaa", "aaa", 1)


def test_what_was_used_longest_ago_goes_first() -> None:
    cache = _cache(10)
    for letter in "abac":
        cache(letter, 4)

    assert (len(cache), cache.bytes, cache.made) == (2, 8, 3)
    assert (cache("a", 4), cache.made) == ("aaaa", 3)
    assert (cache("b", 4), cache.made) == ("bbbb", 4)


def test_one_that_is_larger_than_all_room_is_kept_alone() -> None:
    cache = _cache(10)
    cache("a", 4)

    assert cache("b", 99) == "b" * 99
    assert (len(cache), cache.bytes) == (1, 99)
    cache("c", 4)
    assert (len(cache), cache.bytes) == (1, 4)
