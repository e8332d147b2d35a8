"""The Center corrects where a case is and covers words of its page, address and drafts; the ledger has none."""

import json

import pytest

from cases.actions import place
from cases.actions.changing import ActionRefused, changing
from cases.actions.cover_report import cover_report
from cases.actions.receive import accept
from cases.actions.verify import Verification
from cases.models import CasePage, Delivery, Event, Ward
from cases.models.location import location_of
from cases.public.addresses import case_url
from cases.public.loading import told
from cases.rules.states import MoveRefused
from tests.factories import CENTER, Walk, a_case, ago

pytestmark = pytest.mark.django_db

NAME = "Lê Thị Hoa"
POINT = (16.4701, 107.5612)


def wards():
    return list(Ward.objects.order_by("slug")[:2])


def at_work(**report):
    return Walk(**{"title": f"Nhà bà {NAME} lấn đường", "text": f"Bà {NAME}, {NAME.upper()}.", **report}).accept()


def corrected(walk, ward, *, words="Đường Kim Long", point=None, reason="ghi-nham"):
    where = place.Where(ward=ward, point=point)
    return place.change_place(case=walk.case, where=where, place=words, reason=reason, by=CENTER, at=walk.at)


def cover(walk, words=NAME, *, kind="tên người", reason="thong-tin-ca-nhan"):
    return cover_report(case=walk.case, words=words, kind=kind, reason=reason, by=CENTER, at=walk.at)


def public(walk):
    (found,) = told(type(walk.case).objects.filter(pk=walk.case.pk), at=walk.at)
    return found


def page_of(walk):
    return CasePage.objects.get(case=walk.case)


def ledger():
    return json.dumps(list(Event.objects.values_list("data", flat=True)), ensure_ascii=False)


class TestPlace:
    def test_page_search_and_ledger_follow_and_no_agency_does(self):
        before, after = wards()
        walk = at_work(ward=before.slug).assign().later(hours=1)
        Delivery.objects.all().delete()
        corrected(walk, after, words="Chợ An Cựu", point=POINT)
        case = public(walk)
        assert (case.ward.slug, case.place, (case.lat, case.lon)) == (after.slug, "Chợ An Cựu", POINT)
        event = walk.case.events.last()
        assert (event.kind, event.data["reason"], event.data["ward"], event.data["ward_before"]) == (
            "case.place",
            "ghi-nham",
            after.slug,
            before.slug,
        )
        told_ = case.events[-1]
        assert (told_.sentence, told_.detail) == ("Trung tâm sửa nơi xảy ra", "Ghi nhầm khi tiếp nhận")
        assert Delivery.objects.filter(consumer="search").exists()
        assert walk.assignment.state == "open"
        assert "An Cựu" not in ledger()
        assert list(Verification().run()) == []

    def test_a_draft_does_not_bring_the_old_place_back(self):
        walk = at_work(place="Chỗ cũ")
        page = page_of(walk)
        page.editors_note = "Đang viết"
        page.save_revision()
        corrected(walk, None, words="Chỗ mới", point=POINT)
        draft = page_of(walk).get_latest_revision_as_object()
        assert (draft.place, draft.location, draft.editors_note) == ("Chỗ mới", location_of(*POINT), "Đang viết")

    def test_without_a_point_of_its_own_the_reports_holds(self):
        walk = at_work(lat=16.4, lon=107.5)
        corrected(walk, None, point=POINT)
        corrected(walk.later(hours=1), None)
        assert (public(walk).lat, public(walk).lon) == (16.4, 107.5)

    @pytest.mark.parametrize("reason", ["", "thieu-anh"])
    def test_it_takes_a_code_and_a_change(self, reason):
        walk, ward = at_work(), wards()[0]
        with pytest.raises(ActionRefused):
            corrected(walk, ward, reason=reason)
        corrected(walk, ward)
        with pytest.raises(ActionRefused):
            corrected(walk, ward)
        with pytest.raises(ActionRefused):
            corrected(walk, ward, words="x" * 256)

    def test_not_of_what_has_left(self):
        walk = at_work().withdraw()
        with pytest.raises(ActionRefused):
            corrected(walk, wards()[0])
        with pytest.raises(ActionRefused):
            cover(walk)

    def test_acceptance_says_it_first(self):
        walk, ward = Walk(ward=wards()[0].slug, lat=1.0, lon=1.0), wards()[1]
        accept(case=walk.case, by=CENTER, at=walk.at, where=place.Where(ward=ward, point=POINT))
        case = public(walk)
        assert (case.ward.slug, case.lat, case.lon) == (ward.slug, *POINT)
        assert walk.case.events.last().data["ward"] == ward.slug
        with pytest.raises(MoveRefused):
            accept(case=walk.case, by=CENTER, at=walk.at, where=place.Where(ward=None, point=None))
        assert type(walk.case).objects.get(pk=walk.case.pk).ward == ward


