"""What editors build ordinary pages of: few kinds of blocks, each drawn in the portal's look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import Rendition

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
IN_ANSWERS = ["bold", "italic", "ol", "ul", "link", "document-link"]  # an answer stands below its question, not beside
PICTURE = "max-1280x1280"  # twice as wide as the text, for fine screens


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


def fetch_pictures(body: Iterable[Any]) -> None:
    """Fetch the renditions of all pictures of a text by one query, however many there are."""
    images = [block.value["image"] for block in body if block.block_type == "picture" and block.value["image"]]
    wanted = Rendition.objects.filter(filter_spec=PICTURE)
    prefetch_related_objects(images, Prefetch("renditions", queryset=wanted, to_attr="prefetched_renditions"))
