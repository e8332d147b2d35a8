"""One case as the API tells it, from a public case made by hand: every part, in its place, by its own name."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from cases.public.case import (
    Named,
    PublicAppeal,
    PublicDuplicate,
    PublicEvent,
    PublicHold,
    PublicRating,
    PublicRuling,
    PublicTerm,
)
from portal.api.shapes.case import Case, CaseAnswer, Photo, Term
from tests.portal import case_samples as samples
from tests.portal.api.city import faults
from tests.portal.case_samples import KIM_LONG, LIGHTS, LONG, NOW, at

SITE = "http://localhost:8000"
CASE = "phan-anh/2026/12/den-duong-hong-a48213/"


def told(case, notice=""):
    """The answer about a case, as a program reads it."""
    return json.loads(Case.of(case, notice).model_dump_json())


@pytest.fixture(scope="module")
def broken():
    """A reopened case with nearly everything that can happen; tests only read it."""
    return told(samples.broken())


# --- clocks ----------------------------------------------------------------------------------------------------------


def test_the_citizens_clock_is_told_apart_from_the_case(broken):
    assert broken["clock"] == {
        "phase": "open",
        "verdict": "promise_broken",
        "timeliness": "promise_broken",
        "started_at": "2026-11-13T08:00:00+07:00",
        "stopped_at": None,
        "judged_at": "2026-12-07T08:00:00+07:00",
        "due_at": "2026-11-25T23:59:00+07:00",
        "term_end": None,
        "limit_at": "2026-11-30T23:59:00+07:00",
        "promise_broken_from": None,
        "promised_on": "2026-11-30",
        "days": 12,
        "waited_days": 24,
        "extended_days": 5,
    }
    assert not {"verdict", "phase", "t", "limit_at", "broken_from"} & set(broken)


def test_each_agency_has_a_clock_of_its_own(broken):
    charges = [
        (each["agency"]["slug"], each["kind"], each["state"], each["round"], each["timeliness"], each["days_held"])
        for each in broken["assignments"]
    ]
    assert charges == [
        (KIM_LONG.slug, "handling", "transferred", 1, "in_term", 2),
        (LIGHTS.slug, "handling", "answered", 1, "answered_in_term", 8),
        (LONG.slug, "opinion", "open", 2, "overdue", 4),
        (LIGHTS.slug, "handling", "open", 2, "promise_broken", 24),
    ]
    first, *_others, last = broken["assignments"]
    assert (first["since"], first["until"]) == ("2026-10-27T08:00:00+07:00", "2026-10-29T08:00:00+07:00")
    assert (last["until"], last["named"], last["binding"]) == (None, True, True)


def test_when_a_promise_breaks_and_where_the_term_ends():
    case = samples.case(term_end=at(10, 12, 23), broken_from=at(11, 12, 0), stopped_at=at(5, 12), phase="awaiting")
    clock = told(case)["clock"]
    assert clock["term_end"] == "2026-12-10T23:00:00+07:00"
    assert clock["promise_broken_from"] == "2026-12-11T00:00:00+07:00"
    assert clock["stopped_at"] == "2026-12-05T08:00:00+07:00"


# --- the case --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "round_", "seen"),
    [
        ("in_progress", 1, "in_progress"),
        ("in_progress", 2, "reopened"),
        ("answered", 1, "answered"),
        ("answered", 2, "answered"),
    ],
)
def test_a_case_opened_again_says_so_while_it_is_open(state, round_, seen):
    found = told(samples.case(state=state, round=round_))
    assert (found["state"], found["round"]) == (seen, round_)


def test_what_stands_in_the_head(broken):
    head = {name: broken[name] for name in ("at", "notice", "number", "reference", "source", "url", "sent_at")}
    assert head == {
        "at": "2026-12-07T08:00:00+07:00",
        "notice": None,
        "number": 48213,
        "reference": "48213",
        "source": "portal",
        "url": f"{SITE}/{CASE}",
        "sent_at": "2026-11-30T21:14:00+07:00",
    }
    assert broken["category"] == {"slug": "chieu-sang", "name": "Chiếu sáng công cộng"}
    assert broken["ward"] == {"slug": "kim-long", "name": "Kim Long"}
    assert broken["agencies"] == [{"slug": "chieu-sang", "name": LIGHTS.name}]
    assert broken["point"] == {"lat": 16.46, "lon": 107.59}
    assert (broken["days_used"], broken["days_allowed"]) == (4, 7)


@pytest.mark.parametrize(("notice", "said"), [("", None), ("BẢN MẪU.", "BẢN MẪU.")])
def test_only_a_demo_has_a_notice(notice, said):
    assert told(samples.case(), notice)["notice"] == said


def test_english_leads_to_english_pages():
    with override("en"):
        assert told(samples.case())["url"] == f"{SITE}/en/{CASE}"


@pytest.mark.parametrize(("level", "unverified"), [(True, True), (False, False)])
def test_a_summary_is_marked_as_unverified(level, unverified):
    assert told(samples.case(summary_only=level))["unverified"] is unverified


def test_what_is_covered_is_counted_and_stands_in_brackets():
    with override("en"):
        found = told(samples.covered())
    assert found["redactions"] == 5, "one in the title, three in the text, one in the place"
    assert found["place"] == "[covered: house number] kiệt 131 Lê Duẩn"
    assert found["text"].endswith("\n\n[covered]")
    assert "đã che" not in json.dumps(found, ensure_ascii=False)
    mentions = [(each["url"], each["title"], each["day"], each["publication"]) for each in found["press"]]
    assert mentions[1] == ("https://bao.example/den", "Đèn Kim Long", "2026-12-05", "Báo Huế")
    assert len(mentions) == 2


def test_letters_in_parts_are_put_together_and_a_mark_in_them_is_seen():
    decomposed = "Nha\u0300 [đa\u0303 che: tên người]"  # as some telephones type
    found = told(samples.case(title=decomposed))
    assert found["title"] == "Nhà [đã che: tên người]"
    assert found["redactions"] == 1


def test_a_case_of_which_hardly_anything_is_known():
    found = told(samples.imported())
    nothing = ("ward", "term", "sent_at", "accepted_at", "answered_at", "wait_days", "days_allowed")
    assert {name: found[name] for name in nothing} == dict.fromkeys(nothing)
    assert (found["clock"]["phase"], found["clock"]["verdict"], found["clock"]["timeliness"]) == ("unknown", None, None)
    assert found["flags"] == ["acceptance_unknown"]
    assert len(found["caveats"]) == 1
    assert found["deadline_days"] == found["photos"] == found["returns"] == []
    (answer,) = found["answers"]
    assert (answer["submitted_at"], answer["decided_at"], answer["outcome"]) == (None, None, "unknown")


@pytest.mark.parametrize(
    "name", ["case", "broken", "overdue", "extended", "covered", "answered", "dateless", "imported"]
)
def test_whatever_happened_the_answer_is_as_the_document_says(name):
    assert faults(told(getattr(samples, name)()), "case") == []


def test_nothing_is_told_that_is_for_pages_or_for_the_house():
    found = told(samples.crowded())
    assert not {"id", "version", "path", "search_hidden", "summary_only", "round_started_at", "changed_at"} & set(found)
    assert not {"id", "unapproved"} & set(found["answers"][0])
    assert "id" not in found["assignments"][0]


# --- answers ---------------------------------------------------------------------------------------------------------


def test_an_answer_tells_how_it_came_to_be(broken):
    (answer,) = broken["answers"]
    assert (answer["returned_count"], answer["refused_count"], answer["one_hand"]) == (1, 1, False)
    assert (answer["submitted_at"], answer["decided_at"]) == ("2026-11-06T09:00:00+07:00", "2026-11-06T12:00:00+07:00")
    assert (answer["outcome"], answer["outcome_label"]) == ("temporary", "Đã xử lý tạm thời")
    assert (answer["timeliness"], answer["due_at"]) == ("answered_in_term", "2026-11-09T23:59:00+07:00")
    (photo,) = answer["photos"]
    assert (photo["url"], photo["taken_on"]) == (f"{SITE}/static/img/share.png", "2026-11-05")


def test_the_reporters_photos_have_addresses_that_work_anywhere():
    (own,) = samples.broken().answers[0].photos
    found = told(replace(samples.broken(), photos=(replace(own, url="/media/a.jpg"), own)))["photos"]
    assert [photo["url"] for photo in found] == [f"{SITE}/media/a.jpg", f"{SITE}/static/img/share.png"]


def test_every_kind_of_answer():
    done, opinion, amendment = told(samples.answered())["answers"]
    assert (done["kind"], done["amends"], done["planned_on"]) == ("handling", False, None)
    assert (opinion["kind"], opinion["agency"]["slug"]) == ("opinion", LONG.slug)
    assert (opinion["planned_on"], opinion["verdict"], opinion["timeliness"]) == ("2026-12-20", None, None)
    assert (amendment["amends"], amendment["legal_reason"]) == (True, "Điều 12 Luật Đường bộ")
    assert amendment["submitted_at"] is None


def test_photos_before_and_after_are_kept_apart_and_in_order():
    first, second = samples.photo(url="/media/1.jpg"), samples.photo(url="https://files.example.vn/2.jpg", covered=True)
    before = samples.photo(url="/media/0.jpg", by_agency=True, caption="Trước")
    found = CaseAnswer.of(samples.answer(photos=(first, second), photos_before=(before,), one_hand=True))
    assert [photo.url for photo in found.photos] == [f"{SITE}/media/1.jpg", "https://files.example.vn/2.jpg"]
    assert [photo.covered for photo in found.photos] == [False, True]
    assert [(photo.url, photo.by_agency, photo.caption) for photo in found.photos_before] == [
        (f"{SITE}/media/0.jpg", True, "Trước")
    ]
    assert found.one_hand is True
    assert Photo.all(()) == []


def test_what_was_given_back_says_why_and_never_what_was_written(broken):
    returned, refused = broken["returns"]
    assert returned == {
        "agency": LIGHTS.name,
        "at": "2026-11-05T08:00:00+07:00",
        "refused": False,
        "label": "chưa nêu ngày",
        "sentence": "Cần nói rõ trụ nào.",
        "appeal": None,
    }
    assert (refused["agency"], refused["refused"], refused["label"]) == (KIM_LONG.name, True, "đùn đẩy trách nhiệm")


@pytest.mark.parametrize(("outcome", "decided_at"), [("", None), ("granted", at(8, 11)), ("dropped", None)])
def test_an_appeal_stands_beside_what_it_is_against(outcome, decided_at):
    (returned, *_rest) = samples.broken().returns
    appeal = PublicAppeal(at=at(6, 11), outcome=outcome, decided_at=decided_at, words="Ảnh có thật.")
    (found,) = told(samples.case(returns=(replace(returned, appeal=appeal),)))["returns"]
    assert found["appeal"] == {
        "at": "2026-11-06T08:00:00+07:00",
        "outcome": outcome,
        "decided_at": decided_at and "2026-11-08T08:00:00+07:00",
        "words": "Ảnh có thật.",
    }


# --- promises, events, ratings ---------------------------------------------------------------------------------------


def test_promises_in_order_with_those_that_came_too_late():
    valid, late = told(samples.extended())["extensions"]
    assert valid == {
        "agency": LIGHTS.name,
        "published_at": "2026-12-01T08:00:00+07:00",
        "promised_on": "2026-12-11",
        "label": "chờ giấy phép",
        "sentence": "Sở đang xét.",
        "late": False,
        "struck": "",
    }
    assert (late["promised_on"], late["late"]) == ("2026-12-09", True)


def test_events_keep_their_order_also_those_of_no_known_time(broken):
    assert [(event["kind"], event["at"], event["role"]) for event in broken["events"]] == [
        ("case.accept", "2026-10-27T08:00:00+07:00", "center"),
        ("assignment.approve", "2026-11-06T08:00:00+07:00", "center"),
        ("assignment.refuse", None, "center"),
        ("case.extend", "2026-11-23T08:00:00+07:00", "officer"),
    ]
    assert broken["events"][2]["detail"] == "Đùn đẩy."


def test_a_retracted_approval_is_told_until_there_is_another_answer():
    retract = PublicEvent(kind="assignment.retract", at=at(4, 12), role="center", sentence="Huỷ duyệt", detail="")
    assert told(samples.case(events=(retract,)))["retracted_at"] == "2026-12-04T08:00:00+07:00"
    again = told(samples.case(events=(retract,), phase="answered", state="answered", stopped_at=at(6, 12)))
    assert (again["retracted_at"], again["answered_at"]) == (None, "2026-12-06T08:00:00+07:00")


def test_ratings_duplicates_holds_and_what_is_unsettled():
    found = told(
        samples.case(
            ratings=(PublicRating(round=1, value="not_satisfied", at=at(5, 12)),),
            duplicates=(PublicDuplicate(number=48000, at=at(3, 12)),),
            center_holds=(PublicHold(round=1, since=at(1, 12), until=None, days_held=6, reviewing=True, at=NOW),),
            unsettled=(
                PublicRuling(agency_name=KIM_LONG.name, cause="not_ours", at=at(4, 12), due_at=None, overdue=False),
            ),
        )
    )
    assert found["ratings"] == [{"round": 1, "value": "not_satisfied", "at": "2026-12-05T08:00:00+07:00"}]
    assert found["duplicates"] == [{"number": 48000, "at": "2026-12-03T08:00:00+07:00"}]
    assert found["center_holds"] == [
        {"round": 1, "since": "2026-12-01T08:00:00+07:00", "until": None, "days_held": 6, "reviewing": True}
    ]
    (ruling,) = found["unsettled"]
    assert (ruling["agency"], ruling["cause"], ruling["due_at"], ruling["overdue"]) == (
        *(KIM_LONG.name, "not_ours", None, False),
    )


# --- the term --------------------------------------------------------------------------------------------------------


TERM = PublicTerm(kind="working_days", n=7, office=None, calendar="vn", legal_act="Quyết định 12/2025/QĐ-UBND")


@pytest.mark.parametrize(
    ("term", "hours"),
    [(TERM, None), (replace(TERM, office=("08:30", "17:00")), ["08:30", "17:00"])],
    ids=["whole days", "office hours"],
)
def test_a_term_names_its_act_and_how_it_counts(term, hours):
    assert Term.of(term, samples.case()).model_dump() == {
        "kind": "working_days",
        "n": 7,
        "office_hours": hours,
        "calendar": "vn",
        "legal_act": "Quyết định 12/2025/QĐ-UBND",
        "sentence": "7 ngày làm việc, tính từ ngày sau ngày giao",
        "is_law": None,
    }


@pytest.mark.parametrize(
    ("binding", "is_law"),
    [((), None), ((None,), None), ((True,), True), ((True, None), True), ((True, False), False), ((False,), False)],
)
def test_a_term_is_law_where_it_is_for_every_agency(binding, is_law):
    charges = tuple(samples.assignment(LIGHTS, binding=each) for each in binding)
    assert told(samples.case(assignments=charges))["term"]["is_law"] is is_law


def test_the_deadline_is_told_day_by_day():
    """Accepted on Tuesday 1 December 2026: the seventh working day after it is Thursday 10 December."""
    days = told(samples.case())["deadline_days"]
    counted = {day["day"]: day["count"] for day in days if day["count"] is not None}
    assert counted == {
        "2026-12-02": 1,
        "2026-12-03": 2,
        "2026-12-04": 3,
        "2026-12-07": 4,
        "2026-12-08": 5,
        "2026-12-09": 6,
        "2026-12-10": 7,
    }
    assert [day["day"] for day in days if day["kind"] == "due"] == ["2026-12-10"]


def test_an_agency_that_nobody_named_has_an_empty_name():
    nobody = samples.assignment(Named(slug="khong-ghi", name=""), named=False)
    (found,) = told(samples.case(assignments=(nobody,)))["assignments"]
    assert (found["agency"], found["named"]) == ({"slug": "khong-ghi", "name": ""}, False)


def test_days_are_days_and_no_instants():
    assert told(samples.case(promised_on=date(2026, 12, 31)))["clock"]["promised_on"] == "2026-12-31"
