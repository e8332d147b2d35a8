"""What people report and agencies say: whole sentences that fit their slots, codes and handlers that exist."""

from string import Formatter

import pytest

from cases.demo import replies
from cases.demo.places import BODIES
from cases.demo.situations import ADDED, SITUATIONS
from cases.models import Category, ReasonCode

REPORTED = [(situation, title, text) for situation in SITUATIONS for title, text in situation.reports]
FREE = (
    *ADDED,
    *replies.TEMPORARY,
    *replies.NOT_AS_REPORTED,
    *replies.ADDED,
    *replies.SECOND_TRY,
    *replies.SECOND_ROUND,
    *replies.POOR,
    *replies.PASSED_ON,
    *replies.PLANS,
    *replies.OPINIONS,
    *replies.AMENDMENTS,
)
CODED = {
    "return": replies.RETURNS,
    "refuse": replies.REFUSALS,
    "extend": tuple(pair for pairs in replies.EXTENSIONS.values() for pair in pairs),
}


def slots(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_reports_name_places_and_never_days():
    for _situation, title, text in REPORTED:
        assert slots(title) | slots(text) <= {"street", "no", "no2", "alley"}, title
        assert "street" in slots(title), title


def test_answers_name_a_day_and_no_house():
    for situation in SITUATIONS:
        assert slots(situation.answer) <= {"done", "street"}, situation.answer
    for text in FREE:
        assert slots(text) <= {"done", "street"}, text
    for title, text in replies.SUMMARIES:
        assert slots(title) | slots(text) <= {"street"}, title


def test_every_sentence_ends_and_begins_as_one():
    texts = [text for _, _, text in REPORTED] + [situation.answer for situation in SITUATIONS]
    for text in [*texts, *FREE, *(text for _, text in replies.SUMMARIES)]:
        assert text[-1] == ".", text
        assert text[0] == text[0].upper(), text
    for _, title, _ in REPORTED:
        assert title[-1] not in ".!?", title


def test_nothing_is_said_twice():
    for texts in (
        [title for _, title, _ in REPORTED],
        [text for _, _, text in REPORTED],
        [situation.answer for situation in SITUATIONS if situation.category != "khac"],
        list(FREE),
    ):
        assert len(texts) == len(set(texts)), [text for text in texts if texts.count(text) > 1]


def test_titles_are_short_enough_to_read():
    assert (
        max(
            len(title.format(street="Huyền Trân Công Chúa", no=240, no2=280, alley="60/15")) for _, title, _ in REPORTED
        )
        <= 80
    )


def test_every_handler_is_there_and_can_say_why_it_takes_longer():
    handlers = {situation.handler for situation in SITUATIONS}
    assert handlers <= {task for task, _, _ in BODIES} | {"ward"}
    assert handlers == set(replies.EXTENSIONS)


def test_there_is_enough_to_say_for_a_whole_city():
    assert len(REPORTED) * (len(ADDED) + 1) > 900  # three times as many as the city has cases


@pytest.mark.django_db
def test_categories_and_codes_are_those_of_the_migrations():
    assert {situation.category for situation in SITUATIONS} <= set(Category.objects.values_list("slug", flat=True))
    for kind, pairs in CODED.items():
        known = set(ReasonCode.objects.filter(kind=kind, active=True).values_list("code", flat=True))
        assert {code for code, _ in pairs} <= known, kind
        assert all(sentence.strip() for _, sentence in pairs)
