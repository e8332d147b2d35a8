"""Cover words of an answer, and take covers off again, over HTTP. The verbs decide."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cases.actions import covering
from cases.editorial.desk.covers import KINDS
from cases.editorial.desk.lanes import desk_url
from cases.editorial.desk.sentences import Refused, refusal
from cases.editorial.desk.views import actor, for_reviewers, lane_of
from cases.editorial.sending import sent_from
from cases.models import Submission
from cases.rules.rights import Staff

REASON = "thong-tin-ca-nhan"


class CoverForm(forms.Form):
    """Which words: from and to."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in dict.fromkeys(KINDS.values())])


def _back(request: HttpRequest, version: Submission) -> HttpResponse:
    if version.decision:
        return redirect("review_case", version.answer.assignment.case.number)
    return redirect(desk_url(lane_of(request), version.pk))


def _version(pk: int) -> Submission:
    found: Submission = get_object_or_404(Submission.objects.select_related("answer__assignment__case"), pk=pk)
    return found


@sent_from("review_answer")
@for_reviewers
def cover(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """Cover the words beside which the button stood."""
    version, form = _version(pk), CoverForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Đoạn này đã được che hoặc bỏ che, hoặc câu trả lời không còn ở đây."))
        return _back(request, version)
    try:
        covering.cover(version=version, reason=REASON, by=actor(request), at=now, **form.cleaned_data)
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
        place = int(start) if start.isascii() and start.isdigit() else -1
        covering.uncover(version=version, start=place, by=actor(request), at=now)
    except Refused as refused:
        messages.error(request, refusal(refused))
    else:
        messages.success(request, _("Đã bỏ che."))
    return _back(request, version)
