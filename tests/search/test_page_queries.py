"""What a page of the list asks of the database: no more the longer the list is, or the looser its words are read."""

import pytest

from tests.search.documents import document


@pytest.mark.parametrize("n", [30, 300])
@pytest.mark.parametrize(
    ("query", "cold"),
    [
        ("", 7),  # the menus, and whether there is news among them with how to reach the Center: once a minute
        ("q=den", 8),
        ("q=den&verdict=in_term&ward=kim-long&sort=late", 9),
        ("q=den&page=2", 8),
        ("q=khongco+den&verdict=overdue&from=2026-01-01", 10),  # read in looser and looser ways
    ],
)
def test_a_page_costs_the_same_queries_however_long_the_list(
    client, engine, django_assert_max_num_queries, django_assert_num_queries, n, query, cold
):
    engine.put([document(case_id) for case_id in range(1, n + 1)])
    with django_assert_max_num_queries(cold):
        first = client.get(f"/phan-anh/?{query}").content
    with django_assert_num_queries(2 if query else 1):  # the generation, and words that mean the same
        assert client.get(f"/phan-anh/?{query}").content == first
    with django_assert_max_num_queries(cold):
        client.get(f"/en/phan-anh/?{query}")


@pytest.mark.parametrize(
    "q",
    [
        "đèn hỏng chợ cầu kiệt",  # five looser readings, few answers, and what comes near
        "đèn rác cống gà tàu bẩn cầu",
        "đnè xyzzy cho",  # mistyped, and a word that nothing has
        "đèn chợ",  # answered, by less than a page
        "xyzzy qqq",  # by nothing whatever: what to drop is counted
    ],
)
def test_however_loosely_it_is_read_it_costs_no_more(client, engine, django_assert_max_num_queries, q):
    titles = ("Đèn đường hỏng ở cầu", "Đèn đường sáng ở chợ", "Rác ở chợ", "ga tau ban", "Cống ở hẻm")
    engine.put(document(n, title=title, place="", text="", answer="") for n, title in enumerate(titles, 1))
    with django_assert_max_num_queries(10):
        assert client.get("/phan-anh/", {"q": q}).status_code == 200
