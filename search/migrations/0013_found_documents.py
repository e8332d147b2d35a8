"""What words were found in has a name while one statement counts it; outside of it the name stands for nothing.

An empty view, so that what walks through all models (`dumpdata`) meets no missing table; it leans on no other table.
"""

from django.db import migrations, models

VIEW = """
    CREATE VIEW search_found AS SELECT
        CAST(NULL AS bigint) AS case_id, CAST(NULL AS varchar(12)) AS state, CAST(NULL AS bigint) AS category_id,
        CAST(NULL AS bigint) AS ward_id, CAST(NULL AS varchar(20)) AS timeliness, CAST(NULL AS integer) AS month,
        CAST(NULL AS bigint) AS accepted_at, CAST(NULL AS bigint) AS listed_at
    WHERE 1 = 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0012_reopened_apart"),
    ]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW search_found"),
        migrations.CreateModel(
            name="FoundDocument",
            fields=[
                ("case_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("state", models.CharField(max_length=12)),
                ("category_id", models.BigIntegerField()),
                ("ward_id", models.BigIntegerField(null=True)),
                ("timeliness", models.CharField(max_length=20)),
                ("month", models.PositiveIntegerField(null=True)),
                ("accepted_at", models.BigIntegerField(null=True)),
                ("listed_at", models.BigIntegerField()),
            ],
            options={
                "db_table": "search_found",
                "managed": False,
            },
        ),
    ]
