"""Odd dates of a source are shown as they came, and the page says that they are odd."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from cases.actions.incoming import Flag
from cases.models import Case
from cases.public.caveats import CAVEATS, caveats
from tests.cases.public.pages import parsed, words
from tests.incoming import imported, told

SAID = [
    (Flag.ACCEPTANCE_UNKNOWN, "không ghi ngày tiếp nhận"),
    (Flag.CLOSED_BEFORE_OPENED, "nằm trước ngày mở phản ánh"),
    (Flag.CLOSED_IN_1900, "năm 1900"),
    (Flag.DUE_BEFORE_OPENED, "Hạn trong nguồn dữ liệu nằm trước"),
    (Flag.IN_THE_FUTURE, "một ngày chưa tới"),
    (Flag.STATUS_CONTRADICTS_DATES, "vẫn để phản ánh là đang mở"),
    (Flag.STATUS_UNKNOWN, "không ghi phản ánh đang mở hay đã trả lời"),
]
SILENT = sorted(set(Flag) - {flag for flag, _ in SAID})


def test_every_flag_is_either_said_or_left_to_the_texts_it_concerns():
    assert {flag for flag, _ in SAID} == set(CAVEATS)
    assert len(SAID) + len(SILENT) == len(Flag)


@pytest.mark.parametrize(("flag", "sentence"), SAID)
def test_what_changes_how_a_verdict_is_read_is_said(flag, sentence):
    (said,) = caveats([flag.value])
    assert sentence in said
    assert said.endswith(".")


@pytest.mark.parametrize("flag", SILENT)
def test_what_concerns_no_date_is_not(flag):
    assert caveats([flag.value]) == ()


def test_they_stand_in_one_order_each_once():
    every = [flag.value for flag in Flag]
    assert caveats(every) == caveats(reversed(every)) == caveats(every * 2)
    assert len(caveats(every)) == len(CAVEATS)


def test_a_flag_nobody_knows_any_more_is_passed_over():
    assert caveats(["of_another_version"]) == ()


def test_in_english_too():
    with translation.override("en"):
        said = caveats([flag.value for flag in Flag])
    assert all("source" in sentence for sentence in said)


@pytest.mark.django_db
class TestOnThePage:
    def page(self, client, **facts):
        imported(told(reference="r21", number=None, **facts))
        answer = client.get(f"/a/{Case.objects.get(reference='r21').number}", follow=True)
        return parsed(answer)

    def test_closed_before_it_was_opened(self, client):
        accepted = told().accepted_at
        page = self.page(client, closed_at=accepted - timedelta(days=1), flags=(Flag.CLOSED_BEFORE_OPENED,))
        note = page.find(class_="warn")
        assert words(note).startswith("Về các ngày ở đây. Ngày trả lời trong nguồn dữ liệu nằm trước ngày mở")

    def test_an_ordinary_case_has_none(self, client):
        assert self.page(client).find(class_="warn") is None

    def test_what_lies_in_the_future_is_said(self, client):
        ahead = timezone.now() + timedelta(days=40)
        page = self.page(client, accepted_at=ahead, started_at=ahead, closed_at=ahead + timedelta(days=1))
        assert "một ngày chưa tới" in words(page.find(class_="warn"))


class TestTheFuture:
    NOON = datetime(2015, 6, 1, 12, tzinfo=UTC)
    BEFORE, AFTER = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)

    @pytest.mark.parametrize("name", ["sent_at", "accepted_at", "closed_at"])
    def test_an_instant_that_has_not_come_yet_is_flagged(self, name):
        past = {"sent_at": self.BEFORE, "accepted_at": self.BEFORE, "closed_at": self.BEFORE}
        assert told(**past).flags_at(self.NOON) == told().flags
        assert Flag.IN_THE_FUTURE in told(**{**past, name: self.AFTER}).flags_at(self.NOON)
        assert told(**{**past, name: self.NOON}).flags_at(self.NOON) == told().flags

    def test_a_due_date_may_well_lie_ahead(self):
        record = told(sent_at=None, accepted_at=self.BEFORE, closed_at=None, due_at=self.AFTER)
        assert record.flags_at(self.NOON) == record.flags

    def test_flags_stay_sorted_and_the_digest_the_same(self):
        record = told(accepted_at=self.AFTER, flags=(Flag.CLOSED_IN_1900, Flag.NO_TEXT))
        assert record.flags_at(self.NOON) == (Flag.CLOSED_IN_1900, Flag.IN_THE_FUTURE, Flag.NO_TEXT)
        assert record.flags == (Flag.CLOSED_IN_1900, Flag.NO_TEXT)

    @pytest.mark.django_db
    def test_it_is_counted_and_stored_and_running_again_changes_nothing(self):
        ahead = timezone.now() + timedelta(days=3)
        record = told(reference="r22", number=None, accepted_at=ahead, started_at=ahead, closed_at=ahead)
        assert imported(record).flags == {"in_the_future": 1}
        assert Case.objects.get(reference="r22").flags == ["in_the_future"]
        again = imported(record)
        assert (again.created, again.updated, again.unchanged) == (0, 0, 1)

    @pytest.mark.django_db
    def test_a_source_that_corrects_it_takes_it_away(self):
        ahead = timezone.now() + timedelta(days=3)
        imported(told(reference="r23", number=None, accepted_at=ahead, started_at=ahead, closed_at=ahead))
        imported(told(reference="r23", number=None))
        assert Case.objects.get(reference="r23").flags == []
