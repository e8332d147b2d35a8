"""Questions of programs: what is refused, with which sentence; places that belong to one question; where names lead."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from search import feed_views, file_views, map_views
from search.asking import read_question
from search.completing import Kind, Name
from search.engines.memory import MemoryEngine
from search.former import addresses_of
from search.harvest import at_place, harvest
from search.machine_questions import NARROWING, RefusedError, asked_by
from search.question import Facet, Question
from search.sorting import Sort
from search.suggest_views import list_of
from tests.search.documents import HOUR, NOW, document

# --- refused ---------------------------------------------------------------------------------------------------------


def ask(query, views=file_views, **how):
    """The question of an address, as one of the answers for programs takes it."""
    request = RequestFactory().get(f"/phan-anh/x?{query}")
    given = {"unknown": "không có tham số này", "harmless": getattr(views, "HARMLESS", ()), **how}
    return asked_by(request, getattr(views, "ASKED", NARROWING), views.OTHERWISE, **given)


def refused(query, views=file_views, **how):
    with pytest.raises(RefusedError) as told:
        ask(query, views, **how)
    assert str(told.value) == " ".join(problem.sentence for problem in told.value.problems)
    return [(problem.parameter, problem.sentence) for problem in told.value.problems]


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("q=den&late=2&near=16,107", "q=den&late=2&near=16,107"),
        ("sort=newest&page=1", ""),  # what is done anyway
        ("sort=newest&sort=newest&page=+1+", ""),
        ("x=&sort=&page=+", ""),
        ("utm_source=z&fbclid=1", ""),
        ("bom=1&q=den", "q=den"),
    ],
)
def test_what_a_file_takes(query, canonical):
    assert ask(query, own=("bom",)).query == canonical


@pytest.mark.parametrize(
    ("query", "views", "problems"),
    [
        (
            "sort=late",
            file_views,
            [("sort", "Không dùng được “sort=late”: tệp luôn xếp phản ánh mới nhất trước.")],
        ),
        ("page=2", file_views, [("page", "Không dùng được “page=2”: tệp luôn có đủ mọi dòng.")]),
        ("after=1_2_3", file_views, [("after", "Không dùng được “after=1_2_3”: tệp luôn có đủ mọi dòng.")]),
        (
            "page=2",
            feed_views,
            [("page", "Không dùng được “page=2”: trang sau của nguồn tin là liên kết ở ngay trong nó.")],
        ),
        ("sort=late", map_views, [("sort", "Không dùng được “sort=late”: bản đồ không có thứ tự.")]),
        ("sort=newest", map_views, [("sort", "Không dùng được “sort=newest”: bản đồ không có thứ tự.")]),
        ("x=1&x=2", file_views, [("x", f"Không dùng được “x={n}”: không có tham số này.") for n in (1, 2)]),
        ("x=1&x=1", file_views, [("x", "Không dùng được “x=1”: không có tham số này.")]),
        (
            "verdict=late&x=1",
            file_views,
            [
                ("verdict", "Không dùng được “verdict=late”: không có lựa chọn này."),
                ("x", "Không dùng được “x=1”: không có tham số này."),
            ],
        ),
        ("bom=1", file_views, [("bom", "Không dùng được “bom=1”: không có tham số này.")]),
        (
            "q=%3F%21&late=0",
            feed_views,
            [
                ("q", "Không dùng được “?!”: không có chữ hay số nào để tìm."),
                ("late", "Không dùng được “late=0”: không hiểu được giá trị này."),
            ],
        ),
    ],
)
def test_what_cannot_be_heeded_is_refused_by_name_with_its_reason(query, views, problems):
    assert refused(query, views) == problems


def test_a_feed_takes_the_places_of_its_own_pages():
    assert ask("after=5_7_0_50&q=den", feed_views).after.row == 50
    assert refused("before=x", feed_views)[0][0] == "before"
    with translation.override("en"):
        ((parameter, sentence),) = refused("sort=late", feed_views)
    assert (parameter, sentence.startswith("Cannot be used: “sort=late”")) == ("sort", True)


# --- places ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def asking():
    """Ten cases, asked without a database."""
    engine = MemoryEngine("memory", {})
    engine.put([document(n, accepted_at=NOW - n * HOUR, due_at=NOW - n * HOUR) for n in range(1, 11)])
    return SimpleNamespace(at=NOW, engine=engine, asked=lambda ask: ask(engine), know_words=lambda questions: None)


def read(asking, question, **how):
    return harvest(asking, question, facets=how.get("facets", False))


def numbers(page):
    return [each.number for each in page.documents]


@pytest.mark.parametrize("sort", [None, Sort.OLDEST, Sort.DUE, Sort.LATE])
@pytest.mark.parametrize("size", [1, 3, 5, 9, 10, 11])
def test_pages_of_any_size_have_every_case_once(asking, sort, size):
    question = Question(size=size, sort=sort)
    place, met, firsts = question, [], []
    while place is not None:
        page = read(asking, place)
        met += numbers(page)
        firsts.append(page.first)
        place = at_place(question, page.next) if page.next else None
    assert sorted(met) == list(range(1, 11))
    assert met == numbers(read(asking, Question(size=10, sort=sort)))
    assert firsts == list(range(1, 11, size))
    assert page.total == 10


def test_a_place_is_opaque_and_of_one_question(asking):
    question = Question(q="den", size=3, choices={Facet.WARD: ("kim-long",)}, sort=Sort.NEWEST)
    place = read(asking, question).next
    assert at_place(question, place).after.row == 3
    assert at_place(question.but(size=5), place) is not None, "pages may have another size"
    assert at_place(question.but(page=4), place) is not None, "wherever one stands"
    for other in (question.but(q="rac"), question.but(sort=Sort.DUE), question.without(Facet.WARD), Question()):
        assert at_place(other, place) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.replace(b"a", b"c", 1) if told[12:13] == b"a" else told[:12] + b"c" + told[13:],
        lambda told: told[:12],
        lambda told: told[:13],
        lambda told: b"0" * 12 + told[12:],
        lambda told: told + b"x",
        lambda told: told.rpartition(b"_")[0],  # a row without its number
        lambda told: told[:-1] + "đ".encode(),
        lambda told: told + b"0" * 300,
    ],
)
def test_a_place_that_was_written_by_somebody_else_is_none(asking, spoil):
    question = Question(size=3)
    told = urlsafe_b64decode(read(asking, question).next)
    assert at_place(question, urlsafe_b64encode(told).decode()) is not None
    assert at_place(question, urlsafe_b64encode(spoil(told)).decode()) is None


def test_the_way_back_leads_to_the_page_before(asking):
    question = Question(size=4)
    second = read(asking, at_place(question, read(asking, question).next))
    assert (numbers(second), second.first) == ([5, 6, 7, 8], 5)
    first = read(asking, at_place(question, second.previous))
    assert (numbers(first), first.first, first.previous) == ([1, 2, 3, 4], 1, None)


@pytest.mark.parametrize("size", [1, 8])
def test_a_place_behind_which_all_has_gone_is_an_empty_page(asking, size):
    question = Question(size=size)
    place = read(asking, question).next
    asking.engine.remove(range(size + 1, 11))
    page = read(asking, at_place(question, place), facets=True)
    assert (page.total, page.documents, page.first, page.next, page.previous) == (size, (), None, None, None)
    assert sum(choice.count for choice in page.facets[Facet.STATE]) == size


# --- where what is offered leads -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "asked", "rest", "query"),
    [
        (Kind.WARD, "kim-long", "", "", "ward=kim-long"),
        (Kind.WARD, "kim-long", "q=x&ward=kim-long", "den hong", "q=den+hong&ward=kim-long"),
        (Kind.WARD, "kim-long", "ward=a&page=3&sort=late", "", "ward=a&ward=kim-long"),
        (
            Kind.AGENCY,
            "so-gtvt",
            "verdict=overdue&from=2026-11-01",
            "",
            "verdict=overdue&agency=so-gtvt&from=2026-11-01",
        ),
        (Kind.CATEGORY, "cay", "q=c%C3%A2y", "", "category=cay"),
        (Kind.STREET, "Lê Lợi", "ward=a", "", "q=%22L%C3%AA+L%E1%BB%A3i%22&ward=a"),
        (Kind.STREET, "Lê Lợi", "q=x", "den", "q=den+%22L%C3%AA+L%E1%BB%A3i%22"),
    ],
)
def test_a_name_leads_to_its_list_with_what_else_is_asked(kind, value, asked, rest, query):
    name = Name(kind=kind, value=value, name=value, count=3)
    assert list_of(name, read_question(QueryDict(asked)), rest).query == query


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Phường Đúc", {"9", "phuong-duc", "duc"}),
        ("Xã Hương Thọ", {"9", "xa-huong-tho", "huong-tho"}),
        ("Thị trấn A Lưới", {"9", "thi-tran-a-luoi", "a-luoi"}),
        ("Phường 1", {"9", "phuong-1", "1"}),
        ("Kim Long", {"9", "kim-long"}),
    ],
)
def test_what_may_stand_for_an_old_ward(name, found):
    assert addresses_of("9", name) == found
