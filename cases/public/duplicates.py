"""The reports of the same matter that were merged into a case: its page names them, since theirs lead there."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q, Subquery

from cases.models import Case, Event, PublicationLevel
from cases.public.case import PublicCase, PublicDuplicate

#: Annotation of a query of cases: whether any was merged into one. It saves most pages a query.
HAS_DUPLICATES = Exists(Case.objects.filter(merged_into=OuterRef("pk")))

_MERGED_AT = Event.objects.filter(case=OuterRef("pk"), kind="case.merge").order_by("-seq").values("happened_at")[:1]


def with_duplicates(told: PublicCase, case: Case) -> PublicCase:
    """The same case with the reports merged into it, also by way of another one, by number: one query.

    None where `case` was loaded with HAS_DUPLICATES and has none. One whose number leads nowhere, since only figures
    count it, is not named.
    """
    if not getattr(case, "has_duplicates", True):
        return told
    merged = Case.objects.filter(Q(merged_into=case.pk) | Q(merged_into__merged_into=case.pk))
    rows = (
        merged.exclude(level=PublicationLevel.FIGURES)
        .annotate(merged_at=Subquery(_MERGED_AT))
        .filter(merged_at__lte=told.at)
        .order_by("number")
        .values_list("number", "merged_at")
    )
    return replace(told, duplicates=tuple(PublicDuplicate(number=number, at=at) for number, at in rows))
