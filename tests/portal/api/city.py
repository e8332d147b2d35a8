"""A small city in which everything happens that a case can tell, and what its answers are held to."""

import json
from datetime import date
from functools import lru_cache
from io import StringIO

from django.core.cache import cache
from django.core.management import call_command
from django.utils.translation import override
from jsonschema import Draft202012Validator

from cases.accountability.frozen.freezing import freeze
from cases.models import Photo
from portal.api.document import document
from tests.cases.accountability.city import NOW
from tests.factories import KIM_LONG, LIGHTING, Walk, an_agency, walk_to

TOLD = {
    "text": "Bóng cháy [đã che: SỐ NHÀ]",
    "place": "Đường Kim Long",
    "ward": "kim-long",
    "lat": 16.45,
    "lon": 107.56,
}


def a_city():
    """Cases by what is to be seen in them."""
    lighting = an_agency(LIGHTING, kind="center")
    an_agency(KIM_LONG).names.create(name="UBND xã Kim Long", until="2025-06-30")
    walks = {
        "overdue": walk_to("overdue", title="Đèn tắt", **TOLD),
        "struck": walk_to("extended", title="Rác", **TOLD).strike(),
        "returned": walk_to("appealed", title="Ổ gà"),
        "amended": walk_to("amended", title="Cây đổ").later(days=1).rate("not_satisfied"),
        "reopened": walk_to("reopened", title="Cống tắc"),
        "not_ours": walk_to("not_ours", title="Cột nghiêng"),
        "two": Walk(title="Hố sâu").accept().assign().assign(lighting),
        "summary": Walk(title="Nhà kia xả rác").accept(level="summary", level_reason="Tố", title="Rác", text="Rác"),
        "target": walk_to("answered", title="Ngập"),
        "withdrawn": walk_to("withdrawn", title="Xin rút"),
        "figures": Walk(title="Tố cáo").accept(level="figures", level_reason="Tố cáo"),
        "received": Walk(title="Mới gửi"),
    }
    walks["merged"] = walk_to("assigned", title="Ngập nữa").later(days=1).merge(walks["target"].case)
    case = walks["overdue"].case
    Photo.objects.create(case=case, file="a.jpg", shown="b.jpg", width=40, height=30, public=True, kind="before")
    first, __ = freeze([date(2026, 3, 14), date(2026, 3, 15)])
    first.corrections.create(reason="Giao nhầm đơn vị.", made_at=first.frozen_at)
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    cache.clear()
    return {name: walk.case for name, walk in walks.items()}


@lru_cache
def held_to(operation: str, status: int = 200) -> Draft202012Validator:
    """What the document says of an answer, with no field beside those it names."""
    with override("vi"):
        told = json.loads(json.dumps(document()))
    for shape in told["components"]["schemas"].values():
        shape["additionalProperties"] = False
    (found,) = [each["get"] for each in told["paths"].values() if each["get"]["operationId"] == operation]
    (content,) = found["responses"][str(status)]["content"].values()
    schema = {**content["schema"], "components": told["components"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(body, operation: str, status: int = 200):
    """What of an answer is not as the document says, one line each."""
    return [f"{error.json_path}: {error.message[:200]}" for error in held_to(operation, status).iter_errors(body)]


__all__ = ["NOW", "a_city", "faults", "held_to"]
