"""The words of the invented city: Vietnamese as it is written, whole in every season, naming nobody unless meant to."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.demo import bodies, disputes, editing, extras, people, places, press, ratings, replies, speech
from cases.demo.drawing.scenes import MATTERS
from cases.demo.situations import FLOODS, MORE_CATEGORIES, SITUATIONS
from cases.demo.speech import WEEKDAYS, Speech
from cases.demo.streets import REGIONS, STREETS
from cases.demo.walks import Walk
from cases.models import ArticleLanguage, Outcome
from tests.cases.demo.scenery import HUE, a_scene, among_holidays, noted, wards
from tests.shared_data import shared

__all__ = ["noted"]

MODULES = (bodies, disputes, editing, extras, people, ratings, replies, speech)
SLOT = re.compile(r"\{\w+(?::\w+)?\}")
#: What a syllable may sound with.
VOWELS = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|iêu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uy|uya|uyê|uô|uôi"
    "|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|oai|oay|oao|uay|uây|uyu|oeo"
)
#: A syllable of Vietnamese, its tone taken off.
SYLLABLE = re.compile(
    rf"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:{VOWELS})(?:ng|nh|ch|[cmnpt])?",
    re.IGNORECASE,
)
#: Words from elsewhere that a paper in Huế writes as they are.
FOREIGN = {"D", "LED", "NTU", "W", "bar", "camera", "cm", "composite", "karaoke", "m", "QCVN", "NĐ", "CP", "UBND"}
#: Words that are said twice to paint something.
PAINTED = {"rầm", "xẹt", "chang", "chung", "è", "ầm"}
#: Tones on the first of two vowels: as it was spelt before, and nowhere else in this city.
FORMER = re.compile(r"(?<!q)(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)", re.IGNORECASE)


def strings(value):
    """All the strings in nested tuples and dicts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, tuple | list | frozenset | set):
        for part in value:
            yield from strings(part)


def told(module):
    """What a module has to say, by its constants in capitals; patterns and codes have no words."""
    found = {text for name, value in vars(module).items() if name.isupper() for text in strings(value)}
    return sorted(text for text in found if re.search(r"\w \w", text) and not re.search(r"[|\\]", text))


#: What there is to say, by where it stands: one test each, for there are many hundreds.
GROUPS = {
    **{module.__name__.rpartition(".")[2]: told(module) for module in MODULES},
    **{
        category: [text for s in SITUATIONS if s.category == category for text in strings((s.reports, s.answers))]
        for category in {situation.category for situation in SITUATIONS}
    },
    "photos": [text for matter in MATTERS for text in (matter.told_before, matter.told_after)],
    "categories": [name for name, _ in MORE_CATEGORIES.values()],
    "articles": [each.title for each in press.ARTICLES if each.language == ArticleLanguage.VIETNAMESE],
}
TEXTS = sorted({text for texts in GROUPS.values() for text in texts})
NAMES = sorted({*(street for streets in STREETS.values() for street in streets), *REGIONS})


def words_of(text):
    return re.findall(r"[^\W\d_²]+", SLOT.sub(" ", text))


