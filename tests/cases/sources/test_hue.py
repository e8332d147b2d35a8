"""Huế's pages, one oddity at a time: kept, flagged, never mended; and lines that cannot be kept."""

import json
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.actions.incoming import NO_AGENCY, TEXT_LIMIT, Ended, Flag, IncomingAgency, IncomingCase, SourceUnreadable
from tests.cases.sources.files import ROW_HUE, hue, put, read, split

pytestmark = pytest.mark.pure

#: Every page lacks its acceptance.
ALWAYS = (Flag.ACCEPTANCE_UNKNOWN,)


def named(*names):
    """Return agencies that still exist."""
    return tuple(IncomingAgency(name=name) for name in names)


def test_a_plain_page(pages):
    assert pages({}) == [
        IncomingCase(
            line=1,
            source="hue",
            reference="501",
            number=501,
            title="Đèn đường trước số 5 hỏng ba tuần nay",
            text="Đèn đường trước số 5 hỏng ba tuần nay. Mong sửa giúp.",
            place="",
            category="đèn chiếu sáng",
            category_slug="den-chieu-sang",
            agencies=named("UBND phường Kim Long"),
            sent_at=datetime(2026, 3, 2, 12, 17, tzinfo=UTC),
            accepted_at=None,
            started_at=datetime(2026, 3, 2, 12, 17, tzinfo=UTC),
            due_at=datetime(2026, 3, 11, 16, 59, 59, 999999, tzinfo=UTC),
            closed_at=datetime(2026, 3, 5, 1, tzinfo=UTC),
            ended=Ended.CLOSED,
            answer_text="Đã thay bóng đèn ngày 05/3.",
            month_of=datetime(2026, 3, 2, 12, 17, tzinfo=UTC),
            flags=ALWAYS,
            extra={
                "source_status": "handled",
                "url": "https://example.org/phan-anh/den-hong-a501.html",
                "topics": "đèn chiếu sáng; Kim Long",
                "views": "12",
                "agency_source": "header",
                "text_kind": "condensed",
            },
        )
    ]


# --- how a case ended ------------------------------------------------------------------------------------------------


def test_handled_at_an_unknown_time(pages):
    (case,) = pages({"handled": None})
    assert (case.ended, case.closed_at) == (Ended.CLOSED_UNKNOWN, None)
    assert case.flags == (*ALWAYS, Flag.CLOSED_WITHOUT_TIME)
    assert case.answer_text == "Đã thay bóng đèn ngày 05/3."


def test_handled_on_a_day_is_handled_by_its_end(pages):
    (case,) = pages({"handled": "2026-03-11"})
    assert case.closed_at == case.due_at


def test_open(pages):
    (case,) = pages({"status": "open", "handled": None, "resolution": None})
    assert (case.ended, case.answer_text, case.flags) == (Ended.OPEN, None, ALWAYS)


def test_open_with_a_date_and_an_answer(pages):
    (case,) = pages({"status": "open"})
    assert (case.ended, case.closed_at, case.answer_text) == (Ended.OPEN, None, None)
    assert case.flags == (*ALWAYS, Flag.ANSWER_WHILE_OPEN, Flag.STATUS_CONTRADICTS_DATES)
    assert case.extra["closed_at"] == "2026-03-05T01:00:00+00:00"
    assert case.extra["answer"] == "Đã thay bóng đèn ngày 05/3."


@pytest.mark.parametrize("status", ["unknown", "đang chờ", "", None])
@pytest.mark.parametrize(
    ("changes", "ended"),
    [
        ({}, Ended.CLOSED),
        ({"handled": None}, Ended.CLOSED_UNKNOWN),
        ({"handled": None, "resolution": None}, Ended.OPEN),
    ],
)
def test_an_unknown_status(pages, status, changes, ended):
    (case,) = pages({"status": status, **changes})
    assert (case.ended, case.flags) == (ended, (*ALWAYS, Flag.STATUS_UNKNOWN))


# --- dates -----------------------------------------------------------------------------------------------------------


def test_closed_before_sent(pages):
    (case,) = pages({"handled": "2026-03-02T19:16:00+07:00"})
    assert case.flags == (*ALWAYS, Flag.CLOSED_BEFORE_OPENED)
    assert (case.started_at, case.month_of) == (case.sent_at, case.closed_at)


