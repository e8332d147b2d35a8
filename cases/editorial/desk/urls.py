"""Addresses of the review desk, below those of the CMS."""

from django.urls import path

from cases.editorial.desk import case_views, covering, duplicates, files, matter_views, training, views

urlpatterns = [
    path("duyet/", views.desk, name="review_desk"),
    path("duyet/tep.csv", files.answers, name="review_desk_file"),
    path("duyet/<int:pk>/", views.desk, name="review_answer"),
    path("duyet/<int:pk>/quyet-dinh/", views.decide, name="review_decide"),
    path("duyet/<int:pk>/hoan-tac/", views.undo, name="review_undo"),
    path("duyet/<int:pk>/che/", covering.cover, name="review_cover"),
    path("duyet/<int:pk>/bo-che/", covering.uncover, name="review_uncover"),
    path("duyet/<int:pk>/ghi-chu/", views.remark, name="review_remark"),
    path("duyet/khieu-nai/", matter_views.appeals, name="review_appeals"),
    path("duyet/khieu-nai/tep.csv", files.appeals, name="review_appeals_file"),
    path("duyet/khieu-nai/<int:pk>/", matter_views.appeals, name="review_appeal"),
    path("duyet/khieu-nai/<int:pk>/quyet-dinh/", matter_views.decide_appeal, name="review_appeal_decide"),
    path("duyet/phan-xu/", matter_views.rulings, name="review_rulings"),
    path("duyet/phan-xu/tep.csv", files.rulings, name="review_rulings_file"),
    path("duyet/phan-xu/<int:pk>/", matter_views.rulings, name="review_ruling"),
    path("duyet/phan-xu/<int:pk>/quyet-dinh/", matter_views.rule, name="review_rule"),
    path("duyet/tap-su/", training.training, name="review_training"),
    path("duyet/tap-su/<slug:slug>/", training.training, name="review_exercise"),
    path("duyet/trung/", duplicates.queue, name="review_duplicates"),
    path("duyet/trung/tep.csv", files.merged, name="review_duplicates_file"),
    path("duyet/trung/<int:pk>/", duplicates.queue, name="review_duplicate"),
    path("duyet/trung/<int:pk>/quyet-dinh/", duplicates.decide, name="review_duplicate_decide"),
    path("duyet/phan-anh/", case_views.find, name="review_find"),
    path("duyet/phan-anh/<int:number>/", case_views.case, name="review_case"),
    path("duyet/huy-duyet/<int:pk>/", case_views.retract, name="review_retract"),
    path("duyet/gach/<int:pk>/", case_views.strike, name="review_strike"),
]
