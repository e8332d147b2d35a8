"""What Elasticsearch is asked, as one reads it: conditions in words instead of objects in objects."""

SIGNS = {"gte": ">=", "lte": "<=", "gt": ">", "lt": "<"}


def said(query):
    """A condition; KeyError for one that nobody has written a word for."""
    ((kind, told),) = (query if isinstance(query, dict) else query.to_dict()).items()
    return KINDS[kind](told)


def parts(query):
    """The conditions that all have to be met, in order."""
    return list(_all(query.to_dict()["bool"]))


def _all(told):
    yield from (said(part) for part in told.get("filter", []))
    if told.get("should"):
        yield _some(told)
    yield from (f"not {said(part)}" for part in told.get("must_not", []))
    assert set(told) <= {"filter", "should", "must_not", "minimum_should_match"}, told


def _some(told):
    least, among = told["minimum_should_match"], [said(part) for part in told["should"]]
    if least != 1:
        return f"{least} of ({', '.join(among)})"
    return among[0] if len(among) == 1 else f"({' | '.join(among)})"


def _bool(told):
    found = list(_all(told))
    return found[0] if len(found) == 1 else f"({' & '.join(found)})"


def _one(sign):
    def one(told):
        ((field, value),) = told.items()
        return f"{field} {sign} {value}"

    return one


def _range(told):
    ((field, bounds),) = told.items()
    return " & ".join(f"{field} {SIGNS[sign]} {bound}" for sign, bound in bounds.items())


def _script(told):
    params = told["script"]["params"]
    return "script " + ", ".join(f"{name} {params[name]:.6g}" for name in sorted(params))


KINDS = {
    "bool": _bool,
    "term": _one("is"),
    "terms": _one("in"),
    "match_phrase": _one("says"),
    "range": _range,
    "exists": lambda told: f"has {told['field']}",
    "script": _script,
    "constant_score": lambda told: f"{said(told['filter'])} adds {told['boost']}",
}
