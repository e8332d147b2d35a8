"""A folder for dumps, and a small city of which they tell."""

from datetime import date, timedelta

import pytest

from cases.accountability.open_data.folder import dump_of, newest
from cases.accountability.open_data.making import make_dump
from cases.models import AgencyName
from tests.cities import built
from tests.factories import DUE, LIGHTING, Walk, an_agency, walk_to

FORMULA = "=1+1\nvà dòng hai"


def a_city():
    """Cases in most states, in two years; returns those that are public."""
    AgencyName.objects.create(agency=an_agency(), name="UBND phường Hương Long", until=date(2025, 6, 30))
    public = [
        walk_to("answered", title="Đèn đường hỏng", ward="kim-long", lat=16.4637, lon=107.5909).rate("acceptable"),
        walk_to("overdue", title=FORMULA).extend(sentence="Chờ vật tư", promised_on=DUE.date().replace(day=20)),
        walk_to("assigned").submit(text="Sai").return_answer(),
        walk_to("amended"),
        walk_to("planned"),
        walk_to("reopened"),
        walk_to("assigned").submit().refuse().transfer(an_agency(LIGHTING)),
        Walk(at=DUE - timedelta(days=400)).accept().assign(),
    ]
    for state in ("received", "declined", "withdrawn", "merged"):
        walk_to(state, title="Không công khai")
    return [walk.case for walk in public]


city = built(a_city, "module")


@pytest.fixture
def above(settings, tmp_path):
    """The folder of all dumps, which is not there yet."""
    settings.OPEN_DATA_ROOT = str(tmp_path / "du-lieu")
    return tmp_path / "du-lieu"


@pytest.fixture
def dumps(settings, tmp_path):
    """Where dumps go; `dumps()` makes one and returns its folder."""
    settings.OPEN_DATA_ROOT = str(tmp_path / "du-lieu")

    def make():
        return dump_of(make_dump().day).path

    make.above = tmp_path / "du-lieu"
    make.newest = newest
    return make
