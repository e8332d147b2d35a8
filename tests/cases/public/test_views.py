"""Addresses of cases answered: the page, redirects, tombstones, nothing."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Site

from cases.actions import classify, remove
from cases.actions.actor import CENTER
from cases.models import Case, CasePage
from tests.cases.public.pages import CANARY, DAY, DUE, START, address, gone, parsed, words
from tests.factories import LIGHTING, a_case, an_agency, walk_to
from tests.incoming import imported, still_open

pytestmark = pytest.mark.django_db

MOST_QUERIES = 6  # the case, Wagtail's restrictions of views, agencies, reasons, days off, what is near
PUBLIC = [
    "accepted",
    "assigned",
    "transferred",
    "escalated",
    "extended",
    "late_extended",
    "promise_broken",
    "awaiting",
    "returned",
    "refused",
    "planned",
    "answered",
    "answered_late",
    "amended",
    "retracted",
    "reopened",
    "restored",
    "unmerged",
]


@pytest.fixture(autouse=True)
def _some_day(now_is):
    now_is(DUE + 20 * DAY)


@pytest.fixture
def _cold():
    """Nothing remembered from earlier requests."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


# --- cost ------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_cold")
@pytest.mark.parametrize("state", PUBLIC)
def test_a_page_costs_six_queries_whatever_has_happened(client, django_assert_num_queries, state):
    case = a_case(state, ward="kim-long")
    agencies = 0 if state == "accepted" else 1  # nobody to name, nobody to look for
    for language in ("vi", "en"):
        here = address(case, language)
        with django_assert_num_queries(MOST_QUERIES - 1 + agencies):
            assert client.get(here).status_code == 200


@pytest.mark.usefixtures("_cold")
def test_an_eventful_case_costs_no_more(client, django_assert_num_queries):
    walk = walk_to("extended", ward="kim-long").assign(an_agency(LIGHTING, kind="center")).escalate()
    walk._assignment = walk.case.assignments.earliest("pk")
    for _ in range(3):
        walk.later(hours=3).submit().later(hours=3).return_answer()
    walk.later(hours=1).submit().later(hours=1).approve()
    here = address(walk.case)
    with django_assert_num_queries(MOST_QUERIES):
        client.get(here)


def test_a_case_of_another_system_without_a_term_costs_less(client, django_assert_num_queries):
    imported(still_open(reference="r9", number=None))
    here = address(Case.objects.get(reference="r9"))
    with django_assert_num_queries(4):
        client.get(here)


@pytest.mark.parametrize(("state", "queries"), [("assigned", 1), ("merged", 1), ("withdrawn", 3)])
def test_short_addresses_cost_little(client, django_assert_num_queries, state, queries):
    number = a_case(state).number
    with django_assert_num_queries(queries):
        client.get(f"/a/{number}")


@pytest.mark.parametrize("address", ["/A/{n}", "/A/{n}/", "/en/A/{n}"])
def test_a_telephones_capital_leads_there_too(client, address):
    case = a_case("answered")
    response = client.get(address.format(n=case.number))
    assert response.status_code in (301, 302)
    assert response["Location"].endswith(f"-a{case.number}/")


# --- spellings -------------------------------------------------------------------------------------------------------


SPELLINGS = [
    "/phan-anh/2026/03/den-duong-a{n}/",
    "/phan-anh/2026/03/x-a1-a{n}/",
    "/phan-anh/2026/3/den-duong-hong-a{n}/",
    "/phan-anh/2026/04/den-duong-hong-a{n}/",
    "/phan-anh/2025/03/den-duong-hong-a{n}/",
    "/phan-anh/99999/99/den-duong-hong-a{n}/",
    "/phan-anh/2026/03/DEN-DUONG-HONG-a{n}/",
    "/a/{n}",
    "/a/{n}/",
    "/a/0{n}",
]
LANGUAGES = [("", "vi"), ("/en", "en")]


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_every_other_spelling_leads_to_the_one_address_of_that_language(client, prefix, language):
    case = a_case("assigned")
    for spelling in SPELLINGS:
        response = client.get(prefix + spelling.format(n=case.number))
        assert (response.status_code, response["Location"]) == (301, address(case, language)), spelling
    assert client.get(response["Location"]).status_code == 200


