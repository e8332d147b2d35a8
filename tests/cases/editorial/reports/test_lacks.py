"""What an agency may lack: who is told of what is due, who stands in, and whether anybody is there at all."""

from datetime import timedelta
from types import SimpleNamespace as Plain

import pytest
from django.utils import timezone

from cases.editorial.reports.duty import agencies, lacking, said_to_lack
from cases.models import Agency, Post
from tests.accounts import LONG_AGO, an_account
from tests.factories import an_agency

DAY = timedelta(days=1)
BOTH = "Không có cán bộ theo dõi hạn, Không có người thay"


@pytest.mark.pure
@pytest.mark.parametrize(
    ("present", "follow_up", "substitute", "told"),
    [
        (0, 0, 0, "Không ai nhận thư"),
        (0, 1, 0, "Không ai nhận thư: đang vắng cả"),
        (0, 0, 1, "Không ai nhận thư: đang vắng cả"),
        (1, 1, 0, "Không có người thay"),
        (1, 0, 1, "Không có cán bộ theo dõi hạn"),
        (2, 1, 1, ""),
        (1, 0, 0, BOTH),
    ],
)
def test_in_words(present, follow_up, substitute, told):
    assert said_to_lack(Plain(present=present, follow_up=follow_up, substitute=substitute)) == told


@pytest.mark.django_db
def test_who_counts_and_who_does_not():
    today = timezone.localdate()
    before = {*Agency.objects.values_list("pk", flat=True)}

    def post(agency, kind, *, since=LONG_AGO, until=None, away=(None, None), **account):
        held = an_account(**{"email": "a@example.vn", **account})
        Post.objects.create(
            account=held, agency=an_agency(agency), kind=kind, since=since, until=until,
            away_since=away[0], away_until=away[1],
        )  # fmt: skip

    post("đủ", "follow_up"), post("đủ", "substitute")
    post("hai người", "follow_up"), post("hai người", "follow_up"), post("hai người", "substitute")
    post("chỉ người thay", "substitute")
    post("không thư", "follow_up", email="")
    post("đã khoá", "follow_up", is_active=False)
    post("đã thôi", "follow_up", until=today - DAY)
    post("hết hôm nay", "follow_up", until=today), post("hết hôm nay", "substitute")
    post("mai mới đến", "follow_up", since=today + DAY)
    post("cán bộ thường", "officer")
    post("đang vắng", "follow_up", away=(today - DAY, today))
    post("hôm qua vắng", "follow_up", away=(today - 2 * DAY, today - DAY))
    an_agency("không ai")
    an_agency("giải thể hôm nay", dissolved_on=today)
    an_agency("mai giải thể", dissolved_on=today + DAY)
    Agency.objects.filter(pk=an_agency("không tên").pk).update(name="")
    found = {row.name: (row.present, row.follow_up, row.substitute) for row in agencies() if row.pk not in before}
    nothing = (0, 0, 0)
    assert found == {
        "đủ": (2, 1, 1),
        "hai người": (3, 2, 1),
        "chỉ người thay": (1, 0, 1),
        "không thư": nothing,
        "đã khoá": nothing,
        "đã thôi": nothing,
        "hết hôm nay": (2, 1, 1),
        "mai mới đến": nothing,
        "cán bộ thường": nothing,
        "đang vắng": (0, 1, 0),
        "hôm qua vắng": (1, 1, 0),
        "không ai": nothing,
        "mai giải thể": nothing,
    }
    order = [row.present for row in agencies()]
    assert order == sorted(order), "who lacks everybody comes first"
    for what, names in (
        ("nobody", {name for name, (present, *_rest) in found.items() if present == 0}),
        ("follow_up", {name for name, (_present, follow_up, _substitute) in found.items() if follow_up == 0}),
        ("substitute", {name for name, (*_rest, substitute) in found.items() if substitute == 0}),
        ("any", {*found} - {"đủ", "hai người", "hết hôm nay"}),
    ):
        assert {row.name for row in lacking(agencies(), what) if row.pk not in before} == names, what
