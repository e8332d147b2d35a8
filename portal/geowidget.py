"""The map of the CMS without a third party: Leaflet from our own files, wards drawn instead of tiles from outside.

wagtailgeowidget names unpkg.com in its source and has no setting for it; `install` replaces the files it asks for.
"""

from django import forms
from django.forms.widgets import Script
from django.templatetags.static import static
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
    """Let every Leaflet widget of the CMS use our files."""
    LeafletField.media = property(media)
