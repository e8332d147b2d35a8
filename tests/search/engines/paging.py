"""The contract of engines, last part: orders, and pages that hold still."""

from dataclasses import replace
from datetime import timedelta

import pytest

from search.question import PAGE_SIZE, Question
from search.relevance import WINDOW
from search.sorting import Sort
from tests.search.documents import (
    DAY,
    HOUR,
    NOW,
    answered,
    document,
)
from tests.search.engines.asking import Asks, ids

MICROSECOND = timedelta(microseconds=1)


class PagesDocuments(Asks):
    """Every case once, whatever comes or goes between two pages."""

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

    def test_pages_hold_every_case_once_forwards_and_backwards_and_know_their_rows(self, many):
        for question in (Question(q=q, sort=sort) for q in ("", "den", "đèn") for sort in Sort):
            pages = self.read_through(many, question)
            assert [len(page.hits) for page in pages] == [25, 25, 10], question
            assert sorted([n for page in pages for n in ids(page)]) == list(range(1, 61)), question
            assert [page.first for page in pages] == [1, 26, 51], question
            assert [page.next and page.next.row for page in pages] == [25, 50, None], question
            assert [page.previous and page.previous.row for page in pages] == [None, 26, 51], question
            back = [pages[-1]]
            while back[0].previous is not None:
                back.insert(0, many.page(question.but(before=back[0].previous), NOW))
            assert [ids(page) for page in back] == [ids(page) for page in pages], question
            assert (back[1].first, back[1].previous.row, back[1].next.row) == (26, 26, 50), question
            assert back[0].first == 1, question
            by_number = [many.page(question.but(page=n), NOW) for n in (1, 2, 3, 9)]
            assert [ids(page) for page in by_number] == [ids(page) for page in (*pages, pages[0])], question
            assert [page.first for page in by_number] == [1, 26, 51, 1], question
            assert by_number[2].next is None, question

    @pytest.mark.parametrize("q", ["", "den"])
    def test_pages_are_as_long_as_they_are_asked_to_be(self, many, q):
        asked = Question(q=q, size=22)
        pages = self.read_through(many, asked)
        assert [len(page.hits) for page in pages] == [22, 22, 16]
        assert [page.first for page in pages] == [1, 23, 45]
        assert ids(many.page(asked.but(before=pages[2].previous), NOW)) == ids(pages[1])
        assert ids(many.page(asked.but(page=3), NOW)) == ids(pages[2])
        (whole,) = self.read_through(many, asked.but(size=100))
        assert ids(whole) == [n for page in pages for n in ids(page)]

    def test_a_page_may_reach_beyond_the_best(self, engine):
        engine.put([document(n, accepted_at=NOW - n * HOUR) for n in range(1, 2 * WINDOW)])
        pages = self.read_through(engine, Question(q="den", size=WINDOW + 5))
        assert [len(page.hits) for page in pages] == [WINDOW + 5, WINDOW - 6]
        assert sorted([n for page in pages for n in ids(page)]) == list(range(1, 2 * WINDOW))

    def test_beyond_the_best_the_rest_follows_newest_first(self, engine):
        rest = [document(n, accepted_at=NOW - (n // 4) * HOUR, text="", title="Rác") for n in range(1, 61)]
        engine.put([*rest, *(document(n, accepted_at=NOW + DAY, text="", title="Rác rác") for n in range(61, 121))])
        question = Question(q="rac")
        pages = self.read_through(engine, question)
        assert [len(page.hits) for page in pages] == [25, 25, 25, 25, 20]
        assert sorted([n for page in pages for n in ids(page)]) == list(range(1, 121))
        assert [page.first for page in pages] == [1, 26, 51, 76, 101]
        beyond = [hit.document for page in pages[WINDOW // PAGE_SIZE :] for hit in page.hits]
        assert beyond == sorted(beyond, key=lambda d: (d.accepted_at, d.case_id), reverse=True)
        back = [pages[-1]]
        while back[0].previous is not None:
            back.insert(0, engine.page(question.but(before=back[0].previous), NOW))
        assert [ids(page) for page in back] == [ids(page) for page in pages]
        assert [ids(engine.page(question.but(page=n), NOW)) for n in range(1, 6)] == [ids(page) for page in pages]
        engine.put([document(999, accepted_at=NOW + 2 * DAY, title="Rác rác rác")])
        shifted = self.read_through(engine, question.but(after=pages[2].next))
        # What was pushed out of the best may come again; nothing lacks, and nothing changes places.
        assert [n for n in ids(shifted[0]) if n in ids(pages[3])][:20] == ids(pages[3])[:20]
        assert {n for page in pages[3:] for n in ids(page)} <= {n for page in shifted for n in ids(page)}

    def test_a_cursor_without_number_leads_to_a_page_without(self, many):
        first, second, __ = self.read_through(many, Question())
        plain = replace(first.next, row=None)
        page = many.page(Question(after=plain), NOW)
        assert ids(page) == ids(second)
        assert (page.first, page.next.row, page.previous.row) == (None, None, None)
        back = many.page(Question(before=replace(second.previous, row=None)), NOW)
        assert (ids(back), back.first) == (ids(first), 1)

    def test_a_page_of_nothing_begins_at_one(self, engine):
        assert engine.page(Question(), NOW).first == 1

    def test_what_is_put_between_two_pages_moves_nothing(self, many):
        before = {question: self.read_through(many, question) for question in (Question(q="den", sort=s) for s in Sort)}
        many.put([document(n, accepted_at=NOW, due_at=NOW, title="Đèn đèn đèn") for n in range(101, 104)])
        for question, pages in before.items():
            first = pages[0]
            second = many.page(question.but(after=first.next), NOW)
            kept = [n for n in ids(second) if n < 100]
            assert kept == ids(pages[1])[: len(kept)], question
            assert not set(ids(first)) & set(ids(second)), question
            rest = self.read_through(many, question.but(after=first.next))
            seen = ids(first) + [n for page in rest for n in ids(page)]
            assert len(seen) == len(set(seen)), question
            assert set(range(1, 61)) <= set(seen), question

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
