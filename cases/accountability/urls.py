"""Addresses of accountability; they come before Wagtail's."""

from django.urls import URLPattern, URLResolver, path

from cases.accountability import archive_views, backlog_views, division_views, statistics_views, views
from cases.public import urls as public_urls  # noqa: F401 - its converter `digits`

urlpatterns: list[URLPattern | URLResolver] = [
    path("qua-han/", views.overdue, name="overdue"),
    path("qua-han.csv", views.overdue_csv, name="overdue_csv"),
    path("qua-han.json", views.overdue_json, name="overdue_json"),
    path("don-vi/", views.agencies, name="agencies"),
    path("don-vi/<slug:slug>/", views.agency, name="agency"),
    path("phuong-xa/", division_views.wards, name="wards"),
    path("phuong-xa/<slug:slug>/", division_views.ward, name="ward"),
    path("linh-vuc/", division_views.categories, name="categories"),
    path("linh-vuc/<slug:slug>/", division_views.category, name="category"),
    path("ton-dong/", backlog_views.show_backlog, name="backlog"),
    path("so-lieu/", statistics_views.show_statistics, name="statistics"),
    path("phan-anh/<digits:year_digits>/", archive_views.show_year, name="year"),
    path("phan-anh/<digits:year_digits>/<digits:month_digits>/", archive_views.show_month, name="month"),
]
