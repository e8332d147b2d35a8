"""Figures counted ahead: what pages read is what they would have counted, in few queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command

from cases.accountability import keeping, pictures
from cases.accountability import present as present_module
from cases.accountability.agency_numbers import agency_numbers
from cases.accountability.case_counts import CaseCounts
from cases.accountability.durations import Took
from cases.accountability.frozen.freezing import freeze
from cases.accountability.keeping import Counting, keep_figures, keep_when_due
from cases.accountability.kept_values import decoded, encoded
from cases.accountability.present import present, standing_at
from cases.accountability.tallies import Load, loads
from cases.models import Agency, KeptFigures
from cases.rules.figures import Tally
from tests.cases.accountability.city import KIM_LONG, NOW
from tests.cases.accountability.counted_directly import kept_as_counted
from tests.factories import Walk

KIM_LONG_PAGE = "/don-vi/ubnd-phuong-kim-long/"
PAGES = ("/so-lieu/", "/don-vi/", "/qua-han/", "/phuong-xa/", "/linh-vuc/", "/da-go/", "/ton-dong/")
PAGES += (KIM_LONG_PAGE, "/linh-vuc/khac/", "/phuong-xa/phu-bai/", "/phan-anh/2026/", "/phan-anh/2026/03/", "/")
CUTS = ("linh-vuc", "phuong-xa", "thang", "nguon", "thanh-pho")
FILES = ("/so-lieu/don-vi.json", "/so-lieu/don-vi.csv", *(f"/so-lieu/{cut}.json" for cut in CUTS))
FILES += ("/so-lieu/thang.csv", "/phan-anh/2026.csv", f"{KIM_LONG_PAGE}theo-thang.csv")
FILES += ("/nhung/don-vi/ubnd-phuong-kim-long/", "/nhung/hom-nay/")
OF_MENUS = 2  # which are read anew where nothing is remembered
OF_WAGTAIL = 4  # site, page, its aliases, restrictions of views: what the front page asks before it asks for figures
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock(monkeypatch, settings):
    """Now, which may be moved on; nothing is remembered between two readers but what is kept."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    now = [NOW]
    monkeypatch.setattr(present_module.timezone, "now", lambda: now[0])
    monkeypatch.setattr(keeping, "monotonic", NOW.timestamp)  # counting takes no time here
    return now


@pytest.fixture
def at_once(monkeypatch):
    """Let counting find nothing, for tests that ask when it is done, and when what was found is shown."""
    monkeypatch.setattr(keeping, "counted", lambda moment: [])
    monkeypatch.setattr(keeping.kept_cuts, "counted_ahead", lambda now: [])


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        1.5,
        "chữ",
        datetime(2026, 3, 2, tzinfo=UTC),
        {1: Load(tally=Tally(open=3), oldest_start=datetime(2026, 3, 2, 1, 2, 3, 4, tzinfo=UTC)), None: Load()},
        {None: CaseCounts(open=1, overdue=1), 7: CaseCounts()},
        [{"place": 3, "verdict": "in_term", "n": 2}],
        (Took(median=None, p90=1 / 3),),
        {("Sở", "so"): date(2026, 3, 2)},
    ],
)
def test_values_come_back_as_they_were(value):
    assert decoded(encoded(value)) == value


@pytest.mark.parametrize("value", [object(), {1, 2}, [object()]])
def test_what_is_not_known_is_not_kept(value):
    with pytest.raises(TypeError):
        encoded(value)


