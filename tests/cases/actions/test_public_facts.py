"""What of a case's facts enters its public story, fact by fact, and what of each stays out."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cases.actions.disputes import AppealFact, RulingFact
from cases.actions.dossier import AssignmentFact, Dossier, EventFact, ExtensionFact, RatingFact, TermFact
from cases.actions.known import free_slug, kind_of
from cases.actions.story import is_published, iso, story_of, was_sent_back
from cases.actions.versions import SubmissionFact
from cases.rules.states import DESK_KINDS
from tests.cases.rules.clocks import tick

pytestmark = pytest.mark.pure

SECRET = "BÍ MẬT"


def version(decision="", **more):
    """A version with words in every text it has."""
    given = {
        "answer_id": 8,
        "amends_id": None,
        "number": 1,
        "text": SECRET,
        "outcome": "done",
        "planned_on": None,
        "legal_reason": "",
        "submitted_at": tick(3),
        "recorded_at": tick(3),
        "decision": decision,
        "decided_at": tick(5) if decision else None,
        "retracted_at": None,
        "reason_id": 4 if decision in ("returned", "refused") else None,
        "sentence": "Thiếu ảnh" if decision in ("returned", "refused") else "",
    }
    return SubmissionFact(**{**given, **more})


def appeal(outcome, **more):
    given = {
        "id": 6,
        "appealed_at": tick(6),
        "against": "refused",
        "against_at": tick(5),
        "against_recorded_at": tick(5),
        "against_reason_id": 7,
        "against_sentence": "Đùn đẩy",
        "outcome": outcome,
        "decided_at": tick(9) if outcome else None,
        "words": "Ảnh có thật" if outcome in ("granted", "rejected") else "",
    }
    return AppealFact(**{**given, **more})


def charge(*submissions, number=1, **more):
    given = {"kind": "handling", "round": 1, "state": "open", "assigned_at": tick(0), "started_at": tick(0), **more}
    return AssignmentFact(
        id=number,
        agency_id=50 + number,
        ended_at=None,
        ended_unknown=False,
        clock_id=given.pop("clock_id", number),
        submissions=submissions,
        **given,
    )


def story(*assignments, **facts):
    return story_of(Dossier(case_id=1, round=1, assignments=assignments, **facts), [])


def event(kind, data=None, **more):
    given = {"happened_at": tick(1), "recorded_at": tick(2), "role": "center", **more}
    return EventFact(kind=kind, data=data or {}, **given)


# --- answers and reviews ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "published", "sent_back"),
    [
        (version(), False, False),
        (version("approved"), True, False),
        (version("approved", retracted_at=tick(9)), False, False),
        (version("returned"), False, True),
        (version("refused"), False, True),
        (version("recalled"), False, False),
        (version("void"), False, False),
        (version("approved", appeal=appeal("granted")), True, True),  # both, since an appeal overturned it
        (version("returned", appeal=appeal("rejected")), False, True),
        (version("returned", appeal=appeal("")), False, True),
    ],
)
def test_a_text_is_told_where_it_is_approved_and_a_review_where_it_sent_back(fact, published, sent_back):
    assert (is_published(fact), was_sent_back(fact)) == (published, sent_back)
    told = story(charge(fact))
    assert (len(told["answers"]), len(told["reviews"])) == (published, sent_back)
    assert (SECRET in str(told)) is published


def test_an_answer_says_how_often_it_was_sent_back_before():
    sent = (version("returned"), version("refused"), version("returned"), version("recalled"), version("approved"))
    [answer] = story(charge(*sent), charge(version("returned"), number=2))["answers"]
    assert (answer["returned"], answer["refused"]) == (2, 1)


@pytest.mark.parametrize(
    ("fact", "review"),
    [
        (version("returned"), (tick(5), "returned", 4, "Thiếu ảnh", None)),
        (
            version("returned", appeal=appeal("", against="returned")),
            (tick(5), "returned", 4, "Thiếu ảnh", ("", None, "")),
        ),
        (
            version("refused", appeal=appeal("rejected")),
            (tick(5), "refused", 4, "Thiếu ảnh", ("rejected", tick(9), "Ảnh có thật")),
        ),
        (
            version("refused", appeal=appeal("dropped")),
            (tick(5), "refused", 4, "Thiếu ảnh", ("dropped", tick(9), "")),
        ),
        # overturned: the version itself says only that it is approved, the appeal what was said before
        (
            version("approved", decided_at=tick(9), appeal=appeal("granted")),
            (tick(5), "refused", 7, "Đùn đẩy", ("granted", tick(9), "Ảnh có thật")),
        ),
    ],
)
def test_a_review_tells_the_first_decision_and_what_an_appeal_made_of_it(fact, review):
    [told] = story(charge(fact))["reviews"]
    heard = told["appeal"] and (told["appeal"]["outcome"], told["appeal"]["decided_at"], told["appeal"]["words"])
    at, decision, reason, sentence, of_appeal = review
    assert (told["at"], told["decision"], told["reason"], told["sentence"]) == (iso(at), decision, reason, sentence)
    assert heard == (of_appeal and (of_appeal[0], iso(of_appeal[1]), of_appeal[2]))


# --- extensions, rulings, ratings, terms -----------------------------------------------------------------------------


def promised(**more):
    given = {
        "published_at": tick(4),
        "recorded_at": tick(4),
        "promised_on": date(2026, 3, 13),
        "promised_until": tick(50),
        "not_after": tick(99),
        "reason_id": 3,
        "sentence": SECRET,
        **more,
    }
    return ExtensionFact(**given)


def test_the_sentence_of_a_struck_extension_is_gone_and_its_day_stays():
    struck = promised(struck_at=tick(6), struck_reason_id=9)
    plain, gone = story(charge(extensions=(promised(), struck)))["extensions"]
    assert (plain["sentence"], plain["struck_at"], plain["struck_reason"]) == (SECRET, None, None)
    assert (gone["sentence"], gone["struck_at"], gone["struck_reason"]) == ("", iso(tick(6)), 9)
    assert plain["promised_on"] == gone["promised_on"] == "2026-03-13"
    assert "not_after" not in plain


def test_who_has_a_case_back_tells_no_extension_twice():
    first, back = charge(extensions=(promised(),)), charge(number=3, clock_id=1, extensions=(promised(),))
    assert [told["assignment"] for told in story(first, back)["extensions"]] == [1]


def test_a_ruling_tells_what_the_center_said_and_not_whom_anybody_named():
    asked = RulingFact(
        id=2,
        assignment_id=1,
        cause="not_ours",
        asked_at=tick(3),
        reason_id=77,
        due_at=tick(27),
        outcome="transferred",
        ruled_at=tick(9),
        ruling_reason_id=78,
        words="Đoạn này của phường bên",
        to_id=79,
    )
    [told] = story(rulings=(asked,))["rulings"]
    assert told["words"] == "Đoạn này của phường bên"
    assert (told["at"], told["due_at"], told["ruled_at"]) == (iso(tick(3)), iso(tick(27)), iso(tick(9)))
    assert not {77, 78, 79} & set(told.values())


def test_every_rating_is_told_with_its_end():
    rated = (
        RatingFact(round=1, value="not_satisfied", rated_at=tick(1), ended_at=tick(2)),
        RatingFact(round=2, value="satisfied", rated_at=tick(3), ended_at=None),
    )
    told = story(ratings=rated)["ratings"]
    assert [(r["round"], r["value"], r["ended_at"]) for r in told] == [
        (1, "not_satisfied", iso(tick(2))),
        (2, "satisfied", None),
    ]


def test_a_term_is_told_whole_or_not_at_all():
    term = TermFact(kind="hours", n=4, office=None, calendar="vn", legal_act="QĐ 1", law_for=("ward",))
    assert story()["term"] is None
    assert set(story(term=term)["term"]) == {each.name for each in fields(TermFact)}
    assert story(term=term)["term"]["law_for"] == ["ward"]


# --- events ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(DESK_KINDS))
def test_what_happens_on_the_desk_is_nobodys_business(kind):
    assert story(events=(event(kind),))["events"] == []


def test_events_come_in_order_with_when_it_happened_and_not_when_we_learned():
    told = story(events=(event("case.receive", happened_at=None, role="import"), event("case.accept", {"round": 1})))
    assert told["events"] == [
        {"kind": "case.receive", "at": None, "role": "import"},
        {"kind": "case.accept", "at": iso(tick(1)), "role": "center", "round": 1},
    ]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (
            {"assignment": 1, "agency": 2, "to_agency": 3, "reason": "x"},
            {"assignment", "agency", "to_agency", "reason"},
        ),
        (
            {"round": 1, "rating": "satisfied", "ruling": 2, "ruled": "stays", "appeal": 3},
            {"round", "rating", "ruling", "ruled", "appeal"},
        ),
        ({"assignment": None}, {"assignment"}),  # said to be none
        ({"digest": "ab", "text_digest": "cd", "account": 9, "answer": 5, "version": 2, "outcome": "done"}, set()),
    ],
)
def test_of_an_events_data_only_what_is_meant_for_all_is_told(data, shown):
    [told] = story(events=(event("assignment.rule", data),))["events"]
    assert set(told) - {"kind", "at", "role"} == shown


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({}, None),
        ({"fields": ["title"]}, "words"),
        ({"level": "summary"}, "level"),
        ({"category": "rac", "category_before": "cay"}, "category"),
        ({"photo": 5}, "photo"),
        ({"photo": 5, "public": True}, "photo.show"),
        ({"photo": 5, "public": False}, "photo.hide"),
        ({"photo": 5, "covers": 2}, "photo.cover"),
        ({"photo": 5, "covers": 0, "public": True}, "photo.cover"),
        # of several the first in this order
        ({"fields": ["text"], "level": "full"}, "level"),
        ({"level": "full", "category": "rac"}, "category"),
        ({"category": "rac", "photo": 5}, "photo"),
        # a source that corrected itself says nothing of what
        ({"digest": "ab", "fields": ["title"]}, None),
        ({"digest": "ab", "photo": 5, "covers": 1}, None),
    ],
)
def test_an_update_says_what_was_corrected(data, what):
    [told] = story(events=(event("case.update", data),))["events"]
    assert told.get("what") == what
    [other] = story(events=(event("case.place", data),))["events"]
    assert "what" not in other


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (None, None),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 2, tzinfo=UTC), "2026-03-02T02:00:00+00:00"),
        (datetime(2026, 3, 2, 2, 0, 0, 1, tzinfo=UTC), "2026-03-02T02:00:00.000001+00:00"),
        (datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=7))), "2026-03-02T09:00:00+07:00"),
    ],
)
def test_instants_are_iso_as_they_come(instant, text):
    assert iso(instant) == text


# --- names of agencies as sources write them -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("UBND phường Kim Long", "ward"),
        ("ubnd xã Hương Thọ", "ward"),
        ("Sở Xây dựng", "department"),
        ("SỞ Y TẾ", "department"),
        ("Sởi", "other"),  # a beginning is a word
        ("Phòng Giáo dục", "department"),
        ("Ban Quản lý dự án", "department"),
        ("Bản Phú", "other"),
        ("Công an thành phố", "department"),
        ("Công ty Môi trường", "company"),
        ("Trung tâm Chiếu sáng", "center"),
        ("Văn phòng UBND", "other"),
        ("", "other"),
        ("PWDx", "other"),
    ],
)
def test_what_kind_of_body_a_name_speaks_of(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("taken", "name", "slug"),
    [
        (set(), "Sở Y tế", "so-y-te"),
        ({"so-y-te"}, "Sở Y tế", "so-y-te-2"),
        ({"so-y-te", "so-y-te-2"}, "Sở Y tế", "so-y-te-3"),
        ({"so-y-te", "so-y-te-3"}, "Sở Y tế", "so-y-te-2"),
        ({"so-y-te-2"}, "Sở Y tế", "so-y-te"),
        (set(), "", "chua-giao"),
        ({"chua-giao"}, "", "chua-giao-2"),
        (set(), "a" * 60 + " " + "b" * 60, "a" * 60),
        ({"phan-anh"}, "???", "phan-anh-2"),
    ],
)
def test_an_agencys_address_is_its_own(taken, name, slug):
    assert free_slug(taken, name, "chua-giao") == slug
