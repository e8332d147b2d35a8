"""Figures: agencies, the city, who is past due, categories and wards; made of what the pages of figures show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_noop as _
from pydantic import Field

from cases.accountability.case_counts import NOTHING
from cases.accountability.comparison import ComparedRow, Comparison
from cases.accountability.divisions import Divided, DividedRow
from cases.accountability.front import FrontFigures
from cases.accountability.portrait import Portrait
from cases.accountability.satisfaction import Satisfied
from cases.accountability.statistics import Statistics
from cases.models import AgencyKind
from cases.rules.ratings import RatingValue
from portal.api.shapes.base import (
    Answer,
    CaseCounts,
    CaseRef,
    ClockCounts,
    Named,
    Rate,
    Rounded,
    Shape,
    absolute,
    api_address,
    cases_of,
    clocks_of,
    one_of,
)

KIND = Annotated[str, one_of(AgencyKind.values)]


def page(name: str, **parts: str) -> str:
    """The page of this name in the answer's language."""
    return absolute(reverse(name, kwargs=parts))


# --- agencies --------------------------------------------------------------------------------------------------------


class AgencyRow(ClockCounts):
    """One agency among others."""

    about: ClassVar[str] = _("Một đơn vị trong bảng so sánh; chỉ so với đơn vị cùng loại, không xếp hạng.")
    slug: str = Field(description=_("Tên trong địa chỉ và tham số."))
    name: str = Field(description=_("Tên đơn vị."))
    kind: KIND = Field(description=_("Loại đơn vị."))
    is_agency: bool = Field(description=_("false cho những phản ánh mà nguồn dữ liệu không ghi đơn vị."))
    closed: int = Field(description=_("Đã xong."))
    on_time: Rate = Field(description=_("Tỷ lệ đúng hạn."))
    url: str = Field(description=_("Trang của đơn vị."))
    api_url: str = Field(description=_("Đơn vị này trong API, đủ mọi số liệu."))


class CityRow(ClockCounts):
    """All agencies together."""

    about: ClassVar[str] = _("Mọi đơn vị cộng lại; một phản ánh giao hai đơn vị được đếm ở cả hai.")
    closed: int = Field(description=_("Đã xong."))
    on_time: Rate = Field(description=_("Tỷ lệ đúng hạn."))


class Agencies(Answer):
    """Every agency that was given a case."""

    about: ClassVar[str] = _("Mọi đơn vị từng được giao phản ánh, theo loại rồi theo tên.")
    agencies: list[AgencyRow] = Field(description=_("Các đơn vị."))
    city: CityRow = Field(description=_("Mọi đơn vị cộng lại."))

    @classmethod
    def of(cls, found: Comparison, notice: str) -> Agencies:
        """The answer about a comparison."""
        rows = [_agency_row(row, group.kind) for group in found.groups for row in group.rows]
        city = CityRow(**clocks_of(found.city), closed=found.city.closed, on_time=Rate.model_validate(found.city.rate))
        return cls(notice=notice or None, at=found.at, agencies=rows, city=city)


def _agency_row(row: ComparedRow, kind: str) -> AgencyRow:
    return AgencyRow(
        **clocks_of(row),
        slug=row.slug,
        name=row.name,
        kind=kind,
        is_agency=row.is_agency,
        closed=row.closed,
        on_time=Rate.model_validate(row.rate),
        url=page("agency", slug=row.slug),
        api_url=api_address(f"agencies/{row.slug}"),
    )


class DatedName(Shape):
    """A name and the days it was borne."""

    about: ClassVar[str] = _("Một tên mà đơn vị đã mang.")
    name: str = Field(description=_("Tên."))
    since: date | None = Field(description=_("Từ ngày nào; null khi từ đầu."))
    until: date | None = Field(description=_("Đến hết ngày nào; null khi đến nay."))


class RatedValue(Shape):
    """How many found the answers so."""

    about: ClassVar[str] = _("Bao nhiêu người chọn mức này.")
    value: Annotated[str, one_of(RatingValue)] = Field(description=_("Mức đánh giá."))
    n: int = Field(description=_("Số người."))
    share: Rate = Field(description=_("Phần trong những người đã đánh giá."))


