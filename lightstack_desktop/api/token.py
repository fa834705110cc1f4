"""What is not LightStack's contract needs the token; and another token can be made.

The guard has looked whether it was shown.
"""

import logging
from asyncio import to_thread
from typing import Any

from fastapi import APIRouter, Depends, HTTPException
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from starlette.requests import HTTPConnection

from lightstack_desktop.api import answer
from lightstack_desktop.api.services import Here
from lightstack_desktop.errors import SettingsError

log = logging.getLogger(__name__)


class _TokenNeeded(SecurityBase):
    """Refuses a request that does not show the token; as a class it stands in the OpenAPI."""

    model = HTTPBearer(description="The token, or Basic with the token as its password.")
    scheme_name = "token"

    async def __call__(self, connection: HTTPConnection) -> None:
        if not connection.scope["state"]["used_token"]:
            headers = {"WWW-Authenticate": answer.CHALLENGE}
            raise HTTPException(401, "The token is missing or wrong", headers)


require_token = _TokenNeeded()

REFUSED: dict[int | str, dict[str, Any]] = {401: {"description": "The token is missing or wrong."}}

router = APIRouter(prefix="/token", tags=["token"], dependencies=[Depends(require_token)])


@router.post("/rotate", status_code=204, responses=REFUSED)
async def rotate(here: Here) -> None:
    """Let another token count from now on; it lies where the old one lay.

    WebSockets that were opened with the old one are closed.
    """
    try:
        await to_thread(here.secret.rotate)
    except SettingsError as error:
        log.error("%s", error)
        raise HTTPException(503, "The new token cannot be written; the old one counts") from error
