"""What happens to a submitted version between its arrival and the decision that takes effect."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.models.answer import Submission
from cases.models.case import PUBLISHED
from cases.models.reason import ReasonCode


class Choice(models.TextChoices):
    """What the Center decides on an answer."""

    APPROVE = "approve", _("Duyệt")
    RETURN = "return", _("Trả lại")
    REFUSE = "refuse", _("Từ chối")


class PendingDecision(models.Model):
    """A decision that has been made and does not count yet: nothing of it is public, and it can be undone."""

    version = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="pending")
    choice = models.CharField(max_length=8, choices=Choice)
    reason = models.ForeignKey(ReasonCode, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()
    effective_at = models.DateTimeField(db_index=True)
    # Kinds of hints that were shown, and how many of each; None where the decision was not made at the desk.
    hints = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("effective_at", "id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=Q(effective_at__gte=F("decided_at")), name="a_decision_takes_effect_after_it_was_made"
            ),
            models.CheckConstraint(
                condition=Q(choice="approve") | (Q(reason__isnull=False) & ~Q(sentence="")),
                name="a_pending_return_or_refusal_gives_code_and_sentence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id}: {self.choice}"

    @property
    def is_of_appeal(self) -> bool:
        """Whether it is about an appeal: a version that waits has no decision yet, one appealed for has."""
        return bool(self.version.decision)

    @property
    def title(self) -> str:
        """What is told of its case; "" once that has left the portal, with which the decision lapses."""
        case = self.version.answer.assignment.case
        return str(case.page.title) if case.state in PUBLISHED else ""

    @property
    def told(self) -> str:
        """What was decided, in words."""
        if not self.is_of_appeal:
            return self.get_choice_display()
        granted = self.choice == Choice.APPROVE
        return str(_("Chấp nhận khiếu nại") if granted else _("Giữ nguyên quyết định"))


class Claim(models.Model):
    """Who has a version on the desk, so that two do not read the same one. It runs out by itself."""

    version = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="claim")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="a_claim_runs_out_after_it_began"),
        )

    def __str__(self) -> str:
        return f"{self.version_id}: {self.account_id}"


class RemarkKind(models.TextChoices):
    """What a reviewer leaves for the others without deciding."""

    SKIP = "skip", _("Để lại sau")
    HAND_OVER = "hand_over", _("Bàn giao")
    OPINION = "opinion", _("Ý kiến thứ hai")


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Questions about what reviewers left for each other."""

    def opinions(self) -> RemarkQuerySet:
        """Second opinions, in the order in which they were given."""
        return self.filter(kind=RemarkKind.OPINION).order_by("written_at", "pk")

    def standing(self) -> RemarkQuerySet:
        """Of second opinions the last of each reviewer: the SQL twin of `cases.rules.disagreements.standing`."""
        after = Q(written_at__gt=OuterRef("written_at")) | Q(written_at=OuterRef("written_at"), pk__gt=OuterRef("pk"))
        newer = Remark.objects.opinions().filter(after, version=OuterRef("version"), account=OuterRef("account"))
        return self.opinions().filter(~Exists(newer))


class Remark(models.Model):
    """A reviewer's remark on a version: for the desk alone, never public."""

    version = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10, choices=RemarkKind)
    advises = models.CharField(max_length=8, choices=Choice, blank=True)
    text = models.TextField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_remark_has_words"),
            models.CheckConstraint(
                condition=Q(kind="opinion") | Q(advises=""), name="only_a_second_opinion_advises_a_decision"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id}: {self.kind}"
