"""The seven spans (nhịp): one arch a working day of the term, filled when used, then one post a day late.

Decoration for the words beside it, so it carries no text of its own. Offsets are units of the drawing's view box.
"""

from dataclasses import dataclass

from cases.templatetags.clocks import Clock

ARCH = 11  # width of one arch with its gap
POST = 5  # distance between two posts
MOST_ARCHES = 10  # a longer term is not drawn
MOST_POSTS = 14


@dataclass(frozen=True, kw_only=True)
class Arch:
    """One day of the term: where its outline begins and ends, and whether it is used."""

    left: int
    used: bool

    @property
    def right(self) -> int:
        """Where the outline comes down again."""
        return self.left + 9


@dataclass(frozen=True, kw_only=True)
class Post:
    """One day late; `mark` is e (inside a promise), b (past a promise) or empty."""

    x: int
    mark: str


@dataclass(frozen=True, kw_only=True)
class Spans:
    """The whole drawing."""

    arches: tuple[Arch, ...]
    posts: tuple[Post, ...]

    @property
    def width(self) -> int:
        """Width of the view box: the arches, and the posts where there are any."""
        return len(self.arches) * ARCH + (POST * (len(self.posts) - 1) + 12 if self.posts else 1)


def spans(source: object) -> Spans | None:
    """The drawing for a clock; None where no working days are counted or the term is too long to draw."""
    clock = Clock.of(source)
    total = clock.spans_total
    if clock.verdict is None or not total or total > MOST_ARCHES:
        return None
    past_due = clock.verdict != "in_term"
    used = total if past_due else min(clock.spans_used or 0, total)
    arches = tuple(Arch(left=1 + ARCH * i, used=i < used) for i in range(total))
    return Spans(arches=arches, posts=_posts(clock, ARCH * total + POST) if past_due else ())


def _posts(clock: Clock, first: int) -> tuple[Post, ...]:
    late = clock.days or 0
    inside = late if clock.verdict == "extended" else min(clock.extended_days or 0, late)
    beyond = "b" if clock.verdict == "promise_broken" else ""
    marks = ["e"] * inside + [beyond] * (late - inside)
    return tuple(Post(x=first + POST * i, mark=mark) for i, mark in enumerate(marks[:MOST_POSTS]))
