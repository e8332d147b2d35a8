"""Wards in the CMS: code and address stay, the boundary is not touched, old names lead to today's ward."""

import pytest

from cases.models import Delivery, FormerWard, Ward
from tests.cases.editorial.registers.forms import complaints, filled, send, told, url
from tests.factories import walk_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return Ward.objects.get(slug="kim-long")


def test_names_change_and_the_rest_stays(chief, ward):
    before = (ward.code, ward.slug, ward.boundary)
    address = url("ward", "edit", ward.pk)
    send(chief, address, name="Phường Kim Long mới", name_en="New Kim Long", slug="khac", code="0", boundary="null")
    ward.refresh_from_db()
    assert (ward.name, ward.name_en) == ("Phường Kim Long mới", "New Kim Long")
    assert (ward.code, ward.slug, ward.boundary) == before


def test_the_boundary_is_no_field_and_no_column(chief, ward):
    assert "boundary" not in filled(chief, url("ward", "edit", ward.pk))
    (shown,) = [row for row in chief.get(url("ward", "index")).context["object_list"] if row == ward]
    assert "boundary" in shown.get_deferred_fields()


@pytest.mark.parametrize(("changed", "deliveries"), [({"name": "Mới"}, 1), ({"name_en": "New"}, 0), ({}, 0)])
def test_a_new_name_reaches_the_search(chief, ward, changed, deliveries):
    """Documents hold the Vietnamese name; the English one is read when a page is shown."""
    case = walk_to("assigned", ward=ward.slug).case
    walk_to("assigned")
    Delivery.objects.all().delete()
    send(chief, url("ward", "edit", ward.pk), **changed)
    assert [row.case_id for row in Delivery.objects.all()] == [case.pk] * deliveries


def test_a_ward_is_added(chief):
    sent = {"name": "Phường Mới", "name_en": "", "code": "99999", "slug": "moi"}
    assert chief.post(url("ward", "add"), sent).status_code == 302
    assert Ward.objects.get(slug="moi").boundary is None
    again = chief.post(url("ward", "add"), {**sent, "name": "Phường Khác"})
    assert again.status_code == 200
    assert len(complaints(again)) == 2  # code and address are taken


@pytest.mark.parametrize("used", [True, False])
def test_only_a_ward_without_cases_and_former_wards_is_deleted(chief, used):
    made = Ward.objects.create(name="Phường Mới", code="99999", slug="moi")
    if used:
        made.former.create(name="Xã Cũ", code="1")
    response = chief.post(url("ward", "delete", made.pk))
    assert Ward.objects.filter(pk=made.pk).exists() is used
    if used:
        assert told(response) == ["Không xoá được “Phường Mới”: 1 chỗ khác đang dùng mục này."]


def test_former_wards_stand_on_the_form_and_lead_to_theirs(chief, ward):
    former = ward.former.first()
    html = chief.get(url("ward", "edit", ward.pk)).content.decode()
    assert url("formerward", "edit", former.pk) in html
    assert f"{url('formerward', 'add')}?ward={ward.pk}" in html


def test_a_former_ward_stands_once_in_a_ward(chief, ward):
    former = ward.former.first()
    sent = {"name": "Lại nữa", "code": former.code, "ward": ward.pk}
    assert complaints(chief.post(url("formerward", "add"), sent)) == ["Đơn vị cũ này đã được ghi ở phường, xã ấy."]
    elsewhere = Ward.objects.exclude(pk=ward.pk).first()
    assert chief.post(url("formerward", "add"), {**sent, "ward": elsewhere.pk}).status_code == 302
    assert FormerWard.objects.filter(code=former.code).count() >= 2
