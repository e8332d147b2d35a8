"""A life written in bulk is, row by row, the life that the verbs would have written."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import event, given, settings
from hypothesis import strategies as st

from cases.actions.changing import ActionRefused
from cases.actions.verify import Verification
from cases.demo import city, sketches
from cases.demo.lives import MIX, PLAIN
from cases.demo.places import Map
from cases.demo.situations import SITUATIONS
from cases.demo.sketches import Sketch
from cases.demo.streets import STREETS
from cases.demo.walks import Walk
from cases.models import Case, Ward
from cases.rules.states import MoveRefused
from tests.cases.demo.rows import TABLES, rows_of

pytestmark = pytest.mark.django_db

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = datetime(2026, 11, 25, tzinfo=HUE)
SENT = datetime(2026, 8, 3, 7, 0, tzinfo=HUE)
LIVES = sorted(PLAIN, key=lambda life: life.__name__)


def staged():
    """A scene, and a way to live the same thing in one kind of walk or the other."""
    wards = list(Ward.objects.filter(slug__in=STREETS).order_by("slug"))
    scene = city.set_scene(TODAY, Random(1), wards)

    def lived(kind, life, seed):
        scene.rng = Random(seed)
        where = Map(wards, scene.rng)
        sent_at = SENT + timedelta(hours=scene.rng.randrange(24 * 40))
        situation, place = scene.rng.choice(SITUATIONS), where.somewhere()
        walk = kind(scene=scene, situation=situation, place=place, at=sent_at)
        life(walk)
        return walk

    return lived


@pytest.fixture
def stage():
    """A scene for one test."""
    return staged()


def in_bulk(sketch):
    """Its case, once it is written."""
    sketches.write([sketch])
    return sketch.case_id


def assert_equal(sketch_id, walk_id):
    bulk, verbs = rows_of(sketch_id), rows_of(walk_id)
    for table in TABLES:
        assert bulk[table] == verbs[table], table


@pytest.mark.parametrize("seed", range(2, 4))
@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
def test_the_rows_are_those_of_the_verbs(stage, life, seed):
    walk, sketch = stage(Walk, life, seed), stage(Sketch, life, seed)
    case_id = in_bulk(sketch)
    assert_equal(case_id, walk.case_id)
    assert list(Verification().run()) == []


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
def test_every_plain_life_is_one_of_the_city(life):
    assert life in {share.life for share in MIX}


def test_many_at_once_are_as_one_by_one(stage):
    """Numbers in the order given, ids of everyone's own, pages side by side in their months; two more of each life."""
    sketched = [stage(Sketch, life, seed) for seed in range(2) for life in LIVES]
    walked = [stage(Walk, life, seed) for seed in range(2) for life in LIVES]
    sketches.write(sketched)
    for sketch, walk in zip(sketched, walked, strict=True):
        assert_equal(sketch.case_id, walk.case_id)
    numbers = [Case.objects.get(pk=sketch.case_id).number for sketch in sketched]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert list(Verification().run()) == []


def test_verbs_go_on_where_bulk_has_ended(stage):
    """What is written in bulk can be reopened and answered again like any other case."""
    answered = next(life for life in LIVES if life.__name__ == "answered_late")
    walk, sketch = stage(Walk, answered, 5), stage(Sketch, answered, 5)
    case_id = in_bulk(sketch)
    other = Walk.__new__(Walk)
    other.__dict__.update(sketch.__dict__)
    other.case = Case.objects.get(pk=case_id)
    for each, seed in ((walk, 9), (other, 9)):
        each.scene.rng = Random(seed)
        each.later(working_days=3).reopen().later(working_days=2).submit().later(hours=4).approve()
    assert_equal(case_id, walk.case_id)
    assert list(Verification().run()) == []


# --- any sequence of the verbs that bulk knows, also of those that are refused ---

VERBS = {
    "accept": lambda walk: walk.accept(),
    "decline": lambda walk: walk.decline("thieu-thong-tin"),
    "assign": lambda walk: walk.assign(),
    "transfer": lambda walk: walk.transfer(walk.scene.bodies.by_task["board"]),
    "submit": lambda walk: walk.submit(),
    "submit_poorly": lambda walk: walk.submit_poorly(),
    "approve": lambda walk: walk.approve(),
    "send_back": lambda walk: walk.send_back(),
    "refuse": lambda walk: walk.refuse(),
    "rate": lambda walk: walk.say("acceptable", "phone", " Tạm được. "),
    "rate_badly": lambda walk: walk.say("not_satisfied", "link", ""),
    "extend_far": lambda walk: walk.extend(7),
    "extend_near": lambda walk: walk.extend(2),
    "extend_back": lambda walk: walk.extend(0),
}
#: How it begins: mostly so that something can follow.
BEGINNINGS = [
    [],
    ["accept", "assign"],
    ["accept", "assign", "submit"],
    ["accept", "assign", "submit", "send_back"],
    ["accept", "assign", "submit", "approve"],
]
OFTEN = ["submit", "submit", "approve", "approve", "send_back", "rate", "rate_badly"]
steps = st.lists(st.tuples(st.sampled_from([*sorted(VERBS), *OFTEN]), st.integers(0, 6)), min_size=2, max_size=7)


def tried(walk, verb, days):
    """True where it was done."""
    walk.later(working_days=days, hours=1)
    before = dict(vars(walk))
    try:
        with transaction.atomic():
            VERBS[verb](walk)
    except (ActionRefused, MoveRefused, AttributeError):  # the last: nothing there yet to be answered
        vars(walk).update(before)
        if "answer" not in before:
            vars(walk).pop("answer", None)  # a draft that is no more
        return False
    return True


def noted(sketch, verb, days):
    """The same for a sketch, which only notes: it is lived as far as it goes. None for what is left to verbs."""
    before = list(sketch.steps)
    sketch.later(working_days=days, hours=1)
    VERBS[verb](sketch)
    try:
        with transaction.atomic():
            sketches.write([sketch])
            transaction.set_rollback(True)
    except (ActionRefused, MoveRefused, AttributeError, IndexError) as refusal:
        sketch.steps = before
        beyond = isinstance(refusal, IndexError) or "for the verbs" in str(refusal)  # a third charge, an old clock
        return None if beyond else False
    return True


@settings(max_examples=15, deadline=None)
@given(steps, st.integers(0, 99))
def test_what_the_verbs_refuse_bulk_refuses_and_the_rest_is_the_same(chosen, seed):
    usual = [(verb, 0) for verb in BEGINNINGS[seed % 5]]
    with transaction.atomic():
        stage = staged()
        walk, sketch = stage(Walk, lambda walk: None, seed), stage(Sketch, lambda walk: None, seed)
        for n, (verb, days) in enumerate([*usual, *chosen]):
            walk.scene.rng = Random(n)
            done = tried(walk, verb, days)
            sketch.scene.rng = Random(n)
            same = noted(sketch, verb, days)
            event(f"{verb} {done}")
            if same is None and done:
                break
            assert bool(same) is done, verb
        else:
            assert_equal(in_bulk(sketch), walk.case_id)
        transaction.set_rollback(True)
