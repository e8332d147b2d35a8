"""Mails of rulings, appeals, retractions and new work: to whom, what they say, and that none comes twice."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from cases.actions import assign, ruling
from cases.actions.actor import CENTER, IMPORT, OFFICER
from cases.actions.telling_staff import TOLD_AT_ONCE
from cases.mailing.leads import LEADS, RULED, SUBJECTS
from cases.models import MAILS, Delivery, Mail, MailKind, PostKind, Ruling
from cases.rules.rulings import RulingOutcome
from cases.rules.states import EVENT_KINDS
from tests.cases.mailing.conftest import run, someone
from tests.factories import BOARD, KIM_LONG, LIGHTING, Walk, an_agency, walk_to

pytestmark = pytest.mark.django_db

OTHERS = {"den": LIGHTING, "so": BOARD}


@pytest.fixture(autouse=True)
def people(office, settings):
    """One officer besides those of the office, at each of two other agencies."""
    settings.MAILS_AT_ONCE = [kind.value for kind in set(TOLD_AT_ONCE.values())]
    return {name: someone(name, PostKind.OFFICER, agency) for name, agency in OTHERS.items()}


def at(state):
    """A case in a state, of whose way there everybody has heard."""
    walk = walk_to(state).later(hours=1)
    run()
    outbox.outbox.clear()
    return walk


def heard():
    """Who got which mail since: subject and the whole text."""
    run()
    run(minutes=1)
    return {letter.to[0].split("@")[0]: (letter.subject, letter.body) for letter in outbox.outbox}


def decide(outcome, to=None, walk=None):
    asked = Ruling.objects.get(outcome="")
    told = {"outcome": outcome, "to": to, "reason": "theo-dia-ban", "words": "Đoạn này có ông Bảy", "by": CENTER}
    ruling.rule(ruling=asked, at=walk.at + timedelta(hours=1), **told)


def test_a_ruling_is_told_to_who_asked_and_new_work_to_whom_it_goes():
    walk = at("not_ours")
    decide("transferred", an_agency(LIGHTING), walk)
    told = heard()
    assert set(told) == {"hoa", "theo", "den"}
    subject, text = told["hoa"]
    assert subject == f"Phản ánh {walk.case.number}: Trung tâm đã phân xử"
    assert f"phản ánh {walk.case.number} chuyển sang {LIGHTING}" in text
    assert "Thời hạn vẫn chạy" not in text
    assert "ông Bảy" not in text, "why is read at the desk"
    subject, text = told["den"]
    assert subject == f"Phản ánh {walk.case.number}: việc mới"
    assert f"Trung tâm giao phản ánh {walk.case.number} cho {LIGHTING}." in text
    assert len(outbox.outbox) == 3, "nothing is sent twice"


@pytest.mark.parametrize(
    ("state", "outcome", "said"),
    [
        ("not_ours", "stays", f"vẫn là việc của {KIM_LONG}"),
        ("asked", "declined", f"Trung tâm không hỏi cấp trên: {KIM_LONG} tự trả lời"),
    ],
)
def test_what_stays_with_the_agency_says_that_the_clock_runs(state, outcome, said):
    walk = at("not_ours") if state == "not_ours" else at("assigned").ask_higher()
    decide(outcome, walk=walk)
    _subject, text = heard()["theo"]
    assert said in text
    assert "Thời hạn vẫn chạy." in text


def test_a_higher_agency_is_asked_for_its_opinion():
    walk = at("assigned").ask_higher()
    decide("asked", an_agency(BOARD), walk)
    told = heard()
    assert f"Trung tâm xin ý kiến của {BOARD} về phản ánh {walk.case.number}." in told["so"][1]
    assert f"Trung tâm đã hỏi {BOARD} về phản ánh {walk.case.number}, như {KIM_LONG} đề nghị." in told["hoa"][1]


@pytest.mark.parametrize(("granted", "said"), [(True, "chấp nhận khiếu nại"), (False, "giữ nguyên quyết định")])
def test_an_appeal_that_is_decided(granted, said):
    walk = at("appealed").decide_appeal(granted=granted)
    subject, text = heard()["hoa"]
    assert subject == f"Phản ánh {walk.case.number}: đã quyết định khiếu nại"
    assert f"Trung tâm {said}" in text
    assert ("Thời hạn vẫn chạy." in text) is not granted


def test_a_retraction():
    walk = at("answered").retract()
    subject, text = heard()["hoa"]
    assert subject == f"Phản ánh {walk.case.number}: câu trả lời bị huỷ duyệt"
    assert "Thời hạn chạy như chưa từng trả lời." in text


def test_who_is_told_of_a_reopening_is_not_told_of_new_work_besides():
    at("answered").reopen()
    assert {subject.split()[-2:][0] for subject, _text in heard().values()} == {"mở"}
    assert len(outbox.outbox) == 2


@pytest.mark.parametrize("silence", ["setting", "import", "demo"])
def test_nobody_is_told(settings, silence):
    walk = Walk(at=timezone.now() - timedelta(days=1)).accept()
    if silence == "setting":
        settings.MAILS_AT_ONCE = ["returned"]
    settings.DEMO = silence == "demo"
    by = IMPORT if silence == "import" else CENTER
    assign.assign(case=walk.case, agency=an_agency(), by=by, at=walk.at + timedelta(hours=1))
    assert not Delivery.objects.filter(consumer__in=MAILS).exists()
    assert not Mail.objects.exists()


def test_what_the_agency_does_itself_is_told_to_nobody():
    walk = at("assigned")
    walk.submit(by=OFFICER)
    assert heard() == {}


def test_every_kind_has_its_words_and_every_event_is_one():
    assert set(SUBJECTS) == set(MailKind) - {MailKind.DIGEST}
    assert set(SUBJECTS) - set(LEADS) == {MailKind.RULED, MailKind.APPEAL}
    assert set(RULED) == set(RulingOutcome)
    assert set(TOLD_AT_ONCE) <= EVENT_KINDS
