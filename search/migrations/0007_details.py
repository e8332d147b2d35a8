"""What cases are narrowed by more rarely; every case that is findable already is handed to the search once more."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

AT_ONCE = 1000


def tell_again(apps, schema_editor):
    """Let the worker read the cases anew: what the new table holds stands in no other table of the search."""
    deliveries = apps.get_model("cases", "Delivery").objects
    known = apps.get_model("search", "SearchDocument").objects.order_by("pk")
    existing = apps.get_model("cases", "Case").objects.filter(pk__in=known.values("pk")).order_by("pk")
    now = timezone.now()
    rows = (
        deliveries.model(consumer="search", case_id=case_id, event_seq=0, created_at=now)
        for case_id in existing.values_list("pk", flat=True).iterator(AT_ONCE)
    )
    deliveries.bulk_create(rows, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    """Adds the table."""

    dependencies = [("search", "0006_timeliness"), ("cases", "0025_more_mails")]

    operations = [
        migrations.CreateModel(
            name="SearchDetail",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="search.searchdocument",
                    ),
                ),
                ("sent_at", models.BigIntegerField(null=True)),
                ("answered_at", models.BigIntegerField(null=True)),
                ("due_at", models.BigIntegerField(null=True)),
                ("days_late", models.PositiveIntegerField(null=True)),
                ("outcomes", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=20)),
                ("rating", models.CharField(blank=True, max_length=16)),
                ("returned", models.BooleanField()),
                ("photos", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sent_at", "document"], name="search_sent"),
                    models.Index(fields=["answered_at", "document"], name="search_answered"),
                    models.Index(fields=["due_at", "document"], name="search_due_day"),
                ],
            },
        ),
        migrations.RunPython(tell_again, migrations.RunPython.noop, elidable=True),
    ]
