"""Every address of the portal: probes and CMS first, cases and search before Wagtail's page tree."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import elsewhere, probes, sitemaps
from portal.media import media

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path(settings.CMS_PATH.lstrip("/"), include("portal.signin.urls")),
    path(settings.CMS_PATH.lstrip("/"), include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("robots.txt", probes.robots, name="robots"),
    path("favicon.ico", elsewhere.favicon),
    re_path(r"^vi(?:/(?P<rest>.*))?$", elsewhere.without_prefix),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_part"),
]
if settings.DEBUG:
    from portal import styleguide

    urlpatterns += styleguide.urlpatterns
if settings.DEBUG or settings.DEMO:  # elsewhere the proxy serves media; static files come from the finders
    urlpatterns.append(path("media/<path:path>", media))
urlpatterns += i18n_patterns(
    path("", include("cases.public.urls")),
    path("", include("cases.accountability.urls")),
    path("", include("search.urls")),
    path("api/v1/", include("portal.api.urls")),
    path("", include("home.urls")),
    # Wagtail's other login page, for restricted pages, knows of no second factor.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True)),
    path("", include(wagtail_urls)),  # last: it takes every address that is left
    prefix_default_language=False,
)
