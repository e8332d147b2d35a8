"""Files at the list's address: every case of the same question, streamed, in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import Promise
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.public.parameters import BOM, refused, wants_mark, wrong_flags
from cases.public.sample import sample_notice
from search.answers import SECONDS, Asking, this_minute
from search.document import Document
from search.files import Telling, csv_pieces, geojson_pieces
from search.limits import in_json, in_words, limited
from search.machine_questions import NARROWING, RefusedError, asked_by, known
from search.question import Question

EVERY_ROW: str | Promise = gettext_lazy("tệp luôn có đủ mọi dòng")
OTHERWISE: dict[str, str | Promise] = {
    "sort": gettext_lazy("tệp luôn xếp phản ánh mới nhất trước"),
    "page": EVERY_ROW,
    "after": EVERY_ROW,
    "before": EVERY_ROW,
}
HARMLESS = {("sort", "newest"), ("page", "1")}
Pieces = Callable[[Iterable[Document], Telling, Question], Iterable[str] | Iterable[bytes]]


@require_safe
@limited("file", in_words)
def cases_csv(request: HttpRequest) -> HttpResponseBase:
    """The cases of a question as CSV; 400 where a part of it cannot be heeded. `bom=1` is for Excel."""
    wrong = wrong_flags(request, [BOM])
    if wrong:
        return refused(wrong)

    def pieces(documents: Iterable[Document], telling: Telling, question: Question) -> Iterable[str]:
        return csv_pieces(documents, telling, mark=wants_mark(request))

    return _answer(request, "csv", "text/csv; charset=utf-8", pieces, own=(BOM,))


@require_safe
@limited("file", in_json)
def cases_geojson(request: HttpRequest) -> HttpResponseBase:
    """The same as GeoJSON."""

    def pieces(documents: Iterable[Document], telling: Telling, question: Question) -> Iterable[bytes]:
        return geojson_pieces(documents, telling, query=question.query)

    return _answer(request, "geojson", "application/geo+json", pieces)


def _answer(
    request: HttpRequest,
    ending: str,
    content_type: str,
    pieces: Pieces,
    *,
    own: tuple[str, ...] = (),
) -> HttpResponseBase:
    try:
        unknown = _("tệp không có tham số này")
        question = asked_by(request, NARROWING, OTHERWISE, unknown=unknown, harmless=HARMLESS, own=own)
        question = known(question)
    except RefusedError as error:
        return refused(error.problems)
    asking = Asking(this_minute(timezone.now()))
    asking.know_words([question])
    telling = Telling(at=asking.at, language=get_language() or settings.LANGUAGE_CODE, notice=sample_notice())
    told = " ".join([asking.age, request.get_full_path(), telling.language, telling.notice, settings.PUBLIC_URL])
    etag = quote_etag(blake2b(told.encode(), digest_size=16).hexdigest())
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == HTTPStatus.NOT_MODIFIED:
        return unchanged
    written = pieces(asking.walk(question), telling, question)
    response = StreamingHttpResponse(_in(telling.language, written), content_type=content_type)
    name = f"{'ban-mau-' if settings.DEMO else ''}phan-anh-{timezone.localtime(asking.at):%Y-%m-%d-%H%M}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = etag
    response.headers["X-Robots-Tag"] = "noindex"  # it also holds what search engines are kept from
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _in(language: str, pieces: Iterable[str] | Iterable[bytes]) -> Iterator[str | bytes]:
    """The pieces, made in a language: they are made when the request is over, and with it its language."""
    with translation.override(language):
        yield from pieces
