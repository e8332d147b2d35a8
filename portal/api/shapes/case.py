"""One case: everything its page tells, made of its PublicCase alone."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from django.utils.translation import gettext_noop as _
from pydantic import Field, computed_field

from cases.models import Outcome
from cases.public.addresses import case_url
from cases.public.case import PublicAnswer, PublicCase, PublicPhoto, PublicTerm
from cases.rules.ratings import RatingValue
from cases.rules.rulings import RulingCause
from cases.rules.standings import Phase
from cases.rules.states import AssignmentKind, SeenState, seen_state
from cases.rules.terms import DayKind, TermKind
from cases.rules.timeliness import Timeliness, timeliness
from cases.rules.verdicts import VerdictKind
from portal.api.shapes.base import Answer, Instant, Named, Point, Shape, Text, absolute, language, one_of

PHASES = Annotated[str, one_of(Phase)]
VERDICTS = Annotated[str, one_of(VerdictKind)]
TIMELINESS = Annotated[str, one_of(Timeliness)]
KINDS = Annotated[str, one_of(AssignmentKind)]
RATINGS = Annotated[str, one_of(RatingValue)]


class Clock(Shape):
    """How a clock stands at `at`."""

    about: ClassVar[str] = _("Một đồng hồ, như ở thời điểm at.")
    phase: PHASES | None = Field(description=_("Đồng hồ đang chạy, chờ duyệt, đã có trả lời …; null khi chưa chạy."))
    verdict: VERDICTS | None = Field(description=_("Tình trạng hạn: còn hạn, đã gia hạn, lỡ hẹn hay trễ hạn."))
    started_at: Instant | None = Field(description=_("Lúc bắt đầu chạy."))
    stopped_at: Instant | None = Field(description=_("Lúc dừng: lúc gửi câu trả lời được duyệt hoặc đang chờ duyệt."))
    judged_at: Instant | None = Field(
        validation_alias="t", description=_("Lúc được đem so với hạn: lúc dừng, hoặc at khi còn chạy.")
    )
    due_at: Instant | None = Field(description=_("Hạn theo quy định; gia hạn không bao giờ dời nó."))
    term_end: Instant | None = Field(description=_("Mốc từ đó tính là quá hạn: hạn, không có hạn thì lời hẹn đầu."))
    limit_at: Instant | None = Field(description=_("Cuối ngày hẹn còn giá trị, hoặc hạn nếu không có lời hẹn nào."))
    promise_broken_from: Instant | None = Field(
        validation_alias="broken_from", description=_("Từ lúc này là lỡ hẹn, nếu vẫn chưa trả lời.")
    )
    promised_on: date | None = Field(description=_("Ngày hẹn mới nhất."))
    days: int | None = Field(description=_("Số ngày theo lịch: còn lại khi còn hạn, đã trễ khi quá hạn."))
    waited_days: int | None = Field(description=_("Số ngày từ lúc chạy đến lúc dừng, hoặc đến at."))
    extended_days: int | None = Field(description=_("Ngày hẹn còn giá trị nằm sau hạn bao nhiêu ngày."))

    @computed_field(description=_("Như verdict, nhưng tách riêng phản ánh còn mở và đã trả lời, như tham số verdict."))  # type: ignore[prop-decorator]  # pydantic's own way
    @property
    def timeliness(self) -> TIMELINESS | None:
        """Open and answered apart."""
        if self.verdict is None or self.phase is None:
            return None
        found = timeliness(VerdictKind(self.verdict), Phase(self.phase))
        return found.value if found else None


class Assignment(Clock):
    """One agency's charge, with its own clock."""

    about: ClassVar[str] = _("Một lần giao cho một đơn vị, với đồng hồ riêng của đơn vị đó.")
    agency: Named = Field(description=_("Đơn vị được giao."))
    named: bool = Field(description=_("false khi nguồn dữ liệu không ghi đơn vị nào."))
    kind: KINDS = Field(description=_("Giao để xử lý, để cho ý kiến, hay để theo tiếp."))
    state: str = Field(description=_("Việc được giao đang ở đâu."))
    round: int = Field(description=_("Lượt: 1 cho tới khi mở lại."))
    since: Instant | None = Field(description=_("Từ lúc nào."))
    until: Instant | None = Field(description=_("Đến lúc nào; null khi còn giữ."))
    days_held: int | None = Field(description=_("Đơn vị đã giữ bao nhiêu ngày."))
    binding: bool | None = Field(
        description=_("Thời hạn là luật với đơn vị này, hay chỉ là cam kết; null khi không rõ.")
    )


