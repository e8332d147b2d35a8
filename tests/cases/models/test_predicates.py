"""Predicates of the tables, row by row: on the very day or instant, and one beside it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.models import (
    AgencyStatement,
    Calendar,
    CalendarChange,
    Case,
    FigureReport,
    HintPhrase,
    Mail,
    Post,
    PressMention,
    Rating,
    Remark,
    ReopenRequest,
    SameWords,
    StockSentence,
    Withdrawal,
)
from cases.rules.disagreements import Opinion, standing
from cases.rules.hints.phrases import PhraseKind
from cases.rules.hints.words import words_of
from tests.accounts import an_account
from tests.cases.models.test_constraints import World, write
from tests.factories import LIGHTING, START, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

MOMENT, DAY = timedelta(microseconds=1), timedelta(days=1)
TODAY = date(2026, 3, 2)  # Monday
YESTERDAY, TOMORROW = TODAY - DAY, TODAY + DAY


def written(world, model, rows):
    """One row of the model for each name, told apart by that name; callables are asked with the world."""
    return {write(world, model, fields).pk: name for name, fields in rows.items()}


def names(found, queryset):
    """The names of the rows a question finds, in its order."""
    return [found[pk] for pk in queryset.filter(pk__in=list(found)).values_list("pk", flat=True)]


def test_a_post_is_held_from_its_first_day_to_its_last_and_its_holder_is_away_likewise():
    world = World()
    long_ago = date(2020, 1, 1)
    rows = {
        "begins today": {"since": TODAY},
        "begins tomorrow": {"since": TOMORROW},
        "ends today": {"since": long_ago, "until": TODAY},
        "ended yesterday": {"since": long_ago, "until": YESTERDAY},
        "away from today": {"since": long_ago, "away_since": TODAY},
        "away from tomorrow": {"since": long_ago, "away_since": TOMORROW},
        "away to today": {"since": long_ago, "away_since": long_ago, "away_until": TODAY},
        "back today": {"since": long_ago, "away_since": long_ago, "away_until": YESTERDAY},
        "away and ended": {"since": long_ago, "until": YESTERDAY, "away_since": long_ago},
        "closed account": {"since": long_ago, "account": an_account(is_active=False, email="a@b.vn")},
        "no address": {"since": long_ago, "account": an_account()},
        "address": {"since": long_ago, "account": an_account(email="c@d.vn")},
    }
    found = written(world, Post, {name: {"account": an_account(), **fields} for name, fields in rows.items()})
    gone = {"begins tomorrow", "ended yesterday", "away and ended"}
    assert set(names(found, Post.objects.held(TODAY))) == set(rows) - gone
    assert set(names(found, Post.objects.present(TODAY))) == set(rows) - gone - {"away from today", "away to today"}
    assert names(found, Post.objects.reachable()) == ["address"]
    assert set(names(found, Post.objects.held(TOMORROW))) >= {"begins tomorrow"}
    assert "ends today" not in names(found, Post.objects.held(TOMORROW))


def test_a_mail_waits_until_it_ended_and_may_be_tried_from_its_time_on():
    world = World()
    rows = {
        "now": {"event_seq": 1, "try_at": START},
        "soon": {"event_seq": 2, "try_at": START + MOMENT},
        "given up": {"event_seq": 3, "ended_at": START},
        "sent": {"event_seq": 4, "ended_at": START, "sent": True},
        "handed over": {"event_seq": 5, "handed_over": True},
    }
    found = written(world, Mail, rows)
    assert names(found, Mail.objects.waiting()) == ["now", "soon", "handed over"]
    assert names(found, Mail.objects.due(START)) == ["now", "handed over"]
    assert names(found, Mail.objects.due(START - MOMENT)) == []
    assert names(found, Mail.objects.due(START + MOMENT)) == ["now", "soon", "handed over"]


def test_the_rating_of_an_instant_is_the_one_that_had_not_ended():
    world = World()
    rows = {
        "first": {"rated_at": START, "ended_at": START + DAY},
        "second": {"rated_at": START + DAY, "ended_at": None},
        "of another round": {"round": 2, "rated_at": START + 2 * DAY},
    }
    found = written(world, Rating, rows)
    assert names(found, Rating.objects.in_force()) == ["second", "of another round"]
    asked = [START - MOMENT, START, START + DAY - MOMENT, START + DAY, START + 2 * DAY]
    assert [names(found, Rating.objects.at(at)) for at in asked] == [
        [],
        ["first"],
        ["first"],
        ["second"],
        ["second", "of another round"],
    ]


def test_what_waits_for_the_center():
    world = World()
    reports = {
        "waits": {},
        "right": {"state": "accepted", "answered_at": START, "answer": "Đã sửa"},
        "wrong": {"state": "declined", "answered_at": START, "answer": "Đúng"},
        "dropped": {"state": "dropped", "answered_at": START},
    }
    found = written(world, FigureReport, reports)
    assert names(found, FigureReport.objects.waiting()) == ["waits"]
    assert set(names(found, FigureReport.objects.answered())) == {"right", "wrong"}
    requests = {
        "waits": {},
        "reopened": {"state": "accepted", "decided_at": START},
        "kept": {"state": "declined", "decided_at": START, "reason": world.code},
    }
    assert names(written(world, ReopenRequest, requests), ReopenRequest.objects.waiting()) == ["waits"]
    withdrawals = {
        "waits": {},
        "dropped": {"outcome": "dropped", "settled_at": START},
        "confirmed": {"outcome": "confirmed", "settled_at": START},
    }
    assert names(written(world, Withdrawal, withdrawals), Withdrawal.objects.waiting()) == ["waits"]


def test_the_public_knows_of_a_statement_once_it_was_published_or_declined():
    world = World()
    rows = {
        "waits": {},
        "published": {"state": "published", "published_at": START},
        "declined": {"state": "declined", "ended_at": START, "reason": "Không nói về con số"},
        "withdrawn before": {"state": "withdrawn", "ended_at": START},
        "withdrawn after": {"state": "withdrawn", "published_at": START, "ended_at": START},
    }
    found = written(world, AgencyStatement, rows)
    assert names(found, AgencyStatement.objects.waiting()) == ["waits"]
    assert names(found, AgencyStatement.objects.published()) == ["published"]
    assert set(names(found, AgencyStatement.objects.told())) == {"published", "declined", "withdrawn after"}


def test_articles_are_read_once_published_the_newest_first():
    world = World()
    rows = {
        name: {"address": f"https://bao.vn/{n}", "day": day, "published": shown}
        for n, (name, day, shown) in enumerate(
            [("old", YESTERDAY, True), ("new", TODAY, True), ("later that day", TODAY, True), ("draft", TODAY, False)]
        )
    }
    found = written(world, PressMention, rows)
    assert names(found, PressMention.objects.published()) == ["later that day", "new", "old"]


def test_changes_of_calendars_are_finished_oldest_first():
    calendars = Calendar.objects.order_by("pk")
    common = {"days": [], "at": START, "recorded_at": START, "role": "center"}
    first, second = (CalendarChange.objects.create(calendar=each, **common) for each in calendars[:2])
    CalendarChange.objects.create(calendar=calendars[0], finished_at=START, **common)
    assert list(CalendarChange.objects.order_by("-pk").pending()) == [first, second]


def test_of_second_opinions_the_last_of_each_reviewer_stands_in_sql_as_in_the_rule():
    world = World()
    mai, lan = an_account(), an_account()
    version = world.version()
    given = [
        ("mai first", mai, START, "approve"),
        ("gone", None, START, "approve"),
        ("lan", lan, START + MOMENT, "return"),
        ("mai again", mai, START + DAY, "return"),
        ("mai at once", mai, START + DAY, "refuse"),  # of the same instant: the one that was written after it
        ("gone too", None, START + DAY, "return"),
    ]
    rows = {
        name: {"version": version, "kind": "opinion", "account": account, "written_at": at, "advises": advises}
        for name, account, at, advises in given
    }
    rows["no opinion"] = {"version": version, "kind": "skip", "account": lan, "written_at": START + 2 * DAY}
    found = written(world, Remark, rows)
    assert names(found, Remark.objects.opinions()) == [name for name, *_ in given]
    kept = ["gone", "lan", "mai at once", "gone too"]
    assert names(found, Remark.objects.standing()) == kept
    opinions = [Opinion(account=account and account.pk, advises=advises) for _, account, _, advises in given]
    advised = {name: advises for name, _, _, advises in given}
    assert [each.advises for each in standing(opinions)] == [advised[name] for name in kept]


def test_cases_told_in_full_may_be_kept_by_search_engines():
    cases = {
        "full": Walk().accept().case,
        "summary": Walk().accept(level="summary", level_reason="Tố cáo").case,
        "figures": Walk().accept(level="figures", level_reason="Tố giác").case,
        "received": Walk().case,
        "withdrawn": walk_to("withdrawn").case,
    }
    found = {case.pk: name for name, case in cases.items()}
    assert names(found, Case.objects.indexable()) == ["full"]
    assert set(names(found, Case.objects.public())) == {"full", "summary"}


# --- words that editors keep -----------------------------------------------------------------------------------------


def test_an_agency_chooses_from_its_own_sentences_then_from_those_of_all():
    StockSentence.objects.all().delete()
    mine, other = an_agency(), an_agency(LIGHTING)
    for agency, text, active in [
        (None, "Chào bạn.", True),
        (mine, "Kính gửi ông bà.", True),
        (mine, "An lành.", True),
        (mine, "Bỏ rồi.", False),
        (other, "Của nơi khác.", True),
        (None, "Không dùng nữa.", False),
    ]:
        StockSentence.objects.create(kind="opening", agency=agency, text=text, active=active)
    chosen = ["An lành.", "Kính gửi ông bà.", "Chào bạn."]
    assert [str(row) for row in StockSentence.objects.of(mine)] == chosen
    assert [str(row) for row in StockSentence.objects.of(mine.pk)] == chosen
    assert [str(row) for row in StockSentence.objects.of(an_agency("Sở mới"))] == ["Chào bạn."]


def test_sentences_once_chosen_from_are_left_out_of_judgements_one_by_one():
    StockSentence.objects.all().delete()
    StockSentence.objects.create(kind="opening", text="Chào bạn. Về việc bạn hỏi: xin thưa", active=False)
    StockSentence.objects.create(kind="closing", text="Trân trọng!", agency=an_agency())
    StockSentence.objects.create(kind="closing", text="Trân trọng!", agency=an_agency(LIGHTING))
    told = [(phrase.kind, phrase.words) for phrase in StockSentence.objects.phrases()]
    assert sorted(told) == [
        (PhraseKind.CLOSING, "Trân trọng"),  # however many agencies say it
        (PhraseKind.OPENING, "Chào bạn"),
        (PhraseKind.OPENING, "Về việc bạn hỏi"),
        (PhraseKind.OPENING, "xin thưa"),
    ]
    HintPhrase.objects.all().delete()
    books = HintPhrase.objects.book(), HintPhrase.objects.book(stock=False)
    assert [len(book.find(words_of("chào bạn"))) for book in books] == [1, 0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Kính gửi\n ông  bà ", "Kính gửi ông bà"),
        ("<b>Chào</b> bạn", "Chào bạn"),
        ("", ""),
        ("!?", None),
        ("…", None),
    ],
)
def test_a_stock_sentence_is_plain_and_says_something(text, kept):
    row = StockSentence(kind="opening", text=text)
    if kept is None:
        with pytest.raises(ValidationError, match="ít nhất một chữ"):
            row.clean()
        return
    row.clean()
    assert row.text == kept


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("TP , thành  phố", "TP, thành phố"),
        ("a,b,a", "a, b"),
        (",a,,b,", "a, b"),
        ("cha\u0300o, hi", "chào, hi"),
        ("một", None),
        ("một, một", None),
        ("", None),
        ("một, !", None),
        ("một, 1", "một, 1"),
    ],
)
def test_words_that_mean_the_same_are_two_at_least(words, kept):
    row = SameWords(words=words)
    if kept is None:
        with pytest.raises(ValidationError):
            row.clean()
        return
    row.clean()
    assert row.words == kept


def test_groups_in_use_say_which_words_lead_only_one_way():
    SameWords.objects.all().delete()
    SameWords.objects.create(kind="typed", words="ko, không")
    SameWords.objects.create(kind="short", words="TP, thành phố")
    SameWords.objects.create(kind="same", words="bỏ, rồi", active=False)
    assert SameWords.objects.groups() == ((("ko", "không"), True), (("TP", "thành phố"), False))
