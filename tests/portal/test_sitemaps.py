"""What search engines are told to read: everything public that may be kept, in both languages, and nothing else."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageViewRestriction, Site, get_page_models

from cases.models import (
    Agency,
    Case,
    CasePage,
    Category,
    Event,
    Snapshot,
    SnapshotCorrection,
    Ward,
    triggers,
)
from cases.public.crawled import months
from home.explaining import EXPLAINED
from home.models import HomePage, StandardPage
from portal import sitemaps
from tests.factories import Walk, an_agency, walk_to

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"
BASE = "https://minhbach.example"
FEBRUARY = datetime(2026, 2, 27, 2, 0, tzinfo=UTC)  # Friday 09:00 in Huế
STAYS = ["accepted", "assigned", "overdue", "awaiting", "answered", "reopened", "restored", "unmerged", "refused"]
LEAVES = ["received", "declined", "withdrawn", "merged"]


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = BASE
    cache.clear()


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml"
    return ET.fromstring(response.content)


def files(client):
    """Address → last change of every file of the index."""
    root = read(client, "/sitemap.xml")
    assert root.tag == f"{S}sitemapindex"
    return {each.findtext(f"{S}loc"): each.findtext(f"{S}lastmod") for each in root}


def entries(client, address):
    """Address → last change of every entry of a file."""
    root = read(client, address.removeprefix(BASE))
    assert root.tag == f"{S}urlset"
    return {each.findtext(f"{S}loc"): each.findtext(f"{S}lastmod") for each in root}


def everything(client):
    """Every address of every file."""
    return {address for file in files(client) for address in entries(client, file)}


def case_addresses(client):
    return {address for address in everything(client) if re.search(r"-a\d+/$", address)}


def both(path):
    return {f"{BASE}/{path}", f"{BASE}/en/{path}"}


def path_of(case):
    return "phan-anh/" + "/".join(CasePage.objects.get(case=case).url_path.strip("/").split("/")[-3:]) + "/"


# --- which cases -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STAYS)
def test_public_cases_are_listed_in_both_languages(client, db, state):
    case = walk_to(state).case
    assert both(path_of(case)) <= case_addresses(client)


@pytest.mark.parametrize("state", LEAVES)
def test_cases_that_are_not_public_are_absent(client, db, state):
    case = walk_to(state, title="Lời không công khai").case
    assert not [address for address in case_addresses(client) if f"-a{case.number}/" in address]
    assert "khong-cong-khai" not in " ".join(everything(client))


@pytest.mark.parametrize("level", ["summary", "figures"])
def test_what_is_kept_from_search_engines_is_not_handed_to_them(client, db, level):
    Walk(title="Một hộ dân").accept(level=level, level_reason="Tố giác", title="Một hộ dân", text="Tóm tắt")
    assert case_addresses(client) == set()
    assert not [file for file in files(client) if "phan-anh" in file]


def test_whatever_is_listed_may_be_kept_and_is_its_own_canonical_address(client, db):
    """The plain oracle: open every address of the index as a crawler would."""
    for state in ("answered", "overdue", "reopened", *LEAVES):
        walk_to(state, title=f"Phản ánh {state}")
    Walk(title="Chỉ tóm tắt").accept(level="summary", level_reason="Tố giác", title="Chỉ tóm tắt", text="Tóm tắt")
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())  # an empty list is not kept
    listed = everything(client)
    for address in listed:
        response = client.get(address.removeprefix(BASE))
        assert response.status_code == 200, address
        page = BeautifulSoup(response.content.decode(), "lxml", parse_only=SoupStrainer(["link", "meta"]))
        assert page.find("link", rel="canonical")["href"] == address
        assert page.find("meta", {"name": "robots"}) is None, address
    public = Case.objects.filter(state__in=["in_progress", "answered"], level="full")
    assert {each for case in public for each in both(path_of(case))} == case_addresses(client)


def test_a_draft_page_is_absent(client, db):
    case = walk_to("assigned").case
    CasePage.objects.filter(case=case).update(live=False)
    assert case_addresses(client) == set()
    cache.clear()
    other = walk_to("assigned").case
    assert case_addresses(client) == both(path_of(other))


# --- by month ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_months(db):
    old = walk_to("answered", at=FEBRUARY)
    return old, walk_to("assigned"), walk_to("assigned")


def test_each_month_has_its_file(client, two_months):
    old, *new = two_months
    february, march = (f"{BASE}/sitemap-phan-anh-2026-{month}.xml" for month in ("02", "03"))
    assert {file for file in files(client) if "phan-anh" in file} == {february, march}
    assert set(entries(client, february)) == both(path_of(old.case))
    assert set(entries(client, march)) == {each for walk in new for each in both(path_of(walk.case))}
    assert [(month.year, month.month, month.cases) for month in months()] == [(2026, 2, 1), (2026, 3, 2)]


@pytest.mark.parametrize(("limit", "pages"), [(1, 3), (2, 2), (3, 1), (4, 1)])
def test_a_month_too_long_for_a_file_has_several(client, db, monkeypatch, limit, pages):
    walks = [walk_to("assigned") for _ in range(3)]
    monkeypatch.setattr(sitemaps.Addresses, "limit", limit)
    march = [file for file in files(client) if "2026-03" in file]
    base = f"{BASE}/sitemap-phan-anh-2026-03.xml"
    assert march == [base, *(f"{base}?p={page}" for page in range(2, pages + 1))]
    found = [entries(client, file) for file in march]
    assert all(len(each) <= 2 * limit for each in found)
    assert sum(map(len, found)) == len(set().union(*found)) == 6
    assert set().union(*found) == {each for walk in walks for each in both(path_of(walk.case))}


def test_a_file_holds_five_thousand_addresses_at_most():
    assert sitemaps.Addresses.limit * 2 == sitemaps.ADDRESSES <= 5_000


def test_the_index_is_remembered_for_some_minutes(client, two_months, django_assert_num_queries):
    before = files(client)
    walk_to("assigned", at=FEBRUARY - timedelta(days=40))
    with django_assert_num_queries(0):
        assert files(client) == before
    cache.clear()
    assert len(files(client)) == len(before) + 1


OTHERS = (
    "/sitemap-phan-anh-2026-01.xml",
    "/sitemap-phan-anh-2026-3.xml",
    "/sitemap-phan-anh-2026-13.xml",
    "/sitemap-khac.xml",
    "/sitemap-.xml",
    "/sitemap-phan-anh-2026-03.xml?p=9",
    "/sitemap-phan-anh-2026-03.xml?p=x",
    "/en/sitemap.xml",
)


def test_other_files_there_are_none(client, two_months):
    assert {address: client.get(address).status_code for address in OTHERS} == dict.fromkeys(OTHERS, 404)


# --- when it changed --------------------------------------------------------------------------------------------------


def day(instant):
    return (instant + timedelta(hours=7)).date().isoformat()  # the city's


def changed(client, case):
    found = {
        change for address, change in entries(client, files_of(client)[0]).items() if f"-a{case.number}/" in address
    }
    assert len(found) == 1
    return found.pop()


def files_of(client):
    return [file for file in files(client) if "phan-anh" in file]


TOLD, EDITED, LATER = (datetime(2026, 5, n, 20, 0, tzinfo=UTC) for n in (3, 5, 7))


@pytest.fixture
def amending(db):
    """A case whose last event, the beginning of a draft, nobody may know of."""
    case = walk_to("amending").case
    last = Event.objects.filter(case=case).order_by("-seq").first()
    assert last.kind == "case.amend"
    told = Event.objects.filter(case=case).exclude(pk=last.pk)

    with triggers.lifted(connection):
        told.update(recorded_at=TOLD)
        Event.objects.filter(pk=last.pk).update(recorded_at=LATER)
    return case


@pytest.mark.parametrize(("published", "expected"), [(None, TOLD), (TOLD - timedelta(days=9), TOLD), (EDITED, EDITED)])
def test_a_page_changes_with_its_text_and_with_what_it_tells(client, amending, published, expected):
    CasePage.objects.filter(case=amending).update(last_published_at=published)
    assert changed(client, amending) == day(expected)
    assert files(client)[files_of(client)[0]].startswith((expected + timedelta(hours=7)).isoformat()[:16])


def test_a_draft_leaves_no_trace(client, amending):
    CasePage.objects.filter(case=amending).update(last_published_at=None)
    for file, change in files(client).items():
        told = [change, *entries(client, file).values()]
        assert day(LATER) not in " ".join(filter(None, told))


def test_a_file_says_when_its_newest_page_changed(client, two_months):
    response = client.get("/sitemap-phan-anh-2026-03.xml")
    newest = max(Event.objects.filter(case__in=[w.case for w in two_months[1:]]).values_list("recorded_at", flat=True))
    pages = CasePage.objects.filter(case__in=[w.case for w in two_months[1:]])
    newest = max(newest, *pages.values_list("last_published_at", flat=True))
    assert response["Last-Modified"] == newest.strftime("%a, %d %b %Y %H:%M:%S GMT")


# --- agencies, ordinary pages, languages -----------------------------------------------------------------------------


def test_frozen_days_are_listed_with_their_last_correction(client, db):
    call_command("snapshot", "--on", "2026-03-13", "--days", "2", stdout=StringIO(), stderr=StringIO())
    corrected = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    SnapshotCorrection.objects.create(
        snapshot=Snapshot.objects.get(date="2026-03-12"), made_at=corrected, reason="Nhầm đơn vị"
    )
    found = entries(client, "/sitemap-ngay-da-chot.xml")
    assert set(found) == both("qua-han/2026-03-12/") | both("qua-han/2026-03-13/")
    assert found[f"{BASE}/en/qua-han/2026-03-12/"] == "2026-12-01"
    assert found[f"{BASE}/qua-han/2026-03-13/"] < "2026-12-01"
    assert f"{BASE}/sitemap-ngay-da-chot.xml" in files(client)
    assert both("qua-han/ngay/") | both("du-lieu/") <= set(entries(client, "/sitemap-trang.xml"))


def test_agencies_with_a_name_are_listed(client, db):
    named = an_agency()
    nobody = Agency.objects.create(name="", slug="chua-giao", source_name="")
    found = set(entries(client, "/sitemap-don-vi.xml"))
    assert both(f"don-vi/{named.slug}/") <= found
    assert not both(f"don-vi/{nobody.slug}/") & found
    assert len(found) == 2 * Agency.objects.exclude(name="").count()


@pytest.fixture
def pages(db):
    """A page, one below it, a draft, and one behind a password."""
    home = HomePage.objects.get()
    method = home.add_child(instance=StandardPage(title="Cách tính", slug="cach-tinh", last_published_at=EDITED))
    method.add_child(instance=StandardPage(title="Chi tiết", slug="chi-tiet"))
    home.add_child(instance=StandardPage(title="Nháp", slug="nhap", live=False))
    closed = home.add_child(instance=StandardPage(title="Kín", slug="kin"))
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    return method


def test_ordinary_pages_are_listed_but_drafts_and_closed_ones(client, pages):
    found = entries(client, "/sitemap-trang.xml")
    lists = [
        "phan-anh",
        "ban-do",
        "qua-han",
        "don-vi",
        "phuong-xa",
        "linh-vuc",
        "ton-dong",
        "so-lieu",
        "da-go",
        "du-lieu",
        "qua-han/ngay",
        "bao-chi",
        "api/v1",
    ]
    parts = [f"phuong-xa/{ward.slug}" for ward in Ward.objects.all()]
    parts += [f"linh-vuc/{category.slug}" for category in Category.objects.all()]
    expected = [f"{path}/" for path in (*lists, *parts, *EXPLAINED, "cach-tinh", "cach-tinh/chi-tiet")]
    assert set(found) == {f"{BASE}/tin/", *set().union(*map(both, ["", *expected]))}
    assert found[f"{BASE}/cach-tinh/"] == day(EDITED)
    assert found[f"{BASE}/"] is None


def test_every_entry_names_its_counterparts(client, pages, two_months):
    for file in files(client):
        for each in read(client, file.removeprefix(BASE)):
            links = {link.get("hreflang"): link.get("href") for link in each.findall(f"{X}link")}
            if each.findtext(f"{S}loc").startswith(f"{BASE}/tin/"):
                assert links == {}, "news is in Vietnamese only"
                continue
            assert set(links) == {"vi", "en", "x-default"}
            assert links["x-default"] == links["vi"]
            assert links["en"] == links["vi"].replace(f"{BASE}/", f"{BASE}/en/")
            assert each.findtext(f"{S}loc") in links.values()


def test_addresses_are_those_of_the_portal_whoever_asks(client, pages, two_months):
    response = client.get("/sitemap.xml", headers={"host": "localhost", "accept-language": "en"})
    assert b"localhost" not in response.content
    assert all(address.startswith(f"{BASE}/") for address in everything(client))


# --- what it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 12])
def test_each_file_costs_the_same_queries_however_long_it_is(client, pages, django_assert_num_queries, n):
    for month in range(n):
        walk_to("assigned", at=FEBRUARY - timedelta(days=30 * month))
        walk_to("assigned", at=FEBRUARY)
    Site.get_site_root_paths()  # kept for an hour; who comes first reads them
    ContentType.objects.get_for_models(*get_page_models())  # likewise, until a test empties the database
    costs = {"/sitemap.xml": 3, "/sitemap-phan-anh-2026-02.xml": 3, "/sitemap-don-vi.xml": 1, "/sitemap-trang.xml": 5}
    costs["/sitemap-ngay-da-chot.xml"] = 1
    for address, cost in costs.items():
        with django_assert_num_queries(cost):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-trang.xml"])
def test_files_are_only_read_and_not_found_themselves(client, db, address):
    assert client.post(address).status_code == 405
    assert "noindex" in client.get(address)["X-Robots-Tag"]
