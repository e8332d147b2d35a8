"""Addresses of the public search."""

from django.urls import URLPattern, URLResolver, path

from search import feed_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/", views.case_list, name="case_list"),
    path("phan-anh/feed.atom", feed_views.feed_atom, name="feed_atom"),
    path("phan-anh/feed.json", feed_views.feed_json, name="feed_json"),
]
