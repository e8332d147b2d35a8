"""Tells who reported a wrong figure what the Center answered, once; the address is erased then.

Nobody reads these addresses: they are written to, and gone. What cannot be sent within three days is erased too.
"""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.contacts.access import addresses_to_tell, erase_address, take_address
from cases.mailing.sending import GIVEN_UP, told
from cases.models import FigureReport, FigureReportState

logger = logging.getLogger(__name__)


def tell_reporters(*, now: datetime) -> int:
    """Write to everybody whose report was answered; how many letters went out."""
    sent = 0
    for report, address in addresses_to_tell(now):
        if not take_address(report, now=now):
            continue
        answered_at = report.answered_at or now
        if report.state != FigureReportState.DROPPED:
            try:
                letter(report, address).send()
            except (OSError, SMTPException, ValueError) as error:  # the last: an address that cannot be one
                logger.warning("The answer to report %d could not be sent: %s.", report.pk, told(error))
                if now - answered_at < GIVEN_UP:
                    continue
            else:
                sent += 1
        erase_address(report)
    return sent


def letter(report: FigureReport, address: str) -> EmailMessage:
    """What is written: the answer, and where everybody reads it."""
    said = _("Bạn báo một con số sai ở %(page)s. %(state)s. Trung tâm trả lời: %(answer)s")
    words = said % {
        "page": f"{settings.PUBLIC_URL}{report.page}",
        "state": report.get_state_display(),
        "answer": report.answer,
    }
    rest = _("Ai cũng đọc được câu trả lời ở %(address)s. Địa chỉ thư của bạn đã xoá khỏi hệ thống.")
    body = f"{words}\n\n{rest % {'address': settings.PUBLIC_URL + reverse('figure_reports')}}\n"
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=_("Trả lời về con số bạn báo sai"), body=body, to=[address], headers=headers)
