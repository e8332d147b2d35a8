"""The contract of engines: names by how they begin, and months of acceptance."""

from datetime import date, timedelta

from search.completing import Kind
from search.document import Named
from search.question import Facet, Question
from tests.search.documents import CITY_LIGHTS, DAY, HOUR, KIM_LONG, LIGHTS, NOW, PHU_XUAN, ROADS, document
from tests.search.engines.asking import Asks

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


class NamesChoices(Asks):
    """What is suggested to who types."""

    def named(self, engine, typed):
        return {(name.kind, name.value, name.name, name.count) for name in engine.names(typed.split())}

    def test_names_are_found_by_words_that_follow_each_other_and_are_counted(self, engine):
        street = {"place": "Kiệt 42 Nguyễn Phúc Tần"}
        engine.put(
            [
                document(1, **street),
                document(2, **street, ward=PHU_XUAN),
                document(3, place="Số 7 Nguyễn phúc Tần và Nguyễn Phúc Tần"),
                document(4, place="NGUYỄN PHÚC TẦN", ward=None, agencies=()),
                document(5, place="Nguyễn Phúc Thái", category=ROADS),
            ]
        )
        phuc_tan = (Kind.STREET, "Nguyễn Phúc Tần", "Nguyễn Phúc Tần", 4)
        assert self.named(engine, "nguyen phuc ta") == {phuc_tan}
        assert self.named(engine, "phuc t") == {phuc_tan}, "one case alone tells of no street"
        kim_long = (Kind.WARD, KIM_LONG.slug, KIM_LONG.name, 3)
        assert self.named(engine, "kim lo") == {kim_long}
        assert self.named(engine, "phuon") == {kim_long, (Kind.WARD, PHU_XUAN.slug, PHU_XUAN.name, 1)}
        lights = (Kind.CATEGORY, LIGHTS.slug, LIGHTS.name, 4)
        assert self.named(engine, "chieu s") == {lights, (Kind.AGENCY, CITY_LIGHTS.slug, CITY_LIGHTS.name, 4)}
        for nothing in ("long kim", "kim l long", "im long", "khongco"):
            assert self.named(engine, nothing) == set(), nothing
        assert engine.names(["chieu"])[0].kind in (Kind.AGENCY, Kind.CATEGORY)

    def test_what_is_gone_or_renamed_is_not_named_any_more(self, engine):
        engine.put([document(n, place="Ngõ 3 Bí Mật Lộ") for n in (1, 2, 3)])
        assert {kind for kind, *__ in self.named(engine, "bi mat")} == {Kind.STREET}
        engine.put([document(1, place="", ward=PHU_XUAN, version=2)])
        assert self.named(engine, "bi mat") == set()
        assert self.named(engine, "kim long") == {(Kind.WARD, KIM_LONG.slug, KIM_LONG.name, 2)}
        engine.put([document(2, place="Ngõ 3 Bí Mật Lộ", ward=Named(KIM_LONG.slug, "Phường Kim Phụng"), version=2)])
        assert self.named(engine, "kim long") == set()
        assert self.named(engine, "kim phu") == {(Kind.WARD, KIM_LONG.slug, "Phường Kim Phụng", 2)}
        engine.remove([1, 2, 3, 9])
        for gone in ("kim phung", "phu xuan", "chieu sang", "bi mat"):
            assert self.named(engine, gone) == set()

    def test_months_are_those_of_the_city_and_counted_without_the_days_asked_for(self, engine):
        turn = NOW - 8 * HOUR - 24 * DAY  # 01/11/2026, 00:00 in Huế
        at = [turn - timedelta(microseconds=1), turn, NOW, None]
        engine.put([document(n, accepted_at=instant, ward=PHU_XUAN) for n, instant in enumerate(at, 1)])
        engine.put([document(9, accepted_at=turn - DAY)])
        whole = {OCTOBER: 2, NOVEMBER: 2}
        assert engine.count(Question(), NOW).months == whole
        assert list(engine.count(Question(), NOW).months) == [OCTOBER, NOVEMBER]
        lately = engine.count(Question(since=NOVEMBER, until=date(2026, 11, 24)), NOW)
        assert (lately.months, lately.total) == (whole, 1)
        assert lately.facets[Facet.WARD][0].count == 1
        choices = {Facet.WARD: (PHU_XUAN.slug,)}
        narrowed = engine.count(Question(q="den", since=NOVEMBER, choices=choices), NOW)
        assert (narrowed.months, narrowed.total) == ({OCTOBER: 1, NOVEMBER: 2}, 2)
        assert engine.count(Question(q="khongco"), NOW).months == {}
        engine.put([document(9, accepted_at=NOW, version=2)])
        assert engine.count(Question(), NOW).months == {OCTOBER: 1, NOVEMBER: 3}
