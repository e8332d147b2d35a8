"""Settings shared by all; the only module that reads the environment (docs/settings.md lists every variable)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.FileAwareEnv()
GIVEN = frozenset(
    name
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL", "STAFF_TWO_FACTOR")
    if env.str(name, default="")
)

SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")
SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)  # this and the next two count in production alone
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600)
STAFF_TWO_FACTOR = env.bool("STAFF_TWO_FACTOR", default=False)  # nobody enters the CMS by a password alone
DEMO = env.bool("DEMO", default=False)  # every page says that its data are made up, and search engines are kept out
MAINTENANCE = env.bool("MAINTENANCE", default=False)  # every address but /healthz answers 503, the database rests

# --- what is installed ---------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal",
    "home",
    "search",
    "cases",
    "cases.contacts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailgeowidget",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.middleware.SplitCSP",
    "portal.middleware.let_back_lead_to_answers",  # outside of what forbids to store
    "portal.middleware.answer_head_without_a_body",  # before whatever measures or changes a body: as for GET
    "portal.middleware.keep_demo_out_of_search_engines",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.CompressPublic",
    "portal.middleware.close_for_maintenance",  # after WhiteNoise: its page has a stylesheet; before what reads data
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "portal.signin.gate.require_second_factor",  # before whatever asks who is there
    "portal.doors.ask_at_doors",
    "portal.crafted.answer_crafted_forms",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "portal.middleware.explain_refused_methods",  # last: its page gets every header that pages get
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
                "home.menus.context",
            ],
        },
    },
]

# --- database ------------------------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR}/var/minhbach.sqlite3"
DATABASES: dict[str, dict[str, Any]] = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # take the write lock at once: upgrading one later cannot wait its turn
        "timeout": 20,  # seconds a writer waits for another
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- caches --------------------------------------------------------------------------------------------------------

MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": MEMORY},
    "pictures": {"BACKEND": MEMORY, "LOCATION": "pictures", "OPTIONS": {"MAX_ENTRIES": 100}},  # about 2 MB
    # Apart, so that a program which asks for everything pushes out no figures:
    "answers": {"BACKEND": MEMORY, "LOCATION": "answers", "OPTIONS": {"MAX_ENTRIES": 50}},  # at most 300 kB each
    "since": {"BACKEND": MEMORY, "LOCATION": "since", "OPTIONS": {"MAX_ENTRIES": 5000}},  # about 1 MB
}

FIGURES_AGE = env.int("FIGURES_AGE", default=0)  # seconds; 0: counted anew whenever something has happened

# --- search --------------------------------------------------------------------------------------------------------

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")  # empty: the embedded engine answers
SEARCH_INDEX = env.str("SEARCH_INDEX", default="minhbach")  # prefix of index names
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_CA_FILE = env.str("ELASTICSEARCH_CA_FILE", default="")  # empty: the authorities this machine trusts
ELASTICSEARCH_TIMEOUT = env.float("ELASTICSEARCH_TIMEOUT", default=2.0)  # seconds; then the embedded engine answers
ELASTICSEARCH_WRITE_TIMEOUT = env.float("ELASTICSEARCH_WRITE_TIMEOUT", default=30.0)  # seconds; then it is tried later
ELASTIC = {
    "ENGINE": "search.engines.elastic.engine.ElasticEngine",
    "URL": ELASTICSEARCH_URL,
    "INDEX": SEARCH_INDEX,
    "API_KEY": ELASTICSEARCH_API_KEY,
    "CA_FILE": ELASTICSEARCH_CA_FILE,
    "TIMEOUT": ELASTICSEARCH_TIMEOUT,
    "WRITE_TIMEOUT": ELASTICSEARCH_WRITE_TIMEOUT,
}
SEARCH_ENGINES: dict[str, dict[str, Any]] = {"default": ELASTIC, "elastic": ELASTIC} if ELASTICSEARCH_URL else {}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}  # ordinary pages in the CMS only

# --- language and time ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]  # ours; what others say in English only
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Ho_Chi_Minh")
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]  # days are written 24/11/2026, and read so
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"  # what the date picker writes
WAGTAIL_I18N_ENABLED = False  # same content, translated interface
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]

# --- files ---------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
WHITENOISE_MIMETYPES = {".geojson": "application/geo+json"}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor sends many

# --- Wagtail -------------------------------------------------------------------------------------------------------

CMS_PATH = "/cms/"
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_SITE_NAME = "Minh Bạch"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILREDIRECTS_AUTO_CREATE = False  # above some thousand children it fails after the commit
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # see home.slugs
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # terms are the city's, and so is every hour on a desk: nobody chooses another
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party on any page
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.images.ImageForm"  # place, time and device stay out of photographs
GEO_WIDGET_DEFAULT_LOCATION = {"lat": 16.4637, "lng": 107.5909}  # Huế
GEO_WIDGET_ZOOM = 12
GEO_WIDGET_LEAFLET_TILE_LAYER = ""  # wards are drawn, tiles would come from a third party
# A picture of streets below the public map, and whom it is by; unset, wards are drawn, and nobody else is asked.
MAP_TILE_URL = env.str("MAP_TILE_URL", default="")
MAP_TILE_ATTRIBUTION = env.str("MAP_TILE_ATTRIBUTION", default="")

# --- safety --------------------------------------------------------------------------------------------------------

X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview frames our own pages
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A password may be wrong five times from one address; then it is not looked at for a quarter of an hour. Counted in the
# database. Neither by account nor by address alone: anyone could lock an editor out, or an office behind one address.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "portal.signin.holding.Holding"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says how long to wait, and trying does not lengthen it
AXES_LOCKOUT_CALLABLE = "portal.signin.throttle.locked_out"
AXES_CLIENT_IP_CALLABLE = "portal.signin.throttle.client_address"
AXES_DISABLE_ACCESS_LOG = True  # no list of who worked when
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OTP_TOTP_ISSUER = f"{WAGTAIL_SITE_NAME} ({PUBLIC_URL.partition('//')[2].partition(':')[0]})"  # as telephones name it
SESSION_ENGINE = "portal.signin.sessions"  # ends with the account's rights
SESSION_COOKIE_AGE = 10 * 3600  # seconds; a working day, from the sign-in on
SESSION_COOKIE_SAMESITE = "Lax"  # links in mails lead into the CMS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],  # the preview again: it is sent with the page's public path
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
CSP_CMS: dict[str, list[str]] = {  # tried: less than this breaks the date picker and the preview
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "media-src": [SELF],
    "worker-src": [SELF, "blob:"],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
    "object-src": [NONE],
}

# How often one address may ask within a minute, by what it asks for: lists, what is offered to who types, feeds, files,
# the read API. Counted by each process; what is left out, or 0, has no limit.
RATE_LIMITS: dict[str, int] = {
    name: int(most or 0)
    for name, __, most in (
        limit.partition("=")
        for limit in env.list("RATE_LIMITS", default=["list=1200", "suggest=3000", "feed=600", "file=120", "api=1200"])
    )
}

# --- mail and logs -------------------------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs delays mails, not what sends them
# What agencies are told at once besides what is urgent: any of cases.models.MailKind but digest and urgent.
MAILS_AT_ONCE = env.list(
    "MAILS_AT_ONCE", default=["returned", "refused", "reopened", "ruled", "appeal", "retracted", "assigned"]
)
# Mails are sent by a worker of their own (`manage.py db_worker --backend mails --queue-name mails`), or, `immediate`,
# by whoever has something to tell, after the commit: for a developer's machine. The CMS's tasks wait for no mail.
IMMEDIATE, QUEUED = "django_tasks.backends.immediate.ImmediateBackend", "django_tasks_db.DatabaseBackend"
TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": IMMEDIATE},
    "mails": {"BACKEND": IMMEDIATE, "QUEUES": ["mails"]},
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="minhbach@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # They tell at INFO of every page made, task run, request and sign-in: thousands of lines for one import.
    "loggers": {name: {"level": "WARNING"} for name in ("axes", "django_tasks", "elastic_transport", "wagtail")},
}

# --- open data -----------------------------------------------------------------------------------------------------

# Where each night's dump of everything public lies; "" makes none. Below MEDIA_ROOT, which all processes share.
OPEN_DATA_ROOT = env.str("OPEN_DATA_ROOT", default=str(MEDIA_ROOT / "du-lieu"))
OPEN_DATA_DAYS = env.int("OPEN_DATA_DAYS", default=30)  # how many days' dumps are kept

# --- rules ---------------------------------------------------------------------------------------------------------

# How many working days ahead an extension may promise; None: as many as the category's term has.
EXTENSION_WORKING_DAYS: int | None = env.int("EXTENSION_WORKING_DAYS", default=0) or None
# Two people for every text: who wrote it does not decide on it. A small Center may relax that; the page says so then.
REVIEW_FOUR_EYES = env.bool("REVIEW_FOUR_EYES", default=True)
# How many days after leaving an agency nobody decides on its texts.
REVIEW_COOLING_DAYS = env.int("REVIEW_COOLING_DAYS", default=365)
# How many days after an answer anybody may say that it is not done, and ask the Center to reopen the report.
REOPEN_REQUEST_DAYS = env.int("REOPEN_REQUEST_DAYS", default=60)
# Seconds until a decision of the review desk counts; until then it can be undone, and nothing of it is public.
DECISION_DELAY = env.int("DECISION_DELAY", default=60)
# Working days after a return or a refusal within which the agency may appeal.
APPEAL_WORKING_DAYS = env.int("APPEAL_WORKING_DAYS", default=2)
# Working days within which the Center rules whose a case is, or passes a question on to a higher agency.
RULING_WORKING_DAYS = env.int("RULING_WORKING_DAYS", default=1)
# Minutes for which an answer stays on the desk of the reviewer who opened it.
CLAIM_MINUTES = env.int("CLAIM_MINUTES", default=15)
# Working days the Center has to decide on an answer, after how many its desk is alarmed, and whose days they are.
REVIEW_WORKING_DAYS = env.int("REVIEW_WORKING_DAYS", default=1)
REVIEW_ALARM_DAYS = env.int("REVIEW_ALARM_DAYS", default=2)
REVIEW_CALENDAR = env.str("REVIEW_CALENDAR", default="vn")
# The slug of the agency that the Center itself is; empty: it answers nothing.
CENTER_AGENCY = env.str("CENTER_AGENCY", default="")
# Hours within which what the Center marks as urgent is to be done.
URGENT_HOURS = env.int("URGENT_HOURS", default=24)
# Seconds an import rests between two batches, so that SQLite's other writers get their turn (measured: 0 errors).
IMPORT_PAUSE = 0.03
