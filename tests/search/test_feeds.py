"""A list as a feed: which cases, in which order, with what news, and both ways to write it down."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from cases.public.sample import sample_notice
from search.document import Named
from search.engines.memory import MemoryEngine
from search.feeds import BEGINNING, ENTRIES, atom, feed_href, feed_of, json_feed, tag_of
from search.instants import EPOCH
from search.question import Facet, Question
from search.reading_on import hits_of
from search.sorting import Sort
from tests.search.documents import (
    CITY_LIGHTS,
    DAY,
    HOUR,
    KIM_LONG,
    NOW,
    PHU_XUAN,
    WARD_OFFICE,
    answered,
    corpora,
    document,
    documents,
)
from tests.search.strategies import questions

A = "{http://www.w3.org/2005/Atom}"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = "https://minhbach.example"


def engine_of(*kept):
    engine = MemoryEngine("memory", {})
    engine.put(kept)
    return engine


def feed(*kept, question=None, language="vi", at=NOW):
    return feed_of(engine_of(*kept), question or Question(), at, language)


def read_atom(found):
    return ET.fromstring(atom(found))


def read_json(found):
    return json.loads(json_feed(found))


def numbers(found):
    return [each.number for each in found.documents]


def entry(*args, **facts):
    (found,) = read_json(feed(document(*args, **facts)))["items"]
    return found


# --- which cases -----------------------------------------------------------------------------------------------------


@given(corpora, questions, st.integers(1, 6))
def test_its_pages_are_the_list_newest_first(kept, question, times):
    """Each document stands there several times, so that there are pages to walk."""
    copies = [(each, each.case_id + 100 * nth) for nth in range(times) for each in kept]
    engine = engine_of(*(replace(each, case_id=number, number=number) for each, number in copies))
    expected = [hit.document.number for hit in hits_of(engine, question.but(sort=Sort.NEWEST), NOW)]
    seen, place = [], question
    while place is not None:
        found = feed_of(engine, place, NOW, "vi")
        assert len(found.documents) <= ENTRIES
        assert found.following is None or len(found.documents) == ENTRIES
        seen += numbers(found)
        place = found.following
    assert seen == expected


def many(n):
    return [document(each, accepted_at=NOW - each * HOUR) for each in range(1, n + 1)]


@pytest.mark.parametrize(("n", "shown", "more"), [(0, 0, 0), (1, 1, 0), (50, 50, 0), (51, 50, 1), (100, 50, 50)])
def test_fifty_a_page(n, shown, more):
    first = feed(*many(n))
    assert numbers(first) == list(range(1, shown + 1))
    second = feed(*many(n), question=first.following) if first.following else None
    assert (numbers(second) if second else []) == list(range(51, 51 + more))


@pytest.mark.parametrize("n", [51, 101, 120, 200])
def test_who_read_on_finds_the_way_back(n):
    kept, place, pages = many(n), Question(q="den"), []
    while place is not None:
        pages.append(feed(*kept, question=place))
        place = pages[-1].following
    assert pages[0].preceding is None
    for earlier, later in pairwise(pages):
        assert numbers(feed(*kept, question=later.preceding)) == numbers(earlier)
    back = pages[-1]
    for _ in pages[1:]:
        back = feed(*kept, question=back.preceding)
    assert (numbers(back), back.preceding) == (numbers(pages[0]), None)
    assert back.question == Question(q="den"), "the first page has one address"
    links = {link.get("rel"): link.get("href") for link in read_atom(pages[1]).findall(f"{A}link")}
    told = read_json(pages[1])
    assert links["previous"] == links["first"] == "https://minhbach.example/phan-anh/feed.atom?q=den"
    assert told["_minhbach"]["previous_url"] == told["_minhbach"]["first_url"] == links["first"].replace("atom", "json")
    assert ("next" in links) is ("next_url" in told) is (n > 100)
    assert "previous_url" not in read_json(pages[0])["_minhbach"]


@pytest.mark.parametrize("sort", Sort)
def test_no_order_but_the_newest_first(sort):
    kept = many(60)
    assert numbers(feed(*kept, question=Question(q="den", sort=sort))) == list(range(1, 51))


# --- when there is news ----------------------------------------------------------------------------------------------


@given(documents(), st.integers(-200, 200))
def test_news_is_the_latest_thing_that_has_happened(kept, hours):
    at = NOW + hours * HOUR
    facts = [kept.sent_at, kept.accepted_at, kept.answered_at, kept.changed_at]
    if kept.phase in {"open", "awaiting"} and kept.stopped_at is None and kept.term_end is not None:
        facts += [kept.term_end, kept.limit_at, kept.broken_from]
    past = sorted(fact for fact in facts if fact is not None and fact <= at)
    assert kept.news_at(at) == (past[-1] if past else kept.listed_at)


@given(documents(), st.integers(-20, 20))
@example(document(due_at=NOW + HOUR), 1)
def test_a_verdict_never_changes_without_news(kept, hours):
    """Who has seen the entry before must be told that it says something else now."""
    before, after = NOW + hours * HOUR + MINUTE, NOW + (hours + 1) * HOUR + MINUTE
    if kept.verdict(before) != kept.verdict(after):
        assert before < kept.news_at(after) <= after


def test_a_feed_is_as_new_as_its_newest_news():
    kept = [document(1, accepted_at=NOW - 9 * DAY, due_at=NOW - DAY), document(2, accepted_at=NOW - 3 * DAY)]
    found = feed(*kept)
    assert found.updated == NOW - DAY
    assert read_atom(found).findtext(f"{A}updated") == "2026-11-24T01:00:00+00:00"


def test_an_empty_feed_is_as_new_as_the_day():
    assert feed().updated.isoformat() == "2026-11-25T00:00:00+07:00"
    assert feed(at=NOW + 3 * HOUR).updated == feed().updated


@pytest.mark.parametrize("write", [atom, json_feed])
def test_nothing_changes_from_minute_to_minute(write):
    kept = [*many(60), document(70, due_at=NOW + 2 * HOUR), answered(71)]
    assert write(feed(*kept)) == write(feed(*kept, at=NOW + MINUTE)) == write(feed(*kept, at=NOW + HOUR))
    assert write(feed(*kept)) != write(feed(*kept, at=NOW + 3 * HOUR))


def test_nothing_changes_from_day_to_day_but_by_news():
    kept = [document(1, due_at=NOW + 9 * DAY), document(2, due_at=NOW - 9 * DAY)]
    assert atom(feed(*kept)) == atom(feed(*kept, at=NOW + 5 * DAY))


# --- what it says of a case ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "first"),
    [
        (document(), "Đang xử lý. Còn hạn. Hạn 30/11/2026. Trung tâm Chiếu sáng và Cây xanh đô thị."),
        (document(round=2, agencies=(), place="Kiệt 42"), "Đang xử lý lại. Còn hạn. Hạn 30/11/2026. Kiệt 42."),
        (
            document(due_at=NOW - DAY, agencies=(CITY_LIGHTS, WARD_OFFICE)),
            "Đang xử lý. Trễ hạn. Hạn 24/11/2026. Trung tâm Chiếu sáng và Cây xanh đô thị; UBND phường Kim Long.",
        ),
        (answered(agencies=()), "Đã trả lời. Đúng hạn. Hạn 30/11/2026."),
        (
            answered(agencies=(), rating="not_satisfied"),
            "Đã trả lời. Đúng hạn. Hạn 30/11/2026. Người dân đánh giá: không hài lòng.",
        ),
        (document(phase="", due_at=None, agencies=()), "Đang xử lý. Không tính."),
        (document(search_hidden=True, agencies=()), "Chưa xác minh. Đang xử lý. Còn hạn. Hạn 30/11/2026."),
    ],
)
def test_how_a_case_stands_comes_first(kept, first):
    (item,) = read_json(feed(kept))["items"]
    assert item["content_text"].split("\n\n")[0] == first


def test_then_report_and_answer():
    (item,) = read_json(feed(answered(text="  Tối om.\n", answer="Đã thay bóng.")))["items"]
    assert item["content_text"].split("\n\n")[1:] == ["Tối om.", "Kết quả xử lý: Đã thay bóng."]
    assert len(entry(text="", answer="")["content_text"].split("\n\n")) == 1


def test_only_the_beginnings_of_texts():
    said = entry(text="w" * 999, answer="z" * 999)["content_text"]
    assert said.count("w") == said.count("z") == BEGINNING - 1
    assert said.count("…") == 2


def test_facts_for_machines():
    found = entry(12, due_at=NOW - DAY, ward=None, agencies=(CITY_LIGHTS, WARD_OFFICE))
    assert found["_minhbach"] == {
        "number": 12,
        "state": "in_progress",
        "verdict": "overdue",
        "due_at": "2026-11-24T01:00:00+00:00",
        "agencies": [CITY_LIGHTS.slug, WARD_OFFICE.slug],
        "ward": None,
        "rating": None,
    }
    assert entry(12, rating="not_satisfied")["_minhbach"]["rating"] == "not_satisfied"


def test_a_case_without_any_date_has_no_day_of_publication():
    kept = document(accepted_at=None, started_at=None, phase="", due_at=None)
    (item,) = read_json(feed(kept))["items"]
    assert "date_published" not in item
    assert item["date_modified"] == "1970-01-01T00:00:00+00:00"
    assert kept.listed_at == EPOCH
    assert read_atom(feed(kept)).find(f"{A}entry/{A}published") is None


def test_a_name_stays_when_the_title_changes():
    before, after = entry(12), entry(12, title="Khác", path="2026/11/khac-a12/")
    assert before["id"] == after["id"] == tag_of("a/12") == "tag:minhbach.example,2026:a/12"
    assert before["url"] != after["url"] == "https://minhbach.example/phan-anh/2026/11/khac-a12/"


# --- what it says of itself ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({}, "Minh Bạch – Mọi phản ánh"),
        ({"q": "den"}, "Minh Bạch – Phản ánh: “den”"),
        ({"choices": {Facet.VERDICT: ("overdue",)}}, "Minh Bạch – Phản ánh: Trễ hạn"),
        ({"choices": {Facet.STATE: ("answered",)}}, "Minh Bạch – Phản ánh: Đã trả lời"),
        ({"choices": {Facet.WARD: (KIM_LONG.slug,)}}, "Minh Bạch – Phản ánh: Phường Kim Long"),
        ({"choices": {Facet.AGENCY: (CITY_LIGHTS.slug,)}}, f"Minh Bạch – Phản ánh: {CITY_LIGHTS.name}"),
        ({"choices": {Facet.WARD: (PHU_XUAN.slug,)}}, "Minh Bạch – Phản ánh: phu-xuan"),  # nobody has named it yet
        ({"since": NOW.date()}, "Minh Bạch – Phản ánh: Từ 25/11/2026"),
    ],
)
def test_its_title_says_what_was_asked(asked, title):
    question = Question(**asked)
    for found in (feed(document(), question=question), feed(document(state="answered"), question=question)):
        if found.documents or "phu-xuan" in title:
            assert found.title == title


def test_that_of_a_demo_says_so(settings):
    settings.DEMO = True
    assert feed().title == f"{sample_notice()} Minh Bạch – Mọi phản ánh"
    assert read_atom(feed()).findtext(f"{A}title").startswith("BẢN MẪU. Mọi phản ánh, đơn vị và số liệu đều do máy tạo")
    assert read_json(feed())["title"].startswith("BẢN MẪU.")


def links(root):
    return {link.get("rel"): link.get("href") for link in root.findall(f"{A}link")}


@pytest.mark.parametrize(("language", "prefix"), [("vi", ""), ("en", "/en")])
def test_it_leads_to_itself_to_the_list_and_onwards(language, prefix):
    question = Question(q="den", choices={Facet.WARD: (KIM_LONG.slug,)}, sort=Sort.LATE)
    with translation.override(language):
        found = feed(*many(51), question=question, language=language)
        atom_links, told = links(read_atom(found)), read_json(found)
        root = read_atom(found)
    base = f"https://minhbach.example{prefix}/phan-anh/"
    query = "?q=den&ward=kim-long"
    assert atom_links["self"] == f"{base}feed.atom{query}"
    assert atom_links["alternate"] == told["home_page_url"] == f"{base}{query}"
    assert told["feed_url"] == f"{base}feed.json{query}"
    assert atom_links["next"].startswith(f"{base}feed.atom{query}&after=")
    assert told["next_url"].startswith(f"{base}feed.json{query}&after=")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == told["language"] == language
    assert root.find(f"{A}entry/{A}link").get("href") == told["items"][0]["url"]
    assert told["items"][0]["url"].startswith(f"{base}2026/")


def test_pages_of_one_feed_have_one_name_and_addresses_of_their_own():
    first = feed(*many(120))
    second = feed(*many(120), question=first.following)
    assert read_atom(first).findtext(f"{A}id") == read_atom(second).findtext(f"{A}id")
    beginning = links(read_atom(first))["self"]
    assert links(read_atom(first))["first"] == links(read_atom(second))["first"] == beginning, "RFC 5005, section 3"
    assert links(read_atom(second))["self"] == links(read_atom(first))["next"]
    assert "next" not in links(read_atom(feed(*many(50))))
    assert "next_url" not in read_json(feed(*many(50)))
    (cursor,) = parse_qs(urlsplit(links(read_atom(first))["next"]).query)["after"]
    assert cursor.endswith("_50_0_50")  # the 50th case, at the instant of the feed, the 50th row


def test_the_order_is_no_part_of_its_address():
    assert feed_href("feed_atom", Question(sort=Sort.LATE)) == "/phan-anh/feed.atom"
    assert feed_href("feed_json", Question(q="den", sort=Sort.OLDEST)) == "/phan-anh/feed.json?q=den"


# --- written down ----------------------------------------------------------------------------------------------------


@given(title=st.text(max_size=20), text=st.text(max_size=20), place=st.text(max_size=20), q=st.text(max_size=20))
def test_any_text_makes_sound_files(title, text, place, q):
    kept = document(1, title=title, text=text, answer=text, place=place, category=Named("c", title))
    found = feed(type(kept).from_json(kept.to_json()), question=Question(q=q.replace("\ud800", "")))
    assert read_atom(found).tag == f"{A}feed"
    assert read_json(found)["version"] == "https://jsonfeed.org/version/1.1"


def test_what_readers_show_as_html_is_escaped():
    root = read_atom(feed(document(title="Rác <b>đầy</b> & hôi", text="<script>alert(1)</script>")))
    assert root.findtext(f"{A}entry/{A}title") == "Rác <b>đầy</b> & hôi"  # of type text
    summary = root.find(f"{A}entry/{A}summary")
    assert summary.get("type") == "html"
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in summary.text


def test_atom_has_all_that_the_standard_asks_for():
    root = read_atom(feed(*many(2)))
    for name in ("id", "title", "updated", "author/{http://www.w3.org/2005/Atom}name"):
        assert root.findtext(f"{A}{name}"), name
    for each in root.findall(f"{A}entry"):
        assert all(each.findtext(f"{A}{name}") for name in ("id", "title", "updated", "published", "summary"))
        assert each.find(f"{A}category").get("term") == "Chiếu sáng công cộng"


def test_a_mark_in_a_title_is_a_bracket_in_the_readers_language():
    with translation.override("en"):
        found = feed(document(1, title="Nhà ông [đã che: tên người] hát"), language="en")
        told = f"Nhà ông [covered: {translation.gettext('tên người')}] hát"
        assert read_json(found)["items"][0]["title"] == told
        assert read_atom(found).findtext(f"{A}entry/{A}title") == told
