"""A city of few cases with much going on: promises kept, postponed and broken, transfers there and back, appeals."""

from datetime import date, timedelta

from tests.factories import DUE, LIGHTING, START, Walk, a_case, an_agency, walk_to

END = DUE + timedelta(days=40)


def a_busy_city():
    """The cases; what became of each is in its line. All are UBND phường Kim Long's, unless a name is given."""
    lighting = an_agency(LIGHTING, kind="center")
    own = an_agency()
    postponed = walk_to("extended").later(days=2).extend(date(2026, 3, 17), sentence="Chờ thợ")
    there_and_back = walk_to("transferred").later(days=1).transfer(to=own).later(days=1).extend()
    walks = [
        postponed.until(DUE + timedelta(days=4)).submit().later(days=1).approve(),  # postponed, then kept
        walk_to("promise_broken"),
        walk_to("late_extended").until(DUE + timedelta(days=4)).submit(),  # awaits at the day of its promise
        walk_to("planned").until(DUE + timedelta(days=9)).submit().later(days=1).approve(),  # the plan was broken
        there_and_back.later(days=9).transfer(to=lighting),  # broken, and passed on afterwards
        walk_to("extended").later(hours=5).transfer(),  # moot
        walk_to("returned").later(days=1).submit().later(days=1).return_answer().later(days=1).submit(text="Nữa"),
        walk_to("appealed").later(hours=1).decide_appeal(granted=False),
        walk_to("overturned"),
        walk_to("refused").later(days=1).submit(text="Đã thay").later(days=1).approve(),
        walk_to("amended"),
        walk_to("reopened"),
        walk_to("answered").later(days=61).reopen(),
        Walk(at=START + timedelta(hours=3)).later(days=1).decline(),
        Walk().later(hours=2).decline("trung-lap").later(days=2).reconsider().later(days=1).accept(),
        walk_to("unmerged").later(days=1).withdraw(),
        walk_to("withdrawn"),
        walk_to("restored"),
        walk_to("escalated").later(days=2).submit().later(days=1).approve(),  # the opinion is given
        walk_to("assigned").later(days=2).ask_higher(),
        walk_to("retracted"),
    ]
    target = a_case("assigned")
    merged = walk_to("assigned").later(days=1).merge(into=target)
    return [*(walk.case for walk in walks), merged.case, target]
