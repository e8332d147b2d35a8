"""Reads a dump as a stranger would: by its datapackage.json alone, and strictly by what that says."""

import csv
import gzip
import hashlib
import json
import re
from datetime import date, datetime

FORMULA = re.compile(r"'(?=[=+@\t\r-])")


def text(cell):
    """A cell's text without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return FORMULA.sub("", cell, count=1) if FORMULA.match(cell) else cell


TYPES = {
    "string": text,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}
JSON_TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "date": str, "datetime": str}


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8", newline="") if path.suffix == ".gz" else path.open(newline="")


def rows_of(folder, resource):
    """The rows as values of their types."""
    fields = resource["schema"]["fields"]
    with opened(folder / resource["path"]) as file:
        if resource["format"] == "jsonl":
            return [_checked(json.loads(line), fields) for line in file]
        head, *rows = csv.reader(file)
        assert head == [field["name"] for field in fields]
        return [
            {f["name"]: None if cell == "" else TYPES[f["type"]](cell) for f, cell in zip(fields, row, strict=True)}
            for row in rows
        ]


def _checked(row, fields):
    assert list(row) == [field["name"] for field in fields]
    for field in fields:
        value = row[field["name"]]
        assert value is None or isinstance(value, JSON_TYPES[field["type"]]), (field["name"], value)
        if value is not None and field["type"] in ("date", "datetime"):
            row[field["name"]] = TYPES[field["type"]](value)
        if value is not None and field["type"] == "number":
            row[field["name"]] = float(value)
    return row


def read(folder):
    """The package and every table, {name: {resource: rows}}; AssertionError where the dump breaks its own word.

    What Data Package 2.0 asks of a descriptor, and what its schemas ask of the data: types, required values, choices,
    unique keys, references; lengths and checksums; both formats the same rows.
    """
    package = json.loads((folder / "datapackage.json").read_bytes())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    names = [each["name"] for each in package["resources"]]
    assert len(names) == len(set(names))
    found = {}
    for each in package["resources"]:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each["name"])
        assert each["type"] == "table"
        data = (folder / each["path"]).read_bytes()
        assert len(data) == each["bytes"]
        assert each["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}", each["path"]
        rows = rows_of(folder, each)
        assert len(rows) == each["rows"]
        found.setdefault(each["table"], {})[each["name"]] = rows
        _hold(each["schema"], rows, each["name"])
    _refer(package, found)
    _same_in_both(package, found)
    _summed(folder, package)
    return package, found


def _hold(schema, rows, name):
    for field in schema["fields"]:
        asked = field.get("constraints", {})
        values = [row[field["name"]] for row in rows]
        assert field["description"], field["name"]
        assert field["description_en"], field["name"]
        if asked.get("required"):
            assert None not in values, (name, field["name"])
        if "enum" in asked:
            assert set(values) - {None} <= set(asked["enum"]), (name, field["name"], set(values))
    if key := schema.get("primaryKey"):
        keys = [tuple(row[part] for part in key) for row in rows]
        assert len(keys) == len(set(keys)), (name, key)
        assert not any(None in each for each in keys), (name, key)


def _refer(package, found):
    whole = {each["name"]: each["table"] for each in package["resources"]}
    for each in package["resources"]:
        for key in each["schema"].get("foreignKeys", ()):
            (own,), (other,) = key["fields"], key["reference"]["fields"]
            there = key["reference"]["resource"]
            known = {row[other] for row in found[whole[there]][there]}
            assert {row[own] for row in found[each["table"]][each["name"]]} - {None} <= known, (each["name"], own)


def _same_in_both(package, found):
    for each in package["resources"]:
        if each["format"] == "csv":
            rows = found[each["table"]]
            assert rows[each["name"]] == rows[f"{each['name']}-jsonl"], each["name"]


def _summed(folder, package):
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines()]
    assert {name for _, name in lines} == {*(each["path"] for each in package["resources"]), "README.md"}
    for told, name in lines:
        assert told == hashlib.sha256((folder / name).read_bytes()).hexdigest()


def all_rows(found, table):
    """The rows of a table, of all years."""
    return [row for name, rows in found[table].items() if not name.endswith("-jsonl") for row in rows]


def everything(above):
    """All that a folder of dumps says, unpacked."""
    files = [path for path in sorted(above.rglob("*")) if path.is_file()]
    told = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    return b"\n".join(told).decode()
