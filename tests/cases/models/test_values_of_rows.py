"""What rows say of themselves, without a database: sums of a frozen day, bounds, words for a decision, press words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from cases.models import (
    Agency,
    AgencyStatement,
    Answer,
    Appeal,
    Assignment,
    Calendar,
    CalendarChange,
    CalendarDay,
    CategoryTerm,
    ChartNote,
    ConfirmedDuplicate,
    Extension,
    FigureReport,
    HintsShown,
    InternalNote,
    KeptFigures,
    Mail,
    PendingDecision,
    Photo,
    PressMention,
    Rating,
    Remark,
    ReopenRequest,
    Report,
    Round,
    Ruling,
    Snapshot,
    SnapshotAgency,
    SnapshotChange,
    SnapshotCorrection,
    Submission,
    UrgentMark,
    Withdrawal,
)
from cases.models.agency import shown_name
from cases.models.photo import original_name
from cases.models.photo import shown_name as shown_file
from cases.models.press import PressBlock, press_words
from cases.rules.calendars import Calendar as RuleCalendar

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
DAY = timedelta(days=1)
SECRET = "BÍ MẬT"


# --- strings show up in logs, locks and screens of others: no text is in them ----------------------------------------


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (Answer(pk=3, assignment_id=7, text=SECRET, legal_reason=SECRET), "#3 (7)"),
        (Submission(answer_id=3, number=2, text=SECRET, sentence=SECRET, legal_reason=SECRET), "3/2"),
        (Appeal(version_id=4, sentence=SECRET, words=SECRET, against_sentence=SECRET), "4: waits"),
        (Appeal(version_id=4, outcome="granted", words=SECRET), "4: granted"),
        (Ruling(assignment_id=7, cause="not_ours", sentence=SECRET), "7: not_ours waits"),
        (Ruling(assignment_id=7, cause="refused", outcome="stays", words=SECRET), "7: refused stays"),
        (PendingDecision(version_id=4, choice="return", sentence=SECRET), "4: return"),
        (Remark(version_id=4, kind="opinion", text=SECRET), "4: opinion"),
        (InternalNote(pk=2, case_id=9, text=SECRET), "note 2 (9)"),
        (Report(case_id=9, title=SECRET, text=SECRET, place=SECRET), "report 9"),
        (ReopenRequest(case_id=9, round=2, text=SECRET, state="waiting"), "9/2 waiting"),
        (Rating(case_id=9, round=2, value="acceptable", reason=SECRET), "9/2 acceptable"),
        (FigureReport(page="/so-lieu/", figure=SECRET, expected=SECRET, answer=SECRET), "/so-lieu/ waiting"),
        (AgencyStatement(agency_id=5, text=SECRET, reason=SECRET, state="declined"), "5 declined"),
        (Withdrawal(case_id=9, legal_basis=SECRET), "9: waits"),
        (Withdrawal(case_id=9, legal_basis=SECRET, outcome="dropped"), "9: dropped"),
        (Extension(assignment_id=7, sentence=SECRET, promised_on=date(2026, 3, 13)), "7 → 13/03/2026"),
        (Photo(case_id=9, kind="after", caption=SECRET), "9 after"),
        (Mail(kind="digest", account_id=6, last_error=SECRET), "digest 6"),
        (HintsShown(version_id=4, kinds={"vague": 2, "excuse": 1}), "4: 2"),
        (SnapshotCorrection(snapshot_id=1, made_at=AT, reason=SECRET), "1: 02/03/2026"),
        (SnapshotChange(snapshot_id=1, kind="came", number=501, name=SECRET), "1: came 501"),
        (SnapshotAgency(snapshot_id=1, agency_id=5, name=SECRET), "1: 5"),
        (ConfirmedDuplicate(case_id=9, into_id=8, round=1), "9 = 8/1"),
        (UrgentMark(case_id=9, until=AT), "9 until 2026-03-02T02:00:00+00:00"),
        (KeptFigures(at=AT), "2026-03-02T02:00:00+00:00"),
        (CalendarChange(calendar_id=1, days=["2026-03-03", "2026-03-04"]), "1 2026-03-03, 2026-03-04"),
        (Round(case_id=9, number=2), "9/2"),
        (Assignment(case_id=9, agency_id=5, kind="opinion"), "9: 5 opinion"),
        (Snapshot(date=date(2026, 3, 2)), "02/03/2026"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_row_is_called_by_numbers_and_codes(row, text):
    assert str(row) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (CalendarDay(day=date(2026, 9, 2), name="Quốc khánh"), "02/09/2026 Quốc khánh"),
        (ChartNote(since=date(2026, 3, 2), text="Lũ lớn"), "02/03/2026: Lũ lớn"),
        (PressMention(day=date(2026, 3, 2), title="Đèn tối"), "02/03/2026: Đèn tối"),
        (CategoryTerm(n=7, kind="working_days"), "7 Ngày làm việc"),
        (CategoryTerm(n=4, kind="hours"), "4 Giờ"),
        (Agency(name="UBND phường Kim Long"), "UBND phường Kim Long"),
        (Agency(name=""), "Nguồn không ghi đơn vị"),
    ],
)
def test_what_editors_keep_is_called_by_its_words(row, text):
    assert str(row) == text


def test_an_agency_without_a_name_is_called_so_in_both_languages():
    assert shown_name("Sở Y tế") == "Sở Y tế"
    with translation.override("en"):
        assert shown_name("") not in ("", "Nguồn không ghi đơn vị")


# --- frozen days -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_open", "overdue", "broken", "extended", "headline", "past_due", "share"),
    [
        (0, 0, 0, 0, 0, 0, None),  # of nothing there is no share
        (10, 0, 0, 0, 0, 0, 0.0),
        (10, 3, 2, 4, 5, 9, 0.5),  # extended stands beside the headline, never inside it
        (4, 0, 0, 4, 0, 4, 0.0),
        (4, 0, 4, 0, 4, 4, 1.0),
    ],
)
def test_the_sums_of_a_frozen_day(is_open, overdue, broken, extended, headline, past_due, share):
    counts = {"open": is_open, "overdue": overdue, "promise_broken": broken, "extended": extended}
    for row in (Snapshot(**counts), SnapshotAgency(**counts)):
        assert (row.headline, row.past_due, row.share) == (headline, past_due, share)


@pytest.mark.parametrize(("reconstructed", "bound"), [(False, AT), (True, AT + DAY)])
def test_what_a_frozen_day_knew(reconstructed, bound):
    assert Snapshot(ended_at=AT, frozen_at=AT + DAY, reconstructed=reconstructed).bound == bound


# --- decisions, clocks, photos ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "choice", "of_appeal", "told"),
    [
        ("", "approve", False, "Duyệt"),
        ("", "return", False, "Trả lại"),
        ("", "refuse", False, "Từ chối"),
        ("returned", "approve", True, "Chấp nhận khiếu nại"),
        ("refused", "approve", True, "Chấp nhận khiếu nại"),
        ("returned", "return", True, "Giữ nguyên quyết định"),
        ("refused", "refuse", True, "Giữ nguyên quyết định"),
    ],
)
def test_a_decision_that_waits_is_told_by_what_it_is_about(decision, choice, of_appeal, told):
    row = PendingDecision(version=Submission(decision=decision), choice=choice)
    assert (row.is_of_appeal, str(row.told)) == (of_appeal, told)


@pytest.mark.parametrize(("root", "clock"), [(None, 3), (1, 1)])
def test_whose_due_dates_a_charge_has(root, clock):
    assert Assignment(pk=3, clock_root_id=root).clock_id == clock


@pytest.mark.parametrize(
    ("hours", "rule"),
    [
        ((None, None), None),
        (("08:30", None), None),  # half of them are none
        ((None, "17:00"), None),
    ],
)
def test_a_term_without_whole_office_hours_has_none(hours, rule):
    opens, closes = hours
    row = CategoryTerm(kind="working_days", n=7, office_opens=opens, office_closes=closes)
    assert row.as_rule().office_hours is rule


def test_where_pictures_lie_nobody_can_guess():
    names = {original_name(Photo(), "So-nha-12.jpg") for _ in range(3)} | {shown_file() for _ in range(3)}
    assert len(names) == 6
    assert not any("nha" in name for name in names)
    assert {name.split("/")[0] for name in names} == {"originals", "photos"}
    assert {len(name.split("/")[1]) for name in names} == {len("0" * 32 + ".jpg")}


# --- calendars -------------------------------------------------------------------------------------------------------


def test_a_calendar_becomes_a_rule_with_the_days_at_hand():
    rows = [
        CalendarDay(day=date(2026, 9, 2), kind="holiday", name="Quốc khánh"),
        CalendarDay(day=date(2026, 8, 22), kind="make_up", name="Làm bù"),
    ]
    calendar = Calendar(zone="Asia/Ho_Chi_Minh", reaches=date(2026, 12, 31))
    assert calendar.as_rule(rows) == RuleCalendar(
        zone="Asia/Ho_Chi_Minh",
        holidays={date(2026, 9, 2): "Quốc khánh"},
        make_up={date(2026, 8, 22): "Làm bù"},
        reaches=date(2026, 12, 31),
    )
    assert Calendar(zone="UTC", days_off=[4]).as_rule([]).days_off == {4}


# --- what the press wrote of a case ----------------------------------------------------------------------------------


def mentions(*articles):
    """The blocks of these articles, with ids of their own."""
    block = PressBlock()
    rows = [{"type": "mention", "value": article, "id": f"{n}-{id(articles)}"} for n, article in enumerate(articles)]
    return block.to_python(rows)


def an_article(**more):
    return {"publication": "Báo Huế", "title": "Đèn tối", "address": "https://bao.vn/1", "day": "2026-03-02", **more}


def test_what_the_press_wrote_is_the_same_whatever_ids_its_blocks_bear():
    assert press_words(mentions()) == ""
    once = press_words(mentions(an_article()))
    assert once == press_words(mentions(an_article()))
    assert "Đèn tối" in once
    assert "2026-03-02" in once
    assert press_words(mentions(an_article(title="Khác"))) != once
    two = press_words(mentions(an_article(), an_article(title="Khác")))
    assert two != press_words(mentions(an_article(title="Khác"), an_article()))  # editors give the order
