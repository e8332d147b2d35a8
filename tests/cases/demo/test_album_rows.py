"""Which photos a case of the city has and of which day, told from the case alone: no database, no file."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.demo import album
from cases.demo.album import DRAWN, SHOWN, TAKEN, _photos, _Told
from cases.demo.drawing.scenes import MATTERS

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 5, 4, 9, 0, tzinfo=HUE)
DARK = {"subject": "chieu-sang", "title": "Đèn tắt cả đường Lê Lợi"}
HOLE = {"subject": "duong-via-he", "title": "Ổ gà trên đường Lê Lợi"}


def a_case(**fields):
    """A case that is answered, whose answer says that it is done."""
    known = {"id": 7, "number": 700, "state": "answered", "sent_at": MORNING, "answer_id": 9, "answered_at": MORNING}
    return _Told(**{**known, **HOLE, **fields})


@pytest.fixture
def always(monkeypatch):
    """Everybody takes photos, and every agency shows one."""
    monkeypatch.setattr(album, "TAKEN", 1.0)
    monkeypatch.setattr(album, "SHOWN", 1.0)


def kinds(told):
    return [str(photo.kind) for photo in _photos(told)]


def days(told):
    return [photo.taken_on for photo in _photos(told)]


# --- whether there are any --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["before", "after"]),
        ({"answer_id": None, "answered_at": None}, ["before"]),  # answered, and not by saying that it is done
        ({"state": "in_progress"}, ["before"]),  # opened again
        ({"title": "Vỉa hè đường Lê Lợi hẹp"}, []),  # no scene fits it
        ({"subject": "khac"}, []),
    ],
)
def test_a_case_has_a_photo_before_where_a_scene_fits_and_one_after_where_it_is_done(fields, expected):
    assert kinds(a_case(**fields)) == expected


def test_who_took_no_photo_before_gets_none_after(monkeypatch):
    monkeypatch.setattr(album, "SHOWN", 1.0)
    monkeypatch.setattr(album, "TAKEN", 0.0)
    assert kinds(a_case()) == []
    monkeypatch.setattr(album, "TAKEN", 1.0)
    monkeypatch.setattr(album, "SHOWN", 0.0)
    assert kinds(a_case()) == ["before"]


def test_of_many_as_many_have_some_as_the_parts_say():
    found = [kinds(a_case(number=n)) for n in range(800)]
    assert sum(bool(each) for each in found) / 800 == pytest.approx(TAKEN, abs=0.04)
    assert found.count(["before", "after"]) / 800 == pytest.approx(TAKEN * SHOWN, abs=0.05)


@pytest.mark.parametrize("changes", [{"id": 8}, {"answer_id": 10}, {"sent_at": datetime(2026, 5, 4, 10, tzinfo=HUE)}])
def test_whether_there_are_any_depends_on_number_and_title_alone(changes):
    """So that it is the same after the city was built anew, with other ids."""
    for number in range(20):
        assert kinds(a_case(number=number)) == kinds(a_case(number=number, **changes))


# --- of which day -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(
    ("clock", "evening_before"),
    [
        ((0, 30), True),
        ((9, 0), True),
        ((17, 59), True),
        ((18, 0), False),  # it is dark by then
        ((23, 59), False),
    ],
)
def test_a_dark_lamp_is_photographed_in_the_dark(clock, evening_before):
    """And a hole whenever it is reported."""
    sent = datetime(2026, 5, 4, *clock, tzinfo=HUE).astimezone(UTC)
    dark, hole = (days(a_case(sent_at=sent, **what))[0] for what in (DARK, HOLE))
    assert dark == (date(2026, 5, 3) if evening_before else date(2026, 5, 4))
    assert hole == date(2026, 5, 4)


@pytest.mark.usefixtures("always")
def test_days_are_those_of_hue():
    """Half past five in Greenwich is half past midnight of the next day."""
    night = datetime(2026, 5, 3, 17, 30, tzinfo=UTC)
    before, after = days(a_case(sent_at=night, answered_at=datetime(2026, 5, 31, 17, 30, tzinfo=UTC)))
    assert (before, after) == (date(2026, 5, 4), date(2026, 6, 1))


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(
    ("sent", "rainy"),
    [
        (datetime(2026, 8, 31, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 8, 31, 17, 0, tzinfo=UTC), True),  # September has begun in Huế
        (datetime(2027, 1, 31, 16, 59, tzinfo=UTC), True),
        (datetime(2027, 1, 31, 17, 0, tzinfo=UTC), False),
    ],
)
def test_the_scene_is_of_the_season_in_which_it_was_sent_whenever_it_was_answered(sent, rainy):
    """Scenes are numbered from one in the names of files, so that the even ones lie in the season of rain."""
    for number in (0, 7, 14, 700):
        names = [photo.file.name for photo in _photos(a_case(number=number, sent_at=sent))]
        assert [name.rpartition("-")[0][-1] in "24" for name in names] == [rainy, rainy]
        assert len({name.rpartition("-")[0] for name in names}) == 1, "one scene"


# --- what they say ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("always")
def test_each_says_what_it_shows_and_that_it_is_drawn_and_belongs_to_its_case():
    """Only the one after belongs to an answer."""
    (hole,) = (matter for matter in MATTERS if matter.name == "o-ga")
    before, after = _photos(a_case())
    assert before.caption == f"{hole.told_before} {DRAWN}"
    assert after.caption == f"{hole.told_after} {DRAWN}"
    assert (before.case_id, before.answer_id) == (7, None)
    assert (after.case_id, after.answer_id) == (7, 9)
    for photo in (before, after):
        assert photo.public
        assert photo.shown == photo.file.name, "there is nothing to keep back"
