"""A context for every public page: the usual, the empty and the extreme, without a database."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy
from wagtail.blocks.stream_block import StreamValue

from cases.accountability.behind import behind
from cases.accountability.case_counts import CaseCounts
from cases.accountability.measures import WORDS, Measure, measured
from cases.accountability.satisfaction import satisfied
from cases.accountability.sentences import lead as overdue_lead
from cases.accountability.side_by_side import Chosen, OtherRate, Ranked, SideBySide
from cases.accountability.spread import Spread
from cases.public.case import Named, PublicCase
from cases.public.next_steps import next_steps
from cases.rules.figures import Rate, Tally, wilson
from home.blocks import BodyBlock
from home.explaining import EXPLAINED, template_of
from tests.portal.case_samples import (
    KIM_LONG,
    LIGHTS,
    LONG,
    NOBODY,
    NOW,
    answered,
    at,
    broken,
    case,
    covered,
    crowded,
    dateless,
    extended,
    imported,
    near_rows,
    overdue,
    ward_rows,
)
from tests.portal.division_samples import division_pages, on_the_map
from tests.portal.samples import Sample, in_the_readers_language
from tests.portal.time_samples import course, press, time_pages


def rate(numerator: int, n: int) -> Rate:
    """A rate with its interval."""
    if n == 0:
        return Rate(numerator=0, n=0, value=None, low=None, high=None)
    low, high = wilson(numerator, n)
    return Rate(numerator=numerator, n=n, value=numerator / n, low=low, high=high)


def counts(agency: Named, numbers: tuple[int, int, int, int, int], share: Rate) -> SimpleNamespace:
    """One row of the agencies' table: open, overdue, promise broken, extended, closed."""
    open_, overdue_, broken_, extended_, closed = numbers
    return SimpleNamespace(
        name=agency.name,
        slug=agency.slug,
        open=open_,
        overdue=overdue_,
        promise_broken=broken_,
        extended=extended_,
        past_due=overdue_ + broken_ + extended_,
        headline=overdue_ + broken_,
        closed=closed,
        rate=share,
        is_agency=bool(agency.slug),
    )


def side_by_side_of(rows: Sequence[Any]) -> dict[str, Any]:
    """What the page has of agencies that are compared."""
    took = Spread(n=18, median=4.25, p90=9.0)
    chosen = tuple(
        Chosen(row=row, kind_label="Sở", kept=row.rate, firm=row.rate, took=took, oldest_days=12, rank=None)
        for row in rows
    )
    other = OtherRate(words=WORDS[Measure.KEPT], cells=tuple((row.name, row.rate) for row in rows), differ=False)
    found = SideBySide(agencies=chosen, others=(other,), ranked=Ranked.OVERLAP, unknown=(), too_many=0)
    return {"beside": found, "canonical_query": found.query, "method": "1.1", "now": NOW}


BEHIND = Tally(closed_in_term=8232, closed_with_due=9666, open_past_due_with_due=65)
GROUPS = [
    SimpleNamespace(label="Phường, xã", rows=[counts(KIM_LONG, (1, 1, 0, 0, 18), rate(12, 18))]),
    SimpleNamespace(
        label="Sở, ban, ngành",
        rows=[
            counts(LONG, (96, 17, 11, 6, 250), rate(148, 284)),
            counts(LIGHTS, (10_000, 13, 9, 5, 500), rate(396, 541)),
        ],
    ),
    SimpleNamespace(label="Đơn vị khác", rows=[counts(NOBODY, (3, 3, 0, 0, 0), rate(0, 0))]),
]
AGENCIES = {
    "at": NOW,
    "groups": GROUPS,
    "rows": [row for group in GROUPS for row in group.rows],
    "n_agencies": sum(len(group.rows) for group in GROUPS),
    "city": counts(NOBODY, (10_100, 34, 20, 11, 768), rate(8232, 9731)),
    "behind": behind(BEHIND, CaseCounts(answered_in_term=8000, answered_late=1400, overdue=34)),
}


