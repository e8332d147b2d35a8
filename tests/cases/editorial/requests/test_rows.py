"""One report that somebody finds not done: what is shown of it, what stands chosen, and the pages of the queue."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Plain

import pytest

from cases.editorial.queues.asked import Asked
from cases.editorial.requests.queue import REQUESTS, SHOWN, Queue, Row, Sent
from cases.models import Agency, ReopenRequest

pytestmark = pytest.mark.pure

BEGAN = datetime(2026, 3, 4, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)
A, B = Agency(pk=3, name="A"), Agency(pk=4, name="B")


def row(*, sent=None, began=BEGAN, answers=(), agencies=(A, B)):
    case = Plain(round_started_at=began, answers=[Plain(submitted_at=at) for at in answers])
    asked = [ReopenRequest(sent_at=BEGAN), ReopenRequest(sent_at=BEGAN + SECOND)]
    return Row(pk=7, case=case, requests=asked, agencies=agencies, awaiting=False, sent=sent)


def chosen(*agencies, reopens=True, reason="chua-xong"):
    return Sent(pk=7, reopens=reopens, reason=reason, agencies=agencies)


@pytest.mark.parametrize(
    ("began", "answers", "shown"),
    [
        (BEGAN, [], []),
        (BEGAN, [BEGAN - SECOND, BEGAN, BEGAN + SECOND], [BEGAN, BEGAN + SECOND]),
        (BEGAN, [None], [None]),  # of an import nobody knows when: it may be what people mean
        (None, [BEGAN - SECOND, None], [BEGAN - SECOND, None]),
    ],
    ids=["none", "of this round", "at an unknown time", "a round without a beginning"],
)
def test_answers_are_those_of_the_present_round(began, answers, shown):
    assert [answer.submitted_at for answer in row(began=began, answers=answers).answers] == shown


@pytest.mark.parametrize(
    ("sent", "ticked", "to_reopen", "to_keep"),
    [
        (None, {3, 4}, "", ""),
        (chosen(3), {3}, "chua-xong", ""),
        (chosen(), set(), "chua-xong", ""),
        (chosen(99), {99}, "chua-xong", ""),
        (chosen(3, reopens=False, reason="da-xong"), {3, 4}, "", "da-xong"),
        (chosen(3, reason=""), {3}, "", ""),
    ],
    ids=["nothing yet", "one of two", "none of them", "one that is not there", "it is kept", "without a reason"],
)
def test_what_was_chosen_and_not_taken_stands_chosen(sent, ticked, to_reopen, to_keep):
    found = row(sent=sent)
    assert (found.ticked, found.to_reopen, found.to_keep) == (ticked, to_reopen, to_keep)


def test_it_waits_since_the_first_of_them():
    assert row().since == BEGAN


@pytest.mark.parametrize(
    ("count", "page", "pages", "previous", "after"),
    [
        (0, 1, 1, "", ""),
        (1, 1, 1, "", ""),
        (SHOWN, 1, 1, "", ""),
        (SHOWN + 1, 1, 2, "", "xep=-gui&trang=2"),
        (SHOWN + 1, 2, 2, "xep=-gui", ""),
        (2 * SHOWN + 1, 2, 3, "xep=-gui", "xep=-gui&trang=3"),
        (2 * SHOWN + 1, 3, 3, "xep=-gui&trang=2", ""),
    ],
)
def test_pages_lead_to_those_beside_them(count, page, pages, previous, after):
    asked = Asked(kind=REQUESTS, order="-gui", page=9)
    found = Queue(asked=asked, rows=(), count=count, page=page, to_reopen=(), to_keep=())
    assert found.pages == pages
    assert (found.previous.partition("?")[2], found.next.partition("?")[2]) == (previous, after)
    assert bool(found.previous) is (page > 1)
