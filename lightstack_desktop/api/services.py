"""What the routes work on, handed to them by FastAPI's dependency injection."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header
from starlette.requests import HTTPConnection
from starlette.types import Scope

from lightstack_desktop.api.answers import Answers
from lightstack_desktop.deck.status import DeckStatus

if TYPE_CHECKING:
    from lightstack_desktop.api.secret import Secret
    from lightstack_desktop.engine import Engine
    from lightstack_desktop.store.history import History


@dataclass(frozen=True, slots=True)
class Services:
    """The rest of the program, as far as the API sees it. `decks` may be called at any time."""

    engine: "Engine"
    history: "History"
    secret: "Secret"
    decks: Callable[[], tuple[DeckStatus, ...]]
    answers: Answers = field(default_factory=Answers)


SOURCE_HEADER = b"x-lightstack-source"

# These are coroutines because FastAPI runs plain functions on a pool of threads.


async def _services(connection: HTTPConnection) -> Services:
    found: Services = connection.app.state.services
    return found


async def _source(
    connection: HTTPConnection,
    x_lightstack_source: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> str:
    return source(connection.scope, x_lightstack_source)


def source(scope: Scope, said: str | None) -> str:
    """Return what a command is recorded as; our CLI is believed, since it shows the token."""
    return "cli" if said == "cli" and scope["state"]["used_token"] else "rest"


Here = Annotated[Services, Depends(_services)]
Source = Annotated[str, Depends(_source)]
