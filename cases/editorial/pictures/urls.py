"""Addresses of photos, below those of the CMS."""

from django.urls import path

from cases.editorial.pictures import views

urlpatterns = [
    path("anh/<int:pk>/tep.jpg", views.staff_picture, name="staff_picture"),
    path("anh/<int:pk>/", views.cover, name="picture_cover"),
    path("anh/<int:pk>/hien/", views.show, name="picture_show"),
    path("anh/<int:pk>/an/", views.hide, name="picture_hide"),
    path("anh/<int:pk>/chu-thich/", views.caption, name="picture_caption"),
    path("anh/phan-anh/<int:case>/", views.pictures, name="case_pictures"),
    path("anh/phan-anh/<int:case>/them/", views.add, name="case_pictures_add"),
]
