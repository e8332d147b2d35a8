"""A source words an answer anew of which something is covered: what was covered stays so, wherever it stands now."""

import json

import pytest
from django.utils import timezone

from cases.actions import verify
from cases.actions.actor import CENTER
from cases.actions.covering import cover, covers_kept, hidden_in
from cases.models import Story, Submission
from cases.rules.redaction import covered
from tests.incoming import imported, still_open, told

NUMBER = "0912345678"
PHONE, CODE = "số điện thoại", "thong-tin-ca-nhan"


def shown(before, words, after):
    """What the public reads of the new text, where these words of the old one were covered."""
    start = before.index(words)
    version = Submission(text=before, covers=[[start, start + len(words), PHONE, CODE]])
    return covered(after, kept(version, after))


def kept(version, text):
    return covers_kept(hidden_in([version]), text)


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
    assert kept(version, "Nam và Ông Nam Hải") == [[0, 3, "tên tắt", "b"], [7, 18, "tên", "a"]]
    assert kept(version, version.text) == version.covers
    assert kept(Submission(text="a"), "b") == []


@pytest.mark.parametrize(
    ("before", "words", "after", "expected"),
    [
        ("Ông An, Nguyễn Văn An.", ["An", "Nguyễn Văn An"], "Nguyễn Văn An, An", "▇, ▇"),  # one is part of the other
        ("Văn An ở An Bình 3.", ["Văn An", "An Bình 3"], "Nhà Văn An Bình 3", "Nhà ▇▇"),  # each begins in the other
        ("An Bình 3, Văn An", ["An Bình 3", "Văn An"], "Nhà Văn An Bình 3", "Nhà ▇▇"),
    ],
)
def test_where_covered_words_lie_over_each_other_none_of_them_shows(before, words, after, expected):
    covers = [[before.rindex(each), before.rindex(each) + len(each), "tên", "a"] for each in words]
    covers[0][:2] = [before.index(words[0]), before.index(words[0]) + len(words[0])]
    told = covered(after, kept(Submission(text=before, covers=covers), after))
    assert told.replace("[đã che: tên]", "▇") == expected


@pytest.mark.parametrize("after", ["0912345678", "0912.345.678", "(0912) 345-678", "0912 \t345\n678"])
@pytest.mark.parametrize("before", ["0912 345 678", "0912345678"])
def test_however_a_number_is_grouped(before, after):
    hidden = shown(f"Gọi {before}.", before, f"Gọi {after}!")
    assert [part for part in after if part.isdigit() and part in hidden] == []


@pytest.mark.django_db
def test_a_source_that_opens_the_case_and_closes_it_again_shows_nothing_that_was_covered():
    imported(told(answer_text=f"Đã thay. Gọi {NUMBER}."))
    version = Submission.objects.get()
    start = version.text.index(NUMBER)
    cover(version=version, start=start, end=start + len(NUMBER), kind=PHONE, reason=CODE, by=CENTER, at=timezone.now())
    imported(still_open())
    imported(told(answer_text=f"Gọi {NUMBER}. Số0912.345.678x"))
    again = Submission.objects.get(retracted_at=None)
    assert again.text == f"Gọi {NUMBER}. Số0912.345.678x"
    assert again.covers == [[4, 14, PHONE, CODE], [18, 30, PHONE, CODE]]
    public = json.dumps(Story.objects.get().data, ensure_ascii=False)
    assert NUMBER not in public
    assert "Gọi [đã che: số điện thoại]." in public
    assert not verify.confirmed(again.answer.assignment.case_id)


@pytest.mark.django_db
@pytest.mark.parametrize("between", ["Đã thay.", None], ids=["answered without them", "open"])
def test_words_that_a_file_leaves_out_are_covered_when_a_third_says_them_again(between):
    imported(told(answer_text=f"Đã thay. Gọi {NUMBER}, gặp Ông  Nam."))
    version = Submission.objects.get()
    for words, kind in ((NUMBER, PHONE), ("Ông  Nam", "tên")):
        start = version.text.index(words)
        cover(
            version=version, start=start, end=start + len(words), kind=kind, reason=CODE, by=CENTER, at=timezone.now()
        )
    imported(told(answer_text="Đã xử lý."))
    case = Submission.objects.get().answer.assignment.case
    everywhere = json.dumps([case.source_texts, *Submission.objects.values_list("text", "covers")])
    assert NUMBER not in everywhere, "what the source took back is not kept"
    if between is None:
        imported(still_open())
    else:
        imported(told(answer_text=between))
    imported(told(answer_text=f"Số{NUMBER}x, 0912.345 678: gặp ông nam; ông Namh."))
    public = json.dumps(Story.objects.get().data, ensure_ascii=False)
    assert "Số[đã che: số điện thoại]x, [đã che: số điện thoại]: gặp [đã che: tên]; " in public
    assert NUMBER not in public
    assert not verify.confirmed(case.pk)


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
