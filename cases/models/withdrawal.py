"""Withdrawals that need a legal basis and two people: what one asked for and another confirms, or drops."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.reason import ReasonCode


class WithdrawalOutcome(models.TextChoices):
    """What became of it; "" while it waits."""

    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """Predicates named once."""

    def waiting(self) -> WithdrawalQuerySet:
        """Those that wait for a second person."""
        return self.filter(outcome="")


class Withdrawal(models.Model):
    """One request. Its legal basis is for the Center: what the public reads is the words of the reason's code."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="withdrawals")
    reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, related_name="+")
    legal_basis = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=WithdrawalOutcome, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=~Q(legal_basis=""), name="a_withdrawal_for_two_gives_its_legal_basis"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None) | (~Q(outcome="") & Q(settled_at__isnull=False)),
                name="a_withdrawal_waits_or_is_settled",
            ),
            # Of an account that is gone nothing is known, and a check lets that pass.
            models.CheckConstraint(
                condition=~Q(outcome="confirmed")
                | Q(settled_by=None)
                | Q(asked_by=None)
                | ~Q(settled_by=F("asked_by")),
                name="nobody_confirms_a_withdrawal_of_their_own",
            ),
            models.UniqueConstraint(fields=("case",), condition=Q(outcome=""), name="one_withdrawal_of_a_case_waits"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.outcome or 'waits'}"
