"""Rounds of a case: acceptance begins the first, every reopening a new one with a new clock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Round(models.Model):
    """The citizen's clock: from acceptance (or reopening) until the last assignment is answered."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("case", "number")
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="a_round_stands_once_in_a_case"),
            models.CheckConstraint(condition=Q(number__gte=1), name="rounds_count_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class DueDate(models.Model):
    """One entry of a clock's list of due dates: never overwritten, the one in force at an instant applies.

    It belongs to the citizen's clock of a round, or to the clock of one assignment.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="due_dates")
    round = models.PositiveSmallIntegerField(null=True, blank=True)
    assignment = models.ForeignKey(
        "cases.Assignment", null=True, blank=True, on_delete=models.CASCADE, related_name="due_dates"
    )
    due_at = models.DateTimeField()
    since = models.DateTimeField()
    cause = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(round=None, assignment__isnull=False) | Q(round__isnull=False, assignment=None),
                name="a_due_date_belongs_to_one_clock",
            ),
        )

    def __str__(self) -> str:
        return self.due_at.isoformat()
