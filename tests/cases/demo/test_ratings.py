"""Ratings of the invented city: as many as a city has, worse where answers are worse, by a chance of their own."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from cases.demo import city, ratings
from cases.demo.places import Map
from cases.demo.ratings import ODDS, OUTCOMES, REASONS, SAY_WHY, SLEEPS, WAKES, Mood, awake, mood_of, said
from cases.demo.situations import SITUATIONS
from cases.demo.streets import STREETS
from cases.demo.walks import EVER, GIVERS, Walk
from cases.models import Outcome, Rating, RatingSource, Ward
from cases.models.rating import LONGEST_REASON
from cases.rules.ratings import RatingValue

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
MANY = 3_000


def heard(mood, n=MANY, within=EVER):
    rng = Random(7)
    return [said(rng, mood, within) for _ in range(n)]


# --- chance ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mood", Mood)
def test_as_many_speak_as_the_odds_say(mood):
    spoken = [told for told in heard(mood) if told]
    assert len(spoken) / MANY == pytest.approx(ODDS[mood].respond / 100, abs=0.04)
    counts = Counter(told.value for told in spoken)
    for value, share in zip(RatingValue, ODDS[mood].values, strict=True):
        assert counts[value] / len(spoken) == pytest.approx(share / 100, abs=0.05)


@pytest.mark.parametrize("mood", Mood)
def test_shares_are_of_a_hundred_and_every_value_that_occurs_has_reasons(mood):
    assert sum(ODDS[mood].values) == 100
    for value, share in zip(RatingValue, ODDS[mood].values, strict=True):
        assert bool(REASONS[mood].get(value)) == (share > 0)


def test_the_worse_the_answer_the_fewer_are_satisfied():
    shares = [ODDS[mood].values[0] for mood in (Mood.DONE, Mood.KEPT, Mood.LATE, Mood.DENIED, Mood.BROKEN, Mood.AGAIN)]
    assert shares == sorted(shares, reverse=True)
    assert ODDS[Mood.DONE].values[0] > 50 > ODDS[Mood.MAKESHIFT].values[0]
    assert all(ODDS[mood].values[2] >= 50 for mood in (Mood.LATE, Mood.MAKESHIFT, Mood.DENIED, Mood.BROKEN))


def test_who_is_not_satisfied_says_why_more_often():
    spoken = [told for told in heard(Mood.KEPT) if told]
    for value in RatingValue:
        mine = [told for told in spoken if told.value is value]
        assert sum(bool(told.reason) for told in mine) / len(mine) == pytest.approx(SAY_WHY[value] / 100, abs=0.08)
    assert Counter(told.source for told in spoken)[RatingSource.LINK] > 3 * len(spoken) / 4
    assert {told.source for told in spoken} == {RatingSource.LINK, RatingSource.PHONE} == set(GIVERS)


def test_nobody_speaks_later_than_something_follows():
    within = timedelta(days=1)
    assert max(told.after for told in heard(Mood.LATE, within=within) if told) == within
    assert min(told.after for told in heard(Mood.LATE) if told) >= timedelta(hours=1)


def test_reasons_are_whole_sentences_and_none_is_said_in_two_moods():
    every = [text for values in REASONS.values() for texts in values.values() for text in texts]
    assert len(set(every)) == len(every)
    for text in every:
        assert text[0].isupper()
        assert text[-1] in ".?"
        assert "{" not in text
        assert len(text) < LONGEST_REASON


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("mood", Mood)
def test_the_worse_of_two_moods_holds(mood, outcome):
    order = list(Mood)
    found = mood_of(mood, outcome)
    assert found in {mood, OUTCOMES.get(outcome)}
    assert order.index(found) >= order.index(mood)
    if outcome in OUTCOMES:
        assert order.index(found) >= order.index(OUTCOMES[outcome])


@pytest.mark.parametrize(
    ("hour", "day", "then"), [(3, 4, 7), (5, 4, 7), (6, 4, 6), (21, 4, 21), (22, 5, 7), (23, 5, 7)]
)
def test_nobody_rates_at_night(hour, day, then):
    found = awake(datetime(2026, 8, 4, hour, 30, tzinfo=HUE))
    assert (found.day, found.hour, found.minute) == (day, then, 30)
    assert WAKES <= found.hour < SLEEPS


# --- walks -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def walked(db):
    """An answered walk, lived with a seed."""
    wards = list(Ward.objects.filter(slug__in=STREETS).order_by("slug"))
    scene = city.set_scene(datetime(2026, 11, 25, tzinfo=HUE), Random(0), wards)

    def walk(seed):
        scene.rng = Random(seed)
        where = Map(wards, scene.rng)
        sent_at = datetime(2026, 8, 3, 7, 0, tzinfo=HUE)
        lived = Walk(scene=scene, situation=SITUATIONS[seed], place=where.somewhere(), at=sent_at)
        return lived.later(hours=1).accept().later(hours=1).assign().later(working_days=1).submit().approve()

    return walk


def speaking(monkeypatch, value=RatingValue.ACCEPTABLE, after=timedelta(days=1)):
    told = ratings.Said(value=value, source=RatingSource.PHONE, reason="Tạm được.", after=after)
    monkeypatch.setattr("cases.demo.walks.said", lambda rng, mood, within: told)


def test_what_is_said_is_done_by_the_verb(walked, monkeypatch):
    speaking(monkeypatch)
    walk = walked(1)
    before = walk.at
    walk.heard(Mood.DONE)
    row = Rating.objects.get()
    assert (row.value, row.source, row.reason) == ("acceptable", "phone", "Tạm được.")
    assert row.rated_at == walk.at == awake(before + timedelta(days=1))
    assert walk.case.events.order_by("seq").last().role == "center"


def test_nobody_has_rated_yet_what_would_be_rated_tomorrow(walked, monkeypatch):
    walk = walked(1)
    speaking(monkeypatch, after=walk.scene.today - walk.at)
    before = walk.at
    walk.heard(Mood.DONE)
    assert not Rating.objects.exists()
    assert walk.at == before


def test_that_somebody_speaks_takes_no_chance_from_the_rest(walked):
    spoken = 0
    for seed in range(8):
        walk = walked(seed)
        state = walk.scene.rng.getstate()
        walk.heard(Mood.AGAIN)
        assert walk.scene.rng.getstate() == state
        spoken += Rating.objects.filter(case=walk.case).count()
    assert 0 < spoken < 8


def test_the_same_case_is_rated_in_the_same_way(walked, monkeypatch):
    seen = []
    monkeypatch.setattr("cases.demo.walks.said", lambda rng, mood, within: seen.append((rng.random(), mood)))
    for seed in (3, 3, 4):
        walked(seed).heard(Mood.LATE)
    assert seen[0] == seen[1] != seen[2]
