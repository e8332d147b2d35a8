"""Who is past due, in one sentence."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from cases.accountability.overdue_list import OverdueList, OverdueRow
from cases.accountability.sentences import lead
from cases.public.case import Named

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def row(overdue=0, broken=0, extended=0, agency="A", is_agency=True):
    return OverdueRow(
        agency=agency and Named(slug=agency.lower(), name=agency),
        open=5_000,
        overdue=overdue,
        promise_broken=broken,
        extended=extended,
        median_days=None,
        oldest_days=None,
        oldest=None,
        is_agency=is_agency,
    )


def told(*rows, all_=64, language="vi"):
    total = row(
        *(sum(getattr(each, name) for each in rows) for name in ("overdue", "promise_broken", "extended")), None
    )
    with override(language):
        return lead(OverdueList(at=AT, rows=rows, total=total, agencies_all=all_))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [row(1_200, 31, 81), row(100)],
            "Đến 08:00 ngày 24/11/2026, 2 đơn vị còn 1.331 phản ánh trễ hạn hoặc lỡ hẹn; 81 phản ánh khác đã gia hạn.",
        ),
        ([row(0, 1)], "Đến 08:00 ngày 24/11/2026, 1 đơn vị còn 1 phản ánh trễ hạn hoặc lỡ hẹn."),
        (
            [row(3), row(0, 0, 2)],
            "Đến 08:00 ngày 24/11/2026, 1 đơn vị còn 3 phản ánh trễ hạn hoặc lỡ hẹn; 2 phản ánh khác đã gia hạn.",
        ),
        (
            [row(0, 0, 2)],
            "Đến 08:00 ngày 24/11/2026, không đơn vị nào trễ hạn hoặc lỡ hẹn; 2 phản ánh quá hạn đã gia hạn.",
        ),
        ([], "Hôm nay không đơn vị nào quá hạn, tính đến 08:00 ngày 24/11/2026."),
    ],
)
def test_the_lead(rows, sentence):
    assert told(*rows) == sentence


@pytest.mark.parametrize(
    ("language", "rows", "beginning"),
    [
        (
            "vi",
            [row(55), row(1, is_agency=False)],
            ", 1 đơn vị và dòng “Nguồn không ghi đơn vị” còn 56 phản ánh trễ hạn",
        ),
        ("en", [row(55), row(1, is_agency=False)], ", 1 agency and the row “No agency named in the data” had 56 cases"),
        ("vi", [row(1, is_agency=False)], ", dòng “Nguồn không ghi đơn vị” còn 1 phản ánh trễ hạn"),
        ("en", [row(1, is_agency=False)], ", the row “No agency named in the data” had 1 case"),
        ("vi", [row(55), row(0, 0, 1, is_agency=False)], ", 1 đơn vị còn 55 phản ánh trễ hạn"),
    ],
)
def test_what_no_agency_has_is_not_counted_as_the_agencies(language, rows, beginning):
    assert beginning in told(*rows, language=language)


def test_no_data_is_not_the_same_as_nobody_late():
    assert told(all_=0) == "Chưa có dữ liệu: chưa phản ánh nào được giao."


def test_an_agency_that_only_extended_is_none_of_the_late_ones():
    found = OverdueList(at=AT, rows=(row(3), row(0, 2), row(0, 0, 9)), total=row(3, 2, 9), agencies_all=64)
    assert found.agencies_past_due == 2
