"""What a state is called and drawn as: always a word and a shape."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.rules.states import seen_state

#: Case state → (mark, word). The mark is a class of the stylesheet: a ring that fills.
CASE: dict[str, tuple[str, str | Promise]] = {
    "received": ("received", _("Chờ xác minh")),
    "declined": ("declined", _("Không tiếp nhận")),
    "in_progress": ("progress", _("Đang xử lý")),
    "reopened": ("reopened", _("Đang xử lý lại")),
    "answered": ("answered", _("Đã trả lời")),
    "merged": ("gone", _("Đã gộp")),
    "withdrawn": ("gone", _("Đã rút")),
}
ASSIGNMENT_KINDS: dict[str, str | Promise] = {
    "handling": _("Xử lý"),
    "opinion": _("Cho ý kiến"),
    "follow_up": _("Kiểm tra lại"),
}


def state_word(state: str, round_: int = 1) -> str:
    """The word; KeyError for a state nobody named."""
    return str(CASE[seen_state(state, round_)][1])


def state_mark(state: str, round_: int = 1) -> str:
    """The shape's class, without its prefix."""
    return CASE[seen_state(state, round_)][0]


def assignment_kind_word(kind: str) -> str:
    """What is asked of the agency."""
    return str(ASSIGNMENT_KINDS[str(kind)])
