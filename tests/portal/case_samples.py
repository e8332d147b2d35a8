"""Hand-made cases for the public pages: the usual, the empty and the extreme, without a database.

Cases are real `PublicCase` values, so that a name the templates need and the code lacks is found here.
"""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.public.case import (
    Named,
    PublicAnswer,
    PublicAssignment,
    PublicCase,
    PublicEvent,
    PublicExtension,
    PublicMention,
    PublicPhoto,
    PublicRating,
    PublicReturn,
    PublicTerm,
)
from cases.rules.calendars import Calendar
from cases.rules.terms import Term, TermKind, explain

VN = Calendar(zone="Asia/Ho_Chi_Minh", holidays={date(2026, 11, 24): "Ngày Văn hoá Việt Nam"})
SEVEN = Term(kind=TermKind.WORKING_DAYS, n=7)
LONG = Named(
    slug="ban-quan-ly-du-an",
    name="Ban Quản lý Dự án Đầu tư xây dựng công trình giao thông và hạ tầng đô thị thành phố Huế",
)
LIGHTS = Named(slug="chieu-sang", name="Trung tâm Chiếu sáng và Cây xanh đô thị")
KIM_LONG = Named(slug="ubnd-phuong-kim-long", name="UBND phường Kim Long")
NOBODY = Named(slug="", name="")


def at(day: int, month: int, hour: int = 8, minute: int = 0, year: int = 2026) -> datetime:
    """A moment of the city, in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


NOW = at(7, 12)  # a Monday
OPEN: dict[str, Any] = {"at": NOW, "phase": "open", "t": NOW}


def case(**facts: Any) -> PublicCase:
    """A case in term, four days old; `facts` change it."""
    usual: dict[str, Any] = {
        **OPEN,
        "id": 1,
        "version": 1,
        "number": 48213,
        "reference": "48213",
        "source": "portal",
        "path": "2026/12/den-duong-hong-a48213/",
        "title": "Đèn đường hỏng cả đoạn dài trên đường Kim Long, tối nguy hiểm",
        "text": "Năm bóng đèn đường đều hỏng từ giữa tháng Mười.\n\nMong đơn vị quản lý sửa sớm.",
        "place": "Gần số 145 đường Kim Long, phường Kim Long",
        "editors_note": "",
        "category": Named(slug="chieu-sang", name="Chiếu sáng công cộng"),
        "ward": Named(slug="kim-long", name="Kim Long"),
        "state": "in_progress",
        "round": 1,
        "sent_at": at(30, 11, 21, 14),
        "accepted_at": at(1, 12, 8, 5),
        "started_at": at(1, 12, 8, 5),
        "lat": 16.46,
        "lon": 107.59,
        "summary_only": False,
        "search_hidden": False,
        "flags": (),
        "agencies": (LIGHTS,),
        "assignments": (),
        "answers": (),
        "returns": (),
        "extensions": (),
        "events": (),
        "term": PublicTerm(
            kind="working_days", n=7, office=None, calendar="vn", legal_act="Quyết định 12/2025/QĐ-UBND"
        ),
        "term_sentence": "7 ngày làm việc, tính từ ngày sau ngày giao",
        "round_started_at": at(1, 12, 8, 5),
        "deadline_days": explain(SEVEN, VN, at(1, 12), until=date(2026, 12, 10)),
        "spans_used": 4,
        "spans_total": 7,
        "verdict": "in_term",
        "due_at": at(10, 12, 23, 59),
        "days": 3,
        "waited_days": 6,
    }
    told = {**usual, **facts}
    return PublicCase(**{"wait_days": told["waited_days"], **told})


def assignment(agency: Named, **facts: Any) -> PublicAssignment:
    """An agency's charge, open since yesterday; `facts` change it."""
    usual: dict[str, Any] = {
        **OPEN,
        "id": 1,
        "agency": agency,
        "kind": "handling",
        "state": "open",
        "round": 1,
        "since": at(6, 12),
        "until": None,
        "days_held": 1,
        "binding": True,
        "verdict": "in_term",
        "due_at": at(10, 12, 23, 59),
    }
    return PublicAssignment(**{**usual, **facts})


def answer(**facts: Any) -> PublicAnswer:
    """An approved answer in term; `facts` change it."""
    usual: dict[str, Any] = {
        "at": NOW,
        "id": 1,
        "phase": "answered",
        "verdict": "in_term",
        "due_at": at(9, 11, 23, 59),
        "waited_days": 8,
        "agency": LIGHTS,
        "text": "Đã thay ba bóng đèn.\nHai trụ bị đứt cáp ngầm.",
        "outcome": "temporary",
        "outcome_label": "Đã xử lý tạm thời",
        "kind": "handling",
        "amends": False,
        "planned_on": None,
        "legal_reason": "",
        "submitted_at": at(6, 11, 9),
        "decided_at": at(6, 11, 12),
        "returned_count": 1,
        "refused_count": 1,
    }
    return PublicAnswer(**{**usual, **facts})


