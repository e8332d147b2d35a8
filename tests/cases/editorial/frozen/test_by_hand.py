"""A frozen day is corrected, a report answered, a statement decided: where each leads, and what each says, by hand."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from inspect import unwrap
from types import SimpleNamespace as Plain

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from cases.actions.actor import Role
from cases.actions.changing import ActionRefused
from cases.actions.correct_snapshot import SaidAlready
from cases.actions.public_sentences import PersonalData
from cases.editorial.figure_reports import views as reports
from cases.editorial.frozen import views as frozen
from cases.editorial.statements import deciding
from cases.rules.rights import Staff

pytestmark = pytest.mark.pure

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
HEAD = Staff(account=7)
DAY = Plain(pk=5, date=date(2026, 3, 2), corrections=Plain(all=list))


def asked(monkeypatch, module, view, method="POST", **fields):
    """What a view answers, what it renders, and what it says."""
    shown, said = [], []

    def render(_request, _template, context, status=HTTPStatus.OK):
        shown.append(context)
        return HttpResponse(status=status)

    monkeypatch.setattr(module, "render", render)
    request = getattr(RequestFactory(), method.lower())("/x/", fields)
    request.user = Plain(pk=7)
    request._messages = Plain(add=lambda level, text, _tags: said.append((level, text)))
    return unwrap(view)(request, staff=HEAD, now=NOW, pk=5), shown, said


# --- frozen days -----------------------------------------------------------------------------------------------------


@pytest.fixture
def correcting(monkeypatch):
    """The verb, which refuses what it is told to; what it was given."""
    given = []

    def of(refuses=None):
        def verb(*, snapshot, reason, by, at):
            given.append((snapshot, reason, by.role, by.user_id, at))
            if refuses is not None:
                raise refuses

        monkeypatch.setattr(frozen, "correct_snapshot", verb)
        return given

    monkeypatch.setattr(frozen, "get_object_or_404", lambda _model, pk: DAY)
    return of


def test_a_correction_that_is_taken_leads_back_to_the_days(monkeypatch, correcting):
    given = correcting()
    response, shown, said = asked(monkeypatch, frozen, frozen.correct, reason="Nhập chậm.")
    assert given == [(DAY, "Nhập chậm.", Role.CENTER, 7, NOW)]
    assert (response.status_code, response["Location"], shown) == (302, reverse("frozen_register"), [])
    assert said == [(25, "Đã đính chính ngày 02/03/2026: trang, tệp và nguồn cấp đều nói.")]


@pytest.mark.parametrize(
    ("refuses", "error"),
    [
        pytest.param(
            PersonalData(["An", "0905 123 456"]),
            "Câu này ai cũng đọc được, nên không nêu người hay số điện thoại: An, 0905 123 456.",
            id="it names somebody",
        ),
        pytest.param(SaidAlready("x"), "Ngày này đã có đúng lời đính chính ấy.", id="said already"),
        pytest.param(ActionRefused("x"), "Viết sai ở đâu và vì sao, nhiều nhất 600 ký tự.", id="anything else"),
    ],
)
def test_one_that_is_refused_stays_with_what_was_written(monkeypatch, correcting, refuses, error):
    correcting(refuses)
    response, (context,), said = asked(monkeypatch, frozen, frozen.correct, reason="Anh An")
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert (context["reason"], context["error"], context["snapshot"]) == ("Anh An", error, DAY)
    assert said == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_only_looks_corrects_nothing(monkeypatch, correcting, method):
    given = correcting()
    response, (context,), _said = asked(monkeypatch, frozen, frozen.correct, method, reason="Nhập chậm.")
    assert (response.status_code, context["reason"], context["error"], given) == (200, "", "", [])


# --- reports and statements ------------------------------------------------------------------------------------------

#: Module, the view that decides, the function behind it, the queue, and the name of what was written.
REPORT = (reports, reports.decide, "_answered", reverse("figure_report_queue"), "answer")
STATEMENT = (deciding, deciding.decide, "_decided", reverse("statements"), "reason")
BOTH = pytest.mark.parametrize("which", [REPORT, STATEMENT], ids=["a report", "a statement"])


def decide(monkeypatch, which, *, problem="", **asked_for):
    """The view over a verb that finds this problem; with what `_page` was given, and the choices that were tried."""
    module, view, behind, queue, _words = which
    pages, tried = [], []

    def page(_request, *, status=HTTPStatus.OK, **given):
        pages.append(given)
        return HttpResponse(status=status)

    def carried_out(_request, row, choice, _now):
        tried.append((row, choice))
        return problem

    def reading(_request, _kind):
        return Plain(url=lambda **changed: queue + ("?first" if changed == {"trang": ""} else ""))

    monkeypatch.setattr(module, "read", reading)
    monkeypatch.setattr(module, "_page", page)
    monkeypatch.setattr(module, behind, carried_out)
    monkeypatch.setattr(module, "get_object_or_404", lambda _model, pk: pk)
    response, _shown, said = asked(monkeypatch, module, view, **asked_for)
    return response, pages, tried, said


@BOTH
@pytest.mark.parametrize("choice", ["decline", "accept", "publish", "drop", "", "Decline", None])
def test_only_what_can_be_chosen_is_carried_out(monkeypatch, which, choice):
    possible = {"answer": ("accept", "decline", "drop"), "reason": ("publish", "decline")}[which[-1]]
    fields = {} if choice is None else {"choice": choice}
    if choice not in possible:
        with pytest.raises(Http404):
            decide(monkeypatch, which, **fields)
        return
    response, pages, tried, _said = decide(monkeypatch, which, **fields)
    assert (response.status_code, response["Location"].split("?")[0]) == (302, which[3])
    assert (pages, tried) == ([], [(5, choice)])


@BOTH
def test_who_comes_back_from_signing_in_is_led_to_the_queue_and_nothing_is_done(monkeypatch, which):
    response, pages, tried, _said = decide(monkeypatch, which, method="GET", choice="decline")
    assert (response.status_code, response["Location"], pages, tried) == (302, which[3], [], [])


@BOTH
@pytest.mark.parametrize(
    ("written", "kept"),
    [("", ""), ("Đã sửa.", "Đã sửa."), ("x" * 1200, "x" * 1200), ("x" * 1201, "x" * 1200)],
    ids=["nothing", "a sentence", "twice as long as may be", "and a letter more"],
)
def test_what_was_refused_stays_at_its_row_with_what_was_written(monkeypatch, which, written, kept):
    response, (page,), _tried, said = decide(
        monkeypatch, which, problem="Vì thế.", choice="decline", **{which[-1]: written}
    )
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert page == {"pk": 5, "problem": "Vì thế.", which[-1]: kept}
    assert said == []


@pytest.mark.parametrize(
    ("choice", "told"),
    [("accept", "Đã trả lời."), ("decline", "Đã trả lời."), ("drop", "Đã bỏ, không hiện ở đâu.")],
)
def test_an_answered_report_says_so_and_leads_to_the_first_page_of_the_same_question(monkeypatch, choice, told):
    response, _pages, _tried, said = decide(monkeypatch, REPORT, choice=choice)
    assert said == [(25, told)]
    assert response["Location"] == f"{REPORT[3]}?first"
