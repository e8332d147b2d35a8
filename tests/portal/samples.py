"""What a sample of a page is, and how a context waits for the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy

in_the_readers_language = lazy(lambda sentence: sentence(), str)


class Fresh:
    """A value made anew whenever it is asked for anything, so that it speaks the reader's language."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        return getattr(self._make(), name)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A template with a context for it, and the address it would stand at."""

    template: str
    path: str
    context: Mapping[str, Any]
