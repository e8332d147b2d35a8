"""The gate: without a second factor a session is nobody's, in the CMS and everywhere else."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject


def require_second_factor(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Where a second factor is obligatory, take whoever has shown none for a stranger.

    So no list of addresses has to be kept: what refuses strangers refuses them, and any door to a session that another
    package may bring opens nothing. The account is looked up only when asked for: public pages stay without cookies.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.STAFF_TWO_FACTOR:
            known, aknown = request.user, request.auser
            request.user = SimpleLazyObject(partial(_verified, known))  # type: ignore[assignment]  # as Django does

            async def auser() -> Any:
                return _verified(await aknown())

            request.auser = auser
        return get_response(request)

    return answer


def _verified(user: Any) -> Any:
    """Return the account that has shown both factors, else nobody."""
    return user if user.is_authenticated and user.is_verified() else AnonymousUser()
