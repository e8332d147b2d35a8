"""Writes small files as the sources send them, and reads them: rows of our own, nobody's data."""

import csv
import gzip
import io
import json
from pathlib import Path

from cases.actions.incoming import IncomingCase, Rejected
from cases.sources import reader_for

HEADER_2015 = [
    "CASE_ENQUIRY_ID", "OPEN_DT", "TARGET_DT", "CLOSED_DT", "OnTime_Status", "CASE_STATUS", "CLOSURE_REASON",
    "CASE_TITLE", "SUBJECT", "REASON", "TYPE", "QUEUE", "Department", "SubmittedPhoto", "ClosedPhoto", "Location",
    "neighborhood", "ward", "precinct", "LOCATION_ZIPCODE", "LATITUDE", "LONGITUDE", "Source",
]  # fmt: skip
ROW_2015 = {
    "CASE_ENQUIRY_ID": "101000000001",
    "OPEN_DT": "01/05/2015 09:00:00 AM",
    "TARGET_DT": "01/07/2015 09:00:00 AM",
    "CLOSED_DT": "01/06/2015 04:30:00 PM",
    "OnTime_Status": "ONTIME",
    "CASE_STATUS": "Closed",
    "CLOSURE_REASON": "Case Closed Case Resolved filled",
    "CASE_TITLE": "Pothole at the gate",
    "SUBJECT": "Public Works",
    "REASON": "Highway",
    "TYPE": "Pothole Repair",
    "QUEUE": "D1",
    "Department": "PWDx",
    "Location": "1 Elm St  Boston  MA  02108",
    "neighborhood": "Downtown",
    "ward": "Ward 3",
    "precinct": "301.0",
    "LOCATION_ZIPCODE": "02108",
    "LATITUDE": "42.35",
    "LONGITUDE": "-71.06",
    "Source": "Call",
}
HEADER_2025 = [
    "case_id", "open_date", "close_date", "target_close_date", "case_topic", "service_name", "assigned_department",
    "case_status", "closure_reason", "closure_comments", "on_time", "report_source", "full_address", "zip_code",
    "neighborhood", "ward", "longitude", "latitude",
]  # fmt: skip
ROW_2025 = {
    "case_id": "BCS-00000001",
    "open_date": "2025-08-01 06:35:06.539+00",
    "close_date": "2025-08-01 08:00:09+00",
    "target_close_date": "2025-08-04 06:35:06.539+00",
    "case_topic": "Animals",
    "service_name": "Wild Animal Issue",
    "assigned_department": "Animal Care & Control",
    "case_status": "Closed",
    "closure_reason": "Resolved",
    "closure_comments": "Raccoon left by itself",
    "on_time": "ONTIME",
    "report_source": "Call",
    "full_address": "1 Elm St, Boston, MA 02108",
    "zip_code": "02108",
    "neighborhood": "Downtown",
    "ward": "03",
    "longitude": "-71.06",
    "latitude": "42.35",
}
ROW_HUE = {
    "id": 501,
    "url": "https://example.org/phan-anh/den-hong-a501.html",
    "url_kind": "phan-anh",
    "slug": "den-duong-hong",
    "report": "Đèn đường trước số 5 hỏng ba tuần nay. Mong sửa giúp.",
    "agency": "UBND phường Kim Long",
    "agencies": ["UBND phường Kim Long"],
    "agency_source": "header",
    "agency_star": False,
    "resolution": "Đã thay bóng đèn ngày 05/3.",
    "status": "handled",
    "sent": "2026-03-02T19:17:00+07:00",
    "due": "2026-03-11",
    "handled": "2026-03-05T08:00:00+07:00",
    "views": 12,
    "rating_text": None,
    "comments": [],
    "truncated": False,
    "topics": ["đèn chiếu sáng", "Kim Long"],
    "text_kind": "condensed",
}


def csv_text(header: list[str], rows: list[dict[str, str]]) -> str:
    """Return a CSV file's text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def boston_2015(*changes: dict[str, str], header: list[str] = HEADER_2015) -> str:
    """Return a file of 2015: one row per set of changes to the plain row, numbered unless a number is given."""
    rows = [
        ROW_2015 | {"CASE_ENQUIRY_ID": str(101_000_000_001 + number)} | change for number, change in enumerate(changes)
    ]
    return csv_text(header, rows)


def boston_2025(*changes: dict[str, str]) -> str:
    """Return a file of 2025 likewise."""
    rows = [ROW_2025 | {"case_id": f"BCS-{number:08}"} | change for number, change in enumerate(changes, 1)]
    return csv_text(HEADER_2025, rows)


def hue(*changes: dict[str, object], without: tuple[str, ...] = ()) -> str:
    """Return JSON Lines of Huế likewise; `without` leaves keys away."""
    rows = [ROW_HUE | {"id": 501 + number} | change for number, change in enumerate(changes)]
    kept = [{key: value for key, value in row.items() if key not in without} for row in rows]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept)


def put(folder: Path, content: str | bytes, name: str = "rows.csv") -> Path:
    """Write a file, packed when its name ends in .gz."""
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def read(source: str, path: Path) -> list[IncomingCase | Rejected]:
    """Read all rows."""
    return list(reader_for(source).read(path))


def split(items: list[IncomingCase | Rejected]) -> tuple[list[IncomingCase], list[Rejected]]:
    """Part the good rows from the rejected ones."""
    good = [item for item in items if isinstance(item, IncomingCase)]
    return good, [item for item in items if isinstance(item, Rejected)]