def tally(*numbers: int, done: Rate, median: float | None) -> SimpleNamespace:
    """An agency's figures: open, awaiting, closed, overdue, promise broken, extended."""
    open_, awaiting, closed, overdue_, broken_, extended_ = numbers
    return SimpleNamespace(
        open=open_,
        awaiting=awaiting,
        closed=closed,
        overdue=overdue_,
        promise_broken=broken_,
        extended=extended_,
        past_due=overdue_ + broken_ + extended_,
        on_time=done,
        kept=done,
        firm=done,
        promises=done,
        looks=done,
        median_days=median,
        p90_days=None if median is None else 18.94,
        oldest_days=None if median is None else 63,
        behind=behind(
            Tally(closed_in_term=done.numerator, closed_with_due=done.n),
            CaseCounts(answered_in_term=done.numerator, overdue=overdue_),
        ),
    )


def agency(named: Named, **facts: Any) -> SimpleNamespace:
    """An agency as its page takes it."""
    usual = {
        "is_agency": True,
        "kind_label": "Trung tâm",
        "parent": None,
        "dissolved_on": None,
        "successor": None,
        "names": [],
    }
    usual["predecessors"] = [KIM_LONG] if facts.get("names") else []
    return SimpleNamespace(name=named.name, slug=named.slug, **{**usual, **facts})


NAMES = [
    SimpleNamespace(name="Công ty Môi trường đô thị", since=None, until=date(2019, 6, 30)),
    SimpleNamespace(name=LIGHTS.name, since=date(2019, 7, 1), until=None),
]


def late(named: Named | None, numbers: tuple[int, int, int], oldest: int | None, open_: int) -> SimpleNamespace:
    """One row of the overdue table: overdue, promise broken, extended."""
    overdue_, broken_, extended_ = numbers
    return SimpleNamespace(
        agency=named,
        overdue=overdue_,
        promise_broken=broken_,
        extended=extended_,
        past_due=sum(numbers),
        open=open_,
        share=(overdue_ + broken_) / open_ if open_ else None,
        median_days=19.5 if oldest else None,
        oldest_days=oldest,
        oldest_title="Ổ gà sâu trên đường tránh" if named and oldest else "",
        oldest_path="2026/05/o-ga-a1/" if named and oldest else "",
    )


CASE_PATH = "/phan-anh/2026/12/den-duong-hong-a48213/"


steps_in_the_readers_language = lazy(next_steps, tuple)


def case_page(told: PublicCase, nearby: Sequence[object] = ()) -> Sample:
    """A case's page."""
    context = {"case": told, "nearby": nearby, "next_steps": steps_in_the_readers_language(told)}
    return Sample(template="cases/case.html", path=CASE_PATH, context=context)


def case_pages() -> dict[str, Sample]:
    """Cases in every standing, and one that is gone."""
    gone = {"number": 48213, "withdrawn_at": at(2, 12), "reason": "Nội dung xúc phạm"}
    return {
        "case-broken": case_page(broken(), near_rows()),
        "case-in-term": case_page(case()),
        "case-overdue": case_page(overdue()),
        "case-ancient": case_page(overdue(10_000)),
        "case-extended": case_page(extended(), ward_rows()),
        "case-answered": case_page(answered()),
        "case-covered": case_page(covered()),
        "case-dateless": case_page(dateless()),
        "case-crowded": case_page(crowded(), near_rows()[1:] * 5),
        "case-imported": case_page(imported()),
        "tombstone": Sample(template="cases/tombstone.html", path=CASE_PATH, context=gone),
    }


