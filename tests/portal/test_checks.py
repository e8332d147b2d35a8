"""Each system check speaks when something is wrong, and only then."""

import pytest
from django.core.checks import Error, Warning, registry
from django.core.checks.messages import CheckMessage
from django.test import override_settings

from portal import checks

GOOD_KEY = "k7#pQ2!vLw9$zXr4^mTb8&nYc1*sDf6(gHj3)kUe5-aWo0_iPl+q"


def found(check) -> list[str]:
    return [message.id for message in check(None)]


@pytest.mark.parametrize(
    ("key", "debug", "ids"),
    [
        (GOOD_KEY, False, []),
        (GOOD_KEY[:49], False, ["portal.E001"]),
        ("ab" * 40, False, ["portal.E001"]),
        ("insecure-" + GOOD_KEY, False, ["portal.E001"]),
        ("insecure", True, []),
    ],
)
def test_secret_key(settings, key, debug, ids):
    settings.SECRET_KEY, settings.DEBUG = key, debug
    assert found(checks.check_secret_key) == ids


@pytest.mark.parametrize(
    ("hosts", "debug", "ids"),
    [
        (["a.vn"], False, []),
        ([".a.vn"], False, []),
        (["*"], False, ["portal.E002"]),
        (["a.vn", "*"], False, ["portal.E002"]),
        (["*"], True, []),
    ],
)
def test_allowed_hosts(settings, hosts, debug, ids):
    settings.ALLOWED_HOSTS, settings.DEBUG = hosts, debug
    assert found(checks.check_allowed_hosts) == ids


@pytest.mark.parametrize("url", ["https://phananh.example.vn", "http://localhost:8000", "https://[::1]:8443"])
def test_public_url_accepts(settings, url):
    settings.PUBLIC_URL = url
    assert found(checks.check_public_url) == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "phananh.example.vn",
        "//phananh.example.vn",
        "ftp://phananh.example.vn",
        "https://",
        "https://a.vn/portal",
        "https://a.vn?x=1",
        "https://a.vn#x",
        "https://a.vn:port",
        "https://[a.vn",
    ],
)
def test_public_url_refuses(settings, url):
    settings.PUBLIC_URL = url
    assert found(checks.check_public_url) == ["portal.E003"]


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:9200", "https://user:pass@search.example:443/es"])
def test_elasticsearch_url_accepts(settings, url):
    settings.ELASTICSEARCH_URL = url
    assert found(checks.check_elasticsearch_url) == []


@pytest.mark.parametrize("url", ["127.0.0.1:9200", "tcp://127.0.0.1:9200", "http://:9200", "http://a:99999"])
def test_elasticsearch_url_refuses(settings, url):
    settings.ELASTICSEARCH_URL = url
    assert found(checks.check_elasticsearch_url) == ["portal.E004"]


def test_elasticsearch_url_keeps_its_password_to_itself(settings):
    settings.ELASTICSEARCH_URL = "tcp://elastic:geheim@search:9200"
    (message,) = checks.check_elasticsearch_url(None)
    assert "geheim" not in str(message)


def test_a_certificate_that_cannot_be_read(settings, tmp_path):
    given = tmp_path / "ca.pem"
    settings.ELASTICSEARCH_CA_FILE = str(given)
    assert found(checks.check_elasticsearch_ca_file) == ["portal.E010"]
    given.write_text("")
    assert found(checks.check_elasticsearch_ca_file) == []
    settings.ELASTICSEARCH_CA_FILE = ""
    assert found(checks.check_elasticsearch_ca_file) == []


@pytest.mark.parametrize(
    ("address", "by", "ids"),
    [
        ("", "", []),
        ("https://tiles.example.vn/{z}/{x}/{y}.png?key=geheim", "© Ai", []),
        ("https://{s}.tiles.example.vn:8443/{z}/{x}/{y}.png", "© Ai", []),
        ("https://tiles.example.vn/{z}/{x}/{y}.png", "", ["portal.W005"]),
        ("https://tiles.example.vn/{z}/{x}.png", "© Ai", ["portal.E012"]),
        ("//tiles.example.vn/{z}/{x}/{y}.png", "© Ai", ["portal.E012"]),
        ("https://tiles.example.vn;script-src *;/{z}/{x}/{y}.png", "© Ai", ["portal.E012"]),
        ("https://{s}.{s}.example.vn/{z}/{x}/{y}.png", "© Ai", ["portal.E012"]),
        ("https://user@tiles.example.vn/{z}/{x}/{y}.png", "© Ai", ["portal.E012"]),
    ],
)
def test_tiles_come_from_a_place_that_a_policy_can_name(settings, address, by, ids):
    settings.MAP_TILE_URL, settings.MAP_TILE_ATTRIBUTION = address, by
    messages = list(checks.check_map_tiles(None))
    assert [message.id for message in messages] == ids
    assert "geheim" not in str(messages)


@pytest.mark.parametrize("name", ["ELASTICSEARCH_TIMEOUT", "ELASTICSEARCH_WRITE_TIMEOUT"])
@pytest.mark.parametrize(("seconds", "ids"), [(0, ["portal.E011"]), (0.5, []), (300, []), (301, ["portal.E011"])])
def test_time_outs_that_somebody_would_wait_for(settings, name, seconds, ids):
    setattr(settings, name, seconds)
    assert found(checks.check_elasticsearch_timeouts) == ids


