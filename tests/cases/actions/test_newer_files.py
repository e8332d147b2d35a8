"""What a newer file changes of a case that was told before, and what it never does: what the Center has decided."""

from datetime import timedelta

import pytest

from cases.actions import answering, place, reopen, review
from cases.actions.actor import CENTER, OFFICER
from cases.actions.classify import change_category, change_level
from cases.actions.edit_page import edited
from cases.actions.incoming import Flag, IncomingAgency
from cases.actions.verify import confirmed
from cases.models import Agency, Assignment, Case, CasePage, Category, Delivery, DueDate, Event, Submission, Ward
from cases.models.location import location_of
from tests.factories import ago, an_agency
from tests.incoming import CLOSED, DUE, OPENED, imported, still_open, told

pytestmark = pytest.mark.django_db
NOW = OPENED + timedelta(hours=1)


def only():
    return Case.objects.get()


def last(kind):
    """What the newest event of a kind holds."""
    return Event.objects.filter(kind=kind).order_by("-seq").first().data


def fields():
    return last("case.update")["fields"]


def wards():
    return list(Ward.objects.order_by("slug")[:3])


# --- what the Center has decided ------------------------------------------------------------------------------------


def test_what_the_center_has_filed_and_placed_stays_and_the_rest_follows():
    first, second, third = wards()
    imported(still_open(ward_name=first.name, lat=42.1, lon=-71.1))
    trees = Category.objects.create(slug="trees", name="Trees")
    change_category(case=only(), category=trees, by=CENTER, at=NOW)
    where = place.Where(ward=second, point=(42.2, -71.2))
    place.change_place(case=only(), where=where, place="Behind the gate", reason="ghi-nham", by=CENTER, at=NOW)
    newer = {"title": "Pothole, deep", "place": "3 Elm St", "lat": 42.3, "lon": -71.3, "ward_name": third.name}
    imported(still_open(**newer, category="Signs", category_slug="signs"))
    case, page = only(), CasePage.objects.get()
    assert (case.category, case.ward) == (trees, second)
    assert (page.title, page.place) == ("Pothole, deep", "Behind the gate")
    assert page.location == location_of(42.2, -71.2), "the point that the Center has set"
    assert (case.lat, case.lon) == (42.1, -71.1), "the page falls back to it, and the Center has seen no other"
    assert fields() == ["place", "title"]
    assert not confirmed(case.pk)


def test_a_ward_and_a_point_that_nobody_has_corrected_follow_the_source():
    first, second, __ = wards()
    imported(still_open(ward_name=first.name, lat=42.1, lon=-71.1))
    imported(still_open(ward_name=second.name, lat=42.3, lon=-71.3))
    case, page = only(), CasePage.objects.get()
    assert (case.ward, case.lat, case.lon) == (second, 42.3, -71.3)
    assert page.location == location_of(42.3, -71.3)
    assert fields() == ["lat", "lon", "ward_id"]
    for name in ("", "A ward of another city"):
        imported(still_open(ward_name=name, lat=42.3, lon=-71.3))
        assert only().ward == second, "who names no ward of ours says nothing of it"
    imported(still_open(ward_name=first.name))
    assert CasePage.objects.get().location == "", "nor is there a point any more where the source takes it back"
    imported(still_open(ward_name=first.name, lat=42.4, lon=-71.4))
    assert CasePage.objects.get().location == location_of(42.4, -71.4)


def test_a_point_that_only_the_page_has_is_an_editors():
    imported(still_open(lat=42.1, lon=-71.1))
    moved = location_of(42.2, -71.2)
    CasePage.objects.update(location=moved)
    imported(still_open(lat=42.3, lon=-71.3))
    assert CasePage.objects.get().location == moved


def test_a_point_that_the_center_has_confirmed_stays_where_it_is():
    imported(still_open(lat=42.1, lon=-71.1))
    where = place.Where(ward=wards()[0], point=(42.1, -71.1))
    place.change_place(case=only(), where=where, place="1 Elm St", reason="ghi-nham", by=CENTER, at=NOW)
    imported(still_open(lat=42.3, lon=-71.3))
    assert CasePage.objects.get().location == location_of(42.1, -71.1)


