"""Cases for tests, walked to where a test needs them by the real verbs.

    walk = walk_to("awaiting")                      # one of STATES; walk.case, walk.assignment, walk.answer, walk.at
    walk.later(days=2).approve()                    # and further on, verb by verb; every verb returns the walk
    case = a_case("answered", title="Đèn hỏng")     # just the case
    walk = Walk(at=START).accept(level="summary")   # step by step from the report

Time does not pass by itself: every verb happens at `walk.at`, and `later` moves that on. Verbs take the fields of the
action they call, so a test names only what it is about. Needs the database (calendars and codes of the migrations).
"""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from cases.actions import (
    answering,
    appealing,
    assign,
    extend,
    rate,
    receive,
    remove,
    reopen,
    reopen_requests,
    review,
    ruling,
    strike,
)
from cases.actions.actor import CENTER, CITIZEN, IMPORT, OFFICER
from cases.actions.case_tree import ascii_slug
from cases.models import Agency, Appeal, Category, Extension, Ruling, Ward
from tests.remembered import remembered

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday 09:00 in Huế, no holiday within weeks
DUE = datetime(2026, 3, 11, 16, 59, 59, 999999, tzinfo=UTC)  # end of the Wednesday seven working days later
KIM_LONG, LIGHTING, BOARD = "UBND phường Kim Long", "Trung tâm Chiếu sáng", "Sở Xây dựng"
BEGUN = timezone.now()


def ago(**time):
    """So long before these tests began: one instant for a whole run, so that its cases are walked once."""
    return BEGUN - timedelta(**time)


def an_agency(name=KIM_LONG, *, kind="ward", **fields):
    """The agency of that name, made where it is missing."""
    found, _ = Agency.objects.get_or_create(
        source_name=name, defaults={"name": name, "slug": ascii_slug(name, 120), "kind": kind, **fields}
    )
    return found


def a_category(slug="chieu-sang"):
    """A category of the migrations; they all have Huế's term of seven working days."""
    return Category.objects.get(slug=slug)