def photo(**facts: Any) -> PublicPhoto:
    """A photo that lies with the static files, so that browsers find it; `facts` change it."""
    usual = {
        "url": "/static/img/share.png",
        "width": 1200,
        "height": 630,
        "caption": "",
        "taken_on": date(2026, 10, 26),
    }
    return PublicPhoto(**{**usual, **facts})


def broken() -> PublicCase:
    """A reopened case with everything: a broken promise, an answer, a return, a refusal, two agencies."""
    return case(
        round=2,
        verdict="promise_broken",
        days=12,
        due_at=at(25, 11, 23, 59),
        limit_at=at(30, 11, 23, 59),
        promised_on=date(2026, 11, 30),
        waited_days=24,
        extended_days=5,
        started_at=at(13, 11),
        deadline_days=explain(SEVEN, VN, at(13, 11), until=date(2026, 12, 7)),
        assignments=(
            assignment(
                KIM_LONG, state="transferred", phase="transferred", until=at(29, 10), since=at(27, 10), days_held=2
            ),
            assignment(LIGHTS, state="answered", phase="answered", since=at(29, 10), until=at(6, 11), days_held=8),
            assignment(LONG, kind="opinion", round=2, verdict="overdue", days=1, since=at(14, 11), days_held=4),
            assignment(LIGHTS, round=2, verdict="promise_broken", days=12, since=at(13, 11), days_held=24),
        ),
        photos=(photo(),),
        answers=(answer(photos=(photo(taken_on=date(2026, 11, 5)),)),),
        returns=(
            PublicReturn(
                agency_name=LIGHTS.name,
                at=at(5, 11),
                refused=False,
                label="chưa nêu ngày",
                sentence="Cần nói rõ trụ nào.",
            ),
            PublicReturn(
                agency_name=KIM_LONG.name, at=at(4, 11), refused=True, label="đùn đẩy trách nhiệm", sentence=""
            ),
        ),
        extensions=(
            PublicExtension(
                agency_name=LIGHTS.name,
                published_at=at(23, 11),
                promised_on=date(2026, 11, 30),
                label="chờ vật tư",
                sentence="Bóng LED đã đặt.",
                late=False,
            ),
        ),
        events=(
            PublicEvent(kind="case.accept", at=at(27, 10), role="center", sentence="Tiếp nhận", detail=""),
            PublicEvent(kind="assignment.approve", at=at(6, 11), role="center", sentence="Được duyệt", detail=""),
            PublicEvent(kind="assignment.refuse", at=None, role="center", sentence="Bị từ chối", detail="Đùn đẩy."),
            PublicEvent(kind="case.extend", at=at(23, 11), role="officer", sentence="Gia hạn", detail="Chờ vật tư."),
        ),
    )


def overdue(days: int = 41) -> PublicCase:
    """A case nobody answered for `days` days after it was due."""
    due = NOW.date() - timedelta(days=days)
    start = datetime(due.year, due.month, due.day, 1, tzinfo=UTC) - timedelta(days=9)
    return case(
        title="Trụ đèn nghiêng sau bão, dây sà xuống đường",
        verdict="overdue",
        days=days,
        due_at=datetime(due.year, due.month, due.day, 16, 59, tzinfo=UTC),
        waited_days=days + 9,
        started_at=start,
        agencies=(LONG, KIM_LONG),
        deadline_days=explain(SEVEN, VN, start, until=NOW.date()),
        assignments=(assignment(LONG, verdict="overdue", days=days, days_held=days + 9),),
    )


def extended() -> PublicCase:
    """A case past due, within its promise, with a second promise that came too late."""
    promise: dict[str, Any] = {"agency_name": LIGHTS.name, "published_at": at(1, 12), "sentence": "Sở đang xét."}
    return case(
        verdict="extended",
        days=5,
        due_at=at(2, 12, 23, 59),
        limit_at=at(11, 12, 23, 59),
        promised_on=date(2026, 12, 11),
        deadline_days=explain(SEVEN, VN, at(23, 11), until=date(2026, 12, 11)),
        extensions=(
            PublicExtension(**promise, promised_on=date(2026, 12, 11), label="chờ giấy phép", late=False),
            PublicExtension(**promise, promised_on=date(2026, 12, 9), label="thời tiết", late=True),
        ),
    )