@pytest.mark.parametrize("before", [{}, {"lat": 42.1, "lon": -71.1}], ids=["none", "one"])
def test_where_the_center_set_no_point_none_comes_from_a_newer_file(before):
    imported(still_open(**before))
    where = place.Where(ward=wards()[0], point=None)
    place.change_place(case=only(), where=where, place="Behind the gate", reason="ghi-nham", by=CENTER, at=NOW)
    imported(still_open(lat=42.3, lon=-71.3))
    case = only()
    assert (case.lat, case.lon) == (before.get("lat"), before.get("lon"))
    assert CasePage.objects.get().location == ""


def test_a_point_that_an_editor_set_stays_once_the_source_has_agreed_with_it():
    imported(still_open(lat=42.1, lon=-71.1))
    page = CasePage.objects.get()
    before, page.location = page.edited(), location_of(42.2, -71.2)
    page.save()
    edited(page=page, before=before, by=CENTER, at=NOW)
    imported(still_open(lat=42.2, lon=-71.2))
    imported(still_open(lat=42.3, lon=-71.3))
    assert CasePage.objects.get().location == location_of(42.2, -71.2)


# --- how much of it is public ---------------------------------------------------------------------------------------

#: Level of the case and whether the Center gave it; level of the category that a newer file names; level from then on.
LEVELS = (
    ("full", False, "full", "full"),
    ("full", False, "summary", "summary"),
    ("full", False, "figures", "figures"),
    ("summary", False, "figures", "figures"),
    ("summary", False, "full", "summary"),  # nobody has looked at what would be shown
    ("figures", False, "full", "figures"),
    ("figures", False, "summary", "figures"),
    ("figures", True, "summary", "figures"),
    ("full", True, "figures", "full"),  # the Center has looked at it, and said why
)


def test_a_category_that_tells_less_hides_what_comes_into_it():
    for level in ("full", "summary", "figures"):
        for name in ("old", "new"):
            Category.objects.create(slug=f"{name}-{level}", name=f"{name} {level}", publication_level=level)

    def file(which):
        return [
            told(reference=str(n), number=n, text="", category_slug=f"{which}-{row[0 if which == 'old' else 2]}")
            for n, row in enumerate(LEVELS, 1)
        ]

    imported(*file("old"))
    for n, (level, by_center, *__) in enumerate(LEVELS, 1):
        if by_center:
            Case.objects.filter(number=n).update(level_reason="Đã xem xét.", level=level)
    Delivery.objects.all().delete()
    assert imported(*file("new")).updated == len(LEVELS)
    found = [Case.objects.select_related("page", "category").get(number=n) for n in range(1, len(LEVELS) + 1)]
    assert [case.level for case in found] == [row[3] for row in LEVELS]
    assert [case.page.live for case in found] == [row[3] != "figures" for row in LEVELS]
    assert {case.category.slug.partition("-")[0] for case in found} == {"new"}
    less = [n for n, row in enumerate(LEVELS, 1) if row[0] != row[3]]
    events = Event.objects.filter(kind="case.update", data__has_key="level").order_by("case__number")
    assert list(events.values_list("case__number", flat=True)) == less == [2, 3, 4]
    assert {event.role for event in events} == {"import"}
    assert Delivery.objects.filter(consumer="search").count() == len(LEVELS)


def test_the_centers_own_level_outlives_another_category():
    imported(told(text=""))
    change_level(case=only(), level="figures", reason="Đã xem xét.", by=CENTER, at=ago(hours=1))
    change_level(case=only(), level="full", reason="Không có gì riêng tư.", by=CENTER, at=ago(minutes=5))
    Category.objects.create(slug="secret", name="Secret", publication_level="figures")
    imported(told(text="", category="Secret", category_slug="secret"))
    assert (only().level, only().category.slug, CasePage.objects.get().live) == ("full", "secret", True)


# --- the ledger -----------------------------------------------------------------------------------------------------


