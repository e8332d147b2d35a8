"""Documents made up for tests, and strategies that make many of them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from cases.rules.standings import Phase
from search.document import Document, Named
from search.folding import marked

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)  # a Wednesday, 08:00 in Huế
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

LIGHTS = Named("chieu-sang", "Chiếu sáng công cộng")
ROADS = Named("duong-via-he", "Đường, vỉa hè")
KIM_LONG = Named("kim-long", "Phường Kim Long")
PHU_XUAN = Named("phu-xuan", "Phường Phú Xuân")
CITY_LIGHTS = Named("tt-chieu-sang", "Trung tâm Chiếu sáng và Cây xanh đô thị")
WARD_OFFICE = Named("ubnd-kim-long", "UBND phường Kim Long")


def document(case_id=1, **facts):
    """A case accepted two days before NOW and due in five, unless told otherwise."""
    due_at = facts.pop("due_at", NOW + 5 * DAY)
    given = {
        "version": 1,
        "number": case_id,
        "reference": f"ref-{case_id}",
        "path": f"2026/11/phan-anh-a{case_id}/",
        "title": "Đèn đường hỏng",
        "text": "Cả đoạn dài tối nguy hiểm.",
        "state": "in_progress",
        "category": LIGHTS,
        "ward": KIM_LONG,
        "agencies": (CITY_LIGHTS,),
        "accepted_at": NOW - 2 * DAY,
        "started_at": NOW - 2 * DAY,
        "due_at": due_at,
        "term_end": due_at,
        "limit_at": due_at,
    }
    return Document(case_id=case_id, **{**given, **facts})


def answered(case_id=1, *, after=DAY, **facts):
    """A case answered some time after it was accepted."""
    accepted = facts.get("accepted_at", NOW - 2 * DAY)
    given = {"state": "answered", "phase": "answered", "stopped_at": accepted + after, "answered_at": accepted + after}
    return document(case_id, **{**given, **facts})


# --- for hypothesis: few values, so that they meet; instants in whole hours around NOW --------------------------------

instants = st.integers(-6, 6).map(lambda hours: NOW + hours * HOUR)
words = st.sampled_from(
    ["đèn", "den", "đen", "đường", "duong", "hỏng", "Hòa", "Hoà", "Hóa", "hoa", "rác", "Kim", "Long", "12", "xe"]
)
texts = st.lists(words, max_size=5).map(" ".join)


@st.composite
def clocks(draw):
    """The facts of a clock, in every combination that the rules can give, and some they cannot."""
    phase = draw(st.sampled_from([phase.value for phase in Phase] + [""] + 5 * [Phase.OPEN.value]))
    return {
        "phase": phase,
        "stopped_at": draw(instants) if phase not in (Phase.OPEN, Phase.UNKNOWN, "") else None,
        "due_at": draw(st.none() | instants),
        "term_end": draw(st.none() | instants),
        "limit_at": draw(st.none() | instants),
        "broken_from": draw(st.none() | instants),
    }


@st.composite
def documents(draw, case_ids=None):
    """Any document."""
    return document(
        draw(case_ids or st.integers(1, 40)),
        version=draw(st.integers(1, 3)),
        title=draw(texts),
        text=draw(texts),
        answer=draw(texts),
        place=draw(texts | st.sampled_from(["Kim Long", "Số 3 Hoà Xe", "Hòa Xe và Kim Long"])),
        state=draw(st.sampled_from(["in_progress", "answered"])),
        round=draw(st.sampled_from([1, 1, 2])),
        category=draw(st.sampled_from([LIGHTS, ROADS])),
        ward=draw(st.sampled_from([None, KIM_LONG, PHU_XUAN])),
        agencies=tuple(draw(st.sets(st.sampled_from([CITY_LIGHTS, WARD_OFFICE])))),
        accepted_at=draw(st.none() | instants.map(lambda at: NOW + 12 * (at - NOW))),
        outcomes=tuple(draw(st.sets(st.sampled_from(["done", "planned", "not_possible"]), max_size=2))),
        returned=draw(st.booleans()),
        photos=draw(st.booleans()),
        source=draw(st.sampled_from(["portal", "hue"])),
        sent_at=draw(st.none() | instants.map(lambda at: NOW + 12 * (at - NOW))),
        answered_at=draw(st.none() | instants),
        rating=draw(st.sampled_from(["", "", "satisfied", "not_satisfied"])),
        lat=draw(st.none() | st.sampled_from([16.4, 16.45, 16.45 + 1e-5, 16.450012345678901, 16.5])),
        lon=draw(st.sampled_from([107.5, 107.50001, 107.5000199999999, 107.6])),
        **draw(clocks()),
    )


#: What may have been typed of a name in such documents.
BEGUN = (["kim", "lon"], ["chieu"], ["phuong", "p"], ["hoa"])


def begun(engine):
    """The names that begin so, each with its count; which of two spellings a street bears is an engine's own."""
    return [{(n.kind, marked(n.name), n.count) for n in engine.names(words)} for words in BEGUN]


corpora = st.lists(documents(), max_size=30)
