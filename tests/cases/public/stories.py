"""Stories written by hand, as the read model keeps them, and what is told of them: no database, and every value known.

    told = tell(telling(story(assignments=[charge()], clocks=[stretch(), stretch(assignment=1)]), at=START + DAY))

Unless a fact says more, everything begins at START, a Monday 09:00 in Huế, and is due at DUE, the end of a Wednesday.
"""

from datetime import date, datetime

from cases.public.case import Named
from cases.public.rows import CaseRow, LabelRow, PageRow
from cases.public.telling import Telling, Words
from tests.factories import DUE, START

WARD, LIGHTS, BOARD = (
    Named(slug="kim-long", name="UBND phường Kim Long"),
    Named(slug="chieu-sang", name="Trung tâm Chiếu sáng"),
    Named(slug="so-xay-dung", name="Sở Xây dựng"),
)
NOBODY = 9  # the agency that nobody has named
WORDS = Words(
    agencies={1: WARD, 2: LIGHTS, 3: BOARD, NOBODY: Named(slug="chua-giao", name="Nguồn không ghi đơn vị")},
    agency_kinds={1: "ward", 2: "center", 3: "department", NOBODY: "other"},
    reasons={5: "Thiếu ảnh", 6: "Chờ vật tư", 7: "Dữ liệu cá nhân"},
    reason_codes={("transfer", "khac"): "Khác (chuyển)", ("return", "khac"): "Khác (trả lại)"},
    nobody=frozenset({NOBODY}),
)
TERM = {
    "kind": "working_days",
    "n": 7,
    "office": None,
    "calendar": "vn",
    "legal_act": "Quyết định 12",
    "law_for": ["ward"],
}


def iso(facts):
    """The same facts with instants and days as JSON has them."""
    return {name: each.isoformat() if isinstance(each, date | datetime) else each for name, each in facts.items()}


def a_round(number=1, started_at=START, due=((DUE, START, "term"),)):
    """One round; `due` is its list of due dates, each with since when it is in force and why."""
    told = [[limit.isoformat(), since and since.isoformat(), cause] for limit, since, cause in due]
    return iso({"number": number, "started_at": started_at, "due": told})


def charge(pk=1, agency=1, since=START, **facts):
    """One agency's charge, open since START."""
    usual = {"kind": "handling", "round": 1, "state": "open", "ended_at": None, "ended_unknown": False, "due": []}
    return iso({"id": pk, "agency": agency, "assigned_at": since, "started_at": since, **usual, **facts})


def stretch(assignment=None, since=START, until=None, **facts):
    """A stretch of a clock, the citizen's without an assignment; open."""
    usual = {"phase": "open", "stopped_at": None, "due_at": DUE, "term_end": DUE, "limit": DUE, "broken_from": None}
    return iso({"assignment": assignment, "round": 1, "since": since, "until": until, **usual, **facts})


def answer(pk=1, assignment=1, **facts):
    """An approved answer, handed in two days after START and decided on the day after."""
    usual = {"amends": None, "text": "Đã thay bóng", "outcome": "done", "planned_on": None, "legal_reason": ""}
    when = {"submitted_at": START.replace(day=4), "decided_at": START.replace(day=5), "returned": 0, "refused": 0}
    return iso({"id": pk, "assignment": assignment, **usual, **when, **facts})


def promise(promised_on, published_at, assignment=1, **facts):
    """A promise for want of material."""
    usual = {"reason": 6, "sentence": "Chờ bóng đèn", "struck_at": None, "struck_reason": None}
    return iso({"assignment": assignment, "published_at": published_at, "promised_on": promised_on, **usual, **facts})


def event(kind, at=START, role="center", **facts):
    """What happened."""
    return iso({"kind": kind, "at": at, "role": role, **facts})


def returned(at, assignment=1, **facts):
    """An answer that was given back for want of a photo."""
    usual = {"decision": "returned", "reason": 5, "sentence": "Cần ảnh", "appeal": None}
    return iso({"assignment": assignment, "at": at, **usual, **facts})


def story(**parts):
    """A story of one round in which nothing has happened yet; `parts` say what has."""
    none = {name: [] for name in ("assignments", "clocks", "extensions", "answers", "reviews", "events")}
    return {"rounds": [a_round()], **none, "rulings": [], "ratings": [], "term": TERM, **parts}


def a_case(**facts):
    """The columns of a case that are told, accepted at START."""
    usual = {
        "category": LabelRow("chieu-sang", "Chiếu sáng", "Street lighting"),
        "ward": LabelRow("kim-long", "Phường Kim Long", ""),
        "pk": 1,
        "version": 3,
        "number": 4711,
        "reference": "r-4711",
        "source": "portal",
        "state": "in_progress",
        "level": "full",
        "round": 1,
        "sent_at": START,
        "accepted_at": START,
        "lat": None,
        "lon": None,
    }
    return CaseRow(**{**usual, **facts})


def a_page(**facts):
    """The texts of its page."""
    usual = {"title": "Đèn hỏng", "text": "Năm bóng", "place": "Số 12 Kim Long", "location": ""}
    return PageRow(**{**usual, "url_path": "/home/phan-anh/2026/03/den-hong-a4711/", **facts})


def telling(of=None, *, at=START, case=None, page=None, words=WORDS):
    """What is told of a story at an instant."""
    return Telling(case=case or a_case(), page=page or a_page(), story=of or story(), words=words, at=at)