def test_another_due_date_is_an_event_of_the_sources():
    imported(still_open())
    later = DUE + timedelta(days=3)
    imported(still_open(due_at=later))
    assert last("case.due") == {"round": 1, "due_at": later.isoformat(), "source": "boston"}
    assert fields() == ["due_at"]
    assert set(DueDate.objects.filter(due_at=later).values_list("cause", flat=True)) == {"source"}
    assert DueDate.objects.filter(due_at=later, since=DueDate.objects.latest("pk").since).count() == 2
    imported(still_open(due_at=later, title="Pothole"))
    assert (fields(), DueDate.objects.count()) == (["title"], 4), "the newest is the same"
    imported(still_open(due_at=DUE))
    assert (fields(), DueDate.objects.count()) == (["due_at", "title"], 6), "back to the first one is another one"


def test_what_is_closed_later_and_opened_again_is_told_version_by_version():
    imported(still_open())
    imported(told())
    charge, version = Assignment.objects.get(), Submission.objects.get()
    of_it = {"assignment": charge.pk, "agency": charge.agency_id, "answer": version.answer_id, "version": 1}
    submitted, approved = last("assignment.submit"), last("assignment.approve")
    assert submitted == {**of_it, "outcome": "unknown", "text": submitted["text"]}
    assert approved == {**of_it, "outcome": "unknown"}
    assert (charge.ended_at, charge.ended_unknown) == (CLOSED, False)
    imported(still_open(text="Open again"))
    assert last("assignment.retract") == of_it
    charge.refresh_from_db()
    assert (charge.state, charge.ended_at, charge.ended_unknown) == ("open", None, False)
    imported(told(answer_text="Filled twice"))
    assert [(v.text, v.retracted_at is None) for v in Submission.objects.order_by("pk")] == [
        ("Filled", False),
        ("Filled twice", True),
    ]
    assert not confirmed(only().pk)


def test_a_newer_file_changes_nothing_of_other_cases():
    other = {"reference": "2", "number": 2, "text": "Another"}
    imported(told(), told(**other))
    kept = Case.objects.get(reference="2")

    def rows():
        answers = Submission.objects.filter(answer__assignment__case=kept).values_list()
        pages = CasePage.objects.filter(case=kept).values_list("title", "text", "location", "latest_revision")
        return [*answers, *kept.assignments.values_list(), *kept.due_dates.values_list(), *kept.events.values(), *pages]

    before = rows()
    for newer in (
        told(closed_at=CLOSED + timedelta(days=1), answer_text="Filled again"),
        still_open(due_at=DUE + timedelta(days=9), started_at=OPENED - timedelta(days=1), lat=42.0, lon=-71.0),
        still_open(agencies=(IncomingAgency(name="ISD"),)),
        told(agencies=(IncomingAgency(name="ISD"),), title="Pothole"),
    ):
        assert imported(newer, told(**other)).updated == 1
    assert rows() == before
    kept.refresh_from_db()
    assert (kept.version, kept.state) == (1, "answered")


def test_a_case_handed_on_begins_a_clock_with_the_sources_due_date():
    imported(still_open(agencies=(IncomingAgency(name="A"), IncomingAgency(name="B"))))
    later = DUE + timedelta(days=1)
    imported(still_open(due_at=later, agencies=(IncomingAgency(name="B"), IncomingAgency(name="C"))))
    names = dict(Agency.objects.values_list("pk", "source_name"))
    charges = [(names[a.agency_id], a.state) for a in Assignment.objects.order_by("pk")]
    assert charges == [("A", "transferred"), ("B", "open"), ("C", "open")]
    handed = last("case.transfer")
    assert (names[handed["agency"]], names[handed["to_agency"]]) == ("A", "C")
    own = DueDate.objects.filter(assignment=Assignment.objects.latest("pk")).values_list("due_at", flat=True)
    assert set(own) == {later}
    assert fields() == ["agencies", "due_at"]