class TestCover:
    def test_words_leave_page_address_and_drafts_and_the_gap_has_its_reason(self):
        walk = at_work(place=f"trước nhà {NAME}")
        page = page_of(walk)
        for note in ("Bản một", f"Bản hai, {NAME}"):
            page.editors_note = note
            page.save_revision()
        Delivery.objects.all().delete()
        old = public(walk).path
        cover(walk.later(hours=1))
        case = public(walk)
        assert case.title == "Nhà bà [đã che: tên người] lấn đường"
        assert case.text == "Bà [đã che: tên người], [đã che: tên người]."
        assert case.place == "trước nhà [đã che: tên người]"
        assert case.path != old
        assert case.path.endswith(f"-a{case.number}/")
        assert "hoa" not in case.path
        for revision in page_of(walk).revisions.all():
            assert NAME not in json.dumps(revision.content, ensure_ascii=False)
            assert NAME not in revision.object_str
        told_ = case.events[-1]
        assert (told_.kind, told_.sentence) == ("case.cover", "Trung tâm che một phần phản ánh")
        assert told_.detail == "Có thông tin cá nhân"
        assert NAME not in ledger()
        assert Delivery.objects.filter(consumer="search").exists()
        assert walk.case.report.text == f"Bà {NAME}, {NAME.upper()}."
        assert list(Verification().run()) == []

    @pytest.mark.parametrize(
        "told_", [{"words": "Lê Thị Ho"}, {"words": ", "}, {"reason": "ghi-nham"}, {"kind": ""}, {"kind": "x" * 61}]
    )
    def test_what_is_not_there_or_has_no_reason_is_refused_and_changes_nothing(self, told_):
        walk = at_work()
        with pytest.raises(ActionRefused):
            cover(walk, **told_)
        assert NAME in page_of(walk).title
        assert walk.case.events.last().kind == "case.accept"

    def test_a_title_that_grows_too_long_is_refused(self):
        walk = at_work(title="Bà Hoa " * 36)
        with pytest.raises(ActionRefused):
            cover(walk, "Hoa", kind="tên người " * 5)
        assert "Hoa" in page_of(walk).title

    def test_the_public_address_of_before_leads_on(self, client):
        walk = at_work(at=ago(days=1))
        old = case_url(public(walk).path, "vi")
        cover(walk)
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, case_url(public(walk).path, "vi"))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"photo": 1, "covers": 2, "reason": "thong-tin-ca-nhan"}, "Trung tâm che một phần ảnh"),
        ({"photo": 1, "public": True}, "Cho hiện một ảnh"),
        ({"photo": 1, "public": False}, "Ẩn một ảnh"),
        ({"photo": 1, "position": 2}, "Sửa một ảnh"),
        ({"level": "summary"}, "Đổi mức công khai"),
        ({"category": "khac", "category_before": "rac"}, "Đổi lĩnh vực"),
        ({"fields": ["text"], "texts": {}}, "Sửa chữ trên trang này"),
        ({"fields": ["lat"], "digest": "0"}, "Sửa thông tin"),  # the source corrected itself
    ],
)
def test_what_was_corrected_is_said(data, what):
    case = a_case("accepted")
    with changing(case, by=CENTER, at=ago(days=0), anytime=True) as change:
        change.record("case.update", **data)
    (found,) = told(type(case).objects.filter(pk=case.pk), at=ago(days=0))
    assert found.events[-1].sentence == what
    assert (found.events[-1].detail != "") == ("reason" in data)
