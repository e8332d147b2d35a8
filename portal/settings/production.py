"""Settings for a server: nothing is guessed, everything travels encrypted."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403 - settings are layered

if missing := sorted({"SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL"} - GIVEN):  # noqa: F405
    raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment; docs/settings.md says how.")

DEBUG = False
STAFF_TWO_FACTOR = STAFF_TWO_FACTOR or ("STAFF_TWO_FACTOR" not in GIVEN and not DEMO)  # noqa: F405

TASKS["mails"]["BACKEND"] = QUEUED  # noqa: F405

# --- encryption ------------------------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]  # noqa: F405
SECURE_SSL_REDIRECT = SSL_REDIRECT  # noqa: F405
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside, over plain HTTP
SECURE_HSTS_SECONDS = HSTS_SECONDS  # noqa: F405
if BEHIND_PROXY:  # noqa: F405
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whether other hosts below this one are encrypted too, and whether browsers may be told so for good, is not this
# portal's to decide: the domain belongs to the city. Wagtail's preview frames our own pages (W019).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]

# --- static files ----------------------------------------------------------------------------------------------------

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
