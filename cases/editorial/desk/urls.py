"""Addresses of the review desk, below those of the CMS."""

from django.urls import path

from cases.editorial.desk import views

urlpatterns = [
    path("duyet/", views.desk, name="review_desk"),
    path("duyet/<int:pk>/", views.desk, name="review_answer"),
    path("duyet/<int:pk>/quyet-dinh/", views.decide, name="review_decide"),
    path("duyet/<int:pk>/hoan-tac/", views.undo, name="review_undo"),
    path("duyet/<int:pk>/ghi-chu/", views.remark, name="review_remark"),
]