@pytest.mark.parametrize(
    ("named", "states"),
    [
        (("A",), {"A": "open", "B": "open"}),  # who is named no more, with nobody new in their place, keeps it
        (("A", "B", "C"), {"A": "open", "B": "open"}),  # nobody leaves: who is new gets nothing
        (("B", "A"), {"A": "open", "B": "open"}),
        (("C", "D"), {"A": "transferred", "B": "transferred", "C": "open", "D": "open"}),
    ],
    ids=["one less", "one more", "another order", "two others"],
)
def test_agencies_change_only_where_one_takes_over_from_another(named, states):
    imported(still_open(agencies=(IncomingAgency(name="A"), IncomingAgency(name="B"))))
    imported(still_open(agencies=tuple(IncomingAgency(name=name) for name in named)))
    names = dict(Agency.objects.values_list("pk", "source_name"))
    assert {names[charge.agency_id]: charge.state for charge in Assignment.objects.all()} == states


def test_raw_values_channel_and_flags_follow_whatever_an_editor_did():
    imported(told(extra={"views": "1"}, source_channel="Call"))
    imported(told(extra={"views": "2"}, source_channel="App", flags=(Flag.NO_TEXT,)))
    case = only()
    assert (case.extra, case.channel, case.flags) == ({"views": "2"}, "App", ["no_text"])
    assert fields() == ["channel", "extra", "flags"]
    version = case.version
    imported(told(extra={"views": "2"}, source_channel="App", flags=(Flag.NO_TEXT,)))
    assert only().version == version, "the same row again is no change"


# --- what happened here since ---------------------------------------------------------------------------------------


def reopened(**fields):
    """A case that its source has closed and the Center has given to another agency since; and that one's charge."""
    imported(told(**fields))
    office = an_agency()
    reopen.reopen(case=only(), agencies=[office], reason="chua-xong", by=CENTER, at=CLOSED + timedelta(days=1))
    return Assignment.objects.get(agency=office)


def answered_here(charge, text="Done by us"):
    """The agency's answer, approved here."""
    at = CLOSED + timedelta(days=2)
    answer = answering.draft(assignment=charge, text=text, outcome="done")
    answering.submit(answer=answer, by=OFFICER, at=at)
    review.approve(answer=answer, by=CENTER, at=at + timedelta(hours=1))


def rows_of(charge):
    charge.refresh_from_db()
    submissions = Submission.objects.filter(answer__assignment=charge)
    dues = DueDate.objects.filter(assignment=charge).values_list("due_at", flat=True)
    return (
        charge.state,
        charge.ended_at,
        list(submissions.values_list("text", "submitted_at", "decided_at")),
        list(dues),
    )


@pytest.mark.parametrize("answered", [False, True])
def test_of_a_round_that_was_begun_here_a_newer_file_says_nothing(answered):
    charge = reopened()
    if answered:
        answered_here(charge)
    before, state = rows_of(charge), only().state
    imported(told(title="Pothole, deep", due_at=DUE + timedelta(days=3)))
    assert (rows_of(charge), only().state, only().round) == (before, state, 2)
    assert CasePage.objects.get().title == "Pothole, deep"
    assert Assignment.objects.count() == 2, "no agency has lost it"
    imported(told(agencies=(IncomingAgency(name="Parks"),)))
    imported(still_open(text="Open again"))
    assert (rows_of(charge), only().state, Assignment.objects.count()) == (before, state, 2)
    assert not confirmed(only().pk)


def test_what_the_source_had_answered_is_corrected_after_a_reopening_too():
    charge = reopened()
    answered_here(charge)
    imported(told(answer_text="Filled twice", closed_at=CLOSED + timedelta(hours=1)))
    texts = Submission.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["Filled twice", "Done by us"]
    assert Assignment.objects.order_by("pk").first().ended_at == CLOSED + timedelta(hours=1)
    assert not confirmed(only().pk)


def test_an_answer_that_was_approved_here_stays_whatever_its_source_tells():
    imported(still_open())
    charge = Assignment.objects.get()
    answered_here(charge)
    before = rows_of(charge)
    imported(told())
    assert rows_of(charge) == before
    imported(still_open(text="Open again"))
    assert (rows_of(charge), only().state) == (before, "answered")
    assert not confirmed(only().pk)
