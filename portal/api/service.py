"""The API itself: its resources, each with what it takes, what it answers and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from cases.accountability.comparison import comparison
from cases.accountability.divisions import CATEGORIES, WARDS, divided
from cases.accountability.front import front_figures
from cases.accountability.frozen.reading import day_page
from cases.accountability.overdue_files import as_told
from cases.accountability.overdue_list import overdue_list
from cases.accountability.portrait import portrait
from cases.accountability.present import present
from cases.accountability.statistics import statistics
from cases.actions.changing import is_public
from cases.models import Agency as AgencyModel
from cases.public.loading import tell_page
from cases.public.reached import in_full, reached, tombstone
from cases.public.sample import sample_notice
from portal.api import problems
from portal.api.answering import answered, refuse_unknown
from portal.api.parameters import PARAMETERS, Parameter
from portal.api.reading import asked_cases, cases_of
from portal.api.shapes.base import Answer
from portal.api.shapes.case import Case
from portal.api.shapes.cases import Cases
from portal.api.shapes.figures import Agencies, Agency, Division, Figures, Overdue
from portal.api.shapes.snapshots import SnapshotDay, Snapshots
from portal.api.snapshots import PARAMETERS as SNAPSHOT_PARAMETERS
from portal.api.snapshots import snapshots_asked
from search.machine_questions import RefusedError

LISTS, FIGURES = "cases", "figures"
api = NinjaAPI(
    title=_("Minh Bạch, API để đọc"),
    version="1",
    description=_(
        "Mọi phản ánh công khai và mọi số liệu của trang, để chương trình đọc: cùng nội dung với các trang, không cần "
        "khoá, không cần đăng ký. Dưới /en/ tên và câu chữ bằng tiếng Anh. Mọi thời điểm theo giờ của thành phố."
    ),
    urls_namespace="api_v1",
    docs_url=None,
    openapi_url=None,
)


def resource(
    path: str,
    answer: type[Answer],
    *,
    summary: str,
    description: str,
    tag: str,
    parameters: Sequence[Parameter] = (),
    goes_wrong: Sequence[int] = (),
) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """Make a resource of a function that gives its answer; unknown parameters are refused before it is asked."""

    def register(make: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @wraps(make)
        def respond(request: HttpRequest, **parts: Any) -> HttpResponse:
            if not parameters:  # those of a question are read, and refused, all together
                refuse_unknown(request)
            return answered(request, make(request, **parts))

        told: dict[int, Any] = dict.fromkeys((400, *goes_wrong, 405, 429, 503), problems.ProblemDetails)
        api.api_operation(
            ["GET"],
            path,
            response={200: answer, **told},
            summary=summary,
            description=description,
            tags=[tag],
            operation_id=make.__name__,
            url_name=make.__name__,
            openapi_extra={"parameters": [parameter.as_openapi() for parameter in parameters]},
        )(respond)
        return respond

    return register


# --- cases -----------------------------------------------------------------------------------------------------------


@resource(
    "/cases",
    Cases,
    tag=LISTS,
    summary=_("Danh sách phản ánh"),
    description=_(
        "Cùng câu hỏi và cùng tham số với trang danh sách, nguồn tin và tệp. total luôn đúng. "
        "Đọc hết bằng links.next: trang thứ một nghìn cũng nhanh như trang đầu."
    ),
    parameters=PARAMETERS,
)
def cases(request: HttpRequest) -> Cases:
    """The cases of a question, page by page."""
    question, facets = asked_cases(request)
    return cases_of(question, facets=facets)


@resource(
    "/cases/{int:number}",
    Case,
    tag=LISTS,
    summary=_("Một phản ánh"),
    description=_(
        "Mọi điều trang của phản ánh nói: đồng hồ, các lần giao, câu trả lời, gia hạn, diễn biến, ảnh. "
        "Đã rút là 410, đã gộp là 404; cả hai nói vì sao."
    ),
    goes_wrong=(403, 404, 410),
)
def case(request: HttpRequest, number: int) -> Case:
    """One case by its number, with everything its page tells."""
    found = reached(number)
    if found is None:
        raise Http404
    if found.merged_into is not None:
        raise problems.merged(found.number, found.merged_into.number)
    if not is_public(found):
        left = tombstone(found)
        raise problems.withdrawn(left.number, left.withdrawn_at, left.reason)
    if found.page.get_view_restrictions():
        raise problems.ProblemError(problems.RESTRICTED)
    found.page.case = found
    return Case.of(in_full(tell_page(found.page, at=present().at), found), sample_notice())


# --- figures ---------------------------------------------------------------------------------------------------------


@resource(
    "/agencies",
    Agencies,
    tag=FIGURES,
    summary=_("Các đơn vị"),
    description=_("Mọi đơn vị từng được giao phản ánh, mỗi đơn vị theo đồng hồ của mình, với tỷ lệ đúng hạn và n."),
)
def agencies(request: HttpRequest) -> Agencies:
    """Every agency that was given a case, with its rate."""
    return Agencies.of(comparison(), sample_notice())


@resource(
    "/agencies/{slug:slug}",
    Agency,
    tag=FIGURES,
    summary=_("Một đơn vị"),
    description=_("Mọi số liệu của một đơn vị, cùng những phản ánh quá hạn lâu nhất và vừa trả lời."),
    goes_wrong=(404,),
)
def agency(request: HttpRequest, slug: str) -> Agency:
    """One agency with its figures."""
    try:
        found = portrait(slug)
    except AgencyModel.DoesNotExist:
        raise Http404 from None
    return Agency.of(found, sample_notice())


@resource(
    "/figures",
    Figures,
    tag=FIGURES,
    summary=_("Số liệu cả thành phố"),
    description=_("Cùng những con số với trang Số liệu: đang mở, quá hạn, các tỷ lệ, từng tháng, từng nguồn."),
)
def figures(request: HttpRequest) -> Figures:
    """The figures of the whole city."""
    return Figures.of(statistics(), front_figures(), sample_notice())


@resource(
    "/overdue",
    Overdue,
    tag=FIGURES,
    summary=_("Đơn vị quá hạn"),
    description=_("Đơn vị nào đang có phản ánh quá hạn, cùng nội dung với qua-han.json."),
)
def overdue(request: HttpRequest) -> Overdue:
    """Agencies past due now, as the file has them."""
    return Overdue.of(as_told(overdue_list()))


@resource(
    "/snapshots",
    Snapshots,
    tag=FIGURES,
    summary=_("Những ngày đã chốt"),
    description=_("Danh sách đơn vị quá hạn được chốt mỗi đêm và không ai sửa được; ngày mới đứng trước."),
    parameters=SNAPSHOT_PARAMETERS,
)
def snapshots(request: HttpRequest) -> Snapshots:
    """Which days are frozen, with the sum of each."""
    return snapshots_asked(request)


@resource(
    "/snapshots/{day:day}",
    SnapshotDay,
    tag=FIGURES,
    summary=_("Một ngày đã chốt"),
    description=_("Từng đơn vị vào cuối ngày ấy, các tệp với SHA-256, và mọi lần đính chính."),
    goes_wrong=(404,),
)
def snapshot(request: HttpRequest, day: date) -> SnapshotDay:
    """One frozen day."""
    found = day_page(day)
    if found is None:
        raise Http404
    return SnapshotDay.of(found, sample_notice())


@resource(
    "/categories",
    Division,
    tag=FIGURES,
    summary=_("Các lĩnh vực"),
    description=_("Mọi lĩnh vực với số phản ánh; slug là giá trị của tham số category."),
)
def categories(request: HttpRequest) -> Division:
    """Every category with its cases counted."""
    return Division.of(CATEGORIES.name, divided(CATEGORIES), sample_notice())


@resource(
    "/wards",
    Division,
    tag=FIGURES,
    summary=_("Các phường, xã"),
    description=_("Mọi phường, xã với số phản ánh; slug là giá trị của tham số ward."),
)
def wards(request: HttpRequest) -> Division:
    """Every ward with its cases counted."""
    return Division.of(WARDS.name, divided(WARDS), sample_notice())


# --- what goes wrong -------------------------------------------------------------------------------------------------


@api.exception_handler(RefusedError)
def _parameters(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return problems.about_parameters(error.problems)


@api.exception_handler(problems.ProblemError)
def _told(request: HttpRequest, error: problems.ProblemError) -> HttpResponse:
    return error.response()


@api.exception_handler(Http404)
@api.exception_handler(ValidationError)
def _nothing_here(request: HttpRequest, error: Exception) -> HttpResponse:
    """Nothing of the path is validated but the number and the slug in it."""
    return problems.problem(problems.NOT_FOUND)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.problem(problems.UNREADABLE)


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Told by `portal.errors`, after it was logged; where the database is away, that is another thing."""
    raise error
