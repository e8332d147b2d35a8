"""The invented city: everything that can happen has happened, nothing in it contradicts the rules or itself."""

from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cases.actions.verify import Verification
from cases.demo import city
from cases.demo.places import contains
from cases.demo.walks import CLOSES, OPENS
from cases.models import Agency, Assignment, Case, CasePage, Event, Standing, Submission
from cases.public.loading import told
from cases.public.outlining import public_outlines
from cases.rules.states import CaseState
from cases.rules.verdicts import VerdictKind
from tests.cases.public.test_outlining import known
from tests.demo_city import CASES

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo_city")]

HUE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def public(demo_city):
    """All public cases."""
    return told(Case.objects.public().order_by("pk"), at=demo_city)


# --- everything happens ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_city")
def test_every_state_of_a_case_occurs():
    assert set(Case.objects.values_list("state", flat=True)) == {state.value for state in CaseState}


@pytest.mark.parametrize("phase", ["open", "answered"])
def test_every_verdict_occurs_open_and_answered(demo_city, phase):
    clocks = Standing.objects.of_citizens().now().filter(phase=phase).with_verdict(demo_city)
    assert set(clocks.values_list("verdict", flat=True)) == {kind.value for kind in VerdictKind}


FOUND = {
    "awaiting review": lambda case: case.phase == "awaiting" and case.verdict == "in_term",
    "awaiting review past due": lambda case: case.phase == "awaiting" and case.verdict == "overdue",
    "returned": lambda case: case.state == "in_progress" and any(not r.refused for r in case.returns),
    "refused": lambda case: case.state == "in_progress" and any(r.refused for r in case.returns),
    "returned, then approved": lambda case: case.state == "answered" and any(a.returned_count for a in case.answers),
    "promised too late": lambda case: case.verdict == "overdue" and any(e.late for e in case.extensions),
    "planned": lambda case: case.phase == "open" and any(a.outcome == "planned" for a in case.answers),
    "transferred": lambda case: any(a.state == "transferred" for a in case.assignments),
    "handed back": lambda case: len(case.assignments) == 3 and case.assignments[0].agency == case.assignments[2].agency,
    "side by side": lambda case: len(case.agencies) == 2 and case.phase == "open",
    "an opinion": lambda case: any(a.kind == "opinion" for a in case.answers),
    "amended": lambda case: any(a.amends for a in case.answers),
    "retracted": lambda case: any(e.kind == "assignment.retract" for e in case.events),
    "reopened": lambda case: case.round == 2 and case.state == "in_progress",
    "reopened and answered": lambda case: case.round == 2 and case.state == "answered",
    "reopened twice": lambda case: case.round == 3,
    "not assigned": lambda case: case.agencies == (),
    "rated": lambda case: case.state == "answered" and case.rating is not None,
    "rated, then opened again": lambda case: case.ratings and case.ratings[0].round < case.round,
    "not rated": lambda case: case.state == "answered" and case.rating is None,
    "noted": lambda case: case.editors_note.endswith("."),
    "covered in report and answer": lambda case: (
        "[đã che: " in case.text
        and any("[đã che: " in answer.text for answer in case.answers)
        and "Mẫu" not in f"{case.text} {[answer.text for answer in case.answers]}"
    ),
    "a summary": lambda case: case.summary_only and case.title.startswith("Một ") and case.text,
}


@pytest.mark.parametrize("what", FOUND)
def test_everything_that_can_happen_has_happened(public, what):
    assert any(FOUND[what](case) for case in public)


@pytest.mark.usefixtures("demo_city")
def test_agencies_were_dissolved_and_others_renamed():
    gone = Agency.objects.filter(dissolved_on__isnull=False)
    assert len(gone) == 2
    assert all(agency.successor.dissolved_on is None for agency in gone)
    assert Agency.objects.filter(names__until__isnull=False).exists()


@pytest.mark.usefixtures("demo_city")
def test_it_is_as_large_as_asked_for():
    assert Case.objects.count() == max(CASES, len(city.MIX))


# --- nothing contradicts ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo_city")
def test_every_chain_is_whole_and_replays_to_the_stored_states():
    verification = Verification()
    assert list(verification.run()) == []
    assert verification.cases == Case.objects.count()


