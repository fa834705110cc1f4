"""The ASGI application: LightStack's routes and ours, behind the guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from lightstack_desktop import __version__
from lightstack_desktop.api import (
    alerts,
    configs,
    decks,
    docs,
    health,
    history,
    imports,
    problems,
    refusals,
    sockets,
    stats,
    token,
    wire,
)
from lightstack_desktop.api.guard import Guard
from lightstack_desktop.api.hub import Hub
from lightstack_desktop.api.shortcut import Shortcut

if TYPE_CHECKING:
    from lightstack_desktop.api.access import Access
    from lightstack_desktop.api.services import Services


def create_app(services: Services, port: int, access: Access, *, has_docs: bool = False) -> Guard:
    """Build the application that is served on `port` to those who have access.

    `has_docs`: with pages to read it by.
    """
    app = FastAPI(
        title=docs.TITLE,
        version=__version__,
        openapi_url=docs.DOCUMENT,
        docs_url=None,
        redoc_url=None,
        responses=problems.EVERYWHERE,
    )
    app.state.services = services
    app.state.hub = hub = Hub(services.engine)
    services.secret.on_rotated = hub.close_outdated
    refusals.install(app)
    app.add_middleware(Shortcut)
    for room in (alerts, configs, history, stats, decks, imports, token, sockets):
        app.include_router(room.router, prefix="/api/v1")
    app.include_router(health.router, prefix="/api")
    if has_docs:
        app.include_router(docs.router, prefix="/api")
    app.add_api_route("/api/v1/", _welcome, methods=["GET"])
    return Guard(app, port, access, services.secret)


async def _welcome() -> wire.Welcome:
    """Greet as LightStack does."""
    return wire.Welcome()
