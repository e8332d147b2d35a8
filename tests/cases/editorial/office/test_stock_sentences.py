"""Openings and closings at the officer's desk: those of the own agency and everybody's, and no answer by themselves."""

import pytest

from cases.actions.causes import Cause
from cases.editorial.office.sentences import CAUSES
from cases.models import Answer, HintPhrase, StockSentence, Submission
from cases.rules.hints.reading import Around, hints, runs_in
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.office.asking import address, complaints, page, words, write
from tests.cases.editorial.office.conftest import given
from tests.factories import LIGHTING, an_agency

pytestmark = pytest.mark.django_db

HELLO, BYE = "Phường Kim Long cảm ơn tin báo quý giá.", "Bà con cần gì cứ gọi. Xin chào thân mến!"


@pytest.fixture
def stock():
    StockSentence.objects.all().delete()
    own, other = an_agency(), an_agency(LIGHTING)
    rows = [("opening", own, HELLO), ("closing", None, BYE), ("opening", other, "Của nơi khác.")]
    for kind, agency, text in rows:
        StockSentence.objects.create(kind=kind, agency=agency, text=text)
    StockSentence.objects.create(kind="opening", text="Thôi dùng.", active=False)


def test_only_ones_own_and_everybodys_are_offered(office, stock):
    shown = page(office, address("case", given()))
    assert [words(option) for option in shown.select("#id_opening option")] == ["Không thêm", HELLO]
    assert [option["value"] for option in shown.select("#id_closing option")] == ["", BYE]


def test_who_writes_no_answers_is_offered_none_even_after_trying(stock):
    client, walk = signed_in(an_account("follow", agency=an_agency())), given()
    for shown in (client.get(address("case", walk)), write(client, "draft", walk, text="Đã thay.")):
        assert HELLO not in shown.content.decode()
    assert not Answer.objects.exists()


def test_every_installation_starts_with_some_for_everybody(office):
    shown = page(office, address("case", given()))
    assert [len(shown.select(f"#id_{kind} option")) for kind in ("opening", "closing")] == [3, 3]


def test_where_there_are_none_nothing_is_asked(office):
    StockSentence.objects.all().delete()
    shown = page(office, address("case", given()))
    assert not shown.select("#id_opening, #id_closing")


def test_what_is_chosen_stands_around_the_text_once(office, stock):
    walk = given()
    write(office, "draft", walk, text="Đã thay.", opening=HELLO)
    assert Answer.objects.get().text == f"{HELLO}\n\nĐã thay."
    write(office, "submit", walk, text=Answer.objects.get().text, opening=HELLO, closing=BYE)
    assert Submission.objects.get().text == f"{HELLO}\n\nĐã thay.\n\n{BYE}"


def test_an_opening_alone_is_no_answer(office, stock):
    walk = given()
    response = write(office, "submit", walk, text=f"{HELLO}\n{BYE}")
    assert complaints(response) == {"text": CAUSES[Cause.NO_TEXT].sentence}
    assert complaints(write(office, "submit", walk, text="", opening=HELLO))["text"] == CAUSES[Cause.NO_TEXT].sentence


@pytest.mark.parametrize("chosen", ["Của nơi khác.", "Thôi dùng.", "Tự đặt."])
def test_what_is_not_offered_is_refused(office, stock, chosen):
    response = write(office, "draft", given(), text="Đã thay.", opening=chosen)
    assert list(complaints(response)) == ["opening"]


def test_hints_leave_them_out_sentence_by_sentence(stock):
    book = HintPhrase.objects.book()
    told = "Đã thay bóng ngày 12/11/2026."
    assert runs_in(f"{HELLO} {told}\n\n{BYE}", book) == runs_in(told, book)
    assert runs_in(f"Thôi dùng.\n{told}", book) == runs_in(told, book), "also what was chosen before"
    around = Around()
    assert hints(f"{HELLO}\n{told}\n{BYE}", book, around).flags == hints(told, book, around).flags


# --- what is pasted --------------------------------------------------------------------------------------------------


def test_what_is_pasted_is_kept_plain(office):
    walk = given()
    write(office, "draft", walk, text="<p>Gồm:</p><ul><li>Thay <b>bóng</b></li></ul><script>x</script>\u202eHết")
    assert Answer.objects.get().text == "Gồm:\n\n- Thay bóng\n\nHết"


def test_far_too_much_is_refused_and_nothing_is_kept(office):
    response = write(office, "draft", given(), text="x" * 200_000)
    assert list(complaints(response)) == ["text"]
    assert not Answer.objects.exists()
