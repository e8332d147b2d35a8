"""What tests of the API share: the city, and the clock of whoever asks."""

import pytest
from django.utils import timezone

from tests.cities import built, forget
from tests.portal.api.city import NOW, a_city

city = built(a_city, scope="package")


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    forget()
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def ask(client):
    """Return a function that asks the API, by what stands below its address."""

    def asked(resource, language="vi", method="get", **headers):
        prefix = "" if language == "vi" else f"/{language}"
        return getattr(client, method)(f"{prefix}/api/v1/{resource}", headers=headers)

    return asked
