"""Cells of the map: one request counts, a second reads the cases that are alone in theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Bool

from search.cells import EAST, LATE, NORTH, UNITS, Cell, Tally, cells_of, side
from search.document import Document
from search.engines.elastic.indices import Shelf
from search.engines.elastic.questions import matching, timeliness
from search.question import Question

MOST = 60_000  # cells; the server lets no request have more than 65,536
ROW = 1 << 26  # more than the units from pole to pole: x and y as one whole number
UNIT = f"(long) ((doc['{{}}'].value + (double) params.{{}}) * {UNITS}.0)"
LON, LAT = UNIT.format("lon", "east"), UNIT.format("lat", "north")
CELL = f"return ({LON} / params.side) * params.row + ({LAT} / params.side);"


def cells(shelf: Shelf, question: Question, at: int, zoom: int) -> tuple[Cell, ...]:
    """The cells of a question at `at` (microseconds)."""
    query = matching(question, at)
    query.filter = [*query.filter, Q("exists", field="lat")]
    search: Search[Any] = Search(using=shelf.client, index=shelf.live).query(query)
    search = search.extra(size=0, track_total_hits=False)
    params = {"east": EAST, "north": NORTH, "side": side(zoom), "row": ROW}
    counted: Any = A("terms", script={"source": CELL, "params": params}, value_type="long", size=MOST)
    late = Bool(should=[timeliness(kind, at) for kind in LATE], minimum_should_match=1)
    counted.bucket("late", A("filter", late))
    for name, unit in (("east_sum", LON), ("north_sum", LAT)):
        counted.metric(name, A("sum", script={"source": f"return {unit};", "params": params}))
    for name, kind, field in (
        ("west", "min", "lon"),
        ("south", "min", "lat"),
        ("east", "max", "lon"),
        ("north", "max", "lat"),
        ("first", "min", "case_id"),
    ):
        counted.metric(name, A(kind, field=field))
    search.aggs.bucket("cells", counted)
    tallies = [_tally(bucket) for bucket in search.execute().aggregations.to_dict()["cells"]["buckets"]]
    return cells_of(tallies, _documents(shelf, [tally.first for tally in tallies if tally.n == 1]))


def _tally(bucket: Mapping[str, Any]) -> Tally:
    x, y = divmod(int(bucket["key"]), ROW)
    told = {name: bucket[name]["value"] for name in ("west", "south", "east", "north")}
    whole = {name: int(bucket[name]["value"]) for name in ("east_sum", "north_sum", "first")}
    return Tally(x=x, y=y, n=bucket["doc_count"], late=bucket["late"]["doc_count"], **told, **whole)


def _documents(shelf: Shelf, case_ids: Sequence[int]) -> dict[int, Document]:
    if not case_ids:
        return {}
    found = shelf.client.mget(index=shelf.live, ids=[str(case_id) for case_id in case_ids], source=["document"])
    return {int(e["_id"]): Document.from_json(e["_source"]["document"]) for e in found["docs"] if e.get("found")}
