"""Lists of the registers: searched with and without marks, filtered, by a constant number of queries, with history."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.editorial.queues.words import folded
from cases.editorial.registers.group import REGISTERS
from cases.models import Agency, AgencyName, CalendarDay, ChartNote, FormerWard, PressMention, ReasonCode
from tests.cases.editorial.registers.forms import send, told, url
from tests.factories import BOARD, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db

NAMES = [register.name for register in REGISTERS]


def shown(client, name, **query):
    return [str(row) for row in client.get(url(name, "index"), query).context["object_list"]]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đường Đặng Huy Trứ", "duong dang huy tru"),
        ("Thuỷ Biều (cũ)", "thuy bieu cu"),
        ("Thuy\u0309 Bie\u0302\u0300u", "thuy bieu"),
        (None, "none"),
        ("", ""),
    ],
)
def test_folded(text, plain):
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("agency", "trung tâm chiếu sáng", [LIGHTING]),
        ("agency", "CHIEU SANG", [LIGHTING]),
        ("agency", "sang  chieu", [LIGHTING]),
        ("agency", "chiếu sáng xây", []),
        ("agency", "", [BOARD, LIGHTING, "UBND phường Kim Long"]),
        ("agency", "!!!", [BOARD, LIGHTING, "UBND phường Kim Long"]),
        ("reasoncode", "cho vat", ["Chờ vật tư"]),
        ("reasoncode", "weather", ["Thời tiết xấu"]),
        ("category", "cay xanh", ["Cây xanh, công viên"]),
        ("calendar", "new york", ["Massachusetts"]),
    ],
)
def test_words_find_rows(chief, name, words, found):
    for agency in (LIGHTING, BOARD):
        an_agency(agency)
    an_agency()
    Agency.objects.get_or_create(source_name="", defaults={"name": "", "slug": "chua-giao"})
    assert sorted(shown(chief, name, q=words)) == sorted(found)


@pytest.mark.parametrize("words", ["kim long", "Kim Long"])
def test_former_wards_are_found_by_their_name(chief, words):
    expected = sorted(str(row) for row in FormerWard.objects.filter(name__icontains="Kim Long"))
    assert expected
    assert set(expected) <= set(shown(chief, "formerward", q=words))


def test_lists_are_filtered(chief):
    an_agency(LIGHTING, kind="center")
    board = an_agency(BOARD, kind="department")
    ward = an_agency(parent=board)
    assert shown(chief, "agency", kind="center") == [LIGHTING]
    assert shown(chief, "agency", parent=board.pk) == [str(ward)]
    board.dissolved_on = "2026-07-01"
    board.save()
    assert shown(chief, "agency", dissolved="true") == [BOARD]
    assert BOARD not in shown(chief, "agency", dissolved="false")
    assert shown(chief, "agency", kind="center", q="so xay dung") == []
    assert {ReasonCode.objects.get(label=label).kind for label in shown(chief, "reasoncode", kind="return")} == {
        "return"
    }
    days = chief.get(url("calendarday", "index"), {"day_from": "2026-02-01", "day_to": "2026-02-28"})
    found = [row.day for row in days.context["object_list"]]
    expected = CalendarDay.objects.filter(day__year=2026, day__month=2).count()
    assert len(found) == expected > 3
    assert found == sorted(found, reverse=True)


def test_wards_are_found_by_what_they_were(chief):
    old = FormerWard.objects.first()
    assert str(old.ward) in shown(chief, "ward", former=old.pk)


@pytest.mark.parametrize("name", NAMES)
def test_queries_do_not_grow_with_the_rows(chief, name):
    """A list of fifty, each with what it points to, asks no more than one of a single row."""
    agencies = [an_agency(f"Đơn vị {n}", parent=an_agency()) for n in range(12)]
    AgencyName.objects.bulk_create(AgencyName(agency=agency, name="Tên") for agency in agencies)
    days = {"since": "2026-03-01", "until": "2026-03-03"}
    ChartNote.objects.bulk_create(ChartNote(agency=agency, text="Lũ", **days) for agency in agencies)
    told = {"title": "Bài", "publication": "Báo", "day": "2026-03-01"}
    PressMention.objects.bulk_create(
        PressMention(agency=agency, address=f"https://bao.vn/{agency.pk}", **told) for agency in agencies
    )
    model = apps.get_model("cases", name)
    assert model.objects.count() > 1
    many = asked(chief, name)
    assert many <= 12
    assert asked(chief, name, q=model.objects.last()) <= 13


def asked(client, name, **query):
    client.get(url(name, "index"), query)
    with CaptureQueriesContext(connection) as captured:
        client.get(url(name, "index"), query)
    return len(captured)


def test_history_says_who_did_what(chief):
    agency = an_agency()
    send(chief, url("agency", "edit", agency.pk), name="UBND phường Kim Long mới")
    entries = list(chief.get(url("agency", "history", agency.pk)).context["object_list"])
    admin = get_user_model().objects.get(username="admin")
    assert [(entry.action, entry.user) for entry in entries] == [("wagtail.edit", admin)]


@pytest.mark.parametrize("name", ["category", "agency", "ward", "calendar"])
def test_what_is_in_use_is_kept_with_a_sentence(chief, name):
    case = walk_to("assigned", ward="kim-long").case
    row = {
        "category": case.category,
        "ward": case.ward,
        "agency": an_agency(),
        "calendar": case.category.terms.get().calendar,
    }[name]
    for response in (chief.get(url(name, "delete", row.pk)), chief.post(url(name, "delete", row.pk))):
        assert response["Location"] == url(name, "edit", row.pk)
        (sentence,) = set(told(response))
        assert "Không xoá được" in sentence
        assert str(row) in sentence
    assert type(row).objects.filter(pk=row.pk).exists()
