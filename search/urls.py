"""Addresses of the public search."""

from django.urls import URLPattern, URLResolver, path

from cases.accountability import pictures
from cases.public.pictures.card import NAME
from cases.public.pictures.serving import picture
from search import feed_views, file_views, map_views, suggest_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/", views.case_list, name="case_list"),
    path("phan-anh/suggest.json", suggest_views.suggest, name="suggest"),
    path("phan-anh/feed.atom", feed_views.feed_atom, name="feed_atom"),
    path("phan-anh/feed.json", feed_views.feed_json, name="feed_json"),
    path("phan-anh/cases.csv", file_views.cases_csv, name="cases_csv"),
    path("phan-anh/cases.geojson", file_views.cases_geojson, name="cases_geojson"),
    path("ban-do/", map_views.case_map, name="case_map"),
    path("ban-do/cells.json", map_views.map_cells, name="map_cells"),
    path(f"ban-do/{NAME}", picture(pictures.case_list), name="case_map_picture"),
]
