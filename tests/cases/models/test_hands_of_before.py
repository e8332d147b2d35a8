"""The migrations that turn the one writer of a version into all its hands, and back, on tables of today."""

import importlib
from types import SimpleNamespace

import pytest

from cases.models import Answer, Submission
from tests.accounts import an_account
from tests.factories import walk_to

pytestmark = pytest.mark.django_db
hands = importlib.import_module("cases.migrations.0043_hands")
back = importlib.import_module("cases.migrations.0044_no_single_writer_of_a_version")


class Versions:
    """Stands for the table as it was: `writers` is the column that is there no more."""

    def __init__(self, writers):
        self.objects, self.writers, self.rows = self, writers, Submission.objects.all()
        self.hands = SimpleNamespace(through=Submission.hands.through)

    def get_model(self, _app, name):
        return Answer if name == "Answer" else self

    def filter(self, **fields):
        self.rows = Submission.objects.filter(**fields)
        return self

    def exclude(self, **fields):
        self.rows = self.rows if "writer" in fields else self.rows.exclude(**fields)  # all of ours have a hand
        return self

    def order_by(self, *names):
        self.rows = Submission.objects.order_by(*names)
        return self

    def values_list(self, *_names):
        found = ((each.pk, each.answer_id, self.writers.get(each.pk), each.author_id) for each in self.rows)
        return SimpleNamespace(iterator=lambda _n: iter(list(found)))

    def update(self, writer):
        self.writers.update((each.pk, writer) for each in self.rows)


@pytest.fixture
def first():
    return an_account(username="first").pk


@pytest.fixture
def second():
    return an_account(username="second").pk


@pytest.fixture
def versions(first, second):
    """Three of one answer: handed in by the second, by the first, and by a command."""
    walk = walk_to("assigned").submit().recall().submit().recall().submit()
    found = list(Submission.objects.filter(answer__assignment=walk.assignment).order_by("number"))
    for version, author in zip(found, (second, first, None), strict=True):
        Submission.objects.filter(pk=version.pk).update(author=author)
    return found


def of(text):
    return set(text.hands.values_list("pk", flat=True))


def test_who_wrote_a_version_wrote_those_that_follow_and_who_handed_one_in_only_that(versions, first, second):
    one, two, three = versions
    last = an_account(username="last").pk
    Answer.objects.update(writer=last)
    hands.remember_hands(Versions({one.pk: first, two.pk: None, three.pk: second}), None)
    assert [of(each) for each in versions] == [{first, second}, {first}, {first, second}]
    assert of(Answer.objects.get()) == {first, second, last}


def test_back_again_a_writer_is_one_who_did_not_hand_it_in(versions, first, second):
    one, two, three = versions
    for version, told in ((one, [second, first]), (two, [first]), (three, [second, first])):
        for hand in told:
            version.hands.add(hand)
    writers = {}
    back.name_a_writer(Versions(writers), None)
    assert writers == {one.pk: first, three.pk: second}
