"""A server in memory that answers what the engine asks of Elasticsearch, slowly and obviously, and nothing else.

What it takes in is found after a refresh, versions are compared, and a field that no mapping declares is refused: so
what is sent is held without a server. That the real one does the same, the same contract says where there is one.
"""

import re
from collections import Counter
from fnmatch import fnmatch
from types import SimpleNamespace

import orjson
import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig
from elasticsearch import NotFoundError

from search.engines.base import EngineAwayError
from search.engines.elastic import cells, paging, questions
from search.engines.elastic.mapping import ABOUT

MISSING = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}


def not_found():
    node = NodeConfig("http", "nowhere", 9200)
    meta = ApiResponseMeta(status=404, http_version="1.1", headers=HttpHeaders(), duration=0.0, node=node)
    return NotFoundError("index_not_found_exception", meta, MISSING)


def asked(server, name):
    """What was asked of it by one of its calls."""
    return [told for kind, told in server.asked if kind == name]


def reason(ask):
    """Why the engine cannot do something."""
    with pytest.raises(EngineAwayError) as told:
        ask()
    return told.value.reason


class Index:
    """Its documents as they are known, and as they are found since the last refresh; versions of those deleted."""

    def __init__(self, mappings):
        self.fields = set(mappings["properties"])
        self.kept = mappings["_source"]["includes"]
        self.known, self.found, self.deleted, self.aliases = {}, {}, {}, set()

    def refresh(self):
        self.found = dict(self.known)

    def source(self, entry):
        return {name: value for name, value in entry.items() if name in self.kept}

    def take(self, action, told, entry):
        """One operation of a bulk; what is answered for it."""
        name, version = told["_id"], told.get("version")
        if action == "update":
            if name not in self.known:
                return {"status": 404, "error": {"type": "document_missing_exception"}}
            before, old = self.known[name]
            self.known[name] = (before + 1, merged(old, entry["doc"]))
            return {"status": 200}
        newest = max(self.known.get(name, (0, {}))[0], self.deleted.get(name, 0))
        if told["version_type"] == "external_gte" and version < newest:
            return {"status": 409, "error": {"type": "version_conflict_engine_exception"}}
        if action == "delete":
            self.known.pop(name, None)
            self.deleted[name] = version
            return {"status": 200}
        strange = set(entry) - self.fields
        if strange:
            return {"status": 400, "error": {"type": "strict_dynamic_mapping_exception", "reason": f"{strange}"}}
        self.known[name] = (version, entry)
        return {"status": 201}


def merged(old, new):
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return {**old, **{name: merged(old.get(name), value) for name, value in new.items()}}


