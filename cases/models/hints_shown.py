"""Which hints stood beside an answer when the Center decided: kinds and counts, so that their worth is measured."""

from __future__ import annotations

from django.db import models

from cases.models.answer import Submission


class HintsShown(models.Model):
    """One for each decision made at the desk; `kinds` maps a kind of hint to how many marks there were, none: no hint.

    No words and no places of the text are kept.
    """

    version = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="hints_shown")
    kinds = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.version_id}: {len(self.kinds)}"
