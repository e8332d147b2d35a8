"""Photos of a case's page: only what an editor made public, of a case in full, an answer's once it is published."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Photo
from cases.public.photos import with_photos
from tests.cases.public.pages import DAY, DUE, address, parsed, section, told, words
from tests.factories import Walk, walk_to

pytestmark = pytest.mark.django_db

HIDDEN = "zq7"  # in the names of files that must not show


def photo(case, name="truoc", **fields):
    """A photo whose file need not lie anywhere."""
    given = {"kind": "before", "public": True, "width": 960, "height": 720, **fields}
    (made,) = Photo.objects.bulk_create([Photo(case=case, **given)])
    where = {"file": f"originals/{name}.jpg", "shown": f"photos/{name}.jpg" if given["public"] else ""}
    Photo.objects.filter(pk=made.pk).update(**where, width=given["width"], height=given["height"])


def shown(page):
    return [(image["src"].rpartition("/")[2], words(image.find_parent("figure").figcaption)) for image in page("img")]


@pytest.fixture
def answered():
    """A walk whose answer is published."""
    return walk_to("answered")


def test_the_reporters_stands_at_the_head_and_again_beside_what_came_of_it(page_at, answered):
    photo(answered.case, taken_on=date(2026, 3, 1), caption="Năm bóng đều tắt.")
    photo(answered.case, "sau", kind="after", answer=answered.answer, taken_on=date(2026, 3, 4))
    page = page_at(answered.case, DUE)
    assert shown(page) == [
        ("truoc.jpg", "Ảnh của người gửi, 01/03/2026. Năm bóng đều tắt."),
        ("truoc.jpg", "Trước Ảnh của người gửi, 01/03/2026. Năm bóng đều tắt."),
        ("sau.jpg", "Sau Ảnh của đơn vị, 04/03/2026."),
    ]
    head, *pair = page("img")
    assert "evid" in head.find_parent("figure")["class"]
    assert all(image.find_parent(class_="pair") for image in pair)
    assert pair[0].find_parent("section") is section(page, "answers")


def test_browsers_know_their_size_and_load_what_is_below_later(page_at, answered):
    photo(answered.case)
    photo(answered.case, "sau", kind="after", answer=answered.answer, width=640, height=480)
    images = page_at(answered.case, DUE)("img")
    assert [(i["width"], i["height"], i.get("loading")) for i in images] == [
        ("960", "720", None),
        ("960", "720", "lazy"),
        ("640", "480", "lazy"),
    ]
    assert [i["src"][:14] for i in images] == ["/media/photos/"] * 3


def test_who_cannot_see_them_is_told_what_they_show(page_at, answered):
    photo(answered.case)
    photo(answered.case, "sau", kind="after", answer=answered.answer)
    texts = [image["alt"] for image in page_at(answered.case, DUE)("img")]
    assert texts == ["Ảnh trước khi xử lý: Đèn đường hỏng"] * 2 + ["Ảnh sau khi xử lý: Đèn đường hỏng"]
    assert page_at(answered.case, DUE, "en").img["alt"] == "Photo before handling: Đèn đường hỏng"


def test_a_size_nobody_knows_is_not_made_up_and_no_file_is_opened(page_at, answered):
    photo(answered.case, width=0, height=0)
    image = page_at(answered.case, DUE).img
    assert not {"width", "height"} & set(image.attrs)


def test_more_than_one_of_the_reporter_stand_with_the_report(page_at, answered):
    for name in ("mot", "hai", "ba"):
        photo(answered.case, name)
    page = page_at(answered.case, DUE)
    assert [name for name, __ in shown(page)] == ["mot.jpg", "hai.jpg", "ba.jpg"]
    assert len(section(page, "report")("img")) == 2


# --- what is not shown -----------------------------------------------------------------------------------------------


def test_what_no_editor_has_made_public_is_not_shown(page_at, answered):
    photo(answered.case, HIDDEN, public=False)
    photo(answered.case, HIDDEN, public=False, kind="after", answer=answered.answer)
    photo(answered.case, "sau", kind="after", answer=answered.answer)
    page = page_at(answered.case, DUE)
    assert [name for name, __ in shown(page)] == ["sau.jpg"]
    assert HIDDEN not in str(page)


@pytest.mark.parametrize("state", ["awaiting", "returned", "refused", "recalled", "retracted"])
def test_an_answers_photos_are_as_public_as_its_text(page_at, state):
    walk = walk_to(state)
    photo(walk.case, HIDDEN, kind="after", answer=walk.answer)
    photo(walk.case, HIDDEN, kind="after")  # of the agency, of no answer
    page = page_at(walk.case, DUE + 20 * DAY)
    assert shown(page) == []
    assert HIDDEN not in str(page)


def test_before_its_approval_an_answers_photo_was_not_public(page_at, answered):
    photo(answered.case, HIDDEN, kind="after", answer=answered.answer)
    assert HIDDEN not in str(page_at(answered.case, answered.at - DAY))
    assert HIDDEN in str(page_at(answered.case, answered.at))


def test_a_summary_shows_none(page_at):
    walk = Walk().accept(level="summary", level_reason="Nêu tên hộ dân").assign().submit().approve()
    photo(walk.case, HIDDEN)
    photo(walk.case, HIDDEN, kind="after", answer=walk.answer)
    assert HIDDEN not in str(page_at(walk.case, DUE))


@pytest.mark.parametrize("state", ["withdrawn", "merged"])
def test_what_is_gone_shows_none(client, state):
    case = walk_to(state).case
    photo(case, HIDDEN)
    response = client.get(f"/a/{case.number}", follow=True)
    assert HIDDEN not in response.content.decode()


# --- whose they are --------------------------------------------------------------------------------------------------


def test_each_answer_has_its_own_and_the_newest_what_belongs_to_none(page_at):
    first = walk_to("reopened")
    old = first.answer
    first.later(days=2).submit(text="Lần hai").approve()
    photo(first.case, "mot", kind="after", answer=old)
    photo(first.case, "hai", kind="after", answer=first.answer)
    photo(first.case, "ba", kind="after")
    page = page_at(first.case, first.at + DAY)
    assert [[i["src"].rpartition("/")[2] for i in answer("img")] for answer in page(class_="answer")] == [
        ["mot.jpg"],
        ["hai.jpg", "ba.jpg"],
    ]


def test_an_opinion_takes_none_that_belong_to_nobody(page_at):
    walk = walk_to("escalated").later(hours=2).submit(text="Ý kiến").approve()
    photo(walk.case, HIDDEN, kind="after")
    assert [a.kind for a in told(walk.case, walk.at).answers] == ["opinion"]
    assert HIDDEN not in str(page_at(walk.case, walk.at))


# --- cost ------------------------------------------------------------------------------------------------------------


def test_photos_cost_one_query_and_none_where_there_are_none(client, now_is, answered):
    now_is(DUE)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            parsed(client.get(address(answered.case)))
        return len(captured)

    without = queries()
    photo(answered.case, HIDDEN, public=False)
    assert queries() == without
    for _ in range(4):
        photo(answered.case)
        photo(answered.case, "sau", kind="after", answer=answered.answer)
    assert queries() == without + 1


def test_a_case_that_was_loaded_otherwise_is_asked_about(django_assert_num_queries, answered):
    photo(answered.case)
    case = told(answered.case, DUE)
    with django_assert_num_queries(1):
        assert len(with_photos(case, answered.case).photos) == 1


# --- before and after, by the agency ---------------------------------------------------------------------------------


def test_an_agency_that_shows_both_sides_shows_its_own(page_at, answered):
    photo(answered.case, "dan")
    photo(answered.case, "truoc", answer=answered.answer, position=2)
    photo(answered.case, "sau", kind="after", answer=answered.answer, position=1, covers=[[0, 0, 9, 9]])
    page = page_at(answered.case, DUE)
    assert shown(page) == [
        ("dan.jpg", "Ảnh của người gửi."),
        ("truoc.jpg", "Trước Ảnh của đơn vị."),
        ("sau.jpg", "Sau Ảnh của đơn vị. Trung tâm đã che một phần ảnh."),
    ]


def test_they_stand_in_the_order_they_were_given(page_at, answered):
    for name, position in (("mot", 2), ("hai", 1), ("ba", 2)):
        photo(answered.case, name, kind="after", answer=answered.answer, position=position)
    assert [name for name, _ in shown(page_at(answered.case, DUE))] == ["hai.jpg", "mot.jpg", "ba.jpg"]


@pytest.mark.parametrize("state", ["awaiting", "returned"])
def test_the_agencys_before_is_as_public_as_its_text(page_at, state):
    walk = walk_to(state)
    photo(walk.case, HIDDEN, answer=walk.answer)
    assert HIDDEN not in str(page_at(walk.case, walk.at))


# --- words -----------------------------------------------------------------------------------------------------------


def test_page_feed_and_search_read_the_same_words(page_at):
    pasted = "<p>Gồm:</p><ul><li>Thay <b>bóng</b></li></ul><a href='https://hue.gov.vn/tin/1'>Tin</a><script>x</script>"
    walk = walk_to("assigned").later(days=1).submit(text=pasted).approve()
    page = page_at(walk.case, DUE)
    answer = page.select_one(".answer .prose")
    assert [tag.name for tag in answer.find_all(True)] == ["p", "ul", "li", "p", "a"]
    assert answer.a["href"] == "https://hue.gov.vn/tin/1"
    kept = "Gồm:\n\n- Thay bóng\n\nTin (https://hue.gov.vn/tin/1)"
    assert told(walk.case, DUE).answers[0].text == kept, "files, feeds and search documents are made of this"
