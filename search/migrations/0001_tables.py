"""The tables of the embedded search; the table of words follows in the next migration."""

import django.db.models.deletion
from django.db import migrations, models

import search.engines.embedded.words

VERDICTS = ["", "in_term", "extended", "promise_broken", "overdue"]
STATES = ["received", "declined", "in_progress", "answered", "merged", "withdrawn"]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Label",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("agency", "Agency"), ("category", "Category"), ("ward", "Ward")], max_length=8
                    ),
                ),
                ("slug", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=255)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "slug"), name="a_choice_stands_once_in_its_facet"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchState",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("generation", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="there_is_one_search_state"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("case_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=12)),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="search.label"
                    ),
                ),
                (
                    "ward",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="search.label",
                    ),
                ),
                ("settled", models.CharField(max_length=16, null=True)),
                ("phase", models.CharField(max_length=12)),
                ("stopped_at", models.BigIntegerField(null=True)),
                ("term_end", models.BigIntegerField(null=True)),
                ("limit_at", models.BigIntegerField(null=True)),
                ("broken_from", models.BigIntegerField(null=True)),
                ("accepted_at", models.BigIntegerField(null=True)),
                ("listed_at", models.BigIntegerField()),
                ("due_order", models.BigIntegerField()),
                ("late_from", models.BigIntegerField(null=True)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("search_hidden", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "category", "ward", "settled"], name="search_count_settled"),
                    models.Index(
                        condition=models.Q(("settled", None)),
                        fields=["state", "category", "ward", "term_end", "limit_at", "broken_from"],
                        name="search_count_open",
                    ),
                    models.Index(fields=["listed_at", "case_id"], name="search_newest"),
                    models.Index(fields=["due_order", "case_id"], name="search_due"),
                    models.Index(fields=["lat", "lon"], name="search_point"),
                    models.Index(fields=["category", "listed_at"], name="search_category_newest"),
                    models.Index(fields=["ward", "listed_at"], name="search_ward_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("settled", None), ("settled__in", VERDICTS), _connector="OR"),
                        name="a_settled_verdict_is_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("state__in", STATES)), name="document_state_is_known"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled__isnull", False),
                            models.Q(("stopped_at", None), ("term_end__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_unsettled_verdict_depends_on_the_instant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchDocumentAgency",
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
                    "agency",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="search.label"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "document"], name="search_agency")],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "agency"), name="an_agency_stands_once_in_a_document"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="search.searchdocument",
                    ),
                ),
                ("data", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchWords",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        db_column="rowid",
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="search.searchdocument",
                    ),
                ),
                ("entry", search.engines.embedded.words.WordsField(db_column="search_words")),
            ],
            options={"db_table": "search_words", "managed": False},
        ),
    ]
