"""How the cases of the invented city go: each life is a way through the verbs, ending where its name says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from cases.demo import disputes, editing, replies
from cases.demo.ratings import Mood
from cases.demo.situation import Situation
from cases.demo.situations import SITUATIONS
from cases.demo.situations_order import NOISE
from cases.demo.walks import TERM, Walk
from cases.models import Outcome, PublicationLevel

Life = Callable[[Walk], object]
SOON = timedelta(days=3)  # within which is said what something else follows upon


def begun(walk: Walk) -> Walk:
    """Accepted within a day, and given to an agency the same morning."""
    rng = walk.scene.rng
    return walk.later(hours=rng.uniform(1, 12)).accept().later(hours=rng.uniform(0.3, 3)).assign()


def received(walk: Walk) -> Walk:
    """Nobody has looked at it yet."""
    return walk


def declined(walk: Walk) -> Walk:
    """Turned away."""
    reasons = ("trung-lap", "thieu-thong-tin", "thieu-thong-tin", "ngoai-pham-vi")
    return walk.later(hours=walk.scene.rng.uniform(2, 20)).decline(walk.scene.rng.choice(reasons))


def merged(walk: Walk) -> Walk:
    """Accepted, and found to repeat another report of the same thing."""
    return walk.later(hours=4).accept().later(hours=1).merge()


def awaiting(walk: Walk) -> Walk:
    """Answered on the last working day, and the Center has not decided."""
    return begun(walk).eve().submit()


def awaiting_long(walk: Walk) -> Walk:
    """Answered days ago, and the Center has not decided."""
    return begun(walk).later(working_days=walk.scene.rng.randint(1, 2)).submit()


def awaiting_late(walk: Walk) -> Walk:
    """Answered past due, on the last working day, and the Center has not decided."""
    return begun(walk).eve().submit()


def answered_soon(walk: Walk) -> Walk:
    """Answered in a day or two."""
    return (
        begun(walk)
        .later(working_days=walk.scene.rng.randint(1, 2))
        .submit()
        .later(hours=walk.scene.rng.uniform(2, 6))
        .approve()
        .heard(Mood.DONE)
    )


def answered(walk: Walk) -> Walk:
    """Answered in term."""
    return answered_unheard(walk).heard(Mood.DONE)


def answered_unheard(walk: Walk) -> Walk:
    """The same, before anybody has said how they found it."""
    rng = walk.scene.rng
    outcomes = (Outcome.DONE, Outcome.TEMPORARY, Outcome.NOT_AS_REPORTED, Outcome.NOT_POSSIBLE)
    outcome = rng.choices(outcomes, (82, 10, 5, 3))[0]
    days = rng.choices(range(1, TERM), (3, 4, 5, 6, 6, 5))[0]
    return begun(walk).later(working_days=days).submit(outcome).later(hours=rng.uniform(2, 30)).approve()


def answered_late(walk: Walk) -> Walk:
    """Answered past due, without a word before: mostly by days, sometimes by weeks."""
    rng = walk.scene.rng
    days = 1 + round(13 * rng.random() ** 2)
    walk = begun(walk).later(working_days=TERM + days).submit().later(hours=rng.uniform(2, 30)).approve()
    return walk.heard(Mood.LATE)


def answered_extended(walk: Walk) -> Walk:
    """Answered past due, as promised."""
    rng = walk.scene.rng
    walk = begun(walk).later(working_days=rng.randint(TERM - 2, TERM - 1)).extend(6)
    return walk.later(working_days=rng.randint(3, 5)).submit().later(hours=7).approve().heard(Mood.KEPT)


def answered_broken(walk: Walk) -> Walk:
    """Answered after the promised day."""
    rng = walk.scene.rng
    walk = begun(walk).later(working_days=TERM - 2).extend(rng.randint(4, 5))
    return walk.later(working_days=rng.randint(7, 10)).submit().later(hours=7).approve().heard(Mood.BROKEN)


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
    """The answer passed the buck, and the Center has not ruled in time whose it is."""
    return begun(walk).later(working_days=4).pass_the_buck().later(hours=6).refuse()


def refused_lately(walk: Walk) -> Walk:
    """The same on the last working day: the Center has until tonight."""
    return begun(walk).eve().pass_the_buck().later(hours=2).refuse()


def refused_and_ruled(walk: Walk) -> Walk:
    """The Center ruled that it is the agency's all the same, which has not answered since."""
    return disputes.settle(refused(walk).later(hours=4), "stays", disputes.STAYS)


