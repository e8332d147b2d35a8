"""Addresses of the public search."""

from django.urls import URLPattern, URLResolver, path

from search import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/", views.case_list, name="case_list"),
]
