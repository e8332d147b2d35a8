"""Open data for the public: the page that tells what there is, and the files of each day."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from http import HTTPStatus

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.accountability.open_data.cleaning import HOLDING, resting, waiting
from cases.accountability.open_data.folder import NAME, Dump, days, dump_of, newest
from cases.accountability.open_data.tables import TABLES
from cases.accountability.open_data.told import earlier, told_dump
from cases.public.pictures.card import Card, card, count, counted_on
from cases.public.pictures.card import Figure as CardFigure

SECONDS = 300
SOON = 60  # seconds until a file that rests may be asked for again
TYPES = {
    ".gz": "application/gzip",  # a packed file, not a packed answer: its checksum is that of what is sent
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    "": "text/plain; charset=utf-8",
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What there is, the newest dump first; before there is one, what there will be."""
    return _page(request, newest(), is_newest=True)


@require_safe
def show_day(request: HttpRequest, day: date) -> HttpResponse:
    """The dump of one day; 410 where its days are over, 404 where there never was one."""
    dump = dump_of(day)
    if dump is None:
        return _missing(request, day)
    return _page(request, dump, is_newest=False)


def _page(request: HttpRequest, dump: Dump | None, *, is_newest: bool) -> HttpResponse:
    now = timezone.now()
    found = None if dump is None else told_dump(dump, now=now, resting=resting(dump, waiting()))
    context = {
        "found": found,
        "is_newest": is_newest,
        "earlier": earlier(found.day if found else None),
        "dictionary": TABLES.values(),
        "kept": settings.OPEN_DATA_DAYS,
        "now": now,
    }
    return render(request, "cases/open_data.html", context)


def _missing(request: HttpRequest, day: date) -> HttpResponse:
    """410 with a word for a day that is over and has had its time; 404 for one that may still come, or never was."""
    if day > timezone.localdate() - timedelta(days=settings.OPEN_DATA_DAYS) or not days():
        raise Http404
    said = _("Bộ dữ liệu của mỗi ngày được giữ %(days)s ngày. Bộ mới nhất ở trang Dữ liệu mở.")
    context = {"heading": _("Bộ dữ liệu này không còn"), "text": said % {"days": settings.OPEN_DATA_DAYS}}
    response = render(request, "error.html", context, status=HTTPStatus.GONE)
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


@require_safe
def newest_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the newest dump, under an address that lasts."""
    dump = newest()
    if dump is None:
        raise Http404
    return _file(request, dump, name)


@require_safe
def day_file(request: HttpRequest, day: date, name: str) -> HttpResponseBase:
    """A file of one day's dump."""
    dump = dump_of(day)
    return _missing(request, day) if dump is None else _file(request, dump, name)


def _file(request: HttpRequest, dump: Dump, name: str) -> HttpResponseBase:
    """The file as it lies there; 503 while something is being taken out of it, 304 to who has it."""
    path = dump.path / name
    resource = dump.resource(name)
    if not NAME.fullmatch(name) or (resource is None and not path.is_file()):
        raise Http404
    if resource and resource["table"] in HOLDING and resource["year"] in resting(dump, waiting()):
        return _rests()
    digest = resource["hash"].removeprefix("sha256:") if resource else sha256(path.read_bytes()).hexdigest()
    etag = quote_etag(digest)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == HTTPStatus.NOT_MODIFIED:
        return unchanged
    try:
        response = FileResponse(path.open("rb"), content_type=TYPES[path.suffix])
    except FileNotFoundError:
        raise Http404 from None
    sample = "ban-mau-" if settings.DEMO else ""
    response.headers["Content-Disposition"] = f'attachment; filename="{sample}minhbach-{dump.day}-{name}"'
    response.headers["ETag"] = etag
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"  # it also holds what search engines are kept from
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _rests() -> HttpResponse:
    said = _("Một phản ánh vừa được gỡ. Tệp này mở lại ngay khi đã lấy phản ánh ấy ra.")
    response = HttpResponse(
        said + "\n", status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain; charset=utf-8"
    )
    response.headers["Retry-After"] = str(SOON)
    response.headers["Cache-Control"] = "no-store"
    return response


def share_card() -> Card:
    """What goes along when the page is shared."""
    dump, figures, kicker = newest(), list[CardFigure](), ""
    if dump is not None:
        kicker = counted_on(dump.at)
        cases = sum(each["rows"] for each in dump.resources if each["table"] == "cases" and each["format"] == "csv")
        figures = [count(cases, _("Phản ánh")), count(len(dump.resources), _("Tệp"))]
    return card(_("Dữ liệu mở"), kicker=kicker, figures=tuple(figures), sentence=_("CSV và JSON, mỗi ngày một bộ."))