class Pretended:
    """The client of it: the calls that the engine makes. `asked` notes them, by name."""

    def __init__(self):
        self.kept, self.asked = {}, []
        self.indices = self

    def options(self, **how):
        self.asked.append(("options", how))
        return self

    def at(self, name):
        """The one index of a name or an alias."""
        (name,) = name if isinstance(name, list) else [name]
        for index_name, index in self.kept.items():
            if name == index_name or name in index.aliases:
                return index
        raise not_found()

    # --- indices ----------------------------------------------------------------------------------------------------

    def exists_alias(self, *, name):
        return any(name in index.aliases for index in self.kept.values())

    def get_alias(self, *, name):
        return {index_name: {} for index_name, index in self.kept.items() if name in index.aliases}

    def get_index(self, pattern):
        return [name for name in self.kept if fnmatch(name, pattern)]

    def create(self, *, index, mappings, settings, aliases, wait_for_active_shards):
        self.asked.append(("create", settings))
        self.kept[index] = Index(mappings)
        self.kept[index].aliases = set(aliases)

    def update_aliases(self, *, actions):
        for action in actions:
            ((kind, told),) = action.items()
            if kind == "add":
                self.kept[told["index"]].aliases.add(told["alias"])
            elif kind == "remove":
                self.kept[told["index"]].aliases.remove(told["alias"])
            else:
                del self.kept[told["index"]]

    def delete(self, *, index, ignore_unavailable):
        assert ignore_unavailable
        self.kept.pop(index, None)

    def refresh(self, *, index):
        self.at(index).refresh()

    # --- documents ---------------------------------------------------------------------------------------------------

    def index(self, *, index, id, document):
        self.at(index).known[id] = (1, document)

    def get(self, *, index, id=None, source_includes=(), realtime=True, expand_wildcards=""):
        if id is None:
            return self.get_index(index)
        self.asked.append(("get", id))
        try:
            __, entry = self.at(index).known.get(id, (0, {}))
        except NotFoundError:
            return SimpleNamespace(body=MISSING)
        names = {name.partition(".")[2] for name in source_includes}
        told = {name: value for name, value in entry.get(ABOUT, {}).items() if name in names}
        return SimpleNamespace(body={"found": bool(entry), "_source": {ABOUT: told}})

    def mget(self, *, index, ids, source):
        try:
            there = self.at(index)
        except NotFoundError:
            return {"docs": [{"_id": name, **MISSING} for name in ids]}
        found = [(name, there.known.get(name)) for name in ids]
        return {
            "docs": [
                {"_id": name, "found": True, "_version": held[0], **({"_source": held[1]} if source else {})}
                if held
                else {"_id": name, "found": False}
                for name, held in found
            ]
        }

    def bulk(self, *, index, operations, refresh, require_alias):
        assert require_alias
        self.asked.append(("bulk", refresh))
        try:
            there = self.at(index)
        except NotFoundError:
            there = None
        waiting, items = iter(operations), []
        for operation in waiting:
            ((action, told),) = operation.items()
            entry = None if action == "delete" else next(waiting)
            told_of = orjson.loads(entry) if isinstance(entry, bytes) else entry
            result = there.take(action, told, told_of) if there else MISSING
            items.append({action: result})
        if refresh and there:
            there.refresh()
        return {"errors": any("error" in result for item in items for result in item.values()), "items": items}

    def search(self, *, index, body, **how):
        there = self.at(index)
        self.asked.append(("search", body))
        found = [(entry, score) for __, entry in there.found.values() if (score := scored(body.get("query"), entry))[0]]
        keys = list(body.get("sort", []))
        placed = [(entry, [key_of(by, entry, score[1]) for by in keys]) for entry, score in found]
        for i, by in reversed(list(enumerate(keys))):
            placed.sort(key=lambda row, i=i: row[1][i], reverse=is_descending(by))
        if "search_after" in body:
            placed = [row for row in placed if is_beyond(row[1], body["search_after"], keys)]
        start = body.get("from", 0)
        hits = [
            {"sort": sort, "_source": there.source(entry), "fields": {"version": [entry.get("version")]}}
            for entry, sort in placed[start : start + body.get("size", 10)]
        ]
        told = {"hits": {"hits": hits}}
        if body.get("track_total_hits", False):
            told["hits"]["total"] = {"value": len(found)}
        if "aggs" in body:
            told["aggregations"] = counted(body["aggs"], [entry for entry, __ in found])
        return SimpleNamespace(body=told)

    def msearch(self, *, index, searches):
        return {"responses": [self.search(index=index, body=body).body for body in searches[1::2]]}


# --- orders ----------------------------------------------------------------------------------------------------------


def is_descending(by):
    ((__, how),) = by.items() if isinstance(by, dict) else [(by, "asc")]
    return (how["order"] if isinstance(how, dict) else how) == "desc"


def key_of(by, entry, score):
    ((name, how),) = by.items() if isinstance(by, dict) else [(by, "asc")]
    if name == "_score":
        return score
    return scripted(how["script"], entry) if name == "_script" else entry[name]


def is_beyond(sort, place, keys):
    for i, by in enumerate(keys):
        if sort[i] != place[i]:
            return (sort[i] < place[i]) is is_descending(by)
    return False


# --- queries ---------------------------------------------------------------------------------------------------------


def scored(query, entry):
    """Whether an entry fits a query, and what its optional parts add."""
    if query is None:
        return True, 0.0
    ((kind, told),) = query.items()
    if kind != "bool":
        return holds(query, entry), 0.0
    adds = [part["constant_score"] for part in told.get("should", []) if "constant_score" in part]
    return holds(query, entry), sum(part["boost"] for part in adds if holds(part["filter"], entry))


