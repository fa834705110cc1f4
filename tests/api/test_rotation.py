"""Another token, over real sockets: whoever came in by the old one is sent away. S11."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from api.conftest import NEW_TOKEN, TOKEN
from api.live import served
from lightstack_desktop.api.access import Access
from lightstack_desktop.api.secret import Secret

if TYPE_CHECKING:
    from api.live import Live

ROTATE = "/api/v1/token/rotate"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def basic(token: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"lightstack:{token}".encode()).decode()}


def rotate(live: Live, token: str = TOKEN) -> int:
    return live.rest("POST", ROTATE, headers=bearer(token))[0]


def status(live: Live, shown: dict[str, str]) -> int:
    return live.connect(replaced=shown).status


def test_a_rotation_closes_the_websockets_that_used_the_token_and_no_other() -> None:
    with served(secret=Secret(TOKEN, lambda: NEW_TOKEN)) as live:
        users = [live.greeted(replaced=how(TOKEN)) for how in (bearer, basic)]
        others = [live.greeted(), live.greeted(replaced=bearer("wrong"))]

        assert rotate(live) == 204

        assert [user.read_close() for user in users] == [1008, 1008]
        assert all(other.call("ping")["success"] for other in others)


@pytest.mark.parametrize("how", [bearer, basic])
def test_after_a_rotation_nobody_comes_in_by_the_old_token(how: object) -> None:
    assert callable(how)
    with served(access=Access(is_strict=True), secret=Secret(TOKEN, lambda: NEW_TOKEN)) as live:
        assert (status(live, how(TOKEN)), status(live, how(NEW_TOKEN))) == (101, 401)

        assert rotate(live) == 204

        assert (status(live, how(TOKEN)), status(live, how(NEW_TOKEN))) == (401, 101)
        assert (rotate(live, TOKEN), rotate(live, NEW_TOKEN)) == (401, 204)


class Overtaken(Secret):
    """A token that is replaced as soon as somebody was let in by it."""

    def is_shown(self, authorizations: list[bytes]) -> bool:
        is_shown = super().is_shown(authorizations)
        if is_shown:
            self.rotate()
        return is_shown


def test_a_websocket_that_comes_in_during_a_rotation_does_not_survive_it() -> None:
    with served(secret=Overtaken(TOKEN, lambda: NEW_TOKEN)) as live:
        caught = live.connect(replaced=bearer(TOKEN))

        assert (caught.status, caught.read_close()) == (101, 1008)
        # Nothing of what there is was told, and the place is free again.
        assert live.greeted().call("ping")["success"]