def answered_at_second_try(walk: Walk) -> Walk:
    """Returned once, approved then."""
    return returned(walk).later(working_days=1).submit_again().later(hours=5).approve().heard(Mood.KEPT)


def planned(walk: Walk) -> Walk:
    """A plan is published; the clock runs on."""
    return begun(walk).later(working_days=4).plan(TERM).later(hours=5).approve()


def transferred(walk: Walk) -> Walk:
    """Handed over, and answered by the second agency."""
    first = walk.scene.bodies.other(walk.handler, walk.place.ward, walk.scene.rng)
    walk.later(hours=8).accept().later(hours=1).assign(first).later(working_days=2).transfer(walk.handler)
    return walk.later(working_days=4).submit().later(hours=5).approve().heard(Mood.DONE)


def there_and_back(walk: Walk) -> Walk:
    """Handed over and handed back: the first agency has its old clock again."""
    other = walk.scene.bodies.other(walk.handler, walk.place.ward, walk.scene.rng)
    return begun(walk).later(working_days=1).transfer(other).later(working_days=2).transfer(walk.handler)


def side_by_side(walk: Walk) -> Walk:
    """Two agencies handle it, and one of them has answered."""
    other = walk.scene.bodies.other(walk.handler, walk.place.ward, walk.scene.rng)
    walk.later(hours=2).accept().later(hours=1).assign(other).assign()
    return editing.noted(walk.later(working_days=2).submit().later(hours=3).approve(), editing.BY_TWO)


def escalated(walk: Walk) -> Walk:
    """A higher agency was asked, and the case answered after that."""
    walk = begun(walk).later(working_days=2).ask_above().later(working_days=2)
    return walk.submit().later(hours=5).approve().heard(Mood.DONE)


def amended(walk: Walk) -> Walk:
    """Answered, and more was added."""
    return answered_unheard(walk).heard(Mood.DONE, SOON).later(working_days=5).amend()


def retracted(walk: Walk) -> Walk:
    """Answered, and the answer proved false."""
    walk = answered_unheard(walk).heard(Mood.AGAIN, SOON).later(working_days=6).retract()
    return editing.noted(walk, editing.RETRACTED)


def asked_to_reopen(walk: Walk) -> Walk:
    """Answered, and somebody says that it is not done; the Center has not looked yet."""
    return disputes.ask_to_reopen(answered_unheard(walk).eve())


def kept_answered(walk: Walk) -> Walk:
    """The same, and the Center found that it was done."""
    walk = disputes.ask_to_reopen(answered_unheard(walk).later(working_days=1))
    return disputes.keep(walk.later(hours=5))


def reopened(walk: Walk) -> Walk:
    """Answered, and open again: mostly somebody had said that they were not satisfied."""
    return answered_unheard(walk).heard(Mood.AGAIN, SOON).later(working_days=5).reopen()


def reopened_and_answered(walk: Walk) -> Walk:
    """Two rounds, both answered."""
    return reopened(walk).later(working_days=4).submit().later(hours=5).approve().heard(Mood.KEPT, SOON)


def reopened_twice(walk: Walk) -> Walk:
    """The third round is open."""
    return editing.noted(reopened_and_answered(walk).later(working_days=4).reopen(), editing.REOPENED_TWICE)


