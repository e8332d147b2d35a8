"""What tells of a dump: `datapackage.json` (Data Package, datapackage.org 2.0), checksums, and a README."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from cases.accountability.frozen.files import NOTICE
from cases.accountability.open_data.folder import PACKAGE, README, SUMS
from cases.accountability.open_data.of_cases import told_instant
from cases.accountability.open_data.shape import Table
from cases.accountability.open_data.writing import Written

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl"}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """What a dump holds for: the instant, the version of the method, the digest over the whole ledger."""

    at: datetime
    method: str
    ledger: str


def package_of(files: Iterable[Written], tables: dict[str, Table], fresh: Freshness) -> dict[str, Any]:
    """The descriptor. Beside what the standard names: `as_of`, `method`, `ledger_sha256`, `removed`, rows of files."""
    day = timezone.localdate(fresh.at).isoformat()
    title = "Minh Bạch: dữ liệu mở / open data"
    return {
        "$schema": PROFILE,
        "name": "minhbach",
        "id": f"{settings.PUBLIC_URL}/du-lieu/{day}/",
        "title": f"BẢN MẪU / SAMPLE. {title}" if settings.DEMO else title,
        **({"notice": NOTICE} if settings.DEMO else {}),
        "homepage": f"{settings.PUBLIC_URL}/du-lieu/",
        "version": day,
        "created": told_instant(fresh.at),
        "licenses": [LICENCE],
        "as_of": told_instant(fresh.at),
        "method": fresh.method,
        "ledger_sha256": fresh.ledger,
        "removed": 0,
        "resources": [_resource(file, tables[file.table]) for file in files],
    }


def _resource(file: Written, table: Table) -> dict[str, Any]:
    stem = file.name.partition(".")[0].replace("_", "-")
    return {
        "name": stem if file.format == "csv" else f"{stem}-{file.format}",
        "type": "table",
        "path": file.name,
        "title": f"{table.title.vi} / {table.title.en}",
        "description": table.about.vi,
        "description_en": table.about.en,
        "format": file.format,
        "mediatype": MEDIA[file.format],
        "encoding": "utf-8",
        **({"compression": "gz"} if file.name.endswith(".gz") else {}),
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "table": table.name,
        "year": file.year,
        "rows": file.rows,
        "schema": table.as_schema(),
    }


def write_package(folder: Path, package: dict[str, Any], tables: dict[str, Table]) -> None:
    """Write what tells of the files; the package last, because a folder is a dump once it has one."""
    (folder / README).write_text(_readme(package, tables), encoding="utf-8")
    sums = [f"{each['hash'].removeprefix('sha256:')}  {each['path']}" for each in package["resources"]]
    sums.append(f"{hashlib.sha256((folder / README).read_bytes()).hexdigest()}  {README}")
    (folder / SUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")
    beside = folder / f".{PACKAGE}"
    beside.write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(folder / PACKAGE)


def _readme(package: dict[str, Any], tables: dict[str, Table]) -> str:
    """The README of a dump: freshness, licence, how to cite, and the dictionary, in both languages."""
    base, day = settings.PUBLIC_URL, package["version"]
    lines = [
        f"# {package['title']}",
        "",
        *([f"**{package['notice']}**", ""] if "notice" in package else []),
        f"- Tính đến / as of: {package['as_of']}",
        "- Cách tính (phiên bản định nghĩa) / method (version of the definitions): "
        f"{package['method']} ({base}/phuong-phap/)",
        f"- Mã sổ cái / ledger SHA-256: {package['ledger_sha256']}",
        f"- Giấy phép / licence: {LICENCE['title']} (CC BY 4.0), {LICENCE['path']}",
        f"- Trích dẫn / cite: Minh Bạch, dữ liệu mở ngày {day}, {package['id']}",
        f"- Phản ánh đã lấy ra sau đó / reports taken out since: {package['removed']}",
        "",
        "Kiểm tệp / check files: `sha256sum --check SHA256SUMS`",
        "",
        "CSV: UTF-8, RFC 4180. Chữ mở đầu bằng = + - @ có dấu ' đứng trước. Nhiều giá trị trong một ô cách nhau bằng "
        "`; `. JSON Lines: mỗi dòng một đối tượng, trống là null.",
        "CSV: UTF-8, RFC 4180. Text that begins like a formula has an apostrophe before it. Several values in a cell "
        "are separated by `; `. JSON Lines: one object a line, null where empty.",
    ]
    for table in tables.values():
        lines += [
            "",
            f"## {table.name}",
            "",
            f"{table.title.vi} / {table.title.en}",
            "",
            table.about.vi,
            table.about.en,
        ]
        lines += ["", "| | | |", "|---|---|---|"]
        lines += [f"| `{c.name}` | {c.kind.value} | {c.means.vi} / {c.means.en} |" for c in table.columns]
    return "\n".join(lines) + "\n"
