"""What a field of words counts, and what it calls empty, is what anybody would read."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from cases.editorial.desk.forms import RemarkForm
from cases.editorial.fields import ROOM, WordsField
from cases.editorial.office.forms import AnswerForm, NoteForm

FIELD = WordsField(max_length=6)
DECOMPOSED = unicodedata.normalize("NFD", "đường")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (f" {DECOMPOSED} ", "đường"),
        ("một\r\nha", "một\nha"),
        ("\u202ehai\u200b \u2066ba\u2069\ufeff", "hai ba"),
    ],
)
def test_it_is_as_long_as_it_is_read(given, kept):
    assert len(given) > 6
    assert FIELD.clean(given) == kept


@pytest.mark.parametrize("given", ["", " ", "\u200b\u202e", "\u2066 \u2069\r\n"])
def test_what_nobody_sees_is_empty(given):
    with pytest.raises(ValidationError, match="còn trống"):
        FIELD.clean(given)


@pytest.mark.parametrize("given", ["bảy chữ", "x" * 6 * ROOM, "\u200b" * 6 * ROOM + "x"])
def test_what_is_too_long_is_told_how_long_it_is(given):
    with pytest.raises(ValidationError, match="6"):
        FIELD.clean(given)


@pytest.mark.parametrize("form", [AnswerForm, NoteForm, RemarkForm])
def test_no_browser_cuts_what_is_pasted(form):
    assert "maxlength" not in str(form()["text"])
