"""How things are put: hardly two reports alike, answers of the same place and matter, words that fit the time."""

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from cases.demo import extras, replies
from cases.demo.places import Place
from cases.demo.situations import FLOODS, SITUATIONS, weights
from cases.demo.situations_order import BUILDING, FOOD, NOISE
from cases.demo.situations_streets import DRAINAGE, LIGHTING, ROADS, TRANSPORT
from cases.demo.situations_upkeep import WASTE
from cases.demo.speech import Speech
from cases.demo.streets import STREETS
from cases.models import Ward
from tests.shared_data import shared

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
AUTUMN = datetime(2026, 10, 14, 9, 30, tzinfo=HUE)
SPRING = datetime(2026, 4, 14, 9, 30, tzinfo=HUE)
STREETS_OF_ALL = sorted({street for streets in STREETS.values() for street in streets})


def a_place(rng, street=None):
    no = rng.randint(3, 240)
    return Place(
        ward=Ward(name="Phường Kim Long", slug="kim-long"),
        street=street or rng.choice(STREETS_OF_ALL),
        no=no,
        until_no=no + 20,
        alley=f"{rng.randint(2, 90)}",
        lat=16.46,
        lon=107.57,
    )


def a_speech(situation, seed=1, sent_at=AUTUMN, told=None):
    rng = Random(seed)
    return Speech(situation=situation, place=a_place(rng), sent_at=sent_at, rng=rng, told=told)


def drawn(n, seed=3):
    """Speeches as the city draws them, through the months."""
    rng = Random(seed)
    for k in range(n):
        sent_at = AUTUMN - timedelta(days=k % 400, minutes=rng.randrange(600))
        situation = rng.choices(SITUATIONS, weights(sent_at.month))[0]
        yield Speech(situation=situation, place=a_place(rng), sent_at=sent_at, rng=rng)


@pytest.fixture(scope="module")
def reports():
    return [(speech, *speech.report()) for speech in drawn(3000)]


def test_of_three_thousand_texts_hardly_two_are_equal(reports):
    texts = Counter(text for _, _, text, _ in reports)
    assert len(texts) >= 0.95 * len(reports)
    assert max(texts.values()) <= 5, texts.most_common(2)


def test_of_three_thousand_reports_no_two_are(reports):
    assert len({told[1:] for told in reports}) >= 0.995 * len(reports)


def test_of_three_thousand_answers_hardly_two_are_equal():
    answers = [speech.answer("done", 1, speech.sent_at + timedelta(days=5)) for speech in drawn(3000, seed=4)]
    assert len(set(answers)) >= 0.95 * len(answers)


def test_no_slot_is_left_open_and_no_word_is_torn(reports):
    for _, title, text, line in reports:
        for told in (title, text, line):
            assert not re.search(r"[{}]|None|  | \.|\.\.", told), told
        assert len(text.split()) >= 2
        assert text[-1] == "."
        assert max(len(title), len(line)) <= 255


def test_people_speak_as_people_in_hue_do(reports):
    said = " ".join(text for _, _, text, _ in reports).lower()
    for word in ("kiệt", "mô", "tê", "răng", "rứa", "chừ", "ngập", "ổ gà", "tui", "mạ", "ni", "hói"):
        said += " ".join(title for _, title, _, _ in reports).lower() if word in ("ổ gà", "hói") else ""
        assert re.search(rf"\b{word}\b", said), word


def test_the_address_is_that_of_the_title(reports):
    for speech, title, _, line in reports:
        assert speech.place.street in title
        assert speech.place.street in line
        assert ("kiệt" in title.lower() and "Kiệt" in line) or f"kiệt {speech.place.alley}" not in title.lower()
        if f"số {speech.place.no} " in title:
            assert str(speech.place.no) in line


def test_an_hour_is_told_once_and_lies_before_the_report(reports):
    for speech, _, text, _ in reports:
        hours = re.findall(r"(\d+) giờ(?: (\d\d))? (?:sáng|trưa|chiều|tối) (hôm nay|hôm qua|thứ \w+|Chủ nhật)", text)
        assert len(hours) <= 1, text
        for hour, minute, day in hours:
            if day == "hôm nay":
                assert (int(hour), int(minute or 0)) < (speech.sent_at.hour, speech.sent_at.minute)
            assert speech.situation.hours[0] <= int(hour) <= speech.situation.hours[1]


@pytest.mark.parametrize("month", range(1, 13))
def test_the_weather_is_that_of_the_month(month):
    said = ""
    for seed in range(150):
        at = datetime(2026, month, 10, 9, tzinfo=HUE)
        said += a_speech(Random(seed).choice((*DRAINAGE, *WASTE)), seed, at).report()[1]
    assert any(sentence in said for sentence in extras.RAIN if "{" not in sentence) is (month in FLOODS)
    assert any(sentence in said for sentence in extras.HEAT["rac-thai"]) is (month in {5, 6, 7, 8})
    assert ("trước Tết" in said) is (month in {12, 1})


