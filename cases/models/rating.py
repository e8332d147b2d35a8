"""Ratings: how a citizen found the answer of a round. The word is public, the reason for it never is."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.rules.ratings import RatingValue

RATINGS = [value.value for value in RatingValue]
LONGEST_REASON = 2_000  # characters


class RatingSource(models.TextChoices):
    """How a rating came to us."""

    LINK = "link", _("Người gửi đánh giá qua đường dẫn riêng")
    PHONE = "phone", _("Trung tâm ghi lại qua điện thoại")
    IMPORT = "import", _("Theo dữ liệu nguồn")


class RatingQuerySet(models.QuerySet["Rating"]):
    """Predicates named once; `at` is always passed in."""

    def in_force(self) -> RatingQuerySet:
        """The one rating of each rated round that holds now."""
        return self.filter(ended_at=None)

    def at(self, at: datetime) -> RatingQuerySet:
        """The one rating of each round that had been rated by `at`."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at), rated_at__lte=at)


class Rating(models.Model):
    """One rating of a round. It ends when the citizen rates again, or when the approval of the answer is retracted.

    `reason` is for the Center alone, and `salt` keeps its digest in the ledger from being guessed.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=16)
    source = models.CharField(max_length=8, choices=RatingSource)
    reason = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    rated_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ("case", "round", "id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(round__gte=1), name="a_rating_is_of_a_round"),
            models.CheckConstraint(condition=Q(value__in=RATINGS), name="rating_value_is_known"),
            models.CheckConstraint(condition=Q(source__in=RatingSource.values), name="rating_source_is_known"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("reason"), LONGEST_REASON), name="the_reason_of_a_rating_is_no_book"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("rated_at")), name="a_rating_ends_after_it_was_given"
            ),
            models.UniqueConstraint(
                fields=("case", "round"), condition=Q(ended_at=None), name="one_rating_of_a_round_is_in_force"
            ),
        )

    def __str__(self) -> str:
        # No word of the reason: this string shows up in logs.
        return f"{self.case_id}/{self.round} {self.value}"
