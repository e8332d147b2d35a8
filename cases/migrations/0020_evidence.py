"""Photos in an order, with boxes over them; categories that want to see the work; openings and closings to choose."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: What every installation starts from; what editors make of it later stays.
STOCK = (
    ("opening", "Cảm ơn bạn đã báo."),
    ("opening", "Cảm ơn bạn đã báo. Đơn vị đã đến xem và trả lời như sau."),
    ("closing", "Nếu chỗ này hỏng lại, bạn hãy gửi phản ánh mới."),
    ("closing", "Cần hỏi thêm, bạn gọi tổng đài của thành phố."),
)


def stock(apps, schema_editor):
    """Openings and closings for all agencies."""
    StockSentence = apps.get_model("cases", "StockSentence")
    StockSentence.objects.bulk_create(StockSentence(kind=kind, text=text) for kind, text in STOCK)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_reopen_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StockSentence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("opening", "Lời mở đầu"), ("closing", "Lời kết")], max_length=10, verbose_name="loại"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="câu")),
                ("active", models.BooleanField(default=True, verbose_name="còn dùng")),
            ],
            options={
                "verbose_name": "lời mở đầu, lời kết",
                "verbose_name_plural": "lời mở đầu, lời kết",
                "ordering": ("agency", "kind", "text"),
            },
        ),
        migrations.AlterModelOptions(
            name="photo",
            options={"ordering": ("position", "id")},
        ),
        migrations.AddField(
            model_name="category",
            name="needs_after_photo",
            field=models.BooleanField(default=False, verbose_name="cần ảnh sau khi xử lý"),
        ),
        migrations.AddField(
            model_name="photo",
            name="covered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="photo",
            name="covered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="covers",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="photo",
            name="edition",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="photo",
            name="position",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="photo",
            name="withheld",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("public", False), ("withheld", False), _connector="OR"),
                name="a_photo_that_is_withheld_is_not_public",
            ),
        ),
        migrations.AddField(
            model_name="stocksentence",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cases.agency",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddConstraint(
            model_name="stocksentence",
            constraint=models.UniqueConstraint(
                fields=("agency", "kind", "text"),
                name="an_agency_has_an_opening_or_closing_once",
                violation_error_message="Đã có câu ấy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stocksentence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency", None)),
                fields=("kind", "text"),
                name="an_opening_or_closing_of_all_stands_once",
                violation_error_message="Đã có câu ấy.",
            ),
        ),
        migrations.RunPython(stock, migrations.RunPython.noop),
    ]
