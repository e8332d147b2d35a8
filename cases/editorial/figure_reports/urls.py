"""Addresses of reports of wrong figures, below those of the CMS; the number is the report's."""

from django.urls import path

from cases.editorial.figure_reports import views

urlpatterns = [
    path("bao-sai/", views.queue, name="figure_report_queue"),
    path("bao-sai/tep.csv", views.file, name="figure_report_queue_file"),
    path("bao-sai/<int:pk>/", views.decide, name="figure_report_decide"),
    path("don-vi-toi/bao-sai/", views.report, name="office_report_figure"),
]
