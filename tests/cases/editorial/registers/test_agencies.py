"""Agencies in the CMS: what may change, what never does, and who hears of a new name."""

from datetime import date

import pytest
from django.utils import timezone

from cases.editorial.registers.agencies import is_above
from cases.models import Agency, AgencyName, Delivery
from cases.public.loading import public_cases
from search.models import SearchText
from tests.cases.editorial.registers.forms import complaints, send, told, url
from tests.factories import BOARD, LIGHTING, an_agency, walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody():
    return Agency.objects.get_or_create(source_name="", defaults={"name": "", "slug": "chua-giao"})[0]


def test_an_agency_is_added(chief, nobody):
    board = an_agency(BOARD, kind="department")
    sent = {"name": "Đội Cây xanh", "slug": "doi-cay-xanh", "source_name": "Đội CX", "kind": "center"}
    response = chief.post(url("agency", "add"), {**sent, "parent": board.pk})
    assert response.status_code == 302
    made = Agency.objects.get(slug="doi-cay-xanh")
    assert (made.name, made.source_name, made.kind, made.parent) == ("Đội Cây xanh", "Đội CX", "center", board)


@pytest.mark.parametrize("missing", ["name", "slug", "source_name", "kind"])
def test_one_without_a_name_an_address_or_a_kind_is_refused(chief, missing):
    sent = {"name": "Đội", "slug": "doi", "source_name": "Đội", "kind": "center", missing: ""}
    assert chief.post(url("agency", "add"), sent).status_code == 200
    assert not Agency.objects.filter(slug="doi").exists()


def test_address_and_source_name_never_change(chief):
    agency = an_agency()
    before = (agency.slug, agency.source_name)
    send(chief, url("agency", "edit", agency.pk), name="Tên khác", slug="khac", source_name="khac")
    agency.refresh_from_db()
    assert (agency.name, agency.slug, agency.source_name) == ("Tên khác", *before)


def test_whoever_stands_for_nobody_has_no_form(chief, nobody):
    for view in ("edit", "delete"):
        assert chief.get(url("agency", view, nobody.pk)).status_code == 404
        assert chief.post(url("agency", view, nobody.pk), {"name": "Ai đó"}).status_code == 404
    form = chief.get(url("agency", "add")).context["form"]
    assert nobody not in form.fields["parent"].queryset
    assert nobody not in chief.get(url("agencyname", "add")).context["form"].fields["agency"].queryset


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"successor": LIGHTING}, "Chỉ đơn vị đã giải thể mới có đơn vị kế nhiệm: hãy ghi ngày giải thể."),
        ({"parent": "child"}, "“Đội con” đang là cấp dưới của đơn vị này."),
        ({"parent": "grandchild"}, "“Đội cháu” đang là cấp dưới của đơn vị này."),
        ({"dissolved_on": "2026-07-01", "successor": LIGHTING}, ""),
        ({"parent": LIGHTING}, ""),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(chief, changed, sentence):
    agency = an_agency()
    known = {LIGHTING: an_agency(LIGHTING), "child": an_agency("Đội con", parent=agency)}
    known["grandchild"] = an_agency("Đội cháu", parent=known["child"])
    sent = {name: getattr(known.get(value), "pk", value) for name, value in changed.items()}
    response = send(chief, url("agency", "edit", agency.pk), **sent)
    assert response.status_code == (200 if sentence else 302)
    if sentence:
        assert complaints(response) == [sentence]


def test_itself_is_not_among_those_above_or_after(chief):
    agency = an_agency()
    form = chief.get(url("agency", "edit", agency.pk)).context["form"]
    for name in ("parent", "successor"):
        assert agency not in form.fields[name].queryset


@pytest.mark.parametrize(("above", "below"), [(0, 0), (0, 1), (0, 3), (1, 2), (2, 3)])
def test_who_is_above_whom(above, below):
    chain = [an_agency("Cấp 0")]
    for n in range(1, 4):
        chain.append(an_agency(f"Cấp {n}", parent=chain[-1]))
    assert is_above(chain[above], chain[below])
    assert above == below or not is_above(chain[below], chain[above])


