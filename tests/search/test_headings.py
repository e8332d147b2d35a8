"""Headings of a list whose words were not taken as they stand: what was typed, and apart what was looked for."""

import pytest
from bs4 import BeautifulSoup
from django.utils.html import strip_tags

from search.engines.base import Result
from search.engines.memory import MemoryEngine
from search.listing import Listing
from search.loosening import near, read_for
from search.question import Facet, Question
from tests.search.documents import KIM_LONG, NOW, document

PLAIN = {"place": "", "text": "", "answer": "", "agencies": ()}
CITY = (
    document(1, title="Đèn đường hỏng ở cầu", **PLAIN),
    document(2, title="Đèn cũ hỏng", **PLAIN),
    document(3, title="Từ cầu đến chợ hỏng", **PLAIN),
    document(4, title="Rác ở Kim Long", **PLAIN),
    document(5, title="ga tau ban", **PLAIN),
)


def listing(q, *documents, **asked):
    """The list of some words over these documents, or the city's."""
    engine = MemoryEngine("memory", {})
    engine.put(documents or CITY)
    question = Question(q=q, **asked)
    reading = read_for(engine, question, NOW)
    page = engine.page(reading.question, NOW)
    result = Result(counts=reading.counts, page=page, reading=reading, near=near(engine, reading, NOW))
    return Listing(question, result, at=NOW, age="1")


@pytest.mark.parametrize(
    ("q", "heading", "title"),
    [
        # Nothing was mistyped: what was typed, as it was typed.
        ("den hong", "3 phản ánh khớp “den hong”", "“den hong”: 3 phản ánh"),
        ("đèn hỏng", "2 phản ánh khớp “đèn hỏng”", "“đèn hỏng”: 2 phản ánh"),
        # One word was: neither half is told in the place of the other.
        (
            "den hongj",
            "Không có phản ánh nào khớp “den hongj”, 3 phản ánh khớp “đèn hỏng”",
            "“den hongj”: 3 phản ánh khớp “đèn hỏng”",
        ),
        (
            "Den HONGJ",
            "Không có phản ánh nào khớp “Den HONGJ”, 3 phản ánh khớp “Đèn hỏng”",
            "“Den HONGJ”: 3 phản ánh khớp “Đèn hỏng”",
        ),
        (
            "kim longj racs",
            "Không có phản ánh nào khớp “kim longj racs”, 1 phản ánh khớp “kim long rác”",
            "“kim longj racs”: 1 phản ánh khớp “kim long rác”",
        ),
        (
            "đnè -chợ",
            "Không có phản ánh nào khớp “đnè -chợ”, 2 phản ánh khớp “đèn -chợ”",
            "“đnè -chợ”: 2 phản ánh khớp “đèn -chợ”",
        ),
        (
            '"hongj" (Den)',
            "Không có phản ánh nào khớp “&quot;hongj&quot; (Den)”, 3 phản ánh khớp “&quot;hỏng&quot; (Đèn)”",
            '“"hongj" (Den)”: 3 phản ánh khớp “"hỏng" (Đèn)”',
        ),
        # Marks that were typed stay as they were typed.
        (
            "DUONG đèn hongj",
            "Không có phản ánh nào khớp “DUONG đèn hongj”, 1 phản ánh khớp “đường đèn hỏng”",
            "“DUONG đèn hongj”: 1 phản ánh khớp “đường đèn hỏng”",
        ),
        # Something lacks, too: what is shown fits neither, and the sentences below say why.
        (
            "den hongj xyzzy",
            "Không có phản ánh nào khớp “den hongj xyzzy”",
            "“den hongj xyzzy”: không có phản ánh nào khớp",
        ),
        ("gà tàu bẩn", "Không có phản ánh nào khớp “gà tàu bẩn”", "“gà tàu bẩn”: không có phản ánh nào khớp"),
        ("xyzzy", "0 phản ánh khớp “xyzzy”", "“xyzzy”: 0 phản ánh"),
    ],
)
def test_what_was_typed_and_apart_what_was_looked_for(q, heading, title):
    made = listing(q)
    assert (strip_tags(made.heading), made.title) == (heading, title)


def test_a_row_that_is_written_without_marks_has_none_to_tell():
    assert listing("ga taau").heading == "Không có phản ánh nào khớp “ga taau”, 1 phản ánh khớp “ga tau”"


def test_most_rows_decide_and_of_a_tie_the_first():
    rows = [document(n, title=title, **PLAIN) for n, title in enumerate(["Đen thui tắt", "Đèn tắt", "đèn tắt"], 1)]
    assert listing("den tawts", *rows).read_instead == "đèn tắt"
    assert listing("den tawts", *rows[:2]).read_instead == "đèn tắt", "the newer case is the first row"


def test_a_heading_says_the_choices_beside_either():
    made = listing("den hongj", choices={Facet.WARD: (KIM_LONG.slug,)})
    assert strip_tags(made.heading) == (
        "Không có phản ánh nào khớp “den hongj”, 3 phản ánh khớp “đèn hỏng”: Phường Kim Long"
    )
    assert made.title == "“den hongj”, Phường Kim Long: 3 phản ánh khớp “đèn hỏng”"


def test_both_are_cut_where_there_are_very_many_words():
    made = listing("den hongj " + "den " * 20)
    typed, used = "den hongj " + "den " * 11 + "den…", "đèn hỏng " + "đèn " * 12 + "đèn…"
    assert made.heading == f"Không có phản ánh nào khớp “{typed}”, 3 phản ánh khớp “{used}”"


def test_what_was_typed_is_no_markup_in_either():
    heading = listing('den hongj"<b>').heading
    assert "<b>" not in heading
    assert heading.count("&lt;b&gt;") == 1 + ("khớp “" in heading.partition(",")[2])


@pytest.mark.django_db
def test_the_page_says_both_in_its_heading_in_its_title_and_to_who_listens(client, engine):
    engine.put(CITY)
    page = BeautifulSoup(client.get("/phan-anh/?q=den+hongj").content, "lxml")
    heading = "Không có phản ánh nào khớp “den hongj”, 3 phản ánh khớp “đèn hỏng”"
    assert page.h1.get_text() == heading
    assert page.title.get_text().startswith("“den hongj”: 3 phản ánh khớp “đèn hỏng”")
    assert page.find("input", id="q")["value"] == "den hongj", "what was typed stays to be mended"
    assert "Không thấy “hongj”, đây là kết quả cho “hỏng”." in page.main.get_text()
    assert len(page.select("ol.rows h2")) == 3
    swapped = client.get("/phan-anh/?q=den+hongj", headers={"HX-Request": "true"})
    assert BeautifulSoup(swapped.content, "lxml").find(id="bao").get_text() == heading