def covered() -> PublicCase:
    """A case in which the Center has covered personal data, and of which the press has written."""
    long = "Vì sao một cột đèn đổ ba tháng vẫn chưa ai dựng lại, và ai phải trả lời người dân trong kiệt"
    mention = PublicMention(publication="Báo Huế", title=long, address="https://bao.example/den", day=date(2026, 12, 5))
    return case(
        title="Cột đèn trước nhà [đã che: tên người] bị đổ",
        text="Nhà tôi ở [đã che: số nhà], gọi [đã che: số điện thoại] lúc nào cũng được.\n\n[đã che]",
        place="[đã che: số nhà] kiệt 131 Lê Duẩn",
        editors_note="Đã kiểm tra tại chỗ.",
        press=(mention, replace(mention, title="Đèn Kim Long")),
    )


def answered() -> PublicCase:
    """A case answered in term, shown as a summary only, whose term is a pledge, and whose reporter is not satisfied."""
    return case(
        ratings=(PublicRating(round=1, value="not_satisfied", at=at(5, 12)),),
        title="Rác chất đống ở kiệt 131 Lê Duẩn nhiều ngày không ai gom",
        state="answered",
        phase="answered",
        t=at(4, 12),
        stopped_at=at(4, 12),
        days=0,
        waited_days=3,
        summary_only=True,
        search_hidden=True,
        editors_note="Đã kiểm tra tại chỗ.",
        assignments=(
            assignment(LIGHTS, state="answered", phase="answered", until=at(4, 12), days_held=3, binding=False),
        ),
        answers=(
            answer(outcome="done", outcome_label="Đã làm xong", returned_count=0, refused_count=0),
            answer(kind="opinion", agency=LONG, outcome="planned", planned_on=date(2026, 12, 20), verdict=None),
            answer(amends=True, outcome="not_possible", legal_reason="Điều 12 Luật Đường bộ", submitted_at=None),
        ),
    )


def dateless() -> PublicCase:
    """An imported case without any date, text or agency."""
    return case(
        title="Phản ánh nhập từ nguồn cũ",
        text="",
        place="",
        ward=None,
        verdict=None,
        phase=None,
        t=None,
        due_at=None,
        days=None,
        waited_days=None,
        sent_at=None,
        accepted_at=None,
        started_at=None,
        agencies=(),
        term=None,
        term_sentence="",
        deadline_days=(),
        spans_total=None,
    )


def next_to(told: PublicCase, near: str, *, again: bool = False) -> dict[str, Any]:
    """A case as a row of another one's page."""
    return {**{f.name: getattr(told, f.name) for f in fields(told)}, "near": near, "again": again}


def near_rows() -> list[dict[str, Any]]:
    """A repetition, and one with all names as long as they come."""
    return [next_to(answered(), "Cùng chỗ", again=True), next_to(overdue(10_000), "Cách 290 m")]


def ward_rows() -> list[dict[str, Any]]:
    """What there is where nothing is near: cases of the ward, one without any date or place."""
    return [next_to(answered(), ""), next_to(dateless(), "")]


def crowded() -> PublicCase:
    """A case of very long names and words that has been through everything many times, with ten photos."""
    promises = [extended().extensions[i % 2] for i in range(12)]
    charges = [assignment(LONG, since=at(1, 11), days_held=i + 1, verdict="overdue", days=10_000) for i in range(12)]
    return replace(
        overdue(10_000),
        title=" ".join(["Nghiêng-nghiêng-nghiêng-nghiêng-nghiêng"] * 6),
        text="Rất dài. " * 300 + "khôngmộtdấucáchnào" * 30,
        place=" ".join(["Kiệt 42/131/7"] * 15),
        agencies=(LONG, KIM_LONG, LIGHTS),
        assignments=tuple(charges),
        answers=tuple(answer(agency=LONG, text="Đã xem. " * 200, photos=(photo(),) * 3) for _ in range(4)),
        returns=broken().returns * 6,
        extensions=tuple(promises),
        events=broken().events * 8,
        photos=(photo(caption="Chú thích " * 20),) * 5,
    )


def imported() -> PublicCase:
    """A case of another system, answered at a time nobody knows, with odd dates; it has no place, term or photo."""
    return replace(
        dateless(),
        source="hue",
        state="answered",
        phase="unknown",
        flags=("acceptance_unknown",),
        agencies=(LONG,),
        assignments=(assignment(LONG, state="answered", phase="unknown", verdict=None, since=None, days_held=None),),
        answers=(
            answer(
                phase="unknown",
                verdict=None,
                submitted_at=None,
                decided_at=None,
                outcome="unknown",
                returned_count=0,
                refused_count=0,
            ),
        ),
    )
