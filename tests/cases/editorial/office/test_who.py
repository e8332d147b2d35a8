"""Who comes to the officer's desk, and what of whose."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions import notes
from cases.actions.actor import OFFICER
from cases.models import Answer, Extension, InternalNote, Post, Submission
from tests.accounts import GROUPS, an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.office.asking import GET, POST, address, complaints, page, post, titles, words
from tests.cases.editorial.office.conftest import SAID, given
from tests.factories import KIM_LONG, LIGHTING, ago, an_agency

pytestmark = pytest.mark.django_db

CANARY = "MẬT-4413"
FULL = {**SAID, "seen": "", "promised_on": "2030-01-01", "reason": "cho-vat-tu", "sentence": "Chờ"}


def secretive(agency=None):
    """Work of an agency with a canary in all that is its own."""
    walk = given(f"{CANARY} tiêu đề", agency=agency).draft(f"{CANARY} nháp")
    notes.write_note(assignment=walk.assignment, text=f"{CANARY} ghi chú", by=OFFICER, at=walk.at)
    return walk


def ask(client, name, walk):
    where = address(name, None if name == "desk" else walk)
    return client.post(where, FULL) if name in POST else client.get(where)


def untouched(walk):
    """Whether nothing of the work was changed."""
    kept = list(Answer.objects.values_list("text", flat=True)), InternalNote.objects.count()
    return kept == ([f"{CANARY} nháp"], 1) and not Submission.objects.exists() and not Extension.objects.exists()


@pytest.mark.parametrize("power", GROUPS)
@pytest.mark.parametrize("name", ["desk", *GET, *POST])
@pytest.mark.parametrize("post_held", [True, False], ids=["with a post", "without"])
def test_who_works_for_an_agency_comes_in(power, name, post_held):
    walk = secretive()
    client = signed_in(an_account(power, agency=KIM_LONG if post_held else None))
    response = ask(client, name, walk)
    if power in ("answer", "follow") and post_held:
        assert response.status_code in (200, 302, 400, 409)
        return
    assert response.status_code == 403
    assert CANARY not in response.content.decode()
    assert untouched(walk)


def test_nobody_comes_in_without_an_account(client):
    walk = secretive()
    for name in ("desk", *GET, *POST):
        response = ask(client, name, walk)
        assert (response.status_code, response["Location"][:11]) == (302, "/cms/login/")


@pytest.mark.parametrize("name", [*GET, *POST])
def test_another_agencys_work_is_no_page_and_says_nothing(office, name):
    theirs = secretive(an_agency(LIGHTING))
    response = ask(office, name, theirs)
    assert response.status_code == 404
    assert CANARY not in response.content.decode()
    assert untouched(theirs)
    assert CANARY not in office.get(address("desk")).content.decode()
    assert office.get(address("desk") + f"?don-vi={an_agency(LIGHTING).slug}").status_code == 404


def test_another_agency_of_the_same_case_keeps_its_texts(office):
    walk = given("Cùng việc")
    own = walk.assignment
    walk.assign(an_agency(LIGHTING)).draft(f"{CANARY} nháp của đơn vị kia")
    notes.write_note(assignment=walk.assignment, text=f"{CANARY} ghi chú", by=OFFICER, at=walk.at)
    walk.submit()
    shown = page(office, reverse("office_case", args=[own.pk]))
    assert "Cùng việc" in str(shown)
    assert CANARY not in str(shown)
    assert CANARY not in office.get(reverse("office_preview", args=[own.pk]), follow=True).content.decode()


@pytest.mark.parametrize("name", [*GET, *POST])
def test_a_number_that_is_no_work_is_no_page(office, name):
    where = reverse(f"office_{name}", args=[999_999])
    assert (office.post(where, FULL) if name in POST else office.get(where)).status_code == 404


def test_nothing_is_changed_by_reading_nor_read_by_changing(office):
    walk = given()
    for name in POST:
        assert office.get(address(name, walk))["Location"] == address("case", walk), "where it is sent from"
        assert office.put(address(name, walk)).status_code == 405
    for name in GET:
        assert office.post(address(name, walk)).status_code == 405


class TestFormerPost:
    """Who works elsewhere by now."""

    @pytest.fixture(autouse=True)
    def _left(self, officer):
        today = timezone.localdate()
        left = today - timedelta(days=3)
        Post.objects.create(account=officer, agency=an_agency(LIGHTING), since=date(2020, 1, 1), until=left)

    def test_its_work_of_that_time_is_read_and_nothing_is_done_to_it(self, office):
        walk = given("Việc cũ", days=6, agency=an_agency(LIGHTING))
        walk.until(ago(days=5)).submit(text="Đã thay bóng.")
        notes.write_note(assignment=walk.assignment, text="Ghi lúc trước", by=OFFICER, at=walk.at)
        notes.write_note(assignment=walk.assignment, text=f"{CANARY} ghi sau", by=OFFICER, at=timezone.now())
        shown = page(office, address("case", walk))
        assert "chỉ còn đọc được" in words(shown.main)
        assert "Đã thay bóng." in words(shown.main)
        assert "Ghi lúc trước" in words(shown.main)
        assert CANARY not in str(shown)
        assert not shown.select("main form, .decide")
        for name in POST:
            response = ask(office, name, walk)
            assert response.status_code in (302, 400), name
        assert Submission.objects.get().decision == ""
        assert InternalNote.objects.count() == 2
        assert not Extension.objects.exists()

    def test_a_draft_is_the_business_of_those_who_are_there(self, office):
        walk = given(days=6, agency=an_agency(LIGHTING)).draft(f"{CANARY} nháp")
        assert CANARY not in str(page(office, address("case", walk)))
        assert CANARY not in office.get(address("preview", walk), follow=True).content.decode()
        assert post(office, "draft", walk, **SAID).status_code == 400
        assert walk.answer.text == f"{CANARY} nháp"

    def test_nor_is_a_text_read_that_was_handed_in_later_or_taken_back(self, office):
        left = an_agency(LIGHTING)
        later = given(days=6, agency=left).submit(text=f"{CANARY} nộp sau")
        back = given(days=6, agency=left).until(ago(days=5)).submit(text=f"{CANARY} rút lại")
        for walk in (later, back.recall()):
            assert CANARY not in str(page(office, address("case", walk)))

    def test_what_came_later_is_not_read(self, office):
        walk = given(f"{CANARY} việc mới", days=1, agency=an_agency(LIGHTING))
        assert office.get(address("case", walk)).status_code == 404
        assert CANARY not in office.get(address("desk") + f"?don-vi={walk.assignment.agency.slug}").content.decode()

    def test_it_stands_in_the_choice_and_not_in_the_list(self, office):
        given("Việc của đơn vị")
        given("Việc cũ", days=6, agency=an_agency(LIGHTING))
        assert titles(office) == ["Việc của đơn vị"]
        choice = page(office, address("desk")).select("#don-vi option")
        assert [words(each) for each in choice] == [
            "Mọi đơn vị đang làm",
            KIM_LONG,
            f"{LIGHTING} (đã thôi, chỉ đọc)",
        ]
        shown = page(office, address("desk") + f"?don-vi={choice[2]['value']}")
        assert [words(link) for link in shown.select(".rows h2 a")] == ["Việc cũ"]
        assert words(shown.select_one("option[selected]")) == f"{LIGHTING} (đã thôi, chỉ đọc)"


def test_who_has_only_former_posts_does_not_come_in():
    yesterday = timezone.localdate() - timedelta(days=1)
    client = signed_in(an_account("answer", agency=KIM_LONG, until=yesterday))
    assert client.get(address("desk")).status_code == 403


def test_who_follows_terms_extends_and_notes_but_writes_no_answer():
    walk = given()
    client = signed_in(an_account("follow", agency=KIM_LONG))
    shown = page(client, address("case", walk))
    assert not shown.find(id="cau-tra-loi")
    assert shown.find(id="han_promised_on")
    assert shown.find(id="ghi_text")
    assert "không có quyền" in complaints(post(client, "draft", walk, **SAID))[""]
    assert not Answer.objects.exists()


def test_the_menus_lead_there_whom_they_should(office, client):
    link = f'"url": "{address("desk")}"'
    assert link in office.get("/cms/").content.decode()
    client.force_login(an_account("decide"))
    assert link not in client.get("/cms/").content.decode()
    names = [words(each) for each in page(office, address("desk")).select(".mast nav a")]
    assert names == ["Đơn vị tôi", "Trang quản trị"]
    assert page(office, address("desk")).select_one(".mast [aria-current]")["href"] == address("desk")


def test_it_is_kept_nowhere(office):
    assert "no-cache" in office.get(address("desk")).headers["Cache-Control"]
