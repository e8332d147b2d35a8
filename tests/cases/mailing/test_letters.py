"""What mails say: in the reader's language, by the portal's own address, nothing that the public does not read."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from cases.actions.actor import CENTER
from cases.actions.changing import changing
from cases.actions.telling_staff import alert_urgent
from cases.mailing import digest as digests
from cases.mailing.digest import digest_of, last_instant
from cases.mailing.making import make_digests
from cases.mailing.sending import send_mails
from cases.models import CasePage, Mail, PostKind
from cases.rules.calendars import Calendar
from tests.accounts import an_account
from tests.cases.mailing.conftest import run, someone
from tests.factories import KIM_LONG, LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

HUE = ZoneInfo("Asia/Ho_Chi_Minh")


def letter_to(name):
    """The one mail this account got: subject, text, and the text of its HTML."""
    (letter,) = [letter for letter in outbox.outbox if letter.to == [f"{name}@hue.example"]]
    ((html, kind),) = letter.alternatives
    assert kind == "text/html"
    return letter, letter.body, BeautifulSoup(html, "lxml")


def links(html):
    return [a["href"] for a in html.find_all("a")]


@pytest.fixture(autouse=True)
def _address(settings):
    settings.PUBLIC_URL = "https://phananh.hue.example"


# --- of an event -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("move", "subject", "said", "unsaid"),
    [
        ("return_answer", "câu trả lời bị trả lại", "Thời hạn chạy tiếp như chưa từng gửi.", "đùn đẩy"),
        ("refuse", "câu trả lời bị từ chối", "coi đó là đùn đẩy trách nhiệm", "Cần ảnh"),
    ],
)
def test_returned_and_refused(office, move, subject, said, unsaid):
    walk = walk_to("awaiting", title="Đèn đường hỏng").later(hours=1)
    getattr(walk, move)()
    assert run() == 2
    letter, text, html = letter_to("hoa")
    assert letter.subject == f"Phản ánh {walk.case.number}: {subject}"
    desk = f"https://phananh.hue.example/cms/don-vi-toi/{walk.assignment.pk}/"
    page = f"https://phananh.hue.example/a/{walk.case.number}"
    for words in (text, html.get_text(" ")):
        assert said in words
        assert unsaid not in words
        assert KIM_LONG in words
        assert "Đèn đường hỏng" in words
    assert desk in text
    assert page in text
    assert links(html) == [desk, page, "https://phananh.hue.example/"]
    assert html.html["lang"] == "vi"
    assert "Cần ảnh" not in text, "what the Center wrote is read at the desk"


def test_an_amendment_that_is_returned_moves_no_clock(office):
    walk_to("amended").later(hours=1).amend().submit().later(hours=1).return_answer()
    run()
    assert "Thời hạn chạy tiếp" not in letter_to("hoa")[1]


def test_reopened(office):
    walk = walk_to("answered").later(hours=1).reopen()
    run()
    letter, text, _html = letter_to("theo")
    assert letter.subject == f"Phản ánh {walk.case.number} được mở lại"
    assert "với một hạn mới" in text


def alert(walk):
    with changing(walk.case, by=CENTER, at=walk.later(hours=1).at) as change:
        alert_urgent(change.case, event_seq=change.record("case.update").seq)
    run()


def test_urgent_to_the_agency(office):
    walk = walk_to("assigned")
    alert(walk)
    letter, text, _html = letter_to("hoa")
    assert letter.subject == f"Gấp: phản ánh {walk.case.number}"
    assert "tính hạn theo giờ" in text


def test_urgent_to_the_center_tells_nothing_of_a_report_that_nobody_has_looked_at():
    an_account("edit", username="sua", email="sua@hue.example")
    walk = Walk(title="Ông Nguyễn Văn A, 0905123456")
    alert(walk)
    letter, text, html = letter_to("sua")
    assert letter.subject == f"Gấp: phản ánh {walk.case.number}"
    assert "Nguyễn" not in text + str(html)
    assert links(html)[0] == "https://phananh.hue.example/cms/"


def test_english_to_who_chose_it(office):
    UserProfile.objects.create(user=office["hoa"], preferred_language="en")
    UserProfile.objects.create(user=office["theo"], preferred_language="xx")
    walk = walk_to("awaiting").later(hours=1).return_answer()
    run()
    letter, text, html = letter_to("hoa")
    assert letter.subject == f"Report {walk.case.number}: the answer was returned"
    assert f"https://phananh.hue.example/en/a/{walk.case.number}" in text
    assert html.html["lang"] == "en"
    assert "Phản ánh" in letter_to("theo")[0].subject, "an unknown language is Vietnamese"


def test_covered_words_stay_covered_and_a_summary_has_no_title(office):
    covered = walk_to("awaiting").later(hours=1)
    CasePage.objects.filter(case=covered.case).update(title="Đèn trước nhà [đã che: tên người]")
    covered.return_answer()
    run()
    assert "[đã che: tên người]" in letter_to("hoa")[1]
    outbox.outbox.clear()
    accused = Walk().accept(level="summary", level_reason="Nêu tên", title="Một hộ lấn vỉa hè")
    accused.assign().later(hours=1).submit().later(hours=1).return_answer()
    run()
    assert "lấn vỉa hè" not in letter_to("hoa")[1]
    assert "Chiếu sáng" in letter_to("hoa")[1], "the category stands for it"


def test_titles_are_text_and_never_markup(office):
    walk = walk_to("awaiting").later(hours=1)
    CasePage.objects.filter(case=walk.case).update(title="<b>Đèn</b> & cột")
    walk.return_answer()
    run()
    _letter, text, html = letter_to("hoa")
    assert "<b>Đèn</b> & cột" in text
    assert html.find("b") is None
    assert "<b>Đèn</b> & cột" in html.get_text()


def test_a_case_that_left_the_portal_is_no_news(office):
    walk_to("awaiting").later(hours=1).return_answer().later(hours=1).withdraw()
    assert run() == 0


# --- the digest ------------------------------------------------------------------------------------------------------


def noon(year, month, day):
    return datetime(year, month, day, 12, tzinfo=HUE)


NOW = noon(2026, 3, 11)  # a Wednesday; accepted on Monday 2 March, due at its end


def given(at, agency=KIM_LONG, **report):
    return Walk(at=at, **report).later(hours=1).accept().assign(an_agency(agency))


@pytest.fixture
def city(office):
    """By the eleventh: two past due, one due that day, one on Friday, one on Monday, one returned, one elsewhere."""
    return {
        "late": given(noon(2026, 2, 25), title="Trễ nhất"),
        "later": given(noon(2026, 2, 27), title="Trễ"),
        "today": given(noon(2026, 3, 2), title="Hôm nay"),
        "friday": given(noon(2026, 3, 4), title="Thứ Sáu"),
        "monday": given(noon(2026, 3, 5), title="Thứ Hai"),
        "returned": given(noon(2026, 3, 9), title="Bị trả").later(hours=2).submit().later(hours=2).return_answer(),
        "elsewhere": given(noon(2026, 2, 25), LIGHTING, title="Của người khác"),
    }


def titles(part):
    return [row.title for row in part.shown]


def test_what_a_digest_holds(city, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        found = digest_of(an_agency(), now=NOW)
    assert titles(found.past_due) == ["Trễ nhất", "Trễ"]
    assert titles(found.due_soon) == ["Hôm nay", "Thứ Sáu"]
    assert titles(found.returned) == ["Bị trả"]
    assert bool(found)
    assert not digest_of(an_agency("UBND phường Phú Xuân"), now=NOW)


def test_its_queries_do_not_grow_with_the_cases(city):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            digest_of(an_agency(), now=NOW)
        return len(queries)

    before = asked()
    for _ in range(3):
        given(noon(2026, 2, 24))
    assert asked() == before


def test_two_working_days_step_over_holidays():
    calendar = Calendar(zone="Asia/Ho_Chi_Minh", holidays={noon(2026, 3, 12).date(): "Lễ"})
    expected = datetime.combine(noon(2026, 3, 16).date(), time.max, tzinfo=HUE)
    assert last_instant(calendar, NOW) == expected


def test_a_long_part_says_how_many_more(city, monkeypatch):
    monkeypatch.setattr(digests, "SHOWN", 1)
    found = digest_of(an_agency(), now=NOW)
    assert (found.past_due.count, titles(found.past_due), found.past_due.more) == (2, ["Trễ nhất"], 1)


def in_hand():
    """Work that stands so today: one past due, one returned."""
    now = timezone.now()
    late = given(now - timedelta(days=30), title="Trễ")
    back = given(now - timedelta(days=1), title="Bị trả").until(now - timedelta(hours=9)).submit()
    back.until(now - timedelta(hours=8)).return_answer()
    return late, back


def digest(**more):
    now = timezone.now()
    make_digests(day=timezone.localdate(now), now=now)
    return send_mails(now=now + timedelta(**more))


def test_the_mail_of_a_day(office):
    late, back = in_hand()
    someone("den", PostKind.FOLLOW_UP, LIGHTING)  # whose agency has nothing to do
    assert digest() == 1
    letter, text, html = letter_to("theo")
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert letter.subject == f"{KIM_LONG}, {day}: 1 quá hạn, 1 bị trả lại"
    assert [h.get_text() for h in html.find_all("h2")] == [
        "Quá hạn: 1 phản ánh",
        "Bị trả lại hoặc từ chối: 1 câu trả lời",
    ]
    for walk in (late, back):
        assert f"https://phananh.hue.example/cms/don-vi-toi/{walk.assignment.pk}/" in text
        assert f"https://phananh.hue.example/cms/don-vi-toi/{walk.assignment.pk}/" in links(html)
    assert "Trễ hạn" in text
    assert "\n\n\n" not in text
    assert digest() == 0, "once a day"


def test_in_english(office):
    UserProfile.objects.create(user=office["theo"], preferred_language="en")
    in_hand()
    digest()
    letter, text, html = letter_to("theo")
    assert "1 past due, 1 returned" in letter.subject
    assert "Past due: 1 report" in text
    assert "Quá hạn" not in text + str(html)


def test_an_agency_with_nothing_to_do_gets_none(office):
    assert digest() == 0
    assert list(Mail.objects.values_list("sent", "last_error")) == [(False, "nothing to say")]


def test_the_digest_of_a_day_that_is_over_is_not_sent(office):
    in_hand()
    assert digest(days=1) == 0
    assert outbox.outbox == []
