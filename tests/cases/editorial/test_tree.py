"""The tree is sound, however a page was made, and every page is good for later editing."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cases.models import CaseMonthPage, CasePage
from tests.cases.editorial.cms import JULY, a_page, edit_url, fresh, publish, save_draft
from tests.factories import Walk
from tests.incoming import imported, told

pytestmark = pytest.mark.django_db


def problems():
    """What Wagtail's own check finds (bad characters, bad path lengths, orphans, wrong depths, wrong numchild)."""
    return [found for found in Page.find_problems() if found]


@pytest.fixture
def both():
    """Months filled by single verbs, in bulk, and by both in turn."""
    a_page("accepted")
    imported(*[told(reference=str(n), number=n) for n in range(1, 60)])
    Walk(at=JULY).accept()
    imported(told(reference="60", number=60, month_of=JULY))
    Walk(at=JULY).accept()


class TestTree:
    def test_nothing_is_wrong(self, both):
        assert problems() == []
        assert CasePage.objects.count() == 63

    def test_months_count_their_children(self, both):
        for month in CaseMonthPage.objects.all():
            assert month.numchild == month.get_children().count() > 0

    def test_fixtree_has_nothing_to_do(self, both, capsys):
        call_command("fixtree", interactive=False)
        assert "No problems found" in capsys.readouterr().out

    def test_the_check_finds_a_wrong_count(self, both):
        CaseMonthPage.objects.update(numchild=1)
        assert problems() != []

    def test_editing_leaves_it_so(self, both, chief):
        for page in (CasePage.objects.first(), CasePage.objects.get(case__number=60)):
            publish(chief, page, text="Khác")
        assert problems() == []


class TestBulkPage:
    """Written as a row, without a revision."""

    @pytest.fixture
    def row(self):
        imported(told(title="Pothole", text="At the gate"))
        return CasePage.objects.get()

    def test_it_begins_without_a_revision(self, row):
        assert row.latest_revision is None
        assert row.live

    def test_it_opens(self, chief, row):
        assert chief.get(edit_url(row)).context["form"]["text"].value() == "At the gate"

    def test_it_takes_a_draft(self, chief, row):
        save_draft(chief, row, text="By the gate")
        assert (fresh(row).text, fresh(row).latest_revision.content["text"]) == ("At the gate", "By the gate")

    def test_it_is_published(self, chief, row):
        publish(chief, row, title="Pothole, Elm St", text="By the gate")
        assert (fresh(row).title, fresh(row).text) == ("Pothole, Elm St", "By the gate")
        assert fresh(row).draft_title == "Pothole, Elm St"
        assert fresh(row).url_path == row.url_path

    def test_it_has_a_history(self, chief, row):
        publish(chief, row, text="By the gate")
        assert chief.get(f"/cms/pages/{row.pk}/history/").status_code == 200
        revision = row.revisions.get()
        assert chief.get(f"/cms/pages/{row.pk}/revisions/compare/live...{revision.pk}/").status_code == 200
        assert chief.get(f"/cms/pages/{row.pk}/revisions/{revision.pk}/view/").status_code == 200

    def test_a_later_import_keeps_what_an_editor_wrote(self, chief, row):
        publish(chief, row, text="Redacted")
        imported(told(title="Pothole!", text="At the gate of Mr X"))
        assert (fresh(row).text, fresh(row).title) == ("Redacted", "Pothole!")
