"""The deadline day by day: what each day is called, where it is folded, and the same days as the rules count."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from cases.rules.calendars import Calendar
from cases.rules.terms import Day, DayKind, Term, TermKind, due_at, explain
from cases.templatetags.deadline import HEAD, LISTED, LONGEST, TAIL, Cell, strip

ZONE = "Asia/Ho_Chi_Minh"
VN = Calendar(zone=ZONE, holidays={date(2026, 11, 24): "Ngày Văn hoá Việt Nam"}, make_up={date(2026, 11, 28): "bù"})
START = datetime(2026, 11, 13, 2, tzinfo=UTC)  # Friday 13/11, 09:00 in Huế
DUE = date(2026, 11, 25)  # Wednesday: seven working days later, with a holiday on Tuesday


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the strip reads of a case."""

    deadline_days: tuple[Day, ...]
    verdict: str | None = "in_term"
    phase: str = "open"
    round: int = 1
    term_kind: str = "working_days"
    limit_at: datetime | None = None
    at: datetime = field(default=datetime(2026, 11, 16, 2, tzinfo=UTC))
    t: datetime | None = None


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def told(until: date, term: Term | None = None, calendar: Calendar = VN, start: datetime = START) -> tuple[Day, ...]:
    return explain(term or Term(kind=TermKind.WORKING_DAYS, n=7), calendar, start, until=until)


def cells(case: Case) -> dict[date, Cell]:
    found = strip(case)
    return {cell.day: cell for cell in (*found.head, *(found.middle.cells if found.middle else ()), *found.tail)}


def test_the_example_ends_where_the_rules_end_it() -> None:
    due = due_at(Term(kind=TermKind.WORKING_DAYS, n=7), VN, START)
    assert due.date() == DUE
    assert cells(Case(deadline_days=told(DUE)))[DUE].mark.startswith("due")


def test_every_day_says_what_it_is() -> None:
    case = Case(deadline_days=told(DUE), at=noon(date(2026, 12, 30)))
    said = [(cell.mark, cell.count, cell.says) for cell in cells(case).values()]
    assert said[0] == ("start", "0", "Thứ Sáu 13/11: ngày tiếp nhận, chưa tính")
    assert said[1] == ("off", "nghỉ", "Thứ Bảy 14/11: cuối tuần, không tính")
    assert said[3] == ("count", "1", "Thứ Hai 16/11: ngày làm việc thứ 1")
    assert said[11] == ("off", "lễ", "Thứ Ba 24/11: Ngày Văn hoá Việt Nam, nghỉ lễ, không tính")
    assert said[12] == ("due", "7", "Thứ Tư 25/11: ngày làm việc thứ 7, hạn cuối")


def test_the_month_is_written_on_the_first_day_and_when_it_changes() -> None:
    labels = [cell.label for cell in cells(Case(deadline_days=told(date(2026, 12, 2)))).values()]
    assert labels[0] == "13/11"
    assert labels[1] == "14"
    assert labels[18] == "1/12"
    assert labels[19] == "2"


def test_columns_follow_the_week() -> None:
    found = cells(Case(deadline_days=told(DUE)))
    assert [found[date(2026, 11, day)].column for day in (13, 15, 16)] == [5, 7, 1]


def test_a_reopened_case_starts_with_its_reopening() -> None:
    first = strip(Case(deadline_days=told(DUE), round=2)).head[0]
    assert (first.note, first.says) == ("Mở lại", "Thứ Sáu 13/11: ngày mở lại, chưa tính")


def test_a_make_up_saturday_counts() -> None:
    days = told(date(2026, 12, 2), start=datetime(2026, 11, 20, 2, tzinfo=UTC))
    saturday = cells(Case(deadline_days=days))[date(2026, 11, 28)]
    assert saturday.mark == "count"
    assert saturday.says == f"Thứ Bảy 28/11: làm bù, ngày làm việc thứ {saturday.count}"


def test_calendar_days_are_not_called_working_days() -> None:
    days = told(date(2026, 11, 20), Term(kind=TermKind.CALENDAR_DAYS, n=3))
    found = cells(Case(deadline_days=days, term_kind="calendar_days"))
    assert found[date(2026, 11, 14)].says == "Thứ Bảy 14/11: ngày thứ 1"


