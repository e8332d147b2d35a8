"""Other weights for the table of words, where the database keeps them with the table."""

from django.db import migrations

from search.engines.embedded.words import dialect


def weigh(apps, schema_editor):
    """Let readings of a word that is typed without marks be told apart."""
    for statement in dialect(schema_editor.connection).WEIGH:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Weighs `search_words` anew."""

    dependencies = [("search", "0003_answer_keys")]

    operations = [migrations.RunPython(weigh, migrations.RunPython.noop, elidable=False)]
