"""Who of an agency gets mails: by posts and days, with somebody standing in."""

from datetime import date, timedelta

import pytest

from cases.mailing.recipients import languages_of, of_center, officers_of, on_duty
from cases.models import Post, PostKind
from tests.accounts import an_account
from tests.cases.mailing.conftest import someone
from tests.factories import KIM_LONG, LIGHTING, an_agency

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 3)
DAY = timedelta(days=1)


def names(accounts):
    from django.contrib.auth import get_user_model

    return sorted(get_user_model().objects.filter(pk__in=accounts).values_list("username", flat=True))


def duty(day=TODAY, agency=KIM_LONG):
    return names(on_duty(an_agency(agency).pk, day))


def test_follow_up_officers_and_not_who_stands_in_for_them(office):
    assert duty() == ["theo"]
    someone("hai", PostKind.FOLLOW_UP)
    assert duty() == ["hai", "theo"]
    assert duty(agency=LIGHTING) == [], "nobody follows another agency's terms"


@pytest.mark.parametrize(
    ("away", "day", "expected"),
    [
        ((TODAY, TODAY), TODAY - DAY, "theo"),
        ((TODAY, TODAY), TODAY, "thay"),
        ((TODAY, TODAY), TODAY + DAY, "theo"),
        ((TODAY, None), TODAY - DAY, "theo"),
        ((TODAY, None), TODAY, "thay"),  # until further notice
        ((TODAY, None), TODAY + 100 * DAY, "thay"),
    ],
)
def test_the_substitute_while_the_other_is_away(office, away, day, expected):
    Post.objects.filter(account=office["theo"]).update(away_since=away[0], away_until=away[1])
    assert duty(day) == [expected]


@pytest.mark.parametrize(
    "change",
    [
        {"until": TODAY - DAY},
        {"since": TODAY + DAY},
        {"account__is_active": False},
        {"account__email": ""},
    ],
)
def test_the_substitute_where_the_other_cannot_be_reached(office, change):
    account = office["theo"]
    for name, value in change.items():
        if name.startswith("account__"):
            setattr(account, name.removeprefix("account__"), value)
            account.save()
        else:
            Post.objects.filter(account=account).update(**{name: value})
    assert duty() == ["thay"]
    Post.objects.filter(kind=PostKind.SUBSTITUTE).update(until=TODAY - DAY)
    assert duty() == [], "and nobody where there is no substitute either"


def test_at_once_officers_and_who_is_on_duty_are_told(office):
    someone("nghi", away=(TODAY, TODAY))
    someone("khac", agency=LIGHTING)
    assert names(officers_of(an_agency().pk, TODAY)) == ["hoa", "theo"]
    Post.objects.filter(account=office["theo"]).update(away_since=TODAY)
    assert names(officers_of(an_agency().pk, TODAY)) == ["hoa", "thay"]


def test_the_center_is_its_desks(office):
    for power in ("edit", "decide", "head", "administer"):
        an_account(power, username=power, email=f"{power}@hue.example")
    an_account("edit", username="no-address")
    an_account("edit", username="closed", email="x@hue.example", is_active=False)
    assert names(of_center()) == ["decide", "edit", "head"]


def test_languages_are_those_chosen_in_the_cms(office):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=office["hoa"], preferred_language="en")
    UserProfile.objects.create(user=office["theo"], preferred_language="")
    assert languages_of([account.pk for account in office.values()]) == {office["hoa"].pk: "en"}
