"""When the present round began, and after how many days it was answered; known cases are handed to the search again."""

from django.db import migrations, models
from django.utils import timezone

AT_ONCE = 1000


def tell_again(apps, schema_editor):
    """Let the worker read the cases anew: what the new columns hold stands in no other column."""
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
    dependencies = [
        ("search", "0013_found_documents"),
        ("cases", "0049_how_long_counting_took"),
    ]

    operations = [
        migrations.AddField("searchdetail", "begun_at", models.BigIntegerField(null=True)),
        migrations.AddField("searchdetail", "took_days", models.PositiveIntegerField(null=True)),
        migrations.AddIndex("searchdetail", models.Index(fields=["begun_at", "document"], name="search_begun")),
        migrations.RunPython(tell_again, migrations.RunPython.noop),
    ]
