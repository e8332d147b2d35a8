"""Definitions of what the Center and the citizens make of answers, of what left, and of the Center's own clocks."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from cases.accountability.center_clocks import CenterClock, CenterTook
from cases.accountability.definitions.shape import Chapter, Figure, Unit, Value
from cases.accountability.figure_parts import Part
from cases.models.event import DECLINED, MERGED, WITHDRAWN
from cases.rules.ratings import RatingValue

REVIEWS = Chapter(
    code="reviews",
    title=_("Duyệt câu trả lời"),
    figures=(
        Figure(
            code="handed_in",
            name=_("Câu trả lời đã gửi"),
            means=_("Số bản đơn vị gửi để duyệt, không kể bản bổ sung."),
            read=lambda p: p.reviews.handed_in,
        ),
        Figure(
            code="looked_at",
            name=_("Việc đã được xem"),
            means=_("Số việc mà Trung tâm đã quyết định ít nhất một lần."),
            read=lambda p: p.reviews.looked_at,
        ),
        Figure(
            code="approved_at_first",
            name=_("Duyệt ngay lần đầu"),
            means=_("Phần trong đó mà quyết định đầu tiên là duyệt."),
            read=lambda p: p.reviews.at_first,
        ),
        Figure(
            code="approved_at_first_rate",
            name=_("Tỷ lệ duyệt ngay lần đầu"),
            means=_("Duyệt ngay lần đầu, chia cho việc đã được xem."),
            read=lambda p: p.reviews.first_rate.value,
            unit=Unit.SHARE,
        ),
        Figure(
            code="returned",
            name=_("Trả lại"),
            means=_("Số quyết định trả lại, kể cả quyết định sau bị khiếu nại thành công."),
            read=lambda p: p.reviews.returned,
        ),
        Figure(
            code="refused",
            name=_("Từ chối vì đùn đẩy"),
            means=_("Số quyết định từ chối, kể cả quyết định sau bị khiếu nại thành công."),
            read=lambda p: p.reviews.refused,
        ),
        Figure(
            code="appealed",
            name=_("Khiếu nại"),
            means=_("Số lần đơn vị khiếu nại một quyết định."),
            read=lambda p: p.reviews.appealed,
        ),
        Figure(
            code="appeals_won",
            name=_("Khiếu nại được chấp nhận"),
            means=_("Phần trong đó được chấp nhận."),
            read=lambda p: p.reviews.won,
        ),
    ),
)
CITIZENS = Chapter(
    code="citizens",
    title=_("Người dân đánh giá"),
    figures=(
        Figure(
            code="satisfied",
            name=_("Hài lòng"),
            means=_(
                "Số lần trả lời của phản ánh công khai được đánh giá như vậy; dưới 5 người đánh giá thì không hiện."
            ),
            read=lambda p: p.said(RatingValue.SATISFIED),
        ),
        Figure(
            code="acceptable",
            name=_("Chấp nhận được"),
            means=_(
                "Số lần trả lời của phản ánh công khai được đánh giá như vậy; dưới 5 người đánh giá thì không hiện."
            ),
            read=lambda p: p.said(RatingValue.ACCEPTABLE),
        ),
        Figure(
            code="not_satisfied",
            name=_("Không hài lòng"),
            means=_(
                "Số lần trả lời của phản ánh công khai được đánh giá như vậy; dưới 5 người đánh giá thì không hiện."
            ),
            read=lambda p: p.said(RatingValue.NOT_SATISFIED),
        ),
        Figure(
            code="response_rate",
            name=_("Tỷ lệ đánh giá"),
            means=_("Số lần trả lời được đánh giá, chia cho mọi lần trả lời của phản ánh công khai."),
            read=lambda p: p.response.value,
            unit=Unit.SHARE,
        ),
    ),
)
LEFT = Chapter(
    code="left",
    title=_("Không tiếp nhận, gộp, gỡ"),
    figures=(
        Figure(
            code="declined",
            name=_("Không tiếp nhận"),
            means=_("Phản ánh mà Trung tâm không nhận và chưa xem lại; không tính theo đơn vị."),
            read=lambda p: p.gone(DECLINED),
        ),
        Figure(
            code="merged",
            name=_("Phản ánh lặp"),
            means=_("Phản ánh đã gộp vào một phản ánh khác và chưa tách ra; theo đơn vị: đang giữ hoặc đã trả lời nó."),
            read=lambda p: p.gone(MERGED),
            version=2,  # not by agency in 1.0
        ),
        Figure(
            code="withdrawn",
            name=_("Đã gỡ"),
            means=_("Phản ánh đã rút khỏi trang và chưa khôi phục; theo đơn vị: đang giữ hoặc đã trả lời nó."),
            read=lambda p: p.gone(WITHDRAWN),
            version=2,  # not by agency in 1.0
        ),
    ),
)


def _took(clock: CenterClock, read: Callable[[CenterTook], Value]) -> Callable[[Part], Value]:
    return lambda part: read(part.center[clock]) if clock in part.center else None


CENTER = Chapter(
    code="center",
    title=_("Đồng hồ của Trung tâm"),
    figures=(
        Figure(
            code="acceptance_n",
            name=_("Tiếp nhận: đã xong"),
            means=_("Từ lúc người dân gửi đến lúc tiếp nhận."),
            read=_took(CenterClock.ACCEPTANCE, lambda took: took.took.n),
        ),
        Figure(
            code="acceptance_days",
            name=_("Tiếp nhận: trung vị"),
            means=_("Từ lúc người dân gửi đến lúc tiếp nhận."),
            read=_took(CenterClock.ACCEPTANCE, lambda took: took.took.median),
            unit=Unit.DAYS,
        ),
        Figure(
            code="acceptance_p90_days",
            name=_("Tiếp nhận: 9 trong 10 dưới"),
            means=_("Từ lúc người dân gửi đến lúc tiếp nhận."),
            read=_took(CenterClock.ACCEPTANCE, lambda took: took.took.p90),
            unit=Unit.DAYS,
        ),
        Figure(
            code="acceptance_waiting",
            name=_("Tiếp nhận: đang chờ"),
            means=_("Từ lúc người dân gửi đến lúc tiếp nhận."),
            read=_took(CenterClock.ACCEPTANCE, lambda took: took.waiting),
        ),
        Figure(
            code="assignment_n",
            name=_("Giao việc: đã xong"),
            means=_("Từ lúc tiếp nhận đến lúc giao đơn vị đầu tiên."),
            read=_took(CenterClock.ASSIGNMENT, lambda took: took.took.n),
        ),
        Figure(
            code="assignment_days",
            name=_("Giao việc: trung vị"),
            means=_("Từ lúc tiếp nhận đến lúc giao đơn vị đầu tiên."),
            read=_took(CenterClock.ASSIGNMENT, lambda took: took.took.median),
            unit=Unit.DAYS,
        ),
        Figure(
            code="assignment_p90_days",
            name=_("Giao việc: 9 trong 10 dưới"),
            means=_("Từ lúc tiếp nhận đến lúc giao đơn vị đầu tiên."),
            read=_took(CenterClock.ASSIGNMENT, lambda took: took.took.p90),
            unit=Unit.DAYS,
        ),
        Figure(
            code="assignment_waiting",
            name=_("Giao việc: đang chờ"),
            means=_("Từ lúc tiếp nhận đến lúc giao đơn vị đầu tiên."),
            read=_took(CenterClock.ASSIGNMENT, lambda took: took.waiting),
        ),
        Figure(
            code="decision_n",
            name=_("Duyệt: đã xong"),
            means=_("Từ lúc đơn vị gửi câu trả lời, kể cả bản bổ sung, đến quyết định đầu tiên về nó."),
            read=_took(CenterClock.DECISION, lambda took: took.took.n),
        ),
        Figure(
            code="decision_days",
            name=_("Duyệt: trung vị"),
            means=_("Từ lúc đơn vị gửi câu trả lời, kể cả bản bổ sung, đến quyết định đầu tiên về nó."),
            read=_took(CenterClock.DECISION, lambda took: took.took.median),
            unit=Unit.DAYS,
        ),
        Figure(
            code="decision_p90_days",
            name=_("Duyệt: 9 trong 10 dưới"),
            means=_("Từ lúc đơn vị gửi câu trả lời, kể cả bản bổ sung, đến quyết định đầu tiên về nó."),
            read=_took(CenterClock.DECISION, lambda took: took.took.p90),
            unit=Unit.DAYS,
        ),
        Figure(
            code="decision_waiting",
            name=_("Duyệt: đang chờ"),
            means=_("Từ lúc đơn vị gửi câu trả lời, kể cả bản bổ sung, đến quyết định đầu tiên về nó."),
            read=_took(CenterClock.DECISION, lambda took: took.waiting),
        ),
        Figure(
            code="escalation_n",
            name=_("Hỏi cấp trên: đã xong"),
            means=_("Từ lúc đơn vị xin ý kiến cấp trên đến lúc Trung tâm trả lời."),
            read=_took(CenterClock.ESCALATION, lambda took: took.took.n),
        ),
        Figure(
            code="escalation_days",
            name=_("Hỏi cấp trên: trung vị"),
            means=_("Từ lúc đơn vị xin ý kiến cấp trên đến lúc Trung tâm trả lời."),
            read=_took(CenterClock.ESCALATION, lambda took: took.took.median),
            unit=Unit.DAYS,
        ),
        Figure(
            code="escalation_p90_days",
            name=_("Hỏi cấp trên: 9 trong 10 dưới"),
            means=_("Từ lúc đơn vị xin ý kiến cấp trên đến lúc Trung tâm trả lời."),
            read=_took(CenterClock.ESCALATION, lambda took: took.took.p90),
            unit=Unit.DAYS,
        ),
        Figure(
            code="escalation_waiting",
            name=_("Hỏi cấp trên: đang chờ"),
            means=_("Từ lúc đơn vị xin ý kiến cấp trên đến lúc Trung tâm trả lời."),
            read=_took(CenterClock.ESCALATION, lambda took: took.waiting),
        ),
    ),
)
