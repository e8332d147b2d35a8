"""Addresses of the officer's desk, below those of the CMS; the number is the assignment's."""

from django.urls import path

from cases.editorial.office import asking_views, views, writing

urlpatterns = [
    path("don-vi-toi/", views.desk, name="office_desk"),
    path("don-vi-toi/<int:pk>/", views.case, name="office_case"),
    path("don-vi-toi/<int:pk>/xem-truoc/", views.preview, name="office_preview"),
    path("don-vi-toi/<int:pk>/nhap/", writing.draft, name="office_draft"),
    path("don-vi-toi/<int:pk>/nop/", writing.submit, name="office_submit"),
    path("don-vi-toi/<int:pk>/rut/", writing.recall, name="office_recall"),
    path("don-vi-toi/<int:pk>/gia-han/", writing.extend, name="office_extend"),
    path("don-vi-toi/<int:pk>/ghi-chu/", writing.note, name="office_note"),
    path("don-vi-toi/<int:pk>/khong-thuoc-tham-quyen/", asking_views.not_ours, name="office_not_ours"),
    path("don-vi-toi/<int:pk>/xin-y-kien/", asking_views.ask_higher, name="office_ask_higher"),
    path("don-vi-toi/<int:pk>/khieu-nai/", asking_views.appeal, name="office_appeal"),
]
