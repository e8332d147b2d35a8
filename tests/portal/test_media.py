"""Media in development: folders that are named, and no others."""

import pytest
from django.http import Http404

from portal.media import SERVED, media
from tests.shared_data import ROOT


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for folder in ("photos", "originals", "original_images", "documents", "photosx", "."):
        path = tmp_path / folder / "a.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\xff\xd8\xff")


@pytest.mark.django_db
def test_a_copy_is_served_as_what_it_is(rf):
    response = media(rf.get("/"), "photos/a.jpg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


@pytest.mark.parametrize(
    "path",
    [
        "originals/a.jpg", "original_images/a.jpg", "documents/a.jpg", "a.jpg", "photosx/a.jpg", "Photos/a.jpg",
        "photos/../originals/a.jpg", "photos//../originals/a.jpg", "./originals/a.jpg", "/originals/a.jpg",
        "photos/", "",
    ],
)  # fmt: skip
def test_nothing_else_is(rf, path):
    with pytest.raises(Http404):
        media(rf.get("/"), path)


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_the_proxies_in_the_docs_serve_the_same_folders(proxy):
    told = (ROOT / "docs" / "media.md").read_text("utf-8").partition(f"```{proxy}\n")[2].partition("```")[0]
    assert all(folder.strip("/") in told for folder in SERVED)
    assert "original" not in told
    assert "404" in told