def untoned(word):
    """The word without its tone; â, ê, ô, ơ and the like are letters and stay."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", parts))


def is_vietnamese(word):
    return word in FOREIGN or SYLLABLE.fullmatch(untoned(word)) is not None


def doubled(text):
    """Words that stand twice in a row and paint nothing."""
    found = re.findall(r"\b([^\W\d_]+) \1\b", text, re.IGNORECASE)
    return [word for word in found if word.lower() not in PAINTED]


def test_there_is_much_to_say():
    assert len(TEXTS) > 600


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("đường", True),
        ("nghiêng", True),
        ("khuya", True),
        ("quý", True),
        ("Huế", True),
        ("ơi", True),
        ("LED", True),
        ("street", False),
        ("report", False),
        ("lamp", False),
        ("flood", False),
        ("fix", False),
        ("team", False),
    ],
)
def test_a_word_of_another_language_is_noticed(word, is_one):
    assert is_vietnamese(word) is is_one


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_it_is_vietnamese_as_it_is_written(group):
    for text in GROUPS[group]:
        assert unicodedata.is_normalized("NFC", text), text
        assert [word for word in words_of(text) if not is_vietnamese(word)] == [], text
        assert any(untoned(word) != word or not word.isascii() for word in words_of(text)), f"no mark at all: {text}"
        assert FORMER.search(text) is None, text
        assert doubled(text) == [], text


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_marks_stand_where_they_belong(group):
    for text in GROUPS[group]:
        filled = SLOT.sub("x", text)
        assert text == text.strip(), text
        assert not re.search(r"\s[,.;:!?)”]|[(“]\s|\s\s|[,;:]{2}|\.\.", text), text
        assert not re.search(r"[,;:?!](?=[^\W\d_])|(?<=[^\W\d_])[.](?=[^\W\d_])", filled), text
        assert text.count("“") == text.count("”"), text
        assert text.count("(") == text.count(")"), text
        assert not set("\"'`…\u00a0\u200b") & set(text), text


def test_names_of_streets_are_written_as_on_their_signs():
    for name in NAMES:
        assert unicodedata.is_normalized("NFC", name), name
        assert FORMER.search(name) is None, name
        assert all(part[0].isupper() for part in name.split()), name
        assert doubled(name) == [], name


@pytest.mark.parametrize("slug", MORE_CATEGORIES)
def test_a_category_has_a_name_in_each_language(slug):
    name, english = MORE_CATEGORIES[slug]
    assert english.isascii()
    assert english[0].isupper()
    assert [word for word in words_of(english) if len(word) > 3 and is_vietnamese(word)] == []
    assert name != english


@pytest.mark.parametrize("article", press.ARTICLES, ids=lambda article: article.slug)
def test_an_article_is_in_the_language_it_is_said_to_be_in(article):
    english = article.language == ArticleLanguage.ENGLISH
    assert article.title.isascii() is english
    assert all(is_vietnamese(word) for word in words_of(article.title)) is not english
    assert article.back >= 0
    assert re.fullmatch(r"[a-z-]+", article.slug)


# --- put together, on any day ---

minutes = st.integers(0, 20 * 366 * 24 * 60)
moments = minutes.map(lambda n: datetime(2020, 1, 1, tzinfo=HUE) + timedelta(minutes=n))  # Huế has no summer time
seeds = st.integers(0, 2**32)
situations = st.sampled_from(SITUATIONS)
PLACES = wards()


def speaks(situation, seed, sent_at, *, personal=False):
    rng = Random(seed)
    place = places.Map(PLACES, rng).somewhere()
    return Speech(situation=situation, place=place, sent_at=sent_at, rng=rng, personal=personal)


def assert_whole(text):
    """One or more whole sentences."""
    assert not re.search(r"[{}]|None|\s\s|\s[,.;]|\.\.", text), text
    assert text[-1] == ".", text
    assert text[0] == text[0].upper(), text
    for sentence in re.split(r"(?<=\.) ", text):
        assert sentence[0] == sentence[0].upper(), text
    assert doubled(text) == [], text


@settings(max_examples=120, deadline=None)
@given(situations, seeds, moments)
def test_a_report_is_whole_and_of_its_place(situation, seed, sent_at):
    said = speaks(situation, seed, sent_at)
    title, text, line = said.report()
    assert_whole(text)
    assert_whole(f"{title}.")
    assert line.startswith(("Kiệt ", "Số ", "Gần số ", "Đường "))
    assert line.endswith(f", p{said.place.ward.name[1:]}")
    assert not re.search(r"[{}]|None|\s\s", line)
    known = {str(said.place.no), str(said.place.until_no), *said.place.alley.split("/")}
    assert set(re.findall(r"\d+", line.rpartition(", p")[0])) <= known
    assert said.place.street in title
    if sent_at.month not in FLOODS:
        assert "lụt" not in title
        assert not any(sentence.partition("{")[0] in text for sentence in extras.RAIN)


@settings(max_examples=120, deadline=None)
@given(situations, seeds, moments, st.sampled_from(Outcome), st.integers(1, 3), st.integers(0, 90))
def test_an_answer_is_whole_and_of_its_day(situation, seed, sent_at, outcome, round_number, days):
    said = speaks(situation, seed, sent_at)
    at = sent_at + timedelta(days=days)
    text = said.answer(outcome, round_number, at)
    assert_whole(text)
    named = set(re.findall(r"\d\d/\d\d", text))
    seen = max(sent_at, at - timedelta(days=1))
    assert named <= {f"{at:%d/%m}", f"{seen:%d/%m}", *re.findall(r"\d\d/\d\d", said.place.alley)}
    assert f"{at:%d/%m}" in named


@settings(max_examples=100, deadline=None)
@given(situations, seeds, moments)
def test_what_else_an_agency_says_is_whole(situation, seed, sent_at):
    said = speaks(situation, seed, sent_at)
    code, excuse = said.excuse(sent_at)
    for text in (excuse, said.said(said.second_try(), sent_at), said.said(said.poor(), sent_at)):
        assert_whole(text)
    assert (code == "thoi-tiet") <= (sent_at.month in FLOODS)
    for text in (*replies.AMENDMENTS, *replies.NAMELESS, *replies.PLANS, *replies.PASSED_ON, *replies.OPINIONS):
        assert_whole(said.said(text, sent_at))


CLOCK = re.compile(r"(\d+) giờ(?: (\d\d))? (sáng|trưa|chiều|tối) (hôm nay|hôm qua|thứ \w+|Chủ nhật)")


@settings(max_examples=150, deadline=None)
@given(situations, seeds, moments)
def test_an_hour_that_is_told_has_been_and_is_called_as_people_call_it(situation, seed, sent_at):
    said = speaks(situation, seed, sent_at)
    hour, minute, part, day = CLOCK.fullmatch(said.slots["clock"]).groups()
    ago = {"hôm nay": 0, "hôm qua": 1}.get(day, 2)
    if ago == 2:
        assert day == WEEKDAYS[(sent_at - timedelta(days=2)).weekday()]
    told_at = (sent_at - timedelta(days=ago)).replace(hour=int(hour), minute=int(minute or 0), second=0, microsecond=0)
    assert told_at < sent_at
    assert minute != "00"
    between = {"sáng": (5, 10), "trưa": (11, 12), "chiều": (13, 17), "tối": (18, 23)}[part]
    assert between[0] <= int(hour) <= between[1]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 12, 16, 59, tzinfo=UTC), "12/11"),
        (datetime(2026, 11, 12, 17, 0, tzinfo=UTC), "13/11"),  # midnight in Huế
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "01/01"),
        (datetime(2028, 2, 28, 17, 0, tzinfo=UTC), "29/02"),
    ],
)
@pytest.mark.usefixtures("noted")
def test_a_day_is_that_of_hue(at, day):
    scene = a_scene(date(2029, 1, 1), among_holidays(date(2029, 2, 10), 0), 1)
    place = places.Map(PLACES, scene.rng).somewhere()
    walk = Walk(scene=scene, situation=SITUATIONS[0], place=place, at=at - timedelta(days=9))
    walk.at = at
    assert walk.said("{done}") == day


# --- nobody is named unless it is meant ---

CONTACT = re.compile(r"@|https?:|www|(?:\d[ .-]?){8,}")


def names_somebody(text):
    return CONTACT.search(text) is not None or any(editing.personal(text))


@settings(max_examples=120, deadline=None)
@given(situations, seeds, moments, st.sampled_from(Outcome))
def test_nobody_is_named_where_nobody_is_meant_to_be(situation, seed, sent_at, outcome):
    said = speaks(situation, seed, sent_at)
    _, text, _ = said.report()
    of_a_house = "nhà số {no}" in said.told[1]  # the house that is complained of, as the street calls it
    assert names_somebody(text) is of_a_house, text
    assert not names_somebody(said.answer(outcome, 1, sent_at))
    assert str(said.slots["home"]) not in re.findall(r"nhà số (\d+)", text) or of_a_house


@settings(max_examples=80, deadline=None)
@given(situations, seeds, moments)
def test_where_somebody_is_meant_to_be_named_it_is_covered_without_a_rest(situation, seed, sent_at):
    said = speaks(situation, seed, sent_at, personal=True)
    _, text, _ = said.report()
    for told_text in (text, said.answer("done", 1, sent_at)):
        assert names_somebody(told_text)
        shown = editing.with_marks(told_text, editing.personal(told_text))
        assert not names_somebody(shown)
        assert "[đã che: " in shown


def test_no_other_sentence_gives_away_anybody():
    for text in TEXTS:
        if text not in (*extras.PERSONAL, *extras.PERSONAL_ANSWER):
            assert CONTACT.search(text) is None, text
            assert not re.search(r"(?:[Tt]ôi|[Tt]ui|[Ee]m) tên ", text), text


# --- nobody's own words ---

LONGEST_IN_COMMON = 6  # words: "đã làm việc với đơn vị" is anybody's


def runs(text, length):
    words = [word.casefold() for word in re.findall(r"\w+", unicodedata.normalize("NFC", text))]
    return {" ".join(words[n : n + length]) for n in range(len(words) - length + 1)}


@pytest.fixture(scope="module")
def real():
    """Runs of words in what citizens and agencies have written on the real portal."""
    rows = map(json.loads, shared("hue/reports.jsonl").read_text(encoding="utf-8").splitlines())
    texts = [text for row in rows for text in strings([row["report"], row["resolution"], row["comments"]]) if text]
    return {run for text in texts for run in runs(text, LONGEST_IN_COMMON + 1)}


def test_no_run_of_seven_words_is_a_real_citizens(real):
    assert len(real) > 1_000
    own = [text for text in TEXTS if text not in GROUPS["bodies"]]  # of agencies there are names, which some bear
    ours = {run: text for text in own for part in SLOT.split(text) for run in runs(part, LONGEST_IN_COMMON + 1)}
    assert len(ours) > 1_500
    assert {run: ours[run] for run in ours.keys() & real} == {}


def test_nor_is_it_where_they_are_put_together(real):
    for seed in range(200):
        sent_at = datetime(2026, 1 + seed % 12, 1 + seed % 28, 9, tzinfo=HUE)
        said = speaks(SITUATIONS[seed % len(SITUATIONS)], seed, sent_at)
        title, text, _ = said.report()
        for told_text in (title, text, said.answer("done", 1, sent_at)):
            assert not runs(told_text, LONGEST_IN_COMMON + 1) & real, told_text
