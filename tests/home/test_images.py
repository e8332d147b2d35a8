"""Pictures that editors upload: photographs come in clean, drawings as they are."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Opened
from wagtail.images.forms import get_image_form
from wagtail.images.models import Image

from tests.cases.actions.picture_files import PLACE, from_telephone, saved, with_archive

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # Wagtail leaves files open
]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def uploaded(data, name="IMG_0042.jpg"):
    return get_image_form(Image)({"title": "Cầu", "collection": 1}, {"file": SimpleUploadedFile(name, data)})


def test_a_photograph_loses_its_place_and_its_renditions_have_none():
    form = uploaded(from_telephone())
    assert form.is_valid(), form.errors
    image = form.save()
    assert (image.width, image.height) == (40, 60)
    with image.file.storage.open(image.file.name) as stored:
        assert PLACE not in stored.read()
    rendition = image.get_rendition("max-20x20|format-jpeg")
    with rendition.file.storage.open(rendition.file.name) as shown:
        data = shown.read()
    assert PLACE not in data
    assert dict(Opened.open(BytesIO(data)).getexif()) == {}


def test_a_drawing_stays_as_it_is():
    form = uploaded(saved("PNG", Opened.new("RGBA", (30, 30), (0, 0, 0, 0))), "so-do.png")
    assert form.is_valid(), form.errors
    image = form.save()
    with image.file.storage.open(image.file.name) as stored:
        assert Opened.open(stored).mode == "RGBA"


def test_one_that_is_something_else_too_is_refused():
    form = uploaded(with_archive())
    assert not form.is_valid()
    assert "giấu thứ khác" in str(form.errors["file"])


def test_a_title_is_changed_without_drawing_anew():
    form = uploaded(from_telephone())
    assert form.is_valid(), form.errors
    image = form.save()
    name = image.file.name
    form = get_image_form(Image)({"title": "Cầu Trường Tiền", "collection": 1}, instance=image)
    assert form.is_valid(), form.errors
    assert form.save().file.name == name
