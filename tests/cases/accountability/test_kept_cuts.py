"""Files of figures by category, ward, month and source: kept, each at its own instant where counting is slow."""

from datetime import timedelta

import pytest

from cases.accountability import keeping, kept_cuts
from cases.accountability import present as present_module
from cases.accountability.cuts import cut_named
from cases.accountability.figure_rows import figure_rows
from cases.accountability.keeping import keep_figures
from cases.accountability.kept_cuts import AT_ONCE, KEPT, cut_parts
from cases.accountability.kept_values import decoded
from cases.models import KeptFigures
from tests.cases.accountability.city import NOW
from tests.factories import Walk

MINUTE = timedelta(minutes=1)
ADDRESSES = {"category": "linh-vuc", "ward": "phuong-xa", "month": "thang", "source": "nguon", "city": "thanh-pho"}
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("small_city"), pytest.mark.usefixtures("small_city")]


@pytest.fixture
def clock(monkeypatch, settings):
    """Now, which may be moved on; nothing is remembered between two readers but what is kept."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.FIGURES_AGE = 3_600
    now = [NOW]
    monkeypatch.setattr(present_module.timezone, "now", lambda: now[0])
    monkeypatch.setattr(keeping, "counted", lambda moment: [])  # what pages ask for is counted elsewhere
    return now


def kept():
    """The instant of each cut that is kept."""
    parts = KeptFigures.objects.get().parts
    return {name: decoded(parts[f"cut.{name}"]).at for name in KEPT}


def slow(monkeypatch):
    """Every look at the clock finds that counting has taken longer than all may take."""
    seconds = iter(range(0, 10**6, int(AT_ONCE) + 1))
    monkeypatch.setattr(kept_cuts, "monotonic", lambda: float(next(seconds)))


def test_where_counting_takes_no_time_all_are_as_new(clock, monkeypatch):
    monkeypatch.setattr(kept_cuts, "monotonic", lambda: 0.0)
    for minutes in (0, 1):
        keep_figures(NOW + minutes * MINUTE)
        assert set(kept().values()) == {NOW + minutes * MINUTE}


def test_where_it_takes_long_each_run_counts_the_oldest(clock, monkeypatch):
    """The first run all of them, for there is nothing to be kept; then one after the other, and round again."""
    slow(monkeypatch)
    keep_figures(NOW)
    assert kept() == dict.fromkeys(KEPT, NOW)
    Walk(at=NOW + MINUTE, ward="kim-long").accept().assign()
    instants = dict.fromkeys(KEPT, NOW)
    for run, name in enumerate((*KEPT, KEPT[0]), 1):
        keep_figures(NOW + run * MINUTE)
        told = decoded(KeptFigures.objects.get().parts[f"cut.{name}"])
        assert told == cut_parts(name, NOW + run * MINUTE)
        instants[name] = NOW + run * MINUTE
        assert kept() == instants


def test_counting_goes_on_until_its_second_is_over(clock, monkeypatch):
    keep_figures(NOW)
    looks = iter([100.0, 100.0 + AT_ONCE, 100.1 + AT_ONCE, 101.2 + AT_ONCE, 101.3 + AT_ONCE])
    monkeypatch.setattr(kept_cuts, "monotonic", lambda: next(looks))
    keep_figures(NOW + MINUTE)
    told = kept()
    assert [told[name] for name in KEPT] == [NOW + MINUTE, NOW + MINUTE, NOW, NOW, NOW]


def test_a_file_says_its_own_instant_and_what_was_counted_for_it(clock, client, monkeypatch):
    slow(monkeypatch)
    keep_figures(NOW)
    counted = {name: (NOW.isoformat(), figure_rows(cut_named(name, NOW), NOW)) for name in KEPT}
    Walk(at=NOW, ward="kim-long").accept().assign()
    at = clock[0] = NOW + MINUTE
    keep_figures(at)
    counted[KEPT[0]] = at.isoformat(), figure_rows(cut_named(KEPT[0], at), at)
    for name, address in ADDRESSES.items():
        told = client.get(f"/so-lieu/{address}.json").json()
        assert (told["at"], told["parts"]) == counted[name], name
    assert client.get("/so-lieu/don-vi.json").json()["at"] == clock[0].isoformat()


def test_what_is_older_than_a_turn_of_all_may_ever_take_is_counted_anew(clock, client, monkeypatch):
    slow(monkeypatch)
    keep_figures(NOW)
    for after, shown in ((50 * MINUTE, NOW), (51 * MINUTE, NOW + 51 * MINUTE)):
        clock[0] = NOW + after
        KeptFigures.objects.update(at=clock[0])
        assert client.get("/so-lieu/nguon.json").json()["at"] == shown.isoformat()
