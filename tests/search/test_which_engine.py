"""Which engine is asked, what stands in for it, what is remembered of it, and what the operator is told."""

from datetime import timedelta

import pytest
from django.core.checks import Info
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import translation

from search import answering, answers, checks
from search.answering import FIRST_PAUSE, Breaker, instead_of, trouble
from search.answers import Asking, this_minute
from search.engines.base import Ability, Away, EngineAwayError
from search.engines.memory import MemoryEngine
from search.lexicon import Lexicon
from search.loosening import near, read_for
from search.question import Facet, Question
from search.reading_on import hits_of
from search.sorting import Sort
from tests.search.documents import KIM_LONG, NOW, PHU_XUAN, document


class Outside(MemoryEngine):
    """An engine outside the database, that notes what it is asked, and fails while it has a reason."""

    abilities = frozenset({Ability.DURABLE})

    def __init__(self, alias="default", *documents):
        super().__init__(alias, {})
        self.put(documents)
        self.reason, self.asked = None, []

    def note(self, what):
        self.asked.append(what)
        if self.reason:
            raise EngineAwayError(self.reason, "so it said")

    def generation(self):
        self.note("generation")
        return super().generation()

    def count(self, question, at):
        self.note("count")
        return super().count(question, at)

    def page(self, question, at, statistics=None):
        self.note("page")
        return super().page(question, at, statistics)

    def totals(self, questions, at):
        self.note("totals")
        return tuple(MemoryEngine.count(self, question, at).total for question in questions)


class Inside(Outside):
    """The database's own."""

    abilities = frozenset({Ability.TRANSACTIONS, Ability.DURABLE})


class Settings(dict):
    """Engines by alias, as the handler gives them."""

    @property
    def settings(self):
        return self


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when a test says so."""
    now = [100.0]
    monkeypatch.setattr(answering, "Breaker", lambda: Breaker(lambda: now[0]))
    return now


@pytest.fixture
def engines(monkeypatch, clock):
    """The site's engine outside the database, and the one in it; each has one case of its own."""
    found = Settings(default=Outside("default", document(1)), embedded=Inside("embedded", document(2)))
    monkeypatch.setattr(answering, "engines", found)
    monkeypatch.setattr(answering, "breakers", {})
    monkeypatch.setattr(answering, "lags", lambda: False)
    monkeypatch.setattr(answers, "renew", Lexicon)
    return found


# --- which one answers -----------------------------------------------------------------------------------------------


def test_while_all_is_well_the_sites_engine_answers(engines):
    found = answering.answering()
    assert (found.engine.alias, found.away) == ("default", None)
    assert found.generation == MemoryEngine.generation(engines["default"])
    assert trouble() is None


@pytest.mark.parametrize("reason", list(Away))
def test_one_that_cannot_answer_is_stood_in_for_and_left_alone_for_a_while(engines, clock, reason, caplog):
    engines["default"].reason = reason
    for _ in range(3):
        found = answering.answering()
        assert (found.engine.alias, found.away) == ("embedded", reason)
    assert engines["default"].asked == ["generation"], "nobody waits twice"
    assert caplog.text.count("does not answer") == 1
    clock[0] += FIRST_PAUSE
    engines["default"].reason = None
    assert answering.answering().engine.alias == "default"
    assert engines["default"].asked == ["generation"] * 2


def test_who_fails_while_answering_is_left_alone_too(engines, clock, caplog):
    found = instead_of(engines["default"], EngineAwayError(Away.BUSY, "x"))
    assert (found.engine.alias, found.away) == ("embedded", Away.BUSY)
    assert answering.answering().away is Away.BUSY
    assert engines["default"].asked == []
    assert "busy: x" in caplog.text


def test_one_that_has_not_been_told_of_changes_is_stood_in_for(engines, monkeypatch):
    monkeypatch.setattr(answering, "lags", lambda: True)
    assert (answering.answering().engine.alias, trouble()) == ("embedded", Away.LAGGING)
    monkeypatch.setattr(answering, "lags", lambda: False)
    assert trouble() is None, "no pause: it does answer"


def test_the_database_itself_is_never_stood_in_for(engines, monkeypatch):
    engines["default"] = Inside("default", document(1))
    monkeypatch.setattr(answering, "lags", lambda: pytest.fail("asked for nothing"))
    assert answering.answering().engine.alias == "default"
    engines["default"].reason = Away.BROKEN
    with pytest.raises(EngineAwayError):
        answering.answering()


# --- asking ----------------------------------------------------------------------------------------------------------


def cases(result):
    return [hit.document.case_id for hit in result.page.hits]


def test_a_failure_half_way_is_answered_by_the_other_from_then_on(engines, caplog):
    asking = Asking(NOW)
    before = asking.age
    engines["default"].reason = Away.SLOW
    assert cases(asking.answer(Question())) == [2]
    assert (asking.away, asking.engine.alias) == (Away.SLOW, "embedded")
    assert (before.partition(":")[0], asking.age.partition(":")[0]) == ("default", "embedded")
    engines["default"].reason = None
    assert cases(asking.answer(Question(q="den"))) == [2], "one page has one engine"
    assert cases(Asking(NOW).answer(Question())) == [2], "which is left alone for a while"


def test_what_was_answered_is_not_asked_again_within_the_minute(engines):
    first = Asking(NOW).answer(Question(q="den"))
    engines["default"].asked.clear()
    assert Asking(NOW).answer(Question(q=" den ")) == first
    assert engines["default"].asked == ["generation"]
    assert Asking(NOW).answer(Question(q="den", sort=Sort.LATE)).counts == first.counts
    assert engines["default"].asked == ["generation", "generation", "page"], "another order is another page alone"