class Satisfaction(Shape):
    """What citizens say of answers."""

    about: ClassVar[str] = _("Người gửi nói gì về các câu trả lời: ba con số, không bao giờ cộng làm một.")
    values: list[RatedValue] = Field(description=_("Ba mức, mức tốt đứng trước."))
    response: Rate = Field(description=_("Trong những người có thể đánh giá, bao nhiêu người đã đánh giá."))

    @classmethod
    def of(cls, found: Satisfied | None) -> Satisfaction | None:
        """The same of figures; None where they are hidden."""
        if found is None:
            return None
        values = [RatedValue.model_validate(row) for row in found.rows]
        return cls(values=values, response=Rate.model_validate(found.response))


class Agency(Answer, ClockCounts):
    """One agency, with its figures."""

    about: ClassVar[str] = _("Một đơn vị và số liệu của nó, cộng dồn đến thời điểm at, theo đồng hồ của đơn vị.")
    slug: str = Field(description=_("Tên trong địa chỉ và tham số."))
    name: str = Field(description=_("Tên đơn vị."))
    kind_label: str = Field(description=_("Loại đơn vị, bằng lời."))
    is_agency: bool = Field(description=_("false cho những phản ánh mà nguồn dữ liệu không ghi đơn vị."))
    parent: Named | None = Field(description=_("Đơn vị cấp trên."))
    dissolved_on: date | None = Field(description=_("Ngày giải thể."))
    successor: Named | None = Field(description=_("Đơn vị kế nhiệm."))
    predecessors: list[Named] = Field(description=_("Những đơn vị mà nó kế nhiệm."))
    names: list[DatedName] = Field(description=_("Các tên theo thời gian."))
    awaiting: int = Field(description=_("Trong số đang mở, bao nhiêu đã trả lời và chờ Trung tâm duyệt."))
    closed: int = Field(description=_("Đã xong."))
    on_time: Rate = Field(description=_("Tỷ lệ đúng hạn."))
    kept: Rate = Field(description=_("Tỷ lệ đúng hẹn: như trên, tính cả lời hẹn được giữ."))
    firm: Rate = Field(description=_("Tỷ lệ bền: như tỷ lệ đúng hạn, không tính câu trả lời bị mở lại trong 60 ngày."))
    median_days: Rounded | None = Field(description=_("Trung vị số ngày để xong; null khi chưa có gì xong."))
    p90_days: Rounded | None = Field(description=_("Chín phần mười xong trong bấy nhiêu ngày."))
    oldest_days: int | None = Field(description=_("Việc mở lâu nhất đã bao nhiêu ngày."))
    listed: CaseCounts = Field(
        description=_(
            "Danh sách phản ánh của đơn vị có bao nhiêu, theo đồng hồ của người dân: có thể khác số của đơn vị."
        )
    )
    satisfaction: Satisfaction | None = Field(description=_("Đánh giá của người gửi; null khi dưới 5 người."))
    longest_past_due: list[CaseRef] = Field(description=_("Những phản ánh quá hạn lâu nhất, nhiều nhất năm."))
    latest_answered: list[CaseRef] = Field(description=_("Những phản ánh vừa trả lời, nhiều nhất năm."))
    url: str = Field(description=_("Trang của đơn vị."))
    cases_url: str = Field(description=_("Phản ánh của đơn vị trong API."))

    @classmethod
    def of(cls, found: Portrait, notice: str) -> Agency:
        """The answer about a portrait."""
        identity, tally = found.agency, found.tally
        own = (
            "slug",
            "name",
            "kind_label",
            "is_agency",
            "parent",
            "dissolved_on",
            "successor",
            "predecessors",
            "names",
        )
        counted = ("awaiting", "closed", "on_time", "kept", "firm", "median_days", "p90_days", "oldest_days", "listed")
        told: dict[str, Any] = {name: getattr(identity, name) for name in own}
        told |= {name: getattr(tally, name) for name in counted}
        told |= {"satisfaction": Satisfaction.of(found.satisfied), **clocks_of(tally)}
        return cls.model_validate(
            {
                **told,
                "notice": notice or None,
                "at": found.at,
                "longest_past_due": [CaseRef.of(case) for case in found.past_due_cases],
                "latest_answered": [CaseRef.of(case) for case in found.answered_cases],
                "url": page("agency", slug=identity.slug),
                "cases_url": api_address("cases", f"agency={identity.slug}"),
            }
        )


# --- the city --------------------------------------------------------------------------------------------------------


