"""The training desk: an invented queue, the rules and hints of the real one, and nothing that is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.editorial.desk import books, screen
from cases.editorial.desk.exercises import EXERCISES, Exercise
from cases.editorial.desk.forms import KINDS, DecisionForm
from cases.editorial.desk.reading import Reading, read
from cases.editorial.desk.views import for_reviewers
from cases.models import Choice, Outcome, ReasonCode
from cases.rules.hints.reading import Around, hints
from cases.rules.rights import Staff


@dataclass(frozen=True, kw_only=True)
class Practised:
    """One exercise as it stands on the desk."""

    exercise: Exercise
    report: str
    reading: Reading
    due: date
    planned_on: date | None


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What one decided, what would follow from it, and what the sample says."""

    right: bool
    same_choice: bool
    chosen: str
    follows: list[str]
    sample: str


def _practised(exercise: Exercise, now: datetime) -> Practised:
    today = timezone.localdate(now)
    report, answer = exercise.told(exercise.report, today), exercise.told(exercise.answer, today)
    due = today + timedelta(days=exercise.due_in)
    around = Around(report=f"{exercise.title}\n{report}", read_on=today, due=due, names=books.names())
    planned = None if exercise.planned_in is None else today + timedelta(days=exercise.planned_in)
    reading = read(None, answer, hints(answer, books.phrases(), around))
    return Practised(exercise=exercise, report=report, reading=reading, due=due, planned_on=planned)


def _follows(choice: Choice, exercise: Exercise) -> list[str]:
    """What the rules would make of a decision."""
    if choice is Choice.APPROVE:
        if exercise.outcome is Outcome.PLANNED:
            return [_("Câu trả lời công khai, nhưng thời hạn vẫn chạy: mới là kế hoạch.")]
        return [_("Câu trả lời công khai, thời hạn của đơn vị dừng ở lúc đơn vị gửi.")]
    days = settings.APPEAL_WORKING_DAYS
    found = [
        _("Bản này tính như chưa từng gửi. Lý do và câu của bạn ai cũng đọc được, chữ của đơn vị thì không."),
        ngettext(
            "Đơn vị được khiếu nại trong %(n)s ngày làm việc, người khác xét.",
            "Đơn vị được khiếu nại trong %(n)s ngày làm việc, người khác xét.",
            days,
        )
        % {"n": days},
    ]
    if choice is Choice.REFUSE:
        days = settings.RULING_WORKING_DAYS
        found.append(
            ngettext(
                "Từ chối thì Trung tâm phải phân xử việc này của ai trong %(n)s ngày làm việc.",
                "Từ chối thì Trung tâm phải phân xử việc này của ai trong %(n)s ngày làm việc.",
                days,
            )
            % {"n": days}
        )
    return found


def _named(choice: Choice, code: str, reasons: list[ReasonCode]) -> str:
    own = (reason for reason in reasons if reason.kind == KINDS.get(choice))
    label = next((str(reason) for reason in own if reason.code == code), "")
    return f"{choice.label}: {label}" if label else str(choice.label)


def _judged(exercise: Exercise, data: dict[str, Any], reasons: list[ReasonCode]) -> Judged:
    choice = Choice(data["choice"])
    return Judged(
        right=exercise.is_right(choice.value, data["code"]),
        same_choice=choice is exercise.choice,
        chosen=_named(choice, data["code"], reasons),
        follows=_follows(choice, exercise),
        sample=_named(exercise.choice, exercise.accepted[0] if exercise.accepted else "", reasons),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_reviewers
def training(request: HttpRequest, *, staff: Staff, now: datetime, slug: str = "") -> HttpResponse:
    """One exercise on the desk; what is sent is judged and shown, and kept nowhere."""
    n = next((n for n, each in enumerate(EXERCISES) if each.slug == slug), None) if slug else 0
    if n is None:
        raise Http404
    exercise, reasons = EXERCISES[n], screen.decisive(books.reasons())
    sent = request.method == "POST"
    form = DecisionForm(request.POST if sent else None, initial={"version": 1}, reasons=reasons)
    judged = _judged(exercise, form.cleaned_data, reasons) if sent and form.is_valid() else None
    context = {
        "held": _practised(exercise, now),
        "form": form,
        "judged": judged,
        "n": n + 1,
        "exercises": EXERCISES,
        "next": EXERCISES[(n + 1) % len(EXERCISES)],
    }
    status = 400 if sent and judged is None else 200
    return render(request, "cases/editorial/desk/training.html", context, status=status)
