"""Whether we are there, and whether what is asked of us would be saved."""

from fastapi import APIRouter, Response

from lightstack_desktop import __version__
from lightstack_desktop.api import wire
from lightstack_desktop.api.services import Here

router = APIRouter(prefix="/health", tags=["health"])

ENVIRONMENT = "desktop"


@router.get("")
async def health() -> wire.Health:
    """Tell that we are there."""
    return wire.Health(environment=ENVIRONMENT, version=__version__)


@router.get("/ready", response_model_exclude_none=True, responses={503: {"model": wire.Readiness}})
async def ready(here: Here, response: Response) -> wire.Readiness:
    """Tell whether the database can be written; 503 while it cannot."""
    is_saved = here.engine.board.is_saved
    response.status_code = 200 if is_saved else 503
    return wire.Readiness(
        status="ready" if is_saved else "not_ready",
        database="connected" if is_saved else "disconnected",
        environment=ENVIRONMENT,
        version=__version__,
        error=None if is_saved else "Changes cannot be saved at the moment.",
        notice=here.engine.board.notice,
    )