def test_due_before_sent(pages):
    assert pages({"due": "2026-03-01"})[0].flags == (*ALWAYS, Flag.DUE_BEFORE_OPENED)


def test_due_on_the_day_of_sending_is_not_before(pages):
    assert pages({"due": "2026-03-02"})[0].flags == ALWAYS


def test_closed_in_1900(pages):
    (case,) = pages({"sent": None, "handled": "1900-01-01T00:00:00+07:00"})
    assert case.closed_at == datetime(1899, 12, 31, 17, tzinfo=UTC)
    assert case.flags == (*ALWAYS, Flag.CLOSED_IN_1900)
    assert case.started_at == case.month_of == case.due_at


@pytest.mark.parametrize(
    ("changes", "started"),
    [
        ({"sent": None}, datetime(2026, 3, 5, 1, tzinfo=UTC)),
        ({"sent": None, "handled": None}, datetime(2026, 3, 11, 16, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_without_sending_the_earliest_known_date_starts_the_clock(pages, changes, started):
    (case,) = pages(changes)
    assert case.started_at == case.month_of == started
    assert case.sent_at is None


def test_without_any_date_there_is_no_clock(pages):
    (case,) = pages({"sent": None, "due": None, "handled": None})
    assert (case.started_at, case.month_of, case.ended) == (None, None, Ended.CLOSED_UNKNOWN)
    assert case.flags == (*ALWAYS, Flag.CLOSED_WITHOUT_TIME, Flag.NO_DATES)


def test_a_time_without_offset_is_local(pages):
    assert pages({"sent": "2026-03-02T19:17:00"})[0].sent_at == datetime(2026, 3, 2, 12, 17, tzinfo=UTC)


# --- titles, texts, categories ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"report": None}, "Den duong hong"),
        ({"report": " \n"}, "Den duong hong"),
        ({"report": None, "slug": None}, "Đã thay bóng đèn ngày 05/3"),
        ({"report": None, "slug": "-", "resolution": "Kính gửi Ông/Bà. Đã thay."}, "Đã thay"),
        ({"report": None, "slug": None, "resolution": None}, "Phản ánh số 501"),
    ],
)
def test_titles_of_pages_without_a_report(pages, changes, title):
    (case,) = pages(changes)
    assert (case.title, case.text) == (title, "")
    assert Flag.NO_TEXT in case.flags


def test_texts_keep_their_form_and_are_nfc(pages):
    typed = "Đường  Thuỷ Xuân:\n- ổ gà;\n- “ngập”."
    (case,) = pages(
        {"report": f" {unicodedata.normalize('NFD', typed)}\n", "resolution": unicodedata.normalize("NFD", typed)}
    )
    assert case.text == case.answer_text == typed
    assert case.title == "Đường Thuỷ Xuân:"


def test_everything_else_is_nfc_too(pages):
    composed = json.loads(hue({}))
    decomposed = json.loads(unicodedata.normalize("NFD", hue({})))
    assert composed != decomposed
    (one,), (other,) = pages(composed), pages(decomposed)
    assert one.digest == other.digest


@pytest.mark.parametrize(
    ("topics", "category"), [([], "Chưa phân loại"), (None, "Chưa phân loại"), (["", "rác thải"], "rác thải")]
)
def test_the_first_topic_is_the_category(pages, topics, category):
    (case,) = pages({"topics": topics})
    assert case.category == category
    assert (Flag.NO_CATEGORY in case.flags) == (category == "Chưa phân loại")


def test_no_place_is_guessed(pages):
    (case,) = pages({"topics": ["rác thải", "Kim Long"], "report": "Rác tại 12 Kim Long."})
    assert (case.place, case.ward_name, case.lat) == ("", "", None)


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({"truncated": True}, Flag.TRUNCATED),
        ({"report": "Gọi 0914 123 456."}, Flag.PERSONAL_DATA),
        ({"resolution": "Gửi thư a.b@example.vn."}, Flag.PERSONAL_DATA),
        ({"report": "Đường h\ufffdng"}, Flag.BROKEN_CHARACTERS),
        ({"resolution": "Đường h\ud83dng"}, Flag.BROKEN_CHARACTERS),
        ({"report": "đường".encode().decode("cp1252", "replace")}, Flag.BROKEN_CHARACTERS),
        ({"resolution": None}, Flag.NO_ANSWER_TEXT),
    ],
)
def test_other_flags(tmp_path, changes, flag):
    line = json.dumps(ROW_HUE | changes)
    assert read("hue", put(tmp_path, line))[0].flags == tuple(sorted((*ALWAYS, flag)))


