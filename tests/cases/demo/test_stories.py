"""What happens in each life, told as a story: who does what, to whom, in which order, and how it is found afterwards.

Nobody says here how they found an answer, but for the tests that ask in which mood they would: then all else of a life
goes as its name says, and not by chance.
"""

from datetime import date, timedelta

import pytest

from cases.actions.actor import Role
from cases.demo import disputes, replies, walks
from cases.demo.city import _live
from cases.demo.lives import MIX, SOON, Share
from cases.demo.places import Map
from cases.demo.punctuality import Record
from cases.demo.ratings import Mood, mood_of
from cases.demo.walks import EVER, TERM
from cases.models import Outcome
from tests.cases.demo.scenery import a_scene, among_holidays, lived, noted, sent_at, wards

__all__ = ["noted"]
TODAY = date(2026, 11, 25)  # a Wednesday
CALENDAR = among_holidays(date(2026, 11, 16), 2)  # a Monday and a Tuesday
SEEDS = range(2)
TAKEN = "receive accept assign "
DONE = f"{TAKEN}submit approve"

#: A life, and what is done in it.
STORIES = {
    "received": "receive",
    "declined": "receive decline",
    "unassigned": "receive accept",
    "begun": "receive accept assign",
    "withdrawn": f"{TAKEN}withdraw",
    # an answer waits, or came back
    "awaiting": f"{TAKEN}submit",
    "awaiting_long": f"{TAKEN}submit",
    "awaiting_late": f"{TAKEN}submit",
    "returned": f"{TAKEN}submit return_answer",
    "refused": f"{TAKEN}submit refuse",
    "refused_lately": f"{TAKEN}submit refuse",
    "refused_and_ruled": f"{TAKEN}submit refuse rule",
    # it was answered
    "answered": DONE,
    "answered_soon": DONE,
    "answered_late": DONE,
    "summary": DONE,
    "planned": DONE,
    "answered_at_second_try": f"{TAKEN}submit return_answer submit approve",
    "transferred": f"{TAKEN}transfer submit approve",
    "escalated": f"{TAKEN}escalate submit approve submit approve",
    # somebody promised
    "open_extended": f"{TAKEN}extend",
    "open_broken": f"{TAKEN}extend",
    "open_extended_late": f"{TAKEN}extend",
    "answered_extended": f"{TAKEN}extend submit approve",
    "answered_broken": f"{TAKEN}extend submit approve",
    "struck": f"{TAKEN}extend strike",
    # several agencies
    "there_and_back": f"{TAKEN}transfer transfer",
    "side_by_side": f"{TAKEN}assign submit approve edited",
    # it went on after the answer
    "amended": f"{DONE} amend submit approve",
    "retracted": f"{DONE} retract edited",
    "asked_to_reopen": f"{DONE} ask_to_reopen",
    "kept_answered": f"{DONE} ask_to_reopen keep_answered",
    "reopened": f"{DONE} reopen",
    "reopened_and_answered": f"{DONE} reopen submit approve",
    "reopened_twice": f"{DONE} reopen submit approve reopen edited",
    # an agency does not agree
    "appealed": f"{TAKEN}submit return_answer appeal",
    "appealed_in_vain": f"{TAKEN}submit return_answer appeal decide_appeal submit approve",
    "appealed_rightly": f"{TAKEN}submit return_answer appeal decide_appeal",
    "disowned": f"{TAKEN}not_ours",
    "disowned_twice": f"{TAKEN}not_ours rule not_ours",
    "disowned_lately": f"{TAKEN}not_ours rule not_ours",
    "disowned_in_vain": f"{TAKEN}not_ours rule not_ours rule submit approve",
    "passed_on": f"{TAKEN}not_ours rule submit approve",
    "asking": f"{TAKEN}ask_higher",
    "asked_in_vain": f"{TAKEN}ask_higher rule submit approve",
    # the Center covers a name in the answer, and a number of a house or of a telephone
    "covered": f"{TAKEN}submit cover approve",
}
#: Who does what; everything else is done by the Center.
BY = {
    Role.CITIZEN: {"receive", "ask_to_reopen"},
    Role.OFFICER: {"submit", "extend", "amend", "appeal", "not_ours", "ask_higher"},
}


