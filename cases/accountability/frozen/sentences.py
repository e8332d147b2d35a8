"""What frozen days say, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accountability.frozen.caveats import SILENCE, Caveat
from cases.models import Snapshot
from cases.templatetags.dates import day_text
from cases.templatetags.numbers import number_text


def lead(snapshot: Snapshot) -> str:
    """Đến hết ngày 24/11/2026, 38 đơn vị còn 331 phản ánh trễ hạn hoặc lỡ hẹn; 81 phản ánh khác đã gia hạn."""
    words = {
        "day": day_text(snapshot.date),
        "agencies": ngettext("%(n)s đơn vị", "%(n)s đơn vị", snapshot.agencies_past_due)
        % {"n": number_text(snapshot.agencies_past_due)},
        "cases": _cases(snapshot.headline),
        "extended": _cases(snapshot.extended),
    }
    if not snapshot.past_due:
        return _("Đến hết ngày %(day)s, không đơn vị nào quá hạn.") % words
    if not snapshot.headline:
        return _("Đến hết ngày %(day)s, không đơn vị nào trễ hạn hoặc lỡ hẹn; %(extended)s quá hạn đã gia hạn.") % words
    if not snapshot.extended:
        return _("Đến hết ngày %(day)s, %(agencies)s còn %(cases)s trễ hạn hoặc lỡ hẹn.") % words
    words["extended"] = ngettext("%(n)s phản ánh khác", "%(n)s phản ánh khác", snapshot.extended) % {
        "n": number_text(snapshot.extended)
    }
    return _("Đến hết ngày %(day)s, %(agencies)s còn %(cases)s trễ hạn hoặc lỡ hẹn; %(extended)s đã gia hạn.") % words


def _cases(n: int) -> str:
    return ngettext("%(n)s phản ánh", "%(n)s phản ánh", n) % {"n": number_text(n)}


def caveat_sentences(caveats: Iterable[str], newest: Snapshot | None = None) -> list[str]:
    """Why a list may not tell everything; `newest` is the day frozen last."""
    hours = int(SILENCE.total_seconds() // 3600)
    said: dict[str, str] = {
        Caveat.CALENDAR_ENDED: _(
            "Lịch ngày nghỉ chưa được nhập tới ngày này, nên có hạn tính sớm hơn hạn thật. "
            "Con số quá hạn có thể lớn hơn thực tế."
        ),
        Caveat.CLOCK_SKEW: _(
            "Đồng hồ máy chủ không khớp: có việc được ghi ở thời điểm chưa tới. "
            "Con số có thể sai cho tới khi đồng hồ được chỉnh."
        ),
        Caveat.NO_DATA: _(
            "Không có dữ liệu mới trong hơn %(hours)s giờ. Danh sách có thể thiếu trả lời đã gửi mà chưa được nhập."
        )
        % {"hours": hours},
        Caveat.NOT_FROZEN: _("Chưa ngày nào được chốt.")
        if newest is None
        else _("Hôm qua chưa được chốt. Bản chốt gần nhất: %(day)s.") % {"day": day_text(newest.date)},
    }
    return [said[caveat] for caveat in caveats if caveat in said]


def reasons_text(reasons: Sequence[tuple[str, int]]) -> str:
    """7 đã trả lời và được duyệt, 2 đã chuyển đơn vị khác."""
    return ", ".join(f"{number_text(n)} {label}" for label, n in reasons)
