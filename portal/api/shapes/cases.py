"""The list of cases: rows as files have them, and counts of choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop as _
from pydantic import Field

from cases.models import Outcome
from cases.rules.ratings import RatingValue
from cases.rules.states import SeenState
from portal.api.shapes.base import Answer, Instant, Named, Point, Shape, api_address, one_of
from portal.api.shapes.case import TIMELINESS
from search.document import Document
from search.document import Named as Choosable
from search.engines.base import Choice
from search.files import Telling
from search.listing import choice_text
from search.names import Names
from search.question import Facet

OUTCOMES = Annotated[str, one_of(Outcome.values)]


class CaseRow(Shape):
    """One case in a list."""

    about: ClassVar[str] = _("Một phản ánh trong danh sách; cùng nội dung với một dòng của tệp cases.csv.")
    number: int = Field(description=_("Số của phản ánh, không đổi."))
    reference: str = Field(description=_("Số ở nguồn dữ liệu."))
    url: str = Field(description=_("Trang của phản ánh."))
    api_url: str = Field(description=_("Phản ánh này trong API, đủ mọi chi tiết."))
    title: str = Field(description=_("Tiêu đề."))
    text: str = Field(description=_("Nội dung; chỗ Trung tâm che hiện là [đã che: …]."))
    place: str = Field(description=_("Nơi, bằng lời."))
    point: Point | None = Field(description=_("Điểm trên bản đồ; chỉ gần đúng khi unverified."))
    category: Named = Field(description=_("Lĩnh vực."))
    ward: Named | None = Field(description=_("Phường, xã."))
    agencies: list[Named] = Field(description=_("Những đơn vị đang xử lý, hoặc xử lý sau cùng."))
    source: str = Field(description=_("portal, hoặc tên hệ thống mà phản ánh được nhập từ đó."))
    state: Annotated[str, one_of(SeenState)] = Field(
        description=_("Trạng thái; quá hạn không bao giờ là một trạng thái.")
    )
    round: int = Field(description=_("Lượt: 1 cho tới khi mở lại."))
    timeliness: TIMELINESS | None = Field(description=_("Tình trạng hạn của đồng hồ người dân; null khi không có hạn."))
    days_late: int | None = Field(description=_("Trễ bao nhiêu ngày theo lịch; null khi không trễ."))
    sent_at: Instant | None = Field(description=_("Lúc người dân gửi."))
    accepted_at: Instant | None = Field(description=_("Lúc Trung tâm tiếp nhận."))
    due_at: Instant | None = Field(description=_("Hạn theo quy định; gia hạn không bao giờ dời nó."))
    promised_on: str | None = Field(description=_("Ngày hẹn mới nhất."), json_schema_extra={"format": "date"})
    answered_at: Instant | None = Field(description=_("Lúc gửi câu trả lời làm phản ánh kết thúc."))
    outcomes: list[OUTCOMES] = Field(description=_("Các câu trả lời của lượt này nói đã làm gì."))
    answer: str = Field(description=_("Mọi câu trả lời đã duyệt, nối với nhau."))
    rating: Annotated[str, one_of(RatingValue)] | None = Field(description=_("Người gửi thấy thế nào."))
    returned: bool = Field(description=_("Đã có câu trả lời bị trả lại hoặc từ chối."))
    photos: bool = Field(description=_("Trang của phản ánh có ảnh."))
    unverified: bool = Field(
        description=_("Chỉ công khai bản tóm tắt của Trung tâm, chưa ai xác minh; máy tìm kiếm không nên giữ.")
    )

    @classmethod
    def of(cls, document: Document, telling: Telling, names: Names) -> CaseRow:
        """The row of a document; `names` in the reader's language, where documents have others."""
        row = telling.row(document)
        agencies, ward = document.agencies, document.ward
        return cls.model_validate(
            {
                **row,
                "api_url": api_address(f"cases/{document.number}"),
                "point": Point.at(document.lat, document.lon),
                "category": _named(document.category, Facet.CATEGORY, names),
                "ward": _named(ward, Facet.WARD, names) if ward else None,
                "agencies": [_named(agency, Facet.AGENCY, names) for agency in agencies],
            }
        )


def _named(named: Choosable, facet: Facet, names: Names) -> Named:
    return Named(slug=named.slug, name=names.get(facet, {}).get(named.slug, named.name))


class FacetChoice(Shape):
    """One choice of a facet."""

    about: ClassVar[str] = _("Một lựa chọn, và nếu chọn nó thì còn bao nhiêu phản ánh.")
    value: str = Field(description=_("Giá trị của tham số."))
    name: str = Field(description=_("Tên để đọc, bằng ngôn ngữ của địa chỉ nếu có."))
    count: int = Field(description=_("Số phản ánh, tính không kể những lựa chọn khác cùng loại."))
    chosen: bool = Field(description=_("Đang được chọn."))


class Facets(Shape):
    """Choices by facet."""

    about: ClassVar[str] = _("Các lựa chọn theo từng tham số, nhiều nhất đứng trước.")
    state: list[FacetChoice] = Field(description=_("Trạng thái."))
    verdict: list[FacetChoice] = Field(description=_("Tình trạng hạn."))
    agency: list[FacetChoice] = Field(description=_("Đơn vị."))
    category: list[FacetChoice] = Field(description=_("Lĩnh vực."))
    ward: list[FacetChoice] = Field(description=_("Phường, xã."))

    @classmethod
    def of(cls, found: Mapping[Facet, tuple[Choice, ...]], names: Names) -> Facets:
        """The facets of an answer; `names` as for rows."""
        return cls(
            **{facet.value: [_choice(facet, each, names) for each in choices] for facet, choices in found.items()}
        )


def _choice(facet: Facet, choice: Choice, names: Names) -> FacetChoice:
    name = names.get(facet, {}).get(choice.value) or choice_text(facet, choice)
    return FacetChoice(value=choice.value, name=name, count=choice.count, chosen=choice.chosen)


class PageLinks(Shape):
    """Where else to look."""

    about: ClassVar[str] = _("Những trang bên cạnh. Đi theo next cho đến khi nó là null là đọc đủ.")
    next: str | None = Field(description=_("Địa chỉ của trang sau."))
    previous: str | None = Field(description=_("Địa chỉ của trang trước."))
    html: str = Field(description=_("Cùng câu hỏi, cho người đọc."))


class Cases(Answer):
    """One page of a list."""

    about: ClassVar[str] = _("Một trang của danh sách phản ánh.")
    total: int = Field(description=_("Đúng bao nhiêu phản ánh khớp với câu hỏi, trên mọi trang."))
    first: int | None = Field(description=_("Dòng đầu của trang là dòng thứ mấy, từ 1; null khi trang trống."))
    query: str = Field(description=_("Câu hỏi ở dạng chuẩn của nó, như trong địa chỉ của danh sách."))
    cases: list[CaseRow] = Field(description=_("Các phản ánh."))
    facets: Facets | None = Field(description=_("Chỉ có khi hỏi facets=yes."))
    links: PageLinks = Field(description=_("Những trang bên cạnh."))
