"""What is odd about the dates of an imported case, said beside the deadline: its values are shown as they came."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from cases.actions.incoming import Flag

#: Flags that change how a verdict is read, in the order in which they are said; the others concern texts and places.
CAVEATS = {
    Flag.IN_THE_FUTURE: gettext_lazy("Nguồn dữ liệu ghi một ngày chưa tới."),
    Flag.ACCEPTANCE_UNKNOWN: gettext_lazy(
        "Nguồn dữ liệu không ghi ngày tiếp nhận; hạn tính từ ngày sớm nhất được ghi."
    ),
    Flag.DUE_BEFORE_OPENED: gettext_lazy("Hạn trong nguồn dữ liệu nằm trước ngày mở phản ánh."),
    Flag.CLOSED_IN_1900: gettext_lazy("Nguồn dữ liệu ghi ngày trả lời là năm 1900; đó không phải ngày thật."),
    Flag.CLOSED_BEFORE_OPENED: gettext_lazy(
        "Ngày trả lời trong nguồn dữ liệu nằm trước ngày mở phản ánh; tình trạng hạn tính theo đúng ngày ấy."
    ),
    Flag.STATUS_CONTRADICTS_DATES: gettext_lazy("Nguồn dữ liệu ghi ngày trả lời nhưng vẫn để phản ánh là đang mở."),
    Flag.STATUS_UNKNOWN: gettext_lazy("Nguồn dữ liệu không ghi phản ánh đang mở hay đã trả lời."),
}


def caveats(flags: Iterable[str]) -> tuple[str, ...]:
    """Sentences on what is odd about a case's dates; none for flags that do not concern them."""
    present = frozenset(flags)
    return tuple(str(sentence) for flag, sentence in CAVEATS.items() if flag.value in present)
