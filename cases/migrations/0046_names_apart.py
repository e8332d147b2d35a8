from datetime import timedelta
from itertools import groupby

from django.db import migrations
from django.utils import timezone


def tell_apart(apps, schema_editor):
    """Of several names of one agency that no day began, the one that ended first stays the one from the start.

    Each other begins when the one before had ended; where nothing tells them apart, on its last day, else today: the
    page showed the first alone. The same name said twice is said once.
    """
    AgencyName = apps.get_model("cases", "AgencyName")
    rows = list(AgencyName.objects.filter(since=None).order_by("agency", "pk"))
    for agency, found in groupby(rows, key=lambda row: row.agency_id):
        begun = set(AgencyName.objects.filter(agency=agency).exclude(since=None).values_list("since", flat=True))
        first, *others = sorted(found, key=lambda row: (row.until is None, row.until or timezone.localdate()))
        said, ended = {(first.name, first.until)}, first.until
        for row in others:
            if (row.name, row.until) in said:
                row.delete()
                continue
            said.add((row.name, row.until))
            last = row.until or timezone.localdate()
            day = ended + timedelta(days=1) if ended is not None and ended != row.until else last
            while day in begun:
                day -= timedelta(days=1)
            begun.add(day)
            AgencyName.objects.filter(pk=row.pk).update(since=day)
            ended = row.until


class Migration(migrations.Migration):
    """Apart from the constraint: PostgreSQL alters no table in whose transaction rows were written."""

    dependencies = [
        ("cases", "0045_one_hand_of_before"),
    ]

    operations = [migrations.RunPython(tell_apart, migrations.RunPython.noop)]
