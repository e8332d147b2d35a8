"""Taking a decision back: why there is nothing to take back, and whose words are in the form again."""

import pytest
from django.utils import timezone

from cases.models import PendingDecision
from cases.templatetags.dates import moment_text
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in, waiting
from tests.cases.editorial.desk.test_views import SAID, address, decide, page, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("then", ["nothing", "undone", "counts", "another's", "withdrawn"])
def test_why_there_is_nothing_to_undo_is_said(desk, then):
    walk, nothing = waiting(), "Không có gì để hoàn tác: quyết định ấy đã được hoàn tác rồi."
    why = {
        "counts": "Không còn hoàn tác được: quyết định đã có hiệu lực.",
        "another's": "Quyết định này do Lan Nguyễn đưa ra: người đó hoặc lãnh đạo Trung tâm mới hoàn tác được.",
    }
    if then != "nothing":
        decide(desk, walk)
    if then == "undone":
        assert desk.post(address("undo", walk))["Location"] == address("answer", walk)
        page(desk, address("answer", walk))
    if then == "counts":
        PendingDecision.objects.update(effective_at=timezone.now())
    if then == "withdrawn":
        walk.withdraw(at=timezone.now())
        why[then] = f"Phản ánh đã được rút khỏi cổng lúc {moment_text(walk.case.events.last().happened_at)}."
    asks = signed_in(an_account("decide")) if then == "another's" else desk
    asks.post(address("undo", walk))
    assert told(asks)[-1] == f"Phản ánh {walk.case.number}: {why.get(then, nothing)}"


def test_an_undone_returns_words_are_in_the_form_again_once(desk):
    walk, other = waiting(), waiting("Khác", days=2)
    decide(desk, walk, "return", **SAID)
    desk.post(address("undo", walk))
    assert not page(desk, address("answer", other)).select("#id_reason [selected][value^=return]")
    form = page(desk, address("answer", walk)).select_one("#quyet-dinh")
    assert form.select_one("#id_sentence").string.strip() == SAID["sentence"]
    assert form.select_one("#id_reason [selected]")["value"] == SAID["reason"]
    assert not page(desk, address("answer", walk)).select_one("#id_sentence").get_text(strip=True)


def test_what_another_wrote_is_not_in_the_form_of_the_head_who_undoes_it(desk):
    walk, head = waiting(), signed_in(an_account("head"))
    decide(desk, walk, "return", **SAID)
    head.post(address("undo", walk))
    assert not page(head, address("answer", walk)).select_one("#id_sentence").get_text(strip=True)