class Hold(Shape):
    """A stretch in which the Center held the case."""

    about: ClassVar[str] = _("Một quãng mà phản ánh ở chỗ Trung tâm, không ở đơn vị nào.")
    round: int = Field(description=_("Lượt."))
    since: Instant = Field(description=_("Từ lúc nào."))
    until: Instant | None = Field(description=_("Đến lúc nào; null khi còn ở đó."))
    days_held: int = Field(description=_("Bao nhiêu ngày."))
    reviewing: bool = Field(description=_("true khi đang duyệt câu trả lời, false khi đang tìm đơn vị."))


class Photo(Shape):
    """A photo an editor made public."""

    about: ClassVar[str] = _("Một ảnh đã được cho công khai.")
    url: str = Field(description=_("Địa chỉ của ảnh."))
    width: int = Field(description=_("Rộng, tính bằng điểm ảnh."))
    height: int = Field(description=_("Cao, tính bằng điểm ảnh."))
    caption: str = Field(description=_("Ảnh cho thấy gì."))
    taken_on: date | None = Field(description=_("Ngày chụp."))
    covered: bool = Field(description=_("Trung tâm đã che một phần."))
    by_agency: bool = Field(description=_("Do đơn vị chụp, không phải người phản ánh."))

    @classmethod
    def all(cls, photos: tuple[PublicPhoto, ...]) -> list[Photo]:
        """These photos, with addresses that work anywhere."""
        return [cls.model_validate(photo).model_copy(update={"url": absolute(photo.url)}) for photo in photos]


class CaseAnswer(Clock):
    """An approved answer, with the clock it stopped."""

    about: ClassVar[str] = _("Một câu trả lời đã duyệt, với đồng hồ mà nó làm dừng.")
    agency: Named = Field(description=_("Đơn vị trả lời."))
    text: Text = Field(description=_("Toàn văn; chỗ Trung tâm che hiện là [đã che: …]."))
    outcome: Annotated[str, one_of(Outcome.values)] = Field(description=_("Câu trả lời nói đã làm gì."))
    outcome_label: str = Field(description=_("Như trên, bằng lời."))
    kind: KINDS = Field(description=_("Trả lời cho việc xử lý, việc cho ý kiến, hay việc theo tiếp."))
    amends: bool = Field(description=_("Là phần bổ sung cho một câu trả lời trước."))
    planned_on: date | None = Field(description=_("Ngày dự kiến làm xong, khi câu trả lời là một kế hoạch."))
    legal_reason: str = Field(description=_("Căn cứ pháp lý, khi việc không thể làm."))
    submitted_at: Instant | None = Field(description=_("Lúc đơn vị gửi."))
    decided_at: Instant | None = Field(description=_("Lúc Trung tâm duyệt."))
    returned_count: int = Field(description=_("Trước đó bị trả lại mấy lần."))
    refused_count: int = Field(description=_("Trước đó bị từ chối mấy lần."))
    one_hand: bool = Field(description=_("Người viết cũng là người duyệt."))
    photos: list[Photo] = Field(description=_("Ảnh sau khi làm."))
    photos_before: list[Photo] = Field(description=_("Ảnh trước khi làm, do đơn vị chụp."))

    @classmethod
    def of(cls, answer: PublicAnswer) -> CaseAnswer:
        """The answer, with its photos' whole addresses."""
        pictures = {"photos": Photo.all(answer.photos), "photos_before": Photo.all(answer.photos_before)}
        return cls.model_validate(answer).model_copy(update=pictures)


class Appeal(Shape):
    """That an agency appealed against a return."""

    about: ClassVar[str] = _("Khiếu nại của đơn vị về một lần trả lại, và quyết định.")
    at: Instant = Field(description=_("Lúc khiếu nại."))
    outcome: str = Field(description=_("granted, rejected, dropped; rỗng khi chưa quyết định."))
    decided_at: Instant | None = Field(description=_("Lúc quyết định."))
    words: str = Field(description=_("Lời của Trung tâm."))


class Return(Shape):
    """That an answer was returned or refused, and why; never its text."""

    about: ClassVar[str] = _(
        "Một lần câu trả lời bị trả lại hoặc từ chối, và vì sao; văn bản đó không bao giờ công khai."
    )
    agency: str = Field(validation_alias="agency_name", description=_("Đơn vị."))
    at: Instant | None = Field(description=_("Lúc nào."))
    refused: bool = Field(description=_("true: bị từ chối vì đùn đẩy trách nhiệm."))
    label: str = Field(description=_("Lý do."))
    sentence: str = Field(description=_("Lời của Trung tâm."))
    appeal: Appeal | None = Field(description=_("Khiếu nại về lần này."))