class Month(Shape):
    """One month."""

    about: ClassVar[str] = _("Một tháng.")
    first: date = Field(description=_("Ngày đầu."))
    last: date = Field(description=_("Ngày cuối."))
    accepted: int = Field(description=_("Tiếp nhận trong tháng."))
    answered: int = Field(description=_("Trả lời trong tháng."))
    on_time: Rate = Field(
        validation_alias="rate", description=_("Tỷ lệ đúng hạn của những phản ánh tiếp nhận trong tháng, tính đến at.")
    )


class Span(Shape):
    """How many answers came after so many days."""

    about: ClassVar[str] = _("Bao nhiêu câu trả lời đến sau từng ấy ngày.")
    first: int = Field(description=_("Từ bao nhiêu ngày."))
    last: int | None = Field(description=_("Đến bao nhiêu ngày, kể cả; null: trở lên."))
    in_term: int = Field(description=_("Trong đó đúng hạn."))
    past_due: int = Field(description=_("Trong đó quá hạn."))


class Source(Shape):
    """Where cases came from."""

    about: ClassVar[str] = _("Phản ánh đến từ đâu.")
    source: str = Field(description=_("portal, hoặc tên hệ thống mà phản ánh được nhập từ đó."))
    cases: int = Field(description=_("Mọi phản ánh công khai."))
    open_cases: int = Field(validation_alias="open", description=_("Phản ánh đang mở."))
    answered: int = Field(description=_("Đã trả lời."))


class Figures(Answer, CaseCounts):
    """The whole city."""

    about: ClassVar[str] = _(
        "Cả thành phố. Số đang mở và quá hạn theo đồng hồ người dân; tỷ lệ và số ngày theo đồng hồ của các đơn vị."
    )
    cases: int = Field(description=_("Mọi phản ánh công khai."))
    on_time: Rate = Field(description=_("Tỷ lệ đúng hạn."))
    kept: Rate = Field(description=_("Tỷ lệ đúng hẹn: như trên, tính cả lời hẹn được giữ."))
    firm: Rate = Field(description=_("Tỷ lệ bền: như tỷ lệ đúng hạn, không tính câu trả lời bị mở lại trong 60 ngày."))
    median_days: Rounded | None = Field(description=_("Trung vị số ngày để xong; null khi chưa có gì xong."))
    p90_days: Rounded | None = Field(description=_("Chín phần mười xong trong bấy nhiêu ngày."))
    oldest_days: int | None = Field(description=_("Việc mở lâu nhất đã bao nhiêu ngày."))
    satisfaction: Satisfaction | None = Field(description=_("Đánh giá của người gửi; null khi dưới 5 người."))
    months: list[Month] = Field(description=_("Mười hai tháng gần nhất, tháng cũ đứng trước."))
    days_to_answer: list[Span] = Field(description=_("Câu trả lời đến sau bao nhiêu ngày."))
    sources: list[Source] = Field(description=_("Phản ánh theo nguồn."))

    @classmethod
    def of(cls, found: Statistics, front: FrontFigures | None, notice: str) -> Figures:
        """The answer about the city's figures; before any case was accepted there is no `front`."""
        names = ("cases", "on_time", "kept", "firm", "median_days", "p90_days", "months", "sources")
        return cls.model_validate(
            {
                **{name: getattr(found, name) for name in names},
                **cases_of(NOTHING if front is None else front),
                "notice": notice or None,
                "at": found.at,
                "oldest_days": front and front.oldest_days,
                "satisfaction": Satisfaction.of(found.satisfied),
                "days_to_answer": found.spans,
            }
        )


# --- who is past due -------------------------------------------------------------------------------------------------


class OverdueRow(Shape):
    """One agency that is past due, as the file has it."""

    about: ClassVar[str] = _("Một đơn vị có việc quá hạn; cùng tên cột với qua-han.json.")
    agency: str | None = Field(description=_("Tên đơn vị; null ở dòng cộng."))
    slug: str | None = Field(description=_("Tên trong địa chỉ và tham số."))
    overdue: int = Field(description=_("Trễ hạn: quá hạn mà không có lời hẹn nào còn giá trị."))
    promise_broken: int = Field(description=_("Lỡ hẹn: ngày hẹn cũng đã qua."))
    extended: int = Field(description=_("Quá hạn nhưng còn trong ngày đơn vị đã hẹn."))
    open_clocks: int = Field(
        description=_("Việc đang mở, theo đồng hồ của đơn vị: phản ánh giao hai đơn vị đếm ở cả hai.")
    )
    share: float | None = Field(description=_("Trễ hạn và lỡ hẹn chiếm bao nhiêu phần của số đang mở."))
    median_days_late: float | None = Field(description=_("Trung vị số ngày trễ, của trễ hạn và lỡ hẹn."))
    oldest_days_late: int | None = Field(description=_("Trễ lâu nhất bao nhiêu ngày."))
    oldest_number: int | None = Field(description=_("Số của phản ánh trễ lâu nhất; null khi nó không có trang."))
    oldest_url: str | None = Field(description=_("Trang của phản ánh đó."))


