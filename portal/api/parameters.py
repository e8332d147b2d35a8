"""The parameters of /api/v1/cases: those of the list at /phan-anh/, and those that only programs need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from cases.models import Outcome
from cases.rules.ratings import RatingValue
from cases.rules.states import SeenState
from cases.rules.timeliness import Timeliness
from search.asking import LONGEST_Q, MOST_CHOICES, MOST_PICKED
from search.narrowing import NO, YES
from search.question import PAGE_SIZE
from search.sorting import Sort

MOST = 100  # rows of a page


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query, as the OpenAPI document has it; `description` is a msgid."""

    name: str
    description: str
    schema: dict[str, Any]
    example: Any

    def as_openapi(self) -> dict[str, Any]:
        """The Parameter Object; of one with several values each is a parameter of its own (`form`, exploded)."""
        told = {"name": self.name, "in": "query", "required": False, "description": self.description}
        exploded = {"style": "form", "explode": True} if self.schema.get("type") == "array" else {}
        return {**told, "schema": self.schema, **exploded, "example": self.example}


def _any_of(most: int, **items: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", **items}, "maxItems": most}


def _day(name: str, description: str, example: str) -> Parameter:
    return Parameter(name, description, {"type": "string", "format": "date"}, example)


def _is_so(name: str, description: str) -> Parameter:
    return Parameter(name, description, {"type": "string", "enum": [YES, NO]}, YES)


SLUG = {"pattern": "^[-\\w]{1,120}$"}
PARAMETERS = (
    Parameter(
        "q",
        _(
            "Chữ cần tìm, có dấu hay không dấu; “cụm chữ” trong ngoặc kép, -chữ để bỏ. "
            "Chỉ trả lời phản ánh có đủ mọi chữ."
        ),
        {"type": "string", "maxLength": LONGEST_Q},
        "đèn đường",
    ),
    Parameter(
        "state",
        _("Trạng thái; chọn được nhiều."),
        _any_of(MOST_CHOICES, enum=[state.value for state in SeenState]),
        ["in_progress"],
    ),
    Parameter(
        "verdict",
        _("Tình trạng hạn, tách riêng còn mở và đã trả lời; chọn được nhiều."),
        _any_of(MOST_CHOICES, enum=[each.value for each in Timeliness]),
        ["overdue", "promise_broken"],
    ),
    Parameter("agency", _("Đơn vị xử lý; chọn được nhiều."), _any_of(MOST_CHOICES, **SLUG), []),
    Parameter("category", _("Lĩnh vực; chọn được nhiều."), _any_of(MOST_CHOICES, **SLUG), []),
    Parameter("ward", _("Phường, xã; chọn được nhiều."), _any_of(MOST_CHOICES, **SLUG), ["kim-long"]),
    _day("from", _("Tiếp nhận từ ngày, kể cả ngày đó."), "2026-01-01"),
    _day("to", _("Tiếp nhận đến hết ngày."), "2026-12-31"),
    _day("sent_from", _("Gửi từ ngày."), "2026-01-01"),
    _day("sent_to", _("Gửi đến hết ngày."), "2026-12-31"),
    _day("answered_from", _("Trả lời từ ngày."), "2026-01-01"),
    _day("answered_to", _("Trả lời đến hết ngày."), "2026-12-31"),
    _day("due_from", _("Hạn từ ngày."), "2026-01-01"),
    _day("due_to", _("Hạn đến hết ngày."), "2026-12-31"),
    _day("begun_from", _("Tiếp nhận hoặc mở lại từ ngày, kể cả ngày đó."), "2026-01-01"),
    _day("begun_to", _("Tiếp nhận hoặc mở lại đến hết ngày."), "2026-12-31"),
    Parameter(
        "outcome",
        _("Câu trả lời nói đã làm gì; chọn được nhiều."),
        _any_of(MOST_PICKED, enum=list(Outcome.values)),
        ["done"],
    ),
    Parameter("source", _("Nguồn; chọn được nhiều."), _any_of(MOST_PICKED, **SLUG), ["portal"]),
    Parameter(
        "rating",
        _("Người gửi đánh giá; chọn được nhiều."),
        _any_of(MOST_PICKED, enum=[value.value for value in RatingValue]),
        ["not_satisfied"],
    ),
    Parameter("late", _("Trễ ít nhất từng ấy ngày."), {"type": "integer", "minimum": 1, "maximum": 9999}, 30),
    Parameter(
        "took",
        _("Trả lời sau từng ấy ngày trọn kể từ khi tiếp nhận hoặc mở lại: 2-3, hoặc 31- cho từ 31 ngày trở lên."),
        {"type": "string", "pattern": "^\\d{1,4}-\\d{0,4}$"},
        "2-3",
    ),
    _is_so("returned", _("Đã có câu trả lời bị trả lại hoặc từ chối.")),
    _is_so("photos", _("Trang của phản ánh có ảnh.")),
    Parameter("bbox", _("Khung bản đồ: tây,nam,đông,bắc, tính bằng độ."), {"type": "string"}, "107.5,16.4,107.7,16.5"),
    Parameter(
        "near", _("Quanh một điểm: vĩ độ,kinh độ,mét (500 nếu không ghi)."), {"type": "string"}, "16.46,107.59,800"
    ),
    Parameter(
        "sort",
        _("Thứ tự; mặc định newest, hoặc relevance khi có q."),
        {"type": "string", "enum": [sort.value for sort in Sort]},
        "newest",
    ),
    Parameter(
        "limit",
        _("Số phản ánh trên một trang."),
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE_SIZE},
        PAGE_SIZE,
    ),
    Parameter(
        "cursor",
        _("Chỗ đọc tiếp, lấy nguyên từ links.next; chỉ dùng được với đúng câu hỏi đã cho ra nó."),
        {"type": "string", "maxLength": 300},
        None,
    ),
    Parameter(
        "facets",
        _("yes: kèm số phản ánh của từng lựa chọn."),
        {"type": "string", "enum": [YES, NO], "default": NO},
        NO,
    ),
)
#: What this module's callers read themselves; all others are the list's.
OWN = ("limit", "cursor", "facets")
LISTS_OWN = tuple(parameter.name for parameter in PARAMETERS if parameter.name not in OWN)
