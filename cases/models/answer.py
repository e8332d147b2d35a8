"""Answers, and every version of them that was submitted for review."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from cases.models.assignment import Assignment
from cases.models.reason import ReasonCode
from cases.rules.states import AnswerState
from cases.rules.verdicts import Decision

ANSWER_STATES = [state.value for state in AnswerState]
DECISIONS = [decision.value for decision in Decision]


class Outcome(models.TextChoices):
    """What an approved answer says was done. *Planned* is public but never stops the clock."""

    DONE = "done", _("Đã làm xong")
    TEMPORARY = "temporary", _("Đã xử lý tạm thời")
    PLANNED = "planned", _("Đã có kế hoạch")
    NOT_AS_REPORTED = "not_as_reported", _("Không đúng như phản ánh")
    NOT_POSSIBLE = "not_possible", _("Không thể làm, có căn cứ pháp lý")
    UNKNOWN = "unknown", _("Không rõ")


class Answer(
    WorkflowMixin,  # type: ignore[misc]  # Wagtail is untyped
    DraftStateMixin,  # type: ignore[misc]  # Wagtail is untyped
    LockableMixin,  # type: ignore[misc]  # Wagtail is untyped
    RevisionMixin,  # type: ignore[misc]  # Wagtail is untyped
    PreviewableMixin,  # type: ignore[misc]  # Wagtail is untyped
    models.Model,
):
    """The text an agency gives on an assignment; its words are public only as an approved submission.

    It is never registered as a snippet: Wagtail's stock views leak other agencies' texts.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(max_length=10, default=AnswerState.DRAFT.value)
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    legal_reason = models.TextField(blank=True)
    # Whose hand wrote it last, and all whose hands ever did: one changed letter does not make a text another's. Like
    # all accounts they stay out of the ledger and of everything public.
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hands = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    # How often it was written, so that of two who write it the second is told. A draft is no version.
    edition = models.PositiveIntegerField(default=1)
    amends = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments")

    revisions: ClassVar[object]

    class Meta:
        ordering = ("id",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ANSWER_STATES), name="answer_state_is_known"),
            models.CheckConstraint(
                condition=Q(live=False) | Q(state=AnswerState.APPROVED.value), name="only_an_approved_answer_is_live"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="planned") | Q(planned_on__isnull=False), name="a_planned_answer_names_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_possible") | ~Q(legal_reason=""), name="not_possible_names_its_legal_reason"
            ),
            models.UniqueConstraint(
                fields=("assignment",),
                condition=Q(state=AnswerState.SUBMITTED.value),
                name="one_answer_of_an_assignment_awaits_review",
            ),
        )

    def __str__(self) -> str:
        # No text here: this string shows up in logs, locks and workflow screens of other agencies.
        return f"#{self.pk} ({self.assignment_id})"


class Submission(models.Model):
    """One submitted version: frozen words, when it came, and what the Center decided on it."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    planned_on = models.DateField(null=True, blank=True)
    legal_reason = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    # Accounts stay out of the ledger and out of everything public; they say who may not decide: whoever wrote on it by
    # then, and who handed it in, who is among those hands.
    hands = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_recorded_at = models.DateTimeField(null=True, blank=True)
    reason = models.ForeignKey(ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField(blank=True)
    retracted_at = models.DateTimeField(null=True, blank=True)
    # What the Center has covered of the text: (start, end, what it is, code of the reason), in order. The words stay
    # for the agency and the Center; all that is public is made of the text with marks in their place.
    covers = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("answer", "number")
        indexes = (
            # What the review desk counts and leafs through, and how much one person has decided on today.
            models.Index(fields=("submitted_at",), condition=Q(decision=""), name="versions_undecided"),
            models.Index(fields=("decided_by", "decision_recorded_at"), name="versions_by_who_decided"),
        )
        constraints = (
            models.UniqueConstraint(fields=("answer", "number"), name="a_version_of_an_answer_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(decision="", decision_recorded_at=None)
                | Q(decision__in=DECISIONS, decision_recorded_at__isnull=False),
                name="a_decision_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["returned", "refused"]) | (Q(reason__isnull=False) & ~Q(sentence="")),
                name="return_and_refusal_give_code_and_sentence",
            ),
            models.CheckConstraint(
                condition=Q(retracted_at=None) | Q(decision="approved"), name="only_an_approval_is_retracted"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(submitted_at=None) | Q(decided_at__gte=F("submitted_at")),
                name="decided_after_submitted",
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer_id}/{self.number}"
