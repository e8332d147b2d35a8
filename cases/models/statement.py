"""What an agency says beside its own figures: dated, of a period, as it wrote it; the Center decides whether."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from cases.models.agency import Agency

LONGEST_STATEMENT = 1_500  # characters


class StatementState(models.TextChoices):
    """Where a statement stands."""

    WAITING = "waiting", _("Chờ Trung tâm")
    PUBLISHED = "published", _("Đã đăng")
    DECLINED = "declined", _("Không đăng")
    WITHDRAWN = "withdrawn", _("Đơn vị đã rút")


class StatementQuerySet(models.QuerySet["AgencyStatement"]):
    """Predicates named once."""

    def waiting(self) -> StatementQuerySet:
        """Those the Center has not decided on."""
        return self.filter(state=StatementState.WAITING)

    def published(self) -> StatementQuerySet:
        """Those whose words anybody reads."""
        return self.filter(state=StatementState.PUBLISHED)

    def told(self) -> StatementQuerySet:
        """Those the public knows of: published ones, declined ones, and withdrawn ones that had been published."""
        return self.exclude(state=StatementState.WAITING).exclude(state=StatementState.WITHDRAWN, published_at=None)


class AgencyStatement(models.Model):
    """One statement. `text` never changes; `reason` is why the Center declined it, which anybody reads.

    Who wrote and who decided is not public.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField()
    since = models.DateField()
    until = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=StatementState, default=StatementState.WAITING)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("-written_at", "-id")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), LONGEST_STATEMENT)),
                name="a_statement_has_words_and_is_no_book",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="the_period_of_a_statement_ends_last"),
            models.CheckConstraint(
                condition=Q(state="waiting", published_at=None, ended_at=None)
                | Q(state="published", published_at__isnull=False, ended_at=None)
                | Q(state__in=["declined", "withdrawn"], ended_at__isnull=False),
                name="a_statement_has_the_instants_of_its_state",
            ),
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(reason="")) | (~Q(state="declined") & Q(reason="")),
                name="a_declined_statement_says_why",
            ),
            models.UniqueConstraint(
                fields=("agency",), condition=Q(state="waiting"), name="one_statement_of_an_agency_waits"
            ),
        )

    def __str__(self) -> str:
        # No word of the text: this string shows up in logs.
        return f"{self.agency_id} {self.state}"
