"""A case of the invented city on its way: one verb after the other, at past instants."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from cases.actions import answering, assign, extend, rate, receive, remove, reopen, review
from cases.actions.actor import CENTER, CITIZEN, OFFICER, Actor
from cases.demo import replies
from cases.demo.bodies import Bodies
from cases.demo.places import Place
from cases.demo.ratings import Mood, awake, mood_of, said
from cases.demo.situation import Situation
from cases.demo.speech import Speech
from cases.models import Agency, Answer, Assignment, Case, Category, Outcome, RatingSource
from cases.rules.calendars import ONE_DAY, Calendar
from cases.rules.states import AnswerMove

TERM = 7  # working days
OPENS, CLOSES = 7, 18  # hours between which officials act
#: Who enters a rating, by the way it comes.
GIVERS: dict[str, Actor] = {RatingSource.LINK: CITIZEN, RatingSource.PHONE: CENTER}
EVER = timedelta(days=60)  # after that nobody rates any more
RECENT = 150  # cases in which a repeated report is looked for


@dataclass(kw_only=True)
class Scene:
    """What every walk needs: who is there, which days count, until when time has run, and one source of chance.

    `recent` holds the walks of late that other reports may repeat.
    """

    bodies: Bodies
    calendar: Calendar
    categories: dict[str, Category]
    today: datetime
    rng: Random
    recent: deque[Walk] = field(default_factory=lambda: deque(maxlen=RECENT))


@dataclass(kw_only=True)
class Walk:
    """One case, lived by the verbs themselves; `at` is the instant of the next one."""

    scene: Scene
    situation: Situation
    place: Place
    at: datetime
    repeats: Walk | None = None
    told: tuple[str, ...] | None = None
    personal: bool = False
    case_id: int | None = None
    outcome: str = Outcome.DONE
    speech: Speech = field(init=False)
    sent_at: datetime = field(init=False)
    case: Case = field(init=False)
    assignment: Assignment = field(init=False)
    answer: Answer = field(init=False)

    def __post_init__(self) -> None:
        self.sent_at = self.at
        self.speech = Speech(
            situation=self.situation,
            place=self.place,
            sent_at=self.at.astimezone(self.scene.calendar.zone_info()),
            rng=self.scene.rng,
            told=self.told,
            personal=self.personal,
        )
        self.receive(*self.speech.report())

    # --- what the two kinds of walk do in their own ways ---

    def receive(self, title: str, text: str, place: str) -> None:
        """The report comes in."""
        self.case = receive.receive(
            title=title,
            text=text,
            place=place,
            category=self.scene.categories[self.situation.category],
            ward=self.place.ward,
            lat=self.place.lat,
            lon=self.place.lon,
            by=CITIZEN,
            at=self.at,
        )
        self.case_id = self.case.pk

    def accept(self, **fields: Any) -> Walk:
        """The Center takes it in."""
        receive.accept(case=self.case, by=CENTER, at=self.at, **fields)
        return self

    def decline(self, reason: str) -> Walk:
        """The Center turns it away."""
        receive.decline(case=self.case, reason=reason, by=CENTER, at=self.at)
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

    def hand_in(self, text: str, outcome: str, planned_on: date | None, legal_reason: str) -> None:
        """The agency's words go to the Center."""
        self.answer = answering.draft(
            assignment=self.assignment,
            text=text,
            outcome=outcome,
            planned_on=planned_on,
            legal_reason=legal_reason,
        )
        answering.submit(answer=self.answer, by=OFFICER, at=self.at)

    def approve(self) -> Walk:
        """The Center publishes the answer."""
        review.approve(answer=self.answer, by=CENTER, at=self.at)
        self.case.refresh_from_db()
        return self

    def give_back(self, move: AnswerMove, reason: str, sentence: str) -> None:
        """The Center returns or refuses the answer."""
        verb = review.return_answer if move is AnswerMove.RETURN else review.refuse
        verb(answer=self.answer, reason=reason, sentence=sentence, by=CENTER, at=self.at)

    def promise(self, promised_on: date, reason: str, sentence: str) -> None:
        """The agency says by when it will be done."""
        extend.extend(
            assignment=self.assignment,
            promised_on=promised_on,
            reason=reason,
            sentence=sentence,
            by=OFFICER,
            at=self.at,
        )

    def say(self, value: str, source: str, reason: str) -> None:
        """The citizen says how they found the answer."""
        told = {"source": source, "reason": reason}
        rate.rate(case=self.case, value=value, by=GIVERS[source], at=self.at, **told)

    @property
    def round(self) -> int:
        """The round that is answered now."""
        return self.assignment.round

    # --- what they do alike ---

    @property
    def handler(self) -> Agency:
        """Who ought to handle it."""
        return self.scene.bodies.handler(self.situation.handler, self.place.ward, self.sent_at.date())

    def later(self, *, hours: float = 0, working_days: int = 0) -> Walk:
        """Let time pass until somebody in an office acts; never beyond today."""
        zone = self.scene.calendar.zone_info()
        local = (self.at + timedelta(hours=hours)).astimezone(zone)
        if working_days:
            day = self.scene.calendar.add_working_days(self.scene.calendar.day_of(local), working_days)
            hour, minute = self.scene.rng.randint(8, 16), self.scene.rng.randint(0, 59)
            local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
        if not OPENS <= local.hour < CLOSES:
            local += timedelta(days=local.hour >= CLOSES)
            local = local.replace(hour=OPENS, minute=self.scene.rng.randint(10, 59))
        self.at = self._by_now(max(local, self.at + timedelta(minutes=5)))
        return self

    def _by_now(self, at: datetime) -> datetime:
        """The instant; or, where that is still to come, one before the office closed for the last time."""
        if at < self.scene.today:
            return at
        opened, closed = (self.scene.today - timedelta(hours=24 - hour) for hour in (OPENS, CLOSES))
        if self.at >= closed:
            return min(self.at + timedelta(minutes=1), self.scene.today - timedelta(minutes=1))
        begin = max(self.at, opened)
        return begin + (closed - begin) * self.scene.rng.uniform(0.2, 0.8)

    def eve(self) -> Walk:
        """Let time pass until some hour of the last working day before today, if it has not passed that already."""
        calendar, day = self.scene.calendar, self.scene.today.date() - ONE_DAY
        while not calendar.is_working(day):
            day -= ONE_DAY
        hour, minute = self.scene.rng.randint(8, 14), self.scene.rng.randint(0, 59)
        zone = calendar.zone_info()
        local, soon = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone), self.at + timedelta(minutes=40)
        closing = self.at.astimezone(zone).replace(hour=CLOSES, minute=0, second=0, microsecond=0)
        if self.at < closing <= soon:
            soon = self.at + (closing - self.at) / 2
        self.at = self._by_now(max(local, soon))
        return self

    def day(self, working_days: int) -> date:
        """The day so many working days ahead."""
        return self.scene.calendar.add_working_days(self.scene.calendar.day_of(self.at), working_days)

    def said(self, text: str) -> str:
        """A text with the place and the day put in."""
        return self.speech.said(text, self.at.astimezone(self.scene.calendar.zone_info()))

    def submit(self, outcome: str = Outcome.DONE, text: str | None = None, planned_on: date | None = None) -> Walk:
        """The agency answers, in the words of the situation where no others are given."""
        at = self.at.astimezone(self.scene.calendar.zone_info())
        law = self.speech.law() if outcome == Outcome.NOT_POSSIBLE else ""
        if outcome == Outcome.NOT_POSSIBLE and not law:
            outcome = Outcome.DONE
        words = self.speech.answer(outcome, self.round, at) if text is None else self.said(text)
        self.outcome = outcome
        self.hand_in(words, outcome, planned_on, law)
        return self

    def submit_poorly(self) -> Walk:
        """The agency answers in a way that will come back."""
        return self.submit(text=self.speech.poor())

    def submit_again(self) -> Walk:
        """After a return the agency says more."""
        return self.submit(text=self.speech.second_try())

    def pass_the_buck(self) -> Walk:
        """The agency says that it is somebody else's."""
        return self.submit(Outcome.NOT_AS_REPORTED, self.scene.rng.choice(replies.PASSED_ON))

    def send_back(self) -> Walk:
        """The Center returns the answer."""
        self.give_back(AnswerMove.RETURN, *self.scene.rng.choice(replies.RETURNS))
        return self

    def refuse(self) -> Walk:
        """The Center refuses an answer that passes the buck."""
        self.give_back(AnswerMove.REFUSE, *self.scene.rng.choice(replies.REFUSALS))
        return self

    def extend(self, working_days: int) -> Walk:
        """The agency promises a day."""
        code, sentence = self.speech.excuse(self.at.astimezone(self.scene.calendar.zone_info()))
        self.promise(self.day(working_days), code, sentence)
        return self

    def heard(self, mood: Mood, within: timedelta = EVER) -> Walk:
        """The citizen may say how they found the answer, if today has not come before.

        By a chance of its own: that somebody speaks changes nothing of how other cases go.
        """
        place = (self.place.lat, self.place.lon)
        rng = Random(f"{self.sent_at.isoformat()} {place} {self.round}")  # noqa: S311 - invented data, no secret
        told = said(rng, mood_of(mood, self.outcome), within)
        if told is not None:
            hours = {"since": OPENS, "until": CLOSES} if told.source == RatingSource.PHONE else {}
            at = awake((self.at + told.after).astimezone(self.scene.calendar.zone_info()), **hours)
            if at < self.scene.today:
                self.at = at
                self.say(told.value, told.source, told.reason)
        return self

    # --- for the verbs alone ---

    def plan(self, working_days: int) -> Walk:
        """The agency answers with a plan."""
        return self.submit(Outcome.PLANNED, self.scene.rng.choice(replies.PLANS), self.day(working_days))

    def reopen(self) -> Walk:
        """The citizen was right: it begins again."""
        reason = self.scene.rng.choice(("chua-xong", "tai-dien", "khong-hai-long"))
        reopen.reopen(case=self.case, agencies=[self.handler], reason=reason, by=CENTER, at=self.at)
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
        text = self.said(self.scene.rng.choice(replies.AMENDMENTS))
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

    def merge(self) -> Walk:
        """It repeats another one."""
        if self.repeats is not None and self.repeats.case_id is not None:
            target = Case.objects.get(pk=self.repeats.case_id)
            remove.merge(case=self.case, into=target, by=CENTER, at=self.at)
        return self
