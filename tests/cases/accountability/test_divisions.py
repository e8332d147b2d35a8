"""The city by ward and by category, and one part of it."""

import pytest

from cases.accountability import present as present_module
from cases.accountability.case_counts import NOTHING
from cases.accountability.divisions import CATEGORIES, SHOWN, WARDS, DividedRow, divided, part
from cases.models import Category, Ward
from tests.cases.accountability.city import NOW, a_city
from tests.factories import LIGHTING, Walk, a_case, an_agency, walk_to

DIVISIONS = pytest.mark.parametrize("division", [WARDS, CATEGORIES], ids=lambda division: division.name)
SLUGS = {"ward": "kim-long", "category": "chieu-sang"}


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(present_module.timezone, "now", lambda: NOW)


def here(state, **report):
    return walk_to(state, ward="kim-long", **report)


# --- all parts -------------------------------------------------------------------------------------------------------


@DIVISIONS
def test_every_part_is_there_and_the_sum_is_the_city(db, division):
    a_city()
    here("overdue")
    found = divided(division)
    assert found.at == NOW
    assert {row.slug for row in found.rows} == set(division.model.objects.values_list("slug", flat=True))
    assert sum(row.open for row in found.rows) + found.rest.open == found.total.open == 8
    assert (found.total.overdue, found.total.promise_broken, found.total.extended) == (5, 1, 1)
    assert [row.slug for row in found.busy] == [SLUGS[division.name]]
    assert len(found.idle) == len(found.rows) - 1


def test_cases_without_a_ward_are_the_rest(db):
    a_case("overdue")
    found = divided(WARDS)
    assert (found.rest.open, found.total.open, found.busy) == (1, 1, [])


def test_most_late_first_then_past_due_then_open_then_by_name(db):
    for slug, states in {
        "vy-da": ["overdue"],
        "kim-long": ["overdue", "promise_broken"],
        "an-cuu": ["overdue", "late_extended", "assigned"],
        "phu-bai": ["answered"],
    }.items():
        for state in states:
            walk_to(state, ward=slug)
    found = divided(WARDS)
    assert [row.slug for row in found.rows[:3]] == ["an-cuu", "kim-long", "vy-da"]
    names = [row.name for row in found.idle]
    assert names.index("Phường Dương Nỗ") < names.index("Phường Hoá Châu") < names.index("Xã A Lưới 1")
    assert names.index("Xã Phú Vang") < names.index("Xã Quảng Điền"), "đ after d, in the order of a dictionary"


@DIVISIONS
def test_three_queries(db, django_assert_num_queries, division):
    for number in range(4):
        here("overdue", title=f"Việc {number}")
    with django_assert_num_queries(3):
        divided(division)


def test_wards_have_their_codes_and_english_names(db, settings):
    from django.utils.translation import override

    with override("en"):
        row = next(row for row in divided(WARDS).rows if row.slug == "kim-long")
    assert row.name == "Kim Long Ward"
    assert row.code == Ward.objects.get(slug="kim-long").code
    assert {row.code for row in divided(CATEGORIES).rows} == {""}


# --- one part --------------------------------------------------------------------------------------------------------


@DIVISIONS
def test_one_part(db, division):
    late = here("overdue", title="Đèn tắt").case
    broken = here("promise_broken", title="Ổ gà").case
    extended = here("extended", title="Rác").extend(promised_on=NOW.date()).case
    answered = here("answered", title="Cây đổ").case
    here("assigned", at=NOW, title="Mới")
    walk_to("overdue", ward="vy-da", category="rac-thai", title="Nơi khác")
    found = part(division, SLUGS[division.name])
    assert (found.at, found.slug) == (NOW, SLUGS[division.name])
    assert found.name == {"ward": "Phường Kim Long", "category": "Chiếu sáng công cộng"}[division.name]
    counts = found.counts
    assert (counts.open, counts.overdue, counts.promise_broken, counts.extended) == (4, 1, 1, 1)
    assert (counts.answered, counts.answered_in_term) == (1, 1)
    assert {case.id for case in found.past_due_cases} == {late.pk, broken.pk, extended.pk}
    assert [case.id for case in found.answered_cases] == [answered.pk]


def test_the_longest_past_due_and_the_newest_answers_come_first_and_only_a_few(db):
    from datetime import timedelta

    from tests.factories import START

    late = [here("assigned", at=START + timedelta(days=day % 3)).case.pk for day in range(SHOWN + 2)]
    done = [here("assigned").later(hours=hour).submit().approve().case.pk for hour in range(SHOWN + 2)]
    found = part(WARDS, "kim-long")
    by_due = sorted(late, key=lambda pk: (late.index(pk) % 3, pk))
    assert [case.id for case in found.past_due_cases] == by_due[:SHOWN]
    assert [case.id for case in found.answered_cases] == done[::-1][:SHOWN]


def test_agencies_inside_a_part(db):
    lighting = an_agency(LIGHTING, kind="center")
    here("overdue")
    here("answered")
    Walk(ward="kim-long").accept().assign(lighting).assign()
    Walk(ward="kim-long", title="Chưa giao").accept()
    Walk(ward="kim-long", title="Không tên").accept().assign(an_agency("", kind="other", slug="chua-giao"))
    Walk(ward="vy-da").accept().assign(an_agency("Ở nơi khác"))
    found = part(WARDS, "kim-long").agencies
    assert [(row.name, row.slug, row.open, row.answered) for row in found] == [
        ("", "", 2, 0),
        ("UBND phường Kim Long", "ubnd-phuong-kim-long", 2, 1),
        (LIGHTING, "trung-tam-chieu-sang", 1, 0),
    ]
    assert all(isinstance(row, DividedRow) for row in found)


@pytest.mark.parametrize("hidden", ["withdrawn", "figures", "reopened", "received"])
def test_what_is_not_public_is_nowhere(db, hidden):
    if hidden == "figures":
        Walk(ward="kim-long").accept(level="figures", level_reason="Tố cáo").assign()
    elif hidden != "reopened":
        here(hidden)
    else:
        here("answered").withdraw()
    found = part(WARDS, "kim-long")
    assert (found.counts, found.agencies, found.past_due_cases, found.answered_cases) == (NOTHING, (), (), ())


@DIVISIONS
def test_ten_queries_for_one_part(db, django_assert_num_queries, division):
    for number in range(3):
        here("overdue", title=f"Việc {number}")
        here("answered", title=f"Xong {number}")
        Walk(ward="kim-long").accept().assign(an_agency(f"Đơn vị {number}"))
    with django_assert_num_queries(10):
        part(division, SLUGS[division.name])


def test_an_unknown_part_is_said_so(db):
    with pytest.raises(Ward.DoesNotExist):
        part(WARDS, "chieu-sang")
    with pytest.raises(Category.DoesNotExist):
        part(CATEGORIES, "kim-long")
