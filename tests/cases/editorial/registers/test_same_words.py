"""Words that mean the same, in the CMS: an editor changes what a search finds, from the next question on."""

import pytest
from django.core.cache import cache

from cases.models import SameWords
from search.engines import engines
from search.lexicon import NOTHING, keep
from tests.cases.editorial.registers.forms import complaints, filled, send, url
from tests.search.documents import document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgotten():
    """No answer and no lexicon of another test."""
    cache.clear()
    yield
    cache.clear()
    keep(NOTHING)


def heading(client, q):
    return client.get("/phan-anh/", {"q": q}).context["listing"].heading


def test_a_change_is_followed_at_once_by_answers_that_were_remembered_too(editor, client):
    engines["default"].put([document(1, title="Cột đổ ở bến đò Trường Súng")])
    assert heading(client, "cột bến Than") == "Không có phản ánh nào khớp “cột bến Than”"
    add = url("samewords", "add")
    row = {"kind": "place", "words": " bến  Than,Trường Súng , ", "active": "on"}
    editor.post(add, {**filled(editor, add), **row})
    assert SameWords.objects.get(words="bến Than, Trường Súng").kind == "place"
    page = client.get("/phan-anh/", {"q": "cột bến Than"})
    assert page.context["listing"].heading == "1 phản ánh khớp “cột bến Than”"
    assert "Trường Súng (như “bến Than”)." in page.content.decode()
    send(editor, url("samewords", "edit", SameWords.objects.get(words="bến Than, Trường Súng").pk), active=None)
    assert heading(client, "cột bến Than") == "Không có phản ánh nào khớp “cột bến Than”"


def test_the_first_list_knows_the_words_of_the_city():
    rows = set(SameWords.objects.values_list("words", flat=True))
    assert {
        "kiệt, kiet, hẻm, hem, ngõ, con kiệt, con hẻm, con ngõ",
        "heo, lợn",
        "Vĩ Dạ, Vỹ Dạ",
        "p, phường",
        "ko, không",
    } <= rows
    for row in SameWords.objects.all():
        row.full_clean()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("kiệt", "Cần ít nhất hai từ khác nhau, cách nhau bằng dấu phẩy."),
        ("kiệt, kiệt", "Cần ít nhất hai từ khác nhau, cách nhau bằng dấu phẩy."),
        ("kiệt, …", "Giữa hai dấu phẩy cần ít nhất một chữ hay số."),
        ("heo, lợn", "Nhóm từ này đã có."),
    ],
)
def test_what_is_no_group_comes_back_with_a_sentence(editor, words, complaint):
    row = SameWords.objects.get(words__startswith="bụi, khói bụi")
    response = send(editor, url("samewords", "edit", row.pk), words=words)
    assert complaints(response) == [complaint]


def test_any_group_may_be_deleted_and_is_found_without_marks(editor):
    row = SameWords.objects.get(words="heo, lợn")
    found = list(editor.get(url("samewords", "index"), {"q": "lon heo"}).context["object_list"])
    assert row in found
    assert all("heo" in each.words and "lợn" in each.words for each in found)
    editor.post(url("samewords", "delete", row.pk))
    assert not SameWords.objects.filter(pk=row.pk).exists()
