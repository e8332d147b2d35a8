"""Names are counted and found by how they begin, cases by the month of their acceptance.

What is there is filled in; streets, which stand in no table of the search, come when the worker has read the cases once
more.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from search.completing import keyed
from search.instants import instant_of, micros

AT_ONCE = 1000


def count_names(apps, schema_editor):
    """Write down how names begin, and in how many documents each stands."""
    label = apps.get_model("search", "Label")
    for row in label.objects.order_by("pk").iterator(AT_ONCE):
        label.objects.filter(pk=row.pk).update(key=keyed(row.name))
    document = apps.get_model("search", "SearchDocument")
    agency = apps.get_model("search", "SearchDocumentAgency")
    for kind, model in (("category", document), ("ward", document), ("agency", agency)):
        held = model.objects.filter(**{kind: OuterRef("pk")}).order_by().values(kind).annotate(n=Count("*")).values("n")
        label.objects.filter(kind=kind).update(documents=Coalesce(Subquery(held), 0))


def fill_months(apps, schema_editor):
    """Write down each month, one after another: an index leads to its cases."""
    accepted = apps.get_model("search", "SearchDocument").objects.filter(accepted_at__isnull=False)
    ends = accepted.aggregate(first=Min("listed_at"), last=Max("listed_at"))
    if ends["first"] is None:
        return
    zone = ZoneInfo(settings.TIME_ZONE)
    day = instant_of(ends["first"]).astimezone(zone).date().replace(day=1)
    while (begins := _midnight(day, zone)) <= ends["last"]:
        after = (day + timedelta(days=31)).replace(day=1)
        within = accepted.filter(listed_at__gte=begins, listed_at__lt=_midnight(after, zone))
        within.update(month=day.year * 12 + day.month - 1)
        day = after


def _midnight(day: date, zone: ZoneInfo) -> int:
    return micros(datetime(day.year, day.month, day.day, tzinfo=zone))


def tell_again(apps, schema_editor):
    """Let the worker read the cases anew."""
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
    """Adds the columns and the table of streets."""

    dependencies = [("search", "0008_vocabulary"), ("cases", "0025_more_mails")]

    operations = [
        migrations.AddField("label", "key", models.CharField(default="", max_length=300)),
        migrations.AddField("label", "documents", models.IntegerField(default=0)),
        migrations.AlterField(
            "label",
            "kind",
            models.CharField(
                choices=[("agency", "Agency"), ("category", "Category"), ("ward", "Ward"), ("street", "Street")],
                max_length=8,
            ),
        ),
        migrations.AddField("searchdocument", "month", models.PositiveIntegerField(null=True)),
        migrations.CreateModel(
            name="SearchDocumentStreet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="search.searchdocument",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="search.label",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "street"), name="a_street_stands_once_in_a_document")
                ],
            },
        ),
        migrations.RunPython(count_names, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(fill_months, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex("searchdocument", models.Index(fields=["month"], name="search_month")),
        migrations.RunPython(tell_again, migrations.RunPython.noop, elidable=True),
    ]
