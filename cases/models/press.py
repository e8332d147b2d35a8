"""Where the press wrote of a case: kept on its page, as blocks, because editors own it."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MOST = 20  # mentions of one case


class MentionBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """One article."""

    publication = blocks.CharBlock(label=_("Báo, đài"), max_length=120)
    title = blocks.CharBlock(label=_("Tên bài"), max_length=250)
    address = blocks.URLBlock(label=_("Địa chỉ"), max_length=500)
    day = blocks.DateBlock(label=_("Ngày đăng"))

    class Meta:
        label = _("Bài báo")
        icon = "doc-full"


class PressBlock(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail is untyped
    """All of a case, in the order editors give them."""

    mention = MentionBlock()

    class Meta:
        required = False
        max_num = MOST


def press_words(press: Any) -> str:
    """What mentions say, as text: the same for the same words, whatever ids their blocks bear; "" for none."""
    told = [dict(block.value) for block in press]
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True) if told else ""