def share_of(name: str) -> Share:
    return next(share for share in MIX if share.life.__name__ == name)


@pytest.fixture
def moods(monkeypatch):
    """In which moods somebody would have spoken, and how long they could; nobody does."""
    asked = []
    monkeypatch.setattr(walks, "said", lambda rng, mood, within: asked.append((mood, within)))
    return asked


@pytest.fixture
def story(noted, moods):
    """The deeds of a life, by its name and a seed; the scene, for who is there."""

    def told(name, seed=0):
        scene = a_scene(TODAY, CALENDAR, seed)
        return lived(noted, scene, share_of(name)), scene

    return told


def the(verb, deeds):
    """What the deeds of this name were done with, in their order."""
    return [deed.told for deed in deeds if deed.verb == verb]


# --- what is done, and by whom ----------------------------------------------------------------------------------------


def test_every_life_has_its_story_here_but_that_of_a_repeated_report():
    assert set(STORIES) == {share.life.__name__ for share in MIX} - {"merged"}


@pytest.mark.parametrize("name", STORIES)
def test_a_life_is_lived_as_its_name_says(story, name):
    for seed in SEEDS:
        verbs = [deed.verb for deed in story(name, seed)[0]]
        told = [verb for n, verb in enumerate(verbs) if verb != "cover" or verbs[n - 1] != "cover"]
        assert " ".join(told) == STORIES[name]


@pytest.mark.parametrize("name", STORIES)
def test_everybody_does_what_is_theirs_to_do(story, name):
    for deed in story(name)[0]:
        ought = next((role for role, verbs in BY.items() if deed.verb in verbs), Role.CENTER)
        assert deed.by.role is ought, deed.verb


def test_a_repeated_report_is_told_in_the_same_words_from_a_few_houses_on_and_joined(noted, moods):
    scene = a_scene(TODAY, CALENDAR, 4)
    where, record = Map(wards(), scene.rng), Record(scene.bodies.punctuality)
    first = _live(scene, where, share_of("answered"), sent_at(scene, share_of("answered")), record)
    scene.recent.append(first)
    noted.clear()
    again = _live(scene, where, share_of("merged"), first.sent_at + timedelta(days=3), record)
    assert [deed.verb for deed in noted] == ["receive", "accept", "merge"]
    assert the("merge", noted)[0]["into"].pk == first.case_id
    assert (again.situation, again.speech.told) == (first.situation, first.speech.told)
    assert (again.place.street, again.place.ward) == (first.place.street, first.place.ward)
    assert 2 <= again.place.no - first.place.no <= 8


# --- to whom ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("begun", ["own"]),
        ("transferred", ["other", "own"]),  # it was given to the wrong one first
        ("there_and_back", ["own", "other", "own"]),
        ("side_by_side", ["other", "own"]),
        ("passed_on", ["own", "other"]),
        ("disowned_in_vain", ["own"]),
        ("refused_and_ruled", ["own"]),
        ("reopened", ["own", "own"]),
        ("reopened_twice", ["own", "own", "own"]),
        ("escalated", ["own", "board"]),
    ],
)
def test_who_is_given_it_one_after_the_other(story, name, expected):
    for seed in SEEDS:
        deeds, scene = story(name, seed)
        given = []
        for deed in deeds:
            if deed.verb in {"assign", "escalate"}:
                given.append(deed.told["agency"])
            elif deed.verb in {"transfer", "rule"} and deed.told.get("to") is not None:
                given.append(deed.told["to"])
            elif deed.verb == "reopen":
                given.extend(deed.told["agencies"])
        own = next(agency for n, agency in enumerate(given) if expected[n] == "own")
        board = scene.bodies.by_task["board"]
        called = ["own" if a == own else "board" if a == board else "other" for a in given]
        assert called == expected


def test_who_says_that_it_is_anothers_names_one_and_is_not_that_one(story):
    for seed in SEEDS:
        deeds, _ = story("disowned", seed)
        (told,) = the("not_ours", deeds)
        assert told["suggests"] not in (None, the("assign", deeds)[0]["agency"])
        assert (told["reason"], told["sentence"]) in disputes.DISOWNED


