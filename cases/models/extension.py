"""Extensions: a public reason and a promised date. The legal due date stays what it was."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.models.answer import Answer
from cases.models.assignment import Assignment
from cases.models.reason import ReasonCode


class Extension(models.Model):
    """One promise. `not_after` is the latest day that could be promised when it was published.

    Where the Center has struck the sentence the public reads that and why; the promised day stands.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="extensions")
    published_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    promised_on = models.DateField()
    promised_until = models.DateTimeField()
    not_after = models.DateTimeField(null=True, blank=True)
    reason = models.ForeignKey(ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField(blank=True)
    answer = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="promises")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.ForeignKey(ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("published_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(promised_until__gt=F("published_at")), name="a_promise_lies_in_the_future"
            ),
            models.CheckConstraint(
                condition=(Q(reason__isnull=False) & ~Q(sentence="")) | Q(answer__isnull=False),
                name="an_extension_gives_code_and_sentence",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_reason=None)
                | (Q(struck_at__isnull=False, struck_reason__isnull=False) & ~Q(sentence="")),
                name="a_strike_gives_its_code",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id} → {self.promised_on:%d/%m/%Y}"