def test_the_slash_at_the_end_is_added(client):
    here = address(a_case("assigned"))
    response = client.get(here.rstrip("/"))
    assert (response.status_code, response["Location"]) == (301, here)


def test_the_language_of_the_browser_changes_no_address(client):
    here = address(a_case("assigned"))
    response = client.get(here, headers={"accept-language": "en"})
    assert (response.status_code, parsed(response).html["lang"]) == (200, "vi")


def test_the_title_of_the_day_it_was_accepted_stays_in_the_address(client):
    case = a_case("assigned")
    CasePage.objects.filter(case=case).update(title="Tên khác")
    assert "den-duong-hong" in address(case)
    assert client.get(address(case)).status_code == 200


# --- gone, elsewhere, nothing ----------------------------------------------------------------------------------------


OLD = ["/phan-anh/2026/03/den-duong-hong-a{n}/", "/phan-anh/2020/1/x-a{n}/", "/a/{n}", "/a/{n}/"]


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_a_merged_case_leads_to_the_other(client, prefix, language):
    case = a_case("merged")
    for spelling in OLD:
        response = client.get(prefix + spelling.format(n=case.number))
        assert (response.status_code, response["Location"]) == (302, address(case.merged_into, language)), spelling


def test_a_report_merged_before_it_was_accepted_leads_to_the_other_too(client):
    case = walk_to("received").merge().case
    assert not CasePage.objects.filter(case=case).exists()
    response = client.get(f"/a/{case.number}")
    assert (response.status_code, response["Location"]) == (302, address(case.merged_into))


def test_a_chain_of_merged_cases_ends_at_the_last(client):
    first, last = walk_to("merged"), a_case("assigned", title="Cả tuyến")
    remove.merge(case=first.case.merged_into, into=last, by=CENTER, at=first.at)
    response = client.get(f"/a/{first.case.number}", follow=True)
    assert [status for _, status in response.redirect_chain] == [302, 302]
    assert response.request["PATH_INFO"] == address(last)


def test_no_redirect_tells_the_title_of_what_is_not_public_any_more(client):
    walk = walk_to("merged")
    other = walk.case.merged_into
    remove.withdraw(case=other, reason="du-lieu-ca-nhan", by=CENTER, at=walk.at)
    response = client.get(f"/a/{walk.case.number}")
    assert (response.status_code, response["Location"]) == (302, f"/a/{other.number}")
    assert client.get(response["Location"]).status_code == 410
    classify_hidden = a_case("assigned")
    Case.objects.filter(pk=classify_hidden.pk).update(level="figures")
    assert client.get(f"/a/{classify_hidden.number}").status_code == 404


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_a_withdrawn_case_leaves_number_day_and_reason_and_nothing_else(client, prefix, language):
    walk = walk_to(
        "assigned", title=f"Tiêu đề {CANARY}", text=f"Nội dung {CANARY}", place=f"Số 12 {CANARY}", ward="kim-long"
    )
    walk.later(days=1).submit(text=CANARY).later(hours=1).approve().later(days=1).withdraw()
    n = walk.case.number
    for spelling in OLD:
        page = gone(client.get(prefix + spelling.format(n=n)))
        for secret in (CANARY, "Tiêu đề", "tieu-de", "Kim Long", "Chiếu sáng", "lighting"):
            assert secret not in str(page), (spelling, secret)
        main = words(page.main)
        assert f"no. {n} was withdrawn" in main if prefix else f"số {n} đã rút" in main
        assert "04/03/2026" in main
        assert ("Asked for by the reporter" if prefix else "Người gửi yêu cầu rút") in main


def test_a_tombstone_is_kept_out_of_search_engines_and_quotes_no_address(client):
    case = a_case("withdrawn")
    page = gone(client.get(f"/a/{case.number}"))
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical") is None
    assert page.find("link", hreflang=True) is None


