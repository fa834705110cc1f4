"""What a refusal looks like, for the OpenAPI document: which status has which body.

The words are said in refusals.py and by the guard; here they are only described.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from lightstack_desktop.api import wire  # noqa: TC001 - pydantic reads it


class Problem(BaseModel):
    """Why a request was not served, in one sentence."""

    detail: str


class FieldProblem(BaseModel):
    """What is wrong with one field; beside it, what was sent (`input`) and the rule (`ctx`)."""

    type: str
    loc: list[str | int]
    msg: str


class Invalid(BaseModel):
    """What is wrong with the fields, each by itself, or how they do not fit together."""

    detail: list[FieldProblem] | str


class NotSaved(BaseModel):
    """The database cannot be written; `alert` is what was changed in memory, if anything was."""

    detail: str
    saved: Literal[False]
    alert: wire.Alert | None


Responses = dict[int | str, dict[str, Any]]


def _problem(description: str, model: type[BaseModel] = Problem) -> dict[str, Any]:
    return {"model": model, "description": description}


EVERYWHERE: Responses = {
    401: _problem("Another user of this machine asks, or the token is wrong."),
    403: _problem("A web page asks."),
    421: _problem("The Host header is not one of ours."),
}
INVALID: Responses = {422: _problem("A value is not allowed; nothing was changed.", Invalid)}
NOT_FOUND: Responses = {404: _problem("There is no such alert.")}
READING: Responses = {503: _problem("The database cannot be read.")}
BODY: Responses = {
    400: _problem("The body cannot be read."),
    413: _problem("The body is too big."),
    415: _problem("The body is not declared as JSON."),
    **INVALID,
}
WRITING: Responses = {
    503: _problem("The program is quitting; nothing was changed."),
    507: _problem("The database cannot be written.", NotSaved),
}
CONFLICT: Responses = {409: _problem("The alert is not in the state that this needs.")}
COMMAND: Responses = {**BODY, **WRITING}
