"""What somebody can do about a case that is not over for them: two or three sentences that fit how it stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from cases.public.case import PublicCase
from cases.rules.states import CaseState
from cases.rules.verdicts import VerdictKind
from cases.templatetags.dates import day_text

OURS = "portal"  # the source of what was reported here


def next_steps(case: PublicCase) -> tuple[str, ...]:
    """Sentences for readers who ask what now, in the order in which they are read."""
    imported = case.source != OURS
    if case.state == CaseState.ANSWERED:
        return _imported_answered() if imported else _answered(case)
    again = (_("Trung tâm đã mở lại phản ánh này, với một hạn mới."),) if case.round > 1 else ()
    return (*again, *_open(case), *((_elsewhere(),) if imported else (_urgent(),) if is_past_due(case) else ()))


def may_ask(case: PublicCase) -> bool:
    """Whether the page offers the form: a report of ours that was answered not too long ago. Asks no query.

    The answer's own time is not public, its approval is; the verb itself asks the ledger.
    """
    decided = [answer.decided_at for answer in case.answers if answer.decided_at and not answer.amends]
    last = max(decided, default=None)
    fresh = last is not None and case.at - last <= timedelta(days=settings.REOPEN_REQUEST_DAYS)
    return fresh and case.state == CaseState.ANSWERED and case.source == OURS


def sends_to_center(case: PublicCase) -> bool:
    """Whether these sentences send readers to the Center, or to where one reports."""
    return case.source == OURS and (case.state == CaseState.ANSWERED or is_past_due(case))


def is_past_due(case: PublicCase) -> bool:
    """True while a case is open, past its due date, and nothing of it waits for a review."""
    return case.phase == "open" and case.verdict not in (None, VerdictKind.IN_TERM)


def asked_at(case: PublicCase) -> datetime | None:
    """Since when somebody waits for the Center to say whether it reopens the case; None where nobody does."""
    said = [event for event in case.events if event.kind in ("case.ask_reopen", "case.keep", "case.reopen")]
    decided = max((n for n, event in enumerate(said) if event.kind != "case.ask_reopen"), default=-1)
    return next((event.at for event in said[decided + 1 :]), None)


def _answered(case: PublicCase) -> tuple[str, ...]:
    return (
        _still_there(case),
        _("Không đồng ý với cách giải quyết: bạn có quyền khiếu nại theo luật, ở cơ quan cấp trên của đơn vị."),
    )


def _still_there(case: PublicCase) -> str:
    """What to do about what is not done: the Center is told for some time only, and then a new report is asked for."""
    asked = asked_at(case)
    if asked:
        return _("Đã có người báo ngày %(day)s là vẫn chưa xong. Trung tâm đang xem có mở lại hay không.") % {
            "day": day_text(asked)
        }
    if may_ask(case):
        return _("Đã trả lời mà việc vẫn còn đó: báo Trung tâm. Trung tâm có thể mở lại, với một hạn mới.")
    return _("Trả lời đã lâu mà việc vẫn còn đó: gửi phản ánh mới, kèm số %(number)s.") % {"number": case.number}


def _imported_answered() -> tuple[str, ...]:
    return (
        _("Trang này chỉ ghi lại những gì nguồn dữ liệu công bố về phản ánh này."),
        _("Việc vẫn còn đó thì báo lại ở nơi đã gửi, kèm số phản ánh và một ảnh mới."),
    )


def _elsewhere() -> str:
    return _("Phản ánh này lấy từ một nguồn dữ liệu khác; muốn báo thêm thì báo ở nơi đã gửi.")


def _urgent() -> str:
    return _("Việc nguy hiểm hơn trước thì báo Trung tâm kèm số phản ánh và một ảnh mới.")


def _open(case: PublicCase) -> tuple[str, ...]:
    if case.phase == "awaiting":
        return (
            _("Đơn vị đã gửi câu trả lời, Trung tâm đang duyệt."),
            _("Được duyệt thì câu trả lời hiện ở đây; bị trả lại thì thời hạn chạy tiếp như chưa từng gửi."),
        )
    if is_past_due(case):
        return (_past_due(case),)
    if case.due_at is None:
        return (_("Phản ánh này không có hạn tính được, nên trang này không nói được là trễ hay không."),)
    until = (
        _("Chưa tới hạn: đơn vị còn thời gian đến hết ngày %(day)s.")
        if case.is_held
        else _("Chưa tới hạn: hạn trả lời là hết ngày %(day)s.")
    )
    return (
        until % {"day": day_text(case.due_at)},
        _("Qua ngày ấy mà chưa có câu trả lời, trang này tự ghi là quá hạn, không ai phải báo."),
    )


def _past_due(case: PublicCase) -> str:
    """Agencies are listed by their own clocks: one that was handed the case late is not on the list yet."""
    if case.verdict == VerdictKind.EXTENDED and case.promised_on:
        return _(
            "Đã quá hạn, đơn vị hẹn xong chậm nhất %(day)s; qua ngày ấy mà chưa trả lời, trang này tự ghi là lỡ hẹn."
        ) % {"day": day_text(case.promised_on)}
    charged = [a for a in case.assignments if a.kind == "handling" and a.phase == "open" and a.named]
    if any(a.verdict not in (None, VerdictKind.IN_TERM) for a in charged):
        return _("Đã quá hạn: tên đơn vị đã nằm trong danh sách quá hạn, bạn không phải làm gì thêm.")
    if charged:
        return _("Đã quá hạn của người dân; đơn vị đang giữ nhận sau nên còn hạn riêng.")
    if case.agencies:
        return _(
            "Đã quá hạn mà nguồn dữ liệu không ghi đơn vị nào; danh sách quá hạn đếm riêng những phản ánh như vậy."
        )
    return _("Đã quá hạn mà chưa giao đơn vị nào; danh sách quá hạn đếm riêng những phản ánh như vậy.")
