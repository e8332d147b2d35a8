"""Nothing that is not public is in any public output; who adds an output adds it here."""

import json
from dataclasses import asdict
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import URLPattern, reverse
from PIL import Image

from cases.accountability import urls as accountability_urls
from cases.models import Agency, Event, Story
from cases.public import urls as public_urls
from cases.public.loading import public_cases
from cases.public.pictures.card import NAME
from home import urls as home_urls
from home.explaining import EXPLAINED
from search import urls as search_urls
from tests import canary
from tests.factories import DUE, KIM_LONG

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("canary")]


def command(name, *arguments):
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def stories_of_public_cases(city):
    data = Story.objects.filter(case__in=city.public).values_list("data", flat=True)
    return json.dumps(list(data), ensure_ascii=False)


#: Every public output but pages: its name, and what it tells of the city.
OUTPUTS = {
    "PublicCase": lambda city: repr([asdict(c) for c in public_cases([c.pk for c in city.cases], at=DUE)]),
    "stories": stories_of_public_cases,
    "events": lambda city: json.dumps(list(Event.objects.values_list("kind", "role", "data"))),
    "agency_figures": lambda city: command("agency_figures", "--at", DUE.isoformat(), "--json"),
    "export_verdicts": lambda city: command("export_verdicts", "--at", DUE.isoformat()),
    "verify_ledger": lambda city: command("verify_ledger"),
}
#: Outputs made of figures or ids alone: they need not tell of what is public.
WITHOUT_WORDS = {"events", "agency_figures", "export_verdicts", "verify_ledger"}

