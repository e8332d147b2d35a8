"""Reports merged into an answered case: each is confirmed singly, or goes its own way again."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import duplicates, remove
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.actions.verify import Verification
from cases.models import ConfirmedDuplicate, Event, Submission, unconfirmed_duplicates
from cases.rules.rights import RightRefused
from cases.templatetags.dates import moment_text
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import version_of, waiting
from tests.cases.editorial.desk.test_views import page, words
from tests.factories import Walk, ago

pytestmark = pytest.mark.django_db


def joined(walk, title="Trùng", at=None):
    duplicate = Walk(at=ago(days=2), title=title).accept().later(hours=1).assign()
    return duplicate.until(at or ago(hours=4)).merge(walk.case)


def answered_with(*titles):
    walk = waiting("Đèn hỏng", text="Đã thay năm bóng.")
    merged = [joined(walk, title) for title in titles]
    walk.until(ago(hours=1)).approve()
    return walk, merged


def where(name, walk=None):
    return reverse(f"review_{name}", args=[walk.case.pk] if walk else [])


def send(client, walk, **sent):
    """As a page that is opened now would send it."""
    walk.case.refresh_from_db()
    into = walk.case.merged_into
    seen = duplicates.answers_seen(into) if into else ""
    return page(client, client.post(where("duplicate_decide", walk), {"seen": seen, **sent})["Location"])


def test_each_is_shown_beside_the_answer_and_confirmed_singly(desk):
    walk, (first, second) = answered_with("Tối om", "Đèn tắt")
    shown = page(desk, where("duplicates"))
    assert [case.since for case in unconfirmed_duplicates()] == [walk.at] * 2
    since = timezone.localtime(walk.at)
    assert words(shown.select_one(".chip[aria-current]")) == f"Phản ánh trùng 2 từ {since:%d/%m}"
    assert [words(row.b) for row in shown.select(".queue li")] == ["Tối om", "Đèn tắt"]
    assert words(shown.find(id="phan-anh")) == f"Phản ánh {first.case.number}"
    assert words(shown.select_one(".said")) == "Đã thay năm bóng."
    shown = send(desk, first)
    assert words(shown.select_one(".told")) == f"Đã xác nhận {first.case.number}."
    assert [words(row.b) for row in shown.select(".queue li")] == ["Đèn tắt"]
    done = ConfirmedDuplicate.objects.get()
    assert (done.case, done.into, done.round, done.confirmed_by) == (first.case, walk.case, 1, desk.account)
    assert Event.objects.filter(case=first.case).last().kind == "review.confirm_duplicate"
    shown = send(desk, second, tach="1")
    assert "đơn vị phải trả lời riêng, hạn như cũ" in words(shown.select_one(".told"))
    second.case.refresh_from_db()
    assert (second.case.state, second.assignment.state) == ("in_progress", "open")
    assert "Không có phản ánh trùng nào chờ xác nhận" in words(shown)
    assert "Phản ánh trùng" not in words(page(desk, reverse("review_desk")).select_one(".desk-f"))
    assert list(Verification().run()) == []


def test_the_second_of_two_is_told(desk):
    walk, (merged,) = answered_with("Tối om")
    duplicates.confirm(case=merged.case, by=CENTER, at=timezone.now())
    assert "Người khác đã xác nhận" in words(send(desk, merged).select_one(".told"))
    assert "Người khác đã xác nhận" in words(page(desk, where("duplicate", merged)).select_one(".told"))
    with pytest.raises(IntegrityError):
        ConfirmedDuplicate.objects.create(case=merged.case, into=walk.case, round=1, confirmed_at=timezone.now())


@pytest.mark.parametrize("whose", ["another", "own"])
def test_an_old_window_does_not_split_what_is_confirmed(desk, whose):
    _walk, (merged,) = answered_with("Tối om")
    head = an_account("head", username="minh", first_name="Trần", last_name="Minh")
    by = Actor(role=Role.CENTER, user_id=(desk.account if whose == "own" else head).pk)
    at = timezone.now()
    duplicates.confirm(case=merged.case, by=by, at=at)
    events = Event.objects.count()
    who = "Bạn" if whose == "own" else "Trần Minh"
    told = f"Phản ánh {merged.case.number}: {who} đã xác nhận phản ánh này lúc {moment_text(at)}."
    shown = send(desk, merged, tach="1").select_one(".told .note.bad")
    assert words(shown) == f"{told} Điều bạn vừa gửi không được ghi."
    assert words(page(desk, where("duplicate", merged)).select_one(".told .note.warn")) == told
    shown = send(desk, merged).select(".told .note")
    assert [words(note) for note in shown] == [told if whose == "own" else f"{told} Điều bạn vừa gửi không được ghi."]
    merged.case.refresh_from_db()
    assert (merged.case.state, Event.objects.count()) == ("merged", events)
    remove.unmerge(case=merged.case, by=by, at=timezone.now())
    assert merged.case.state == "in_progress", "elsewhere, by who has seen that it is confirmed"


def test_what_is_split_already_is_not_split_again(desk):
    _walk, (merged,) = answered_with("Tối om")
    duplicates.split(case=merged.case, by=CENTER, at=timezone.now())
    events = Event.objects.count()
    time = moment_text(merged.case.events.get(kind="case.unmerge").happened_at)
    about = f"Phản ánh {merged.case.number}: Phản ánh này đã được tách lúc {time}."
    told = words(send(desk, merged, tach="1").select_one(".told .note.bad"))
    assert told == f"{about} Điều bạn vừa gửi không được ghi."
    assert words(page(desk, where("duplicate", merged)).select_one(".told .note.warn")) == about
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("before", "waits"),
    [
        (lambda walk: walk, ". Phản ánh chờ Trung tâm xác minh; hạn như cũ."),
        (lambda walk: walk.accept(), ". Phản ánh chờ Trung tâm giao; hạn như cũ."),
        (lambda walk: walk.accept().later(hours=1).assign(), ": đơn vị phải trả lời riêng, hạn như cũ."),
    ],
)
def test_what_is_split_is_said_to_wait_where_it_does(desk, before, waits):
    walk = waiting()
    merged = before(Walk(at=ago(days=2))).until(ago(hours=4)).merge(walk.case)
    walk.until(ago(hours=1)).approve()
    told = words(send(desk, merged, tach="1").select_one(".told"))
    assert told == f"Đã tách phản ánh {merged.case.number}{waits}"


def test_the_question_holds_wherever_the_report_stands_and_says_that_it_counts_at_once(desk):
    answered_with("Tối om")
    asked = words(page(desk, where("duplicates")).select_one(".decide > .asks"))
    assert asked == "Câu trả lời này có trả lời cả phản ánh được gộp không? Có hiệu lực ngay."


def test_nothing_waits_before_the_answer_counts_and_it_does_again_after_a_reopening(desk):
    walk = waiting()
    merged = joined(walk)
    assert not unconfirmed_duplicates().exists()
    with pytest.raises(ActionRefused) as refused:
        duplicates.confirm(case=merged.case, by=CENTER, at=timezone.now())
    assert refused.value.cause == Cause.NOTHING_TO_CONFIRM
    shown = page(desk, reverse("review_desk"))
    assert "1 phản ánh trùng đã gộp vào đây." in words(shown.find(id="cau-tra-loi").parent)
    walk.until(ago(hours=3)).approve()
    duplicates.confirm(case=merged.case, by=CENTER, at=timezone.now())
    assert not unconfirmed_duplicates().exists()
    walk.until(ago(hours=2)).reopen().submit(text="Đã thay cả cột")
    walk.until(ago(hours=1)).approve()
    assert [case.pk for case in unconfirmed_duplicates()] == [merged.case.pk]
    remove.unmerge(case=merged.case, by=CENTER, at=timezone.now())
    assert not unconfirmed_duplicates().exists()
    late = joined(walk, at=timezone.now())
    assert [case.since for case in unconfirmed_duplicates()] == [late.at], "merged once it was answered"


def test_only_who_decides_on_answers_confirms(client):
    _walk, (merged,) = answered_with("MẬT-7391")
    for power in ("edit", "answer", "follow", "administer"):
        account = an_account(power)
        with pytest.raises(RightRefused):
            duplicates.confirm(case=merged.case, by=Actor(role=Role.CENTER, user_id=account.pk), at=timezone.now())
        client.force_login(account)
        for name in ("duplicates", "duplicate", "duplicate_decide"):
            asked = client.post if name == "duplicate_decide" else client.get
            response = asked(where(name, None if name == "duplicates" else merged), follow=True)
            assert "MẬT-7391" not in response.content.decode()
    assert not ConfirmedDuplicate.objects.exists()


def test_its_queries_do_not_grow(desk):
    def asked():
        page(desk, where("duplicates"))
        with CaptureQueriesContext(connection) as found:
            page(desk, where("duplicates"))
        return len(found)

    answered_with("Tối om")
    few = asked()
    answered_with("Tắt", "Hỏng", "Cháy")
    assert asked() == few <= 13


@pytest.mark.parametrize("sent", [{}, {"tach": "1"}], ids=["confirmed", "split"])
def test_an_old_window_does_not_decide_on_an_answer_that_nobody_has_read(desk, sent):
    walk, (merged,) = answered_with("Tối om")
    old = page(desk, where("duplicates")).select_one("#trung [name=seen]")["value"]
    assert old == duplicates.answers_seen(walk.case)
    walk.until(ago(minutes=50)).reopen()
    told = words(send(desk, merged, seen=old, **sent).select_one(".told"))
    about = f"Phản ánh {merged.case.number}: "
    assert told.startswith(f"{about}Phản ánh gộp vào đã mở lại hoặc có câu trả lời khác"), (
        "while it is being answered anew"
    )
    walk.until(ago(minutes=40)).submit(text="Đã thay cả cột.").until(ago(minutes=30)).approve()
    for stale in (old, "", "x"):
        shown = send(desk, merged, seen=stale, **sent)
        assert words(shown.select_one(".told")).startswith(f"{about}Phản ánh gộp vào đã mở lại hoặc có câu")
    assert "Đã thay cả cột." in words(shown.find(id="gop-vao").parent), "the new answer is at hand"
    merged.case.refresh_from_db()
    assert (merged.case.state, ConfirmedDuplicate.objects.count()) == ("merged", 0)
    send(desk, merged, seen=shown.select_one("#trung [name=seen]")["value"], **sent)
    merged.case.refresh_from_db()
    assert (merged.case.state, ConfirmedDuplicate.objects.count()) == (("in_progress", 0) if sent else ("merged", 1))


def test_an_answer_that_was_retracted_since_is_another_in_the_same_round():
    walk, _merged = answered_with("Tối om")
    old = duplicates.answers_seen(walk.case)
    walk.until(ago(minutes=50)).retract()
    walk.draft().submit(text="Đã thay cả cột.").until(ago(minutes=30)).approve()
    assert walk.case.round == 1
    assert duplicates.answers_seen(walk.case) != old


def test_an_answer_that_counts_later_makes_others_of_them_though_it_was_handed_in_first():
    walk, _merged = answered_with("Tối om")
    first = version_of(walk)
    walk.until(ago(minutes=50)).retract()
    walk.draft().submit(text="Đã thay cả cột.").until(ago(minutes=30)).approve()
    old = duplicates.answers_seen(walk.case)
    Submission.objects.filter(pk=first.pk).update(retracted_at=None)  # as an opinion that waited longer
    assert duplicates.answers_seen(walk.case) != old