def test_a_chain_that_runs_round_ends():
    first = an_agency("Một")
    second = an_agency("Hai", parent=first)
    Agency.objects.filter(pk=first.pk).update(parent=second)
    assert not is_above(an_agency("Ba"), Agency.objects.get(pk=first.pk))


# --- a new name ------------------------------------------------------------------------------------------------------


def test_a_new_name_is_told_to_the_search_at_once(chief, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        walk = walk_to("assigned")
    with django_capture_on_commit_callbacks(execute=True):
        send(chief, url("agency", "edit", an_agency().pk), name="UBND phường Kim Long mới")
    assert not Delivery.objects.exists()
    assert "Kim Long mới" in str(SearchText.objects.get(pk=walk.case.pk).data)


@pytest.mark.parametrize(
    ("changed", "deliveries"),
    [({"name": "Mới"}, 1), ({"kind": "other"}, 0), ({"dissolved_on": "2026-01-01"}, 0), ({}, 0)],
)
def test_only_a_new_name_fills_the_outbox(chief, changed, deliveries):
    walk = walk_to("transferred")
    Delivery.objects.all().delete()
    send(chief, url("agency", "edit", an_agency().pk), **changed)  # it has passed the case on, but was charged with it
    assert Delivery.objects.filter(case=walk.case).count() == deliveries


def test_pages_show_the_new_name(chief):
    walk = walk_to("assigned")
    send(chief, url("agency", "edit", an_agency().pk), name="Mới")
    (case,) = public_cases([walk.case.pk], at=timezone.now())
    assert [agency.name for agency in case.agencies] == ["Mới"]


# --- dated names -----------------------------------------------------------------------------------------------------


def test_a_name_of_its_time_is_added_from_the_agencys_form(chief):
    agency = an_agency()
    html = chief.get(url("agency", "edit", agency.pk)).content.decode()
    address = f"{url('agencyname', 'add')}?agency={agency.pk}"
    assert address in html
    assert chief.get(address).context["form"].initial["agency"] == str(agency.pk)
    response = chief.post(address, {"agency": agency.pk, "name": "UBND xã Kim Long", "until": "2025-06-30"})
    assert response.status_code == 302
    assert [(each.name, each.until) for each in agency.names.all()] == [("UBND xã Kim Long", date(2025, 6, 30))]
    assert "UBND xã Kim Long" in chief.get(url("agency", "edit", agency.pk)).content.decode()


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        ("2025-02-01", "2025-01-01", "Ngày cuối đứng trước ngày đầu."),
        ("2020-01-01", "", "Đơn vị này đã có một tên bắt đầu từ ngày ấy."),
        ("2020-01-02", "2020-01-02", ""),
        ("", "2019-12-31", "Đơn vị này đã có một tên từ đầu: hãy ghi từ ngày nào."),
    ],
)
def test_days_of_a_name_are_checked(chief, since, until, sentence):
    agency = an_agency()
    for name, begun in (("Đầu tiên", None), ("Cũ", date(2020, 1, 1))):
        AgencyName.objects.create(agency=agency, name=name, since=begun)
    sent = {"agency": agency.pk, "name": "Cũ hơn", "since": since, "until": until}
    response = chief.post(url("agencyname", "add"), sent)
    assert (complaints(response) if response.status_code == 200 else []) == ([sentence] if sentence else [])


def test_an_agency_without_work_is_deleted(chief):
    agency = an_agency("Đội thừa")
    response = chief.post(url("agency", "delete", agency.pk))
    assert response["Location"] == url("agency", "index")
    assert not Agency.objects.filter(pk=agency.pk).exists()


def test_one_with_a_name_of_its_time_is_kept(chief):
    agency = an_agency()
    AgencyName.objects.create(agency=agency, name="Cũ")
    response = chief.post(url("agency", "delete", agency.pk))
    assert told(response) == ["Không xoá được “UBND phường Kim Long”: 1 chỗ khác đang dùng mục này."]
