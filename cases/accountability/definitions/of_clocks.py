"""Definitions of what is counted of the agencies' clocks: counts, rates, days."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.accountability.definitions.shape import Chapter, Figure, Unit
from cases.accountability.figure_parts import Part
from cases.accountability.spread import SPANS
from cases.rules.figures import firm_rate, kept_rate, on_time_rate


def _late_alone(part: Part) -> int:
    return part.load.tally.headline - part.load.tally.promise_broken


CASES = Chapter(
    code="cases",
    title=_("Phản ánh"),
    figures=(
        Figure(
            code="open_cases",
            name=_("Phản ánh đang mở"),
            means=_(
                "Phản ánh công khai chưa trả lời xong, mỗi phản ánh một lần, theo hạn của người dân: "
                "bằng độ dài danh sách. Khác số việc đang mở của đơn vị khi một phản ánh giao hai đơn vị, "
                "chưa giao cho ai, hay chỉ được đếm mà không công khai."
            ),
            read=lambda p: p.cases.open,
        ),
    ),
)
CLOCKS = Chapter(
    code="clocks",
    title=_("Đồng hồ của đơn vị"),
    figures=(
        Figure(
            code="open_clocks",
            name=_("Việc đang mở"),
            means=_(
                "Việc đã giao và chưa dừng, mỗi đơn vị một đồng hồ: phản ánh giao hai đơn vị đếm ở cả hai. "
                "Đang chờ duyệt vẫn là đang mở."
            ),
            read=lambda p: p.load.tally.open,
            version=2,  # called "open" in 1.0, as cases are elsewhere
        ),
        Figure(
            code="awaiting",
            name=_("Chờ duyệt"),
            means=_("Phần đang mở mà đơn vị đã gửi câu trả lời, Trung tâm chưa quyết định."),
            read=lambda p: p.load.tally.awaiting,
        ),
        Figure(
            code="overdue",
            name=_("Trễ hạn"),
            means=_("Đang mở, quá hạn cuối, không có lời hẹn nào còn giá trị."),
            read=_late_alone,
        ),
        Figure(
            code="promise_broken",
            name=_("Lỡ hẹn"),
            means=_("Đang mở, quá cả ngày đã hẹn công khai."),
            read=lambda p: p.load.tally.promise_broken,
        ),
        Figure(
            code="extended",
            name=_("Đã gia hạn"),
            means=_("Đang mở, quá hạn cuối nhưng còn trong ngày đã hẹn kịp thời."),
            read=lambda p: p.load.tally.extended,
        ),
        Figure(
            code="oldest_days",
            name=_("Mở lâu nhất"),
            means=_("Số ngày theo lịch mà đồng hồ cũ nhất còn mở đã chạy."),
            read=lambda p: p.load.oldest_days(p.at),
            unit=Unit.CALENDAR_DAYS,
        ),
        Figure(
            code="closed",
            name=_("Đã đóng"),
            means=_("Đã trả lời; cũng tính việc chuyển đi hay rút khi đã quá hạn, vì không gì xoá được lần trễ."),
            read=lambda p: p.load.tally.closed,
        ),
        Figure(
            code="closed_with_due",
            name=_("Đã đóng, có hạn"),
            means=_("Phần đã đóng có hạn cuối: chỉ phần này vào tỷ lệ đúng hạn."),
            read=lambda p: p.load.tally.closed_with_due,
        ),
        Figure(
            code="closed_in_term",
            name=_("Đóng đúng hạn"),
            means=_("Phần đã đóng có hạn mà câu trả lời gửi trước hoặc đúng hạn cuối."),
            read=lambda p: p.load.tally.closed_in_term,
        ),
        Figure(
            code="unknown",
            name=_("Không rõ lúc đóng"),
            means=_("Nguồn ghi đã đóng mà không ghi lúc nào: không vào tỷ lệ nào."),
            read=lambda p: p.load.tally.unknown,
        ),
    ),
)
RATES = Chapter(
    code="rates",
    title=_("Tỷ lệ"),
    figures=(
        Figure(
            code="on_time_rate",
            name=_("Tỷ lệ đúng hạn"),
            means=_("Đóng đúng hạn, chia cho đã đóng có hạn cộng đang mở mà quá hạn."),
            read=lambda p: on_time_rate(p.load.tally).value,
            unit=Unit.SHARE,
        ),
        Figure(
            code="n",
            name=_("n của tỷ lệ"),
            means=_("Mẫu số của tỷ lệ đúng hạn. Dưới 30 thì không xếp hạng."),
            read=lambda p: on_time_rate(p.load.tally).n,
        ),
        Figure(
            code="wilson_low",
            name=_("Cận dưới 95 %"),
            # xgettext:no-python-format  # noqa: ERA001 - said to xgettext: the per cent sign stands for itself
            means=_("Cận dưới khoảng Wilson 95 % của tỷ lệ đúng hạn."),
            read=lambda p: on_time_rate(p.load.tally).low,
            unit=Unit.SHARE,
        ),
        Figure(
            code="wilson_high",
            name=_("Cận trên 95 %"),
            # xgettext:no-python-format  # noqa: ERA001 - said to xgettext: the per cent sign stands for itself
            means=_("Cận trên khoảng Wilson 95 % của tỷ lệ đúng hạn."),
            read=lambda p: on_time_rate(p.load.tally).high,
            unit=Unit.SHARE,
        ),
        Figure(
            code="kept_rate",
            name=_("Tỷ lệ giữ lời"),
            means=_(
                "Như tỷ lệ đúng hạn, nhưng trả lời trong ngày hẹn cũng là đạt, và đang trong ngày hẹn thì chưa tính."
            ),
            read=lambda p: kept_rate(p.load.tally).value,
            unit=Unit.SHARE,
        ),
        Figure(
            code="firm_rate",
            name=_("Tỷ lệ bền"),
            means=_("Như tỷ lệ đúng hạn, nhưng bị mở lại trong 60 ngày thì không đạt."),
            read=lambda p: firm_rate(p.load.tally).value,
            unit=Unit.SHARE,
        ),
        Figure(
            code="reopened",
            name=_("Mở lại trong 60 ngày"),
            means=_("Đồng hồ dừng bằng câu trả lời mà phản ánh bị mở lại chưa đầy 60 ngày sau."),
            read=lambda p: p.reopened.numerator,
        ),
        Figure(
            code="reopened_rate",
            name=_("Tỷ lệ mở lại"),
            means=_("Mở lại trong 60 ngày, chia cho mọi đồng hồ dừng bằng câu trả lời."),
            read=lambda p: p.reopened.value,
            unit=Unit.SHARE,
        ),
    ),
)


def _span(place: int, first: int, last: int | None) -> Figure:
    return Figure(
        code=f"days_{first}_{'more' if last is None else last}",
        name=f">{first - 1}" if last is None else f"{first}–{last}",
        means=_("Số đồng hồ đã đóng sau chừng ấy ngày trọn; âm quá một ngày thì bỏ ra."),
        read=lambda part: part.spans[place],
    )


DAYS = Chapter(
    code="days",
    title=_("Mất bao lâu"),
    figures=(
        Figure(
            code="median_days",
            name=_("Trung vị"),
            means=_("Số ngày, mỗi ngày 86.400 giây, mà một nửa số đồng hồ đã đóng chạy không quá."),
            read=lambda p: p.took.median,
            unit=Unit.DAYS,
        ),
        Figure(
            code="p90_days",
            name=_("9 trong 10 dưới"),
            means=_("Số ngày mà 90 % đồng hồ đã đóng chạy không quá, nội suy thẳng."),
            read=lambda p: p.took.p90,
            unit=Unit.DAYS,
        ),
        *(_span(place, first, last) for place, (first, last) in enumerate(SPANS)),
    ),
)
