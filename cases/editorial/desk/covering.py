"""Cover words of an answer, and take covers off again, over HTTP. The verbs decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cases.actions import covering
from cases.actions.actor import Actor
from cases.actions.photos import PERSONAL
from cases.editorial.desk.covers import COVERED, NO_KIND
from cases.editorial.desk.sentences import Refused, refusal
from cases.editorial.desk.views import actor, asked_of, for_reviewers, place
from cases.editorial.fields import WordsField
from cases.editorial.sending import sent_from
from cases.editorial.whole_numbers import whole
from cases.models import Appeal, PendingDecision, Submission
from cases.rules.plain_words import LONGEST, LONGEST_SENTENCE
from cases.rules.rights import Staff


class CoverForm(forms.Form):
    """Which words: from and to, as the button beside a mark says; or the words themselves, with the reason."""

    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    words = WordsField(required=False, max_length=LONGEST_SENTENCE)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in COVERED], error_messages={"required": NO_KIND})
    why = forms.SlugField(required=False)

    def cover(self, version: Submission, *, by: Actor, at: datetime) -> Submission:
        """Do what was asked."""
        data = self.cleaned_data
        told: dict[str, Any] = {"kind": data["kind"], "reason": data["why"] or PERSONAL, "by": by, "at": at}
        if data["words"]:
            return covering.cover_words(version=version, words=data["words"], **told)
        return covering.cover(version=version, start=data["start"] or 0, end=data["end"] or 0, **told)


def _back(request: HttpRequest, version: Submission) -> HttpResponse:
    """To where it was sent from: the answer, also while a decision waits to count; the appeal; or the case."""
    if not version.decision or PendingDecision.objects.filter(version=version).exists():
        return redirect(place(asked_of(request), version.pk))
    appeal = Appeal.objects.waiting().filter(version=version).first()
    if appeal is not None:
        return redirect("review_appeal", appeal.pk)
    return redirect("review_case", version.answer.assignment.case.number)


def _version(pk: int) -> Submission:
    found: Submission = get_object_or_404(Submission.objects.select_related("answer__assignment__case"), pk=pk)
    return found


@sent_from("review_answer")
@for_reviewers
def cover(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Cover the words beside which the button stood."""
    version, form = _version(pk), CoverForm(request.POST)
    if not form.is_valid():
        gone = _("Đoạn này đã được che hoặc bỏ che, hoặc câu trả lời không còn ở đây.")
        said = [*form.errors.get("words", []), *(NO_KIND for _kind in form.errors.get("kind", []))]
        messages.error(request, str(next(iter(said), gone)))
        return _back(request, version)
    try:
        form.cover(version, by=actor(request), at=now)
    except Refused as refused:
        messages.error(request, refusal(refused))
    else:
        messages.success(request, _("Đã che. Người đọc chỉ thấy chỗ che và lý do."))
    return _back(request, version)


@sent_from("review_answer")
@for_reviewers
def uncover(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Take a cover off again."""
    version, start = _version(pk), request.POST.get("start", "")
    try:
        place = whole(start, most=LONGEST)
        covering.uncover(version=version, start=-1 if place is None else place, by=actor(request), at=now)
    except Refused as refused:
        messages.error(request, refusal(refused, request.user.pk))
    else:
        messages.success(request, _("Đã bỏ che."))
    return _back(request, version)
