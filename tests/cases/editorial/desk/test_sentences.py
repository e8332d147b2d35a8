"""Why something was not done at the desk: who is named, who reads what of the own deed, and what is not told."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from cases.actions.causes import Cause, CenterCause
from cases.actions.changing import ActionRefused
from cases.actions.claiming import ClaimedByAnother
from cases.actions.deciding import AlreadyDecided, NothingToUndo, VersionReplaced
from cases.editorial.desk import sentences
from cases.editorial.desk.sentences import gone, own, refusal, settled_already
from cases.models import Answer, Assignment, Case, PendingDecision, Ruling, Submission
from cases.rules.rights import Deed, RightRefused, Why
from cases.rules.states import AnswerMove, AnswerState, MoveRefused

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 3, 17, 5, tzinfo=UTC)  # 00:05 of Wednesday the 4th in Huế
GRANTED = "Chấp nhận khiếu nại"
WHEN = ", lúc 00:05 ngày 04/03/2026."
LAN, BINH = 7, 8
NO_MORE = "Câu trả lời này không còn chờ duyệt."


@pytest.fixture(autouse=True)
def _of_one_mind(monkeypatch):
    monkeypatch.setattr(sentences, "is_disputed", lambda version: False)


def lan(**names):
    return get_user_model()(pk=LAN, username="lan", **names)


def decided(decision, by=None, at=AT):
    answer = Answer(assignment=Assignment(case=Case(state="in_progress")))
    return Submission(number=1, decision=decision, decided_by=by, decided_at=at, answer=answer)


def pending(choice, by=None, decision=""):
    """A version on which somebody has decided what does not count yet."""
    version = Submission(number=2, decision=decision)
    return PendingDecision(version=version, choice=choice, decided_by=by, decided_at=AT)


def claimed(name):
    told = ClaimedByAnother.__new__(ClaimedByAnother)
    told.name, told.since = name, AT
    return told


def test_a_right_that_is_missing_says_which():
    told = {why: refusal(RightRefused(Deed.APPROVE, why)) for why in Why}
    assert len({*told.values()}) == len(Why), "each says something else"
    assert "người khác phải duyệt" in told[Why.OWN_TEXT]
    assert "đơn vị bạn" in told[Why.OWN_AGENCY]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (claimed("Lan Nguyễn"), "Lan Nguyễn đang xem câu này từ 00:05."),
        (VersionReplaced(1, 3), "Đơn vị đã gửi bản 3 thay bản bạn đọc. Hãy đọc bản mới."),
        (
            NothingToUndo("x"),
            "Không còn hoàn tác được: quyết định đã có hiệu lực, hoặc do người khác đưa ra.",
        ),
        (ActionRefused("x", Cause.RULED), "Người khác đã phân xử việc này."),
        (ActionRefused("x", Cause.NO_TEXT), NO_MORE),  # a cause that no reviewer meets
        (ActionRefused("x", CenterCause.NO_TITLE), NO_MORE),
        (ActionRefused("x"), NO_MORE),
        (MoveRefused(AnswerState.DRAFT, AnswerMove.APPROVE, "x"), NO_MORE),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_a_refusal_in_words(error, told):
    assert refusal(error) == told


@pytest.mark.parametrize(
    ("by", "reader", "told"),
    [
        (
            lan(first_name="Lan", last_name="Nguyễn"),
            BINH,
            f"Lan Nguyễn đã quyết định câu này: Trả lại{WHEN}",
        ),
        (lan(), BINH, f"lan đã quyết định câu này: Trả lại{WHEN}"),
        (lan(), None, f"lan đã quyết định câu này: Trả lại{WHEN}"),
        (None, BINH, f"Một người khác đã quyết định câu này: Trả lại{WHEN}"),
        (None, None, f"Một người khác đã quyết định câu này: Trả lại{WHEN}"),
        (lan(), LAN, f"Bạn đã quyết định câu này: Trả lại{WHEN}"),
    ],
    ids=["by name", "by account", "to a stranger", "an account that is gone", "nobody to nobody", "oneself"],
)
def test_the_second_is_told_who_was_first_and_oneself_no_more_than_that(by, reader, told):
    assert refusal(AlreadyDecided(pending("return", by)), reader) == told


@pytest.mark.parametrize(
    ("version", "reader", "told"),
    [
        (None, LAN, "Câu trả lời đó không còn chờ bạn duyệt."),
        (decided(""), LAN, "Câu trả lời đó không còn chờ bạn duyệt."),
        (decided("recalled"), LAN, "Đơn vị đã rút câu trả lời này lúc 00:05 ngày 04/03/2026."),
        (decided("recalled", at=None), LAN, "Câu trả lời đó không còn chờ bạn duyệt."),
        (decided("void"), LAN, "Việc đã chuyển đơn vị khác hoặc đã kết thúc lúc 00:05 ngày 04/03/2026."),
        (decided("approved", lan(first_name="Lan")), BINH, f"Lan đã quyết định câu này: Duyệt{WHEN}"),
        (decided("refused"), BINH, f"Một người khác đã quyết định câu này: Từ chối{WHEN}"),
        (decided("returned", lan()), LAN, f"Bạn đã quyết định câu này: Trả lại{WHEN}"),
        (decided("returned", lan(), at=None), LAN, "lan đã quyết định câu này: Trả lại."),
        (pending("approve", lan()).version, BINH, f"lan đã quyết định câu này: Duyệt{WHEN}"),
        (pending("approve", lan()).version, LAN, f"Bạn đã quyết định câu này: Duyệt{WHEN}"),
        (pending("approve", lan(), decision="refused").version, BINH, f"lan đã quyết định câu này: {GRANTED}{WHEN}"),
    ],
    ids=[
        "no version", "waits", "recalled", "recalled, imported", "void", "approved", "by nobody",
        "oneself", "imported", "pending", "pending by oneself", "of an appeal",
    ],
)  # fmt: skip
def test_why_a_version_is_not_on_the_desk_any_more(version, reader, told):
    assert gone(version, reader) == told


@pytest.mark.parametrize(("decision", "disputed"), [("", True), ("approved", False)])
def test_where_reviewers_differ_the_head_decides_and_only_on_what_waits(monkeypatch, decision, disputed):
    monkeypatch.setattr(sentences, "is_disputed", lambda version: True)
    told = gone(decided(decision, lan()), BINH)
    assert told.startswith("Người duyệt không cùng ý") is disputed
    assert ("lan" in told) is not disputed


@pytest.mark.parametrize(
    ("by", "at", "reader", "told"),
    [
        (lan(), AT, LAN, "Bạn đã phân xử việc này lúc 00:05 ngày 04/03/2026: Hỏi cấp trên."),
        (lan(first_name="Lan"), AT, BINH, "Lan đã phân xử việc này lúc 00:05 ngày 04/03/2026: Hỏi cấp trên."),
        (lan(), AT, None, "lan đã phân xử việc này lúc 00:05 ngày 04/03/2026: Hỏi cấp trên."),
        (lan(), None, LAN, ""),
        (None, AT, LAN, ""),
        (None, None, None, ""),
    ],
)
def test_who_has_settled_it_and_when(by, at, reader, told):
    assert settled_already(Ruling(ruled_by=by, ruled_at=at, outcome="asked"), reader) == told


def test_every_sentence_has_an_english_one():
    with translation.override("en"):
        english = [
            own(AT, "Refuse"),
            gone(None),
            gone(decided("returned", lan()), BINH),
            refusal(VersionReplaced(1, 2)),
        ]
        english += [refusal(RightRefused(Deed.APPROVE, why)) for why in Why]
        english += [refusal(ActionRefused("x", cause)) for cause in sentences.CAUSES]
    vietnamese = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
    assert [told for told in english if vietnamese & set(told.lower())] == []
