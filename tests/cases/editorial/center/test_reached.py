"""A report entered for a caller: name and number stand on its page for who may see them, asked for and written down."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cases.contacts.models import ContactAccess
from cases.models import Case
from tests.accounts import an_account
from tests.cases.editorial.center.conftest import page, words
from tests.cases.editorial.desk.conftest import signed_in

pytestmark = pytest.mark.django_db

TYPED = {"title": "Đèn hỏng", "place": "12 Kim Long", "category": "chieu-sang", "name": "Bà Hoa", "phone": "0905123456"}


@pytest.fixture
def entered(editor):
    editor.post(reverse("center_enter"), TYPED)
    return reverse("center_case", args=[Case.objects.get().number])


def test_who_may_see_them_says_what_for_and_it_is_written_down(entered):
    account = an_account("edit")
    account.user_permissions.add(Permission.objects.get(content_type__app_label="contacts", codename="view_contact"))
    reader = signed_in(type(account).objects.get(pk=account.pk))
    closed = page(reader, entered).find(id="lien-he")
    assert words(closed.summary) == "Tên, số điện thoại người gọi"
    assert "Bà Hoa" not in words(closed)
    reader.post(closed.form["action"], {"purpose": "ask"})
    shown = page(reader, entered).find(id="lien-he")
    assert "Bà Hoa, 0905123456" in words(shown)
    seen = ContactAccess.objects.get()
    assert (seen.account_id, seen.purpose) == (account.pk, "ask")


def test_who_may_not_is_told_that_they_are_kept_apart(entered, editor):
    told = words(page(editor, entered).find(id="lien-he"))
    assert told.startswith("Phản ánh này do Trung tâm nhập cho người gọi. Liên hệ người gửi giữ riêng")
    assert "0905123456" not in page(editor, entered).get_text()
    assert not ContactAccess.objects.exists()
