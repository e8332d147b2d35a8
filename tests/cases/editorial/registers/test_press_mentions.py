"""Where the press quoted the portal, in the CMS: of days that were, each article once, public when it is ticked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import PressMention
from tests.cases.editorial.registers.forms import complaints, filled, url
from tests.factories import an_agency

pytestmark = pytest.mark.django_db
ARTICLE = {"publication": "Báo Huế", "title": "Ai trễ nhất?", "address": "https://bao.vn/tre", "day": "2026-03-02"}


def add(client, **fields):
    where = url("pressmention", "add")
    return client.post(where, filled(client, where) | ARTICLE | fields)


def test_an_editor_keeps_an_article_and_publishes_it_by_a_tick(editor):
    assert add(editor, agency=an_agency().pk).status_code == 302
    row = PressMention.objects.get()
    assert (row.language, row.agency, row.frozen_on, row.published) == ("vi", an_agency(), None, False)
    where = url("pressmention", "edit", row.pk)
    assert editor.post(where, filled(editor, where, published="on", language="")).status_code == 302
    row.refresh_from_db()
    assert (row.language, row.published) == ("", True)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"day": lambda: timezone.localdate() + timedelta(days=1)}, "Ngày đăng không thể ở tương lai."),
        ({"frozen_on": lambda: "2026-03-01"}, "Ngày này không có bản chốt."),
        ({"address": lambda: "https://bao.vn/cu"}, "Bài ở địa chỉ này đã có trong danh mục."),
        ({"address": lambda: "javascript:alert(1)"}, "Nhập một URL hợp lệ."),
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence(editor, changed, why):
    PressMention.objects.create(**ARTICLE | {"address": "https://bao.vn/cu"})
    assert complaints(add(editor, **{name: value() for name, value in changed.items()})) == [why]
    assert PressMention.objects.count() == 1
