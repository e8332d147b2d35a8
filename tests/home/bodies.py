"""Bodies of ordinary pages: as models take them, and as the form of the CMS sends them."""

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText


def rich(html):
    """As a rich text field of the CMS sends it."""
    return ContentstateConverter(features=["h2", "h3", "bold", "link"]).from_database_format(html)


def body(*blocks):
    """For a model: pairs of kind and value; text alone is a paragraph."""
    return [("paragraph", RichText(block)) if isinstance(block, str) else block for block in blocks]


def sent(*paragraphs, name="body"):
    """What the form sends of a body of paragraphs, one block each."""
    fields = {f"{name}-count": len(paragraphs)}
    for n, html in enumerate(paragraphs):
        prefix = f"{name}-{n}"
        fields |= {
            f"{prefix}-deleted": "",
            f"{prefix}-order": n,
            f"{prefix}-type": "paragraph",
            f"{prefix}-value": rich(html),
        }
    return fields