def agency_pages() -> dict[str, Sample]:
    """Agencies compared, a busy one, and one that is no more."""
    busy = {
        "at": NOW,
        "now": NOW,
        "method": "1.1",
        "agency": agency(LIGHTS, names=NAMES, parent=Named(slug="so-xay-dung", name="Sở Xây dựng")),
        "tally": tally(132, 4, 500, 13, 9, 5, done=rate(396, 541), median=6.0),
        "course": course(12),
        "satisfied": satisfied({"satisfied": 3, "not_satisfied": 9, None: 28}),
        "past_due_cases": [broken(), overdue(), extended()],
        "newest": [case(), answered(), dateless()],
    }
    idle = {
        "at": NOW,
        "now": NOW,
        "method": "1.1",
        "agency": agency(LONG, dissolved_on=date(2025, 7, 1), successor=KIM_LONG),
        "tally": tally(0, 0, 0, 0, 0, 0, done=rate(0, 0), median=None),
        "course": course(0),
        "satisfied": None,
        "past_due_cases": [],
        "newest": [],
    }
    one = {
        **busy,
        "agency": agency(KIM_LONG),
        "tally": tally(1, 1, 1, 0, 0, 0, done=rate(1, 1), median=1.0),
        "course": course(1),
        "past_due_cases": [],
        "newest": [dateless()],
    }
    much = {
        **busy,
        "agency": agency(Named(slug="mien-nui", name=f"{LONG.name}, khu vực miền núi"), parent=LONG, names=NAMES),
        "tally": tally(10_000, 10_000, 10_000, 10_000, 10_000, 10_000, done=rate(10_000, 20_000), median=10_000.0),
        "course": course(10_000),
        "press": press()["articles"],
    }
    by_measure = {
        **AGENCIES,
        "measured": measured(SimpleNamespace(**AGENCIES), Measure.ON_TIME),
        "measures": [("#", LONG.name, False), ("?theo=dung-han", "Trả lời đúng hạn", True)],
    }
    return {
        "agency-one": Sample(template="cases/agency.html", path="/don-vi/kim-long/", context=one),
        "agency-much": Sample(template="cases/agency.html", path="/don-vi/ban-quan-ly-du-an/", context=much),
        "agencies": Sample(template="cases/agencies.html", path="/don-vi/", context=AGENCIES),
        "agencies-measured": Sample(template="cases/agencies.html", path="/don-vi/", context=by_measure),
        "agencies-beside": Sample(
            template="cases/agencies.html", path="/don-vi/", context={**AGENCIES, **side_by_side_of(GROUPS[1].rows)}
        ),
        "agencies-none": Sample(
            template="cases/agencies.html",
            path="/don-vi/",
            context={**AGENCIES, "groups": [], "rows": [], "n_agencies": 0, "behind": behind(Tally(), CaseCounts())},
        ),
        "agency": Sample(template="cases/agency.html", path="/don-vi/chieu-sang/", context=busy),
        "agency-idle": Sample(template="cases/agency.html", path="/don-vi/ban-quan-ly-du-an/", context=idle),
    }


def overdue_pages() -> dict[str, Sample]:
    """Who is overdue: three agencies, and nobody."""
    some = {
        "at": NOW,
        "agencies_all": 64,
        "lead": "Đến 08:00 ngày 07/12/2026, 2 đơn vị còn 10.028 phản ánh trễ hạn hoặc lỡ hẹn.",
        "rows": [
            late(LONG, (17, 11, 6), 212, 96),
            late(NOBODY, (10_000, 0, 0), 10_000, 10_000),
            late(LIGHTS, (0, 0, 1), None, 12),
        ],
        "total": late(None, (10_017, 11, 7), 10_000, 10_108),
    }
    lead = in_the_readers_language(lambda: overdue_lead(SimpleNamespace(at=NOW, rows=(), agencies_all=64)))
    none = {**some, "lead": lead, "rows": [], "total": late(None, (0, 0, 0), None, 0)}
    return {
        "overdue": Sample(template="cases/overdue.html", path="/qua-han/", context=some),
        "overdue-many": Sample(
            template="cases/overdue.html",
            path="/qua-han/",
            context={
                **some,
                "rows": [late(LONG, (n, 1, 0), 12, 96) for n in range(12, 0, -1)],
                "unassigned": 2,
                "unassigned_past_due": 1,
                "names_nobody": True,
            },
        ),
        "overdue-none": Sample(template="cases/overdue.html", path="/qua-han/", context=none),
    }


NUMBERS = {"least_for_rank": 30, "least_raters": 5, "firm_days": 60, "reopen_days": 60}