def test_a_case_withdrawn_again_tells_the_last_time(client):
    walk = walk_to("restored").later(days=3).withdraw(reason="du-lieu-ca-nhan")
    main = words(gone(client.get(f"/a/{walk.case.number}")).main)
    assert "Rút ngày 07/03/2026. Lý do: Lộ thông tin cá nhân." in main


@pytest.mark.parametrize(("state", "status"), [("withdrawn", 410), ("assigned", 301)])
def test_browsers_ask_again_whether_a_page_is_gone_or_elsewhere(client, state, status):
    n = a_case(state).number
    for spelling in [*OLD[1:], "/A/{n}", "/phan-anh/2020/1/x-a{n}/anh-chia-se.png"]:
        if spelling.endswith(".png") and state == "withdrawn":
            continue  # it has the portal's own picture
        response = client.get(spelling.format(n=n))
        assert (response.status_code, response["Cache-Control"]) == (status, "no-cache"), spelling


def test_a_restored_case_is_back(client):
    assert client.get(address(a_case("restored"))).status_code == 200
    assert client.get(address(a_case("unmerged"))).status_code == 200


@pytest.mark.parametrize("state", ["received", "declined", "figures", "figures from the start"])
def test_what_was_never_public_is_not_there(client, state):
    if state in ("received", "declined"):
        case = a_case(state)
    elif state == "figures":
        case = a_case("assigned")
        classify.change_level(case=case, level="figures", reason="tố cáo", by=CENTER, at=START + DAY)
    else:
        case = walk_to("received").accept(level="figures", level_reason="tố cáo").case
    for prefix, _language in LANGUAGES:
        for spelling in OLD:
            assert client.get(prefix + spelling.format(n=case.number)).status_code == 404, spelling


def test_an_unknown_number_is_not_there(client):
    a_case("assigned")
    for number in (0, 987654321, 2**31, 2**63, 10**30):
        assert client.get(f"/a/{number}").status_code == 404
        assert client.get(f"/phan-anh/2026/03/den-duong-hong-a{number}/").status_code == 404


def test_a_number_that_is_not_public_says_why_that_can_be_and_never_which(client, django_assert_max_num_queries):
    figures = a_case("assigned")
    Case.objects.filter(pk=figures.pk).update(level="figures")
    hidden = [a_case("received"), a_case("declined"), figures]
    said = set()
    for number in (*[case.number for case in hidden], 987_654_321):
        with django_assert_max_num_queries(3):
            response = client.get(f"/a/{number}/")
        assert (response.status_code, response["Cache-Control"]) == (404, "no-cache")
        said.add(words(BeautifulSoup(response.content, "html.parser").main).replace(f"Số {number} ", "Số N "))
        assert 'content="noindex"' in response.content.decode()
    (same,) = said
    assert "Số N không có trang công khai" in same
    assert "Trung tâm không tiếp nhận." in same
    assert "Đèn đường hỏng" not in same
    assert "Number N has no public page" in client.get("/en/a/987654321").content.decode().replace("987654321", "N")


def test_what_is_no_address_of_a_case_is_not_there(client):
    a_case("assigned")
    no_case = ["/a/", "/a/x/", "/a/-1/", "/phan-anh/2026/03/a1/", "/phan-anh/2026/03/-a1/"]
    for path in no_case:
        assert client.get(path).status_code == 404, path


# --- methods ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "status"), [("assigned", 200), ("withdrawn", 410), ("merged", 302), ("received", 404)]
)
def test_head_says_the_same_without_a_body(client, state, status):
    case = a_case(state)
    path = address(case) if state == "assigned" else f"/a/{case.number}"
    asked, headed = client.get(path), client.head(path)
    assert asked.status_code == headed.status_code == status
    assert headed.content == b""


def test_nothing_is_written_to_a_page(client):
    case = a_case("assigned")
    for path in (address(case), f"/a/{case.number}", "/phan-anh/2026/03/"):
        for ask in (client.post, client.put, client.patch, client.delete):
            assert ask(path).status_code == 405
