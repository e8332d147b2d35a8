"""What the list of agencies past due says, in one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accountability.overdue_list import OverdueList
from cases.templatetags.dates import moment_text
from cases.templatetags.numbers import number_text


def lead(found: OverdueList) -> str:
    """Who is past due at that moment: Đến 08:00 ngày 24/11/2026, 38 đơn vị còn 331 phản ánh trễ hạn hoặc lỡ hẹn; …"""
    if not found.agencies_all:
        return _("Chưa có dữ liệu: chưa phản ánh nào được giao.")
    if not found.rows:
        return _("Hôm nay không đơn vị nào quá hạn, tính đến %(moment)s.") % {"moment": moment_text(found.at)}
    words = {
        "moment": moment_text(found.at),
        "agencies": _holders(found),
        "cases": _cases(found.total.headline),
        "extended": _cases(found.total.extended),
    }
    if not found.total.headline:
        return _("Đến %(moment)s, không đơn vị nào trễ hạn hoặc lỡ hẹn; %(extended)s quá hạn đã gia hạn.") % words
    if not found.total.extended:
        return _("Đến %(moment)s, %(agencies)s còn %(cases)s trễ hạn hoặc lỡ hẹn.") % words
    words["extended"] = _other_cases(found.total.extended)
    return _("Đến %(moment)s, %(agencies)s còn %(cases)s trễ hạn hoặc lỡ hẹn; %(extended)s đã gia hạn.") % words


def _holders(found: OverdueList) -> str:
    """Agencies that are late, and beside them the row that is no agency's: the number of cases counts both."""
    agencies = _agencies(found.agencies_past_due)
    if not any(row.headline and not row.is_agency for row in found.rows):
        return agencies
    if not found.agencies_past_due:
        return _("dòng “Nguồn không ghi đơn vị”")
    return _("%(agencies)s và dòng “Nguồn không ghi đơn vị”") % {"agencies": agencies}


def _agencies(n: int) -> str:
    return ngettext("%(n)s đơn vị", "%(n)s đơn vị", n) % {"n": number_text(n)}


def _cases(n: int) -> str:
    return ngettext("%(n)s phản ánh", "%(n)s phản ánh", n) % {"n": number_text(n)}


def _other_cases(n: int) -> str:
    return ngettext("%(n)s phản ánh khác", "%(n)s phản ánh khác", n) % {"n": number_text(n)}
