"""Every role × every address of the CMS × GET and POST: shown and done is what the tables say, and nothing else.

By other methods nothing is done at all, and nothing more is shown.
"""

import pytest

from cases.models import Post
from cases.rules.rights import Deed
from tests.cases.editorial.matrix import values
from tests.cases.editorial.matrix.table import DOES, OF_AGENCY, PHOTOS, READ, ROLES, WITHIN, changers, doers, readers
from tests.cases.editorial.matrix.values import asked_routes, place_of
from tests.cases.editorial.matrix.walking import SECRETS
from tests.cases.editorial.matrix.watching import everything_stored
from tests.cases.editorial.urls import Route
from tests.shared_data import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]

#: So many there are at least: a walk that finds fewer has lost its way, and proves nothing.
PATTERNS, ADDRESSES, REQUESTS = 310, 540, 11_000


def unsaid(matrix, role, walk):
    """What a walk told and changed that the tables do not allow."""
    told = {name: sorted(places) for name, places in walk.told.items() if role not in readers(name)}
    changed = {p: sorted(tables) for p, tables in walk.changed.items() if role not in changers(matrix.world, p)}
    return {"answered 500": walk.broken, "told": told, "changed": changed}


OF_PAGES = ("dismissibles/", "/preview/")  # what pages of the CMS ask of the account's own by PATCH and DELETE
NOTHING = {"answered 500": [], "told": {}, "changed": {}}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_what_the_table_says_and_nothing_else(matrix, role):
    walk = matrix.read(role)
    assert unsaid(matrix, role, walk) == NOTHING
    assert set(walk.told) == {name for name in READ if role in readers(name)}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_the_table_says_and_nothing_else(matrix, role):
    walk = matrix.write(role)
    assert unsaid(matrix, role, walk) == NOTHING
    done = {*walk.changed, *matrix.read(role).changed}
    meant = {place for place in DOES if role in changers(matrix.world, place)}
    assert meant - done == set(), "nothing proves any more that others are kept from this"


@pytest.mark.parametrize("role", ROLES)
def test_other_methods_do_nothing_and_tell_no_more(matrix, role):
    walk, read = matrix.other(role), matrix.read(role)
    assert unsaid(matrix, role, walk) == NOTHING
    assert {place: tables for place, tables in walk.changed.items() if not tables <= read.changed[place]} == {}
    for (method, path), status in walk.statuses.items():
        if method == "head":  # as GET is answered, or not at all
            assert status in {read.statuses["get", path], 405}, path
        elif method != "options" and not place_of(path).endswith(OF_PAGES):
            assert status == 405, (method, path)


@pytest.mark.parametrize("role", ROLES)
def test_a_photo_is_given_to_whom_the_table_says(matrix, role):
    shown, rows = matrix.read(role).shown, matrix.world.rows
    given = {name for name in PHOTOS if f"/cms/anh/{rows[name].pk}/tep.jpg" in shown}
    assert given == {name for name, roles in PHOTOS.items() if role in roles.split()}


def test_the_table_lets_nobody_read_more_of_an_agency_than_the_rules_do(matrix):
    allowed = doers(matrix.world, Deed.READ)
    assert {role: name for name in OF_AGENCY for role in readers(name) - allowed} == {}


def test_every_secret_is_kept_somewhere(matrix):
    kept = everything_stored()
    assert [word for word in SECRETS if word not in kept] == []


def test_the_whole_cms_is_walked(matrix):
    patterns = len({route.text for route in asked_routes()})
    asked = sum(matrix.read(role).asked + matrix.write(role).asked for role in ROLES)
    print(f"{len(ROLES)} roles × {patterns} patterns ({len(matrix.addresses)} addresses): {asked} requests")
    told = " ".join((ROOT / "docs/rights.md").read_text().split())
    for number, what in ((PATTERNS, "patterns"), (ADDRESSES, "addresses"), (REQUESTS, "requests")):
        assert f"{number:,} {what}" in told, "the documentation says other numbers"
    assert patterns >= PATTERNS
    assert len(matrix.addresses) >= ADDRESSES
    assert asked >= REQUESTS


def test_tables_name_only_what_there_is(matrix):
    places = {place_of(path) for path in matrix.addresses}
    assert set(DOES) - places == set()
    assert [start for start in WITHIN if not any(place.startswith(start) for place in places)] == []


# --- the walk itself -------------------------------------------------------------------------------------------------


def test_a_new_address_is_named_until_somebody_says_what_it_takes(matrix, monkeypatch):
    new = Route("cms/duyet/<int:pk>/moi/", ("pk",))
    monkeypatch.setattr(values, "routes", lambda: [new])
    with pytest.raises(KeyError, match="cms/duyet/<int:pk>/moi/: no value for \\['pk'\\]"):
        list(values.addresses(matrix.world))


def test_a_change_is_noticed_and_undone(matrix):
    posts = list(Post.objects.values_list("pk", "until"))
    with matrix.watch.one_request():
        Post.objects.update(until="2031-01-01")
    assert matrix.watch.changed == {"cases_post"}
    assert list(Post.objects.values_list("pk", "until")) == posts
    with matrix.watch.one_request():
        Post.objects.filter(pk=0).update(until="2031-01-01")
    assert matrix.watch.changed == set()