#: Every public page: its route, and the addresses to look at.
PAGES = {
    "phan-anh/<digits:year>/<digits:month>/<slug:slug>-a<int:number>/": lambda city: [
        *(f"/phan-anh/{'/'.join(case.page.url_path.rstrip('/').split('/')[-3:])}/" for case in city.public),
        # Who knows the words of what is hidden gets them back in the address; who does not must not learn them.
        *(f"/phan-anh/2026/03/doan-mo-a{case.number}/" for case in city.hidden),
    ],
    "phan-anh/<digits:year_digits>/": lambda city: ["/phan-anh/2026/"],
    "phan-anh/<digits:year_digits>/<digits:month_digits>/": lambda city: ["/phan-anh/2026/03/"],
    f"phan-anh/<digits:year>/<digits:month>/<slug:slug>-a<int:number>/{NAME}": lambda city: [
        *(f"/phan-anh/{'/'.join(case.page.url_path.rstrip('/').split('/')[-3:])}/{NAME}" for case in city.public),
        *(f"/phan-anh/2026/03/doan-mo-a{case.number}/{NAME}" for case in city.hidden),
    ],
    "a/<int:number>": lambda city: [f"/a/{case.number}" for case in city.cases],
    "a/<int:number>/chua-xong/": lambda city: [f"/a/{case.number}/chua-xong/" for case in city.cases],
    "a/<int:number>/chua-xong/da-gui/": lambda city: [f"/a/{case.number}/chua-xong/da-gui/" for case in city.cases],
    "a/<int:number>/": lambda city: [f"/a/{case.number}/" for case in city.cases],
    "phan-anh/": lambda city: ["/phan-anh/", "/phan-anh/?q=hoa", "/phan-anh/?verdict=overdue&page=1"],
    "phan-anh/feed.atom": lambda city: ["/phan-anh/feed.atom", "/phan-anh/feed.atom?q=hoa"],
    "phan-anh/feed.json": lambda city: ["/phan-anh/feed.json", "/phan-anh/feed.json?verdict=overdue"],
    "phan-anh/cases.csv": lambda city: ["/phan-anh/cases.csv", "/phan-anh/cases.csv?q=hoa"],
    "phan-anh/cases.geojson": lambda city: ["/phan-anh/cases.geojson", "/phan-anh/cases.geojson?verdict=overdue"],
    "qua-han/": lambda city: ["/qua-han/"],
    "qua-han.csv": lambda city: ["/qua-han.csv"],
    "qua-han.json": lambda city: ["/qua-han.json"],
    **{f"{slug}/": lambda city, slug=slug: [f"/{slug}/"] for slug in EXPLAINED},
    "don-vi/": lambda city: ["/don-vi/"],
    "don-vi/<slug:slug>/": lambda city: [f"/don-vi/{agency.slug}/" for agency in Agency.objects.all()],
    "phuong-xa/": lambda city: ["/phuong-xa/"],
    "phuong-xa/<slug:slug>/": lambda city: ["/phuong-xa/kim-long/", "/phuong-xa/phu-xuan/"],
    "ton-dong/": lambda city: [f"/ton-dong/?only={only}" for only in ("30", "90", "unexplained", "unassigned")],
    "so-lieu/": lambda city: ["/so-lieu/"],
    "linh-vuc/": lambda city: ["/linh-vuc/"],
    "linh-vuc/<slug:slug>/": lambda city: ["/linh-vuc/chieu-sang/", "/linh-vuc/khac/"],
}
#: Pictures of pages: their words stand in them as text, too.
PICTURES = {
    "phan-anh/": [""],
    "phan-anh/<digits:year_digits>/": ["2026/"],
    "phan-anh/<digits:year_digits>/<digits:month_digits>/": ["2026/03/"],
    "qua-han/": [""],
    "don-vi/": [""],
    "don-vi/<slug:slug>/": ["ubnd-phuong-kim-long/"],
    "phuong-xa/": [""],
    "phuong-xa/<slug:slug>/": ["kim-long/", "phu-xuan/"],
    "linh-vuc/": [""],
    "linh-vuc/<slug:slug>/": ["chieu-sang/", "khac/"],
    "ton-dong/": [""],
    "so-lieu/": [""],
    "": [""],
    "<path:address>/": ["tin/", "phan-anh/2026/03/x/"],
    **{f"{slug}/": [""] for slug in EXPLAINED},
}
PAGES |= {
    f"{route}{NAME}": lambda city, route=route, parts=parts: [f"/{route.partition('<')[0]}{p}{NAME}" for p in parts]
    for route, parts in PICTURES.items()
}
OF_WAGTAIL = [
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-phan-anh-2026-03.xml",
    "/sitemap-don-vi.xml",
    "/khong-co-a1/",
]
TELLING = {
    "phan-anh/<digits:year>/<digits:month>/<slug:slug>-a<int:number>/",
    "phan-anh/",
    "phan-anh/feed.atom",
    "phan-anh/feed.json",
    "phan-anh/cases.csv",
    "phan-anh/cases.geojson",
    f"phan-anh/<digits:year>/<digits:month>/<slug:slug>-a<int:number>/{NAME}",
}


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """Made once for all tests of this module, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = canary.a_city()
        for case in made.cases:
            case.refresh_from_db()
        call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
        yield made
        transaction.set_rollback(True)


def betrayed(told):
    """The words around each canary in a text; each is a leak."""
    low = told.lower()
    found = [canary.MARK, *canary.EXACT]
    return [low[max(low.index(mark) - 60, 0) : low.index(mark) + 40] for mark in found if mark in low]


def text_of(response):
    """What a response says; of a picture the words that go along, which are all that is drawn."""
    if response.get("Content-Type") == "image/png":
        return Image.open(BytesIO(response.getvalue())).info["Description"]
    return response.getvalue().decode()


# --- the canaries are everywhere they should be ----------------------------------------------------------------------


def test_every_text_field_is_either_public_or_secret():
    for model, fields in canary.text_fields().items():
        public, secret = canary.PUBLIC.get(model, set()), canary.SECRET.get(model, set())
        assert not public & secret, model
        assert public | secret == fields, f"{model}: put new text fields into PUBLIC or SECRET of tests/canary.py"


def test_every_canary_sits_in_its_field(city):
    from django.apps import apps

    for name, fields in canary.SECRET.items():
        model = apps.get_model("contacts" if name.startswith("Contact") else "cases", name)
        for field in fields:
            values = [str(value).lower() for value in model._base_manager.values_list(field, flat=True)]
            assert any(canary.MARK in value for value in values), f"{name}.{field}"


def test_an_escaped_canary_would_be_noticed():
    assert betrayed(f"… {canary.MARK.upper()} …")
    assert betrayed("lat 16.4631772")
    assert not betrayed(canary.KNOWN)


# --- and nowhere else ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_output_betrays_one(city, name):
    told = OUTPUTS[name](city)
    assert not betrayed(told)
    assert told
    if name not in WITHOUT_WORDS:
        assert canary.KNOWN in told


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("route", PAGES)
def test_no_page_betrays_one(city, client, route, language):
    told = []
    for address in PAGES[route](city):
        response = client.get(language + address)
        told.append(text_of(response) + str(dict(response.headers)))
        assert not betrayed(told[-1]), f"{language}{address} ({response.status_code})"
    assert told
    if route in TELLING:
        assert any(canary.KNOWN in text for text in told)


@pytest.mark.parametrize("address", OF_WAGTAIL)
def test_no_other_page_betrays_one(city, client, address):
    response = client.get(address)
    assert not betrayed(response.content.decode())


def test_nothing_is_found_by_it(city):
    for word in (canary.MARK, f"{canary.MARK} draft", f"{canary.MARK} answer"):
        assert json.loads(command("find", word, "--json"))["total"] == 0
    assert json.loads(command("find", canary.KNOWN, "--json"))["total"] > 0


# --- no output is forgotten ------------------------------------------------------------------------------------------


def test_every_public_address_is_looked_at():
    urls = [
        *public_urls.urlpatterns,
        *accountability_urls.urlpatterns,
        *search_urls.urlpatterns,
        *home_urls.urlpatterns,
    ]
    routes = {str(url.pattern) for url in urls if isinstance(url, URLPattern)}
    assert len(routes) == len(urls), "look into included addresses too"
    assert set(PAGES) == routes, "who adds a public address adds it to PAGES"
    assert reverse("case_list") == "/phan-anh/"


def test_agencies_have_their_pages(city):
    assert KIM_LONG in {agency.name for agency in Agency.objects.all()}