class Unassigned(Shape):
    """What no agency has."""

    about: ClassVar[str] = _("Phản ánh đang mở mà chưa đơn vị nào giữ.")
    open_cases: int = Field(description=_("Phản ánh đang mở."))
    past_due: int = Field(description=_("Trong đó đã quá hạn."))


class Overdue(Answer):
    """Who is past due now."""

    about: ClassVar[str] = _("Đơn vị nào đang quá hạn; cùng nội dung với qua-han.json.")
    agencies: list[OverdueRow] = Field(description=_("Các đơn vị, nhiều trễ hạn và lỡ hẹn nhất đứng trước."))
    total: OverdueRow = Field(description=_("Mọi đơn vị cộng lại."))
    agencies_past_due: int = Field(description=_("Bao nhiêu đơn vị có trễ hạn hoặc lỡ hẹn."))
    agencies_with_cases: int = Field(description=_("Bao nhiêu đơn vị từng được giao phản ánh."))
    unassigned: Unassigned = Field(description=_("Phản ánh chưa đơn vị nào giữ."))

    @classmethod
    def of(cls, told: dict[str, Any]) -> Overdue:
        """The answer of what the file tells."""
        return cls.model_validate({"notice": None, **told})


# --- divisions -------------------------------------------------------------------------------------------------------


class DivisionCounts(CaseCounts):
    """Cases counted by the citizen's clock."""

    about: ClassVar[str] = _("Số phản ánh công khai theo đồng hồ người dân, bằng độ dài của danh sách tương ứng.")
    cases: int = Field(description=_("Mọi phản ánh công khai."))
    answered: int = Field(description=_("Đã trả lời."))
    answered_in_term: int = Field(description=_("Trong đó đúng hạn."))


class DivisionRow(DivisionCounts):
    """One category or ward."""

    about: ClassVar[str] = _("Một lĩnh vực, hoặc một phường, xã.")
    slug: str = Field(description=_("Tên trong địa chỉ và tham số."))
    name: str = Field(description=_("Tên để đọc, bằng ngôn ngữ của địa chỉ nếu có."))
    code: str | None = Field(description=_("Mã hành chính của phường, xã; null với lĩnh vực."))
    url: str = Field(description=_("Trang riêng."))
    cases_url: str = Field(description=_("Phản ánh ở đó trong API."))


class Division(Answer):
    """Every category, or every ward."""

    about: ClassVar[str] = _("Mọi lĩnh vực, hoặc mọi phường, xã; nhiều trễ hạn và lỡ hẹn nhất đứng trước.")
    rows: list[DivisionRow] = Field(description=_("Từng lĩnh vực, từng phường, xã."))
    rest: DivisionCounts = Field(description=_("Phản ánh không ghi lĩnh vực hay nơi nào."))
    total: DivisionCounts = Field(description=_("Tổng cộng."))

    @classmethod
    def of(cls, name: str, found: Divided, notice: str) -> Division:
        """The answer about a division that lists call `name`."""
        rows = list(_division_rows(name, found.rows))
        rest, total = DivisionCounts.model_validate(found.rest), DivisionCounts.model_validate(found.total)
        return cls(notice=notice or None, at=found.at, rows=rows, rest=rest, total=total)


def _division_rows(name: str, rows: Iterable[DividedRow]) -> Iterable[DivisionRow]:
    for row in rows:
        told = {n: getattr(row, n) for n in ("cases", "answered", "answered_in_term", "slug", "name")}
        address, query = page(name, slug=row.slug), f"{name}={row.slug}"
        places = {"code": row.code or None, "url": address, "cases_url": api_address("cases", query)}
        yield DivisionRow.model_validate({**told, **cases_of(row), **places})
