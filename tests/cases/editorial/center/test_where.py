"""Where a report is, and which words of it nobody is to read: what the Center's screen of a case takes and says."""

from typing import ClassVar

import pytest
from django.urls import reverse

from cases.actions.causes import CenterCause
from cases.models import Case, Ward
from tests.cases.editorial.center.conftest import accepted, do, page, sent, soup, told, words
from tests.cases.editorial.center.test_case import said, screen

pytestmark = pytest.mark.django_db

WORDS = {"title": "Đèn hỏng", "text": "Tối quá [đã che]", "place": "Kim Long", "category": "chieu-sang"}


class TestWhere:
    """The ward, the words for the place, the point on the map."""

    def test_acceptance_begins_with_what_is_known_and_says_the_rest(self, editor):
        walk = sent(ward="kim-long", lat=16.45, lon=107.55)
        form = page(editor, screen(walk)).select_one("#tiep-nhan form")
        kept = {name: form[f"data-{name}"] for name in ("kept", "by")}
        assert kept == {"kept": f"{walk.case.pk}-tiep-nhan", "by": str(editor.account.pk)}, "when a session ends"
        assert form.select_one("[name=ward] option[selected]")["value"] == "kim-long"
        assert form.select_one("[name=point]")["value"] == "16.45, 107.55"
        where = {"ward": "an-cuu", "point": "16.46, 107.605"}
        refused = do(editor, walk, "tiep-nhan", **{**WORDS, **where, "point": "gần chợ"})
        assert (refused.status_code, "không đọc được" in told(refused)[0]) == (400, True)
        do(editor, walk, "tiep-nhan", **WORDS, **where)
        walk.case.refresh_from_db()
        assert (walk.case.state, walk.case.ward.slug, walk.case.lat) == ("in_progress", "an-cuu", 16.46)

    def test_corrected_afterwards_with_a_reason_and_the_public_page_follows(self, editor, client):
        walk = accepted()
        where = {"ward": "an-cuu", "place": "Chợ An Cựu", "point": ""}
        assert do(editor, walk, "noi", **where).status_code == 400
        broken = do(editor, walk, "noi", **{**where, "place": "[đã che: "}, reason="chua-ghi")
        assert "Dấu che phải viết đúng" in told(broken)[0]
        assert do(editor, walk, "noi", **where, reason="chua-ghi").status_code == 302
        shown = client.get(reverse("case_short", args=[walk.case.number]), follow=True).content.decode()
        for told_ in ("Chợ An Cựu", "Trung tâm sửa nơi xảy ra", "Lúc đầu chưa rõ ở đâu"):
            assert told_ in shown, told_
        assert told(do(editor, walk, "noi", **where, reason="chua-ghi")) == [said(CenterCause.SAME_PLACE)]

    def test_a_point_elsewhere_is_asked_about_once_and_nothing_is_lost(self, editor):
        walk = sent()
        elsewhere = {**WORDS, "ward": "kim-long", "point": "16.4522, 107.6052", "title": "Đèn hỏng cả tuyến"}
        first = do(editor, walk, "tiep-nhan", **elsewhere)
        assert told(first)[-1:] == ["Điểm này nằm ngoài Phường Kim Long: nó ở Phường An Cựu. Vẫn đúng thì gửi lần nữa."]
        form = soup(first).select_one("#tiep-nhan")
        kept = {box["name"]: box["value"] for box in form.select("input[value]")}
        assert (kept["title"], kept["point"]) == ("Đèn hỏng cả tuyến", "16.4522, 107.6052")
        moved = do(editor, walk, "tiep-nhan", **{**elsewhere, "point": "10.77, 106.7"}, placed=kept["placed"])
        assert told(moved)[-1:] == ["Điểm này nằm ngoài mọi phường, xã của thành phố. Vẫn đúng thì gửi lần nữa."]
        assert do(editor, walk, "tiep-nhan", **elsewhere, placed=kept["placed"]).status_code == 302
        # What somebody has said twice is not asked again with every later correction.
        again = {"ward": "kim-long", "point": "16.4522, 107.6052", "place": "Chợ", "reason": "chua-ghi"}
        assert do(editor, walk, "noi", **again).status_code == 302
        assert do(editor, walk, "noi", **{**again, "ward": ""}).status_code == 302
        assert do(editor, walk, "noi", **{**again, "ward": "", "point": "10.77, 106.7"}).status_code == 400

    def test_where_no_ward_has_an_outline_nothing_is_asked(self, editor):
        Ward.objects.update(boundary=None)
        for ward in ("kim-long", ""):
            assert do(editor, sent(), "tiep-nhan", **WORDS, ward=ward, point="10.77, 106.7").status_code == 302

    @pytest.mark.parametrize(
        ("level", "came_with", "taken"),
        [("", "Tối quá", False), ("summary", "", False), ("figures", "Tối quá", True), ("", "", True)],
    )
    def test_a_page_that_says_nothing_is_not_published(self, editor, level, came_with, taken):
        walk = sent(text=came_with)
        fields = {**WORDS, "text": " \u200b ", "title": "Một việc khác", "level": level, "level_reason": "vậy"}
        answer = do(editor, walk, "tiep-nhan", **{**fields, "place": ""})
        assert answer.status_code == (302 if taken else 400)
        if not taken:
            assert [box["class"][-1] for box in soup(answer).select(".field.bad")] == ["of-text"]
            assert told(answer)[-1] == said(CenterCause.NO_TEXT)

    def test_personal_data_in_the_place_is_told_once_and_then_taken(self, editor):
        walk = accepted()
        where = {"ward": "an-cuu", "place": "Nhà số 0912345678", "point": "", "reason": "chua-ghi"}
        first = do(editor, walk, "noi", **where)
        assert (first.status_code, "0912345678" in told(first)[-1]) == (400, True)
        hinted = soup(first).select_one("#noi [name=hinted]")["value"]
        assert do(editor, walk, "noi", **{**where, "place": "Nhà số 0912345679"}, hinted=hinted).status_code == 400
        assert do(editor, walk, "noi", **where, hinted=hinted).status_code == 302
        walk.case.page.refresh_from_db()
        assert walk.case.page.place == "Nhà số 0912345678"

    def test_wards_stand_as_a_dictionary_has_them(self, editor):
        a_ward = Ward.objects.first()
        for name in ("phường Đông Ba", "phường Dương Nỗ mới", "phường Ea"):
            Ward.objects.create(slug=name.split()[1].lower(), name=name, code=name[-4:], boundary=a_ward.boundary)
        told_ = [words(o) for o in page(editor, screen(accepted())).select("#noi [name=ward] option")]
        ours = ["phường Dương Nỗ mới", "phường Đông Ba", "phường Ea"]
        assert [name for name in told_ if name in ours] == ours


class TestCover:
    """Words of the report that nobody is to read."""

    FIELDS: ClassVar = {"what": "tên người", "reason": "thong-tin-ca-nhan"}

    def test_the_approver_covers_what_the_page_says(self, approver, client):
        walk = accepted("Nhà ông Trần Nam lấn đường", text="Ông Trần Nam, 0912345678")
        shown = page(approver, screen(walk)).select_one("#che")
        assert "0912345678" in words(shown.select_one(".hint"))
        assert told(do(approver, walk, "che", words="Trần N", **self.FIELDS)) == [said(CenterCause.NOT_THERE)]
        do(approver, walk, "che", words="Trần Nam", **self.FIELDS)
        public = client.get(reverse("case_short", args=[walk.case.number]), follow=True).content.decode()
        assert "Trần Nam" not in public
        assert "đã che: tên người" in public
        assert "Trung tâm che một phần phản ánh" in public

    def test_an_editor_does_not(self, editor):
        walk = accepted("Nhà ông Trần Nam lấn đường")
        do(editor, walk, "che", words="Trần Nam", **self.FIELDS)
        assert "Trần Nam" in Case.objects.get().page.title
