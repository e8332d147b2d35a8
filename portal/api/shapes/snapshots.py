"""Frozen days: which there are, and what each says; made of what the page of a day shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_noop as _
from pydantic import Field

from cases.accountability.frozen.caveats import Caveat
from cases.accountability.frozen.reading import AgencyRow, Changes, DayPage
from cases.models import LeavingReason, Snapshot
from cases.models.snapshot import Counted
from portal.api.shapes.base import (
    Answer,
    ClockCounts,
    Instant,
    Rounded,
    Shape,
    absolute,
    api_address,
    clocks_of,
    one_of,
)


class SnapshotRow(ClockCounts):
    """One frozen day among others."""

    about: ClassVar[str] = _("Một ngày đã chốt: mọi đơn vị cộng lại vào cuối ngày ấy.")
    day: date = Field(description=_("Ngày nào."))
    ended_at: Instant = Field(description=_("Hết ngày: mọi con số nói về lúc này."))
    frozen_at: Instant = Field(description=_("Chốt lúc nào; từ đó không ai sửa được."))
    reconstructed: bool = Field(description=_("true: chốt muộn, theo những gì biết đến lúc chốt."))
    agencies_past_due: int = Field(description=_("Bao nhiêu đơn vị có trễ hạn hoặc lỡ hẹn."))
    corrections: int = Field(description=_("Bao nhiêu lần đính chính."))
    url: str = Field(description=_("Trang của ngày ấy."))
    api_url: str = Field(description=_("Ngày ấy trong API, đủ từng đơn vị, tệp và đính chính."))


class SnapshotLinks(Shape):
    """The page of days that follows."""

    about: ClassVar[str] = _("Trang sau.")
    next: str | None = Field(description=_("Những ngày trước đó; null khi đã hết."))


class Snapshots(Answer):
    """Frozen days, newest first."""

    about: ClassVar[str] = _("Những ngày đã chốt, ngày mới đứng trước.")
    total: int = Field(description=_("Bao nhiêu ngày đã chốt trong khoảng được hỏi."))
    snapshots: list[SnapshotRow] = Field(description=_("Các ngày."))
    links: SnapshotLinks = Field(description=_("Đọc tiếp."))


class FrozenCounts(ClockCounts):
    """What was open and past due, and for how long."""

    about: ClassVar[str] = _("Số đang mở và quá hạn vào cuối ngày, và trễ bao lâu.")
    median_days_late: Rounded | None = Field(description=_("Trung vị số ngày trễ, của trễ hạn và lỡ hẹn."))
    oldest_days_late: int | None = Field(description=_("Trễ lâu nhất bao nhiêu ngày."))
    oldest_number: int | None = Field(description=_("Số của phản ánh trễ lâu nhất; null khi nó chỉ tính vào số liệu."))


class FrozenAgency(FrozenCounts):
    """One agency on a frozen day."""

    about: ClassVar[str] = _("Một đơn vị trong ngày đã chốt, gọi bằng tên lúc chốt.")
    agency: str = Field(description=_("Tên đơn vị lúc chốt; rỗng khi nguồn dữ liệu không ghi đơn vị."))
    slug: str = Field(description=_("Tên trong địa chỉ và tham số."))
    change: int | None = Field(
        description=_("Trễ hạn và lỡ hẹn nhiều hơn hôm trước bao nhiêu; null khi hôm trước chưa chốt.")
    )
    url: str = Field(description=_("Từng phản ánh của đơn vị trong ngày ấy."))


class FrozenFile(Shape):
    """A file of a frozen day, to the byte as it was frozen."""

    about: ClassVar[str] = _("Một tệp của ngày đã chốt, đúng từng byte như lúc chốt.")
    format: Annotated[str, one_of(("csv", "json"))] = Field(description=_("Dạng tệp."))
    url: str = Field(description=_("Địa chỉ của tệp; đính chính không nằm trong đó."))
    sha256: str = Field(description=_("SHA-256 của tệp, ghi lại lúc chốt: ai cũng kiểm được."))


class Leaving(Shape):
    """How many left the list for one reason."""

    about: ClassVar[str] = _("Bao nhiêu phản ánh rời danh sách vì một lý do.")
    reason: Annotated[str, one_of(LeavingReason.values)] = Field(description=_("Lý do."))
    n: int = Field(description=_("Bao nhiêu."))


class FrozenChanges(Shape):
    """What changed since the day before, in numbers."""

    about: ClassVar[str] = _("So với ngày trước đó; từng phản ánh đứng trong tệp JSON.")
    compared_with: date = Field(description=_("So với ngày nào."))
    came: int = Field(description=_("Mới quá hạn."))
    turned: int = Field(description=_("Đổi loại."))
    left: int = Field(description=_("Rời danh sách."))
    left_why: list[Leaving] = Field(description=_("Rời danh sách vì sao."))


class Correction(Shape):
    """What the head of the Center said is wrong with a frozen day."""

    about: ClassVar[str] = _("Một lần đính chính: đứng bên cạnh, ngày đã chốt giữ nguyên.")
    made_at: Instant = Field(description=_("Đính chính lúc nào."))
    reason: str = Field(description=_("Sai ở đâu, vì sao."))


class UnassignedThen(Shape):
    """What no agency had."""

    about: ClassVar[str] = _("Phản ánh đang mở mà lúc ấy chưa đơn vị nào giữ.")
    open: int = Field(description=_("Đang mở."))
    past_due: int = Field(description=_("Trong đó đã quá hạn."))


class SnapshotDay(Answer):
    """One frozen day; `at` is its end."""

    about: ClassVar[str] = _("Một ngày đã chốt; at là lúc hết ngày ấy.")
    day: date = Field(description=_("Ngày nào."))
    frozen_at: Instant = Field(description=_("Chốt lúc nào; từ đó không ai sửa được."))
    reconstructed: bool = Field(description=_("true: chốt muộn, theo những gì biết đến lúc chốt."))
    method: int = Field(description=_("Cách chốt số mấy; cách mới không đổi ngày cũ. Không phải phiên bản định nghĩa."))
    ledger_sha256: str = Field(description=_("SHA-256 của mọi chuỗi diễn biến lúc ấy."))
    caveats: list[Annotated[str, one_of(Caveat)]] = Field(description=_("Điều gì chưa chắc ở ngày ấy."))
    total: FrozenCounts = Field(description=_("Mọi đơn vị cộng lại."))
    agencies_past_due: int = Field(description=_("Bao nhiêu đơn vị có trễ hạn hoặc lỡ hẹn."))
    unassigned: UnassignedThen = Field(description=_("Phản ánh chưa đơn vị nào giữ."))
    agencies: list[FrozenAgency] = Field(description=_("Các đơn vị, nhiều trễ hạn và lỡ hẹn nhất đứng trước."))
    changes: FrozenChanges | None = Field(description=_("So với ngày trước đó; null khi ngày ấy chưa chốt."))
    files: list[FrozenFile] = Field(description=_("Các tệp của ngày ấy."))
    corrections: list[Correction] = Field(description=_("Các lần đính chính, cũ đứng trước."))
    url: str = Field(description=_("Trang của ngày ấy."))
    previous: str | None = Field(description=_("Ngày trước đó trong API; null khi chưa chốt."))
    next: str | None = Field(description=_("Ngày sau đó trong API; null khi chưa chốt."))

    @classmethod
    def of(cls, found: DayPage, notice: str) -> SnapshotDay:
        """The answer about a day."""
        own = found.snapshot
        same = ("frozen_at", "reconstructed", "method", "caveats", "agencies_past_due")
        return cls.model_validate(
            {
                **{name: getattr(own, name) for name in same},
                "notice": notice or None,
                "at": own.ended_at,
                "day": own.date,
                "ledger_sha256": own.ledger_digest,
                "total": _counts(own),
                "unassigned": {"open": own.unassigned, "past_due": own.unassigned_past_due},
                "agencies": [_agency(row, own.date) for row in found.rows],
                "changes": _changes(found),
                "files": _files(own),
                "corrections": list(found.corrections),
                "url": _page(own.date),
                "previous": found.previous and day_address(found.previous),
                "next": found.next and day_address(found.next),
            }
        )


def row_of(snapshot: Snapshot, corrections: int) -> SnapshotRow:
    """A day as the list has it."""
    return SnapshotRow(
        day=snapshot.date,
        ended_at=snapshot.ended_at,
        frozen_at=snapshot.frozen_at,
        reconstructed=snapshot.reconstructed,
        agencies_past_due=snapshot.agencies_past_due,
        corrections=corrections,
        url=_page(snapshot.date),
        api_url=day_address(snapshot.date),
        **clocks_of(snapshot),
    )


def day_address(day: date) -> str:
    """A day in the API."""
    return api_address(f"snapshots/{day.isoformat()}")


def _page(day: date) -> str:
    return absolute(reverse("frozen_day", args=[day]))


def _counts(row: Counted) -> Mapping[str, Any]:
    late = {"median_days_late": row.median_days, "oldest_days_late": row.oldest_days}
    return {**clocks_of(row), **late, "oldest_number": row.oldest_number}


def _agency(each: AgencyRow, day: date) -> Mapping[str, Any]:
    row = each.row
    address = absolute(reverse("frozen_agency", args=[day, row.slug]))
    return {**_counts(row), "agency": row.name, "slug": row.slug, "change": each.change, "url": address}


def _changes(found: DayPage) -> Mapping[str, Any] | None:
    if found.snapshot.compared_with is None:
        return None
    left: Changes = found.left
    return {
        "compared_with": found.snapshot.compared_with,
        "came": found.came.n,
        "turned": found.turned.n,
        "left": left.n,
        "left_why": [{"reason": reason, "n": n} for reason, n in left.codes],
    }


def _files(snapshot: Snapshot) -> Sequence[Mapping[str, str]]:
    """Without corrections, which are no part of what was frozen: so that the checksums are those of what is read."""
    digests = {"csv": snapshot.csv_sha256, "json": snapshot.json_sha256}
    pages = {kind: absolute(reverse(f"frozen_{kind}", args=[snapshot.date])) for kind in digests}
    return [{"format": kind, "url": f"{pages[kind]}?frozen=1", "sha256": digest} for kind, digest in digests.items()]
