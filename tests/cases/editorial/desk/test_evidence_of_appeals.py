"""Who decides on an appeal sees what the text came with: it is often about a photo."""

import pytest

from cases.models import Photo
from tests.cases.editorial.desk.test_matters import address, appealed
from tests.cases.editorial.desk.test_views import page, words

pytestmark = pytest.mark.django_db


def test_the_photos_of_the_text_stand_below_it_and_no_others(desk):
    walk = appealed()
    row = {"case": walk.case, "kind": "after", "file": "x", "width": 1, "height": 1}
    own, _report = Photo.objects.bulk_create(
        [Photo(answer=walk.answer, caption="Cột số 4", **row), Photo(caption="Của người gửi", **row)]
    )
    figures = page(desk, address("appeals")).select("#khieu-nai ~ .txt .pair figure")
    assert [(words(each), each.img["src"]) for each in figures] == [
        ("Sau Cột số 4 Che mặt, biển số trong ảnh 1", f"/cms/anh/{own.pk}/tep.jpg?nho")
    ]