@pytest.mark.parametrize(("day", "looked_back"), [(2, False), (7, False), (8, True), (30, True)])
def test_nobody_looks_back_on_a_month_that_has_only_begun(day, looked_back):
    at = datetime(2026, 4, day, 9, tzinfo=HUE)
    said = " ".join(a_speech(ROADS[0], seed, at).report()[1] for seed in range(150))
    assert ("Từ đầu tháng" in said) is looked_back


@pytest.mark.parametrize(("at", "floods"), [(AUTUMN, True), (SPRING, False)])
def test_floods_are_reported_when_there_are_floods(at, floods):
    titles = [a_speech(DRAINAGE[0], seed, at).report()[0] for seed in range(60)]
    assert any("lụt" in title for title in titles) is floods


def test_what_the_text_dates_already_is_not_dated_again():
    for seed in range(200):
        text = a_speech(TRANSPORT[0], seed).report()[1]
        assert sum(mark in text for mark in ("ngày nay", "tuần trước", "tuần rồi", "hôm rồi", "đầu tháng")) <= 1


# --- answers ---


@pytest.mark.parametrize("told", TRANSPORT[0].reports, ids=lambda told: told[0])
def test_where_a_report_has_its_own_answer_it_gets_no_other(told):
    for seed in range(20):
        assert a_speech(TRANSPORT[0], seed, told=told).done() in told[2:]


@pytest.mark.parametrize("situation", [LIGHTING[0], ROADS[0], DRAINAGE[0], FOOD[0]], ids=lambda s: s.category)
def test_an_answer_is_one_of_the_situation_and_names_the_place_or_nothing(situation):
    for seed in range(30):
        speech = a_speech(situation, seed)
        answer = speech.answer("done", 1, AUTUMN + timedelta(days=4))
        known = [*situation.answers, *(own for told in situation.reports for own in told[2:])]
        assert any(speech.said(each, AUTUMN + timedelta(days=4)) in answer for each in known)
        assert "18/10" in answer
        others = set(STREETS_OF_ALL) - {street for street in STREETS_OF_ALL if street in speech.place.street}
        assert not [street for street in others if f"đường {street} " in answer]


@pytest.mark.parametrize(
    ("outcome", "round_number", "among"),
    [
        ("temporary", 1, replies.TEMPORARY + replies.WEAK),
        ("not_as_reported", 1, replies.NOT_AS_REPORTED),
        ("not_possible", 1, replies.NOT_POSSIBLE),
        ("done", 2, replies.SECOND_ROUND),
    ],
)
def test_other_outcomes_and_rounds_have_their_own_words(outcome, round_number, among):
    speech = a_speech(LIGHTING[0])
    answer = speech.answer(outcome, round_number, AUTUMN)
    assert answer in {speech.said(text, AUTUMN) for text in among}


def test_nothing_is_fenced_off_where_nothing_is_built():
    for seed in range(40):
        assert "rào chắn" not in a_speech(NOISE[0], seed).answer("temporary", 1, AUTUMN)


def test_a_guarantee_is_given_for_works_only():
    for situation in SITUATIONS:
        for seed in range(12):
            speech = a_speech(situation, seed)
            answer = speech.answer("done", 1, AUTUMN)
            if re.search(r"Bảo hành \d+ tháng", answer):
                assert re.search("thay|lắp|lát|vá |rải|đổ lại|dựng|sửa|lợp|sơn|kê lại", answer), answer


@pytest.mark.parametrize(("situation", "law"), [(LIGHTING[0], True), (BUILDING[0], False), (NOISE[0], False)])
def test_only_what_a_law_forbids_is_impossible(situation, law):
    assert bool(a_speech(situation).law()) is law


@pytest.mark.parametrize(("at", "bad_weather"), [(AUTUMN, True), (SPRING, False)])
def test_bad_weather_excuses_only_when_it_is_bad(at, bad_weather):
    codes = {a_speech(ROADS[0], seed, at).excuse(at)[0] for seed in range(40)}
    assert ("thoi-tiet" in codes) is bad_weather
    assert len(codes) > 1


def test_somebody_had_been_there_before_it_was_done_and_after_it_was_sent():
    speech = a_speech(LIGHTING[0])
    assert speech.said("{seen} {done}", AUTUMN + timedelta(days=3)) == "16/10 17/10"
    assert speech.said("{seen} {done}", AUTUMN + timedelta(hours=3)) == "14/10 14/10"


# --- nobody's own words ---


def test_no_sentence_is_a_real_citizens():
    """Of the real portal's reports and answers nothing is repeated here."""
    path = shared("hue/reports.jsonl")
    real = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for text in (row["report"], row["resolution"]):
            real |= {sentence.strip(" .").casefold() for sentence in re.split(r"[.!?;\n]", text or "")}
    real = {sentence for sentence in real if len(sentence.split()) > 3}
    ours = set()
    for speech in drawn(1500, seed=5):
        title, text, _ = speech.report()
        answer = speech.answer("done", 1, speech.sent_at)
        ours |= {s.strip(" .").casefold() for told in (title, text, answer) for s in re.split(r"[.!?;\n]", told)}
    assert len(real) > 200
    assert not ours & real
