"""What a verdict is called and drawn as: always a word and a shape, never colour alone."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.templatetags.clocks import Clock
from cases.templatetags.dates import short_day_text
from cases.templatetags.numbers import number_text

#: Verdict → the mark's class in the stylesheet (tick, double chevron, broken square, square).
MARKS: dict[str, str] = {"in_term": "ok", "extended": "ext", "promise_broken": "broken", "overdue": "late"}
NO_MARK = "none"
NAMES: dict[str, str | Promise] = {
    "in_term": gettext_lazy("Trong hạn"),
    "extended": gettext_lazy("Đã gia hạn"),
    "promise_broken": gettext_lazy("Lỡ hẹn"),
    "overdue": gettext_lazy("Trễ hạn"),
}
#: Timeliness → its name: a list tells apart what is late now from what was answered late.
TIMELINESS: dict[str, str | Promise] = {
    **NAMES,
    "in_term": gettext_lazy("Còn hạn"),
    "answered_in_term": gettext_lazy("Trả lời đúng hạn"),
    "answered_extended": gettext_lazy("Trả lời trong ngày đã hẹn"),
    "answered_late": gettext_lazy("Trả lời trễ"),
}
TIMELINESS_MARKS: dict[str, str] = {
    **MARKS,
    "answered_in_term": MARKS["in_term"],
    "answered_extended": MARKS["extended"],
    "answered_late": MARKS["overdue"],
}


def verdict_name(kind: str | None) -> str:
    """The kind without days, of open and answered clocks alike: for headings, choices, and what was passed on."""
    return _("Không có hạn") if kind is None else str(NAMES[str(kind)])


def timeliness_name(value: str) -> str:
    """How a clock stands with open and answered ones apart, for what a list is narrowed by."""
    return str(TIMELINESS[value])


def verdict_mark(source: object) -> str:
    """The shape's class for a clock: none where nothing can be judged."""
    clock = Clock.of(source)
    if clock.verdict is None or (clock.verdict == "in_term" and clock.due_at is None and clock.promised_on is None):
        return NO_MARK
    return MARKS[str(clock.verdict)]


def verdict_words(source: object) -> str:
    """How the clock stands, in words: "Còn 3 ngày", "Trễ hạn 12 ngày", "Đúng hạn, sau 3 ngày"."""
    clock = Clock.of(source)
    if clock.verdict is None:
        return _("Đã trả lời, không rõ ngày") if clock.group == "unknown" else _("Không tính hạn")
    if clock.group == "removed":
        return _removed(clock)
    if clock.group == "awaiting":
        # Open still: what is late bears the word it is counted and listed under.
        words = ANSWERED if clock.verdict == "in_term" else OPEN
        return _("%(verdict)s, chờ duyệt") % {"verdict": words[str(clock.verdict)](clock)}
    return (ANSWERED if clock.group == "answered" else OPEN)[str(clock.verdict)](clock)


def verdict_short(source: object) -> str:
    """The words without days, where those stand beside it: Còn hạn, Đúng hạn, Trễ hạn, Trả lời trễ, Đã gia hạn.

    What is open has time left (Còn hạn), what was answered kept to it (Đúng hạn); Trong hạn is neither or both.
    """
    clock = Clock.of(source)
    if verdict_mark(source) == NO_MARK:
        return _("Không tính")
    if clock.verdict == "in_term" and clock.group in {"answered", "awaiting"}:
        return _("Đúng hạn")
    if clock.verdict == "in_term" and clock.group == "open":
        return _("Còn hạn")
    if clock.group == "answered" and clock.verdict in {"extended", "overdue"}:
        return _("Trong ngày đã hẹn") if clock.verdict == "extended" else _("Trả lời trễ")
    return verdict_name(clock.verdict)


def late_words(days: int | None) -> str:
    """Trễ hạn 12 ngày; under a day where a term of hours ended today."""
    if days is None:
        return _("Trễ hạn")
    if days < 1:
        return _("Trễ hạn dưới 1 ngày")
    return ngettext("Trễ hạn %(n)s ngày", "Trễ hạn %(n)s ngày", days) % {"n": number_text(days)}


def promise_words(clock: Clock) -> str:
    """Đã gia hạn, hẹn 30/11."""
    if clock.promised_on is None:
        return _("Đã gia hạn")
    return _("Đã gia hạn, hẹn %(day)s") % {"day": short_day_text(clock.promised_on, clock.at)}


def _open_in_term(clock: Clock) -> str:
    if clock.due_at is None:
        if clock.promised_on is None:
            return _("Không có hạn")
        return _("Hẹn %(day)s") % {"day": short_day_text(clock.promised_on, clock.at)}
    if clock.days is None:
        return _("Còn hạn")
    if clock.days < 1:
        return _("Hạn hôm nay")
    return ngettext("Còn %(n)s ngày", "Còn %(n)s ngày", clock.days) % {"n": number_text(clock.days)}


def _open_broken(clock: Clock) -> str:
    return _("Lỡ hẹn, %(late)s") % {"late": _lower_first(late_words(clock.days))}


def _answered_in_term(clock: Clock) -> str:
    if clock.due_at is None and clock.promised_on is None:
        return _("Đã trả lời, không có hạn")
    if clock.waited_days is None:
        return _("Đúng hạn")
    if clock.waited_days < 1:
        return _("Đúng hạn, trong ngày")
    n = clock.waited_days
    return ngettext("Đúng hạn, sau %(n)s ngày", "Đúng hạn, sau %(n)s ngày", n) % {"n": number_text(n)}


def _answered_extended(clock: Clock) -> str:
    if not clock.days:
        return _("Trong ngày đã hẹn")
    n = clock.days
    return ngettext("Trong ngày đã hẹn, quá hạn %(n)s ngày", "Trong ngày đã hẹn, quá hạn %(n)s ngày", n) % {
        "n": number_text(n)
    }


def _answered_late(clock: Clock) -> str:
    if clock.days is None:
        return _("Trả lời trễ")
    if clock.days < 1:
        return _("Trả lời trễ dưới 1 ngày")
    return ngettext("Trả lời trễ %(n)s ngày", "Trả lời trễ %(n)s ngày", clock.days) % {"n": number_text(clock.days)}


def _answered_broken(clock: Clock) -> str:
    return _("Lỡ hẹn, %(late)s") % {"late": _lower_first(_answered_late(clock))}


def _removed(clock: Clock) -> str:
    words = {"overdue": lambda: late_words(clock.days), "promise_broken": lambda: _open_broken(clock)}
    return words.get(str(clock.verdict), lambda: verdict_name(clock.verdict))()


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


OPEN: dict[str, Callable[[Clock], str]] = {
    "in_term": _open_in_term,
    "extended": promise_words,
    "promise_broken": _open_broken,
    "overdue": lambda clock: late_words(clock.days),
}
ANSWERED: dict[str, Callable[[Clock], str]] = {
    "in_term": _answered_in_term,
    "extended": _answered_extended,
    "promise_broken": _answered_broken,
    "overdue": _answered_late,
}
