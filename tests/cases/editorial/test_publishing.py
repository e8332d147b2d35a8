"""Publishing in the CMS: texts change, facts do not; what is not public never becomes public by it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.actions import edit_page
from cases.models import CaseIndexPage, CaseMonthPage, CasePage, CaseYearPage, Delivery, Event
from cases.signals import cases_changed
from tests.cases.editorial.cms import NO_PRESS, a_page, an_editor, fixed_facts, fresh, publish, save_draft, texts
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

REMOVED = ["withdrawn", "merged"]


@pytest.fixture
def case_page():
    return a_page("assigned", title="Đèn hỏng", text="Nhà số 5", place="5 Kim Long")


@pytest.fixture
def told():
    """Ids of cases that listeners heard of."""
    heard = []

    def listen(case_ids, **kwargs):
        heard.extend(case_ids)

    cases_changed.connect(listen)
    yield heard
    cases_changed.disconnect(listen)


def facts(page):
    """What the machine says of the page's case."""
    case = type(page.case).objects.get(pk=page.case_id)
    names = ("number", "reference", "state", "round", "accepted_at", "sent_at", "lat", "lon", "category_id", "level")
    return {name: getattr(case, name) for name in names}


class TestPublish:
    def test_an_editor_publishes_every_text(self, editor, case_page):
        new = {"title": "Đèn đường hỏng", "text": "Đã che số nhà", "place": "Kim Long", "editors_note": "Nối lại."}
        response = publish(editor, case_page, **new, location="SRID=4326;POINT(107.6 16.5)")
        assert response.status_code == 302
        assert texts(fresh(case_page)) == {**new, **NO_PRESS, "location": "SRID=4326;POINT(107.6 16.5)"}

    def test_the_public_page_says_so(self, editor, client, case_page):
        publish(editor, case_page, text="Đã che số nhà")
        html = client.get(reverse("case_short", args=[case_page.case.number]), follow=True).content.decode()
        assert "Đã che số nhà" in html
        assert "Nhà số 5" not in html

    def test_version_event_delivery_and_then_the_signal(
        self, editor, case_page, told, django_capture_on_commit_callbacks
    ):
        version, deliveries = case_page.case.version, Delivery.objects.count()
        with django_capture_on_commit_callbacks() as callbacks:
            publish(editor, case_page, text="Đã che số nhà")
        case_page.case.refresh_from_db()
        assert case_page.case.version == version + 1
        assert Delivery.objects.count() == deliveries + 1
        assert told == []
        for callback in callbacks:
            callback()
        assert set(told) == {case_page.case_id}
        event = Event.objects.filter(case=case_page.case).last()
        assert (event.kind, event.role, event.data["fields"]) == ("case.update", "center", ["text"])

    def test_the_public_search_follows(self, editor, client, case_page, django_capture_on_commit_callbacks):
        for new, found in (("Đã che, xem tunkhutu", True), ("Đã che", False)):
            with django_capture_on_commit_callbacks(execute=True):
                publish(editor, fresh(case_page), text=new)
            html = client.get(reverse("case_list"), {"q": "tunkhutu"}).content.decode()
            assert (case_page.title in html) == found

    def test_publishing_the_same_again_is_no_event(self, editor, case_page):
        events = case_page.case.event_count
        publish(editor, case_page)
        assert Event.objects.filter(case=case_page.case).count() == events

    def test_facts_and_place_in_the_tree_stay(self, editor, case_page):
        before, fixed = facts(case_page), fixed_facts()
        publish(editor, case_page, text="Khác", slug="khac", case="1", go_live_at="2031-01-01", expire_at="2032-01-01")
        assert facts(case_page) == before
        assert fixed_facts() == fixed

    def test_text_and_ledger_come_together_or_not_at_all(self, chief, case_page, monkeypatch):
        def fail(**kwargs):
            raise RuntimeError("disk full")

        monkeypatch.setattr(edit_page, "edited", fail)
        with pytest.raises(RuntimeError):
            publish(chief, case_page, text="Khác")
        assert fresh(case_page).text == "Nhà số 5"

    def test_an_editor_without_the_right_to_publish_saves_a_draft(self, client, case_page):
        client.force_login(an_editor(codenames=("change_page",)))
        publish(client, case_page, text="Khác")
        assert fresh(case_page).text == "Nhà số 5"
        assert fresh(case_page).get_latest_revision_as_object().text == "Khác"


