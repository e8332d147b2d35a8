"""Sentences made from codes: every kind of event is told or left out on purpose, every term is said."""

import pytest
from django.utils.translation import override

from cases.models import ReasonKind
from cases.public import sentences
from cases.public.case import Named, PublicTerm
from cases.public.sentences import ENTERED, EVENTS, HIDDEN, REASONS, SHOWN, event_sentence, term_sentence
from cases.public.telling import is_entered
from cases.rules.states import EVENT_KINDS

WARD, LIGHTS = (
    Named(slug="kim-long", name="UBND phường Kim Long"),
    Named(slug="chieu-sang", name="Trung tâm Chiếu sáng"),
)


def a_term(kind="working_days", n=7, office=None):
    return PublicTerm(kind=kind, n=n, office=office, calendar="vn", legal_act="Quy chế")


def test_every_kind_of_event_is_told_or_left_out_on_purpose():
    assert SHOWN | HIDDEN == EVENT_KINDS
    assert not SHOWN & HIDDEN


def test_a_begun_draft_is_nobodys_business():
    drafts = {"case.amend", "answer.void", "review.decide", "review.undo"}
    of_the_center = {
        "case.urge",
        "case.calm",
        "case.ask_withdrawal",
        "case.drop_withdrawal",
        "review.confirm_duplicate",
        "review.cover",  # of what nobody can read yet: told with the approval
        "review.uncover",
    }
    assert drafts | of_the_center == HIDDEN


@pytest.mark.parametrize("kind", sorted(EVENT_KINDS - HIDDEN))
@pytest.mark.parametrize("agency", [WARD, None])
def test_every_sentence_is_whole_and_begins_large(kind, agency):
    rating = "acceptable" if kind == "case.rate" else None
    told = event_sentence(kind, agency=agency, to_agency=LIGHTS if agency else None, rating=rating)
    assert told
    assert "%" not in told
    assert "None" not in told
    assert told[0] == told[0].upper()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("case.receive", "Gửi phản ánh"),
        ("case.assign", "Giao UBND phường Kim Long"),
        ("case.transfer", "Chuyển từ UBND phường Kim Long sang Trung tâm Chiếu sáng"),
        ("case.escalate", "Hỏi ý kiến UBND phường Kim Long"),
        ("case.extend", "UBND phường Kim Long gia hạn"),
        ("assignment.submit", "UBND phường Kim Long gửi câu trả lời"),
        ("assignment.approve", "Câu trả lời của UBND phường Kim Long được duyệt"),
        ("assignment.return", "Câu trả lời của UBND phường Kim Long bị trả lại"),
        ("assignment.refuse", "Câu trả lời của UBND phường Kim Long bị từ chối"),
        ("answer.submit", "UBND phường Kim Long gửi phần bổ sung"),
        ("answer.return", "Phần bổ sung của UBND phường Kim Long bị trả lại"),
    ],
)
def test_sentences_name_who_it_was(kind, sentence):
    assert event_sentence(kind, agency=WARD, to_agency=LIGHTS) == sentence


def test_an_agency_nobody_named_is_not_called_by_a_placeholder():
    assert event_sentence("case.assign", agency=None, to_agency=None) == "Giao xử lý, nguồn không ghi cho đơn vị nào"
    assert event_sentence("assignment.submit", agency=None, to_agency=None) == "Đơn vị chưa rõ gửi câu trả lời"
    assert event_sentence("case.transfer", agency=None, to_agency=LIGHTS) == (
        "Chuyển từ đơn vị chưa rõ sang Trung tâm Chiếu sáng"
    )


def test_what_is_not_told_has_no_sentence():
    with pytest.raises(KeyError):
        event_sentence("case.amend", agency=None, to_agency=None)


@pytest.mark.parametrize(
    ("rating", "language", "sentence"),
    [
        ("satisfied", "vi", "Người dân đánh giá: hài lòng"),
        ("acceptable", "vi", "Người dân đánh giá: chấp nhận được"),
        ("not_satisfied", "vi", "Người dân đánh giá: không hài lòng"),
        ("not_satisfied", "en", "Rated by the reporter: not satisfied"),
    ],
)
def test_a_rating_is_told_by_its_word(rating, language, sentence):
    with override(language):
        assert event_sentence("case.rate", agency=WARD, to_agency=None, rating=rating) == sentence


def test_a_rating_nobody_knows_has_no_sentence():
    with pytest.raises(KeyError):
        event_sentence("case.rate", agency=None, to_agency=None)


def test_reasons_are_quoted_only_of_what_is_told_and_from_a_list_that_is_there():
    assert set(REASONS) <= SHOWN
    assert set(REASONS.values()) == set(ReasonKind)


@pytest.mark.parametrize(
    ("term", "round_number", "sentence"),
    [
        (a_term(), 1, "7 ngày làm việc, tính từ ngày sau ngày tiếp nhận"),
        (a_term(), 2, "7 ngày làm việc, tính từ ngày sau ngày mở lại"),
        (a_term(n=2, office=("08:30", "17:00")), 1, "2 ngày làm việc, tính theo giờ hành chính 08:30–17:00"),
        (a_term("calendar_days", 10), 1, "10 ngày kể từ khi tiếp nhận"),
        (a_term("calendar_days", 10), 3, "10 ngày kể từ khi mở lại"),
        (a_term("hours", 48), 1, "48 giờ kể từ khi tiếp nhận"),
        (None, 1, ""),
    ],
)
def test_a_term_says_what_it_counts_and_from_when(term, round_number, sentence):
    assert term_sentence(term, round_number=round_number) == sentence


def test_sentences_follow_the_language_of_the_reader(monkeypatch):
    monkeypatch.setattr(sentences, "_", lambda text: f"<{text}>")
    assert term_sentence(a_term("hours", 2)).endswith("<kể từ khi tiếp nhận>")
    with override("en"):  # lazily translated: the same objects serve every reader
        assert {kind: str(text) for kind, text in EVENTS.items()}.keys() == SHOWN


@pytest.mark.parametrize(
    ("kind", "role", "entered"),
    [
        pytest.param("case.receive", "center", True, id="a call"),
        pytest.param("case.receive", "citizen", False, id="by oneself"),
        pytest.param("case.receive", "system", False, id="by a source"),
        pytest.param("case.accept", "center", False, id="what the Center does itself"),
    ],
)
def test_what_the_center_takes_down_is_not_told_as_its_own_report(kind, role, entered):
    assert is_entered({"kind": kind, "role": role}) is entered
    told = event_sentence(kind, agency=None, to_agency=None, what=ENTERED if entered else None)
    assert (told == "Ghi hộ phản ánh của người dân") is entered
