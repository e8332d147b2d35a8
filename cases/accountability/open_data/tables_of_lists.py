"""The tables beside the cases: who answers, what about, where, by which calendar, and what was frozen of each day."""

from __future__ import annotations

from cases.accountability.open_data.shape import both, day, instant, number, table, text, whole, yes
from cases.models import AgencyKind, PublicationLevel
from cases.models.calendar import DayKind
from cases.models.category import TermKind

AGENCY = text("agency", "Mã đơn vị.", "Code of the agency.", always=True)
OF_AGENCIES = {AGENCY.name: ("agencies", "slug")}
IN_ADDRESSES = text("slug", "Mã trong địa chỉ trang.", "Code, as in its page's address.", always=True)
CODE = text("slug", "Mã.", "Code.", always=True)
NAME = text("name", "Tên.", "Name.", always=True)
IN_ENGLISH = text("name_en", "Tên tiếng Anh.", "English name.")
COUNTS = (
    whole("open", "Đang mở.", "Open.", always=True),
    whole("overdue", "Trễ hạn.", "Overdue.", always=True),
    whole("promise_broken", "Lỡ hẹn.", "Promise broken.", always=True),
    whole("extended", "Đã gia hạn, còn trong ngày hẹn.", "Extended, within the promise.", always=True),
    number("median_days", "Số ngày trễ, trung vị.", "Median of days late."),
    whole("oldest_days", "Trễ lâu nhất, ngày.", "Longest late, days."),
)

