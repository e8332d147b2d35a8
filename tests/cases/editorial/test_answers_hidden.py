"""Answers, submissions, reports and notes are nowhere in the CMS: no address shows, lists or changes them."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.viewsets import viewsets
from wagtail.snippets.models import get_snippet_models

from cases.models import Answer, Event, InternalNote, Report, Submission
from tests.cases.editorial.urls import APP_AND_MODEL, routes
from tests.factories import walk_to

pytestmark = pytest.mark.django_db

HIDDEN = [Answer, Submission, Report, InternalNote]
CANARY = "CANARY-7301"


def views(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern


def models_of(callback):
    """Models that a view is about, as far as it tells: by its class and by what it was configured with."""
    given = getattr(callback, "view_initkwargs", {})
    found = getattr(getattr(callback, "view_class", None), "model", None)
    return {model for model in (found, given.get("model")) if isinstance(model, type)}


@pytest.mark.parametrize("model", HIDDEN)
def test_no_view_is_about_it(model):
    assert not [p for p in views(get_resolver()) if any(issubclass(m, model) for m in models_of(p.callback))]


def test_views_do_tell_what_they_are_about():
    told = {model.__name__ for pattern in views(get_resolver()) for model in models_of(pattern.callback)}
    assert {"User", "Group", "Site"} <= told


@pytest.mark.parametrize("model", HIDDEN)
def test_it_is_no_snippet_and_has_no_viewset(model):
    assert model not in get_snippet_models()
    assert not [viewset for viewset in viewsets.viewsets if getattr(viewset, "model", None) is model]


def test_nobody_can_be_given_a_permission_on_answers():
    assert Answer._meta.default_permissions == ()
    assert not Permission.objects.filter(content_type=ContentType.objects.get_for_model(Answer)).exists()


def test_permissions_on_other_tables_do_exist():
    assert Permission.objects.filter(content_type=ContentType.objects.get_for_model(Event)).exists()


@pytest.mark.parametrize("model", HIDDEN)
def test_no_address_that_takes_a_model_takes_this_one(chief, model):
    walk = walk_to("awaiting", text=CANARY, title="Đèn hỏng")
    walk.answer.text = CANARY
    walk.answer.save()
    label, name = model._meta.label_lower.split(".")
    generic = [route for route in routes() if any(p.endswith(APP_AND_MODEL[1]) for p in route.parameters)]
    assert len(generic) >= 8
    for route in generic:
        others = {p: [walk.answer.pk] for p in route.parameters}
        others["action"] = ["delete", "publish"]
        for address in route.addresses(others, [(label, name)]):
            for response in (chief.get(address, {"id": "all"}), chief.post(f"{address}?id=all", {})):
                assert CANARY not in response.content.decode(errors="replace")
                assert response.status_code in (302, 403, 404, 405), f"{address}: {response.status_code}"
    assert Answer.objects.filter(pk=walk.answer.pk).exists()
