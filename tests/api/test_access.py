"""Names and addresses: what a Host may say, on loopback and where the network is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.conftest import TOKEN
from api.serving import TARGET, Running, serving, trigger
from lightstack_desktop.api.access import Access

if TYPE_CHECKING:
    from collections.abc import Iterator

LAN = Access(is_lan=True, hosts=("desk.example", "192.0.2.7:80", "[2001:db8::7]"))
SHOWN = b"Authorization: Bearer " + TOKEN.encode()


@pytest.fixture
def on_lan() -> Iterator[Running]:
    with serving(LAN) as made:
        yield made


def test_on_loopback_three_names_count_with_our_port() -> None:
    assert Access().names(8437) == {"localhost:8437", "127.0.0.1:8437", "[::1]:8437"}


def test_on_the_network_the_listed_names_count_too() -> None:
    assert LAN.names(8437) - Access().names(8437) == {
        "desk.example:8437",
        "192.0.2.7:80",
        "192.0.2.7",
        "[2001:db8::7]:8437",
    }


def test_names_for_the_network_are_none_while_it_is_shut_out() -> None:
    assert Access(hosts=("desk.example",)).names(8437) == Access().names(8437)


def test_whoever_lets_the_network_in_asks_everyone_for_the_token() -> None:
    assert LAN.needs_token
    assert Access(is_strict=True).needs_token
    assert not Access().needs_token


def test_it_listens_on_every_address_only_where_the_network_is_let_in(on_lan: Running) -> None:
    addresses = [each.getsockname()[0] for each in on_lan.server._sockets]

    assert addresses[0] == "0.0.0.0"
    assert addresses[1:] in ([], ["::"])


def test_on_the_network_the_token_and_a_listed_name_are_needed(on_lan: Running) -> None:
    port = on_lan.port
    listed = [b"desk.example:%d" % port, b"192.0.2.7:80", b"192.0.2.7", b"[2001:DB8::7]:%d" % port]
    others = [b"0.0.0.0:%d" % port, b"evil.example:%d" % port, b"desk.example", b"desk.example:1"]

    for host in (*listed, b"127.0.0.1:%d" % port):
        assert on_lan.status(trigger(TARGET, b"Host: " + host)) == 401
        assert on_lan.status(trigger(TARGET, b"Host: " + host, SHOWN)) == 200
    for host in others:
        assert on_lan.status(trigger(TARGET, b"Host: " + host, SHOWN)) == 421


def test_on_the_network_a_page_of_our_own_name_is_no_foreign_one(on_lan: Running) -> None:
    host = b"desk.example:%d" % on_lan.port
    own, foreign = (b"Origin: http://" + name for name in (host, b"desk.example.evil"))

    assert on_lan.status(trigger(TARGET, b"Host: " + host, SHOWN, own)) == 200
    assert on_lan.status(trigger(TARGET, b"Host: " + host, SHOWN, foreign)) == 403
