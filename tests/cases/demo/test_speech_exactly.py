"""Which parts a report and an answer have, in which order, and which of them fit: by a chance that is held fast."""

import re
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from cases.demo import extras, replies
from cases.demo.places import Place
from cases.demo.situation import Situation
from cases.demo.situations import SITUATIONS
from cases.demo.speech import Speech
from cases.models import Ward

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
JANUARY, APRIL, JULY, OCTOBER, DECEMBER = (datetime(2026, n, 20, 9, 30, tzinfo=HUE) for n in (1, 4, 7, 10, 12))
PLACE = Place(
    ward=Ward(name="Phường Kim Long", slug="kim-long"),
    street="Vạn Xuân",
    no=12,
    until_no=30,
    alley="7/3",
    lat=16.46,
    lon=107.57,
)


class Held(Random):
    """Chance whose every question "shall it?" is answered alike, and which chooses freely among things."""

    getrandbits = Random.getrandbits  # else things would be chosen by `random`, too

    def __init__(self, seed, answer):
        super().__init__(seed)
        self.answer = answer

    def random(self):
        return self.answer


def a_speech(*, talkative, seed=0, told=("Đèn tắt cả đường {street}", "Tối om."), category="chieu-sang", **fields):
    situation = Situation(
        category=category, handler="lighting", reports=(told,), answers=("Đã thay bóng ngày {done}.",), hours=(9, 9)
    )
    rng = Held(seed, 0.0 if talkative else 0.999)
    return Speech(situation=situation, place=PLACE, rng=rng, **{"sent_at": APRIL, **fields})


def sentences(among):
    """What a text may say of a list of sentences, as a pattern: slots are filled with anything short."""
    told = (re.sub(r"\\\{.*?\\\}", r"[^.]+?", re.escape(sentence)) for sentence in among)
    return f"(?:{'|'.join(told)})"


OPENER, SINCE, FRESH = sentences(extras.OPENERS), sentences(extras.SINCE), sentences(extras.FRESH)
REQUEST, RAIN = sentences(extras.REQUESTS), sentences(extras.RAIN)
ANYTHING = sentences((*extras.ANYTHING, *(text for _, text in extras.DETAILS["chieu-sang"])))


# --- the parts of a report --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_a_talkative_report_has_all_its_parts_in_their_order(seed):
    """Who speaks, what it is, what follows, since when, what is asked for; in April nobody speaks of the weather."""
    _, text, _ = a_speech(talkative=True, seed=seed).report()
    assert re.fullmatch(rf"{OPENER} Tối om\. {ANYTHING} {SINCE} {REQUEST}|{OPENER} Tối om\. {ANYTHING} {REQUEST}", text)


@pytest.mark.parametrize("seed", range(12))
def test_a_terse_report_says_who_speaks_and_what_it_is(seed):
    """The bare matter would be told too often in the same words."""
    _, text, _ = a_speech(talkative=False, seed=seed).report()
    assert re.fullmatch(rf"{OPENER} Tối om\.", text)


