"""Pages whose figures anybody can report as wrong, and the form for that; kept apart because staff use both, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cases.models import Agency, Snapshot
from cases.models.figure_report import LONGEST_EXPECTED, LONGEST_FIGURE, LONGEST_SOURCE
from cases.templatetags.dates import day_text

#: Pages whose figures can be reported, by the names of their addresses, and how they are called.
PAGES: dict[str, Promise] = {
    "statistics": gettext_lazy("Số liệu"),
    "agencies": gettext_lazy("So sánh các đơn vị"),
    "agency": gettext_lazy("Đơn vị"),
    "overdue": gettext_lazy("Đơn vị quá hạn hôm nay"),
    "frozen_day": gettext_lazy("Bản chốt"),
    "frozen_cases": gettext_lazy("Bản chốt"),
    "frozen_agency": gettext_lazy("Bản chốt"),
    "wards": gettext_lazy("Theo phường, xã"),
    "categories": gettext_lazy("Theo lĩnh vực"),
    "backlog": gettext_lazy("Tồn đọng"),
    "gone": gettext_lazy("Không tiếp nhận, gộp, gỡ"),
}
_MISSING = gettext_lazy("Hãy điền ô này.")
_TOO_LONG = gettext_lazy("Nhiều nhất %(limit_value)d chữ cái.")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page with figures: its address without language, the one in the present language, and what it is called."""

    path: str
    address: str
    name: str


def _match(path: str) -> tuple[str, ResolverMatch] | None:
    """The address without language, and what answers there; None where no figures are."""
    bare = path[3:] if path.startswith("/en/") else path
    try:
        with translation.override(settings.LANGUAGE_CODE):  # in another language addresses have its prefix
            match = resolve(bare)
    except Resolver404:
        return None
    return (bare, match) if match.url_name in PAGES else None


def place_of(path: str) -> Place | None:
    """The page at an address, if its figures can be reported and it is there (one query at most)."""
    found = _match(path)
    if found is None:
        return None
    given = found[1].kwargs
    if "day" in given and not Snapshot.objects.filter(date=given["day"]).exists():
        return None
    return places_of([path]).get(path)


def places_of(paths: Iterable[str]) -> Mapping[str, Place]:
    """What the pages at these addresses are called; one whose agency is not known is left out (one query)."""
    found = {path: there for path in paths if (there := _match(path)) is not None}
    slugs = {match.kwargs["slug"] for _bare, match in found.values() if "slug" in match.kwargs}
    names = {agency.slug: str(agency) for agency in Agency.objects.filter(slug__in=slugs)} if slugs else {}
    places = {}
    for path, (bare, match) in found.items():
        called, given = str(PAGES[match.url_name or ""]), match.kwargs
        if "slug" in given and given["slug"] not in names:
            continue
        parts = [names.get(given.get("slug", ""), called)]
        if "day" in given:
            parts = [called, day_text(given["day"]), *([names[given["slug"]]] if "slug" in given else [])]
        address = reverse(match.view_name, kwargs=given)
        places[path] = Place(path=bare, address=address, name=" ".join(parts))
    return places


class FigureReportForm(forms.Form):
    """Which figure, what it should be, and from where. `trang` is for machines: people neither see nor fill it."""

    figure = forms.CharField(
        label=gettext_lazy("Con số nào?"),
        help_text=gettext_lazy("Ví dụ: tỷ lệ đúng hạn, 84,6 %."),
        max_length=LONGEST_FIGURE,
        error_messages={"required": _MISSING, "max_length": _TOO_LONG},
    )
    expected = forms.CharField(
        label=gettext_lazy("Đáng lẽ là bao nhiêu, vì sao?"),
        max_length=LONGEST_EXPECTED,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _MISSING, "max_length": _TOO_LONG},
    )
    source = forms.CharField(
        required=False,
        label=gettext_lazy("Căn cứ vào đâu? (không bắt buộc)"),
        help_text=gettext_lazy("Số phản ánh, văn bản, địa chỉ trang."),
        max_length=LONGEST_SOURCE,
        error_messages={"max_length": _TOO_LONG},
    )
    email = forms.EmailField(
        required=False,
        label=gettext_lazy("Thư điện tử (không bắt buộc)"),
        help_text=gettext_lazy("Chỉ để báo kết quả cho bạn. Không bao giờ hiện trên trang, báo xong là xoá."),
        error_messages={"invalid": gettext_lazy("Địa chỉ thư này chưa đúng.")},
    )
    trang = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    @property
    def by_machine(self) -> bool:
        """Whether something filled the field that nobody sees."""
        return bool(self.data.get("trang"))
