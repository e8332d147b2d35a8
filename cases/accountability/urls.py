"""Addresses of accountability; they come before Wagtail's."""

from django.urls import URLPattern, URLResolver, path

from cases.accountability import archive_views, backlog_views, division_views, pictures, statistics_views, views
from cases.public import urls as public_urls  # noqa: F401 - its converter `digits`
from cases.public.pictures.card import NAME
from cases.public.pictures.serving import picture

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
    path(f"qua-han/{NAME}", picture(pictures.overdue), name="overdue_picture"),
    path(f"don-vi/{NAME}", picture(pictures.agencies), name="agencies_picture"),
    path(f"don-vi/<slug:slug>/{NAME}", picture(pictures.agency), name="agency_picture"),
    path(f"phuong-xa/{NAME}", picture(pictures.wards), name="wards_picture"),
    path(f"phuong-xa/<slug:slug>/{NAME}", picture(pictures.ward), name="ward_picture"),
    path(f"linh-vuc/{NAME}", picture(pictures.categories), name="categories_picture"),
    path(f"linh-vuc/<slug:slug>/{NAME}", picture(pictures.category), name="category_picture"),
    path(f"ton-dong/{NAME}", picture(pictures.backlog), name="backlog_picture"),
    path(f"so-lieu/{NAME}", picture(pictures.statistics), name="statistics_picture"),
    path(f"phan-anh/{NAME}", picture(pictures.case_list), name="case_list_picture"),
    path(f"phan-anh/<digits:year_digits>/{NAME}", picture(pictures.year), name="year_picture"),
    path(f"phan-anh/<digits:year_digits>/<digits:month_digits>/{NAME}", picture(pictures.month), name="month_picture"),
]
