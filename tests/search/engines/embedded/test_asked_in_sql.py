"""What the SQLite and the PostgreSQL engine each ask for a question: every condition, at its boundary."""

from datetime import UTC, date, datetime, timedelta

import pytest

from search.engines.embedded import counting, found, paging
from search.engines.embedded.cells import Units
from search.engines.embedded.expressions import expression
from search.engines.embedded.filters import among_found, matching
from search.engines.embedded.verdicts import with_timeliness
from search.engines.embedded.words import Score
from search.instants import micros
from search.models import FoundDocument, SearchDocument
from search.narrowing import Days, Flag, Narrowing, Near, Pick, Span
from search.question import Box, Facet, Question
from search.sorting import NEVER_LATE, Cursor, Sort
from tests.search.engines.embedded.as_sql import POSTGRESQL, SQLITE, conditions, noting, parts_of, whole

BOTH = pytest.mark.parametrize("vendor", [SQLITE, POSTGRESQL])
AT = micros(datetime(2026, 11, 25, 1, 0, tzinfo=UTC))  # Wednesday 08:00 in Huế
DAY = 86_400_000_000
#: The first instants of 25/11 and of 26/11/2026 in Huế.
MIDNIGHT = micros(datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
WEDNESDAY = date(2026, 11, 25)


def asked(vendor, **parts):
    return conditions(matching(Question(**parts), AT), vendor)


# --- days, box ------------------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, []),
        ({"since": WEDNESDAY}, ["accepted_at IS NOT NULL", f"listed_at >= {MIDNIGHT}"]),
        ({"until": WEDNESDAY}, ["accepted_at IS NOT NULL", f"listed_at < {MIDNIGHT + DAY}"]),
        (
            {"since": WEDNESDAY, "until": WEDNESDAY},
            ["accepted_at IS NOT NULL", f"listed_at >= {MIDNIGHT}", f"listed_at < {MIDNIGHT + DAY}"],
        ),
        (
            {"bbox": Box(west=107.5, south=16.25, east=107.75, north=16.5)},
            ["lat >= 16.25", "lat <= 16.5", "lon >= 107.5", "lon <= 107.75"],
        ),
        ({"choices": {Facet.STATE: ("answered", "reopened")}}, ["state IN (answered, reopened)"]),
        ({"choices": {Facet.STATE: ("withdrawn",)}}, ["state IN (withdrawn)"]),
        ({"sort": Sort.LATE, "page": 3}, []),  # order and place ask for nothing
    ],
    ids=["everything", "since", "until", "one day", "a box", "two states", "a state", "order and place"],
)
def test_days_are_the_citys_and_bounds_are_in_it(vendor, parts, expected):
    assert asked(vendor, **parts) == expected


@BOTH
@pytest.mark.parametrize("span", Span)
@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (Days(since=WEDNESDAY), [f">= {MIDNIGHT}"]),
        (Days(until=WEDNESDAY), [f"< {MIDNIGHT + DAY}"]),
        (Days(since=WEDNESDAY, until=WEDNESDAY), [f">= {MIDNIGHT}", f"< {MIDNIGHT + DAY}"]),
        (Days(), []),
    ],
    ids=["since", "until", "one day", "no bound"],
)
def test_other_days_are_asked_of_the_details(vendor, span, days, expected):
    found = asked(vendor, more=Narrowing(spans={span: days}))
    assert found == [f"search_searchdetail.{span.value}_at {bound}" for bound in expected]


