"""System checks for what an operator can set wrongly; each says what to do about it.

Errors E001 and E002 count outside development only; the rest count everywhere.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from cases.actions.telling_staff import TOLD_AT_ONCE

ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
SECRET_LENGTH, SECRET_VARIETY = 50, 12
INDEX_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
MOST_SECONDS = 300

Apps = Sequence[AppConfig] | None


@register(Tags.security)
def check_secret_key(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """A key that can be guessed lets anyone sign in as anyone."""
    key = settings.SECRET_KEY
    weak = len(key) < SECRET_LENGTH or len(set(key)) < SECRET_VARIETY or "insecure" in key
    if weak and not settings.DEBUG:
        yield Error(
            "SECRET_KEY is too short or too simple.",
            hint=f"Set at least {SECRET_LENGTH} random characters; docs/settings.md shows how to make them.",
            id="portal.E001",
        )


@register(Tags.security)
def check_allowed_hosts(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """With a wildcard, links in mails can be made to point anywhere."""
    if "*" in settings.ALLOWED_HOSTS and not settings.DEBUG:
        yield Error(
            "ALLOWED_HOSTS lets every host name in.",
            hint="Name the hosts the portal is reached by, separated by commas.",
            id="portal.E002",
        )


def _split(address: str) -> SplitResult | None:
    """Split an address into its parts; None unless it is absolute, http or https, with a sound port."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if sound else None


