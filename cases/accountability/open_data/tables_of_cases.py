"""The tables that hold cases, a file for each year: the data dictionary of what `of_cases` writes.

Where a column of GeoReport Bulk fits (wiki.open311.org/GeoReport/bulk) it bears that name; `service_code` and
`expected_datetime` are GeoReport v2's.
"""

from __future__ import annotations

from cases.accountability.open_data.shape import Kind, Table, Told, column
from cases.models import AssignmentKind, Outcome
from cases.rules.ratings import RatingValue
from cases.rules.standings import Phase
from cases.rules.states import AssignmentState, CaseState
from cases.rules.verdicts import VerdictKind

# Columns at a glance.
T, W, N, Y, D, I = Kind.TEXT, Kind.WHOLE, Kind.NUMBER, Kind.YES, Kind.DAY, Kind.INSTANT  # noqa: E741 - one letter each
VERDICTS = tuple(kind.value for kind in VerdictKind)
PHASES = tuple(phase.value for phase in Phase)
ID = column(
    "service_request_id", T, "Số của phản ánh trên cổng; nối mọi bảng.", "The report's number; joins all tables.",
    always=True,
)  # fmt: skip
CLOCK = (
    column("phase", T, "Đồng hồ đang ở đâu.", "How far the clock has come.", values=PHASES),
    column("verdict", T, "Tình trạng hạn lúc as_of.", "Verdict at as_of.", values=VERDICTS),
    column("days", W, "Số ngày còn lại, hoặc số ngày trễ.", "Days left (in term), or late (past due)."),
    column("due_at", I, "Hạn cuối đang có hiệu lực.", "Due date in force."),
    column("limit_at", I, "Hạn cuối, đã dời theo lời hẹn kịp thời.", "Due date moved by promises made in time."),
    column("promised_on", D, "Ngày hẹn mới nhất.", "Newest promised day."),
    column("stopped_at", I, "Lúc đồng hồ dừng: câu trả lời được gửi.", "When the clock stopped: the answer came in."),
)

