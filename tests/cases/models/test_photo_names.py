"""The migration that takes photos out of addresses that could be guessed."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from cases.models import Photo
from tests.cases.actions.picture_files import PLACE, from_telephone
from tests.factories import Walk, walk_to

pytestmark = pytest.mark.django_db
rename = import_module("cases.migrations.0011_photo_names").rename

RANDOM = r"[0-9a-f]{32}"


class Editor:
    """What the migration asks of a schema editor."""

    connection = connection


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def before(case, name, data=None, **fields):
    """A photo as it was stored before."""
    if data is not None:
        default_storage.save(name, ContentFile(data))
    (photo,) = Photo.objects.bulk_create([Photo(case=case, width=1, height=1, **fields)])
    Photo.objects.filter(pk=photo.pk).update(file=name)
    return photo.pk


def row(pk):
    return Photo.objects.values("file", "shown", "width", "height", "public").get(pk=pk)


def names(media):
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def test_old_names_are_gone_and_only_what_is_public_has_a_copy(media, capsys, django_capture_on_commit_callbacks):
    case = walk_to("answered").case
    accused = Walk().accept(level="summary", level_reason="Hộ dân").case
    public = before(case, "photos/2026/11/nha-ba-lan.jpg", from_telephone(), public=True)
    hidden = before(case, "photos/2026/11/IMG_0042.jpg", from_telephone())
    summary = before(accused, "photos/2026/11/ho-dan.jpg", from_telephone(), public=True)
    odd = before(case, "photos/2026/11/odd.jpg", b"<svg>", public=True)
    gone = before(case, "photos/2026/11/gone.jpg", public=True)
    default_storage.save("demo/den-1-truoc.jpg", ContentFile(b"drawn"))
    drawn = [before(case, "demo/den-1-truoc.jpg", public=True) for _ in range(2)]
    with django_capture_on_commit_callbacks(execute=True):
        rename(apps, Editor)
    told = row(public)
    assert re.fullmatch(rf"originals/{RANDOM}\.jpg", told["file"])
    assert re.fullmatch(rf"photos/{RANDOM}\.jpg", told["shown"])
    assert (told["width"], told["height"]) == (40, 60)
    assert all(re.fullmatch(rf"originals/{RANDOM}\.jpg", row(pk)["file"]) for pk in (hidden, summary))
    assert [row(pk)["shown"] for pk in (hidden, summary, odd, gone)] == [""] * 4
    assert re.fullmatch(rf"originals/{RANDOM}\.bin", row(odd)["file"])
    assert {(row(pk)["file"], row(pk)["shown"]) for pk in drawn} == {("demo/den-1-truoc.jpg",) * 2}
    assert len(names(media)) == 6
    assert not [name for name in names(media) if "2026" in name]
    assert not [name for name in names(media) if PLACE in (media / name).read_bytes()]
    said = capsys.readouterr().err
    assert "gone.jpg: there is no such file" in said
    assert "odd.jpg: " in said


def test_killed_before_the_end_nothing_is_lost(media, django_capture_on_commit_callbacks):
    pk = before(walk_to("answered").case, "photos/2026/11/a.jpg", from_telephone(), public=True)
    with django_capture_on_commit_callbacks():  # they never run
        rename(apps, Editor)
    assert "photos/2026/11/a.jpg" in names(media)
    after = row(pk)
    with django_capture_on_commit_callbacks(execute=True):
        rename(apps, Editor)
    assert row(pk) == after, "what has its new name keeps it"
