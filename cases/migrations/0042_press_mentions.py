import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0041_chart_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PressMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("publication", models.CharField(max_length=120, verbose_name="báo, đài")),
                ("title", models.CharField(max_length=250, verbose_name="tên bài")),
                (
                    "address",
                    models.URLField(
                        error_messages={"unique": "Bài ở địa chỉ này đã có trong danh mục."},
                        max_length=500,
                        unique=True,
                        verbose_name="địa chỉ",
                    ),
                ),
                ("day", models.DateField(verbose_name="ngày đăng")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("vi", "Tiếng Việt"),
                            ("en", "Tiếng Anh"),
                            ("fr", "Tiếng Pháp"),
                            ("", "Tiếng khác"),
                        ],
                        default="vi",
                        max_length=2,
                        verbose_name="ngôn ngữ của bài",
                    ),
                ),
                ("frozen_on", models.DateField(blank=True, null=True, verbose_name="ngày đã chốt")),
                ("published", models.BooleanField(default=False, verbose_name="đăng lên cổng")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="press",
                        to="cases.agency",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "báo chí dẫn lại",
                "verbose_name_plural": "báo chí dẫn lại",
                "ordering": ("-day", "-id"),
            },
        ),
        migrations.AddIndex(
            model_name="casepage",
            index=models.Index(
                condition=models.Q(("press", []), _negated=True), fields=["case"], name="pages_with_press"
            ),
        ),
    ]
