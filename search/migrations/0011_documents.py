"""How many documents there are is kept: every question with words asks for it."""

from django.db import migrations, models


def count(apps, schema_editor):
    """Count them once."""
    documents = apps.get_model("search", "SearchDocument").objects.count()
    apps.get_model("search", "SearchState").objects.update(documents=documents)


class Migration(migrations.Migration):
    """Adds `documents`."""

    dependencies = [("search", "0010_map")]

    operations = [
        migrations.AddField(
            model_name="searchstate",
            name="documents",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
    ]
