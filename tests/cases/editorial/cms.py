"""What the tests of the CMS ask: forms as a browser would send them, and everything about pages that may not change."""

from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from cases.actions.case_tree import index_page
from cases.models import CasePage
from tests.factories import walk_to

TEXTS = ("title", "text", "place", "location", "editors_note")
NO_PRESS = {"press-count": 0}
JULY = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)


def a_page(state="assigned", **report):
    """The page of a case that stands there."""
    return walk_to(state, **report).case.page


def fresh(page):
    """The page as the database has it now."""
    return CasePage.objects.get(pk=page.pk)


def branch(page):
    """Index, year, month and the case's page itself."""
    return [ancestor.specific for ancestor in page.get_ancestors(inclusive=True) if ancestor.depth > 2]


def texts(page, **changed):
    """What the form of a page sends."""
    return {**{name: getattr(page, name) for name in TEXTS}, **NO_PRESS, **changed}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish(client, page, **changed):
    """Publish other texts in the CMS."""
    return client.post(edit_url(page), {**texts(page, **changed), "action-publish": "1"})


def save_draft(client, page, **changed):
    """Save other texts as a draft in the CMS."""
    return client.post(edit_url(page), texts(page, **changed))


def an_editor(name="bientap", *, codenames=("change_page", "publish_page")):
    """An account that may edit and publish below the index page, and nothing else."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=index_page(), permission=permission)
    user = get_user_model().objects.create_user(name, password="mot hai ba bon nam")
    user.groups.add(group)
    return user


FIXED = ["pk", "path", "depth", "numchild", "slug", "url_path", "live", "go_live_at", "expire_at", "expired"]
FIXED += ["alias_of_id", "content_type_id", "locale_id"]


def fixed_facts():
    """Everything about all pages that nobody may change in the CMS."""
    return {
        "pages": list(Page.objects.order_by("path").values_list(*FIXED)),
        "cases": list(CasePage.objects.order_by("pk").values_list("pk", "case_id", "case__state")),
        "restrictions": list(PageViewRestriction.objects.values_list("page_id", "restriction_type")),
    }
