"""An answer on which one may not decide is there to be read, with why; and what one leaves for others says so."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from cases.actions import claiming, covering, photos
from cases.actions.actor import CENTER, Actor, Role
from cases.editorial.desk.covers import with_covers
from cases.editorial.desk.sentences import WHY
from cases.models import Claim, PendingDecision, Remark, Submission
from cases.rules.rights import Why
from cases.templatetags.dates import moment_text
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.cases.editorial.desk.test_matters import appealed
from tests.cases.editorial.desk.test_views import SAID, address, decide, page, words
from tests.factories import LIGHTING, ago, an_agency

pytestmark = pytest.mark.django_db

TEXT = "Đã thay bóng, 5 < 6. Gọi 0912345678 nếu còn tối."
START, END = TEXT.index("0"), TEXT.index(" nếu")
FORMS = "#quyet-dinh, #ghi-chu, .decide"


def own_hand(walk, reviewer):
    version_of(walk).hands.add(reviewer)
    return str(WHY[Why.OWN_TEXT])


def own_agency(walk, reviewer):
    reviewer.posts.create(agency=walk.assignment.agency, since="2020-01-01")
    return str(WHY[Why.OWN_AGENCY])


def disputed(walk, _reviewer):
    for advises in ("approve", "return"):
        by = Actor(role=Role.CENTER, user_id=an_account("decide").pk)
        told = {"kind": "opinion", "text": "Ý tôi", "by": by, "at": timezone.now()}
        claiming.remark(version=version_of(walk), advises=advises, **told)
    return "Người duyệt không cùng ý về câu này nên lãnh đạo Trung tâm quyết định."


def pending(walk, _reviewer):
    decide(signed_in(an_account("decide", first_name="Hoa", last_name="Trần")), walk, "return", **SAID)
    time = moment_text(PendingDecision.objects.get().decided_at)
    return f"Hoa Trần đã quyết định câu này: Trả lại, lúc {time}."


def approved(walk, _reviewer):
    walk.approve(at=ago(hours=1))
    return f"Một người khác đã quyết định câu này: Duyệt, lúc {moment_text(version_of(walk).decided_at)}."


@pytest.mark.parametrize("case", [own_hand, own_agency, disputed, pending, approved])
def test_it_is_read_with_the_reason_and_no_other_is_opened(desk, reviewer, case):
    walk, other = waiting("Của tôi", agency=an_agency(LIGHTING, kind="center"), text=TEXT), waiting("Khác", days=2)
    why = case(walk, reviewer)
    shown = page(desk, address("answer", walk))
    assert [words(note) for note in shown.select(".told .note")] == [why]
    assert words(shown.find(id="cau-tra-loi")) == "Câu trả lời chỉ đọc"
    assert words(shown.select_one(".said")) == TEXT
    assert not shown.select(FORMS)
    assert shown.select_one(".covering"), "what may not be decided on can be covered all the same"
    assert not Claim.objects.filter(account=reviewer).exists()
    assert words(shown.select_one(".queue li b")) == "Khác", "what one may decide on is a click away"
    assert page(desk, address("answer", other)).select_one("#quyet-dinh")


def test_the_head_takes_back_there_what_another_has_decided(django_assert_max_num_queries):
    walk = waiting(text=TEXT)
    pending(walk, None)
    head = signed_in(an_account("head"))
    with django_assert_max_num_queries(45):
        offered = page(head, address("answer", walk)).select_one(".told .of-another > form.undo")
    assert words(offered).startswith("Trả lại : Đèn hỏng . Có hiệu lực lúc ")
    assert not offered.kbd, "the key is for what one has decided oneself"
    shown = BeautifulSoup(head.post(offered["action"], follow=True).content, "lxml")
    assert words(shown.select_one(".told .note.ok")).startswith("Đã hoàn tác.")
    assert not PendingDecision.objects.exists()
    assert page(head, address("answer", walk)).select_one("#quyet-dinh")


def test_nobody_else_is_offered_to(desk):
    walk = waiting(text=TEXT)
    pending(walk, None)
    assert not page(desk, address("answer", walk)).select(".undo")


def test_what_the_head_has_decided_is_offered_once():
    walk, head = waiting(text=TEXT), signed_in(an_account("head"))
    decide(head, walk, "return", **SAID)
    assert len(page(head, address("answer", walk)).select(".undo")) == 1


def test_what_is_covered_of_it_is_marked(desk, reviewer):
    walk = waiting(text=TEXT)
    told = {"kind": "số điện thoại", "reason": photos.PERSONAL, "by": CENTER, "at": timezone.now()}
    covering.cover(version=version_of(walk), start=START, end=END, **told)
    own_hand(walk, reviewer)
    said = page(desk, address("answer", walk)).select_one(".said")
    assert [words(part) for part in said.select("del, .redact")] == ["0912345678", "đã che: số điện thoại"]


def test_an_appealed_text_shows_what_is_covered_of_it(desk):
    walk = appealed()
    version = version_of(walk)
    Submission.objects.filter(pk=version.pk).update(text=TEXT, covers=[[START, END, "số điện thoại", photos.PERSONAL]])
    desk = signed_in(an_account("decide"))
    said = page(desk, "/cms/duyet/khieu-nai/").select_one(".said")
    assert [words(part) for part in said.select("del, .redact")] == ["0912345678", "đã che: số điện thoại"]
    assert words(said) == TEXT.replace(" nếu", " đã che: số điện thoại nếu")


def test_covered_lines_are_struck_one_by_one_and_the_rest_is_escaped():
    found = with_covers(Submission(text="a<\nb\n\nc>", covers=[[0, 4, "số nhà", "x"], [6, 7, "", "x"]]))
    marks = '<span class="redact">đã che: số nhà</span>', '<span class="redact">đã che</span>'
    assert found == f"<del>a&lt;</del>\n<del>b</del> {marks[0]}\n\n<del>c</del> {marks[1]}&gt;"
    assert with_covers(Submission(text="a<", covers=[])) == "a&lt;"


def test_what_the_agency_has_taken_back_is_its_own_again(desk):
    walk = waiting(text=TEXT).until(ago(hours=2)).recall()
    response = desk.get(address("answer", walk), follow=True)
    assert TEXT not in BeautifulSoup(response.content, "lxml").get_text()
    time = moment_text(version_of(walk).decided_at)
    assert f"Phản ánh {walk.case.number}: Đơn vị đã rút câu trả lời này lúc {time}." in response.content.decode()


def test_what_has_left_the_portal_is_not_read_there(desk):
    walk = waiting(text=TEXT)
    walk.withdraw(at=timezone.now() - timedelta(minutes=1))
    response = desk.get(address("answer", walk))
    assert (response.status_code, response["Location"]) == (302, address("desk"))


def test_reading_costs_a_few_questions_more_and_no_more_for_many(desk, reviewer, django_assert_max_num_queries):
    walk = waiting(text=TEXT)
    own_hand(walk, reviewer)
    page(desk, address("answer", walk))
    with django_assert_max_num_queries(100) as one:
        desk.get(address("answer", walk))
    for n in range(3):
        waiting(f"Khác {n}", days=2)
    with django_assert_max_num_queries(100) as many:
        desk.get(address("answer", walk))
    assert len(many) == len(one)
    assert len(one) <= 40


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("skip", "Đã để lại sau: phản ánh {n}. Câu trả lời vẫn chờ, ai cũng duyệt được."),
        ("hand_over", "Đã bàn giao: phản ánh {n}. Người mở câu trả lời ấy đọc được lời bạn."),
    ],
)
def test_what_was_left_for_others_is_said(desk, kind, told):
    walk = waiting()
    response = desk.post(address("remark", walk), {"kind": kind, "text": "Chờ ảnh"}, follow=True)
    notes = BeautifulSoup(response.content, "lxml").select(".told .note.ok")
    assert [words(note) for note in notes] == [told.format(n=walk.case.number)]
    assert Remark.objects.get().kind == kind


def test_the_sentence_is_marked_as_required_and_said_beside_it_where_it_lacks(desk):
    walk = waiting()
    form = page(desk, address("answer", walk)).select_one("#ghi-chu")
    field = form.select_one(".of-text")
    assert words(field.label) == "Ghi cho người sau (bắt buộc)"
    assert words(field.select_one(".hint")).startswith("Một câu: vì sao để sau")
    assert field.input["aria-describedby"] == field.select_one(".hint")["id"]
    assert form.has_attr("novalidate"), "a browser says nothing of a field that is folded away"
    response = desk.post(address("remark", walk), {"kind": "skip", "text": ""})
    field = BeautifulSoup(response.content, "lxml").select_one("#ghi-chu details[open] .of-text.bad")
    assert words(field.select_one(".err")) == "Hãy viết một câu cho người sau, rồi gửi lại."
    assert field.select_one(".err")["id"] in field.input["aria-describedby"].split()
    assert not PendingDecision.objects.exists()
    assert not Remark.objects.exists()