@pytest.mark.parametrize("talkative", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_who_gives_their_name_does_so_at_the_end(talkative, seed):
    speech = a_speech(talkative=talkative, seed=seed, personal=True)
    for text, among in (
        (speech.report()[1], extras.PERSONAL),
        (speech.answer("done", 1, APRIL), extras.PERSONAL_ANSWER),
    ):
        assert re.search(rf" {sentences(among)}$", text)
        assert len(re.findall(r"Mẫu|0234", text)) == 1


@pytest.mark.parametrize(
    ("core", "dated"),
    [
        ("Tối om.", True),
        ("Cả tuần nay tối om.", False),
        ("Tối om từ lâu.", False),
        ("Ba hôm rồi tối om.", False),
        ("Cứ sáng là tắt.", False),
        ("Đèn tắt cả đêm.", False),
        ("Xóm này tối nào cũng tắt.", False),
    ],
)
def test_a_report_that_speaks_of_time_already_is_not_dated_by_another_sentence(core, dated):
    texts = [a_speech(talkative=True, seed=n, told=("Đèn {street}", core)).report()[1] for n in range(6)]
    assert any(re.search(rf"{SINCE}|{FRESH}", text) for text in texts) is dated


@pytest.mark.parametrize(
    ("title", "sudden"),
    [
        ("Đèn tắt cả đường {street}", False),
        ("Cây đổ chắn ngang đường {street}", True),
        ("Đổ chắn cả đường {street}", True),
        ("Cáp mạng đứt trên đường {street}", True),
        ("Vỡ ống nước đường {street}", True),
        ("Đường {street} ngập", True),
        ("Ngập đường {street}", True),
        ("Dải phân cách bị tông trên đường {street}", True),
        ("Bảng hiệu sắp rơi trên đường {street}", True),
        ("Vỉa hè bị sụp ở đường {street}", True),
        ("Cây đổ bóng xuống đường {street}", False),
    ],
)
def test_what_happens_in_a_moment_is_told_as_fresh_and_nothing_else_is(title, sudden):
    texts = [a_speech(talkative=True, seed=n, told=(title, "Xin tới xem.")).report()[1] for n in range(12)]
    assert any(re.search(FRESH, text) for text in texts) is sudden
    assert any(re.search(SINCE, text) for text in texts) is not sudden


@pytest.mark.parametrize(
    ("category", "sent_at", "weather"),
    [
        ("thoat-nuoc", OCTOBER, extras.RAIN),
        ("giao-thong", DECEMBER, extras.RAIN),
        ("thoat-nuoc", APRIL, ()),
        ("thoat-nuoc", JULY, extras.HEAT["thoat-nuoc"]),
        ("cap-nuoc", JULY, extras.HEAT["cap-nuoc"]),
        ("cap-nuoc", OCTOBER, ()),  # rain hides no pipe
        ("tieng-on", OCTOBER, ()),
        ("tieng-on", JULY, ()),
        ("giao-thong", JULY, ()),
    ],
)
def test_the_weather_is_told_where_it_matters(category, sent_at, weather):
    every = (*extras.RAIN, *(text for texts in extras.HEAT.values() for text in texts))
    for seed in range(6):
        _, text, _ = a_speech(talkative=True, seed=seed, category=category, sent_at=sent_at).report()
        said = [sentence for sentence in every if re.search(sentences([sentence]), text)]
        assert len(said) == bool(weather)
        assert set(said) <= set(weather)


@pytest.mark.parametrize(
    ("sent_at", "before_tet"), [(APRIL, False), (OCTOBER, False), (DECEMBER, True), (JANUARY, True)]
)
def test_only_in_the_two_months_before_it_something_is_asked_for_by_tet(sent_at, before_tet):
    texts = [a_speech(talkative=True, seed=n, sent_at=sent_at).report()[1] for n in range(60)]
    assert any("trước Tết" in text for text in texts) is before_tet
    assert not all("trước Tết" in text for text in texts)


# --- when and where ---------------------------------------------------------------------------------------------------


def clocks(sent_at, **fields):
    """All that is said of when it was seen, of many, of what is seen between nine and ten in the morning."""
    every = (
        Speech(situation=NINE, place=PLACE, rng=Random(n), sent_at=sent_at, **fields).slots["clock"] for n in range(200)
    )
    return set(every)


NINE = Situation(
    category="khac", handler="board", reports=(("Việc ở {street}", "Xin xem."),), answers=("Xong.",), hours=(9, 9)
)


def test_of_today_only_what_was_before_the_report_is_told():
    """Sent at half past nine on a Monday: five minutes before it may be today, the same minute may not."""
    found = clocks(datetime(2026, 4, 20, 9, 30, 59, tzinfo=HUE))
    today = {clock.removesuffix(" hôm nay") for clock in found if clock.endswith("hôm nay")}
    assert today == {"9 giờ sáng", *(f"9 giờ {minute:02} sáng" for minute in range(5, 30, 5))}
    yesterday = {clock.removesuffix(" hôm qua") for clock in found if clock.endswith("hôm qua")}
    assert yesterday == {"9 giờ sáng", *(f"9 giờ {minute:02} sáng" for minute in range(5, 60, 5))}
    assert {clock.partition("sáng ")[2] for clock in found} == {"hôm nay", "hôm qua", "thứ Bảy"}


@pytest.mark.parametrize(
    ("day", "called"),
    [(19, "thứ Sáu"), (20, "thứ Bảy"), (21, "Chủ nhật"), (22, "thứ Hai"), (23, "thứ Ba"), (24, "thứ Tư")],
)
def test_the_day_before_yesterday_is_called_by_its_name(day, called):
    """The 20th of April 2026 is a Monday."""
    found = clocks(datetime(2026, 4, day, 8, 0, tzinfo=HUE))
    assert {clock.partition("sáng ")[2] for clock in found} == {"hôm qua", called}, "it was too early for today"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Đèn tắt ở kiệt {alley} {street}", {"Kiệt 7/3 Vạn Xuân, phường Kim Long"}),
        ("Bãi xe trước số {no} {street}", {"Số 12 đường Vạn Xuân, phường Kim Long"}),
        ("Hố ở kiệt {alley} {street} trước số {no}", {"Kiệt 7/3 Vạn Xuân, phường Kim Long"}),
        (
            "Đèn tắt cả đường {street}",
            {
                "Gần số 12 đường Vạn Xuân, phường Kim Long",
                "Đường Vạn Xuân, đoạn số 12 đến 30, phường Kim Long",
            },
        ),
    ],
)
def test_the_line_of_the_address_says_what_the_title_says(title, lines):
    found = {a_speech(talkative=False, seed=n, told=(title, "Xin xem.")).report()[2] for n in range(20)}
    assert found == lines


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("Đèn tắt ở kiệt {alley} {street}", {"kiệt 7/3 Vạn Xuân"}),
        ("Đèn tắt cả đường {street}", {"đoạn trước số 12 đường Vạn Xuân", "đường Vạn Xuân"}),
    ],
)
def test_an_answer_calls_the_place_as_the_report_does(title, places):
    found = {a_speech(talkative=False, seed=n, told=(title, "Xin xem.")).said("{where}", APRIL) for n in range(20)}
    assert found == places


