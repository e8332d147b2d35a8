"""Settings for a developer's machine and for `make demo`."""

from portal.settings.base import *  # noqa: F403 - settings are layered

DEBUG = not DEMO  # noqa: F405 - who visits a demo sees what visitors see, also where something is missing or broken
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # static files as they lie there, nothing collected
SECRET_KEY = SECRET_KEY or "insecure-development-key-never-used-where-others-can-reach-it"  # noqa: F405
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
