"""Pages to read and try the API in a browser, where the settings ask for them.

They take their scripts from a public host, so the reply allows that host, and our own answers to
the page, and nothing else.
"""

from fastapi import APIRouter
from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html
from fastapi.responses import HTMLResponse

DOCUMENT = "/api/openapi.json"
TITLE = "Lightstack Desktop"
SCRIPTS = "https://cdn.jsdelivr.net"
ICONS = "https://fastapi.tiangolo.com"
POLICY = (
    f"default-src 'none'; script-src {SCRIPTS} 'unsafe-inline'; "
    f"style-src {SCRIPTS} 'unsafe-inline'; img-src {ICONS} data:; worker-src blob:; "
    "connect-src 'self'; frame-ancestors 'none'"
)

router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def swagger() -> HTMLResponse:
    """Show the API, each request ready to be tried."""
    return _page(get_swagger_ui_html(openapi_url=DOCUMENT, title=TITLE))


@router.get("/redoc")
async def redoc() -> HTMLResponse:
    """Show the API to be read."""
    return _page(get_redoc_html(openapi_url=DOCUMENT, title=TITLE, with_google_fonts=False))


def _page(page: HTMLResponse) -> HTMLResponse:
    page.headers["Content-Security-Policy"] = POLICY
    return page
