"""The WebSocket route: a place, a greeting, and then answers in the order of the questions."""

from typing import TYPE_CHECKING

from fastapi import APIRouter, WebSocket
from fastapi.responses import JSONResponse
from starlette.types import Message

from lightstack_desktop.api.commands import Commands
from lightstack_desktop.api.hub import OUTDATED, PLACES, POLICY_VIOLATION
from lightstack_desktop.errors import StoreError

if TYPE_CHECKING:
    from lightstack_desktop.api.connection import Connection
    from lightstack_desktop.api.hub import Hub
    from lightstack_desktop.api.secret import Secret

router = APIRouter()

GOING_AWAY = 1001
UNSUPPORTED_DATA = 1003


@router.websocket("/ws")
async def serve(websocket: WebSocket) -> None:
    """Serve a client for as long as it stays."""
    hub: Hub = websocket.app.state.hub
    client: Connection = websocket.state.connection
    if not hub.enter(client):
        detail = f"There are {PLACES} WebSockets already"
        await websocket.send_denial_response(JSONResponse({"detail": detail}, 503))
        return
    try:
        await websocket.accept()
        if _is_outdated(websocket):
            await websocket.close(POLICY_VIOLATION, OUTDATED)
            return
        await hub.greet(client)
        await _talk(websocket, Commands(websocket.app.state.services.engine, hub))
    except StoreError:
        await websocket.close(GOING_AWAY, "Lightstack Desktop is quitting")
    finally:
        hub.leave(client)


def _is_outdated(websocket: WebSocket) -> bool:
    """Tell whether the token that it came in by has been replaced since the guard looked.

    Asked once the hub knows of it: whatever is replaced from now on closes it.
    """
    if not websocket.state.used_token:
        return False
    shown = [each.encode("latin-1") for each in websocket.headers.getlist("authorization")]
    secret: Secret = websocket.app.state.services.secret
    return not secret.is_shown(shown)


async def _talk(websocket: WebSocket, commands: Commands) -> None:
    while (message := await websocket.receive())["type"] != "websocket.disconnect":
        await _reply(websocket, commands, message)


async def _reply(websocket: WebSocket, commands: Commands, message: Message) -> None:
    text = message.get("text")
    if text is None:
        await websocket.close(UNSUPPORTED_DATA, "text only")
    else:
        await websocket.send_text(await commands.answer(text))
