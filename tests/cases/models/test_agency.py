"""Agencies last; their names come in the order of their days."""

from datetime import date

import pytest

from cases.models import Agency, AgencyName
from tests.factories import an_agency

pytestmark = pytest.mark.django_db

MERGED = date(2025, 7, 1)  # the day Huế's wards were merged


@pytest.fixture
def renamed():
    agency = an_agency("UBND phường Thuận Hóa")
    AgencyName.objects.create(agency=agency, name="UBND phường Thuận Thành", until=date(2024, 12, 31))
    AgencyName.objects.create(
        agency=agency, name="UBND phường Đông Ba", since=date(2025, 1, 1), until=date(2025, 6, 30)
    )
    return agency


def test_names_come_in_the_order_of_their_days(renamed):
    assert [n.name for n in renamed.names.all()] == ["UBND phường Thuận Thành", "UBND phường Đông Ba"]
    assert str(renamed.names.first()) == "UBND phường Thuận Thành"


def test_nobody_is_called_nobody():
    nobody = Agency.objects.create(name="", slug="chua-giao", source_name="")
    assert str(nobody) == "Nguồn không ghi đơn vị"


def test_an_agency_has_its_higher_one_and_its_successor():
    city, gone, heir = an_agency("UBND thành phố"), an_agency("UBND phường Cũ"), an_agency("UBND phường Mới")
    gone.parent, gone.dissolved_on, gone.successor = city, MERGED, heir
    gone.save()
    assert list(city.children.all()) == list(heir.predecessors.all()) == [gone]