OF_LISTS = (
    table(
        "agencies",
        both("Đơn vị", "Agencies"),
        both("Mọi đơn vị, kể cả đã giải thể.", "Every agency, dissolved ones too."),
        IN_ADDRESSES,
        text("name", "Tên hiện nay; trống: nguồn không ghi đơn vị.", "Name today; empty: the source names none."),
        text("kind", "Loại đơn vị.", "Kind of body.", always=True, values=AgencyKind.values),
        text("parent", "Mã đơn vị cấp trên.", "Code of the higher agency."),
        day("dissolved_on", "Ngày giải thể.", "Day of dissolution."),
        text("successor", "Mã đơn vị kế nhiệm.", "Code of the successor."),
        key=("slug",),
    ),
    table(
        "agency_names",
        both("Tên đơn vị theo thời gian", "Agencies' names over time"),
        both("Những tên từng mang, với ngày.", "Names once borne, with their days."),
        AGENCY,
        NAME,
        day("since", "Từ ngày.", "Since."),
        day("until", "Đến hết ngày.", "Until the end of."),
        key=(),  # the first of an agency's names may begin nowhere
        refers=OF_AGENCIES,
    ),
    table(
        "categories",
        both("Lĩnh vực", "Categories"),
        both("Phản ánh nói về gì.", "What reports are about."),
        CODE,
        NAME,
        IN_ENGLISH,
        text(
            "publication_level",
            "Mức công khai thường lệ.",
            "Usual level of publication.",
            always=True,
            values=PublicationLevel.values,
        ),
        key=("slug",),
    ),
    table(
        "terms",
        both("Thời hạn", "Terms"),
        both("Thời hạn của từng lĩnh vực, theo văn bản nào, từ ngày nào.", "Each category's terms."),
        text("category", "Mã lĩnh vực.", "Code of the category.", always=True),
        day("since", "Từ ngày.", "Since.", always=True),
        text("kind", "Đếm theo gì.", "How it counts.", always=True, values=TermKind.values),
        whole("n", "Bao nhiêu.", "How many.", always=True),
        text("office_hours", "Giờ làm việc, như 08:30–17:00.", "Office hours, as 08:30–17:00."),
        text("calendar", "Mã lịch.", "Code of the calendar.", always=True),
        text("legal_act", "Văn bản.", "Legal act.", always=True),
        text("law_for", "Là luật với loại đơn vị nào; còn lại là cam kết.", "Kinds it is law for; else a pledge."),
        key=("category", "since"),
        refers={"category": ("categories", "slug"), "calendar": ("calendars", "slug")},
    ),
    table(
        "wards",
        both("Phường, xã", "Wards"),
        both("Phường, xã hiện nay.", "Wards and communes of today."),
        IN_ADDRESSES,
        text("code", "Mã hành chính.", "Administrative code.", always=True),
        NAME,
        IN_ENGLISH,
        key=("slug",),
    ),
    table(
        "former_wards",
        both("Phường, xã cũ", "Former wards"),
        both("Đơn vị cũ và nơi nay thuộc về.", "Former units, and what they became part of."),
        text("code", "Mã hành chính cũ.", "Former administrative code.", always=True),
        text("name", "Tên cũ.", "Former name.", always=True),
        text("ward", "Nay thuộc.", "Ward of today.", always=True),
        key=("code", "ward"),
        refers={"ward": ("wards", "slug")},
    ),
    table(
        "calendars",
        both("Lịch làm việc", "Calendars"),
        both("Ngày nào được tính vào thời hạn.", "Which days count."),
        CODE,
        NAME,
        text("zone", "Múi giờ.", "Time zone.", always=True),
        text("days_off", "Ngày nghỉ hằng tuần; 0 là thứ Hai.", "Weekly days off; 0 is Monday."),
        day("reaches", "Ngày lễ đã biết đến hết.", "Last day its holidays are known for."),
        key=("slug",),
    ),
    table(
        "holidays",
        both("Ngày lễ, ngày làm bù", "Holidays and make-up days"),
        both("Ngày khác với thứ của nó.", "Days that differ from their weekday."),
        text("calendar", "Mã lịch.", "Code of the calendar.", always=True),
        day("day", "Ngày.", "Day.", always=True),
        text("kind", "Nghỉ hay làm bù.", "Off, or made up.", always=True, values=DayKind.values),
        NAME,
        key=("calendar", "day"),
        refers={"calendar": ("calendars", "slug")},
    ),
    table(
        "snapshots",
        both("Ngày đã chốt", "Frozen days"),
        both("Tổng của mỗi danh sách quá hạn đã chốt.", "Sums of each frozen list of who is past due."),
        day("date", "Ngày.", "Day.", always=True),
        instant("ended_at", "Lúc ngày kết thúc.", "When the day ended.", always=True),
        instant("frozen_at", "Lúc chốt.", "When frozen.", always=True),
        yes("reconstructed", "Chốt muộn, dựng lại.", "Frozen late, reconstructed.", always=True),
        whole(
            "method",
            "Cách chốt số mấy; không phải phiên bản định nghĩa (`method` của cả bộ dữ liệu).",
            "By which method it was frozen; not the version of the definitions (`method` of the whole package).",
            always=True,
        ),
        whole("agencies_past_due", "Số đơn vị quá hạn.", "Agencies past due.", always=True),
        *COUNTS,
        text("ledger_digest", "Mã của toàn bộ sổ cái.", "Digest of the ledger.", always=True),
        text("csv_sha256", "Mã kiểm của tệp CSV ngày ấy.", "SHA-256 of the day's CSV.", always=True),
        text("json_sha256", "Mã kiểm của tệp JSON ngày ấy.", "SHA-256 of the day's JSON.", always=True),
        whole("corrections", "Số lần đính chính.", "Corrections beside it.", always=True),
        key=("date",),
    ),
    table(
        "snapshot_agencies",
        both("Ngày đã chốt, theo đơn vị", "Frozen days by agency"),
        both(
            "Mỗi dòng một đơn vị quá hạn của một ngày; từng phản ánh ở tệp JSON của ngày ấy.",
            "One agency past due on one day a row; its reports are in that day's JSON.",
        ),
        day("date", "Ngày.", "Day.", always=True),
        AGENCY,
        text("name", "Tên khi chốt.", "Name when frozen."),
        *COUNTS,
        key=("date", "agency"),
        by_year=True,
        refers=OF_AGENCIES,
    ),
    table(
        "definitions",
        both("Cách tính từng con số", "Definitions of figures"),
        both("Như trang Cách tính từng con số.", "As on the page of methods."),
        text("code", "Mã.", "Code.", always=True),
        whole("version", "Phiên bản.", "Version.", always=True),
        text("unit", "Đơn vị tính.", "Unit.", always=True),
        text("name", "Tên.", "Name in Vietnamese.", always=True),
        text("name_en", "Tên tiếng Anh.", "Name in English.", always=True),
        text("means", "Nghĩa.", "Meaning in Vietnamese.", always=True),
        text("means_en", "Nghĩa, tiếng Anh.", "Meaning in English.", always=True),
        key=("code",),
    ),
)
