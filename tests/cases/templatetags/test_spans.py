"""The seven spans: arches used, posts late."""

from cases.templatetags.spans import MOST_POSTS, spans


def drawn(**facts: object) -> tuple[int, int, list[str], int]:
    found = spans(facts)
    assert found is not None
    return len(found.arches), sum(arch.used for arch in found.arches), [post.mark for post in found.posts], found.width


def test_days_used_fill_arches() -> None:
    assert drawn(verdict="in_term", spans_used=3, spans_total=7) == (7, 3, [], 78)
    assert drawn(verdict="in_term", spans_used=0, spans_total=7) == (7, 0, [], 78)
    assert drawn(verdict="in_term", spans_used=9, spans_total=7) == (7, 7, [], 78)
    assert drawn(verdict="in_term", spans_used=None, spans_total=7) == (7, 0, [], 78)


def test_past_due_all_arches_are_used_and_every_day_is_a_post() -> None:
    assert drawn(verdict="overdue", days=1, spans_total=7) == (7, 7, [""], 89)
    assert drawn(verdict="extended", days=2, spans_total=7) == (7, 7, ["e", "e"], 94)
    assert drawn(verdict="promise_broken", days=12, extended_days=5, spans_total=7) == (
        7,
        7,
        ["e"] * 5 + ["b"] * 7,
        144,
    )


def test_days_inside_a_promise_are_never_more_than_days_late() -> None:
    assert drawn(verdict="promise_broken", days=2, extended_days=5, spans_total=7)[2] == ["e", "e"]


def test_no_more_posts_than_fit() -> None:
    _arches, _used, posts, width = drawn(verdict="overdue", days=10_000, spans_total=7)
    assert (len(posts), width) == (MOST_POSTS, 154)


def test_offsets_stay_inside_the_drawing() -> None:
    found = spans({"verdict": "overdue", "days": 3, "spans_total": 7})
    assert found is not None
    assert [arch.left for arch in found.arches] == [1, 12, 23, 34, 45, 56, 67]
    assert [post.x for post in found.posts] == [82, 87, 92]
    assert found.arches[-1].right < found.posts[0].x < found.posts[-1].x < found.width


def test_nothing_is_drawn_where_no_working_day_is_counted() -> None:
    assert spans({"verdict": "in_term", "spans_total": None}) is None
    assert spans({"verdict": "in_term", "spans_total": 11}) is None
    assert spans({"verdict": None, "spans_total": 7}) is None
