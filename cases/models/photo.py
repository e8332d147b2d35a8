"""Photos as evidence: before (the reporter's) and after (the agency's)."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: Folders of the storage of media. What lies in the first is served to nobody: see `portal.media` and docs/media.md.
ORIGINALS, SHOWN = "originals", "photos"


class PhotoKind(models.TextChoices):
    """Which side of the pair it shows."""

    BEFORE = "before", _("Trước")
    AFTER = "after", _("Sau")


def original_name(photo: Photo, name: str) -> str:
    """Where an original lies: nothing of the name it came with, nothing that could be guessed."""
    return f"{ORIGINALS}/{uuid4().hex}.jpg"


def shown_name() -> str:
    """Where the picture that the public sees lies, while it does; another one each time it is shown."""
    return f"{SHOWN}/{uuid4().hex}.jpg"


class Photo(models.Model):
    """One picture of a case; public only when an editor has said so.

    `file` is kept and never served. `shown` names the smaller picture made from it, which exists only while the public
    may see it; `width` and `height` are those of the original. `covers` are the boxes that hide faces and plates in all
    that is made of it (`cases.rules.covers`); `edition` counts how often they were drawn anew. A `withheld` one is not
    made public with its answer.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="photos")
    answer = models.ForeignKey("cases.Answer", null=True, blank=True, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=6, choices=PhotoKind, default=PhotoKind.BEFORE)
    file = models.ImageField(upload_to=original_name, width_field="width", height_field="height")
    shown = models.CharField(max_length=100, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    caption = models.CharField(max_length=255, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    public = models.BooleanField(default=False)
    withheld = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    covers = models.JSONField(default=list, blank=True)
    edition = models.PositiveIntegerField(default=0)
    covered_at = models.DateTimeField(null=True, blank=True)
    # Like all accounts it stays out of the ledger and of everything public.
    covered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(public=True) | Q(shown=""), name="a_photo_that_is_not_public_has_no_copy"
            ),
            models.CheckConstraint(
                condition=Q(public=False) | Q(withheld=False), name="a_photo_that_is_withheld_is_not_public"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
