"""Wagtail makes a workflow and its one step with English names, which editors then read on every list."""

from django.db import migrations

ENGLISH, VIETNAMESE = "Moderators approval", "Ban biên tập duyệt"


def rename(apps, schema_editor):
    """Both, where nobody has named them otherwise."""
    for name in ("Workflow", "Task"):
        apps.get_model("wagtailcore", name).objects.filter(name=ENGLISH).update(name=VIETNAMESE)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_name_of_menus"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
