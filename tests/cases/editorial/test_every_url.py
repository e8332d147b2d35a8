"""No address of the CMS, by whatever method and with whatever form, changes a page of a case: driven as a superuser."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.admin.models import EditingSession
from wagtail.models import Locale, get_default_page_content_type

from cases.models import CasePage
from tests.cases.editorial.cms import JULY, a_page, branch, fixed_facts
from tests.cases.editorial.matrix.asking import Asker, asking_quickly
from tests.cases.editorial.matrix.watching import noting_writes
from tests.cases.editorial.urls import api_actions, bulk_actions, routes
from tests.factories import Walk

#: So many patterns and requests there are at least: a walk that finds less has lost its way, and proves nothing.
ROUTES, REQUESTS, SHOWN = 43, 600, 100
PAGE_NAMES = ("pk", "page_id", "page_pk", "parent_page_id", "page_to_move_id", "object_id")
#: Where all that is fixed stands; who writes elsewhere need not be looked at.
OF_PAGES = {f"wagtailcore_{name}" for name in ("page", "pageviewrestriction")} | {"cases_casepage", "cases_case"}
MODELS = [("cases", "casepage"), ("home", "standardpage"), ("wagtailcore", "page")]
#: What a form of a page can be sent for.
ACTIONS = [{"action-publish": "1"}, {"action-submit": "1"}, {}]

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(chief):
    """A case's page with an old revision and a running workflow, another month, another language to copy into."""
    page = a_page("accepted", title="Đèn hỏng", lat=16.46, lon=107.59)
    user = get_user_model().objects.get(username="admin")
    Locale.objects.create(language_code="en")
    elsewhere = Walk(at=JULY, title="Cống tắc").accept().case.page
    revision = page.save_revision(user=user)
    page.get_workflow().start(page, user)
    session = EditingSession.objects.create(
        user=user, content_type=get_default_page_content_type(), object_id=page.pk, last_seen_at=JULY
    )
    return {"page": page, "elsewhere": elsewhere, "revision": revision, "session": session}


def values(world, page, route):
    """What stands in an address about this page."""
    state = world["page"].current_workflow_task_state
    return {
        **{name: [page.pk] for name in PAGE_NAMES},
        "destination_id": [world["elsewhere"].get_parent().pk, page.get_parent().get_parent().pk],
        "revision_id": [world["revision"].pk],
        "revision_id_a": ["live", "earliest"],
        "revision_id_b": ["latest"],
        "workflow_pk": [world["page"].get_workflow().pk],
        "task_state_id": [state.pk if state else 1],
        "task_id": [state.task_id if state else 1],
        "workflow_state_id": list(world["page"].workflow_states.values_list("pk", flat=True)),
        "session_id": [world["session"].pk],
        "action_name": [*api_actions(), "unknown"] if "/api/" in route.text else ["approve", "reject"],
        "action": bulk_actions(),
    }


def crafted(world, page, **more):
    """Everything a form of the CMS might ask for, at once, and what none of them asks for."""
    elsewhere = world["elsewhere"].get_parent().pk
    streams = {"press-count": 0, "body-count": 0}
    fields = {"title": "Sửa", "slug": "sua-tay", "text": "Sửa", "place": "", "location": "", "editors_note": ""}
    machine = {"case": world["elsewhere"].case_id, "live": "", "path": "0001", "url_path": "/x/", "depth": 2}
    schedule = {"go_live_at": "2031-01-01 00:00", "expire_at": "2032-01-01 00:00"}
    copying = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": elsewhere, "copy_subpages": "on"}
    copying |= {"publish_copies": "on", "alias": "true", "update_slug": "bi-danh"}
    moving = {"chooser": elsewhere, "parent_page": elsewhere, "destination_page_id": elsewhere, "position": "left"}
    removing = {"confirm": "Minh Bạch", "confirm_site_name": "Minh Bạch", "include_descendants": "on"}
    privacy = {"restriction_type": "login", "password": ""}
    translating = {"locale": "en", "copy_parents": "true", "recursive": "true", "keep_live": "true"}
    deciding = {"revision_id": world["revision"].pk, "comment": "", "workflow-action-name": "approve"}
    return {
        **fields,
        **streams,
        **machine,
        **schedule,
        **copying,
        **moving,
        **removing,
        **privacy,
        **translating,
        **deciding,
        **more,
    }


def requests(asker, world, page):
    """Every request about a page: each address by GET, and by POST as a draft and to publish."""
    about = {"id": page.pk, "position": 0, "childOf": page.get_parent().pk, "next": "/cms/"}
    for route in [route for route in routes() if route.takes_a_page]:
        for address in route.addresses(values(world, page, route), MODELS):
            yield route, address, asker.ask("get", address, about)
            for more in ACTIONS if isinstance(page, CasePage) else ACTIONS[:1]:
                form = crafted(world, page, **more)
                yield route, address, asker.ask("post", f"{address}?id={page.pk}&position=0", form)


def test_no_address_changes_a_page_of_a_case(world):
    before = fixed_facts()
    driven, asked, opened = set(), 0, 0
    asker = Asker(get_user_model().objects.get(username="admin"))
    with asking_quickly(), noting_writes() as written:
        for page in branch(world["page"]):
            for route, address, response in requests(asker, world, page):
                driven.add(route.text)
                asked += 1
                opened += response.status_code == 200
                told = f"{response.request['REQUEST_METHOD']} {address}"
                assert response.status_code < 500, f"{told}: {response.status_code}"
                assert not written & OF_PAGES or fixed_facts() == before, f"{told} changed a page"
                written.clear()
    print(f"{len(driven)} patterns, {asked} requests, {opened} pages shown")
    assert len(driven) >= ROUTES
    assert asked >= REQUESTS
    assert opened >= SHOWN
