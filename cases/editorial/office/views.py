"""The officer's desk, what one reads there: the list of the own agency, one case, and the page as it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cases.actions.changing import is_public
from cases.actions.drafting import seen
from cases.editorial.admission import for_staff
from cases.editorial.desk.reading import read
from cases.editorial.office import asking, screen
from cases.editorial.office.asking_forms import AskForm
from cases.editorial.office.forms import AnswerForm, ExtensionForm, NoteForm
from cases.editorial.office.hinting import name_of, reading_of
from cases.editorial.office.queue import Tab
from cases.editorial.whole_numbers import whole
from cases.models import Answer, Photo, ReasonCode, ReasonKind
from cases.public.previewing import with_unapproved
from cases.public.views import page_of
from cases.rules.rights import Deed, Power, Staff
from cases.rules.rulings import RulingCause

OFFICE = frozenset({Power.ANSWER, Power.FOLLOW})
AMEND = "bo-sung"
MOST_PAGES = 9_999
SAVED = "office-saved"  # in the session: what `seen` said of the draft that this browser saved last

for_officers = for_staff(
    lambda staff: bool(staff.powers & OFFICE and staff.agencies),
    gettext_lazy("Bàn này chỉ dành cho người đang làm việc ở một đơn vị."),
)


def tab_of(request: HttpRequest) -> Tab:
    """The tab that the address names; an unknown one is no page of ours."""
    try:
        return Tab(request.GET.get("muc", ""))
    except ValueError as unknown:
        raise Http404 from unknown


def page_number(request: HttpRequest) -> int:
    """Which page of the list the address names."""
    found = whole(request.GET.get("trang", "1"), most=MOST_PAGES)
    if not found:
        raise Http404
    return found


def list_url(tab: Tab, slug: str = "", page: int = 1) -> str:
    """The address of a page of the list."""
    told = {"muc": tab.value, "don-vi": slug, "trang": page if page > 1 else ""}
    query = urlencode({name: value for name, value in told.items() if value})
    return reverse("office_desk") + (f"?{query}" if query else "")


TABS = {
    Tab.NEEDED: gettext_lazy("Cần trả lời"),
    Tab.RETURNED: gettext_lazy("Bị trả lại"),
    Tab.AWAITING: gettext_lazy("Chờ duyệt"),
    Tab.PAST_DUE: gettext_lazy("Quá hạn"),
    Tab.ANSWERED: gettext_lazy("Mới trả lời"),
}


@require_GET
@for_officers
def desk(request: HttpRequest, *, staff: Staff, now: datetime) -> HttpResponse:
    """What the agency has in hand; with several agencies, of all or of the one that was chosen."""
    tab, slug, number = tab_of(request), request.GET.get("don-vi", ""), page_number(request)
    found = screen.load(staff, tab, slug, number, now=now)
    if number > found.pages:
        raise Http404
    several = len(found.present) + len(found.former) > 1
    context = {
        "desk": found,
        "tabs": [(name, list_url(each, slug), found.counts[each], each is tab) for each, name in TABS.items()],
        "several": several,
        "previous": list_url(tab, slug, number - 1) if number > 1 else "",
        "next": list_url(tab, slug, number + 1) if number < found.pages else "",
    }
    return render(request, "cases/editorial/office/desk.html", context)


def filled(answer: Answer | None, photos: Sequence[Photo]) -> dict[str, object]:
    """What the form of an answer begins with."""
    fields = ("text", "outcome", "planned_on", "legal_reason")
    if answer is None:
        return {"seen": ""}
    told = {"seen": seen(answer), "hinted": name_of(answer.text, photos)}
    return {**told, **{name: getattr(answer, name) for name in fields}}


#: How the fields of each of these forms are called on the page.
PREFIXES = {"not_ours": "kt_%s", "ask_higher": "yk_%s", "appeal": "kn_%s"}


def codes_of(work: screen.Work, kind: ReasonKind) -> list[ReasonCode]:
    """The codes in use of one kind."""
    return [code for code in work.codes if code.kind == kind]


def asking_context(work: screen.Work, sent: Mapping[str, AskForm]) -> dict[str, Any]:
    """The forms for what can be put to the Center now; one that was sent with a mistake stands as it was."""
    found: dict[str, Any] = {"unsettled": asking.waiting(work)}
    for cause in (RulingCause.NOT_OURS, RulingCause.ASK_HIGHER):
        name = cause.value
        found[name] = sent.get(name)
        if found[name] is None and asking.can_ask(work, cause):
            codes, named = codes_of(work, ReasonKind(name)), asking.nameable(work, cause)
            found[name] = AskForm(reasons=codes, agencies=named, auto_id=PREFIXES[name])
    appealable = asking.appealable(work)
    found["appealable"], found["appeal"] = appealable, sent.get("appeal")
    if found["appeal"] is None and appealable:
        found["appeal"] = AskForm(reasons=codes_of(work, ReasonKind.APPEAL), auto_id=PREFIXES["appeal"])
    return found


def case_page(
    request: HttpRequest,
    work: screen.Work,
    *,
    answer: AnswerForm | None = None,
    extension: ExtensionForm | None = None,
    note: NoteForm | None = None,
    theirs: Answer | None = None,
    asked: Mapping[str, AskForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The case at the desk, with the forms as they were sent where something in them is wrong.

    `theirs` is what another has saved meanwhile; it is shown with what would change.
    """
    amending = work.can_amend and (work.answer is not None or AMEND in request.GET or answer is not None)
    writing = work.can_write or (amending and Deed.WRITE in work.may)
    reading = reading_of(work) if writing and answer is None else None
    shown = answer
    if shown is None and writing:
        shown = AnswerForm(
            initial=filled(work.answer, work.photos), amends=amending, opinion=work.is_opinion, stock=work.stock
        )
    if work.can_extend and work.days and extension is None:
        told = {"seen": work.promises_seen}
        extension = ExtensionForm(initial=told, days=work.days, reasons=work.reasons, auto_id="han_%s")
    context = {
        "work": work,
        "reading": reading,
        "form": shown,
        "amending": amending,
        "extension": extension,
        "note": note or (NoteForm(auto_id="ghi_%s") if Deed.NOTE in work.may else None),
        "theirs": theirs,
        "changes": read(theirs.text, str(answer.data.get("text", ""))).text if theirs and answer else "",
        **asking_context(work, asked or {}),
        "autosaves": bool(shown) and (not amending or work.answer is not None),
        "own_last": work.answer is not None and request.session.get(SAVED) == seen(work.answer),
        "amend_url": f"{reverse('office_case', args=[work.assignment.pk])}?{AMEND}",
    }
    return render(request, "cases/editorial/office/case.html", context, status=status)


@require_GET
@for_officers
def case(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """One case: what was reported, how the own clock stands, the answer being written, more time, notes."""
    return case_page(request, screen.work(staff, pk, now=now))


@require_GET
@for_officers
def preview(request: HttpRequest, *, staff: Staff, now: datetime, pk: int) -> HttpResponse:
    """The public page as it would be with the answer at hand."""
    assignment = screen.assignment_of(staff, pk)
    back = reverse("office_case", args=[pk])
    answer = None if assignment.agency_id not in staff.agencies else screen.to_preview(assignment)
    if answer is None or not is_public(assignment.case):
        messages.warning(
            request, _("Chưa có gì để xem trước: hãy lưu câu trả lời, và phản ánh phải có trang công khai.")
        )
        return redirect(back)
    told = with_unapproved(assignment.case_id, answer, at=now)
    return page_of(request, told, assignment.case, preview_of=back)
