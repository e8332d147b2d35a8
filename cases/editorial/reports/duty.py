"""Who follows the terms of which agency, and which agencies nobody does: what goes to nobody is nobody's fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cases.models import Agency, Assignment, Post, PostKind

READERS = ("cases.edit", "cases.decide", "cases.head", "cases.administer")
#: What an agency may lack, the worst first: nobody gets its digest, nobody but a substitute, nobody stands in.
LACKS: dict[str, Promise] = {
    "nobody": _("Không ai nhận thư"),
    "follow_up": _("Không có cán bộ theo dõi hạn"),
    "substitute": _("Không có người thay"),
}


def reachable(kind: PostKind, **more: Any) -> Count:
    """How many of an agency hold such a post today, at an account that mails reach."""
    posts = Post.objects.held(timezone.localdate()).reachable().filter(kind=kind, **more)
    return Count("posts", filter=Q(posts__in=posts.values("pk")), distinct=True)


def agencies() -> QuerySet[Agency]:
    """Every agency that has a name and still exists, with how many follow its terms, stand in, and are there today."""
    today = timezone.localdate()
    present = Post.objects.present(today).reachable().exclude(kind=PostKind.OFFICER)
    alive = Q(dissolved_on=None) | Q(dissolved_on__gt=today)
    return (
        Agency.objects.filter(alive)
        .exclude(name="")
        .annotate(
            follow_up=reachable(PostKind.FOLLOW_UP),
            substitute=reachable(PostKind.SUBSTITUTE),
            present=Count("posts", filter=Q(posts__in=present.values("pk")), distinct=True),
        )
        .order_by("present", "follow_up", "substitute", "name", "pk")
    )


def lacking(rows: QuerySet[Agency], what: str) -> QuerySet[Agency]:
    """The agencies that lack this; "any": anything at all."""
    lacks = {"nobody": Q(present=0), "follow_up": Q(follow_up=0), "substitute": Q(substitute=0)}
    return rows.filter(lacks[what] if what in lacks else lacks["follow_up"] | lacks["substitute"] | lacks["nobody"])


def said_to_lack(row: Any) -> str:
    """What an agency lacks, in words; "" where it lacks nothing."""
    if row.present == 0:
        away = _("Không ai nhận thư: đang vắng cả") if row.follow_up or row.substitute else LACKS["nobody"]
        return str(away)
    lacks = (kind for kind in ("follow_up", "substitute") if getattr(row, kind) == 0)
    return ", ".join(str(LACKS[kind]) for kind in lacks)


class DutyFilter(WagtailFilterSet):  # type: ignore[misc]  # Wagtail is untyped
    """What is lacking; without a choice, anything."""

    thieu = django_filters.ChoiceFilter(
        label=_("Còn thiếu"),
        choices=[*LACKS.items(), ("all", _("Mọi đơn vị"))],
        empty_label=_("Thiếu bất cứ gì"),
        method="narrowed",
    )

    class Meta:
        model = Agency
        fields: ClassVar[list[str]] = []

    def narrowed(self, rows: QuerySet[Agency], _name: str, value: str) -> QuerySet[Agency]:
        """Those that lack what was chosen."""
        return rows if value == "all" else lacking(rows, value)

    def filter_queryset(self, queryset: QuerySet[Agency]) -> QuerySet[Agency]:
        """As chosen; where nothing was chosen, those that lack anything."""
        found = queryset if self.form.cleaned_data.get("thieu") else lacking(queryset, "any")
        narrowed: QuerySet[Agency] = super().filter_queryset(found)
        return narrowed


class DutyReport(ReportView):  # type: ignore[misc]  # Wagtail is untyped
    """For the Center and the administrator of posts; as CSV and XLSX too."""

    model = Agency
    page_title = _("Ai theo dõi hạn")
    header_icon = "user"
    index_url_name = "duty_report"
    index_results_url_name = "duty_report_results"
    filterset_class = DutyFilter
    default_ordering = None
    columns: ClassVar[list[Column]] = [
        Column("name", label=_("Đơn vị")),
        Column("lacks", label=_("Còn thiếu")),
        Column("follow_up", label=_("Cán bộ theo dõi hạn")),
        Column("substitute", label=_("Người thay")),
        Column("running", label=_("Việc đang mở")),
    ]
    list_export: ClassVar[list[str]] = ["name", "get_kind_display", "lacks", "follow_up", "substitute", "running"]
    export_headings: ClassVar[dict[str, Promise]] = {
        "name": _("Đơn vị"),
        "get_kind_display": _("Loại"),
        "lacks": _("Còn thiếu"),
        "follow_up": _("Cán bộ theo dõi hạn"),
        "substitute": _("Người thay"),
        "running": _("Việc đang mở"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who can do something about it."""
        if not any(request.user.has_perm(permission) for permission in READERS):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[Agency]:
        """Agencies; who lacks more comes first."""
        return agencies()

    def decorate_paginated_queryset(self, object_list: Sequence[Agency]) -> Sequence[Agency]:
        """With what they lack in words, and how much they have in hand (one query)."""
        counted = Assignment.objects.running().order_by().values("agency").annotate(n=Count("pk"))
        running = dict(counted.values_list("agency", "n"))
        rows: list[Any] = list(object_list)
        for row in rows:
            row.lacks, row.running = said_to_lack(row), running.get(row.pk, 0)
        return rows

    def get_filename(self) -> str:
        """With the day: it tells of today."""
        return f"theo-doi-han-{timezone.localdate():%Y-%m-%d}"
