"""Addresses of cases; they come before Wagtail's, so that the tree need not be walked."""

from django.urls import URLPattern, URLResolver, path, register_converter

from cases.public import asking_again, press_views, views
from cases.public.pictures.card import NAME
from cases.public.pictures.serving import picture


class Digits:
    """Digits as they were typed: `03` stays `03`, so that a page's address in the other language is its one address."""

    regex = "[0-9]+"

    def to_python(self, value: str) -> str:
        """As they were typed."""
        return value

    def to_url(self, value: str) -> str:
        """As they are given."""
        return value


register_converter(Digits, "digits")

urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/<digits:year>/<digits:month>/<slug:slug>-a<int:number>/", views.case, name="case"),
    path(
        f"phan-anh/<digits:year>/<digits:month>/<slug:slug>-a<int:number>/{NAME}",
        views.case_picture,
        name="case_picture",
    ),
    path("a/<int:number>/chua-xong/", asking_again.ask, name="ask_reopen"),
    path("a/<int:number>/chua-xong/da-gui/", asking_again.asked, name="asked_reopen"),
    path("a/<int:number>", views.case_short, name="case_short"),
    path("a/<int:number>/", views.case_short),  # as people type it
    path("A/<int:number>", views.case_short),  # as telephones write the first letter
    path("A/<int:number>/", views.case_short),
    path("bao-chi/", press_views.press, name="press"),
    path(f"bao-chi/{NAME}", picture(press_views.press_card), name="press_picture"),
]
