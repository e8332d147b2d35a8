"""How the API says that it cannot answer: one form for all of it (RFC 9457, application/problem+json).

A sentence in the language of the address says what is wrong; `errors` names each parameter, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, gettext, gettext_lazy, override
from django.utils.translation import gettext_noop as _
from pydantic import Field

from cases.public.parameters import Problem
from portal.api.shapes.base import Instant, Shape, api_address
from search.limits import HEADERS

CONTENT_TYPE = "application/problem+json"
BELOW = "/api/v1/"
SOON = 30  # seconds until it is worth asking again


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its name, which is an anchor on the page about the API, its status and its title."""

    name: str
    status: HTTPStatus
    title: str | Promise
    told: str | Promise


PARAMETER = Kind(
    "parameter",
    HTTPStatus.BAD_REQUEST,
    gettext_lazy("Có tham số không dùng được"),
    gettext_lazy("Một tham số lạ, hoặc một giá trị không hiểu được; errors nói rõ từng tham số. Không bao giờ bỏ qua."),
)
UNREADABLE = Kind(
    "unreadable",
    HTTPStatus.BAD_REQUEST,
    gettext_lazy("Không hiểu được yêu cầu này"),
    gettext_lazy("Yêu cầu hỏng từ trước khi đọc đến tham số."),
)
RESTRICTED = Kind(
    "restricted",
    HTTPStatus.FORBIDDEN,
    gettext_lazy("Trang này chỉ mở cho người có quyền"),
    gettext_lazy("Trang của phản ánh tạm không mở cho mọi người."),
)
NOT_FOUND = Kind(
    "not-found",
    HTTPStatus.NOT_FOUND,
    gettext_lazy("Không có gì ở địa chỉ này"),
    gettext_lazy("Sai địa chỉ, sai số, hoặc phản ánh chưa được tiếp nhận, hay chỉ tính vào số liệu."),
)
MERGED = Kind(
    "merged",
    HTTPStatus.NOT_FOUND,
    gettext_lazy("Phản ánh đã gộp vào phản ánh khác"),
    gettext_lazy("merged_into là số của phản ánh kia, api_url là địa chỉ của nó. Có thể được tách lại."),
)
WITHDRAWN = Kind(
    "withdrawn",
    HTTPStatus.GONE,
    gettext_lazy("Phản ánh đã rút khỏi trang"),
    gettext_lazy("withdrawn_at nói lúc nào, reason nói vì sao. Bản sao ở nơi khác cũng nên xoá."),
)
METHOD = Kind(
    "method",
    HTTPStatus.METHOD_NOT_ALLOWED,
    gettext_lazy("Địa chỉ này chỉ để đọc"),
    gettext_lazy("Chỉ có GET, HEAD và OPTIONS."),
)
TOO_MANY = Kind(
    "too-many",
    HTTPStatus.TOO_MANY_REQUESTS,
    gettext_lazy("Hỏi quá nhiều trong một lúc"),
    gettext_lazy("Retry-After nói bao nhiêu giây nữa hỏi lại được."),
)
BROKEN = Kind(
    "broken",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    gettext_lazy("Lỗi của trang"),
    gettext_lazy("Lỗi ở phía trang này, đã được ghi lại."),
)
UNAVAILABLE = Kind(
    "unavailable",
    HTTPStatus.SERVICE_UNAVAILABLE,
    gettext_lazy("Đang bảo trì hoặc quá tải"),
    gettext_lazy("Retry-After nói bao nhiêu giây nữa hỏi lại được."),
)
KINDS = (PARAMETER, UNREADABLE, RESTRICTED, NOT_FOUND, MERGED, WITHDRAWN, METHOD, TOO_MANY, BROKEN, UNAVAILABLE)


class ParameterError(Shape):
    """A parameter that cannot be heeded."""

    about: ClassVar[str] = _("Một tham số không dùng được.")
    parameter: str = Field(description=_("Tên tham số."))
    reason: str = Field(description=_("Vì sao, bằng ngôn ngữ của địa chỉ."))