CASES = Table(
    name="cases",
    title=Told(vi="Phản ánh", en="Reports"),
    about=Told(
        vi="Mỗi dòng một phản ánh công khai, chia theo năm trong địa chỉ trang của nó.",
        en="One public report a row, by the year in its page's address.",
    ),
    by_year=True,
    key=("service_request_id",),
    refers={"service_code": ("categories", "slug"), "ward": ("wards", "slug")},
    columns=(
        ID,
        column("requested_datetime", I, "Lúc gửi; không biết thì lúc tiếp nhận.", "When sent; else when accepted."),
        column("updated_datetime", I, "Lúc có diễn biến công khai mới nhất.", "When the last public event happened."),
        column("closed_date", I, "Lúc gửi câu trả lời kết thúc phản ánh.", "When the closing answer was handed in."),
        column("status_description", T, "open: đang xử lý; closed: đã trả lời.", "open or closed.", always=True,
               values=("open", "closed")),
        column("status_notes", T, "Kết quả của câu trả lời mới nhất, bằng chữ.", "Outcome of the newest answer."),
        column("source", T, "Hệ thống đưa phản ánh đến.", "System it came from.", always=True),
        column("service_name", T, "Tên lĩnh vực.", "Name of the category.", always=True),
        column("service_code", T, "Mã lĩnh vực.", "Code of the category.", always=True),
        column("description", T, "Nội dung như trên trang; chỗ che ghi [đã che: …].", "Text as on the page."),
        column("agency_responsible", T, "Đơn vị đang giữ, hoặc giữ sau cùng.", "Agencies that handle it."),
        column("address", T, "Nơi xảy ra, bằng chữ.", "Place in words."),
        column("lat", N, "Vĩ độ, WGS 84.", "Latitude, WGS 84."),
        column("long", N, "Kinh độ, WGS 84.", "Longitude, WGS 84."),
        column("expected_datetime", I, "Hạn cuối của vòng này.", "Due date of the present round."),
        column("title", T, "Tiêu đề.", "Title.", always=True),
        column("url", T, "Địa chỉ trang.", "Address of its page.", always=True),
        column("reference", T, "Số ở nguồn.", "Number at its source.", always=True),
        column("ward", T, "Mã phường, xã.", "Code of the ward."),
        column("state", T, "Trạng thái.", "State.", always=True, values=tuple(s.value for s in CaseState)),
        column("round", W, "Vòng xử lý; 1 đến khi mở lại.", "Round; 1 until reopened.", always=True),
        column("accepted_at", I, "Lúc Trung tâm tiếp nhận.", "When the Center accepted it."),
        column("term_days", W, "Thời hạn: bao nhiêu ngày hoặc giờ.", "Term: so many days or hours."),
        column("term_kind", T, "Thời hạn đếm theo gì.", "How the term counts."),
        *CLOCK,
        column("waited_days", W, "Số ngày từ đầu vòng đến câu trả lời.", "Days from the round's start to its answer."),
        column("rating", T, "Người dân thấy thế nào.", "How citizens found it.",
               values=tuple(r.value for r in RatingValue)),
        column("returned", W, "Bao nhiêu câu trả lời bị trả lại hoặc từ chối.", "Answers sent back.", always=True),
        column("unverified", Y, "Chỉ đăng bản tóm tắt, chưa xác minh.", "Only a summary is public, unverified.",
               always=True),
        column("flags", T, "Điều lạ trong dữ liệu nguồn.", "What is odd about the source's dates."),
    ),
)  # fmt: skip
ASSIGNMENTS = Table(
    name="assignments",
    title=Told(vi="Giao xử lý", en="Assignments"),
    about=Told(
        vi="Mỗi dòng một lần giao cho một đơn vị, với đồng hồ riêng của nó.",
        en="One agency's charge of one report a row, with its own clock.",
    ),
    by_year=True,
    key=("service_request_id", "position"),
    refers={"agency": ("agencies", "slug")},
    columns=(
        ID,
        column("position", W, "Lần giao thứ mấy của phản ánh.", "Which charge of the report.", always=True),
        column("agency", T, "Mã đơn vị.", "Code of the agency.", always=True),
        column("kind", T, "Giao để làm gì.", "What is asked.", always=True, values=tuple(AssignmentKind.values)),
        column("round", W, "Vòng xử lý.", "Round.", always=True),
        column("state", T, "Trạng thái lúc as_of.", "State at as_of.", always=True,
               values=(*(s.value for s in AssignmentState), *(p for p in PHASES if p not in set(AssignmentState)))),
        column("assigned_at", I, "Lúc giao.", "When charged."),
        column("ended_at", I, "Lúc kết thúc.", "When it ended."),
        column("days_held", W, "Số ngày đơn vị giữ.", "Days the agency held it."),
        column("binding", Y, "Thời hạn là luật với đơn vị này.", "Whether the term is law for this agency."),
        *CLOCK,
    ),
)  # fmt: skip
ANSWERS = Table(
    name="answers",
    title=Told(vi="Câu trả lời", en="Answers"),
    about=Told(
        vi="Mỗi dòng một câu trả lời Trung tâm đã duyệt; bản bị trả lại không có ở đây.",
        en="One approved answer a row; what was returned or refused is not here.",
    ),
    by_year=True,
    key=("service_request_id", "position"),
    refers={"agency": ("agencies", "slug")},
    columns=(
        ID,
        column("position", W, "Câu trả lời thứ mấy.", "Which answer of the report.", always=True),
        column("agency", T, "Mã đơn vị.", "Code of the agency.", always=True),
        column("kind", T, "Trả lời cho việc gì.", "What it answers.", always=True, values=tuple(AssignmentKind.values)),
        column("outcome", T, "Kết quả.", "Outcome.", always=True, values=tuple(Outcome.values)),
        column("text", T, "Lời đã duyệt; chỗ che ghi [đã che: …].", "Approved text; covered words as [đã che: …]."),
        column("legal_reason", T, "Căn cứ pháp lý khi không thể làm.", "Legal reason where it is not possible."),
        column("planned_on", D, "Ngày dự kiến, với kết quả planned.", "Planned day, with the outcome planned."),
        column("submitted_at", I, "Lúc đơn vị gửi.", "When it was handed in."),
        column("published_at", I, "Lúc được duyệt và đăng.", "When it was approved and published."),
        column(
            "amends", Y, "Là phần bổ sung cho câu trả lời trước.", "An amendment to an earlier answer.", always=True
        ),
        column("returned", W, "Trước đó bị trả lại mấy lần.", "How often returned before.", always=True),
        column("refused", W, "Trước đó bị từ chối mấy lần.", "How often refused before.", always=True),
    ),
)
EXTENSIONS = Table(
    name="extensions",
    title=Told(vi="Gia hạn", en="Extensions"),
    about=Told(
        vi="Mỗi dòng một lời hẹn công khai; hạn cuối theo quy định không đổi.",
        en="One public promise a row; the legal due date stays what it was.",
    ),
    by_year=True,
    key=("service_request_id", "position"),
    columns=(
        ID,
        column("position", W, "Lời hẹn thứ mấy.", "Which promise of the report.", always=True),
        column("agency_name", T, "Tên đơn vị.", "Name of the agency."),
        column("published_at", I, "Lúc đăng.", "When published.", always=True),
        column("promised_on", D, "Ngày hẹn.", "Promised day.", always=True),
        column("reason", T, "Lý do theo danh mục.", "Reason from the list."),
        column("sentence", T, "Lời giải thích; trống nếu Trung tâm đã gạch.", "Explanation; empty where struck."),
        column("late", Y, "Đăng sau khi đã quá hạn: không dời hạn.", "Published too late to move the limit.",
               always=True),
    ),
)  # fmt: skip
RETURNS = Table(
    name="returns",
    title=Told(vi="Trả lại và từ chối", en="Returns and refusals"),
    about=Told(
        vi="Mỗi dòng một lần Trung tâm trả lại hoặc từ chối câu trả lời, và vì sao; không có chữ của bản ấy.",
        en="One answer sent back a row, and why; never its text.",
    ),
    by_year=True,
    key=("service_request_id", "position"),
    columns=(
        ID,
        column("position", W, "Lần thứ mấy.", "Which one of the report.", always=True),
        column("agency_name", T, "Tên đơn vị.", "Name of the agency."),
        column("at", I, "Lúc quyết định.", "When decided."),
        column("refused", Y, "Từ chối vì đùn đẩy; không thì là trả lại.", "Refused, else returned.", always=True),
        column("reason", T, "Lý do theo danh mục.", "Reason from the list."),
        column("sentence", T, "Lời của Trung tâm.", "The Center's words."),
        column("appeal", T, "Khiếu nại: pending, granted, rejected, dropped.", "What became of an appeal."),
    ),
)
EVENTS = Table(
    name="events",
    title=Told(vi="Diễn biến", en="Events"),
    about=Told(
        vi="Mỗi dòng một diễn biến trong sổ cái công khai; không có lời văn, không có tên người.",
        en="One entry of the public ledger a row; no texts, no persons.",
    ),
    by_year=True,
    key=("service_request_id", "position"),
    columns=(
        ID,
        column("position", W, "Diễn biến thứ mấy.", "Which event of the report.", always=True),
        column("kind", T, "Việc gì xảy ra.", "What happened.", always=True),
        column("happened_at", I, "Lúc nào; trống nếu nguồn không ghi.", "When; empty where nobody knows."),
        column("role", T, "Ai làm, theo vai trò.", "By which role.", always=True),
        column("reason", T, "Lý do theo danh mục.", "Reason from the list."),
    ),
)
OF_CASES = (CASES, ASSIGNMENTS, ANSWERS, EXTENSIONS, RETURNS, EVENTS)