@register()
def check_public_url(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Feeds, mails and canonical links are built on it."""
    parts = _split(settings.PUBLIC_URL)
    if parts is None or parts.path or parts.query or parts.fragment:
        yield Error(
            f"PUBLIC_URL {settings.PUBLIC_URL!r} is not the absolute http(s) address of a site.",
            hint="Give scheme and host, and no path: https://phananh.example.vn",
            id="portal.E003",
        )


@register()
def check_elasticsearch_url(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Unset is fine: then the embedded engine answers."""
    if settings.ELASTICSEARCH_URL and _split(settings.ELASTICSEARCH_URL) is None:
        yield Error(
            "ELASTICSEARCH_URL is not an absolute http(s) address.",  # it may hold a password: never shown
            hint="Write it as http://host:9200, or leave it unset for the embedded engine.",
            id="portal.E004",
        )


@register()
def check_elasticsearch_ca_file(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """A file that is not there would be noticed by the first visitor's search only."""
    path = settings.ELASTICSEARCH_CA_FILE
    if path and not (Path(path).is_file() and os.access(path, os.R_OK)):
        yield Error(
            f"ELASTICSEARCH_CA_FILE {path} cannot be read.",
            hint="Name the file with the certificate of the authority, readable for the portal's user.",
            id="portal.E010",
        )


@register()
def check_elasticsearch_timeouts(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Nobody waits without end, and nobody gives up before a server can answer."""
    for name in ("ELASTICSEARCH_TIMEOUT", "ELASTICSEARCH_WRITE_TIMEOUT"):
        if not 0 < getattr(settings, name) <= MOST_SECONDS:
            yield Error(
                f"{name} is no number of seconds that anybody would wait.",
                hint=f"Take a number above 0, at most {MOST_SECONDS}.",
                id="portal.E011",
            )


@register(Tags.security, deploy=True)
def check_elasticsearch_encryption(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Whoever reads a key on its way can empty the index."""
    parts = _split(settings.ELASTICSEARCH_URL) if settings.ELASTICSEARCH_URL else None
    if parts is None or parts.scheme == "https":
        return
    if settings.ELASTICSEARCH_API_KEY or parts.password:
        yield Warning(
            "The key to Elasticsearch travels without encryption.",
            hint="Begin ELASTICSEARCH_URL with https://, and give ELASTICSEARCH_CA_FILE where it has a CA of its own.",
            id="portal.W004",
        )


@register()
def check_map_tiles(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Tiles come from a place that the content security policy can name; whoever draws them wants to be named."""
    address = settings.MAP_TILE_URL
    if not address:
        return
    parts = _split(address.replace("{s}.", "", 1))
    named = parts is not None and re.fullmatch(r"[a-zA-Z0-9.:-]+", parts.netloc)
    if not named or not all(part in address for part in ("{z}", "{x}", "{y}")):
        yield Error(
            "MAP_TILE_URL is not the address of map tiles.",  # it may hold a key: never shown
            hint="Write it as https://tiles.example.vn/{z}/{x}/{y}.png, or leave it unset: then the wards are drawn.",
            id="portal.E012",
        )
    elif not settings.MAP_TILE_ATTRIBUTION:
        yield Warning(
            "MAP_TILE_ATTRIBUTION is empty.",
            hint="Say whom the map's tiles are by, as their licence asks: © OpenStreetMap contributors",
            id="portal.W005",
        )


@register()
def check_time_zone(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Days end where the city is."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Error(
            f"TIME_ZONE {settings.TIME_ZONE!r} is unknown.",
            hint="Take a name from the IANA list, such as Asia/Ho_Chi_Minh.",
            id="portal.E005",
        )


def _writable(folder: Path) -> bool:
    """Say whether files can be put into `folder`, which need not exist yet."""
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


@register()
def check_media_root(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Photos have to be kept somewhere."""
    if not _writable(Path(settings.MEDIA_ROOT).absolute()):
        yield Error(
            f"MEDIA_ROOT {settings.MEDIA_ROOT} cannot be written to.",
            hint="Name a folder that the portal's user owns.",
            id="portal.E006",
        )


@register()
def check_database_engine(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Triggers, full-text search and locks are written for two engines."""
    engine = settings.DATABASES["default"].get("ENGINE", "")
    if engine not in ENGINES:
        yield Error(
            f"The database engine {engine!r} is not supported.",
            hint="Use a DATABASE_URL that begins with postgres:// or sqlite:///",
            id="portal.E007",
        )


@register()
def check_search_index(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Elasticsearch refuses other index names, and only when they are first used."""
    if INDEX_PREFIX.fullmatch(settings.SEARCH_INDEX) is None:
        yield Error(
            f"SEARCH_INDEX {settings.SEARCH_INDEX!r} cannot begin the name of an index.",
            hint="Use lower-case letters, digits, - and _, beginning with a letter or digit.",
            id="portal.E008",
        )


@register(Tags.security, deploy=True)
def check_public_host(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """Links that the portal sends out must be ones it answers, and encrypted."""
    parts = _split(settings.PUBLIC_URL)
    if parts is None:
        return
    if parts.scheme != "https":
        yield Warning(
            "PUBLIC_URL is not encrypted.", hint="Begin it with https:// once a certificate is there.", id="portal.W001"
        )
    if not _answers_to(str(parts.hostname)):
        yield Warning(
            f"The host of PUBLIC_URL, {parts.hostname}, is not among ALLOWED_HOSTS.",
            hint="Add it there, or every link the portal sends out is refused.",
            id="portal.W002",
        )


def _answers_to(host: str) -> bool:
    """Say whether ALLOWED_HOSTS names the host, or a domain above it by a leading dot."""
    return any(
        host == allowed or (allowed.startswith(".") and f".{host}".endswith(allowed))
        for allowed in settings.ALLOWED_HOSTS
    )


@register(Tags.security, deploy=True)
def check_two_factor(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """One password that leaks lets a stranger publish in the city's name."""
    if not settings.STAFF_TWO_FACTOR:
        yield Warning(
            "STAFF_TWO_FACTOR is off: a password alone opens the CMS.",
            hint="Leave it unset, or set it to true; the first sign-in of each account leads through the set-up.",
            id="portal.W003",
        )


@register()
def check_mails_at_once(app_configs: Apps, **kwargs: Any) -> Iterator[CheckMessage]:
    """A kind of mail that nobody knows is never sent, and nobody would notice."""
    known = sorted({kind.value for kind in TOLD_AT_ONCE.values()})
    if unknown := sorted(set(settings.MAILS_AT_ONCE) - set(known)):
        yield Error(
            f"MAILS_AT_ONCE names what is no kind of mail: {', '.join(unknown)}.",
            hint=f"Known are {', '.join(known)}; separate them by commas.",
            id="portal.E009",
        )
