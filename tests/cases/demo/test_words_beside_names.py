"""Words beside the name of a street: whatever the street, none is said twice and none is torn from its sentence."""

import re

import pytest

from cases.demo import extras, replies
from cases.demo.situations import SITUATIONS
from cases.demo.streets import REGIONS, STREETS

NAMES = sorted({street for streets in STREETS.values() for street in streets})
#: What is said of a place: by the street itself, or by `{where}`, which ends with it.
TOLD = sorted(
    {
        *(text for situation in SITUATIONS for told in situation.reports for text in told[:2]),
        *(part for texts in replies.SUMMARIES for part in texts),
        *replies.OPENERS,
        *replies.TEMPORARY,
        *replies.NOT_AS_REPORTED,
        *replies.NOT_POSSIBLE,
        *replies.WEAK,
        *replies.SECOND_ROUND,
        *replies.AMENDMENTS,
    }
)
BESIDE = [
    (text, before.lower() if slot == "street" else "", after.lower())
    for text in TOLD
    for before, slot, after in re.findall(r"(\w*)\s?\{(street|where)\}\s?(\w*)", text)
]


def clashing(before, after):
    """Streets whose name ends with the word after, or begins with the word before."""
    found = []
    for name in NAMES:
        words = name.lower().split()
        if after == words[-1] or before == words[0]:
            found.append(name)
    return found


def test_enough_is_said_of_places():
    assert len(BESIDE) > 120
    assert len(NAMES) > 150


@pytest.mark.parametrize(
    ("before", "after", "clash"),
    [("đường", "thành", "Bình Thành"), ("cầu", "bị", None), ("lăng", "bị", "Lăng Cô"), ("đường", "", None)],
)
def test_a_word_that_would_be_said_twice_is_noticed(before, after, clash):
    assert (clash in clashing(before, after)) if clash else not clashing(before, after)


def test_no_street_stands_beside_its_own_word():
    assert [(text, names) for text, before, after in BESIDE if (names := clashing(before, after))] == []


def test_where_a_place_is_told_no_word_before_it_says_what_it_begins_with():
    """It begins with its alley, its street or the part of one: "kiệt 5 Lê Lợi", "đường Lê Lợi", "đoạn trước số 3"."""
    for text in TOLD:
        assert not re.search(r"(?:đường|đoạn|kiệt|số) \{where\}", text), text


def test_a_street_is_called_a_street_or_stands_after_its_alley_or_house():
    """As "đường Lê Lợi", "kiệt 5 Lê Lợi", "trước số 3 Lê Lợi"; never as a name that might be somebody's."""
    for situation in SITUATIONS:
        for title, text, *_ in situation.reports:
            for told in (title, text):
                for before in re.findall(r"(\S+) \{street\}", told):
                    assert before.lower() in {"đường", "{alley}", "{no}", "{no2}"}, told


def test_streets_of_one_name_in_two_wards_are_few_and_regions_are_no_streets():
    """A reader who knows the street should know the ward."""
    wards = [slug for slug in STREETS for street in STREETS[slug] if sum(street in s for s in STREETS.values()) > 1]
    assert len(wards) <= 4, wards
    assert not set(REGIONS) & set(NAMES)


@pytest.mark.parametrize("text", [*extras.PERSONAL, *extras.PERSONAL_ANSWER])
def test_who_is_named_is_named_after_nobody(text):
    """No number in Huế begins with a nought after its code; and names end with the word for a sample."""
    told = text.format(home=7)
    assert ("0234 000 0007" in told) is not (" Mẫu, nhà số 7" in told)
