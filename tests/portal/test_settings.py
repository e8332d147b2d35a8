"""Settings: what is read from the environment, what is documented, and what production refuses."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_data import ROOT

KEY = "k7#pQ2!vLw9$zXr4^mTb8&nYc1*sDf6(gHj3)kUe5-aWo0_iPl+q"
COMPLETE = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "phananh.example.vn,.hue.example.vn",
    "PUBLIC_URL": "https://phananh.example.vn/",
    "DATABASE_URL": "postgres://minhbach:secret@db:5433/portal",
}
SHOW = """
import importlib, json, sys
module = importlib.import_module(sys.argv[1])
print(json.dumps({name: getattr(module, name, None) for name in sys.argv[2:]}, default=str))
"""


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python in the project with this environment and nothing inherited but the path."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def read(module: str, *names: str, **environment: str) -> dict:
    """Import a settings module in a process of its own and return some of its values."""
    done = python("-c", SHOW, f"portal.settings.{module}", *names, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def names_read_by(path: Path) -> set[str]:
    """Names of the environment variables that a settings module reads through django-environ."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }


# --- the environment -------------------------------------------------------------------------------------------------


def test_every_variable_is_documented_and_no_other():
    documented = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    assert sorted(documented) == sorted(names_read_by(ROOT / "portal/settings/base.py"))


def test_only_base_reads_the_environment():
    for path in (ROOT / "portal").rglob("*.py"):
        if path.name in {"base.py", "wsgi.py"}:  # wsgi names the settings module, which comes before any setting
            continue
        assert re.search(r"os\.environ|getenv|import environ|from os import", path.read_text()) is None, path


def test_names_others_rely_on():
    relied_on = {"DATABASE_URL", "ELASTICSEARCH_URL", "SEARCH_INDEX", "MEDIA_ROOT", "SECRET_KEY", "ALLOWED_HOSTS"}
    assert relied_on | {"PUBLIC_URL"} <= names_read_by(ROOT / "portal/settings/base.py")


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text(KEY)
    assert read("dev", "SECRET_KEY", SECRET_KEY_FILE=str(tmp_path / "key")) == {"SECRET_KEY": KEY}


def test_with_an_address_elasticsearch_answers_by_all_that_is_set():
    given = {"ELASTICSEARCH_URL": "https://search:9200", "ELASTICSEARCH_API_KEY": "key", "SEARCH_INDEX": "hue"}
    found = read("dev", "SEARCH_ENGINES", ELASTICSEARCH_TIMEOUT="0.5", **given)["SEARCH_ENGINES"]
    assert found["default"] == found["elastic"]
    told = {name: found["elastic"][name] for name in ("URL", "INDEX", "API_KEY", "TIMEOUT", "WRITE_TIMEOUT")}
    assert told == {"URL": "https://search:9200", "INDEX": "hue", "API_KEY": "key", "TIMEOUT": 0.5, "WRITE_TIMEOUT": 30}
    assert read("dev", "SEARCH_ENGINES", ELASTICSEARCH_URL="")["SEARCH_ENGINES"] == {}


# --- database --------------------------------------------------------------------------------------------------------


def test_without_a_database_url_a_file_under_var_is_used():
    database = read("dev", "DATABASES")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert Path(database["NAME"]) == ROOT / "var" / "minhbach.sqlite3"


def test_sqlite_takes_the_write_lock_at_once_and_waits():
    options = read("dev", "DATABASES", DATABASE_URL="sqlite:////tmp/x.sqlite3")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1)])
def test_sqlite_pragmas_hold_on_a_real_file(tmp_path, pragma, value):
    code = f"""
from django.db import connection
with connection.cursor() as cursor:
    print(cursor.execute("PRAGMA {pragma}").fetchone()[0])
"""
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    done = python("-c", code, DJANGO_SETTINGS_MODULE="portal.settings.dev", DATABASE_URL=url)
    assert done.stdout.strip() == str(value), done.stderr


def test_postgresql_keeps_its_connections_and_checks_them():
    database = read("dev", "DATABASES", DATABASE_URL=COMPLETE["DATABASE_URL"])["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", 5433, "portal")
    assert database["CONN_MAX_AGE"] == 60
    assert database["CONN_HEALTH_CHECKS"] is True
    assert "transaction_mode" not in database.get("OPTIONS", {})


# --- development, tests ----------------------------------------------------------------------------------------------


