"""The chips over the desk: one a lane of answers, and one each for appeals and for what is to be settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.actions.rights import house
from cases.editorial.desk import books, matters, queue
from cases.editorial.desk.queue import Lane
from cases.rules.rights import Power, Staff
from cases.templatetags.dates import short_day_text

AT_APPEALS, AT_RULINGS, AT_DUPLICATES = "khieu-nai", "phan-xu", "trung"


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A name, where it leads, how many wait there, how old or how late they are, and whether one is there."""

    name: str
    address: str
    count: int
    current: bool
    age: str = ""
    late: bool = False


def desk_url(lane: Lane, pk: int | None = None) -> str:
    """The address of the desk, of one answer on it where `pk` is given."""
    address = reverse("review_desk") if pk is None else reverse("review_answer", args=[pk])
    return f"{address}?{urlencode({'luong': lane.value})}" if lane else address


def of_answers(told: queue.Tally, staff: Staff, at_hand: Lane | None, *, now: datetime) -> list[Chip]:
    """The lanes of answers; that on which reviewers disagree is the head's."""
    names = {
        Lane.ALL: _("Chờ duyệt"),
        Lane.URGENT: _("Đến hạn hôm nay"),
        Lane.AGAIN: _("Nộp lại"),
        Lane.AMENDMENTS: _("Bổ sung"),
    }
    if Power.HEAD in staff.powers:
        names[Lane.DISPUTED] = _("Không cùng ý")
    ages = {Lane.DISPUTED: _since(told.disputed_at, now)}
    return [
        Chip(
            name=name,
            address=desk_url(lane),
            count=told.counts[lane],
            current=lane is at_hand,
            age=ages.get(lane, ""),
        )
        for lane, name in names.items()
    ]


def of_matters(waits: matters.Waits, at_hand: str, *, now: datetime) -> list[Chip]:
    """Appeals with their age; what is to be settled with its nearest day, or how much is late; duplicates, if any."""
    since, due, asked = waits.appeals_since, waits.rulings_due, waits.rulings_since
    if waits.overdue:
        age = ngettext("%(n)s quá hạn", "%(n)s quá hạn", waits.overdue) % {"n": waits.overdue}
    elif due or asked:
        age = _("hạn %(day)s") % {"day": short_day_text(due, now)} if due else _since(asked, now)
    else:
        age = ""
    return [
        Chip(
            name=_("Khiếu nại"),
            address=reverse("review_appeals"),
            count=waits.appeals,
            current=at_hand == AT_APPEALS,
            age=_since(since, now),
        ),
        Chip(
            name=_("Cần phân xử"),
            address=reverse("review_rulings"),
            count=waits.rulings,
            current=at_hand == AT_RULINGS,
            age=age,
            late=bool(waits.overdue),
        ),
        *([_of_duplicates(waits, at_hand, now)] if waits.duplicates or at_hand == AT_DUPLICATES else []),
    ]


def _of_duplicates(waits: matters.Waits, at_hand: str, now: datetime) -> Chip:
    return Chip(
        name=_("Phản ánh trùng"),
        address=reverse("review_duplicates"),
        count=waits.duplicates,
        current=at_hand == AT_DUPLICATES,
        age=_since(waits.duplicates_since, now),
    )


def _since(moment: datetime | None, now: datetime) -> str:
    return _("từ %(day)s") % {"day": short_day_text(moment, now)} if moment else ""


def chips(staff: Staff, at_hand: str, *, now: datetime) -> list[Chip]:
    """All of them, for a screen that is none of answers (three queries)."""
    told = queue.tally(queue.decidable(staff, house(), now=now), staff, now=now, limits=books.limits(now))
    return [*of_answers(told, staff, None, now=now), *of_matters(matters.waits(staff, now=now), at_hand, now=now)]
