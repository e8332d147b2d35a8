"""What every engine keeps: one class of tests, run on each of them."""

from datetime import timedelta

import pytest
from django.db import transaction

from search.engines.base import Ability, Choice
from search.question import PAGE_SIZE, Box, Facet, Question
from search.sorting import Sort
from tests.search.documents import (
    CITY_LIGHTS,
    DAY,
    HOUR,
    KIM_LONG,
    LIGHTS,
    NOW,
    PHU_XUAN,
    ROADS,
    WARD_OFFICE,
    answered,
    document,
)

MICROSECOND = timedelta(microseconds=1)


def ids(page):
    return [hit.document.case_id for hit in page.hits]


class EngineContract:
    """Subclasses give a fixture `engine`, empty at first."""

    def found(self, engine, q="", at=NOW, **parts):
        """The cases that answer a question, in order; the total has to agree."""
        question = Question(q=q, **parts)
        result = engine.ask(question, at)
        assert engine.totals([question], at) == (result.counts.total,)
        if result.counts.total <= PAGE_SIZE:
            assert len(result.page.hits) == result.counts.total
        return ids(result.page)

    def counted(self, engine, facet, at=NOW, **parts):
        """The choices of a facet as value → count."""
        return {choice.value: choice.count for choice in engine.count(Question(**parts), at).facets[facet]}

    # --- keeping ------------------------------------------------------------------------------------------------

    def test_nothing_is_found_in_nothing(self, engine):
        result = engine.ask(Question(), NOW)
        assert result.counts.total == 0
        assert result.page.hits == ()
        assert result.page.next is result.page.previous is None
        assert all(choices == () for choices in result.counts.facets.values())

    def test_what_is_put_is_found_whole(self, engine):
        given = document(
            7,
            lat=16.4,
            lon=107.5,
            answer="Đã thay bóng.",
            place="Số 145 Kim Long",
            sent_at=NOW - 3 * DAY,
            promised_on=NOW.date(),
            broken_from=NOW + DAY + MICROSECOND,
            agencies=(CITY_LIGHTS, WARD_OFFICE),
            round=2,
        )
        engine.put([given])
        (hit,) = engine.page(Question(), NOW).hits
        assert hit.document == given

    def test_put_again_replaces(self, engine):
        engine.put([document(1, title="Ngập nước", agencies=(CITY_LIGHTS, WARD_OFFICE), ward=KIM_LONG)])
        engine.put([document(1, version=2, title="Rác thải", agencies=(WARD_OFFICE,), ward=PHU_XUAN)])
        assert self.found(engine, "rac") == [1]
        assert self.found(engine, "ngap") == []
        assert self.counted(engine, Facet.AGENCY) == {WARD_OFFICE.slug: 1}
        assert self.counted(engine, Facet.WARD) == {PHU_XUAN.slug: 1}

    def test_the_same_version_replaces(self, engine):
        engine.put([document(1, version=3, title="Ngập nước")])
        engine.put([document(1, version=3, title="Rác thải")])
        assert self.found(engine, "rac") == [1]

    def test_an_older_version_never_wins(self, engine):
        engine.put([document(1, version=3, title="Ngập nước")])
        engine.put([document(1, version=2, title="Rác thải"), document(2, version=1)])
        assert self.found(engine, "ngap") == [1]
        assert self.found(engine, "rac") == []
        assert self.found(engine) == [2, 1]

    def test_the_newest_of_one_batch_wins(self, engine):
        engine.put([document(1, version=1, title="một"), document(1, version=3, title="ba"), document(1, version=2)])
        (hit,) = engine.page(Question(), NOW).hits
        assert hit.document.title == "ba"

    def test_what_is_removed_is_gone(self, engine):
        engine.put([document(n) for n in range(1, 5)])
        engine.remove([2, 3, 99])
        assert self.found(engine) == [4, 1]
        assert self.found(engine, "den") == [4, 1]
        assert self.counted(engine, Facet.AGENCY) == {CITY_LIGHTS.slug: 2}
        engine.put([document(2, title="Rác")])
        assert self.found(engine, "rac") == [2]
        assert 2 not in self.found(engine, "den")

    def test_what_is_known_can_be_listed(self, engine):
        engine.put([document(n) for n in (1, 3, 5, 8)])
        assert sorted(engine.known(3, 5)) == [3, 5]
        assert sorted(engine.known(6, 2**63 - 1)) == [8]
        engine.remove([3])
        assert sorted(engine.known(0, 5)) == [1, 5]

    def test_clear_forgets_everything(self, engine):
        engine.put([document(n) for n in range(1, 5)])
        engine.clear()
        assert self.found(engine) == []
        assert self.found(engine, "den") == []
        engine.put([document(2)])
        assert self.found(engine, "den") == [2]

    def test_settling_changes_nothing(self, engine):
        engine.put([document(n) for n in range(1, 5)])
        before = engine.ask(Question(q="den"), NOW)
        engine.settle()
        assert engine.ask(Question(q="den"), NOW) == before

    def test_every_change_shows_in_the_generation(self, engine):
        seen = [engine.generation()]
        for change in (
            lambda: engine.put([document(1)]),
            lambda: engine.put([document(1, version=2)]),
            lambda: engine.remove([1]),
            engine.clear,
        ):
            change()
            seen.append(engine.generation())
        assert len(set(seen)) == len(seen)
        assert engine.generation() == seen[-1]

    def test_a_rolled_back_transaction_leaves_nothing(self, engine):
        if Ability.TRANSACTIONS not in engine.abilities:
            pytest.xfail("this engine does not take part in transactions")
        engine.put([document(1)])
        before = engine.generation()
        with transaction.atomic():
            engine.put([document(2, title="Rác")])
            engine.remove([1])
            transaction.set_rollback(True)
        assert self.found(engine) == [1]
        assert self.found(engine, "rac") == []
        assert engine.generation() == before

    # --- words --------------------------------------------------------------------------------------------------

    @pytest.mark.parametrize(
        ("q", "cases"),
        [
            ("den duong", {1, 2, 3}),
            ("DEN DUONG", {1, 2, 3}),
            ("đèn đường", {1, 2}),
            ("duong den", {1, 2, 3}),
            ('"den duong"', {1, 3}),
            ('"đèn đường"', {1}),
            ("den -duong", {4}),
            ('den -"den duong"', {2, 4}),
            ("-den", {5}),
            ("thuan hoa", {1, 2}),
            ("Thuận Hòa", {1}),
            ("Thuận Hoà", {1}),
            ("Thuận Hóa", {2}),
            ('"Thuận Hoá"', {2}),
            ("kim long", {1, 2, 3, 4, 5}),
            ("ngap", {5}),
            ("thay", {4}),
            ("ref-3", {3}),
            ("a3", {3}),
            ("3", {3}),
            ("chiếu sáng cây xanh", {1, 2, 3, 4}),
            ("khongco", set()),
            ("den khongco", set()),
            ('"hong thuan"', set()),
            ("'; DROP TABLE -- \" * ( ) AND", set()),
        ],
    )
    def test_words(self, engine, q, cases):
        engine.put(
            [
                document(1, title="Đèn đường hỏng", text="Thuận Hòa"),
                document(2, title="Đường có đèn", text="Thuận Hoá"),
                document(3, title="den duong", text="toi"),
                document(4, title="Đen", text="", answer="Đã thay."),
                document(5, title="Ngập nước", agencies=(WARD_OFFICE,), category=ROADS),
            ]
        )
        assert set(self.found(engine, q)) == cases

    def test_no_phrase_crosses_from_one_text_to_the_next(self, engine):
        engine.put([document(1, title="một hai", place="ba bốn", text="năm sáu", answer="bảy")])
        assert (
            self.found(engine, '"hai ba"') == self.found(engine, '"sáu bảy"') == self.found(engine, '"bốn năm"') == []
        )
        assert self.found(engine, '"ba bốn"') == self.found(engine, '"nam sau"') == [1]

    def test_a_title_outranks_a_text_and_a_text_an_answer(self, engine):
        engine.put(
            [
                document(1, title="một", text="hai", answer="rác"),
                document(2, title="rác", text="hai", answer="ba"),
                document(3, title="một", text="rác", answer="ba"),
            ]
        )
        assert self.found(engine, "rac") == self.found(engine, "rác") == [2, 3, 1]

    def test_equals_in_relevance_follow_the_newer_case_first(self, engine):
        engine.put([document(n) for n in (2, 3, 1)])
        assert self.found(engine, "hỏng") == [3, 2, 1]

    def test_matches_are_highlighted_where_they_stand(self, engine):
        engine.put([document(1, title="Đèn đường hỏng", place="Đường Bà Triệu", text="Con đường tối")])
        (hit,) = engine.page(Question(q="duong -rac"), NOW).hits
        assert [f.text for f in hit.highlights.title if f.hit] == ["đường"]
        assert [f.text for f in hit.highlights.place if f.hit] == ["Đường"]
        assert [f.text for f in hit.highlights.excerpt if f.hit] == ["đường"]

    # --- filters and facets -------------------------------------------------------------------------------------

    @pytest.fixture
    def city(self, engine):
        """Five cases that differ in everything."""
        engine.put(
            [
                document(1),
                answered(2, ward=PHU_XUAN, category=ROADS),
                document(3, due_at=NOW - DAY, agencies=(CITY_LIGHTS, WARD_OFFICE)),
                document(4, due_at=NOW - DAY, limit_at=NOW + DAY, ward=None, agencies=()),
                document(5, due_at=NOW - 3 * DAY, limit_at=NOW - DAY, broken_from=NOW - DAY, category=ROADS),
            ]
        )
        return engine

    @pytest.mark.parametrize(
        ("choices", "cases"),
        [
            ({Facet.STATE: ("answered",)}, {2}),
            ({Facet.STATE: ("answered", "in_progress")}, {1, 2, 3, 4, 5}),
            ({Facet.STATE: ("withdrawn",)}, set()),
            ({Facet.VERDICT: ("in_term",)}, {1, 2}),
            ({Facet.VERDICT: ("overdue", "promise_broken")}, {3, 5}),
            ({Facet.VERDICT: ("extended",)}, {4}),
            ({Facet.AGENCY: (WARD_OFFICE.slug,)}, {3}),
            ({Facet.AGENCY: (WARD_OFFICE.slug, CITY_LIGHTS.slug)}, {1, 2, 3, 5}),
            ({Facet.AGENCY: ("khong-co",)}, set()),
            ({Facet.CATEGORY: (ROADS.slug,)}, {2, 5}),
            ({Facet.WARD: (PHU_XUAN.slug,)}, {2}),
            ({Facet.WARD: (KIM_LONG.slug,), Facet.CATEGORY: (LIGHTS.slug,)}, {1, 3}),
            ({Facet.WARD: (LIGHTS.slug,)}, set()),
        ],
    )
    def test_filters(self, city, choices, cases):
        assert set(self.found(city, choices=choices)) == cases

    def test_facets_are_counted_without_their_own_choices_only(self, city):
        chosen = {Facet.CATEGORY: (LIGHTS.slug,), Facet.VERDICT: ("overdue",)}
        assert self.counted(city, Facet.CATEGORY, choices=chosen) == {LIGHTS.slug: 1}
        assert self.counted(city, Facet.VERDICT, choices=chosen) == {"overdue": 1, "in_term": 1, "extended": 1}
        assert self.counted(city, Facet.AGENCY, choices=chosen) == {CITY_LIGHTS.slug: 1, WARD_OFFICE.slug: 1}
        assert self.counted(city, Facet.STATE) == {"in_progress": 4, "answered": 1}
        assert self.counted(city, Facet.AGENCY, choices={Facet.AGENCY: (WARD_OFFICE.slug,)}) == {
            CITY_LIGHTS.slug: 4,
            WARD_OFFICE.slug: 1,
        }

    def test_choices_come_most_frequent_first_and_with_their_names(self, city):
        facets = city.count(Question(choices={Facet.WARD: ("khong-co",)}), NOW).facets
        assert facets[Facet.WARD] == (
            Choice(value=KIM_LONG.slug, name=KIM_LONG.name, count=3, chosen=False),
            Choice(value=PHU_XUAN.slug, name=PHU_XUAN.name, count=1, chosen=False),
            Choice(value="khong-co", name="", count=0, chosen=True),
        )

    def test_a_choice_that_counts_nothing_here_keeps_its_name(self, city):
        facets = city.count(Question(q="khongco", choices={Facet.WARD: (PHU_XUAN.slug,)}), NOW).facets
        assert facets[Facet.WARD] == (Choice(value=PHU_XUAN.slug, name=PHU_XUAN.name, count=0, chosen=True),)

    def test_a_renamed_choice_shows_its_newest_name(self, engine):
        engine.put([document(1, ward=KIM_LONG)])
        engine.put([document(2, ward=KIM_LONG._replace(name="Phường mới"))])
        (choice,) = engine.count(Question(), NOW).facets[Facet.WARD]
        assert (choice.name, choice.count) == ("Phường mới", 2)

    def test_days_of_acceptance_are_days_of_the_city(self, engine):
        midnight = NOW - 8 * HOUR  # 00:00 in Huế
        engine.put(
            [
                document(1, accepted_at=midnight - MICROSECOND),
                document(2, accepted_at=midnight),
                document(3, accepted_at=midnight + DAY - MICROSECOND),
                document(4, accepted_at=midnight + DAY),
                document(5, accepted_at=None),
            ]
        )
        today = NOW.date()
        assert self.found(engine, since=today, until=today) == [3, 2]
        assert self.found(engine, since=today) == [4, 3, 2]
        assert self.found(engine, until=today) == [3, 2, 1]
        assert len(self.found(engine)) == 5

    def test_a_box_on_the_map(self, engine):
        engine.put([document(1, lat=16.4, lon=107.5), document(2, lat=16.6, lon=107.5), document(3)])
        assert self.found(engine, bbox=Box(west=107.5, south=16.3, east=107.6, north=16.4)) == [1]
        assert self.found(engine, bbox=Box(west=107, south=16, east=108, north=17)) == [2, 1]

    # --- instants -----------------------------------------------------------------------------------------------

    def test_the_verdict_is_that_of_the_instant_asked_about(self, engine):
        engine.put([document(1, due_at=NOW, limit_at=NOW + DAY, broken_from=NOW + DAY), document(2, due_at=NOW)])
        for at, verdicts in [
            (NOW, {"in_term": 2}),
            (NOW + MICROSECOND, {"extended": 1, "overdue": 1}),
            (NOW + DAY, {"extended": 1, "overdue": 1}),
            (NOW + DAY + MICROSECOND, {"promise_broken": 1, "overdue": 1}),
        ]:
            assert self.counted(engine, Facet.VERDICT, at=at) == verdicts

    def test_an_answer_stops_the_clock(self, engine):
        engine.put([answered(1, after=DAY, due_at=NOW), answered(2, after=4 * DAY, due_at=NOW)])
        for at in (NOW - 9 * DAY, NOW, NOW + 99 * DAY):
            assert self.counted(engine, Facet.VERDICT, at=at) == {"in_term": 1, "overdue": 1}
            assert self.found(engine, at=at, choices={Facet.VERDICT: ("overdue",)}) == [2]

    def test_no_term_is_in_term_and_an_unknown_end_has_no_verdict(self, engine):
        engine.put(
            [
                document(1, due_at=None),
                document(2, phase="unknown", due_at=None, state="answered"),
                document(3, phase="", due_at=None, accepted_at=None),
            ]
        )
        assert self.counted(engine, Facet.VERDICT) == {"in_term": 1}
        assert self.found(engine, choices={Facet.VERDICT: ("in_term",)}) == [1]
        assert len(self.found(engine)) == 3

    # --- order and paging ---------------------------------------------------------------------------------------

    def test_newest_and_oldest_by_acceptance(self, engine):
        engine.put(
            [
                document(1, accepted_at=NOW - DAY),
                document(2, accepted_at=NOW),
                document(3, accepted_at=None, sent_at=NOW - 2 * DAY),
                document(4, accepted_at=None),
                document(5, accepted_at=NOW),
            ]
        )
        assert self.found(engine) == [5, 2, 1, 3, 4]
        assert self.found(engine, sort=Sort.OLDEST) == [4, 3, 1, 2, 5]

    def test_due_first_what_runs_then_what_has_no_due_date_then_what_is_closed(self, engine):
        engine.put(
            [
                answered(1, due_at=NOW - 9 * DAY),
                document(2, due_at=NOW + DAY),
                document(3, due_at=NOW - DAY),
                document(4, due_at=None),
                document(5, due_at=NOW, phase="awaiting", stopped_at=NOW - DAY),
                answered(6, due_at=None),
            ]
        )
        assert self.found(engine, sort=Sort.DUE) == [3, 5, 2, 4, 1, 6]

    def test_late_by_how_long_past_the_due_date(self, engine):
        engine.put(
            [
                document(1, due_at=NOW - 2 * DAY),
                document(2, due_at=NOW - 5 * DAY),
                answered(3, accepted_at=NOW - 9 * DAY, due_at=NOW - 8 * DAY, after=4 * DAY),  # three days late
                document(4, due_at=NOW + DAY),
                document(5, due_at=None),
            ]
        )
        assert self.found(engine, sort=Sort.LATE) == [2, 3, 1, 4, 5]
        assert self.found(engine, sort=Sort.LATE, at=NOW + 2 * DAY) == [2, 1, 3, 4, 5]

    @pytest.fixture
    def many(self, engine):
        """Sixty cases, some of them accepted at the same instant."""
        engine.put([document(n, accepted_at=NOW - (n // 4) * HOUR, due_at=NOW - (n // 3) * HOUR) for n in range(1, 61)])
        return engine

    def read_through(self, engine, question, at=NOW):
        """All pages from the first to the last, by their cursors."""
        pages, page = [], engine.page(question, at)
        while True:
            pages.append(page)
            if page.next is None:
                return pages
            page = engine.page(question.but(after=page.next), at)

    @pytest.mark.parametrize("sort", Sort)
    @pytest.mark.parametrize("q", ["", "den", "đèn"])
    def test_pages_hold_every_case_once_forwards_and_backwards(self, many, sort, q):
        question = Question(q=q, sort=sort)
        pages = self.read_through(many, question)
        assert [len(page.hits) for page in pages] == [25, 25, 10]
        assert sorted([n for page in pages for n in ids(page)]) == list(range(1, 61))
        assert pages[0].previous is None
        back = [pages[-1]]
        while back[0].previous is not None:
            back.insert(0, many.page(question.but(before=back[0].previous), NOW))
        assert [ids(page) for page in back] == [ids(page) for page in pages]
        assert [ids(many.page(question.but(page=n), NOW)) for n in (1, 2, 3)] == [ids(page) for page in pages]
        assert many.page(question.but(page=3), NOW).next is None
        assert ids(many.page(question.but(page=9), NOW)) == ids(pages[0])

    @pytest.mark.parametrize("sort", Sort)
    def test_what_is_put_between_two_pages_moves_nothing(self, many, sort):
        question = Question(q="den", sort=sort)
        pages = self.read_through(many, question)
        first = many.page(question, NOW)
        many.put([document(n, accepted_at=NOW, due_at=NOW, title="Đèn đèn đèn") for n in range(101, 104)])
        second = many.page(question.but(after=first.next), NOW)
        assert [n for n in ids(second) if n < 100] == ids(pages[1])[: len([n for n in ids(second) if n < 100])]
        assert not set(ids(first)) & set(ids(second))
        seen = ids(first) + [n for page in self.read_through(many, question.but(after=first.next)) for n in ids(page)]
        assert len(seen) == len(set(seen))
        assert set(range(1, 61)) <= set(seen)

    def test_what_is_removed_between_two_pages_moves_nothing(self, many):
        question = Question(q="den")
        first, second, __ = self.read_through(many, question)
        many.remove(ids(first))  # the cursor's own row among them
        assert ids(many.page(question.but(after=first.next), NOW)) == ids(second)

    def test_lateness_keeps_its_instant_from_page_to_page(self, engine):
        running = [document(n, due_at=NOW - n * HOUR) for n in range(1, 41)]
        closed = [
            answered(n, accepted_at=NOW - 90 * DAY, due_at=NOW - 90 * DAY, after=n * HOUR / 2) for n in range(41, 81)
        ]
        engine.put([*running, *closed])
        question = Question(sort=Sort.LATE)
        page, seen, at = engine.page(question, NOW), [], NOW
        while page.next:
            seen += ids(page)
            at += 7 * HOUR  # a slow reader; meanwhile the running ones overtake the closed ones
            page = engine.page(question.but(after=page.next), at)
        assert sorted(seen + ids(page)) == list(range(1, 81))

    def test_a_page_whose_rows_have_gone_is_the_first_page(self, many):
        first, second, __ = self.read_through(many, Question())
        many.remove(set(range(1, 61)) - set(ids(first)))
        page = many.page(Question(after=first.next), NOW)
        assert ids(page) == ids(first)
        assert page.previous is None
        many.put([document(99, accepted_at=NOW + DAY)])
        page = many.page(Question(before=second.hits and first.next), NOW)
        assert ids(page)[0] == 99

    def test_the_page_before_the_second_is_the_first_in_full(self, many):
        first, second, __ = self.read_through(many, Question())
        many.put([document(n, accepted_at=NOW + DAY) for n in (98, 99)])
        page = many.page(Question(before=second.previous), NOW)
        assert ids(page) == ids(first)
        assert page.previous is not None
        newest = many.page(Question(before=page.previous), NOW)
        assert ids(newest)[:2] == [99, 98]
        assert len(ids(newest)) == 25
        assert newest.previous is None
