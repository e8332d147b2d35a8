"""Hints at the desk: what stands under the text, what is kept with a decision, and answers like this one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.editorial.desk.forms import sealed, unsealed
from cases.editorial.desk.queue import SHOWN
from cases.models import HintsShown, PendingDecision, Photo, PublicationLevel
from tests.cases.editorial.desk.conftest import signed_in, version_of, waiting
from tests.cases.editorial.desk.test_views import SAID, address, decide, page, words
from tests.factories import ago, an_agency

pytestmark = pytest.mark.django_db

LONG = (
    "Đội chiếu sáng đã thay năm bóng đèn hỏng trên tuyến, kiểm tra lại toàn bộ dây dẫn và tủ điện, đèn đã sáng ổn định"
    " từ tối cùng ngày"
)
VAGUE = "Đơn vị sẽ sớm khắc phục trong thời gian tới. Xin gọi anh Nguyễn Văn Bình, số 0912 345 678."


def settled():
    past = timezone.now() - timedelta(seconds=1)
    PendingDecision.objects.update(decided_at=past, effective_at=past)


def notes(shown):
    return [words(note) for note in shown.select(".hints li")]


def others(shown):
    return [words(summary) for summary in shown.select(".before summary")]


def test_marks_are_letters_that_lead_to_what_they_mean(desk):
    waiting(text=VAGUE)
    shown = page(desk, address("desk"))
    told = notes(shown)
    letters = {link["href"] for link in shown.select(".said .hint-k a")}
    assert letters == {f"#{note['id']}" for note in shown.select(".hints li")}
    assert any("Số điện thoại. Nên bỏ hoặc che" in note for note in told)
    assert "0912 345 678" in [words(mark) for mark in shown.select(".said mark.hm-c")]
    assert f"{len(told)} điều nên xem lại" in words(shown)
    assert "Dấu hiệu do máy gợi ý, người duyệt quyết định." in words(shown)


def test_what_stands_under_photos_is_read_too(desk):
    walk = waiting(text="Tối qua đội đã thay xong năm bóng đèn hỏng ở đường Kim Long, đèn đã sáng.")
    captions = ("Xe 75A-123.45 chắn lối", "Đèn đã sáng")
    Photo.objects.bulk_create(
        Photo(case=walk.case, answer=walk.answer, kind="after", caption=said, file="x", width=1, height=1)
        for said in captions
    )
    shown = page(desk, address("desk"))
    assert [words(mark) for mark in shown.select("figcaption mark.hm-c")] == ["75A-123.45"]
    assert shown.select_one("figcaption .hint-k a")["href"] == f"#{shown.select_one('.hints li')['id']}"
    assert [note.partition(" Biển số xe.")[1] for note in notes(shown)] == [" Biển số xe."]
    assert captions[1] in words(shown.select("figcaption")[1])
    sent = {name: shown.select_one(f"#quyet-dinh [name={name}]")["value"] for name in ("shown", "covers")}
    decide(desk, walk, **sent)
    assert PendingDecision.objects.get().hints == {"personal": 1}


def test_without_hints_nothing_is_said_of_them(desk):
    waiting(text="Tối qua đội đã thay xong năm bóng đèn hỏng ở đường Kim Long, đèn đã sáng.")
    shown = page(desk, address("desk"))
    assert (notes(shown), "nên xem lại" in words(shown)) == ([], False)


class TestKept:
    """Kinds and counts that stood beside an answer, kept once the decision counts."""

    def shown_on(self, desk, walk):
        return page(desk, address("answer", walk)).select_one("#quyet-dinh [name=shown]")["value"]

    @pytest.mark.parametrize(("choice", "said"), [("approve", {}), ("return", SAID)])
    def test_with_the_decision(self, desk, choice, said):
        walk = waiting(text=VAGUE)
        decide(desk, walk, choice, shown=self.shown_on(desk, walk), **said)
        pending = PendingDecision.objects.get()
        assert pending.hints["personal"] == 2
        assert not HintsShown.objects.exists(), "it can still be undone"
        settled()
        page(desk, address("desk"))
        kept = HintsShown.objects.get()
        assert (kept.version, kept.kinds) == (version_of(walk), pending.hints)
        assert all(isinstance(n, int) for n in kept.kinds.values()), "numbers alone: no words of the text"

    def test_that_there_were_none_is_kept_too_and_what_was_undone_is_not(self, desk):
        walk = waiting()
        seal = sealed(version_of(walk).pk, {})
        decide(desk, walk, shown=seal)
        desk.post(address("undo", walk))
        decide(desk, walk, shown=seal)
        settled()
        page(desk, address("desk"))
        assert HintsShown.objects.get().kinds == {}

    def test_nothing_that_was_made_up(self, desk):
        first, second = waiting(), waiting("Khác")
        decide(desk, first, shown='[1, {"vague": 9}]')
        decide(desk, second, shown=sealed(version_of(first).pk, {"vague": 9}))
        assert [pending.hints for pending in PendingDecision.objects.all()] == [None, None]
        settled()
        page(desk, address("desk"))
        assert version_of(first).decision == version_of(second).decision == "approved"
        assert not HintsShown.objects.exists()

    def test_a_form_with_a_mistake_brings_it_back(self, desk):
        walk = waiting(text=VAGUE)
        seal = self.shown_on(desk, walk)
        again = decide(desk, walk, "return", shown=seal).content.decode()
        assert seal in again
        assert unsealed(version_of(walk).pk, seal)["personal"] == 2


class TestOthers:
    """Answers like this one, with what the Center said of them."""

    def test_the_same_text_with_its_decision(self, desk):
        before = waiting("Đèn tắt", text=LONG, days=9)
        before.until(ago(hours=4)).return_answer(sentence="Ảnh đâu?")
        here = waiting("Đèn hỏng", text=LONG, days=2)
        shown = page(desk, address("answer", here))
        told = others(shown)
        name = f"UBND phường Kim Long, phản ánh {before.case.number}"
        assert told == [f"gần như cùng chữ {name}: bị trả lại, Chưa có ảnh"]
        assert "Ảnh đâu?" in words(shown.select_one(".before"))
        assert shown.select_one(".before a")["href"] == f"/a/{before.case.number}"
        assert any("Gần như cùng chữ" in note and str(before.case.number) in note for note in notes(shown))

    def test_one_that_waits_too_leads_to_the_desk_and_one_taken_back_is_none(self, desk):
        other, back = waiting("A", text=LONG, days=5), waiting("B", text=LONG, days=5)
        back.until(ago(hours=4)).recall()
        here = waiting("C", text=LONG)
        shown = page(desk, address("answer", here))
        assert len(others(shown)) == 1
        assert "đang chờ duyệt" in others(shown)[0]
        assert shown.select(".before a")[-1]["href"] == address("answer", other)

    def test_the_latest_of_the_category_come_after_it(self, desk):
        for n in range(4):
            waiting(f"Việc {n}", days=9, text=f"Đã làm việc {n}").until(ago(hours=4)).approve()
        waiting("Khác lĩnh vực", days=9)
        here = waiting(text="Đã thay bóng ở cột số ba")
        told = others(page(desk, address("answer", here)))
        assert [line.partition(",")[0] for line in told] == ["cùng lĩnh vực UBND phường Kim Long"] * 3
        assert all("được duyệt" in line for line in told)

    def test_what_left_the_portal_is_told_and_not_linked(self, desk):
        before = waiting("Đèn tắt", text=LONG, days=9).until(ago(hours=4)).approve()
        before.case.level = PublicationLevel.FIGURES
        before.case.save()
        shown = page(desk, address("answer", waiting(text=LONG)))
        assert "Đèn tắt" in words(shown.select_one(".before"))
        assert shown.select(".before a") == []


def test_the_whole_desk_takes_as_many_queries_for_much_as_for_little(desk):
    """Also with hints, look-alikes, remarks and a decision that can be undone.

    At most fifteen with the one for a second factor, which accounts of tests have not.
    """

    def asked(client):
        page(client, address("desk"))  # claims what is opened, keeps what is looked up again and again
        with CaptureQueriesContext(connection) as found:
            page(client, address("desk"))
        return len(found)

    waiting("quá hạn", days=40, text=VAGUE)
    little = asked(desk)
    for n in range(3):
        walk = waiting(f"Giống {n}", days=8, text=LONG, agency=an_agency(f"Đơn vị {n}"))
        walk.until(ago(hours=4)).approve()
        waiting(f"Việc {n}", text=LONG, agency=an_agency(f"Đơn vị {n}"))
    first = waiting("gấp nhất", days=50, text=LONG)
    desk.post(address("remark", first), {"kind": "opinion", "advises": "return", "text": "Thiếu ngày"})
    decide(desk, waiting("Đã quyết"))
    assert little <= asked(desk) <= 14
    assert SHOWN == 40


def test_the_second_reviewer_sees_the_same_hints(desk):
    walk = waiting(text=VAGUE)
    other = signed_in(type(desk.account).objects.get(pk=desk.account.pk))
    assert notes(page(desk, address("answer", walk))) == notes(page(other, address("answer", walk)))
