"""In how many documents each word stands: SQLite's index tells it, PostgreSQL keeps a table of it."""

from django.db import migrations, models

from search.engines.embedded.words import dialect


def create(apps, schema_editor):
    """Make the table in the database's own way."""
    for statement in dialect(schema_editor.connection).VOCABULARY:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Take the table away."""
    schema_editor.execute("DROP TABLE search_vocabulary")


class Migration(migrations.Migration):
    """Creates `search_vocabulary`."""

    dependencies = [("search", "0007_details")]

    operations = [
        migrations.RunPython(create, drop, elidable=False),
        migrations.CreateModel(
            name="Vocabulary",
            fields=[
                ("term", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("doc", models.IntegerField()),
            ],
            options={"db_table": "search_vocabulary", "managed": False},
        ),
    ]
