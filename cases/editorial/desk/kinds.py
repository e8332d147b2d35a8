"""The desk's queues as its addresses ask for them: by which columns, narrowed by what, and what their files hold.

What only the Center reads, sentences of agencies and texts that nobody has approved, stays on the desk.
"""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.editorial.center.asked import held_by
from cases.editorial.center.lists import agency_name
from cases.editorial.queues.kind import Column, Kind, agency_column, case_columns, label_of, of_agency
from cases.editorial.queues.words import of_case
from cases.models import Case, RulingCause
from cases.ports import words_match


def _held_into(slug: str) -> Q:
    """Reports merged into what this agency handles."""
    return Q(merged_into__in=held_by(slug))


def _either(text: str) -> Q:
    """A merged report by its own words, or by those of what it was merged into."""
    found = Case.objects.filter(words_match(text)).order_by().values("pk")
    return Q(pk__in=found) | Q(merged_into__in=found)


ANSWERS = Kind(
    page="review_desk",
    saved_as="cho-duyet",
    columns=(
        *case_columns("answer__assignment__case__"),
        agency_column("answer__assignment__agency"),
        Column(name="gui", head=_("Nộp lúc"), key=F("submitted_at")),
        Column(name="han", head=_("Hạn"), key=F("limit")),
    ),
    since="submitted_at",
    agency=of_agency("answer__assignment__agency"),
    words=of_case("answer__assignment__case"),
)
APPEALS = Kind(
    page="review_appeals",
    saved_as="khieu-nai",
    columns=(
        *case_columns("version__answer__assignment__case__"),
        agency_column("version__answer__assignment__agency"),
        Column(name="ly-do", head=_("Lý do"), key=F("reason__label")),
        Column(name="gui", head=_("Khiếu nại lúc"), key=F("appealed_at")),
    ),
    since="appealed_at",
    agency=of_agency("version__answer__assignment__agency"),
    words=of_case("version__answer__assignment__case"),
    order="gui",
)
RULINGS = Kind(
    page="review_rulings",
    saved_as="phan-xu",
    columns=(
        *case_columns("assignment__case__"),
        agency_column("assignment__agency"),
        Column(name="viec", head=_("Việc"), key=F("cause"), told=label_of(RulingCause)),
        Column(name="ly-do", head=_("Lý do"), key=F("reason__label")),
        Column(name="gui", head=_("Hỏi lúc"), key=F("asked_at")),
        Column(name="han", head=_("Hạn"), key=F("due_at")),
    ),
    since="asked_at",
    agency=of_agency("assignment__agency"),
    words=of_case("assignment__case"),
    order="han",
)
DUPLICATES = Kind(
    page="review_duplicates",
    saved_as="trung",
    columns=(
        *case_columns(),
        Column(name="gop-vao", head=_("Gộp vào"), key=F("merged_into__number")),
        Column(name="don-vi", head=_("Đơn vị"), key=agency_name("merged_into__")),
        Column(name="gui", head=_("Chờ từ"), key=F("since")),
    ),
    since="since",
    agency=_held_into,
    words=_either,
    order="gui",
)
