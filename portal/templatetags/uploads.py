"""Gives the CMS's fields for many files the name that Wagtail leaves out."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
FIELD = '<input\n                    id="fileupload"'


@register.filter
def name_upload(html: SafeString, name: str) -> SafeString:
    """What Wagtail has drawn, with a name on its field for files; as it was where Wagtail draws that otherwise."""
    named = format_html('<input aria-label="{}" id="fileupload"', name)
    return mark_safe(html.replace(FIELD, named))  # noqa: S308 - Wagtail's own markup and an escaped name