# --- what is asked more rarely --------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"picks": {Pick.SOURCE: ("portal", "hue")}}, "search_searchdetail.source IN (hue, portal)"),
        ({"picks": {Pick.RATING: ("satisfied",)}}, "search_searchdetail.rating IN (satisfied)"),
        ({"picks": {Pick.OUTCOME: ("done",)}}, "(search_searchdetail.outcomes & 1) > 0"),
        ({"picks": {Pick.OUTCOME: ("done", "planned", "unknown")}}, "(search_searchdetail.outcomes & 37) > 0"),
        ({"picks": {Pick.OUTCOME: ("nobody knows",)}}, "(search_searchdetail.outcomes & 0) > 0"),  # finds nothing
        ({"flags": {Flag.RETURNED: True}}, "search_searchdetail.returned"),
        ({"flags": {Flag.PHOTOS: False}}, "NOT search_searchdetail.photos"),
    ],
)
def test_details_are_compared_with_what_is_chosen(vendor, more, expected):
    assert asked(vendor, more=Narrowing(**more)) == [expected]


@BOTH
@pytest.mark.parametrize(("days", "before"), [(1, MIDNIGHT), (2, MIDNIGHT - DAY), (31, MIDNIGHT - 30 * DAY)])
def test_who_runs_is_so_many_days_late_since_the_midnight_before(vendor, days, before):
    (condition,) = asked(vendor, more=Narrowing(late=days))
    running, __, settled = condition.rpartition(" OR ")
    assert settled == f"search_searchdetail.days_late >= {days}"
    stands, *others = sorted(parts_of(running), key=lambda part: not part.startswith("COALESCE"))
    assert stands.endswith("ELSE overdue END) IN (overdue, promise_broken)"), "never what is extended"
    assert sorted(others) == ["settled IS NULL", f"term_end < {before}"]


@BOTH
def test_what_is_near_lies_in_the_box_and_in_the_circle(vendor):
    near = Near(lat=60.0, lon=107.5, metres=200)  # where a degree to the east is half as long as one to the north
    north, east, square = asked(vendor, more=Narrowing(near=near))
    reach = 200 / 111_195
    for condition, name, middle, way in ((north, "lat", 60.0, reach), (east, "lon", 107.5, 2 * reach)):
        column, __, low, __, high = condition.split()
        assert column == name
        assert [float(low), float(high)] == pytest.approx([middle - way, middle + way], abs=2e-6)
        assert float(low) < middle - way, "the first look is never too narrow"
        assert float(high) > middle + way, "the first look is never too narrow"
    assert square.endswith(" <= 40000.0")
    assert square.count("(lat - 60.0) * 111195.0") == square.count("(lon - 107.5) * 55597.5") == 2


# --- choices that have names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facet", "of_sqlite", "of_postgresql"),
    [
        (
            Facet.WARD,
            "ward_id IN (SELECT U0.id AS pk FROM search_label U0 WHERE (U0.kind = ward AND U0.slug IN (a, b)))",
            "ward_id = ANY(ARRAY(SELECT U0.id AS pk FROM search_label U0 WHERE"
            " (U0.kind = ward AND U0.slug IN (a, b))))",
        ),
        (
            Facet.CATEGORY,
            "category_id IN (SELECT U0.id AS pk FROM search_label U0 WHERE (U0.kind = category AND U0.slug IN (a, b)))",
            "category_id = ANY(ARRAY(SELECT U0.id AS pk FROM search_label U0 WHERE"
            " (U0.kind = category AND U0.slug IN (a, b))))",
        ),
        (
            Facet.AGENCY,
            "case_id IN (SELECT V0.document_id AS document FROM search_searchdocumentagency V0 WHERE V0.agency_id IN"
            " (SELECT U0.id AS pk FROM search_label U0 WHERE (U0.kind = agency AND U0.slug IN (a, b))))",
            "case_id IN (SELECT V0.document_id AS document FROM search_searchdocumentagency V0 WHERE V0.agency_id"
            " = ANY(ARRAY(SELECT U0.id AS pk FROM search_label U0 WHERE (U0.kind = agency AND U0.slug IN (a, b)))))",
        ),
    ],
)
def test_a_name_is_looked_up_among_those_of_its_kind_and_postgresql_gets_an_array(facet, of_sqlite, of_postgresql):
    choices = {facet: ("a", "b")}
    assert asked(SQLITE, choices=choices) == [of_sqlite]
    assert asked(POSTGRESQL, choices=choices) == [of_postgresql]
    ignored = matching(Question(choices=choices), AT, ignoring=[facet])
    assert conditions(ignored, SQLITE) == conditions(ignored, POSTGRESQL) == []


