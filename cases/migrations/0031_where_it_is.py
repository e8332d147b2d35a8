from django.db import migrations, models

REASONS = (
    ("chua-ghi", "Lúc đầu chưa rõ ở đâu", "Not known at first"),
    ("ghi-nham", "Ghi nhầm khi tiếp nhận", "Entered wrongly"),
    ("nguoi-gui-noi-lai", "Người gửi nói lại nơi xảy ra", "The reporter said where it is"),
    ("da-den-xem", "Đã đến xem tại chỗ", "Somebody went to look"),
)


def reasons(apps, schema_editor):
    """The codes that a corrected place quotes."""
    ReasonCode = apps.get_model("cases", "ReasonCode")
    ReasonCode.objects.bulk_create(
        ReasonCode(kind="place", code=code, label=label, label_en=label_en) for code, label, label_en in REASONS
    )


def no_reasons(apps, schema_editor):
    apps.get_model("cases", "ReasonCode").objects.filter(kind="place").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0030_search_outside"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reasoncode",
            name="kind",
            field=models.CharField(
                choices=[
                    ("decline", "Không tiếp nhận"),
                    ("return", "Trả lại"),
                    ("refuse", "Từ chối"),
                    ("extend", "Gia hạn"),
                    ("transfer", "Chuyển đơn vị"),
                    ("reopen", "Mở lại"),
                    ("keep", "Không mở lại"),
                    ("retract", "Huỷ duyệt"),
                    ("withdraw", "Rút khỏi trang"),
                    ("not_ours", "Không thuộc thẩm quyền"),
                    ("ask_higher", "Xin ý kiến cấp trên"),
                    ("rule", "Phân xử"),
                    ("appeal", "Khiếu nại"),
                    ("strike", "Che hoặc gạch lời"),
                    ("place", "Sửa nơi xảy ra"),
                ],
                max_length=12,
                verbose_name="quyết định",
            ),
        ),
        migrations.RunPython(reasons, no_reasons),
    ]
