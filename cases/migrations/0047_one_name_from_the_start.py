from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0046_names_apart"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="agencyname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("since", None)),
                fields=("agency",),
                name="one_name_of_an_agency_was_borne_from_the_start",
                violation_error_message="Đơn vị này đã có một tên từ đầu: hãy ghi từ ngày nào.",
            ),
        ),
    ]
