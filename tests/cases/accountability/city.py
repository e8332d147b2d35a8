"""A small city for the tests of pages: three agencies, cases in many states, walked there by the verbs."""

from datetime import UTC, datetime, timedelta

from tests.factories import DUE, KIM_LONG, LIGHTING, Walk, an_agency, walk_to

#: Overdue cases are five days late at this instant, five weekdays after their due day, Wednesday 11/03/2026.
NOW = DUE + timedelta(days=5)
BOARD_START = datetime(2026, 2, 27, 2, 0, tzinfo=UTC)  # a Friday, three days before the others


def a_city():
    """KIM_LONG: two overdue, one broken, one extended, one in term, one answered in time. LIGHTING: one overdue.

    "Công ty Cây xanh" has answered one case late and has nothing open; nobody has one that is overdue.
    """
    lighting = an_agency(LIGHTING, kind="center")
    trees = an_agency("Công ty Cây xanh", kind="company")
    nobody = an_agency("", kind="other", slug="chua-giao")
    return {
        "oldest": Walk(at=BOARD_START, title="Nắp cống vỡ").later(hours=1).accept().assign(),
        "overdue": walk_to("overdue", title="Đèn tắt"),
        "broken": walk_to("promise_broken", title="Ổ gà"),
        "extended": walk_to("extended", title="Rác").extend(promised_on=NOW.date() + timedelta(days=1)),
        "answered": walk_to("answered", title="Cây đổ"),
        "in_term": Walk(at=NOW - timedelta(days=1), title="Chó thả rông").accept().assign(),
        "lighting": Walk(title="Cột nghiêng").later(hours=2).accept().assign(lighting),
        "late": Walk(title="Cây khô").accept().assign(trees).until(DUE + timedelta(days=2)).submit().later().approve(),
        "nobody": Walk(title="Không rõ của ai").accept().assign(nobody),
    }


__all__ = ["BOARD_START", "KIM_LONG", "LIGHTING", "NOW", "a_city"]
