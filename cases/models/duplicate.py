"""Duplicates: of each report that was merged into another, whether somebody saw that its answer answers it too."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from cases.models.answer import Submission
from cases.models.case import Case
from cases.models.event import Event
from cases.rules.states import CaseState


class ConfirmedDuplicate(models.Model):
    """The answers to one round of a case answer a report merged into it, too; for the Center alone."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="confirmations")
    into = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("case", "into", "round"), name="a_duplicate_is_confirmed_once_a_round"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} = {self.into_id}/{self.round}"


def unconfirmed_duplicates() -> models.QuerySet[Case]:
    """Merged reports whose case is answered, and of which nobody has said that this answers them.

    `since`: when it was answered, or if it was by then, when they were merged.
    """
    approved = Submission.objects.filter(answer__assignment__case=OuterRef("merged_into"), decision="approved")
    since = approved.order_by().values("answer__assignment__case").annotate(last=Max("decided_at")).values("last")
    merged = Event.objects.filter(case=OuterRef("pk"), kind="case.merge").order_by("-seq").values("happened_at")[:1]
    confirmed = ConfirmedDuplicate.objects.filter(
        case=OuterRef("pk"), into=OuterRef("merged_into"), round=OuterRef("merged_into__round")
    )
    few = Case.objects.filter(
        ~Exists(confirmed), state=CaseState.MERGED.value, merged_into__state=CaseState.ANSWERED.value
    )
    # First, whatever else is asked: by an agency and days PostgreSQL walked through every case (900 ms at 100,000).
    return Case.objects.filter(pk__one_of=few.order_by().values("pk")).annotate(
        answered_since=Subquery(since),
        merged_since=Subquery(merged),
        # The databases do not agree on what is greater than nothing.
        since=Coalesce(Greatest("answered_since", "merged_since"), "answered_since", "merged_since"),
    )
