"""Addresses of the Center's screens, below those of the CMS; a case is named by its public number."""

from django.urls import path

from cases.editorial.center import assigning, day, doing, entering, views

urlpatterns = [
    path("trung-tam/", day.today, name="center_day"),
    path("trung-tam/nhap/", entering.enter, name="center_enter"),
    path("trung-tam/giao-nhieu/", assigning.assign_many, name="center_assign_many"),
    path("trung-tam/danh-sach/<slug:which>/", views.listing, name="center_list"),
    path("trung-tam/danh-sach/<slug:which>/tep.csv", views.file, name="center_file"),
    path("trung-tam/phan-anh/<int:number>/", doing.case, name="center_case"),
    path("trung-tam/phan-anh/<int:number>/lien-he/", doing.contacts, name="center_contacts"),
    path("trung-tam/phan-anh/<int:number>/<slug:verb>/", doing.do, name="center_do"),
]
