"""Who is written to, exactly: each account once, in an order; reporters one by one, whoever cannot be reached."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from wagtail.users.models import UserProfile

from cases.contacts.access import keep_address
from cases.contacts.models import ContactOfReport
from cases.mailing.digest import digest_of
from cases.mailing.making import forget, make_digests
from cases.mailing.recipients import languages_of, of_center, officers_of, on_duty
from cases.mailing.reporters import tell_reporters
from cases.models import Calendar, CategoryTerm, FigureReport, Mail, Post, PostKind
from tests.accounts import an_account, given
from tests.cases.mailing.conftest import someone
from tests.factories import LIGHTING, START, Walk, a_category, an_agency

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 3)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def a_post(account, kind, agency=None, since=TODAY - DAY, until=None):
    return Post.objects.create(account=account, agency=agency or an_agency(), kind=kind, since=since, until=until)


def test_an_account_with_several_posts_is_told_once_and_accounts_come_in_their_order(office):
    hoa, theo, thay = (office[name] for name in ("hoa", "theo", "thay"))
    mine = an_agency().pk
    a_post(hoa, PostKind.FOLLOW_UP, until=TODAY)
    a_post(hoa, PostKind.FOLLOW_UP, since=TODAY)  # the next one begins on the last day of the one before
    assert on_duty(mine, TODAY) == [hoa.pk, theo.pk]
    assert officers_of(mine, TODAY) == [hoa.pk, theo.pk], "officer and follow-up officer in one"
    assert on_duty(mine, TODAY + DAY) == [hoa.pk, theo.pk]
    a_post(thay, PostKind.OFFICER)
    assert officers_of(mine, TODAY) == [hoa.pk, theo.pk, thay.pk]
    assert officers_of(an_agency(LIGHTING).pk, TODAY) == []
    late = someone("cuoi", since=TODAY)
    first = someone("dau", PostKind.FOLLOW_UP, since=TODAY)
    assert officers_of(mine, TODAY) == [hoa.pk, theo.pk, thay.pk, late.pk, first.pk]
    assert officers_of(mine, TODAY - DAY) == [hoa.pk, theo.pk, thay.pk]


def test_the_centers_desks_are_told_once_each_however_they_came_by_their_rights():
    both = an_account("edit", "decide", "head", username="tat-ca", email="a@hue.example")
    single = given(an_account(username="rieng", email="b@hue.example"), "decide")
    one = an_account("edit", username="sua", email="c@hue.example")
    given(an_account(username="khac", email="d@hue.example"), "administer")
    an_account("answer", "follow", username="don-vi", email="e@hue.example")
    an_account(username="chu", email="f@hue.example", is_superuser=True)  # keeps the system; has no desk
    namesake = an_account(username="trung-ten", email="g@hue.example")
    namesake.user_permissions.add(*_namesakes())
    assert of_center() == [both.pk, single.pk, one.pk]


def _namesakes():
    """Permissions of other apps that are called like one of the Center's."""
    content = Permission.objects.get(codename="add_homepage").content_type
    return [Permission.objects.create(codename=name, name=name, content_type=content) for name in ("edit", "head")]


def test_languages_are_those_of_the_accounts_that_are_asked_for(office):
    for name, language in (("hoa", "en"), ("theo", "vi"), ("thay", "en")):
        UserProfile.objects.create(user=office[name], preferred_language=language)
    hoa, theo = office["hoa"].pk, office["theo"].pk
    assert languages_of([hoa, theo]) == {hoa: "en", theo: "vi"}
    assert languages_of(iter([hoa])) == {hoa: "en"}
    assert languages_of([]) == languages_of([0]) == {}


# --- who reported a figure -------------------------------------------------------------------------------------------


def a_report(address, **fields):
    said = {"page": "/so-lieu/", "figure": "84 %", "expected": "48 %", "sent_at": START}
    done = {"state": "accepted", "answered_at": START, "answer": f"Đã sửa cho {address}"}
    report = FigureReport.objects.create(**{**said, **done, **fields})
    keep_address(report, address)
    return report


def addresses():
    return sorted(ContactOfReport.objects.values_list("email", flat=True))


