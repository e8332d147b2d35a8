"""What was opened again stands apart from what is in progress for the first time, in rows that are there already too."""

from django.db import migrations, models
from django.utils import timezone

KNOWN = "document_state_is_known"
AT_ONCE = 1000


def _reopened(apps):
    rounds = apps.get_model("cases", "Round").objects.filter(number__gt=1)
    documents = apps.get_model("search", "SearchDocument").objects
    return documents.filter(state="in_progress", pk__in=rounds.values("case"))


def tell_apart(apps, schema_editor):
    """Name them here at once, and let the worker hand them to the other engine."""
    found = list(_reopened(apps).order_by("pk").values_list("pk", flat=True))
    deliveries, now = apps.get_model("cases", "Delivery").objects, timezone.now()
    existing = set(apps.get_model("cases", "Case").objects.filter(pk__in=found).values_list("pk", flat=True))
    rows = (
        deliveries.model(consumer="search", case_id=pk, event_seq=0, created_at=now) for pk in found if pk in existing
    )
    deliveries.bulk_create(rows, batch_size=AT_ONCE)
    _reopened(apps).update(state="reopened")


def put_together(apps, schema_editor):
    """Give them back the state they share."""
    apps.get_model("search", "SearchDocument").objects.filter(state="reopened").update(state="in_progress")


class Migration(migrations.Migration):
    """Lets a row say "reopened", and no longer what is never public."""

    dependencies = [("search", "0011_documents"), ("cases", "0036_reopened_leaves_the_list")]

    operations = [
        migrations.RemoveConstraint(model_name="searchdocument", name=KNOWN),
        migrations.RunPython(tell_apart, put_together, elidable=True),
        migrations.AddConstraint(
            model_name="searchdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["in_progress", "reopened", "answered"])), name=KNOWN
            ),
        ),
    ]
