"""How the cases of the invented city go: each life is a way through the verbs, ending where its name says."""

from __future__ import annotations

from collections.abc import Callable

from cases.actions import receive
from cases.actions.actor import CENTER
from cases.demo import replies
from cases.demo.situations import NOISE, SITUATIONS, Situation
from cases.demo.walks import TERM, Walk
from cases.models import Outcome, PublicationLevel

Life = Callable[[Walk], object]


def begun(walk: Walk) -> Walk:
    """Accepted within a day, and given to an agency the same morning."""
    rng = walk.scene.rng
    return walk.later(hours=rng.uniform(1, 12)).accept().later(hours=rng.uniform(0.3, 3)).assign()


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


def awaiting_late(walk: Walk) -> Walk:
    """Answered past due, and the Center has not decided."""
    return begun(walk).later(working_days=TERM + 1).submit()


def answered_soon(walk: Walk) -> Walk:
    """Answered the next day."""
    return begun(walk).later(working_days=1).submit().later(hours=walk.scene.rng.uniform(2, 6)).approve()


def answered(walk: Walk) -> Walk:
    """Answered in term."""
    rng = walk.scene.rng
    outcome = rng.choices((Outcome.DONE, Outcome.TEMPORARY, Outcome.NOT_AS_REPORTED), (12, 2, 1))[0]
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
    return begun(walk).later(working_days=3).submit_poorly().later(hours=6).send_back()


def refused(walk: Walk) -> Walk:
    """The answer passed the buck."""
    return begun(walk).later(working_days=4).pass_the_buck().later(hours=6).refuse()


def answered_at_second_try(walk: Walk) -> Walk:
    """Returned once, approved then."""
    return returned(walk).later(working_days=1).submit_again().later(hours=5).approve()


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


def side_by_side(walk: Walk) -> Walk:
    """Two agencies handle it, and one of them has answered."""
    other = walk.scene.bodies.other(walk.handler, walk.scene.rng)
    walk.later(hours=2).accept().later(hours=1).assign(other).assign()
    return walk.later(working_days=2).submit().later(hours=3).approve()


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


def unassigned(walk: Walk) -> Walk:
    """Accepted, and the Center has not yet said whose it is."""
    return walk.later(hours=3).accept()


def summary(walk: Walk) -> Walk:
    """Published as the Center's neutral summary."""
    title, text = walk.scene.rng.choice(replies.SUMMARIES)
    walk.later(hours=6).accept(
        level=PublicationLevel.SUMMARY, level_reason="Nêu một hộ cụ thể", title=walk.said(title), text=walk.said(text)
    )
    return walk.later(hours=1).assign().later(working_days=3).submit().later(hours=5).approve()


def withdrawn(walk: Walk) -> Walk:
    """Gone from the portal."""
    return begun(walk).later(working_days=2).withdraw()


#: Life → how many of a hundred-and-fifty cases, and how long ago they were sent, in working days (from, to).
MIX: tuple[tuple[Life, int, int, int], ...] = (
    (answered, 56, 9, 290),
    (answered_soon, 7, 3, 9),
    (begun, 21, 1, 7),
    (begun, 9, 10, 50),  # past due by now
    (answered_late, 8, 24, 280),
    (answered_extended, 5, 14, 210),
    (answered_broken, 3, 18, 210),
    (answered_at_second_try, 6, 8, 210),
    (awaiting, 4, 5, 7),
    (awaiting_late, 1, 10, 14),
    (open_extended, 4, 9, 12),
    (open_broken, 4, 14, 45),
    (open_extended_late, 2, 12, 15),
    (returned, 2, 6, 20),
    (refused, 2, 6, 20),
    (planned, 2, 7, 10),
    (transferred, 3, 12, 140),
    (there_and_back, 1, 5, 9),
    (side_by_side, 1, 5, 7),
    (escalated, 2, 12, 80),
    (amended, 1, 15, 60),
    (retracted, 1, 16, 40),
    (reopened, 2, 15, 35),
    (reopened_and_answered, 2, 22, 140),
    (reopened_twice, 1, 27, 60),
    (nobodys, 1, 3, 14),
    (unassigned, 1, 1, 2),
    (summary, 1, 8, 40),
    (withdrawn, 1, 7, 40),
    (received, 2, 1, 1),
    (declined, 1, 3, 20),
)


def situations_for(life: Life) -> tuple[Situation, ...]:
    """What such a life can begin with: only accusations are summed up."""
    return NOISE if life is summary else SITUATIONS
