"""What goes with an account, a case or an agency, and what stays: deeds outlive whoever did them."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import ProtectedError

from cases.models import (
    AgencyStatement,
    Answer,
    Appeal,
    Calendar,
    CategoryTerm,
    Claim,
    ConfirmedDuplicate,
    FigureReport,
    InternalNote,
    Mail,
    PendingDecision,
    Photo,
    Post,
    Remark,
    ReopenRequest,
    Ruling,
    Submission,
    UrgentMark,
    Ward,
    Withdrawal,
)
from tests.accounts import an_account
from tests.cases.models.disputes import RULED, SETTLED
from tests.cases.models.test_constraints import DECIDED, World, write
from tests.factories import START, a_category

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
#: Rows that stay when an account goes, and the places where it stood in them.
DEEDS = {
    Answer: ({}, ("writer",)),
    Submission: ({**DECIDED, "decision": "approved"}, ("author", "decided_by")),
    PendingDecision: ({}, ("decided_by",)),
    Remark: ({}, ("account",)),
    InternalNote: ({}, ("author",)),
    Photo: ({}, ("covered_by",)),
    ConfirmedDuplicate: ({}, ("confirmed_by",)),
    UrgentMark: ({}, ("marked_by",)),
    Withdrawal: ({"outcome": "dropped", "settled_at": START}, ("asked_by", "settled_by")),
    ReopenRequest: ({"state": "accepted", "decided_at": START}, ("decided_by",)),
    FigureReport: ({"state": "dropped", "answered_at": START}, ("answered_by",)),
    AgencyStatement: ({"state": "published", "published_at": START}, ("written_by", "decided_by")),
    Ruling: ({**RULED, "outcome": "stays"}, ("asked_by", "ruled_by")),
    Appeal: ({**SETTLED, "outcome": "dropped"}, ("appealed_by", "against_by", "decided_by")),
}


def test_what_an_account_did_stays_without_it_and_what_was_only_its_own_goes():
    world = World()
    gone, other = an_account(), an_account()
    stays = {
        model: write(world, model, {**fields, **dict.fromkeys(places, gone)}).pk
        for model, (fields, places) in DEEDS.items()
    }
    version = world.version()
    for holder in (version, world.answer):
        holder.hands.add(gone, other)
    write(world, Claim, {"account": gone})
    for account, seq in ((gone, 1), (other, 2)):
        write(world, Post, {"account": account})
        write(world, Mail, {"account": account, "event_seq": seq})
    gone.delete()
    for model, pk in stays.items():
        row = model.objects.get(pk=pk)
        assert [getattr(row, place) for place in DEEDS[model][1]] == [None] * len(DEEDS[model][1]), model.__name__
    assert [list(holder.hands.all()) for holder in (version, world.answer)] == [[other], [other]]
    assert not Claim.objects.exists(), "nobody has that version on the desk any more"
    assert list(Post.objects.values_list("account", flat=True)) == [other.pk]
    assert list(Mail.objects.values_list("account", flat=True)) == [other.pk]


def test_from_an_account_nothing_leads_to_what_it_wrote_or_decided():
    """Whoever has an account in hand, in a template too, cannot ask it what it wrote or decided on."""
    fields = get_user_model()._meta.get_fields()
    ours = {f.name for f in fields if f.auto_created and not f.concrete and f.related_model.__module__[:6] == "cases."}
    assert ours == {"posts", "locked_answers"}  # the lock is Wagtail's, and no verb of ours sets it


def test_what_others_refer_to_is_not_deleted_and_what_belongs_to_a_thing_goes_with_it():
    world = World()
    ward = Ward.objects.get(slug="kim-long")
    world.case.ward = ward
    world.case.save()
    write(world, Withdrawal, {})
    category = a_category()
    for kept in (world.agency, world.code, category, ward, Calendar.objects.get(slug="vn")):
        with pytest.raises(ProtectedError), transaction.atomic():
            kept.delete()
    write(world, Claim, {})
    write(world, Remark, {})
    write(world, Appeal, {})
    write(world, PendingDecision, {})
    world.answer.delete()
    for model in (Submission, Claim, Remark, Appeal, PendingDecision):
        assert not model.objects.exists(), model.__name__
    own = CategoryTerm.objects.filter(category=category).count()
    assert own
    unused = Calendar.objects.create(slug="thu", name="Thử", reaches=date(2026, 12, 31))
    unused.days.create(day=date(2026, 3, 3), kind="holiday", name="Bão")
    assert unused.delete()[1] == {"cases.CalendarDay": 1, "cases.Calendar": 1}


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2026-03-03T16:59:59+00:00", [3, 4, 9]),  # the third, until midnight in Huế
        ("2026-03-03T17:00:00+00:00", [4, 9]),
        ("2026-03-09T16:59:59+00:00", [9]),
        ("2026-03-09T17:00:00+00:00", []),
    ],
)
def test_the_days_that_come_begin_with_today_in_the_city(monkeypatch, now, days):
    calendar = Calendar.objects.create(slug="thu", name="Thử")
    for day in (9, 2, 4, 3):
        calendar.days.create(day=date(2026, 3, day), kind="holiday", name="Bão")
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat(now))
    assert [each.day.day for each in calendar.coming_days] == days
