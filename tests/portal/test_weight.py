"""What a first visit to the front page costs over a slow line: less than 100 kB with its fonts."""

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

MOST = 100_000  # bytes, as sent
PAGE = 20_000  # of a city with everything on it; the demo's is 14,500
STATIC = "/static/"


def sent(name):
    """Bytes of a file of ours on the way: what is text is compressed."""
    content = Path(finders.find(name)).read_bytes()
    return len(content if name.endswith(".woff2") else gzip.compress(content, 6))


@pytest.mark.django_db
def test_the_front_page_is_light_with_all_that_it_needs(client):
    page = BeautifulSoup(client.get("/").content, "lxml")
    named = [link["href"] for link in page.select('link[rel~="stylesheet"], link[rel~="icon"]')]
    files = {
        address.partition(STATIC)[2] for address in [*named, *(script["src"] for script in page.select("script[src]"))]
    }
    tokens = Path(finders.find("css/tokens.css")).read_text()
    files |= {f"fonts/{name}" for name in re.findall(r"url\(\.\./fonts/([\w-]+\.woff2)\)", tokens)}
    assert {"css/site.css", "fonts/be-vietnam-pro-400-latin.woff2", "js/suggest.js"} <= files
    weights = {name: sent(name) for name in files}
    assert PAGE + sum(weights.values()) < MOST, weights
