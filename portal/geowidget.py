"""The map of the CMS without a third party: Leaflet from our own files, wards drawn instead of tiles from outside.

wagtailgeowidget names unpkg.com in its source and has no setting for it; `install` replaces the files it asks for.
"""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtailgeowidget import widgets
from wagtailgeowidget.widgets import LeafletField

LEAFLET = "vendor/leaflet/leaflet.js"
IMAGES = "vendor/leaflet/images/"


def media(_field: LeafletField) -> forms.Media:
    """The widget's files, all ours. Addresses of data and pictures ride on the script's element: they carry hashes."""
    wards = Script(
        "js/leaflet-wards.js",
        **{
            "data-wards": static("geo/wards.geojson"),
            "data-icon": static(f"{IMAGES}marker-icon.png"),
            "data-retina": static(f"{IMAGES}marker-icon-2x.png"),
            "data-shadow": static(f"{IMAGES}marker-shadow.png"),
        },
    )
    return forms.Media(
        css={"all": ("wagtailgeowidget/css/leaflet-field.css", "vendor/leaflet/leaflet.css")},
        js=(  # type: ignore[arg-type]  # the stubs know no asset objects yet
            LEAFLET,
            "wagtailgeowidget/js/leaflet-field.js",
            wards,
            "wagtailgeowidget/js/leaflet-field-controller.js",
        ),
    )


def install() -> None:
    """Let every Leaflet widget of the CMS use our files, name its field for coordinates and speak Vietnamese."""
    LeafletField.media = property(media)
    drawn = LeafletField.render

    def render(self: LeafletField, *args: Any, **kwargs: Any) -> SafeString:
        """Say what the field is for; the widget draws it without a name."""
        named = format_html('<input aria-label="{}" id="', _("Toạ độ: vĩ độ, kinh độ"))
        html = str(drawn(self, *args, **kwargs))
        start = html.rindex('<input id="')
        return mark_safe(html[:start] + named + html[start + len('<input id="') :])  # noqa: S308 - the widget's own

    LeafletField.render = render
    widgets.translations.update(  # it asks for them once, when it is imported
        error_message_invalid_location=_("Toạ độ không đọc được. Hãy gõ vĩ độ, kinh độ, như 16.4637,107.5909"),
        initialize_map=_("Bấm vào đây để mở bản đồ"),
        enter_location=_("Gõ địa điểm"),
    )
