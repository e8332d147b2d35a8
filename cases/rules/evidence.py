"""Which answers must show a photo of the place after the work."""

from __future__ import annotations

#: Outcomes that tell of work at the place; all others have nothing to show that was not there before.
OF_WORK = frozenset({"done", "temporary"})


def lacks_after_photo(*, required: bool, kind: str, outcome: str, amends: bool, after_photos: int) -> bool:
    """True where the category asks for a photo after the work, the answer tells of work, and none is there.

    Opinions handle nothing, and an amendment stands beside an answer that has shown its own.
    """
    asked = required and kind == "handling" and not amends and outcome in OF_WORK
    return asked and after_photos == 0