class Walk:
    """One case on its way; `assignment` and `answer` are the newest ones."""

    @remembered
    def __init__(self, *, at=START, category="chieu-sang", ward=None, by=CITIZEN, **report):
        self.at = at
        self._assignment = self._answer = None
        report = {"title": "Đèn đường hỏng", "text": "Năm bóng đèn hỏng", "place": "Đường Kim Long", **report}
        self.case = receive.receive(
            category=a_category(category) if isinstance(category, str) else category,
            ward=Ward.objects.get(slug=ward) if isinstance(ward, str) else ward,
            by=by,
            at=at,
            **report,
        )

    def later(self, *, days=0, hours=0):
        """Let time pass."""
        self.at += timedelta(days=days, hours=hours)
        return self

    def until(self, at):
        """Let time pass until an instant."""
        self.at = at
        return self

    @property
    def assignment(self):
        """The newest assignment, as the database has it now."""
        self._assignment.refresh_from_db()
        return self._assignment

    @property
    def answer(self):
        """The newest answer, as the database has it now."""
        self._answer.refresh_from_db()
        return self._answer

    def _done(self):
        self.case.refresh_from_db()
        return self

    # --- the case ---

    @remembered
    def accept(self, **fields):
        receive.accept(case=self.case, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def decline(self, reason="ngoai-pham-vi", **fields):
        receive.decline(case=self.case, reason=reason, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def reconsider(self, **fields):
        receive.reconsider(case=self.case, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def reopen(self, *agencies, reason="chua-xong", **fields):
        given = list(agencies) or [self.assignment.agency]
        reopen.reopen(case=self.case, agencies=given, reason=reason, **{"by": CENTER, "at": self.at, **fields})
        self._assignment = self.case.assignments.order_by("pk").last()
        return self._done()

    @remembered
    def rate(self, value="satisfied", source="link", **fields):
        by = {"link": CITIZEN, "phone": CENTER, "import": IMPORT}.get(source, CITIZEN)
        rate.rate(case=self.case, value=value, source=source, **{"by": by, "at": self.at, **fields})
        return self._done()

    @remembered
    def ask_reopen(self, complaint="not_done", text="Đèn vẫn tối", **fields):
        """Somebody says that it is not done."""
        given = {"by": CITIZEN, "at": self.at, **fields}
        reopen_requests.ask_to_reopen(case=self.case, complaint=complaint, text=text, **given)
        return self._done()

    @remembered
    def keep(self, reason="da-xong", **fields):
        """The Center does not reopen it."""
        reopen_requests.keep_answered(case=self.case, reason=reason, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def withdraw(self, reason="nguoi-gui-yeu-cau", **fields):
        remove.withdraw(case=self.case, reason=reason, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def restore(self, **fields):
        remove.restore(case=self.case, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def merge(self, into=None, **fields):
        target = into or Walk(at=self.at, title="Đèn hỏng cả tuyến").accept().case
        remove.merge(case=self.case, into=target, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def unmerge(self, **fields):
        remove.unmerge(case=self.case, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    # --- whose it is ---

    @remembered
    def assign(self, agency=None, **fields):
        to = agency or an_agency()
        self._assignment = assign.assign(case=self.case, agency=to, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def transfer(self, to=None, reason="sai-tham-quyen", **fields):
        target = to or an_agency(LIGHTING, kind="center")
        self._assignment = assign.transfer(
            assignment=self.assignment, to=target, reason=reason, **{"by": CENTER, "at": self.at, **fields}
        )
        return self._done()

    @remembered
    def escalate(self, agency=None, **fields):
        to = agency or an_agency(BOARD, kind="department")
        self._assignment = assign.escalate(case=self.case, agency=to, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def extend(self, promised_on=date(2026, 3, 13), reason="cho-vat-tu", sentence="Chờ bóng đèn", **fields):
        extend.extend(
            assignment=self.assignment,
            promised_on=promised_on,
            reason=reason,
            sentence=sentence,
            **{"by": OFFICER, "at": self.at, **fields},
        )
        return self._done()

    # --- its answers ---

    @remembered
    def draft(self, text="Đã thay bóng", outcome="done", **fields):
        self._answer = answering.draft(assignment=self.assignment, text=text, outcome=outcome, **fields)
        return self

    @remembered
    def submit(self, *, by=OFFICER, at=None, **fields):
        """Hand in: the newest answer where it was returned or is a draft and nothing else is said, else a new one."""
        if fields or self._answer is None or self.answer.state not in ("draft", "returned"):
            self.draft(**fields)
        answering.submit(answer=self.answer, by=by, at=at or self.at)
        return self._done()

    @remembered
    def recall(self, **fields):
        answering.recall(answer=self.answer, **{"by": OFFICER, "at": self.at, **fields})
        return self._done()

    @remembered
    def approve(self, **fields):
        review.approve(answer=self.answer, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def return_answer(self, reason="thieu-anh", sentence="Cần ảnh", **fields):
        review.return_answer(
            answer=self.answer, reason=reason, sentence=sentence, **{"by": CENTER, "at": self.at, **fields}
        )
        return self._done()

    @remembered
    def refuse(self, reason="dun-day", sentence="Việc này của chính đơn vị", **fields):
        review.refuse(answer=self.answer, reason=reason, sentence=sentence, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def retract(self, reason="sai-su-that", **fields):
        review.retract(answer=self.answer, reason=reason, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def appeal(self, reason="da-du-ngay-anh", sentence="Ảnh đã có ở trang 2", **fields):
        """Against what the Center last said of the newest answer."""
        appealing.appeal(
            answer=self.answer, reason=reason, sentence=sentence, **{"by": OFFICER, "at": self.at, **fields}
        )
        return self._done()

    @remembered
    def decide_appeal(self, *, granted, words="Ảnh có thật", **fields):
        """Decide on the newest appeal."""
        waiting = Appeal.objects.filter(version__answer=self.answer).latest("pk")
        appealing.decide_appeal(appeal=waiting, granted=granted, words=words, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    # --- what the Center is asked to settle ---

    @remembered
    def not_ours(self, reason="khac-dia-ban", sentence="Đường này của phường bên", **fields):
        ruling.not_ours(
            assignment=self.assignment, reason=reason, sentence=sentence, **{"by": OFFICER, "at": self.at, **fields}
        )
        return self._done()

    @remembered
    def ask_higher(self, reason="vuot-tham-quyen", sentence="Cần Sở cho ý kiến", **fields):
        ruling.ask_higher(
            assignment=self.assignment, reason=reason, sentence=sentence, **{"by": OFFICER, "at": self.at, **fields}
        )
        return self._done()

    @remembered
    def rule(self, outcome="stays", reason="theo-dia-ban", words="Đoạn này thuộc phường", **fields):
        """Rule on the newest matter of the case."""
        newest = Ruling.objects.filter(assignment__case=self.case).latest("pk")
        given = {"by": CENTER, "at": self.at, **fields}
        ruling.rule(ruling=newest, outcome=outcome, reason=reason, words=words, **given)
        self._assignment = self.case.assignments.handling().order_by("pk").last()
        return self._done()

    @remembered
    def strike(self, reason="do-loi", **fields):
        """Strike the newest extension's sentence."""
        newest = Extension.objects.filter(assignment__case=self.case).latest("pk")
        strike.strike(extension=newest, reason=reason, **{"by": CENTER, "at": self.at, **fields})
        return self._done()

    @remembered
    def amend(self, text="Bổ sung: đã thay cả cột", outcome="done", **fields):
        """Begin an amendment of the newest answer; it is the newest answer then, a draft."""
        self._answer = answering.amend(
            answer=self.answer, text=text, outcome=outcome, **{"by": OFFICER, "at": self.at, **fields}
        )
        return self._done()


def _assigned(walk):
    return walk.later(hours=1).accept().later(hours=1).assign()


def _awaiting(walk):
    return _assigned(walk).later(days=2).submit()


def _answered(walk):
    return _awaiting(walk).later(days=1).approve()


#: Where a walk can be started from, and the way there. Answered on the fourth day, in term, unless the name says more.
STATES = {
    "received": lambda walk: walk,
    "declined": lambda walk: walk.later(hours=1).decline(),
    "accepted": lambda walk: walk.later(hours=1).accept(),
    "assigned": _assigned,
    "transferred": lambda walk: _assigned(walk).later(days=1).transfer(),
    "escalated": lambda walk: _assigned(walk).later(days=1).escalate(),
    "extended": lambda walk: _assigned(walk).later(days=4).extend(),
    "late_extended": lambda walk: _assigned(walk).until(DUE + timedelta(days=1)).extend(date(2026, 3, 20)),
    "promise_broken": lambda walk: _assigned(walk).later(days=4).extend().until(DUE + timedelta(days=5)),
    "overdue": lambda walk: _assigned(walk).until(DUE + timedelta(days=5)),
    "awaiting": _awaiting,
    "returned": lambda walk: _awaiting(walk).later(days=1).return_answer(),
    "refused": lambda walk: _awaiting(walk).later(days=1).refuse(),
    "appealed": lambda walk: _awaiting(walk).later(days=1).return_answer().later(hours=1).appeal(),
    "overturned": lambda walk: (
        _awaiting(walk).later(days=1).refuse().later(hours=1).appeal().later(hours=1).decide_appeal(granted=True)
    ),
    "not_ours": lambda walk: _assigned(walk).later(days=1).not_ours(),
    "recalled": lambda walk: _awaiting(walk).later(hours=1).recall(),
    "planned": lambda walk: (
        _assigned(walk)
        .later(days=2)
        .submit(text="Sẽ thay bóng", outcome="planned", planned_on=date(2026, 3, 13))
        .later(days=1)
        .approve()
    ),
    "answered": _answered,
    "answered_late": lambda walk: _assigned(walk).until(DUE + timedelta(days=2)).submit().later(days=1).approve(),
    "rated": lambda walk: _answered(walk).later(days=1).rate(),
    "amending": lambda walk: _answered(walk).later(days=1).amend(),
    "amendment_awaiting": lambda walk: _answered(walk).later(days=1).amend().submit(),
    "amended": lambda walk: _answered(walk).later(days=1).amend().submit().later(hours=1).approve(),
    "retracted": lambda walk: _answered(walk).later(days=1).retract(),
    "reopened": lambda walk: _answered(walk).later(days=10).reopen(),
    "withdrawn": lambda walk: _assigned(walk).later(days=1).withdraw(),
    "restored": lambda walk: _assigned(walk).later(days=1).withdraw().later(days=1).restore(),
    "merged": lambda walk: _assigned(walk).later(days=1).merge(),
    "unmerged": lambda walk: _assigned(walk).later(days=1).merge().later(days=1).unmerge(),
}


def walk_to(state, **report):
    """A walk that has just reached one of STATES; `report` goes to Walk: at, category, title, text…"""
    return STATES[state](Walk(**report))


def a_case(state="accepted", **report):
    """The case of `walk_to`."""
    return walk_to(state, **report).case
