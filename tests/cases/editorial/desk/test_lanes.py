"""The chips over the desk: what each is called, where it leads, how many wait, and how old or late they are."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from cases.editorial.desk.lanes import AT_APPEALS, AT_DUPLICATES, AT_RULINGS, desk_url, of_answers, of_matters
from cases.editorial.desk.matters import Waits
from cases.editorial.desk.queue import Lane, Tally, end_of_today, midnight
from cases.rules.rights import Power, Staff

pytestmark = pytest.mark.pure

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)  # Wednesday, 09:00 in Huế
DAY = timedelta(days=1)
REVIEWER = Staff(account=1, powers=frozenset({Power.DECIDE}))
HEAD = Staff(account=2, powers=frozenset({Power.DECIDE, Power.HEAD}))
COUNTS = {Lane.ALL: 9, Lane.URGENT: 2, Lane.AGAIN: 3, Lane.AMENDMENTS: 0, Lane.DISPUTED: 4}


def tally(**fields):
    return Tally(**{"counts": COUNTS, "oldest_at": NOW - DAY, "made": 0, **fields})


def waits(**fields):
    nothing = dict.fromkeys(("appeals_since", "rulings_since", "rulings_due"))
    return Waits(**{"appeals": 0, "rulings": 0, "overdue": 0, **nothing, **fields})


def matters(at_hand="", **fields):
    return {chip.name: chip for chip in of_matters(waits(**fields), at_hand, now=NOW)}


def test_lanes_of_answers_with_their_counts_and_the_one_at_hand():
    told = of_answers(tally(), REVIEWER, Lane.AGAIN, now=NOW)
    assert [(chip.name, chip.count, chip.current) for chip in told] == [
        ("Chờ duyệt", 9, False),
        ("Đến hạn hôm nay", 2, False),
        ("Nộp lại", 3, True),
        ("Bổ sung", 0, False),
    ]
    assert told[0].address == "/cms/duyet/"
    assert told[2].address == "/cms/duyet/?luong=nop-lai"
    assert not any(chip.age or chip.late for chip in told)


def test_where_one_is_at_none_of_them_none_is_current():
    assert not any(chip.current for chip in of_answers(tally(), HEAD, None, now=NOW))
    assert [chip.current for chip in of_answers(tally(), REVIEWER, Lane.ALL, now=NOW)] == [True, False, False, False]


@pytest.mark.parametrize(
    ("since", "age"),
    [
        (None, ""),
        (NOW - DAY, "từ 03/03"),
        (datetime(2026, 3, 2, 16, 59, tzinfo=UTC), "từ 02/03"),  # 23:59 in Huế
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), "từ 03/03"),
        (datetime(2025, 12, 31, 16, 59, tzinfo=UTC), "từ 31/12/2025"),  # of another year
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), "từ 01/01"),
    ],
)
def test_what_reviewers_differ_on_is_the_heads_with_its_age(since, age):
    *_others, last = of_answers(tally(disputed_at=since), HEAD, Lane.DISPUTED, now=NOW)
    assert (last.name, last.count, last.age, last.current) == ("Không cùng ý", 4, age, True)
    assert last.address == desk_url(Lane.DISPUTED) == "/cms/duyet/?luong=khac-y"


def test_where_nothing_waits_the_chips_of_matters_stay_but_for_duplicates():
    told = matters()
    assert [*told] == ["Khiếu nại", "Cần phân xử"]
    assert all((chip.count, chip.age, chip.late, chip.current) == (0, "", False, False) for chip in told.values())


@pytest.mark.parametrize(
    ("fields", "age", "late"),
    [
        ({"rulings": 1, "rulings_since": NOW - DAY}, "từ 03/03", False),
        ({"rulings": 1, "rulings_due": NOW + DAY}, "hạn 05/03", False),
        ({"rulings": 2, "rulings_since": NOW - DAY, "rulings_due": NOW + DAY}, "hạn 05/03", False),
        ({"rulings": 2, "rulings_due": NOW - DAY, "overdue": 1}, "1 quá hạn", True),
        ({"rulings": 9, "rulings_due": NOW - DAY, "rulings_since": NOW - 9 * DAY, "overdue": 7}, "7 quá hạn", True),
    ],
    ids=["without a day", "by a day", "the day says more", "one late", "several late"],
)
def test_what_is_to_be_settled_says_its_nearest_day_or_how_much_is_late(fields, age, late):
    chip = matters(**fields)["Cần phân xử"]
    assert (chip.age, chip.late, chip.count) == (age, late, fields["rulings"])
    assert matters(**fields)["Khiếu nại"].age == ""


def test_appeals_say_since_when_the_oldest_waits():
    chip = matters(AT_APPEALS, appeals=2, appeals_since=NOW - 2 * DAY)["Khiếu nại"]
    assert (chip.count, chip.age, chip.current, chip.late) == (2, "từ 02/03", True, False)
    assert chip.address == "/cms/duyet/khieu-nai/"


def test_duplicates_are_there_where_some_wait_or_one_is_among_them():
    assert "Phản ánh trùng" not in matters(AT_RULINGS)
    assert matters(AT_RULINGS)["Cần phân xử"].current
    left = matters(AT_DUPLICATES)["Phản ánh trùng"]
    assert (left.count, left.current, left.age) == (0, True, "")
    some = matters(duplicates=3, duplicates_since=NOW - DAY)["Phản ánh trùng"]
    assert (some.count, some.current, some.age) == (3, False, "từ 03/03")


def test_english_readers_read_english_names():
    with translation.override("en"):
        told = [*of_answers(tally(), HEAD, None, now=NOW), *matters(AT_DUPLICATES, rulings=1, overdue=1).values()]
        names = [chip.name for chip in told]
        (late,) = [chip.age for chip in told if chip.late]
    assert len({*names}) == len(names) == 8
    assert not {"Chờ duyệt", "Không cùng ý", "Khiếu nại", "Cần phân xử", "Phản ánh trùng"} & {*names}
    assert late.startswith("1 ")
    assert "quá hạn" not in late


@pytest.mark.parametrize(
    ("lane", "pk", "address"),
    [
        (Lane.ALL, None, "/cms/duyet/"),
        (Lane.ALL, 7, "/cms/duyet/7/"),
        (Lane.URGENT, None, "/cms/duyet/?luong=gap"),
        (Lane.URGENT, 7, "/cms/duyet/7/?luong=gap"),
    ],
)
def test_the_address_of_a_lane_and_of_an_answer_in_it(lane, pk, address):
    assert desk_url(lane, pk) == address


@pytest.mark.parametrize(
    ("now", "began", "ends"),
    [
        (NOW, datetime(2026, 3, 3, 17, tzinfo=UTC), datetime(2026, 3, 4, 16, 59, 59, 999999, tzinfo=UTC)),
        (
            datetime(2026, 3, 3, 17, tzinfo=UTC),  # the very first instant of the day in Huế
            datetime(2026, 3, 3, 17, tzinfo=UTC),
            datetime(2026, 3, 4, 16, 59, 59, 999999, tzinfo=UTC),
        ),
        (
            datetime(2026, 3, 3, 16, 59, 59, 999999, tzinfo=UTC),  # and the last one of the day before
            datetime(2026, 3, 2, 17, tzinfo=UTC),
            datetime(2026, 3, 3, 16, 59, 59, 999999, tzinfo=UTC),
        ),
    ],
)
def test_today_is_the_citys_day(now, began, ends):
    assert (midnight(now), end_of_today(now)) == (began, ends)
