"""The tables of the embedded search: narrow rows to filter, count and order by; texts and words beside them.

Instants are whole microseconds (`search.instants`). Nothing here is a source of truth: `rebuild_search` makes it anew.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models.quick_json import QuickJSONField
from cases.rules.states import SeenState
from cases.rules.timeliness import Timeliness
from search.engines.embedded.words import WordsField


class Label(models.Model):
    """A choice of a facet that documents name: an agency, a category, a ward. Or a street, which is only suggested."""

    class Kind(models.TextChoices):
        """The facets whose choices come from documents, and streets."""

        AGENCY = "agency"
        CATEGORY = "category"
        WARD = "ward"
        STREET = "street"

    kind = models.CharField(max_length=8, choices=Kind)
    slug = models.CharField(max_length=120)  # of a street, its name in one spelling (`search.folding.marked`)
    name = models.CharField(max_length=255)
    #: What is compared with what somebody types (`search.completing.keyed`).
    key = models.CharField(max_length=300, default="")
    #: In how many documents it stands now, kept by whoever writes those.
    documents = models.IntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "slug"), name="a_choice_stands_once_in_its_facet"),)

    def __str__(self) -> str:
        return self.name


class SearchDocument(models.Model):
    """What a case is filtered, counted and ordered by. Kept narrow: counting reads every row of it."""

    case_id = models.BigIntegerField(primary_key=True)
    version = models.PositiveIntegerField()
    #: As the public sees it (SeenState).
    state = models.CharField(max_length=12)
    category = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+", db_index=False)
    ward = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    #: How its clock stands (Timeliness) where no instant can change it ("": ended at an unknown time); else null.
    settled = models.CharField(max_length=20, null=True)  # noqa: DJ001 - null is "depends on the instant", "" is none
    phase = models.CharField(max_length=12)
    stopped_at = models.BigIntegerField(null=True)
    term_end = models.BigIntegerField(null=True)
    limit_at = models.BigIntegerField(null=True)
    broken_from = models.BigIntegerField(null=True)
    accepted_at = models.BigIntegerField(null=True)
    listed_at = models.BigIntegerField()
    due_order = models.BigIntegerField()
    #: The month of acceptance in the city's zone, counted from the year 0; null without one.
    month = models.PositiveIntegerField(null=True)
    late_from = models.BigIntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    search_hidden = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(settled=None) | Q(settled__in=["", *(each.value for each in Timeliness)]),
                name="a_settled_verdict_is_known",
            ),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in SeenState]), name="document_state_is_known"),
            models.CheckConstraint(
                condition=Q(settled__isnull=False) | Q(stopped_at=None, term_end__isnull=False),
                name="an_unsettled_verdict_depends_on_the_instant",
            ),
        )
        indexes = (
            # Counts of the whole list come from these two alone; the second is about open clocks only.
            models.Index(fields=("state", "category", "ward", "settled"), name="search_count_settled"),
            models.Index(
                fields=("state", "category", "ward", "term_end", "limit_at", "broken_from"),
                condition=Q(settled=None),
                name="search_count_open",
            ),
            models.Index(fields=("month",), name="search_month"),
            models.Index(fields=("listed_at", "case_id"), name="search_newest"),
            models.Index(fields=("due_order", "case_id"), name="search_due"),
            # All that cells of the map and counts within a box read: fetching the rows takes three times as long.
            models.Index(
                fields=(
                    *("lat", "lon", "state", "category", "ward"),
                    *("settled", "term_end", "limit_at", "broken_from", "case_id"),
                ),
                name="search_map",
            ),
            models.Index(fields=("category", "listed_at"), name="search_category_newest"),
            models.Index(fields=("ward", "listed_at"), name="search_ward_newest"),
        )

    def __str__(self) -> str:
        return f"case {self.case_id}"


class FoundDocument(models.Model):
    """A document in which words were found, while one statement counts them (`search.engines.embedded.found`)."""

    case_id = models.BigIntegerField(primary_key=True)
    state = models.CharField(max_length=12)
    category_id = models.BigIntegerField()
    ward_id = models.BigIntegerField(null=True)
    timeliness = models.CharField(max_length=20)
    month = models.PositiveIntegerField(null=True)
    accepted_at = models.BigIntegerField(null=True)
    listed_at = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "search_found"

    def __str__(self) -> str:
        return f"case {self.case_id}"


class SearchDocumentAgency(models.Model):
    """One agency that handles a case."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="+", db_index=False)
    agency = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "agency"), name="an_agency_stands_once_in_a_document"),
        )
        indexes = (models.Index(fields=("agency", "document"), name="search_agency"),)

    def __str__(self) -> str:
        return f"case {self.document_id}: {self.agency_id}"