def test_one_that_cannot_be_reached_keeps_nobody_else_waiting_and_is_given_up_on_the_third_day(monkeypatch, caplog):
    a_report("xa@hue.example")
    a_report("bo@hue.example", state="dropped", answer="")
    a_report("gan@hue.example")
    a_report("moi@hue.example", state="declined", answered_at=START + DAY)
    a_report("cho@hue.example", state="waiting", answered_at=None, answer="")
    send = EmailBackend.send_messages

    def picky(self, messages):
        if messages[0].to[0] in ("xa@hue.example", "moi@hue.example"):
            raise OSError("to xa@hue.example at 10.0.0.1")
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    assert tell_reporters(now=START + DAY) == 1, "of a dropped one nobody is written to"
    assert [letter.to for letter in mail.outbox] == [["gan@hue.example"]]
    assert addresses() == ["cho@hue.example", "moi@hue.example", "xa@hue.example"]
    assert caplog.text.count("could not be sent: OSError.") == 2
    assert "hue.example" not in caplog.text, "no address in the log"
    assert tell_reporters(now=START + 3 * DAY - SECOND) == 0
    assert "xa@hue.example" in addresses(), "not yet three days after it was answered"
    assert tell_reporters(now=START + 3 * DAY + timedelta(hours=1)) == 0
    assert addresses() == ["cho@hue.example", "moi@hue.example"], "each by its own answer's time"
    monkeypatch.undo()
    assert tell_reporters(now=START + 3 * DAY + timedelta(hours=2) + SECOND) == 1
    assert (addresses(), mail.outbox[-1].to) == (["cho@hue.example"], ["moi@hue.example"])


def test_whom_another_worker_writes_to_is_left_to_it(monkeypatch):
    a_report("mai@hue.example")
    monkeypatch.setattr("cases.mailing.reporters.take_address", lambda report, now: False)
    assert tell_reporters(now=START) == 0
    assert (mail.outbox, addresses()) == ([], ["mai@hue.example"])


# --- digests ---------------------------------------------------------------------------------------------------------


def test_soon_is_told_by_the_calendar_of_each_cases_category(office):
    """Friday is worked in one calendar and not in the other: what ends on Monday is soon for one of them."""
    long_weekend = Calendar.objects.create(slug="ba-ngay", name="Nghỉ ba ngày", days_off=[4, 5, 6])
    own = {"calendar": long_weekend, "since": date(2026, 1, 1), "n": 4, "legal_act": "Quyết định 1"}
    CategoryTerm.objects.create(category=a_category("rac-thai"), **own)
    walks = {
        "monday": Walk(at=START + 3 * DAY).accept().assign(),  # Thursday the 5th: seven working days end on Monday 16th
        "by the other": Walk(at=START + 7 * DAY, category="rac-thai").accept().assign(),  # Monday the 9th: Monday 16th
    }
    numbers = {walk.case.number: name for name, walk in walks.items()}

    def soon(now):
        return [numbers[row.number] for row in digest_of(an_agency(), now=now).due_soon.shown]

    thursday, wednesday = START + 10 * DAY, START + 9 * DAY
    assert soon(thursday) == ["monday", "by the other"]
    assert soon(wednesday) == ["by the other"], "Thursday and Monday are two working days, there"
    assert soon(START + 8 * DAY) == []


def test_digests_are_made_for_the_agencies_that_are_named_and_counted_where_they_are_new(office):
    someone("den", PostKind.FOLLOW_UP, LIGHTING)
    now, today = timezone.now(), timezone.localdate()
    lights = an_agency(LIGHTING).pk
    assert make_digests(day=today, now=now, agencies=[]) == 0
    assert make_digests(day=today, now=now, agencies=[lights]) == 1
    assert make_digests(day=today, now=now) == 1, "the other one"
    assert make_digests(day=today, now=now, agencies=iter([lights])) == 0
    held = Mail.objects.filter(day=today).order_by("account")
    assert list(held.values_list("account__username", "made_at", "try_at")) == [
        ("theo", now, now),
        ("den", now, now),
    ]
    someone("nghi-huu", PostKind.FOLLOW_UP, "Sở cũ", since=TODAY)
    Post.objects.filter(account__username="nghi-huu").update(until=TODAY)
    assert make_digests(day=today, now=now) == 0, "nobody holds a post there any more"
    assert forget(before=now + DAY) == 0
    held.filter(account__username="den").update(ended_at=now)
    assert forget(before=now + SECOND) == 1
    assert list(held.values_list("account__username", flat=True)) == ["theo"]
