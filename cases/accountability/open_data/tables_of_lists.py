"""The tables beside the cases: who answers, what about, where, by which calendar, and what was frozen of each day."""

from __future__ import annotations

from cases.accountability.open_data.shape import Kind, Table, Told, column
from cases.models import AgencyKind, PublicationLevel
from cases.models.calendar import DayKind
from cases.models.category import TermKind

T, W, N, Y, D, I = Kind.TEXT, Kind.WHOLE, Kind.NUMBER, Kind.YES, Kind.DAY, Kind.INSTANT  # noqa: E741 - one letter each
COUNTS = (
    column("open", W, "Đang mở.", "Open.", always=True),
    column("overdue", W, "Trễ hạn.", "Overdue.", always=True),
    column("promise_broken", W, "Lỡ hẹn.", "Promise broken.", always=True),
    column("extended", W, "Đã gia hạn, còn trong ngày hẹn.", "Extended, within the promise.", always=True),
    column("median_days", N, "Số ngày trễ, trung vị.", "Median of days late."),
    column("oldest_days", W, "Trễ lâu nhất, ngày.", "Longest late, days."),
)

AGENCIES = Table(
    name="agencies",
    title=Told(vi="Đơn vị", en="Agencies"),
    about=Told(vi="Mọi đơn vị, kể cả đã giải thể.", en="Every agency, dissolved ones too."),
    key=("slug",),
    columns=(
        column("slug", T, "Mã trong địa chỉ trang.", "Code, as in its page's address.", always=True),
        column("name", T, "Tên hiện nay; trống: nguồn không ghi đơn vị.", "Name today; empty: the source names none."),
        column("kind", T, "Loại đơn vị.", "Kind of body.", always=True, values=tuple(AgencyKind.values)),
        column("parent", T, "Mã đơn vị cấp trên.", "Code of the higher agency."),
        column("dissolved_on", D, "Ngày giải thể.", "Day of dissolution."),
        column("successor", T, "Mã đơn vị kế nhiệm.", "Code of the successor."),
    ),
)
AGENCY_NAMES = Table(
    name="agency_names",
    title=Told(vi="Tên đơn vị theo thời gian", en="Agencies' names over time"),
    about=Told(vi="Những tên từng mang, với ngày.", en="Names once borne, with their days."),
    key=(),  # the first of an agency's names may begin nowhere
    refers={"agency": ("agencies", "slug")},
    columns=(
        column("agency", T, "Mã đơn vị.", "Code of the agency.", always=True),
        column("name", T, "Tên.", "Name.", always=True),
        column("since", D, "Từ ngày.", "Since."),
        column("until", D, "Đến hết ngày.", "Until the end of."),
    ),
)
CATEGORIES = Table(
    name="categories",
    title=Told(vi="Lĩnh vực", en="Categories"),
    about=Told(vi="Phản ánh nói về gì.", en="What reports are about."),
    key=("slug",),
    columns=(
        column("slug", T, "Mã.", "Code.", always=True),
        column("name", T, "Tên.", "Name.", always=True),
        column("name_en", T, "Tên tiếng Anh.", "English name."),
        column("publication_level", T, "Mức công khai thường lệ.", "Usual level of publication.", always=True,
               values=tuple(PublicationLevel.values)),
    ),
)  # fmt: skip
TERMS = Table(
    name="terms",
    title=Told(vi="Thời hạn", en="Terms"),
    about=Told(vi="Thời hạn của từng lĩnh vực, theo văn bản nào, từ ngày nào.", en="Each category's terms."),
    key=("category", "since"),
    refers={"category": ("categories", "slug"), "calendar": ("calendars", "slug")},
    columns=(
        column("category", T, "Mã lĩnh vực.", "Code of the category.", always=True),
        column("since", D, "Từ ngày.", "Since.", always=True),
        column("kind", T, "Đếm theo gì.", "How it counts.", always=True, values=tuple(TermKind.values)),
        column("n", W, "Bao nhiêu.", "How many.", always=True),
        column("office_hours", T, "Giờ làm việc, như 08:30–17:00.", "Office hours, as 08:30–17:00."),
        column("calendar", T, "Mã lịch.", "Code of the calendar.", always=True),
        column("legal_act", T, "Văn bản.", "Legal act.", always=True),
        column("law_for", T, "Là luật với loại đơn vị nào; còn lại là cam kết.", "Kinds it is law for; else a pledge."),
    ),
)  # fmt: skip
WARDS = Table(
    name="wards",
    title=Told(vi="Phường, xã", en="Wards"),
    about=Told(vi="Phường, xã hiện nay.", en="Wards and communes of today."),
    key=("slug",),
    columns=(
        column("slug", T, "Mã trong địa chỉ trang.", "Code, as in its page's address.", always=True),
        column("code", T, "Mã hành chính.", "Administrative code.", always=True),
        column("name", T, "Tên.", "Name.", always=True),
        column("name_en", T, "Tên tiếng Anh.", "English name."),
    ),
)
FORMER_WARDS = Table(
    name="former_wards",
    title=Told(vi="Phường, xã cũ", en="Former wards"),
    about=Told(vi="Đơn vị cũ và nơi nay thuộc về.", en="Former units, and what they became part of."),
    key=("code", "ward"),
    refers={"ward": ("wards", "slug")},
    columns=(
        column("code", T, "Mã hành chính cũ.", "Former administrative code.", always=True),
        column("name", T, "Tên cũ.", "Former name.", always=True),
        column("ward", T, "Nay thuộc.", "Ward of today.", always=True),
    ),
)
CALENDARS = Table(
    name="calendars",
    title=Told(vi="Lịch làm việc", en="Calendars"),
    about=Told(vi="Ngày nào được tính vào thời hạn.", en="Which days count."),
    key=("slug",),
    columns=(
        column("slug", T, "Mã.", "Code.", always=True),
        column("name", T, "Tên.", "Name.", always=True),
        column("zone", T, "Múi giờ.", "Time zone.", always=True),
        column("days_off", T, "Ngày nghỉ hằng tuần; 0 là thứ Hai.", "Weekly days off; 0 is Monday."),
        column("reaches", D, "Ngày lễ đã biết đến hết.", "Last day its holidays are known for."),
    ),
)
HOLIDAYS = Table(
    name="holidays",
    title=Told(vi="Ngày lễ, ngày làm bù", en="Holidays and make-up days"),
    about=Told(vi="Ngày khác với thứ của nó.", en="Days that differ from their weekday."),
    key=("calendar", "day"),
    refers={"calendar": ("calendars", "slug")},
    columns=(
        column("calendar", T, "Mã lịch.", "Code of the calendar.", always=True),
        column("day", D, "Ngày.", "Day.", always=True),
        column("kind", T, "Nghỉ hay làm bù.", "Off, or made up.", always=True, values=tuple(DayKind.values)),
        column("name", T, "Tên.", "Name.", always=True),
    ),
)
SNAPSHOTS = Table(
    name="snapshots",
    title=Told(vi="Ngày đã chốt", en="Frozen days"),
    about=Told(vi="Tổng của mỗi danh sách quá hạn đã chốt.", en="Sums of each frozen list of who is past due."),
    key=("date",),
    columns=(
        column("date", D, "Ngày.", "Day.", always=True),
        column("ended_at", I, "Lúc ngày kết thúc.", "When the day ended.", always=True),
        column("frozen_at", I, "Lúc chốt.", "When frozen.", always=True),
        column("reconstructed", Y, "Chốt muộn, dựng lại.", "Frozen late, reconstructed.", always=True),
        column("method", W, "Cách tính số mấy.", "Version of the method.", always=True),
        column("agencies_past_due", W, "Số đơn vị quá hạn.", "Agencies past due.", always=True),
        *COUNTS,
        column("ledger_digest", T, "Mã của toàn bộ sổ cái.", "Digest of the ledger.", always=True),
        column("csv_sha256", T, "Mã kiểm của tệp CSV ngày ấy.", "SHA-256 of the day's CSV.", always=True),
        column("json_sha256", T, "Mã kiểm của tệp JSON ngày ấy.", "SHA-256 of the day's JSON.", always=True),
        column("corrections", W, "Số lần đính chính.", "Corrections beside it.", always=True),
    ),
)
SNAPSHOT_AGENCIES = Table(
    name="snapshot_agencies",
    title=Told(vi="Ngày đã chốt, theo đơn vị", en="Frozen days by agency"),
    about=Told(
        vi="Mỗi dòng một đơn vị quá hạn của một ngày; từng phản ánh ở tệp JSON của ngày ấy.",
        en="One agency past due on one day a row; its reports are in that day's JSON.",
    ),
    by_year=True,
    key=("date", "agency"),
    refers={"agency": ("agencies", "slug")},
    columns=(
        column("date", D, "Ngày.", "Day.", always=True),
        column("agency", T, "Mã đơn vị.", "Code of the agency.", always=True),
        column("name", T, "Tên khi chốt.", "Name when frozen."),
        *COUNTS,
    ),
)
DEFINITIONS = Table(
    name="definitions",
    title=Told(vi="Cách tính từng con số", en="Definitions of figures"),
    about=Told(vi="Như trang Cách tính từng con số.", en="As on the page of methods."),
    key=("code",),
    columns=(
        column("code", T, "Mã.", "Code.", always=True),
        column("version", W, "Phiên bản.", "Version.", always=True),
        column("unit", T, "Đơn vị tính.", "Unit.", always=True),
        column("name", T, "Tên.", "Name in Vietnamese.", always=True),
        column("name_en", T, "Tên tiếng Anh.", "Name in English.", always=True),
        column("means", T, "Nghĩa.", "Meaning in Vietnamese.", always=True),
        column("means_en", T, "Nghĩa, tiếng Anh.", "Meaning in English.", always=True),
    ),
)
OF_LISTS = (
    AGENCIES,
    AGENCY_NAMES,
    CATEGORIES,
    TERMS,
    WARDS,
    FORMER_WARDS,
    CALENDARS,
    HOLIDAYS,
    SNAPSHOTS,
    SNAPSHOT_AGENCIES,
    DEFINITIONS,
)
