"""Tags of the public templates where they meet odd values: nobody, nothing, names in names, marks in titles."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from cases import ports
from cases.rules.terms import Day, DayKind
from cases.templatetags.clocks import Clock, fact
from cases.templatetags.deadline import WIDEST_WORD, strip
from cases.templatetags.events import event_mark
from cases.templatetags.minhbach import breadcrumb, mail_link, names_in_vietnamese
from cases.templatetags.prose import prose
from cases.templatetags.states import assignment_kind_word, state_mark, state_word
from cases.templatetags.verdicts import timeliness_name, verdict_mark

AT = datetime(2026, 12, 7, 1, tzinfo=UTC)
DUE = date(2026, 12, 4)  # a Friday


def shown(source, **context):
    return Template("{% load minhbach %}" + source).render(Context(context)).strip()


# --- mail ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "demo", "subject", "lines"),
    [
        ("vi", False, "Phản ánh 7: Đèn & rác [đã che: số nhà]", 2),
        ("en", False, "Report 7: Đèn & rác [covered: house number]", 2),
        ("vi", True, "Phản ánh 7: Đèn & rác [đã che: số nhà]", 4),
    ],
)
def test_a_mail_has_title_and_short_address_and_nobody_it_goes_to(settings, language, demo, subject, lines):
    settings.DEMO, settings.PUBLIC_URL = demo, "https://minhbach.vn"
    with override(language):
        address = mail_link({"number": 7, "title": "Đèn & rác [ĐÃ CHE: số nhà]"})
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert "+" not in parts.query, "mail programs show a plus as a plus"
    told = {name: value for name, (value,) in parse_qs(parts.query).items()}
    assert told["subject"] == subject
    body = told["body"].split("\n")
    assert body[0] == subject.partition(": ")[2]
    assert body[1] == f"https://minhbach.vn{'/en' if language == 'en' else ''}/a/7"
    assert len(body) == lines


# --- where one is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (("Số 7",), [("Số 7", "")]),
        (("A", "/a/", "B"), [("A", "/a/"), ("B", "")]),
        (("A", "/a/", None, "/b/", "C"), [("A", "/a/"), ("C", "")]),
        (("A", "/a/", "", "/b/", None), [("A", "/a/")]),
    ],
)
def test_a_breadcrumb_is_of_steps_that_have_a_name(steps, told):
    assert breadcrumb(*steps)["steps"] == told


@pytest.mark.parametrize(
    ("path", "url", "attribute"),
    [
        ("/", "/", ' aria-current="page"'),
        ("/qua-han/", "/", ' aria-current="true"'),
        ("/qua-han", "/qua-han/", ""),
        ("/qua-han/ngay/", "/qua-han/", ' aria-current="true"'),
    ],
)
def test_a_link_of_the_menu_leads_here(path, url, attribute):
    assert shown("<a{% here url %}>", request=RequestFactory().get(path), url=url) == f"<a{attribute}>"


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "sentence", "told"),
    [
        (["Sở A"], "Sở A gia hạn", '<span lang="vi">Sở A</span> gia hạn'),
        (["Sở A", "Sở A B"], "Sở A B, Sở A", '<span lang="vi">Sở A B</span>, <span lang="vi">Sở A</span>'),
        (["Sở (A)"], "Sở (A) <", '<span lang="vi">Sở (A)</span> &lt;'),
        ([""], "Sở A", "Sở A"),
        ([], "<b>", "&lt;b&gt;"),
        (["Sở B"], "Sở A", "Sở A"),
    ],
    ids=["one", "one within another", "brackets", "nobody", "none", "another"],
)
def test_names_within_an_english_sentence(names, sentence, told):
    charges = [{"agency": {"name": name}} for name in names]
    with override("en"):
        assert names_in_vietnamese(sentence, charges) == told
    assert "<span" not in names_in_vietnamese(sentence, charges)


def test_a_charge_without_an_agency_has_no_name():
    with override("en"):
        assert names_in_vietnamese("Sở", [SimpleNamespace(agency=None)]) == "Sở"
        assert shown("{% agency_link a %}", a=None) == "No agency yet"


def test_lists_are_asked_for_what_is_given(monkeypatch):
    monkeypatch.setattr(
        ports.PORTS, "list_url", lambda **asked: "&".join(f"{k}={'+'.join(v)}" for k, v in asked.items())
    )
    source = "{% list_url state='open  late' ward=ward category=none as a %}{{ a|safe }}"
    assert shown(source, ward=" kim-long ", none=None) == "state=open+late&ward=kim-long"
    assert shown("{% list_url as a %}[{{ a }}]") == "[]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“a” và “b”", "‘a’ và ‘b’"),
        ("‘a’", "‘a’"),
        ('"a"', "&quot;a&quot;"),
        (7, "7"),
    ],
)
def test_quotes_within_quotes(text, told):
    assert shown("{{ text|inner_quotes }}", text=text) == told


# --- states, events, verdicts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("assignment.overturn", "key"),
        ("assignment.rule", "key"),
        ("assignment.retract", "key"),
        ("answer.refuse", "bad"),
        ("overdue", "bad"),
        ("case.promise_broken", "bad"),
        ("accept.case", ""),
        ("", ""),
    ],
)
def test_how_an_event_is_drawn(kind, mark):
    assert event_mark(kind) == mark


@pytest.mark.parametrize(
    ("state", "round_", "english", "mark"),
    [
        ("in_progress", 1, "In progress", "progress"),
        ("in_progress", 2, "In progress again", "reopened"),
        ("answered", 2, "Answered", "answered"),
        ("withdrawn", 3, "Withdrawn", "gone"),
    ],
)
def test_a_state_in_english(state, round_, english, mark):
    with override("en"):
        assert state_word(state, round_) == english
    assert state_mark(state, round_) == mark


@pytest.mark.parametrize("call", [state_word, state_mark, assignment_kind_word, timeliness_name])
def test_what_nobody_has_named_is_refused(call):
    with pytest.raises(KeyError):
        call("late")


@pytest.mark.parametrize(
    ("facts", "mark"),
    [
        ({"verdict": "in_term", "due_at": AT}, "ok"),
        ({"verdict": "in_term", "promised_on": DUE}, "ok"),
        ({"verdict": "in_term"}, "none"),
        ({"verdict": "overdue"}, "late"),  # late it is, even where no due date is told
        ({"verdict": None, "due_at": AT}, "none"),
    ],
)
def test_a_mark_stands_where_something_can_be_judged(facts, mark):
    assert verdict_mark(facts) == mark
    assert shown("{{ case|class_of_stand }}", case=facts) == ("" if mark == "none" else f"is-{mark}")


def test_facts_are_read_from_whatever_has_them():
    source = SimpleNamespace(verdict="overdue", days=3, title="Đèn")
    assert Clock.of(source) == Clock(verdict="overdue", days=3)
    assert Clock.of(Clock.of(source)) == Clock.of(source)
    assert (fact(source, "title"), fact({"title": "Rác"}, "title"), fact(None, "title")) == ("Đèn", "Rác", None)


# --- days of a deadline ----------------------------------------------------------------------------------------------


def days(*kinds, first=DUE):
    return tuple(Day(day=first.replace(day=first.day + n), kind=kind, count=n or None) for n, kind in enumerate(kinds))


@pytest.mark.parametrize(
    ("facts", "notes"),
    [
        ({}, ["Tiếp nhận", "Hạn cuối"]),
        ({"round": 2}, ["Mở lại", "Hạn cuối"]),
        ({"t": AT.replace(day=4), "phase": "answered"}, ["Tiếp nhận, trả lời", "Hạn cuối"]),
        ({"t": AT.replace(day=5), "phase": "awaiting"}, ["Tiếp nhận", "Hạn cuối, trả lời"]),
        ({"t": AT.replace(day=5), "phase": "open"}, ["Tiếp nhận", "Hạn cuối"]),  # t of an open clock is now
        ({"at": AT.replace(day=5)}, ["Tiếp nhận", "Hạn cuối, hôm nay"]),
    ],
    ids=["plain", "reopened", "answered at once", "answered last", "open", "today"],
)
def test_what_happened_on_a_day_stands_in_its_cell_and_stands_out(facts, notes):
    found = strip({"deadline_days": days(DayKind.START, DayKind.DUE), "at": AT, **facts}).head
    assert [cell.note for cell in found] == notes
    assert all(cell.note_strong for cell in found)
    assert all(cell.says.lower().endswith(cell.note.partition(", ")[2]) for cell in found)


@pytest.mark.parametrize("kind", [DayKind.COUNTED, DayKind.MAKE_UP, DayKind.DUE])
def test_a_day_of_a_term_in_calendar_days_is_no_working_day(kind):
    case = {"deadline_days": days(DayKind.START, kind), "term_kind": "calendar_days"}
    assert "ngày thứ 1" in strip(case).head[1].says
    assert "ngày làm việc thứ 1" in strip({**case, "term_kind": None}).head[1].says


def test_cells_bear_the_same_notes_in_english_and_no_longer_words():
    case = {"deadline_days": days(DayKind.START, DayKind.DUE), "at": AT, "round": 2}
    with override("en"):
        reopened, due = strip(case).head
        words = [
            word for cell in (reopened, due) for part in cell.note.split() for word in part.split("\N{SOFT HYPHEN}")
        ]
    assert reopened.note_strong
    assert (reopened.note.replace("\N{SOFT HYPHEN}", ""), due.note) == ("Reopen", "Due")
    assert max(map(len, words)) <= WIDEST_WORD


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Một\n\n\n\nHai", "<p>Một</p>\n<p>Hai</p>"),
        ("- [đã che]\n- <i>", '<ul><li><span class="redact">đã che</span></li><li>&lt;i&gt;</li></ul>'),
        ("2. Hai", '<ol start="2"><li>Hai</li></ol>'),
    ],
)
def test_an_agencys_words_become_paragraphs_and_lists(text, html):
    assert prose(text) == html
