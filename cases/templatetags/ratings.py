"""What a rating is called and drawn as: always a word and a shape in ink, never a colour."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Rating → (mark, word), the best first. The mark is a class of the stylesheet: points up, lies level, points down.
RATINGS: dict[str, tuple[str, str | Promise]] = {
    "satisfied": ("up", _("Hài lòng")),
    "acceptable": ("level", _("Chấp nhận được")),
    "not_satisfied": ("down", _("Không hài lòng")),
}


def rating_word(value: str | None) -> str:
    """The word; KeyError for a rating nobody named."""
    return str(RATINGS[str(value)][1])


def rating_mark(value: str | None) -> str:
    """The shape's class, without its prefix."""
    return RATINGS[str(value)][0]
