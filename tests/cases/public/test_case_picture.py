"""The picture of a case at its own address: what it costs, what it tells, and when it tells nothing of the case."""

from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from cases.models import CaseIndexPage, CasePage
from cases.public.pictures.card import NAME, neutral
from tests.cases.public.pages import CANARY, DAY, DUE, address
from tests.factories import Walk, a_case, walk_to

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


@pytest.fixture(autouse=True)
def _some_day(now_is):
    now_is(DUE + 20 * DAY)


def picture(client, case, language="vi"):
    return client.get(f"{address(case, language)}{NAME}")


def words(response):
    """What the picture of a response says."""
    assert response.status_code == 200, response.status_code
    image = Image.open(BytesIO(response.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image.info["Description"]


# --- what it tells ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Phản ánh số {n} · Phường Kim Long. Đèn đường hỏng. Trễ hạn 20 ngày. Đang xử lý. UBND phường Kim Long."),
        ("en", "Report no. {n} · Kim Long Ward. Đèn đường hỏng. 20 days overdue. In progress. UBND phường Kim Long."),
    ],
)
def test_it_tells_how_the_case_stands(client, language, said):
    case = a_case("assigned", ward="kim-long")
    assert words(picture(client, case, language)) == said.format(n=case.number)


def test_it_changes_with_the_case(client, now_is):
    walk = walk_to("assigned")
    now_is(walk.at)
    before = picture(client, walk.case)
    walk.later(days=1).submit(text="Đã thay bóng").approve()
    now_is(walk.at)
    after = client.get(f"{address(walk.case)}{NAME}", HTTP_IF_NONE_MATCH=before["ETag"])
    assert "Đã trả lời" in words(after)
    assert "Đang xử lý" in words(before)
    assert client.get(f"{address(walk.case)}{NAME}", HTTP_IF_NONE_MATCH=after["ETag"]).status_code == 304


def test_it_tells_no_word_of_the_report_but_its_title(client):
    case = a_case("answered", text=CANARY, place=CANARY)
    assert CANARY not in words(picture(client, case))


@pytest.mark.parametrize(
    "state", ["accepted", "extended", "promise_broken", "awaiting", "refused", "reopened", "planned"]
)
@LANGUAGES
def test_three_queries_whatever_has_happened(client, django_assert_num_queries, state, language):
    case = a_case(state, ward="kim-long")
    where = f"{address(case, language)}{NAME}"
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    agencies = 0 if state == "accepted" else 1
    with django_assert_num_queries(2 + agencies):  # the case, Wagtail's restrictions of views, agencies
        assert client.get(where).status_code == 200


# --- where it is ------------------------------------------------------------------------------------------------------


@LANGUAGES
@pytest.mark.parametrize("spelling", ["/phan-anh/2020/01/x-a{n}/", "/phan-anh/2026/3/{slug}-a{n}/"])
def test_any_other_spelling_leads_there(client, language, spelling):
    case = a_case("assigned")
    prefix = "" if language == "vi" else "/en"
    response = client.get(prefix + spelling.format(n=case.number, slug="den-duong-hong") + NAME)
    assert (response.status_code, response["Location"]) == (301, f"{address(case, language)}{NAME}")


def test_a_merged_case_leads_to_the_one_it_belongs_to(client):
    case = a_case("merged")
    response = picture(client, case)
    assert (response.status_code, response["Location"]) == (302, f"{address(case.merged_into)}{NAME}")


@pytest.mark.parametrize("number", [0, 987654321])
def test_no_case_has_no_picture(client, number):
    assert client.get(f"/phan-anh/2026/03/x-a{number}/{NAME}").status_code == 404


@pytest.mark.parametrize("state", ["received", "declined"])
def test_what_was_never_public_has_none(client, state):
    assert client.get(f"/phan-anh/2026/03/x-a{a_case(state).number}/{NAME}").status_code == 404


def test_nor_has_what_is_counted_only(client):
    case = Walk().accept(level="figures", level_reason="Tố giác").case
    assert client.get(f"/phan-anh/2026/03/x-a{case.number}/{NAME}").status_code == 404


# --- when it tells nothing --------------------------------------------------------------------------------------------


@LANGUAGES
@pytest.mark.parametrize("spelling", ["/phan-anh/2026/03/x-a{n}/", "/phan-anh/2026/03/den-duong-hong-a{n}/"])
def test_a_withdrawn_case_has_the_picture_of_the_portal(client, language, spelling):
    case = a_case("withdrawn", ward="kim-long")
    prefix = "" if language == "vi" else "/en"
    said = words(client.get(prefix + spelling.format(n=case.number) + NAME))
    assert str(case.number) not in said
    assert "Đèn" not in said
    assert "Kim Long" not in said
    if language == "vi":
        assert said == neutral().words


def test_so_has_one_that_a_merged_case_leads_to(client):
    walk = walk_to("merged")
    target = walk.case.merged_into
    Walk.withdraw(_of(target, walk.at))
    assert words(client.get(f"/phan-anh/2026/03/x-a{walk.case.number}/{NAME}")) == neutral().words


def _of(case, at):
    """A walk that goes on with a case."""
    walk = Walk.__new__(Walk)
    walk.case, walk.at, walk._assignment, walk._answer = case, at, None, None
    return walk


def test_so_has_a_summary(client):
    case = Walk(title=CANARY, text=CANARY).accept(level="summary", level_reason="Nêu tên", title="Tiếng ồn").case
    assert words(picture(client, case)) == neutral().words


def test_so_has_one_whose_texts_are_covered(client):
    case = a_case("assigned")
    page = CasePage.objects.get(case=case)
    CasePage.objects.filter(pk=page.pk).update(text="Gọi [đã che: số điện thoại]")
    assert words(picture(client, case)) == neutral().words


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
@pytest.mark.parametrize("above", ["index", "own"])
def test_so_has_one_that_not_everybody_may_read(client, kind, above):
    case = a_case("assigned", title=CANARY)
    own = CasePage.objects.get(case=case)
    page = own if above == "own" else CaseIndexPage.objects.get()
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type=kind, password="mật khẩu")
    assert words(picture(client, case)) == neutral().words


def test_a_demo_says_so(client, settings):
    settings.DEMO = True
    case = a_case("assigned")
    response = picture(client, case)
    assert words(response).startswith("BẢN MẪU, do máy tạo. ")
    assert response["X-Robots-Tag"] == "noindex"
