"""Every screen of the CMS that editors and officers visit, as requests of a superuser: each address once by GET, and
forms once more as they come back when they were sent empty or wrong."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Page, Site, Task, Workflow

from cases.editorial.registers.group import REGISTERS
from cases.models import CasePage, CategoryTerm, ChartNote, PressMention
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.cases.editorial.urls import routes
from tests.factories import an_agency, walk_to
from tests.home.test_blocks import a_picture

#: Addresses that are no screens: they do something and lead on, answer scripts, or are for those who build Wagtail.
NO_SCREENS = ("failwhale", "logout", "jsi18n", "sprite", "/api/", "editing-sessions", "dismissibles")
OF_A_PAGE = ["edit", "history", "usage", "delete", "unpublish", "move", "copy", "add_subpage", "workflow_history"]
OF_A_PAGE += ["set_privacy", "view_draft"]
EMPTY = {"external-link-chooser-url": "", "body-count": 0, "press-count": 0, "title": "", "slug": ""}
WRONG = {
    "external-link-chooser-url": "x",
    "body-count": 0,
    "title": "Một",
    "slug": "có dấu!",
    "date": "hôm qua",
    "name": "",
    "email": "x",
    "url": "x",
}


def a_world() -> None:
    """Something of everything that screens show."""
    user = get_user_model().objects.get(username="admin")
    case_page = walk_to("assigned", title="Đèn hỏng").case.page
    ChartNote.objects.create(since="2026-03-01", until="2026-03-03", text="Lũ", text_en="Flood")
    PressMention.objects.create(title="Bài", publication="Báo", address="https://bao.vn/", day="2026-03-01")
    an_agency().names.create(name="UBND xã Kim Long", until="2025-06-30")
    term = CategoryTerm.objects.get(category__slug="khac")
    term.pk, term.since = None, timezone.localdate() + timedelta(days=30)
    term.save()
    index = NewsIndexPage.objects.get()
    index.add_child(instance=NewsPage(title="Nháp", slug="nhap", live=False))
    news = index.add_child(instance=NewsPage(title="Tin", slug="tin-moi"))
    for page in (StandardPage.objects.get(), case_page, news):
        page.save_revision(user=user, log_action=True)
        page.save_revision(user=user, log_action=True).publish(user=user)
        page.title = f"{page.title} khác"
        page.save_revision(user=user, log_action=True)
    Workflow.objects.first().start(news, user)
    a_picture()
    Document.objects.create(title="Quy chế", file="quy-che.pdf", uploaded_by_user=user)
    Collection.get_first_root_node().add_child(name="Ảnh đèn")
    Page.objects.filter(pk=news.pk).update(locked=True, locked_by=user, locked_at=timezone.now())


def addresses() -> Iterator[str]:
    """What is visited."""
    for route in routes():
        if not route.parameters and not any(part in route.text for part in NO_SCREENS):
            yield next(iter(route.addresses({}, [])))
    for page in (*pages(), Page.objects.get(depth=1)):
        yield reverse("wagtailadmin_explore", args=[page.pk])
        yield reverse("wagtailadmin_choose_page_child", args=[page.pk])
    for page in pages():
        yield from (reverse(f"wagtailadmin_pages:{view}", args=[page.pk]) for view in OF_A_PAGE)
        yield reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    for kind, parent in (("standardpage", HomePage), ("newspage", NewsIndexPage)):
        yield reverse("wagtailadmin_pages:add", args=["home", kind, parent.objects.get().pk])
    for name in ("casepage", "standardpage"):
        yield reverse("wagtailadmin_pages:type_use", args=["cases" if name == "casepage" else "home", name])
    yield from of_objects()
    yield f"{reverse('wagtailadmin_pages:search')}?q=tin"
    yield f"{reverse('wagtailadmin_pages:search')}?q=khongco"


def of_objects() -> Iterator[str]:
    """Forms, histories and deletions of what is no page."""
    one = {
        "wagtailusers_users": (get_user_model().objects.get(username="admin"), ["edit", "delete", "history", "usage"]),
        "wagtailusers_groups": (Group.objects.first(), ["edit", "delete", "history", "usage"]),
        "wagtailsites": (Site.objects.get(), ["edit", "delete", "history"]),
        "wagtailimages": (Image.objects.get(), ["edit", "delete", "url_generator", "image_usage"]),
        "wagtaildocs": (Document.objects.get(), ["edit", "delete", "document_usage"]),
        "wagtailadmin_collections": (Collection.objects.get(name="Ảnh đèn"), ["edit", "delete"]),
        "wagtailadmin_workflows": (Workflow.objects.first(), ["edit", "disable", "usage"]),
    }
    tasks = {"wagtailadmin_workflows": (Task.objects.first(), ["edit_task", "disable_task"])}
    for space, (row, views) in (*one.items(), *tasks.items()):
        for view in views:
            yield reverse(f"{space}:{view}", args=[row.pk])
    for register in REGISTERS:
        row = register.model.objects.exclude(pk__isnull=True).order_by("-pk").first()
        for view in ("edit", "delete", "history"):
            yield reverse(f"{register.name}:{view}", args=[row.pk])


def pages() -> list[Page]:
    """One of each kind, and a draft."""
    index = NewsIndexPage.objects.get()
    news = NewsPage.objects.order_by("pk")
    return [HomePage.objects.get(), StandardPage.objects.get(), CasePage.objects.get(), index, *news]


def visit(client: Client, stranger: Client) -> int:
    """Visit everything; how many screens there were."""
    client.raise_request_exception = False  # what Wagtail makes of forms that no browser sends is not asked here
    count = 0
    for address in addresses():
        response = client.get(address)
        assert response.status_code < 500, address
        count += response.status_code == 200
        if response.status_code == 200 and response.context and "form" in response.context:
            for sent in (EMPTY, WRONG):
                client.post(address, sent)
    for address in ("/cms/login/", "/cms/password_reset/", "/cms/password_reset/done/"):
        stranger.get(address)
        stranger.post(address, {"username": "ai", "password": "do", "email": "x"})
    return count
