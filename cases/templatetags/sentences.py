"""The one sentence at the head of a case: what the verdict means, in plain words."""

from django.utils.translation import gettext as _

from cases.templatetags.clocks import Clock, fact
from cases.templatetags.dates import day_text, local_day, relative_text, short_day_text, weekday_text


def stand_sentence(case: object) -> str:
    """What a reader should know after the verdict; an approval that was retracted comes first."""
    said, retracted = _said(case), fact(case, "retracted_at")
    if not retracted:
        return said
    day = short_day_text(retracted, Clock.of(case).at)
    return _("Câu trả lời được duyệt đã bị huỷ ngày %(day)s.") % {"day": day} + f" {said}"


def _said(case: object) -> str:
    clock = Clock.of(case)
    if clock.group in {"answered", "unknown"}:
        return _answered(case, clock)
    if clock.group == "awaiting":
        return _awaiting(case, clock)
    if clock.verdict is None:
        return _("Chưa có ngày tiếp nhận nên không tính được hạn.")
    return {"in_term": _in_term, "extended": _extended, "promise_broken": _broken, "overdue": _overdue}[
        str(clock.verdict)
    ](case, clock)


def _answered(case: object, clock: Clock) -> str:
    stopped = fact(case, "t")
    if stopped is None:
        return _("Nguồn dữ liệu không ghi ngày trả lời.")
    return _("Đơn vị trả lời ngày %(day)s.") % {"day": day_text(stopped)}


def _awaiting(case: object, clock: Clock) -> str:
    submitted = fact(case, "t")
    if submitted is None:
        return _("Đơn vị đã gửi câu trả lời, Trung tâm đang duyệt. Câu trả lời hiện ở đây khi được duyệt.")
    return _("Đơn vị đã gửi câu trả lời, chờ duyệt từ %(day)s. Câu trả lời hiện ở đây khi được duyệt.") % {
        "day": short_day_text(submitted, clock.at)
    }


def _in_term(case: object, clock: Clock) -> str:
    if clock.due_at is None:
        return _("Loại phản ánh này không có thời hạn theo quy định.")
    if clock.at is not None and 0 <= (local_day(clock.due_at) - local_day(clock.at)).days <= 1:
        last = relative_text(clock.due_at, clock.at)
    else:
        last = f"{weekday_text(clock.due_at)} {short_day_text(clock.due_at, clock.at)}"
    if fact(case, "is_held") is False:
        return _("Hạn trả lời là hết %(last)s.") % {"last": last}
    return _("Đơn vị còn thời gian đến hết %(last)s.") % {"last": last}


def _extended(case: object, clock: Clock) -> str:
    promised = short_day_text(clock.promised_on, clock.at) if clock.promised_on else ""
    if clock.due_at is None:
        return _("Đơn vị hẹn xong chậm nhất %(promised)s.") % {"promised": promised}
    return _("Hạn cuối %(due)s đã qua; đơn vị hẹn xong chậm nhất %(promised)s.") % {
        "due": short_day_text(clock.due_at, clock.at),
        "promised": promised,
    }


def _broken(case: object, clock: Clock) -> str:
    # The promise that was broken: the newest one may have come later, and still lie ahead.
    promised = fact(case, "broken_from") or clock.promised_on
    if promised is None:
        passed = _("Đơn vị đã hẹn ngày rồi để quá.")
    else:
        passed = _("Đã hứa xong chậm nhất %(promised)s.") % {"promised": short_day_text(promised, clock.at)}
    return f"{passed} {_unanswered(case)}"


def _overdue(case: object, clock: Clock) -> str:
    if fact(case, "extensions"):
        return _("Đơn vị gia hạn khi đã trễ: lời hẹn được công bố nhưng không dời hạn.")
    bare = _("Không có gia hạn nào.")
    return f"{bare} {_unanswered(case)}"


def _unanswered(case: object) -> str:
    """Of a case that was opened again, the answers to earlier rounds stand below."""
    if fact(case, "retracted_at"):
        return _("Đến hôm nay chưa trả lời lại.")
    if int(fact(case, "round") or 1) > 1:
        return _("Từ khi mở lại đến hôm nay vẫn chưa trả lời.")
    return _("Đến hôm nay vẫn chưa trả lời.")
