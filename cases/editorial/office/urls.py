"""Addresses of the officer's desk, below those of the CMS; the number is the assignment's."""

from django.urls import path

from cases.editorial.office import views, writing

urlpatterns = [
    path("don-vi-toi/", views.desk, name="office_desk"),
    path("don-vi-toi/<int:pk>/", views.case, name="office_case"),
    path("don-vi-toi/<int:pk>/xem-truoc/", views.preview, name="office_preview"),
    path("don-vi-toi/<int:pk>/nhap/", writing.draft, name="office_draft"),
    path("don-vi-toi/<int:pk>/nop/", writing.submit, name="office_submit"),
    path("don-vi-toi/<int:pk>/rut/", writing.recall, name="office_recall"),
    path("don-vi-toi/<int:pk>/gia-han/", writing.extend, name="office_extend"),
    path("don-vi-toi/<int:pk>/ghi-chu/", writing.note, name="office_note"),
]
