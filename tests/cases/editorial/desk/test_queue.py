"""What waits, for whom, in which order."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from cases.actions import claiming, deciding
from cases.actions.actor import CENTER, Actor, Role
from cases.actions.rights import house, matter_of, staff_of
from cases.editorial.desk import queue
from cases.editorial.desk.queue import Lane
from cases.models import Post, Submission
from cases.public.pace import Limits
from cases.rules.rights import Deed, may
from tests.accounts import an_account, given
from tests.cases.editorial.desk.conftest import version_of, waiting
from tests.factories import KIM_LONG, LIGHTING, ago, an_agency, walk_to

pytestmark = pytest.mark.django_db
#: What waits is late since four hours before now, and alarming since two days before.
LIMITS = Limits(late_before=timezone.now() - timedelta(hours=4), alarm_before=timezone.now() - timedelta(days=2))


def now():
    return timezone.now()


def held(account):
    return staff_of(account.pk, now=now())


def titles(lane=Lane.ALL, account=None):
    staff = held(account or an_account("decide"))
    found = queue.in_order(queue.decidable(staff, house(), now=now()), lane, staff, now=now())
    return [each.answer.assignment.case.page.title for each in found]


def test_only_what_awaits_a_decision_waits():
    for state in ("assigned", "returned", "refused", "recalled", "answered", "planned"):
        walk_to(state)
    waiting("Chờ")
    decided = waiting("Đã quyết")
    deciding.decide(answer=decided.answer, version=1, choice="approve", by=CENTER, at=now())
    assert titles() == ["Chờ"]


def test_the_nearest_limit_comes_first_and_then_the_longest_wait():
    waiting("mới", days=3)
    waiting("quá hạn", days=40)
    waiting("cũ hơn", days=5)
    assert titles() == ["quá hạn", "cũ hơn", "mới"]


def test_what_one_left_for_later_comes_last_for_oneself_alone():
    lan = given(an_account(), "decide")
    waiting("mới", days=3)
    left = waiting("quá hạn", days=40)
    by = Actor(role=Role.CENTER, user_id=lan.pk)
    claiming.remark(version=version_of(left), kind="skip", text="Chờ ảnh", by=by, at=now())
    assert titles(account=lan) == ["mới", "quá hạn"]
    assert titles() == ["quá hạn", "mới"]


class TestLanes:
    """Parts of the queue."""

    @pytest.fixture(autouse=True)
    def _answers(self):
        waiting("mới", days=1)
        waiting("quá hạn", days=40)
        again = waiting("nộp lại", days=2)
        again.return_answer(at=ago(hours=4)).until(ago(hours=3)).submit()
        amended = waiting("bổ sung", days=2).until(ago(hours=4)).approve()
        amended.until(ago(hours=3)).amend().submit()

    def test_each_holds_its_own(self):
        assert titles(Lane.URGENT) == ["quá hạn"]
        assert titles(Lane.AGAIN) == ["nộp lại"]
        assert titles(Lane.AMENDMENTS) == ["bổ sung"]
        assert len(titles()) == 4

    def test_counts_are_the_lengths_and_take_one_query(self, django_assert_num_queries):
        held_by = held(an_account("decide"))
        with django_assert_num_queries(1):
            told = queue.tally(queue.WAITING, held_by, now=now(), limits=LIMITS)
        assert (told.late, told.alarm) == (2, 0), "two came five hours ago, the others three"
        assert told.counts == {lane: len(titles(lane)) for lane in Lane}
        assert told.oldest_at == min(Submission.objects.filter(decision="").values_list("submitted_at", flat=True))

    def test_a_text_of_several_hands_is_counted_once_and_for_none_of_them(self):
        several, version = [an_account("decide") for _ in range(3)], Submission.objects.filter(decision="").first()
        version.hands.set(several)
        for account, waits in (*((each, 3) for each in several), (an_account("decide"), 4)):
            staff = held(account)
            mine = queue.decidable(staff, house(), now=now())
            told = queue.tally(mine, staff, now=now(), limits=LIMITS)
            assert told.counts[Lane.ALL] == len(titles(account=account)) == waits

    def test_nothing_is_nothing(self):
        Submission.objects.all().delete()
        told = queue.tally(queue.WAITING, held(an_account("decide")), now=now(), limits=LIMITS)
        assert (told.counts, told.oldest_at, told.made) == (dict.fromkeys(Lane, 0), None, 0)


def somebody(post, left_days, *, wrote):
    """An approver with or without a post, who is of this text's authors, or not."""
    account = an_account("decide")
    if post:
        until = None if left_days is None else timezone.localdate() - timedelta(days=left_days)
        Post.objects.create(account=account, agency=an_agency(post), since=date(2020, 1, 1), until=until)
    for version in Submission.objects.all():
        version.hands.set([account] if wrote else [])
    return account


@pytest.mark.parametrize("four_eyes", [True, False])
@pytest.mark.parametrize("center", ["", KIM_LONG])
def test_sql_and_rule_agree_on_who_may_decide(settings, four_eyes, center):
    walk = waiting()
    settings.REVIEW_FOUR_EYES, settings.CENTER_AGENCY = four_eyes, an_agency(center).slug if center else ""
    for post, left, wrote in product((None, KIM_LONG, LIGHTING), (None, 1, 365, 366), (True, False)):
        staff = held(somebody(post, left, wrote=wrote))
        version = version_of(walk)
        matter = matter_of(walk.assignment.agency_id, version=version)
        by_rule = may(staff, Deed.APPROVE, matter, today=timezone.localdate(), house=house())
        by_sql = queue.versions().filter(queue.decidable(staff, house(), now=now())).exists()
        assert by_sql is by_rule, (post, left, wrote)


class TestNext:
    """The first that nobody else reads."""

    def order(self, account):
        staff = held(account)
        found = list(queue.in_order(queue.WAITING, Lane.ALL, staff, now=now()))
        return queue.next_of(found, staff, now=now()), [each.pk for each in found]

    def test_it_passes_over_what_another_reads_until_that_runs_out(self):
        first, second = waiting("quá hạn", days=40), waiting("mới")
        lan, hoa = an_account("decide"), an_account("decide")
        claim = claiming.claim(version=version_of(first), by=Actor(role=Role.CENTER, user_id=lan.pk), at=now())
        assert self.order(hoa)[0] == version_of(second).pk
        assert self.order(lan)[0] == version_of(first).pk
        claim.since, claim.until = now() - timedelta(hours=1), now() - timedelta(minutes=1)
        claim.save()
        assert self.order(hoa)[0] == version_of(first).pk

    def test_where_others_read_all_there_is_none(self):
        walk = waiting()
        claiming.claim(version=version_of(walk), by=Actor(role=Role.CENTER, user_id=an_account("head").pk), at=now())
        assert self.order(an_account("decide"))[0] is None
