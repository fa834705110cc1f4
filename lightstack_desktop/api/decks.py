"""The decks that are plugged in. Not LightStack's contract, so it needs the token."""

from fastapi import APIRouter, Depends

from lightstack_desktop.api import wire
from lightstack_desktop.api.services import Here
from lightstack_desktop.api.token import REFUSED, require_token

router = APIRouter(prefix="/decks", tags=["decks"], dependencies=[Depends(require_token)])


@router.get("", responses=REFUSED)
async def every(here: Here) -> list[wire.Deck]:
    """List the decks and how it stands with each."""
    return [wire.Deck.model_validate(deck) for deck in here.decks()]