class ProblemDetails(Shape):
    """Why there is no answer."""

    about: ClassVar[str] = _("Vì sao không có câu trả lời (RFC 9457).")
    type: str = Field(description=_("Loại lỗi: một địa chỉ có lời giải thích."))
    title: str = Field(description=_("Loại lỗi, bằng lời."))
    status: int = Field(description=_("Mã trạng thái HTTP."))
    detail: str = Field(description=_("Lỗi lần này, bằng lời."))
    errors: list[ParameterError] | None = Field(default=None, description=_("Từng tham số không dùng được."))
    number: int | None = Field(default=None, description=_("Số của phản ánh."))
    merged_into: int | None = Field(default=None, description=_("Số của phản ánh mà nó đã gộp vào."))
    api_url: str | None = Field(default=None, description=_("Phản ánh đó trong API."))
    withdrawn_at: Instant | None = Field(default=None, description=_("Lúc rút."))
    reason: str | None = Field(default=None, description=_("Vì sao rút."))


class ProblemError(Exception):
    """An answer cannot be given; `response` says why."""

    def __init__(self, kind: Kind, detail: str = "", **more: Any) -> None:
        super().__init__(kind.name)
        self.kind, self.detail, self.more = kind, detail, more

    def response(self) -> HttpResponse:
        """What the program is answered."""
        return problem(self.kind, self.detail, **self.more)


def problem(kind: Kind, detail: str = "", **more: Any) -> HttpResponse:
    """The answer about a problem, in the active language; `more` are members of `ProblemDetails`."""
    told = ProblemDetails(
        type=f"{api_address('')}#{kind.name}",
        title=str(kind.title),
        status=kind.status,
        detail=detail or str(kind.told),
        **more,
    )
    response = HttpResponse(told.model_dump_json(exclude_none=True), status=kind.status, content_type=CONTENT_TYPE)
    if kind in (UNAVAILABLE, BROKEN):
        response.headers["Retry-After"] = str(SOON)
    response.headers["Cache-Control"] = "no-store" if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "max-age=60"
    return response


def about_parameters(problems: Collection[Problem]) -> HttpResponse:
    """400: each parameter that cannot be heeded, with the reason."""
    errors = [ParameterError(parameter=each.parameter, reason=each.sentence) for each in problems]
    return problem(PARAMETER, " ".join(error.reason for error in errors), errors=errors)


def merged(number: int, into: int) -> ProblemError:
    """404: the case was merged into another one."""
    detail = gettext("Phản ánh %(number)d đã gộp vào phản ánh %(into)d.") % {"number": number, "into": into}
    return ProblemError(MERGED, detail, number=number, merged_into=into, api_url=api_address(f"cases/{into}"))


def withdrawn(number: int, at: datetime | None, reason: str) -> ProblemError:
    """410: the case was withdrawn."""
    detail = gettext("Phản ánh %(number)d đã rút khỏi trang.") % {"number": number}
    return ProblemError(WITHDRAWN, detail, number=number, withdrawn_at=at, reason=reason)


# --- what goes wrong outside of the API's own views ------------------------------------------------------------------


def concerns(request: HttpRequest) -> bool:
    """Whether a request comes from a program, to the API, which could read no page."""
    path = request.path_info
    for code, _name in settings.LANGUAGES:
        path = path.removeprefix(f"/{code}") if path.startswith(f"/{code}/") else path
    return path.startswith(BELOW) and path != BELOW


def instead_of_a_page(request: HttpRequest, kind: Kind) -> HttpResponse:
    """The problem in the language of the address, also where no middleware has chosen one yet."""
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        response = problem(kind)
    return opened(response)


def opened(response: HttpResponse) -> HttpResponse:
    """The response with what lets scripts of any site read it, and search engines leave it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = ", ".join(("ETag", "Last-Modified", "Retry-After", *HEADERS))
    response.headers["X-Robots-Tag"] = "noindex"
    return response
