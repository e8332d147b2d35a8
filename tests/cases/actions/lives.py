"""Random lives of a case: a machine that chooses among the verbs that make sense where the case stands.

They may still be refused; anything but a refusal with a sentence is a bug. (Verbs that make no sense are tried one by
one in test_moves.) Time goes forward; with `late` some verbs are told of after the fact, as an actor's time may be
earlier than ours.
"""

import os
from datetime import timedelta

from django.db import connection, transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from cases.actions import (
    answering,
    appealing,
    assign,
    change_calendar,
    classify,
    extend,
    rate,
    receive,
    remove,
    reopen,
    review,
    ruling,
    strike,
)
from cases.actions.actor import CENTER, CITIZEN, OFFICER
from cases.actions.changing import ActionRefused
from cases.models import Answer, Appeal, Calendar, Category, CategoryTerm, Extension, Ruling
from cases.rules.states import MoveRefused
from tests.factories import START, an_agency

NAMES = ("UBND phường Kim Long", "Trung tâm Chiếu sáng", "Sở Xây dựng")
RATINGS = ("satisfied", "acceptable", "not_satisfied", "awful")
OUTCOMES_OF_RULINGS = ("stays", "transferred", "released", "asked", "declined")
OUTCOMES = ("done", "temporary", "planned", "not_possible")
HOUR = timedelta(hours=1)


#: How often in one life what would else crowd out the rest: nearly every state allows it.
SELDOM = {"decline": 1, "remove": 2, "file": 2, "level": 2, "calendar": 3, "escalate": 2, "ask": 3, "strike": 1}


def while_(*states, charge=None, answer=None, seldom=None):
    """Only where the case is in one of these states, with a charge and an answer in those, and not too often."""

    def fits(life):
        here = life.case.state in states and (seldom is None or life.left[seldom] > 0)
        return here and (charge is None or charge in life.charges) and (answer is None or answer in life.given)

    return precondition(fits)


which = st.integers(min_value=0, max_value=4)
hours = st.sampled_from([0, 1, 5, 24, 40, 72, 24 * 6])


