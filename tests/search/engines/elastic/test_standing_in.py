"""What a visitor sees, and what becomes of changes, while a real Elasticsearch is away."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.models import Consumer, Delivery
from search import answering, checks, outbox
from search.answering import LAG, Breaker, breakers
from search.answers import Asking
from search.engines import engines
from search.engines.base import Away, EngineAwayError
from search.engines.elastic import indices, paging
from search.outbox import drain, drain_outside
from search.question import Question
from tests.factories import a_case, walk_to
from tests.search.engines.elastic.conftest import parameters
from tests.search.engines.elastic.proxy import Proxy

pytestmark = pytest.mark.django_db

RESTING = "Máy tìm kiếm chính đang tạm nghỉ"
EVERYTHING = (0, 2**63 - 1)


def forget():
    for alias in ("default", "elastic", "embedded"):
        if hasattr(engines._connections, alias):
            del engines[alias]


@pytest.fixture
def proxy(elasticsearch_url):
    proxy = Proxy(elasticsearch_url)
    yield proxy
    proxy.close()


@pytest.fixture
def engine(proxy, index_prefix, monkeypatch):
    """The site's engine, behind the proxy, with an empty index."""
    given = {"ENGINE": "search.engines.elastic.engine.ElasticEngine", **parameters(proxy.url, index_prefix)}
    given |= {"TIMEOUT": 1, "WRITE_TIMEOUT": 5}
    configured = engines.configure_settings({"default": given, "elastic": given})
    monkeypatch.setitem(engines.__dict__, "settings", configured)
    forget()
    breakers.clear()
    monkeypatch.setattr(outbox, "breaker", Breaker())
    engines["default"].clear()
    yield engines["default"]
    breakers.clear()
    forget()


