"""Replies whose JSON is made once.

FastAPI takes the model that a route returns apart, validates it a second time and writes it then;
of a route that returns a Response it only takes the model's name into the OpenAPI document.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fastapi import Response
from pydantic import TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel


def one(model: BaseModel, status: int = 200) -> Response:
    """Reply with a model."""
    return _json(_adapter(type(model)).dump_json(model), status)


def many(kind: type[BaseModel], models: Iterable[BaseModel]) -> Response:
    """Reply with a list of models of this kind."""
    return _json(_list_adapter(kind).dump_json(list(models)), 200)


def _json(body: bytes, status: int) -> Response:
    return Response(body, status, media_type="application/json")


@cache
def _adapter(kind: type[BaseModel]) -> TypeAdapter[BaseModel]:
    return TypeAdapter(kind)


@cache
def _list_adapter(kind: type[BaseModel]) -> TypeAdapter[list[BaseModel]]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]  # a type by its value
