"""The lists of phrases in the CMS: an editor changes what hints go by."""

import pytest

from cases.models import HintPhrase
from cases.rules.hints.reading import Around, hints
from tests.cases.editorial.registers.forms import complaints, filled, send, url

pytestmark = pytest.mark.django_db


def flags(text):
    return hints(text, HintPhrase.objects.book(), Around()).flags


def test_an_editor_adds_a_phrase_and_hints_go_by_it(editor):
    text = "Đã thay bóng. Hẹn mùa trăng sau."
    assert flags(text) == []
    client, add = editor, url("hintphrase", "add")
    client.post(add, {**filled(client, add), "kind": "vague", "words": "Hẹn mùa  trăng", "active": "on"})
    assert HintPhrase.objects.get(words="hẹn mùa trăng").kind == "vague"
    assert flags(text) == ["vague"]


def test_an_editor_sets_a_phrase_aside(editor):
    row = HintPhrase.objects.get(kind="not_seen", words="chưa phát hiện")
    assert "not_seen" in flags("Kiểm tra chưa phát hiện gì.")
    send(editor, url("hintphrase", "edit", row.pk), active=None)
    assert "not_seen" not in flags("Kiểm tra chưa phát hiện gì.")


def test_a_phrase_of_signs_comes_back_with_a_sentence(editor):
    row = HintPhrase.objects.get(kind="not_seen", words="chưa phát hiện")
    response = send(editor, url("hintphrase", "edit", row.pk), words="…")
    assert complaints(response) == ["Cụm từ cần ít nhất một chữ."]


def test_a_phrase_that_stands_already_is_refused(editor):
    row = HintPhrase.objects.get(kind="not_seen", words="chưa phát hiện")
    response = send(editor, url("hintphrase", "edit", row.pk), words="Không phát hiện")
    assert complaints(response) == ["Loại này đã có cụm từ ấy."]


def test_phrases_are_found_without_marks_and_by_kind(editor):
    page = editor.get(url("hintphrase", "index"), {"q": "thoi gian som nhat", "kind": "vague"})
    assert {row.words for row in page.context["object_list"]} == {"trong thời gian sớm nhất", "thời gian sớm nhất"}


def test_any_phrase_may_be_deleted(editor):
    row = HintPhrase.objects.get(kind="not_seen", words="chưa phát hiện")
    editor.post(url("hintphrase", "delete", row.pk))
    assert not HintPhrase.objects.filter(pk=row.pk).exists()
