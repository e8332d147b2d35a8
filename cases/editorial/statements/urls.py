"""Addresses of statements, below those of the CMS; the number is the statement's."""

from django.urls import path

from cases.editorial.statements import deciding, writing

urlpatterns = [
    path("don-vi-toi/loi/", writing.statements, name="office_statements"),
    path("don-vi-toi/loi/<int:pk>/rut/", writing.withdraw, name="office_statement_withdraw"),
    path("loi-don-vi/", deciding.queue, name="statements"),
    path("loi-don-vi/tep.csv", deciding.file, name="statements_file"),
    path("loi-don-vi/<int:pk>/", deciding.decide, name="statement_decide"),
]
