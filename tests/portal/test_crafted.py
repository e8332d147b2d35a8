"""Forms that no page of Wagtail's would send: answered with 400, and nothing that is a real error is."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import reverse
from wagtail.blocks import CharBlock, ListBlock, StreamBlock
from wagtail.models import Page

from home.models import Menus, NewsIndexPage, NewsPage
from portal.crafted import answer_crafted_forms
from tests.accounts import an_account
from tests.cases.editorial.desk.conftest import signed_in

FACTORY = RequestFactory()


@pytest.mark.django_db
def test_what_wagtail_cannot_read_is_a_bad_request(caplog):
    page = NewsIndexPage.objects.get().add_child(instance=NewsPage(title="Tin", slug="tin"))
    editor = signed_in(an_account("edit"))
    editor.raise_request_exception = False
    copy, edit = (reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("copy", "edit"))
    menus = reverse("wagtailsettings:edit", args=["home", "menus", Menus.load().pk])
    told = {"title": "Khác", "slug": "khac", "new_title": "Khác", "new_slug": "khac"}
    counted = {**told, "body-count": "1", "body-0-deleted": "", "body-0-type": "paragraph", "body-0-value": "x"}
    for where, sent in (
        (copy, told),
        (copy, {**told, "new_parent_page": "abc"}),
        (copy, {**told, "new_parent_page": "999999"}),
        (edit, told),
        (edit, {**told, "body-count": "hai"}),
        (edit, {**told, "body-count": "1"}),
        (edit, {**counted, "body-0-order": "x"}),
        (menus, {}),
        (reverse("wagtailadmin_choose_page_external_link"), {}),
    ):
        response = editor.post(where, sent)
        assert (response.status_code, "Không hiểu được yêu cầu này" in response.text) == (400, True), (where, sent)
    assert [title for title in Page.objects.values_list("title", flat=True) if title == "Khác"] == []
    assert sum("cannot be read" in record.message for record in caplog.records) == 9


def raised(work):
    try:
        work()
    except Exception as error:
        return error
    return None


MISSING = raised(lambda: StreamBlock([]).value_from_datadict(QueryDict(""), {}, "body"))
NO_NUMBER = raised(lambda: ListBlock(CharBlock()).value_from_datadict(QueryDict("body-count=x"), {}, "body"))


def answered(exception, path="/cms/pages/3/edit/", method="post"):
    middleware = answer_crafted_forms(lambda request: HttpResponse())
    response = middleware.process_exception(getattr(FACTORY, method)(path), exception)
    return response.status_code if response else None


@pytest.mark.parametrize("unreadable", [MISSING, NO_NUMBER], ids=["missing", "no number"])
def test_only_what_is_sent_to_the_cms(unreadable):
    assert answered(unreadable) == 400
    assert answered(unreadable, method="get") is None
    assert answered(unreadable, path="/gui-phan-anh/") is None


@pytest.mark.parametrize(
    "work",
    [
        lambda: QueryDict("")["so"],  # in a view of ours
        lambda: int("x"),
        lambda: {}["so"],
        lambda: StreamBlock([("a", 1)]),  # Wagtail's, and not about what was sent
        lambda: ListBlock(CharBlock()).value_from_datadict(None, {}, "body"),
        lambda: (_ for _ in ()).throw(ObjectDoesNotExist),
    ],
    ids=["own view", "own number", "own key", "code", "type", "own row"],
)
def test_every_other_error_stays_one(work):
    error = raised(work)
    assert error is not None
    assert answered(error) is None
