"""How narrowings are read from an address, and what they are called where people read of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Outcome
from cases.rules.ratings import RatingValue
from cases.templatetags.dates import day_text
from cases.templatetags.numbers import number_text
from cases.templatetags.ratings import rating_word
from search.narrowing import DEFAULT_METRES, NO, YES, Flag, Narrowing, Near, Pick, Span, Took

FIRST_YEAR, LAST_YEAR = 1900, 2199
LATEST_DAYS, FARTHEST_METRES = 9999, 50_000
#: Values that are known beforehand; a source is whatever imports call themselves.
PICKED: Mapping[Pick, frozenset[str]] = {
    Pick.OUTCOME: frozenset(Outcome.values),
    Pick.RATING: frozenset(value.value for value in RatingValue),
}
#: What a name in an address is called.
NARROWED: Mapping[str, str | Promise] = {
    "outcome": gettext_lazy("Kết quả"),
    "source": gettext_lazy("Nguồn"),
    "rating": gettext_lazy("Người gửi đánh giá"),
    "sent_from": gettext_lazy("Gửi từ ngày"),
    "sent_to": gettext_lazy("Gửi đến ngày"),
    "answered_from": gettext_lazy("Trả lời từ ngày"),
    "answered_to": gettext_lazy("Trả lời đến ngày"),
    "due_from": gettext_lazy("Hạn từ ngày"),
    "due_to": gettext_lazy("Hạn đến ngày"),
    "begun_from": gettext_lazy("Tiếp nhận hoặc mở lại từ ngày"),
    "begun_to": gettext_lazy("Tiếp nhận hoặc mở lại đến ngày"),
    "late": gettext_lazy("Trễ ít nhất (ngày)"),
    "took": gettext_lazy("Trả lời sau (ngày)"),
    "returned": gettext_lazy("Từng bị trả lại"),
    "photos": gettext_lazy("Có ảnh"),
    "near": gettext_lazy("Gần một điểm"),
}
_FLAGGED: Mapping[tuple[str, bool], str | Promise] = {
    (Flag.RETURNED, True): gettext_lazy("Câu trả lời từng bị trả lại"),
    (Flag.RETURNED, False): gettext_lazy("Câu trả lời chưa từng bị trả lại"),
    (Flag.PHOTOS, True): gettext_lazy("Có ảnh"),
    (Flag.PHOTOS, False): gettext_lazy("Không có ảnh"),
}
_SPANNED: Mapping[str, str | Promise] = {
    "sent_from": gettext_lazy("Gửi từ %(day)s"),
    "sent_to": gettext_lazy("Gửi đến %(day)s"),
    "answered_from": gettext_lazy("Trả lời từ %(day)s"),
    "answered_to": gettext_lazy("Trả lời đến %(day)s"),
    "due_from": gettext_lazy("Hạn từ %(day)s"),
    "due_to": gettext_lazy("Hạn đến %(day)s"),
    "begun_from": gettext_lazy("Tiếp nhận hoặc mở lại từ %(day)s"),
    "begun_to": gettext_lazy("Tiếp nhận hoặc mở lại đến %(day)s"),
}
SOURCES: Mapping[str, str | Promise] = {"portal": gettext_lazy("Qua các kênh của thành phố")}


def read_day(text: str) -> date | None:
    """A day as 2026-11-24 or, as people write it here, 24/11/2026."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


def read_flag(text: str) -> bool | None:
    """Yes or no."""
    return {YES: True, NO: False}.get(text)


def read_late(text: str) -> int | None:
    """A number of days from 1."""
    return int(text) if re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII) and int(text) <= LATEST_DAYS else None


def read_took(text: str) -> Took | None:
    """Whole days, as 2-3 or 31-; the first is not after the last."""
    found = re.fullmatch(r"(\d{1,4})-(\d{0,4})", text, re.ASCII)
    if found is None:
        return None
    least, most = int(found[1]), int(found[2]) if found[2] else None
    return None if most is not None and most < least else Took(least=least, most=most)


def read_near(text: str) -> Near | None:
    """A point as latitude,longitude and, where it is not the usual, a radius in metres."""
    parts = text.split(",")
    if not re.fullmatch(r"[1-9]\d{0,4}", parts[2] if len(parts) == 3 else str(DEFAULT_METRES), re.ASCII):
        return None
    try:
        lat, lon = (float(part) for part in parts[:2])
    except ValueError:
        return None
    metres = int(parts[2]) if len(parts) == 3 else DEFAULT_METRES
    if len(parts) > 3 or not (-89 <= lat <= 89 and -180 <= lon <= 180 and metres <= FARTHEST_METRES):
        return None
    return Near(lat=lat, lon=lon, metres=metres)


def source_word(source: str) -> str:
    """A source as people read it."""
    return str(SOURCES.get(source, source))


def narrowed_by(asked: Narrowing) -> Iterator[tuple[str, Narrowing, Narrowing]]:
    """Each part in words, what is asked without it, and it alone."""
    for name, value in asked.pairs():
        without = asked.without(name, value)
        yield _words(name, value, asked), without, _alone(asked, name, value)


def _alone(asked: Narrowing, name: str, value: str) -> Narrowing:
    for other, others in asked.pairs():
        if (other, others) != (name, value):
            asked = asked.without(other, others)
    return asked


def _words(name: str, value: str, asked: Narrowing) -> str:
    if name == Pick.OUTCOME:
        return str(Outcome(value).label)
    if name in (Pick.RATING, Pick.SOURCE):
        return str(rating_word(value)) if name == Pick.RATING else source_word(value)
    if name in _SPANNED:
        return str(_SPANNED[name]) % {"day": day_text(date.fromisoformat(value))}
    if name in set(Flag):
        return str(_FLAGGED[name, value == YES])
    if name == "late":
        return _("Trễ từ %(n)s ngày") % {"n": number_text(int(value))}
    if asked.took is not None and name == "took":
        return _took_words(asked.took)
    metres = asked.near.metres if asked.near else DEFAULT_METRES
    return _("Trong vòng %(n)s m quanh một điểm") % {"n": number_text(metres)}


def _took_words(took: Took) -> str:
    if took.most is None:
        return _("Trả lời sau %(n)s ngày trở lên") % {"n": number_text(took.least)}
    least, most = number_text(took.least), number_text(took.most)
    return _("Trả lời sau %(least)s–%(most)s ngày") % {"least": least, "most": most}


__all__ = [
    "NARROWED",
    "PICKED",
    "Span",
    "narrowed_by",
    "read_day",
    "read_flag",
    "read_late",
    "read_near",
    "read_took",
    "source_word",
]