STANDS = (
    "COALESCE(settled, CASE WHEN (term_end >= {0}) THEN in_term WHEN (limit_at >= {0}) THEN extended"
    " WHEN (broken_from < {0}) THEN promise_broken ELSE overdue END)"
)


@BOTH
@pytest.mark.parametrize("at", [0, AT, AT + 1])
def test_a_verdict_is_that_of_the_instant_asked_about(vendor, at):
    rows = matching(Question(choices={Facet.VERDICT: ("overdue", "answered_late")}), at)
    assert conditions(rows, vendor) == [f"{STANDS.format(at)} IN (answered_late, overdue)"]
    ignored = matching(Question(choices={Facet.VERDICT: ("overdue",)}), at, ignoring=[Facet.VERDICT])
    assert "CASE" not in whole(ignored, vendor)


# --- words ----------------------------------------------------------------------------------------------------------


IN_SQLITE = "case_id IN (SELECT U0.rowid AS pk FROM search_words U0 WHERE U0.search_words MATCH {})".format
IN_POSTGRESQL = "case_id IN (SELECT U0.rowid AS pk FROM search_words U0 WHERE U0.search_words @@ {}::tsquery)".format


NOT = "NOT ({})".format


@pytest.mark.parametrize(
    ("q", "of_sqlite", "of_postgresql"),
    [
        ("xe", [IN_SQLITE('"xe"')], [IN_POSTGRESQL("('xe')")]),
        ("xe tai", [IN_SQLITE('("xe" AND "tai")')], [IN_POSTGRESQL("(('xe') & ('tai'))")]),
        (
            "xe -tai",
            [IN_SQLITE('"xe"'), NOT(IN_SQLITE('"tai"'))],
            [IN_POSTGRESQL("('xe')"), NOT(IN_POSTGRESQL("('tai')"))],
        ),
        (
            '-xe -"tai nạn"',
            [NOT(IN_SQLITE('"xe"')), NOT(IN_SQLITE('("tai nan" AND "tai nan\u0323")'))],
            [NOT(IN_POSTGRESQL("('xe')")), NOT(IN_POSTGRESQL("('=tai' <-> 'nan\u0323')"))],
        ),
        ("", [], []),
        ("-", [], []),
    ],
    ids=["one", "two", "without one", "only without", "none", "a sign"],
)
def test_words_are_looked_for_in_each_language_and_those_unwanted_are_left_out(q, of_sqlite, of_postgresql):
    assert asked(SQLITE, q=q) == of_sqlite
    assert asked(POSTGRESQL, q=q) == of_postgresql


def test_where_the_score_is_wanted_too_the_words_are_joined_and_asked_once():
    rows = matching(Question(q="xe -tai"), AT, ranked=True)
    first, unwanted = conditions(rows, SQLITE)
    assert first == 'search_words.search_words MATCH "xe"'
    assert unwanted == NOT(IN_SQLITE('"tai"'))
    assert conditions(rows, POSTGRESQL)[0] == "search_words.search_words @@ ('xe')::tsquery"
    for vendor in (SQLITE, POSTGRESQL):
        assert "INNER JOIN search_words ON (case_id = search_words.rowid)" in whole(rows, vendor)
    assert conditions(matching(Question(), AT, ranked=True), SQLITE) == [], "without words there is nothing to join"


@pytest.mark.parametrize(
    ("vendor", "score"),
    [
        (SQLITE, "-search_words.rank AS key"),
        (POSTGRESQL, "ts_rank(search_words.search_words, (('xe') & ('tai'))::tsquery)::float8 AS key"),
    ],
)
def test_each_database_scores_in_its_own_way(vendor, score):
    question = Question(q="xe tai")
    rows = matching(question, AT, ranked=True).annotate(key=Score("words__entry", expression(question.wording)))
    assert score in whole(rows.values("key"), vendor)