@pytest.fixture
def clock(monkeypatch):
    """Time as breakers see it."""

    class Clock:
        now = 1000.0

        def __call__(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(answering.Breaker.__init__, "__defaults__", (clock,))
    return clock


@pytest.fixture
def city(engine):
    walks = [walk_to("assigned") for _ in range(2)]
    drain()
    drain_outside()
    assert not Delivery.objects.filter(consumer__in=("search", "elastic")).exists()
    return walks


def seen(client, address="/phan-anh/?q=den"):
    """The heading, and whether the page says that another engine answers."""
    response = client.get(address)
    assert response.status_code == 200
    page = response.content.decode()
    return ("2 phản ánh khớp" in page, RESTING in page)


@pytest.mark.parametrize(("mode", "reason"), [("dead", Away.UNREACHABLE), ("slow", Away.SLOW), ("busy", Away.BUSY)])
def test_while_it_is_away_the_database_answers_the_page_says_so_and_then_it_is_tried_again(
    client, proxy, city, clock, mode, reason
):
    assert seen(client) == (True, False)
    proxy.mode = mode
    assert seen(client) == (True, True)
    asked = proxy.requests
    assert seen(client) == (True, True)
    assert client.get("/readyz").json()["search"] == reason.value
    assert proxy.requests == asked, "nobody waits for its time-out twice"
    clock.now += answering.FIRST_PAUSE
    assert seen(client) == (True, True)
    assert proxy.requests > asked
    proxy.mode = "pass"
    clock.now += answering.LAST_PAUSE
    assert seen(client) == (True, False)
    assert "search" not in client.get("/readyz").json()


def test_it_may_go_away_in_the_middle_of_an_answer(client, proxy, city):
    proxy.dead_after = proxy.requests + 2  # its generation, then names of choices; not the counts
    assert seen(client, "/phan-anh/?q=duong den") == (True, True)


def test_feeds_and_commands_are_answered_too(client, proxy, city, capsys):
    proxy.mode = "dead"
    feed = client.get("/phan-anh/feed.json")
    assert len(feed.json()["items"]) == 2
    rows = b"".join(client.get("/phan-anh/cases.csv").streaming_content).decode().splitlines()
    assert sum("Đèn đường hỏng" in row for row in rows) == 2
    call_command("find", "den", "--json")
    assert json.loads(capsys.readouterr().out)["total"] == 2
    with pytest.raises(CommandError, match="does not answer: unreachable"):
        call_command("find", "den", "--engine", "elastic")


def test_a_reading_that_is_broken_off_does_not_end_as_if_it_were_whole(proxy, city, monkeypatch):
    monkeypatch.setattr(paging, "AT_ONCE", 1)
    asking = Asking(timezone.now())
    documents = asking.walk(Question())
    next(documents)
    proxy.mode = "dead"
    with pytest.raises(EngineAwayError):
        list(documents)
    assert len(list(asking.walk(Question()))) == 2, "whoever begins anew is answered by the database"


def test_without_an_index_or_with_another_versions_the_database_answers(client, engine, city, monkeypatch):
    monkeypatch.setattr(indices, "digest", lambda: "another")
    assert seen(client) == (True, True)
    (said,) = checks.check_site_engine(None)
    assert (said.id, "rebuild_search" in said.hint) == ("search.W001", True)
    monkeypatch.undo()


def test_the_missing_index_is_named(client, engine, city):
    engine.shelf.client.indices.delete(index=f"{engine.shelf.live}-*")
    assert seen(client) == (True, True)
    assert client.get("/readyz").json()["search"] == "no index"
    call_command("rebuild_search", "--engine", "elastic", verbosity=0)
    breakers.clear()
    assert seen(client) == (True, False)
    assert list(checks.check_site_engine(None)) == []


class TestReadOnly:
    """No room left on its disk."""

    @pytest.fixture
    def block(self, engine, city):
        def block(value):
            engine.shelf.client.indices.put_settings(
                index=engine.shelf.live, settings={"index.blocks.read_only_allow_delete": value}
            )

        block("true")
        yield block
        block(None)

    def test_changes_wait_nothing_is_lost_and_the_page_says_so(
        self, client, engine, block, city, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            new = walk_to("assigned").case
        assert "3 phản ánh khớp" not in client.get("/phan-anh/?q=den").content.decode()  # not yet told
        assert drain_outside() == 0
        waiting = Delivery.objects.get(consumer=Consumer.ELASTIC)
        assert (waiting.case_id, waiting.last_error.split(":")[0]) == (new.pk, "read-only")
        Delivery.objects.update(created_at=timezone.now() - LAG)
        page = client.get("/phan-anh/?q=den").content.decode()
        assert "3 phản ánh khớp" in page
        assert RESTING in page
        assert client.get("/readyz").json()["search"] == "lagging"
        block(None)
        Delivery.objects.update(locked_until=None)
        outbox.breaker.succeeded()
        assert drain_outside() == 1
        page = client.get("/phan-anh/?q=den").content.decode()
        assert "3 phản ánh khớp" in page
        assert RESTING not in page


class TestOutbox:
    """Each engine is told by itself."""

    def test_a_save_waits_for_no_network(self, engine, proxy, django_capture_on_commit_callbacks):
        asked = proxy.requests
        with django_capture_on_commit_callbacks(execute=True):
            case = walk_to("assigned").case
        assert proxy.requests == asked
        assert engines["embedded"].known(*EVERYTHING) == {case.pk: case.version}
        (left,) = Delivery.objects.all()
        assert (left.consumer, left.case_id, left.attempts) == ("elastic", case.pk, 0)
        assert drain_outside() == 1
        assert engine.known(*EVERYTHING) == {case.pk: case.version}
        assert not Delivery.objects.exists()

    def test_an_engine_that_is_away_holds_nothing_up_and_is_not_asked_case_by_case(self, engine, proxy, caplog):
        cases = {case.pk for case in (a_case("assigned"), a_case("assigned"))}
        proxy.mode = "busy"
        asked = proxy.requests
        assert drain() == 2
        assert drain_outside() == 0
        assert proxy.requests == asked + 1
        assert drain_outside() == 0
        assert proxy.requests == asked + 1
        assert set(engines["embedded"].known(*EVERYTHING)) == cases
        assert {d.last_error for d in Delivery.objects.filter(consumer="elastic")} == {"busy"}

    def test_an_embedded_engine_that_fails_holds_up_no_other(self, engine, monkeypatch):
        case = a_case("assigned")

        def broken(prepared):
            raise RuntimeError("no room left")

        with monkeypatch.context() as patched:
            patched.setattr(engines["embedded"], "take", broken)
            assert drain() == 0
        assert drain_outside() == 1
        assert set(engine.known(*EVERYTHING)) == {case.pk}
        Delivery.objects.update(locked_until=None)
        assert drain() == 1
        assert not Delivery.objects.filter(consumer="elastic").exists()  # told once already

    def test_what_waits_for_an_engine_that_is_not_configured_any_more_is_forgotten(self, engine, monkeypatch):
        a_case("assigned")
        drain()
        monkeypatch.setitem(engines.__dict__, "settings", engines.configure_settings(None))
        forget()
        assert drain_outside() == 0
        assert not Delivery.objects.filter(consumer="elastic").exists()


def checked(*arguments):
    """What `check_search` prints, and whether it was content."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_search", *arguments, stdout=out, stderr=err)
    except CommandError:
        return [json.loads(line) for line in out.getvalue().splitlines()], False
    return [json.loads(line) for line in out.getvalue().splitlines()], True


class TestComparing:
    """`check_search` on both engines."""

    def test_it_finds_what_is_missing_old_or_too_much_and_mends_it(self, engine, city):
        assert checked() == ([], True)
        first, second = (walk.case for walk in city)
        embedded = engines["embedded"]
        (kept,) = (hit.document for hit in embedded.page(Question(q=f"a{first.number}"), timezone.now()).hits)
        engine.remove([first.pk])
        embedded.remove([second.pk])
        stray = type(kept)(**{**vars(kept), "case_id": 10**9})
        engine.put([stray])
        embedded.put([stray])
        wrong = [
            {"engine": "default", "case": first.pk, "public": first.version, "held": None},
            {"engine": "default", "case": 10**9, "public": None, "held": first.version},
            {"engine": "embedded", "case": second.pk, "public": second.version, "held": None},
            {"engine": "embedded", "case": 10**9, "public": None, "held": first.version},
        ]
        assert checked() == (wrong, False)
        assert checked("--engine", "elastic")[0] == [{**each, "engine": "elastic"} for each in wrong[:2]]
        assert checked("--mend") == (wrong, True)
        assert checked() == ([], True)

    def test_what_waits_is_no_difference(self, engine, city):
        city[0].later(hours=1).transfer()
        assert checked() == ([], True)
        drain()
        assert checked() == ([], True)
        Delivery.objects.all().delete()
        (lost,), well = checked()
        assert (lost["engine"], lost["case"], well) == ("default", city[0].case.pk, False)

    def test_an_engine_that_is_away_keeps_no_other_from_being_compared(self, engine, proxy, city):
        engines["embedded"].remove([city[0].case.pk])
        proxy.mode = "dead"
        found, well = checked()
        assert ([each["engine"] for each in found], well) == (["embedded"], False)
        with pytest.raises(EngineAwayError):
            engine.known(*EVERYTHING)


def test_a_word_of_a_withdrawn_report_is_found_by_nobody(engine, client):
    walk = walk_to("answered", text="Canary zwxqkanari ở đây.")
    other = walk_to("assigned")
    drain()
    drain_outside()
    everyone = (engine, engines["embedded"])
    asked = Question(q="zwxqkanari")
    assert [one.totals([asked], timezone.now()) for one in everyone] == [(1,), (1,)]
    walk.later(hours=1).withdraw()
    drain()
    drain_outside()
    assert [one.totals([asked], timezone.now()) for one in everyone] == [(0,), (0,)]
    body = engine.shelf.client.search(index=engine.shelf.live, size=100).body
    assert "kanari" not in json.dumps(body)
    assert str(other.case.number) in json.dumps(body)
    assert b"kanari" not in client.get("/phan-anh/feed.json").content


def test_a_case_becomes_late_without_being_put_again(engine, city):
    (walk, __) = city
    due = walk.case.due_dates.filter(round__isnull=False).values_list("due_at", flat=True).get()
    verdicts = [
        {choice.value for choice in engine.count(Question(), at).facets["verdict"]}
        for at in (due, due + timedelta(microseconds=1))
    ]
    assert verdicts == [{"in_term"}, {"overdue"}]


def test_the_cms_says_so_on_its_first_page(client, engine, proxy, admin_client):
    words = "Máy tìm kiếm chính đang tạm nghỉ"
    assert words not in admin_client.get("/cms/").content.decode()
    proxy.mode = "dead"
    page = admin_client.get("/cms/").content.decode()
    assert words in page
    assert "unreachable" in page
