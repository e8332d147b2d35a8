"""What machines ask first: is the process up, is it ready to serve, and what may crawlers read?"""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.waiting import late
from search.answering import trouble
from search.asking import NAMES
from search.question import Facet

CRAWLED = {Facet.AGENCY.value, Facet.CATEGORY.value, Facet.WARD.value}  # alone, they make lists worth finding


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; touches nothing else, so a slow database never gets it restarted."""
    return HttpResponse("ok", content_type="text/plain")


def _database_state() -> str:
    """Return "ok", "unreachable" or "pending migrations"."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unreachable"
    return "pending migrations" if pending else "ok"


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether requests can be served: 200 when the database answers and is migrated, else 503.

    What waits longer than it should (`decisions`, `search`, `mails`, `snapshots`) is named with the instant since when:
    a worker is away, but pages are served all the same. So they are where Elasticsearch is away: `search` says why.
    Under maintenance the database is not even asked.
    """
    if settings.MAINTENANCE:
        return JsonResponse({"maintenance": True}, status=503)
    database = _database_state()
    if database != "ok":
        return JsonResponse({"database": database}, status=503)
    waits = late(timezone.now())
    away = trouble()
    return JsonResponse(
        {"database": database, **({"late": waits} if waits else {}), **({"search": away.value} if away else {})}
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of the CMS and of lists without end, and name the sitemap; out of a demo altogether.

    Of lists they may have the whole one and those of one agency, category or ward, which alone are worth finding; every
    case is in the sitemap. Patterns as of RFC 9309; those of a list without a prefix hold for the English one, too.
    """
    asked = [f"?{name}=" for name in sorted(NAMES - CRAWLED)]
    closed = [settings.CMS_PATH, *(f"/*phan-anh/{rest}" for rest in ("*?*&", *asked, "suggest.json", "cases."))]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += [f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml", ""]
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
