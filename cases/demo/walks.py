"""A case of the invented city on its way: one verb after the other, at past instants."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from cases.actions import answering, assign, extend, receive, remove, reopen, review
from cases.actions.actor import CENTER, CITIZEN, OFFICER
from cases.demo.places import Bodies, Place
from cases.demo.situations import EXTENSIONS, OPINIONS, PLANS, REFUSALS, RETURNS, Situation
from cases.models import Agency, Answer, Assignment, Case, Category
from cases.rules.calendars import Calendar

TERM = 7  # working days


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
        rng, place = self.scene.rng, self.place
        slots = {"street": place.street, "no": place.no, "no2": place.no + 2 * rng.randint(4, 20), "alley": place.alley}
        self.case = receive.receive(
            title=rng.choice(self.situation.titles).format(**slots),
            text=rng.choice(self.situation.texts).format(**slots),
            place=place.line,
            category=self.scene.categories[self.situation.category],
            ward=place.ward,
            lat=place.lat,
            lon=place.lon,
            by=CITIZEN,
            at=self.at,
        )

    @property
    def handler(self) -> Agency:
        """Who ought to handle it."""
        return self.scene.bodies.handler(self.situation.handler, self.place.ward)

    def later(self, *, hours: float = 0, working_days: int = 0) -> Walk:
        """Let time pass; never beyond today."""
        at = self.at + timedelta(hours=hours)
        if working_days:
            day = self.scene.calendar.add_working_days(self.scene.calendar.day_of(at), working_days)
            zone = self.scene.calendar.zone_info()
            at = datetime(day.year, day.month, day.day, self.scene.rng.randint(8, 16), 15, tzinfo=zone)
        self.at = min(max(at, self.at + timedelta(minutes=5)), self.scene.today - timedelta(minutes=1))
        return self

    def day(self, working_days: int) -> date:
        """The day so many working days ahead."""
        return self.scene.calendar.add_working_days(self.scene.calendar.day_of(self.at), working_days)

    def accept(self, **fields: str) -> Walk:
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

    def submit(self, outcome: str = "done", text: str | None = None, planned_on: date | None = None) -> Walk:
        """The agency answers."""
        words = text or self.situation.answer.format(
            done=f"{self.at.astimezone(self.scene.calendar.zone_info()):%d/%m}"
        )
        self.answer = answering.draft(assignment=self.assignment, text=words, outcome=outcome, planned_on=planned_on)
        answering.submit(answer=self.answer, by=OFFICER, at=self.at)
        return self

    def approve(self) -> Walk:
        """The Center publishes the answer."""
        review.approve(answer=self.answer, by=CENTER, at=self.at)
        self.case.refresh_from_db()
        return self

    def send_back(self) -> Walk:
        """The Center returns the answer."""
        code, sentence = self.scene.rng.choice(RETURNS)
        review.return_answer(answer=self.answer, reason=code, sentence=sentence, by=CENTER, at=self.at)
        return self

    def refuse(self) -> Walk:
        """The Center refuses an answer that passes the buck."""
        code, sentence = self.scene.rng.choice(REFUSALS)
        review.refuse(answer=self.answer, reason=code, sentence=sentence, by=CENTER, at=self.at)
        return self

    def extend(self, working_days: int) -> Walk:
        """The agency promises a day."""
        code, sentence = self.scene.rng.choice(EXTENSIONS)
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
        return self.submit("planned", self.scene.rng.choice(PLANS), self.day(working_days))

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
        text = self.scene.rng.choice(OPINIONS)
        answer = answering.draft(assignment=opinion, text=text, outcome="done")
        answering.submit(answer=answer, by=OFFICER, at=self.at)
        self.later(hours=3)
        review.approve(answer=answer, by=CENTER, at=self.at)
        return self

    def amend(self) -> Walk:
        """The agency adds to its published answer."""
        text = "Bổ sung: đã kiểm tra lại sau một tuần, không phát sinh thêm."
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
