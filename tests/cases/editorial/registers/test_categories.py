"""Categories and terms in the CMS: a term in force stands, another version follows it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import classify
from cases.actions.actor import CENTER
from cases.editorial.registers.categories import has_had_cases
from cases.models import Calendar, Category, CategoryTerm, Delivery, ReasonCode
from tests.cases.editorial.registers.forms import complaints, send, told, url
from tests.factories import a_category, walk_to

pytestmark = pytest.mark.django_db

TOO_EARLY = "Lĩnh vực này đã có phản ánh: bản mới bắt đầu sớm nhất từ mai."
STANDS = "Thời hạn đã có hiệu lực thì không sửa, không xoá: hãy thêm một bản mới với ngày bắt đầu của nó."


def day(n):
    """So many days from today."""
    return timezone.localdate() + timedelta(days=n)


def a_term(category="chieu-sang", since=30):
    """A version that begins so many days from today."""
    term = a_category(category).terms.get()
    term.pk, term.since = None, day(since)
    term.save()
    return term


def version(category, **changed):
    """What the form of a new version sends."""
    sent = {"category": category.pk, "since": day(1), "n": 5, "kind": "working_days", "legal_act": "Quyết định 1"}
    return {**sent, "calendar": Calendar.objects.get(slug="vn").pk, "law_for": ["ward", "center"], **changed}


def test_a_category_is_added_with_its_term(chief):
    sent = {"name": "Chó thả rông", "name_en": "Stray dogs", "slug": "cho-tha-rong", "publication_level": "summary"}
    assert chief.post(url("category", "add"), sent).status_code == 302
    made = Category.objects.get(slug="cho-tha-rong")
    assert chief.post(url("categoryterm", "add"), version(made, since=day(-100))).status_code == 302
    term = made.terms.get()
    assert (term.n, term.law_for) == (5, ["ward", "center"])
    assert "5 Ngày làm việc" in chief.get(url("category", "edit", made.pk)).content.decode()


@pytest.mark.parametrize(("since", "refused"), [(-1, True), (0, True), (1, False), (400, False)])
def test_a_new_version_begins_after_today(chief, since, refused):
    category = walk_to("assigned").case.category
    response = chief.post(url("categoryterm", "add"), version(category, since=day(since)))
    assert response.status_code == (200 if refused else 302)
    assert category.terms.count() == (1 if refused else 2)
    if refused:
        assert complaints(response) == [TOO_EARLY]


def test_cases_that_have_left_a_category_count_by_its_terms(chief):
    walk = walk_to("assigned")
    left = walk.case.category
    assert not has_had_cases(a_category("cay-xanh"))
    classify.change_category(case=walk.case, category=a_category("cay-xanh"), by=CENTER, at=walk.at)
    assert has_had_cases(left)
    assert has_had_cases(a_category("cay-xanh"))
    response = chief.post(url("category", "delete", left.pk))
    assert told(response) == [f"Không xoá được “{left}”: có phản ánh đang hoặc đã từng thuộc lĩnh vực này."]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"n": 0}, "Số ngày hoặc giờ của thời hạn phải từ 1 trở lên."),
        ({"n": -5}, "Số ngày hoặc giờ của thời hạn phải từ 1 trở lên."),
        ({"n": ""}, "Chưa điền số ngày hoặc giờ của thời hạn."),
        ({"n": "bảy"}, "Số ngày hoặc giờ của thời hạn phải là số nguyên, như 7."),
        ({"n": 32_768}, "Số ngày hoặc giờ của thời hạn dài quá mức tính được."),
        (
            {"office_opens": "08:00"},
            "Giờ làm việc chỉ đi với ngày làm việc, có đủ giờ mở và giờ đóng, và giờ mở đứng trước giờ đóng.",
        ),
        ({"since": "used"}, "Lĩnh vực này đã có một thời hạn bắt đầu từ ngày ấy."),
        ({"office_opens": "07:30", "office_closes": "17:00"}, ""),
        ({"kind": "hours", "n": 48}, ""),
    ],
)
def test_terms_are_checked(chief, changed, sentence):
    used = a_term()
    changed = {name: used.since if value == "used" else value for name, value in changed.items()}
    response = chief.post(url("categoryterm", "add"), version(used.category, **changed))
    assert (complaints(response) if response.status_code == 200 else []) == ([sentence] if sentence else [])


@pytest.mark.parametrize("since", [-1, 0, 1, 30])
def test_a_version_in_force_stands(chief, since):
    term = a_term(since=since)
    address = url("categoryterm", "edit", term.pk)
    response = chief.post(address, version(term.category, since=day(60), n=99))
    term.refresh_from_db()
    assert term.n == (7 if since <= 0 else 99)
    if since <= 0:
        assert told(response) == [STANDS]
        assert chief.get(address)["Location"] == url("categoryterm", "index")
    chief.post(url("categoryterm", "delete", term.pk))
    assert CategoryTerm.objects.filter(pk=term.pk).exists() is (since <= 0)


def test_a_version_stays_with_its_category(chief):
    term = a_term()
    send(chief, url("categoryterm", "edit", term.pk), category=a_category("cay-xanh").pk, n=9)
    term.refresh_from_db()
    assert (term.category.slug, term.n) == ("chieu-sang", 9)


def test_a_new_name_of_a_category_reaches_the_search(chief):
    walk = walk_to("assigned")
    Delivery.objects.all().delete()
    send(chief, url("category", "edit", walk.case.category.pk), name="Đèn đường", slug="den-duong")
    assert Delivery.objects.get().case_id == walk.case.pk
    assert Category.objects.get(name="Đèn đường").slug == "chieu-sang"


# --- reason codes ----------------------------------------------------------------------------------------------------


def test_a_code_keeps_its_kind_and_changes_its_words(chief):
    row = ReasonCode.objects.get(kind="extend", code="cho-vat-tu")
    send(chief, url("reasoncode", "edit", row.pk), kind="refuse", code="khac", label="Đang đợi vật tư", active="")
    row.refresh_from_db()
    assert (row.kind, row.code, row.label, row.active) == ("extend", "cho-vat-tu", "Đang đợi vật tư", False)


def test_no_code_is_deleted_even_before_anybody_quotes_it(chief):
    row = ReasonCode.objects.create(kind="extend", code="moi", label="Mới")
    response = chief.post(url("reasoncode", "delete", row.pk))
    assert told(response) == ["Mã lý do không xoá được: diễn biến cũ còn dẫn nó. Hãy bỏ dấu “còn dùng”."]
    assert ReasonCode.objects.filter(pk=row.pk).exists()


def test_the_same_code_twice_is_refused(chief):
    sent = {"kind": "extend", "code": "cho-vat-tu", "label": "Lại chờ"}
    assert complaints(chief.post(url("reasoncode", "add"), sent)) == ["Loại quyết định này đã có mã ấy."]


@pytest.mark.parametrize(("kind", "n"), [("hours", 878_401), ("calendar_days", 36_601), ("working_days", 99_999_999)])
def test_a_term_that_cannot_be_counted_is_refused(chief, kind, n):
    category = a_category("chieu-sang")
    before = category.terms.count()
    response = chief.post(url("categoryterm", "add"), version(category, since=day(30), kind=kind, n=n))
    assert response.status_code == 200
    assert complaints(response)
    assert category.terms.count() == before
