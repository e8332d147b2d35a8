"""Mails to staff: whom, of what, and whether it went out. Their words are written when they are sent, and kept nowhere.

Nothing is sent twice: the database holds one mail for each account and day or event, whoever asks how often.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency


class MailKind(models.TextChoices):
    """What a mail is about."""

    DIGEST = "digest", _("Việc trong ngày")
    RETURNED = "returned", _("Bị trả lại")
    REFUSED = "refused", _("Bị từ chối")
    REOPENED = "reopened", _("Mở lại")
    URGENT = "urgent", _("Việc gấp")
    RULED = "ruled", _("Đã phân xử")
    APPEAL = "appeal", _("Đã quyết định khiếu nại")
    RETRACTED = "retracted", _("Huỷ duyệt")
    ASSIGNED = "assigned", _("Việc mới")


class MailQuerySet(models.QuerySet["Mail"]):
    """Predicates named once; `at` is always passed in."""

    def waiting(self) -> MailQuerySet:
        """Those that have neither gone out nor been given up."""
        return self.filter(ended_at=None)

    def due(self, at: datetime) -> MailQuerySet:
        """Those that may be tried at `at`."""
        return self.waiting().filter(try_at__lte=at)


class Mail(models.Model):
    """One mail to one account: the digest of a day, or what an event of a case tells.

    `handed_over` holds from just before the mail server is given it until its answer is known. A worker that is killed
    in between leaves it so, and nobody can tell whether it arrived: then it is not sent again.
    """

    kind = models.CharField(max_length=10, choices=MailKind)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    event_seq = models.PositiveIntegerField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    handed_over = models.BooleanField(default=False)
    sent = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=80, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="digest", agency__isnull=False, day__isnull=False, case=None, event_seq=None)
                | (~Q(kind="digest") & Q(day=None, case__isnull=False, event_seq__isnull=False)),
                name="a_mail_is_of_a_day_or_an_event",
            ),
            models.CheckConstraint(condition=Q(sent=False) | Q(ended_at__isnull=False), name="a_sent_mail_has_ended"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")), name="a_mail_ends_after_it_was_made"
            ),
            models.UniqueConstraint(
                fields=("account", "agency", "day"), condition=Q(kind="digest"), name="one_digest_a_day"
            ),
            models.UniqueConstraint(
                fields=("account", "case", "event_seq"),
                condition=~Q(kind="digest"),
                name="one_mail_of_an_event_to_an_account",
            ),
        )
        indexes = (models.Index(fields=["try_at"], condition=Q(ended_at=None), name="mails_waiting"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"
