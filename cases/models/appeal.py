"""Appeals: an agency has a return or a refusal looked at again, once, by another reviewer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.answer import Submission
from cases.models.case import PUBLISHED
from cases.models.few import one_of_few
from cases.models.reason import ReasonCode
from cases.rules import appeals
from cases.rules.states import AssignmentState


class AppealOutcome(models.TextChoices):
    """`cases.rules.appeals.AppealOutcome` with words for people."""

    GRANTED = appeals.AppealOutcome.GRANTED.value, _("Chấp nhận khiếu nại")
    REJECTED = appeals.AppealOutcome.REJECTED.value, _("Giữ nguyên quyết định")
    DROPPED = appeals.AppealOutcome.DROPPED.value, _("Đơn vị gửi câu trả lời mới")


_SENT_BACK = sorted(decision.value for decision in appeals.SENT_BACK)
#: Where the charge of an appeal that can be decided stands: that of an amendment is answered.
_DECIDABLE = [AssignmentState.OPEN.value, AssignmentState.ANSWERED.value]


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Predicates named once."""

    def waiting(self) -> AppealQuerySet:
        """Those to be decided, and not by a decision that only waits to count; they rest while their case is gone."""
        version = "version__answer__assignment"
        undecided = one_of_few(Appeal.objects.filter(outcome=""))
        return self.filter(undecided, version__pending=None).filter(
            **{f"{version}__case__state__in": PUBLISHED, f"{version}__state__in": _DECIDABLE}
        )


class Appeal(models.Model):
    """An appeal, and the decision it was against: where it is granted the version itself says only the new one.

    `sentence` is the agency's, for the Center alone; `words` are the Center's, public.
    """

    version = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="appeal")
    appealed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    appealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField()
    against = models.CharField(max_length=10)
    against_at = models.DateTimeField()
    against_recorded_at = models.DateTimeField()
    against_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    against_reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, related_name="+")
    against_sentence = models.TextField()
    outcome = models.CharField(max_length=8, choices=AppealOutcome, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_recorded_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    words = models.TextField(blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("appealed_at", "id")
        default_permissions = ()
        indexes = (models.Index(fields=("appealed_at",), condition=Q(outcome=""), name="appeals_undecided"),)
        constraints = (
            models.CheckConstraint(condition=Q(against__in=_SENT_BACK), name="an_appeal_is_against_what_sent_back"),
            models.CheckConstraint(condition=~Q(sentence=""), name="an_appeal_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decision_recorded_at=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False, decision_recorded_at__isnull=False)),
                name="an_appeal_is_decided_or_waits",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "dropped"]) | ~Q(words=""), name="who_decides_an_appeal_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id}: {self.outcome or 'waits'}"
