"""What is practised at the desk: invented reports with an answer each, a sample solution, and why it is that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Choice, Outcome
from cases.templatetags.dates import day_text

#: Days from the one on which it is read, which texts name: {before}, {lately}, {soon}, {later}.
DAYS: Mapping[str, int] = {"before": -6, "lately": -2, "soon": 5, "later": 30}


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One invented answer. `due_in`: days until its last day in term; `accepted`: codes that are as good as the first.

    What citizens and agencies write is Vietnamese whoever reads it; what explains is in the reader's language.
    """

    slug: str
    title: str
    report: str
    place: str
    agency: str
    answer: str
    outcome: Outcome
    due_in: int
    choice: Choice
    accepted: tuple[str, ...] = ()
    sentence: str = ""
    why: str | Promise
    planned_in: int | None = None
    legal_reason: str = ""

    def told(self, text: str, today: date) -> str:
        """A text with its days put in."""
        return text.format(**{name: day_text(today + timedelta(days=days)) for name, days in DAYS.items()})

    def is_right(self, choice: str, code: str) -> bool:
        """Whether a decision is that of the sample, with a code that is as good."""
        return choice == self.choice and (not self.accepted or code in self.accepted)


EXERCISES: tuple[Exercise, ...] = (
    Exercise(
        slug="den-duong",
        title="Đèn đường tắt ba đêm liền",
        report="Đoạn trước trường tiểu học có ba bóng đèn tắt từ {before}, học sinh học thêm về rất tối.",
        place="Đường Hoa Mai, phường Mẫu",
        agency="Trung tâm Chiếu sáng (tập sự)",
        answer="Tối {lately} đội trực đã thay ba bóng đèn và một chấn lưu, đèn sáng lại lúc 19 giờ. Ảnh gửi kèm.",
        outcome=Outcome.DONE,
        due_in=3,
        choice=Choice.APPROVE,
        why=_("Trả lời đúng việc, nói đã làm gì, ngày nào, và có gì để xem."),
    ),
    Exercise(
        slug="hua-chung",
        title="Ổ gà giữa đường",
        report="Ổ gà sâu hơn một gang tay, tuần này đã có hai người ngã.",
        place="Đường Tre Xanh, phường Mẫu",
        agency="UBND phường Mẫu (tập sự)",
        answer="Đơn vị đã tiếp thu ý kiến, sẽ sớm kiểm tra và có phương án khắc phục trong thời gian tới.",
        outcome=Outcome.DONE,
        due_in=2,
        choice=Choice.RETURN,
        accepted=("chua-ro", "thieu-ngay"),
        sentence="Xin nói đã làm gì ở ổ gà này; chưa làm thì nêu ngày sẽ làm xong.",
        why=_("Ghi là đã làm xong mà chữ chỉ hứa, không có ngày. Lời hứa như vậy không trả lời phản ánh nào cả."),
    ),
    Exercise(
        slug="dun-day",
        title="Rác đổ trộm cạnh cầu",
        report="Có người đổ xà bần cạnh chân cầu, nay đã thành đống.",
        place="Chân cầu Mẫu, phường Mẫu",
        agency="UBND phường Mẫu (tập sự)",
        answer="Việc này do người dân nơi khác đổ, không phải trách nhiệm của phường. Đề nghị liên hệ đơn vị khác.",
        outcome=Outcome.NOT_AS_REPORTED,
        due_in=1,
        choice=Choice.REFUSE,
        accepted=("dun-day",),
        sentence="Chân cầu thuộc địa bàn phường; việc dọn và xử phạt là của phường.",
        why=_("Không làm gì và bảo người dân đi tìm nơi khác. Nghĩ không phải việc mình thì báo Trung tâm phân xử."),
    ),
    Exercise(
        slug="viec-khac",
        title="Cống nghẹt, nước tràn vào nhà",
        report="Mưa xuống là cống trước kiệt nghẹt, nước tràn vào bốn nhà.",
        place="Kiệt 12 đường Sen Trắng, phường Mẫu",
        agency="Công ty Thoát nước (tập sự)",
        answer="Ngày {lately} công ty đã vớt bèo trên hói và cắt cỏ hai bên bờ, mặt nước đã thông thoáng.",
        outcome=Outcome.DONE,
        due_in=4,
        choice=Choice.RETURN,
        accepted=("khong-dung-viec",),
        sentence="Phản ánh nói về cống trước kiệt 12; xin cho biết cống ấy đã được thông chưa.",
        why=_("Việc có làm, có ngày, nhưng là việc khác: cống trước kiệt không được nhắc tới."),
    ),
    Exercise(
        slug="ke-hoach",
        title="Lề đường sụt",
        report="Lề đường sụt một đoạn dài, xe lăn không qua được.",
        place="Đường Ngô Đồng, phường Mẫu",
        agency="Ban Quản lý Hạ tầng (tập sự)",
        answer="Ngày {lately} đã rào chắn và đo đạc. Vật tư đã đặt, làm lại 40 m lề và xong trước ngày {later}.",
        outcome=Outcome.PLANNED,
        planned_in=DAYS["later"],
        due_in=2,
        choice=Choice.APPROVE,
        why=_("Dấu hiệu “hẹn sau hạn” không phải là lỗi: kế hoạch có ngày thì được công khai, và thời hạn vẫn chạy."),
    ),
    Exercise(
        slug="thong-tin-rieng",
        title="Loa kẹo kéo đến khuya",
        report="Một quán mở loa đến 23 giờ, trẻ nhỏ không ngủ được.",
        place="Đường Hoa Sứ, phường Mẫu",
        agency="UBND phường Mẫu (tập sự)",
        answer=(
            "Tối {lately} tổ công tác đã lập biên bản chủ quán là ông Trần Văn Mẫu, số điện thoại 0900 000 000, "
            "phạt 1 triệu đồng và niêm phong loa."
        ),
        outcome=Outcome.DONE,
        due_in=3,
        choice=Choice.RETURN,
        sentence="Xin bỏ tên và số điện thoại của chủ quán rồi gửi lại; phần còn lại đã rõ.",
        why=_("Trả lời tốt, nhưng công khai tên và số điện thoại của một người. Trung tâm không sửa chữ của đơn vị."),
    ),
    Exercise(
        slug="khong-the",
        title="Xin lắp đèn tín hiệu ở ngã ba",
        report="Ngã ba này đông, xin lắp đèn xanh đèn đỏ.",
        place="Ngã ba Hoa Mai – Tre Xanh, phường Mẫu",
        agency="Sở Xây dựng (tập sự)",
        answer=(
            "Đã đếm xe ba ngày tới {lately}: giờ cao điểm 210 xe, dưới mức phải lắp đèn. "
            "Đơn vị đã sơn lại vạch và cắm hai biển báo giảm tốc."
        ),
        outcome=Outcome.NOT_POSSIBLE,
        legal_reason="QCVN 41, điều về điều kiện lắp đèn tín hiệu",
        due_in=-1,
        choice=Choice.APPROVE,
        why=_("“Không thể” có căn cứ, có số đo, có việc thay thế. Trễ hạn không phải là lý do để trả lại."),
    ),
    Exercise(
        slug="khong-thay",
        title="Cây nghiêng ra đường",
        report="Cây phượng trước chợ nghiêng hẳn ra đường sau cơn gió tuần trước.",
        place="Chợ Mẫu, phường Mẫu",
        agency="Trung tâm Cây xanh (tập sự)",
        answer="Qua kiểm tra thực tế, cây vẫn phát triển bình thường, không có hiện tượng như phản ánh.",
        outcome=Outcome.NOT_AS_REPORTED,
        due_in=5,
        choice=Choice.RETURN,
        accepted=("thieu-anh", "chua-ro", "thieu-ngay"),
        sentence="Xin nêu ngày kiểm tra và gửi ảnh cây chụp từ phía đường.",
        why=_("Bảo là không đúng thì phải cho xem: kiểm tra ngày nào, ảnh đâu."),
    ),
)
