"""Reports that a figure is wrong: by anybody or by an agency, answered by the Center where everybody reads it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency

LONGEST_FIGURE, LONGEST_EXPECTED, LONGEST_SOURCE = 200, 1_000, 500  # characters


class FigureReportState(models.TextChoices):
    """Where a report stands."""

    WAITING = "waiting", _("Chờ Trung tâm xem")
    ACCEPTED = "accepted", _("Đúng là sai, đã sửa")
    DECLINED = "declined", _("Con số không sai")
    DROPPED = "dropped", _("Bỏ, không nói về con số")


class FigureReportQuerySet(models.QuerySet["FigureReport"]):
    """Predicates named once."""

    def waiting(self) -> FigureReportQuerySet:
        """Those the Center has not answered."""
        return self.filter(state=FigureReportState.WAITING)

    def answered(self) -> FigureReportQuerySet:
        """Those that anybody reads, with the answer."""
        return self.filter(state__in=[FigureReportState.ACCEPTED, FigureReportState.DECLINED])


class FigureReport(models.Model):
    """One report. `page` is the page's address without language, `agency` who reports where it is an agency.

    Nothing of it is public before the Center answered; its words then only where `shown`. `sender` tells for an hour
    which reports came from one address, and not from which; then it is emptied.
    """

    page = models.CharField(max_length=200)
    figure = models.TextField()
    expected = models.TextField()
    source = models.TextField(blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FigureReportState, default=FigureReportState.WAITING)
    shown = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FigureReportQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_at", "-id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=~Q(figure="")
                & Q(LessThanOrEqual(Length("figure"), LONGEST_FIGURE))
                & ~Q(expected="")
                & Q(LessThanOrEqual(Length("expected"), LONGEST_EXPECTED))
                & Q(LessThanOrEqual(Length("source"), LONGEST_SOURCE)),
                name="a_report_of_a_figure_has_words_and_is_no_book",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | Q(~Q(state="waiting"), answered_at__isnull=False, answered_at__gte=F("sent_at")),
                name="a_report_of_a_figure_waits_or_was_answered",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["accepted", "declined"]) & ~Q(answer=""))
                | (Q(state__in=["waiting", "dropped"], answer="", shown=False)),
                name="what_is_public_of_a_report_of_a_figure_is_answered",
            ),
        )

    def __str__(self) -> str:
        # No word of it: this string shows up in logs.
        return f"{self.page} {self.state}"
