"""The migrations that let old rows say what is known since, on tables of today: who approved alone, which name when."""

import importlib
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from cases.models import AgencyName, Story, Submission
from tests.accounts import an_account
from tests.factories import an_agency, walk_to

pytestmark = pytest.mark.django_db
one_hand = importlib.import_module("cases.migrations.0045_one_hand_of_before")
names = importlib.import_module("cases.migrations.0046_names_apart")


TODAY = date(2026, 11, 29)


def told_of(walk):
    """What the story says of its answers' hands, in their order."""
    return [row["one_hand"] for row in Story.objects.get(case=walk.case).data["answers"]]


def decided(walk, *, by, hands):
    """As rows of before are: who decided and who wrote is known, and the story is not written since."""
    version = Submission.objects.get(answer=walk.answer)
    Submission.objects.filter(pk=version.pk).update(decided_by=by)
    version.hands.set(hands)


def test_stories_say_where_an_author_approved_and_nothing_else_of_them_changes():
    first, second = an_account(username="first"), an_account(username="second")
    alone, apart, gone = walk_to("answered").later(hours=1).amend(), walk_to("answered"), walk_to("answered")
    alone.submit().later(hours=1).approve()
    for walk, hands in ((alone, [first, second]), (apart, [second]), (gone, [first])):
        decided(walk, by=first, hands=hands)
    Submission.objects.filter(answer=gone.answer).update(retracted_at=gone.at)
    lost = walk_to("answered")
    decided(lost, by=first, hands=[first])
    Story.objects.get(case=lost.case).delete()  # a story that is missing is another's to find
    before = {walk.case.pk: Story.objects.get(case=walk.case).data for walk in (alone, apart)}
    for _twice in range(2):
        one_hand.tell_of_one_hand(apps, None)
        assert [told_of(walk) for walk in (alone, apart, gone)] == [[False, True], [False], [False]]
    after = Story.objects.get(case=alone.case).data
    assert {**after, "answers": None} == {**before[alone.case.pk], "answers": None}
    assert Story.objects.get(case=apart.case).data == before[apart.case.pk]


@pytest.fixture
def unheld():
    """The table as it was before the constraint, which is an index, until the test is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_name_of_an_agency_was_borne_from_the_start")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param([("A", None, None)], [("A", None)], id="one name"),
        pytest.param(
            [("A", None, date(2020, 5, 1)), ("B", None, None)], [("A", None), ("B", date(2020, 5, 2))], id="two"
        ),
        pytest.param(
            [("B", None, None), ("A", None, date(2020, 5, 1))],
            [("A", None), ("B", date(2020, 5, 2))],
            id="the one that ended is first, whichever was written first",
        ),
        pytest.param(
            [("C", None, date(2022, 1, 1)), ("A", None, date(2020, 5, 1)), ("B", None, date(2021, 1, 1))],
            [("A", None), ("B", date(2020, 5, 2)), ("C", date(2021, 1, 2))],
            id="three, one after another",
        ),
        pytest.param([("A", None, None), ("B", None, None)], [("A", None), ("B", TODAY)], id="neither ended"),
        pytest.param(
            [("A", None, date(2020, 5, 1)), ("B", None, date(2020, 5, 1))],
            [("A", None), ("B", date(2020, 5, 1))],
            id="both ended on one day",
        ),
        pytest.param(
            [("A", None, date(2020, 5, 1)), ("B", None, None), ("C", date(2020, 5, 2), None)],
            [("A", None), ("B", date(2020, 5, 1)), ("C", date(2020, 5, 2))],
            id="another begins on that day already",
        ),
        pytest.param([("A", None, None), ("A", None, None)], [("A", None)], id="said twice is said once"),
        pytest.param(
            [("A", None, date(2020, 5, 1)), ("A", None, None)],
            [("A", None), ("A", date(2020, 5, 2))],
            id="the same name of other days stays",
        ),
    ],
)
def test_of_names_from_the_start_one_stays_and_the_others_begin(unheld, monkeypatch, given, found):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    agency, other = an_agency(), an_agency("UBND phường Thuận Hóa")
    AgencyName.objects.create(agency=other, name="Không đổi")
    for name, since, until in given:
        AgencyName.objects.create(agency=agency, name=name, since=since, until=until)
    names.tell_apart(apps, None)
    assert list(agency.names.values_list("name", "since")) == found
    assert list(other.names.values_list("name", "since")) == [("Không đổi", None)]
