"""The map of the CMS: every file is ours, and where it should be."""

import json
import re
from hashlib import sha256

from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from wagtailgeowidget.widgets import LeafletField

from portal.geowidget import media
from tests.shared_data import ROOT

STATIC = ROOT / "portal" / "static"


def elements():
    return BeautifulSoup(str(LeafletField().media), "lxml")


def test_the_widget_asks_nobody_else_for_files():
    page = elements()
    addresses = [element.get("src") or element.get("href") for element in page.find_all(["script", "link"])]
    assert len(addresses) == 6
    assert [address for address in addresses if not address.startswith("/static/")] == []


def test_its_files_exist():
    for element in elements().find_all(["script", "link"]):
        path = (element.get("src") or element.get("href")).removeprefix("/static/")
        assert finders.find(path), path


def test_leaflet_comes_before_what_uses_it():
    scripts = [script["src"].rpartition("/")[2] for script in elements().find_all("script")]
    assert scripts == ["leaflet.js", "leaflet-field.js", "leaflet-wards.js", "leaflet-field-controller.js"]


def test_addresses_of_data_ride_on_the_script_and_are_all_used():
    script = elements().find("script", src=re.compile("leaflet-wards"))
    given = {name.removeprefix("data-"): value for name, value in script.attrs.items() if name.startswith("data-")}
    assert set(given) == {"wards", "icon", "retina", "shadow"}
    for address in given.values():
        assert finders.find(address.removeprefix("/static/")), address
    source = (STATIC / "js" / "leaflet-wards.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bgiven\.(\w+)", source)) == set(given)


def test_addresses_are_those_of_the_storage_in_use(settings):
    settings.STATIC_URL = "/tinh/"
    assert "/tinh/geo/wards.geojson" in str(media(LeafletField()))


def test_no_tiles_are_configured(settings):
    assert settings.GEO_WIDGET_LEAFLET_TILE_LAYER == ""
    assert "tileLayer" not in (STATIC / "js" / "leaflet-wards.js").read_text(encoding="utf-8")


def test_leaflet_names_no_source_map_that_is_not_there():
    for path in (STATIC / "vendor").rglob("*.js"):
        assert "sourceMappingURL" not in path.read_text(encoding="utf-8")


def test_leaflet_is_the_one_that_its_notice_names():
    folder = STATIC / "vendor" / "leaflet"
    pinned = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", (folder / "NOTICE").read_text(encoding="utf-8"), re.MULTILINE))
    found = {sha256((folder / name).read_bytes()).hexdigest(): name for name in pinned.values()}
    assert found == pinned
    assert set(pinned.values()) == {path.name for path in folder.iterdir() if path.suffix in {".js", ".css"}}


def test_the_wards_are_forty_with_names_and_shapes_in_hue():
    wards = json.loads((STATIC / "geo" / "wards.geojson").read_text(encoding="utf-8"))
    assert len(wards["features"]) == 40
    assert len({ward["properties"]["code"] for ward in wards["features"]}) == 40
    for ward in wards["features"]:
        assert ward["properties"]["fullName"].startswith(("Phường ", "Xã "))
        points = re.findall(r"\[([\d.]+), ([\d.]+)\]", json.dumps(ward["geometry"]["coordinates"]))
        assert len(points) >= 4
        assert all(107 < float(lon) < 108.5 and 15.9 < float(lat) < 16.9 for lon, lat in points)


def test_what_others_made_comes_with_their_licence():
    for path in ("fonts/LICENSE-OFL.txt", "vendor/leaflet/LICENSE", "geo/NOTICE", "fonts/NOTICE"):
        assert "Copyright" in (STATIC / path).read_text(encoding="utf-8"), path
