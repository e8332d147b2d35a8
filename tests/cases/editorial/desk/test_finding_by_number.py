"""A number that is typed at the desk: as people write it, and where it leads, without a database."""

from datetime import UTC, datetime
from inspect import unwrap
from types import SimpleNamespace as Plain

import pytest
from django.test import RequestFactory
from django.urls import reverse

from cases.editorial.desk import case_views
from cases.rules.rights import Staff

pytestmark = pytest.mark.pure

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
find = unwrap(case_views.find)  # behind who may come here, and how
DESK, PUBLIC, PRIVATE = reverse("review_desk"), 31, 32


@pytest.fixture
def asked(monkeypatch):
    """What number was looked for, what it led to, and what was said; 31 was public, 32 never was."""

    def cases(number=None):
        looked.append(number)
        return Plain(number=number, exists=lambda: number in (PUBLIC, PRIVATE))

    looked, said = [], []
    table = Plain(filter=cases, none=cases)
    monkeypatch.setattr(case_views, "Case", Plain(objects=table))
    monkeypatch.setattr(case_views, "told", lambda found, at: [found] if found.number == PUBLIC else [])

    def ask(number):
        looked.clear(), said.clear()
        request = RequestFactory().get("/x/", {} if number is None else {"so": number})
        request._messages = Plain(add=lambda level, text, _tags: said.append((level, text)))
        response = find(request, staff=Staff(account=1), now=NOW)
        return looked[-1], response["Location"], said

    return ask


@pytest.mark.parametrize("typed", ["31", " 31 ", "0031", "a31", "\t31"], ids=repr)
def test_a_number_leads_to_its_case_however_it_is_written(asked, typed):
    assert asked(typed) == (PUBLIC, reverse("review_case", args=[31]), [])


@pytest.mark.parametrize("typed", ["32", "a0032"])
def test_one_that_never_was_public_is_the_centers(asked, typed):
    told = (30, "Phản ánh 32 chưa từng công khai nên bàn duyệt không có gì.")
    assert asked(typed) == (PRIVATE, reverse("center_case", args=[32]), [told])


@pytest.mark.parametrize(
    ("typed", "looked"),
    [
        pytest.param("33", 33, id="nobody's"),
        pytest.param("9" * 18, 10**18 - 1, id="the largest"),
        pytest.param("9" * 19, None, id="more than a database takes"),
        pytest.param("9" * 5_000, None, id="more than Python reads"),
        pytest.param("", None, id="nothing"),
        pytest.param(None, None, id="not even asked"),
        pytest.param("a", None, id="a letter alone"),
        pytest.param("aa31", None, id="two letters"),
        pytest.param("-31", None, id="a sign"),
        pytest.param("3 1", None, id="a blank between"),
        pytest.param("٣١", None, id="digits of another script"),
        pytest.param("31²", None, id="a digit that is no number"),
    ],
)
def test_what_is_no_case_leads_back_with_a_sentence(asked, typed, looked):
    assert asked(typed) == (looked, DESK, [(40, "Không có phản ánh mang số ấy.")])