@pytest.mark.usefixtures("demo_city")
def test_nobody_gets_a_case_after_being_dissolved():
    for assignment in Assignment.objects.select_related("agency"):
        dissolved = assignment.agency.dissolved_on
        assert dissolved is None or timezone.localdate(assignment.assigned_at) < dissolved


def test_everything_happened_in_order_and_before_today(demo_city):
    midnight = timezone.localtime(demo_city).replace(hour=0, minute=0, second=0, microsecond=0)
    for case in Case.objects.all():
        times = list(case.events.order_by("seq").values_list("happened_at", flat=True))
        assert times == sorted(times)
        assert times[-1] < midnight


@pytest.mark.usefixtures("demo_city")
def test_officials_act_in_daytime():
    """At the end of what has happened so far, too: nothing is taken in a minute before midnight."""
    for event in Event.objects.exclude(role="citizen"):
        assert OPENS <= event.happened_at.astimezone(HUE).hour < CLOSES, event.kind


def test_points_lie_in_their_wards(public):
    for case in Case.objects.select_related("ward"):
        boundary = case.ward.boundary
        polygons = boundary["coordinates"] if boundary["type"] == "MultiPolygon" else [boundary["coordinates"]]
        assert any(contains(polygon[0], case.lon, case.lat) for polygon in polygons)
    assert all(case.lat and case.lon for case in public)


@pytest.mark.usefixtures("demo_city")
def test_texts_are_not_copied():
    texts = Counter(text for text in CasePage.objects.values_list("text", flat=True) if text)
    answers = Counter(Submission.objects.filter(decision="approved").values_list("text", flat=True))
    assert max(texts.values()) <= 2, texts.most_common(1)
    assert len(texts) > 0.95 * sum(texts.values())
    assert max(answers.values()) <= 2, answers.most_common(1)


@pytest.mark.usefixtures("demo_city")
def test_only_like_reports_are_joined():
    """The same matter in the same street, the later into the earlier; and a visitor is led to it."""
    merged = Case.objects.filter(state=CaseState.MERGED.value).select_related("merged_into")
    assert merged
    for case in merged:
        target = case.merged_into
        assert (case.category_id, case.ward_id) == (target.category_id, target.ward_id)
        assert target.number < case.number
        assert target.accepted_at < case.sent_at
        street, other = (place.partition(", phường")[0] for place in (case.page.place, target.page.place))
        assert set(street.split()[-1:]) & set(other.split()) or set(other.split()[-1:]) & set(street.split())


@pytest.mark.usefixtures("demo_city")
def test_numbers_grow_with_the_time_of_sending():
    sent = list(Case.objects.order_by("number").values_list("sent_at", flat=True))
    assert sent == sorted(sent)


def test_an_answer_says_what_its_outcome_says(public):
    for case in public:
        for answer in case.answers:
            if answer.outcome == "not_as_reported":
                assert "không" in answer.text
            if answer.outcome == "temporary":
                assert "tạm" in answer.text


# --- it can be shown -------------------------------------------------------------------------------------------------


def test_every_public_case_has_its_page_and_no_page_tells_what_came_back(demo_city, client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: demo_city)
    secret = set(Submission.objects.exclude(decision="approved").values_list("text", flat=True))
    assert len(secret) >= 3
    for case in Case.objects.public():
        response = client.get(f"/a/{case.number}", follow=True)
        page = response.content.decode()
        assert response.status_code == 200
        assert not [text for text in secret if text in page]
        assert "None" not in page
    for case in Case.objects.exclude(pk__in=Case.objects.public()):
        assert client.get(f"/a/{case.number}").status_code in (302, 404, 410)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "qua-han/",
        "don-vi/",
        "phuong-xa/",
        "linh-vuc/",
        "phan-anh/2026/",
        "phan-anh/2026/11/",
        "ton-dong/",
        "so-lieu/",
    ],
)
def test_every_page_of_figures_is_there(demo_city, client, monkeypatch, prefix, path):
    monkeypatch.setattr(timezone, "now", lambda: demo_city)
    assert client.get(f"{prefix}/{path}").status_code == 200


def test_the_search_knows_of_each_what_its_page_tells(public, demo_city):
    outlines = public_outlines([case.id for case in public], at=demo_city)
    assert [known(outline) for outline in outlines] == [known(case) for case in public]
