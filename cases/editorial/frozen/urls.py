"""Addresses of frozen days, below those of the CMS; the number is the day's row."""

from django.urls import path

from cases.editorial.frozen import views

urlpatterns = [
    path("ban-chot/", views.days, name="frozen_register"),
    path("ban-chot/<int:pk>/dinh-chinh/", views.correct, name="correct_snapshot"),
]
