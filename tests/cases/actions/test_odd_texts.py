"""Odd texts: far too long ones, decomposed letters, characters that turn a line round or print as nothing."""

import unicodedata
from datetime import date, timedelta

import pytest

from cases.actions import answering, appealing, claiming, deciding, notes, receive, reopen_requests, ruling
from cases.actions.actor import CENTER, CITIZEN, OFFICER, Actor, Role
from cases.actions.causes import Cause
from cases.actions.changing import ActionRefused
from cases.models import Appeal, CasePage, Extension, InternalNote, PendingDecision, ReopenRequest, Ruling
from tests.accounts import an_account
from tests.factories import START, Walk, a_category, walk_to

pytestmark = pytest.mark.django_db

MEANT = "Chờ vật tư về đủ"
ODD = unicodedata.normalize("NFD", "\u202eChờ vật\u200b tư\u2066 về\ufeff đủ\u202c")
HUGE, NOTHING = "Chờ vật tư. " * 17_000, "\u200b \u2060\u202e\u00ad"


def refused(run, *, text):
    with pytest.raises(ActionRefused) as fault:
        run(text)
    return fault.value.cause


def sentences():
    """Every public sentence that staff write: how it is said, and how it is kept."""
    walk = walk_to("assigned").later(days=1)
    yield lambda text: walk.extend(date(2026, 3, 12), sentence=text), lambda: Extension.objects.get().sentence
    walk.later(hours=1).submit().later(hours=1)
    decided = {"answer": walk.answer, "version": 1, "choice": "return", "reason": "thieu-anh"}
    yield (
        lambda text: deciding.decide(**decided, sentence=text, by=CENTER, at=walk.at),
        lambda: PendingDecision.objects.get().sentence,
    )
    PendingDecision.objects.all().delete()
    yield (
        lambda text: walk.return_answer(sentence=text),
        lambda: walk.answer.submissions.get().sentence,
    )
    walk.later(hours=1)
    asked = {"answer": walk.answer, "reason": "da-du-ngay-anh", "by": OFFICER, "at": walk.at}
    yield lambda text: appealing.appeal(sentence=text, **asked), lambda: Appeal.objects.get().sentence
    told = {"granted": False, "by": CENTER, "at": walk.at + timedelta(hours=1)}
    yield (
        lambda text: appealing.decide_appeal(appeal=Appeal.objects.get(), words=text, **told),
        lambda: Appeal.objects.get().words,
    )
    other = walk_to("not_ours").later(hours=1)
    settled = {"outcome": "stays", "reason": "theo-dia-ban", "by": CENTER, "at": other.at}
    yield (
        lambda text: ruling.rule(ruling=Ruling.objects.get(), words=text, **settled),
        lambda: Ruling.objects.get().words,
    )


def test_every_public_sentence_is_one_plain_line_of_bounded_length():
    for say, kept in sentences():
        assert refused(say, text=HUGE) == Cause.SENTENCE_TOO_LONG
        assert refused(say, text=NOTHING) == Cause.NO_SENTENCE
        say(f"{ODD}\r\n")
        assert kept() == MEANT


def test_what_staff_write_for_each_other_is_plain_too():
    walk = walk_to("awaiting").later(hours=1)
    version, by = walk.answer.submissions.get(), Actor(role=Role.CENTER, user_id=an_account("decide").pk)

    def remark(text):
        return claiming.remark(version=version, kind="skip", text=text, by=by, at=walk.at).text

    def note(text):
        notes.write_note(assignment=walk.assignment, text=text, by=OFFICER, at=walk.at)
        return InternalNote.objects.get().text

    for write in (remark, note):
        with pytest.raises(ActionRefused):
            write(NOTHING)
        with pytest.raises(ActionRefused):
            write(HUGE)
        assert write(ODD) == MEANT


def test_an_answer_of_two_hundred_thousand_characters_is_refused_before_it_is_read():
    walk = walk_to("assigned").draft()
    assert refused(lambda text: walk.draft(text=text), text=HUGE) == Cause.TOO_LONG
    answering.revise(answer=walk.answer, text=ODD, outcome="done")
    assert walk.answer.text == MEANT


def test_what_citizens_write_shows_all_that_is_in_it():
    walk = Walk(title=ODD, text=f"{ODD}\n<b>đậm</b>", place=ODD).accept()
    page = CasePage.objects.get(case=walk.case)
    assert (page.title, page.text, page.place) == (MEANT, f"{MEANT}\n<b>đậm</b>", MEANT)
    with pytest.raises(ActionRefused):
        receive.receive(title=NOTHING, text="", place="", category=a_category(), by=CITIZEN, at=START)
    done = walk_to("answered").later(days=1)
    said = {"case": done.case, "complaint": "not_done", "by": CITIZEN, "at": done.at}
    with pytest.raises(ActionRefused):
        reopen_requests.ask_to_reopen(text=NOTHING, **said)
    reopen_requests.ask_to_reopen(text=ODD, **said)
    assert ReopenRequest.objects.get().text == MEANT
    done.rate("not_satisfied", reason=ODD)
    assert done.case.ratings.get().reason == MEANT