def test_days_of_a_term_in_hours_count_without_a_number() -> None:
    days = told(date(2026, 11, 16), Term(kind=TermKind.HOURS, n=48))
    found = cells(Case(deadline_days=days, term_kind="hours"))
    assert (found[date(2026, 11, 14)].count, found[date(2026, 11, 14)].says) == ("•", "Thứ Bảy 14/11: được tính")


def test_a_start_outside_office_hours_has_two_first_days() -> None:
    days = (
        Day(day=date(2026, 11, 14), kind=DayKind.START),
        Day(day=date(2026, 11, 15), kind=DayKind.WEEKEND),
        Day(day=date(2026, 11, 16), kind=DayKind.START),
        Day(day=date(2026, 11, 17), kind=DayKind.DUE, count=1),
    )
    found = [cell.note for cell in cells(Case(deadline_days=days, at=noon(date(2027, 1, 1)))).values()]
    assert found == ["Tiếp nhận", "", "Bắt đầu", "Hạn cuối"]


@pytest.mark.parametrize(("verdict", "mark"), [("overdue", "over"), ("promise_broken", "late")])
def test_days_past_the_limit_are_late_in_the_colour_of_the_verdict(verdict: str, mark: str) -> None:
    case = Case(deadline_days=told(date(2026, 11, 27)), verdict=verdict, at=noon(date(2027, 1, 1)))
    assert [cell.mark for cell in cells(case).values()][-2:] == [mark, mark]
    assert [cell.count for cell in cells(case).values()][-2:] == ["+1", "+2"]


def test_days_inside_the_promise_are_past_due_but_not_late() -> None:
    case = Case(
        deadline_days=told(date(2026, 12, 2)),
        verdict="promise_broken",
        limit_at=datetime(2026, 11, 30, 16, 59, tzinfo=UTC),
        at=noon(date(2026, 12, 2)),
    )
    found = cells(case)
    assert found[date(2026, 11, 26)].says == "Thứ Năm 26/11: quá hạn 1 ngày, trong thời gian đã hẹn"
    assert (found[date(2026, 11, 30)].mark, found[date(2026, 11, 30)].note) == ("promise", "Ngày hẹn")
    assert found[date(2026, 12, 1)].says == "Thứ Ba 1/12: quá hạn 6 ngày, đã lỡ hẹn"
    assert found[date(2026, 12, 2)].mark == "late is-today"
    assert found[date(2026, 12, 2)].says.endswith("đã lỡ hẹn, hôm nay")


def test_today_is_the_citys_day() -> None:
    case = Case(deadline_days=told(DUE), at=datetime(2026, 11, 15, 18, tzinfo=UTC))  # already Monday in Huế
    assert cells(case)[date(2026, 11, 16)].note == "Hôm nay"


def test_the_day_of_the_answer_is_named_and_today_is_not() -> None:
    answered = noon(date(2026, 11, 18))
    case = Case(deadline_days=told(DUE), phase="answered", t=answered, at=noon(date(2026, 11, 20)))
    found = cells(case)
    assert found[date(2026, 11, 18)].note == "Trả lời"
    assert "is-answer" in found[date(2026, 11, 18)].mark
    assert "is-today" not in found[date(2026, 11, 20)].mark


def test_an_answer_on_the_due_day_is_named_with_it() -> None:
    case = Case(deadline_days=told(DUE), phase="awaiting", t=noon(DUE))
    assert cells(case)[DUE].note == "Hạn cuối, trả lời"


def test_up_to_thirty_days_nothing_is_folded() -> None:
    days = told(START.date() + timedelta(days=LONGEST - 1))
    assert len(days) == LONGEST
    found = strip(Case(deadline_days=days, verdict="overdue"))
    assert (len(found.head), found.middle, found.tail) == (LONGEST, None, ())


