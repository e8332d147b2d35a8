"""Static files as production serves them: hashed, complete, and none from elsewhere."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from tests.shared_data import ROOT

OURS = ROOT / "portal" / "static"
ADDRESS = re.compile(r"""(?:url\(|src=|import |fetch\()\s*["']?((?:https?:)?//[^"')\s]+)""")  # a link asks nobody


@pytest.fixture
def collected(settings, tmp_path) -> Path:
    """Collect as production does, without compressing; a reference that leads nowhere fails here."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_every_reference_between_static_files_leads_somewhere(collected):
    assert (collected / "staticfiles.json").exists()
    assert staticfiles_storage.url("img/favicon.svg") != "/static/img/favicon.svg"


def test_our_stylesheets_and_scripts_ask_nobody_else():
    files = [path for path in OURS.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    assert files
    for path in files:
        assert ADDRESS.findall(path.read_text(encoding="utf-8")) == [], path


def test_the_portals_own_files_are_found():
    assert finders.find("img/favicon.svg") == str(OURS / "img/favicon.svg")
