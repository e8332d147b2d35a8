"""The form of a case's page: six fields to edit, the facts to read, and a point that is the case's until moved."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from cases.models import Case, CasePage
from cases.public.loading import public_cases
from tests.cases.editorial.cms import TEXTS, a_page, edit_url, fresh, publish, texts
from tests.factories import START, walk_to
from tests.incoming import closed_unknown, imported

pytestmark = pytest.mark.django_db

HERE, THERE = "SRID=4326;POINT(107.59 16.46)", "SRID=4326;POINT(107.61234 16.49876)"


@pytest.fixture
def case_page():
    return a_page("extended", title="Đèn hỏng", lat=16.46, lon=107.59)


def form_of(client, page):
    return client.get(edit_url(page)).context["form"]


def public_point(page):
    (case,) = public_cases([page.case_id], at=START)
    return case.lat, case.lon


class TestFields:
    def test_only_texts_and_point_can_be_sent(self, chief, case_page):
        fields = set(form_of(chief, case_page).fields)
        asked = {"seen", "placed"}  # compared, never kept
        assert fields - asked == {*TEXTS, "press"} == set(CasePage.edited_fields)
        assert asked <= fields

    def test_nothing_is_scheduled_or_commented(self, chief, case_page):
        form = form_of(chief, case_page)
        assert not form.show_schedule_publishing_toggle
        assert not form.show_comments_toggle

    def test_a_title_is_needed(self, chief, case_page):
        response = publish(chief, case_page, title="")
        assert response.status_code == 200
        assert "title" in response.context["form"].errors
        assert fresh(case_page).title == "Đèn hỏng"


class TestFacts:
    def test_they_are_shown(self, chief, case_page):
        html = chief.get(edit_url(case_page)).content.decode()
        for fact in ("Đang xử lý", "UBND phường Kim Long", "11/03/2026", "13/03/2026", "02/03/2026"):
            assert fact in html
        assert reverse("case_short", args=[case_page.case.number]) in html

    def test_they_are_no_fields(self, chief, case_page):
        names = set(form_of(chief, case_page).fields)
        assert not names & {"case", "state", "number", "slug", "accepted_at", "category", "ward"}

    def test_an_imported_case_without_dates_is_shown_too(self, chief):
        imported(closed_unknown(accepted_at=None, started_at=None, due_at=None, month_of=None))
        html = chief.get(edit_url(CasePage.objects.get())).content.decode()
        assert "Không rõ" in html

    def test_the_page_of_a_withdrawn_case_opens(self, chief):
        assert "Đã rút" in chief.get(edit_url(a_page("withdrawn"))).content.decode()

    def test_another_language_shows_other_words(self, admin_user, client, case_page):
        client.force_login(admin_user)
        admin_user.wagtail_userprofile = None
        with translation.override("en"):
            assert client.get(edit_url(case_page)).status_code == 200


class TestPoint:
    def test_the_form_begins_with_the_cases_own(self, chief, case_page):
        CasePage.objects.update(location="")
        assert form_of(chief, case_page)["location"].value() == HERE

    def test_a_case_without_a_point_has_none(self, chief):
        assert form_of(chief, a_page("accepted"))["location"].value() == ""

    def test_publishing_without_moving_it_stores_none(self, chief, case_page):
        publish(chief, case_page, location=HERE, text="Khác")
        assert fresh(case_page).location == ""
        assert public_point(case_page) == (16.46, 107.59)

    def test_a_correction_by_the_source_shows_then(self, chief, case_page):
        publish(chief, case_page, location=HERE, text="Khác")
        Case.objects.update(lat=16.5)
        assert public_point(case_page) == (16.5, 107.59)

    def test_a_moved_point_is_public_and_the_cases_own_stays(self, chief, case_page):
        publish(chief, case_page, location=THERE)
        assert public_point(case_page) == (16.49876, 107.61234)
        assert (fresh(case_page).case.lat, fresh(case_page).case.lon) == (16.46, 107.59)

    def test_it_is_coarse_where_only_a_summary_is_public(self, chief):
        walk = walk_to("received", lat=16.46123, lon=107.59321)
        walk.accept(level="summary", level_reason="Nêu tên hộ dân")
        assert public_point(walk.case.page) == (16.46, 107.59)
        publish(chief, walk.case.page, location=THERE)
        assert public_point(walk.case.page) == (16.5, 107.61)

    @pytest.mark.parametrize("wrong", ["ở đây", "SRID=4326;POINT(500 16)", "SRID=3857;POINT(107 16)"])
    def test_what_is_no_point_is_refused(self, chief, case_page, wrong):
        stored = fresh(case_page).location
        response = publish(chief, case_page, location=wrong)
        assert "location" in response.context["form"].errors
        assert fresh(case_page).location == stored

    def test_an_emptied_point_is_the_cases_own_again(self, chief, case_page):
        publish(chief, case_page, location=THERE)
        publish(chief, case_page, location="")
        assert public_point(case_page) == (16.46, 107.59)

    def test_one_that_is_moved_out_of_the_ward_or_the_city_is_asked_about_once(self, chief):
        page = a_page(ward="kim-long", lat=16.45, lon=107.55)
        there, elsewhere = "SRID=4326;POINT(107.6052 16.4522)", "SRID=4326;POINT(106.7 10.77)"
        placed = ""
        for point, said in ((there, "Phường Kim Long: nó ở Phường An Cựu."), (elsewhere, "mọi phường, xã")):
            form = publish(chief, page, location=point, placed=placed).context["form"]
            assert said in form.errors["location"][0]
            placed = form["placed"].value()
        assert fresh(page).location == page.location
        assert publish(chief, page, location=elsewhere, placed=placed).status_code == 302
        assert publish(chief, fresh(page), location=elsewhere, text="Khác").status_code == 302, "it was not moved"
        assert fresh(page).location == elsewhere

    def test_the_map_asks_nobody_else(self, chief, case_page):
        html = chief.get(edit_url(case_page)).content.decode()
        assert "vendor/leaflet/leaflet.js" in html
        assert "unpkg.com" not in html


class TestPreview:
    """Exactly the public page, with the texts being edited."""

    def preview(self, client, page, **changed):
        Site.clear_site_root_paths_cache()  # what another test's site left there was rolled back unnoticed
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        told = client.post(url, texts(page, **changed)).json()
        assert told == {"is_valid": True, "is_available": True}
        return client.get(url)

    def test_it_shows_what_is_being_edited_and_saves_nothing(self, editor, case_page):
        html = self.preview(editor, case_page, text="Đang viết dở", editors_note="Lời dặn").content.decode()
        assert "Đang viết dở" in html
        assert "Lời dặn" in html
        assert fresh(case_page).text == "Năm bóng đèn hỏng"

    def test_it_is_the_public_page(self, editor, client, case_page):
        seen = self.preview(editor, case_page, text="Sẽ đăng").content
        publish(editor, case_page, text="Sẽ đăng")
        public = client.get(reverse("case_short", args=[case_page.case.number]), follow=True).content
        added = [line for line in public.splitlines() if line not in seen.splitlines()]
        words = b"\n".join(added).decode()
        assert "Sẽ đăng" not in words  # the edit's own event is the one thing that is new
        assert len(added) <= 4, words

    def test_a_moved_point_is_previewed(self, editor, case_page):
        assert self.preview(editor, case_page, location=THERE).status_code == 200

    def test_it_may_be_framed_by_ourselves_and_is_not_kept(self, editor, case_page):
        response = self.preview(editor, case_page)
        assert response["X-Frame-Options"].upper() == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
        assert "private" in response["Cache-Control"]

    def test_a_plain_account_sees_no_preview(self, client, case_page, django_user_model):
        client.force_login(django_user_model.objects.create_user("ai", password="mot hai ba bon nam"))
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[case_page.pk])
        assert client.get(url).status_code == 302
