"""Addresses of the reports, below those of the CMS."""

from django.urls import path

from cases.editorial.reports.duty import DutyReport

urlpatterns = [
    path("bao-cao/theo-doi-han/", DutyReport.as_view(), name="duty_report"),
    path("bao-cao/theo-doi-han/ket-qua/", DutyReport.as_view(results_only=True), name="duty_report_results"),
]
