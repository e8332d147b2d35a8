"""Screens of the CMS that other packages draw: usable without eyes or mouse, as ours are."""

import pytest
from django.urls import reverse

#: Each had a fault of its own. The editor of a case is looked at where its map is tried, in `test_in_browser`.
SCREENS = ("wagtailimages:add_multiple", "wagtailadmin_workflows:index")


@pytest.mark.django_db(transaction=True)
def test_what_others_draw_is_usable_too(live_server, context, page, axe, admin_client):
    cookie = admin_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    for where in map(reverse, SCREENS):
        page.goto(live_server.url + where)
        axe(page)
    assert 'aria-label="Chọn tài liệu"' in admin_client.get(reverse("wagtaildocs:add_multiple")).content.decode()
