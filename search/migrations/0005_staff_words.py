"""The table of words of what is not public, made as that of the public words is."""

from django.db import migrations, models

import search.engines.embedded.words
from search.engines.embedded.words import dialect

TABLE = "search_staff_words"


def create(apps, schema_editor):
    """Make the table in the database's own way."""
    schema_editor.execute(dialect(schema_editor.connection).create(TABLE))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin ({TABLE})")


def drop(apps, schema_editor):
    """Take the table away."""
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    """Creates `search_staff_words`; `rebuild_search` fills it with what waits already."""

    dependencies = [("search", "0004_weights")]

    operations = [
        migrations.CreateModel(
            name="StaffWords",
            fields=[
                ("case_id", models.BigIntegerField(db_column="rowid", primary_key=True, serialize=False)),
                ("entry", search.engines.embedded.words.WordsField(db_column=TABLE)),
            ],
            options={"db_table": TABLE, "managed": False},
        ),
        migrations.RunPython(create, drop, elidable=False),
    ]