# --- orders ---------------------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("sort", "key"),
    [
        (Sort.NEWEST, "listed_at AS key"),
        (Sort.OLDEST, "listed_at AS key"),
        (Sort.DUE, "due_order AS key"),
        (Sort.LATE, f"COALESCE((COALESCE(stopped_at, 77) - late_from), {NEVER_LATE}) AS key"),
    ],
)
def test_what_an_order_compares(vendor, sort, key):
    rows = paging._keyed(SearchDocument.objects.all(), Question(sort=sort), 77)
    assert key in whole(rows, vendor)


@BOTH
@pytest.mark.parametrize(
    ("descending", "expected"),
    [
        (True, ["listed_at <= 5", "(listed_at < 5 OR case_id < 9)"]),
        (False, ["listed_at >= 5", "(listed_at > 5 OR case_id > 9)"]),
    ],
)
def test_a_page_begins_beyond_the_last_row_though_others_share_its_key(vendor, descending, expected):
    rows = paging.beyond(SearchDocument.objects.all(), "listed_at", 5, 9, descending=descending)
    assert conditions(rows, vendor) == expected


PLACE = Cursor(key=5, case_id=9, at=77)


@pytest.mark.parametrize(
    ("sort", "place", "order", "limits"),
    [
        (Sort.NEWEST, {}, ("-key", "-case_id"), (0, 26)),
        (Sort.OLDEST, {}, ("key", "case_id"), (0, 26)),
        (Sort.DUE, {}, ("key", "case_id"), (0, 26)),
        (Sort.LATE, {}, ("-key", "-case_id"), (0, 26)),
        (Sort.NEWEST, {"page": 3}, ("-key", "-case_id"), (50, 76)),
        (Sort.NEWEST, {"size": 10, "page": 2}, ("-key", "-case_id"), (10, 21)),
        (Sort.NEWEST, {"after": PLACE}, ("-key", "-case_id"), (0, 26)),
        (Sort.NEWEST, {"before": PLACE}, ("key", "case_id"), (0, 26)),
        (Sort.OLDEST, {"before": PLACE}, ("-key", "-case_id"), (0, 26)),
        (Sort.LATE, {"before": PLACE, "size": 5}, ("key", "case_id"), (0, 6)),
    ],
)
def test_a_page_is_read_in_its_direction_and_one_row_beyond(monkeypatch, sort, place, order, limits):
    seen = []

    class Read(list):
        """What is asked of the rows."""

        def order_by(self, *names):
            seen.append(names)
            return self

        def values_list(self, *names):
            return self

        def __getitem__(self, part):
            seen.append((part.start, part.stop))
            return []

    monkeypatch.setattr(paging, "_keyed", lambda *__: Read())
    monkeypatch.setattr(paging, "beyond", lambda rows, *__, **___: rows)
    assert paging._rows(Question(sort=sort, **place), AT, AT) == ([], False)
    assert seen == [order, limits]


# --- counts ---------------------------------------------------------------------------------------------------------


@BOTH
def test_the_whole_list_is_counted_by_what_is_settled_and_what_runs(vendor):
    settled, running = counting._combinations(Question(choices={Facet.STATE: ("answered",)}), AT)
    assert conditions(settled, vendor) == ["settled IS NOT NULL"], "a facet's own choice counts afterwards"
    assert conditions(running, vendor) == ["settled IS NULL"]
    assert "settled AS kind" in whole(settled, vendor)
    assert "COALESCE" not in whole(running, vendor)
    assert f"CASE WHEN (term_end >= {AT}) THEN in_term" in whole(running, vendor).replace(
        f"WHEN term_end >= {AT}", f"WHEN (term_end >= {AT})"
    )


