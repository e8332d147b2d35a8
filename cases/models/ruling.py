"""Rulings: what an agency, or a refusal, asks the Center to settle, and what it settled."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency
from cases.models.assignment import LIVE, Assignment
from cases.models.reason import ReasonCode
from cases.rules import rulings
from cases.rules.states import CaseState


class RulingCause(models.TextChoices):
    """`cases.rules.rulings.RulingCause` with words for people."""

    NOT_OURS = rulings.RulingCause.NOT_OURS.value, _("Không thuộc thẩm quyền")
    REFUSED = rulings.RulingCause.REFUSED.value, _("Bị từ chối vì đùn đẩy")
    ASK_HIGHER = rulings.RulingCause.ASK_HIGHER.value, _("Xin ý kiến cấp trên")


class RulingOutcome(models.TextChoices):
    """`cases.rules.rulings.RulingOutcome` with words for people."""

    STAYS = rulings.RulingOutcome.STAYS.value, _("Vẫn là việc của đơn vị này")
    TRANSFERRED = rulings.RulingOutcome.TRANSFERRED.value, _("Chuyển đơn vị khác")
    RELEASED = rulings.RulingOutcome.RELEASED.value, _("Để các đơn vị còn lại làm")
    ASKED = rulings.RulingOutcome.ASKED.value, _("Hỏi cấp trên")
    DECLINED = rulings.RulingOutcome.DECLINED.value, _("Không hỏi, đơn vị tự trả lời")


class RulingQuerySet(models.QuerySet["Ruling"]):
    """Predicates named once."""

    def waiting(self) -> RulingQuerySet:
        """Those to be settled: once the charge has ended there is nothing left to settle, until it comes back."""
        return self.filter(outcome="", assignment__state__in=LIVE, assignment__case__state=CaseState.IN_PROGRESS.value)


class Ruling(models.Model):
    """One matter. `sentence` is the agency's, for the Center alone; `words` are the Center's, public."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="rulings")
    cause = models.CharField(max_length=10, choices=RulingCause)
    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField(blank=True)
    suggests = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=RulingOutcome, blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)
    ruling_recorded_at = models.DateTimeField(null=True, blank=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ruling_reason = models.ForeignKey(ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    to = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(cause="refused") | ~Q(sentence=""), name="who_asks_for_a_ruling_says_why"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ruled_at=None, ruling_recorded_at=None, ruling_reason=None)
                | (
                    ~Q(outcome="")
                    & ~Q(words="")
                    & Q(ruled_at__isnull=False, ruling_recorded_at__isnull=False, ruling_reason__isnull=False)
                ),
                name="a_ruling_gives_code_and_sentence",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["transferred", "asked"], to__isnull=False)
                | (~Q(outcome__in=["transferred", "asked"]) & Q(to=None)),
                name="a_ruling_names_the_other_agency",
            ),
            models.UniqueConstraint(
                fields=("assignment", "cause"), condition=Q(outcome=""), name="one_ruling_of_a_cause_waits"
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.cause} {self.outcome or 'waits'}"
