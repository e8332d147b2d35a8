"""What the city's figures were when they were last counted, so that no page has to count a large city."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class KeptFigures(models.Model):
    """The one row: every value by its name, the instant it holds for and the newest event there was then.

    `parts` are those that only the page of one agency, ward or category asks for: of them it reads its own alone.

    `took` is how many seconds counting took; `seconds` is that of the quicker of this count and the one before, by
    which readers and the worker wait: a single slow one decides nothing.

    Nothing is ever read from here but what counting gives: `cases.accountability.keeping` writes it anew as a whole.
    """

    at = models.DateTimeField()
    event_hash = models.CharField(max_length=64)
    data = models.JSONField()
    parts = models.JSONField(default=dict)
    seconds = models.FloatField(default=0.0, db_default=0.0)
    took = models.FloatField(default=0.0, db_default=0.0)

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(condition=Q(id=1), name="figures_are_kept_in_one_row"),)

    def __str__(self) -> str:
        return self.at.isoformat()