class Life(RuleBasedStateMachine):
    """One case, another it may be merged into, three agencies."""

    late = st.just(0)

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = START
        self.texts = 0
        self.left = dict(SELDOM)

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # --- before, around and after a verb; tests fill these in ---

    def before(self):
        """Called when time has passed and nothing has been done yet at this instant."""

    def after(self, verb, *, moved_dues=False):
        """Called when a verb has been done."""

    def do(self, verb, *, passed=0, back=0, moved_dues=False, **fields):
        """Let time pass, then try a verb; a refusal is an answer too."""
        if passed:
            self.now += passed * HOUR
            self.before()
        try:
            verb(at=self.now - back * HOUR, **fields)
        except (ActionRefused, MoveRefused):
            event(f"refused {verb.__name__}")
            return
        event(f"done {verb.__name__}")
        self.look()
        self.after(verb.__name__, moved_dues=moved_dues)

    def look(self):
        """Where things stand now, for the next choice."""
        self.case.refresh_from_db()
        self.charges = set(self.case.assignments.values_list("state", flat=True))
        self.given = set(self.answers().values_list("state", flat=True))

    def pick(self, rows, n):
        """The n-th of some rows, counting round; None where there are none."""
        found = list(rows.order_by("pk"))
        return found[n % len(found)] if found else None

    # --- how a life begins ---

    @initialize(until=st.sampled_from(["received", "accepted", *["assigned"] * 4]), term=st.sampled_from([1, 1, 1, 0]))
    def begin(self, until, term):
        self.agencies = [an_agency(name, kind="other") for name in NAMES]
        category = Category.objects.get(slug="chieu-sang" if term else "khac")
        if not term:
            CategoryTerm.objects.filter(category=category).delete()
        report = {"text": "", "place": "", "by": CITIZEN, "at": self.now}
        self.case = receive.receive(title="Đèn hỏng", category=category, **report)
        self.other = receive.receive(title="Đèn hỏng cả tuyến", category=category, **report)
        receive.accept(case=self.other, by=CENTER, at=self.now)
        self.look()
        if until != "received":
            self.do(receive.accept, case=self.case, by=CENTER)
        if until == "assigned":
            self.do(assign.assign, case=self.case, agency=self.agencies[0], by=CENTER)

    # --- the case ---

    @while_("received")
    @rule(passed=hours, due_in=st.none() | st.integers(0, 12))
    def accept(self, passed, due_in):
        due = None if due_in is None else self.now + timedelta(days=due_in)
        self.do(receive.accept, passed=passed, case=self.case, due=due, by=CENTER)

    @while_("received", seldom="decline")
    @rule(passed=hours)
    def decline_and_reconsider(self, passed):
        self.left["decline"] -= 1
        self.do(receive.decline, passed=passed, case=self.case, reason="ngoai-pham-vi", by=CENTER)
        self.do(receive.reconsider, case=self.case, by=CENTER)

    @while_("answered")
    @rule(passed=hours, n=which, count=st.integers(1, 2))
    def reopen(self, passed, n, count):
        agencies = [self.agencies[(n + i) % 3] for i in range(count)]
        self.do(reopen.reopen, passed=passed, case=self.case, agencies=agencies, reason="tai-dien", by=CENTER)

    @while_("answered")
    @rule(passed=hours, value=st.sampled_from(RATINGS), phone=st.booleans(), data=st.data())
    def rate(self, passed, value, phone, data):
        back = data.draw(self.late)
        giver = {"source": "phone", "by": CENTER} if phone else {"source": "link", "by": CITIZEN}
        told = {"case": self.case, "value": value, "reason": self.new_text() if phone else "", **giver}
        self.do(rate.rate, passed=passed, back=back, **told)

    @while_("in_progress", "answered", seldom="remove")
    @rule(passed=hours)
    def withdraw(self, passed):
        self.left["remove"] -= 1
        self.do(remove.withdraw, passed=passed, case=self.case, reason="du-lieu-ca-nhan", by=CENTER)

    @while_("received", "in_progress", seldom="remove")
    @rule(passed=hours)
    def merge(self, passed):
        self.left["remove"] -= 1
        self.do(remove.merge, passed=passed, case=self.case, into=self.other, by=CENTER)

    @while_("withdrawn", "merged")
    @rule(passed=hours)
    def come_back(self, passed):
        verb = remove.unmerge if self.case.state == "merged" else remove.restore
        self.do(verb, passed=passed, case=self.case, by=CENTER)

    @while_("received", "in_progress", "answered", seldom="file")
    @rule(passed=hours, slug=st.sampled_from(["chieu-sang", "khac", "rac-thai"]))
    def file_anew(self, passed, slug):
        self.left["file"] -= 1
        category = Category.objects.get(slug=slug)
        self.do(classify.change_category, passed=passed, case=self.case, category=category, by=CENTER)

    @while_("received", "in_progress", "answered", seldom="level")
    @rule(passed=hours, level=st.sampled_from(["full", "summary", "figures"]))
    def show_more_or_less(self, passed, level):
        self.left["level"] -= 1
        self.do(classify.change_level, passed=passed, case=self.case, level=level, reason="Tố cáo", by=CENTER)

    @while_("in_progress", "answered", seldom="calendar")
    @rule(passed=hours, ahead=st.integers(-3, 9), kind=st.sampled_from(["holiday", "make_up", None]))
    def change_the_calendar(self, passed, ahead, kind):
        self.left["calendar"] -= 1
        day = (self.now + timedelta(days=ahead)).date()
        self.do(
            change_calendar.change_calendar,
            passed=passed,
            moved_dues=True,
            calendar=Calendar.objects.get(slug="vn"),
            changes=[change_calendar.DayChange(day=day, kind=kind, name="Bão")],
            by=CENTER,
        )

    # --- its charges ---

    @while_("in_progress")
    @rule(passed=hours, n=which, data=st.data())
    def assign(self, passed, n, data):
        back = data.draw(self.late)
        self.do(assign.assign, passed=passed, back=back, case=self.case, agency=self.agencies[n % 3], by=CENTER)

    @while_("in_progress", charge="open")
    @rule(passed=hours, n=which, to=which, data=st.data())
    def transfer(self, passed, n, to, data):
        charge, to = self.pick(self.case.assignments.filter(state="open"), n), self.agencies[to % 3]
        back = data.draw(self.late)
        if charge:
            told = {"assignment": charge, "to": to, "reason": "sai-tham-quyen", "by": CENTER}
            self.do(assign.transfer, passed=passed, back=back, **told)

    @while_("in_progress", seldom="escalate")
    @rule(passed=hours, n=which, kind=st.sampled_from(["opinion", "follow_up", "handling"]))
    def escalate(self, passed, n, kind):
        self.left["escalate"] -= 1
        self.do(assign.escalate, passed=passed, case=self.case, agency=self.agencies[n % 3], kind=kind, by=CENTER)

    @while_("in_progress", charge="open")
    @rule(passed=hours, n=which, days=st.integers(0, 14), data=st.data())
    def extend(self, passed, n, days, data):
        charge = self.pick(self.case.assignments.filter(state="open"), n)
        back = data.draw(self.late)
        if charge:
            day = (self.now + timedelta(days=days)).date()
            told = {"assignment": charge, "promised_on": day, "reason": "thoi-tiet", "sentence": "Mưa", "by": OFFICER}
            self.do(extend.extend, passed=passed, back=back, **told)

    @while_("in_progress", charge="open", seldom="ask")
    @rule(passed=hours, n=which, verb=st.sampled_from([ruling.not_ours, ruling.not_ours, ruling.ask_higher]))
    def ask_the_center(self, passed, n, verb):
        self.left["ask"] -= 1
        charge = self.pick(self.case.assignments.filter(state="open"), n)
        code = "khac-dia-ban" if verb is ruling.not_ours else "vuot-tham-quyen"
        self.do(verb, passed=passed, assignment=charge, reason=code, sentence="<text 0>", by=OFFICER)

    @while_("in_progress")
    @rule(passed=hours, n=which, to=which, outcome=st.sampled_from(OUTCOMES_OF_RULINGS), data=st.data())
    def rule_on_it(self, passed, n, to, outcome, data):
        asked = self.pick(Ruling.objects.filter(assignment__case=self.case, outcome=""), n)
        if asked:
            named = self.agencies[to % 3] if outcome in ("transferred", "asked") else None
            told = {"ruling": asked, "outcome": outcome, "to": named, "reason": "theo-dia-ban", "words": "Rõ"}
            self.do(ruling.rule, passed=passed, back=data.draw(self.late), by=CENTER, **told)

    @while_("in_progress", "answered", seldom="strike")
    @rule(passed=hours, n=which)
    def strike(self, passed, n):
        promised = self.pick(Extension.objects.filter(assignment__case=self.case), n)
        if promised:
            self.left["strike"] -= 1
            self.do(strike.strike, passed=passed, extension=promised, reason="do-loi", by=CENTER)

    # --- its answers ---

    @while_("in_progress", "answered", answer="returned")
    @rule(passed=st.sampled_from([0, 1, 24]), n=which, data=st.data())
    def appeal(self, passed, n, data):
        self.appeal_for(self.pick(self.answers("returned"), n), passed, data)

    @while_("in_progress", "answered", answer="refused")
    @rule(passed=st.sampled_from([0, 1, 24]), n=which, data=st.data())
    def appeal_a_refusal(self, passed, n, data):
        self.appeal_for(self.pick(self.answers("refused"), n), passed, data)

    def appeal_for(self, answer, passed, data):
        told = {"answer": answer, "reason": "da-du-ngay-anh", "sentence": "<text 0>", "by": OFFICER}
        self.do(appealing.appeal, passed=passed, back=data.draw(self.late), **told)

    @while_("in_progress", "answered")
    @rule(passed=hours, n=which, granted=st.sampled_from([True, True, False]))
    def decide_appeal(self, passed, n, granted):
        waiting = Appeal.objects.filter(version__answer__assignment__case=self.case, outcome="")
        appealed = self.pick(waiting, n)
        if appealed:
            # Granted, the first submission counts: an agency that was past due meanwhile may never have been.
            told = {"appeal": appealed, "granted": granted, "words": "Rõ", "by": CENTER}
            self.do(appealing.decide_appeal, passed=passed, moved_dues=granted, **told)

    @while_("in_progress", "answered", charge="open")
    @rule(passed=hours, n=which, outcome=st.sampled_from(OUTCOMES), days=st.integers(-1, 9), data=st.data())
    def answer(self, passed, n, outcome, days, data):
        charge = self.pick(self.case.assignments.filter(state="open"), n)
        back = data.draw(self.late)
        if charge:
            planned = (self.now + timedelta(days=days)).date() if outcome == "planned" else None
            law = "Điều 5" if outcome == "not_possible" else ""
            text = {"text": self.new_text(), "outcome": outcome, "planned_on": planned, "legal_reason": law}
            self.do(answering.submit, passed=passed, back=back, by=OFFICER, answer=self.draft(charge, **text))

    @while_("in_progress", "answered", charge="open")
    @rule(passed=hours, n=which)
    def answer_well(self, passed, n):
        charge = self.pick(self.case.assignments.filter(state="open"), n)
        self.do(
            answering.submit, passed=passed, by=OFFICER, answer=self.draft(charge, text=self.new_text(), outcome="done")
        )

    @while_("in_progress", "answered", answer="submitted")
    @rule(passed=hours, n=which)
    def approve(self, passed, n):
        answer = self.pick(self.answers("submitted"), n)
        self.do(review.approve, passed=passed, answer=answer, by=CENTER)

    @while_("in_progress", "answered")
    @rule(passed=hours, n=which)
    def hand_in_again(self, passed, n):
        answer = self.pick(self.answers("draft", "returned"), n)
        if answer:
            answering.revise(answer=answer, text=self.new_text(), outcome="done")
            self.do(answering.submit, passed=passed, answer=answer, by=OFFICER)

    @while_("in_progress", "answered", answer="submitted")
    @rule(passed=hours, n=which, verdict=st.sampled_from(["approve", "approve", "return", "refuse", "recall"]))
    def decide(self, passed, n, verdict):
        answer = self.pick(self.answers("submitted"), n)
        if not answer:
            return
        told = {"passed": passed, "answer": answer}
        if verdict == "approve":
            self.do(review.approve, by=CENTER, **told)
        elif verdict == "return":
            self.do(review.return_answer, reason="chua-ro", sentence="Chưa rõ", by=CENTER, **told)
        elif verdict == "refuse":
            self.do(review.refuse, reason="dun-day", sentence="Đùn đẩy", by=CENTER, **told)
        else:
            self.do(answering.recall, by=OFFICER, **told)

    @while_("in_progress", "answered", answer="approved")
    @rule(passed=hours, n=which)
    def retract(self, passed, n):
        answer = self.pick(self.answers("approved"), n)
        if answer:
            self.do(review.retract, passed=passed, answer=answer, reason="sai-su-that", by=CENTER)

    @while_("answered", answer="approved")
    @rule(passed=hours, n=which)
    def amend(self, passed, n):
        answer = self.pick(self.answers("approved"), n)
        if answer:
            text = self.new_text()
            self.do(answering.amend, passed=passed, answer=answer, text=text, outcome="done", by=OFFICER)

    def answers(self, *states):
        mine = Answer.objects.filter(assignment__case=self.case)
        return mine.filter(state__in=states) if states else mine

    def draft(self, charge, **fields):
        return answering.draft(assignment=charge, **fields)

    def new_text(self):
        self.texts += 1
        return f"<text {self.texts}>"


def lives(examples, steps):
    """So many lives of so many steps; LIVES=10 makes it ten times as many."""
    fewer = 1 if connection.vendor == "sqlite" else 4  # the rules are the same there, the database is slower
    return settings(
        max_examples=max(examples * int(os.environ.get("LIVES", "1")) // fewer, 1),
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
