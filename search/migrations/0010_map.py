"""An index that holds all that cells of the map and counts within a box read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """In place of the one of points alone."""

    dependencies = [("search", "0009_names_and_months")]

    operations = [
        migrations.RemoveIndex(model_name="searchdocument", name="search_point"),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(
                fields=[
                    *("lat", "lon", "state", "category", "ward"),
                    *("settled", "term_end", "limit_at", "broken_from", "case_id"),
                ],
                name="search_map",
            ),
        ),
    ]
