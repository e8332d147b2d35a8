"""What every installation starts from: calendars, reason codes, the wards of Huế, and categories with the legal term.

Ward names, codes and boundaries: thanglequoc/vietnamese-provinces-database (MIT), see cases/fixtures/NOTICE.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import unicodedata
from datetime import date
from pathlib import Path

from django.db import migrations

from cases.actions.holiday_rows import holiday_rows

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
FIRST_YEAR, LAST_YEAR = 2010, 2028
CALENDARS = (
    ("vn", "Việt Nam", "Asia/Ho_Chi_Minh"),
    ("us-ma", "Massachusetts", "America/New_York"),
)
#: Huế's term, and whose law it is.
TERM = {
    "kind": "working_days",
    "n": 7,
    "legal_act": "Quy chế tiếp nhận, xử lý phản ánh hiện trường của thành phố Huế",
    "since": date(2019, 1, 1),
}
LAW_FOR = ["ward", "department", "center"]
CATEGORIES = (
    ("chieu-sang", "Chiếu sáng công cộng", "Street lighting"),
    ("duong-via-he", "Đường, vỉa hè", "Roads and pavements"),
    ("thoat-nuoc", "Thoát nước, ngập úng", "Drainage and flooding"),
    ("rac-thai", "Rác thải, vệ sinh môi trường", "Waste and cleanliness"),
    ("cay-xanh", "Cây xanh, công viên", "Trees and parks"),
    ("cap-nuoc", "Cấp nước", "Water supply"),
    ("dien-luc", "Điện lực", "Electricity"),
    ("giao-thong", "Giao thông, biển báo", "Traffic and signs"),
    ("trat-tu-do-thi", "Trật tự đô thị", "Public order"),
    ("xay-dung", "Xây dựng", "Construction"),
    ("tieng-on", "Tiếng ồn, khói bụi", "Noise and dust"),
    ("khac", "Việc khác", "Other"),
)
REASONS = {
    "decline": (
        ("ngoai-pham-vi", "Không thuộc phạm vi tiếp nhận", "Outside what the Center takes in"),
        ("trung-lap", "Trùng với phản ánh đã có", "Same as an earlier report"),
        ("thieu-thong-tin", "Thiếu thông tin để xử lý", "Too little to act on"),
        ("an-ninh-to-cao", "Việc an ninh hoặc tố cáo, gửi nơi khác", "Security or denunciation: sent elsewhere"),
    ),
    "return": (
        ("khong-dung-viec", "Không trả lời đúng việc được phản ánh", "Does not answer this report"),
        ("thieu-ngay", "Chưa nêu ngày làm xong", "No date"),
        ("thieu-anh", "Chưa có ảnh", "No photo"),
        ("chua-ro", "Chưa rõ đã làm gì", "Not clear what was done"),
    ),
    "refuse": (("dun-day", "Đùn đẩy trách nhiệm", "Passes the buck"),),
    "extend": (
        ("cho-vat-tu", "Chờ vật tư", "Waiting for materials"),
        ("thoi-tiet", "Thời tiết xấu", "Bad weather"),
        ("cho-kinh-phi", "Chờ kinh phí", "Waiting for money"),
        ("can-phoi-hop", "Cần đơn vị khác cùng làm", "Needs another agency"),
        ("viec-phuc-tap", "Việc phức tạp", "Complicated work"),
    ),
    "transfer": (
        ("sai-tham-quyen", "Việc của đơn vị khác", "Another agency's business"),
        ("sap-xep-lai", "Đơn vị được sắp xếp lại", "Agencies were reorganised"),
    ),
    "reopen": (
        ("chua-xong", "Việc chưa xong", "Not done"),
        ("tai-dien", "Việc lại tái diễn", "It happened again"),
        ("khong-hai-long", "Người gửi không hài lòng", "The reporter is not satisfied"),
    ),
    "retract": (("sai-su-that", "Câu trả lời sai sự thật", "The answer proved false"),),
    "withdraw": (
        ("nguoi-gui-yeu-cau", "Người gửi yêu cầu rút", "Asked for by the reporter"),
        ("du-lieu-ca-nhan", "Lộ thông tin cá nhân", "Personal data"),
        ("vi-pham-phap-luat", "Vi phạm pháp luật", "Against the law"),
    ),
}


def calendars(apps, schema_editor):
    """Calendars with their holidays and make-up days, as the `holidays` package gives them."""
    Calendar, CalendarDay = apps.get_model("cases", "Calendar"), apps.get_model("cases", "CalendarDay")
    for slug, name, zone in CALENDARS:
        calendar = Calendar.objects.create(slug=slug, name=name, zone=zone, reaches=date(LAST_YEAR, 12, 31))
        rows = holiday_rows(slug, range(FIRST_YEAR, LAST_YEAR + 1))
        CalendarDay.objects.bulk_create(
            CalendarDay(calendar=calendar, day=day, kind=kind, name=label) for day, kind, label in rows
        )


def reasons(apps, schema_editor):
    """The codes that decisions quote."""
    ReasonCode = apps.get_model("cases", "ReasonCode")
    ReasonCode.objects.bulk_create(
        ReasonCode(kind=kind, code=code, label=label, label_en=label_en)
        for kind, rows in REASONS.items()
        for code, label, label_en in rows
    )


def categories(apps, schema_editor):
    """Categories of Huế with the term of seven working days."""
    Calendar = apps.get_model("cases", "Calendar")
    Category, CategoryTerm = apps.get_model("cases", "Category"), apps.get_model("cases", "CategoryTerm")
    calendar = Calendar.objects.get(slug="vn")
    for slug, name, name_en in CATEGORIES:
        category = Category.objects.create(slug=slug, name=name, name_en=name_en)
        CategoryTerm.objects.create(category=category, calendar=calendar, law_for=LAW_FOR, **TERM)


def slugged(name):
    """Lower-case ASCII words joined by hyphens."""
    folded = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "-".join(re.findall("[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))


def wards(apps, schema_editor):
    """The 40 wards and communes since July 2025, and the 133 units they were made of."""
    Ward, FormerWard = apps.get_model("cases", "Ward"), apps.get_model("cases", "FormerWard")
    with gzip.open(FIXTURES / "wards.geojson.gz", "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    made = {}
    for feature in features:
        facts = feature["properties"]
        made[facts["code"]] = Ward.objects.create(
            code=facts["code"],
            slug=slugged(facts["name"]),
            name=facts["fullName"],
            name_en=facts["fullNameEn"],
            boundary=feature["geometry"],
        )
    with (FIXTURES / "former_wards.csv").open(encoding="utf-8", newline="") as file:
        FormerWard.objects.bulk_create(
            FormerWard(code=row["old_code"], name=row["old_name"], ward=made[row["new_code"]])
            for row in csv.DictReader(file)
            if row["new_code"] in made
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunPython(step, migrations.RunPython.noop, elidable=False)
        for step in (calendars, reasons, categories, wards)
    ]
