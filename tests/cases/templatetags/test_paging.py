"""Pages of a list."""

import pytest

from cases.templatetags.paging import pager


@pytest.mark.parametrize(
    ("number", "total", "shown"),
    [
        (1, 0, []),
        (1, 1, []),
        (1, 2, [1, 2]),
        (1, 5, [1, 2, None, 5]),
        (3, 5, [1, 2, 3, 4, 5]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),  # one page alone needs no gap
        (41, 400, [1, None, 40, 41, 42, None, 400]),
        (400, 400, [1, None, 399, 400]),
    ],
)
def test_ends_and_neighbours_are_shown(number: int, total: int, shown: list[int | None]) -> None:
    assert [page and page.number for page in pager(number, total).pages] == shown


def test_previous_and_next_stop_at_the_ends() -> None:
    first, middle, last = pager(1, 3), pager(2, 3), pager(3, 3)
    assert first.previous is None
    assert first.next is not None
    assert first.next.number == 2
    assert middle.previous is not None
    assert middle.previous.number == 1
    assert last.next is None


def test_the_question_is_kept_and_its_page_replaced() -> None:
    found = pager(2, 3, "q=%C4%91%C3%A8n+%C4%91%C6%B0%E1%BB%9Dng&verdict=overdue&verdict=promise_broken&page=2")
    assert found.next is not None
    assert found.previous is not None
    assert found.next.href == "?q=%C4%91%C3%A8n+%C4%91%C6%B0%E1%BB%9Dng&verdict=overdue&verdict=promise_broken&page=3"
    assert found.previous.href.endswith("&verdict=promise_broken")  # the first page has no number


def test_the_first_page_without_question_still_leads_somewhere() -> None:
    found = pager(2, 2)
    assert found.previous is not None
    assert found.previous.href == "?"
