"""An answer stays with who reads on, also past the minutes of the first look."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Claim
from tests.cases.editorial.desk.conftest import waiting
from tests.cases.editorial.desk.test_views import address, page

pytestmark = pytest.mark.django_db


def test_who_reads_on_keeps_it(desk, settings):
    settings.CLAIM_MINUTES = 10
    walk = waiting()
    page(desk, address("answer", walk))
    for left, renewed in ((6, False), (4, True)):
        until = timezone.now() + timedelta(minutes=left)
        Claim.objects.update(until=until)
        page(desk, address("answer", walk))
        assert (Claim.objects.get().until > until) is renewed, left
