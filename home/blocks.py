"""What editors build ordinary pages of: few kinds of blocks, each drawn in the portal's look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import Rendition

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
IN_ANSWERS = ["bold", "italic", "ol", "ul", "link", "document-link"]  # an answer stands below its question, not beside
#: A path of ours, or an address elsewhere; never one that runs something.
ADDRESS = re.compile(r"/(?![/\\])[^\s\\]*|https?://[^\s/\\]+[^\s\\]*")
PICTURE = "max-1280x1280"  # twice as wide as the text, for fine screens


def validate_address(address: str) -> None:
    """Refuse what is neither a path of the portal nor an address elsewhere."""
    if not ADDRESS.fullmatch(address):
        raise ValidationError(_("Địa chỉ bắt đầu bằng / hoặc https://."))


class NoteBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A message that stands out from the text."""

    kind = blocks.ChoiceBlock(
        label=_("Loại"),
        choices=[("", _("Ghi chú")), ("ok", _("Tin tốt")), ("warn", _("Lưu ý")), ("bad", _("Cảnh báo"))],
        required=False,
    )
    strong = blocks.CharBlock(label=_("Mấy chữ đầu, in đậm"), max_length=80, required=False)
    text = blocks.RichTextBlock(label=_("Lời"), features=["bold", "italic", "link"])

    class Meta:
        label = _("Ghi chú")
        icon = "info-circle"
        template = "home/blocks/note.html"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Lời được dẫn"))
    source = blocks.CharBlock(label=_("Của ai, ở đâu"), max_length=200)
    address = blocks.URLBlock(label=_("Địa chỉ"), required=False)

    class Meta:
        label = _("Trích dẫn")
        icon = "openquote"
        template = "home/blocks/quote.html"


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """A picture with its caption. Its words for those who cannot see it belong to the picture."""

    image = ImageBlock(label=_("Ảnh"))
    caption = blocks.CharBlock(label=_("Chú thích"), max_length=250, required=False)

    class Meta:
        label = _("Ảnh")
        icon = "image"
        template = "home/blocks/picture.html"


class QuestionBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """One question, folded over its answer."""

    question = blocks.CharBlock(label=_("Câu hỏi"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Câu trả lời"), features=IN_ANSWERS)

    class Meta:
        label = _("Câu hỏi")
        icon = "help"


class BodyBlock(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail is untyped
    """The text of a page."""

    heading = blocks.CharBlock(label=_("Đầu mục"), max_length=120, icon="title", template="home/blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        label=_("Đoạn văn"), features=FEATURES, icon="pilcrow", template="home/blocks/paragraph.html"
    )
    note = NoteBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    questions = blocks.ListBlock(
        QuestionBlock(), label=_("Hỏi và đáp"), icon="help", template="home/blocks/questions.html"
    )

    class Meta:
        required = False


class LinkBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    """One link of a menu: to a page, or to an address."""

    label = blocks.CharBlock(label=_("Chữ"), max_length=40)
    label_en = blocks.CharBlock(label=_("Chữ tiếng Anh"), max_length=40, required=False)
    page = blocks.PageChooserBlock(label=_("Trang"), required=False)
    address = blocks.CharBlock(
        label=_("Hoặc địa chỉ"),
        help_text=_("Như /qua-han/ hoặc https://hue.gov.vn/."),
        max_length=300,
        required=False,
        validators=[validate_address],
    )

    class Meta:
        label = _("Liên kết")
        icon = "link"

    def clean(self, value: Any) -> Any:
        """A page or an address, never both, never none."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            wrong = ValidationError(_("Chọn một trang, hoặc ghi một địa chỉ: đúng một trong hai."))
            raise blocks.StructBlockValidationError(block_errors={"address": wrong})
        return cleaned


class LinksBlock(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail is untyped
    """The links of one menu, in order."""

    link = LinkBlock()

    class Meta:
        required = False
        max_num = 8


def fetch_pictures(body: Iterable[Any]) -> None:
    """Fetch the renditions of all pictures of a text by one query, however many there are."""
    images = [block.value["image"] for block in body if block.block_type == "picture" and block.value["image"]]
    wanted = Rendition.objects.filter(filter_spec=PICTURE)
    prefetch_related_objects(images, Prefetch("renditions", queryset=wanted, to_attr="prefetched_renditions"))
