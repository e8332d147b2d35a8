"""Which words a reviewer covers: between two places, or as they were typed; and what else the Center has read."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Plain

import pytest

from cases.editorial.desk import covering
from cases.editorial.desk.covering import CoverForm
from cases.editorial.desk.related import Other, Related, _newest_first
from cases.models import Answer, Assignment, Case, Submission

pytestmark = pytest.mark.pure

AT = datetime(2026, 3, 4, 2, tzinfo=UTC)
BY = object()
VERSION = Submission(pk=5, number=1, text="Gọi 0905 123 456")
PHONE = "số điện thoại"


@pytest.fixture
def called(monkeypatch):
    """What the verbs were given, besides the version, the actor and the instant."""
    found = []

    def stub(name):
        def call(*, version, by, at, **given):
            assert (version, by, at) == (VERSION, BY, AT)
            found.append((name, given))
            return version

        return call

    verbs = Plain(**{name: stub(name) for name in ("cover", "cover_words")})
    monkeypatch.setattr(covering, "covering", verbs)
    return found


@pytest.mark.parametrize(
    ("sent", "name", "given"),
    [
        pytest.param({"start": "4", "end": "16"}, "cover", {"start": 4, "end": 16}, id="by places"),
        pytest.param({"start": "0", "end": "3"}, "cover", {"start": 0, "end": 3}, id="from the beginning"),
        pytest.param({}, "cover", {"start": 0, "end": 0}, id="no places: nothing, which the verb refuses"),
        pytest.param({"words": "0905"}, "cover_words", {"words": "0905"}, id="by words"),
        pytest.param({"words": "0905", "start": "4", "end": "9"}, "cover_words", {"words": "0905"}, id="words first"),
        pytest.param({"words": " \u200b ", "start": "4", "end": "9"}, "cover", {"start": 4, "end": 9}, id="no words"),
        pytest.param({"words": "Nguye\u0302\u0303n"}, "cover_words", {"words": "Nguyễn"}, id="in composed letters"),
    ],
)
@pytest.mark.parametrize(
    ("why", "reason"), [("", "thong-tin-ca-nhan"), ("do-loi", "do-loi")], ids=["the usual reason", "one of one's own"]
)
def test_a_cover_is_of_words_or_of_places(called, sent, name, given, why, reason):
    form = CoverForm({"kind": PHONE, "why": why, **sent})
    assert form.is_valid(), form.errors
    assert form.cover(VERSION, by=BY, at=AT) is VERSION
    assert called == [(name, {"kind": PHONE, "reason": reason, **given})]


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"kind": ""}, ["kind"]),
        ({"kind": "tên"}, ["kind"]),
        ({"kind": "thông tin sức khoẻ"}, []),  # what no mark says and a reviewer may
        ({"start": "-1"}, ["start"]),
        ({"start": "x"}, ["start"]),
        ({"end": "1.5"}, ["end"]),
        ({"words": "x" * 600}, []),
        ({"words": "x" * 601}, ["words"]),
        ({"why": "Do lỗi"}, ["why"]),
    ],
)
def test_what_no_button_sends_is_refused(sent, errors):
    assert sorted(CoverForm({"kind": PHONE, **sent}).errors) == errors


# --- what was read before --------------------------------------------------------------------------------------------


def version(pk=1, at=AT, *, title="Đèn tắt", **case):
    held = Case(**{"pk": 7, "number": 7, "state": "answered", "level": "full", **case})
    if title is not None:
        held._state.fields_cache["page"] = Plain(title=title)
    else:
        held._state.fields_cache["page"] = None
    answer = Answer(assignment=Assignment(case=held))
    return Submission(pk=pk, answer=answer, number=1, submitted_at=at)


@pytest.mark.parametrize(
    ("case", "title", "public"),
    [
        pytest.param({}, "Đèn tắt", True, id="in full"),
        pytest.param({"level": "summary"}, "Đèn tắt", True, id="in summary"),
        pytest.param({"level": "figures"}, "Đèn tắt", False, id="in figures alone"),
        pytest.param({"state": "in_progress"}, "Đèn tắt", True, id="still worked on"),
        pytest.param({"state": "withdrawn"}, "Đèn tắt", False, id="withdrawn"),
        pytest.param({"state": "merged"}, "Đèn tắt", False, id="merged"),
        pytest.param({"title": None}, "", False, id="without a page"),
        pytest.param({"title": ""}, "", False, id="without a title"),
    ],
)
def test_the_desk_leads_to_another_answers_page_only_where_anybody_may_read_it(case, title, public):
    other = Other(version=version(**case), is_alike=False)
    assert (other.title, other.is_public, other.case.number) == (title, public, 7)


def test_the_newest_version_comes_first_and_one_that_nobody_knows_the_time_of_last():
    hour = timedelta(hours=1)
    rows = [version(1, None), version(2, AT - hour), version(3, AT), version(4, None), version(5, AT - hour)]
    assert [row.pk for row in sorted(rows, key=_newest_first)] == [3, 5, 2, 4, 1]


def test_those_of_nearly_the_same_text_are_told_apart():
    first, second = version(1), version(2)
    others = [Other(version=first, is_alike=True), Other(version=second, is_alike=False)]
    assert list(Related(earlier=[], others=others).alike) == [first]
    assert list(Related(earlier=[first], others=[]).alike) == []