def unassigned(walk: Walk) -> Walk:
    """Accepted, and the Center has not yet said whose it is."""
    return walk.later(hours=3).accept()


def summary(walk: Walk) -> Walk:
    """Published as the Center's neutral summary."""
    title, text = replies.SUMMARIES[0 if walk.situation.handler == "environment" else 1]
    walk.later(hours=6).accept(
        level=PublicationLevel.SUMMARY, level_reason="Nêu một hộ cụ thể", title=walk.said(title), text=walk.said(text)
    )
    answer = walk.scene.rng.choice(replies.NAMELESS)
    walk = walk.later(hours=1).assign().later(working_days=3).submit(text=answer).later(hours=5).approve()
    return walk.heard(Mood.DONE)


def withdrawn(walk: Walk) -> Walk:
    """Gone from the portal."""
    return begun(walk).later(working_days=2).withdraw()


def appealed(walk: Walk) -> Walk:
    """Returned, and the agency appeals."""
    return disputes.appeal(returned(walk).later(hours=2))


def appealed_in_vain(walk: Walk) -> Walk:
    """Returned, appealed, left standing, and answered anew."""
    walk = disputes.decide(appealed(walk).later(hours=4), granted=False)
    return walk.later(hours=5).submit_again().later(hours=5).approve().heard(Mood.KEPT)


def appealed_rightly(walk: Walk) -> Walk:
    """Returned, and upon appeal the first submission counts."""
    walk = begun(walk).later(working_days=4).submit().later(hours=6).send_back().later(hours=3)
    return disputes.decide(disputes.appeal(walk).later(working_days=1), granted=True).heard(Mood.DONE)


def disowned(walk: Walk) -> Walk:
    """The agency says that it is not its business."""
    other = walk.scene.bodies.other(walk.handler, walk.place.ward, walk.scene.rng)
    return disputes.disown(begun(walk).later(hours=6), suggests=other)


def disowned_twice(walk: Walk) -> Walk:
    """It was told that it is, and says so again: now the Center must rule in time."""
    walk = disputes.settle(disowned(walk).later(hours=5), "stays", disputes.STAYS)
    return disputes.disown(walk.later(hours=8))


def disowned_lately(walk: Walk) -> Walk:
    """The same, said again on the last working day: the Center has until the next one is over."""
    walk = disputes.settle(disowned(walk).later(hours=5), "stays", disputes.STAYS)
    return disputes.disown(walk.eve())


def disowned_in_vain(walk: Walk) -> Walk:
    """It was told so a second time, and answered."""
    walk = disputes.settle(disowned_twice(walk).later(hours=3), "stays", disputes.STAYS)
    return walk.later(working_days=2).submit().later(hours=5).approve().heard(Mood.KEPT)


def passed_on(walk: Walk) -> Walk:
    """It was another's indeed, which answered."""
    other = walk.scene.bodies.other(walk.handler, walk.place.ward, walk.scene.rng)
    walk = disputes.settle(disowned(walk).later(hours=7), "transferred", disputes.PASSED, to=other)
    return walk.later(working_days=3).submit().later(hours=5).approve().heard(Mood.DONE)


def asking(walk: Walk) -> Walk:
    """The agency asks a higher one on the last working day, and the Center has not passed it on yet."""
    return disputes.ask(begun(walk).eve())


def asked_in_vain(walk: Walk) -> Walk:
    """The Center found that there was nothing to ask."""
    walk = disputes.ask(begun(walk).later(hours=9)).later(hours=6)
    walk = disputes.settle(walk, "declined", disputes.ON_ITS_OWN)
    return walk.later(working_days=3).submit().later(hours=4).approve().heard(Mood.DONE)


