"""With the keyboard alone: from the top through every kind of page, in the order it is read."""

from itertools import pairwise

import pytest

from tests.keyboard import STOPS, walk
from tests.portal.conftest import BUSIEST, DESK, PHONE


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", sorted(BUSIEST.values()))
def test_every_stop_is_met_in_order_seen_and_marked(shown, name, screen):
    """In one column the order of the document is the order on the screen: no stop lies wholly above the one before."""
    met = walk(shown(name, screen=screen))
    assert [each["place"] for each in met] == list(range(len(met))), "each once, as the document has them"
    assert 'class="skip"' in met[0]["what"]
    assert [each["what"] for each in met if not each["seen"]] == []
    assert [each["what"] for each in met if not each["marked"]] == []
    if screen is PHONE:
        pairs = pairwise(each for each in met if each["inside"])
        above = [(before["what"], after["what"]) for before, after in pairs if after["end"] < before["begin"]]
        assert above == []


FOLDS = ["case-broken", "statistics", "news-piece"]


@pytest.mark.parametrize("name", FOLDS)
def test_a_fold_opens_and_closes_with_enter_and_with_space(shown, name):
    fold = shown(name).locator("details").first
    fold.locator("summary").focus()
    for key in ("Enter", "Space"):
        for is_open in (True, False):
            fold.page.keyboard.press(key)
            assert fold.evaluate("fold => fold.open") is is_open, key


@pytest.mark.parametrize("name", FOLDS)
def test_what_is_folded_away_is_no_stop(shown, name):
    page = shown(name)
    folded = page.evaluate("document.querySelectorAll('details:not([open]) > :not(summary) a[href]').length")
    before = page.evaluate(STOPS)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate(STOPS) == before + folded


def test_on_a_map_the_keyboard_does_not_stop_at_forty_wards(shown):
    """The table beside it has the same links."""
    page = shown("wards")
    assert page.locator("svg.map a").count() > 40
    assert not any("<path" in each["what"] for each in walk(page))
