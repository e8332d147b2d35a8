"""People of the invented city who never sign in: who follows each agency's terms, and two reviewers who disagree."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from cases.actions import claiming
from cases.actions.actor import Actor, Role
from cases.demo.bodies import INVENTED
from cases.models import Agency, Choice, Post, PostKind, RemarkKind, Submission

FOLLOWERS = "Cán bộ theo dõi hạn"
UNFOLLOWED = 1  # agencies that nobody follows, for the Center to see
STOOD_IN_FOR = 5  # every so many agencies have somebody who stands in, too
OPINIONS = (
    (Choice.APPROVE, "Có ngày, có ảnh, đúng chỗ được phản ánh."),
    (Choice.RETURN, "Mới nói đã kiểm tra, chưa nói đã làm gì."),
)


def follow_terms(since: date) -> None:
    """Give nearly every agency somebody who follows its terms, and some a substitute; none of them has a password."""
    agencies = list(Agency.objects.exclude(name="").filter(dissolved_on=None).order_by("pk"))
    kinds = [(agency, PostKind.FOLLOW_UP) for agency in agencies[UNFOLLOWED:]]
    kinds += [(agency, PostKind.SUBSTITUTE) for agency in agencies[UNFOLLOWED::STOOD_IN_FOR]]
    accounts = [_account(n, kind) for n, (_agency, kind) in enumerate(kinds, start=1)]
    made = get_user_model().objects.bulk_create(accounts)
    Group.objects.get(name=FOLLOWERS).user_set.add(*made)
    Post.objects.bulk_create(
        Post(account=account, agency=agency, kind=kind, since=since)
        for account, (agency, kind) in zip(made, kinds, strict=True)
    )


def _account(n: int, kind: PostKind) -> User:
    name = "theodoi" if kind is PostKind.FOLLOW_UP else "thay"
    account = get_user_model()(
        username=f"{name}{n:02}", email=f"{name}{n:02}@example.com", first_name=str(kind.label), last_name=INVENTED
    )
    account.set_unusable_password()
    return account


def disagree(reviewers: tuple[User, User], at: datetime) -> None:
    """Two reviewers who would decide otherwise on one of the answers that wait, for the head to settle."""
    version = Submission.objects.filter(decision="", answer__assignment__kind="handling").order_by("pk").first()
    if version is None:
        return
    for account, (choice, text) in zip(reviewers, OPINIONS, strict=True):
        by = Actor(role=Role.CENTER, user_id=account.pk)
        told = {"kind": RemarkKind.OPINION.value, "advises": choice.value, "text": text}
        claiming.remark(version=version, by=by, at=at, **told)
