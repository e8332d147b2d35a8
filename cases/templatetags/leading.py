"""Whether a number leads to its cases."""

from cases.templatetags.clocks import fact

#: What a name is the sum of, where it is none of the counts themselves.
SUMS: dict[str, tuple[str, ...]] = {
    "headline": ("overdue", "promise_broken"),
    "past_due": ("overdue", "promise_broken", "extended"),
}


def leads(counts: object, name: str) -> bool:
    """False for a zero, and where the list behind the number (`listed`, if the counts have that) is not as long."""
    n, listed = _number(counts, name), fact(counts, "listed")
    return n > 0 and (listed is None or _number(listed, name) == n)


def _number(counts: object, name: str) -> int:
    return sum(int(fact(counts, part) or 0) for part in SUMS.get(name, (name,)))
