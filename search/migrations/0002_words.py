"""The table of words, which Django's models cannot describe: FTS5 in SQLite, a tsvector in PostgreSQL."""

from django.db import migrations

from search.engines.embedded.words import dialect


def create(apps, schema_editor):
    """Make the table in the database's own way."""
    for statement in dialect(schema_editor.connection).CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    """Take the table away."""
    for statement in dialect(schema_editor.connection).DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Creates `search_words`."""

    dependencies = [("search", "0001_tables")]

    operations = [migrations.RunPython(create, drop, elidable=False)]