@pytest.mark.django_db
@pytest.mark.xdist_group("small_city")
@pytest.mark.usefixtures("small_city", "clock")
class TestSmallCity:
    """The city of `a_city`."""

    def test_pages_say_the_same_in_few_queries(self, client, django_assert_max_num_queries):
        list(freeze([NOW.date() - timedelta(days=1)]))
        told = {page: client.get(page).getvalue() for page in (*PAGES, *FILES)}
        assert keep_figures(NOW) > 30
        for page, before in told.items():
            menus = OF_MENUS * (page in PAGES)
            with django_assert_max_num_queries(8 + menus + OF_WAGTAIL * (page == "/"), info=page):
                assert client.get(page).getvalue() == before, page
        assert "Mới quá hạn hôm nay" in told["/qua-han/"].decode()
        assert "Nắp cống vỡ" in told[KIM_LONG_PAGE].decode()

    def test_every_value_kept_is_the_one_counted(self):
        keep_figures(NOW)
        kept = KeptFigures.objects.get()
        counting = Counting(at=NOW, key="")
        with standing_at(counting):
            keeping.overdue_list(with_today=True)
            for page in (keeping.comparison, keeping.statistics, keeping.gone):
                page()
        for name, value in counting.noted.items():
            if name in kept.data:
                assert decoded(kept.data[name]) == value, name
        Walk(at=NOW - timedelta(days=400), ward="kim-long").accept().assign()
        known = kept_as_counted(NOW)
        assert {"parts.agency", "archive.2025", "archive.2026", "archive.2026.2", "archive.2026.3"} <= known
        assert {name.partition(".")[0] for name in known} == {
            *("agency", "load", "ward", "category", "archive", "parts", "cut")
        }
        assert {"loads", "city_took", "statistics.cases", "gone", "ward", "category"} <= kept.data.keys()

    @pytest.mark.usefixtures("at_once")
    def test_a_reader_takes_what_is_kept_and_another_name_is_counted(self):
        keep_figures(NOW)
        KeptFigures.objects.update(data={"loads": encoded({5: Load()})})
        moment = present()
        assert moment.remembered("loads", loads) == {5: Load()}
        assert moment.remembered("other", lambda at: at) == NOW

    def test_a_part_is_read_alone_and_what_is_not_kept_is_counted(self, django_assert_num_queries):
        keep_figures(NOW)
        kim_long = Agency.objects.get(source_name=KIM_LONG).pk
        kept = KeptFigures.objects.get().parts
        assert decoded(kept[f"agency.{kim_long}"]) == agency_numbers(NOW, kim_long)
        moment = present()
        with django_assert_num_queries(1):
            found = moment.remembered_part(f"agency.{kim_long}", lambda at: at)
        assert found == agency_numbers(NOW, kim_long)
        assert moment.remembered_part("agency.0", lambda at: at) == NOW

    @pytest.mark.usefixtures("at_once")
    def test_it_holds_for_a_minute_where_nothing_happens(self, clock):
        keep_figures(NOW)
        clock[0] = NOW + 59 * SECOND
        assert present().at == NOW
        clock[0] = NOW + 60 * SECOND
        assert present().at == clock[0]
        clock[0] = NOW - SECOND
        assert present().at == clock[0], "a clock was put back"

    @pytest.mark.usefixtures("at_once")
    def test_after_an_event_it_holds_as_long_as_is_set(self, clock, settings):
        keep_figures(NOW)
        KeptFigures.objects.update(seconds=7.5)
        Walk(at=NOW).accept()
        clock[0] = NOW + SECOND
        assert present().at == clock[0]
        settings.FIGURES_AGE = 30
        assert present().at == NOW
        clock[0] = NOW + 30 * SECOND
        assert present().at == clock[0]

    @pytest.mark.usefixtures("at_once")
    def test_what_takes_long_to_count_holds_until_the_next_is_there(self, clock, settings, monkeypatch):
        """It counts for 20 s, begins anew after 40 s and is ready after 60 s; by as much again it may be late."""
        settings.FIGURES_AGE = 30
        keep_when_due(NOW)
        KeptFigures.objects.update(seconds=20)
        Walk(at=NOW).accept()
        for after, shown in ((79, 0), (80, 80)):
            clock[0] = NOW + after * SECOND
            assert present().at == NOW + shown * SECOND
        monkeypatch.setattr(keeping, "monotonic", iter([100.0, 107.5]).__next__)
        for after, kept in ((39, 0), (40, 40)):
            keep_when_due(NOW + after * SECOND)
            assert KeptFigures.objects.get().at == NOW + kept * SECOND
        assert KeptFigures.objects.get().seconds == 7.5

    @pytest.mark.usefixtures("at_once")
    def test_of_two_counts_the_quicker_tells_how_long_counting_takes(self, monkeypatch):
        """One slow count decides nothing; where the city has grown, the second one tells."""
        for took, taken_for in ((20, 20), (900, 20), (30, 30), (40, 30), (50, 40)):
            monkeypatch.setattr(keeping, "monotonic", iter([100.0, 100.0 + took]).__next__)
            keep_figures(NOW)
            assert KeptFigures.objects.get().seconds == taken_for, took

    @pytest.mark.usefixtures("at_once")
    def test_however_long_counting_takes_readers_and_the_worker_wait_for_minutes_alone(self, clock, settings):
        settings.FIGURES_AGE = 60
        keep_figures(NOW)
        KeptFigures.objects.update(seconds=900)
        Walk(at=NOW).accept()
        for after, shown in ((599, 0), (600, 600)):
            clock[0] = NOW + after * SECOND
            assert present().at == NOW + shown * SECOND
        for after, kept in ((299, 0), (300, 300)):
            keep_when_due(NOW + after * SECOND)
            assert KeptFigures.objects.get().at == NOW + kept * SECOND

    @pytest.mark.usefixtures("at_once")
    def test_who_lets_figures_be_older_sees_older_ones(self, clock, settings):
        settings.FIGURES_AGE = 3_600
        keep_figures(NOW)
        KeptFigures.objects.update(seconds=900)
        Walk(at=NOW).accept()
        for after, shown in ((3_599, 0), (3_600, 3_600)):
            clock[0] = NOW + after * SECOND
            assert present().at == NOW + shown * SECOND

    def test_a_picture_of_an_agency_tells_the_instant_of_its_page(self, clock, settings):
        settings.FIGURES_AGE = 60
        keep_figures(NOW)
        before = pictures.agency("ubnd-phuong-kim-long")
        Walk(at=NOW).accept().assign(agency=Agency.objects.get(source_name=KIM_LONG))
        clock[0] = NOW + 59 * SECOND
        assert pictures.agency("ubnd-phuong-kim-long") == before
        clock[0] = NOW + 60 * SECOND
        assert pictures.agency("ubnd-phuong-kim-long") != before

    @pytest.mark.usefixtures("at_once")
    def test_the_worker_counts_when_it_is_due(self, settings):
        keep_when_due(NOW)
        assert not KeptFigures.objects.exists(), "a small city is counted at once"
        settings.FIGURES_AGE = 60
        keep_when_due(NOW)
        for after, kept in ((20, 0), (29, 0), (30, 30), (49, 30)):
            keep_when_due(NOW + after * SECOND)
            assert KeptFigures.objects.get().at == NOW + kept * SECOND, after
        Walk(at=NOW).accept()
        keep_when_due(NOW + 49 * SECOND)
        assert KeptFigures.objects.get().at == NOW + 30 * SECOND, "twenty seconds between two counts"
        keep_when_due(NOW + 50 * SECOND)
        assert KeptFigures.objects.get().at == NOW + 50 * SECOND


def test_nothing_is_kept_of_nothing(db, capsys):
    call_command("keep_figures")
    assert capsys.readouterr().err.strip() == "0 values kept."
    assert not KeptFigures.objects.exists()
    cache.clear()
