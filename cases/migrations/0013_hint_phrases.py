"""The phrases that hints on answers go by, and the lists every installation starts from."""

from __future__ import annotations

import csv
from pathlib import Path

from django.db import migrations, models

PHRASES = Path(__file__).resolve().parents[1] / "fixtures" / "hint_phrases.csv"


def phrases(apps, schema_editor):
    """The starting lists; what editors make of them later stays."""
    HintPhrase = apps.get_model("cases", "HintPhrase")
    with PHRASES.open(encoding="utf-8", newline="") as file:
        HintPhrase.objects.bulk_create(HintPhrase(kind=row["kind"], words=row["words"]) for row in csv.DictReader(file))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_ratings"),
    ]

    operations = [
        migrations.CreateModel(
            name="HintPhrase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opening", "Lời mở đầu (bỏ qua)"),
                            ("closing", "Lời kết (bỏ qua)"),
                            ("vague", "Hứa chung chung, không ngày"),
                            ("handed_on", "Chuyển cho nơi khác"),
                            ("excuse", "Nêu khó khăn, mong thông cảm"),
                            ("not_seen", "Kiểm tra mà không thấy"),
                            ("work", "Việc làm tại chỗ"),
                            ("step", "Bước xử lý"),
                            ("order", "Yêu cầu người khác làm"),
                            ("ground", "Lý do, bác bỏ có căn cứ"),
                            ("evidence", "Ảnh, biên bản kèm theo"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("words", models.CharField(max_length=120, verbose_name="cụm từ")),
                ("active", models.BooleanField(default=True, verbose_name="còn dùng")),
            ],
            options={
                "verbose_name": "cụm từ gợi ý",
                "verbose_name_plural": "cụm từ gợi ý",
                "ordering": ("kind", "words"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "words"),
                        name="a_phrase_stands_once_in_its_kind",
                        violation_error_message="Loại này đã có cụm từ ấy.",
                    )
                ],
            },
        ),
        migrations.RunPython(phrases, migrations.RunPython.noop, elidable=False),
    ]
