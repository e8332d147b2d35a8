"""Pages of the list: linked both ways, each saying which rows it shows."""

import pytest

from tests.search.documents import HOUR, NOW, document
from tests.search.test_views import _now, hrefs, page_of, text

__all__ = ["_now"]  # the clock stands still here too


def test_pages_are_linked_both_ways(client, engine):
    engine.put([document(n, accepted_at=NOW - n * HOUR) for n in range(1, 61)])
    page = page_of(client, "ward=kim-long")
    seen = hrefs(page, "ol.rows h2 a")
    assert not page.select("a[rel=prev]")
    (following,) = hrefs(page, "nav.pager a[rel=next]")
    assert following.startswith("/phan-anh/?ward=kim-long&after=")
    second = page_of(client, following.partition("?")[2])
    seen += hrefs(second, "ol.rows h2 a")
    (back,) = hrefs(second, "nav.pager a[rel=prev]")
    assert hrefs(page_of(client, back.partition("?")[2]), "ol.rows h2 a") == seen[:25]
    (last,) = hrefs(second, "nav.pager a[rel=next]")
    third = page_of(client, last.partition("?")[2])
    seen += hrefs(third, "ol.rows h2 a")
    assert not third.select("a[rel=next]")
    assert len(seen) == len(set(seen)) == 60
    assert hrefs(page_of(client, "ward=kim-long&page=2"), "ol.rows h2 a") == seen[25:50]


def test_every_page_says_which_rows_it_shows_of_how_many(client, engine):
    engine.put([document(n, accepted_at=NOW - n * HOUR) for n in range(1, 61)])
    said, query = [], ""
    while True:
        page = page_of(client, query)
        said.append(text(page.select_one("nav.pager")))
        if not page.select("nav.pager a[rel=next]"):
            break
        query = hrefs(page, "nav.pager a[rel=next]")[0].partition("?")[2]
    assert said == ["1–25 trong 60 Sau", "Trước 26–50 trong 60 Sau", "Trước 51–60 trong 60"]
    back = page_of(client, hrefs(page, "nav.pager a[rel=prev]")[0].partition("?")[2])
    assert text(back.select_one("nav.pager .at")) == "26–50 trong 60"
    assert text(page_of(client, prefix="/en").select_one("nav.pager .at")) == "1–25 of 60"


@pytest.mark.parametrize("query", ["after=1_1_1_99999", "after=9999999999999999_9_1_60", "before=1_1_1_5"])
def test_a_number_that_somebody_made_up_is_not_repeated(client, engine, query):
    engine.put([document(n, accepted_at=NOW - n * HOUR) for n in range(1, 61)])
    page = page_of(client, query)
    assert "99999" not in text(page.main)
    shown = [text(at) for at in page.select("nav.pager .at")]
    assert shown in ([], ["1–25 trong 60"]), shown


def test_no_page_skips_rows_to_reach_its_own(client, engine):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    engine.put([document(n) for n in range(1, 61)])
    (following,) = hrefs(page_of(client), "nav.pager a")
    with CaptureQueriesContext(connection) as queries:
        client.get(following)
    assert queries.captured_queries
    assert not any("OFFSET" in query["sql"] for query in queries)