# --- agencies --------------------------------------------------------------------------------------------------------


def test_no_agency(pages):
    (case,) = pages({"agency": None, "agencies": []})
    assert (case.agencies, case.flags) == (NO_AGENCY, (*ALWAYS, Flag.NO_AGENCY))


def test_several_agencies(pages):
    (case,) = pages({"agency": "Phường A; Sở B", "agencies": ["Phường A", "Sở B"]})
    assert (case.agencies, case.flags) == (named("Phường A", "Sở B"), (*ALWAYS, Flag.SEVERAL_AGENCIES))


@pytest.mark.parametrize("agencies", [[], None, ["Phường A; Sở B; Phường A;"]])
def test_agencies_are_split_and_named_once(pages, agencies):
    (case,) = pages({"agency": "Phường A ;Sở  B; Phường A", "agencies": agencies})
    assert case.agencies == named("Phường A", "Sở B")


@pytest.mark.parametrize(
    ("line", "listed", "star", "dissolved"),
    [
        ("Sở A (*)", ["Sở A"], True, [True]),
        ("Sở A (*)", ["Sở A"], False, [True]),
        ("Sở A(*)", [], False, [True]),
        (None, ["Sở A (*)"], False, [True]),
        (None, ["Sở A"], True, [True]),
        ("Sở A (*); Sở B", ["Sở A", "Sở B"], True, [True, False]),
        ("Sở A; Sở B (*)", ["Sở A", "Sở B"], True, [False, True]),
        ("Sở A", ["Sở A"], False, [False]),
    ],
)
def test_dissolved_agencies(pages, line, listed, star, dissolved):
    (case,) = pages({"agency": line, "agencies": listed, "agency_star": star})
    assert [agency.dissolved for agency in case.agencies] == dissolved
    assert [agency.name for agency in case.agencies] == ["Sở A", "Sở B"][: len(dissolved)]
    assert (Flag.DISSOLVED_AGENCY in case.flags) == any(dissolved)


@pytest.mark.parametrize("listed", [["Sở A", "Sở B"], []])
def test_a_mark_that_belongs_to_nobody_is_only_flagged(pages, listed):
    (case,) = pages({"agency": None, "agencies": listed, "agency_star": True})
    assert not any(agency.dissolved for agency in case.agencies)
    assert Flag.DISSOLVED_AGENCY in case.flags


# --- references ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "reference", "number"),
    [(3128, "3128", 3128), ("3128", "3128", 3128), (" A-7 ", "A-7", None), (0, "0", None), (-5, "-5", None)],
)
def test_references(pages, value, reference, number):
    (case,) = pages({"id": value})
    assert (case.reference, case.number) == (reference, number)


def test_a_number_and_the_same_as_text_are_one_reference(pages):
    _, (bad,) = split(pages({"id": 7}, {"id": "7"}))
    assert (bad.line, bad.field, bad.reason) == (2, "id", "7 is the reference of line 1 already")


