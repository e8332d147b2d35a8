"""Settings for the tests: fast hashing, plain static files, a database in memory unless one is given."""

from portal.settings.base import *  # noqa: F403 - settings are layered

DEBUG = False
SECRET_KEY = "tests-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # noqa: S105 - protects nothing
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]  # noqa: F405 - live_server serves them
STAFF_TWO_FACTOR = False  # tests that want it turn it on
RATE_LIMITS = {}  # tests that want them turn them on
OPEN_DATA_ROOT = ""  # tests that want dumps say where
IMPORT_PAUSE = 0.0  # nobody else writes
ELASTICSEARCH_URL, SEARCH_ENGINES = "", {}  # tests of that engine take the address from their fixture
if "DATABASE_URL" not in GIVEN:  # noqa: F405
    DATABASES["default"]["NAME"] = ":memory:"  # noqa: F405
