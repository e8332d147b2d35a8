"""What waits at the desks of a measured city, and the pages that show it; used by _center_lists_here.py."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cases.actions import answering, remove, ruling
from cases.actions.actor import CENTER, OFFICER
from cases.actions.reopen_requests import answered_at, ask_to_reopen, can_ask
from cases.editorial.desk.kinds import ANSWERS, APPEALS, DUPLICATES, RULINGS
from cases.editorial.desk.queue import Lane
from cases.editorial.figure_reports.views import FIGURE_REPORTS
from cases.editorial.office import queue
from cases.editorial.office.queue import Tab
from cases.editorial.requests import queue as requests
from cases.editorial.requests.queue import REQUESTS
from cases.editorial.statements.deciding import STATEMENTS
from cases.models import Agency, Assignment, Case, Complaint, Post, ReasonCode, ReasonKind, ReopenRequest, Submission

LARGEST = "don-vi-so-7"  # the agency that holds a fifth of everything
WAITING = 1_000  # cases, of which one waits for each thing that can wait, and four answers
SHARE = 5


def one_large_agency() -> None:
    """Let one agency have every fifth assignment of the city."""
    Assignment.objects.filter(pk__in=range(0, Assignment.objects.latest("pk").pk, SHARE)).update(
        agency=Agency.objects.get(slug=LARGEST)
    )


def busy(n: int) -> None:
    """Let answers wait for review, requests to reopen for a decision, matters to be settled, merged reports to be seen.

    By the verbs themselves, so that desks find what they would.
    """
    now, share = timezone.now(), max(n // WAITING, 2)
    head = get_user_model().objects.get(username="dau")
    Submission.objects.filter(pk__in=range(0, 3 * n, 3)).exclude(decision="").update(
        decided_by=head, decision_recorded_at=now - timedelta(days=2)
    )
    running = Assignment.objects.filter(state="open", case__state="in_progress").select_related("case", "agency")
    charges = iter(running.order_by("pk")[: 8 * share])
    for charge in islice(charges, 4 * share):
        answer = answering.draft(assignment=charge, text="Đã thay năm bóng đèn ngày 20/11.", outcome="done")
        answering.submit(answer=answer, by=OFFICER, at=now)
    reason = ReasonCode.objects.filter(kind=ReasonKind.NOT_OURS, active=True)[0]
    for charge in islice(charges, share):
        ruling.not_ours(assignment=charge, reason=reason.code, sentence="Đường của phường bên.", by=OFFICER, at=now)
    answered = list(Case.objects.filter(state="answered", accepted_at__lt=now).order_by("-accepted_at")[: 20 * share])
    asked = [case for case in answered if can_ask(case, now) and (answered_at(case) or now) <= now][:share]
    for case in asked:
        ask_to_reopen(case=case, complaint=Complaint.NOT_DONE, text="Đèn vẫn tắt.", by=CENTER, at=now)
    for charge, into in zip(islice(charges, share), reversed(answered), strict=False):
        remove.merge(case=charge.case, into=into, by=CENTER, at=now)


def people() -> None:
    """Who looks: an approver at the Center's lists, the head at the desk, an officer, an administrator."""
    posts = {"duyet": "Người duyệt", "dau": "Lãnh đạo Trung tâm", "can-bo": "Cán bộ đơn vị", "quan": "Quản trị"}
    for name, group in posts.items():
        account = get_user_model().objects.create_user(name, password=None)
        account.groups.add(Group.objects.get(name=group))
        if name == "can-bo":
            agency = Agency.objects.get(slug=LARGEST)
            Post.objects.create(account=account, agency=agency, since=date(2020, 1, 1))


def pages() -> dict[str, tuple[str, str]]:
    """Who looks, and at what, by name."""
    return {**_review(), **_queues(), **_office(), **_reports()}


def _queues() -> dict[str, tuple[str, str]]:
    """Every queue by each of its columns, by words that many cases have, by an agency and days, and its file."""
    found = {}
    for kind in (ANSWERS, APPEALS, RULINGS, DUPLICATES, REQUESTS, STATEMENTS, FIGURE_REPORTS):
        address = reverse(kind.page)
        for column in kind.columns:
            found[f"{kind.saved_as} by {column.name}"] = f"{address}?xep=-{column.name}"
        found[f"{kind.saved_as}, words"] = f"{address}?q=den+duong+kim+long"
        found[f"{kind.saved_as}, agency and days"] = f"{address}?don-vi={LARGEST}&tu=2026-10-01&den=2026-12-31"
        found[f"{kind.saved_as}, file begins"] = reverse(kind.file)
    return {name: ("dau", address) for name, address in found.items()}


def _review() -> dict[str, tuple[str, str]]:
    desk, waiting = reverse("review_desk"), Submission.objects.filter(decision="").latest("pk")
    answered = Case.objects.filter(state="answered").latest("number").number
    return {
        **{f"desk {lane.name.lower()}": ("dau", f"{desk}?luong={lane.value}") for lane in Lane},
        "desk, one answer": ("dau", reverse("review_answer", args=[waiting.pk])),
        "desk, appeals": ("dau", reverse("review_appeals")),
        "desk, rulings": ("dau", reverse("review_rulings")),
        "desk, duplicates": ("dau", reverse("review_duplicates")),
        "desk, a case": ("dau", reverse("review_case", args=[answered])),
        "desk, training": ("dau", reverse("review_training")),
    }


def _office() -> dict[str, tuple[str, str]]:
    office = reverse("office_desk")
    running = Assignment.objects.filter(agency__slug=LARGEST, state="open", case__state="in_progress")
    last, charge = -(-running.count() // queue.SHOWN), running.latest("pk")
    return {
        **{f"agency {tab.name.lower()}": ("can-bo", f"{office}?muc={tab.value}") for tab in Tab},
        "agency, far down": ("can-bo", f"{office}?trang={last}"),
        "agency, a case": ("can-bo", reverse("office_case", args=[charge.pk])),
    }


def _reports() -> dict[str, tuple[str, str]]:
    last = -(-ReopenRequest.objects.waiting().count() // requests.SHOWN)
    return {
        "reopening": ("duyet", reverse("reopen_requests")),
        "reopening, far down": ("duyet", f"{reverse('reopen_requests')}?trang={last}"),
        "who follows terms": ("quan", reverse("duty_report")),
        "who follows terms, all": ("quan", f"{reverse('duty_report')}?thieu=all"),
        "front of the CMS": ("duyet", reverse("wagtailadmin_home")),
        "accounts": ("quan", reverse("wagtailusers_users:index")),
    }
