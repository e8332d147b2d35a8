"""Calendars in the CMS: what would move is shown first, and written only as it was shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import registry

from cases.actions import change_calendar as change_verb
from cases.actions.actor import CENTER
from cases.actions.change_calendar import DayChange, change_calendar, preview
from cases.editorial.registers import calendars, moved_dues
from cases.editorial.registers.moved_dues import left_words, moved_words
from cases.models import Calendar, CalendarDay, CasePage, DueDate, Event
from tests.cases.actions.stored import changed, stored
from tests.cases.editorial.registers.forms import complaints, send, told, url
from tests.factories import LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 3, 10)  # the sixth of seven working days after Monday 2 March
NOTICE = datetime(2026, 3, 9, 2, tzinfo=UTC)  # Monday 09:00, two days before the due date


@pytest.fixture(autouse=True)
def on_monday(monkeypatch):
    """The clock of the views stands at NOTICE."""
    monkeypatch.setattr(calendars.timezone, "now", lambda: NOTICE)


@pytest.fixture
def vn():
    return Calendar.objects.get(slug="vn")


def storm(vn, **more):
    """What the form of a day sends."""
    return {"calendar": vn.pk, "day": TUESDAY, "kind": "holiday", "name": "Nghỉ bão", **more}


def moves(vn, kind="holiday"):
    """The oracle: what the action itself says."""
    return preview(vn, [DayChange(day=TUESDAY, kind=kind, name="Nghỉ bão")], at=NOTICE)


def confirmed(client, address, sent):
    """Send the form, and then what the page of moves sends."""
    shown = client.post(address, sent)
    return client.post(address, {**sent, "moves": shown.context["digest"]})


def test_what_would_move_is_shown_and_nothing_is_written(chief, vn):
    walk_to("assigned", title="Đèn hỏng ở Kim Long")
    before = stored()
    response = chief.post(url("calendarday", "add"), storm(vn))
    assert response.status_code == 200
    assert not changed(before, stored())
    html = response.content.decode()
    for words in ("2 hạn sẽ dời theo ngày", "Của 1 phản ánh", "Đèn hỏng ở Kim Long", "của người dân", "của đơn vị"):
        assert words in html
    assert "11/03/2026" in html
    assert "12/03/2026" in html


def test_confirmed_it_is_written_by_the_action(chief, vn):
    walk = walk_to("assigned")
    expected = [(m.round, m.assignment_id, m.new) for m in moves(vn)]
    response = confirmed(chief, url("calendarday", "add"), storm(vn))
    assert response["Location"] == url("calendarday", "index")
    assert told(response) == ["Đã ghi “10/03/2026 Nghỉ bão”. 2 hạn đã dời."]
    rows = DueDate.objects.filter(case=walk.case, cause="calendar").order_by("pk")
    assert [(r.round, r.assignment_id, r.due_at) for r in rows] == expected
    assert Event.objects.filter(case=walk.case, kind="case.due").count() == 2
    assert CalendarDay.objects.get(calendar=vn, day=TUESDAY).name == "Nghỉ bão"


def test_where_nothing_moves_nothing_is_asked(chief, vn):
    response = chief.post(url("calendarday", "add"), storm(vn))
    assert told(response) == ["Đã ghi “10/03/2026 Nghỉ bão”. Không hạn nào dời."]


@pytest.mark.parametrize("forged", ["", "1", "0000000000000000"])
def test_a_confirmation_of_something_else_writes_nothing(chief, vn, forged):
    walk_to("assigned")
    response = chief.post(url("calendarday", "add"), storm(vn, moves=forged))
    assert response.context["count"] == 2
    assert not CalendarDay.objects.filter(day=TUESDAY, calendar=vn).exists()


def test_what_would_move_by_now_is_shown_anew(chief, vn):
    walk_to("assigned")
    first = chief.post(url("calendarday", "add"), storm(vn)).context["digest"]
    Walk(title="Cống tắc").later(hours=1).accept()
    second = chief.post(url("calendarday", "add"), storm(vn, moves=first))
    assert second.context["count"] == 3
    assert not CalendarDay.objects.filter(day=TUESDAY, calendar=vn).exists()
    chief.post(url("calendarday", "add"), storm(vn, moves=second.context["digest"]))
    assert CalendarDay.objects.filter(day=TUESDAY, calendar=vn).exists()


def test_all_are_counted_by_agency_and_the_first_twenty_listed(chief, vn):
    for n in range(11):
        walk = Walk(title=f"Đèn {n}.").later(hours=1).accept().assign()
    walk.assign(an_agency(LIGHTING))
    response = chief.post(url("calendarday", "add"), storm(vn))
    told = response.context
    assert (told["count"], told["cases"], len(told["moves"])) == (23, 11, 20)
    assert [(row["citizens"], row["name"], row["dues"], row["cases"]) for row in told["agencies"]] == [
        (True, "", 11, 11),
        (False, an_agency().name, 11, 11),
        (False, LIGHTING, 1, 1),
    ]
    html = response.content.decode()
    assert "20 hạn đầu tiên" in html
    assert "Đèn 9." in html
    assert "Đèn 10." not in html
    first = Walk(title="Đèn").case  # made last: the list is by case
    assert f"/cms/pages/{walk.case.page.pk}/edit/" not in html
    assert f"/cms/pages/{CasePage.objects.order_by('pk').first().pk}/edit/" in html
    assert first.pk > walk.case.pk


def test_the_page_names_the_day_in_its_title_and_its_heading(chief, vn):
    walk_to("assigned")
    page = BeautifulSoup(chief.post(url("calendarday", "add"), storm(vn)).content, "lxml")
    assert "Hạn dời theo ngày 10/03/2026 Nghỉ bão" in page.title.get_text()
    assert "2 hạn sẽ dời theo ngày 10/03/2026 Nghỉ bão" in [" ".join(h.get_text().split()) for h in page("h2")]
    assert "Hạn dời theo ngày 10/03/2026 Nghỉ bão" in page.h1.get_text()
    assert "Từng hạn" in page.get_text()


def test_the_page_asks_few_questions_however_many_move(chief, vn):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert chief.post(url("calendarday", "add"), storm(vn)).status_code == 200
        return [q["sql"] for q in captured if "cases_" in q["sql"]]

    walk_to("assigned")
    asked()
    few = len(asked())
    for _ in range(4):
        walk_to("escalated")
    assert len(asked()) == few <= 15


# --- what still has to follow ----------------------------------------------------------------------------------------


@pytest.fixture
def interrupted(chief, vn, monkeypatch):
    """Three reports, of which one request moves two; the address of the list."""
    for _ in range(3):
        walk_to("assigned")
    monkeypatch.setattr(change_verb, "BATCH", 1)
    return confirmed(chief, url("calendarday", "add"), storm(vn))


def test_one_request_moves_some_and_says_how_many_are_left(chief, interrupted):
    assert told(interrupted) == ["Đã ghi “10/03/2026 Nghỉ bão”. 4 hạn đã dời. Còn 2 hạn đang được tính lại."]
    for name in ("calendarday", "calendar"):
        html = chief.get(url(name, "index")).content.decode()
        assert "Còn 2 hạn đang được tính lại sau khi lịch đổi." in html
        assert f'action="{url("calendarday", "finish")}"' in html


@pytest.mark.usefixtures("interrupted")
def test_the_button_goes_on(chief):
    response = chief.post(url("calendarday", "finish"))
    assert response["Location"] == url("calendarday", "index")
    assert told(response)[-1] == "2 hạn đã dời."
    assert DueDate.objects.filter(cause="calendar").count() == 6
    chief.get(url("calendarday", "index"))  # tells what was done
    assert "đang được tính lại" not in chief.get(url("calendarday", "index")).content.decode()
    assert told(chief.post(url("calendarday", "finish")))[-1] == "Không hạn nào dời."


@pytest.mark.usefixtures("interrupted")
def test_the_button_is_for_those_who_may_change_days(client, django_user_model):
    reader = django_user_model.objects.create_user(username="reader")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    client.post(url("calendarday", "finish"))
    assert DueDate.objects.filter(cause="calendar").count() == 4


def test_the_command_finishes_and_says_how_many(interrupted, capsys):
    call_command("finish_calendar_changes")
    assert capsys.readouterr().out == "2\n"
    call_command("finish_calendar_changes")
    assert capsys.readouterr().out == "0\n"


def test_numbers_are_written_as_people_read_them():
    assert left_words(1240) == "Còn 1.240 hạn đang được tính lại."
    assert moved_words(1500, 0) == "1.500 hạn đã dời."


def test_another_kind_of_day_is_a_change_too(chief, vn):
    walk = walk_to("assigned")
    change_calendar(calendar=vn, changes=[DayChange(day=TUESDAY, kind="holiday", name="Bão")], by=CENTER, at=NOTICE)
    row = CalendarDay.objects.get(calendar=vn, day=TUESDAY)
    address = url("calendarday", "edit", row.pk)
    shown = send(chief, address, kind="make_up", name="Làm bù")
    assert shown.context["count"] == 2
    send(chief, address, kind="make_up", name="Làm bù", moves=shown.context["digest"])
    row.refresh_from_db()
    assert (row.kind, row.name) == ("make_up", "Làm bù")
    assert DueDate.objects.filter(case=walk.case, cause="calendar").count() == 4


def test_a_day_stays_the_same_row_with_its_history(chief, vn):
    confirmed_or_not = chief.post(url("calendarday", "add"), storm(vn))
    assert confirmed_or_not.status_code == 302
    row = CalendarDay.objects.get(calendar=vn, day=TUESDAY)
    other = Calendar.objects.get(slug="us-ma")
    send(chief, url("calendarday", "edit", row.pk), name="Bão số 4", day="2026-03-11", calendar=other.pk)
    row.refresh_from_db()
    assert (row.calendar, row.day, row.name) == (vn, TUESDAY, "Bão số 4")
    actions = [entry.action for entry in registry.get_logs_for_instance(row)]
    assert actions == ["wagtail.edit", "wagtail.create"]
    assert len(chief.get(url("calendarday", "history", row.pk)).context["object_list"]) == 2


def test_a_day_is_entered_once(chief, vn):
    day = vn.days.last()
    response = chief.post(url("calendarday", "add"), storm(vn, day=day.day))
    assert complaints(response) == ["Ngày này đã có trong lịch."]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(2200, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_time_are_no_holidays(chief, vn, day):
    response = chief.post(url("calendarday", "add"), storm(vn, day=day))
    assert complaints(response) == ["Ngày nằm ngoài các năm 2000–2199."]
    assert not vn.days.filter(day=day).exists()


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2199, 12, 31)])
def test_the_first_and_the_last_may_be(chief, vn, day):
    response = chief.post(url("calendarday", "add"), storm(vn, day=day))
    assert response.status_code == 302 or "digest" in response.context


def test_taking_a_day_out_shows_what_moves_first(chief, vn):
    chief.post(url("calendarday", "add"), storm(vn))
    row = CalendarDay.objects.get(calendar=vn, day=TUESDAY)
    walk = walk_to("assigned")
    address = url("calendarday", "delete", row.pk)
    shown = chief.get(address)
    assert shown.context["count"] == len(moves(vn, None)) == 2
    assert "2 hạn sẽ dời" in shown.content.decode()
    assert chief.post(address).context["count"] == 2
    assert CalendarDay.objects.filter(pk=row.pk).exists()
    response = chief.post(address, {"moves": shown.context["digest"]})
    assert told(response) == ["Đã bỏ “10/03/2026 Nghỉ bão”. 2 hạn đã dời."]
    assert not CalendarDay.objects.filter(pk=row.pk).exists()
    assert DueDate.objects.filter(case=walk.case, cause="calendar").count() == 2


def test_a_day_nothing_depends_on_is_taken_out(chief, vn):
    row = vn.days.last()
    assert "Không hạn nào dời theo." in chief.get(url("calendarday", "delete", row.pk)).content.decode()
    response = chief.post(url("calendarday", "delete", row.pk))
    assert told(response) == [f"Đã bỏ “{row}”. Không hạn nào dời."]


def test_the_digest_tells_moves_apart(vn):
    walk_to("assigned")
    told_moves = moves(vn)
    assert moved_dues.digest(told_moves) == moved_dues.digest(moves(vn))
    assert moved_dues.digest(told_moves) != moved_dues.digest(told_moves[:1])
    assert len({moved_dues.digest(told_moves[:n]) for n in range(3)}) == 3


# --- calendars themselves --------------------------------------------------------------------------------------------


def test_a_calendar_keeps_what_due_dates_were_counted_with(chief, vn):
    send(
        chief,
        url("calendar", "edit", vn.pk),
        name="Lịch Huế",
        zone="UTC",
        days_off=["0"],
        slug="hue",
        reaches="2030-12-31",
    )
    vn.refresh_from_db()
    assert (vn.slug, vn.zone, vn.days_off) == ("vn", "Asia/Ho_Chi_Minh", [5, 6])
    assert (vn.name, vn.reaches) == ("Lịch Huế", date(2030, 12, 31))


def test_a_calendar_is_added(chief):
    sent = {"name": "Ca ba", "slug": "ca-ba", "zone": "Asia/Ho_Chi_Minh", "days_off": ["4", "6"]}
    assert chief.post(url("calendar", "add"), sent).status_code == 302
    made = Calendar.objects.get(slug="ca-ba")
    assert made.days_off == [4, 6]
    assert made.as_rule().days_off == frozenset({4, 6})
    assert chief.post(url("calendar", "add"), {**sent, "slug": "x", "zone": "Asia/Hue"}).status_code == 200


def test_a_week_needs_a_working_day(chief):
    sent = {"name": "Nghỉ mãi", "slug": "nghi-mai", "zone": "Asia/Ho_Chi_Minh", "days_off": list("0123456")}
    response = chief.post(url("calendar", "add"), sent)
    assert complaints(response) == ["Cả tuần đều nghỉ thì không hạn nào tới được. Để lại ít nhất một ngày làm việc."]
    assert not Calendar.objects.filter(slug="nghi-mai").exists()
    assert chief.post(url("calendar", "add"), {**sent, "days_off": list("012345")}).status_code == 302


def test_its_form_lists_the_days_to_come(chief, vn):
    vn.days.create(day=timezone.localdate(NOTICE) + timedelta(days=1), kind="holiday", name="Ngày sắp tới")
    vn.days.create(day=timezone.localdate(NOTICE) - timedelta(days=1), kind="holiday", name="Ngày đã qua")
    html = chief.get(url("calendar", "edit", vn.pk)).content.decode()
    assert "Ngày sắp tới" in html
    assert "Ngày đã qua" not in html
    assert f"{url('calendarday', 'index')}?calendar={vn.pk}" in html
