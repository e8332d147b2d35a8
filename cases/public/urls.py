"""Addresses of cases; they come before Wagtail's, so that the tree need not be walked."""

from django.urls import URLPattern, URLResolver, path

from cases.public import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/<int:year>/<int:month>/<slug:slug>-a<int:number>/", views.case, name="case"),
    path("a/<int:number>", views.case_short, name="case_short"),
]