class Extension(Shape):
    """A promise, and why."""

    about: ClassVar[str] = _("Một lời hẹn: vì sao, và đến ngày nào.")
    agency: str = Field(validation_alias="agency_name", description=_("Đơn vị."))
    published_at: Instant = Field(description=_("Lúc công bố."))
    promised_on: date = Field(description=_("Ngày hẹn."))
    label: str = Field(description=_("Lý do."))
    sentence: str = Field(description=_("Lời của đơn vị; rỗng khi đã bị gạch."))
    late: bool = Field(description=_("Công bố sau khi đã quá hạn, nên không tính."))
    struck: str = Field(description=_("Vì sao Trung tâm gạch lời giải thích; rỗng khi không gạch."))


class Event(Shape):
    """What happened."""

    about: ClassVar[str] = _("Một diễn biến.")
    kind: str = Field(description=_("Mã, như case.accept hay assignment.approve."))
    at: Instant | None = Field(description=_("Lúc nào."))
    role: str = Field(description=_("Ai, theo vai: không bao giờ có tên người."))
    sentence: str = Field(description=_("Diễn biến bằng lời."))
    detail: str = Field(description=_("Lý do, nếu có."))
    words: str = Field(description=_("Lời của Trung tâm, nếu có."))


class Rating(Shape):
    """How a citizen found the answer of a round."""

    about: ClassVar[str] = _("Người gửi thấy câu trả lời của một lượt thế nào.")
    round: int = Field(description=_("Lượt."))
    value: RATINGS = Field(description=_("Hài lòng, chấp nhận được, hay không hài lòng."))
    at: Instant = Field(description=_("Lúc nào."))


class Ruling(Shape):
    """What the Center has to settle and has not."""

    about: ClassVar[str] = _("Điều Trung tâm phải phân xử mà chưa phân xử.")
    agency: str = Field(validation_alias="agency_name", description=_("Đơn vị hỏi."))
    cause: Annotated[str, one_of(RulingCause)] = Field(description=_("Hỏi điều gì."))
    at: Instant = Field(description=_("Lúc hỏi."))
    due_at: Instant | None = Field(description=_("Phải phân xử trước lúc nào."))
    overdue: bool = Field(description=_("Đã quá lúc đó."))


class Duplicate(Shape):
    """A report of the same matter that was merged into the case."""

    about: ClassVar[str] = _("Một phản ánh về cùng việc, đã gộp vào phản ánh này.")
    number: int = Field(description=_("Số của nó."))
    at: Instant = Field(description=_("Lúc gộp."))


class Mention(Shape):
    """An article about the case."""

    about: ClassVar[str] = _("Một bài báo nói về phản ánh này.")
    publication: str = Field(description=_("Báo nào."))
    title: str = Field(description=_("Tên bài."))
    url: str = Field(validation_alias="address", description=_("Địa chỉ của bài."))
    day: date = Field(description=_("Ngày đăng."))


class DeadlineDay(Shape):
    """One day of the deadline explained."""

    about: ClassVar[str] = _("Một ngày trong cách tính hạn.")
    day: date = Field(description=_("Ngày nào."))
    kind: Annotated[str, one_of(DayKind)] = Field(description=_("Ngày đó là gì với thời hạn."))
    count: int | None = Field(description=_("Ngày thứ mấy được tính; null khi không tính."))
    name: str = Field(description=_("Tên ngày nghỉ."))


class Term(Shape):
    """The term that gave the due date."""

    about: ClassVar[str] = _("Thời hạn mà từ đó tính ra hạn.")
    kind: Annotated[str, one_of(TermKind)] = Field(description=_("Đếm ngày làm việc, ngày, hay giờ."))
    n: int = Field(description=_("Bao nhiêu ngày hoặc giờ."))
    office_hours: list[str] | None = Field(
        description=_("Giờ làm việc, từ và đến, khi thời hạn tính theo giờ hành chính.")
    )
    calendar: str = Field(description=_("Lịch nghỉ được dùng."))
    legal_act: str = Field(description=_("Văn bản quy định."))
    sentence: str = Field(description=_("Cách đếm, bằng lời."))
    is_law: bool | None = Field(description=_("Là luật với các đơn vị được giao, hay chỉ là cam kết; null: không rõ."))

    @classmethod
    def of(cls, term: PublicTerm | None, case: PublicCase) -> Term | None:
        """The term of a case; None without one."""
        if term is None:
            return None
        office = list(term.office) if term.office else None
        told = {"kind": term.kind, "n": term.n, "calendar": term.calendar, "legal_act": term.legal_act}
        return cls(**told, office_hours=office, sentence=case.term_sentence, is_law=case.term_is_law)  # type: ignore[arg-type]  # checked when it is made


