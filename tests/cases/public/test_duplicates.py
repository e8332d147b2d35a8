"""Who follows the number of a merged report learns on the other page that this is where it went."""

import pytest

from cases.actions import remove
from cases.actions.actor import CENTER
from cases.models import Case
from tests.cases.public.pages import DAY, address, parsed, words
from tests.factories import Walk, a_case, walk_to

pytestmark = pytest.mark.django_db


def line(page):
    """What the page says of reports merged into it; None where it says nothing."""
    found = next((p for p in page.main.find_all("p") if "gộp vào đây" in p.text or "merged into" in p.text), None)
    return found and words(found)


def test_the_other_page_names_what_was_merged_into_it_until_that_is_undone(client, now_is, django_assert_num_queries):
    first = walk_to("merged")
    into, n = first.case.merged_into, first.case.number
    second = Walk(at=first.at).later(days=1).merge(into=into)
    now_is(first.at + 20 * DAY)
    page = parsed(client.get(f"/a/{n}", follow=True))
    days = [f"{at:%d/%m/%Y}" for at in (first.at, second.at)]
    assert line(page) == (
        f"Cùng việc này, đã gộp vào đây: phản ánh số {n} (ngày {days[0]}), "
        f"phản ánh số {second.case.number} (ngày {days[1]})."
    )
    english = f"The same matter, merged into this one: report no. {n} ({days[0]}),"
    assert line(parsed(client.get(f"/en/a/{n}", follow=True))).startswith(english)
    for walk in (first, second):
        walk.later(days=2).unmerge()
    with django_assert_num_queries(5):  # the case, Wagtail's restrictions, reasons, days off, what is near
        assert line(parsed(client.get(address(into)))) is None


def test_what_was_merged_into_something_merged_is_named_at_the_end_of_the_chain(client, now_is):
    walk, last = walk_to("merged"), a_case("assigned", title="Cả tuyến")
    middle = walk.case.merged_into
    remove.merge(case=middle, into=last, by=CENTER, at=walk.at)
    now_is(walk.at + DAY)
    said = line(parsed(client.get(f"/a/{walk.case.number}", follow=True)))
    assert f"số {walk.case.number} " in said
    assert f"số {middle.number} " in said


def test_what_only_figures_count_is_not_named(client, now_is):
    walk = walk_to("merged")
    Case.objects.filter(pk=walk.case.pk).update(level="figures")
    now_is(walk.at + DAY)
    assert line(parsed(client.get(address(walk.case.merged_into)))) is None


def test_a_page_before_the_merge_does_not_know_of_it(client, now_is):
    walk = walk_to("merged")
    now_is(walk.at - DAY / 24)
    assert line(parsed(client.get(address(walk.case.merged_into)))) is None