def test_who_asks_a_higher_one_asks_the_board(story):
    deeds, scene = story("asking")
    assert the("ask_higher", deeds)[0]["suggests"] == scene.bodies.by_task["board"]


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("refused_and_ruled", ["stays"]),
        ("disowned_twice", ["stays"]),
        ("disowned_lately", ["stays"]),
        ("disowned_in_vain", ["stays", "stays"]),
        ("passed_on", ["transferred"]),
        ("asked_in_vain", ["declined"]),
    ],
)
def test_how_the_center_rules(story, name, outcomes):
    told = the("rule", story(name)[0])
    assert [each["outcome"] for each in told] == outcomes
    assert all((each["to"] is not None) is (each["outcome"] == "transferred") for each in told)
    assert all(each["words"].endswith(".") and each["reason"] for each in told)


@pytest.mark.parametrize(("name", "granted", "says"), [("in_vain", False, "chưa thấy"), ("rightly", True, "đúng việc")])
def test_how_an_appeal_is_decided_and_in_which_words(story, name, granted, says):
    (told,) = the("decide_appeal", story(f"appealed_{name}")[0])
    assert told["granted"] is granted
    assert says in told["words"]


# --- what is said -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["returned", "answered_at_second_try", "appealed", "appealed_in_vain"])
def test_what_comes_back_says_nothing_and_the_second_try_says_more(story, name):
    for seed in SEEDS:
        deeds, _ = story(name, seed)
        texts = [told["answer"].text for told in the("submit", deeds)]
        assert texts[0].endswith(replies.POOR)
        assert not any(text.endswith(replies.POOR) for text in texts[1:])
        reason, sentence = (the("return_answer", deeds)[0][part] for part in ("reason", "sentence"))
        assert (reason, sentence) in replies.RETURNS


@pytest.mark.parametrize("name", ["refused", "refused_lately", "refused_and_ruled"])
def test_what_is_refused_passes_the_buck(story, name):
    for seed in SEEDS:
        deeds, _ = story(name, seed)
        assert the("submit", deeds)[0]["answer"].text in replies.PASSED_ON
        told = the("refuse", deeds)[0]
        assert (told["reason"], told["sentence"]) in replies.REFUSALS


def test_an_opinion_is_the_boards_and_comes_before_the_answer(story):
    opinion, answer = the("submit", story("escalated")[0])
    assert opinion["answer"].text in replies.OPINIONS
    assert answer["answer"].text not in replies.OPINIONS


def test_an_addition_is_one_to_what_was_said_and_says_so(story):
    deeds, _ = story("amended")
    (told,) = the("amend", deeds)
    assert told["text"].startswith("Bổ sung: ")
    assert told["answer"].text == the("submit", deeds)[0]["answer"].text


@pytest.mark.parametrize("seed", range(6))
def test_a_summary_is_the_centers_and_fits_the_accused(story, seed):
    """A workshop that agencies of the environment look at, or a household."""
    deeds, scene = story("summary", seed)
    (told,) = the("accept", deeds)
    assert (told["level"], bool(told["level_reason"])) == ("summary", True)
    agency = the("assign", deeds)[0]["agency"]
    of_a_workshop = agency == scene.bodies.by_task["environment"]
    assert told["title"].startswith("Một cơ sở " if of_a_workshop else "Một hộ ")
    assert "{" not in told["title"] + told["text"]
    assert the("submit", deeds)[0]["answer"].text.partition(" ngày")[0] in " ".join(replies.NAMELESS)


def test_what_is_covered_lies_in_the_text_and_is_somebody(story):
    """Marks lie within the answer, none over another, each on what the list of such things calls so."""
    for seed in range(6):
        deeds, _ = story("covered", seed)
        text, end = the("submit", deeds)[0]["answer"].text, 0
        for told in sorted(the("cover", deeds), key=lambda each: each["start"]):
            assert end <= told["start"] < told["end"] <= len(text)
            hidden, end = text[told["start"] : told["end"]], told["end"]
            shows = {"số điện thoại": hidden.startswith("0234 000 0"), "tên người": hidden == "Nguyễn Thị Mẫu"}
            assert shows.get(told["kind"], hidden.startswith("số ") and told["kind"] == "số nhà"), hidden
        assert end > 0


