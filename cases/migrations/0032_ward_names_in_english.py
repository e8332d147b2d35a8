"""Names of wards in English say what they are at the end, as the others do: A Luoi 4 Commune."""

import re

from django.db import migrations

BEFORE = re.compile(r"Commune (?P<name>.+)")


def at_the_end(apps, schema_editor):
    """Only those as they came with the boundaries; what an editor has changed stays."""
    for ward in apps.get_model("cases", "Ward").objects.filter(name_en__startswith="Commune "):
        ward.name_en = BEFORE.sub(r"\g<name> Commune", ward.name_en)
        ward.save(update_fields=("name_en",))


class Migration(migrations.Migration):
    dependencies = [("cases", "0031_where_it_is")]

    operations = [migrations.RunPython(at_the_end, migrations.RunPython.noop)]
