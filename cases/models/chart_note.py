"""Notes on charts: what happened in the city, or to one agency, that figures of those days should be read with."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency

LONGEST_NOTE = 200  # characters


class ChartNote(models.Model):
    """One note: from which day to which, in both languages; without an agency it is about the whole city."""

    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến hết ngày"))
    text = models.CharField(_("ghi chú"), max_length=LONGEST_NOTE)
    text_en = models.CharField(_("ghi chú bằng tiếng Anh"), max_length=LONGEST_NOTE)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="chart_notes", verbose_name=_("đơn vị")
    )

    class Meta:
        ordering = ("-since", "-id")
        verbose_name = verbose_name_plural = _("ghi chú trên biểu đồ")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="what_a_note_on_charts_tells_of_ends_last",
                violation_error_message=_("Ngày cuối không thể trước ngày đầu."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.since:%d/%m/%Y}: {self.text}"
