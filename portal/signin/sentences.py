"""What people are told whose code was not taken."""

from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.signin.devices import Fault, Verdict


def wait(seconds: int) -> str:
    """Say a time to wait, in whole seconds below a minute and a half, else in minutes, rounded up."""
    if seconds < 90:
        return ngettext("%(n)d giây", "%(n)d giây", seconds) % {"n": seconds}
    minutes = -(-seconds // 60)
    return ngettext("%(n)d phút", "%(n)d phút", minutes) % {"n": minutes}


def explain(verdict: Verdict) -> str:
    """Say why a code was not taken, and what to do about it."""
    match verdict.fault:
        case Fault.TOO_MANY if verdict.until is not None:
            seconds = max(1, ceil((verdict.until - timezone.now()).total_seconds()))
            told = {"wait": wait(seconds)}
            return _("Sai quá nhiều lần. Hãy chờ %(wait)s rồi nhập mã mới; mã nhập trước đó không được xét.") % told
        case Fault.USED:
            return _("Mã này đã dùng rồi. Mỗi mã chỉ dùng một lần: hãy chờ ứng dụng hiện mã mới.")
        case Fault.LATE:
            return _(
                "Mã này chậm khoảng %(n)d phút. Hãy nhập mã đang hiện; nếu vẫn sai, đồng hồ điện thoại chạy chậm: "
                "bật chế độ tự đặt giờ."
            ) % {"n": verdict.minutes}
        case Fault.EARLY:
            return _("Đồng hồ điện thoại chạy nhanh khoảng %(n)d phút. Hãy bật chế độ tự đặt giờ rồi nhập mã mới.") % {
                "n": verdict.minutes
            }
        case _other:
            return _("Mã không đúng. Hãy nhập mã đang hiện, và xem điện thoại có tự đặt giờ không.")
