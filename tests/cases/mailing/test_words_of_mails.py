"""What mails say, word by word and without a database: of each event, of a clock, of a report of a wrong figure."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from cases.mailing.digest import Digest, Part, last_instant
from cases.mailing.leads import SUBJECTS, consequences, lead_of
from cases.mailing.letters import even, message_id
from cases.mailing.reporters import letter
from cases.mailing.subjects import desk_address, said_of, title_of
from cases.models import Agency, Assignment, Event, FigureReport, Mail, MailKind
from cases.rules.calendars import Calendar
from tests.portal.case_samples import LIGHTS, answered, assignment, at, case

WARD = "UBND phường Kim Long"


def charge(state="open", kind="handling"):
    return Assignment(pk=3, agency=Agency(name=WARD), kind=kind, state=state)


def lead(kind, told=None, event="", **data):
    return lead_of(MailKind(kind), Event(kind=event, data=data), 501, told)


# --- the first sentence ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "given", "vi", "en"),
    [
        ("returned", {}, "Trung tâm trả lại câu trả lời của {0} cho phản ánh 501.", "The Center returned the answer"),
        ("reopened", {}, "Trung tâm mở lại phản ánh 501 và giao {0}, với một hạn mới.", "gave it to {0}, with a new"),
        ("urgent", {}, "Phản ánh 501 của {0} là việc gấp, tính hạn theo giờ.", "Report 501 of {0} is urgent; its term"),
        ("retracted", {}, "Trung tâm huỷ duyệt câu trả lời của {0} cho phản ánh 501.", "of {0}’s answer to report 501"),
        ("assigned", {}, "Trung tâm giao phản ánh 501 cho {0}.", "The Center gave report 501 to {0}."),
        ("ruled", {"ruled": "stays"}, "phản ánh 501 vẫn là việc của {0}.", "report 501 stays with {0}."),
        ("ruled", {"ruled": "released"}, "{0} không giữ nữa.", "the other agencies keep report 501, {0} no longer"),
        ("ruled", {"ruled": "declined"}, "{0} tự trả lời phản ánh 501.", "{0} answers report 501 by itself."),
        ("appeal", {"event": "assignment.overturn"}, "chấp nhận khiếu nại của {0} về", "grants the appeal of {0} on"),
        ("appeal", {"event": "answer.overturn"}, "chấp nhận khiếu nại của {0} về", "grants the appeal of {0} on"),
        ("appeal", {"event": "assignment.uphold"}, "giữ nguyên quyết định về", "decision on {0}’s answer"),
        ("appeal", {"event": "answer.uphold"}, "giữ nguyên quyết định về", "to report 501 stands."),
    ],
)
def test_a_mail_begins_with_what_happened_and_to_whom(kind, given, vi, en):
    assert vi.format(WARD) in lead(kind, charge(), **given)
    with override("en"):
        said = lead(kind, charge(), **given)
    assert en.format(WARD) in said
    assert "Trung tâm" not in said


def test_a_refusal_says_what_it_is_called_and_a_return_does_not():
    assert "coi đó là đùn đẩy trách nhiệm" in lead("refused", charge())
    assert "đùn đẩy" not in lead("returned", charge())


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("handling", "Trung tâm giao phản ánh 501 cho"),
        ("follow_up", "Trung tâm giao phản ánh 501 cho"),
        ("opinion", "Trung tâm xin ý kiến của"),
    ],
)
def test_new_work_says_whether_an_opinion_is_asked_for(kind, said):
    assert lead("assigned", charge(kind=kind)).startswith(said)
    assert lead("urgent", charge(kind=kind)).startswith("Phản ánh 501 của"), "of what is urgent its kind says nothing"


def test_of_what_no_agency_has_only_the_urgent_is_told():
    assert lead("urgent") == "Phản ánh 501 là việc gấp và chưa giao đơn vị nào."
    with pytest.raises(KeyError):
        lead("returned")


def test_a_name_that_looks_like_a_placeholder_is_a_name():
    odd = Assignment(agency=Agency(name="Tổ 100%(number)s"), kind="handling", state="open")
    assert lead_of(MailKind.ASSIGNED, Event(data={}), 7, odd) == "Trung tâm giao phản ánh 7 cho Tổ 100%(number)s."


def test_an_agency_the_source_does_not_name_is_called_so_in_the_readers_language():
    nobody = Assignment(agency=Agency(name=""), kind="handling", state="open")
    with override("en"):
        said = lead_of(MailKind.ASSIGNED, Event(data={}), 7, nobody)
    assert said.startswith("The Center gave report 7 to ")
    assert "Nguồn không ghi đơn vị" not in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_kinds_have_one_subject_and_each_names_the_report(language):
    with override(language):
        said = [words() % {"number": 48_213} for words in SUBJECTS.values()]
    assert len(set(said)) == len(said)
    assert all("48213" in each for each in said), "as it stands in its address, without a separator"


# --- what follows ----------------------------------------------------------------------------------------------------

AT_DESK = "Lý do ở trên bàn của đơn vị."
WORDS_AT_DESK = "Lý do và lời của Trung tâm ở trên bàn của đơn vị."
NEVER_SENT, RUNS = "Thời hạn chạy tiếp như chưa từng gửi.", "Thời hạn vẫn chạy."
NEVER_ANSWERED = "Thời hạn chạy như chưa từng trả lời."


@pytest.mark.parametrize(
    ("kind", "state", "then"),
    [
        ("returned", "open", [WORDS_AT_DESK, NEVER_SENT]),
        ("refused", "open", [WORDS_AT_DESK, NEVER_SENT]),
        ("returned", "awaiting", [WORDS_AT_DESK, NEVER_SENT]),  # handed in again meanwhile
        ("returned", "answered", [WORDS_AT_DESK]),  # it was an amendment
        ("refused", "answered", [WORDS_AT_DESK]),
        ("returned", None, [WORDS_AT_DESK]),
        ("ruled", "open", [AT_DESK, RUNS]),
        ("ruled", "awaiting", [AT_DESK, RUNS]),
        ("ruled", "transferred", [AT_DESK]),
        ("ruled", "cancelled", [AT_DESK]),
        ("appeal", "open", [AT_DESK, RUNS]),
        ("appeal", "answered", [AT_DESK]),
        ("retracted", "open", [NEVER_ANSWERED]),
        ("retracted", "answered", []),  # answered anew meanwhile
        ("retracted", None, []),
        ("reopened", "open", []),  # its first sentence has said it
        ("assigned", "open", []),
        ("urgent", "open", []),
        ("urgent", None, []),
    ],
)
def test_what_follows_from_it(kind, state, then):
    assert consequences(MailKind(kind), None if state is None else charge(state)) == then


# --- of a clock, of a case -------------------------------------------------------------------------------------------

DUE = "Hạn 10/12/2026."


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"days": 3}, f"Còn 3 ngày. {DUE}"),
        ({"days": 0}, f"Hạn hôm nay. {DUE}"),
        ({"verdict": "overdue", "days": 12}, f"Trễ hạn 12 ngày. {DUE}"),
        ({"due_at": None}, "Không có hạn."),
        ({"due_at": None, "promised_on": date(2026, 12, 20)}, "Hẹn 20/12. Đã hẹn 20/12/2026."),
        (
            {"verdict": "extended", "promised_on": date(2026, 12, 20)},
            f"Đã gia hạn, hẹn 20/12. {DUE} Đã hẹn 20/12/2026.",
        ),
        ({"verdict": "overdue", "days": 2, "due_at": at(31, 12, 23, 59)}, "Trễ hạn 2 ngày. Hạn 31/12/2026."),
        ({"verdict": None}, f"Không tính hạn. {DUE}"),
    ],
    ids=["left", "today", "late", "none", "promise alone", "extended", "last minute of a year", "no verdict"],
)
def test_a_clock_in_one_line(facts, said):
    assert said_of(assignment(LIGHTS, **facts)) == said


def test_no_clock_says_nothing_and_english_is_english():
    assert said_of(None) == ""
    with override("en"):
        said = said_of(assignment(LIGHTS, verdict="overdue", days=12, promised_on=date(2026, 12, 20)))
    assert said.endswith("Due 10/12/2026. Promised by 20/12/2026.")
    assert "Trễ" not in said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"title": "Đèn hỏng"}, "Đèn hỏng"),
        ({"title": "Nhà [đã che: tên người] & cột"}, "Nhà [đã che: tên người] & cột"),
        ({"title": "Đèn hỏng", "summary_only": True}, ""),
    ],
)
def test_a_title_says_what_the_page_says_and_of_a_summary_nothing(facts, said):
    assert title_of(case(**facts)) == said


def test_covered_words_are_named_in_the_readers_language():
    with override("en"):
        said = title_of(case(title="Nhà [đã che]"))
    assert said.startswith("Nhà [")
    assert "đã che" not in said
    assert title_of(answered()) == "", "a summary, whatever state it is in"


@pytest.mark.parametrize(
    ("pk", "path"), [(None, "/cms/don-vi-toi/"), (7, "/cms/don-vi-toi/7/"), (48_213, "/cms/don-vi-toi/48213/")]
)
def test_the_desk_is_a_whole_address_in_any_language(settings, pk, path):
    settings.PUBLIC_URL = "https://phananh.hue.example"
    assert desk_address(pk) == f"https://phananh.hue.example{path}"
    with override("en"):
        assert desk_address(pk) == f"https://phananh.hue.example{path}", "the CMS has one address"


# --- the letter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Một\n\nHai\n", "Một\n\nHai\n"),
        ("\n\nMột\n\n\n\n\nHai", "Một\n\nHai\n"),
        ("Một\nHai", "Một\nHai\n"),
        ("Một\n\n\nHai\n\n\nBa\n\n\n", "Một\n\nHai\n\nBa\n"),
        ("  Một", "Một\n"),
        ("", "\n"),
    ],
)
def test_gaps_that_conditions_leave_are_closed(text, kept):
    assert even(text) == kept
    assert even(kept) == kept


def test_an_id_is_the_same_each_time_a_mail_is_tried_and_no_other_mails(settings):
    settings.PUBLIC_URL = "https://phananh.hue.example:8443/cong"
    made = datetime(2026, 3, 2, 17, 4, 9, 999_999, tzinfo=UTC)
    mail = Mail(pk=12, kind="returned", made_at=made, attempts=1)
    assert message_id(mail) == "<returned.12.20260302170409@phananh.hue.example>"
    mail.attempts, mail.handed_over, mail.try_at = 5, True, made + timedelta(days=1)
    assert message_id(mail) == message_id(Mail(pk=12, kind="returned", made_at=made))
    others = [Mail(pk=13, kind="returned", made_at=made), Mail(pk=12, kind="digest", made_at=made)]
    others.append(Mail(pk=12, kind="returned", made_at=made + timedelta(seconds=1)))  # after a database began anew
    assert len({message_id(each) for each in (mail, *others)}) == 4


@pytest.mark.parametrize(
    ("state", "language", "subject", "said"),
    [
        ("accepted", "vi", "Trả lời về con số bạn báo sai", "Đúng là sai, đã sửa. Trung tâm trả lời: Đã sửa <b>%s</b>"),
        ("declined", "vi", "Trả lời về con số bạn báo sai", "Con số không sai. Trung tâm trả lời: Đã sửa <b>%s</b>"),
        ("declined", "en", "The answer about the figure you reported", "The Center answers: Đã sửa <b>%s</b>"),
    ],
)
def test_who_reported_a_figure_reads_the_answer_and_where_everybody_reads_it(settings, state, language, subject, said):
    settings.PUBLIC_URL = "https://phananh.hue.example"
    report = FigureReport(page="/so-lieu/?a=1%", figure="84 %", expected="48 %", state=state, answer="Đã sửa <b>%s</b>")
    with override(language):
        sent = letter(report, "mai@hue.example")
    assert (sent.subject, sent.to, sent.extra_headers) == (
        subject,
        ["mai@hue.example"],
        {"Auto-Submitted": "auto-generated"},
    )
    first, rest = sent.body.split("\n\n")
    assert said in first
    assert "https://phananh.hue.example/so-lieu/?a=1%" in first
    assert "/so-lieu/bao-sai/" in rest
    assert rest.endswith("\n")
    assert "48 %" not in sent.body, "what somebody wrote is not told to whoever reads that mailbox"


# --- the digest ------------------------------------------------------------------------------------------------------


def part(count, shown=()):
    return Part(count=count, shown=shown)


@pytest.mark.parametrize(
    ("counts", "something"),
    [((0, 0, 0), False), ((1, 0, 0), True), ((0, 1, 0), True), ((0, 0, 1), True), ((3, 2, 1), True)],
)
def test_a_digest_without_anything_to_say_is_none(counts, something):
    past, soon, back = (part(n) for n in counts)
    assert bool(Digest(agency=Agency(), past_due=past, due_soon=soon, returned=back)) is something


@pytest.mark.parametrize(("count", "shown", "more"), [(0, "", 0), (2, "ab", 0), (31, "a" * 30, 1)])
def test_a_part_says_how_many_it_does_not_show(count, shown, more):
    assert part(count, shown).more == more


HUE = Calendar(
    zone="Asia/Ho_Chi_Minh",
    holidays={date(2026, 9, 2): "Quốc khánh", date(2026, 9, 1): "Nghỉ liền"},
    make_up={date(2026, 8, 22): "Làm bù"},  # a Saturday
)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-03-09T08:00+07:00", date(2026, 3, 11)),  # Monday
        ("2026-03-12T08:00+07:00", date(2026, 3, 16)),  # Thursday: Friday and Monday
        ("2026-03-13T23:59+07:00", date(2026, 3, 17)),  # Friday
        ("2026-03-14T00:00+07:00", date(2026, 3, 17)),  # Saturday, as on Friday
        ("2026-03-15T23:59+07:00", date(2026, 3, 17)),  # Sunday
        ("2026-03-15T17:00+00:00", date(2026, 3, 18)),  # Monday has begun in Huế
        ("2026-08-20T08:00+07:00", date(2026, 8, 22)),  # a Saturday that is worked
        ("2026-08-31T08:00+07:00", date(2026, 9, 4)),  # two days off between
        ("2026-09-02T08:00+07:00", date(2026, 9, 4)),  # on one of them
        ("2026-12-31T08:00+07:00", date(2027, 1, 4)),
    ],
)
def test_soon_is_by_the_end_of_the_second_working_day(now, day):
    end = last_instant(HUE, datetime.fromisoformat(now))
    assert end == datetime.fromisoformat(f"{day}T23:59:59.999999+07:00")


def test_soon_is_counted_in_the_calendars_own_zone():
    boston = Calendar(zone="America/New_York")
    monday_in_hue = datetime.fromisoformat("2026-03-09T08:00+07:00")  # Sunday evening there, its clock set forward
    assert last_instant(boston, monday_in_hue) == datetime.fromisoformat("2026-03-10T23:59:59.999999-04:00")
