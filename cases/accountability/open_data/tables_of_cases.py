"""The tables that hold cases, a file for each year: the data dictionary of what `of_cases` writes.

Where a column of GeoReport Bulk fits (wiki.open311.org/GeoReport/bulk) it bears that name; `service_code` and
`expected_datetime` are GeoReport v2's.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases.accountability.open_data.shape import (
    Column,
    Table,
    Told,
    both,
    day,
    instant,
    number,
    table,
    text,
    whole,
    yes,
)
from cases.accountability.open_data.tables_of_lists import AGENCY, OF_AGENCIES
from cases.models import AssignmentKind, Outcome
from cases.rules.ratings import RatingValue
from cases.rules.standings import Phase
from cases.rules.states import AssignmentState, CaseState
from cases.rules.verdicts import VerdictKind

VERDICTS = tuple(kind.value for kind in VerdictKind)
PHASES = tuple(phase.value for phase in Phase)
ID = text(
    "service_request_id",
    "Số của phản ánh trên cổng; nối mọi bảng.",
    "The report's number; joins all tables.",
    always=True,
)
CLOCK = (
    text("phase", "Đồng hồ đang ở đâu.", "How far the clock has come.", values=PHASES),
    text("verdict", "Tình trạng hạn lúc as_of.", "Verdict at as_of.", values=VERDICTS),
    whole("days", "Số ngày còn lại, hoặc số ngày trễ.", "Days left (in term), or late (past due)."),
    instant("due_at", "Hạn cuối đang có hiệu lực.", "Due date in force."),
    instant("limit_at", "Hạn cuối, đã dời theo lời hẹn kịp thời.", "Due date moved by promises made in time."),
    day("promised_on", "Ngày hẹn mới nhất.", "Newest promised day."),
    instant("stopped_at", "Lúc đồng hồ dừng: câu trả lời được gửi.", "When the clock stopped: the answer came in."),
)
AGENCY_NAME = text("agency_name", "Tên đơn vị.", "Name of the agency.")
REASON = text("reason", "Lý do theo danh mục.", "Reason from the list.")


def of_each_case(
    name: str,
    title: Told,
    about: Told,
    position: Told,
    *columns: Column,
    refers: Mapping[str, tuple[str, str]] | None = None,
) -> Table:
    """A table with any number of rows of each case, which are numbered; `position` says of what."""
    numbered = whole("position", position.vi, position.en, always=True)
    key = (ID.name, numbered.name)
    return table(name, title, about, ID, numbered, *columns, key=key, by_year=True, refers=refers)


OF_CASES = (
    table(
        "cases",
        both("Phản ánh", "Reports"),
        both(
            "Mỗi dòng một phản ánh công khai, chia theo năm trong địa chỉ trang của nó.",
            "One public report a row, by the year in its page's address.",
        ),
        ID,
        instant("requested_datetime", "Lúc gửi; không biết thì lúc tiếp nhận.", "When sent; else when accepted."),
        instant("updated_datetime", "Lúc có diễn biến công khai mới nhất.", "When the last public event happened."),
        instant("closed_date", "Lúc gửi câu trả lời kết thúc phản ánh.", "When the closing answer was handed in."),
        text(
            "status_description",
            "open: đang xử lý; closed: đã trả lời.",
            "open or closed.",
            always=True,
            values=("open", "closed"),
        ),
        text("status_notes", "Kết quả của câu trả lời mới nhất, bằng chữ.", "Outcome of the newest answer."),
        text("source", "Hệ thống đưa phản ánh đến.", "System it came from.", always=True),
        text("service_name", "Tên lĩnh vực.", "Name of the category.", always=True),
        text("service_code", "Mã lĩnh vực.", "Code of the category.", always=True),
        text("description", "Nội dung như trên trang; chỗ che ghi [đã che: …].", "Text as on the page."),
        text("agency_responsible", "Đơn vị đang giữ, hoặc giữ sau cùng.", "Agencies that handle it."),
        text("address", "Nơi xảy ra, bằng chữ.", "Place in words."),
        number("lat", "Vĩ độ, WGS 84.", "Latitude, WGS 84."),
        number("long", "Kinh độ, WGS 84.", "Longitude, WGS 84."),
        instant("expected_datetime", "Hạn cuối của vòng này.", "Due date of the present round."),
        text("title", "Tiêu đề.", "Title.", always=True),
        text("url", "Địa chỉ trang.", "Address of its page.", always=True),
        text("reference", "Số ở nguồn.", "Number at its source.", always=True),
        text("ward", "Mã phường, xã.", "Code of the ward."),
        text("state", "Trạng thái.", "State.", always=True, values=tuple(s.value for s in CaseState)),
        whole("round", "Vòng xử lý; 1 đến khi mở lại.", "Round; 1 until reopened.", always=True),
        instant("accepted_at", "Lúc Trung tâm tiếp nhận.", "When the Center accepted it."),
        whole("term_days", "Thời hạn: bao nhiêu ngày hoặc giờ.", "Term: so many days or hours."),
        text("term_kind", "Thời hạn đếm theo gì.", "How the term counts."),
        *CLOCK,
        whole("waited_days", "Số ngày từ đầu vòng đến câu trả lời.", "Days from the round's start to its answer."),
        text("rating", "Người dân thấy thế nào.", "How citizens found it.", values=tuple(r.value for r in RatingValue)),
        whole("returned", "Bao nhiêu câu trả lời bị trả lại hoặc từ chối.", "Answers sent back.", always=True),
        yes("unverified", "Chỉ đăng bản tóm tắt, chưa xác minh.", "Only a summary is public, unverified.", always=True),
        text("flags", "Điều lạ trong dữ liệu nguồn.", "What is odd about the source's dates."),
        key=("service_request_id",),
        by_year=True,
        refers={"service_code": ("categories", "slug"), "ward": ("wards", "slug")},
    ),
    of_each_case(
        "assignments",
        both("Giao xử lý", "Assignments"),
        both(
            "Mỗi dòng một lần giao cho một đơn vị, với đồng hồ riêng của nó.",
            "One agency's charge of one report a row, with its own clock.",
        ),
        both("Lần giao thứ mấy của phản ánh.", "Which charge of the report."),
        AGENCY,
        text("kind", "Giao để làm gì.", "What is asked.", always=True, values=AssignmentKind.values),
        whole("round", "Vòng xử lý.", "Round.", always=True),
        text(
            "state",
            "Trạng thái lúc as_of.",
            "State at as_of.",
            always=True,
            values=(*(s.value for s in AssignmentState), *(p for p in PHASES if p not in set(AssignmentState))),
        ),
        instant("assigned_at", "Lúc giao.", "When charged."),
        instant("ended_at", "Lúc kết thúc.", "When it ended."),
        whole("days_held", "Số ngày đơn vị giữ.", "Days the agency held it."),
        yes("binding", "Thời hạn là luật với đơn vị này.", "Whether the term is law for this agency."),
        *CLOCK,
        refers=OF_AGENCIES,
    ),
    of_each_case(
        "answers",
        both("Câu trả lời", "Answers"),
        both(
            "Mỗi dòng một câu trả lời Trung tâm đã duyệt; bản bị trả lại không có ở đây.",
            "One approved answer a row; what was returned or refused is not here.",
        ),
        both("Câu trả lời thứ mấy.", "Which answer of the report."),
        AGENCY,
        text("kind", "Trả lời cho việc gì.", "What it answers.", always=True, values=AssignmentKind.values),
        text("outcome", "Kết quả.", "Outcome.", always=True, values=Outcome.values),
        text("text", "Lời đã duyệt; chỗ che ghi [đã che: …].", "Approved text; covered words as [đã che: …]."),
        text("legal_reason", "Căn cứ pháp lý khi không thể làm.", "Legal reason where it is not possible."),
        day("planned_on", "Ngày dự kiến, với kết quả planned.", "Planned day, with the outcome planned."),
        instant("submitted_at", "Lúc đơn vị gửi.", "When it was handed in."),
        instant("published_at", "Lúc được duyệt và đăng.", "When it was approved and published."),
        yes("amends", "Là phần bổ sung cho câu trả lời trước.", "An amendment to an earlier answer.", always=True),
        whole("returned", "Trước đó bị trả lại mấy lần.", "How often returned before.", always=True),
        whole("refused", "Trước đó bị từ chối mấy lần.", "How often refused before.", always=True),
        refers=OF_AGENCIES,
    ),
    of_each_case(
        "extensions",
        both("Gia hạn", "Extensions"),
        both(
            "Mỗi dòng một lời hẹn công khai; hạn cuối theo quy định không đổi.",
            "One public promise a row; the legal due date stays what it was.",
        ),
        both("Lời hẹn thứ mấy.", "Which promise of the report."),
        AGENCY_NAME,
        instant("published_at", "Lúc đăng.", "When published.", always=True),
        day("promised_on", "Ngày hẹn.", "Promised day.", always=True),
        REASON,
        text("sentence", "Lời giải thích; trống nếu Trung tâm đã gạch.", "Explanation; empty where struck."),
        yes("late", "Đăng sau khi đã quá hạn: không dời hạn.", "Published too late to move the limit.", always=True),
    ),
    of_each_case(
        "returns",
        both("Trả lại và từ chối", "Returns and refusals"),
        both(
            "Mỗi dòng một lần Trung tâm trả lại hoặc từ chối câu trả lời, và vì sao; không có chữ của bản ấy.",
            "One answer sent back a row, and why; never its text.",
        ),
        both("Lần thứ mấy.", "Which one of the report."),
        AGENCY_NAME,
        instant("at", "Lúc quyết định.", "When decided."),
        yes("refused", "Từ chối vì đùn đẩy; không thì là trả lại.", "Refused, else returned.", always=True),
        REASON,
        text("sentence", "Lời của Trung tâm.", "The Center's words."),
        text("appeal", "Khiếu nại: pending, granted, rejected, dropped.", "What became of an appeal."),
    ),
    of_each_case(
        "events",
        both("Diễn biến", "Events"),
        both(
            "Mỗi dòng một diễn biến trong sổ cái công khai; không có lời văn, không có tên người.",
            "One entry of the public ledger a row; no texts, no persons.",
        ),
        both("Diễn biến thứ mấy.", "Which event of the report."),
        text("kind", "Việc gì xảy ra.", "What happened.", always=True),
        instant("happened_at", "Lúc nào; trống nếu nguồn không ghi.", "When; empty where nobody knows."),
        text("role", "Ai làm, theo vai trò.", "By which role.", always=True),
        REASON,
    ),
)
