"""Frozen days: the list of who is past due at the end of a day, as it was known then. Never changed.

The database itself refuses update, delete and truncate (`cases.models.triggers`). No texts: agencies' names and the
numbers of cases, so that redaction and erasure never touch them.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency
from cases.rules.verdicts import VerdictKind

PAST_DUE = [kind.value for kind in VerdictKind if kind is not VerdictKind.IN_TERM]


class ChangeKind(models.TextChoices):
    """What happened to a case on the list between the end of one day and that of the next."""

    CAME = "came", _("Mới quá hạn")
    TURNED = "turned", _("Đổi loại")
    LEFT = "left", _("Rời danh sách")


class LeavingReason(models.TextChoices):
    """Why a case is on an agency's list no more."""

    ANSWERED = "answered", _("đã trả lời và được duyệt")
    REOPENED = "reopened", _("đã trả lời, rồi được mở lại với hạn mới")
    TRANSFERRED = "transferred", _("đã chuyển đơn vị khác")
    WITHDRAWN = "withdrawn", _("phản ánh đã được rút")
    MERGED = "merged", _("đã gộp vào phản ánh khác")
    CANCELLED = "cancelled", _("đơn vị thôi phụ trách")
    RECOUNTED = "recounted", _("hạn được tính lại")
    CORRECTED = "corrected", _("dữ liệu được sửa")


class Counted(models.Model):
    """Open clocks by kind; days are those of the headline (overdue and promise broken), None where there is none."""

    open = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    promise_broken = models.PositiveIntegerField()
    extended = models.PositiveIntegerField()
    median_days = models.FloatField(null=True)
    oldest_days = models.PositiveIntegerField(null=True)
    oldest_number = models.PositiveBigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def headline(self) -> int:
        """Overdue and broken promises."""
        return self.overdue + self.promise_broken

    @property
    def past_due(self) -> int:
        """All three kinds."""
        return self.headline + self.extended

    @property
    def share(self) -> float | None:
        """The headline's share of what is open; None where nothing is."""
        return self.headline / self.open if self.open else None


class Snapshot(Counted):
    """One frozen day, with the sum of all agencies.

    `compared_with` is the frozen day that its changes are told against: the day before, None where that was not frozen.
    A reconstructed day was frozen later than it ended: it tells what was known at `frozen_at`, others what was known at
    `ended_at`.
    """

    date = models.DateField(unique=True)
    ended_at = models.DateTimeField()
    frozen_at = models.DateTimeField()
    reconstructed = models.BooleanField()
    method = models.PositiveSmallIntegerField()
    compared_with = models.DateField(null=True)
    ledger_digest = models.CharField(max_length=64)
    csv_sha256 = models.CharField(max_length=64)
    json_sha256 = models.CharField(max_length=64)
    agencies_past_due = models.PositiveIntegerField()
    unassigned = models.PositiveIntegerField()
    unassigned_past_due = models.PositiveIntegerField()
    caveats = models.JSONField(default=list)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-date",)
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(condition=Q(frozen_at__gt=F("ended_at")), name="a_day_is_frozen_after_its_end"),
            models.CheckConstraint(
                condition=Q(compared_with=None) | Q(compared_with__lt=F("date")),
                name="a_day_is_compared_with_an_earlier_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}"

    @property
    def bound(self) -> datetime:
        """What was recorded later is left out."""
        return self.frozen_at if self.reconstructed else self.ended_at


class SnapshotAgency(Counted):
    """One agency with anything past due on a frozen day, by the name it bore when that was frozen.

    `cases` is a JSON array, the longest late first: [number, reference, verdict, days]. Cases that were to appear in
    figures only are counted and not in it.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="agencies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    slug = models.CharField(max_length=120)
    is_agency = models.BooleanField(default=True)
    cases = models.TextField()

    class Meta:
        ordering = ("snapshot", "place")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(fields=("snapshot", "agency"), name="an_agency_stands_once_on_a_frozen_day"),
        )

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.agency_id}"


class SnapshotChange(models.Model):
    """One case that came to an agency's list, left it, or is on it as another kind, since the frozen day before.

    `verdict` is the new one, or of what left the last one; `days` how late it was then.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="changes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    slug = models.CharField(max_length=120)
    number = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=80)
    kind = models.CharField(max_length=6, choices=ChangeKind)
    verdict = models.CharField(max_length=14)
    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, blank=True, choices=LeavingReason)

    class Meta:
        ordering = ("snapshot", "id")
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="a_frozen_change_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(verdict__in=PAST_DUE), name="a_frozen_change_is_of_what_was_past_due"),
            models.CheckConstraint(
                condition=(~Q(kind="left") & Q(reason="")) | Q(kind="left", reason__in=LeavingReason.values),
                name="what_left_the_list_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.kind} {self.number}"


class SnapshotCorrection(models.Model):
    """What a frozen day tells wrongly, and why: it stands beside the day, which stays as it was. Never changed itself.

    Who wrote it is not public: an account by its number, so that closing one needs no change here.
    """

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="corrections")
    made_at = models.DateTimeField()
    made_by = models.PositiveBigIntegerField(null=True)
    reason = models.TextField()

    class Meta:
        ordering = ("made_at", "id")
        default_permissions = ("view",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="a_correction_says_why"),)

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.made_at:%d/%m/%Y}"
