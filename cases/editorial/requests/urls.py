"""Addresses of the queue of requests, below those of the CMS; the number is the case's."""

from django.urls import path

from cases.editorial.requests import views

urlpatterns = [
    path("mo-lai/", views.requests, name="reopen_requests"),
    path("mo-lai/tep.csv", views.file, name="reopen_requests_file"),
    path("mo-lai/<int:pk>/", views.decide, name="reopen_decide"),
]
