"""Addresses of the public search."""

from django.urls import URLPattern, URLResolver, path

from search import feed_views, file_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/", views.case_list, name="case_list"),
    path("phan-anh/feed.atom", feed_views.feed_atom, name="feed_atom"),
    path("phan-anh/feed.json", feed_views.feed_json, name="feed_json"),
    path("phan-anh/cases.csv", file_views.cases_csv, name="cases_csv"),
    path("phan-anh/cases.geojson", file_views.cases_geojson, name="cases_geojson"),
]
