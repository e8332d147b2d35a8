"""The tags and filters as templates use them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from cases import ports
from cases.rules.figures import Rate
from cases.templatetags.minhbach import names_in_vietnamese

NOW = datetime(2026, 12, 7, 1, tzinfo=UTC)  # Monday 08:00 in Huế
LATE = SimpleNamespace(verdict="overdue", days=12, due_at=NOW, at=NOW, phase="answered", spans_total=7)


def shown(source: str, **context: Any) -> str:
    return Template("{% load minhbach %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ now|day }}", '<time datetime="2026-12-07">07/12/2026</time>'),
        ("{{ now|day_plain }}", "07/12/2026"),
        ("{{ day|short_day }}", '<time datetime="2027-01-05">05/01</time>'),
        ("{{ day|short_day:now }}", '<time datetime="2027-01-05">05/01/2027</time>'),
        ("{{ now|moment }}", '<time datetime="2026-12-07T08:00+07:00">08:00 ngày 07/12/2026</time>'),
        ("{{ now|clock_time }}", '<time datetime="2026-12-07T08:00+07:00">08:00</time>'),
        ("{{ now|weekday }}", "thứ\N{NO-BREAK SPACE}Hai"),
        ("{{ day|until:now }}", "còn 29 ngày"),
        ("{{ 1284|number }}", "1.284"),
        ("{{ 4.5|decimal }}", "4,5"),
        ("{{ 0.846|share_text }}", "84,6\xa0%"),
        ("{{ 41|as_days }}", "41 ngày"),
        ("{{ 'in_progress'|state_word:2 }}", "Đang xử lý lại"),
        ("{{ 'overdue'|verdict_name }}", "Trễ hạn"),
        ("{{ late|verdict_words }}", "Trả lời trễ 12 ngày"),
        ("{{ late|class_of_stand }}", "is-late"),
        ("{{ nothing|class_of_stand }}", ""),
        ("{{ 'officer'|role_word }}", "Đơn vị"),
    ],
)
def test_filters(source: str, text: str) -> None:
    assert shown(source, now=NOW, day=date(2027, 1, 5), late=LATE, nothing={}) == text


@pytest.mark.parametrize(
    ("language", "name", "attribute", "ago"),
    [
        ("vi", "Sở Xây dựng &lt;", "", "(hôm qua)"),
        ("en", '<span lang="vi">Sở Xây dựng &lt;</span>', ' lang="vi"', "(yesterday)"),
    ],
)
def test_vietnamese_words_are_told_apart_on_english_pages_alone(language, name, attribute, ago):
    with override(language):
        assert shown("{{ name|in_vietnamese }}", name="Sở Xây dựng <") == name
        assert shown("<p{% lang_vi %}>") == f"<p{attribute}>"
        assert shown("{% agency_link agency %}", agency={"name": "Sở", "slug": "so"}).count("lang=") == bool(attribute)
        assert shown("{{ day|day_ago:now }}", day=date(2026, 12, 6), now=NOW) == (
            f'<time datetime="2026-12-06">06/12/2026</time> <span class="ago">{ago}</span>'
        )


def test_an_agency_without_a_name_speaks_the_readers_language():
    with override("en"):
        assert "lang" not in shown("{% agency_link agency %}", agency={"name": "", "slug": ""})


@pytest.mark.parametrize("name", ["day", "day_plain", "short_day", "moment", "clock_time", "until:now"])
def test_a_date_that_is_missing_leaves_nothing(name: str) -> None:
    assert shown("{{ missing|" + name + " }}", missing=None, now=NOW) == ""


def test_a_number_that_is_missing_is_a_dash() -> None:
    assert shown("{{ missing|decimal }} {{ missing|as_days }} {{ missing|share_text }}", missing=None) == "– – –"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% verdict late %}", '<span class="v v-late">Trả lời trễ 12 ngày</span>'),
        ("{% verdict late big=True %}", '<span class="v v-late big">Trả lời trễ 12 ngày</span>'),
        ("{% verdict late short=True %}", '<span class="v v-late">Trả lời trễ</span>'),
        ("{% verdict_kind 'extended' %}", '<span class="v v-ext">Đã gia hạn</span>'),
        ("{% verdict_kind None %}", '<span class="v v-none">Không có hạn</span>'),
        ("{% state 'in_progress' 2 %}", '<span class="st st-reopened">Đang xử lý lại</span>'),
        ("{% state 'withdrawn' %}", '<span class="st st-gone">Đã rút</span>'),
    ],
)
def test_marks_come_with_their_words(source: str, text: str) -> None:
    assert shown(source, late=LATE) == text


def test_spans_are_hidden_from_who_cannot_see_them() -> None:
    drawn = shown("{% nhip late %}", late=LATE)
    assert drawn.startswith('<svg class="nhip" viewBox="0 0 144 14" width="144" height="14" aria-hidden="true">')
    assert (drawn.count("<path"), drawn.count('class="on"'), drawn.count("<line")) == (7, 7, 12)
    assert shown("{% nhip nothing %}", nothing={}) == ""


def test_an_agency_is_linked_where_it_has_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def address(name: str, kwargs: dict[str, str]) -> str:
        return f"/{name}/{kwargs['slug']}/"

    monkeypatch.setattr("cases.templatetags.minhbach.reverse", address)
    assert shown("{% agency_link a %}", a={"name": "A & B", "slug": "ab"}) == '<a href="/agency/ab/">A &amp; B</a>'
    assert shown("{% agency_link a %}", a={"name": "<i>", "slug": ""}) == "&lt;i&gt;"
    assert shown("{% agency_link a %}", a={"name": "", "slug": ""}) == "Chưa giao đơn vị nào"


def test_list_addresses_split_choices_and_leave_out_what_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports.PORTS, "list_url", lambda **criteria: repr(criteria))
    source = '{% list_url agency=slug state="in_progress" verdict="overdue promise_broken" as href %}{{ href|safe }}'
    assert shown(source, slug="") == "{'state': ['in_progress'], 'verdict': ['overdue', 'promise_broken']}"
    assert "'agency': ['kim-long']" in shown(source, slug="kim-long")


@pytest.mark.parametrize(
    ("path", "attribute"),
    [("/qua-han/", ' aria-current="page"'), ("/qua-han/2026-11-24/", ' aria-current="true"'), ("/don-vi/", "")],
)
def test_a_menu_link_knows_whether_one_is_there(path: str, attribute: str) -> None:
    request = RequestFactory().get(path)
    assert Template("{% load minhbach %}<a{% here '/qua-han/' %}>").render(Context({"request": request})) == (
        f"<a{attribute}>"
    )


def test_a_menu_link_needs_no_request() -> None:
    assert shown("<a{% here '/qua-han/' %}>") == "<a>"


def test_breadcrumbs_end_without_a_link() -> None:
    drawn = shown("{% breadcrumb 'Phản ánh' '/phan-anh/' 'Số 7' %}")
    assert '<a href="/phan-anh/">Phản ánh</a>' in drawn
    assert "<span>Số 7</span>" in drawn
    assert drawn.count("<li>") == 2


def test_a_breadcrumb_leaves_out_a_step_without_a_name() -> None:
    drawn = shown("{% breadcrumb 'Phản ánh' '/phan-anh/' ward.name '/phuong-xa/' 'Số 7' %}", ward=None)
    assert drawn.count("<li>") == 2
    assert "/phuong-xa/" not in drawn


def test_weekdays_are_short_in_a_calendar() -> None:
    assert shown("{{ day|weekday_short }}", day=date(2026, 11, 29)) == "CN"


def test_a_pager_leads_both_ways() -> None:
    source = '{% include "components/pager.html" with previous=before next=after %}'
    assert '<a class="btn" href="?page=1" rel="prev">Trước</a>' in shown(source, before="?page=1", after="")
    assert "rel" not in shown(source, before="", after="?a=1&b=2").partition("<a")[0]
    assert '<a class="btn" href="?a=1&amp;b=2" rel="next">Sau</a>' in shown(source, before="", after="?a=1&b=2")
    assert shown(source, before="", after="") == ""
    numbered = '{% include "components/pager.html" with previous="" next="?page=2" range="1–25 trong 289" %}'
    assert '<span class="at">1–25 trong 289</span>' in shown(numbered)
    assert 'class="at"' not in shown(source, before="", after="?page=2")


def test_a_pager_says_which_rows_these_are() -> None:
    source = '{% include "components/pager.html" with previous="" next="?page=2" range=range %}'
    assert '<span class="at">1–25 trong 289</span>' in shown(source, range="1–25 trong 289")
    assert "<span" not in shown(source, range="")


def test_a_whisker_has_dot_line_and_city() -> None:
    rate = Rate(numerator=1, n=2, value=0.5, low=0.2, high=0.8)
    drawn = shown("{% whisker rate rate %}", rate=rate)
    assert 'class="dot few" cx="50.00%"' in drawn
    assert 'class="city" x1="50.00%"' in drawn
    assert 'class="whisker" x1="21.20%" x2="78.80%"' in drawn
    none = Rate(numerator=0, n=0, value=None, low=None, high=None)
    assert shown("{% whisker rate %}", rate=none) == ""


def test_bars_of_holders() -> None:
    source = "{% held_bars given as bars %}{% for bar in bars %}{{ bar.days }} {% endfor %}"
    assert shown(source, given=[{"days_held": 2}, {"days_held": 8}]) == "2 8"


def test_days_of_a_case_without_any_are_nothing() -> None:
    assert shown("{% days case %}", case={}) == ""


@pytest.mark.parametrize(
    ("component", "text"),
    [
        ('chip.html" with href="?a=1" label="Kim Long"', '<span class="sr">Bỏ </span>Kim Long'),
        ('chip.html" with href="?" label="A" plain=True current=True', 'aria-current="true">A</a>'),
        (
            'note.html" with kind="warn" strong="Chậm." text="Đủ."',
            '<div class="note warn"><p><b>Chậm.</b> Đủ.</p></div>',
        ),
        ('note.html" with text=evil status=True', '<div class="note" role="status"><p>&lt;b&gt;</p></div>'),
        ('fig.html" with kind="overdue" value="7" href="/x/"', '<dd class="n"><a href="/x/">7</a></dd>'),
        ('fig.html" with label="L" value="7" unit="ngày" hot=True', '<dd class="n">7 <small>ngày</small></dd>'),
    ],
)
def test_small_components(component: str, text: str) -> None:
    assert text in shown('{% include "components/' + component + " %}", evil="<b>")


@pytest.mark.parametrize(("level", "heading"), [("h2", "<h2>"), ("", "<h3>")])
def test_rows_stand_under_the_heading_they_are_given(level: str, heading: str) -> None:
    row = SimpleNamespace(title="A & B", path="2026/12/a-a1/", state="in_progress", agencies=())
    drawn = shown('{% include "components/rows.html" with rows=rows level=level split=True %}', rows=[row], level=level)
    assert f"{heading}<a href=" in drawn
    assert ">A &amp; B</a>" in drawn
    assert "Không tính hạn" in drawn


def test_a_marked_title_and_a_snippet_come_as_they_are() -> None:
    row = {"title": "Đèn", "title_html": mark_safe("<mark>Đèn</mark>"), "path": "x/", "state": "answered"}
    drawn = shown('{% include "components/rows.html" with rows=rows %}', rows=[{**row, "snippet": "<script>"}])
    assert "<mark>Đèn</mark></a>" in drawn
    assert "&lt;script&gt;" in drawn


def test_an_empty_list_says_so() -> None:
    assert shown('{% include "components/rows.html" with rows=rows empty="Chưa có." %}', rows=[]) == (
        '<p class="hush">Chưa có.</p>'
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "Chuyển từ Sở A &amp; B sang Sở A"),
        ("en", 'Chuyển từ <span lang="vi">Sở A &amp; B</span> sang <span lang="vi">Sở A</span>'),
    ],
)
def test_names_of_agencies_in_a_sentence_are_marked_where_it_is_english(language: str, told: str) -> None:
    charges = [{"agency": {"name": name}} for name in ("Sở A", "Sở A & B", "")]
    with override(language):
        assert names_in_vietnamese("Chuyển từ Sở A & B sang Sở A", charges) == told
        assert names_in_vietnamese("<b>", None) == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "told"),
    [("“Thời gian tới” là bao giờ?", "“‘Thời gian tới’ là bao giờ?”"), ("Đã xong <b>", "“Đã xong &lt;b&gt;”")],
)
def test_quotation_marks_inside_quotation_marks_are_single_ones(text, told):
    assert shown("“{{ text|inner_quotes }}”", text=text) == told