def test_another_minute_language_lexicon_or_change_is_another_answer(engines, monkeypatch):
    def asked(at=NOW):
        engines["default"].asked.clear()
        Asking(at).answer(Question(q="den"))
        return "count" in engines["default"].asked

    assert asked()
    assert not asked()
    assert asked(NOW + timedelta(minutes=1))
    with translation.override("en"):
        assert asked()
    monkeypatch.setattr(answers, "renew", lambda: Lexicon(mark="another"))
    assert asked()
    engines["default"].put([document(9)])
    assert asked()
    assert not asked()


def test_without_words_the_language_is_no_part_of_the_answer(engines):
    Asking(NOW).answer(Question())
    with translation.override("en"):
        engines["default"].asked.clear()
        Asking(NOW).answer(Question())
    assert engines["default"].asked == ["generation"]


def test_totals_are_those_of_questions_as_they_stand_in_their_order(engines):
    engines["default"].put([document(3, title="Rác", ward=PHU_XUAN)])
    questions = [Question(q="rac"), Question(q="racc"), Question(), Question(choices={Facet.WARD: (KIM_LONG.slug,)})]
    assert Asking(NOW).totals(questions) == (1, 0, 2, 1)
    assert Asking(NOW).totals(questions[::-1]) == (1, 2, 0, 1)
    assert Asking(NOW).totals([]) == ()


def test_a_file_is_of_one_engine_that_found_its_first_row(engines, monkeypatch, caplog):
    engines["default"].put([document(n) for n in range(1, 40)])
    walk = Asking(NOW).walk(Question())
    engines["default"].asked.clear()
    assert engines["default"].asked == [], "only when somebody reads"
    assert next(walk).case_id == 39
    engines["default"].reason = Away.UNREACHABLE
    with pytest.raises(EngineAwayError):
        list(walk)
    asking = Asking(NOW)
    engines["default"].reason = Away.UNREACHABLE
    assert [found.case_id for found in asking.walk(Question())] == [2], "before the first row the other answers"


@pytest.mark.parametrize(
    ("at", "minute"),
    [(NOW, NOW), (NOW.replace(second=59, microsecond=999_999), NOW), (NOW - timedelta(microseconds=1), None)],
)
def test_a_page_is_of_a_minute(at, minute):
    assert this_minute(at) == (minute or NOW - timedelta(minutes=1))


# --- what reading costs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "asked"),
    [
        ("", ["count"]),
        ("den", ["count"]),
        ("-den", ["count"]),
        ("xyzzy", ["count"]),  # nobody has it, and nothing is near: counted once for the empty page
        ("den xyzzy", ["totals", "count"]),
        ("den rac", ["count", "totals", "count"]),
    ],
)
def test_a_question_is_counted_no_oftener_than_it_is_loosened(q, asked):
    engine = Outside("default", document(1, title="den", text=""), document(2, title="rac", text=""))
    read_for(engine, Question(q=q), NOW)
    assert engine.asked == asked


def test_what_comes_near_is_never_what_answers():
    engine = Outside("default", document(1, title="đèn chợ"), document(2, title="chợ"), document(3, title="đèn"))
    reading = read_for(engine, Question(q="đèn chợ"), NOW)
    answered = engine.page(reading.question, NOW).hits
    beside = near(engine, reading, NOW, answered)
    assert [hit.document.case_id for hit in answered] == [1]
    assert sorted(hit.document.case_id for hit in beside) == [2, 3]
    assert near(engine, reading, NOW) == beside, "whether the page is known or not"


@pytest.mark.parametrize("n", [0, 1, 25, 26, 51])
def test_a_list_is_read_from_page_to_page_once(n):
    engine = Outside("default", *[document(i) for i in range(1, n + 1)])
    assert [hit.document.case_id for hit in hits_of(engine, Question(), NOW)] == list(range(n, 0, -1))
    assert len(engine.asked) == max(1, -(-n // 25))


# --- what the operator is told ---------------------------------------------------------------------------------------


def check(monkeypatch, away):
    def found():
        if isinstance(away, Exception):
            raise away
        return away

    monkeypatch.setattr(checks, "trouble", found)
    return list(checks.check_site_engine(None))


@pytest.mark.parametrize(
    ("away", "hint"),
    [
        (Away.MISSING, "rebuild_search --engine elastic"),
        (Away.MAPPING, "made by another version"),
        (Away.REFUSED, "ELASTICSEARCH_API_KEY"),
        (Away.LAGGING, "work_outbox"),
        (Away.READ_ONLY, "disk is full"),
        (Away.UNREACHABLE, "docs/elasticsearch.md tells more"),
        (Away.SLOW, "docs/elasticsearch.md tells more"),
    ],
)
def test_who_deploys_is_told_why_the_database_answers(monkeypatch, away, hint):
    (warning,) = check(monkeypatch, away)
    assert (warning.id, hint in warning.hint, f"({away.value})" in warning.msg) == ("search.W001", True, True)


def test_nothing_is_said_while_all_is_well_or_nothing_can_be_known(monkeypatch):
    assert check(monkeypatch, None) == []
    assert check(monkeypatch, DatabaseError("no such table")) == []


def test_every_engine_says_what_keeps_it_from_working(monkeypatch):
    class Unfit(Outside):
        def check(self):
            return [Info("no room", id="x.I001")]

    class Broken(Settings):
        def __getitem__(self, alias):
            if alias == "second":
                raise ImproperlyConfigured("names no engine")
            return super().__getitem__(alias)

    monkeypatch.setattr(checks, "engines", Broken(first=Unfit("first"), second=None, third=Outside("third")))
    assert [(told.id, told.msg) for told in checks.check_engines(None)] == [
        ("x.I001", "no room"),
        ("search.E001", "names no engine"),
    ]
