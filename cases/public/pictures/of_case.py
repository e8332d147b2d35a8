"""The card of a case: title, number, ward, verdict, state and who handles it; nothing of it where texts are covered.

A picture is copied to where nobody can call it back. So a case of which only a summary is public, or in whose texts the
Center has covered anything, gets the picture of the portal.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.public.case import PublicCase
from cases.public.pictures.card import Card, Marked, card, neutral
from cases.templatetags.states import state_mark, state_word
from cases.templatetags.verdicts import verdict_mark, verdict_words


def case_card(case: PublicCase) -> Card:
    """What its picture says."""
    if case.summary_only or case.redactions:
        return neutral()
    number = _("Phản ánh số %(number)s") % {"number": case.number}
    return card(
        case.title,
        kicker=f"{number} · {case.ward.name}" if case.ward else number,
        verdict=Marked(mark=verdict_mark(case), words=verdict_words(case)),
        state=Marked(mark=state_mark(case.state, case.round), words=state_word(case.state, case.round)),
        sentence="; ".join(agency.name for agency in case.agencies if agency.name),
    )