def test_development_needs_no_setting_at_all():
    values = read("dev", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS")
    assert values["DEBUG"] is True
    assert values["SECRET_KEY"]
    assert values["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_tests_use_memory_unless_a_database_is_given():
    assert read("test", "DATABASES")["DATABASES"]["default"]["NAME"] == ":memory:"
    given = read("test", "DATABASES", DATABASE_URL=COMPLETE["DATABASE_URL"])["DATABASES"]["default"]
    assert given["NAME"] == "portal"


def test_tests_choose_no_engine_by_accident():
    assert read("test", "ELASTICSEARCH_URL", ELASTICSEARCH_URL="http://127.0.0.1:9200") == {"ELASTICSEARCH_URL": ""}


def test_tests_serve_static_files_without_whitenoise():
    values = read("test", "MIDDLEWARE", "STORAGES")
    assert not [name for name in values["MIDDLEWARE"] if "whitenoise" in name]
    assert values["STORAGES"] is None


# --- production ------------------------------------------------------------------------------------------------------


def test_production_names_everything_that_is_missing_at_once():
    done = python("-c", "import portal.settings.production")
    assert done.returncode == 1
    assert "ImproperlyConfigured: Set ALLOWED_HOSTS, DATABASE_URL, PUBLIC_URL, SECRET_KEY" in done.stderr


@pytest.mark.parametrize("missing", sorted(COMPLETE))
@pytest.mark.parametrize("how", ["unset", "empty"])
def test_production_refuses_to_start_without(missing, how):
    environment = {name: value for name, value in COMPLETE.items() if name != missing}
    if how == "empty":
        environment[missing] = ""
    done = python("-c", "import portal.settings.production", **environment)
    assert done.returncode == 1
    assert f"ImproperlyConfigured: Set {missing} in the environment" in done.stderr


def test_production_with_everything_set():
    values = read(
        "production",
        *("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "WAGTAILADMIN_BASE_URL", "CSRF_TRUSTED_ORIGINS"),
        *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"),
        *("SECURE_PROXY_SSL_HEADER", "STAFF_TWO_FACTOR", "SESSION_COOKIE_HTTPONLY", "LANGUAGE_COOKIE_SECURE"),
        **COMPLETE,
    )
    assert values == {
        "DEBUG": False,
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": ["phananh.example.vn", ".hue.example.vn"],
        "PUBLIC_URL": "https://phananh.example.vn",
        "WAGTAILADMIN_BASE_URL": "https://phananh.example.vn",
        "CSRF_TRUSTED_ORIGINS": ["https://phananh.example.vn"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "STAFF_TWO_FACTOR": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_PROXY_SSL_HEADER": None,  # whoever reaches us directly could forge the header
    }


def test_production_behind_a_proxy_that_redirects():
    environment = {**COMPLETE, "BEHIND_PROXY": "true", "SSL_REDIRECT": "false", "HSTS_SECONDS": "3600"}
    values = read("production", "SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", **environment)
    assert values == {
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 3600,
    }


@pytest.mark.parametrize(
    ("module", "given", "on"),
    [
        ("production", {}, True),
        ("production", {"STAFF_TWO_FACTOR": ""}, True),
        ("production", {"STAFF_TWO_FACTOR": "true"}, True),
        ("production", {"STAFF_TWO_FACTOR": "false"}, False),
        ("production", {"DEMO": "true"}, False),
        ("production", {"DEMO": "true", "STAFF_TWO_FACTOR": "true"}, True),
        ("dev", {}, False),
        ("dev", {"STAFF_TWO_FACTOR": "true"}, True),
        ("test", {"STAFF_TWO_FACTOR": "true"}, False),
    ],
)
def test_two_factors_are_obligatory_in_production_unless_said_otherwise(module, given, on):
    assert read(module, "STAFF_TWO_FACTOR", **{**COMPLETE, **given}) == {"STAFF_TWO_FACTOR": on}


def test_production_hashes_static_files():
    storage = read("production", "STORAGES", **COMPLETE)["STORAGES"]["staticfiles"]["BACKEND"]
    assert storage == "whitenoise.storage.CompressedManifestStaticFilesStorage"


# --- what the law of the house says ----------------------------------------------------------------------------------


def test_switches_that_must_stay(settings):
    assert settings.WAGTAIL_I18N_ENABLED is False
    assert settings.WAGTAILREDIRECTS_AUTO_CREATE is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.GEO_WIDGET_LEAFLET_TILE_LAYER == ""
    assert settings.USE_TZ is True
    assert settings.LANGUAGE_CODE == "vi"
    assert [code for code, _ in settings.LANGUAGES] == ["vi", "en"]


def test_djangos_own_admin_is_not_there(settings):
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@pytest.mark.parametrize(("demo", "debug"), [("true", False), ("false", True)])
def test_a_demo_shows_what_visitors_see(demo, debug):
    """No page of Django's for developers, but static files without a step before."""
    values = read("dev", "DEBUG", "WHITENOISE_USE_FINDERS", DEMO=demo)
    assert values == {"DEBUG": debug, "WHITENOISE_USE_FINDERS": True}
