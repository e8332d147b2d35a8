"""What needs two people, and what two people do at once."""

import pytest
from django.urls import reverse

from cases.actions import photos
from cases.actions.actor import CENTER
from cases.actions.causes import CenterCause
from cases.models import UrgentMark, Withdrawal
from cases.rules.covers import Box
from tests.cases.actions.picture_files import saved
from tests.cases.editorial.center.conftest import accepted, do, offered, page, sent, soup, told, words
from tests.cases.editorial.center.test_case import said, screen, slug
from tests.factories import LIGHTING, an_agency

pytestmark = pytest.mark.django_db

WORDS = {"title": "Đèn hỏng", "text": "", "place": "Kim Long", "category": "chieu-sang"}


def cover_all(**told):
    return photos.cover_photo(boxes=[Box(left=0, top=0, width=1000, height=1000)], **told)


def said_after(response, client):
    return [words(note) for note in soup(client.get(response["Location"])).select(".told .note.ok")]


class TestWithdraw:
    """With a public reason; some need two people and a legal basis."""

    BASIS = {"reason": "an-ninh", "legal_basis": "Luật An ninh, Điều 7"}

    def test_alone_and_back(self, approver):
        walk = accepted().assign()
        assert said_after(do(approver, walk, "rut", reason="du-lieu-ca-nhan"), approver) == ["Đã rút khỏi trang."]
        walk.case.refresh_from_db()
        assert walk.case.state == "withdrawn"
        do(approver, walk, "khoi-phuc")
        walk.case.refresh_from_db()
        assert walk.case.state == "in_progress"

    def test_by_two(self, approver, second, client):
        walk = accepted().assign()
        assert told(do(approver, walk, "rut", reason="an-ninh")) == [said(CenterCause.NO_LEGAL_BASIS)]
        asked = do(approver, walk, "rut", **self.BASIS)
        assert said_after(asked, approver) == ["Đã ghi, còn chờ người thứ hai xác nhận."]
        walk.case.refresh_from_db()
        assert walk.case.state == "in_progress"
        public = client.get(f"/a/{walk.case.number}", follow=True)
        assert (public.status_code, "Điều 7" in public.content.decode()) == (200, False)
        assert "xac-nhan-rut" not in offered(approver, walk)
        assert "bo-rut" in offered(approver, walk)
        refused = do(approver, walk, "xac-nhan-rut")
        assert refused.status_code == 400
        assert "Chính bạn đã đề nghị nên người khác phải xác nhận." in refused.content.decode()
        assert offered(second, walk)[:2] == ["xac-nhan-rut", "bo-rut"]
        assert "Điều 7" in words(page(second, screen(walk)).select_one(".note.warn"))
        do(second, walk, "xac-nhan-rut")
        walk.case.refresh_from_db()
        assert walk.case.state == "withdrawn"
        done = Withdrawal.objects.get()
        assert (done.asked_by, done.settled_by, done.outcome) == (approver.account, second.account, "confirmed")
        tombstone = client.get(f"/a/{walk.case.number}", follow=True).content.decode()
        assert "Vì lý do an ninh" in tombstone
        assert "Điều 7" not in tombstone

    def test_dropped(self, approver):
        walk = accepted()
        do(approver, walk, "rut", **self.BASIS)
        do(approver, walk, "bo-rut")
        assert Withdrawal.objects.get().outcome == "dropped"
        assert "rut" in offered(approver, walk)
        assert told(do(approver, walk, "bo-rut"))


class TestTwoAtOnce:
    """The second is told, and what was typed is not lost."""

    def test_the_second_is_told_what_it_is_now(self, editor, approver):
        walk = sent()
        seen = walk.case.version
        do(editor, walk, "khong-tiep-nhan", reason="ngoai-pham-vi")
        where = reverse("center_do", args=[walk.case.number, "tiep-nhan"])
        typed = {**WORDS, "title": "Tiêu đề tôi viết", "seen": seen}
        refused = approver.post(where, typed)
        assert refused.status_code == 409
        assert "nay là “Không tiếp nhận”" in refused.content.decode()
        assert "Tiêu đề tôi viết" in refused.content.decode()
        walk.case.refresh_from_db()
        assert walk.case.state == "declined"

    def test_sent_again_it_is_about_what_was_read_then(self, editor, approver):
        walk = accepted()
        seen = walk.case.version
        do(editor, walk, "gap")
        where = reverse("center_do", args=[walk.case.number, "giao"])
        refused = approver.post(where, {"seen": seen, "agency": slug(LIGHTING)})
        assert refused.status_code == 409
        form = soup(refused).select_one("#giao form")
        assert form.select_one("option[selected]")["value"] == slug(LIGHTING)
        again = {"seen": form.select_one("[name=seen]")["value"], "agency": slug(LIGHTING)}
        assert approver.post(where, again).status_code == 302
        assert walk.case.assignments.get().agency == an_agency(LIGHTING)

    def test_a_version_that_is_none_is_refused(self, editor):
        walk = accepted()
        for seen in ("", "x", "-1", "9" * 30):
            response = editor.post(reverse("center_do", args=[walk.case.number, "gap"]), {"seen": seen})
            assert response.status_code in (400, 409)
        assert not UrgentMark.objects.exists()

    @pytest.mark.parametrize("verb", [photos.show_photo, cover_all])
    def test_a_report_is_not_accepted_with_other_photos_than_were_seen(self, editor, verb, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        walk = sent()
        photo = photos.add_photo(case=walk.case, data=saved(), by=CENTER, at=walk.at)
        seen = walk.case.version
        verb(photo=photo, by=CENTER, at=walk.at)
        refused = editor.post(reverse("center_do", args=[walk.case.number, "tiep-nhan"]), {**WORDS, "seen": seen})
        assert refused.status_code == 409
        walk.case.refresh_from_db()
        assert walk.case.state == "received"
