"""When an answer must show a photo of the place after the work: every combination, said out."""

from itertools import product

import pytest

from cases.rules.evidence import lacks_after_photo

pytestmark = pytest.mark.pure

KINDS = ("handling", "opinion", "follow_up")
OUTCOMES = ("done", "temporary", "planned", "not_as_reported", "not_possible", "unknown", "")


@pytest.mark.parametrize(("kind", "outcome"), list(product(KINDS, OUTCOMES)))
def test_only_work_of_a_handling_has_to_be_seen(kind, outcome):
    def lacks(**more):
        facts = {"required": True, "amends": False, "after_photos": 0, **more}
        return lacks_after_photo(kind=kind, outcome=outcome, **facts)

    assert lacks() is (kind == "handling" and outcome in ("done", "temporary"))
    assert not lacks(required=False)
    assert not lacks(amends=True)
    assert not lacks(after_photos=1)