@BOTH
@pytest.mark.parametrize(
    "parts",
    [
        {"since": WEDNESDAY},
        {"bbox": Box(west=107, south=16, east=108, north=17)},
        {"choices": {Facet.AGENCY: ("a",)}},
        {"more": Narrowing(flags={Flag.PHOTOS: True})},
    ],
    ids=["days", "box", "agency", "photos"],
)
def test_a_part_of_the_list_is_looked_for_once(vendor, parts):
    (rows,) = counting._combinations(Question(**parts), AT)
    assert conditions(rows, vendor) == asked(vendor, **parts)
    assert "(category_id + 0)" in whole(rows, vendor), "so that no index of counts is walked"


@BOTH
def test_agencies_are_counted_without_their_own_choice(vendor):
    alone = counting._agencies(Question(choices={Facet.AGENCY: ("a",)}), AT)
    assert conditions(alone, vendor) == [], "all of them, without looking at documents"
    (among,) = conditions(counting._agencies(Question(choices={Facet.STATE: ("x",), Facet.AGENCY: ("a",)}), AT), vendor)
    assert among.endswith("WHERE U0.state IN (x))")
    assert "slug" not in among


@BOTH
def test_what_words_are_found_in_is_counted_by_days_and_choices(vendor):
    question = Question(q="xe", since=WEDNESDAY, choices={Facet.STATE: ("x",), Facet.VERDICT: ("overdue",)})
    table = FoundDocument._meta.db_table
    days = [f"{table}.accepted_at IS NOT NULL", f"{table}.listed_at >= {MIDNIGHT}"]
    state, verdict = f"{table}.state IN (x)", f"{table}.timeliness IN (overdue)"
    assert sorted(conditions(among_found(question), vendor)) == sorted([*days, state, verdict])
    assert conditions(among_found(question, ignoring=(Facet.STATE, Facet.VERDICT)), vendor) == days
    assert conditions(among_found(question.any_day(), ignoring=(Facet.STATE,)), vendor) == [verdict]


@pytest.mark.parametrize(("vendor", "once"), [(SQLITE, "AS ("), (POSTGRESQL, "AS MATERIALIZED (")])
def test_words_are_looked_for_once_for_all_counts(monkeypatch, vendor, once):
    connection = noting(vendor, [("kept",)])
    monkeypatch.setattr(found, "connection", connection)
    question = Question(q="xe", since=WEDNESDAY, choices={Facet.STATE: ("answered",)})
    counts = among_found(question).values_list("state")
    assert found.rows(question, AT, counts) == [("kept",)]
    ((sql, parameters),) = connection.told
    table = FoundDocument._meta.db_table
    head, __, tail = sql.partition(f') SELECT "{table}".')
    assert head.startswith(f'WITH "{table}" {once}SELECT ')
    assert 'listed_at" >=' not in head, "days are for the counts to heed"
    assert '"listed_at" >= %s' in tail
    assert parameters[-1] == "answered", "parameters of what is looked for come before those of what is counted"
    assert sql.count("%s") == len(parameters)
    assert "ORDER BY" not in head


# --- cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vendor", "expected"),
    [
        (SQLITE, "(CAST((lon + 180) * 100000.0 AS INTEGER) / 64) AS x"),
        (POSTGRESQL, "(CAST(FLOOR((lon + 180) * 100000.0) AS BIGINT) / 64) AS x"),
    ],
)
def test_a_unit_is_cut_off_and_never_rounded(vendor, expected):
    rows = SearchDocument.objects.annotate(x=Units("lon", shift=180, across=64)).values("x")
    assert expected in whole(rows, vendor)


@BOTH
def test_the_instant_of_a_verdict_stands_in_every_row_that_is_read(vendor):
    rows = with_timeliness(SearchDocument.objects.all(), AT + int(timedelta(days=1).total_seconds() * 1e6))
    assert whole(rows, vendor).count(str(AT + DAY)) == 3