class TestDraft:
    def test_it_changes_nothing_public(self, editor, case_page, told):
        before = facts(case_page), fixed_facts(), case_page.case.event_count
        save_draft(editor, case_page, text="Chưa xong")
        assert fresh(case_page).text == "Nhà số 5"
        assert (facts(case_page), fixed_facts(), fresh(case_page).case.event_count) == before
        assert told == []

    def test_it_waits_in_the_form(self, editor, case_page):
        save_draft(editor, case_page, text="Chưa xong")
        assert b"Ch\xc6\xb0a xong" in editor.get(reverse("wagtailadmin_pages:edit", args=[case_page.pk])).content


class TestOldRevision:
    @pytest.fixture
    def old(self, editor):
        """A page whose newest revision was made before the case went on, and the walk."""
        walk = walk_to("assigned", text="Lời đầu")
        publish(editor, walk.case.page, text="Lời sau")
        return walk

    def revision(self, walk):
        return fresh(walk.case.page).revisions.order_by("created_at").first()

    def test_reverting_brings_texts_back_and_no_state(self, editor, old):
        old.later(days=2).submit().later(days=1).approve()
        before = facts(old.case.page)
        assert before["state"] == "answered"
        save_draft(editor, fresh(old.case.page), text="Lời ba")
        url = reverse("wagtailadmin_pages:revisions_revert", args=[old.case.page.pk, self.revision(old).pk])
        assert editor.get(url).status_code == 200
        editor.post(url, {**texts(self.revision(old).as_object()), "action-publish": "1"})
        assert fresh(old.case.page).text == "Lời sau"
        assert facts(old.case.page) == before

    def test_publishing_it_by_script_brings_no_state(self, old):
        old.later(days=2).submit().later(days=1).approve()
        before, fixed = facts(old.case.page), fixed_facts()
        self.revision(old).publish()
        assert facts(old.case.page) == before
        assert fixed_facts() == fixed

    def test_the_api_of_the_cms_brings_no_state(self, chief, old):
        old.later(days=2).submit().later(days=1).approve()
        before, fixed = facts(old.case.page), fixed_facts()
        url = f"/cms/api/main/pages/{old.case.page.pk}/action"
        asked = chief.post(f"{url}/revert_to_page_revision/", {"revision_id": self.revision(old).pk})
        assert asked.status_code == 200
        assert chief.post(f"{url}/publish/").status_code == 200
        assert facts(old.case.page) == before
        assert fixed_facts() == fixed


class TestRemovedCase:
    @pytest.mark.parametrize("state", REMOVED)
    def test_the_form_saves_a_draft_instead(self, chief, state):
        page = a_page(state, text="Lời đầu")
        publish(chief, page, text="Khác")
        assert (fresh(page).live, fresh(page).text) == (False, "Lời đầu")
        assert fresh(page).get_latest_revision_as_object().text == "Khác"

    @pytest.mark.parametrize("state", REMOVED)
    def test_no_script_makes_it_live(self, state):
        page = a_page(state)
        page.text = "Khác"
        page.save_revision().publish()
        assert not fresh(page).live

    @pytest.mark.parametrize("state", REMOVED)
    def test_no_bulk_action_makes_it_live(self, chief, state):
        page = a_page(state)
        month = page.get_parent()
        for target in (page, month):
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            chief.post(f"{url}?id={target.pk}", {"include_descendants": "on"})
        assert not fresh(page).live

    def test_a_draft_is_not_published_by_restoring(self, chief):
        walk = walk_to("withdrawn", text="Lời đầu")
        save_draft(chief, walk.case.page, text="Chưa duyệt")
        walk.later(days=1).restore()
        assert (fresh(walk.case.page).live, fresh(walk.case.page).text) == (True, "Lời đầu")

    def test_a_case_that_only_counts_stays_hidden(self, chief):
        walk = walk_to("received")
        walk.accept(level="figures", level_reason="Tố cáo")
        publish(chief, walk.case.page, text="Khác")
        assert not fresh(walk.case.page).live


class TestLiveIsPublic:
    """A page is live exactly while its case is public, whichever way Wagtail is told otherwise."""

    def test_unpublishing_by_script_does_not_last(self, case_page):
        case_page.unpublish()
        assert fresh(case_page).live

    @pytest.mark.parametrize("model", [CaseIndexPage, CaseYearPage, CaseMonthPage])
    def test_nor_of_the_tree(self, case_page, model):
        model.objects.get().unpublish()
        assert model.objects.get().live

    def test_nothing_expires(self, case_page):
        CasePage.objects.filter(pk=case_page.pk).update(expire_at="2001-01-01T00:00Z")
        call_command("publish_scheduled")
        assert fresh(case_page).live

    def test_a_withdrawn_page_stays_down_when_unpublished_again(self):
        page = a_page("withdrawn")
        CasePage.objects.filter(pk=page.pk).update(live=True)
        fresh(page).unpublish()
        assert not fresh(page).live