# --- what is promised -------------------------------------------------------------------------------------------------


def working_days_between(first, last):
    """How many days after the first up to the last are worked on."""
    return sum(CALENDAR.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("open_extended", 7, 7),
        ("open_broken", 3, 6),
        ("open_extended_late", 6, 6),
        ("answered_extended", 6, 6),
        ("answered_broken", 4, 5),
        ("struck", 7, 7),
    ],
)
def test_a_promise_is_of_a_working_day_so_many_ahead(story, name, least, most):
    for seed in range(6):
        ((told, day),) = [(deed.told, deed.local.date()) for deed in story(name, seed)[0] if deed.verb == "extend"]
        assert CALENDAR.is_working(told["promised_on"])
        assert least <= working_days_between(day, told["promised_on"]) <= most
        assert told["sentence"].endswith(".")


@pytest.mark.parametrize(("name", "in_term"), [("open_extended", True), ("open_extended_late", False)])
def test_a_promise_is_given_in_term_or_too_late(story, name, in_term):
    for seed in range(6):
        deeds, _ = story(name, seed)
        days = {deed.verb: deed.local.date() for deed in deeds}
        assert (working_days_between(days["accept"], days["extend"]) <= TERM) is in_term


def test_words_that_blame_somebody_are_struck_and_no_others(story):
    deeds, _ = story("struck")
    assert "hộ dân bên cạnh" in the("extend", deeds)[0]["sentence"]
    assert the("strike", deeds)[0]["reason"] == "do-loi"


# --- how it is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("answered_soon", [Mood.DONE]),
        ("transferred", [Mood.DONE]),
        ("escalated", [Mood.DONE]),
        ("summary", [Mood.DONE]),
        ("covered", [Mood.DONE]),
        ("passed_on", [Mood.DONE]),
        ("appealed_rightly", [Mood.DONE]),
        ("asked_in_vain", [Mood.DONE]),
        ("answered_extended", [Mood.KEPT]),  # past due, as promised
        ("answered_at_second_try", [Mood.KEPT]),
        ("appealed_in_vain", [Mood.KEPT]),
        ("disowned_in_vain", [Mood.KEPT]),
        ("answered_late", [Mood.LATE]),
        ("answered_broken", [Mood.BROKEN]),
        ("begun", []),
        ("awaiting", []),
        ("planned", []),
        ("asked_to_reopen", []),  # they said otherwise that they do not find it done
    ],
)
def test_the_mood_in_which_a_life_leaves_whoever_reported(story, moods, name, expected):
    """They may say so for two months."""
    for seed in SEEDS:
        moods.clear()
        story(name, seed)
        assert moods == [(mood, EVER) for mood in expected]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("amended", [(Mood.DONE, SOON)]),
        ("retracted", [(Mood.AGAIN, SOON)]),
        ("reopened", [(Mood.AGAIN, SOON)]),
        ("reopened_and_answered", [(Mood.AGAIN, SOON), (Mood.KEPT, SOON)]),
        ("reopened_twice", [(Mood.AGAIN, SOON), (Mood.KEPT, SOON)]),
    ],
)
def test_where_something_follows_they_say_it_before(story, moods, monkeypatch, name, expected):
    """Three days: the next thing comes after four working days at the earliest."""
    monkeypatch.setattr(walks, "mood_of", lambda mood, outcome: mood)
    story(name)
    assert moods == expected


def test_what_was_done_counts_beside_when(story, moods, monkeypatch):
    """An answer in term whose outcome is none that was hoped for leaves another mood than one that says it is done."""
    outcomes = []
    monkeypatch.setattr(walks, "mood_of", lambda mood, outcome: outcomes.append(outcome) or mood_of(mood, outcome))
    for seed in range(100):
        story("answered", seed)
    found = {(outcome, mood) for outcome, (mood, _) in zip(outcomes, moods, strict=True)}
    assert found == {
        (Outcome.DONE, Mood.DONE),
        (Outcome.TEMPORARY, Mood.MAKESHIFT),
        (Outcome.NOT_AS_REPORTED, Mood.DENIED),
        (Outcome.NOT_POSSIBLE, Mood.DENIED),
    }
