"""Duplicates: of each report that was merged into another, whether somebody saw that its answer answers it too."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Subquery

from cases.models.answer import Submission
from cases.models.case import Case
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
    """Merged reports whose case is answered, and of which nobody has said that this answers them; `since` when."""
    approved = Submission.objects.filter(answer__assignment__case=OuterRef("merged_into"), decision="approved")
    since = approved.order_by().values("answer__assignment__case").annotate(last=Max("decided_at")).values("last")
    confirmed = ConfirmedDuplicate.objects.filter(
        case=OuterRef("pk"), into=OuterRef("merged_into"), round=OuterRef("merged_into__round")
    )
    return Case.objects.filter(
        ~Exists(confirmed), state=CaseState.MERGED.value, merged_into__state=CaseState.ANSWERED.value
    ).annotate(since=Subquery(since))
