"""What tests of public pages share: the clock of the visitor."""

from datetime import datetime

import pytest
from django.utils import timezone

from tests.cases.public.pages import address, parsed


@pytest.fixture
def now_is(monkeypatch):
    """A function that stops the portal's clock at an instant."""

    def stop(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)

    return stop


@pytest.fixture
def page_at(client, now_is):
    """A function that gives a case's page as it is at an instant, in a language."""

    def page(case, at: datetime, language: str = "vi"):
        now_is(at)
        return parsed(client.get(address(case, language)))

    return page
