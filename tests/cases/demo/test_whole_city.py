"""The figures of a city of 600: those of a real one, and the same in proportion as of the 3,000 that a demo has."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils import timezone

from cases.accountability import present
from cases.accountability.comparison import comparison
from cases.accountability.satisfaction import answered_rounds, city_found, satisfied
from cases.actions.verify import Verification
from cases.demo.situations import FLOODS, SHARES
from cases.models import Answer, Case, CasePage, Rating, Standing, Submission
from cases.rules.verdicts import VerdictKind
from tests.demo_city import built

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("whole_demo_city")]

CASES = 600


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker) -> Iterator[datetime]:
    """The instant it is looked at."""
    with django_db_blocker.unblock(), built(count=CASES) as at:
        yield at


@pytest.fixture
def agencies(city, monkeypatch):
    """Agencies compared as on the page, and all together."""
    monkeypatch.setattr(present.timezone, "now", lambda: city)
    return comparison()


def open_clocks(city):
    return Standing.objects.of_citizens().now().open().with_verdict(city)


@pytest.mark.usefixtures("city")
def test_the_ledger_is_whole():
    verification = Verification()
    assert list(verification.run()) == []
    assert verification.cases == CASES


def test_about_four_of_five_are_answered_in_term(agencies):
    assert 0.76 < agencies.city.rate.value < 0.86


def test_agencies_differ_as_agencies_do(agencies):
    """From 45 % to 98 %; where there are few cases, one more or less is much."""
    rows = [row for group in agencies.groups for row in group.rows if row.rate.n >= 20]
    rates = [row.rate.value for row in rows]
    assert len(rows) >= 6
    assert min(rates) >= 0.4
    assert max(rates) <= 0.99
    assert max(rates) - min(rates) > 0.2
    assert all("(mẫu)" in row.name for row in rows)


def test_few_are_open_and_a_third_of_them_past_due(city):
    """In a small city every kind occurs at least once, so a little more than the 5 to 8 of a hundred in a large one."""
    verdicts = Counter(open_clocks(city).values_list("verdict", flat=True))
    count = sum(verdicts.values())
    assert 0.05 < count / CASES < 0.1
    assert 0.25 < 1 - verdicts[VerdictKind.IN_TERM.value] / count < 0.5
    assert set(verdicts) == {kind.value for kind in VerdictKind}


@pytest.mark.usefixtures("city")
def test_every_outcome_and_decision_occurs():
    outcomes = set(Answer.objects.filter(live=True).values_list("outcome", flat=True))
    assert outcomes == {"done", "temporary", "planned", "not_as_reported", "not_possible"}
    assert set(Submission.objects.values_list("decision", flat=True)) >= {"", "approved", "returned", "refused"}


def test_two_of_five_answers_are_rated_and_worse_ones_worse(city):
    found = city_found(city)
    assert 0.35 < satisfied(found).response.value < 0.47
    clocks = answered_rounds(city).with_verdict(city)
    late = {(c.case_id, c.round) for c in clocks if c.verdict in ("overdue", "promise_broken")}
    shares = []
    for of_late in (False, True):
        rated = [r for r in Rating.objects.at(city) if ((r.case_id, r.round) in late) is of_late]
        shares.append(sum(r.value == "not_satisfied" for r in rated) / len(rated))
    assert shares[0] < 0.8 * shares[1], shares
    assert 0.25 < Rating.objects.exclude(reason="").count() / Rating.objects.count() < 0.6


@pytest.mark.usefixtures("city")
def test_there_are_more_lately_and_more_in_months_of_floods():
    sent = [timezone.localtime(at) for at in Case.objects.values_list("sent_at", flat=True)]
    months = Counter((at.year, at.month) for at in sent)
    assert len(months) >= 13
    assert sum(months[2026, month] for month in (8, 9, 10)) > 1.4 * sum(months[2026, month] for month in (2, 3, 4))
    floods = [n for (_, month), n in months.items() if month in FLOODS]
    quiet = [n for (_, month), n in months.items() if month not in FLOODS]
    assert sum(floods) / len(floods) > sum(quiet) / len(quiet)


@pytest.mark.usefixtures("city")
def test_all_categories_and_nearly_all_wards_are_reported_from():
    categories = Counter(Case.objects.values_list("category__slug", flat=True))
    assert set(categories) == set(SHARES)
    assert categories["rac-thai"] > 3 * categories["khac"]
    assert Case.objects.values("ward").distinct().count() >= 33


@pytest.mark.usefixtures("city")
def test_texts_and_answers_are_hardly_ever_repeated():
    for texts in (
        CasePage.objects.exclude(case__level="summary").values_list("text", flat=True),
        Submission.objects.filter(decision="approved").values_list("text", flat=True),
    ):
        assert len(set(texts)) >= 0.97 * len(texts)


@pytest.mark.usefixtures("city")
def test_a_summary_names_no_house_and_neither_does_its_answer():
    """It is the Center's own words because it accuses somebody."""
    for case in Case.objects.filter(level="summary"):
        assert case.page.place == ""
        told = [case.page.title, case.page.text]
        told += Submission.objects.filter(answer__assignment__case=case).values_list("text", flat=True)
        for text in told:
            assert "kiệt" not in text
            assert " số " not in text.replace("số nhà", "")


@pytest.mark.usefixtures("city")
def test_an_answer_names_the_place_that_was_reported_or_none():
    found = 0
    handled = Submission.objects.filter(answer__assignment__kind="handling", answer__assignment__case__level="full")
    for version in handled.select_related("answer__assignment__case"):
        case = version.answer.assignment.case
        for name in re.findall(r"(?:kiệt [\d/]+|đoạn trước số \d+ đường) \w+", version.text):
            found += 1
            assert name.removeprefix("đoạn trước ").split()[-1] in f"{case.page.title} {case.page.place}"
            assert set(re.findall(r"[\d/]+", name)) <= set(re.findall(r"[\d/]+", f"{case.page.text} {case.page.place}"))
    assert found > CASES / 8
