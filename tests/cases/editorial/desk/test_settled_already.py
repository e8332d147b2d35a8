"""Who sends the form of what another has settled is told by whom, and when."""

import pytest

from cases.models import PendingDecision, Ruling
from cases.templatetags.dates import moment_text
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in
from tests.cases.editorial.desk.test_matters import address, posts, told
from tests.cases.editorial.desk.test_views import page, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("/khieu-nai/", "Lan Nguyễn đã quyết định khiếu nại này lúc"),
        ("/phan-xu/", "Lan Nguyễn đã phân xử việc này lúc"),
    ],
)
def test_an_old_window_is_told_who_settled_it_and_when(desk, part, said):
    sent, _walk = posts()
    where = next(each for each in sent if part in each)
    other = signed_in(an_account("decide"))
    desk.post(where, sent[where])
    other.post(where, sent[where])
    first = told(other, address("desk"))
    made = Ruling.objects.exclude(outcome="").first() if "xu" in part else PendingDecision.objects.get()
    time = moment_text(made.ruled_at if "xu" in part else made.decided_at)
    expected = f"{said} {time}."
    assert first == [expected]
    assert expected in [words(note) for note in page(other, where.removesuffix("quyet-dinh/")).select(".told .note")]
