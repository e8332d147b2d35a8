"""The rows of the desk's queues from plain values: whose clock, how late, who reads it, and what kind of text it is."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Plain

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from cases.editorial.desk import matters, queue, screen
from cases.editorial.desk.matters import clock_of
from cases.models import (
    Agency,
    Answer,
    Appeal,
    Assignment,
    Case,
    Claim,
    ReasonCode,
    Remark,
    Ruling,
    Submission,
)
from cases.public.pace import Limits
from cases.rules.rights import Staff

pytestmark = pytest.mark.pure

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)
WARD, BOARD = Agency(pk=1, slug="a", name="UBND phường A"), Agency(pk=2, slug="b", name="Sở B")
LAN, BINH = get_user_model()(pk=7, username="lan", first_name="Lan"), get_user_model()(pk=8, username="binh")
ME = Staff(account=LAN.pk)
LIMITS = Limits(late_before=NOW - 8 * HOUR, alarm_before=NOW - 48 * HOUR)


def charge(pk=5, agency=WARD, kind="handling"):
    return Assignment(pk=pk, agency=agency, kind=kind, case=Case(pk=9, number=31))


def version(pk=1, of=None, *, number=1, amends=None, since=NOW - HOUR, claim=None, **annotated):
    answer = Answer(pk=pk, assignment=of or charge(), amends_id=amends)
    found = Submission(pk=pk, answer=answer, number=number, submitted_at=since)
    for name, value in annotated.items():
        setattr(found, name, value)
    found._state.fields_cache["claim"] = claim
    return found


def claimed(by, until=NOW + TICK):
    return Claim(account=by, until=until, since=NOW - HOUR)


def public(*charges):
    """A case as the public reads it, with these charges: number and agency."""
    return Plain(title="Đèn tắt", assignments=[Plain(id=pk, agency=Plain(slug=agency.slug)) for pk, agency in charges])


# --- the clock -------------------------------------------------------------------------------------------------------


def test_of_an_agency_with_several_charges_in_a_case_each_text_stands_by_its_own_clock():
    """It handles the case, and is asked for its opinion on it later; or it handled it in the round before."""
    case = public((5, WARD), (6, BOARD), (7, WARD))
    for pk in (5, 6, 7):
        assert clock_of(case, pk) is case.assignments[pk - 5]
    row = screen._row(version(of=charge(5)), case, ME, LIMITS, now=NOW)
    assert row.clock is case.assignments[0]
    assert clock_of(case, 8) is None
    assert clock_of(None, 5) is None


@pytest.mark.parametrize(
    ("since", "late"),
    [
        pytest.param(NOW, "", id="just now"),
        pytest.param(NOW - 8 * HOUR, "", id="at the very end of the term"),
        pytest.param(NOW - 8 * HOUR - TICK, "late", id="a moment later"),
        pytest.param(NOW - 48 * HOUR, "late", id="far past it, nearly"),
        pytest.param(NOW - 48 * HOUR - TICK, "alarm", id="far past it"),
        pytest.param(None, "", id="nobody knows since when"),
    ],
)
def test_how_late_the_center_is_with_it(since, late):
    row = screen._row(version(since=since), public((5, WARD)), ME, LIMITS, now=NOW)
    assert (row.late, row.submitted_at) == (late, since)


# --- who reads it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "reader", "free"),
    [
        pytest.param(None, "", True, id="nobody"),
        pytest.param(claimed(BINH), "binh", False, id="another, by the account where no name is known"),
        pytest.param(claimed(BINH, NOW), "", True, id="another until this moment"),
        pytest.param(claimed(LAN), "", True, id="oneself"),
        pytest.param(claimed(get_user_model()(pk=9, username="x", first_name="An")), "An", False, id="another by name"),
    ],
)
def test_what_another_reads_is_named_and_is_not_the_next(claim, reader, free):
    held = version(claim=claim)
    assert screen._row(held, public((5, WARD)), ME, LIMITS, now=NOW).reader == reader
    after = version(2)
    assert queue.next_of([held, after], ME, now=NOW) == (1 if free else 2)
    assert queue.next_of([held], ME, now=NOW) == (1 if free else None)
    assert queue.next_of([], ME, now=NOW) is None


@pytest.mark.parametrize(
    ("annotated", "skipped", "disputed"),
    [
        ({}, False, False),
        ({"skipped": True, "advised": 1}, True, False),
        ({"skipped": False, "advised": 2}, False, True),
        ({"advised": 0}, False, False),
    ],
)
def test_what_one_left_for_later_and_what_reviewers_differ_on(annotated, skipped, disputed):
    row = screen._row(version(**annotated), public((5, WARD)), ME, LIMITS, now=NOW)
    assert (row.skipped, row.disputed) == (skipped, disputed)


def test_a_case_that_was_never_public_goes_by_its_number():
    row = screen._row(version(), None, ME, LIMITS, now=NOW)
    assert (row.title, row.agency, row.clock) == ("Phản ánh 31", "UBND phường A", None)
    assert screen._row(version(), public(), ME, LIMITS, now=NOW).title == "Đèn tắt"


# --- what it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "told", "english"),
    [
        pytest.param(version(), "Câu trả lời", "Answer", id="an answer"),
        pytest.param(version(number=2), "Câu trả lời, bản 2", "Answer, version 2", id="sent again"),
        pytest.param(version(amends=4), "Phần bổ sung", "Amendment", id="an amendment"),
        pytest.param(
            version(of=charge(kind="opinion"), amends=4, number=3), "Phần bổ sung, bản 3", "Amendment, version 3",
            id="an amendment of whatever kind",
        ),
        pytest.param(version(of=charge(kind="opinion")), "Cho ý kiến", "Opinion", id="an opinion"),
        pytest.param(
            version(of=charge(kind="follow_up"), number=2), "Kiểm tra lại, bản 2", "Follow-up, version 2",
            id="a follow-up",
        ),
    ],
)  # fmt: skip
def test_what_kind_of_text_it_is_and_which_version(held, told, english):
    assert screen.what_it_is(held) == told
    with translation.override("en"):
        assert screen.what_it_is(held) == english


def remark(pk, kind="opinion", account=None, advises=""):
    return Remark(pk=pk, kind=kind, account=account, advises=advises)


@pytest.mark.parametrize(
    ("remarks", "opinions", "said"),
    [
        pytest.param([], [], [], id="nothing was said"),
        pytest.param([remark(1, "skip", LAN)], [], [1], id="left for later"),
        pytest.param([remark(1, account=LAN), remark(2, account=BINH)], [1, 2], [], id="one opinion each"),
        pytest.param([remark(1, account=LAN), remark(2, account=LAN)], [2], [1], id="somebody thought again"),
        pytest.param([remark(1), remark(2)], [1, 2], [], id="of accounts that are gone: nobody knows whose"),
        pytest.param(
            [remark(1, account=LAN), remark(2, "skip", LAN), remark(3, account=BINH)], [1, 3], [2], id="both kinds"
        ),
    ],
)
def test_where_reviewers_differ_the_last_opinion_of_each_stands_above_the_rest(remarks, opinions, said):
    fields = dict.fromkeys(screen.Screen.__dataclass_fields__)
    shown = screen.Screen(**{**fields, "remarks": remarks, "disputed": True})
    assert [each.pk for each in shown.opinions] == opinions
    assert [each.pk for each in shown.said] == said
    agreed = screen.Screen(**{**fields, "remarks": remarks, "disputed": False})
    assert [each.pk for each in agreed.said] == [each.pk for each in remarks], "where they agree all stand together"


def test_codes_that_a_return_or_a_refusal_may_quote_are_those_in_use():
    given = [("return", True), ("refuse", True), ("return", False), ("strike", True), ("refuse", False), ("rule", True)]
    codes = [ReasonCode(kind=kind, code=str(n), active=active) for n, (kind, active) in enumerate(given)]
    assert [each.code for each in screen.decisive(codes)] == ["0", "1"]


# --- appeals, and what is to be settled ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "overdue"),
    [(None, False), (NOW + TICK, False), (NOW, False), (NOW - TICK, True)],
    ids=["no day", "a moment before", "its very end", "a moment after"],
)
def test_what_is_to_be_settled_has_a_row(due, overdue):
    ruling = Ruling(pk=3, assignment=charge(7), cause="not_ours", asked_at=NOW - HOUR, due_at=due)
    row = matters._ruling_row(ruling, {9: public((5, WARD), (7, WARD))}, NOW)
    assert (row.pk, row.title, row.agency, row.clock.id) == (3, "Đèn tắt", "UBND phường A", 7)
    assert (row.since, row.due_at, row.overdue) == (NOW - HOUR, due, overdue)
    assert row.what == ruling.get_cause_display()
    bare = matters._ruling_row(ruling, {}, NOW)
    assert (bare.title, bare.clock) == ("Phản ánh 31", None)


def test_an_appeal_has_a_row_without_a_day():
    reason = ReasonCode(kind="appeal", code="x", label="Đã đủ ngày, ảnh")
    appeal = Appeal(pk=4, version=version(of=charge(7)), reason=reason, appealed_at=NOW - HOUR)
    row = matters._appeal_row(appeal, {9: public((5, WARD), (7, WARD))})
    assert (row.pk, row.title, row.clock.id, row.what) == (4, "Đèn tắt", 7, "Đã đủ ngày, ảnh")
    assert (row.since, row.due_at, row.overdue) == (NOW - HOUR, None, False)
    assert matters._appeal_row(appeal, {}).title == "Phản ánh 31"
