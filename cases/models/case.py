"""A case: one accepted report, from acceptance to its end. Machine truth, written by actions alone."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.models.category import Category, PublicationLevel
from cases.models.standing import Standing
from cases.models.ward import Ward
from cases.rules.states import CaseState

CASE_STATES = [state.value for state in CaseState]
#: States whose case has a page; a withdrawn one shows a tombstone, a merged one redirects.
PUBLISHED = [CaseState.IN_PROGRESS.value, CaseState.ANSWERED.value]


class CaseQuerySet(models.QuerySet["Case"]):
    """Predicates named once; `at` is always passed in."""

    def public(self) -> CaseQuerySet:
        """Cases whose page anyone may read now."""
        return self.filter(state__in=PUBLISHED).exclude(level=PublicationLevel.FIGURES)

    def indexable(self) -> CaseQuerySet:
        """Public cases that search engines may keep: those told in full."""
        return self.public().filter(level=PublicationLevel.FULL)

    def open(self) -> CaseQuerySet:
        """Accepted and not yet answered."""
        return self.filter(state=CaseState.IN_PROGRESS.value)

    def past_due(self, at: datetime) -> CaseQuerySet:
        """Cases whose citizen's clock of the present round is not in term at `at`."""
        clock = Standing.objects.of_citizens().at(at).past_due(at)
        return self.filter(Exists(clock.filter(case=OuterRef("pk"), round=OuterRef("round"))))


class Case(models.Model):
    """Where a report stands. Its texts live on its page, the reporter's words and data in tables of their own."""

    number = models.PositiveBigIntegerField(unique=True)
    source = models.CharField(max_length=20, default="portal")
    reference = models.CharField(max_length=80)
    state = models.CharField(max_length=12, default=CaseState.RECEIVED.value)
    state_before = models.CharField(max_length=12, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="cases")
    ward = models.ForeignKey(Ward, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    level = models.CharField(max_length=10, choices=PublicationLevel, default=PublicationLevel.FULL)
    level_reason = models.CharField(max_length=255, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    salt = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=0)
    event_count = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64)
    source_digest = models.CharField(max_length=64, blank=True)
    source_texts = models.JSONField(default=dict, blank=True)
    channel = models.CharField(max_length=60, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(default=list, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            # What the Center's lists count and leaf through.
            models.Index(fields=("state", "number"), name="cases_by_state_and_number"),
            models.Index(fields=("state", "sent_at"), name="cases_by_state_and_sending"),
            # The newest of a month, and what was accepted in each: without it a million cases are read for ten of them.
            models.Index(fields=("accepted_at", "id"), name="cases_by_acceptance"),
        )
        constraints = (
            models.UniqueConstraint(fields=("source", "reference"), name="a_reference_is_unique_in_its_source"),
            models.CheckConstraint(condition=Q(state__in=CASE_STATES), name="case_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="a_merged_case_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["merged", "withdrawn"]) | Q(state_before=""),
                name="only_a_removed_case_remembers_its_state",
            ),
            models.CheckConstraint(
                # A comparison with nothing is neither true nor false, and a check lets that pass: so both are wanted.
                condition=Q(lat=None, lon=None)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="a_point_lies_on_earth",
            ),
        )

    def __str__(self) -> str:
        return str(_("Phản ánh %(number)s") % {"number": self.number})
