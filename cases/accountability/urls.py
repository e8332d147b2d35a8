"""Addresses of accountability; they come before Wagtail's."""

from datetime import date

from django.urls import URLPattern, URLResolver, path, register_converter

from cases.accountability import (
    archive_views,
    backlog_views,
    cards,
    chart_views,
    division_views,
    figure_reports,
    figure_views,
    pictures,
    statistics_views,
    views,
)
from cases.accountability.chart_files import OF_CITY
from cases.accountability.frozen import views as frozen
from cases.accountability.open_data import views as open_data
from cases.public import urls as public_urls  # noqa: F401 - its converter `digits`
from cases.public.pictures.card import NAME
from cases.public.pictures.serving import picture


class Day:
    """A day in ISO 8601, the only way to write it: each day has one address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day; ValueError, and so 404, where there is none of that date, or none beside it."""
        day = date.fromisoformat(value)
        if day in (date.min, date.max):
            raise ValueError(value)
        return day

    def to_url(self, value: date) -> str:
        """As it is written."""
        return value.isoformat()


register_converter(Day, "day")

urlpatterns: list[URLPattern | URLResolver] = [
    path("qua-han/", views.overdue, name="overdue"),
    path("qua-han.csv", views.overdue_csv, name="overdue_csv"),
    path("qua-han.json", views.overdue_json, name="overdue_json"),
    path("qua-han/feed.atom", frozen.feed, name="frozen_feed"),
    path("qua-han/ngay/", frozen.show_calendar, name="frozen_days"),
    path("qua-han/ngay/<digits:year_digits>/", frozen.show_calendar, name="frozen_year"),
    path("qua-han/<day:day>.csv", frozen.day_csv, name="frozen_csv"),
    path("qua-han/<day:day>.json", frozen.day_json, name="frozen_json"),
    path("qua-han/<day:day>/", frozen.show_day, name="frozen_day"),
    path(f"qua-han/<day:day>/{NAME}", picture(pictures.frozen_day), name="frozen_day_picture"),
    path("qua-han/<day:day>/tung-phan-anh/", frozen.show_cases, name="frozen_cases"),
    path(f"qua-han/<day:day>/tung-phan-anh/{NAME}", picture(pictures.frozen_day), name="frozen_cases_picture"),
    path("qua-han/<day:day>/<slug:slug>/", frozen.show_agency, name="frozen_agency"),
    path(f"qua-han/<day:day>/<slug:slug>/{NAME}", picture(pictures.frozen_agency), name="frozen_agency_picture"),
    path("nhung/phan-anh/<int:number>/", cards.case_card, name="case_card"),
    path("nhung/don-vi/<slug:slug>/", cards.agency_card, name="agency_card"),
    path("nhung/hom-nay/", cards.city_card, name="city_card"),
    path("don-vi/", views.agencies, name="agencies"),
    path("don-vi/<slug:slug>/", views.agency, name="agency"),
    path("don-vi/<slug:slug>/<slug:chart>.csv", chart_views.agency_csv, name="agency_csv"),
    path("phuong-xa.csv", chart_views.wards_csv, name="wards_csv"),
    path("linh-vuc.csv", chart_views.categories_csv, name="categories_csv"),
    path("phuong-xa/", division_views.wards, name="wards"),
    path("phuong-xa/<slug:slug>/", division_views.ward, name="ward"),
    path("linh-vuc/", division_views.categories, name="categories"),
    path("linh-vuc/<slug:slug>/", division_views.category, name="category"),
    path("ton-dong/", backlog_views.show_backlog, name="backlog"),
    path("so-lieu/", statistics_views.show_statistics, name="statistics"),
    *(path(f"so-lieu/{name}.csv", chart_views.city_csv, {"chart": name}, name=f"{name}_csv") for name in OF_CITY),
    path("so-lieu/bao-sai/", figure_reports.reports, name="figure_reports"),
    path("so-lieu/bao-sai/gui/", figure_reports.report, name="report_figure"),
    path("so-lieu/bao-sai/da-gui/", figure_reports.reported, name="reported_figure"),
    path("so-lieu/<slug:cut>.csv", figure_views.figures_csv, name="figures_csv"),
    path("so-lieu/<slug:cut>.json", figure_views.figures_json, name="figures_json"),
    path("du-lieu/", open_data.show, name="open_data"),
    path(f"du-lieu/{NAME}", picture(open_data.share_card), name="open_data_picture"),
    path("du-lieu/moi-nhat/<str:name>", open_data.newest_file, name="open_data_newest"),
    path("du-lieu/<day:day>/", open_data.show_day, name="open_data_day"),
    path("du-lieu/<day:day>/<str:name>", open_data.day_file, name="open_data_file"),
    path("da-go/", figure_views.show_gone, name="gone"),
    path("da-go.csv", figure_views.gone_csv, name="gone_csv"),
    path(f"da-go/{NAME}", picture(pictures.gone), name="gone_picture"),
    path("phan-anh/<digits:year_digits>.csv", chart_views.year_csv, name="year_csv"),
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
