"""Who of the staff may look at which photo before, or without, the public doing so."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404
from django.utils import timezone

from cases.actions.rights import house, matter_of
from cases.editorial.office.queue import readable
from cases.models import Assignment, Case, Photo
from cases.rules.rights import OF_CENTER, Deed, Staff, may
from cases.rules.states import AnswerState


def is_center(staff: Staff) -> bool:
    """Whether this person may work on the photos of any case."""
    return bool(staff.powers & OF_CENTER[Deed.PICTURE])


def may_look(staff: Staff, photo: Photo, *, now: datetime) -> bool:
    """Whether this person may look: the agency at its answer's, and the Center but for a draft's.

    A report's is for those who read one of its charges at the desk. Who has left the agency is told of its answers in
    words alone, and of what it showed by the public page.
    """
    if photo.answer is None:
        charges = Assignment.objects.filter(readable(staff), case=photo.case_id)
        matter = matter_of(*charges.values_list("agency_id", flat=True))
    else:
        agency = photo.answer.assignment.agency_id
        is_draft = photo.answer.state == AnswerState.DRAFT.value
        if agency not in staff.agencies and (is_draft or not is_center(staff)):
            return False
        matter = matter_of(agency)
    return may(staff, Deed.READ, matter, today=timezone.localdate(now), house=house())


def photo_of(pk: int) -> Photo:
    """The photo of this number; Http404 where there is none."""
    photo = Photo.objects.filter(pk=pk).select_related("case__page", "answer__assignment__agency").first()
    if photo is None:
        raise Http404
    return photo


def of_center(pk: int) -> Photo:
    """The photo, where the Center may know of it; Http404 for one of a draft."""
    photo = photo_of(pk)
    if photo.answer is not None and photo.answer.state == AnswerState.DRAFT.value:
        raise Http404
    return photo


def photos_of(case: Case) -> list[Photo]:
    """The photos of a case that the Center may know of, the reporter's first."""
    rows = Photo.objects.filter(case=case).exclude(answer__state=AnswerState.DRAFT.value)
    found = rows.select_related("answer__assignment__agency").defer("file").order_by("answer", "position", "pk")
    return sorted(found, key=lambda photo: photo.answer_id or 0)
