"""Words that were covered of a report stay so when a newer file says them again: in another field, or in an answer."""

import json

import pytest

from cases.actions import verify
from cases.actions.actor import CENTER
from cases.actions.cover_report import cover_report
from cases.actions.covering import cover_words
from cases.models import Case, CasePage, Event, Story, Submission
from tests.factories import ago
from tests.incoming import imported, still_open, told

pytestmark = pytest.mark.django_db

NAME, CODE = "Lê Thị Hoa", "thong-tin-ca-nhan"
TEXT = f"Nhà bà {NAME} lấn đường, gọi 0912 345 678."
MARK = "[đã che: riêng]"


def cover(words, kind="riêng"):
    cover_report(case=Case.objects.get(), words=words, kind=kind, reason=CODE, by=CENTER, at=ago(hours=1))


def says(name):
    return getattr(CasePage.objects.get(), name)


def fields():
    return Event.objects.filter(kind="case.update").latest("seq").data["fields"]


@pytest.fixture
def covered():
    imported(still_open(text=TEXT))
    cover(NAME)
    cover("0912 345 678")


@pytest.mark.usefixtures("covered")
def test_another_field_that_says_them_gets_a_mark_and_follows_the_source_as_before():
    newer = {"text": TEXT, "title": f"Ổ gà, nhà bà {NAME.upper()}", "place": "Gọi 0912.345.678"}
    imported(still_open(**newer))
    page = CasePage.objects.get()
    assert (page.title, page.place) == (f"Ổ gà, nhà bà {MARK}", f"Gọi {MARK}")
    assert page.draft_title == page.title
    assert says("text") == f"Nhà bà {MARK} lấn đường, gọi {MARK}."
    assert fields() == ["place", "title"]
    imported(still_open(**newer, lat=42.3, lon=-71.3))
    assert fields() == ["lat", "lon"], "what the source told again has not changed"
    newer |= {"lat": 42.3, "lon": -71.3}
    imported(still_open(**{**newer, "title": f"Bà {NAME} xin"}))
    assert (fields(), says("title")) == (["title"], f"Bà {MARK} xin"), "nobody has touched what was written"
    imported(still_open(**{**newer, "title": "Ổ gà"}))
    imported(still_open(**{**newer, "title": "Ổ gà lớn"}))
    assert says("title") == "Ổ gà lớn"
    assert not verify.confirmed(Case.objects.get().pk)


@pytest.mark.usefixtures("covered")
def test_what_an_editor_made_of_a_text_with_marks_is_kept():
    imported(still_open(text=TEXT, title=f"Nhà bà {NAME}"))
    CasePage.objects.update(title="Lời của biên tập")
    imported(still_open(text=TEXT, title=f"Nhà của bà {NAME}"))
    assert says("title") == "Lời của biên tập"


@pytest.mark.usefixtures("covered")
def test_an_answer_that_says_them_is_covered_and_tells_why():
    imported(told(text=TEXT, answer_text=f"Bà {NAME} đã dọn, số 0912345678."))
    version = Submission.objects.get()
    assert [cover[2:] for cover in version.covers] == [["riêng", CODE]] * 2
    public = json.dumps(Story.objects.get().data, ensure_ascii=False)
    assert f"Bà {MARK} đã dọn, số {MARK}." in public
    assert Event.objects.get(kind="answer.cover").data["reason"] == CODE
    imported(told(text=TEXT, answer_text=f"Đã gặp {NAME}."))
    assert f"Đã gặp {MARK}." in json.dumps(Story.objects.get().data, ensure_ascii=False)
    assert not verify.confirmed(Case.objects.get().pk)


def test_words_that_are_covered_of_an_answer_get_a_mark_in_a_newer_report():
    imported(told(answer_text=f"Bà {NAME} đã dọn."))
    version = Submission.objects.get()
    cover_words(version=version, words=NAME, kind="riêng", reason=CODE, by=CENTER, at=ago(hours=1))
    imported(told(answer_text=f"Bà {NAME} đã dọn.", text=f"Nhà bà {NAME}"))
    assert says("text") == f"Nhà bà {MARK}"


@pytest.mark.usefixtures("covered")
def test_the_case_does_not_keep_them():
    kept = json.dumps(Case.objects.get().source_texts, ensure_ascii=False).casefold()
    assert "riêng" in kept
    assert "hoa" not in kept
    assert "0912345678" not in kept


@pytest.mark.usefixtures("covered")
def test_signs_of_before_there_were_checks_are_read():
    case = Case.objects.get()
    case.source_texts["covered"] = [[row[0], *row[2:]] for row in case.source_texts["covered"]]
    case.save()
    imported(still_open(text=TEXT, title=f"Nhà bà {NAME}"))
    assert says("title") == f"Nhà bà {MARK}"


def test_where_marks_leave_no_room_the_page_says_what_it_said():
    imported(still_open(title="Bà An"))
    cover("An", kind="tên người của nhà bên cạnh")
    imported(still_open(title="Bà An", place=" ".join(["An"] * 80)))
    assert says("place") == "1 Elm St"
    imported(still_open(title="Bà An", place="2 Elm St"))
    assert says("place") == "2 Elm St"