def holds(query, entry):
    ((kind, told),) = query.items()
    if kind == "bool":
        parts = [holds(part, entry) for part in told.get("should", [])]
        least = told.get("minimum_should_match", 0 if "filter" in told else min(1, len(parts)))
        all_hold = all(holds(part, entry) for part in told.get("filter", []))
        return all_hold and sum(parts) >= least and not any(holds(part, entry) for part in told.get("must_not", []))
    if kind == "constant_score":
        return holds(told["filter"], entry)
    if kind == "script":
        return scripted(told["script"], entry)
    if kind == "exists":
        return entry.get(told["field"]) is not None
    ((field, wanted),) = told.items()
    texts = values_of(entry, field)
    if kind == "range":
        return any(compared(value, wanted) for value in texts)
    if kind == "match_phrase":
        return any(f" {wanted} " in f" {text} " for text in texts)
    words = {word for text in texts for word in (text.split() if is_text(field) else [text])}
    if kind == "prefix":
        return any(word.startswith(wanted) for word in words)
    return bool(words & set(wanted if kind == "terms" else [wanted]))


def is_text(field):
    return field.removesuffix("_marked") in {"words", "title", "place", "names", "text", "answer"}


def values_of(entry, field):
    value = entry.get(field)
    return [] if value is None else value if isinstance(value, list) else [value]


def compared(value, bounds):
    signs = {"gte": value.__ge__, "lte": value.__le__, "lt": value.__lt__}
    return all(signs[sign](type(value)(bound)) for sign, bound in bounds.items())


def scripted(script, entry):
    """The scripts there are, by their text: another text is another script, which nobody knows."""
    return {
        questions.WITHIN: within,
        paging.LATE_BY.strip(): lambda entry, at: entry["late_by"] if "late_by" in entry else at - entry["late_from"],
        cells.CELL: lambda entry, side, row, **by: (
            unit(entry, "lon", **by) // side * row + unit(entry, "lat", **by) // side
        ),
        f"return {cells.LON};": lambda entry, side, row, **by: unit(entry, "lon", **by),
        f"return {cells.LAT};": lambda entry, side, row, **by: unit(entry, "lat", **by),
    }[script["source"]](entry, **script["params"])


def within(entry, lat, lon, up, right, square):
    north, east = (entry["lat"] - lat) * up, (entry["lon"] - lon) * right
    return north * north + east * east <= square


def unit(entry, name, east, north):
    return int((entry[name] + (east if name == "lon" else north)) * 100_000.0)


# --- counts ----------------------------------------------------------------------------------------------------------


def counted(asked, entries):
    return {name: one_count(told, entries) for name, told in asked.items()}


def one_count(told, entries):
    inner = told.get("aggs", {})
    ((kind, how),) = [(name, value) for name, value in told.items() if name != "aggs"]
    if kind in ("min", "max"):
        return {"value": {"min": min, "max": max}[kind](entry[how["field"]] for entry in entries)}
    if kind == "sum":
        return {"value": float(sum(scripted(how["script"], entry) for entry in entries))}
    if kind == "filter":
        return bucket([entry for entry in entries if holds(how, entry)], inner)
    if kind == "filters":
        parts = how["filters"].items()
        return {"buckets": {name: bucket([e for e in entries if holds(query, e)], inner) for name, query in parts}}
    of = {id(e): set([scripted(how["script"], e)] if "script" in how else values_of(e, how["field"])) for e in entries}
    numbers = Counter(value for values in of.values() for value in values)
    wanted = [value for value in numbers if "include" not in how or re.fullmatch(how["include"], value)]
    ranked = sorted(wanted, key=lambda value: (-numbers[value], value))[: how["size"]]
    return {
        "buckets": [{"key": value, **bucket([e for e in entries if value in of[id(e)]], inner)} for value in ranked]
    }


def bucket(entries, inner):
    return {"doc_count": len(entries), **counted(inner, entries)} if entries or inner else {"doc_count": 0}
