"""Requests to reopen: somebody says that an answered report is not done. Its words are for the Center alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.models.reason import ReasonCode

LONGEST_REQUEST = 2_000  # characters


class Complaint(models.TextChoices):
    """What is wrong, in the words of who asks."""

    NOT_DONE = "not_done", _("Việc chưa được làm")
    IN_PART = "in_part", _("Làm chưa xong, hoặc làm không tốt")
    AGAIN = "again", _("Xong rồi lại hỏng")
    UNTRUE = "untrue", _("Câu trả lời không đúng sự thật")
    OTHER = "other", _("Chuyện khác")


class RequestState(models.TextChoices):
    """Where a request stands."""

    WAITING = "waiting", _("Đang chờ")
    ACCEPTED = "accepted", _("Đã mở lại")
    DECLINED = "declined", _("Không mở lại")


class ReopenRequestQuerySet(models.QuerySet["ReopenRequest"]):
    """Predicates named once."""

    def waiting(self) -> ReopenRequestQuerySet:
        """Those the Center has not decided on."""
        return self.filter(state=RequestState.WAITING)


class ReopenRequest(models.Model):
    """One request, of the answer of a round. `salt` keeps its digest in the ledger from being guessed.

    `sender` tells for an hour which requests came from one address, and not from which; then it is emptied.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="reopen_requests")
    round = models.PositiveSmallIntegerField()
    complaint = models.CharField(max_length=10, choices=Complaint)
    text = models.TextField()
    salt = models.CharField(max_length=32)
    sender = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.ForeignKey(ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReopenRequestQuerySet.as_manager()

    class Meta:
        ordering = ("sent_at", "id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(complaint__in=Complaint.values), name="a_complaint_is_known"),
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), LONGEST_REQUEST)),
                name="a_request_has_words_and_is_no_book",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | Q(state__in=["accepted", "declined"], decided_at__isnull=False, decided_at__gte=F("recorded_at")),
                name="a_request_waits_or_was_decided",
            ),
            models.CheckConstraint(
                condition=Q(state="declined", reason__isnull=False) | (~Q(state="declined") & Q(reason=None)),
                name="a_declined_request_has_its_reason",
            ),
        )
        indexes = (models.Index(fields=["sent_at"], condition=Q(state="waiting"), name="requests_waiting"),)

    def __str__(self) -> str:
        # No word of the text: this string shows up in logs.
        return f"{self.case_id}/{self.round} {self.state}"
