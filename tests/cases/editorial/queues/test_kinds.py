"""Every queue is ordered by each of its columns, narrowed by agency, days and words, and its file says the same."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from cases.editorial.queues.asked import Asked
from tests.accounts import an_account
from tests.cases.editorial.desk.test_queue import held
from tests.cases.editorial.queues.world import FIRST, SECOND, queues, two_of_each
from tests.factories import LIGHTING, an_agency

pytestmark = pytest.mark.django_db

PAGES = 7


@pytest.fixture
def waiting(db):
    two_of_each()
    found = queues(held(an_account("decide")), timezone.now())
    assert len(found) == PAGES
    return found


def pks(asked, rows):
    return [row.pk for row in asked.found(rows)]


def table(asked, rows):
    """The file's lines."""
    response = asked.as_file(rows, now=timezone.now())
    assert f'filename="{asked.kind.saved_as}-' in response["Content-Disposition"]
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))))


def test_every_queue_comes_by_every_column_both_ways_and_so_does_its_file(waiting, django_assert_num_queries):
    for name, (kind, rows) in waiting.items():
        first, second = pks(Asked(kind=kind, order="gui"), rows)
        assert pks(Asked(kind=kind), rows) == [first, second], name
        for n, column in enumerate(kind.columns):
            up, down = (pks(Asked(kind=kind, order=f"{sign}{column.name}"), rows) for sign in ("", "-"))
            assert sorted(up) == sorted(down) == sorted([first, second]), (name, column.name)
            with django_assert_num_queries(1):
                head, *lines = table(Asked(kind=kind, order=column.name), rows)
            assert head[n] == str(column.head)
            if len({line[n] for line in lines}) == 2:
                assert down == up[::-1], (name, column.name)
        assert pks(Asked(kind=kind, order="don-vi"), rows) == [second, first], name  # Trung tâm…, UBND…
        assert not [cell for line in lines for cell in line if cell.startswith("=")], name


def test_every_queue_is_narrowed_by_agency_days_and_words_without_marks(waiting):
    slug, early, late = an_agency(LIGHTING).slug, timezone.localdate(FIRST), timezone.localdate(SECOND)
    for name, (kind, rows) in waiting.items():
        first, second = pks(Asked(kind=kind), rows)
        for question, found in (
            ({"agency": slug}, [second]),
            ({"since": late}, [second]),
            ({"until": late - timedelta(days=1)}, [first]),
            ({"since": early, "until": late}, [first, second]),
            ({"q": "den hong"}, [first]),
            ({"q": "nghẹt"}, [second]),
            ({"q": "thuyen"}, []),
            ({"q": "den hong", "agency": slug}, []),
        ):
            assert pks(Asked(kind=kind, **question), rows) == found, (name, question)


def test_a_merged_report_is_found_by_the_words_of_what_it_was_merged_into(waiting):
    kind, rows = waiting["review_duplicates"]
    assert len(pks(Asked(kind=kind, q="goc"), rows)) == 2