class Case(Answer):
    """A case, with all that its page tells."""

    about: ClassVar[str] = _("Một phản ánh, đủ mọi điều trang của nó nói.")
    number: int = Field(description=_("Số của phản ánh, không đổi."))
    reference: str = Field(description=_("Số ở nguồn dữ liệu."))
    source: str = Field(description=_("portal, hoặc tên hệ thống mà phản ánh được nhập từ đó."))
    url: str = Field(description=_("Trang của phản ánh."))
    title: Text = Field(description=_("Tiêu đề."))
    text: Text = Field(description=_("Nội dung; chỗ Trung tâm che hiện là [đã che: …]."))
    place: Text = Field(description=_("Nơi, bằng lời."))
    point: Point | None = Field(description=_("Điểm trên bản đồ; chỉ gần đúng khi unverified."))
    editors_note: str = Field(description=_("Lời ghi thêm của ban biên tập."))
    category: Named = Field(description=_("Lĩnh vực."))
    ward: Named | None = Field(description=_("Phường, xã."))
    state: Annotated[str, one_of(SeenState)] = Field(
        description=_("Trạng thái; quá hạn không bao giờ là một trạng thái.")
    )
    round: int = Field(description=_("Lượt: 1 cho tới khi mở lại."))
    sent_at: Instant | None = Field(description=_("Lúc người dân gửi."))
    accepted_at: Instant | None = Field(description=_("Lúc Trung tâm tiếp nhận."))
    answered_at: Instant | None = Field(description=_("Lúc gửi câu trả lời làm phản ánh kết thúc."))
    retracted_at: Instant | None = Field(description=_("Lúc một câu trả lời bị huỷ duyệt, khi chưa có câu khác."))
    unverified: bool = Field(
        validation_alias="summary_only",
        description=_("Chỉ công khai bản tóm tắt của Trung tâm, chưa ai xác minh; máy tìm kiếm không nên giữ."),
    )
    redactions: int = Field(description=_("Trung tâm đã che mấy chỗ."))
    flags: list[str] = Field(description=_("Mã của những điều lạ trong dữ liệu nguồn."))
    caveats: list[str] = Field(description=_("Những điều lạ về ngày tháng, bằng lời."))
    agencies: list[Named] = Field(description=_("Những đơn vị đang xử lý, hoặc xử lý sau cùng."))
    clock: Clock = Field(description=_("Đồng hồ của người dân: từ lúc tiếp nhận đến khi mọi đơn vị trả lời xong."))
    wait_days: int | None = Field(description=_("Người dân đã chờ bao nhiêu ngày mới có gì để đọc."))
    days_since_sent: int | None = Field(
        description=_(
            "Của phản ánh đã mở lại: người dân đã chờ bao nhiêu ngày từ lần gửi đầu, qua mọi lượt; null ở lượt đầu."
        )
    )
    due_cause: str = Field(description=_("Hạn do đâu mà có: term, source, calendar, hoặc rỗng."))
    term: Term | None = Field(description=_("Thời hạn."))
    deadline_days: list[DeadlineDay] = Field(description=_("Hạn tính từng ngày."))
    days_used: int | None = Field(validation_alias="spans_used", description=_("Đã dùng mấy ngày của thời hạn."))
    days_allowed: int | None = Field(validation_alias="spans_total", description=_("Thời hạn có mấy ngày."))
    assignments: list[Assignment] = Field(description=_("Các lần giao, theo thứ tự."))
    center_holds: list[Hold] = Field(description=_("Những quãng ở chỗ Trung tâm."))
    answers: list[CaseAnswer] = Field(description=_("Các câu trả lời đã duyệt, theo thứ tự gửi."))
    returns: list[Return] = Field(description=_("Các lần trả lại và từ chối."))
    extensions: list[Extension] = Field(description=_("Các lời hẹn."))
    unsettled: list[Ruling] = Field(description=_("Điều Trung tâm còn phải phân xử."))
    events: list[Event] = Field(description=_("Diễn biến, theo thứ tự."))
    ratings: list[Rating] = Field(description=_("Đánh giá của từng lượt."))
    photos: list[Photo] = Field(description=_("Ảnh của người phản ánh."))
    duplicates: list[Duplicate] = Field(description=_("Những phản ánh đã gộp vào đây."))
    press: list[Mention] = Field(description=_("Báo chí nói về phản ánh này."))

    @classmethod
    def of(cls, case: PublicCase, notice: str) -> Case:
        """The answer about a public case that is told in full."""
        made = {
            "notice": notice or None,
            "url": absolute(case_url(case.path, language())),
            "point": Point.at(case.lat, case.lon),
            "state": seen_state(case.state, case.round),
            "clock": Clock.model_validate(case),
            "term": Term.of(case.term, case),
            "answers": [CaseAnswer.of(answer) for answer in case.answers],
            "photos": Photo.all(case.photos),
        }
        names = (str(field.validation_alias or name) for name, field in cls.model_fields.items() if name not in made)
        return cls.model_validate({**{name: getattr(case, name) for name in names}, **made})
