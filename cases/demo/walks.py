"""A case of the invented city on its way: one verb after the other, at past instants."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from cases.actions import answering, assign, extend, receive, remove, reopen, review
from cases.actions.actor import CENTER, CITIZEN, OFFICER
from cases.demo import replies
from cases.demo.places import Bodies, Place
from cases.demo.situations import ADDED, Situation
from cases.models import Agency, Answer, Assignment, Case, Category, Outcome
from cases.rules.calendars import Calendar

TERM = 7  # working days
OPENS, CLOSES = 7, 18  # hours between which officials act


@dataclass(kw_only=True)
class Scene:
    """What every walk needs: who is there, which days count, until when time has run, and one source of chance."""

    bodies: Bodies
    calendar: Calendar
    categories: dict[str, Category]
    today: datetime
    rng: Random


@dataclass(kw_only=True)
class Walk:
    """One case; `at` is the instant of the next verb."""

    scene: Scene
    situation: Situation
    place: Place
    at: datetime
    case: Case = field(init=False)
    assignment: Assignment = field(init=False)
    answer: Answer = field(init=False)

    def __post_init__(self) -> None:
        rng = self.scene.rng
        title, text = rng.choice(self.situation.reports)
        self.case = receive.receive(
            title=self.said(title),
            text=self.said(self.with_more(text, ADDED)),
            place=self.place.line,
            category=self.scene.categories[self.situation.category],
            ward=self.place.ward,
            lat=self.place.lat,
            lon=self.place.lon,
            by=CITIZEN,
            at=self.at,
        )

    def said(self, text: str) -> str:
        """A text with the place and the day put in."""
        return text.format(
            street=self.place.street,
            no=self.place.no,
            no2=self.place.until_no,
            alley=self.place.alley,
            done=f"{self.at.astimezone(self.scene.calendar.zone_info()):%d/%m}",
        )

    def with_more(self, text: str, more: tuple[str, ...]) -> str:
        """A text, mostly with a sentence more, so that no two are quite the same."""
        rng = self.scene.rng
        return f"{text} {rng.choice(more)}" if rng.random() < 0.8 else text

    @property
    def handler(self) -> Agency:
        """Who ought to handle it."""
        return self.scene.bodies.handler(self.situation.handler, self.place.ward, self.at.date())

    def later(self, *, hours: float = 0, working_days: int = 0) -> Walk:
        """Let time pass until somebody in an office acts; never beyond today."""
        zone = self.scene.calendar.zone_info()
        local = (self.at + timedelta(hours=hours)).astimezone(zone)
        if working_days:
            day = self.scene.calendar.add_working_days(self.scene.calendar.day_of(local), working_days)
            local = datetime(day.year, day.month, day.day, self.scene.rng.randint(8, 16), 15, tzinfo=zone)
        if not OPENS <= local.hour < CLOSES:
            local += timedelta(days=local.hour >= CLOSES)
            local = local.replace(hour=OPENS, minute=self.scene.rng.randint(10, 59))
        self.at = min(max(local, self.at + timedelta(minutes=5)), self.scene.today - timedelta(minutes=1))
        return self

    def day(self, working_days: int) -> date:
        """The day so many working days ahead."""
        return self.scene.calendar.add_working_days(self.scene.calendar.day_of(self.at), working_days)

    def accept(self, **fields: Any) -> Walk:
        """The Center takes it in."""
        receive.accept(case=self.case, by=CENTER, at=self.at, **fields)
        return self

    def assign(self, agency: Agency | None = None) -> Walk:
        """The Center gives it to its handler, or to another agency."""
        self.assignment = assign.assign(case=self.case, agency=agency or self.handler, by=CENTER, at=self.at)
        return self

    def transfer(self, to: Agency) -> Walk:
        """It turns out to be somebody else's."""
        self.assignment = assign.transfer(
            assignment=self.assignment, to=to, reason="sai-tham-quyen", by=CENTER, at=self.at
        )
        return self

    def submit(self, outcome: str = Outcome.DONE, text: str | None = None, planned_on: date | None = None) -> Walk:
        """The agency answers, in the words of the situation where no others are given."""
        words = self.said(text or self._answer(outcome))
        self.answer = answering.draft(assignment=self.assignment, text=words, outcome=outcome, planned_on=planned_on)
        answering.submit(answer=self.answer, by=OFFICER, at=self.at)
        return self

    def _answer(self, outcome: str) -> str:
        rng = self.scene.rng
        if outcome == Outcome.TEMPORARY:
            return rng.choice(replies.TEMPORARY)
        if outcome == Outcome.NOT_AS_REPORTED:
            return rng.choice(replies.NOT_AS_REPORTED)
        if self.assignment.round > 1:
            return rng.choice(replies.SECOND_ROUND)
        return self.with_more(self.situation.answer, replies.ADDED)

    def submit_poorly(self) -> Walk:
        """The agency answers in a way that will come back."""
        return self.submit(text=self.scene.rng.choice(replies.POOR))

    def submit_again(self) -> Walk:
        """After a return the agency says more."""
        return self.submit(text=f"{self.situation.answer} {self.scene.rng.choice(replies.SECOND_TRY)}")

    def pass_the_buck(self) -> Walk:
        """The agency says that it is somebody else's."""
        return self.submit(Outcome.NOT_AS_REPORTED, self.scene.rng.choice(replies.PASSED_ON))

    def approve(self) -> Walk:
        """The Center publishes the answer."""
        review.approve(answer=self.answer, by=CENTER, at=self.at)
        self.case.refresh_from_db()
        return self

    def send_back(self) -> Walk:
        """The Center returns the answer."""
        code, sentence = self.scene.rng.choice(replies.RETURNS)
        review.return_answer(answer=self.answer, reason=code, sentence=sentence, by=CENTER, at=self.at)
        return self

    def refuse(self) -> Walk:
        """The Center refuses an answer that passes the buck."""
        code, sentence = self.scene.rng.choice(replies.REFUSALS)
        review.refuse(answer=self.answer, reason=code, sentence=sentence, by=CENTER, at=self.at)
        return self

    def extend(self, working_days: int) -> Walk:
        """The agency promises a day."""
        code, sentence = self.scene.rng.choice(replies.EXTENSIONS[self.situation.handler])
        extend.extend(
            assignment=self.assignment,
            promised_on=self.day(working_days),
            reason=code,
            sentence=sentence,
            by=OFFICER,
            at=self.at,
        )
        return self

    def plan(self, working_days: int) -> Walk:
        """The agency answers with a plan."""
        return self.submit(Outcome.PLANNED, self.scene.rng.choice(replies.PLANS), self.day(working_days))

    def reopen(self) -> Walk:
        """The citizen was right: it begins again."""
        reopen.reopen(case=self.case, agencies=[self.handler], reason="chua-xong", by=CENTER, at=self.at)
        self.assignment = self.case.assignments.running().get()
        return self

    def ask_above(self) -> Walk:
        """A higher agency gives its opinion."""
        board = self.scene.bodies.by_task["board"]
        opinion = assign.escalate(case=self.case, agency=board, by=CENTER, at=self.at)
        self.later(working_days=2)
        text = self.scene.rng.choice(replies.OPINIONS)
        answer = answering.draft(assignment=opinion, text=text, outcome="done")
        answering.submit(answer=answer, by=OFFICER, at=self.at)
        self.later(hours=3)
        review.approve(answer=answer, by=CENTER, at=self.at)
        return self

    def amend(self) -> Walk:
        """The agency adds to its published answer."""
        text = self.scene.rng.choice(replies.AMENDMENTS)
        addition = answering.amend(answer=self.answer, text=text, outcome="done", by=OFFICER, at=self.at)
        answering.submit(answer=addition, by=OFFICER, at=self.at)
        self.later(hours=4)
        review.approve(answer=addition, by=CENTER, at=self.at)
        return self

    def retract(self) -> Walk:
        """The answer proved false."""
        review.retract(answer=self.answer, reason="sai-su-that", by=CENTER, at=self.at)
        self.case.refresh_from_db()
        return self

    def withdraw(self) -> Walk:
        """It leaves the portal."""
        remove.withdraw(case=self.case, reason="nguoi-gui-yeu-cau", by=CENTER, at=self.at)
        return self

    def merge(self, into: Case) -> Walk:
        """It repeats another one."""
        remove.merge(case=self.case, into=into, by=CENTER, at=self.at)
        return self
