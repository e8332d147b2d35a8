"""Where a request comes from, and how to tell for an hour which ones come from one place without keeping which."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


def client_address(request: HttpRequest) -> str:
    """Return where a request comes from: behind our proxy, the address it wrote last; the rest anyone can invent."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded if settings.BEHIND_PROXY and forwarded else str(request.META.get("REMOTE_ADDR", ""))


def sender_of(request: HttpRequest, at: datetime) -> str:
    """A keyed digest of the address, another one every day: nobody learns the address from it, nor who came again."""
    day = timezone.localdate(at).isoformat()
    return salted_hmac("cases.public.visitors", f"{day} {client_address(request)}", algorithm="sha256").hexdigest()