def test_above_thirty_days_the_middle_is_folded_and_nothing_is_lost() -> None:
    days = told(START.date() + timedelta(days=LONGEST))
    found = strip(Case(deadline_days=days, verdict="overdue"))
    assert found.middle is not None
    assert (len(found.head), found.middle.n, len(found.tail)) == (HEAD, LONGEST + 1 - HEAD - TAIL, TAIL)
    assert [cell.day for cell in (*found.head, *found.middle.cells, *found.tail)] == [day.day for day in days]
    assert (found.middle.since, found.middle.until) == (found.middle.cells[0].day, found.middle.cells[-1].day)
    for part in (found.middle.cells, found.tail):
        assert part[0].label == f"{part[0].day.day}/{part[0].day.month}"
        assert part[0].count.startswith("+")  # days late still count from the due day


def test_years_of_lateness_are_summed_up_not_listed() -> None:
    days = told(START.date() + timedelta(days=HEAD + LISTED + TAIL))
    found = strip(Case(deadline_days=days, verdict="overdue"))
    assert found.middle is not None
    assert (found.middle.n, found.middle.cells) == (LISTED + 1, ())
    assert found.middle.until + timedelta(days=1) == found.tail[0].day
    just_listed = strip(Case(deadline_days=days[:-1], verdict="overdue"))
    assert just_listed.middle is not None
    assert len(just_listed.middle.cells) == LISTED


def test_the_legend_explains_only_what_occurs() -> None:
    plain = strip(Case(deadline_days=told(DUE)))
    culture_day = ("24/11", "Ngày Văn hoá Việt Nam")
    assert plain.keys == (("1 đến 7", "ngày được tính"), ("nghỉ, lễ", "không tính"), culture_day)
    late = strip(Case(deadline_days=told(date(2026, 11, 26)), verdict="overdue"))
    assert late.keys[-2] == ("+1", "quá hạn")
    broken = strip(
        Case(
            deadline_days=told(date(2026, 12, 2)),
            verdict="promise_broken",
            limit_at=datetime(2026, 11, 27, 16, 59, tzinfo=UTC),
        )
    )
    assert broken.keys[2:] == (
        ("+1 đến +2", "quá hạn, trong thời gian đã hẹn"),
        ("+3 đến +7", "quá hạn, đã lỡ hẹn"),
        culture_day,
    )


def test_a_case_without_days_has_an_empty_strip() -> None:
    assert strip(Case(deadline_days=())) == strip({})
    assert strip({}).head == ()


def test_no_kind_of_day_is_forgotten() -> None:
    for kind in DayKind:
        due = Day(day=DUE, kind=DayKind.DUE, count=7)
        day = Day(day=DUE + timedelta(days=1), kind=kind, count=None, name="Lễ")
        assert strip(Case(deadline_days=(due, day))).head[1].says


def test_a_holidays_name_stands_in_its_cell_or_with_its_days_in_the_legend() -> None:
    names = {1: "Quốc khánh", 2: "Ngày nghỉ (thay cho ngày 22/08/2026)", 3: "Giao thừa Tết Nguyên Đán", 4: ""}
    names[5] = names[6] = "Nghỉ phòng chống dịch"
    holidays = {date(2026, 9, day): name for day, name in names.items()}
    days = told(date(2026, 9, 14), calendar=Calendar(zone=ZONE, holidays=holidays), start=noon(date(2026, 8, 31)))
    case = Case(deadline_days=days, at=noon(date(2026, 9, 7)))
    found = cells(case)
    assert [found[day].note for day in holidays] == ["Quốc khánh", "", "", "", "", ""]
    assert names[2] in found[date(2026, 9, 2)].says  # who cannot see the strip hears it at once
    assert strip(case).keys[2:] == (
        ("2/9", "Ngày nghỉ (thay cho ngày 22/08/2026)"),
        ("3/9", "Giao thừa Tết Nguyên Đán"),
        ("5/9 đến 6/9", "Nghỉ phòng chống dịch"),
    )


def test_what_breaks_in_a_cell_is_whole_where_it_is_heard() -> None:
    answered = noon(date(2026, 11, 18))
    case = Case(deadline_days=told(DUE), phase="answered", t=answered, at=answered)
    with translation.override("en"):
        cell = cells(case)[date(2026, 11, 18)]
    assert cell.note.replace("\N{SOFT HYPHEN}", "") == "Answer"
    assert cell.note != "Answer"
    assert cell.says.endswith(", answer")