@pytest.mark.parametrize(
    ("url", "key", "ids"),
    [
        ("", "key", []),
        ("http://search:9200", "", []),
        ("http://search:9200", "key", ["portal.W004"]),
        ("http://a:geheim@search:9200", "", ["portal.W004"]),
        ("https://a:geheim@search:9200", "key", []),
    ],
)
def test_a_key_to_elasticsearch_travels_encrypted(settings, url, key, ids):
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY = url, key
    assert found(checks.check_elasticsearch_encryption) == ids


@pytest.mark.parametrize(
    ("zone", "ids"),
    [
        ("Asia/Ho_Chi_Minh", []),
        ("America/New_York", []),
        ("Asia/Hue", ["portal.E005"]),
        ("/etc/passwd", ["portal.E005"]),
        ("Asia", ["portal.E005"]),
    ],
)
def test_time_zone(monkeypatch, zone, ids):
    # Only the check's own view of the setting: changing the real one would move the clock of the whole process.
    monkeypatch.setattr(checks, "settings", type("Settings", (), {"TIME_ZONE": zone}))
    assert found(checks.check_time_zone) == ids


def test_media_root_may_be_missing_when_it_can_be_made(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    assert found(checks.check_media_root) == []


def test_media_root_under_a_file_cannot_be_made(settings, tmp_path):
    (tmp_path / "file").touch(mode=0o755)
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    assert found(checks.check_media_root) == ["portal.E006"]


def test_media_root_without_permission(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(checks.os, "access", lambda path, mode: False)  # the superuser may write anywhere
    settings.MEDIA_ROOT = tmp_path
    assert found(checks.check_media_root) == ["portal.E006"]


@pytest.mark.parametrize(
    ("engine", "ids"),
    [
        ("django.db.backends.sqlite3", []),
        ("django.db.backends.postgresql", []),
        ("django.db.backends.mysql", ["portal.E007"]),
        ("django.contrib.gis.db.backends.postgis", ["portal.E007"]),
    ],
)
def test_database_engine(monkeypatch, engine, ids):
    monkeypatch.setattr(checks, "settings", type("Settings", (), {"DATABASES": {"default": {"ENGINE": engine}}}))
    assert found(checks.check_database_engine) == ids


@pytest.mark.parametrize(
    ("prefix", "ids"),
    [
        ("minhbach", []),
        ("hue-2026_a", []),
        ("", ["portal.E008"]),
        ("MinhBach", ["portal.E008"]),
        ("-minh", ["portal.E008"]),
        ("minh bạch", ["portal.E008"]),
        ("a" * 101, ["portal.E008"]),
    ],
)
def test_search_index(settings, prefix, ids):
    settings.SEARCH_INDEX = prefix
    assert found(checks.check_search_index) == ids


@pytest.mark.parametrize(
    ("kinds", "ids"),
    [([], []), (["returned", "assigned"], []), (["returned", "digest"], ["portal.E009"]), (["Ruled"], ["portal.E009"])],
)
def test_mails_at_once(settings, kinds, ids):
    settings.MAILS_AT_ONCE = kinds
    assert found(checks.check_mails_at_once) == ids


@pytest.mark.parametrize(
    ("url", "hosts", "ids"),
    [
        ("https://a.vn", ["a.vn"], []),
        ("https://phananh.a.vn", [".a.vn"], []),
        ("https://a.vn", [".a.vn"], []),
        ("http://a.vn", ["a.vn"], ["portal.W001"]),
        ("https://b.vn", ["a.vn"], ["portal.W002"]),
        ("https://ba.vn", [".a.vn"], ["portal.W002"]),
        ("http://b.vn", [], ["portal.W001", "portal.W002"]),
        ("not an address", [], []),  # E003 says so already
    ],
)
def test_public_host(settings, url, hosts, ids):
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = url, hosts
    assert found(checks.check_public_host) == ids


@pytest.mark.parametrize(("on", "ids"), [(True, []), (False, ["portal.W003"])])
def test_two_factor(settings, on, ids):
    settings.STAFF_TWO_FACTOR = on
    assert found(checks.check_two_factor) == ids


def every_message() -> list[CheckMessage]:
    bad = {
        "SECRET_KEY": "short",
        "ALLOWED_HOSTS": ["*"],
        "PUBLIC_URL": "http://b.vn/x",
        "ELASTICSEARCH_URL": "x",
        "MEDIA_ROOT": "/dev/null/x",
        "SEARCH_INDEX": "",
        "MAP_TILE_URL": "x",
    }
    with override_settings(**bad):
        return [
            message for name in vars(checks) if name.startswith("check_") for message in getattr(checks, name)(None)
        ]


def test_every_message_says_what_to_do():
    messages = every_message()
    assert {message.id for message in messages} == {
        "portal.E001", "portal.E002", "portal.E003", "portal.E004", "portal.E006", "portal.E008", "portal.E012",
        "portal.W001", "portal.W002", "portal.W003",
    }  # fmt: skip
    assert all(message.hint for message in messages)
    assert all(isinstance(message, Error if ".E" in message.id else Warning) for message in messages)


def test_all_are_registered():
    registered = registry.registry.get_checks(include_deployment_checks=True)
    ours = {getattr(checks, name) for name in vars(checks) if name.startswith("check_")}
    assert ours <= set(registered)
    assert len(ours) == 15