# --- which report, which answer ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sent_at", "told"), [(APRIL, {"Ngập đường"}), (OCTOBER, {"Ngập đường", "Nước lụt"})])
def test_a_flood_is_reported_in_its_months_and_always_where_there_is_nothing_else(sent_at, told):
    for titles, expected in ((["Ngập đường", "Nước lụt"], told), (["Nước lụt"], {"Nước lụt"})):
        situation = Situation(
            category="thoat-nuoc", handler="drainage", reports=tuple((t, "Xem.") for t in titles), answers=()
        )
        every = (Speech(situation=situation, place=PLACE, rng=Random(n), sent_at=sent_at) for n in range(20))
        assert {speech.told[0] for speech in every} == expected


@pytest.mark.parametrize("seed", range(6))
def test_a_terse_answer_says_what_was_done_and_a_talkative_one_more_before_and_after(seed):
    at = datetime(2026, 4, 23, 10, tzinfo=HUE)
    assert a_speech(talkative=False, seed=seed).answer("done", 1, at) == "Đã thay bóng ngày 23/04."
    told = a_speech(talkative=True, seed=seed).answer("done", 1, at)
    after = sentences((*replies.ADDED, *replies.WORKS))
    assert re.fullmatch(rf"{sentences(replies.OPENERS)} Đã thay bóng ngày 23/04\. {after}", told)


@pytest.mark.parametrize(
    ("category", "built"),
    [
        ("chieu-sang", True),
        ("cap-nuoc", True),
        ("vien-thong", True),
        ("thoat-nuoc", True),
        ("duong-via-he", True),
        ("dien-luc", True),
        ("tieng-on", False),
        ("an-toan-thuc-pham", False),
        ("vat-nuoi", False),
        ("trat-tu-do-thi", False),
    ],
)
def test_what_is_mended_with_tools_can_be_mended_for_the_time_being(category, built):
    """Elsewhere a temporary answer is one of mere words."""
    speeches = (a_speech(talkative=False, seed=n, category=category) for n in range(30))
    told = [speech.answer("temporary", 1, APRIL) for speech in speeches]
    assert any(re.fullmatch(sentences(replies.TEMPORARY), text) for text in told) is built
    assert any(re.fullmatch(sentences(replies.WEAK), text) for text in told)


@pytest.mark.parametrize("seed", range(4))
def test_a_poor_answer_is_an_opener_and_nothing_and_the_second_try_tells_what_was_done(seed):
    speech = a_speech(talkative=False, seed=seed)
    poor, better = speech.poor(), speech.second_try()
    assert poor.startswith(replies.OPENERS)
    assert poor.endswith(replies.POOR)
    assert better.startswith(replies.OPENERS)
    assert " Đã thay bóng ngày {done}. " in better
    assert better.endswith(replies.SECOND_TRY)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: f"{s.category}-{s.reports[0][0][:24]}")
def test_every_report_has_something_that_is_done_about_it(situation):
    """Its own, or one of the situation's: a report without either could never be answered."""
    for told in situation.reports:
        speech = Speech(situation=situation, place=PLACE, sent_at=OCTOBER, rng=Random(1), told=told)
        own = told[2:]
        assert {speech.done() for _ in range(30)} == set(own or situation.answers)
        assert len(own) != 0 or len(situation.answers) >= 2, "of what nobody says more than one thing"