class SearchDocumentStreet(models.Model):
    """A street that the place of a case names."""

    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="+", db_index=False)
    street = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document", "street"), name="a_street_stands_once_in_a_document"),
        )

    def __str__(self) -> str:
        return f"case {self.document_id}: {self.street_id}"


class SearchDetail(models.Model):
    """What a case is narrowed by more rarely: joined where it is asked for, and read by no other question."""

    document = models.OneToOneField(SearchDocument, on_delete=models.CASCADE, primary_key=True, related_name="detail")
    sent_at = models.BigIntegerField(null=True)
    answered_at = models.BigIntegerField(null=True)
    due_at = models.BigIntegerField(null=True)
    #: By how many days it is late where no instant can change that any more; null elsewhere, and where it is not.
    days_late = models.PositiveIntegerField(null=True)
    #: One bit an outcome (`search.engines.embedded.details.BITS`).
    outcomes = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=20)
    rating = models.CharField(max_length=16, blank=True)
    returned = models.BooleanField()
    photos = models.BooleanField()
    begun_at = models.BigIntegerField(null=True)
    #: After how many whole days the present round was answered; null where it is not, or nobody knows.
    took_days = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("sent_at", "document"), name="search_sent"),
            models.Index(fields=("answered_at", "document"), name="search_answered"),
            models.Index(fields=("due_at", "document"), name="search_due_day"),
            models.Index(fields=("begun_at", "document"), name="search_begun"),
        )

    def __str__(self) -> str:
        return f"details of case {self.document_id}"


class SearchText(models.Model):
    """What a row of the list shows: the document itself, as JSON."""

    document = models.OneToOneField(SearchDocument, on_delete=models.CASCADE, primary_key=True, related_name="text")
    data = QuickJSONField()

    def __str__(self) -> str:
        return f"text of case {self.document_id}"


class SearchWords(models.Model):
    """The words of a document: an FTS5 table in SQLite, a tsvector in PostgreSQL, both made by a migration.

    `entry` is compared with `entry__matches=…`; rows are written by the engine.
    """

    document = models.OneToOneField(
        SearchDocument,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_column="rowid",
        related_name="words",
        db_constraint=False,
    )
    entry = WordsField(db_column="search_words")

    class Meta:
        managed = False
        db_table = "search_words"

    def __str__(self) -> str:
        return f"words of case {self.document_id}"


class Vocabulary(models.Model):
    """In how many documents a word stands, folded or marked: a view into the index in SQLite, a table in PostgreSQL."""

    term = models.CharField(max_length=64, primary_key=True)
    doc = models.IntegerField()

    class Meta:
        managed = False
        db_table = "search_vocabulary"

    def __str__(self) -> str:
        return self.term


class StaffWords(models.Model):
    """The words of cases that are not public, for the staff's own lists: no public question ever reaches this table."""

    case_id = models.BigIntegerField(primary_key=True, db_column="rowid")
    entry = WordsField(db_column="search_staff_words")

    class Meta:
        managed = False
        db_table = "search_staff_words"

    def __str__(self) -> str:
        return f"words of case {self.case_id}"


class AnswerKey(models.Model):
    """A key under which a submitted version of an answer is found by others of nearly the same text.

    Versions that are gone leave keys behind that find nothing; `rebuild_search` clears them away.
    """

    key = models.BigIntegerField()
    version = models.BigIntegerField()
    case_id = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("version", "key"), name="a_key_stands_once_for_a_version_of_an_answer"),
        )
        # All that a lookup reads, so that it touches no row of the table.
        indexes = (models.Index(fields=("key", "version", "case_id"), name="search_answer_key"),)

    def __str__(self) -> str:
        return f"version {self.version}"


class SearchState(models.Model):
    """One row: how often what is findable has changed, and how many documents there are now.

    Whoever writes locks it first, so writers take turns. Counting documents takes longer than finding words in them.
    """

    ONLY: ClassVar[int] = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    generation = models.PositiveBigIntegerField(default=0)
    documents = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="there_is_one_search_state"),)

    def __str__(self) -> str:
        return f"generation {self.generation}"
