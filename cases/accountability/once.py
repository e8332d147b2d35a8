"""Where everything is counted together, the same count is made once, however many figures rest on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from asgiref.local import Local

P = ParamSpec("P")
T = TypeVar("T")

_made = Local()


@contextmanager
def each_count_once() -> Iterator[None]:
    """Within this block what was counted `once` is not counted again. Only for an instant, and nothing may change."""
    _made.counts = {}
    try:
        yield
    finally:
        del _made.counts


def once(count: Callable[P, T]) -> Callable[P, T]:
    """Let a count be made once by its arguments, all of them hashable; nobody may change what it gives."""

    @wraps(count)
    def counted(*args: P.args, **options: P.kwargs) -> T:
        counts: dict[Any, Any] | None = getattr(_made, "counts", None)
        if counts is None:
            return count(*args, **options)
        asked = (counted, args, tuple(sorted(options.items())))
        if asked not in counts:
            counts[asked] = count(*args, **options)
        found: T = counts[asked]
        return found

    return counted
