"""What people report and agencies say: whole sentences that fit their slots, codes and handlers that exist."""

import re
from string import Formatter

import pytest

from cases.demo import extras, replies
from cases.demo.bodies import BODIES
from cases.demo.situations import (
    FLOODS,
    MORE_CATEGORIES,
    SEASONS,
    SHARES,
    SITUATIONS,
    WET,
    season,
    weights,
)
from cases.models import Category, ReasonCode

REPORTED = [(situation, told) for situation in SITUATIONS for told in situation.reports]
ANSWERED = [text for s in SITUATIONS for text in (*s.answers, *(own for told in s.reports for own in told[2:]))]
DETAILS = [(category, where, text) for category, pairs in extras.DETAILS.items() for where, text in pairs]
FREE = (
    *extras.ANYTHING,
    *extras.RAIN,
    *(text for texts in extras.HEAT.values() for text in texts),
    *extras.REQUESTS,
    *extras.OPENERS,
    *extras.SINCE,
    *extras.FRESH,
    *(text for _, _, text in DETAILS),
    *replies.TEMPORARY,
    *replies.NOT_AS_REPORTED,
    *replies.NOT_POSSIBLE,
    *replies.WEAK,
    *replies.ADDED,
    *replies.WORKS,
    *replies.SECOND_TRY,
    *replies.SECOND_ROUND,
    *replies.POOR,
    *replies.PASSED_ON,
    *replies.PLANS,
    *replies.OPINIONS,
    *replies.AMENDMENTS,
    *replies.NAMELESS,
)
CODED = {
    "return": replies.RETURNS,
    "refuse": replies.REFUSALS,
    "extend": tuple(pair for pairs in replies.EXTENSIONS.values() for pair in pairs),
}
OF_THE_PLACE = {"street", "no", "no2", "alley", "few", "metres"}
OF_THE_WRITER = {"clock", "home", "group", "days", "weeks", "weekday", "Weekday"}


def slots(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("told", [told for _, told in REPORTED], ids=lambda told: told[0])
def test_reports_name_places_and_never_days(told):
    title, text, *own = told
    assert slots(title) | slots(text) <= OF_THE_PLACE
    assert "street" in slots(title)
    assert title[-1] not in ".!?"
    assert len(title.format(street="Huyền Trân Công Chúa", no=240, no2=280, alley="60/15", few=8, metres=120)) <= 85
    for text in own:
        assert slots(text) <= {"done", "few", "metres"}


@pytest.mark.parametrize("text", ANSWERED)
def test_answers_name_a_day_and_no_house(text):
    assert "done" in slots(text)
    assert slots(text) <= {"done", "few", "metres"}


@pytest.mark.parametrize("text", [*ANSWERED, *(told[1] for _, told in REPORTED), *FREE])
def test_every_sentence_begins_and_ends_as_one(text):
    assert text[-1] == "."
    assert text[0] == text[0].upper()
    assert "  " not in text
    assert slots(text) <= OF_THE_PLACE | OF_THE_WRITER | {"done", "seen", "where"}


def test_openers_of_answers_lead_to_what_follows():
    for opener in replies.OPENERS:
        assert opener[-1] in ".:"
        assert "where" in slots(opener)


def test_nothing_is_said_twice():
    for texts in (
        [told[0] for _, told in REPORTED],
        [told[1] for _, told in REPORTED],
        ANSWERED,
        list(FREE),
    ):
        assert len(texts) == len(set(texts)), [text for text in texts if texts.count(text) > 1]


def test_details_fit_some_title_of_their_category():
    """And a pattern that fits nothing is a slip of the pen."""
    titles = {}
    for situation, told in REPORTED:
        titles.setdefault(situation.category, []).append(told[0])
    for category, where, text in DETAILS:
        assert any(re.search(where, title) for title in titles[category]), text


@pytest.mark.parametrize(
    ("title", "category", "never"),
    [
        ("Đèn đường {street} sáng cả ban ngày", "chieu-sang", "ngã xe"),
        ("{few} cây mới trồng ở đường {street} đã chết", "cay-xanh", "cây ngã"),
        ("Công viên gần đường {street} không ai cắt cỏ", "cay-xanh", "Nhà bên dưới"),
        ("Xưởng mộc đường {street} xả bụi", "tieng-on", "không ngủ"),
        ("Hát karaoke loa kéo đến khuya ở kiệt {alley} {street}", "tieng-on", "ho suốt"),
        ("Hố ga đường {street} cao hơn mặt đường", "thoat-nuoc", "giường"),
    ],
)
def test_details_do_not_contradict_the_title(title, category, never):
    fitting = [text for where, text in extras.DETAILS[category] if re.search(where, title)]
    assert not [text for text in fitting if never in text]
    assert any(told[0] == title for _, told in REPORTED)


def test_outcomes_are_told_in_words_that_say_so():
    assert all("không" in text for text in replies.NOT_AS_REPORTED)
    assert all("tạm" in text for text in (*replies.TEMPORARY, *replies.WEAK))
    assert all("chưa thể" in text or "không" in text for text in replies.NOT_POSSIBLE)
    assert set(replies.LAWS) <= set(SHARES)


def test_every_handler_is_there_and_can_say_why_it_takes_longer():
    handlers = {situation.handler for situation in SITUATIONS}
    assert handlers <= {task for task, _, _, _ in BODIES} | {"ward"}
    assert handlers == set(replies.EXTENSIONS)
    for pairs in replies.EXTENSIONS.values():
        assert any(code != "thoi-tiet" for code, _ in pairs)  # something to say when the weather is fine


# --- how often ---


def test_there_are_twenty_categories_and_each_is_reported():
    assert len(SHARES) == 20
    assert {situation.category for situation in SITUATIONS} == set(SHARES)
    assert set(MORE_CATEGORIES) <= set(SHARES)
    assert 95 <= sum(SHARES.values()) <= 115


@pytest.mark.parametrize("month", range(1, 13))
def test_weights_are_the_shares_of_the_month(month):
    found = weights(month)
    assert len(found) == len(SITUATIONS)
    for category, share in SHARES.items():
        of_it = sum(w for w, s in zip(found, SITUATIONS, strict=True) if s.category == category)
        assert of_it == pytest.approx(share * season(category, month))


@pytest.mark.parametrize(
    ("category", "month", "factor"),
    [("thoat-nuoc", 10, 4.0), ("thoat-nuoc", 12, 4.0), ("thoat-nuoc", 4, 1.0), ("cap-nuoc", 7, 2.5), ("khac", 7, 1.0)],
)
def test_what_has_a_season_is_reported_more_often_then(category, month, factor):
    assert season(category, month) == factor


def test_seasons_are_of_categories_and_months_that_exist():
    assert set(SEASONS) <= set(SHARES)
    assert set(SHARES) >= WET
    assert set(range(1, 13)) >= FLOODS
    for spans in SEASONS.values():
        assert all(months <= set(range(1, 13)) and factor > 1 for months, factor in spans)


@pytest.mark.django_db
def test_categories_and_codes_are_those_of_the_migrations():
    known = set(Category.objects.values_list("slug", flat=True))
    assert known | set(MORE_CATEGORIES) == set(SHARES)
    assert not known & set(MORE_CATEGORIES)
    for kind, pairs in CODED.items():
        codes = set(ReasonCode.objects.filter(kind=kind, active=True).values_list("code", flat=True))
        assert {code for code, _ in pairs} <= codes, kind
        assert all(sentence.strip() for _, sentence in pairs)
