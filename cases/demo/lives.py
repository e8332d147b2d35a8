"""How the cases of the invented city go: each life is a way through the verbs, ending where its name says."""

from __future__ import annotations

from collections.abc import Callable

from cases.actions import receive
from cases.actions.actor import CENTER
from cases.demo.walks import TERM, Walk

Life = Callable[[Walk], object]


def begun(walk: Walk) -> Walk:
    """Accepted within a day, and given to an agency the same morning."""
    rng = walk.scene.rng
    return walk.later(hours=rng.uniform(1, 20)).accept().later(hours=rng.uniform(0.3, 3)).assign()


def received(walk: Walk) -> Walk:
    """Nobody has looked at it yet."""
    return walk


def declined(walk: Walk) -> None:
    """Turned away."""
    walk.later(hours=5)
    receive.decline(
        case=walk.case, reason=walk.scene.rng.choice(("trung-lap", "thieu-thong-tin")), by=CENTER, at=walk.at
    )


def awaiting(walk: Walk) -> Walk:
    """Answered, and the Center has not decided."""
    return begun(walk).later(working_days=walk.scene.rng.randint(1, 3)).submit()


def answered(walk: Walk) -> Walk:
    """Answered in term."""
    rng = walk.scene.rng
    outcome = rng.choices(("done", "temporary", "not_as_reported"), (12, 2, 1))[0]
    return (
        begun(walk)
        .later(working_days=rng.randint(1, TERM - 1))
        .submit(outcome)
        .later(hours=rng.uniform(2, 30))
        .approve()
    )


def answered_late(walk: Walk) -> Walk:
    """Answered past due, without a word before."""
    rng = walk.scene.rng
    return begun(walk).later(working_days=TERM + rng.randint(1, 14)).submit().later(hours=9).approve()


def answered_extended(walk: Walk) -> Walk:
    """Answered past due, as promised."""
    walk = begun(walk).later(working_days=TERM - 1).extend(6).later(working_days=4)
    return walk.submit().later(hours=7).approve()


def answered_broken(walk: Walk) -> Walk:
    """Answered after the promised day."""
    walk = begun(walk).later(working_days=TERM - 2).extend(5).later(working_days=9)
    return walk.submit().later(hours=7).approve()


def open_extended(walk: Walk) -> Walk:
    """Open past due, inside a promise."""
    return begun(walk).later(working_days=TERM - 1).extend(TERM)


def open_broken(walk: Walk) -> Walk:
    """Open, and the promised day has passed."""
    return begun(walk).later(working_days=TERM - 2).extend(walk.scene.rng.randint(3, 6))


def open_extended_late(walk: Walk) -> Walk:
    """Open, promised only after the due date: public, but it moves nothing."""
    return begun(walk).later(working_days=TERM + 3).extend(6)


def returned(walk: Walk) -> Walk:
    """The answer came back."""
    return begun(walk).later(working_days=3).submit().later(hours=6).send_back()


def refused(walk: Walk) -> Walk:
    """The answer passed the buck."""
    walk = begun(walk).later(working_days=4)
    return walk.submit("not_as_reported", "Việc này không thuộc đơn vị.").later(hours=6).refuse()


def answered_at_second_try(walk: Walk) -> Walk:
    """Returned once, approved then."""
    return returned(walk).later(working_days=1).submit().later(hours=5).approve()


def planned(walk: Walk) -> Walk:
    """A plan is published; the clock runs on."""
    return begun(walk).later(working_days=4).plan(TERM).later(hours=5).approve()


def transferred(walk: Walk) -> Walk:
    """Handed over, and answered by the second agency."""
    first = walk.scene.bodies.other(walk.handler, walk.scene.rng)
    walk.later(hours=8).accept().later(hours=1).assign(first).later(working_days=2).transfer(walk.handler)
    return walk.later(working_days=4).submit().later(hours=5).approve()


def there_and_back(walk: Walk) -> Walk:
    """Handed over and handed back: the first agency has its old clock again."""
    other = walk.scene.bodies.other(walk.handler, walk.scene.rng)
    return begun(walk).later(working_days=1).transfer(other).later(working_days=2).transfer(walk.handler)


def escalated(walk: Walk) -> Walk:
    """A higher agency was asked, and the case answered after that."""
    walk = begun(walk).later(working_days=2).ask_above().later(working_days=2)
    return walk.submit().later(hours=5).approve()


def amended(walk: Walk) -> Walk:
    """Answered, and more was added."""
    return answered(walk).later(working_days=5).amend()


def retracted(walk: Walk) -> Walk:
    """Answered, and the answer proved false."""
    return answered(walk).later(working_days=6).retract()


def reopened(walk: Walk) -> Walk:
    """Answered, and open again."""
    return answered(walk).later(working_days=5).reopen()


def reopened_and_answered(walk: Walk) -> Walk:
    """Two rounds, both answered."""
    return reopened(walk).later(working_days=4).submit().later(hours=5).approve()


def reopened_twice(walk: Walk) -> Walk:
    """The third round is open."""
    return reopened_and_answered(walk).later(working_days=4).reopen()


def nobodys(walk: Walk) -> Walk:
    """Accepted, and given to no agency."""
    return walk.later(hours=6).accept().later(hours=1).assign(walk.scene.bodies.nobody)


def summary(walk: Walk) -> Walk:
    """Published as the Center's neutral summary."""
    walk.later(hours=6).accept(level="summary", level_reason="nêu tên một hộ kinh doanh")
    return walk.later(hours=1).assign().later(working_days=3).submit().later(hours=5).approve()


def withdrawn(walk: Walk) -> Walk:
    """Gone from the portal."""
    return begun(walk).later(working_days=2).withdraw()


#: Life → how many of a hundred-and-fifty cases, and how long ago they were sent, in days (from, to).
MIX: tuple[tuple[Life, int, int, int], ...] = (
    (answered, 62, 13, 420),
    (begun, 22, 1, 9),
    (begun, 9, 14, 75),  # past due by now
    (answered_late, 8, 32, 400),
    (answered_extended, 5, 30, 300),
    (answered_broken, 3, 35, 300),
    (answered_at_second_try, 6, 20, 300),
    (awaiting, 4, 5, 10),
    (open_extended, 4, 12, 14),
    (open_broken, 4, 24, 60),
    (open_extended_late, 2, 18, 40),
    (returned, 2, 7, 30),
    (refused, 2, 8, 30),
    (planned, 2, 8, 16),
    (transferred, 3, 20, 200),
    (there_and_back, 1, 6, 12),
    (escalated, 2, 20, 120),
    (amended, 1, 30, 90),
    (retracted, 1, 26, 60),
    (reopened, 2, 22, 50),
    (reopened_and_answered, 2, 40, 200),
    (reopened_twice, 1, 45, 90),
    (nobodys, 1, 4, 20),
    (summary, 1, 15, 60),
    (withdrawn, 1, 10, 60),
    (received, 2, 0, 1),
    (declined, 1, 3, 30),
)
