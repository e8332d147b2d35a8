"""The OpenAPI document in a language: what ninja makes of the resources, with our words, examples and problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from portal.api.answering import conditional, refuse_unknown
from portal.api.problems import CONTENT_TYPE, KINDS, about_parameters
from portal.api.service import FIGURES, LISTS, api
from portal.api.shapes.base import Shape, api_address, language
from search.machine_questions import RefusedError

EXAMPLES = Path(__file__).parent / "examples"
#: An example of what to ask of each resource, by its name; what is answered to it stands in `examples`.
ASKED = {
    "cases": "cases?verdict=overdue&ward=kim-long&facets=yes&limit=1",
    "case": "cases/{number}",
    "agencies": "agencies",
    "agency": "agencies/{slug}",
    "figures": "figures",
    "overdue": "overdue",
    "snapshots": "snapshots?from=2026-11-01&limit=2",
    "snapshot": "snapshots/{day}",
    "categories": "categories",
    "wards": "wards",
}
TAGS = {LISTS: _("Phản ánh"), FIGURES: _("Số liệu")}
IN_PATH: dict[str, tuple[str, Any]] = {
    "number": (_("Số của phản ánh."), 48213),
    "day": (_("Ngày, như 2026-11-24."), "2026-11-24"),
    "slug": (_("Tên trong địa chỉ và tham số."), "ubnd-phuong-kim-long"),
}
#: Headers of every answer, where RATE_LIMITS has a limit for the API.
HEADERS = {
    "RateLimit-Policy": (
        _("Mỗi địa chỉ mạng hỏi được bao nhiêu lần (q) trong bao nhiêu giây (w)."),
        '"api";q=1200;w=60',
    ),
    "RateLimit": (_("Còn hỏi được bao nhiêu lần (r) trong bao nhiêu giây tới (t)."), '"api";r=1199;t=42'),
}
TOLD = ("description", "summary")
GIVEN = ("example", "examples", "enum", "default")


def openapi(request: HttpRequest) -> HttpResponse:
    """The document, in the language of its address."""
    try:
        refuse_unknown(request)
    except RefusedError as error:
        return about_parameters(error.problems)
    body = json.dumps(document(), ensure_ascii=False)
    return conditional(request, body, body)


def document() -> dict[str, Any]:
    """The document in the active language."""
    return _document(language(), settings.PUBLIC_URL)


@lru_cache(maxsize=8)
def _document(_language: str, _host: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))
    made["servers"] = [{"url": api_address("").rstrip("/")}]
    made["tags"] = [{"name": name, "description": told} for name, told in TAGS.items()]
    made["info"]["title"] = gettext(made["info"]["title"])
    for operations in made["paths"].values():
        _finish(operations["get"])
    made["components"]["headers"] = {
        name: {"description": told, "schema": {"type": "string"}, "example": shown}
        for name, (told, shown) in HEADERS.items()
    }
    schemas = made["components"]["schemas"]
    for shape in _shapes(Shape):
        if shape.__name__ in schemas:
            schemas[shape.__name__]["description"] = shape.about
    _in_our_words(made["paths"])
    _in_our_words(made["components"])
    for tag in made["tags"]:
        tag["description"] = gettext(tag["description"])
    made["info"]["description"] = gettext(made["info"]["description"])
    return made


def _shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    for each in shape.__subclasses__():
        yield each
        yield from _shapes(each)


def _finish(operation: dict[str, Any]) -> None:
    """Say of each answer what it is, and show one."""
    for status, response in operation["responses"].items():
        response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
        kinds = [kind for kind in KINDS if kind.status == int(status)]
        if kinds:
            response["description"] = " · ".join(str(kind.title) for kind in kinds)
            response["content"] = {CONTENT_TYPE: response["content"]["application/json"]}
        else:
            response["description"] = HTTPStatus(int(status)).phrase
            response["content"]["application/json"]["example"] = example(operation["operationId"])
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["description"], parameter["example"] = IN_PATH[parameter["name"]]
        if parameter.get("example") in (None, []):
            parameter.pop("example", None)


def example(name: str) -> Any:
    """What a resource answers to its example; made up, like the host in its addresses."""
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def _in_our_words(part: Any, *, named: bool = False) -> None:
    """Translate what is told of things, and leave out the titles that are made of their names."""
    if isinstance(part, list):
        for each in part:
            _in_our_words(each)
    if not isinstance(part, dict):
        return
    for name, value in list(part.items()):
        if named:  # the names of fields, of which one may be "title"
            _in_our_words(value)
        elif name == "title":
            del part[name]
        elif name in TOLD and isinstance(value, str):
            part[name] = gettext(value)
        elif name not in GIVEN:
            _in_our_words(value, named=name in ("properties", "schemas", "responses"))