def struck(walk: Walk) -> Walk:
    """Promised with words that the Center struck."""
    return disputes.struck_promise(begun(walk).later(working_days=TERM - 1))


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of three thousand cases live so, and how long ago they were sent, in working days.

    `late`: whether the agency's clock counts as past due in the end; None where that is no matter of punctuality.
    """

    life: Life
    count: int
    first: int
    last: int
    late: bool | None = None


def _share(life: Life, count: int, first: int, last: int, *, late: bool | None = None) -> Share:
    return Share(life=life, count=count, first=first, last=last, late=late)


LONGEST = 295  # working days: fourteen months
#: Lives that are plain enough to be written in bulk: the same rows as by the verbs, which a test compares.
PLAIN = frozenset(
    {
        answered,
        answered_soon,
        answered_late,
        answered_extended,
        answered_broken,
        answered_at_second_try,
        transferred,
        declined,
        received,
        unassigned,
        begun,
        awaiting,
        awaiting_long,
        awaiting_late,
    }
)
MIX: tuple[Share, ...] = (
    _share(answered, 1721, 9, LONGEST, late=False),
    _share(answered_soon, 148, 5, LONGEST, late=False),
    _share(answered_soon, 42, 5, 9, late=False),
    _share(answered_late, 272, 24, LONGEST, late=True),
    _share(answered_extended, 138, 14, LONGEST, late=True),
    _share(answered_broken, 44, 20, LONGEST, late=True),
    _share(answered_at_second_try, 148, 8, LONGEST, late=False),
    _share(transferred, 96, 12, LONGEST, late=False),
    _share(declined, 46, 3, LONGEST),
    _share(begun, 98, 1, 7),
    _share(begun, 10, 10, 22, late=True),
    _share(begun, 10, 22, 60, late=True),
    _share(awaiting, 14, 3, 7, late=False),
    _share(awaiting_long, 2, 5, 6, late=False),
    _share(awaiting_late, 4, 10, 14, late=True),
    _share(open_extended, 12, 9, 12, late=True),
    _share(open_broken, 9, 14, 45, late=True),
    _share(open_extended_late, 4, 12, 15, late=True),
    _share(returned, 6, 6, 20, late=True),
    _share(refused, 1, 7, 9, late=True),
    _share(refused_lately, 2, 4, 7),
    _share(refused_and_ruled, 4, 7, 20, late=True),
    _share(appealed, 3, 5, 6),
    _share(appealed_in_vain, 4, 9, 60),
    _share(appealed_rightly, 6, 9, 90, late=False),
    _share(disowned, 3, 1, 2),
    _share(disowned_lately, 2, 2, 3),
    _share(disowned_twice, 1, 4, 5),
    _share(disowned_in_vain, 4, 9, 90, late=False),
    _share(passed_on, 12, 9, 140),
    _share(asking, 3, 2, 4),
    _share(asked_in_vain, 6, 9, 90, late=False),
    _share(struck, 2, 9, 11, late=True),
    _share(planned, 5, 7, 10, late=True),
    _share(there_and_back, 3, 5, 9),
    _share(side_by_side, 3, 5, 7),
    _share(escalated, 14, 12, 140, late=False),
    _share(amended, 10, 15, 90, late=False),
    _share(retracted, 3, 16, 40, late=True),
    _share(asked_to_reopen, 3, 10, 16, late=False),
    _share(kept_answered, 2, 12, 40, late=False),
    _share(reopened, 8, 12, 30, late=False),
    _share(reopened_and_answered, 14, 22, 140, late=False),
    _share(reopened_twice, 3, 27, 60, late=False),
    _share(unassigned, 4, 1, 2),
    _share(summary, 10, 8, 120, late=False),
    _share(editing.covered, 6, 6, 60, late=False),
    _share(withdrawn, 7, 7, 90),
    _share(received, 9, 1, 1),
    _share(merged, 21, 2, 60),
)


def situations_for(life: Life) -> tuple[Situation, ...]:
    """What such a life can begin with: only accusations are summed up."""
    return NOISE if life is summary else SITUATIONS