# --- what cannot be kept ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"id": None}, "id", "is missing"),
        ({"id": ""}, "id", "is missing"),
        ({"id": 3128.0}, "id", "expected a whole number, found a number"),
        ({"id": True}, "id", "expected a whole number, found true or false"),
        ({"id": [1]}, "id", "expected a whole number, found a list"),
        ({"report": 5}, "report", "expected text, found a number"),
        ({"resolution": {}}, "resolution", "expected text, found an object"),
        ({"status": True}, "status", "expected text, found true or false"),
        ({"agency": []}, "agency", "expected text, found a list"),
        ({"agencies": "Sở A"}, "agencies", "expected a list, found text"),
        ({"agencies": ["Sở A", None]}, "agencies", "expected text, found null"),
        ({"agencies": ["x" * 256]}, "agencies", "is longer than 255 characters"),
        ({"topics": [1]}, "topics", "expected text, found a number"),
        ({"topics": ["x" * 161]}, "topics", "is longer than 160 characters"),
        ({"truncated": "no"}, "truncated", "expected true or false, found text"),
        ({"agency_star": 1}, "agency_star", "expected true or false, found a number"),
        ({"views": "12"}, "views", "expected a whole number, found text"),
        ({"sent": 1567413840}, "sent", "expected text, found a number"),
        ({"sent": "2026-02-30"}, "sent", "is no date: '2026-02-30'"),
        ({"due": "soon"}, "due", "is no date: 'soon'"),
        ({"handled": "2026-03-05T25:00:00+07:00"}, "handled", "is no date: '2026-03-05T25:00:00+07:00'"),
        ({"report": "a\0b"}, "report", "holds a NUL character"),
        ({"report": "x" * 5_000_000}, "report", f"is longer than {TEXT_LIMIT:,} characters"),
        ({"resolution": "x" * (TEXT_LIMIT + 1)}, "resolution", f"is longer than {TEXT_LIMIT:,} characters"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(pages, changes, field, reason):
    good, (bad,) = split(pages({}, changes, {}))
    assert [case.line for case in good] == [1, 3]
    assert (bad.line, bad.field, bad.reason) == (2, field, reason)
    assert 0 < len(bad.raw) <= 500


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is no JSON: Expecting property name"),
        ("id,report", "is no JSON: Expecting value"),
        ('{"id": 1} {"id": 2}', "is no JSON: Extra data"),
        ("[1]", "expected an object, found a list"),
        ("null", "expected an object, found null"),
        ("7", "expected an object, found a number"),
        ('"x"', "expected an object, found text"),
        ("[" * 100_000, "is nested too deep"),
        ('{"id": ' + "9" * 5000 + "}", "is no JSON: Exceeds the limit"),
        ("{}", "is missing"),
    ],
)
def test_lines_that_are_no_pages(tmp_path, line, reason):
    good, (bad,) = split(read("hue", put(tmp_path, f"{line}\n{hue({})}")))
    assert [case.line for case in good] == [2]
    assert bad.line == 1
    assert bad.reason.startswith(reason)


def test_blank_lines_are_passed_over_and_counted(tmp_path):
    content = f"\n{hue({})} \n\r\n{hue({'id': 502})}\n"
    assert [case.line for case in read("hue", put(tmp_path, content))] == [2, 5]


def test_missing_keys_are_unknown(tmp_path):
    (case,) = read("hue", put(tmp_path, '{"id": 9}'))
    assert (case.title, case.agencies, case.ended, case.extra) == ("Phản ánh số 9", NO_AGENCY, Ended.OPEN, {})


def test_a_byte_order_mark(tmp_path):
    assert len(read("hue", put(tmp_path, b"\xef\xbb\xbf" + hue({}).encode()))) == 1


def test_a_truncated_gzip(tmp_path):
    path = put(tmp_path, hue({}, {}), "reports.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-4])
    good, (bad,) = split(read("hue", path))
    assert [case.line for case in good] == [1, 2]
    assert (bad.line, bad.reason) == (3, "gzip file is truncated")


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding(tmp_path, encoding):
    lines = "".join(f'{{"id": {number}, "report": "Côte"}}\n' for number in (1, 2, 3))
    with pytest.raises(SourceUnreadable, match="encoding" if encoding == "latin-1" else "UTF-16"):
        read("hue", put(tmp_path, lines.encode(encoding)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from(sorted(ROW_HUE)), JSON))
def test_no_value_makes_the_reader_fail(tmp_path_factory, changes):
    path = put(tmp_path_factory.mktemp("hue"), json.dumps(ROW_HUE | changes) + "\n" + hue({"id": "last"}))
    items = read("hue", path)
    assert items[-1].reference == "last" or changes.get("id") == "last"
    first = items[0]
    if isinstance(first, IncomingCase):
        assert first.digest == read("hue", path)[0].digest
        assert (first.closed_at is not None) == (first.ended is Ended.CLOSED)
        assert first.answer_text is None or first.ended is not Ended.OPEN
        assert first.title
    else:
        assert first.field in ROW_HUE
