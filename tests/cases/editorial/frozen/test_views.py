"""Frozen days in the CMS: everybody of the Center sees them, its head corrects one."""

import pytest
from django.urls import reverse

from cases.actions.actor import CENTER, Actor, Role
from cases.actions.changing import ActionRefused
from cases.actions.correct_snapshot import correct_snapshot
from cases.models import SnapshotCorrection
from cases.rules.rights import RightRefused
from tests.accounts import an_account
from tests.cases.models.frozen import a_snapshot
from tests.factories import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot():
    return a_snapshot()


def as_(client, *permissions):
    account = an_account(*permissions)
    client.force_login(account)
    return account


def test_the_center_sees_the_days_and_its_head_the_way_to_correct(client, snapshot):
    address = reverse("correct_snapshot", args=[snapshot.pk])
    as_(client, "decide")
    said = client.get(reverse("frozen_register")).content.decode()
    assert "12/03/2026" in said
    assert address not in said
    assert client.get(address).status_code == 403
    client.logout()
    as_(client, "head")
    assert address in client.get(reverse("frozen_register")).content.decode()


def test_a_correction_is_written_and_told(client, snapshot):
    account = as_(client, "head")
    response = client.post(reverse("correct_snapshot", args=[snapshot.pk]), {"reason": "  Nhập chậm. "})
    assert response.url == reverse("frozen_register")
    made = SnapshotCorrection.objects.get()
    assert (made.snapshot, made.reason, made.made_by) == (snapshot, "Nhập chậm.", account.pk)
    assert "Nhập chậm." in client.get("/qua-han/2026-03-12/").content.decode()
    assert account.get_username() not in client.get("/qua-han/2026-03-12/").content.decode()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 5_000, "Anh Nguyễn Văn An, 0905 123 456, nhập chậm"])
def test_what_says_nothing_or_names_somebody_is_refused(client, snapshot, reason):
    as_(client, "head")
    response = client.post(reverse("correct_snapshot", args=[snapshot.pk]), {"reason": reason})
    assert response.status_code == 400
    assert 'class="error"' in response.content.decode()
    assert not SnapshotCorrection.objects.exists()


def test_the_same_sentence_sent_twice_is_told_once(client, snapshot):
    as_(client, "head")
    sent = [client.post(reverse("correct_snapshot", args=[snapshot.pk]), {"reason": "Nhập chậm."}) for _ in range(2)]
    assert [response.status_code for response in sent] == [302, 400]
    assert "Ngày này đã có đúng lời đính chính ấy." in sent[1].content.decode()
    assert SnapshotCorrection.objects.count() == 1
    assert client.post(reverse("correct_snapshot", args=[snapshot.pk]), {"reason": "Nhập sai."}).status_code == 302


def test_the_verb_itself_asks_who_and_why(snapshot):
    stranger = Actor(role=Role.CENTER, user_id=an_account("decide").pk)
    with pytest.raises(RightRefused):
        correct_snapshot(snapshot=snapshot, reason="Nhập chậm.", by=stranger, at=START)
    with pytest.raises(ActionRefused):
        correct_snapshot(snapshot=snapshot, reason="", by=CENTER, at=START)
    assert not SnapshotCorrection.objects.exists()
