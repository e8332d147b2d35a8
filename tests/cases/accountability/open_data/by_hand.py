"""Dumps made by hand: two tables, a few rows, no database."""

from datetime import UTC, datetime

from cases.accountability.open_data.folder import dump_of
from cases.accountability.open_data.package import Freshness, package_of, write_package
from cases.accountability.open_data.shape import both, table, text, whole, yes
from cases.accountability.open_data.writing import TableFiles

AS_OF = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)  # half past midnight of 3 March in Huế
CASES = table(
    "cases",
    both("Phản ánh", "Reports"),
    both("Mỗi dòng một.", "One a row."),
    text("service_request_id", "Số.", "Number.", always=True),
    text("title", "Tiêu đề.", "Title."),
    yes("late", "Trễ.", "Late."),
    whole("days", "Ngày.", "Days."),
    key=("service_request_id",),
    by_year=True,
)
WARDS = table("wards", both("Phường", "Wards"), both("", ""), text("slug", "Mã.", "Code.", values=("a", "b")), key=())
TOLD = {"cases": CASES, "wards": WARDS}


def written(where, shape, rows, year=None, notice=""):
    with TableFiles(where, shape, year, notice) as files:
        for row in rows:
            files.add(row)
        return files.close()


def make(above, day, rows=(("1", "Đèn", True, 3),), year=2026):
    """A dump of that day with the cases of one year, and one ward."""
    where = above / day.isoformat()
    where.mkdir(parents=True)
    files = [*written(where, CASES, rows, year), *written(where, WARDS, [("a",)])]
    write_package(where, package_of(files, TOLD, Freshness(at=AS_OF, method="2", ledger="f" * 64)), TOLD)
    return dump_of(day)
