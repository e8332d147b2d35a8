"""A source words an answer anew of which something is covered: what was covered stays so, wherever it stands now."""

import json

import pytest
from django.utils import timezone

from cases.actions.actor import CENTER
from cases.actions.covering import cover, moved_covers
from cases.models import Story, Submission
from cases.rules.redaction import covered
from tests.incoming import imported, told

NUMBER = "0912345678"
PHONE, CODE = "số điện thoại", "thong-tin-ca-nhan"


def shown(before, words, after):
    """What the public reads of the new text, where these words of the old one were covered."""
    start = before.index(words)
    version = Submission(text=before, covers=[[start, start + len(words), PHONE, CODE]])
    return covered(after, moved_covers(version, after))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("Gọi 0912345678.", "Gọi [đã che: số điện thoại]."),
        ("Đơn vị báo: gọi 0912345678.", "Đơn vị báo: gọi [đã che: số điện thoại]."),  # moved
        ("0912345678", "[đã che: số điện thoại]"),
        ("0912345678, 0912345678", "[đã che: số điện thoại], [đã che: số điện thoại]"),  # said twice
        ("Số0912345678x", "Số[đã che: số điện thoại]x"),  # even within a word
        ("Đã thay bóng.", "Đã thay bóng."),  # not said any more
        ("", ""),
    ],
)
def test_the_same_words_are_covered_in_the_new_text(after, expected):
    assert shown("Gọi 0912345678.", NUMBER, after) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("nhà ÔNG  NAM sạch", "nhà [đã che: số điện thoại] sạch"),  # written otherwise, read the same
        ("Ông Nam, ông nam", "[đã che: số điện thoại], [đã che: số điện thoại]"),
        ("Ông Namh", "[đã che: số điện thoại]h"),
        ("Ông, Nam", "Ông, Nam"),
    ],
)
def test_however_they_are_written(after, expected):
    assert shown("Ông Nam đã dọn", "Ông Nam", after) == expected


def test_several_covers_keep_their_kinds_and_none_lies_over_another():
    version = Submission(text="Ông Nam Hải, Nam", covers=[[0, 11, "tên", "a"], [13, 16, "tên tắt", "b"]])
    assert moved_covers(version, "Nam và Ông Nam Hải") == [[0, 3, "tên tắt", "b"], [7, 18, "tên", "a"]]
    assert moved_covers(version, version.text) == version.covers
    assert moved_covers(Submission(text="a"), "b") == []


@pytest.mark.django_db
def test_a_newer_file_shows_nothing_that_was_covered():
    imported(told(answer_text=f"Đã thay. Gọi {NUMBER}."))
    version = Submission.objects.get()
    start = version.text.index(NUMBER)
    cover(version=version, start=start, end=start + len(NUMBER), kind=PHONE, reason=CODE, by=CENTER, at=timezone.now())
    imported(told(answer_text=f"Bổ sung: đơn vị đã thay bóng đèn. Gọi {NUMBER} hoặc đến trụ sở."))
    version.refresh_from_db()
    assert NUMBER in version.text
    public = json.dumps(Story.objects.get().data, ensure_ascii=False)
    assert NUMBER not in public
    assert "Gọi [đã che: số điện thoại] hoặc đến trụ sở." in public
    assert NUMBER[:6] not in public
