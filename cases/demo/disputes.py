"""Lives of the invented city in which an agency and the Center disagree: appeals, rulings, a struck sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.actions import appealing, duplicates, reopen_requests, ruling, strike
from cases.actions.actor import CENTER, CITIZEN, OFFICER
from cases.demo.walks import TERM, Walk
from cases.models import Agency, Appeal, Extension, Ruling, unconfirmed_duplicates

APPEALS = (
    ("da-du-ngay-anh", "Ảnh trước và sau, có ngày chụp, đã gửi kèm theo biên bản."),
    ("tra-loi-dung-viec", "Câu trả lời nói đúng chỗ được phản ánh, xin xem lại."),
)
GRANTED = "Biên bản có ảnh và ngày, câu trả lời đúng việc được phản ánh."
REJECTED = "Ảnh gửi kèm chụp ở chỗ khác, chưa thấy việc đã xong."
DISOWNED = (
    ("khac-dia-ban", "Đoạn này nằm bên kia ranh giới phường theo bản đồ đơn vị có."),
    ("khac-linh-vuc", "Việc này không nằm trong nhiệm vụ được giao năm nay."),
)
STAYS = ("theo-dia-ban", "Bản đồ địa giới hiện hành ghi đoạn này thuộc địa bàn đơn vị đang giữ.")
PASSED = ("theo-nhiem-vu", "Việc này nằm trong nhiệm vụ được giao của đơn vị nhận.")
QUESTION = ("quy-dinh-chua-ro", "Đơn vị cần biết có được làm trên phần đất chưa bàn giao không.")
ON_ITS_OWN = ("tu-quyet-duoc", "Quy chế đã phân cấp việc này cho đơn vị, không cần hỏi.")
SOMEBODY_ELSES = "Chậm là do hộ dân bên cạnh không chịu cho vào, không phải tại đơn vị."


def appeal(walk: Walk) -> Walk:
    """The agency does not agree with what was decided on its answer."""
    code, sentence = walk.scene.rng.choice(APPEALS)
    appealing.appeal(answer=walk.answer, reason=code, sentence=sentence, by=OFFICER, at=walk.at)
    return walk


def decide(walk: Walk, *, granted: bool) -> Walk:
    """Another reviewer decides on the appeal."""
    held = Appeal.objects.get(version__answer=walk.answer, outcome="")
    words = GRANTED if granted else REJECTED
    appealing.decide_appeal(appeal=held, granted=granted, words=words, by=CENTER, at=walk.at)
    walk.case.refresh_from_db()
    return walk


def disown(walk: Walk, suggests: Agency | None = None) -> Walk:
    """The agency says that it is not its business."""
    code, sentence = walk.scene.rng.choice(DISOWNED)
    ruling.not_ours(
        assignment=walk.assignment, reason=code, sentence=sentence, suggests=suggests, by=OFFICER, at=walk.at
    )
    return walk


def ask(walk: Walk) -> Walk:
    """The agency asks a higher one, through the Center."""
    code, sentence = QUESTION
    board = walk.scene.bodies.by_task["board"]
    ruling.ask_higher(
        assignment=walk.assignment, reason=code, sentence=sentence, suggests=board, by=OFFICER, at=walk.at
    )
    return walk


def settle(walk: Walk, outcome: str, told: tuple[str, str], to: Agency | None = None) -> Walk:
    """The Center rules on what waits."""
    held = Ruling.objects.filter(assignment=walk.assignment, outcome="").latest("pk")
    code, words = told
    ruling.rule(ruling=held, outcome=outcome, reason=code, words=words, to=to, by=CENTER, at=walk.at)
    if to is not None:
        walk.assignment = walk.case.assignments.handling().running().latest("pk")
    return walk


LEFT_TO_CONFIRM = 2
COMPLAINTS = (
    ("not_done", "Tối qua tôi ra xem, chỗ ấy vẫn y như cũ."),
    ("not_done", "Mới làm được một nửa, đoạn cuối kiệt chưa ai đụng tới."),
    ("again", "Được ba hôm rồi lại như trước."),
)


def ask_to_reopen(walk: Walk) -> Walk:
    """Somebody says on the page that it is not done."""
    complaint, text = walk.scene.rng.choice(COMPLAINTS)
    reopen_requests.ask_to_reopen(case=walk.case, complaint=complaint, text=text, by=CITIZEN, at=walk.at)
    return walk


def keep(walk: Walk) -> Walk:
    """The Center looked, and does not reopen it."""
    reopen_requests.keep_answered(case=walk.case, reason="da-xong", by=CENTER, at=walk.at)
    return walk


def confirm_duplicates(today: datetime) -> None:
    """The Center has confirmed that the answers to merged reports answer them, but for the last ones."""
    for case in unconfirmed_duplicates().order_by("-pk")[LEFT_TO_CONFIRM:]:
        since: datetime = case.since  # type: ignore[attr-defined]  # annotated; every walk has its instants
        at = (since.astimezone(today.tzinfo) + timedelta(days=1)).replace(hour=9)
        if at < today:
            duplicates.confirm(case=case, by=CENTER, at=at)


def struck_promise(walk: Walk) -> Walk:
    """A promise whose words blame somebody, which the Center strikes."""
    walk.promise(walk.day(TERM), "can-phoi-hop", SOMEBODY_ELSES)
    held = Extension.objects.get(assignment=walk.assignment)
    walk.later(hours=3)
    strike.strike(extension=held, reason="do-loi", by=CENTER, at=walk.at)
    return walk
