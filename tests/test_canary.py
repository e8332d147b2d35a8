"""Nothing that is not public is in any public output; who adds an output adds it here."""

import gzip
import json
from dataclasses import asdict
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import URLPattern, reverse
from django.utils import timezone
from PIL import Image

from cases.accountability import urls as accountability_urls
from cases.models import Agency, Event, Snapshot, SnapshotCorrection, Story
from cases.public import urls as public_urls
from cases.public.loading import public_cases
from cases.public.pictures.card import NAME
from home import urls as home_urls
from home.explaining import EXPLAINED
from portal.api import urls as api_urls
from search import urls as search_urls
from tests import canary
from tests.cases.accountability.open_data.reading import everything
from tests.factories import DUE, KIM_LONG

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("canary")]


def command(name, *arguments):
    out = StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def stories_of_public_cases(city):
    data = Story.objects.filter(case__in=city.public).values_list("data", flat=True)
    return json.dumps(list(data), ensure_ascii=False)


def open_data(city):
    """What the files of a dump say, and the command that made it."""
    with TemporaryDirectory() as folder, override_settings(OPEN_DATA_ROOT=folder):
        return command("dump_public") + everything(Path(folder))


#: Every public output but pages: its name, and what it tells of the city.
OUTPUTS = {
    "PublicCase": lambda city: repr([asdict(c) for c in public_cases([c.pk for c in city.cases], at=DUE)]),
    "stories": stories_of_public_cases,
    "events": lambda city: json.dumps(list(Event.objects.values_list("kind", "role", "data"))),
    "agency_figures": lambda city: command("agency_figures", "--at", DUE.isoformat(), "--json"),
    "export_verdicts": lambda city: command("export_verdicts", "--at", DUE.isoformat()),
    "verify_ledger": lambda city: command("verify_ledger"),
    "dump_public": open_data,
    "nightly": lambda city: command("nightly"),
    "snapshot": lambda city: command("snapshot", "--on", city.frozen.isoformat()),
    "verify_snapshots": lambda city: command("verify_snapshots"),
}
#: Outputs made of figures or ids alone: they need not tell of what is public.
WITHOUT_WORDS = {
    "events",
    "agency_figures",
    "export_verdicts",
    "verify_ledger",
    "nightly",
    "snapshot",
    "verify_snapshots",
}

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
    "phan-anh/suggest.json": lambda city: ["/phan-anh/suggest.json?q=ki", "/phan-anh/suggest.json?q=hoa"],
    "ban-do/": lambda city: ["/ban-do/", "/ban-do/?q=hoa"],
    "ban-do/cells.json": lambda city: ["/ban-do/cells.json?bbox=107,16,108,17&zoom=9"],
    "A/<int:number>": lambda city: [f"/A/{city.cases[0].number}"],
    "A/<int:number>/": lambda city: [f"/A/{city.cases[0].number}/"],
    "phuong-phap.json": lambda city: ["/phuong-phap.json"],
    "so-lieu/bao-sai/": lambda city: ["/so-lieu/bao-sai/"],
    "so-lieu/bao-sai/gui/": lambda city: ["/so-lieu/bao-sai/gui/?o=/qua-han/"],
    "so-lieu/bao-sai/da-gui/": lambda city: ["/so-lieu/bao-sai/da-gui/"],
    "so-lieu/<slug:cut>.json": lambda city: ["/so-lieu/don-vi.json"],
    "so-lieu/<slug:cut>.csv": lambda city: ["/so-lieu/don-vi.csv"],
    "du-lieu/": lambda city: ["/du-lieu/"],
    "du-lieu/moi-nhat/<str:name>": lambda city: [
        f"/du-lieu/moi-nhat/{name}" for name in ("cases-2026.csv.gz", "README.md", "datapackage.json")
    ],
    "du-lieu/<day:day>/": lambda city: [f"/du-lieu/{timezone.localdate()}/"],
    "du-lieu/<day:day>/<str:name>": lambda city: [f"/du-lieu/{timezone.localdate()}/answers-2026.jsonl.gz"],
    "bao-chi/": lambda city: ["/bao-chi/"],
    "da-go/": lambda city: ["/da-go/"],
    "da-go.csv": lambda city: ["/da-go.csv"],
    "qua-han/": lambda city: ["/qua-han/"],
    "qua-han.csv": lambda city: ["/qua-han.csv"],
    "qua-han.json": lambda city: ["/qua-han.json"],
    "qua-han/feed.atom": lambda city: ["/qua-han/feed.atom"],
    "qua-han/ngay/": lambda city: ["/qua-han/ngay/"],
    "qua-han/ngay/<digits:year_digits>/": lambda city: [f"/qua-han/ngay/{city.frozen.year}/"],
    "qua-han/<day:day>.csv": lambda city: [f"/qua-han/{city.frozen}.csv", f"/qua-han/{city.frozen}.csv?frozen=1"],
    "qua-han/<day:day>.json": lambda city: [f"/qua-han/{city.frozen}.json"],
    "qua-han/<day:day>/": lambda city: [f"/qua-han/{city.frozen}/"],
    "qua-han/<day:day>/<slug:slug>/": lambda city: [f"/qua-han/{city.frozen}/ubnd-phuong-kim-long/"],
    "qua-han/<day:day>/tung-phan-anh/": lambda city: [
        f"/qua-han/{city.frozen}/tung-phan-anh/",
        f"/qua-han/{city.frozen}/tung-phan-anh/?verdict=overdue",
    ],
    f"qua-han/<day:day>/tung-phan-anh/{NAME}": lambda city: [f"/qua-han/{city.frozen}/tung-phan-anh/{NAME}"],
    f"qua-han/<day:day>/{NAME}": lambda city: [f"/qua-han/{city.frozen}/{NAME}"],
    f"qua-han/<day:day>/<slug:slug>/{NAME}": lambda city: [f"/qua-han/{city.frozen}/ubnd-phuong-kim-long/{NAME}"],
    **{f"{slug}/": lambda city, slug=slug: [f"/{slug}/"] for slug in EXPLAINED},
    "nhung/phan-anh/<int:number>/": lambda city: [f"/nhung/phan-anh/{case.number}/" for case in city.cases],
    "nhung/don-vi/<slug:slug>/": lambda city: [f"/nhung/don-vi/{agency.slug}/" for agency in Agency.objects.all()],
    "nhung/hom-nay/": lambda city: ["/nhung/hom-nay/"],
    "don-vi/": lambda city: ["/don-vi/"],
    "don-vi/<slug:slug>/": lambda city: [f"/don-vi/{agency.slug}/" for agency in Agency.objects.all()],
    "phuong-xa/": lambda city: ["/phuong-xa/"],
    "phuong-xa/<slug:slug>/": lambda city: ["/phuong-xa/kim-long/", "/phuong-xa/phu-xuan/"],
    "ton-dong/": lambda city: [f"/ton-dong/?only={only}" for only in ("30", "90", "unexplained", "unassigned")],
    "so-lieu/": lambda city: ["/so-lieu/"],
    **{f"{name}.csv": lambda city, name=name: [f"/{name}.csv"] for name in ("phuong-xa", "linh-vuc")},
    **{
        f"so-lieu/{name}.csv": lambda city, name=name: [f"/so-lieu/{name}.csv"]
        for name in ("theo-thang", "ty-le-theo-thang", "dang-mo-bao-lau", "cho-bao-lau", "danh-gia")
    },
    "don-vi/<slug:slug>/<slug:chart>.csv": lambda city: [
        f"/don-vi/ubnd-phuong-kim-long/{name}.csv" for name in ("theo-thang", "cho-bao-lau", "danh-gia")
    ],
    "phan-anh/<digits:year_digits>.csv": lambda city: ["/phan-anh/2026.csv"],
    "linh-vuc/": lambda city: ["/linh-vuc/"],
    "linh-vuc/<slug:slug>/": lambda city: ["/linh-vuc/chieu-sang/", "/linh-vuc/khac/"],
}
#: Pictures of pages: their words stand in them as text, too.
PICTURES = {
    "du-lieu/": [""],
    "phan-anh/": [""],
    "ban-do/": [""],
    "bao-chi/": [""],
    "da-go/": [""],
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
    "/sitemap-ngay-da-chot.xml",
    "/khong-co-a1/",
]
#: The API, below its own address: by what ninja calls its resources.
PAGES |= {
    f"api/v1/{route}": lambda city, addresses=addresses: [
        f"/api/v1/{each}" for each in (addresses(city) if callable(addresses) else addresses)
    ]
    for route, addresses in {
        "": [""],
        NAME: [NAME],
        "openapi.json": ["openapi.json"],
        "cases": ["cases?facets=yes", "cases?q=hoa&limit=2", "cases?state=withdrawn&facets=yes"],
        "cases/<int:number>": lambda city: [f"cases/{case.number}" for case in city.cases],
        "agencies": ["agencies"],
        "agencies/<slug:slug>": lambda city: [f"agencies/{agency.slug}" for agency in Agency.objects.all()[:2]],
        "figures": ["figures"],
        "overdue": ["overdue"],
        "categories": ["categories"],
        "wards": ["wards"],
        "snapshots": ["snapshots"],
        "snapshots/<day:day>": lambda city: [f"snapshots/{city.frozen}"],
        "^(?P<rest>.+)$": ["khong-co"],
    }.items()
}
TELLING = {
    "du-lieu/moi-nhat/<str:name>",
    "nhung/phan-anh/<int:number>/",
    "api/v1/cases",
    "api/v1/cases/<int:number>",
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
        call_command("nightly", stderr=StringIO())
        made.frozen = Snapshot.objects.get().date
        SnapshotCorrection.objects.create(snapshot_id=Snapshot.objects.get().pk, made_at=timezone.now(), reason="Nhầm")
        with TemporaryDirectory() as folder, override_settings(OPEN_DATA_ROOT=folder):
            command("dump_public")
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
    if response.get("Content-Type") == "application/gzip":
        return gzip.decompress(response.getvalue()).decode()
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
    routes |= {f"api/v1/{url.pattern}" for url in api_urls.urlpatterns}
    assert set(PAGES) == routes, "who adds a public address adds it to PAGES"
    assert reverse("case_list") == "/phan-anh/"


def test_agencies_have_their_pages(city):
    assert KIM_LONG in {agency.name for agency in Agency.objects.all()}
