"""Definitions of promises, transfers and opinions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.accountability.definitions.shape import Chapter, Figure, Unit
from cases.accountability.figure_parts import Part
from cases.rules.fates import Fate
from cases.rules.figures import rate

PROMISES = Chapter(
    code="promises",
    title=_("Gia hạn và lời hẹn"),
    figures=(
        Figure(
            code="extensions",
            name=_("Số lần gia hạn"),
            means=_("Mọi lời hẹn đã công bố, kịp hay muộn, kể cả ngày của một kế hoạch được duyệt."),
            read=lambda p: p.extensions.n,
        ),
        Figure(
            code="extended_clocks",
            name=_("Việc có gia hạn"),
            means=_("Số đồng hồ có ít nhất một lời hẹn."),
            read=lambda p: p.extensions.clocks,
        ),
        Figure(
            code="extended_share",
            name=_("Phần có gia hạn"),
            means=_("Việc có gia hạn, chia cho mọi việc đã giao trừ những việc không rõ lúc đóng."),
            read=lambda p: rate(p.extensions.clocks, _begun(p)).value,
            unit=Unit.SHARE,
        ),
        Figure(
            code="promises_kept",
            name=_("Giữ lời hẹn"),
            means=_("Lời hẹn mà câu trả lời được duyệt gửi trước hết ngày hẹn."),
            read=lambda p: p.extensions.fates.get(Fate.KEPT, 0),
        ),
        Figure(
            code="promises_broken",
            name=_("Không giữ lời hẹn"),
            means=_("Ngày hẹn đã qua mà chưa trả lời, cũng không có lời hẹn mới kịp thời."),
            read=lambda p: p.extensions.fates.get(Fate.BROKEN, 0),
        ),
        Figure(
            code="promises_postponed",
            name=_("Hẹn lại"),
            means=_("Trước ngày hẹn đã có lời hẹn mới: không tính là giữ, cũng không tính là lỡ."),
            read=lambda p: p.extensions.fates.get(Fate.POSTPONED, 0),
        ),
        Figure(
            code="promises_kept_rate",
            name=_("Tỷ lệ giữ lời hẹn"),
            means=_("Giữ, chia cho giữ cộng không giữ."),
            read=lambda p: p.extensions.kept.value,
            unit=Unit.SHARE,
        ),
        Figure(
            code="extension_days",
            name=_("Gia hạn bao lâu, trung vị"),
            means=_("Số ngày từ hạn cuối, hay từ lúc hẹn nếu không có hạn, đến hết ngày hẹn."),
            read=lambda p: p.extensions.length.median,
            unit=Unit.DAYS,
        ),
        Figure(
            code="extension_p90_days",
            name=_("Gia hạn bao lâu, 9 trong 10 dưới"),
            means=_("Số ngày ấy ở mức 90 %."),
            read=lambda p: p.extensions.length.p90,
            unit=Unit.DAYS,
        ),
        Figure(
            code="same_reasons",
            name=_("Lý do giống hệt"),
            means=_("Số lời gia hạn có câu lý do trùng từng chữ với một lời khác cùng phần."),
            read=lambda p: p.extensions.repeated,
        ),
    ),
)


def _begun(part: Part) -> int:
    return part.load.tally.open + part.load.tally.closed + part.load.tally.passed_on


HANDS = Chapter(
    code="hands",
    title=_("Chuyển qua lại và ý kiến cấp trên"),
    figures=(
        Figure(
            code="received",
            name=_("Nhận chuyển đến"),
            means=_("Việc đơn vị khác chuyển sang."),
            read=lambda p: p.handovers.received,
        ),
        Figure(
            code="handed_on",
            name=_("Chuyển đi"),
            means=_("Việc chuyển cho đơn vị khác, đúng hạn hay đã trễ."),
            read=lambda p: p.handovers.passed_on,
        ),
        Figure(
            code="held_days",
            name=_("Giữ trước khi chuyển, trung vị"),
            means=_("Số ngày từ lúc nhận đến lúc chuyển đi."),
            read=lambda p: p.handovers.held.median,
            unit=Unit.DAYS,
        ),
        Figure(
            code="held_p90_days",
            name=_("Giữ trước khi chuyển, 9 trong 10 dưới"),
            means=_("Số ngày ấy ở mức 90 %."),
            read=lambda p: p.handovers.held.p90,
            unit=Unit.DAYS,
        ),
        Figure(
            code="opinions_open",
            name=_("Ý kiến đang chờ"),
            means=_("Việc xin ý kiến của đơn vị này mà chưa có câu trả lời; không nằm trong số đang mở."),
            read=lambda p: p.opinions.tally.open,
        ),
        Figure(
            code="opinions_past_due",
            name=_("Ý kiến quá hạn"),
            means=_("Phần đang chờ ấy đã quá hạn."),
            read=lambda p: p.opinions.tally.overdue,
        ),
        Figure(
            code="opinions_given",
            name=_("Ý kiến đã cho"),
            means=_("Việc xin ý kiến đã đóng."),
            read=lambda p: p.opinions.tally.closed,
        ),
        Figure(
            code="opinions_days",
            name=_("Cho ý kiến sau, trung vị"),
            means=_("Số ngày từ lúc hỏi đến lúc có ý kiến."),
            read=lambda p: p.opinions_took.median,
            unit=Unit.DAYS,
        ),
    ),
)
