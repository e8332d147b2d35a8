"""What test_constraints tries of mails, absences, requests, statements: smallest rows, what passes and what not."""

from datetime import date, timedelta

from cases.models import AgencyStatement, ChartNote, FigureReport, Mail, Post, ReopenRequest
from tests.factories import START

DAY = timedelta(days=1)
DECLINED = {"state": "declined", "ended_at": START, "reason": "Không nói về con số"}
DIGEST = {
    "kind": "digest",
    "agency": lambda w: w.agency,
    "day": date(2026, 3, 3),
    "case": None,
    "event_seq": None,
}


def rows(world):
    """The smallest rows, by the names of their models."""
    times = {"made_at": START, "try_at": START}
    days = {"since": date(2026, 3, 2), "until": date(2026, 3, 2)}
    request = {"round": 1, "complaint": "again", "text": "Lại tối", "sent_at": START, "recorded_at": START}
    return {
        "mail": {"kind": "returned", "account": world.account, "case": world.case, "event_seq": 1, **times},
        "agencystatement": {"agency": world.agency, "text": "Mưa", "written_at": START, **days},
        "figurereport": {"page": "/so-lieu/", "figure": "84 %", "expected": "48 %", "sent_at": START},
        "pressmention": {"title": "Bài", "publication": "Báo", "address": "https://bao.vn/", "day": START.date()},
        "chartnote": {"text": "Lũ", "text_en": "Flood", **days},
        "reopenrequest": {"case": world.case, **request},
    }


HELD = {
    "what_a_note_on_charts_tells_of_ends_last": (ChartNote, {}, {"until": date(2026, 3, 1)}),
    "a_report_of_a_figure_has_words_and_is_no_book": (FigureReport, {"source": "a" * 500}, {"source": "a" * 501}),
    "a_report_of_a_figure_waits_or_was_answered": (
        FigureReport,
        {"state": "dropped", "answered_at": START},
        {"state": "dropped", "answered_at": START - DAY},
    ),
    "what_is_public_of_a_report_of_a_figure_is_answered": (
        FigureReport,
        {"state": "accepted", "answered_at": START, "answer": "Đã sửa"},
        {"state": "declined", "answered_at": START},
    ),
    "a_statement_has_words_and_is_no_book": (AgencyStatement, {"text": "a" * 1500}, {"text": "a" * 1501}),
    "the_period_of_a_statement_ends_last": (
        AgencyStatement,
        {"until": date(2026, 3, 3)},
        {"until": date(2026, 3, 1)},
    ),
    "a_statement_has_the_instants_of_its_state": (
        AgencyStatement,
        {"state": "published", "published_at": START},
        {"state": "published"},
    ),
    "a_declined_statement_says_why": (AgencyStatement, DECLINED, DECLINED | {"reason": ""}),
    "a_mail_is_of_a_day_or_an_event": (Mail, DIGEST, {**DIGEST, "case": lambda w: w.case}),
    "a_sent_mail_has_ended": (Mail, {"sent": True, "ended_at": START}, {"sent": True}),
    "a_mail_ends_after_it_was_made": (Mail, {"ended_at": START}, {"ended_at": START - DAY}),
    "an_absence_ends_after_it_began": (
        Post,
        {"away_since": date(2026, 3, 2), "away_until": date(2026, 3, 2)},
        {"away_since": date(2026, 3, 2), "away_until": date(2026, 3, 1)},
    ),
    "a_complaint_is_known": (ReopenRequest, {}, {"complaint": "boring"}),
    "a_request_has_words_and_is_no_book": (ReopenRequest, {"text": "a" * 2000}, {"text": "a" * 2001}),
    "a_request_waits_or_was_decided": (
        ReopenRequest,
        {"state": "accepted", "decided_at": START},
        {"state": "accepted", "decided_at": START - DAY},
    ),
    "a_declined_request_has_its_reason": (
        ReopenRequest,
        {"state": "declined", "decided_at": START, "reason": lambda w: w.code},
        {"state": "declined", "decided_at": START},
    ),
}
ONCE = {
    "one_statement_of_an_agency_waits": (AgencyStatement, {}, {"agency": lambda w: w.other}),
    "one_digest_a_day": (Mail, DIGEST, {**DIGEST, "day": date(2026, 3, 4)}),
    "one_mail_of_an_event_to_an_account": (Mail, {}, {"event_seq": 2}),
}
