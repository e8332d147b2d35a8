"""Rating: the word of a citizen on the answer of a round, given once in force, and why for the Center alone."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.actions.actor import CENTER, CITIZEN, IMPORT, OFFICER, SYSTEM, Actor, Role
from cases.actions.rate import GIVEN_BY, rate
from cases.actions.verify import Verification
from cases.models import EVERYBODY, Delivery, Event, Rating, RatingSource, Story
from cases.models.rating import LONGEST_REASON, RATINGS
from cases.rules.events import text_digest
from cases.rules.ratings import RatingValue
from tests.accounts import an_account
from tests.cases.actions.stored import changed, refused, stored
from tests.cases.actions.told import kinds, last
from tests.factories import STATES, walk_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
GIVERS = {"link": CITIZEN, "phone": CENTER, "import": IMPORT}


def in_force(walk):
    """{round: value} of the ratings that hold now."""
    return dict(Rating.objects.in_force().filter(case=walk.case).values_list("round", "value"))


def whole():
    return list(Verification().run()) == []


# --- what is written -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", RatingSource.values)
@pytest.mark.parametrize("value", RATINGS)
def test_an_answer_is_rated(value, source):
    walk = walk_to("answered").later(days=1)
    rating = rate(case=walk.case, value=value, source=source, reason=" Tạm được. ", by=GIVERS[source], at=walk.at)
    row = Rating.objects.get()
    assert row == rating
    assert (row.case_id, row.round, row.value, row.source) == (walk.case.pk, 1, value, source)
    assert (row.reason, row.rated_at, row.ended_at) == ("Tạm được.", walk.at, None)
    assert row.recorded_at > row.rated_at
    assert walk.case.state == "answered"


def test_the_case_given_is_as_the_stored_one_then():
    case = walk_to("answered").case
    before = case.event_count, case.version
    rate(case=case, value="satisfied", source="link", by=CITIZEN, at=datetime(2026, 3, 20, tzinfo=UTC))
    assert (case.event_count, case.version) == (before[0] + 1, before[1] + 1)


def test_the_event_holds_codes_and_a_digest_of_the_reason():
    walk = walk_to("answered").rate("not_satisfied", "phone", reason="Vẫn tối om.")
    event, row = last(walk.case), Rating.objects.get()
    assert (event.kind, event.role, event.happened_at) == ("case.rate", "center", walk.at)
    digest = text_digest(row.salt, "Vẫn tối om.")
    assert event.data == {"round": 1, "rating": "not_satisfied", "source": "phone", "text": digest}
    assert len(row.salt) == 32


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_without_a_reason_there_is_nothing_to_digest(reason):
    walk = walk_to("answered").rate(reason=reason)
    assert last(walk.case).data == {"round": 1, "rating": "satisfied", "source": "link"}
    assert Rating.objects.get().reason == ""


def test_no_word_of_the_reason_is_in_ledger_or_story():
    walk = walk_to("answered").rate(reason="Vẫn tối om.")
    told = [*Event.objects.values_list("data", flat=True), *Story.objects.values_list("data", flat=True)]
    assert "tối om" not in str(told)
    assert "tối om" not in str(Rating.objects.get())
    assert walk.case.story.data["ratings"][0]["value"] == "satisfied"


def test_every_consumer_is_told_once():
    walk = walk_to("answered")
    before = Delivery.objects.filter(case=walk.case).count()
    walk.rate()
    added = Delivery.objects.filter(case=walk.case).order_by("pk")[before:]
    assert sorted(d.consumer for d in added) == sorted(EVERYBODY)
    assert {d.event_seq for d in added} == {walk.case.event_count}


def test_what_else_is_written():
    walk = walk_to("answered")
    before = stored()
    walk.rate()
    assert changed(before, stored()) == {
        "cases.Rating",
        "cases.Event",
        "cases.Story",
        "cases.Case",
        "cases.Standing",  # written anew with every change, and the same
        "cases.Delivery",
    }


# --- again, and when it falls ----------------------------------------------------------------------------------------


def test_rating_again_takes_the_place_of_what_was_said_before():
    walk = walk_to("answered").rate("not_satisfied", reason="Chưa xong").later(days=2).rate("acceptable")
    first, second = Rating.objects.order_by("pk")
    assert (first.value, first.ended_at, second.value, second.ended_at) == (
        "not_satisfied",
        walk.at,
        "acceptable",
        None,
    )
    assert kinds(walk.case)[-2:] == ["case.rate", "case.rate"], "what was said before stays in the ledger"
    assert in_force(walk) == {1: "acceptable"}
    assert whole()


def test_the_same_once_more_is_a_rating_too():
    walk = walk_to("answered").rate().rate()
    assert Rating.objects.filter(case=walk.case).count() == 2
    assert in_force(walk) == {1: "satisfied"}


def test_each_round_has_its_own_and_a_reopening_erases_none():
    walk = walk_to("answered").rate("not_satisfied").later(days=5).reopen()
    assert in_force(walk) == {1: "not_satisfied"}
    walk.submit().approve().later(days=1).rate("satisfied")
    assert in_force(walk) == {1: "not_satisfied", 2: "satisfied"}
    assert whole()


def test_a_rating_falls_with_the_approval_of_what_it_rated():
    walk = walk_to("rated").later(days=1).retract()
    assert in_force(walk) == {}
    assert Rating.objects.get().ended_at == walk.at
    walk.submit().approve().rate("acceptable")
    assert in_force(walk) == {1: "acceptable"}
    assert whole()


def test_a_retraction_told_after_the_fact_leaves_no_instant_at_which_it_held():
    walk = walk_to("answered").later(days=3).rate()
    rated_at = walk.at
    walk.until(rated_at - DAY).retract()
    row = Rating.objects.get()
    assert row.ended_at == row.rated_at == rated_at
    assert not Rating.objects.at(rated_at).exists()


def test_a_retraction_of_what_nobody_rated_ends_nothing():
    walk_to("retracted")
    assert not Rating.objects.exists()
    assert whole()


def test_an_amendment_leaves_it_in_force():
    walk = walk_to("rated").later(days=1).amend().submit().approve()
    assert in_force(walk) == {1: "satisfied"}


def test_it_comes_back_with_its_case():
    walk = walk_to("rated").later(days=1).withdraw().later(days=1).restore()
    assert in_force(walk) == {1: "satisfied"}
    assert whole()


@pytest.mark.parametrize(
    ("days", "values"), [(-1, []), (0, ["not_satisfied"]), (1, ["not_satisfied"]), (2, ["acceptable"]), (9, [])]
)
def test_what_held_at_an_instant(days, values):
    """Rated on day 0, again on day 2, retracted on day 8."""
    walk = walk_to("answered").later(days=1).rate("not_satisfied")
    start = walk.at
    walk.later(days=2).rate("acceptable").later(days=6).retract()
    assert [rating.value for rating in Rating.objects.at(start + days * DAY)] == values


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", " ", "awful", "Satisfied", "hài lòng", "3"])
def test_no_other_value(value):
    walk = walk_to("answered")
    refused(lambda: walk.rate(value), "is no rating: it is one of satisfied, acceptable, not_satisfied")


@pytest.mark.parametrize("source", ["", "rumour", "Link"])
def test_no_other_way(source):
    walk = walk_to("answered")
    refused(lambda: walk.rate(source=source), "is no way in which a rating comes")


@pytest.mark.parametrize("actor", [CITIZEN, CENTER, IMPORT, OFFICER, SYSTEM], ids=lambda actor: actor.role)
@pytest.mark.parametrize("source", RatingSource.values)
def test_who_enters_it_fits_the_way_it_came(source, actor):
    walk = walk_to("answered")
    if actor.role is GIVEN_BY[source]:
        walk.rate(source=source, by=actor)
        assert in_force(walk) == {1: "satisfied"}
    else:
        refused(lambda: walk.rate(source=source, by=actor), f"by {source} comes from the .*, not from the {actor.role}")


def test_an_account_cannot_pass_for_a_citizen():
    from cases.rules.rights import RightRefused

    walk = walk_to("answered")
    officer = Actor(role=Role.CITIZEN, user_id=an_account("answer", agency=walk.assignment.agency.name).pk)
    with pytest.raises(RightRefused):
        walk.rate(by=officer)
    assert not Rating.objects.exists()


def test_a_reason_is_not_a_book():
    walk = walk_to("answered")
    refused(lambda: walk.rate(reason="a" * (LONGEST_REASON + 1)), "2000 characters at most")
    walk.rate(reason=f"  {'ỗ' * LONGEST_REASON}  ")
    assert len(Rating.objects.get().reason) == LONGEST_REASON


@pytest.mark.parametrize("state", STATES)
def test_only_an_answered_case(state):
    walk = walk_to(state)
    if walk.case.state == "answered":
        walk.rate()
        assert in_force(walk) == {walk.case.round: "satisfied"}
    else:
        refused(walk.rate, "has no move “rate”")


def test_not_before_the_answer_was_published():
    walk = walk_to("answered")
    refused(lambda: walk.rate(at=walk.at - timedelta(seconds=1)), "came to be answered")
    walk.rate()


def test_an_import_too_comes_after_the_answer():
    walk = walk_to("answered")
    refused(lambda: walk.rate(source="import", at=walk.at - timedelta(seconds=1)), "was answered at")
    walk.rate(source="import")
    assert in_force(walk) == {1: "satisfied"}


def test_not_before_the_rating_in_force():
    """Telephoned on Monday and entered on Wednesday, while on Tuesday the link was used."""
    walk = walk_to("answered").later(days=3).rate("acceptable")
    refused(lambda: walk.rate("satisfied", "phone", at=walk.at - DAY), "The answer was rated")
    assert in_force(walk) == {1: "acceptable"}


def test_values_are_those_of_the_rules_in_their_order():
    assert RATINGS == [value.value for value in RatingValue] == ["satisfied", "acceptable", "not_satisfied"]
    assert set(GIVEN_BY) == set(RatingSource.values)
