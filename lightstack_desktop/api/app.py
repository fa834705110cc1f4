"""The ASGI application: LightStack's routes and ours, behind the guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from lightstack_desktop import __version__
from lightstack_desktop.api import alerts, configs, decks, health, history, refusals, token, wire
from lightstack_desktop.api.guard import Guard

if TYPE_CHECKING:
    from lightstack_desktop.api.access import Access
    from lightstack_desktop.api.services import Services


def create_app(services: Services, port: int, access: Access) -> Guard:
    """Build the application that is served on `port` to those who have access."""
    app = FastAPI(
        title="Lightstack Desktop",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    refusals.install(app)
    for room in (alerts, configs, history, decks, token):
        app.include_router(room.router, prefix="/api/v1")
    app.include_router(health.router, prefix="/api")
    app.add_api_route("/api/v1/", _welcome, methods=["GET"])
    return Guard(app, port, access, services.secret)


async def _welcome() -> wire.Welcome:
    """Greet as LightStack does."""
    return wire.Welcome()
