"""Asks the officer's desk over HTTP, and reads what it says."""

from bs4 import BeautifulSoup
from django.urls import reverse

from cases.actions.drafting import in_hand, seen
from tests.cases.editorial.office.conftest import SAID

GET, POST = ("case", "preview"), ("draft", "submit", "recall", "extend", "note", "not_ours", "ask_higher", "appeal")


def address(name, walk=None):
    return reverse(f"office_{name}", args=[walk.assignment.pk] if walk else [])


def words(node):
    return " ".join(node.get_text(" ", strip=True).split())


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def page(client, where):
    response = client.get(where, follow=True)
    assert response.status_code == 200, response.status_code
    return soup(response)


def post(client, name, walk, **sent):
    return client.post(address(name, walk), sent)


def write(client, name, walk, **said):
    """Save or submit what `said` changes of an answer, having read the draft as it stands."""
    return post(client, name, walk, **{"seen": seen(in_hand(walk.assignment)), **SAID, **said})


def told(client, walk):
    """What the next page says of what was done."""
    return [words(note) for note in page(client, address("case", walk)).select(".told .note")]


def complaints(response):
    """What stands beside each field that is wrong: {"text": "…"}; "" for the form as a whole."""
    found = soup(response)
    beside = {
        field["class"][-1].removeprefix("of-"): words(field.select_one(".err")) for field in found.select(".field.bad")
    }
    whole = found.select("#loi .err, .note.bad[role=alert]:not(#loi)")
    return {**beside, **({"": words(whole[0])} if whole else {})}


def titles(client, tab=""):
    shown = page(client, address("desk") + (f"?muc={tab}" if tab else ""))
    return [words(link) for link in shown.select(".rows h2 a")]


def counts(client):
    chips = page(client, address("desk")).select(".chip")
    return {words(chip).rpartition(" ")[0]: int(words(chip).rpartition(" ")[2]) for chip in chips}