def a_body() -> StreamValue:
    """A text of all blocks that need no database."""
    question = {"question": "Gửi xong bao lâu thì biết?", "answer": "<p>Bảy ngày làm việc.</p>"}
    told = [
        ("heading", "Tính ra sao"),
        ("paragraph", '<p>Chữ, <b>chữ đậm</b>, <a href="https://hue.gov.vn/">liên kết</a>.</p><ul><li>Một</li></ul>'),
        ("note", {"kind": "warn", "strong": "Chú ý.", "text": "<p>Số liệu đếm lúc 00:05.</p>"}),
        ("note", {"kind": "", "strong": "", "text": "<p>Không loại nào.</p>"}),
        (
            "quote",
            {"text": "Ai cũng xem được.\n\nMọi lúc.", "source": "Chỉ thị 2019", "address": "https://hue.gov.vn/"},
        ),
        ("quote", {"text": "Vô danh.", "source": "Người gửi phản ánh", "address": ""}),
        ("questions", [question, question]),
    ]
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in told])


def served(path: str) -> object:
    """The address of an editor's page, in the language of whoever reads it."""
    return in_the_readers_language(lambda: reverse("wagtail_serve", args=[path]))


def news_pages() -> dict[str, Sample]:
    """The list of news, full and empty, and one piece."""
    index = SimpleNamespace(title="Tin", lead="Việc của cổng.", seo_title="", search_description="")
    long = "Từ 01/01/2027, mọi câu trả lời bị từ chối vì đùn đẩy trách nhiệm đều được đếm công khai theo đơn vị"
    rows = [
        SimpleNamespace(
            title=long, date=date(2026, 12, 7), lead="Ai bị từ chối mấy lần, từ nay ai cũng biết.", url=served("tin/a/")
        ),
        SimpleNamespace(title="Nghỉ Tết", date=date(2026, 2, 1), lead="", url=served("tin/b/")),
    ]
    piece = SimpleNamespace(**vars(rows[0]), body=a_body(), seo_title="", search_description="")
    bare = SimpleNamespace(**vars(rows[1]), body=[], seo_title="", search_description="")
    above = {"title": "Tin", "address": served("tin/")}
    some = {"page": index, "news": rows, "previous": "?page=1", "next": "?page=3"}
    none = {"page": SimpleNamespace(**{**vars(index), "lead": ""}), "news": [], "previous": "", "next": ""}
    return {
        "news": Sample(template="home/news_index_page.html", path="/tin/", context=some),
        "news-none": Sample(template="home/news_index_page.html", path="/tin/", context=none),
        "news-piece": Sample(template="home/news_page.html", path="/tin/a/", context={"page": piece, "index": above}),
        "news-bare": Sample(template="home/news_page.html", path="/tin/b/", context={"page": bare, "index": above}),
    }


def other_pages() -> dict[str, Sample]:
    """Front, text, nothing there, and what is not answered."""
    figures = {"at": NOW, "overdue": 96, "promise_broken": 36, "extended": 46, "open": 1284, "in_term": 1106}
    more = {"rate": rate(8232, 9731), "median_days": 4.0, "oldest_days": 212}
    page = SimpleNamespace(title="Minh Bạch", intro="", seo_title="", search_description="")
    full = {"page": page, "figures": {**figures, **more}, "latest_answers": [answered()], **on_the_map()}
    text = SimpleNamespace(title="Phương pháp", body=a_body(), seo_title="", search_description="Số.")
    return {
        "home": Sample(template="home/home_page.html", path="/", context=full),
        "home-bare": Sample(template="home/home_page.html", path="/", context={"page": page}),
        "standard": Sample(template="home/standard_page.html", path="/phuong-phap/", context={"page": text}),
        **{
            f"explain-{name}": Sample(template=template_of(slug), path=f"/{slug}/", context={"term_days": 7, **NUMBERS})
            for slug, name in EXPLAINED.items()
        },
        "explain-more": Sample(
            template=template_of("phuong-phap"),
            path="/phuong-phap/",
            context={"term_days": None, **NUMBERS, "page": text},
        ),
        "404": Sample(template="404.html", path="/khong-co/", context={}),
        "404-likely": Sample(template="404.html", path="/khong-co-a48213/", context={"likely": broken()}),
        "error": Sample(
            template="error.html",
            path="/cam/",
            context={"heading": gettext_lazy("Chưa gửi được"), "text": gettext_lazy("Địa chỉ này chỉ để xem")},
        ),
    }


SAMPLES = {
    **case_pages(),
    **agency_pages(),
    **overdue_pages(),
    **news_pages(),
    **other_pages(),
    **division_pages(),
    **time_pages(),
}
