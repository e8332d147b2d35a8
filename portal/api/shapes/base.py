"""What answers have in common: instants, names, points, rates, and the head of every answer.

Texts here are msgids: they are translated when the document is asked for, in its language (`portal.api.document`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, ClassVar

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from cases.accountability.shown import Counts as ShownCounts
from cases.models.snapshot import Counted
from cases.public.addresses import case_url
from cases.public.case import PublicCase
from cases.templatetags.redaction import redacted_plain


def _in_the_city(instant: datetime) -> datetime:
    return timezone.localtime(instant).replace(microsecond=0)


#: An instant in the city's zone, to the second, as in files of cases.
Instant = Annotated[datetime, PlainSerializer(_in_the_city, return_type=datetime)]
#: A text of a page; what the Center has covered stands in brackets, in the reader's language.
Text = Annotated[str, AfterValidator(redacted_plain)]
#: A rate from 0 to 1, days, degrees: enough decimals for anything that is drawn of it.
Rounded = Annotated[float, PlainSerializer(lambda value: round(value, 4), return_type=float)]


def one_of(values: Iterable[str]) -> WithJsonSchema:
    """Says of a text that it is one of these values."""
    return WithJsonSchema({"type": "string", "enum": [str(value) for value in values]})


def language() -> str:
    """The language of the answer: that of its address."""
    return get_language() or settings.LANGUAGE_CODE


def absolute(address: str) -> str:
    """An address below the root as one that works anywhere."""
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address


class Shape(BaseModel):
    """An object in an answer; `about` says what it is, in the document's words."""

    model_config = ConfigDict(from_attributes=True, frozen=True)
    about: ClassVar[str] = ""


class Answer(Shape):
    """The head of every answer."""

    notice: str | None = Field(description=_("Chỉ có ở bản mẫu: mọi dữ liệu trong đó đều do máy tạo."))
    at: Instant = Field(
        description=_("Thời điểm mà câu trả lời nói tới: mọi tình trạng hạn và số liệu đều tính ở đúng lúc này.")
    )


class Named(Shape):
    """A name, and how addresses write it."""

    about: ClassVar[str] = _("Tên, và cách ghi tên đó trong địa chỉ.")
    slug: str = Field(description=_("Tên trong địa chỉ và tham số."))
    name: str = Field(description=_("Tên để đọc, bằng ngôn ngữ của địa chỉ nếu có."))


class Point(Shape):
    """Where something is."""

    about: ClassVar[str] = _("Một điểm, tính bằng độ (WGS 84).")
    lat: float = Field(description=_("Vĩ độ."))
    lon: float = Field(description=_("Kinh độ."))

    @classmethod
    def at(cls, lat: float | None, lon: float | None) -> Point | None:
        """The point; None where one of both is unknown."""
        return None if lat is None or lon is None else cls(lat=lat, lon=lon)


class Rate(Shape):
    """A share with its interval."""

    about: ClassVar[str] = _("Một tỷ lệ, kèm khoảng tin cậy Wilson 95 %.")
    numerator: int = Field(description=_("Tử số."))
    n: int = Field(description=_("Mẫu số: tỷ lệ tính trên bao nhiêu đồng hồ hoặc bao nhiêu người."))
    value: Rounded | None = Field(description=_("Tỷ lệ từ 0 đến 1; null khi n bằng 0."))
    low: Rounded | None = Field(description=_("Đầu dưới của khoảng tin cậy."))
    high: Rounded | None = Field(description=_("Đầu trên của khoảng tin cậy."))


class Counts(Shape):
    """How much of what is open is past due."""

    about: ClassVar[str] = _("Bao nhiêu đã quá hạn, mỗi loại đếm riêng.")
    overdue: int = Field(description=_("Trễ hạn: quá hạn mà không có lời hẹn nào còn giá trị."))
    promise_broken: int = Field(description=_("Lỡ hẹn: ngày hẹn cũng đã qua."))
    extended: int = Field(description=_("Quá hạn nhưng còn trong ngày đơn vị đã hẹn."))
    past_due: int = Field(description=_("Quá hạn: tổng của ba loại trên."))
    headline: int = Field(description=_("Con số đứng đầu mọi danh sách: trễ hạn và lỡ hẹn, không tính đã gia hạn."))


class ClockCounts(Counts):
    """Clocks of agencies."""

    about: ClassVar[str] = _("Số việc đang mở của đơn vị, và trong đó bao nhiêu đã quá hạn, mỗi loại đếm riêng.")
    open_clocks: int = Field(
        description=_("Việc đang mở, theo đồng hồ của đơn vị: phản ánh giao hai đơn vị đếm ở cả hai.")
    )


class CaseCounts(Counts):
    """Cases, each once."""

    about: ClassVar[str] = _("Số phản ánh đang mở, và trong đó bao nhiêu đã quá hạn, mỗi loại đếm riêng.")
    open_cases: int = Field(
        validation_alias="open",
        description=_("Phản ánh đang mở, mỗi phản ánh một lần, theo hạn của người dân: bằng độ dài danh sách."),
    )


def clocks_of(found: ShownCounts | Counted) -> dict[str, int]:
    """What `ClockCounts` and the shapes that widen it take of counts."""
    return {"open_clocks": found.open, **_past_due_of(found)}


def cases_of(found: ShownCounts | Counted) -> dict[str, int]:
    """What `CaseCounts` and the shapes that widen it take of counts."""
    return {"open": found.open, **_past_due_of(found)}


def _past_due_of(found: ShownCounts | Counted) -> dict[str, int]:
    return {name: getattr(found, name) for name in Counts.model_fields}


class CaseRef(Shape):
    """A case by its number."""

    about: ClassVar[str] = _("Một phản ánh, gọi bằng số.")
    number: int = Field(description=_("Số của phản ánh."))
    title: Text = Field(description=_("Tiêu đề."))
    url: str = Field(description=_("Trang của phản ánh."))
    api_url: str = Field(description=_("Phản ánh này trong API."))

    @classmethod
    def of(cls, case: PublicCase) -> CaseRef:
        """The reference to a public case."""
        address = absolute(case_url(case.path, language()))
        return cls(number=case.number, title=case.title, url=address, api_url=api_address(f"cases/{case.number}"))


def api_address(resource: str, query: str = "") -> str:
    """The absolute address of a resource in the answer's language."""
    prefix = "" if language() == settings.LANGUAGE_CODE else f"/{language()}"
    return f"{settings.PUBLIC_URL}{prefix}/api/v1/{resource}{'?' if query else ''}{query}"
