"""The page about the API: its resources, parameters, examples and problems, as the OpenAPI document has them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.models import Agency, Case, Snapshot
from cases.public.pictures.card import Card, card
from portal.api import limits
from portal.api.document import ASKED, document, example
from portal.api.parameters import MOST
from portal.api.problems import KINDS
from portal.api.shapes.base import api_address

#: What types are called.
TYPES: dict[str, str | Promise] = {
    "string": gettext_lazy("chuỗi"),
    "integer": gettext_lazy("số nguyên"),
    "number": gettext_lazy("số"),
    "boolean": gettext_lazy("true hoặc false"),
    "date": gettext_lazy("ngày"),
    "date-time": gettext_lazy("thời điểm"),
}
PREFIX = "#/components/schemas/"
INVENTED = {"number": "48213", "slug": "ubnd-phuong-kim-long", "day": "2026-11-24"}  # where the city has none yet


@dataclass(frozen=True, kw_only=True)
class Type:
    """What a value is: words, perhaps of a shape of its own, perhaps one of a few values."""

    words: str
    shape: str = ""
    values: tuple[str, ...] = ()
    many: bool = False
    nullable: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """A parameter, or a field of an answer."""

    name: str
    type: Type
    description: str
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class ShapeTold:
    """An object in answers, with its fields."""

    name: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One resource; `address` answers, `asked` is the same as people read it."""

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    shape: str
    asked: str
    address: str
    answer: str


def type_of(schema: Mapping[str, Any]) -> Type:
    """What the schema of a value says of it."""
    choices = schema.get("anyOf", [schema])
    told = next(each for each in choices if each.get("type") != "null")
    nullable = len(choices) > 1
    if "$ref" in told:
        name = told["$ref"].removeprefix(PREFIX)
        return Type(words=name, shape=name, nullable=nullable)
    if told.get("type") == "array":
        inner = type_of(told["items"])
        return Type(words=inner.words, shape=inner.shape, values=inner.values, many=True, nullable=nullable)
    words = str(TYPES[told.get("format", told["type"])])
    return Type(words=words, values=tuple(told.get("enum", ())), nullable=nullable)


def _example(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")


def _resources(made: Mapping[str, Any], parts: Mapping[str, str]) -> Iterator[Resource]:
    for path, operations in made["paths"].items():
        told = operations["get"]
        name = told["operationId"]
        asked = ASKED[name].format(**parts)
        schema = told["responses"]["200"]["content"]["application/json"]["schema"]
        yield Resource(
            name=name,
            path=path,
            summary=told["summary"],
            description=told["description"],
            parameters=tuple(
                Field(
                    name=each["name"],
                    type=type_of(each["schema"]),
                    description=each.get("description", ""),
                    example=_example(each.get("example")),
                )
                for each in told["parameters"]
                if each["in"] == "query"
            ),
            shape=schema["$ref"].removeprefix(PREFIX),
            asked=asked,
            address=api_address(asked),
            answer=json.dumps(example(name), ensure_ascii=False, indent=2),
        )


def _shapes(made: Mapping[str, Any]) -> Iterator[ShapeTold]:
    for name, told in sorted(made["components"]["schemas"].items()):
        yield ShapeTold(
            name=name,
            about=told.get("description", ""),
            fields=tuple(
                Field(name=field, type=type_of(schema), description=schema.get("description", ""))
                for field, schema in told["properties"].items()
            ),
        )


def _there() -> dict[str, str]:
    """A case, an agency and a frozen day that there are (three queries)."""
    numbers = Case.objects.public().filter(page__isnull=False).order_by("-number").values_list("number", flat=True)
    slugs = Agency.objects.exclude(name="").filter(assignments__isnull=False).values_list("slug", flat=True)
    days = Snapshot.objects.order_by("-date").values_list("date", flat=True)
    found = {"number": numbers.first(), "slug": slugs.first(), "day": days.first()}
    return {name: str(there or INVENTED[name]) for name, there in found.items()}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page about the API."""
    return render(request, "portal/api.html", context(_there()))


def context(parts: Mapping[str, str]) -> dict[str, Any]:
    """What the page takes; `parts` are a case's number and an agency's slug for addresses to try."""
    made = document()
    return {
        "base": api_address(""),
        "openapi": api_address("openapi.json"),
        "resources": tuple(_resources(made, parts)),
        "shapes": tuple(_shapes(made)),
        "problems": KINDS,
        "most": MOST,
        "limit": settings.RATE_LIMITS.get(limits.NAME, 0),
    }


def share_card() -> Card:
    """What goes along when the page is shared."""
    return card(_("API để đọc"), sentence=_("Mọi phản ánh công khai và mọi số liệu, cho chương trình. Không cần khoá."))
