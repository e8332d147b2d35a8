"""Pages of every installation are in the CMS's own search; cases are not."""

import pytest
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from cases.models import CasePage
from home.indexing import FOUND, index_pages
from home.models import HomePage
from tests.factories import walk_to

pytestmark = pytest.mark.django_db


def test_what_migrations_made_is_found():
    for kind in FOUND:
        for page in kind.objects.all():
            assert page.pk in Page.objects.autocomplete(page.title).get_queryset().values_list("pk", flat=True), page


def test_only_what_is_missing_is_written_and_no_case():
    walk_to("accepted")
    assert index_pages(sender=None) == 0
    home = HomePage.objects.get()
    home.index_entries.all().delete()
    assert index_pages(sender=None) == 1
    assert home.index_entries.count() == 1
    assert not IndexEntry.objects.filter(object_id=str(CasePage.objects.get().pk)).exists()
